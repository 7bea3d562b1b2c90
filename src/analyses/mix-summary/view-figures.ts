/** The figures of the room: the headline, the table of all, and the CSV. */
import { html, nothing, type TemplateResult } from 'lit';
import { caveatOf } from '../../finance/caveats';
import { isDefined, type Quantity } from '../../finance/quantity';
import { explainButton } from '../../ui/explain';
import { formatInterval, formatNumber, formatQuantity, type NumberUnit } from '../../ui/format';
import type { Figure, ViewContext } from '../view';
import { spec, type MixSummaryResult } from './spec';
import { text, viewWords as words } from './text';

export type MeasureId = keyof typeof spec.measures;

export function figure(id: MeasureId, quantity: Quantity, context: ViewContext): Figure {
  const measure: { unit: string } = spec.measures[id];
  const caveat = caveatOf(spec.measures[id], context.columns, context.series.weights);
  const unit = measure.unit as NumberUnit;
  const { reason } = formatQuantity(quantity, unit);
  const sampling = isDefined(quantity) ? quantity.sampling : undefined;
  const notes = [
    sampling && `${words.allows.toLowerCase()} ${formatInterval(sampling, unit)}`,
    caveat?.short,
  ];
  return {
    measure: id,
    label: text.measures[id].label,
    value: valueOf(id, quantity),
    note: reason ?? notes.filter(Boolean).join(' · '),
  };
}

/** The value as it stands among the figures. */
export function valueOf(id: MeasureId, quantity: Quantity): string {
  // A count of assets is not whole: 2.7 assets is what the measure means.
  if (id === 'effectiveAssets' && isDefined(quantity)) return formatNumber(quantity.value, 1);
  return formatQuantity(asItWas(quantity), (spec.measures[id] as { unit: NumberUnit }).unit).text;
}

/** What the mix did in this history is exact; how far it can be trusted is the range beside it. */
function asItWas(quantity: Quantity): Quantity {
  return isDefined(quantity) ? { ...quantity, sampling: undefined } : quantity;
}

/** Every other figure with what history allows, as a table. */
export function moreFigures(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const rows: readonly MeasureId[] = [
    'returnArithmetic',
    'volatilityPath',
    'sortino',
    'worstYear',
    'positiveShare',
    'skewness',
    'kurtosis',
    'diversificationRatio',
    'effectiveAssets',
    'turnover',
  ];
  const headline: readonly MeasureId[] = ['returnGeometric', 'returnReal', 'volatility', 'sharpe'];
  return html`<figure>
    <figcaption><b>${words.allFigures}</b><span>${words.allFiguresNote}</span></figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.measure}</th>
          <th scope="col">${words.value}</th>
          <th scope="col">${words.allows}</th>
        </tr>
      </thead>
      <tbody>
        ${[...headline, ...rows].map((id) => row(id, result, context))}
      </tbody>
    </table>
  </figure>`;
}

function row(id: MeasureId, result: MixSummaryResult, context: ViewContext): TemplateResult {
  const quantity = quantityOf(id, result);
  const unit = (spec.measures[id] as { unit: string }).unit as NumberUnit;
  const caveat = caveatOf(spec.measures[id], context.columns, context.series.weights);
  const { reason } = formatQuantity(quantity, unit);
  const sampling = isDefined(quantity) ? quantity.sampling : undefined;
  const year =
    id === 'worstYear' && result.worstYearNumber > 0 ? ` (${result.worstYearNumber})` : '';
  return html`<tr>
    <th scope="row">
      ${explainButton(text.measures[id].label, id)}${year}
      ${caveat === undefined || !isDefined(quantity) ? nothing : html`<small class="caveat" title=${caveat.long}>${caveat.short}</small>`}
    </th>
    <td>${reason === undefined ? valueOf(id, quantity) : html`<small>${reason}</small>`}</td>
    <td>${sampling === undefined ? '' : formatInterval(sampling, unit)}</td>
  </tr>`;
}

function quantityOf(id: MeasureId, result: MixSummaryResult): Quantity {
  if (id === 'contributionsToReturn' || id === 'contributionsToVolatility') return { value: 1 };
  return result[id];
}

export function figureColumns(result: MixSummaryResult) {
  const ids = (Object.keys(spec.measures) as MeasureId[]).filter(
    (id) => !id.startsWith('contributions'),
  );
  const of = (pick: (quantity: Quantity) => number | string) =>
    ids.map((id) => pick(quantityOf(id, result)));
  return [
    { label: words.measure, values: ids.map((id) => text.measures[id].label) },
    { label: words.value, values: of((q) => (isDefined(q) ? q.value : q.reason)) },
    { label: words.low, values: of((q) => (isDefined(q) ? (q.sampling?.low ?? '') : '')) },
    { label: words.high, values: of((q) => (isDefined(q) ? (q.sampling?.high ?? '') : '')) },
  ];
}
