import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixComoments } from '../../src/finance/comoments';
import {
  cornishFisherContributions,
  cornishFisherMonotone,
  cornishFisherValueAtRisk,
  mixMoments,
  modifiedExpectedShortfall,
} from '../../src/finance/cornish-fisher';
import { normalExpectedShortfall, normalValueAtRisk } from '../../src/finance/normal-risk';
import { normalQuantile } from '../../src/finance/normal-distribution';
import reference from '../reference/finance-cornish-fisher.json';
import { relativeError } from './closeness';
import { referenceAssets, referenceSeries } from './reference-series';

const momentsOf = (values: Float64Array) => mixMoments([1], mixComoments([1], [values]));
const shape = (skewness: number, excessKurtosis: number) => ({
  mean: 0.01,
  deviation: 0.03,
  skewness,
  excessKurtosis,
});
const assets = referenceAssets('monthly');
const weights = [0.3, 0.25, 0.05, 0.2, 0.1, 0.1];
const tail = fc.integer({ min: 1, max: 999_999 });

test.each(['monthly', 'eu', 'daily'] as const)('both agree with references: %s', (dataset) => {
  const series = referenceSeries(dataset);
  for (const [id, levels] of Object.entries(reference.value[dataset])) {
    const moments = momentsOf(series[id]);
    for (const [level, { cornish_fisher_var, modified_es_raw }] of Object.entries(levels)) {
      const ppm = Math.round((1 - Number(level)) * 1e6);
      const [risk, shortfall] = [
        cornishFisherValueAtRisk(moments, ppm),
        modifiedExpectedShortfall(moments, ppm),
      ];
      // Bounded by the digits of the references, which cancel near 0.
      expect(relativeError(risk, cornish_fisher_var), `${id} ${level}`).toBeLessThan(1e-10);
      expect(relativeError(shortfall, modified_es_raw), `${id} ${level}`).toBeLessThan(1e-10);
    }
  }
});

test('without skewness and excess kurtosis both are those of the normal', () => {
  fc.assert(
    fc.property(tail, (ppm) => {
      const moments = shape(0, 0);
      const [risk, shortfall] = [
        normalValueAtRisk(0.01, 0.03, ppm),
        normalExpectedShortfall(0.01, 0.03, ppm),
      ];
      expect(cornishFisherValueAtRisk(moments, ppm)).toBeCloseTo(risk, 15);
      expect(modifiedExpectedShortfall(moments, ppm)).toBeCloseTo(shortfall, 15);
    }),
  );
});

test('a tail of nothing or of everything is refused', () => {
  for (const ppm of [0, 1_000_000, 0.5, NaN]) {
    expect(() => cornishFisherValueAtRisk(shape(0, 0), ppm)).toThrow(RangeError);
    expect(() => modifiedExpectedShortfall(shape(0, 0), ppm)).toThrow(RangeError);
    expect(() => cornishFisherMonotone(0, 0, ppm)).toThrow(RangeError);
  }
});

describe('cornishFisherMonotone', () => {
  test('holds for the normal and fails outside the domain of Maillard', () => {
    expect(cornishFisherMonotone(0, 0)).toBe(true);
    // Without skewness from 0 to 8, with |S| at most 6 (sqrt 2 - 1) = 2.485.
    expect([0.001, 4, 8].map((k) => cornishFisherMonotone(0, k))).toEqual([true, true, true]);
    expect([-0.001, 8.001].map((k) => cornishFisherMonotone(0, k))).toEqual([false, false]);
    const limit = 6 * (Math.SQRT2 - 1);
    const some = (s: number) =>
      Array.from({ length: 40_000 }, (_, k) => k / 2000).some((k) => cornishFisherMonotone(s, k));
    expect([some(limit - 0.01), some(limit + 0.01)]).toEqual([true, false]);
  });

  test('within a range agrees with a fine grid of quantiles', () => {
    const skewness = fc.double({ min: -3, max: 3, noNaN: true });
    const kurtosis = fc.double({ min: -2, max: 15, noNaN: true });
    fc.assert(
      fc.property(skewness, kurtosis, fc.integer({ min: 100, max: 400_000 }), (s, k, ppm) => {
        const z = normalQuantile(ppm / 1e6);
        const grid = Array.from({ length: 2001 }, (_, i) => z - (2 * z * i) / 2000);
        const slopes = grid.map(
          (x) => 1 + (x * s) / 3 + ((x * x - 1) * k) / 8 - ((6 * x * x - 5) * s * s) / 36,
        );
        const lowest = slopes.reduce((a, b) => Math.min(a, b));
        if (Math.abs(lowest) < 1e-4) return;
        expect(cornishFisherMonotone(s, k, ppm)).toBe(lowest > 0);
      }),
    );
  });

  test('within a range sees a dip between its middle and its end', () => {
    // The slope is positive at both ends and at 0, and lowest at z = 1.75, where it is negative.
    expect(cornishFisherMonotone(-2.293, 8.758, 10_000)).toBe(false);
    expect(cornishFisherMonotone(2.293, 8.758, 10_000)).toBe(false);
    expect(cornishFisherMonotone(-2.293, 8.758, 100_000)).toBe(true);
  });

  test('on the whole line is stricter than within a range', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), tail, (s, ppm) => {
        for (const k of [0, 1, 3, 6, 9]) {
          if (cornishFisherMonotone(s, k)) expect(cornishFisherMonotone(s, k, ppm)).toBe(true);
        }
      }),
    );
    expect(cornishFisherMonotone(0.8, 0.47)).toBe(false);
    expect(cornishFisherMonotone(0.3, 0, 50_000)).toBe(true);
  });

  test('where it holds, a rarer loss is a larger one', () => {
    const moments = shape(-1, 4.5);
    expect(cornishFisherMonotone(-1, 4.5)).toBe(true);
    const losses = [1, 100, 10_000, 50_000, 100_000, 500_000, 900_000].map((ppm) =>
      cornishFisherValueAtRisk(moments, ppm),
    );
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    // Where it fails, not: with S = 2 and K = 0 the rarest loss is a gain.
    const failed = shape(2, 0);
    expect(cornishFisherMonotone(2, 0)).toBe(false);
    expect(cornishFisherValueAtRisk(failed, 1)).toBeLessThan(0);
  });
});

