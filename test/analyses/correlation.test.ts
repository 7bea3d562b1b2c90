import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/correlation/compute';
import { repairCovariance } from '../../src/analyses/correlation/estimators';
import { spec, type CorrelationResult } from '../../src/analyses/correlation/spec';
import type { Dataset } from '../../src/finance/dataset';
import type { Interval, Quantity } from '../../src/finance/quantity';
import dailyReference from '../reference/covariance-daily.json';
import europeanReference from '../reference/covariance-eu.json';
import monthlyReference from '../reference/covariance-monthly.json';
import repairReference from '../reference/covariance-repair.json';
import sampleReference from '../reference/rooms-covariance.json';
import { near, noise } from '../kernels/columns';
import { presentIn, relationOf } from '../kernels/rolling-model';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { estimateOf, madeUp, normals, notFinite, scenarioOf, sum, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
const european = builtIn('eu-indices-daily');

function run(
  dataset: Dataset,
  parameters: Record<string, number | string> = {},
  seed = 1,
): CorrelationResult {
  const cheap = { resamples: 100, ...parameters };
  const scenario = scenarioOf(dataset, undefined, {
    analysis: 'correlation',
    parameters: cheap,
    seed,
  });
  return runRoom<CorrelationResult>(room, scenario, dataset, kernels);
}

/** Simple returns of every asset of the dataset, from the definition. */
function returnsOf(dataset: Dataset): Float64Array[] {
  const assets = dataset.values.filter((_, i) => dataset.columns[i].role === 'asset');
  if (dataset.kind === 'returns') return assets;
  return assets.map((prices) => prices.slice(1).map((price, t) => price / prices[t] - 1));
}

const ids = (dataset: Dataset) =>
  dataset.columns.filter(({ role }) => role === 'asset').map(({ id }) => id);

const correlationOf = (x: Float64Array, y: Float64Array) =>
  relationOf(Array.from(x), Array.from(y)).correlation;

function expectClose(
  actual: Float64Array,
  expected: readonly (readonly number[])[],
  { relative, absolute }: { readonly relative: number; readonly absolute: number },
): void {
  const flat = expected.flat();
  expect(actual).toHaveLength(flat.length);
  flat.forEach((value, k) => {
    expect(near(actual[k], value, relative, absolute), `${k}: ${actual[k]}, ${value}`).toBe(true);
  });
}

const sets = [
  { name: 'monthly', dataset: monthly, reference: monthlyReference.entries },
  { name: 'eu', dataset: european, reference: europeanReference.entries },
  { name: 'daily', dataset: daily, reference: dailyReference.entries },
] as const;

/** Tighter than the references promise. */
const tight = { relative: 1e-12, absolute: 1e-15 };

describe.each(sets)('$name returns have the covariance', ({ name, dataset, reference }) => {
  test('of pandas by the sample, and its correlations', () => {
    const expected = sampleReference.value[name];
    const result = run(dataset);
    expect(ids(dataset)).toEqual(expected.columns);
    expectClose(result.covariance, expected.covariance, tight);
    expectClose(result.correlation, expected.correlation, tight);
    expect(result).toMatchObject({
      estimator: 0,
      definite: true,
      moved: 0,
      intensity: { status: 'undefined', code: 'not-available' },
    });
    const n = expected.columns.length;
    const pairs = expected.correlation.flatMap((row, i) => row.slice(0, i));
    expect(valueOf(result.averageCorrelation)).toBeCloseTo(sum(pairs) / pairs.length, 13);
    expect(valueOf(result.firstShare)).toBeCloseTo(result.eigenvalues[0] / n, 14);
  });

  test('of the exponentially weighted definition', () => {
    const weighted = Object.entries(reference).filter(([key]) => key.startsWith('ewma_'));
    expect(weighted.length).toBeGreaterThan(0);
    for (const [key, entry] of weighted) {
      const lambda = Number(key.slice(5));
      const result = run(dataset, { estimator: 'ewma', lambda });
      expectClose(result.covariance, entry.value as number[][], tight);
      expect(result.intensity).toMatchObject({ code: 'not-available' });
      expect(result.estimator).toBe(1);
    }
  });

  test('of scikit-learn and of the paper by shrinkage, with the intensity', () => {
    const shrunk = [
      ['ledoit-wolf-identity', reference.ledoit_wolf_identity],
      ['ledoit-wolf-constant', reference.ledoit_wolf_constant_correlation],
      ...('oas' in reference ? [['oas', reference.oas] as const] : []),
    ] as const;
    for (const [estimator, { value, tolerance }] of shrunk) {
      const result = run(dataset, { estimator });
      expectClose(result.covariance, value.cov, tight);
      const intensity = valueOf(result.intensity);
      expect(near(intensity, value.shrinkage, tolerance.relative / 100)).toBe(true);
      expect(result.estimator).toBe(spec.parameters.estimator.options.indexOf(estimator));
      // The shrunk matrix is the better conditioned one.
      expect(valueOf(result.conditionNumber)).toBeLessThan(valueOf(run(dataset).conditionNumber));
    }
  });

  test('whose condition number is that of the eigenvalues of NumPy', () => {
    if (!('eigenvalues_of_sample_covariance' in reference)) return;
    const { value } = reference.eigenvalues_of_sample_covariance;
    const expected = value[0] / value[value.length - 1];
    expect(near(valueOf(run(dataset).conditionNumber), expected, 1e-10)).toBe(true);
  });
});

test.each([...spec.parameters.estimator.options])(
  'eigenvalues and eigenvectors solve the correlation matrix of %s',
  (estimator) => {
    for (const { dataset } of sets) {
      const { correlation, eigenvalues, eigenvectors } = run(dataset, { estimator });
      const n = eigenvalues.length;
      const vector = (k: number) => eigenvectors.subarray(k * n, (k + 1) * n);
      const dot = (a: Float64Array, b: Float64Array) => sum(a.map((value, i) => value * b[i]));
      for (let k = 0; k < n; k++) {
        for (let i = 0; i < n; i++) {
          const row = correlation.subarray(i * n, (i + 1) * n);
          const error = dot(row, vector(k)) - eigenvalues[k] * vector(k)[i];
          expect(Math.abs(error)).toBeLessThan(1e-13);
          expect(Math.abs(dot(vector(k), vector(i)) - Number(i === k))).toBeLessThan(1e-13);
        }
        if (k > 0) expect(eigenvalues[k]).toBeLessThanOrEqual(eigenvalues[k - 1]);
      }
      // n orthonormal solutions are all of them; they sum to the trace.
      expect(sum(eigenvalues)).toBeCloseTo(n, 12);
    }
  },
);

describe('pairs', () => {
  test.each(sets)('of the $name set are sorted and none is missing or twice', ({ dataset }) => {
    const columns = returnsOf(dataset);
    const { mostRelated, leastRelated } = run(dataset);
    const all = columns.flatMap((x, i) =>
      columns.slice(i + 1).map((y, j) => ({ at: [i, i + 1 + j], value: correlationOf(x, y) })),
    );
    all.sort((a, b) => b.value - a.value);
    const half = Math.min(5, Math.ceil(all.length / 2));
    const rest = Math.min(5, all.length - half);
    const wanted = [all.slice(0, half), all.slice(all.length - rest).reverse()];
    [mostRelated, leastRelated].forEach((listed, side) => {
      expect(listed.map(({ first, second }) => [first, second])).toEqual(
        wanted[side].map(({ at }) => at),
      );
      listed.forEach(({ correlation }, k) => {
        expect(Math.abs(valueOf(correlation) - wanted[side][k].value)).toBeLessThan(1e-13);
      });
    });
  });

  test('have intervals as wide as an independent history of that length allows, or wider', () => {
    for (const { dataset } of sets) {
      const T = returnsOf(dataset)[0].length;
      const { mostRelated, leastRelated } = run(dataset, { resamples: 1_000 });
      for (const { correlation } of [...mostRelated, ...leastRelated]) {
        const { value, sampling } = estimateOf(correlation);
        const { low, high } = sampling ?? { low: NaN, high: NaN };
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
        expect(Math.max(Math.abs(low), Math.abs(high))).toBeLessThan(1);
        // Fisher's z; heavy tails and volatility that clusters widen it severalfold.
        const ratio = ((Math.atanh(high) - Math.atanh(low)) * Math.sqrt(T - 3)) / (2 * 1.96);
        expect(ratio).toBeGreaterThan(0.7);
        expect(ratio).toBeLessThan(6);
      }
    }
  });

  test('of independent normal returns have the intervals of Fisher', () => {
    const next = normals(noise(11));
    const common = Array.from({ length: 2_000 }, next);
    const mixed = (share: number) =>
      common.map((x) => share * x + Math.sqrt(1 - share ** 2) * next());
    const { mostRelated, leastRelated } = run(
      madeUp({
        a: common.map((x) => 0.01 * x),
        b: mixed(0.8).map((x) => 0.02 * x),
        c: mixed(-0.3),
      }),
      { resamples: 4_000 },
    );
    const listed = [...mostRelated, ...leastRelated];
    expect(listed).toHaveLength(3);
    for (const { correlation } of listed) {
      const { value, sampling } = estimateOf(correlation);
      const expected = 1.96 / Math.sqrt(1_997);
      for (const end of [sampling?.low, sampling?.high]) {
        const distance = Math.abs(Math.atanh(end ?? NaN) - Math.atanh(value));
        expect(distance / expected).toBeGreaterThan(0.8);
        expect(distance / expected).toBeLessThan(1.2);
      }
    }
  });

  test('have intervals that only seed and resamples move', () => {
    const intervals = (...[parameters, seed]: [Record<string, number | string>?, number?]) =>
      run(monthly, parameters, seed).mostRelated.map(({ correlation }) =>
        'sampling' in correlation ? correlation.sampling : undefined,
      );
    const plain = intervals();
    expect(intervals()).toEqual(plain);
    expect(intervals({ estimator: 'oas', window: 12 })).toEqual(plain);
    expect(intervals({}, 2)).not.toEqual(plain);
    expect(intervals({ resamples: 200 })).not.toEqual(plain);
    const [one, other] = [intervals({ resamples: 4_000 }), intervals({ resamples: 4_000 }, 2)];
    const width = ({ low, high }: Interval) => high - low;
    one.forEach((interval, k) => {
      if (interval === undefined || other[k] === undefined) throw new Error('no interval');
      expect(width(interval) / width(other[k])).toBeGreaterThan(0.9);
      expect(width(interval) / width(other[k])).toBeLessThan(1.1);
    });
  });
});

describe('the pair that is looked at closely', () => {
  test.each([
    ['', '', 0, 1],
    ['us_stocks', '', 0, 1],
    ['us_treasury_10y', '', 1, 0],
    ['gold', '', 3, 1],
    ['', 'oil_wti', 0, 4],
    ['us_house_prices', 'us_tbill_3m', 5, 2],
    ['gold', 'gold', 3, 3],
  ])('first "%s" and second "%s" are at %d and %d', (first, second, i, j) => {
    expect(run(monthly, { first, second }).pair).toEqual({ first: i, second: j });
  });

  test.each([3, 36, 573, 574, 2_500])('has the rolling correlation of windows of %d', (window) => {
    const [x, y] = [monthly.values[3], monthly.values[4]];
    const parameters = { first: 'gold', second: 'oil_wti', window };
    const { rolling, pairCorrelation, beta } = run(monthly, parameters);
    const width = Math.min(window, 574);
    expect(rolling).toHaveLength(574);
    rolling.forEach((value, t) => {
      if (t < width - 1) expect(value).toBeNaN();
      else {
        const expected = relationOf(presentIn(x, width, t), presentIn(y, width, t)).correlation;
        const same = Number.isNaN(expected)
          ? Number.isNaN(value)
          : near(value, expected, 1e-10, 1e-12);
        expect(same, `${t}: ${value}, ${expected}`).toBe(true);
      }
    });
    const whole = relationOf(Array.from(x), Array.from(y));
    expect(near(valueOf(pairCorrelation), whole.correlation, 1e-12)).toBe(true);
    expect(near(valueOf(beta), whole.beta, 1e-12)).toBe(true);
  });

  test('is the same pair as among the pairs', () => {
    const { mostRelated } = run(daily, { first: 'SP500', second: 'DJIA' });
    const [{ correlation }] = mostRelated;
    const { pairCorrelation } = run(daily, { first: 'SP500', second: 'DJIA' });
    expect(near(valueOf(pairCorrelation), valueOf(correlation), 1e-14)).toBe(true);
  });

  test('swapped has the same correlation and another beta', () => {
    const one = run(monthly, { first: 'gold', second: 'oil_wti' });
    const other = run(monthly, { first: 'oil_wti', second: 'gold' });
    expect(valueOf(other.pairCorrelation)).toBe(valueOf(one.pairCorrelation));
    const product = valueOf(one.beta) * valueOf(other.beta);
    expect(near(product, valueOf(one.pairCorrelation) ** 2, 1e-12)).toBe(true);
  });
});

describe('calm and bad periods', () => {
  test.each(sets)('of the $name set are split at the worst tenth', ({ dataset }) => {
    const columns = returnsOf(dataset);
    const T = columns[0].length;
    for (const [position, stressed] of ids(dataset).entries()) {
      const result = run(dataset, { stressed });
      const threshold = columns[position].slice().sort()[Math.ceil(T / 10) - 1];
      const rows = [...columns[position].keys()];
      const bad = rows.filter((t) => columns[position][t] <= threshold);
      const calm = rows.filter((t) => columns[position][t] > threshold);
      expect(result.stressedAsset).toBe(position);
      expect(result.threshold).toBe(threshold);
      expect(result.stressedPeriods).toBe(bad.length);
      expect(result.calmPeriods).toBe(calm.length);
      expect(bad.length + calm.length).toBe(T);
      const n = columns.length;
      for (const [matrix, chosen] of [
        [result.stressed, bad],
        [result.calm, calm],
      ] as const) {
        expect(matrix).toHaveLength(n * n);
        matrix.forEach((value, k) => {
          const [x, y] = [columns[Math.floor(k / n)], columns[k % n]].map((column) =>
            Float64Array.from(chosen, (t) => column[t]),
          );
          expect(Math.abs(value - correlationOf(x, y))).toBeLessThan(1e-12);
        });
      }
    }
  });

  test('are those of the first asset unless one is named', () => {
    expect(run(monthly)).toEqual(run(monthly, { stressed: 'us_stocks' }));
  });

  test('of a short history are counted, but not described', () => {
    const next = normals(noise(5));
    const column = () => Array.from({ length: 100 }, next);
    const result = run(madeUp({ a: column(), b: column() }));
    expect(result).toMatchObject({ stressedPeriods: 10, calmPeriods: 90 });
    expect(result.stressed).toHaveLength(0);
    expect(result.calm).toHaveLength(4);
    const shortest = run(madeUp({ a: [1, 2, 4].map((r) => r / 100), b: [0.02, 0, 0.01] }));
    expect(shortest).toMatchObject({ stressedPeriods: 1, calmPeriods: 2, threshold: 0.01 });
    expect(shortest.calm).toHaveLength(0);
  });

  test('all of ties leave no calm period', () => {
    const next = normals(noise(5));
    const result = run(
      madeUp({ still: Array(60).fill(0.01), a: Array.from({ length: 60 }, next) }),
    );
    expect(result).toMatchObject({ stressedPeriods: 60, calmPeriods: 0 });
    expect(result.calm).toHaveLength(0);
    expect(result.stressed).toHaveLength(4);
  });
});

describe('the order of the clusters', () => {
  test.each([...spec.parameters.estimator.options])('by %s holds every asset once', (estimator) => {
    for (const { dataset } of sets) {
      const { order } = run(dataset, { estimator });
      expect(Array.from(order).sort((a, b) => a - b)).toEqual([...order.keys()]);
    }
  });

  test('puts assets next to their likes', () => {
    // The indices of shares first, the metals side by side.
    const order = Array.from(run(daily).order, (i) => ids(daily)[i]);
    const apart = (a: string, b: string) => Math.abs(order.indexOf(a) - order.indexOf(b));
    expect(apart('SP500', 'DJIA')).toBe(1);
    expect(apart('GOLD', 'SILVER')).toBe(1);
  });
});

describe('a covariance that is singular', () => {
  const next = normals(noise(42));
  const column = (length: number) => Array.from({ length }, () => 0.03 * next());
  const [a, b] = [column(120), column(120)];
  const few = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`a${i}`, column(8)]));
  const cases = {
    'of an asset that stands twice': madeUp({ a, again: a, b }),
    'of an asset that is a mix of others': madeUp({ a, b, c: a.map((r, t) => (r + b[t]) / 2) }),
    'of more assets than periods': madeUp(few),
  };

  test.each(Object.entries(cases))('%s is called so', (_name, dataset) => {
    const result = run(dataset);
    expect(result.definite).toBe(false);
    expect(result.moved).toBe(0);
    expect(result.conditionNumber).toMatchObject({
      status: 'undefined',
      code: 'not-positive-definite',
    });
    expect(result.eigenvalues[result.eigenvalues.length - 1]).toBeLessThan(1e-12);
    expect(notFinite({ ...result, rolling: 0 })).toEqual([]);
  });

  describe.each(Object.entries(cases))('%s', (_name, dataset) => {
    test.each(['clip-eigenvalues', 'nearest-correlation'])('is repaired by %s', (repair) => {
      const before = run(dataset);
      const after = run(dataset, { repair });
      const n = after.eigenvalues.length;
      expect(after.definite).toBe(true);
      expect(after.eigenvalues[n - 1]).toBeGreaterThan(0);
      expect(valueOf(after.conditionNumber)).toBeGreaterThan(1);
      const distance = Math.hypot(...after.correlation.map((r, k) => r - before.correlation[k]));
      expect(after.moved).toBeGreaterThan(0);
      expect(Math.abs(after.moved - distance)).toBeLessThan(1e-6 * distance + 1e-12);
      // Already semidefinite: what is missing is rounding and a floor, not more.
      expect(distance).toBeLessThan(1e-6);
      for (let i = 0; i < n; i++) {
        const at = i * (n + 1);
        expect(near(after.covariance[at], before.covariance[at], 1e-12)).toBe(true);
        for (let j = 0; j < i; j++) {
          expect(after.covariance[i * n + j]).toBe(after.covariance[j * n + i]);
        }
      }
    });
  });

  test.each(['ledoit-wolf-identity', 'ledoit-wolf-constant', 'oas'])(
    'is none by %s, and needs no repair',
    (estimator) => {
      const result = run(cases['of more assets than periods'], { estimator });
      expect(result.definite).toBe(true);
      expect(valueOf(result.intensity)).toBeGreaterThan(0);
      expect(
        run(cases['of more assets than periods'], { estimator, repair: 'clip-eigenvalues' }),
      ).toEqual(result);
    },
  );

  test('is left alone where an asset never moved, which is related to nothing', () => {
    for (const repair of spec.parameters.repair.options) {
      const still = madeUp({ a, still: Array(120).fill(0.002), b });
      const result = run(still, { repair });
      expect(result).toMatchObject({ definite: false, moved: 0 });
      expect(result.conditionNumber).toMatchObject({ code: 'not-positive-definite' });
      expect(result.correlation[1]).toBeNaN();
      expect(result.correlation[1 * 3 + 1]).toBe(1);
      const without = run(madeUp({ a, b }));
      expect(result.correlation[2]).toBe(without.correlation[1]);
      expect(valueOf(result.averageCorrelation)).toBe(valueOf(without.averageCorrelation));
      expect([...result.mostRelated, ...result.leastRelated]).toHaveLength(1);
      expect(result.mostRelated[0]).toMatchObject({ first: 0, second: 2 });
      // The pair is a and the asset that never moved.
      expect(result.pairCorrelation).toMatchObject({ status: 'undefined', code: 'zero-variance' });
      expect(valueOf(result.beta)).toBe(0);
      expect(result.rolling.every(Number.isNaN)).toBe(true);
      expect(Array.from(result.order).sort((a, b) => a - b)).toEqual([0, 1, 2]);
      expect(sum(result.eigenvalues)).toBeCloseTo(3, 12);
    }
  });

  test('is nothing but zeros where no asset moves', () => {
    for (const estimator of spec.parameters.estimator.options) {
      const still = madeUp({ a: Array(60).fill(0), b: Array(60).fill(0) });
      const result = run(still, { estimator });
      const statuses = [result.averageCorrelation, result.pairCorrelation, result.beta];
      expect(statuses.map((quantity: Quantity) => quantity.status)).toEqual(
        Array(3).fill('undefined'),
      );
      expect(result.definite).toBe(false);
      expect(Array.from(result.covariance)).toEqual([0, 0, 0, 0]);
      expect(result.mostRelated).toEqual([]);
      expect(notFinite(result.intensity)).toEqual([]);
    }
  });
});

