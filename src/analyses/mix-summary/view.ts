/** The drawing of the room: growth, drawdown, where return and risk came from, the formulas. */
import { html, nothing, type TemplateResult } from 'lit';
import { labelBefore } from '../../finance/calendar';
import { caveatOf } from '../../finance/caveats';
import type { Column } from '../../finance/dataset';
import { isDefined, type Quantity } from '../../finance/quantity';
import type { ChartSpec } from '../../ui/chart-spec';
import {
  formatCorrelation,
  formatCount,
  formatDate,
  formatInterval,
  formatMoney,
  formatNumber,
  formatPercent,
  formatQuantity,
  type NumberUnit,
} from '../../ui/format';
import type { Figure, ViewContext, ViewParts } from '../view';
import { spec, type MixSummaryParameters, type MixSummaryResult } from './spec';
import { text, viewWords as words } from './text';

type MeasureId = keyof typeof spec.measures;

export function view(result: MixSummaryResult, context: ViewContext): ViewParts {
  const { series, colors, columns } = context;
  const labels = columns.map((column) => column.label);
  return {
    finding: finding(result, context),
    figures: [
      figure('returnGeometric', result.returnGeometric, context),
      figure('returnReal', result.returnReal, context),
      figure('volatility', result.volatility, context),
      figure('sharpe', result.sharpe, context),
      { ...figure('worstFall', result.worstFall, context), loss: true },
    ],
    main: html`
      <mix-chart
        .chart=${growthChart(result, context)}
        .heading=${words.growth(formatMoney(startOf(context)), formatMoney(result.finalAmount, 'rounded'))}
        .note=${words.growthNote}
        .summary=${growthSummary(result, context)}
      ></mix-chart>
      <mix-chart
        .chart=${drawdownChart(result, context)}
        .heading=${words.drawdown}
        .note=${words.drawdownNote}
        .summary=${fallSentence(result, context)}
      ></mix-chart>
      ${moreFigures(result, context)}
    `,
    side: html`
      <mix-bar-table
        .heading=${words.risk}
        .note=${words.riskNote}
        .rows=${largestFirst(context, (i) => ({
          label: labels[i],
          value: result.contributionsToVolatility[i] ?? NaN,
          text: formatPercent(result.contributionsToVolatility[i] ?? NaN, 0),
          color: colors[i],
        }))}
      ></mix-bar-table>
      <mix-bar-table
        .heading=${words.returns}
        .note=${words.returnsNote}
        .rows=${largestFirst(context, (i) => ({
          label: labels[i],
          value: result.contributionsToReturn[i],
          text: formatPercent(result.contributionsToReturn[i], 1),
          color: colors[i],
        }))}
      ></mix-bar-table>
      ${
        labels.length > 1 && labels.length <= 12
          ? html`<mix-heat-table
              .heading=${words.together}
              .note=${words.togetherNote}
              .labels=${context.order.map((i) => labels[i])}
              .values=${context.order.flatMap((i) =>
                context.order.map((j) => result.correlation[i * labels.length + j]),
              )}
            ></mix-heat-table>`
          : nothing
      }
    `,
    workings: workings(result, context),
    tables: [
      {
        title: words.growthTable,
        columns: [
          { label: words.date, values: [words.startRow, ...series.index] },
          { label: words.mix, values: result.wealth },
          { label: words.drawdownColumn, values: result.drawdown },
          ...labels.map((label, i) => ({ label, values: result.assetWealth[i] })),
        ],
      },
      {
        title: words.contributionTable,
        columns: [
          { label: words.asset, values: labels },
          { label: words.weight, values: series.weights },
          {
            label: text.measures.contributionsToVolatility.label,
            values: result.contributionsToVolatility,
          },
          {
            label: text.measures.contributionsToReturn.label,
            values: result.contributionsToReturn,
          },
        ],
      },
      { title: words.figureTable, columns: figureColumns(result) },
    ],
  };
}

