/** One path closely: its wealth, and what was drawn, decided and paid in every step. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChartMark, ChartSpec } from '../../ui/chart-spec';
import { formatCount, formatDate, formatMoney, formatNumber, formatPercent } from '../../ui/format';
import type { ViewContext } from '../view';
import type { CloseUp, WealthResult } from './result';
import { compactMoney, yearFormat } from './view-charts';
import { parametersOf } from './view-numbers';
import { frequencyOf } from './view-replay';
import { percentileButtons } from './view-pick';
import { words } from './view-words';

export function pathSection(
  result: WealthResult,
  context: ViewContext,
): TemplateResult | typeof nothing {
  const { closeUp, scenarios, stepsPerYear } = result;
  if (closeUp === undefined || closeUp.mixReturn.length === 0) return nothing;
  const { terms } = parametersOf(context);
  const number = formatCount(closeUp.path);
  const heading = words.pathTitle(number);
  const allSteps = words.pathSteps(formatCount(closeUp.mixReturn.length));
  const note =
    closeUp.percentile > 0 ? words.pathAt(formatNumber(closeUp.percentile)) : words.pathChosen;
  const rows = closeUp.mixReturn.length;
  const all = Array.from({ length: rows }, (_, k): Span => ({ from: k, to: k + 1 }));
  const years = byYear(rows, stepsPerYear);
  const end = wealthIn(closeUp, terms === 'real')[rows];
  return html`
    <mix-chart
      .chart=${pathChart(result, closeUp, context)}
      .heading=${heading}
      .note=${`${note}, ${words.inTerms[terms]}`}
      .summary=${words.pathSummary(number, formatMoney(end, 'rounded'), words.inTerms[terms])}
    ></mix-chart>
    ${percentileButtons(closeUp)}
    <figure>
      <figcaption><b>${words.pathYears}</b><span>${words.pathMoney}</span></figcaption>
      ${stepTable(closeUp, years, words.pathYears, result, context, false)}
      ${
        years.length === rows
          ? nothing
          : html`<mix-fold
              .heading=${allSteps}
              .content=${() => stepTable(closeUp, all, allSteps, result, context, true)}
            ></mix-fold>`
      }
      <p>
        <small>${words.pathPick(formatCount(Math.max(0, scenarios - 1)))}</small>
      </p>
    </figure>
  `;
}

/** Steps from one row to before another. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Steps that end in the same year of the plan. */
function byYear(rows: number, stepsPerYear: number): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < rows;) {
    let to = from + 1;
    while (to < rows && yearOf(to, stepsPerYear) === yearOf(from, stepsPerYear)) to += 1;
    spans.push({ from, to });
    from = to;
  }
  return spans;
}

/** Year of the plan in which a row's step ends, from 1 on. */
function yearOf(row: number, stepsPerYear: number): number {
  return Math.ceil((row + 1) / stepsPerYear - 1e-9);
}

function wealthIn({ wealth, prices }: CloseUp, real: boolean): Float64Array {
  return real ? wealth.map((money, k) => money / prices[k]) : wealth;
}

function pathChart(
  { stepsPerYear }: WealthResult,
  closeUp: CloseUp,
  context: ViewContext,
): ChartSpec {
  const { terms } = parametersOf(context);
  const values = wealthIn(closeUp, terms === 'real');
  const times = values.map((_, k) => k / stepsPerYear);
  const ruin = shortfallsOf(closeUp).first;
  const mark: ChartMark[] =
    ruin < 0
      ? []
      : [{ kind: 'line', at: times[ruin], color: 'var(--loss)', label: words.runsOutMark }];
  return {
    kind: 'value',
    x: times,
    series: [{ label: words.wealth, values, color: 'var(--ink)', width: 1.5, fill: 'var(--wash)' }],
    marks: mark,
    xUnit: words.years,
    xFormat: yearFormat(times),
    yFormat: (value) => formatMoney(value, 'rounded'),
    yTickFormat: compactMoney,
    height: 180,
  };
}

/** Times at which what was wanted could not be paid, by more than rounding. */
interface Shortfalls {
  readonly all: ReadonlySet<number>;
  /** The first of them; -1 where there is none. */
  readonly first: number;
}

function shortfallsOf({ unpaid, paidOut }: CloseUp): Shortfalls {
  const rows = [...unpaid.keys()].filter((k) => unpaid[k] > 1e-9 * (unpaid[k] + paidOut[k]));
  return { all: new Set(rows), first: rows[0] ?? -1 };
}