test('repairs of matrices that are no correlations are those of the reference', () => {
  // Through the room an indefinite matrix cannot arise: its repair is looked at directly.
  for (const { value } of Object.values(repairReference.entries)) {
    const n = value.matrix.length;
    const scaled = Float64Array.from(value.matrix.flat(), (r, k) => {
      return r * (1 + Math.floor(k / n)) * (1 + (k % n));
    });
    const repair = (name: 'clip-eigenvalues' | 'nearest-correlation') =>
      repairCovariance(scaled, n, name, kernels);
    const nearest = repair('nearest-correlation');
    expect(nearest.moved).toBeCloseTo(value.nearest_distance, 6);
    nearest.covariance.forEach((c, k) => {
      const r = c / (1 + Math.floor(k / n)) / (1 + (k % n));
      expect(Math.abs(r - value.nearest.flat()[k])).toBeLessThan(1e-6);
    });
    const clipped = repair('clip-eigenvalues');
    expect(clipped.moved).toBeCloseTo(value.clipped_0_distance, 6);
    expect(clipped.definite).toBe(true);
    expect(repairCovariance(scaled, n, 'none', kernels)).toMatchObject({
      moved: 0,
      definite: false,
    });
  }
});

describe('one asset alone', () => {
  test.each([...spec.parameters.estimator.options])('is described by %s', (estimator) => {
    const result = run(madeUp({ gold: monthly.values[3] }), { estimator });
    expect(Array.from(result.correlation)).toEqual([1]);
    expect(Array.from(result.eigenvalues)).toEqual([1]);
    expect(Array.from(result.order)).toEqual([0]);
    expect(valueOf(result.conditionNumber)).toBe(1);
    expect(valueOf(result.firstShare)).toBe(1);
    expect(result.averageCorrelation).toMatchObject({ code: 'too-few-observations' });
    expect([...result.mostRelated, ...result.leastRelated]).toEqual([]);
    expect(result.pair).toEqual({ first: 0, second: 0 });
    expect(valueOf(result.pairCorrelation)).toBe(1);
    expect(valueOf(result.beta)).toBe(1);
    expect(result.covariance[0]).toBeGreaterThan(0);
    expect(notFinite({ ...result, rolling: 0 })).toEqual([]);
    expect(result.definite).toBe(true);
  });
});