function finding(result: MixSummaryResult, context: ViewContext): TemplateResult {
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

function fallSentence(result: MixSummaryResult, context: ViewContext): string {
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

function figure(id: MeasureId, quantity: Quantity, context: ViewContext): Figure {
  const measure: { unit: string } = spec.measures[id];
  const caveat = caveatOf(spec.measures[id], context.columns, context.series.weights);
  const unit = measure.unit as NumberUnit;
  const { text: value, reason } = formatQuantity(asItWas(quantity), unit);
  const sampling = isDefined(quantity) ? quantity.sampling : undefined;
  const notes = [
    sampling && `${words.allows.toLowerCase()} ${formatInterval(sampling, unit)}`,
    caveat?.short,
  ];
  return {
    measure: id,
    label: text.measures[id].label,
    value,
    note: reason ?? notes.filter(Boolean).join(' · '),
  };
}

/** What the mix did in this history is exact; how far it can be trusted is the range beside it. */
function asItWas(quantity: Quantity): Quantity {
  return isDefined(quantity) ? { ...quantity, sampling: undefined } : quantity;
}

function growthChart(
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

function growthSummary(result: MixSummaryResult, context: ViewContext): string {
  return words.growthSummary(
    formatMoney(startOf(context)),
    formatMoney(result.finalAmount, 'rounded'),
    formatNumber(result.years, 1),
    fallSentence(result, context),
  );
}

function startOf({ scenario }: ViewContext): number {
  return (scenario.parameters as MixSummaryParameters).startAmount;
}

function drawdownChart(result: MixSummaryResult, { series }: ViewContext): ChartSpec {
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

/** Every other figure with what history allows, as a table. */
function moreFigures(result: MixSummaryResult, context: ViewContext): TemplateResult {
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
          <td>${words.value}</td>
          <td>${words.allows}</td>
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
  // A count of assets is not whole: 2.7 assets is what the measure means.
  const { text: value, reason } =
    id === 'effectiveAssets' && isDefined(quantity)
      ? { text: formatNumber(quantity.value, 1), reason: undefined }
      : formatQuantity(asItWas(quantity), unit);
  const sampling = isDefined(quantity) ? quantity.sampling : undefined;
  const year =
    id === 'worstYear' && result.worstYearNumber > 0 ? ` (${result.worstYearNumber})` : '';
  return html`<tr>
    <th scope="row">
      ${text.measures[id].label}${year}
      ${caveat === undefined ? nothing : html`<small class="caveat" title=${caveat.long}>${caveat.short}</small>`}
    </th>
    <td>${reason === undefined ? value : html`<small>${reason}</small>`}</td>
    <td>${sampling === undefined ? '' : formatInterval(sampling, unit)}</td>
  </tr>`;
}

function quantityOf(id: MeasureId, result: MixSummaryResult): Quantity {
  if (id === 'contributionsToReturn' || id === 'contributionsToVolatility') return { value: 1 };
  return result[id];
}

function figureColumns(result: MixSummaryResult) {
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

/** The two formulas of a portfolio with the numbers of this mix in them, per year. */
function workings(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { series, columns } = context;
  const f = result.periodsPerYear;
  const n = columns.length;
  const held = [...series.weights.keys()].filter((i) => series.weights[i] > 0);
  const percent = (fraction: number) => formatPercent(fraction, 1);
  const weight = (i: number) => formatPercent(series.weights[i], 0);
  const deviation = (i: number) => Math.sqrt(result.covariance[i * n + i] * f);
  const pairs = held.flatMap((i) => held.filter((j) => j > i).map((j) => [i, j] as const));
  const own = held.reduce((sum, i) => sum + square(series.weights[i] * deviation(i)), 0);
  const cross = pairs.reduce(
    (sum, [i, j]) =>
      sum + 2 * series.weights[i] * series.weights[j] * result.covariance[i * n + j] * f,
    0,
  );
  const volatility = isDefined(result.volatility) ? result.volatility.value : NaN;
  return html`<div class="workings">
    <p>
      <code
        >E(R) = Σ w<sub>i</sub> E(R<sub>i</sub>) =
        ${held.map((i, k) => `${k > 0 ? ' + ' : ''}${weight(i)} × ${percent(result.means[i] * f)}`)}
        = ${percent(result.expectedReturn)} a year</code
      >
    </p>
    <p>
      <code
        >s = √( Σ (w<sub>i</sub> s<sub>i</sub>)² + 2 Σ<sub>i&lt;j</sub> w<sub>i</sub> w<sub>j</sub>
        s<sub>ij</sub> ) = √(
        ${held.map((i, k) => `${k > 0 ? ' + ' : ''}(${weight(i)} × ${percent(deviation(i))})²`)} + 2
        × ${pairs.length} products ) = √( ${formatNumber(own * 10_000, 2)} ${cross < 0 ? '−' : '+'}
        ${formatNumber(Math.abs(cross) * 10_000, 2)} ) % = ${percent(volatility)} a year</code
      >
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.pairs}>
      <table class="figures-table">
        <thead>
          <tr>
            <th scope="col">${words.pairs}</th>
            <td>${words.correlation}</td>
            <td>2 w<sub>i</sub> w<sub>j</sub> s<sub>ij</sub>, %²</td>
          </tr>
        </thead>
        <tbody>
          ${pairs.map(
            ([i, j]) =>
              html`<tr>
                <th scope="row">${columns[i].label}, ${columns[j].label}</th>
                <td>${formatCorrelation(result.correlation[i * n + j])}</td>
                <td>
                  ${formatNumber(
                    2 *
                      series.weights[i] *
                      series.weights[j] *
                      result.covariance[i * n + j] *
                      f *
                      10_000,
                    3,
                  )}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>
      ${words.blockLength(formatCount(Number(context.scenario.parameters['resamples'])), formatNumber(result.blockLength, 1), words.periods[series.frequency])}
    </p>
    ${
      result.rebalancings === 0
        ? nothing
        : html`<p>${words.rebalanced(formatCount(result.rebalancings))}</p>`
    }
  </div>`;
}

/** A row for every asset held, the largest first. */
function largestFirst<T extends { value: number }>(
  { series }: ViewContext,
  row: (i: number) => T,
): T[] {
  const held = [...series.weights.keys()].filter((i) => series.weights[i] > 0);
  return held.map(row).sort((a, b) => b.value - a.value);
}

function square(x: number): number {
  return x * x;
}
