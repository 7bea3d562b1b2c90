/** The formulas of the measures with the numbers of this mix in them. */
import { html, nothing, type TemplateResult } from 'lit';
import { completeYears } from '../../finance/calendar';
import { mixVariance, marginal } from '../../finance/portfolio';
import { isDefined, type Quantity } from '../../finance/quantity';
import {
  formatCorrelation,
  formatCount,
  formatMoney,
  formatNumber,
  formatPercent,
} from '../../ui/format';
import {
  bracketed,
  equation,
  factor,
  fraction,
  indexed,
  power,
  root,
  sumOf,
  type Term,
} from '../../ui/math';
import type { Numbers, ViewContext } from '../view';
import { type MixSummaryResult } from './spec';
import { viewWords as words } from './text';
import { startOf } from './view-charts';
import { valueOf, type MeasureId } from './view-figures';
import { fallSentence } from './view-sentences';

/** Assets up to which a sum is written out. */
const MOST_TERMS = 8;

/** Pairs that are listed at most. */
const MOST_PAIRS = 100;

export function numbers(result: MixSummaryResult, context: ViewContext): Numbers {
  const { series } = context;
  const f = result.periodsPerYear;
  const T = series.index.length;
  const per = (fraction: number) => formatPercent(fraction, 3);
  const rootOfYear = root(yearly());
  const excess = excessReturns(result, context);
  const all: Partial<Record<MeasureId, () => TemplateResult | undefined>> = {
    returnGeometric: () => growth(formatMoney(result.finalAmount), 'returnGeometric'),
    returnReal: () => {
      const real = isDefined(result.finalReal) ? result.finalReal.value : NaN;
      const prices = formatNumber(result.finalAmount / real, 4);
      return growth([formatMoney(result.finalAmount), '/', prices], 'returnReal');
    },
    returnArithmetic: () =>
      ends('returnArithmetic', [factor(per(valueIn('returnArithmetic') / f)), '×', yearly()]),
    volatility: () => volatility(result, context),
    volatilityPath: () =>
      ends('volatilityPath', [rootOfYear, '×', per(valueIn('volatilityPath') / Math.sqrt(f))]),
    sharpe: () => ratio('sharpe', excess.deviation),
    sortino: () => ratio('sortino', excess.downside),
    worstFall: () => {
      const { peak, trough } = result.worstFallRows;
      const [low, high] = [result.wealth[trough], result.wealth[peak]].map((value) =>
        formatMoney(value),
      );
      return html`${ends('worstFall', [fraction(low, high), '\u2212', '1'])}
        <p>${fallSentence(result, context)}</p>`;
    },
    worstYear: () => {
      const year = completeYears(series.index, series.dated, series.frequency).find(
        (one) => one.year === result.worstYearNumber,
      );
      const [low, high] = [result.wealth[year?.to ?? 0], result.wealth[year?.from ?? 0]];
      return html`${ends('worstYear', [fraction(formatMoney(low), formatMoney(high)), '\u2212', '1'])}
        <p>${words.inYear(String(result.worstYearNumber))}</p>`;
    },
    positiveShare: () => {
      const gains = Math.round(valueIn('positiveShare') * T);
      return ends('positiveShare', [fraction(formatCount(gains), formatCount(T))]);
    },
    diversificationRatio: () => {
      const average = held(context).reduce(
        (sum, i) => sum + series.weights[i] * deviation(result, i),
        0,
      );
      const own = valueIn('volatility');
      return ends('diversificationRatio', [fraction(per(average), per(own))]);
    },
    effectiveAssets: () => {
      const assets = held(context);
      const squares = () => assets.map((i) => power(weightText(series.weights[i]), '2'));
      const sum = series.weights.reduce((total, w) => total + w * w, 0);
      const terms = assets.length > MOST_TERMS ? [formatNumber(sum, 4)] : sumOf(squares());
      return ends('effectiveAssets', [fraction('1', terms)]);
    },
    contributionsToVolatility: () => shareOfRisk(result, context),
    contributionsToReturn: () => meanReturn(result, context),
    turnover: () => {
      const total = percent(valueIn('turnover') * result.years);
      const years = formatNumber(result.years, 1);
      return html`${ends('turnover', [fraction(total, years)])}
        <p>${words.rebalanced(formatCount(result.rebalancings))}</p>`;
    },
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([id, make]) => {
      const made = isDefined(quantityOf(id as MeasureId)) ? make() : undefined;
      return made === undefined ? [] : [[id, made]];
    }),
  );

  function yearly(): string {
    return formatNumber(f, Number.isInteger(f) ? 0 : 2);
  }

  function quantityOf(id: MeasureId): Quantity {
    if (id === 'contributionsToReturn') return { value: result.expectedReturn };
    if (id === 'contributionsToVolatility') {
      const [first] = result.contributionsToVolatility;
      return first === undefined ? result.diversificationRatio : { value: first };
    }
    return result[id];
  }

  function valueIn(id: MeasureId): number {
    const quantity = quantityOf(id);
    return isDefined(quantity) ? quantity.value : NaN;
  }

  /** "terms with numbers = the figure as it is shown". */
  function ends(id: MeasureId, terms: readonly Term[]): TemplateResult {
    return equation(terms, ['=', valueOf(id, quantityOf(id))]);
  }

  function growth(end: Term | readonly Term[], id: MeasureId): TemplateResult {
    const base = bracketed(fraction(end, formatMoney(startOf(context))));
    const exponent = [yearly(), '/', formatCount(T)];
    return ends(id, [power(base, exponent), '\u2212', '1']);
  }

  /** Nothing where the mix lost everything on the way and has no returns after that. */
  function ratio(id: MeasureId, below: number): TemplateResult | undefined {
    if (Number.isNaN(below)) return undefined;
    const [above, under] = [excess.mean, below].map((value) => formatPercent(value, 4));
    return ends(id, [rootOfYear, '×', fraction(above, under)]);
  }
}

