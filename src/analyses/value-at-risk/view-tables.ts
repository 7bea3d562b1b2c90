/** The tables of the room, on the page and for the CSV. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Estimate, type Quantity } from '../../finance/quantity';
import { explainButton } from '../../ui/explain';
import { formatMoney, formatPercent } from '../../ui/format';
import type { ExportTable, ViewContext } from '../view';
import { methodOf, methods, type ValueAtRiskResult } from './spec';
import { text } from './text';
import { viewWords as words } from './view-words';
import { edges } from './view-charts';
import { plusMinus } from './view-figures';
export function methodTable(result: ValueAtRiskResult, amount: number): TemplateResult {
  return html`<figure>
    <figcaption><b>${words.methods}</b><span>${words.methodsNote}</span></figcaption>
    <div class="scroll" tabindex="0" role="group" aria-label=${words.methods}>
      <table class="figures-table">
        <thead>
          <tr>
            <th scope="col">${words.method}</th>
            <th scope="col">${text.measures.valueAtRisk.label}</th>
            <th scope="col">${text.measures.expectedShortfall.label}</th>
            <th scope="col">${words.ofAmountHead(formatMoney(amount))}</th>
            <th scope="col">${words.historyHead}</th>
            <th scope="col">${words.simulationHead}</th>
          </tr>
        </thead>
        <tbody>
          ${methods.map((id) => {
            const { valueAtRisk, expectedShortfall } = methodOf(result, id);
            if (!isDefined(valueAtRisk)) {
              return html`<tr>
                <th scope="row">${explainButton(text.measures[id].label, id)}</th>
                <td colspan="5"><small>${valueAtRisk.reason}</small></td>
              </tr>`;
            }
            const { sampling, simulation } = valueAtRisk;
            return html`<tr>
              <th scope="row">${explainButton(text.measures[id].label, id)}</th>
              <td>${formatPercent(valueAtRisk.value, 2)}</td>
              <td>
                ${isDefined(expectedShortfall) ? formatPercent(expectedShortfall.value, 2) : '—'}
              </td>
              <td>${formatMoney(valueAtRisk.value * amount, 'rounded')}</td>
              <td>
                ${sampling && `${formatPercent(sampling.low, 1)} ${words.to.toLowerCase()} ${formatPercent(sampling.high, 1)}`}
              </td>
              <td>${simulation && plusMinus(simulation, 3)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </figure>`;
}

export function contributionTable(
  heading: string,
  note: string,
  parts: Float64Array,
  context: ViewContext,
): TemplateResult | typeof nothing {
  if (parts.length === 0) return nothing;
  const { series, columns, colors } = context;
  const held = [...parts.keys()]
    .filter((i) => series.weights[i] > 0)
    .sort((a, b) => parts[b] - parts[a]);
  return html`<mix-bar-table
    negative="gain"
    .heading=${heading}
    .note=${note}
    .rows=${held.map((i) => ({
      label: columns[i].label,
      value: parts[i],
      text: formatPercent(parts[i], 2),
      color: colors[i],
    }))}
  ></mix-bar-table>`;
}

export function levelTable({ levels }: ValueAtRiskResult): TemplateResult {
  const cell = (quantity: Quantity) =>
    isDefined(quantity) ? formatPercent(quantity.value, 1) : '—';
  return html`<figure>
    <figcaption><b>${words.levels}</b><span>${words.levelsNote}</span></figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.confidence}</th>
          <th scope="col">${text.measures.historical.label}</th>
          <th scope="col">${text.measures.normal.label}</th>
        </tr>
      </thead>
      <tbody>
        ${levels.map(
          ({ tail, historical, normal }) =>
            html`<tr>
              <th scope="row">${text.parameters.tail.options?.[tail]}</th>
              <td>${cell(historical)}</td>
              <td>${cell(normal)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

export function conventionTable({
  conventions,
}: ValueAtRiskResult): TemplateResult | typeof nothing {
  const { orderStatistic, interpolated, textbookIndex } = conventions;
  if (!isDefined(orderStatistic) || !isDefined(interpolated) || !isDefined(textbookIndex))
    return nothing;
  const options = text.parameters.convention.options ?? {};
  const rows: [string, Estimate][] = [
    [options['order-statistic'], orderStatistic],
    [options['interpolated'], interpolated],
    [options['textbook-index'], textbookIndex],
  ];
  return html`<figure>
    <figcaption><b>${words.conventions}</b></figcaption>
    <table class="figures-table">
      <tbody>
        ${rows.map(
          ([label, quantity]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${formatPercent(quantity.value, 3)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

export function tables(result: ValueAtRiskResult, { columns, series }: ViewContext): ExportTable[] {
  const number = (quantity: Quantity) => (isDefined(quantity) ? quantity.value : quantity.reason);
  const bound = (kind: 'sampling' | 'simulation', side: 'low' | 'high') =>
    methods.map((id) => {
      const { valueAtRisk } = methodOf(result, id);
      return isDefined(valueAtRisk) ? (valueAtRisk[kind]?.[side] ?? '') : '';
    });
  const bins = edges(result.histogram);
  return [
    {
      title: words.methods,
      columns: [
        { label: words.method, values: methods.map((id) => text.measures[id].label) },
        {
          label: text.measures.valueAtRisk.label,
          values: methods.map((id) => number(methodOf(result, id).valueAtRisk)),
        },
        {
          label: text.measures.expectedShortfall.label,
          values: methods.map((id) => number(methodOf(result, id).expectedShortfall)),
        },
        { label: `${words.historyAllows} ${words.from}`, values: bound('sampling', 'low') },
        { label: `${words.historyAllows} ${words.to}`, values: bound('sampling', 'high') },
        { label: `${words.simulationError} ${words.from}`, values: bound('simulation', 'low') },
        { label: `${words.simulationError} ${words.to}`, values: bound('simulation', 'high') },
      ],
    },
    {
      title: words.contributions,
      columns: [
        { label: words.asset, values: columns.map((column) => column.label) },
        { label: words.weight, values: series.weights },
        ...methods.map((id) => ({
          label: text.measures[id].label,
          values: methodOf(result, id).contributionsToVaR,
        })),
      ],
    },
    {
      title: words.simulated,
      columns: [
        { label: words.from, values: bins.subarray(0, -1) },
        { label: words.to, values: bins.subarray(1) },
        { label: words.count, values: result.histogram.counts.subarray(1, -1) },
      ],
    },
    {
      title: words.history,
      columns: [
        { label: words.from, values: edges(result.history).subarray(0, -1) },
        { label: words.to, values: edges(result.history).subarray(1) },
        { label: words.count, values: result.history.counts.subarray(1, -1) },
      ],
    },
  ];
}
