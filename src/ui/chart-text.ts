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
  return chart.kind === 'histogram' ? chart.x.length - 1 : chart.x.length;
}

/** A value in words; a gap is a dash. */
export function yLabel(chart: ChartSpec, value: number): string {
  if (!Number.isFinite(value)) return words.undefinedValue;
  return chart.yFormat(value);
}

/** A position with its values, for people who hear the chart. */
export function positionText(
  chart: ChartSpec,
  series: readonly ChartSeries[],
  index: number,
): string {
  if (rowCount(chart) === 0) return words.undefinedValue;
  const values = series.map(({ label, values }) => `${label} ${yLabel(chart, values[index])}`);
  return [xLabel(chart, index), values.join(', ')].filter((part) => part !== '').join(': ');
}

/** From when to when; years are enough for a long span. */
export function spanText(chart: TimeChart, zoomed?: readonly [number, number]): string {
  const [from, until] = zoomed ?? [0, chart.x.length - 1];
  const first = chart.x[Math.max(0, Math.ceil(from))];
  const last = chart.x[Math.min(chart.x.length - 1, Math.floor(until))];
  if (first === undefined || last === undefined) return '';
  const long = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) >= 3;
  const frequency = first.includes('-') && long ? 'yearly' : (chart.frequency ?? 'monthly');
  return `${formatDate(first, frequency)} ${words.to} ${formatDate(last, frequency)}`;
}
