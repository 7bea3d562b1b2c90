/** What the room shows: the heat table, the pairs, one pair closely, calm and bad periods. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefined, type Quantity } from '../../finance/quantity';
import type { ChartSpec } from '../../ui/chart-spec';
import {
  formatCorrelation,
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  formatQuantity,
} from '../../ui/format';
import type { ExportTable, Figure, Glance, ViewContext, ViewParts } from '../view';
import type { CorrelationParameters, CorrelationResult, Pair } from './spec';
import { text, viewWords as words } from './text';

/** Assets up to which every number of the heat table is legible. */
const LEGIBLE = 30;

export function view(result: CorrelationResult, context: ViewContext): ViewParts {
  const labels = context.columns.map((column) => column.label);
  const { first, second } = result.pair;
  return {
    finding: finding(result, labels),
    figures: [
      figure('averageCorrelation', result.averageCorrelation),
      figure('firstShare', result.firstShare),
      figure('conditionNumber', result.conditionNumber),
      ...(isDefined(result.intensity) ? [figure('intensity', result.intensity)] : []),
    ],
    main: html`
      ${definiteness(result, context)}
      <mix-heat-table
        .heading=${words.heat}
        .note=${words.heatNote}
        .labels=${ordered(result).map((i) => labels[i])}
        .values=${reordered(result.correlation, ordered(result))}
      ></mix-heat-table>
      ${
        labels.length < 2
          ? nothing
          : html`<mix-chart
                .chart=${scatter(result, context)}
                .heading=${words.scatter(labels[second], labels[first])}
                .note=${words.scatterNote}
                .summary=${scatterSummary(result, labels)}
              ></mix-chart>
              <mix-chart
                .chart=${rolling(result, context)}
                .heading=${words.rolling(labels[first], labels[second])}
                .note=${words.rollingNote(
                  formatCount(Math.min(parametersOf(context).window, context.series.index.length)),
                  words.periods[context.series.frequency],
                )}
                .summary=${rollingSummary(result)}
              ></mix-chart>`
      }
    `,
    side: html`
      ${pairTable(words.most, result.mostRelated, labels)}
      ${pairTable(words.least, result.leastRelated, labels)} ${stressTable(result, context, labels)}
      ${componentTable(result)}
    `,
    tables: tables(result, context, labels),
  };
}

export function glance(result: CorrelationResult, { columns, order }: ViewContext): Glance {
  if (columns.length < 2 || columns.length > LEGIBLE) return { figures: [] };
  return {
    figures: [],
    side: html`<mix-heat-table
      .heading=${words.glance}
      .note=${words.pairNote}
      .labels=${order.map((i) => columns[i].label)}
      .values=${reordered(result.correlation, order)}
    ></mix-heat-table>`,
  };
}

function parametersOf({ scenario }: ViewContext): CorrelationParameters {
  return scenario.parameters as CorrelationParameters;
}

function finding(result: CorrelationResult, labels: readonly string[]): TemplateResult {
  const [most] = result.mostRelated;
  const [least] = result.leastRelated;
  if (most === undefined)
    return html`${isDefined(result.averageCorrelation) ? nothing : result.averageCorrelation.reason}`;
  const name = ({ first, second }: Pair) => `${labels[first]} and ${labels[second]}`;
  const value = ({ correlation }: Pair) =>
    isDefined(correlation) ? formatCorrelation(correlation.value) : '';
  return html`<b>${name(most)}</b> are the most related, with a correlation of
    ${value(most)}${
      least === undefined ? '.' : html`; <b>${name(least)}</b> the least, with ${value(least)}.`
    }
    ${stressSentence(result)}`;
}

/** Whether diversification held when it was needed. */
function stressSentence({ calm, stressed }: CorrelationResult): string {
  const [usual, bad] = [meanOff(calm), meanOff(stressed)];
  if (usual === undefined || bad === undefined) return '';
  const direction =
    Math.abs(bad - usual) < 0.05 ? 'about the same' : bad > usual ? 'higher' : 'lower';
  return `In bad periods the average correlation is ${direction}: ${formatCorrelation(bad)} against ${formatCorrelation(usual)}.`;
}

