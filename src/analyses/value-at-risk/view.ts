/** The drawing of the room: the distribution with its tail, the methods side by side, the parts. */
import { html, nothing, type TemplateResult } from 'lit';
import { caveatOf } from '../../finance/caveats';
import { isDefined, type Estimate, type Interval, type Quantity } from '../../finance/quantity';
import type { ChartSpec } from '../../ui/chart-spec';
import { digitsForInterval, formatCount, formatMoney, formatPercent } from '../../ui/format';
import type { ExportTable, Figure, Glance, ViewContext, ViewParts } from '../view';
import { methodSentence } from './sentences';
import {
  spec,
  type Histogram,
  type Method,
  type ValueAtRiskParameters,
  type ValueAtRiskResult,
} from './spec';
import { text, viewWords as words } from './text';

type MethodId = 'historical' | 'normal' | 'simulated';

const METHODS: readonly MethodId[] = ['historical', 'normal', 'simulated'];

export function view(result: ValueAtRiskResult, context: ViewContext): ViewParts {
  const parameters = parametersOf(context);
  const chosen = result[parameters.method];
  const { amount } = parameters;
  return {
    finding: finding(result, context),
    figures: [
      headline('valueAtRisk', oneIn(result, context), chosen.valueAtRisk, context),
      headline(
        'expectedShortfall',
        text.measures.expectedShortfall.label,
        chosen.expectedShortfall,
        context,
      ),
      money('valueAtRisk', chosen.valueAtRisk, amount),
      money('expectedShortfall', chosen.expectedShortfall, amount),
    ],
    main: html`
      ${
        result.histogram.counts.length === 0
          ? nothing
          : html`<mix-chart
              .chart=${distribution(result, chosen)}
              .heading=${words.distribution}
              .note=${words.distributionNote(formatCount(result.scenarios))}
              .summary=${methodSentence(result)}
            ></mix-chart>`
      }
      ${methodTable(result, amount)} ${historyChart(result, context, chosen, 200)}
    `,
    side: html`
      ${contributionTable(words.contributions, words.contributionsNote, chosen.contributionsToVaR, context)}
      ${contributionTable(words.shortfallContributions, '', chosen.contributionsToES, context)}
      ${levelTable(result)} ${conventionTable(result)}
    `,
    tables: tables(result, context),
  };
}

export function glance(result: ValueAtRiskResult, context: ViewContext): Glance {
  const { method } = parametersOf(context);
  const risk = result[method].valueAtRisk;
  return {
    figures: [headline('valueAtRisk', oneIn(result, context), risk, context)],
    side: historyChart(result, context, result[method], 120),
  };
}

function historyChart(
  result: ValueAtRiskResult,
  { series }: ViewContext,
  chosen: Method,
  height: number,
): TemplateResult | typeof nothing {
  if (result.history.counts.length === 0) return nothing;
  const [period, periods] = [words.period[series.frequency], words.periods[series.frequency]];
  const [heading, note] =
    result.horizon === 1
      ? [words.outcome(period), words.outcomeNote(formatCount(result.windows), periods)]
      : [
          words.windowOutcome(formatCount(result.horizon), periods),
          words.windowNote(formatCount(result.windows)),
        ];
  return html`<mix-chart
    .chart=${outcome(result, chosen, height)}
    .heading=${heading}
    .note=${note}
    .summary=${historySummary(result)}
  ></mix-chart>`;
}

function historySummary({ historical, windows }: ValueAtRiskResult): string {
  const { valueAtRisk } = historical;
  if (!isDefined(valueAtRisk)) return valueAtRisk.reason;
  return words.historySummary(formatCount(windows), percent(valueAtRisk));
}

function parametersOf({ scenario }: ViewContext): ValueAtRiskParameters {
  return scenario.parameters as ValueAtRiskParameters;
}

/** "One month in 20 loses", or "One span of 12 months in 20 loses". */
function oneIn(result: ValueAtRiskResult, { series }: ViewContext): string {
  const period =
    result.horizon === 1
      ? words.period[series.frequency]
      : words.span(formatCount(result.horizon), words.periods[series.frequency]);
  const template: string = words.oneIn[result.tail as keyof typeof words.oneIn];
  return `${template.replace('{p}', period)} ${words.loses}`;
}

