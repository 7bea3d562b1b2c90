import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dampedStep } from '../../src/finance/damped-step';
import { studentQuantile } from '../../src/finance/student-distribution';
import { studentFit } from '../../src/finance/student-fit';
import { studentLikelihood } from '../../src/finance/student-likelihood';
import reference from '../reference/finance-student.json';
import { relativeError } from './closeness';
import { referenceSeries } from './reference-series';

/** n quantiles of t at even probabilities: a sample without luck. */
const quantiles = (n: number, degrees: number) =>
  Float64Array.from({ length: n }, (_, i) => studentQuantile((i + 0.5) / n, degrees));

describe('studentFit', () => {
  test.each(['monthly', 'eu', 'daily'] as const)('agrees with SciPy on %s returns', (dataset) => {
    const series = referenceSeries(dataset);
    for (const [id, { fit: expected }] of Object.entries(reference.fits.value[dataset])) {
      const fit = studentFit(series[id]);
      expect(relativeError(fit?.degrees ?? NaN, expected.df), id).toBeLessThan(1e-6);
      expect(relativeError(fit?.scale ?? NaN, expected.scale), id).toBeLessThan(1e-6);
      expect(relativeError(fit?.location ?? NaN, expected.loc), id).toBeLessThan(1e-6);
      expect(relativeError(fit?.logLikelihood ?? NaN, expected.loglik), id).toBeLessThan(1e-14);
      expect(fit?.bound).toBe('none');
    }
  });

  test('solves the likelihood equations to 1e-9', () => {
    const series = referenceSeries('monthly');
    for (const [id, expected] of Object.entries(reference.exactFit.value)) {
      const fit = studentFit(series[id]);
      expect(relativeError(fit?.degrees ?? NaN, expected.degrees), id).toBeLessThan(1e-9);
      expect(relativeError(fit?.location ?? NaN, expected.location), id).toBeLessThan(1e-9);
      expect(relativeError(fit?.scale ?? NaN, expected.scale), id).toBeLessThan(1e-9);
      expect(relativeError(fit?.logLikelihood ?? NaN, expected.logLikelihood)).toBeLessThan(1e-14);
    }
  });

  test('finds the degrees of a sample of quantiles', () => {
    // The quantiles at even probabilities are a little less heavy than their distribution.
    for (const degrees of [1.5, 3, 4.36, 8, 20]) {
      const fit = studentFit(quantiles(2000, degrees));
      expect(relativeError(fit?.degrees ?? NaN, degrees)).toBeLessThan(0.1);
      expect(Math.abs(fit?.location ?? NaN)).toBeLessThan(1e-9);
      expect(relativeError(fit?.scale ?? NaN, 1)).toBeLessThan(0.01);
    }
  });

  test('stops at 1,000 degrees, as good as normal, for thin tails', () => {
    const even = Array.from({ length: 300 }, (_, i) => (i - 149.5) / 300);
    const fit = studentFit(even);
    expect(fit).toMatchObject({ degrees: 1000, bound: 'normal' });
    const deviation = Math.sqrt(even.reduce((sum, x) => sum + x * x, 0) / 300);
    expect(relativeError(fit?.scale ?? NaN, deviation)).toBeLessThan(2e-3);
  });

  test('stops at 1 degree for tails heavier than those of Cauchy', () => {
    expect(studentFit(quantiles(500, 0.5))).toMatchObject({ degrees: 1, bound: 'cauchy' });
  });

  test('is undefined for a constant series, too few values, too many ties and no numbers', () => {
    const sample = quantiles(50, 4);
    expect(studentFit(new Float64Array(500).fill(0.01))).toBeUndefined();
    expect(studentFit(sample.slice(0, 9))).toBeUndefined();
    expect(studentFit([])).toBeUndefined();
    expect(studentFit(sample.map((x, i) => (i % 2 === 0 ? 0 : x)))).toBeUndefined();
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(studentFit(Float64Array.from([...sample, bad]))).toBeUndefined();
    }
  });

  test('survives ties just below half, a giant outlier, two clusters and any unit', () => {
    const sample = quantiles(101, 4);
    const cases = [
      sample.map((x, i) => (i < 49 ? 0 : x)),
      Float64Array.from([...sample, 1e60, 2e60, 3e60, -4e60, -5e60]),
      sample.map((x, i) => (i % 3 === 0 ? -1e6 : 1e6) + x),
      sample.map((x) => x * 1e-200),
      sample.map((x) => x * 1e200),
      sample.map((x) => x + 1e9),
    ];
    for (const values of cases) {
      const fit = studentFit(values);
      expect(Number.isFinite(fit?.logLikelihood)).toBe(true);
      expect(fit?.scale).toBeGreaterThan(0);
    }
  });

  const value = fc.double({ min: -1, max: 1, noNaN: true });
  const noise = fc.array(value, { minLength: 20, maxLength: 80 });

  test('no other degrees, location or scale nearby is more likely', () => {
    fc.assert(
      fc.property(noise, value, value, value, (values, a, b, c) => {
        const fit = studentFit(values.map((x) => x * x * x));
        if (fit === undefined) return;
        const cubes = Float64Array.from(values, (x) => x * x * x);
        const logs = [Math.log(fit.scale) + b, Math.log(fit.degrees) + c] as const;
        const logDegrees = Math.max(0, Math.min(Math.log(1000), logs[1]));
        const moved = studentLikelihood(cubes, [fit.location + a * fit.scale, logs[0], logDegrees]);
        const slack = 1e-12 * (values.length + Math.abs(fit.logLikelihood));
        expect(moved.value).toBeLessThanOrEqual(fit.logLikelihood + slack);
      }),
    );
  });

  test('does not depend on the order, and follows a change of unit and origin', () => {
    fc.assert(
      fc.property(noise, (values) => {
        const fit = studentFit(values);
        expect(studentFit(values.toReversed())).toEqual(fit);
        const moved = studentFit(values.map((x) => 8 * x));
        if (fit === undefined || moved === undefined) return;
        expect(moved.degrees).toBe(fit.degrees);
        expect(moved.location).toBe(8 * fit.location);
        expect(moved.scale).toBe(8 * fit.scale);
      }),
    );
  });

  test('takes less than 30 ms for 3,500 observations', () => {
    const { SP500 } = referenceSeries('daily');
    studentFit(SP500);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      studentFit(SP500);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(30);
  });
});

