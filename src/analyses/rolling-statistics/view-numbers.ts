/** The formulas of the rolled statistics with the numbers of the last window in them. */
import { html, type TemplateResult } from 'lit';
import { tailRank } from '../../finance/order-statistic';
import { mixReturns } from '../../finance/portfolio';
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import {
  bracketed,
  equation,
  factor,
  fraction,
  indexed,
  power,
  root,
  type Term,
} from '../../ui/math';
import type { Numbers, ViewContext } from '../view';
import {
  statistics,
  type Rolled,
  type RollingParameters,
  type RollingResult,
  type Statistic,
} from './spec';
import { viewWords as words } from './text';

/** `shown` writes the value of a statistic as the figure does. */
export function numbers(
  result: RollingResult,
  context: ViewContext,
  shown: (rolled: Rolled, quantity: Quantity) => string,
): Numbers {
  const last = lastWindow(result, context);
  const entries = result.rolled.flatMap((rolled) => {
    const statistic = statistics[rolled.statistic];
    const terms = isDefined(rolled.today) ? termsOf(statistic, last) : undefined;
    if (terms === undefined) return [];
    return [[statistic, equation(...terms, ['=', shown(rolled, rolled.today)])] as const];
  });
  const holding = holdingTimes(result, context);
  return { ...Object.fromEntries(entries), ...(holding && { holding }) };
}

/** What the last window holds. */
interface Window {
  readonly returns: Float64Array;
  readonly excess: Float64Array;
  readonly against: Float64Array;
  /** Levels of an investment of 100 at the first date, at the dates of the window. */
  readonly levels: Float64Array;
  readonly periodsPerYear: number;
  readonly tail: number;
}

function lastWindow({ window, against }: RollingResult, context: ViewContext): Window {
  const { series, scenario } = context;
  const { returns, weights, riskFree, periodsPerYear } = series;
  const mix = mixReturns(weights, returns);
  const from = Math.max(0, mix.length - window);
  let level = 100;
  const levels = mix.map((r) => (level *= 1 + r));
  return {
    returns: mix.subarray(from),
    excess: mix.map((r, t) => r - (riskFree?.[t] ?? 0)).subarray(from),
    against: returns[against].subarray(from),
    levels: levels.subarray(from),
    periodsPerYear,
    tail: (scenario.parameters as RollingParameters).tail,
  };
}

/** Nothing for statistics that no short line of numbers explains. */
function termsOf(statistic: Statistic, last: Window): Term[][] | undefined {
  const { returns, excess, against, levels, periodsPerYear: f, tail } = last;
  const year = formatNumber(f, Number.isInteger(f) ? 0 : 2);
  const per = (fraction: number) => formatPercent(fraction, 3);
  const squared = (value: number) => `${formatNumber(value * 10_000, 3)} %²`;
  switch (statistic) {
    case 'mean':
      return [[factor(per(mean(returns))), '×', year]];
    case 'volatility':
      return [[root(year), '×', per(deviation(returns))]];
    case 'sharpe':
      return [[root(year), '×', fraction(per(mean(excess)), per(deviation(excess)))]];
    case 'value-at-risk': {
      const n = returns.length;
      const k = formatCount(tailRank(tail, n));
      const share = formatNumber(tail / 1e6, 3);
      return [
        ['k', '=', '⌈', share, '×', formatCount(n), '⌉', '=', k, ','],
        ['\u2212', indexed('r', bracketed(k))],
      ];
    }
    case 'beta':
      return [[fraction(squared(covariance(against, returns)), squared(variance(against)))]];
    case 'correlation':
      return [
        [
          fraction(squared(covariance(against, returns)), [
            per(deviation(against)),
            '×',
            per(deviation(returns)),
          ]),
        ],
      ];
    case 'distance': {
      const [level, average] = [levels[levels.length - 1], mean(levels)];
      return [[fraction(formatNumber(level, 1), formatNumber(average, 1)), '\u2212', '1']];
    }
    default:
      return undefined;
  }
}

/** The worst and the best holding time. */
function holdingTimes(
  { holdingWorst, holdingBest }: RollingResult,
  { scenario }: ViewContext,
): TemplateResult | undefined {
  if (!isDefined(holdingWorst) || !isDefined(holdingBest)) return undefined;
  const { years } = scenario.parameters as RollingParameters;
  const line = (label: string, value: number) => {
    const grown = formatNumber((1 + value) ** years, 4);
    return html`<p>${label}</p>
      ${equation(
        [power(grown, ['1', '/', formatCount(years)]), '\u2212', '1'],
        ['=', formatPercent(value)],
      )}`;
  };
  return html`${line(words.low, holdingWorst.value)} ${line(words.high, holdingBest.value)}`;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(x: Float64Array, y: Float64Array): number {
  const [a, b] = [mean(x), mean(y)];
  return x.reduce((sum, value, t) => sum + (value - a) * (y[t] - b), 0) / (x.length - 1);
}

function variance(values: Float64Array): number {
  return covariance(values, values);
}

function deviation(values: Float64Array): number {
  return Math.sqrt(variance(values));
}
