/** What a chart says in words: positions, values and its span. */
import type { ChartSeries, ChartSpec, TimeChart } from './chart-spec';
import { formatDate } from './format';
import { words } from './words';

/** The label of a position of x, as people read it. */
export function xLabel(chart: ChartSpec, index: number): string {
  if (chart.kind === 'time') {
    const label = chart.x[index] ?? '';
    return chart.xFormat?.(label) ?? formatDate(label, chart.frequency ?? 'monthly');
  }
  if (chart.kind === 'value') return chart.xFormat(chart.x[index]);
  return `${chart.xFormat(chart.x[index])} ${words.to} ${chart.xFormat(chart.x[index + 1])}`;
}

export function rowCount(chart: ChartSpec): number {
  return chart.kind === 'histogram' ? Math.max(0, chart.x.length - 1) : chart.x.length;
}

/** Where a row stands on x: its position in time, its x, or the middle of its bin. */
export function rowX(chart: ChartSpec, row: number): number {
  if (chart.kind === 'time') return row;
  return chart.kind === 'value' ? chart.x[row] : (chart.x[row] + chart.x[row + 1]) / 2;
}

/** The first row that stands at x or after it; `after` leaves out what stands at it. */
export function firstRowFrom(chart: ChartSpec, x: number, after = false): number {
  const rows = rowCount(chart);
  if (chart.kind === 'time') {
    return Math.min(rows, Math.max(0, after ? Math.floor(x) + 1 : Math.ceil(x)));
  }
  let [low, high] = [0, rows];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = rowX(chart, middle);
    if (at < x || (after && at === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The row nearest to a place on x. */
export function nearestRow(chart: ChartSpec, x: number): number {
  const next = firstRowFrom(chart, x);
  if (next === 0) return 0;
  if (next === rowCount(chart)) return next - 1;
  return rowX(chart, next) - x < x - rowX(chart, next - 1) ? next : next - 1;
}

/** A value in words; a gap is a dash. */
export function yLabel(chart: ChartSpec, value: number): string {
  if (!Number.isFinite(value)) return words.undefinedValue;
  return bounded(chart.yFormat(value), value);
}

/** Three hundred digits help nobody. */
export function bounded(text: string, value: number): string {
  if (text.length <= LONGEST || Math.abs(value) < 1e15) return text;
  return value.toExponential(2).replace('e+', 'e').replaceAll('-', '\u2212');
}

/** Letters of a value before it is written as a power of ten. */
const LONGEST = 24;

/** A position with its values, for people who hear the chart. */
export function positionText(
  chart: ChartSpec,
  series: readonly ChartSeries[],
  index: number,
): string {
  if (rowCount(chart) === 0) return words.undefinedValue;
  const told = series.map(({ label, values }) => `${label} ${yLabel(chart, values[index])}`);
  return [xLabel(chart, index), told.join(', ')].filter((part) => part !== '').join(': ');
}

/** From when to when; years are enough for a long span. */
export function spanText(chart: ChartSpec, zoomed?: readonly [number, number]): string {
  if (chart.kind === 'time') return timeSpan(chart, zoomed);
  if (zoomed === undefined) return '';
  return `${chart.xFormat(zoomed[0])} ${words.to} ${chart.xFormat(zoomed[1])}`;
}

function timeSpan(chart: TimeChart, zoomed?: readonly [number, number]): string {
  const [from, until] = zoomed ?? [0, chart.x.length - 1];
  const first = chart.x[Math.max(0, Math.ceil(from))];
  const last = chart.x[Math.min(chart.x.length - 1, Math.floor(until))];
  if (first === undefined || last === undefined) return '';
  const long = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) >= 3;
  const frequency = first.includes('-') && long ? 'yearly' : (chart.frequency ?? 'monthly');
  return `${formatDate(first, frequency)} ${words.to} ${formatDate(last, frequency)}`;
}
