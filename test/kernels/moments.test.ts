import { describe, expect, it } from 'vitest';
import daily from '../reference/kernels-daily.json';
import monthly from '../reference/kernels-monthly.json';
import nist from '../reference/kernels-nist.json';
import { loadKernels } from '../tools/kernels';
import { near, readColumns, returnsOf } from './columns';

const { exports, memory, scope } = await loadKernels();

function moments(values: Float64Array): number[] {
  return scope(() => {
    const out = memory.reserve(8);
    exports.moments(memory.write(values), values.length, out);
    return [...memory.read(out, 8)];
  });
}

function autocovariance(values: Float64Array, lags: number): number[] {
  return scope(() => {
    const out = memory.reserve(lags + 1);
    exports.autocovariance(memory.write(values), values.length, lags, out);
    return [...memory.read(out, lags + 1)];
  });
}

describe('moments', () => {
  it.each(nist.datasets)('agrees with the certified values of NIST on $name', (set) => {
    const values = Float64Array.from(set.data.split(' ').map(Number));
    expect(values.length).toBe(set.n);
    const [mean, variance] = moments(values);
    const [c0, c1] = autocovariance(values, 1);
    // 10000000.1 is rounded to binary by 1e-9, of deviations of 0.1: no more digits are left.
    const stored: Record<string, number> = { NumAcc3: 1e-9, NumAcc4: 1e-8 };
    // In the autocorrelation nearly all of that cancels.
    const ratio: Record<string, number> = { NumAcc3: 1e-12, NumAcc4: 1e-11 };
    expect(near(mean, Number(set.certified.mean), 1e-15)).toBe(true);
    expect(near(Math.sqrt(variance), Number(set.certified.sd), stored[set.name] ?? 1e-13)).toBe(
      true,
    );
    const autocorrelation = Number(set.certified.lag1_autocorrelation);
    expect(near(c1 / c0, autocorrelation, ratio[set.name] ?? 1e-13)).toBe(true);
  });

  it.each(nist.datasets)('has 13 digits of the numbers as stored, on $name', (set) => {
    const values = Float64Array.from(set.data.split(' ').map(Number));
    const exact = inFractions(values);
    const [, variance] = moments(values);
    const [c0, c1] = autocovariance(values, 1);
    expect(near(variance, exact.variance, 1e-13)).toBe(true);
    expect(near(c1 / c0, exact.autocorrelation, 1e-13)).toBe(true);
  });

  it.each([
    ['monthly', monthly],
    ['daily', daily],
  ] as const)('agrees with pandas on every series of the %s set', (_, reference) => {
    const { columns, file } = reference.meta;
    const isMonthly = reference === monthly;
    const series = readColumns(file, columns).map((c) => (isMonthly ? c : returnsOf(c)));
    series.forEach((values, i) => {
      const table: Record<string, (typeof monthly.entries.moments.value)['gold']> =
        reference.entries.moments.value;
      const expected = table[columns[i]];
      const actual = moments(values);
      expect(values.length).toBe(expected.n);
      expect(near(actual[0], expected.mean, 1e-13, 1e-17)).toBe(true);
      expect(near(Math.sqrt(actual[1]), expected.std_sample, 1e-13)).toBe(true);
      expect(near(actual[2], expected.skew_adjusted, 1e-12)).toBe(true);
      expect(near(actual[3], expected.exkurt_adjusted, 1e-12)).toBe(true);
      expect(actual.slice(4, 6)).toEqual([expected.min, expected.max]);
      expect(near(actual[6], expected.var_population, 1e-13)).toBe(true);
      expect(near(actual[7], expected.mean * expected.n, 1e-13)).toBe(true);
      const [c0, c1] = autocovariance(values, 1);
      expect(near(c1 / c0, expected.autocorr1_acf, 1e-12)).toBe(true);
    });
  });

  it('is not defined where there are too few values', () => {
    expect(moments(Float64Array.of())).toEqual([...Array.from({ length: 7 }, () => Number.NaN), 0]);
    const nan = Number.NaN;
    expect(moments(Float64Array.of(5))).toEqual([5, nan, nan, nan, 5, 5, 0, 5]);
    expect(moments(Float64Array.of(1, 2)).slice(1, 4)).toEqual([0.5, nan, nan]);
    expect(moments(Float64Array.of(1, 2, 4))[3]).toBeNaN();
    expect(near(moments(Float64Array.of(1, 2, 4))[2], 0.9352195295828246, 1e-14)).toBe(true);
    expect(moments(Float64Array.of(1, 2, 4, 4)).every(Number.isFinite)).toBe(true);
  });

  it('has no skewness of two values, whose deviations rounding leaves unequal', () => {
    for (let k = 1; k <= 100; k++) {
      const [, , skewness, kurtosis] = moments(Float64Array.of(0.1 * k, 1 / k + 0.7));
      expect([skewness, kurtosis]).toEqual([NaN, NaN]);
    }
  });

  it('has variance zero and no shape where all values are equal', () => {
    for (const value of [0.1, 1 / 3, -7.3e9, 1e-200]) {
      for (const T of [4, 7, 41, 1000, 12_345]) {
        const [mean, variance, skewness, kurtosis] = moments(new Float64Array(T).fill(value));
        expect([mean, variance]).toEqual([value, 0]);
        expect([skewness, kurtosis]).toEqual([Number.NaN, Number.NaN]);
      }
    }
  });

  it('passes a NaN on to every moment', () => {
    expect(moments(Float64Array.of(1, Number.NaN, 3, 4, 5)).every(Number.isNaN)).toBe(true);
  });

  it('does not lose its digits on a mean of 1e8', () => {
    const values = Float64Array.from({ length: 4001 }, (_, i) => 1e8 + (i % 2 === 0 ? 0.5 : -0.5));
    const square = 0.25 - (0.5 / 4001) ** 2;
    expect(near(moments(values)[6], square, 1e-13)).toBe(true);
  });
});

describe('autocovariance', () => {
  it('equals the definition at every lag, zero beyond the series', () => {
    const [values] = readColumns(monthly.meta.file, ['gold']);
    const part = values.slice(0, 61);
    const mean = part.reduce((a, b) => a + b, 0) / 61;
    const actual = autocovariance(part, 63);
    for (let lag = 0; lag <= 63; lag++) {
      let sum = 0;
      for (let t = lag; t < 61; t++) sum += (part[t] - mean) * (part[t - lag] - mean);
      expect(near(actual[lag], sum / 61, 1e-12, 1e-18)).toBe(true);
    }
    expect(actual.slice(61)).toEqual([0, 0, 0]);
  });
});

/** Variance and lag-1 autocorrelation in exact fractions of the stored numbers. */
function inFractions(values: Float64Array) {
  const n = BigInt(values.length);
  // The stored numbers are whole multiples of 2^-60.
  const whole = [...values].map(
    (x) => BigInt(Math.floor(x)) * 2n ** 60n + BigInt((x % 1) * 2 ** 60),
  );
  const sum = whole.reduce((a, b) => a + b, 0n);
  const deviations = whole.map((x) => x * n - sum);
  const squares = deviations.reduce((a, d) => a + d * d, 0n);
  const products = deviations.reduce((a, d, i) => (i > 0 ? a + d * deviations[i - 1] : a), 0n);
  const decimal = (numerator: bigint, denominator: bigint) =>
    Number((numerator * 10n ** 30n) / denominator) / 1e30;
  return {
    variance: decimal(squares, n * n * (n - 1n) * 2n ** 120n),
    autocorrelation: decimal(products, squares),
  };
}
