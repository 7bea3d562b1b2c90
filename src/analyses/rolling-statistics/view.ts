/** What the room shows: a chart a statistic, the holding times, and where the end stands. */
import { html, nothing, type TemplateResult } from 'lit';
import { largestHeld } from '../../finance/mixes';
import { isDefined, type Quantity } from '../../finance/quantity';
import { LINES_AT_FIRST, type ChartSpec } from '../../ui/chart-spec';
import { explainButton } from '../../ui/explain';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import type { ExportTable, Figure, ViewContext, ViewParts } from '../view';
import { spec, statistics, type Rolled, type RollingParameters, type RollingResult } from './spec';
import { text, viewWords as words } from './text';
import { numbers } from './view-numbers';

const BINS = 30;

export function view(result: RollingResult, context: ViewContext): ViewParts {
  const { rolled } = result;
  const [window, periods] = [formatCount(result.window), words.periods[context.series.frequency]];
  return {
    finding: finding(result, context),
    figures: figures(result, context),
    main: html`
      ${rolled.length === 0 ? html`<p>${words.noneChosen}</p>` : nothing}
      ${rolled.map((one) =>
        isDefined(one.low)
          ? html`<mix-chart
              .chart=${rolledChart(one, context)}
              .heading=${labelOf(one)}
              .note=${[words.rolledNote(window, periods), suffix(one, result, context)].filter(Boolean).join(', ')}
              .summary=${summary(one)}
            ></mix-chart>`
          : html`<p><b>${labelOf(one)}</b> <small>${one.low.reason}</small></p>`,
      )}
      ${
        result.holding.length === 0
          ? nothing
          : html`<mix-chart
              .chart=${holdingChart(result, context)}
              .heading=${words.holding(formatCount(parametersOf(context).years))}
              .note=${words.holdingNote}
              .summary=${holdingSentence(result, context)}
            ></mix-chart>`
      }
    `,
    side: html`
      ${standingTable(result, window, periods)}
      ${rolled
        .filter((one) => isDefined(one.low))
        .map(
          (one) =>
            html`<mix-chart
              .chart=${distribution(one)}
              .heading=${words.distribution(labelOf(one))}
              .note=${words.distributionNote}
              .summary=${summary(one)}
            ></mix-chart>`,
        )}
    `,
    numbers: numbers(result, context, shown),
    tables: tables(result, context),
  };
}

function parametersOf({ scenario }: ViewContext): RollingParameters {
  return scenario.parameters as RollingParameters;
}

function statisticOf({ statistic }: Rolled) {
  return statistics[statistic];
}

function labelOf(rolled: Rolled): string {
  return text.measures[statisticOf(rolled)].label;
}

/** What the statistic refers to, where it refers to an asset. */
function suffix(rolled: Rolled, { against }: RollingResult, { columns }: ViewContext): string {
  const refers = ['beta', 'correlation'].includes(statisticOf(rolled));
  return refers ? words.against(columns[against].label) : '';
}

function formatOf(rolled: Rolled): (value: number) => string {
  const { unit } = spec.measures[statisticOf(rolled)];
  if (unit === 'percent' || unit === 'percent a year') return (value) => formatPercent(value, 1);
  return (value) => formatNumber(value, unit === 'money' ? 0 : 2);
}

function shown(rolled: Rolled, quantity: Quantity): string {
  return isDefined(quantity) ? formatOf(rolled)(quantity.value) : '—';
}

function finding(result: RollingResult, context: ViewContext): TemplateResult {
  const [first] = result.rolled;
  const last =
    first !== undefined && isDefined(first.today) && isDefined(first.percentile)
      ? words.last(
          labelOf(first),
          shown(first, first.today),
          formatPercent(first.percentile.value, 0),
        )
      : '';
  return html`${last} ${holdingSentence(result, context)}`;
}

function holdingSentence(result: RollingResult, context: ViewContext): string {
  const { holdingWorst, holdingBest, holdingLosses } = result;
  if (!isDefined(holdingWorst) || !isDefined(holdingBest) || !isDefined(holdingLosses)) return '';
  return words.holdingFinding(
    formatCount(parametersOf(context).years),
    formatPercent(holdingWorst.value),
    formatPercent(holdingBest.value),
    shareOfStarts(holdingLosses.value),
  );
}

/** None and all are said only where that is so. */
function shareOfStarts(share: number): string {
  if (share === 0 || share === 1) return share === 0 ? words.none : words.all;
  return formatPercent(share, share < 0.01 || share > 0.99 ? 1 : 0);
}