test('the derivatives of the likelihood are its slopes', () => {
  const x = quantiles(60, 2.5).map((value, i) => value + (i % 7) / 10);
  const step = 1e-5;
  for (const point of [
    [0.1, 0.2, 1.3],
    [0, -0.4, 0],
    [-0.2, 0.1, 5],
  ] as const) {
    const { gradient, hessian } = studentLikelihood(x, point);
    const full = [
      [hessian[0], hessian[1], hessian[2]],
      [hessian[1], hessian[3], hessian[4]],
      [hessian[2], hessian[4], hessian[5]],
    ];
    [0, 1, 2].forEach((i) => {
      const at = (by: number) =>
        studentLikelihood(x, [
          point[0] + (i === 0 ? by : 0),
          point[1] + (i === 1 ? by : 0),
          point[2] + (i === 2 ? by : 0),
        ]);
      const [up, down] = [at(step), at(-step)];
      expect(Math.abs((up.value - down.value) / (2 * step) - gradient[i])).toBeLessThan(1e-6);
      [0, 1, 2].forEach((j) => {
        const slope = (up.gradient[j] - down.gradient[j]) / (2 * step);
        expect(Math.abs(slope - full[i][j])).toBeLessThan(1e-6);
      });
    });
  }
});

describe('dampedStep', () => {
  test('without damping solves the equations of Newton', () => {
    const step = dampedStep([1, 2, 3], [-4, 1, 0.5, -3, 0.2, -2], 0, 0, false) ?? [NaN, NaN, NaN];
    expect(4 * step[0] - step[1] - 0.5 * step[2]).toBeCloseTo(1, 14);
    expect(-step[0] + 3 * step[1] - 0.2 * step[2]).toBeCloseTo(2, 14);
    expect(-0.5 * step[0] - 0.2 * step[1] + 2 * step[2]).toBeCloseTo(3, 14);
  });

  test('holds the third coordinate and solves for the other two', () => {
    const step = dampedStep([1, 2, 3], [-4, 1, 0.5, -3, 0.2, 7], 0, 0, true) ?? [NaN, NaN, NaN];
    expect(4 * step[0] - step[1]).toBeCloseTo(1, 14);
    expect(-step[0] + 3 * step[1]).toBeCloseTo(2, 14);
    expect(step[2]).toBe(0);
  });

  test('is undefined where the way is not downhill on all sides, until damped enough', () => {
    expect(dampedStep([1, 1, 1], [-1, 0, 0, 1, 0, -1], 0, 0, false)).toBeUndefined();
    expect(dampedStep([1, 1, 1], [-1, 0, 0, 1, 0, -1], 2, 0, false)).toBeDefined();
  });
});
