import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  normalContributions,
  normalExpectedShortfall,
  normalValueAtRisk,
} from '../../src/finance/normal-risk';
import reference from '../reference/finance-monthly.json';
import normal from '../reference/finance-normal.json';
import { relativeError } from './closeness';

const tails = { '0.9': 100_000, '0.95': 50_000, '0.975': 25_000, '0.99': 10_000 } as const;
const levels = ['0.9', '0.95', '0.975', '0.99'] as const;
const assets = ['us_stocks', 'us_treasury_10y', 'us_tbill_3m', 'gold', 'oil_wti'] as const;
const all = [...assets, 'us_house_prices'] as const;
const covariance = reference.covariance.value.flat();
const means = all.map((id) => reference.moments.value[id].mean);
const equal = all.map(() => 1 / 6);

test.each(all)('value at risk and expected shortfall of %s agree with SciPy', (id) => {
  const { mean, std_sample } = reference.moments.value[id];
  for (const level of levels) {
    const { normal_var, normal_es } = reference.varEs.value[id][level];
    const close = (actual: number, expected: number) =>
      expect(Math.abs(actual - expected)).toBeLessThan(1e-12 * Math.abs(expected) + 1e-15);
    close(normalValueAtRisk(mean, std_sample, tails[level]), normal_var);
    close(normalExpectedShortfall(mean, std_sample, tails[level]), normal_es);
  }
});

test('the expected shortfall of a standard normal agrees with 22 digits', () => {
  for (const [p, value] of Object.entries(normal.published.es)) {
    const shortfall = normalExpectedShortfall(0, 1, Math.round(Number(p) * 1e6));
    expect(relativeError(shortfall, Number(value)), p).toBeLessThan(1e-14);
  }
});

test('contributions of an equal mix agree with SciPy', () => {
  for (const level of levels) {
    const of = reference.components.value[level];
    const contributions = normalContributions(equal, means, covariance, tails[level]);
    all.forEach((_, i) => {
      const close = (actual: number, expected: number) =>
        expect(Math.abs(actual - expected)).toBeLessThan(1e-12 * Math.abs(expected) + 1e-15);
      close(contributions.valueAtRisk[i], of.normal_var_with_mean[i]);
      close(contributions.expectedShortfall[i], of.normal_es_with_mean[i]);
    });
  }
});

test('contributions sum to the total at any horizon', () => {
  const weight = fc.integer({ min: 0, max: 100 });
  const sixWeights = fc.array(weight, { minLength: 6, maxLength: 6 });
  const tail = fc.integer({ min: 1, max: 999_999 });
  fc.assert(
    fc.property(sixWeights, tail, fc.integer({ min: 1, max: 250 }), (parts, ppm, horizon) => {
      const total = parts.reduce((a, b) => a + b, 0);
      if (total === 0) return;
      const w = parts.map((part) => part / total);
      const mean = w.reduce((sum, weightOf, i) => sum + weightOf * means[i], 0);
      let variance = 0;
      w.forEach((a, i) => w.forEach((b, j) => (variance += a * b * covariance[6 * i + j])));
      const deviation = Math.sqrt(variance);
      const of = normalContributions(w, means, covariance, ppm, horizon);
      const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
      const valueAtRisk = normalValueAtRisk(mean, deviation, ppm, horizon);
      const shortfall = normalExpectedShortfall(mean, deviation, ppm, horizon);
      expect(sum(of.valueAtRisk)).toBeCloseTo(valueAtRisk, 12);
      expect(sum(of.expectedShortfall)).toBeCloseTo(shortfall, 12);
      expect(shortfall).toBeGreaterThanOrEqual(valueAtRisk);
    }),
  );
});

test('over a horizon the mean grows with it and the deviation with its root', () => {
  expect(normalValueAtRisk(0.01, 0.05, 50_000, 4)).toBeCloseTo(
    2 * normalValueAtRisk(0, 0.05, 50_000) - 0.04,
    15,
  );
});

test('without variance what remains is minus the mean', () => {
  expect(normalValueAtRisk(0.01, 0, 50_000)).toBe(-0.01);
  const of = normalContributions([0.5, 0.5], [0.02, 0.04], [0, 0, 0, 0], 50_000);
  expect(of.valueAtRisk).toEqual(Float64Array.of(-0.01, -0.02));
});

test('a tail of nothing or of everything is refused', () => {
  expect(() => normalValueAtRisk(0, 1, 0)).toThrow(RangeError);
  expect(() => normalExpectedShortfall(0, 1, 1_000_000)).toThrow(RangeError);
});
