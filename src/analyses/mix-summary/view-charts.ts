/** Growth and drawdown. */
import { labelBefore } from '../../finance/calendar';
import { largestHeld } from '../../finance/mixes';
import { isDefined } from '../../finance/quantity';
import {
  LINES_AT_FIRST,
  type ChartSeries,
  type ChartSpec,
  type RealValues,
} from '../../ui/chart-spec';
import { formatDate, formatMoney, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import { type MixSummaryParameters, type MixSummaryResult } from './spec';
import { viewWords as words } from './text';
import { fallSentence } from './view-sentences';
export function growthChart(result: MixSummaryResult, context: ViewContext): ChartSpec {
  const { series, columns, colors, order } = context;
  const shown = new Set(largestHeld(series.weights, LINES_AT_FIRST));
  const lines: ChartSeries[] = [
    { label: words.mix, values: result.wealth, color: 'var(--ink)', width: 2 },
    ...order.map((i) => ({
      label: columns[i].label,
      values: result.assetWealth[i],
      color: colors[i],
      hidden: !shown.has(i),
    })),
  ];
  return {
    kind: 'time',
    x: [labelBefore(series.index[0], series.frequency), ...series.index],
    frequency: series.frequency,
    series: lines,
    real: realGrowth(lines, result, context),
    yFormat: (value) => formatMoney(value, 'rounded'),
    yTickFormat: (value) => formatMoney(value, 'compact'),
    logScale: result.years > 10,
    height: 280,
  };
}

/** The same in money of the start, where the dataset has prices. */
function realGrowth(
  lines: readonly ChartSeries[],
  { finalReal, years }: MixSummaryResult,
  context: ViewContext,
): RealValues | undefined {
  const { index, inflation, frequency, dated } = context.series;
  if (inflation === undefined || !isDefined(finalReal)) return undefined;
  const prices = new Float64Array(inflation.length + 1).fill(1);
  inflation.forEach((change, t) => (prices[t + 1] = prices[t] * (1 + change)));
  const [start, end] = [formatMoney(startOf(context)), formatMoney(finalReal.value, 'rounded')];
  const date = dated ? formatDate(labelBefore(index[0], frequency), frequency) : words.theStart;
  return {
    values: lines.map(({ values }) => values.map((value, t) => value / prices[t])),
    heading: words.growth(start, end),
    note: words.realNote(date),
    summary: words.realSummary(start, end, formatNumber(years, 1), date),
  };
}

export function growthSummary(result: MixSummaryResult, context: ViewContext): string {
  return words.growthSummary(
    formatMoney(startOf(context)),
    formatMoney(result.finalAmount, 'rounded'),
    formatNumber(result.years, 1),
    fallSentence(result, context),
  );
}

export function startOf({ scenario }: ViewContext): number {
  return (scenario.parameters as MixSummaryParameters).startAmount;
}

export function drawdownChart(result: MixSummaryResult, { series }: ViewContext): ChartSpec {
  return {
    kind: 'time',
    x: [labelBefore(series.index[0], series.frequency), ...series.index],
    frequency: series.frequency,
    series: [
      {
        label: words.drawdownColumn,
        values: result.drawdown,
        color: 'var(--loss)',
        fill: 'var(--loss-wash)',
        listed: true,
      },
    ],
    yFormat: (value) => formatPercent(value, 1),
    yTickFormat: (value) => formatPercent(value, 0),
    height: 130,
  };
}
