import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correlationFromCovariance,
  diversificationRatio,
  effectiveAssets,
  marginal,
  mixVariance,
  volatilityContributions,
} from '../../src/finance/portfolio';
import reference from '../reference/finance-monthly.json';
import { relativeError } from './closeness';

const covariance = Float64Array.from(reference.covariance.value.flat());
const equal = new Float64Array(6).fill(1 / 6);

/** A covariance A A' of three assets, and weights that sum to 1. */
const anyMix = fc
  .tuple(
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
    fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([a, parts]) => {
    const s = new Float64Array(9);
    for (let i = 0; i < 3; i += 1) {
      for (let j = 0; j < 3; j += 1) {
        for (let k = 0; k < 3; k += 1) s[3 * i + j] += a[3 * i + k] * a[3 * j + k];
      }
    }
    const total = parts[0] + parts[1] + parts[2];
    return { s, w: parts.map((part) => part / total) };
  });

test('the variance of a mix is w1^2 s1^2 + w2^2 s2^2 + 2 w1 w2 s12', () => {
  expect(mixVariance([0.25, 0.75], [4, 1, 1, 2])).toBe(0.0625 * 4 + 0.5625 * 2 + 2 * 0.1875);
  expect(marginal([0.25, 0.75], [4, 1, 1, 2])).toEqual(Float64Array.of(1.75, 1.75));
});

test('weights and covariances must fit', () => {
  expect(() => marginal([1], [1, 0, 0, 1])).toThrow('1 weights need 1 covariances, not 4');
});

describe('volatilityContributions', () => {
  test('are the normal VaR contributions of NumPy over minus z', () => {
    const z = Number('1.644853626951472714864');
    const expected = reference.components.value['0.95'].normal_var_zero_mean;
    volatilityContributions(equal, covariance).forEach((contribution, i) => {
      expect(relativeError(contribution * z, expected[i])).toBeLessThan(1e-12);
    });
  });

  test('sum to the volatility', () => {
    fc.assert(
      fc.property(anyMix, ({ w, s }) => {
        const sum = volatilityContributions(w, s).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(Math.sqrt(Math.max(0, mixVariance(w, s))), 12);
      }),
    );
  });

  test('are 0 for a mix without variance', () => {
    expect(volatilityContributions([0.5, 0.5], [0, 0, 0, 0])).toEqual(Float64Array.of(0, 0));
    expect(volatilityContributions([0.5, 0.5], [1, -1, -1, 1])).toEqual(Float64Array.of(0, 0));
  });
});

describe('diversificationRatio', () => {
  test('is 1 for one asset and sqrt(n) for n alike and uncorrelated', () => {
    expect(diversificationRatio([1], [0.04])).toBe(1);
    expect(diversificationRatio([0.25, 0.25, 0.25, 0.25], identity(4))).toBe(2);
  });

  test('is at least 1 without short positions', () => {
    fc.assert(
      fc.property(anyMix, ({ w, s }) => {
        if (mixVariance(w, s) < 1e-10) return;
        expect(diversificationRatio(w, s)).toBeGreaterThan(1 - 1e-9);
      }),
    );
  });

  test('is NaN without variance', () => {
    expect(diversificationRatio([1, 0], [0, 0, 0, 1])).toBeNaN();
  });
});

test('the effective number of assets is n for equal weights and 1 for a single one', () => {
  expect(effectiveAssets([0.25, 0.25, 0.25, 0.25])).toBe(4);
  expect(effectiveAssets([0, 1, 0])).toBe(1);
});

describe('correlationFromCovariance', () => {
  test('agrees with pandas', () => {
    const expected = reference.correlation.value.flat();
    correlationFromCovariance(covariance).forEach((value, i) => {
      expect(relativeError(value, expected[i])).toBeLessThan(1e-10);
    });
  });

  test('is symmetric to the bit, 1 on the diagonal and within [-1, 1]', () => {
    fc.assert(
      fc.property(anyMix, ({ s }) => {
        const r = correlationFromCovariance(s);
        for (let i = 0; i < 3; i += 1) {
          expect(r[4 * i]).toBe(1);
          for (let j = 0; j < 3; j += 1) {
            expect(Object.is(r[3 * i + j], r[3 * j + i])).toBe(true);
            if (!Number.isNaN(r[3 * i + j])) expect(Math.abs(r[3 * i + j])).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  test('of perfectly correlated assets never leaves [-1, 1] by rounding', () => {
    const deviation = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(deviation, deviation, fc.constantFrom(1, -1), (a, b, sign) => {
        const s = [a * a, sign * a * b, sign * a * b, b * b];
        const value = sign * correlationFromCovariance(s)[1];
        expect(value).toBeLessThanOrEqual(1);
        expect(value).toBeGreaterThan(1 - 1e-14);
      }),
      { numRuns: 1000 },
    );
  });

  test('is NaN only beside an asset without variance', () => {
    const r = correlationFromCovariance([1, 0.5, 0, 0.5, 1, 0, 0, 0, 0]);
    expect([...r]).toEqual([1, 0.5, NaN, 0.5, 1, NaN, NaN, NaN, 1]);
  });

  test('survives variances whose product underflows', () => {
    const tiny = 1e-200;
    expect(correlationFromCovariance([tiny, tiny, tiny, tiny])[1]).toBeCloseTo(1, 14);
  });

  test('refuses what is not square', () => {
    expect(() => correlationFromCovariance([1, 2])).toThrow(RangeError);
  });
});

function identity(n: number): Float64Array {
  return new Float64Array(n * n).map((_, i) => (i % (n + 1) === 0 ? 1 : 0));
}
