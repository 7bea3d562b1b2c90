/** The formulas of the methods with the numbers of this mix in them. */
import { html, nothing, type TemplateResult } from 'lit';
import { normalDensity, normalQuantile } from '../../finance/normal-distribution';
import { tailRank } from '../../finance/order-statistic';
import { isDefined, type Estimate, type Quantity } from '../../finance/quantity';
import { studentDensity, studentQuantile } from '../../finance/student-distribution';
import { formatCount, formatMoney, formatNumber, formatPercent } from '../../ui/format';
import { bracketed, equation, factor, fraction, indexed, root, type Term } from '../../ui/math';
import type { Numbers, ViewContext } from '../view';
import {
  backtested,
  methodOf,
  methods,
  type Method,
  type MethodId,
  type ValueAtRiskParameters,
  type ValueAtRiskResult,
} from './spec';
import { text } from './text';
import { viewWords as words } from './view-words';
import { percent, plusMinus } from './view-figures';

const MINUS = '\u2212';

export function numbers(result: ValueAtRiskResult, context: ViewContext): Numbers {
  const { method, convention, amount } = context.scenario.parameters as ValueAtRiskParameters;
  const { valueAtRisk, expectedShortfall } = methodOf(result, method);
  const of: Record<MethodId, (shown: Shown) => Formulas> = {
    historical: (shown) => (convention === 'order-statistic' ? historical(result, shown) : {}),
    normal: (shown) => normal(result, shown),
    student: (shown) => student(result, shown),
    'cornish-fisher': (shown) => cornishFisher(result, context, shown),
    ewma: (shown) => ewma(result, shown),
    simulated: (shown) => simulated(result, shown),
  };
  const chosen = of[method](percent);
  return {
    ...entry('valueAtRisk', lines(chosen.valueAtRisk, inMoney(valueAtRisk, amount), method)),
    ...entry(
      'expectedShortfall',
      lines(chosen.expectedShortfall, inMoney(expectedShortfall, amount), method),
    ),
    ...Object.fromEntries(
      methods.flatMap((id) => {
        const { valueAtRisk: risk, expectedShortfall: shortfall } = of[id](inTable);
        return risk === undefined ? [] : [[id, html`${risk} ${shortfall ?? nothing}`]];
      }),
    ),
    ...entry('simulationError', simulationErrors(result)),
    ...entry('backtest', kupiec(result)),
    ...entry('contributions', contributions(methodOf(result, method), context)),
  };
}

/** Both losses by a method, each with its formula. */
interface Formulas {
  readonly valueAtRisk?: TemplateResult | undefined;
  readonly expectedShortfall?: TemplateResult | undefined;
}

function entry(id: string, content: TemplateResult | undefined): Numbers {
  return content === undefined ? {} : { [id]: content };
}

function lines(
  formula: TemplateResult | undefined,
  money: TemplateResult | undefined,
  method: MethodId,
): TemplateResult | undefined {
  if (money === undefined) return undefined;
  return html`<p>${text.measures[method].label}</p>
    ${formula ?? nothing} ${money}`;
}

function inMoney(quantity: Quantity, amount: number): TemplateResult | undefined {
  if (!isDefined(quantity)) return undefined;
  const loss = formatMoney(quantity.value * amount, 'rounded');
  return equation([factor(inTable(quantity)), '×', formatMoney(amount)], ['≈', loss]);
}

/** How a loss is written: in the headline with the digits that its errors allow. */
type Shown = (quantity: Estimate) => string;

function inTable({ value }: Estimate): string {
  return formatPercent(value, 2);
}

/** "name = parts = the loss". */
function ends(
  name: 'VaR' | 'ES',
  [first, ...others]: readonly (readonly Term[])[],
  quantity: Quantity,
  shown: Shown,
): TemplateResult | undefined {
  if (!isDefined(quantity)) return undefined;
  return equation([name, '=', ...first], ...others, ['=', shown(quantity)]);
}

