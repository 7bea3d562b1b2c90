import { describe, expect, test } from 'vitest';
import { quantileType7, valueAtRisk } from '../../src/finance/order-statistic';
import { quantileOfType, quantileTypes } from '../../src/finance/quantile-types';

const ten = Float64Array.from({ length: 10 }, (_, i) => (i + 1) * 10);

describe('the nine quantiles', () => {
  // Worked by hand from the definitions of Hyndman and Fan (1996): x_i = 10 i, n = 10.
  test.each([
    [250_000, [30, 30, 20, 25, 30, 27.5, 32.5, 29 + 1 / 6, 29.375]],
    [200_000, [20, 25, 20, 20, 25, 22, 28, 24, 24.25]],
    [500_000, [50, 55, 50, 50, 55, 55, 55, 55, 55]],
    [350_000, [40, 40, 40, 35, 40, 38.5, 41.5, 39.5, 39.625]],
    [10_000, [10, 10, 10, 10, 10, 10, 10.9, 10, 10]],
    [990_000, [100, 100, 100, 99, 100, 100, 99.1, 100, 100]],
    [1_000_000, [100, 100, 100, 100, 100, 100, 100, 100, 100]],
  ])('at %i parts per million of ten values', (ppm, expected) => {
    quantileTypes.forEach((type, k) => {
      expect(quantileOfType(ten, ppm, type), `type ${type}`).toBeCloseTo(expected[k], 12);
    });
  });

  test('agree with the ones that have a name', () => {
    for (const ppm of [1, 1_000, 50_000, 100_000, 333_333, 999_999]) {
      expect(quantileOfType(ten, ppm, 1)).toBe(-valueAtRisk(ten, ppm));
      expect(quantileOfType(ten, ppm, 7)).toBeCloseTo(quantileType7(ten, ppm / 1e6), 11);
    }
  });

  test('of one value are that value', () => {
    for (const type of quantileTypes) expect(quantileOfType([7], 50_000, type)).toBe(7);
  });

  test('of no value, or of no tail, are an error', () => {
    expect(() => quantileOfType([], 50_000, 6)).toThrow(RangeError);
    expect(() => quantileOfType(ten, 0.5, 6)).toThrow(RangeError);
  });
});
