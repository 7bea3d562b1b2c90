/** The conventions as they are shown: in words, with numbers of equally many digits. */
import { isDefined, type Quantity } from '../../finance/quantity';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { periods } from '../text';
import type { ViewContext } from '../view';
import { longerThan } from './history';
import { isPercentage } from './nearest';
import {
  conventions,
  type ConventionsParameters,
  type ConventionsResult,
  type Kind,
  type Measure,
} from './spec';
import { words, type ConventionText } from './view-words';
import { valueAtRiskWords } from './view-words-loss';
import { correlationWords, covarianceWords } from './view-words-pair';
import { sharpeWords, volatilityWords } from './view-words-returns';

const texts: Readonly<Record<Measure, Readonly<Record<string, ConventionText>>>> = {
  volatility: volatilityWords,
  sharpe: sharpeWords,
  valueAtRisk: valueAtRiskWords,
  covariance: covarianceWords,
  correlation: correlationWords,
};

export interface Shown {
  readonly id: string;
  readonly kind: Kind;
  readonly text: ConventionText;
  readonly quantity: Quantity;
  readonly value: string;
  readonly difference: string;
}

export function parametersOf({ scenario }: ViewContext): ConventionsParameters {
  return scenario.parameters as ConventionsParameters;
}

/** Every convention that applies, in the order of the list. */
export function shownConventions(result: ConventionsResult, context: ViewContext): Shown[] {
  const { measure } = parametersOf(context);
  const of: Readonly<Record<string, Kind>> = conventions[measure];
  const format = formatOf(result, context);
  const fill = fillerOf(result, context);
  const { ours } = result.conventions;
  return Object.entries(result.conventions).map(([id, quantity]) => {
    const text = texts[measure][id];
    return {
      id,
      kind: of[id],
      text: {
        ...text,
        label: fill(text.label),
        tools: text.tools.map(([tool, call]) => [tool, fill(call)]),
        why: fill(text.why),
        formula: fill(text.formula),
      },
      quantity,
      value: isDefined(quantity) ? format(quantity.value) : '—',
      difference:
        id !== 'ours' && isDefined(quantity) && isDefined(ours)
          ? difference(quantity.value, ours.value, result, context)
          : '',
    };
  });
}

/** Four significant digits of ours, and as many decimals for all others; each its own of products. */
function formatOf(result: ConventionsResult, context: ViewContext): (value: number) => string {
  const digits = digitsOf(result, context);
  const { measure } = parametersOf(context);
  if (measure === 'covariance') return (value) => significant(value, 4);
  return isPercentage(measure)
    ? (value) => formatPercent(value, digits)
    : (value) => formatNumber(value, digits);
}

function digitsOf({ conventions: { ours } }: ConventionsResult, context: ViewContext): number {
  const { measure } = parametersOf(context);
  const size = isDefined(ours) ? Math.abs(ours.value) * (isPercentage(measure) ? 100 : 1) : 0;
  return size > 0 ? Math.min(4, Math.max(2, 3 - Math.floor(Math.log10(size)))) : 3;
}

function difference(
  value: number,
  ours: number,
  result: ConventionsResult,
  context: ViewContext,
): string {
  const { measure } = parametersOf(context);
  const change = value - ours;
  if (Math.abs(change) <= 1e-12 * Math.abs(ours)) return words.same;
  const sign = change > 0 ? '+' : '';
  if (measure === 'covariance') return `${sign}${significant(change, 3)}`;
  const digits = digitsOf(result, context);
  const shown = change * (isPercentage(measure) ? 100 : 1);
  const least = 10 ** -digits;
  if (Math.abs(shown) < least / 2) return words.under(formatNumber(least, digits));
  return `${sign}${formatNumber(shown, digits)}`;
}

/** Small numbers with a power of ten: 3.052 × 10⁻⁵. */
function significant(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return formatNumber(value, 0);
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power >= -2) return formatNumber(value, Math.max(0, digits - 1 - power));
  const mantissa = formatNumber(value / 10 ** power, digits - 1);
  const exponent = String(-power).replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)));
  return `${mantissa}\u202f×\u202f10⁻${exponent}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Fills in what the words leave open: see `ConventionText`. */
function fillerOf(result: ConventionsResult, context: ViewContext): (text: string) => string {
  const { series } = context;
  const longer = longerThan(series.frequency) ?? 'yearly';
  const tail = parametersOf(context).tail / 1e6;
  const values: Readonly<Record<string, string>> = {
    f: String(result.periodsPerYear),
    p: String(tail),
    c: String(1 - tail),
    unit: periods[longer],
    code: longer === 'monthly' ? 'ME' : 'YE',
    m: longer === 'monthly' ? '12' : '1',
    longer,
    annualized: longer === 'monthly' ? ' * sqrt(12)' : '',
    times: longer === 'monthly' ? ', times √12' : '',
    period: periods[series.frequency].slice(0, -1),
  };
  return (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What the symbols of the formulas stand for here. */
export function symbols(result: ConventionsResult, context: ViewContext): string {
  const { measure, tail } = parametersOf(context);
  return words.symbols(
    formatCount(result.periods),
    String(result.periodsPerYear),
    measure === 'valueAtRisk' ? String(tail / 1e6) : '',
  );
}