function historical(
  { historical: method, tail, windows, rank }: ValueAtRiskResult,
  shown: Shown,
): Formulas {
  const p = tail / 1e6;
  const { valueAtRisk, expectedShortfall } = method;
  if (!isDefined(valueAtRisk) || !isDefined(expectedShortfall)) return {};
  const mass = p * windows;
  const share = mass - (rank - 1);
  // What the worse ones add up to, from the mean of all.
  const worse = expectedShortfall.value * mass - share * valueAtRisk.value;
  const own = [formatNumber(share, 2), '×', factor(formatPercent(valueAtRisk.value, 2))];
  return {
    valueAtRisk: rankedRisk('r', p, windows, rank, valueAtRisk, shown),
    expectedShortfall: ends(
      'ES',
      [[fraction([formatPercent(worse, 2), '+', ...own], formatNumber(mass, 2))]],
      expectedShortfall,
      shown,
    ),
  };
}

function rankedRisk(
  name: string,
  p: number,
  n: number,
  k: number,
  quantity: Quantity,
  shown: Shown,
): TemplateResult {
  const at = ['k', '=', '⌈', tailText(p), '×', formatCount(n), '⌉', '=', formatCount(k)];
  const rank = bracketed(formatCount(k));
  return html`${equation(at)} ${ends('VaR', [[MINUS, indexed(name, rank)]], quantity, shown)}`;
}

function normal(result: ValueAtRiskResult, shown: Shown): Formulas {
  return normalFormulas(result, result.mean, result.deviation, result.normal, shown);
}

function ewma(result: ValueAtRiskResult, shown: Shown): Formulas {
  return normalFormulas(result, 0, result.ewmaDeviation, result.ewma, shown);
}

function normalFormulas(
  { tail, horizon }: ValueAtRiskResult,
  mean: number,
  deviation: number,
  { valueAtRisk, expectedShortfall }: Method,
  shown: Shown,
): Formulas {
  const z = normalQuantile(tail / 1e6);
  const h = formatCount(horizon);
  const over = (by: Term): Term[] => (horizon === 1 ? [] : ['×', by]);
  const m: Term[][] = mean === 0 ? [] : [[MINUS, factor(formatPercent(mean, 3)), ...over(h)]];
  const s: Term[] = [formatPercent(deviation, 3), ...over(root(h)), '×'];
  const beyond = formatNumber(normalDensity(z) / (tail / 1e6), 3);
  return {
    valueAtRisk: ends('VaR', [...m, [MINUS, ...s, factor(formatNumber(z, 3))]], valueAtRisk, shown),
    expectedShortfall: ends(
      'ES',
      [...m, mean === 0 ? [...s, beyond] : ['+', ...s, beyond]],
      expectedShortfall,
      shown,
    ),
  };
}

function student({ fit, tail, student: method }: ValueAtRiskResult, shown: Shown): Formulas {
  if (fit === undefined || !Number.isFinite(fit.degrees)) return {};
  const { degrees, location, scale } = fit;
  const p = tail / 1e6;
  const t = studentQuantile(p, degrees);
  const [middle, width] = [location, scale].map((value) => formatPercent(value, 3));
  const degreesOf = formatNumber(degrees, 2);
  const density = fraction(formatNumber(studentDensity(t, degrees), 4), tailText(p));
  const stretch = fraction([degreesOf, '+', formatNumber(t * t, 3)], [degreesOf, MINUS, '1']);
  return {
    valueAtRisk: ends(
      'VaR',
      [
        [MINUS, factor(middle)],
        [MINUS, width, '×', factor(formatNumber(t, 3))],
      ],
      method.valueAtRisk,
      shown,
    ),
    expectedShortfall: ends(
      'ES',
      [
        [MINUS, factor(middle)],
        ['+', width, '×', density],
        ['×', stretch],
      ],
      method.expectedShortfall,
      shown,
    ),
  };
}