function figures(result: RollingResult, context: ViewContext): Figure[] {
  const years = formatCount(parametersOf(context).years);
  const rolled = result.rolled.slice(0, 3).map((one): Figure => {
    const { today, percentile } = one;
    const place = isDefined(percentile)
      ? `${words.percentile.toLowerCase()} ${formatPercent(percentile.value, 0)}`
      : undefined;
    const note = isDefined(today) ? [suffix(one, result, context), place] : [today.reason];
    return {
      measure: statisticOf(one),
      label: labelOf(one),
      value: shown(one, today),
      note: note.filter(Boolean).join(' · ') || undefined,
    };
  });
  const holding = (label: string, quantity: Quantity): Figure => ({
    measure: 'holding',
    label: `${label}, ${years} years`,
    value: isDefined(quantity) ? formatPercent(quantity.value) : '—',
    note: isDefined(quantity) ? words.holdingNote : quantity.reason,
    loss: isDefined(quantity) && quantity.value < 0,
  });
  return [
    ...rolled,
    holding(words.low, result.holdingWorst),
    holding(words.middle, result.holdingMedian),
    holding(words.high, result.holdingBest),
  ];
}

function summary(rolled: Rolled): string {
  return words.summary(
    labelOf(rolled),
    shown(rolled, rolled.low),
    shown(rolled, rolled.high),
    shown(rolled, rolled.today),
  );
}

function rolledChart(rolled: Rolled, { series, columns, colors, order }: ViewContext): ChartSpec {
  const shown = new Set(largestHeld(series.weights, LINES_AT_FIRST));
  return {
    kind: 'time',
    x: series.index,
    frequency: series.frequency,
    series: [
      { label: words.mix, values: rolled.mix, color: 'var(--ink)', width: 2 },
      ...order.map((i) => ({
        label: columns[i].label,
        values: rolled.assets[i],
        color: colors[i],
        hidden: !shown.has(i),
      })),
    ],
    yFormat: formatOf(rolled),
    height: 200,
  };
}

function holdingChart(result: RollingResult, { series }: ViewContext): ChartSpec {
  return {
    kind: 'time',
    x: series.index.slice(0, result.holding.length),
    frequency: series.frequency,
    series: [
      {
        label: words.mix,
        values: result.holding,
        color: 'var(--ink)',
        width: 1.5,
        fill: 'var(--wash)',
      },
    ],
    marks: [{ kind: 'line', axis: 'y', at: 0, color: 'var(--muted)' }],
    yFormat: (value) => formatPercent(value, 1),
    height: 180,
  };
}

function distribution(rolled: Rolled): ChartSpec {
  const known = rolled.mix.filter((value) => !Number.isNaN(value)).sort();
  const [low, high] = known.length > 0 ? [known[0], known[known.length - 1]] : [0, 0];
  const width = high > low ? (high - low) / BINS : 1;
  const counts = new Float64Array(BINS);
  for (const value of known)
    counts[Math.min(BINS - 1, Math.floor((value - low) / width))] += 1 / known.length;
  const today = isDefined(rolled.today) ? rolled.today.value : undefined;
  return {
    kind: 'histogram',
    x: Float64Array.from({ length: BINS + 1 }, (_, i) => low + i * width),
    series: [{ label: words.mix, values: counts, color: 'var(--series-3)' }],
    xFormat: formatOf(rolled),
    yFormat: (value) => formatPercent(value, 1),
    yAxis: false,
    marks:
      today === undefined
        ? []
        : [{ kind: 'line', at: today, color: 'var(--accent)', label: words.today.toLowerCase() }],
    height: 110,
  };
}

function standingTable({ rolled }: RollingResult, window: string, periods: string): TemplateResult {
  return html`<figure>
    <figcaption>
      <b>${words.standing}</b><span>${words.standingNote(window, periods)}</span>
    </figcaption>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.statistic}</th>
          <th scope="col">${words.low}</th>
          <th scope="col">${words.middle}</th>
          <th scope="col">${words.high}</th>
          <th scope="col">${words.today}</th>
        </tr>
      </thead>
      <tbody>
        ${rolled.map(
          (one) =>
            html`<tr>
              <th scope="row">${explainButton(labelOf(one), statisticOf(one))}</th>
              <td>${shown(one, one.low)}</td>
              <td>${shown(one, one.middle)}</td>
              <td>${shown(one, one.high)}</td>
              <td>${shown(one, one.today)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

function tables(result: RollingResult, { series, columns }: ViewContext): ExportTable[] {
  return [
    ...result.rolled.map((one) => ({
      title: labelOf(one),
      columns: [
        { label: words.date, values: series.index },
        { label: words.mix, values: one.mix },
        ...columns.map((column, i) => ({ label: column.label, values: one.assets[i] })),
      ],
    })),
    {
      title: text.measures.holding.label,
      columns: [
        { label: words.start, values: series.index.slice(0, result.holding.length) },
        { label: words.mix, values: result.holding },
      ],
    },
  ];
}
