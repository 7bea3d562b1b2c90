/** Datasets with a known truth: their numbers, and what is said to be true of them. */
import { describe, expect, it } from 'vitest';
import { columnName, syntheticDataset } from '../../src/data/synthetic-dataset';
import { drawReturns } from '../../src/engine/draw-synthetic';
import { periodsOf, type Dataset } from '../../src/finance/dataset';
import { correlation } from '../../src/finance/spread';
import { sampleFigures, trueFigures } from '../../src/finance/synthetic-figures';
import { regimesOf } from '../../src/finance/synthetic-model';
import { readRecipe, type SyntheticRecipe } from '../../src/finance/synthetic-recipe';
import { normals } from '../kernels/generator-model';
import { loadKernels } from '../tools/kernels';

const kernels = await loadKernels();

function recipeOf(id: string): SyntheticRecipe {
  const recipe = readRecipe(id);
  if (recipe === undefined) throw new Error(`${id} is no recipe`);
  return recipe;
}

async function made(id: string): Promise<Dataset> {
  const recipe = recipeOf(id);
  return syntheticDataset(recipe, await drawReturns(kernels, recipe));
}

const draw = (id: string) => drawReturns(kernels, recipeOf(id));

const long = {
  normal: 'made-normal-n5-t20000-m-mu6-vol15-rho-20-seed1',
  student: 'made-student-n4-t20000-d-mu6-vol15-rho30-df9-seed2',
  factor: 'made-factor-n6-t20000-w-fmu7-fvol18-lo-0.5-hi1.7-own9-seed3',
  regimes: 'made-regimes-n3-t20000-m-amu12-avol9-arho10-astay95-bmu-18-bvol32-brho75-bstay90-seed4',
};

describe('what is drawn', () => {
  it('is normals of the generator with the given mean, volatility and correlation', async () => {
    const [x, y] = await draw('made-normal-n2-t5000-m-mu6-vol15-rho60-seed9');
    const z = [0, 1].map((block) => normals(9, 0, block, 2).values);
    for (let t = 0; t < 5_000; t++) {
      const [z0, z1] = [0, 4096].map((row) => z[t >> 12][row + (t & 4095)]);
      const deviation = 0.15 / Math.sqrt(12);
      expect(x[t]).toBeCloseTo(0.005 + deviation * z0, 12);
      expect(y[t]).toBeCloseTo(0.005 + deviation * (0.6 * z0 + 0.8 * z1), 12);
    }
  });

  it('keeps earlier draws where there are more periods, and more assets', async () => {
    for (const id of Object.values(long)) {
      const columns = await draw(id);
      const shorter = await draw(id.replace('t20000', 't5000'));
      shorter.forEach((column, a) => expect(column).toEqual(columns[a].slice(0, 5_000)));
    }
    const four = await draw('made-student-n4-t100-m-mu6-vol15-rho30-df4-seed7');
    const two = await draw('made-student-n2-t100-m-mu6-vol15-rho30-df4-seed7');
    expect(two).toEqual(four.slice(0, 2));
  });

  it('is other for another seed', async () => {
    const id = 'made-normal-n1-t24-m-mu6-vol15-rho30-seed';
    expect(await draw(`${id}1`)).not.toEqual(await draw(`${id}2`));
  });

  it('carries the regime from one block into the next', async () => {
    // Both means are far apart, so that the regime of a period can be seen.
    const [x] = await draw(
      'made-regimes-n1-t20000-m-amu50-avol0.5-arho0-astay99.9-bmu-50-bvol0.5-brho0-bstay99.9-seed5',
    );
    const states = x.map((value) => (value > 0 ? 0 : 1));
    let changes = 0;
    for (let t = 1; t < states.length; t++) changes += states[t] === states[t - 1] ? 0 : 1;
    expect(changes).toBeGreaterThan(5);
    expect(changes).toBeLessThan(40);
    expect(states.filter((_, t) => t > 0 && t % 4096 === 0 && states[t] !== states[t - 1])).toEqual(
      new Float64Array(0),
    );
  });

  it.each([
    'made-normal-n50-t24-m-mu6-vol15-rho-2-seed1',
    'made-normal-n50-t24-m-mu6-vol0.5-rho99-seed1',
    'made-factor-n50-t24-m-fmu6-fvol100-lo-3-hi3-own0.5-seed1',
  ])('is finite at the bounds: %s', async (id) => {
    const columns = await draw(id);
    expect(columns.every((column) => column.every(Number.isFinite))).toBe(true);
    expect(new Set(columns.map((column) => column[0])).size).toBe(50);
  });
});

