/** Charts of two mixes side by side take ranges that hold both. */
import { expect, test } from 'vitest';
import { jointExtent } from '../../src/ui/chart-scales';
import type { ChartSpec } from '../../src/ui/chart-spec';
import { jointSpan } from '../../src/ui/chart-zoom';

const base = { xFormat: String, yFormat: String, series: [] };
const bins = (...x: number[]): ChartSpec => ({
  ...base,
  kind: 'histogram',
  x: Float64Array.from(x),
});
const years: ChartSpec = { ...base, kind: 'time', x: ['2000', '2001', '2002'] };

test('the values of both are inside, whatever is no number or has no logarithm', () => {
  const beside = [[-3, NaN, 2], Float64Array.of(7, Infinity)];
  expect(jointExtent([0, 1], [], false)).toEqual([0, 1]);
  expect(jointExtent([0, 1], beside, false)).toEqual([-3, 7]);
  expect(jointExtent([1, 1], beside, true)).toEqual([1, 7]);
  expect(jointExtent([null, null], beside, false)).toEqual([-3, 7]);
  expect(jointExtent([null, null], [[NaN]], false)).toEqual([null, null]);
});

test('numbers along x are joined, dates and other kinds are not', () => {
  expect(jointSpan(bins(0, 1, 2), undefined)).toEqual([0, 2]);
  expect(jointSpan(bins(0, 1, 2), bins(-1, 0, 1))).toEqual([-1, 2]);
  expect(jointSpan(bins(0, 1, 2), bins())).toEqual([0, 2]);
  expect(jointSpan(bins(0, 1, 2), years)).toEqual([0, 2]);
  expect(jointSpan(years, { ...years, x: ['1990', '1991', '1992', '1993'] })).toEqual([0, 2]);
});
