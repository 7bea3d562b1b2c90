/** What the self-test asks of functions and of the generator, which no room reports by themselves. */
import type { FunctionId } from '../../src/app/self-test/functions';
import repair from '../reference/covariance-repair.json';
import elementary from '../reference/finance-elementary.json';
import normal from '../reference/finance-normal.json';
import student from '../reference/finance-student.json';
import generator from '../reference/kernels-generator.json';
import monthly from '../reference/kernels-monthly.json';
import nist from '../reference/kernels-nist.json';
import sobol from '../reference/kernels-sobol.json';
import type { NamedCase } from './self-test-cases';

const mpmath = 'mpmath 1.3.0';

/** A call with what it should give. */
type Row = readonly [given: readonly number[], ...expected: number[]];

export function functionCases(): NamedCase[] {
  return [
    ...randomCases(),
    ...(['exp', 'expm1', 'log', 'log1p', 'log10'] as const).map((id) =>
      functionCase(
        id,
        id,
        mpmath,
        // Of the same number, or of one of its neighbors.
        1e-15,
        pick(
          // Where numbers have lost digits, one unit in the last place is more.
          elementary[id].filter(([, y]) => Math.abs(y) > 1e-300 && Number.isFinite(y)),
          24,
        ).map(([x, y]) => [[x], y]),
      ),
    ),
    functionCase(
      'normal-distribution',
      'Normal distribution',
      mpmath,
      1e-14,
      pick(
        normal.computed.distribution.filter(([, y]) => y > 1e-300),
        20,
      ).map(([x, y]) => [[x], y]),
    ),
    functionCase(
      'normal-density',
      'Density of the normal distribution',
      mpmath,
      1e-14,
      pick(
        normal.computed.density.filter(([, y]) => y > 1e-300),
        16,
      ).map(([x, y]) => [[x], y]),
    ),
    functionCase(
      'normal-quantile',
      'Quantiles of the normal distribution',
      mpmath,
      1e-13,
      pick(
        normal.computed.quantile.filter(([p]) => p > 1e-300),
        20,
      ).map(([x, y]) => [[x], y]),
    ),
    functionCase(
      'student-distribution',
      'Student t distribution',
      mpmath,
      1e-13,
      pick(
        student.computed.distribution.filter(([, v]) => v >= 1),
        20,
      ).map(([t, v, p]) => [[t, v], p]),
    ),
    functionCase(
      'student-quantile',
      'Quantiles of the Student t distribution',
      mpmath,
      1e-13,
      // As far out as the tests ask for so many digits.
      pick(
        student.computed.quantile.filter(([p, v, t]) => p >= 1e-200 && v >= 1 && t !== 0),
        20,
      ).map(([p, v, t]) => [[p, v], t]),
    ),
    functionCase(
      'log-gamma',
      'Logarithm of the gamma function',
      mpmath,
      1e-14,
      pick(
        student.computed.logGamma.filter(([, y]) => y !== 0),
        12,
      ).map(([x, y]) => [[x], y]),
    ),
    functionCase(
      'gamma',
      'Regularized incomplete gamma function',
      mpmath,
      1e-12,
      pick(
        student.computed.gamma.filter(([, , p]) => p > 1e-300),
        16,
      ).map(([a, x, p]) => [[a, x], p]),
    ),
    functionCase(
      'chi-square',
      'Upper tail of the chi-square distribution',
      'mpmath 1.4.1',
      1e-12,
      student.published.chi2_sf.map(({ x, df, sf }) => [[Number(x), df], Number(sf)]),
    ),
    ...nistCases(),
    functionCase('cholesky', 'Cholesky factor of six assets', 'NumPy 2.4.6', 1e-11, [
      [
        monthly.entries.cov_sample.value.slice(0, 6).flatMap((row) => row.slice(0, 6)),
        ...monthly.entries.cholesky_lower.value.flat(),
      ],
    ]),
    functionCase(
      'nearest-correlation',
      'Nearest correlation matrix of Higham (2002)',
      mpmath,
      1e-11,
      [
        [
          repair.entries.higham_2002.value.matrix.flat(),
          ...repair.entries.higham_2002.value.nearest.flat(),
        ],
      ],
    ),
  ];
}

function randomCases(): NamedCase[] {
  const { splitmix64, 'xoshiro256++': xoshiro } = generator;
  const published = 'Published outputs, Steele et al. and Vigna';
  const cases = [
    functionCase('splitmix64', 'Words of splitmix64', published, 0, [
      [[Number(splitmix64.seed), splitmix64.outputs.length], ...halves(splitmix64.outputs)],
    ]),
    functionCase('xoshiro256', 'Words of xoshiro256++', published, 0, [
      [[xoshiro.outputs.length, ...halves(xoshiro.state)], ...halves(xoshiro.outputs)],
    ]),
    functionCase(
      'sobol',
      'Points of the Sobol sequence',
      'SciPy 1.17.1',
      0,
      sobol.points.map(({ index, words }) => [[index, 12], ...words.slice(0, 12)]),
    ),
    functionCase('normal-quantiles', 'Quantiles that make normal numbers', mpmath, 1e-13, [
      ((rows) => [rows.map(([p]) => p), ...rows.map(([, z]) => z)])(
        pick(
          normal.computed.quantile.filter(([p, z]) => p > 1e-12 && z !== 0),
          20,
        ),
      ),
    ]),
  ];
  return cases.map((one) => ({ ...one, part: 'random' }));
}

function nistCases(): NamedCase[] {
  const tolerances = { Michelso: 1e-13, NumAcc1: 1e-13 };
  return (Object.keys(tolerances) as (keyof typeof tolerances)[]).map((name) => {
    const set = nist.datasets.find((one) => one.name === name);
    if (set === undefined) throw new Error(`no dataset ${name}`);
    const { mean, sd, lag1_autocorrelation } = set.certified;
    return functionCase(
      'moments',
      `Data set ${name}: mean, deviation, autocorrelation`,
      'Certified by NIST',
      tolerances[name],
      [[set.data.split(' ').map(Number), Number(mean), Number(sd), Number(lag1_autocorrelation)]],
    );
  });
}

function functionCase(
  of: FunctionId,
  what: string,
  source: string,
  tolerance: number,
  rows: readonly Row[],
): NamedCase {
  return {
    part: 'functions',
    of,
    arguments: rows.map(([given]) => given),
    checks: [
      {
        ...{ what, source, field: 'values', tolerance },
        expected: rows.flatMap(([, ...expected]) => expected),
      },
    ],
  };
}

/** About so many of them, spread evenly. */
function pick<T>(rows: readonly T[], count: number): T[] {
  const step = Math.ceil(rows.length / count);
  return rows.filter((_, i) => i % step === 0);
}

/** Words of 64 bits as their upper and lower halves. */
function halves(words: readonly string[]): number[] {
  return words.flatMap((word) => [
    Number(BigInt(word) >> 32n),
    Number(BigInt(word) & 0xffff_ffffn),
  ]);
}
