import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ewmaRisk, ewmaVariances } from '../../src/finance/ewma-risk';
import reference from '../reference/finance-backtests.json';
import { relativeError } from './closeness';
import { referenceSeries } from './reference-series';

test.each(['monthly', 'eu', 'daily'] as const)('variances agree with NumPy: %s', (dataset) => {
  const variances = ewmaVariances(referenceSeries(dataset)['EQUAL_WEIGHT']);
  const { last5, sum } = reference.ewma.value[dataset];
  const total = variances.reduce((a, b) => a + b, 0);
  expect(relativeError(total, sum)).toBeLessThan(1e-12);
  last5.forEach((value, i) => {
    expect(relativeError(variances[variances.length - 5 + i], value)).toBeLessThan(1e-12);
  });
});

test('variances follow the recursion by hand', () => {
  const { returns, variances } = reference.ewma.published;
  ewmaVariances(returns).forEach((value, t) => {
    expect(relativeError(value, variances[t])).toBeLessThan(1e-13);
  });
});

test('the forecast includes the last return and is normal with mean 0', () => {
  const { returns, variances } = reference.ewma.published;
  const risk = ewmaRisk(returns, 10_000);
  const deviation = Math.sqrt(variances[variances.length - 1]);
  expect(relativeError(risk.deviation, deviation)).toBeLessThan(1e-14);
  expect(relativeError(risk.valueAtRisk, 2.3263478740408408 * deviation)).toBeLessThan(1e-13);
  expect(relativeError(risk.expectedShortfall, 2.665214220345808 * deviation)).toBeLessThan(1e-13);
});

test('a decay of 0 leaves the last return alone, and the sign of returns does not matter', () => {
  const returns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(returns, (values) => {
      const { deviation } = ewmaRisk(values, 50_000, 0);
      expect(deviation).toBeCloseTo(Math.abs(values[values.length - 1]), 14);
      const mirrored = values.map((value) => -value);
      expect(ewmaRisk(mirrored, 50_000)).toEqual(ewmaRisk(values, 50_000));
    }),
  );
});

test('no returns, a decay of 1 and a tail of nothing are refused', () => {
  expect(() => ewmaRisk([], 50_000)).toThrow(RangeError);
  for (const decay of [1, -0.1, NaN])
    expect(() => ewmaRisk([0.1], 50_000, decay)).toThrow(RangeError);
  expect(() => ewmaRisk([0.1], 0)).toThrow(RangeError);
  expect(ewmaVariances([])).toHaveLength(0);
});
