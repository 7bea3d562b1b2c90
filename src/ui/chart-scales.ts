/** What a chart puts on its scales: data, ranges and ticks. */
import type { ChartSpec } from './chart-spec';
import { rowCount } from './chart-text';
import { linearTicks, logTicks, timeTicks, type TimeTick } from './ticks';

type Column = Float64Array | (number | null)[];

/** Positions of x, then a column a series; null is a gap, and so is what a log scale cannot show. */
export function chartData(chart: ChartSpec, log: boolean): [Float64Array, ...Column[]] {
  const usable = (value: number) => Number.isFinite(value) && !(log && value <= 0);
  const columns = chart.series.map(({ values }): Column =>
    values.every(usable) ? values : Array.from(values, (value) => (usable(value) ? value : null)),
  );
  if (chart.kind === 'value') return [chart.x, ...columns];
  const position = (i: number) =>
    chart.kind === 'histogram' ? (chart.x[i] + chart.x[i + 1]) / 2 : i;
  return [Float64Array.from({ length: rowCount(chart) }, (_, i) => position(i)), ...columns];
}

export function xRange(chart: ChartSpec, min: number | null, max: number | null): [number, number] {
  if (chart.kind === 'histogram') return [chart.x[0] ?? 0, chart.x[chart.x.length - 1] ?? 1];
  if (min === null || max === null) return [0, 1];
  return min === max ? [min - 1, max + 1] : [min, max];
}

/** The range of the visible values with a little room; areas and bars stand on zero. */
export function yRange(
  chart: ChartSpec,
  log: boolean,
  dataMin: number | null,
  dataMax: number | null,
): [number, number] {
  let [min, max] = [dataMin ?? (log ? 1 : 0), dataMax ?? (log ? 10 : 1)];
  for (const mark of chart.marks ?? []) {
    if (mark.kind !== 'line' || mark.axis !== 'y' || (log && mark.at <= 0)) continue;
    [min, max] = [Math.min(min, mark.at), Math.max(max, mark.at)];
  }
  if (log) {
    const factor = Math.max(1.02, (max / min) ** 0.03);
    return [min / factor, max * factor];
  }
  const based = chart.kind === 'histogram' || chart.series.some(({ fill }) => fill !== undefined);
  if (based) [min, max] = [Math.min(0, min), Math.max(0, max)];
  if (min === 0 && max === 0) return [0, 1];
  const room = min === max ? Math.abs(min) / 10 : (max - min) * 0.04;
  return [based && min === 0 ? 0 : min - room, based && max === 0 ? 0 : max + room];
}

/** Ticks of x for a plot of a width in CSS pixels. */
export function xTicks(chart: ChartSpec, min: number, max: number, width: number): TimeTick[] {
  if (chart.kind === 'time') return timeTicks(chart.x, min, max, 3 + width / 160);
  const at = chart.xTicks ?? linearTicks(min, max, Math.max(2, width / 80));
  return at.map((value) => ({ at: value, label: chart.xFormat(value) }));
}

/** Ticks of y for a plot of a height in CSS pixels. */
export function yTicks(
  chart: ChartSpec,
  log: boolean,
  min: number,
  max: number,
  height: number,
): number[] {
  if (chart.yTicks !== undefined) return [...chart.yTicks];
  const room = Math.max(2, height / 40);
  return log ? logTicks(min, max, room) : linearTicks(min, max, room);
}
