import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialQuantileRanks, wilsonInterval } from '../../src/finance/binomial';
import reference from '../reference/finance-binomial.json';
import { relativeError } from './closeness';

describe('binomialQuantileRanks', () => {
  test.each(reference.ranks.value)('n %d, p %d, confidence %d: %d to %d', (n, p, c, low, high) => {
    const ranks = binomialQuantileRanks(Number(n), Number(p), Number(c));
    expect(ranks).toEqual({ low: low ?? undefined, high: high ?? undefined });
  });

  test('finds the same ranks where it approximates', () => {
    for (const [n, p, confidence, low, high] of reference.largeRanks.value) {
      const ranks = binomialQuantileRanks(n, p, confidence);
      expect(ranks).toEqual({ low, high });
    }
  });

  test('covers with at least the confidence and would not with one rank less', () => {
    const size = fc.integer({ min: 1, max: 400 });
    const share = fc.integer({ min: 1, max: 99 }).map((k) => k / 100);
    fc.assert(
      fc.property(size, share, (n, p) => {
        const { low, high } = binomialQuantileRanks(n, p);
        const half = (1 - 0.95) / 2;
        const below = (rank: number) => binomialBelow(n, p, rank);
        if (low !== undefined) expect(below(low)).toBeLessThanOrEqual(half * (1 + 1e-9));
        expect(below((low ?? 0) + 1)).toBeGreaterThan(half * (1 - 1e-9));
        if (high !== undefined) expect(1 - below(high)).toBeLessThanOrEqual(half * (1 + 1e-9));
        expect(1 - below((high ?? n + 1) - 1)).toBeGreaterThan(half * (1 - 1e-9));
      }),
    );
  });

  test('mirrors when p does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 31 }), (n, k) => {
        const left = binomialQuantileRanks(n, k / 32);
        const right = binomialQuantileRanks(n, 1 - k / 32);
        expect(right.low).toBe(left.high === undefined ? undefined : n + 1 - left.high);
        expect(right.high).toBe(left.low === undefined ? undefined : n + 1 - left.low);
      }),
    );
  });

  test('joins the exact and the approximate ranks without a step', () => {
    const exact = binomialQuantileRanks(3_999_999, 0.5);
    const approximate = binomialQuantileRanks(4_000_001, 0.5);
    expect((approximate.low ?? NaN) - (exact.low ?? NaN)).toBeLessThanOrEqual(2);
    expect((approximate.high ?? NaN) - (exact.high ?? NaN)).toBeLessThanOrEqual(2);
  });

  test('refuses what is not a sample size or a probability', () => {
    expect(() => binomialQuantileRanks(0, 0.5)).toThrow(RangeError);
    expect(() => binomialQuantileRanks(1.5, 0.5)).toThrow(RangeError);
    expect(() => binomialQuantileRanks(10, 0)).toThrow(RangeError);
    expect(() => binomialQuantileRanks(10, 1)).toThrow(RangeError);
    expect(() => binomialQuantileRanks(10, 0.5, NaN)).toThrow(RangeError);
  });
});

describe('wilsonInterval', () => {
  test.each(reference.wilson.value)('of %d in %d at %d is %d to %d', (x, n, c, low, high) => {
    const interval = wilsonInterval(x, n, c);
    expect(relativeError(interval.low, low)).toBeLessThan(1e-13);
    expect(relativeError(interval.high, high)).toBeLessThan(1e-13);
  });

  test('contains the observed share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1 }), (n, u) => {
        const successes = Math.floor(n * (Number.isNaN(u) ? 1 : u));
        const { low, high } = wilsonInterval(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual((successes / n) * (1 + 1e-15));
        expect(high).toBeGreaterThanOrEqual((successes / n) * (1 - 1e-15));
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is exactly 0 or 1 at its ends', () => {
    expect(wilsonInterval(0, 100).low).toBe(0);
    expect(wilsonInterval(100, 100).high).toBe(1);
  });

  test('refuses more successes than trials', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(0, 0)).toThrow(RangeError);
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
  });
});

/** P(B < rank), by logarithms of factorials. */
function binomialBelow(n: number, p: number, rank: number): number {
  let sum = 0;
  let logWeight = n * Math.log(1 - p);
  for (let k = 0; k < rank; k += 1) {
    sum += Math.exp(logWeight);
    logWeight += Math.log(((n - k) * p) / ((k + 1) * (1 - p)));
  }
  return sum;
}
