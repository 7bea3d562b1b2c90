/** Which part of x a chart shows: arithmetic of the zoom, in positions of a time chart or in x. */
import type { ChartSpec } from './chart-spec';
import { firstRowFrom, rowCount } from './chart-text';

export type Span = readonly [from: number, until: number];

/** Fewest periods, points or bins that a zoom shows, were they evenly spaced. */
const FEWEST = 4;

/** All of x; something that can be drawn even where there is nothing or one point. */
export function fullSpan(chart: ChartSpec): Span {
  const [first, last] =
    chart.kind === 'time' ? [0, chart.x.length - 1] : [chart.x[0], chart.x[chart.x.length - 1]];
  if (rowCount(chart) < 1 || !(Number.isFinite(first) && Number.isFinite(last))) return [0, 1];
  return first < last ? [first, last] : [first - 1, first + 1];
}

/** All of x of two charts of the same kind; of dates each keeps its own. */
export function jointSpan(chart: ChartSpec, beside: ChartSpec | undefined): Span {
  const own = fullSpan(chart);
  if (beside === undefined || beside.kind !== chart.kind || chart.kind === 'time') return own;
  if (rowCount(beside) < 1) return own;
  const other = fullSpan(beside);
  return [Math.min(own[0], other[0]), Math.max(own[1], other[1])];
}

/** Whether there is enough to look at more closely. */
export function isZoomable(chart: ChartSpec): boolean {
  return rowCount(chart) > FEWEST + 1;
}

/** A span inside the chart and not too short; undefined where it is all of it. */
export function zoomTo(chart: ChartSpec, from: number, until: number): Span | undefined {
  if (!isZoomable(chart)) return undefined;
  const [low, high] = fullSpan(chart);
  const gaps = chart.kind === 'histogram' ? rowCount(chart) : rowCount(chart) - 1;
  const shortest = ((high - low) * FEWEST) / gaps;
  let [min, max] = [Math.max(low, from), Math.min(high, until)];
  if (!(max - min >= shortest)) {
    min = Math.max(low, Math.min(min, high - shortest));
    max = Math.min(high, min + shortest);
  }
  return min <= low && max >= high ? undefined : [min, max];
}

/** A span as much shorter (factor below 1) or longer as the factor says, `at` staying in place. */
export function zoomAround(
  chart: ChartSpec,
  [from, until]: Span,
  at: number,
  factor: number,
): Span | undefined {
  return zoomTo(chart, at - (at - from) * factor, at + (until - at) * factor);
}

/** The first and the last row inside a span; the nearest where none is. */
export function rowsWithin(chart: ChartSpec, [from, until]: Span): Span {
  const end = rowCount(chart) - 1;
  const first = Math.min(end, firstRowFrom(chart, from));
  const next = firstRowFrom(chart, until);
  const last = next <= end && firstRowFrom(chart, until, true) > next ? next : next - 1;
  return [Math.max(0, first), Math.max(0, first, Math.min(end, last))];
}
