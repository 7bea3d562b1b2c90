import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedShortfall,
  fractionalTailWeights,
  quantileType7,
  selectRank,
  tailMass,
  tailRank,
  valueAtRisk,
} from '../../src/finance/order-statistic';
import exact from '../reference/finance-exact.json';
import reference from '../reference/finance-monthly.json';
import { relativeError } from './closeness';
import { readShipped } from './shipped-data';

const monthly = readShipped('us-asset-classes-monthly.csv').columns;
const tails = { '0.9': 100_000, '0.95': 50_000, '0.975': 25_000, '0.99': 10_000 };
const anyReturns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 });
const anyTail = fc.integer({ min: 1, max: 1_000_000 });
const sort = (values: readonly number[]) => Float64Array.from(values).sort();

describe('tailRank', () => {
  test('does not suffer from floating point', () => {
    expect(Math.ceil((1 - 0.95) * 1000)).toBe(51);
    expect(tailRank(50_000, 1000)).toBe(50);
    expect(tailRank(50_000, 1001)).toBe(51);
  });

  test('is at least 1 and at most n', () => {
    expect(tailRank(1, 1)).toBe(1);
    expect(tailRank(10_000, 20)).toBe(1);
    expect(tailRank(1_000_000, 20)).toBe(20);
  });

  test('is exact for a billion scenarios', () => {
    fc.assert(
      fc.property(anyTail, fc.integer({ min: 1, max: 1e9 }), (ppm, n) => {
        const ceiling = (BigInt(ppm) * BigInt(n) + 999_999n) / 1_000_000n;
        expect(tailRank(ppm, n)).toBe(Math.max(1, Number(ceiling)));
        const { whole, millionths } = tailMass(ppm, n);
        expect(BigInt(whole) * 1_000_000n + BigInt(millionths)).toBe(BigInt(ppm) * BigInt(n));
      }),
    );
  });

  test('refuses tails and counts that are not', () => {
    for (const ppm of [0, -1, 0.05, NaN, 1_000_001]) expect(() => tailRank(ppm, 10)).toThrow();
    for (const n of [0, -1, 1.5, NaN, Infinity]) expect(() => tailRank(50_000, n)).toThrow();
  });
});

test('fractional tail weights sum to 1', () => {
  fc.assert(
    fc.property(anyTail, fc.integer({ min: 1, max: 1e6 }), (ppm, n) => {
      const { rank, each, last } = fractionalTailWeights(ppm, n);
      expect((rank - 1) * each + last).toBeCloseTo(1, 14);
      expect(last).toBeGreaterThan(0);
      if (rank > 1) expect(last).toBeLessThanOrEqual(each);
    }),
  );
});

describe('quantileType7', () => {
  test('is linear between the order statistics', () => {
    expect(quantileType7([1, 2, 4], 0.25)).toBe(1.5);
    expect(quantileType7([1, 2, 4], 0.5)).toBe(2);
    expect(quantileType7([1, 2, 4], 1)).toBe(4);
    expect(quantileType7([7], 0.3)).toBe(7);
  });

  test('lies between the extremes and never falls as p grows', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyReturns, share, share, (values, a, b) => {
        const sorted = sort(values);
        const [p, q] = [Math.min(a, b), Math.max(a, b)];
        expect(quantileType7(sorted, p)).toBeLessThanOrEqual(quantileType7(sorted, q));
        expect(quantileType7(sorted, p)).toBeGreaterThanOrEqual(sorted[0]);
        expect(quantileType7(sorted, q)).toBeLessThanOrEqual(sorted[sorted.length - 1]);
      }),
    );
  });

  test('refuses no values and a p outside [0, 1]', () => {
    expect(() => quantileType7([], 0.5)).toThrow(RangeError);
    expect(() => quantileType7([1], NaN)).toThrow(RangeError);
    expect(() => quantileType7([1], 1.01)).toThrow(RangeError);
  });
});

