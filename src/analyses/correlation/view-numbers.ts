/** The formulas of the measures with the numbers of these assets in them. */
import { html, type TemplateResult } from 'lit';
import { isDefined } from '../../finance/quantity';
import { formatCorrelation, formatCount, formatNumber, formatPercent } from '../../ui/format';
import { equation, factor, fraction } from '../../ui/math';
import type { Numbers, ViewContext } from '../view';
import type { CorrelationResult } from './spec';
import { viewWords as words } from './view-words';

export function numbers(result: CorrelationResult, context: ViewContext): Numbers {
  return Object.fromEntries(
    Object.entries({
      correlation: correlationOfPair(result, context),
      averageCorrelation: average(result),
      firstShare: firstShare(result),
      intensity: intensity(result),
      ...splits(result, context),
    }).filter(([, content]) => content !== undefined),
  );
}

/** Of the pair that is looked at closely, as it stands in the table of all. */
function correlationOfPair(
  { covariance, correlation, pair: { first, second } }: CorrelationResult,
  { columns }: ViewContext,
): TemplateResult | undefined {
  const n = columns.length;
  const value = correlation[first * n + second];
  if (first === second || !Number.isFinite(value)) return undefined;
  const [s, t] = [first, second].map((i) => formatPercent(Math.sqrt(covariance[i * n + i]), 3));
  const together = `${formatNumber(covariance[first * n + second] * 10_000, 4)} %²`;
  return html`<p>${columns[first].label}, ${columns[second].label}</p>
    ${equation([fraction(together, [s, '×', t])], ['=', formatCorrelation(value)])}`;
}

function average({ averageCorrelation, correlation }: CorrelationResult) {
  if (!isDefined(averageCorrelation)) return undefined;
  const n = Math.sqrt(correlation.length);
  const known = [...correlation].filter(
    (value, k) => Math.floor(k / n) < k % n && !Number.isNaN(value),
  );
  const sum = known.reduce((total, value) => total + value, 0);
  return equation(
    [fraction(formatNumber(sum, 3), formatCount(known.length))],
    ['=', formatNumber(averageCorrelation.value, 2)],
  );
}

function firstShare({ firstShare: share, eigenvalues }: CorrelationResult) {
  if (!isDefined(share)) return undefined;
  return equation(
    [fraction(formatNumber(eigenvalues[0], 3), formatCount(eigenvalues.length))],
    ['=', formatPercent(share.value)],
  );
}

function intensity({ intensity: delta }: CorrelationResult) {
  if (!isDefined(delta)) return undefined;
  const [sample, target] = [1 - delta.value, delta.value].map((share) => formatPercent(share));
  return equation(['S*', '=', sample, '×', 'S', '+', target, '×', 'F']);
}

/** How the periods were split. */
function splits(
  { threshold, stressedAsset, calmPeriods, stressedPeriods, stressed }: CorrelationResult,
  { columns }: ViewContext,
) {
  if (stressed.length === 0) return {};
  const all = formatCount(calmPeriods + stressedPeriods);
  const line = (sign: string, count: number) =>
    html`<p>${words.split(columns[stressedAsset].label, formatCount(count), all)}</p>
      ${equation(['r', sign, factor(formatPercent(threshold))])}`;
  return { calm: line('>', calmPeriods), stressed: line('≤', stressedPeriods) };
}