function cornishFisher(result: ValueAtRiskResult, { series }: ViewContext, shown: Shown): Formulas {
  const { tail, horizon, mean, deviation, skewness, excessKurtosis } = result;
  const { valueAtRisk } = result.cornishFisher;
  if (!isDefined(skewness) || !isDefined(excessKurtosis) || !isDefined(valueAtRisk)) return {};
  const T = series.index.length;
  const z = normalQuantile(tail / 1e6);
  const S = skewness.value / Math.sqrt(horizon);
  const K = excessKurtosis.value / horizon;
  const s = deviation * Math.sqrt(((T - 1) / T) * horizon);
  const bend = [
    ((z * z - 1) / 6) * S,
    ((z * z * z - 3 * z) / 24) * K,
    (-(2 * z * z * z - 5 * z) / 36) * S * S,
  ];
  const quantile = bend.reduce((sum, part) => sum + part, z);
  const signed = bend.flatMap((part) => [part < 0 ? MINUS : '+', formatNumber(Math.abs(part), 3)]);
  return {
    valueAtRisk: html`${equation(
      ['S', '=', formatNumber(S, 3), ','],
      ['K', '=', formatNumber(K, 3)],
    )}
    ${equation(['z*', '=', formatNumber(z, 3), ...signed], ['=', formatNumber(quantile, 3)])}
    ${ends(
      'VaR',
      [
        [MINUS, factor(formatPercent(mean * horizon, 3))],
        [MINUS, formatPercent(s, 3), '×', factor(formatNumber(quantile, 3))],
      ],
      valueAtRisk,
      shown,
    )}`,
  };
}

function simulated(
  { simulated: method, tail, scenarios }: ValueAtRiskResult,
  shown: Shown,
): Formulas {
  if (!isDefined(method.valueAtRisk) || scenarios === 0) return {};
  const p = tail / 1e6;
  const k = tailRank(tail, scenarios);
  return { valueAtRisk: rankedRisk('R', p, scenarios, k, method.valueAtRisk, shown) };
}

function simulationErrors({ simulated: method }: ValueAtRiskResult): TemplateResult | undefined {
  const { valueAtRisk, expectedShortfall } = method;
  const line = (name: string, quantity: Quantity) =>
    isDefined(quantity) && quantity.simulation !== undefined
      ? equation([name, '=', formatPercent(quantity.value, 2), plusMinus(quantity.simulation, 3)])
      : nothing;
  if (!isDefined(valueAtRisk)) return undefined;
  return html`${line('VaR', valueAtRisk)} ${line('ES', expectedShortfall)}`;
}

/** Of the method whose forecasts are drawn. */
function kupiec({ backtest }: ValueAtRiskResult): TemplateResult | undefined {
  if (backtest.status !== undefined) return undefined;
  const { shown, periods: n, expected, tests } = backtest;
  const { method, count: x, kupiec: test } = tests[shown];
  const others = n - x;
  const part = (count: number, of: number): Term[] => [
    formatCount(count),
    '×',
    'ln',
    fraction(formatCount(count), formatNumber(of, 2)),
  ];
  // 0 ln 0 is 0.
  const parts = [part(x, expected), part(others, n - expected)].filter(
    (_, i) => [x, others][i] > 0,
  );
  const inside = parts.flatMap((terms, i) => (i === 0 ? terms : ['+', ...terms]));
  return html`<p>${words.exceptionsOf(text.measures[backtested[method]].label)}</p>
    ${equation(['2', '×', bracketed(...inside)], ['=', formatNumber(test.ratio, 2)])}
    <p>${words.exactProbability(formatNumber(test.exactPValue, 3))}</p>`;
}

/** Of the chosen method, the largest part first. */
function contributions(
  { valueAtRisk, contributionsToVaR: parts }: Method,
  { series, columns }: ViewContext,
): TemplateResult | undefined {
  if (!isDefined(valueAtRisk) || parts.length === 0) return undefined;
  const held = [...parts.keys()]
    .filter((i) => series.weights[i] > 0)
    .sort((a, b) => parts[b] - parts[a]);
  if (held.length > MOST_TERMS) return undefined;
  const terms = held.map((i) => factor(formatPercent(parts[i], 2)));
  return html`<p>${held.map((i) => columns[i].label).join(', ')}</p>
    ${equation(...terms.map((term, k) => (k === 0 ? [term] : ['+', term])), ['=', inTable(valueAtRisk)])}`;
}

/** Assets up to which a sum is written out. */
const MOST_TERMS = 8;

/** "0.05", "0.025": with the digits that it has. */
function tailText(p: number): string {
  return formatNumber(p, Math.round(p * 1e6) % 10_000 === 0 ? 2 : 3);
}
