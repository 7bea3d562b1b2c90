import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChartSpec } from '../../src/ui/chart-spec';
import { envelope, reducedRows } from '../../src/ui/chart-window';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0) },
);
const columns = fc
  .array(value, { minLength: 1, maxLength: 300 })
  .map((values) => Float64Array.from(values));
const columnWithBounds = columns.chain((values) =>
  fc.array(fc.integer({ min: 0, max: values.length }), { maxLength: 12 }).map((inner) => ({
    values,
    bounds: [0, ...inner.toSorted((a, b) => a - b), values.length],
  })),
);

describe('an envelope', () => {
  test('has the exact lowest and highest value of every bucket, and its first and last', () => {
    fc.assert(
      fc.property(columnWithBounds, fc.constantFrom(-Infinity, 0), ({ values, bounds }, floor) => {
        const kept = envelope(values, bounds, floor);
        let at = 0;
        for (let b = 1; b < bounds.length; b++) {
          const bucket = [...values.subarray(bounds[b - 1], bounds[b])];
          const own = kept.slice(at, (at += Math.min(4, bucket.length)));
          const usable = bucket.filter((v) => v > floor && Number.isFinite(v));
          const ownUsable = own.filter((v) => v !== null);
          if (usable.length === 0) expect(ownUsable).toEqual([]);
          else {
            expect(Math.min(...ownUsable)).toBe(Math.min(...usable));
            expect(Math.max(...ownUsable)).toBe(Math.max(...usable));
          }
          const gap = (v: number) => (v > floor && Number.isFinite(v) ? v : null);
          if (bucket.length > 0) {
            expect(own[0]).toBe(gap(bucket[0]));
            expect(own.at(-1)).toBe(gap(bucket[bucket.length - 1]));
          }
        }
        expect(at).toBe(kept.length);
      }),
    );
  });

  test('keeps the order in which the lowest and the highest come', () => {
    expect(envelope(Float64Array.of(1, 9, 2, 0, 3), [0, 5])).toEqual([1, 9, 0, 3]);
    expect(envelope(Float64Array.of(1, 0, 2, 9, 3), [0, 5])).toEqual([1, 0, 9, 3]);
  });

  test('keeps a gap that lies over the edge of a bucket', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, NaN, NaN, 8, 9, 10, 11, 12);
    expect(envelope(values, [0, 6, 12])).toEqual([1, 1, 5, null, null, 8, 12, 12]);
    expect(envelope(new Float64Array(6).fill(NaN), [0, 6])).toEqual([null, null, null, null]);
  });
});

describe('the rows of a span', () => {
  const noise = (n: number) =>
    Float64Array.from({ length: n }, (_, i) => ((i * 7919) % 1009) - 500);
  const chartOf = (n: number): ChartSpec => ({
    kind: 'value',
    x: Float64Array.from({ length: n }, (_, i) => i / 10),
    xFormat: String,
    yFormat: String,
    series: [{ label: 'a', values: noise(n), color: 'red' }],
  });

  test('are at most four a pixel, and have the extremes of all', () => {
    const chart = chartOf(200_000);
    const {
      x,
      columns: reduced,
      exact,
    } = reducedRows(chart, [chart.series[0].values], [0, 19_999.9], 500, false);
    expect(exact).toBe(false);
    expect(x.length).toBeLessThanOrEqual(4 * 500 + 8);
    expect(reduced[0]).toHaveLength(x.length);
    expect(Math.min(...reduced[0].map(Number))).toBe(-500);
    expect(Math.max(...reduced[0].map(Number))).toBe(508);
    expect([...x].every((at, i) => i === 0 || at >= x[i - 1])).toBe(true);
  });

  test('stay in the column of pixels in which they are, also where x is uneven', () => {
    const n = 50_000;
    const x = Float64Array.from({ length: n }, (_, i) => (i < n - 10 ? i / n : i - n + 11));
    const chart: ChartSpec = { ...chartOf(n), kind: 'value', x, xFormat: String };
    const values = chart.series[0].values;
    const found = reducedRows(chart, [values], [0, 10], 100, false);
    for (let column = 0; column < 100; column++) {
      const inside = (at: number) => Math.min(99, Math.floor(at * 10)) === column;
      const all = [...values].filter((_, i) => inside(x[i]));
      const kept = found.columns[0].filter((_, i) => inside(found.x[i])).map(Number);
      if (all.length > 0) expect(Math.max(...kept)).toBe(Math.max(...all));
      else expect(kept).toEqual([]);
    }
  });

  test('are all there once they are few, with a neighbor on either side', () => {
    const chart = chartOf(200_000);
    const found = reducedRows(chart, [chart.series[0].values], [100, 101], 500, false);
    expect(found.exact).toBe(true);
    expect([...found.x]).toEqual(Array.from({ length: 13 }, (_, i) => (999 + i) / 10));
    expect(found.columns[0]).toEqual([...chart.series[0].values.subarray(999, 1_012)]);
  });
});
