import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalContributions, normalValueAtRisk } from '../../src/finance/normal-risk';
import { studentFit } from '../../src/finance/student-fit';
import {
  ellipticalContributions,
  studentExpectedShortfall,
  studentValueAtRisk,
} from '../../src/finance/student-risk';
import monthly from '../reference/finance-monthly.json';
import reference from '../reference/finance-student.json';
import { relativeError } from './closeness';
import { referenceSeries } from './reference-series';

const covariance = monthly.covariance.value.flat();
const all = Object.values(monthly.moments.value).slice(0, 6);
const means = all.map(({ mean }) => mean);
const tail = fc.integer({ min: 1, max: 499_999 });
const degrees = fc.double({ min: 1.01, max: 1000, noNaN: true });

test.each(['monthly', 'eu', 'daily'] as const)('fit and risk of %s returns agree', (dataset) => {
  const series = referenceSeries(dataset);
  for (const [id, { fit: parameters, risk }] of Object.entries(reference.fits.value[dataset])) {
    const given = { degrees: parameters.df, location: parameters.loc, scale: parameters.scale };
    const own = studentFit(series[id]) ?? { degrees: NaN, location: NaN, scale: NaN };
    for (const [level, { t_var, t_es }] of Object.entries(risk)) {
      const ppm = Math.round((1 - Number(level)) * 1e6);
      expect(relativeError(studentValueAtRisk(given, ppm), t_var), id).toBeLessThan(1e-12);
      expect(relativeError(studentExpectedShortfall(given, ppm), t_es), id).toBeLessThan(1e-12);
      expect(relativeError(studentValueAtRisk(own, ppm), t_var), id).toBeLessThan(1e-6);
      expect(relativeError(studentExpectedShortfall(own, ppm), t_es), id).toBeLessThan(1e-6);
    }
  }
});

test('the shortfall is the mean of the quantiles beyond the value at risk', () => {
  const fit = { degrees: 4.2, location: 0.01, scale: 0.03 };
  // Midpoints in p = 50,000 ppm x^4, which flattens the end; dp = 4 x^3 dx.
  const steps = 2000;
  let sum = 0;
  for (let i = 0; i < steps; i += 1) {
    const x = (i + 0.5) / steps;
    const ppm = 50_000 * x ** 4;
    if (ppm < 1) continue;
    sum += ((4 * x ** 3) / steps) * studentValueAtRisk(fit, Math.round(ppm));
  }
  expect(relativeError(sum, studentExpectedShortfall(fit, 50_000))).toBeLessThan(3e-3);
});

test('the shortfall is not below the value at risk, and infinite from 1 degree down', () => {
  fc.assert(
    fc.property(tail, degrees, (ppm, of) => {
      const fit = { degrees: of, location: 0.01, scale: 0.03 };
      expect(studentExpectedShortfall(fit, ppm)).toBeGreaterThan(studentValueAtRisk(fit, ppm));
    }),
  );
  expect(studentExpectedShortfall({ degrees: 1, location: 0, scale: 1 }, 50_000)).toBe(Infinity);
});

test('many degrees are as good as normal', () => {
  const fit = { degrees: 1e8, location: 0.01, scale: 0.03 };
  const normal = normalValueAtRisk(0.01, 0.03, 10_000);
  expect(relativeError(studentValueAtRisk(fit, 10_000), normal)).toBeLessThan(1e-7);
});

test('a tail of nothing or of everything is refused', () => {
  const fit = { degrees: 4, location: 0, scale: 1 };
  for (const ppm of [0, 1_000_000, 0.5, NaN]) {
    expect(() => studentValueAtRisk(fit, ppm)).toThrow(RangeError);
    expect(() => studentExpectedShortfall(fit, ppm)).toThrow(RangeError);
  }
});

test('contributions sum to any measure, for any weights', () => {
  const parts = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(parts, fc.double({ min: -1, max: 1, noNaN: true }), (weights, risk) => {
      const total = weights.reduce((a, b) => a + b, 0);
      if (total === 0) return;
      const shares = weights.map((weight) => weight / total);
      const of = ellipticalContributions(shares, means, covariance, risk);
      expect(of.reduce((a, b) => a + b, 0)).toBeCloseTo(risk, 13);
      shares.forEach((share, i) => share === 0 && expect(Math.abs(of[i])).toBe(0));
    }),
  );
});

test('contributions to the normal value at risk are those of its own formula', () => {
  const weights = [0.3, 0.3, 0.1, 0.1, 0.1, 0.1];
  const normal = normalContributions(weights, means, covariance, 10_000).valueAtRisk;
  const total = normal.reduce((a, b) => a + b, 0);
  const elliptical = ellipticalContributions(weights, means, covariance, total);
  elliptical.forEach((value, i) => expect(relativeError(value, normal[i])).toBeLessThan(1e-12));
});

test('contributions are the slopes of the measure of a multivariate t, times the weights', () => {
  const weights = [0.3, 0.3, 0.1, 0.1, 0.1, 0.1];
  const measure = (w: number[]) => {
    const location = w.reduce((sum, weight, i) => sum + weight * means[i], 0);
    let variance = 0;
    w.forEach((a, i) => w.forEach((b, j) => (variance += a * b * covariance[6 * i + j])));
    const scale = Math.sqrt(variance * (2 / 4));
    return studentExpectedShortfall({ degrees: 4, location, scale }, 25_000);
  };
  const of = ellipticalContributions(weights, means, covariance, measure(weights));
  weights.forEach((weight, i) => {
    const moved = (by: number) => measure(weights.map((w, j) => w + (i === j ? by : 0)));
    const slope = (moved(1e-6) - moved(-1e-6)) / 2e-6;
    expect(Math.abs(of[i] - weight * slope)).toBeLessThan(1e-9);
  });
});

test('without variance each asset contributes minus its mean', () => {
  const of = ellipticalContributions([0.5, 0.5], [0.02, 0.04], [0, 0, 0, 0], -0.03);
  expect(of).toEqual(Float64Array.of(-0.01, -0.02));
});
