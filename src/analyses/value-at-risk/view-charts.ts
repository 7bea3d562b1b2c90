/** The histograms of the room, with the tail in the color of losses. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined } from '../../finance/quantity';
import type { ChartSpec } from '../../ui/chart-spec';
import { formatCount, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import type { ValueAtRiskGlance } from './compute-glance';
import { type Histogram, type Method, type ValueAtRiskResult } from './spec';
import { viewWords as words } from './view-words';
import { percent } from './view-figures';
export function historyChart(
  result: ValueAtRiskGlance,
  { series }: ViewContext,
  chosen: Method,
  height: number,
): TemplateResult | typeof nothing {
  if (result.history.counts.length === 0) return nothing;
  const [period, periods] = [words.period[series.frequency], words.periods[series.frequency]];
  const [heading, note] =
    result.horizon === 1
      ? [words.outcome(period), words.outcomeNote(formatCount(result.windows), periods)]
      : [
          words.windowOutcome(formatCount(result.horizon), periods),
          words.windowNote(formatCount(result.windows)),
        ];
  return html`<mix-chart
    .chart=${outcome(result, chosen, height)}
    .heading=${heading}
    .note=${note}
    .summary=${historySummary(result)}
  ></mix-chart>`;
}

function historySummary({ historical, windows }: ValueAtRiskGlance): string {
  const { valueAtRisk } = historical;
  if (!isDefined(valueAtRisk)) return valueAtRisk.reason;
  return words.historySummary(formatCount(windows), percent(valueAtRisk));
}

export function edges({ low, width, counts }: Histogram): Float64Array {
  return Float64Array.from({ length: counts.length - 1 }, (_, i) => low + i * width);
}

/** Shares of all outcomes by bin; what lies outside the bins is left to the table. */
function frequencies({ counts }: Histogram): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.slice(1, -1).map((count) => count / total);
}

export function distribution(result: ValueAtRiskResult, chosen: Method): ChartSpec {
  return {
    ...histogram(result.histogram, words.simulated, chosen, 'var(--series-3)'),
    xUnit: words.returnOverHorizon,
    height: 240,
  };
}

function outcome(result: ValueAtRiskGlance, chosen: Method, height: number): ChartSpec {
  return {
    ...histogram(result.history, words.history, chosen, 'var(--series-3)'),
    yAxis: height > 150,
    height,
  };
}

function histogram(bins: Histogram, label: string, chosen: Method, color: string) {
  const { valueAtRisk, expectedShortfall } = chosen;
  const threshold = isDefined(valueAtRisk) ? -valueAtRisk.value : -Infinity;
  const range = isDefined(valueAtRisk)
    ? (valueAtRisk.sampling ?? valueAtRisk.simulation)
    : undefined;
  return {
    kind: 'histogram' as const,
    x: edges(bins),
    series: [{ label, values: frequencies(bins), color }],
    yUnit: words.shareOfOutcomes,
    // Ticks may fall on half percents.
    xFormat: (value: number) =>
      formatPercent(value, Math.abs(value * 100 - Math.round(value * 100)) < 0.01 ? 0 : 1),
    yFormat: (value: number) => formatPercent(value, 1),
    barColor: (low: number, high: number) =>
      (low + high) / 2 <= threshold ? 'var(--loss)' : color,
    marks: [
      ...(range === undefined
        ? []
        : [{ kind: 'range' as const, from: -range.high, to: -range.low, color: 'var(--loss)' }]),
      ...(isDefined(valueAtRisk)
        ? [{ kind: 'line' as const, at: threshold, color: 'var(--loss)', label: words.valueMark }]
        : []),
      ...(isDefined(expectedShortfall)
        ? [
            {
              kind: 'line' as const,
              at: -expectedShortfall.value,
              color: 'var(--loss)',
              dash: [4, 3],
              label: words.shortfallMark,
            },
          ]
        : []),
    ],
  };
}
