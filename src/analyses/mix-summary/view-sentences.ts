/** The finding of the room in words made from its numbers. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../finance/dataset';
import { isDefined } from '../../finance/quantity';
import { formatCount, formatDate, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import { type MixSummaryResult } from './spec';
import { viewWords as words } from './text';
export function finding(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { returnGeometric, worstFall } = result;
  const largest = largestRisk(result, context);
  return html`${
    isDefined(returnGeometric)
      ? html`<b>${formatPercent(returnGeometric.value)} a year</b>`
      : returnGeometric.reason
  }${
    isDefined(worstFall) && worstFall.value < 0
      ? html`, ${fallWords(result, context)}.`
      : html`, without a fall.`
  }
  ${
    largest === undefined
      ? nothing
      : html`${largest.name} ${largest.plural ? 'are' : 'is'} ${shareWords(largest.weight)} of the
          money and <b>${formatPercent(largest.risk, 0)} of the risk</b>.`
  }`;
}

function fallWords(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { worstFall } = result;
  const depth = isDefined(worstFall) ? formatPercent(-worstFall.value) : '';
  return html`with a worst fall of <b>${depth}</b> from
    ${rowDate(result.worstFallRows.peak, context)} that ${recovery(result, context)}`;
}

function recovery(
  { worstFallRows: { peak, recovery } }: MixSummaryResult,
  { series }: ViewContext,
): string {
  if (recovery < 0) return words.notRecovered;
  return words.recovered(formatCount(recovery - peak), words.periods[series.frequency]);
}

export function fallSentence(result: MixSummaryResult, context: ViewContext): string {
  const { worstFall, worstFallRows } = result;
  if (!isDefined(worstFall) || worstFall.value === 0) return words.neverFell;
  return words.fall(
    formatPercent(-worstFall.value),
    rowDate(worstFallRows.peak, context),
    rowDate(worstFallRows.trough, context),
    recovery(result, context),
  );
}

/** The date of a position in the wealth path, whose first position is the start. */
function rowDate(position: number, { series }: ViewContext): string {
  return position === 0 ? words.theStart : formatDate(series.index[position - 1], series.frequency);
}

function largestRisk(result: MixSummaryResult, { series, columns }: ViewContext) {
  const shares = result.contributionsToVolatility;
  if (shares.length === 0 || series.weights.filter((w) => w > 0).length < 2) return undefined;
  const classes = new Map<
    string,
    { weight: number; risk: number; column: Column; count: number }
  >();
  columns.forEach((column, i) => {
    const key = column.assetClass === 'equity' ? 'equity' : column.id;
    const known = classes.get(key) ?? { weight: 0, risk: 0, column, count: 0 };
    const count = known.count + (series.weights[i] > 0 ? 1 : 0);
    classes.set(key, {
      column,
      weight: known.weight + series.weights[i],
      risk: known.risk + shares[i],
      count,
    });
  });
  const [key, top] = [...classes].reduce((a, b) => (b[1].risk > a[1].risk ? b : a));
  // Where one kind is all there is, the sentence would say nothing.
  if (top.weight > 0.9995) return undefined;
  const stocks = key === 'equity';
  return {
    ...top,
    name: stocks ? 'Stocks' : top.column.label,
    plural: stocks || top.column.label.endsWith('s'),
  };
}

function shareWords(weight: number): string {
  return weight === 0.5 ? 'half' : formatPercent(weight, Number.isInteger(weight * 100) ? 0 : 1);
}