function stepTable(
  closeUp: CloseUp,
  spans: readonly Span[],
  title: string,
  result: WealthResult,
  context: ViewContext,
  single: boolean,
): TemplateResult {
  const { age } = parametersOf(context);
  const drawn = single && closeUp.labels.length > 0;
  const frequency = frequencyOf(context);
  const short = shortfallsOf(closeUp);
  const heads = [
    words.mixReturn,
    words.prices,
    words.paidIn,
    words.paidOut,
    words.unpaid,
    words.traded,
    words.wealth,
    words.happened,
  ];
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${title}>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${single ? words.step : words.year}</th>
          ${single ? nothing : html`<th scope="col">${words.ageHead}</th>`}
          ${drawn ? html`<th scope="col" class="range">${words.drawn}</th>` : nothing}
          ${heads.map((head) => html`<th scope="col" class="range">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${startRow(closeUp, short, (single ? 1 : 2) + (drawn ? 1 : 0))}
        ${spans.map((span) => {
          const year = yearOf(span.to - 1, result.stepsPerYear);
          return html`<tr>
            <th scope="row">${formatNumber(single ? span.to : year)}</th>
            ${single ? nothing : html`<td>${formatNumber(age + year)}</td>`}
            ${drawn ? html`<td class="range">${labelOf(closeUp.labels[span.from], frequency)}</td>` : nothing}
            ${cells(closeUp, span, short)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** What is paid at the very start, before the first step; nothing where nothing is. */
function startRow(
  closeUp: CloseUp,
  short: Shortfalls,
  heads: number,
): TemplateResult | typeof nothing {
  const [paidIn] = closeUp.paidIn;
  const [paidOut] = closeUp.paidOut;
  const [unpaid] = closeUp.unpaid;
  if (paidIn === 0 && paidOut === 0 && unpaid === 0) return nothing;
  return html`<tr>
    <th scope="row" colspan=${heads}>${words.atStart}</th>
    <td></td>
    <td></td>
    <td>${moneyOrNone(paidIn)}</td>
    <td>${moneyOrNone(paidOut)}</td>
    <td class="loss">${moneyOrNone(unpaid)}</td>
    <td></td>
    <td>${formatMoney(Math.round(closeUp.wealth[0]))}</td>
    <td class="range">${short.first === 0 ? words.ranOut : nothing}</td>
  </tr>`;
}

function moneyOrNone(amount: number): string {
  return amount === 0 ? '' : formatMoney(Math.round(amount));
}

function labelOf(label: string | undefined, frequency: Parameters<typeof formatDate>[1]): string {
  return label === undefined ? '—' : formatDate(label, frequency);
}

function cells(closeUp: CloseUp, { from, to }: Span, short: Shortfalls): TemplateResult {
  const { mixReturn, prices, paidIn, paidOut, unpaid, turnover, wealth } = closeUp;
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  // What stands at a time has one number more, the first at the start.
  const paid = (values: Float64Array) => moneyOrNone(total(values.subarray(from + 1, to + 1)));
  const growth = mixReturn.subarray(from, to).reduce((product, r) => product * (1 + r), 1) - 1;
  const inflation = prices[to] / prices[from] - 1;
  const traded = total(turnover.subarray(from, to));
  return html`<td class=${growth < 0 ? 'loss' : ''}>${formatPercent(growth, 1)}</td>
    <td>${formatPercent(inflation, 1)}</td>
    <td>${paid(paidIn)}</td>
    <td>${paid(paidOut)}</td>
    <td class="loss">${paid(unpaid)}</td>
    <td>${traded > 0 ? formatPercent(traded, 1) : ''}</td>
    <td>${formatMoney(Math.round(wealth[to]))}</td>
    <td class="range">${happened(closeUp, { from, to }, short)}</td>`;
}

/** What was decided in these steps, in words; of nothing there is nothing to rebalance. */
function happened({ turnover, wealth }: CloseUp, { from, to }: Span, short: Shortfalls): string {
  const steps = Array.from({ length: to - from }, (_, k) => from + k);
  return [
    steps.some((k) => turnover[k] > 0 && wealth[k + 1] > 0) && words.rebalanced,
    steps.includes(short.first - 1)
      ? words.ranOut
      : steps.some((k) => short.all.has(k + 1)) && words.notInFull,
  ]
    .filter(Boolean)
    .join(', ');
}
