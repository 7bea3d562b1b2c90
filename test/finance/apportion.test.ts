import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from '../../src/finance/apportion';

test('gives what is left to the largest remainders, the first of equals first', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(apportion(100, [1, 2, 4])).toEqual([14, 29, 57]);
  expect(apportion(1, [0, 3, 3])).toEqual([0, 1, 0]);
});

test('shares nothing and among nobody', () => {
  expect(apportion(0, [1, 2])).toEqual([0, 0]);
  expect(apportion(7, [0, 0])).toEqual([4, 3]);
  expect(apportion(7, [])).toEqual([]);
});

test('sums exactly and stays within one of the exact share', () => {
  const shares = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.nat(10_000), shares, (whole, list) => {
      const parts = apportion(whole, list);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(whole);
      const total = list.reduce((a, b) => a + b, 0);
      if (total === 0) return;
      parts.forEach((part, i) => {
        expect(Math.abs(part - (whole * list[i]) / total)).toBeLessThan(1);
        if (list[i] === 0) expect(part).toBe(0);
      });
    }),
  );
});