describe('value at risk and expected shortfall', () => {
  test.each(Object.entries(exact.level))('of 20 returns at %s are exact fractions', (level, of) => {
    const sorted = sort(exact.returns);
    const ppm = Math.round(1_000_000 * (1 - fraction(level)));
    const check = (actual: number, expected: string) =>
      expect(relativeError(actual, fraction(expected))).toBeLessThan(1e-14);
    check(-valueAtRisk(sorted, ppm, 'interpolated'), of.quantile_type7);
    check(valueAtRisk(sorted, ppm), of.hist_var_order_stat);
    check(expectedShortfall(sorted, ppm), of.hist_es_fractional);
    check(expectedShortfall(sorted, ppm, 'below-quantile'), of.hist_es_mean_le_type7);
  });

  test.each(Object.entries(reference.varEs.value))('of %s agree with NumPy', (id, levels) => {
    const sorted = monthly[id].slice().sort();
    for (const [level, ppm] of Object.entries(tails)) {
      const of = levels[level as keyof typeof tails];
      const check = (actual: number, expected: number) =>
        expect(Math.abs(actual - expected)).toBeLessThan(1e-12 * Math.abs(expected) + 1e-16);
      check(valueAtRisk(sorted, ppm, 'interpolated'), of.hist_var_type7);
      check(valueAtRisk(sorted, ppm, 'order-statistic'), of.hist_var_order_stat);
      check(expectedShortfall(sorted, ppm, 'fractional'), of.hist_es_fractional);
      check(expectedShortfall(sorted, ppm, 'below-quantile'), of.hist_es_mean_le_type7);
    }
  });

  test('the textbook index is one return further in where p n is whole', () => {
    const sorted = [-0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4];
    expect(valueAtRisk(sorted, 100_000)).toBe(0.5);
    expect(valueAtRisk(sorted, 100_000, 'textbook-index')).toBe(0.4);
    // In floating point (1 - 0.9) * 10 is 0.9999999999999998, and its index 0.
    expect(Math.trunc((1 - 0.9) * 10)).toBe(0);
    expect(valueAtRisk(sorted, 150_000)).toBe(0.4);
    expect(valueAtRisk(sorted, 150_000, 'textbook-index')).toBe(0.4);
    expect(valueAtRisk(sorted, 1_000_000, 'textbook-index')).toBe(-0.4);
  });

  test('a gain is a negative value at risk, and 0 has no sign', () => {
    expect(valueAtRisk([0.01, 0.02], 50_000)).toBe(-0.01);
    expect(expectedShortfall([0.01, 0.02], 50_000)).toBe(-0.01);
    expect(valueAtRisk([0, 1], 50_000)).toBe(0);
    expect(expectedShortfall([0, 0], 50_000, 'below-quantile')).toBe(0);
  });

  test('the fractional shortfall is never below the value at risk', () => {
    fc.assert(
      fc.property(anyReturns, anyTail, (values, ppm) => {
        const sorted = sort(values);
        const slack = 1e-12;
        expect(expectedShortfall(sorted, ppm)).toBeGreaterThan(valueAtRisk(sorted, ppm) - slack);
        expect(expectedShortfall(sorted, ppm)).toBeLessThan(slack - sorted[0]);
      }),
    );
  });

  test('the fractional shortfall over the whole is minus the mean', () => {
    fc.assert(
      fc.property(anyReturns, (values) => {
        let sum = 0;
        for (const value of sort(values)) sum += value;
        expect(expectedShortfall(sort(values), 1_000_000)).toBeCloseTo(-sum / values.length, 12);
      }),
    );
  });

  test('they refuse an empty history', () => {
    expect(() => valueAtRisk([], 50_000)).toThrow('at least 1 return, has 0');
    expect(() => expectedShortfall([], 50_000)).toThrow(RangeError);
  });
});

describe('selectRank', () => {
  test('finds what a sort would, and splits the values around it', () => {
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.nat(), (list, seed) => {
        const k = 1 + (seed % list.length);
        const array = Float64Array.from(list);
        const found = selectRank(array, k);
        expect(found === Float64Array.from(list).sort()[k - 1]).toBe(true);
        expect(array.subarray(0, k - 1).every((value) => value <= found)).toBe(true);
        expect(array.subarray(k).every((value) => value >= found)).toBe(true);
        expect(array.slice().sort()).toEqual(Float64Array.from(list).sort());
      }),
    );
  });

  test('finds every rank of a permutation', () => {
    const values = Float64Array.from({ length: 211 }, (_, i) => (i * 97) % 211);
    for (let k = 1; k <= 211; k += 1) expect(selectRank(values.slice(), k)).toBe(k - 1);
  });

  const n = 200_000;
  const shapes: Record<string, (i: number) => number> = {
    'ascending values': (i) => i,
    'descending values': (i) => -i,
    'equal values': () => 0.5,
    'two values': (i) => i % 2,
    'organ pipes': (i) => Math.min(i, n - i),
    'a saw': (i) => i % 1000,
    'scattered values': (i) => (i * 7919) % n,
  };

  test.each(Object.keys(shapes))('takes linear time on %s', (name) => {
    const values = Float64Array.from({ length: n }, (_, i) => shapes[name](i));
    const sorted = values.slice().sort();
    for (const k of [1, 10_000, n / 2, n]) {
      expect(selectRank(values.slice(), k)).toBe(sorted[k - 1]);
    }
  });

  test('is not driven into quadratic time by input made against the median of three', () => {
    const values = againstMedianOfThree(n);
    const sorted = values.slice().sort();
    const start = performance.now();
    expect(selectRank(values, n)).toBe(sorted[n - 1]);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('refuses a rank outside the values', () => {
    for (const k of [0, 3, 1.5, NaN]) {
      expect(() => selectRank(Float64Array.of(1, 2), k)).toThrow(RangeError);
    }
    expect(() => selectRank(new Float64Array(0), 1)).toThrow(RangeError);
  });
});

/**
 * Values of which every partition around the median of the first, middle and last splits off
 * only two, when the largest is sought (the idea of Musser, Software Practice and Experience 27,
 * 1997, for this partition): the two smallest that are left always stand first and in the middle.
 */
function againstMedianOfThree(n: number): Float64Array {
  const values = new Float64Array(n);
  const original = Array.from({ length: n }, (_, i) => i);
  let left = 0;
  for (; left + 4 < n; left += 2) {
    const middle = (left + n - 1) >>> 1;
    values[original[left]] = left;
    values[original[middle]] = left + 1;
    original[middle] = original[left + 1];
  }
  for (; left < n; left += 1) values[original[left]] = left;
  return values;
}

function fraction(text: string): number {
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
}