function finding(result: ValueAtRiskResult, context: ViewContext): TemplateResult {
  const { method } = parametersOf(context);
  const { valueAtRisk, expectedShortfall } = result[method];
  if (!isDefined(valueAtRisk) || !isDefined(expectedShortfall)) {
    return html`${isDefined(valueAtRisk) ? '' : text.measures[method].label}:
    ${isDefined(valueAtRisk) ? '' : valueAtRisk.reason}.`;
  }
  return html`${oneIn(result, context)} <b>${percent(valueAtRisk)} ${words.orMore}</b>;
    ${words.whenItDoes} <b>${percent(expectedShortfall)}</b> ${words.onAverage}.
    ${methodSentence(result)}`;
}

/** As many digits as the larger of the two errors allows, at most two, at least none. */
function percent(quantity: Estimate, value = quantity.value): string {
  return formatPercent(value, digitsOf(quantity));
}

function digitsOf({ sampling, simulation }: Estimate): number {
  const widths = [sampling, simulation].filter(
    (interval): interval is Interval => interval !== undefined,
  );
  if (widths.length === 0) return 1;
  const widest = widths.reduce((a, b) => (b.high - b.low > a.high - a.low ? b : a));
  return Math.max(1, digitsForInterval(widest, { scale: 100, most: 2 }));
}

function headline(
  measure: 'valueAtRisk' | 'expectedShortfall',
  label: string,
  quantity: Quantity,
  context: ViewContext,
): Figure {
  const caveat = caveatOf(spec.measures[measure], context.columns, context.series.weights);
  if (!isDefined(quantity)) return { measure, label, value: '—', note: quantity.reason };
  const more = measure === 'valueAtRisk' ? ` ${words.orMore}` : ` ${words.onAverage}`;
  const notes = [errors(quantity), quantity.unreliable, caveat?.short];
  return {
    measure,
    label,
    value: lossWords(quantity) + more,
    note: notes.filter(Boolean).join(' · '),
    loss: quantity.value > 0,
  };
}

function money(
  measure: 'valueAtRisk' | 'expectedShortfall',
  quantity: Quantity,
  amount: number,
): Figure {
  const label = `${words.inMoney}, ${text.measures[measure].label.toLowerCase()}`;
  if (!isDefined(quantity)) return { measure, label, value: '—' };
  return {
    measure,
    label,
    value: formatMoney(quantity.value * amount, 'rounded'),
    note: words.ofAmount(formatMoney(amount)),
    loss: quantity.value > 0,
  };
}

/** A negative value at risk is a gain, and says so. */
function lossWords(quantity: Estimate): string {
  return quantity.value < 0
    ? `${words.gains} ${percent(quantity, -quantity.value)}`
    : percent(quantity);
}

