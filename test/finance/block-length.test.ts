import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimalBlockLength } from '../../src/finance/block-length';
import reference from '../reference/finance-monthly.json';
import { relativeError } from './closeness';
import { readShipped } from './shipped-data';

const monthly = readShipped('us-asset-classes-monthly.csv').columns;
const prices = readShipped('eu-indices-daily.csv').columns;

describe('optimalBlockLength', () => {
  test.each(Object.entries(reference.blockLengthMonthly.value))(
    'of %s agrees with arch',
    (id, of) => {
      const { stationary, circular } = optimalBlockLength(monthly[id]) ?? {};
      expect(relativeError(stationary ?? NaN, of.stationary)).toBeLessThan(1e-6);
      expect(relativeError(circular ?? NaN, of.circular)).toBeLessThan(1e-6);
    },
  );

  test.each(Object.entries(reference.blockLengthDaily.value))(
    'of the daily %s agrees with arch',
    (id, of) => {
      const returns = prices[id].slice(1).map((price, t) => price / prices[id][t] - 1);
      const { stationary, circular } = optimalBlockLength(returns) ?? {};
      // A block has at least one period; arch does not say so.
      expect(relativeError(stationary ?? NaN, Math.max(1, of.stationary))).toBeLessThan(1e-6);
      expect(relativeError(circular ?? NaN, Math.max(1, of.circular))).toBeLessThan(1e-6);
    },
  );

  test('does not depend on the level and scale of the values', () => {
    const stocks = monthly['us_stocks'];
    const scaled = stocks.map((value) => 100 * value + 3);
    const expected = optimalBlockLength(stocks)?.stationary ?? NaN;
    expect(relativeError(optimalBlockLength(scaled)?.stationary ?? NaN, expected)).toBeLessThan(
      1e-9,
    );
  });

  test('is longer for a random walk than for its steps', () => {
    let level = 0;
    const walk = monthly['us_stocks'].map((step) => (level += step));
    const { stationary = NaN } = optimalBlockLength(walk) ?? {};
    expect(stationary).toBeGreaterThan(
      10 * (optimalBlockLength(monthly['us_stocks'])?.stationary ?? NaN),
    );
  });

  test('is at least 1 and at most min(3 sqrt(n), n / 3), rounded up', () => {
    const values = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 80 });
    fc.assert(
      fc.property(values, (list) => {
        const lengths = optimalBlockLength(list);
        const longest = Math.ceil(Math.min(3 * Math.sqrt(list.length), list.length / 3));
        for (const length of Object.values(lengths ?? {})) {
          expect(length).toBeGreaterThanOrEqual(1);
          expect(length).toBeLessThanOrEqual(longest);
        }
      }),
    );
  });

  test('is undefined for a short or constant series', () => {
    expect(optimalBlockLength([1, 2, 3])).toBeUndefined();
    expect(optimalBlockLength(new Float64Array(100).fill(0.1))).toBeUndefined();
  });

  test('is a number for a series that alternates', () => {
    const { stationary = NaN } =
      optimalBlockLength(Array.from({ length: 60 }, (_, i) => i % 2)) ?? {};
    expect(stationary).toBeGreaterThanOrEqual(1);
    expect(stationary).toBeLessThanOrEqual(20);
  });
});
