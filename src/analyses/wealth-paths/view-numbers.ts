/** Numbers of this room in words: as many digits as their errors allow, and both errors. */
import { isDefined, type Estimate, type Interval, type Quantity } from '../../finance/quantity';
import { digitsForInterval, formatMoney, formatNumber } from '../../ui/format';
import type { ViewContext } from '../view';
import { type WealthParameters } from './spec';
import { percentiles, type Distribution } from './result';
import { words } from './view-words';

/** How a number is written: money by significant digits, the others by digits after the point. */
export type Kind = 'money' | keyof typeof decimals;

const decimals = {
  percent: { scale: 100, most: 2, unit: '\u202f%' },
  points: { scale: 100, most: 2, unit: '' },
  years: { scale: 1, most: 1, unit: '' },
  ratio: { scale: 1, most: 2, unit: '' },
} as const;

export const MIDDLE = percentiles.indexOf(50);
const [LOW, HIGH] = [percentiles.indexOf(5), percentiles.indexOf(95)];

export function parametersOf({ scenario }: ViewContext): WealthParameters {
  return scenario.parameters as WealthParameters;
}

/** An estimate with no digit that the larger of its errors does not allow, as far as it is legible. */
export function valueText(quantity: Estimate, kind: Kind): string {
  if (kind === 'money') return formatMoney(roundedMoney(quantity.value, widest(quantity)));
  const { scale, unit } = decimals[kind];
  const digits = digitsOf(quantity, kind);
  const number = formatNumber(quantity.value * scale, digits);
  if (kind !== 'percent') return `${number}${unit}`;
  // A share that is not nothing, and not all, must not read as if it were.
  const least = 10 ** -digits;
  const shown = Math.round(quantity.value * scale * 10 ** digits) / 10 ** digits;
  if (shown === 0 && quantity.value > 0)
    return `${words.under} ${formatNumber(least, digits)}${unit}`;
  if (shown === 100 && quantity.value < 1)
    return `${words.over} ${formatNumber(100 - least, digits)}${unit}`;
  return `${number}${unit}`;
}

/** The value, or a dash: the reason stands elsewhere. */
export function cellText(quantity: Quantity | undefined, kind: Kind): string {
  return quantity !== undefined && isDefined(quantity) ? valueText(quantity, kind) : '—';
}

/** "12,000 to 40,000": with the digits that its own width allows. */
export function rangeText({ low, high }: Interval, kind: Kind): string {
  if (kind === 'money') {
    const error = (high - low) / 2;
    return `${shortMoney(roundedMoney(low, error))} ${words.to} ${shortMoney(roundedMoney(high, error))}`;
  }
  const { scale, most, unit } = decimals[kind];
  const half = ((high - low) / 2) * scale;
  // A few percent wide, an interval in whole percents would have lost its ends.
  const least = scale === 100 && half >= 1 && half < 10 ? 1 : 0;
  const places = Math.max(least, digitsForInterval({ low, high }, { scale, most }));
  return `${formatNumber(low * scale, places)} ${words.to} ${formatNumber(high * scale, places)}${unit}`;
}

/** Half of an interval; one that would round to nothing is under the last digit. */
export function plusMinus({ low, high }: Interval, kind: Kind): string {
  const half = (high - low) / 2;
  if (kind === 'money') return `±${shortMoney(Number(half.toPrecision(2)))}`;
  const { scale, most, unit } = decimals[kind];
  const least = 10 ** -most;
  const digits = Math.min(most, digitsForInterval({ low, high }, { scale }) + 1);
  if (half === 0 || half * scale >= least / 2)
    return `±${formatNumber(half * scale, digits)}${unit}`;
  return `${words.under} ±${formatNumber(least, most)}${unit}`;
}

/** Both errors of a number, told apart. */
export function errorsText(quantity: Estimate, kind: Kind): string {
  const { simulation, sampling, unreliable } = quantity;
  return [
    simulation && `${words.simulation} ${plusMinus(simulation, kind)}`,
    sampling && `${words.historyAllows} ${rangeText(sampling, kind)}`,
    unreliable,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What lies between the 5th and the 95th percentile; empty where either has no value. */
export function spreadText({ percentiles: of }: Distribution, kind: Kind): string {
  const [low, high] = [of[LOW], of[HIGH]];
  if (low === undefined || high === undefined || !isDefined(low) || !isDefined(high)) return '';
  return `${valueText(low, kind)} ${words.to} ${valueText(high, kind)}`;
}

function digitsOf(quantity: Estimate, kind: Exclude<Kind, 'money'>): number {
  const { scale, most } = decimals[kind];
  const error = widest(quantity);
  const allowed =
    error === undefined
      ? Math.max(1, most - 1)
      : digitsForInterval({ low: -error, high: error }, { scale, most });
  const size = Math.abs(quantity.value);
  if (kind === 'percent' && (size === 0 || size === 1)) return 0;
  // Below ten percent, and of what is missing to all of it, one digit keeps small shares apart.
  const small = kind === 'percent' && (size < 0.1 || size > 0.9);
  return Math.max(allowed, small || kind === 'ratio' || kind === 'points' ? 1 : 0);
}

/** Half of the wider of the two intervals. */
function widest({ simulation, sampling }: Estimate): number | undefined {
  const halves = [simulation, sampling].flatMap((interval) =>
    interval === undefined ? [] : [(interval.high - interval.low) / 2],
  );
  return halves.length === 0 ? undefined : Math.max(...halves);
}

/** The digits that an error allows: two at least, or the number would say nothing, and four at most. */
function roundedMoney(amount: number, error: number | undefined): number {
  if (amount === 0 || !Number.isFinite(amount)) return amount;
  const size = Math.floor(Math.log10(Math.abs(amount)));
  const place = error !== undefined && error > 0 ? Math.floor(Math.log10(error)) : size - 2;
  return Number(amount.toPrecision(Math.min(4, Math.max(2, size - place + 1))));
}

function shortMoney(amount: number): string {
  return formatMoney(amount, Math.abs(amount) < 10_000 ? 'full' : 'compact');
}
