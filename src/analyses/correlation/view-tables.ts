/** The tables of the room, on the page and for the CSV. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Interval } from '../../finance/quantity';
import { formatCorrelation, formatCount, formatPercent } from '../../ui/format';
import type { ExportTable, ViewContext } from '../view';
import type { CorrelationResult, Pair } from './spec';
import { text } from './text';
import { viewWords as words } from './view-words';

/** Assets that a long table starts with. */
const ROWS_AT_FIRST = 12;

export function pairTable(
  heading: string,
  pairs: readonly Pair[],
  labels: readonly string[],
): TemplateResult | typeof nothing {
  if (pairs.length === 0) return nothing;
  return html`<figure>
    <figcaption><b>${heading}</b><span>${words.pairNote}</span></figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.pair}</th>
          <td></td>
          <th scope="col">${words.allows}</th>
        </tr>
      </thead>
      <tbody>
        ${pairs.map(({ first, second, correlation }) => {
          const known = isDefined(correlation) ? correlation : undefined;
          return html`<tr>
            <th scope="row">${labels[first]}, ${labels[second]}</th>
            <td>${known === undefined ? '—' : formatCorrelation(known.value)}</td>
            <td class="range">${known?.sampling === undefined ? '' : range(known.sampling)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </figure>`;
}

/** Written as the correlation beside it. */
function range({ low, high }: Interval): string {
  return `${formatCorrelation(low)} ${words.to} ${formatCorrelation(high)}`;
}

/** Each asset's correlation with the stressed one, in calm and in bad periods. */
export function stressTable(
  result: CorrelationResult,
  { order }: ViewContext,
  labels: readonly string[],
): TemplateResult {
  const n = labels.length;
  const { stressedAsset: s } = result;
  const others = order.filter((i) => i !== s);
  const many = others.length > 2 * ROWS_AT_FIRST;
  const [listed, rest] = many
    ? [others.slice(0, ROWS_AT_FIRST), others.slice(ROWS_AT_FIRST)]
    : [others, []];
  const cell = (matrix: Float64Array, i: number) => formatCorrelation(matrix[s * n + i]);
  return html`<figure>
    <figcaption>
      <b>${words.stress(labels[s])}</b
      ><span
        >${words.stressNote(formatPercent(result.threshold), formatCount(result.stressedPeriods), formatCount(result.calmPeriods))}</span
      >
    </figcaption>
    ${
      result.stressed.length === 0
        ? html`<p>${words.tooFewBad}</p>`
        : html`${table(listed)}
          ${
            rest.length === 0
              ? nothing
              : html`<mix-fold
                  .heading=${words.otherAssets(formatCount(rest.length))}
                  .content=${() => table(rest)}
                ></mix-fold>`
          }`
    }
  </figure>`;

  function table(assets: readonly number[]): TemplateResult {
    return html`<table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.asset}</th>
          <th scope="col">${words.calm}</th>
          <th scope="col">${words.bad}</th>
        </tr>
      </thead>
      <tbody>
        ${assets.map(
          (i) =>
            html`<tr>
              <th scope="row">${labels[i]}</th>
              <td>${cell(result.calm, i)}</td>
              <td>${cell(result.stressed, i)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

export function componentTable({ eigenvalues }: CorrelationResult): TemplateResult {
  const n = eigenvalues.length;
  return html`<mix-bar-table
    .heading=${words.components}
    .note=${words.componentsNote}
    .rows=${Array.from(eigenvalues.subarray(0, 10), (value, k) => ({
      label: words.component(k + 1),
      value: value / n,
      text: formatPercent(value / n, 0),
      color: 'var(--series-3)',
    }))}
  ></mix-bar-table>`;
}

export function tables(
  result: CorrelationResult,
  { series }: ViewContext,
  labels: readonly string[],
): ExportTable[] {
  const n = labels.length;
  const matrix = (title: string, values: Float64Array): ExportTable => ({
    title,
    columns: [
      { label: words.asset, values: labels },
      ...labels.map((label, j) => ({
        label,
        values: labels.map((_, i) => values[i * n + j] ?? NaN),
      })),
    ],
  });
  return [
    matrix(text.measures.correlation.label, result.correlation),
    matrix('Covariance', result.covariance),
    ...(result.stressed.length === 0
      ? []
      : [
          matrix(text.measures.calm.label, result.calm),
          matrix(text.measures.stressed.label, result.stressed),
        ]),
    {
      title: words.rolling(labels[result.pair.first], labels[result.pair.second]),
      columns: [
        { label: words.date, values: series.index },
        { label: words.correlationColumn, values: result.rolling },
      ],
    },
    {
      title: words.components,
      columns: [
        {
          label: text.measures.firstShare.label,
          values: result.eigenvalues.map((value) => value / n),
        },
      ],
    },
  ];
}