/** Mean, deviation and downside deviation of the returns above the riskless ones. */
function excessReturns({ wealth }: MixSummaryResult, { series }: ViewContext) {
  const T = series.index.length;
  const e = Float64Array.from(
    { length: T },
    (_, t) => wealth[t + 1] / wealth[t] - 1 - (series.riskFree?.[t] ?? 0),
  );
  const mean = e.reduce((sum, value) => sum + value, 0) / T;
  const squares = e.reduce((sum, value) => sum + square(value - mean), 0);
  const falls = e.reduce((sum, value) => sum + square(Math.min(value, 0)), 0);
  return {
    mean,
    deviation: Math.sqrt(squares / (T - 1)),
    downside: Math.sqrt(falls / T),
  };
}

/** What holds for all ranges and for the path. */
export function workings(result: MixSummaryResult, { scenario, series }: ViewContext) {
  const resamples = formatCount(Number(scenario.parameters['resamples']));
  const length = formatNumber(result.blockLength, 1);
  return html`<p>${words.blockLength(resamples, length, words.periods[series.frequency])}</p>
    ${
      result.rebalancings === 0
        ? nothing
        : html`<p>${words.rebalanced(formatCount(result.rebalancings))}</p>`
    }`;
}

/** The variances of the assets, the covariances of their pairs, and the root of both. */
function volatility(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { series, columns } = context;
  const f = result.periodsPerYear;
  const n = columns.length;
  const assets = held(context);
  const pairs = assets.flatMap((i) => assets.filter((j) => j > i).map((j) => [i, j] as const));
  const product = ([i, j]: readonly [number, number]) =>
    2 * series.weights[i] * series.weights[j] * result.covariance[i * n + j] * f;
  const own = assets.reduce((sum, i) => sum + square(series.weights[i] * deviation(result, i)), 0);
  const cross = pairs.reduce((sum, pair) => sum + product(pair), 0);
  const squared = (value: number, digits = 2) => `${formatNumber(value * 10_000, digits)} %²`;
  const term = (i: number) =>
    power(bracketed(weightText(series.weights[i]), '×', percent(deviation(result, i))), '2');
  const signed = [squared(own), cross < 0 ? '\u2212' : '+', squared(Math.abs(cross))];
  return html`${equation(
    ...(assets.length > MOST_TERMS
      ? [['Σ', power(bracketed(indexed('w', 'i'), indexed('s', 'i')), '2')]]
      : assets.map((i, k) => (k === 0 ? [term(i)] : ['+', term(i)]))),
    ['=', squared(own)],
  )}
  ${pairs.length === 0 ? nothing : html`<p>${words.pairProducts(pairs.length, squared(cross))}</p>`}
  ${equation(
    [root(pairs.length === 0 ? [squared(own)] : signed)],
    ['=', valueOf('volatility', result.volatility)],
  )}
  ${
    pairs.length === 0
      ? nothing
      : assets.length > MOST_TERMS
        ? html`<mix-fold
            .heading=${words.largestPairs(formatCount(Math.min(MOST_PAIRS, pairs.length)))}
            .content=${() => {
              const size = (pair: readonly [number, number]) => Math.abs(product(pair));
              return table(pairs.toSorted((a, b) => size(b) - size(a)).slice(0, MOST_PAIRS));
            }}
          ></mix-fold>`
        : table(pairs)
  }`;

  function table(listed: readonly (readonly [number, number])[]): TemplateResult {
    return html`<table class="figures-table">
      <thead>
        <tr>
          <th scope="col">${words.pairs}</th>
          <th scope="col">${words.correlation}</th>
          <th scope="col">2 w<sub>i</sub> w<sub>j</sub> s<sub>ij</sub> f, %²</th>
        </tr>
      </thead>
      <tbody>
        ${listed.map(
          ([i, j]) =>
            html`<tr>
              <th scope="row">${columns[i].label}, ${columns[j].label}</th>
              <td>${formatCorrelation(result.correlation[i * n + j])}</td>
              <td>${formatNumber(product([i, j]) * 10_000, 3)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

/** The part of the asset that adds most. */
function shareOfRisk(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { series, columns } = context;
  const shares = result.contributionsToVolatility;
  const most = held(context).reduce((a, b) => (shares[b] > shares[a] ? b : a));
  const f = result.periodsPerYear;
  const squared = (value: number) => `${formatNumber(value * f * 10_000, 2)} %²`;
  const withMix = marginal(series.weights, result.covariance)[most];
  const above = [weightText(series.weights[most]), '×', factor(squared(withMix))];
  const below = squared(mixVariance(series.weights, result.covariance));
  return html`${equation([fraction(above, below)], ['=', percent(shares[most], 0)])}
    <p>${words.covarianceWithMix(columns[most].label)}</p>`;
}

function meanReturn(result: MixSummaryResult, context: ViewContext): TemplateResult {
  const { series } = context;
  const f = result.periodsPerYear;
  const assets = held(context);
  const term = (i: number): Term[] => [
    weightText(series.weights[i]),
    '×',
    factor(percent(result.means[i] * f, 2)),
  ];
  return equation(
    ...(assets.length > MOST_TERMS
      ? [['Σ', indexed('w', 'i'), indexed('r', 'i'), 'f']]
      : assets.map((i, k) => (k === 0 ? term(i) : ['+', ...term(i)]))),
    ['=', percent(result.expectedReturn)],
  );
}

function held({ series }: ViewContext): number[] {
  return [...series.weights.keys()].filter((i) => series.weights[i] > 0);
}

function deviation({ covariance, periodsPerYear, means }: MixSummaryResult, i: number): number {
  return Math.sqrt(covariance[i * means.length + i] * periodsPerYear);
}

/** With all its digits: weights are whole hundredths of a percent. */
function weightText(weight: number): string {
  const hundredths = Math.round(weight * 10_000);
  return formatPercent(weight, hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2);
}

function percent(fraction: number, digits = 1): string {
  return formatPercent(fraction, digits);
}

function square(x: number): number {
  return x * x;
}
