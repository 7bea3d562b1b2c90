import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalDistribution, normalQuantile } from '../../src/finance/normal-distribution';
import {
  studentDensity,
  studentDistribution,
  studentLogDensity,
  studentQuantile,
} from '../../src/finance/student-distribution';
import reference from '../reference/finance-student.json';
import { relativeError } from './closeness';

const { published, computed } = reference;
const realDegrees = fc.double({ min: 0.5, max: 1000, noNaN: true });

describe('studentDistribution', () => {
  test('agrees with published values of 22 digits', () => {
    for (const { t, df, cdf } of published.t_cdf) {
      const actual = studentDistribution(Number(t), Number(df));
      expect(relativeError(actual, Number(cdf)), t).toBeLessThan(1e-14);
    }
  });

  test('has a relative error below 1e-13 down to probabilities of 1e-240', () => {
    for (const [t, degrees, value] of computed.distribution) {
      const error = relativeError(studentDistribution(t, degrees), value);
      expect(error, `${t}, ${degrees}`).toBeLessThan(1e-13);
    }
  });

  test('is the one of Cauchy for one degree of freedom', () => {
    for (const t of [-3, -0.5, 0.2, 7]) {
      expect(studentDistribution(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 15);
    }
  });

  test('comes close to the normal as the degrees grow', () => {
    expect(studentDistribution(-2, 1e8)).toBeCloseTo(normalDistribution(-2), 8);
    expect(relativeError(studentQuantile(0.01, 1e8), normalQuantile(0.01))).toBeLessThan(1e-7);
  });

  test('is 1/2 at 0, 0 and 1 at the ends, NaN of NaN, and does not overflow', () => {
    expect(studentDistribution(0, 3)).toBe(0.5);
    expect(studentDistribution(-Infinity, 3)).toBe(0);
    expect(studentDistribution(Infinity, 3)).toBe(1);
    expect(studentDistribution(NaN, 3)).toBeNaN();
    expect(relativeError(studentDistribution(-1e300, 1), 1e-300 / Math.PI)).toBeLessThan(1e-12);
  });

  test('of t and of -t sum to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), realDegrees, (t, degrees) => {
        const sum = studentDistribution(t, degrees) + studentDistribution(-t, degrees);
        expect(sum).toBeCloseTo(1, 15);
      }),
    );
  });

  test('refuses degrees outside (0, 1e8]', () => {
    for (const degrees of [0, -1, NaN, Infinity]) {
      expect(() => studentDistribution(1, degrees)).toThrow(RangeError);
      expect(() => studentQuantile(0.1, degrees)).toThrow(RangeError);
      expect(() => studentDensity(1, degrees)).toThrow(RangeError);
    }
  });
});

describe('studentDensity', () => {
  test('is the known one for 1 and 2 degrees', () => {
    for (const t of [0, 0.5, -3, 40]) {
      expect(relativeError(studentDensity(t, 1), 1 / (Math.PI * (1 + t * t)))).toBeLessThan(1e-14);
      expect(relativeError(studentDensity(t, 2), (2 + t * t) ** -1.5)).toBeLessThan(2e-14);
    }
  });

  test('is the slope of the distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), realDegrees, (t, degrees) => {
        const step = 1e-4;
        const rise =
          studentDistribution(t + step, degrees) - studentDistribution(t - step, degrees);
        expect(Math.abs(rise / (2 * step) - studentDensity(t, degrees))).toBeLessThan(1e-7);
      }),
    );
  });

  test('has a logarithm where it is itself too small for a double', () => {
    expect(studentDensity(1e200, 3)).toBe(0);
    // c t^-4 3^2 with c = 2 / (pi sqrt 3)
    const expected = Math.log(18 / (Math.PI * Math.sqrt(3))) - 800 * Math.LN10;
    expect(relativeError(studentLogDensity(1e200, 3), expected)).toBeLessThan(1e-14);
  });
});

describe('studentQuantile', () => {
  test('agrees with published values of 22 digits', () => {
    for (const { p, df, t } of published.t_ppf) {
      const actual = studentQuantile(Number(p), Number(df));
      expect(relativeError(actual, Number(t)), p).toBeLessThan(1e-13);
    }
  });

  test('has a relative error below 1e-13 from 1e-200 to just below 1/2', () => {
    for (const [p, degrees, t] of computed.quantile) {
      if (p < 1e-200 || degrees < 1) continue;
      const error = relativeError(studentQuantile(p, degrees), t);
      expect(error, `${p}, ${degrees}`).toBeLessThan(1e-13);
    }
  });

  test('of fewer degrees than 1 loses digits by 1 / degrees only', () => {
    for (const [p, degrees, t] of computed.quantile) {
      if (degrees >= 1) continue;
      const error = relativeError(studentQuantile(p, degrees), t);
      expect(error, `${p}, ${degrees}`).toBeLessThan(3e-13 / degrees);
    }
  });

  test('undoes the distribution function', () => {
    const p = fc.double({ min: 1e-12, max: 0.499, noNaN: true });
    fc.assert(
      fc.property(p, realDegrees, (probability, degrees) => {
        const back = studentDistribution(studentQuantile(probability, degrees), degrees);
        expect(relativeError(back, probability)).toBeLessThan(1e-13);
      }),
    );
  });

  test('does not jump where the method changes', () => {
    for (const degrees of [1, 4.36, 5, 30]) {
      const [below, above] = [0.4 - 1e-15, 0.4 + 1e-15].map((p) => studentQuantile(p, degrees));
      expect(relativeError(below, above)).toBeLessThan(3e-14);
    }
  });

  test('is symmetric to the bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), realDegrees, (k, degrees) => {
        const p = k / 2 ** 31;
        expect(studentQuantile(1 - p, degrees)).toBe(0 - studentQuantile(p, degrees));
      }),
    );
  });

  test('is infinite at 0 and 1 and beyond the doubles, 0 at 1/2 and NaN outside', () => {
    expect(studentQuantile(0, 3)).toBe(-Infinity);
    expect(studentQuantile(1, 3)).toBe(Infinity);
    expect(studentQuantile(5e-324, 1)).toBe(-Infinity);
    expect(studentQuantile(0.5, 3)).toBe(0);
    for (const p of [-0.1, 1.1, NaN]) expect(studentQuantile(p, 3)).toBeNaN();
  });
});
