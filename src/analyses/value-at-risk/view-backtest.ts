/** How each method did on its own history: the tests, and the forecasts against what came. */
import { html, type TemplateResult } from 'lit';
import type { LikelihoodRatioTest } from '../../finance/risk-backtests';
import type { ChartSpec } from '../../ui/chart-spec';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import type { ExportTable, ViewContext } from '../view';
import { backtested, type Backtest, type BacktestTests } from './spec';
import { text } from './text';
import { viewWords as words } from './view-words';

export function backtestSection(
  { backtest }: { backtest: Backtest },
  context: ViewContext,
): TemplateResult {
  const { status, shown, periods, window, expected } = backtest;
  if (status !== undefined) return html`<p><small>${words.noBacktest(status.reason)}</small></p>`;
  const own = backtest.tests[shown];
  return html`
    <mix-chart
      .chart=${forecastChart(backtest, context)}
      .heading=${words.backtestChart(nameOf(shown))}
      .note=${words.backtestNote(formatCount(periods), formatCount(window))}
      .summary=${words.backtestSummary(
        nameOf(shown),
        formatCount(own.count),
        formatCount(periods),
        formatNumber(expected, 1),
      )}
    ></mix-chart>
    <figure>
      <figcaption>
        <b>${words.backtest}</b><span>${words.expected(formatNumber(expected, 1))}</span>
      </figcaption>
      <div class="scroll" tabindex="0" role="group" aria-label=${words.backtest}>
        <table class="figures-table">
          <thead>
            <tr>
              <th scope="col">${words.method}</th>
              <th scope="col">${words.exceptions}</th>
              <th scope="col">${words.kupiec}</th>
              <th scope="col">${words.independence}</th>
              <th scope="col">${words.coverage}</th>
              <th scope="col">${words.light}</th>
            </tr>
          </thead>
          <tbody>
            ${backtest.tests.map(testRow)}
          </tbody>
        </table>
      </div>
    </figure>
  `;
}

/** Exact p-values, with those of the chi-square limit beside them. */
function testRow({
  method,
  count,
  kupiec,
  independence,
  coverage,
  light,
}: BacktestTests): TemplateResult {
  return html`<tr>
    <th scope="row">${nameOf(method)}</th>
    <td>${formatCount(count)}</td>
    <td>${pValue(kupiec)}</td>
    <td>${pValue(independence)}</td>
    <td>${probability(coverage)}</td>
    <td class=${light > 0 ? 'loss' : ''}>${words.lights[light]}</td>
  </tr>`;
}

function pValue({ exactPValue, chiSquarePValue }: LikelihoodRatioTest): TemplateResult {
  return html`<span title=${`${words.exact}; χ² ${probability(chiSquarePValue)}`}
    >${probability(exactPValue)}</span
  >`;
}

/** What chance can do is never 0. */
function probability(p: number): string {
  return p < 0.0005 ? `< ${formatNumber(0.001, 3)}` : formatNumber(p, 3);
}

function nameOf(method: number): string {
  return text.measures[backtested[method]].label;
}

function forecastChart(
  { forecast, returns, window }: Backtest,
  { series }: ViewContext,
): ChartSpec {
  const exceeded = returns.map((r, t) => (r < -forecast[t] ? r : NaN));
  return {
    kind: 'time',
    x: series.index.slice(window),
    frequency: series.frequency,
    series: [
      { label: words.came, values: returns, color: 'var(--series-3)' },
      {
        label: words.foretold,
        values: forecast.map((value) => 0 - value),
        color: 'var(--ink)',
        width: 1.5,
      },
      { label: words.exception, values: exceeded, color: 'var(--loss)', dots: true },
    ],
    yFormat: (value) => formatPercent(value, 1),
    height: 200,
  };
}

export function backtestTables(
  { backtest }: { backtest: Backtest },
  { series }: ViewContext,
): ExportTable[] {
  if (backtest.status !== undefined) return [];
  const column = (pick: (tests: BacktestTests) => number) => backtest.tests.map(pick);
  return [
    {
      title: words.backtest,
      columns: [
        { label: words.method, values: backtest.tests.map(({ method }) => nameOf(method)) },
        { label: words.exceptions, values: column(({ count }) => count) },
        {
          label: `${words.kupiec} (${words.exact})`,
          values: column(({ kupiec }) => kupiec.exactPValue),
        },
        { label: `${words.kupiec} (χ²)`, values: column(({ kupiec }) => kupiec.chiSquarePValue) },
        {
          label: `${words.independence} (${words.exact})`,
          values: column((t) => t.independence.exactPValue),
        },
        {
          label: `${words.independence} (χ²)`,
          values: column((t) => t.independence.chiSquarePValue),
        },
        {
          label: `${words.coverage} (χ²)`,
          values: column(({ coverage }) => coverage),
        },
        { label: words.light, values: backtest.tests.map(({ light }) => words.lights[light]) },
      ],
    },
    {
      title: words.backtestChart(nameOf(backtest.shown)),
      columns: [
        { label: words.date, values: series.index.slice(backtest.window) },
        { label: words.came, values: backtest.returns },
        { label: words.foretold, values: backtest.forecast },
      ],
    },
  ];
}
