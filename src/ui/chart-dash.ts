/**
 * A second cue beside color. The series colors keep apart for the color-blind, but on a gray
 * print some share a lightness (`test/ui/theme.test.ts` measures both), so lines in the later
 * colors are dashed, each in its own way.
 */
import type { ChartSeries, ChartSpec } from './chart-spec';
import { rowCount } from './chart-text';
import { WHOLE } from './chart-window';

export const seriesDashes: Readonly<Record<string, readonly number[]>> = {
  'var(--series-4)': [12, 3],
  'var(--series-5)': [6, 3],
  'var(--series-6)': [2, 2],
  'var(--series-7)': [8, 3, 2, 3],
  'var(--series-8)': [3, 6],
};

/** The dash of a series, if it has one; a line among millions of points would only be frayed. */
export function dashOf(chart: ChartSpec, series: ChartSeries): readonly number[] | undefined {
  if (series.dash !== undefined) return series.dash;
  const lines = chart.series.filter(({ listed, dots }) => listed !== false && dots !== true);
  const alone = lines.length < 2 || series.listed === false || series.dots === true;
  return alone || rowCount(chart) > WHOLE ? undefined : seriesDashes[series.color];
}