function meanOff(matrix: Float64Array): number | undefined {
  const n = Math.sqrt(matrix.length);
  const off = [...matrix].filter((value, k) => Math.floor(k / n) !== k % n && !Number.isNaN(value));
  return off.length === 0 ? undefined : off.reduce((sum, value) => sum + value, 0) / off.length;
}

function figure(
  measure: 'averageCorrelation' | 'firstShare' | 'conditionNumber' | 'intensity',
  quantity: Quantity,
): Figure {
  const unit = measure === 'firstShare' || measure === 'intensity' ? 'percent' : 'ratio';
  const { text: value, reason } =
    measure === 'conditionNumber' && isDefined(quantity)
      ? { text: formatCount(Math.round(quantity.value)), reason: undefined }
      : formatQuantity(quantity, unit);
  return { measure, label: text.measures[measure].label, value, note: reason };
}

function definiteness(
  result: CorrelationResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const how = text.parameters.repair.options?.[parametersOf(context).repair] ?? '';
  if (result.moved > 0)
    return html`<p class="caveat">${words.repaired(how, formatNumber(result.moved, 4))}</p>`;
  return result.definite ? nothing : html`<p class="caveat">${words.notDefinite}</p>`;
}

function ordered({ order }: CorrelationResult): number[] {
  return Array.from(order);
}

function reordered(matrix: Float64Array, order: readonly number[]): number[] {
  const n = Math.sqrt(matrix.length);
  return order.flatMap((i) => order.map((j) => matrix[i * n + j]));
}

function scatter(result: CorrelationResult, { series, columns, colors }: ViewContext): ChartSpec {
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

function scatterSummary(result: CorrelationResult, labels: readonly string[]): string {
  const { pair, pairCorrelation, beta } = result;
  if (!isDefined(pairCorrelation) || !isDefined(beta)) return isDefined(beta) ? '' : beta.reason;
  return words.scatterSummary(
    labels[pair.first],
    labels[pair.second],
    formatCorrelation(pairCorrelation.value),
    formatNumber(beta.value, 2),
  );
}

function rolling(result: CorrelationResult, { series }: ViewContext): ChartSpec {
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

function rollingSummary({ rolling: values }: CorrelationResult): string {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return '';
  return words.rollingSummary(
    formatCorrelation(known.reduce((a, b) => Math.min(a, b))),
    formatCorrelation(known.reduce((a, b) => Math.max(a, b))),
  );
}

function pairTable(
  heading: string,
  pairs: readonly Pair[],
  labels: readonly string[],
): TemplateResult | typeof nothing {
  if (pairs.length === 0) return nothing;
  return html`<figure>
    <figcaption><b>${heading}</b><span>${words.pairNote}</span></figcaption>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.pair}</th>
          <td></td>
          <td>${words.allows}</td>
        </tr>
      </thead>
      <tbody>
        ${pairs.map(({ first, second, correlation }) => {
          const known = isDefined(correlation) ? correlation : undefined;
          return html`<tr>
            <th scope="row">${labels[first]}, ${labels[second]}</th>
            <td>${known === undefined ? '—' : formatCorrelation(known.value)}</td>
            <td class="range">
              ${known?.sampling === undefined ? '' : formatInterval(known.sampling, 'ratio', 2)}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </figure>`;
}

/** Each asset's correlation with the stressed one, in calm and in bad periods. */
function stressTable(
  result: CorrelationResult,
  { order }: ViewContext,
  labels: readonly string[],
): TemplateResult {
  const n = labels.length;
  const { stressedAsset: s } = result;
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
        : html`<table>
            <thead>
              <tr>
                <th scope="col">${words.asset}</th>
                <td>${words.calm}</td>
                <td>${words.bad}</td>
              </tr>
            </thead>
            <tbody>
              ${order
                .filter((i) => i !== s)
                .map(
                  (i) =>
                    html`<tr>
                      <th scope="row">${labels[i]}</th>
                      <td>${cell(result.calm, i)}</td>
                      <td>${cell(result.stressed, i)}</td>
                    </tr>`,
                )}
            </tbody>
          </table>`
    }
  </figure>`;
}

function componentTable({ eigenvalues }: CorrelationResult): TemplateResult {
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

function tables(
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
