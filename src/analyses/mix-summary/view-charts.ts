/** Growth and drawdown. */
import { labelBefore } from '../../finance/calendar';
import type { ChartSpec } from '../../ui/chart-spec';
import { formatMoney, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import { type MixSummaryParameters, type MixSummaryResult } from './spec';
import { viewWords as words } from './text';
import { fallSentence } from './view-sentences';
export function growthChart(
  result: MixSummaryResult,
  { series, columns, colors, order }: ViewContext,
): ChartSpec {
  return {
    kind: 'time',
    x: [labelBefore(series.index[0], series.frequency), ...series.index],
    frequency: series.frequency,
    series: [
      { label: words.mix, values: result.wealth, color: 'var(--ink)', width: 2 },
      ...order.map((i) => ({
        label: columns[i].label,
        values: result.assetWealth[i],
        color: colors[i],
        hidden: series.weights[i] === 0,
      })),
    ],
    yFormat: (value) => formatMoney(value, 'rounded'),
    yTickFormat: (value) => formatMoney(value, 'compact'),
    logScale: result.years > 10,
    height: 280,
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
