import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regularizedBeta } from '../../src/finance/beta-function';
import { chiSquareSurvival } from '../../src/finance/chi-square-distribution';
import { regularizedGammaP, regularizedGammaQ } from '../../src/finance/incomplete-gamma';
import reference from '../reference/finance-student.json';
import { relativeError } from './closeness';

const { published, computed } = reference;

describe('the regularized incomplete gamma functions', () => {
  test('agree with mpmath, each also where it is small', () => {
    for (const [a, x, p, q] of computed.gamma) {
      const tolerance = (value: number) => (value < 1e-8 || a > 50 ? 2e-13 : 1e-14);
      expect(relativeError(regularizedGammaP(a, x), p), `P(${a}, ${x})`).toBeLessThan(tolerance(p));
      expect(relativeError(regularizedGammaQ(a, x), q), `Q(${a}, ${x})`).toBeLessThan(tolerance(q));
    }
  });

  test('sum to 1', () => {
    const a = fc.double({ min: 1e-6, max: 500, noNaN: true });
    const ratio = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(a, ratio, (shape, share) => {
        const x = shape * share;
        const sum = regularizedGammaP(shape, x) + regularizedGammaQ(shape, x);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test('keep P where x is so small that a / x is no number', () => {
    // P(a, x) = x^a / Gamma(a + 1) there.
    const [a, x] = [0.026315789473684213, 9.4e-323];
    const expected = 3.403656688054421e-9;
    expect(relativeError(regularizedGammaP(a, x), expected)).toBeLessThan(1e-12);
    expect(regularizedGammaP(a, x) + regularizedGammaQ(a, x)).toBe(1);
  });

  test('are 0 and 1 at the ends and refuse what is outside', () => {
    expect([regularizedGammaP(3, 0), regularizedGammaQ(3, 0)]).toEqual([0, 1]);
    expect([regularizedGammaP(3, Infinity), regularizedGammaQ(3, Infinity)]).toEqual([1, 0]);
    expect(regularizedGammaQ(2, 1e9)).toBe(0);
    for (const a of [0, -1, NaN, Infinity])
      expect(() => regularizedGammaQ(a, 1)).toThrow(RangeError);
    for (const x of [-1, NaN]) expect(() => regularizedGammaP(1, x)).toThrow(RangeError);
  });

  test('are those of the exponential distribution for a shape of 1', () => {
    for (const x of [1e-9, 0.3, 1, 1.9, 2.1, 30]) {
      expect(relativeError(regularizedGammaQ(1, x), Math.exp(-x))).toBeLessThan(1e-14);
      expect(relativeError(regularizedGammaP(1, x), -Math.expm1(-x))).toBeLessThan(1e-14);
    }
  });
});

describe('chiSquareSurvival', () => {
  test('agrees with published values of 22 digits', () => {
    for (const { x, df, sf } of published.chi2_sf) {
      expect(relativeError(chiSquareSurvival(Number(x), df), Number(sf)), x).toBeLessThan(1e-14);
    }
  });

  test('is exp(-x / 2) with two degrees of freedom', () => {
    for (const x of [0.01, 1, 5, 50, 1000]) {
      expect(relativeError(chiSquareSurvival(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-13);
    }
  });

  test('is 1 at and below 0, 0 at infinity, and refuses other degrees and NaN', () => {
    expect([chiSquareSurvival(0, 1), chiSquareSurvival(-3, 1)]).toEqual([1, 1]);
    expect(chiSquareSurvival(Infinity, 1)).toBe(0);
    for (const degrees of [0, -1, NaN]) {
      expect(() => chiSquareSurvival(1, degrees)).toThrow(RangeError);
    }
    expect(() => chiSquareSurvival(NaN, 1)).toThrow(RangeError);
  });
});

describe('regularizedBeta', () => {
  const parameter = fc.double({ min: 0.01, max: 200, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test('of whole parameters is a binomial tail', () => {
    // I_x(k, n - k + 1) = P(X >= k), X ~ Binomial(n, x)
    const [n, x] = [12, 0.3];
    let choose = 1;
    let above = 1;
    for (let k = 0; k < n; k += 1) {
      above -= choose * x ** k * (1 - x) ** (n - k);
      choose = (choose * (n - k)) / (k + 1);
      expect(regularizedBeta(x, k + 1, n - k)).toBeCloseTo(above, 14);
    }
  });

  test('of 1 - x with exchanged parameters is the rest', () => {
    fc.assert(
      fc.property(share, parameter, parameter, (x, a, b) => {
        const sum = regularizedBeta(x, a, b) + regularizedBeta(1 - x, b, a, x);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test('is a power of x where b is 1, also in the far tail', () => {
    fc.assert(
      fc.property(share, parameter, (x, a) => {
        const power = x ** a;
        if (x < 1e-300 || power < 1e-290) return;
        expect(relativeError(regularizedBeta(x, a, 1), power)).toBeLessThan(1e-12);
      }),
    );
  });

  test('takes what is left of x to 1 where x has no room for it', () => {
    // I_x(3, 1) = x^3, which is 1 - 3 y for a tiny y = 1 - x; I_y(1, 3) is the rest.
    expect(relativeError(regularizedBeta(1e-20, 1, 3, 1), 3e-20)).toBeLessThan(1e-14);
    expect(relativeError(regularizedBeta(1, 3, 1, 1e-20), 1)).toBe(0);
  });

  test('refuses what is outside', () => {
    for (const x of [-0.1, 1.1, NaN]) expect(() => regularizedBeta(x, 1, 1)).toThrow(RangeError);
    for (const a of [0, -1, NaN, 1e9]) expect(() => regularizedBeta(0.5, a, 1)).toThrow(RangeError);
  });
});
