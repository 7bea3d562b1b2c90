/** One pair closely: its scatter and its rolling correlation. */
import { isDefined } from '../../finance/quantity';
import type { ChartSpec } from '../../ui/chart-spec';
import { formatCorrelation, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import type { CorrelationResult } from './spec';
import { viewWords as words } from './view-words';

export function scatter(
  result: CorrelationResult,
  { series, columns, colors }: ViewContext,
): ChartSpec {
  const { first, second } = result.pair;
  const [x, y] = [series.returns[first], series.returns[second]];
  const rows = Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
  return {
    kind: 'value',
    x: Float64Array.from(rows, (t) => x[t]),
    series: [
      {
        label: columns[second].label,
        values: Float64Array.from(rows, (t) => y[t]),
        color: colors[second],
        dots: true,
      },
    ],
    xUnit: columns[first].label,
    yUnit: columns[second].label,
    xFormat: (value) => formatPercent(value, 1),
    yFormat: (value) => formatPercent(value, 1),
    height: 260,
  };
}

export function scatterSummary(result: CorrelationResult, labels: readonly string[]): string {
  const { pair, pairCorrelation, beta } = result;
  if (!isDefined(pairCorrelation) || !isDefined(beta)) return isDefined(beta) ? '' : beta.reason;
  return words.scatterSummary(
    labels[pair.first],
    labels[pair.second],
    formatCorrelation(pairCorrelation.value),
    formatNumber(beta.value, 2),
  );
}

export function rolling(result: CorrelationResult, { series }: ViewContext): ChartSpec {
  return {
    kind: 'time',
    x: series.index,
    frequency: series.frequency,
    series: [
      {
        label: words.correlationColumn,
        values: result.rolling,
        color: 'var(--accent)',
        width: 1.5,
      },
    ],
    marks: [{ kind: 'line', axis: 'y', at: 0, color: 'var(--muted)' }],
    yFormat: (value) => formatNumber(value, 2),
    height: 180,
  };
}

export function rollingSummary({ rolling: values }: CorrelationResult): string {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return '';
  return words.rollingSummary(
    formatCorrelation(known.reduce((a, b) => Math.min(a, b))),
    formatCorrelation(known.reduce((a, b) => Math.max(a, b))),
  );
}