describe('what is true of it', () => {
  it.each(Object.entries(long))('%s: means and covariances within 4 errors', async (_, id) => {
    const recipe = recipeOf(id);
    const { n, t: T } = recipe;
    const columns = await draw(id);
    const regimes = regimesOf(recipe);
    const truth = (term: (regime: (typeof regimes)[number]) => number) =>
      regimes.reduce((sum, regime) => sum + regime.share * term(regime), 0);
    // Regimes last: sums over them vary more than those of independent periods.
    const lasting = recipe.model === 'regimes' ? 6 : 1;
    const within = (values: Float64Array, expected: number) => {
      const mean = values.reduce((sum, x) => sum + x, 0) / T;
      const spread = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / T;
      expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt((lasting * spread) / T));
    };
    const centers = columns.map((_, a) => truth(({ means }) => means[a]));
    for (let a = 0; a < n; a++) {
      within(columns[a], centers[a]);
      for (let b = 0; b <= a; b++) {
        const product = columns[a].map((x, t) => (x - centers[a]) * (columns[b][t] - centers[b]));
        const covariance = truth(
          ({ means, covariance }) =>
            covariance[a * n + b] + (means[a] - centers[a]) * (means[b] - centers[b]),
        );
        within(product, covariance);
      }
    }
  });

  it.each(Object.entries(long))(
    '%s: value at risk and shortfall by a long sample',
    async (_, id) => {
      const recipe = recipeOf(id);
      const expected = trueFigures(recipe);
      const columns = await draw(id);
      const n = columns.length;
      const mix = columns[0].map((_, t) => columns.reduce((sum, c) => sum + c[t], 0) / n);
      const T = mix.length;
      const lasting = recipe.model === 'regimes' ? 6 : 1;
      const beyond = mix.filter((x) => x <= -expected.valueAtRisk);
      const error = Math.sqrt((lasting * 0.05 * 0.95) / T);
      expect(Math.abs(beyond.length / T - 0.05)).toBeLessThan(4 * error);
      const mean = -beyond.reduce((sum, x) => sum + x, 0) / beyond.length;
      const spread = beyond.reduce((sum, x) => sum + (x + mean) ** 2, 0) / beyond.length;
      const tolerance = 4 * Math.sqrt((lasting * spread) / beyond.length);
      expect(Math.abs(mean - expected.expectedShortfall)).toBeLessThan(tolerance);
      const sample = sampleFigures(columns, periodsOf[recipe.frequency]);
      for (const figure of ['volatility', 'mixVolatility'] as const) {
        expect(sample[figure] / expected[figure]).toBeCloseTo(1, 1);
      }
      expect(sample.correlation).toBeCloseTo(expected.correlation ?? NaN, 1);
    },
  );

  it('says the figures that follow from the numbers of a recipe', () => {
    const normal = trueFigures(recipeOf('made-normal-n4-t600-m-mu6-vol20-rho25-seed1'));
    const mixDeviation = Math.sqrt((0.04 / 12) * (1 / 4 + (3 / 4) * 0.25));
    expect(normal.mean).toBeCloseTo(0.06, 14);
    expect(normal.volatility).toBeCloseTo(0.2, 14);
    expect(normal.correlation).toBeCloseTo(0.25, 14);
    expect(normal.mixVolatility).toBeCloseTo(mixDeviation * Math.sqrt(12), 14);
    expect(normal.valueAtRisk).toBeCloseTo(1.6448536269514722 * mixDeviation - 0.005, 13);
    expect(normal.expectedShortfall).toBeCloseTo(2.0627128075074257 * mixDeviation - 0.005, 13);
    expect(normal.excessKurtosis).toBe(0);
    const student = (df: number) =>
      trueFigures(recipeOf(`made-student-n1-t600-m-mu0-vol12-rho0-df${df}-seed1`));
    expect(student(4).excessKurtosis).toBeUndefined();
    expect(student(4).correlation).toBeUndefined();
    expect(student(10).excessKurtosis).toBe(1);
    // t(4) at 5 % is -2.131846786.
    const scale = (0.12 / Math.sqrt(12)) * Math.sqrt(2 / 4);
    expect(student(4).valueAtRisk).toBeCloseTo(2.131846786326649 * scale, 12);
  });

  it('of two equal regimes is what is true of one', () => {
    const one = trueFigures(recipeOf('made-normal-n3-t600-m-mu6-vol20-rho25-seed1'));
    const two = trueFigures(
      recipeOf(
        'made-regimes-n3-t600-m-amu6-avol20-arho25-astay90-bmu6-bvol20-brho25-bstay40-seed1',
      ),
    );
    for (const [figure, value] of Object.entries(one)) {
      expect(two[figure as keyof typeof two]).toBeCloseTo(value as number, 12);
    }
  });

  it('of a mixture has the shares and moments of both', () => {
    // 2/3 N(0.01, 0.02) and 1/3 N(-0.02, 0.08) a period.
    const [f, root] = [12, Math.sqrt(12)];
    const figures = trueFigures({
      ...recipeOf(long.regimes),
      ...{ n: 1, amu: 100 * 0.01 * f, bmu: 100 * -0.02 * f },
      ...{ avol: 100 * 0.02 * root, bvol: 100 * 0.08 * root, astay: 95, bstay: 90 },
    });
    const variance = (2 / 3) * 0.02 ** 2 + (1 / 3) * 0.08 ** 2 + (2 / 9) * 0.03 ** 2;
    const fourth = (s: number, d: number) => 3 * s ** 4 + 6 * s ** 2 * d ** 2 + d ** 4;
    expect(figures.mean).toBeCloseTo(0, 12);
    expect(figures.volatility).toBeCloseTo(Math.sqrt(variance) * root, 12);
    expect(figures.excessKurtosis).toBeCloseTo(
      ((2 / 3) * fourth(0.02, 0.01) + (1 / 3) * fourth(0.08, 0.02)) / variance ** 2 - 3,
      10,
    );
  });
});

