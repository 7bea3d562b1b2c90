import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digamma, trigamma } from '../../src/finance/digamma';
import { deviance, logGamma, stirlingError } from '../../src/finance/gamma-function';
import reference from '../reference/finance-student.json';
import { relativeError } from './closeness';

describe('logGamma', () => {
  test('has a relative error below 1e-15, also next to its zeros at 1 and 2', () => {
    for (const [x, value] of reference.computed.logGamma) {
      expect(relativeError(logGamma(x), value), String(x)).toBeLessThan(1e-15);
    }
  });

  test('is exactly 0 at 1 and 2, infinite at 0 and infinity, NaN below 0', () => {
    expect([logGamma(1), logGamma(2)]).toEqual([0, 0]);
    expect([logGamma(0), logGamma(Infinity)]).toEqual([Infinity, Infinity]);
    expect([logGamma(-0.5), logGamma(NaN)]).toEqual([NaN, NaN]);
  });

  test('grows by log x from x to x + 1, also where the method changes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 40, noNaN: true }), (x) => {
        const growth = logGamma(x + 1) - logGamma(x);
        expect(Math.abs(growth - Math.log(x))).toBeLessThan(1e-15 * (4 + 3 * logGamma(x + 1)));
      }),
    );
  });
});

test('the error of the formula of Stirling continues its series below 10', () => {
  // log 2 and log sqrt(pi) in closed form: Gamma(1) = 1, Gamma(1/2) = sqrt(pi)
  expect(relativeError(stirlingError(1), 1 - 0.5 * Math.log(2 * Math.PI))).toBeLessThan(1e-14);
  expect(relativeError(stirlingError(0.5), 0.5 - 0.5 * Math.log(2))).toBeLessThan(1e-14);
  expect(stirlingError(1e6)).toBeCloseTo(1 / 12e6, 20);
});

describe('deviance', () => {
  test('is 0 where both agree, never negative, and takes 0 log 0 as 0', () => {
    expect(deviance(7, 7)).toBe(0);
    expect(deviance(0, 2.5)).toBe(2.5);
    expect(deviance(0, 0)).toBe(0);
    const count = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(count, count, (x, mean) => {
        expect(deviance(x, mean)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('keeps its digits where both are close: (x - m)^2 / (2 m) to first order', () => {
    expect(relativeError(deviance(1000.001, 1000), 4.999998333334e-10)).toBeLessThan(1e-9);
    // Where the series hands over: x / m = 11/9.
    const [inside, outside] = [deviance(11 - 1e-12, 9), deviance(11 + 1e-12, 9)];
    expect(relativeError(inside, outside)).toBeLessThan(1e-11);
  });
});

test('digamma and trigamma agree with mpmath', () => {
  for (const [x, first, second] of reference.computed.digamma) {
    expect(Math.abs(digamma(x) - first), String(x)).toBeLessThan(
      1e-14 * Math.max(1, Math.abs(first)),
    );
    expect(relativeError(trigamma(x), second), String(x)).toBeLessThan(1e-14);
  }
});
