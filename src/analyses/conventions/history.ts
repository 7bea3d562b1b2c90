/** The returns that conventions are tried on, and the few statistics that they are made of. */
import { rebalanceFlags, unitOf } from '../../finance/calendar';
import { periodsOf, type Frequency, type Series } from '../../finance/dataset';
import { log1p } from '../../finance/elementary';
import { mixReturns } from '../../finance/portfolio';
import { rebalancingRule, type Rebalancing } from '../../finance/rebalancing';
import { undefinedBecause, type Quantity } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import type { Input } from '../analysis';

/** Returns are quotients of values near 1: a deviation below this is nothing but their rounding. */
const ROUNDING = 1e-14;

/** Periods of a year above which these are trading days. */
const DAILY = 200;

export interface History {
  readonly series: Series;
  readonly kernels: Kernels;
  /** Periods a year. */
  readonly f: number;
  /** Whether the periods are days. */
  readonly daily: boolean;
  /** Returns of the mix with its weights reset every period. */
  readonly mix: Float64Array;
}

export function historyOf({ series, kernels }: Pick<Input, 'series' | 'kernels'>): History {
  return {
    series,
    kernels,
    f: series.periodsPerYear,
    daily: series.periodsPerYear > DAILY,
    mix: mixReturns(series.weights, series.returns),
  };
}

/** Returns of the mix under a rule of rebalancing, without cost. */
export function pathOf({ series, kernels }: History, rebalancing: Rebalancing): Float64Array {
  const T = series.index.length;
  const n = series.assets.length;
  const { calendar, rule } = rebalancingRule(rebalancing);
  const flags = rebalanceFlags(series.index, series.dated, calendar, series.periodsPerYear);
  return kernels.scope((memory) => {
    const returns = memory.reserve(T);
    kernels.exports.mixPath(
      memory.writeColumns(series.returns),
      memory.write(series.weights),
      n,
      T,
      memory.writeBytes(flags),
      rule,
      0,
      0,
      returns,
      memory.reserve(T),
      memory.reserve(n),
    );
    return memory.read(returns, T);
  });
}

/** The next longer periods that people take: months for days and weeks, else years. */
export function longerThan(frequency: Frequency): 'monthly' | 'yearly' | undefined {
  if (frequency === 'yearly') return undefined;
  return frequency === 'daily' || frequency === 'weekly' ? 'monthly' : 'yearly';
}

export interface Resampled {
  readonly columns: readonly Float64Array[];
  /** Periods a year. */
  readonly f: number;
}

/**
 * Returns compounded to the next longer calendar units. As pandas does it, a unit that has begun
 * before the first row, or goes on after the last, counts like the others. Undefined where there
 * is nothing longer; a status where the rows have no dates or there are too few units.
 */
export function resampled(
  { series }: History,
  columns: readonly Float64Array[],
): Resampled | Quantity | undefined {
  const longer = longerThan(series.frequency);
  if (longer === undefined) return undefined;
  if (!series.dated) return noDates;
  const units = series.index.map((label) => unitOf(label, longer));
  const starts = units.flatMap((unit, t) => (unit === units[t - 1] ? [] : [t]));
  if (starts.length < 3) return fewUnits;
  const compounded = columns.map((column) =>
    Float64Array.from(
      starts,
      (from, u) =>
        column.subarray(from, starts[u + 1]).reduce((level, r) => level * (1 + r), 1) - 1,
    ),
  );
  return { columns: compounded, f: periodsOf[longer] };
}

const noDates = undefinedBecause('not-available', 'the rows of this dataset have no dates');
const fewUnits = undefinedBecause(
  'too-few-observations',
  'the chosen dates hold fewer than three of the longer periods',
);

/** The last three years, or undefined where there is no more than that. */
export function lastThreeYears({ f }: History, column: Float64Array): Float64Array | undefined {
  const periods = Math.floor(3 * f + 0.5);
  return column.length > periods && periods > 2 ? column.subarray(-periods) : undefined;
}

/** A return of -100 % or less has no logarithm. */
export const totalLoss = undefinedBecause(
  'total-loss',
  'a return of −100 % has no logarithm and no rate of growth',
);

export function logReturns(column: Float64Array): Float64Array | undefined {
  return column.some((r) => r <= -1) ? undefined : column.map(log1p);
}

export function meanOf(column: Float64Array): number {
  return column.reduce((sum, x) => sum + x, 0) / column.length;
}

/** Variance in two passes; `less` is 1 for the divisor n - 1, 0 for n. */
export function varianceOf(column: Float64Array, less: 0 | 1 = 1): number {
  const mean = meanOf(column);
  return column.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (column.length - less);
}

export function deviationOf(column: Float64Array, less: 0 | 1 = 1): number {
  return Math.sqrt(varianceOf(column, less));
}

/** Whether a deviation is more than rounding. */
export function moves(deviation: number): boolean {
  return deviation > ROUNDING;
}

/** The root of the mean square of what lies below a threshold, over all of the column. */
export function deviationBelow(column: Float64Array, threshold: number): number {
  const squares = column.reduce((sum, x) => {
    const below = Math.min(x - threshold, 0);
    return sum + below * below;
  }, 0);
  return Math.sqrt(squares / column.length);
}

export function medianOf(column: Float64Array): number {
  const sorted = column.slice().sort();
  const half = sorted.length / 2;
  const above = sorted[Math.floor(half)];
  return Number.isInteger(half) ? (sorted[half - 1] + above) / 2 : above;
}