describe('cornishFisherContributions', () => {
  test('sum to the value at risk', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(parts, tail, (shares, ppm) => {
        const total = shares.reduce((a, b) => a + b, 0);
        if (total === 0) return;
        const w = shares.map((share) => share / total);
        const comoments = mixComoments(w, assets);
        const of = cornishFisherContributions(w, comoments, ppm);
        const value = cornishFisherValueAtRisk(mixMoments(w, comoments), ppm);
        expect(of.reduce((a, b) => a + b, 0)).toBeCloseTo(value, 13);
        w.forEach((weight, i) => weight === 0 && expect(Math.abs(of[i])).toBe(0));
      }),
    );
  });

  test('are the slopes of the value at risk, times the weights', () => {
    const measure = (w: number[]) =>
      cornishFisherValueAtRisk(mixMoments(w, mixComoments(w, assets)), 10_000);
    const of = cornishFisherContributions(weights, mixComoments(weights, assets), 10_000);
    weights.forEach((weight, i) => {
      const moved = (by: number) => measure(weights.map((w, j) => w + (i === j ? by : 0)));
      const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      expect(Math.abs(of[i] - weight * slope)).toBeLessThan(1e-9);
    });
  });

  test('of a single asset are its value at risk', () => {
    const [first] = assets;
    const of = cornishFisherContributions([1], mixComoments([1], [first]), 50_000);
    expect(of[0]).toBeCloseTo(cornishFisherValueAtRisk(momentsOf(first), 50_000), 15);
  });

  test('are NaN without variance', () => {
    const flat = mixComoments([1], [[0.01, 0.01]]);
    expect(cornishFisherContributions([1], flat, 50_000)[0]).toBeNaN();
    expect(mixMoments([1], flat)).toMatchObject({ mean: 0.01, deviation: 0, skewness: NaN });
  });
});

describe('mixComoments', () => {
  test('times the weights sum to the moments of the mix', () => {
    const { second, third, fourth } = mixComoments(weights, assets);
    const mix = assets[0].map((_, t) => weights.reduce((sum, w, i) => sum + w * assets[i][t], 0));
    const own = mixComoments([1], [mix]);
    const total = (values: Float64Array) => values.reduce((sum, v, i) => sum + weights[i] * v, 0);
    expect(relativeError(total(second), own.second[0])).toBeLessThan(1e-13);
    expect(relativeError(total(third), own.third[0])).toBeLessThan(1e-11);
    expect(relativeError(total(fourth), own.fourth[0])).toBeLessThan(1e-13);
  });

  test('of 1, 2, 3, 10 are the exact fractions, also on a mean of 1e8', () => {
    for (const origin of [0, 1e8]) {
      const { means, second, third, fourth } = mixComoments(
        [1],
        [[1, 2, 3, 10].map((x) => x + origin)],
      );
      expect(means[0]).toBe(4 + origin);
      expect([second[0], third[0], fourth[0]]).toEqual([50 / 4, 180 / 4, 1394 / 4]);
    }
  });

  test('have the mean to the last digit where a running sum loses it', () => {
    const { means, second } = mixComoments([1], [new Float64Array(10_000).fill(0.1)]);
    expect([means[0], second[0]]).toEqual([0.1, 0]);
  });

  test('refuse columns that do not fit', () => {
    expect(() => mixComoments([1, 1], [[1, 2]])).toThrow(RangeError);
    expect(() => mixComoments([1, 1], [[1, 2], [1]])).toThrow(RangeError);
    expect(() => mixComoments([], [])).toThrow(RangeError);
    expect(() => mixComoments([1], [[]])).toThrow(RangeError);
  });
});