describe('the sample', () => {
  it('has the figures of its two columns', () => {
    const x = Float64Array.of(0.01, -0.02, 0.03, 0.005);
    const y = Float64Array.of(-0.01, 0.01, 0.02, 0);
    const figures = sampleFigures([x, y], 12);
    expect(figures.mean).toBeCloseTo((12 * (0.00625 + 0.005)) / 2, 14);
    expect(figures.correlation).toBeCloseTo(1.75e-4 / Math.sqrt(1.26875e-3 * 5e-4), 12);
    const z = Float64Array.of(0.02, 0.01, -0.03, 0.04);
    expect(sampleFigures([x, y, z], 12).correlation).toBeCloseTo(
      (correlation(x, y) + correlation(x, z) + correlation(y, z)) / 3,
      12,
    );
    expect(figures.valueAtRisk).toBeCloseTo(0.005, 14);
    expect(sampleFigures([x], 12).correlation).toBeUndefined();
  });
});

describe('the dataset', () => {
  it('is dated backwards from the end of 2020', async () => {
    const ends = async (letter: string, t: number) => {
      const { index } = await made(`made-normal-n1-t${t}-${letter}-mu6-vol15-rho0-seed1`);
      expect(index.length).toBe(t);
      expect(new Set(index).size).toBe(t);
      expect(index.toSorted()).toEqual(index);
      return [index[0], index[t - 2], index[t - 1]];
    };
    expect(await ends('m', 24)).toEqual(['2019-01-31', '2020-11-30', '2020-12-31']);
    expect(await ends('w', 53)).toEqual(['2020-01-02', '2020-12-24', '2020-12-31']);
    expect(await ends('d', 261)).toEqual(['2020-01-02', '2020-12-30', '2020-12-31']);
    expect((await ends('m', 20_000))[0]).toBe('0354-05-31');
  });

  it('has as many columns as assets, in letters', async () => {
    const { columns, values } = await made('made-normal-n28-t24-m-mu6-vol15-rho0-seed1');
    expect(values.length).toBe(28);
    expect([0, 25, 26, 27].map((a) => columns[a].id)).toEqual(['A', 'Z', 'AA', 'AB']);
    expect(columnName(49)).toBe('AX');
  });

  it('is its recipe, and says what is true of it', async () => {
    const id = 'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7';
    const dataset = await made(id);
    expect(dataset).toMatchObject({ id, kind: 'returns', frequency: 'monthly', dated: true });
    expect(dataset.title).toBe('Made: Student t, seed 7');
    expect(dataset.description).toContain('4 degrees of freedom');
    expect(dataset.description).toContain('mean 6 % and volatility 15 % a year, correlation 0.3');
    expect(dataset.description).toContain('excess kurtosis is not finite');
    expect(dataset.columns[0].source).toBe('Drawn by this page');
    expect(dataset.file).toBeUndefined();
    const { columns } = await made(long.factor);
    expect(columns[5].caveats.join()).toContain('beta to the factor is 1.7');
  });

  it('warns of returns below -100 %', async () => {
    const wild = await made('made-student-n1-t5000-m-mu6-vol100-rho30-df3-seed1');
    expect(wild.columns[0].caveats).toEqual(['Some returns are below -100 %.']);
  });

  it('has the same bits for ever', async () => {
    const prints = await Promise.all(
      [
        'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7',
        'made-regimes-n3-t5000-d-amu10-avol10-arho20-astay98-bmu-10-bvol30-brho70-bstay90-seed7',
      ].map(async (id) => (await made(id)).fingerprint),
    );
    expect(prints).toEqual([
      '428e2ee16d771e4c48c577d2c697eee8f852951c31a23b139325ef030e71daaa',
      '3df49b52c1ab5847c4368a0040a7f7f799391bac24eca5ac8d0cac76b9eeba8b',
    ]);
  });
});
