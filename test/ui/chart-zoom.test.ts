import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartSpec } from '../../src/ui/chart-spec';
import { nearestRow } from '../../src/ui/chart-text';
import { fullSpan, isZoomable, rowsWithin, zoomAround, zoomTo } from '../../src/ui/chart-zoom';

const base = { xFormat: String, yFormat: String, series: [] };
const years = (n: number): ChartSpec => ({
  ...base,
  kind: 'time',
  x: Array.from({ length: n }, (_, i) => String(1900 + i)),
});
const curve: ChartSpec = {
  ...base,
  kind: 'value',
  x: Float64Array.of(0, 1, 2, 3, 5, 8, 13, 21, 34, 55),
};
const bins: ChartSpec = {
  ...base,
  kind: 'histogram',
  x: Float64Array.from({ length: 21 }, (_, i) => i / 10 - 1),
};

test('all of a chart is its periods, its x, its edges', () => {
  expect(fullSpan(years(30))).toEqual([0, 29]);
  expect(fullSpan(curve)).toEqual([0, 55]);
  expect(fullSpan(bins)).toEqual([-1, 1]);
});

test('where there is nothing, or one point, there is a span too', () => {
  expect(fullSpan(years(0))).toEqual([0, 1]);
  expect(fullSpan(years(1))).toEqual([-1, 1]);
  expect(fullSpan({ ...base, kind: 'histogram', x: new Float64Array() })).toEqual([0, 1]);
  expect(fullSpan({ ...base, kind: 'value', x: Float64Array.of(3) })).toEqual([2, 4]);
  expect(isZoomable(years(5))).toBe(false);
  expect(zoomTo(years(5), 1, 2)).toBeUndefined();
});

test('a zoom stays inside, keeps four periods, and ends where it shows all', () => {
  for (const chart of [years(100), curve, bins]) {
    const [low, high] = fullSpan(chart);
    const far = fc.double({ min: low - 50, max: high + 50, noNaN: true });
    fc.assert(
      fc.property(far, far, (a, b) => {
        const found = zoomTo(chart, Math.min(a, b), Math.max(a, b));
        if (found === undefined) return;
        expect(found[0]).toBeGreaterThanOrEqual(low);
        expect(found[1]).toBeLessThanOrEqual(high);
        const gaps = chart.kind === 'histogram' ? 20 : chart.x.length - 1;
        expect(found[1] - found[0]).toBeGreaterThanOrEqual((((high - low) * 4) / gaps) * 0.999);
      }),
    );
    expect(zoomTo(chart, low - 1, high + 1)).toBeUndefined();
  }
});

test('what is under the cursor stays there', () => {
  expect(zoomAround(years(101), [0, 100], 25, 0.5)).toEqual([12.5, 62.5]);
  expect(zoomAround(years(101), [40, 60], 40, 2)).toEqual([40, 80]);
});

test('rows inside a span, and the row nearest to a place', () => {
  expect(rowsWithin(curve, [2, 8])).toEqual([2, 5]);
  expect(rowsWithin(curve, [2.5, 7.9])).toEqual([3, 4]);
  expect(rowsWithin(years(30), [3.2, 9])).toEqual([4, 9]);
  expect(rowsWithin(bins, [-1, 1])).toEqual([0, 19]);
  expect(rowsWithin(years(0), [0, 1])).toEqual([0, 0]);
  expect(rowsWithin(curve, [35, 50])).toEqual([9, 9]);
  expect(nearestRow(curve, 10)).toBe(5);
  expect(nearestRow(curve, 11)).toBe(6);
  expect(nearestRow(curve, 1e9)).toBe(9);
  expect(nearestRow(bins, -0.91)).toBe(0);
});
