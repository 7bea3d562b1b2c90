import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  normalDensity,
  normalDistribution,
  normalQuantile,
} from '../../src/finance/normal-distribution';
import reference from '../reference/finance-normal.json';
import { relativeError } from './closeness';

const { published, computed } = reference;

describe('normalDistribution', () => {
  test('agrees with published values of 22 digits', () => {
    for (const [x, value] of Object.entries(published.norm_cdf)) {
      expect(relativeError(normalDistribution(Number(x)), Number(value)), x).toBeLessThan(1e-14);
    }
  });

  test('has a relative error below 1e-14 down to x = -37.5', () => {
    for (const [x, value] of computed.distribution.filter(([x]) => x >= -37.5)) {
      expect(relativeError(normalDistribution(x), value), String(x)).toBeLessThan(1e-14);
    }
  });

  test('is 0 and 1 at the ends, 1/2 at 0 and NaN of NaN', () => {
    expect(normalDistribution(-Infinity)).toBe(0);
    expect(normalDistribution(-50)).toBe(0);
    expect(normalDistribution(0)).toBe(0.5);
    expect(normalDistribution(50)).toBe(1);
    expect(normalDistribution(Infinity)).toBe(1);
    expect(normalDistribution(NaN)).toBeNaN();
  });

  test('of x and of -x sum to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
        expect(normalDistribution(x) + normalDistribution(-x)).toBeCloseTo(1, 15);
      }),
    );
  });

  test('does not jump where the method changes', () => {
    const [below, above] = [-1.2800000000000002, -1.2799999999999998];
    expect(relativeError(normalDistribution(below), normalDistribution(above))).toBeLessThan(3e-15);
  });
});

describe('normalDensity', () => {
  test('has a relative error below 1e-14', () => {
    for (const [x, value] of computed.density.filter(([x]) => x > -37.5)) {
      expect(relativeError(normalDensity(x), value), String(x)).toBeLessThan(1e-14);
    }
  });

  test('is even, 0 at infinity and NaN of NaN', () => {
    expect(normalDensity(1.5)).toBe(normalDensity(-1.5));
    expect(normalDensity(Infinity)).toBe(0);
    expect(normalDensity(-Infinity)).toBe(0);
    expect(normalDensity(NaN)).toBeNaN();
  });
});

describe('normalQuantile', () => {
  test('agrees with published values of 22 digits', () => {
    for (const [p, value] of Object.entries(published.norm_ppf)) {
      // The double nearest to 0.999999 is not 1 - 1e-6: that alone moves the quantile by 1e-11.
      const tolerance = Number(p) > 0.9999 ? 1e-10 : 1e-13;
      expect(relativeError(normalQuantile(Number(p)), Number(value)), p).toBeLessThan(tolerance);
    }
  });

  test('has a relative error below 2e-15 from the smallest double to just below 1/2', () => {
    for (const [p, value] of computed.quantile) {
      expect(relativeError(normalQuantile(p), value), String(p)).toBeLessThan(2e-15);
    }
  });

  test('is symmetric to the bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (k) => {
        const p = k / 2 ** 31;
        expect(normalQuantile(1 - p)).toBe(0 - normalQuantile(p));
      }),
    );
  });

  test('is infinite at 0 and 1, 0 at 1/2 and NaN outside', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(0.5)).toBe(0);
    for (const p of [-0.1, 1.1, NaN, Infinity]) expect(normalQuantile(p)).toBeNaN();
  });

  test('increases with p', () => {
    const p = fc.double({ min: 1e-300, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(p, p, (a, b) => {
        const [x, y] = [normalQuantile(Math.min(a, b)), normalQuantile(Math.max(a, b))];
        expect(x <= y || relativeError(x, y) < 1e-14).toBe(true);
      }),
    );
  });

  test('undoes the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 0, noNaN: true }), (x) => {
        // Near 0 the rounding of the probability decides, not that of the quantile.
        expect(Math.abs(normalQuantile(normalDistribution(x)) - x)).toBeLessThan(3e-15);
      }),
    );
  });
});
