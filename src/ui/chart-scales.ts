/** What a chart puts on its scales: data, ranges and ticks. */
import type { ChartSpec } from './chart-spec';
import { bounded, rowCount, rowX } from './chart-text';
import type { Span } from './chart-zoom';
import { linearTicks, logTicks, timeTicks, type Tick } from './ticks';

type Column = Float64Array | (number | null)[];

/** Positions of x, then a column a series; null is a gap, and so is what a log scale cannot show. */
export function chartData(
  chart: ChartSpec,
  values: readonly Float64Array[],
  log: boolean,
): [Float64Array, ...Column[]] {
  const usable = (value: number) => Number.isFinite(value) && !(log && value <= 0);
  const columns = values.map((column): Column =>
    column.every(usable) ? column : Array.from(column, (value) => (usable(value) ? value : null)),
  );
  if (chart.kind === 'value') return [chart.x, ...columns];
  return [Float64Array.from({ length: rowCount(chart) }, (_, i) => rowX(chart, i)), ...columns];
}

/** Whether every value that is listed can stand on a log scale. */
export function isPositive(chart: ChartSpec, values: readonly Float64Array[]): boolean {
  return values.every((column, i) => {
    if (chart.series[i].listed === false) return true;
    for (let row = 0; row < column.length; row++) if (column[row] <= 0) return false;
    return true;
  });
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
    const factor = Math.max(1.02, Math.exp((Math.log(max) - Math.log(min)) * 0.03));
    return [Math.max(min / factor, Number.MIN_VALUE), Math.min(max * factor, Number.MAX_VALUE)];
  }
  // The difference of the ends must be a number too.
  [min, max] = [Math.max(min, -LARGEST), Math.min(max, LARGEST)];
  const based = chart.kind === 'histogram' || chart.series.some(({ fill }) => fill !== undefined);
  if (based) [min, max] = [Math.min(0, min), Math.max(0, max)];
  if (min === 0 && max === 0) return [0, 1];
  const room = min === max ? Math.abs(min) / 10 : (max - min) * 0.04;
  return [based && min === 0 ? 0 : min - room, based && max === 0 ? 0 : max + room];
}

/** The extent of visible values, widened to those of the chart beside. */
export function jointExtent(
  own: readonly [number | null, number | null],
  beside: readonly ArrayLike<number>[],
  log: boolean,
): [number | null, number | null] {
  let [min, max] = own;
  for (const values of beside) {
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      min = min === null ? value : Math.min(min, value);
      max = max === null ? value : Math.max(max, value);
    }
  }
  return [min, max];
}

const LARGEST = Number.MAX_VALUE / 4;

/** Ticks of x for a plot of a width in CSS pixels. */
export function xTicks(chart: ChartSpec, [min, max]: Span, width: number): Tick[] {
  if (chart.kind === 'time') return timeTicks(chart.x, min, max, 3 + width / 160);
  const given = chart.xTicks?.filter((at) => at >= min && at <= max) ?? [];
  if (given.length > 1) return given.map((at) => ({ at, label: chart.xFormat(at) }));
  const room = Math.max(2, width / 80);
  return toldApart((most) => linearTicks(min, max, most), room, [chart.xFormat]);
}

/** Ticks of y for a plot of a height in CSS pixels. */
export function yTicks(chart: ChartSpec, log: boolean, [min, max]: Span, height: number): Tick[] {
  const { yFormat, yTickFormat = yFormat } = chart;
  const given = chart.yTicks?.filter((at) => at >= min && at <= max) ?? [];
  if (given.length > 1) return given.map((at) => ({ at, label: yTickFormat(at) }));
  const room = Math.max(2, height / 40);
  return toldApart((most) => (log ? logTicks(min, max, most) : linearTicks(min, max, most)), room, [
    yTickFormat,
    yFormat,
  ]);
}

/** Ticks whose labels are true and differ: with more digits, or else fewer of them. */
function toldApart(
  ticks: (room: number) => number[],
  room: number,
  formats: readonly ((value: number) => string)[],
): Tick[] {
  const labelled = (most: number, format: (value: number) => string) =>
    ticks(most).map((at) => ({ at, label: bounded(format(at), at) }));
  for (const format of formats) {
    for (let most = room; most >= 2; most--) {
      const found = labelled(most, format);
      if (isTrue(found, format)) return found;
    }
  }
  return labelled(room, formats[0]);
}

/** Whether labels differ, and none stands where rounding turns over, as 2.5 does as "3". */
function isTrue(ticks: readonly Tick[], format: (value: number) => string): boolean {
  if (ticks.length < 2) return true;
  if (new Set(ticks.map(({ label }) => label)).size < ticks.length) return false;
  const little = (ticks[1].at - ticks[0].at) / 10_000;
  return ticks.every(({ at }) => {
    const here = format(at);
    return (format(at - little) === here) === (format(at + little) === here);
  });
}