function errors(quantity: Estimate): string {
  const { sampling, simulation } = quantity;
  const digits = digitsOf(quantity);
  const range = ({ low, high }: Interval, places: number) =>
    `${formatPercent(low, places).replace(/\s?%$/u, '')} ${words.to.toLowerCase()} ${formatPercent(high, places)}`;
  return [
    sampling && `${words.historyAllows} ${range(sampling, digits)}`,
    simulation &&
      `${words.simulationError} ±${formatPercent((simulation.high - simulation.low) / 2, 2)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function edges({ low, width, counts }: Histogram): Float64Array {
  return Float64Array.from({ length: counts.length - 1 }, (_, i) => low + i * width);
}

/** Shares of all outcomes by bin; what lies outside the bins is left to the table. */
function frequencies({ counts }: Histogram): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.slice(1, -1).map((count) => count / total);
}

function distribution(result: ValueAtRiskResult, chosen: Method): ChartSpec {
  return {
    ...histogram(result.histogram, words.simulated, chosen, 'var(--series-3)'),
    xUnit: words.returnOverHorizon,
    height: 240,
  };
}

function outcome(result: ValueAtRiskResult, chosen: Method, height: number): ChartSpec {
  return {
    ...histogram(result.history, words.history, chosen, 'var(--series-3)'),
    yAxis: height > 150,
    height,
  };
}

function histogram(bins: Histogram, label: string, chosen: Method, color: string) {
  const { valueAtRisk, expectedShortfall } = chosen;
  const threshold = isDefined(valueAtRisk) ? -valueAtRisk.value : -Infinity;
  const range = isDefined(valueAtRisk)
    ? (valueAtRisk.sampling ?? valueAtRisk.simulation)
    : undefined;
  return {
    kind: 'histogram' as const,
    x: edges(bins),
    series: [{ label, values: frequencies(bins), color }],
    // Ticks may fall on half percents.
    xFormat: (value: number) =>
      formatPercent(value, Math.abs(value * 100 - Math.round(value * 100)) < 0.01 ? 0 : 1),
    yFormat: (value: number) => formatPercent(value, 1),
    barColor: (low: number, high: number) =>
      (low + high) / 2 <= threshold ? 'var(--loss)' : color,
    marks: [
      ...(range === undefined
        ? []
        : [{ kind: 'range' as const, from: -range.high, to: -range.low, color: 'var(--loss)' }]),
      ...(isDefined(valueAtRisk)
        ? [{ kind: 'line' as const, at: threshold, color: 'var(--loss)', label: words.valueMark }]
        : []),
      ...(isDefined(expectedShortfall)
        ? [
            {
              kind: 'line' as const,
              at: -expectedShortfall.value,
              color: 'var(--loss)',
              dash: [4, 3],
              label: words.shortfallMark,
            },
          ]
        : []),
    ],
  };
}

function methodTable(result: ValueAtRiskResult, amount: number): TemplateResult {
  return html`<figure>
    <figcaption><b>${words.methods}</b><span>${words.methodsNote}</span></figcaption>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.methods}>
      <table class="figures-table">
        <thead>
          <tr>
            <th scope="col">${words.method}</th>
            <td>${text.measures.valueAtRisk.label}</td>
            <td>${text.measures.expectedShortfall.label}</td>
            <td>${words.ofAmount(formatMoney(amount))}</td>
            <td>${words.historyAllows}</td>
            <td>${words.simulationError}</td>
          </tr>
        </thead>
        <tbody>
          ${METHODS.map((id) => {
            const { valueAtRisk, expectedShortfall } = result[id];
            if (!isDefined(valueAtRisk)) {
              return html`<tr>
                <th scope="row">${text.measures[id].label}</th>
                <td colspan="5"><small>${valueAtRisk.reason}</small></td>
              </tr>`;
            }
            const { sampling, simulation } = valueAtRisk;
            return html`<tr>
              <th scope="row">${text.measures[id].label}</th>
              <td>${formatPercent(valueAtRisk.value, 2)}</td>
              <td>
                ${isDefined(expectedShortfall) ? formatPercent(expectedShortfall.value, 2) : '—'}
              </td>
              <td>${formatMoney(valueAtRisk.value * amount, 'rounded')}</td>
              <td>
                ${sampling && `${formatPercent(sampling.low, 1)} ${words.to.toLowerCase()} ${formatPercent(sampling.high, 1)}`}
              </td>
              <td>
                ${simulation && `±${formatPercent((simulation.high - simulation.low) / 2, 3)}`}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </figure>`;
}

function contributionTable(
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

function levelTable({ levels }: ValueAtRiskResult): TemplateResult {
  const cell = (quantity: Quantity) =>
    isDefined(quantity) ? formatPercent(quantity.value, 1) : '—';
  return html`<figure>
    <figcaption><b>${words.levels}</b><span>${words.levelsNote}</span></figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.confidence}</th>
          <td>${text.measures.historical.label}</td>
          <td>${text.measures.normal.label}</td>
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

function conventionTable({ conventions }: ValueAtRiskResult): TemplateResult | typeof nothing {
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

function tables(result: ValueAtRiskResult, { columns, series }: ViewContext): ExportTable[] {
  const number = (quantity: Quantity) => (isDefined(quantity) ? quantity.value : quantity.reason);
  const bound = (kind: 'sampling' | 'simulation', side: 'low' | 'high') =>
    METHODS.map((id) => {
      const { valueAtRisk } = result[id];
      return isDefined(valueAtRisk) ? (valueAtRisk[kind]?.[side] ?? '') : '';
    });
  const bins = edges(result.histogram);
  return [
    {
      title: words.methods,
      columns: [
        { label: words.method, values: METHODS.map((id) => text.measures[id].label) },
        {
          label: text.measures.valueAtRisk.label,
          values: METHODS.map((id) => number(result[id].valueAtRisk)),
        },
        {
          label: text.measures.expectedShortfall.label,
          values: METHODS.map((id) => number(result[id].expectedShortfall)),
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
        ...METHODS.map((id) => ({
          label: text.measures[id].label,
          values: result[id].contributionsToVaR,
        })),
      ],
    },
    {
      title: words.distribution,
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
