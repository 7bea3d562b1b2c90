/** Returns as other investors see them, against the formulas as they are written in books. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterFee,
  compounded,
  leftByFee,
  leveraged,
  pricesOf,
  relativeTo,
} from '../../src/finance/conversions';

const anyReturn = fc.double({ min: -0.9, max: 2, noNaN: true });
const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-13);

test('agree with the formulas of the books', () => {
  fc.assert(
    fc.property(anyReturn, anyReturn, (r, x) => {
      near(compounded(r, x), (1 + r) * (1 + x) - 1);
      expect(Math.abs(relativeTo(r, x) - ((1 + r) / (1 + x) - 1))).toBeLessThan(1e-12);
      near(leveraged(r, 2.5, x), r + 1.5 * (r - x));
    }),
  );
});

test('one undoes the other', () => {
  fc.assert(
    fc.property(anyReturn, anyReturn, (r, x) => {
      expect(Math.abs(relativeTo(compounded(r, x), x) - r)).toBeLessThan(1e-12);
    }),
  );
});

describe('what changes nothing gives the very number back', () => {
  test.each([0.0123, -0.7, 1e-9])('%d', (r) => {
    expect(compounded(r, 0)).toBe(r);
    expect(relativeTo(r, 0)).toBe(r);
    expect(leveraged(r, 1, 0.5)).toBe(r);
    expect(afterFee(r, leftByFee(0, 12))).toBe(r);
  });
});

test('a fee of twelve months leaves what is said of a year', () => {
  const left = leftByFee(0.015, 12);
  let wealth = 1;
  for (let month = 0; month < 12; month += 1) wealth *= 1 + afterFee(0, left);
  near(wealth, 0.985);
  expect(leftByFee(0.5, 1)).toBeCloseTo(0.5, 15);
});

test('no money in the asset earns cash', () => {
  near(leveraged(0.1, 0, 0.02), 0.02);
});

test('prices have the returns they are made of', () => {
  fc.assert(
    fc.property(fc.array(anyReturn, { maxLength: 30 }), (returns) => {
      const prices = pricesOf(Float64Array.from(returns));
      expect(prices[0]).toBe(100);
      returns.forEach((r, t) => near(prices[t + 1] / prices[t] - 1, r));
    }),
  );
});
