/**
 * What the numbers mean: prices or returns, percent or fractions, how often they were taken.
 * Told from the values themselves, and said to be open where they do not tell.
 */
import { frequencies, periodsOf, type Frequency } from '../../finance/dataset';
import type { Finding, ReadSettings } from './parsed-table';

type Kind = ReadSettings['kind'];

/** What the values of the columns that may be assets look like. */
interface Look {
  /** Share of columns with a value below 0. */
  readonly negative: number;
  readonly smallest: number;
  readonly largest: number;
  /** Median over the columns of the median of |change| / |value| from row to row. */
  readonly change: number;
  /** Median over the columns of the median of |value|, zeros aside. */
  readonly size: number;
}

/** Values looked at of each column, and columns looked at. */
const VALUES = 400;
const COLUMNS = 60;

export function findKind(columns: readonly Float64Array[], percentSigns: boolean): Finding<Kind> {
  const options: readonly Kind[] = ['prices', 'returns'];
  const found = (value: Kind, certainty: Finding<Kind>['certainty'], because: string) => ({
    ...{ value, certainty, because, options },
  });
  const { negative, smallest, largest, change } = lookAt(columns);
  if (percentSigns && negative > 0)
    return found('returns', 'certain', 'The values are percent, some of them below 0.');
  if (negative === 0 && smallest > 0 && change < 0.1 && largest > 2)
    return found('prices', 'certain', 'Every value is above 0 and close to the one before it.');
  if (negative === 0 && smallest > 0.2 && change < 0.1 && !percentSigns)
    return found('prices', 'assumed', 'Every value is above 0 and close to the one before it.');
  if (negative > 0.5 && change > 0.5)
    return found('returns', 'certain', 'The values swing around 0.');
  if (negative > 0 && change > 0.5)
    return found('returns', 'assumed', 'Most values swing around 0.');
  const because = 'The values could be prices as well as returns.';
  return found(negative > 0 ? 'returns' : 'prices', 'undecided', because);
}

/** A column of numbers without percent signs. */
export interface Unsigned {
  readonly name: string;
  readonly values: Float64Array;
}

const PERCENT_NAME = /%|\b(?:percent|per cent|pct|prozent)\b/iu;

/** @param signs `mixed` where a column holds numbers with a percent sign and others without. */
export function findPercent(
  columns: readonly Unsigned[],
  kind: Kind,
  signs: 'none' | 'some' | 'mixed',
  periodsPerYear: number,
): Finding<boolean> {
  const found = (value: boolean, certainty: Finding<boolean>['certainty'], because: string) => ({
    ...{ value, certainty, because, options: [value, !value] },
  });
  if (signs === 'mixed')
    return found(false, 'undecided', 'Numbers without a percent sign stand among such with one.');
  if (kind === 'prices') return found(false, 'certain', 'Prices are no percent.');
  if (columns.length === 0) return found(false, 'certain', 'The percent signs were read.');
  const named = columns.filter(({ name }) => PERCENT_NAME.test(name.replaceAll('_', ' '))).length;
  if (named === columns.length) return found(true, 'assumed', 'The names say percent.');
  if (named > 0) return found(true, 'undecided', 'Some names say percent and others do not.');
  const { size, smallest } = lookAt(columns.map(({ values }) => values));
  const yearly = size * Math.sqrt(periodsPerYear);
  if (yearly < 0.5 && smallest < -1)
    return found(false, 'undecided', 'As fractions some returns would lose more than there is.');
  if (yearly < 0.2 && signs === 'none')
    return found(false, 'certain', 'The returns have the size of fractions.');
  if (yearly < 0.5) return found(false, 'assumed', 'The returns have the size of fractions.');
  if (yearly < 1.2)
    return found(true, 'undecided', 'The returns could be fractions as well as percent.');
  return found(true, 'assumed', 'As fractions the returns would be beyond all measure.');
}

/** From the days between observations. */
export function findFrequency(days: Int32Array): Finding<Frequency> {
  const options: readonly Frequency[] = frequencies;
  if (days.length < 3) {
    const because = 'Without dates the file does not tell how often its values were taken.';
    return { value: 'daily', certainty: 'undecided', because, options };
  }
  const longest = { daily: 5, weekly: 10, monthly: 35, quarterly: 100, yearly: 380 };
  const gaps = Array.from({ length: days.length - 1 }, (_, t) => days[t + 1] - days[t]);
  const median = middle(gaps);
  const value = options.find((frequency) => median <= longest[frequency]) ?? 'yearly';
  const shortest = { daily: 1, weekly: 5, monthly: 25, quarterly: 80, yearly: 350 }[value];
  const fitting = gaps.filter((gap) => gap >= shortest && gap <= longest[value]).length;
  const share = fitting / gaps.length;
  const because =
    `From one date to the next there ${median === 1 ? 'is 1 day' : `are ${median} days`} in the middle` +
    (share < 1 ? `; ${gaps.length - fitting} of ${gaps.length} steps do not fit.` : '.');
  const certainty = share >= 0.95 ? 'certain' : share >= 0.75 ? 'assumed' : 'undecided';
  return { value, certainty, because, options };
}

export function findPeriodsPerYear(days: Int32Array, frequency: Frequency): Finding<number> {
  const usual = periodsOf[frequency];
  if (frequency !== 'daily') {
    const because = `${usual} ${frequency} periods make a year.`;
    return { value: usual, certainty: 'certain', because, options: [usual] };
  }
  const options = [252, 260, 365];
  if (days.length < 20) {
    return { value: usual, certainty: 'assumed', because: 'Trading days of a year.', options };
  }
  const years = (days[days.length - 1] - days[0]) / 365.25;
  const observed = Math.round((days.length - 1) / years);
  const because = `The file holds ${observed} days a year.`;
  return { value: observed > 300 ? 365 : usual, certainty: 'assumed', because, options };
}

function lookAt(columns: readonly Float64Array[]): Look {
  const looked = columns.slice(0, COLUMNS);
  let negative = 0;
  let smallest = Infinity;
  let largest = -Infinity;
  const changes: number[] = [];
  const sizes: number[] = [];
  for (const column of looked) {
    const values = column.filter((value) => !Number.isNaN(value));
    if (values.length === 0) continue;
    let below = false;
    for (const value of values) {
      below ||= value < 0;
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    if (below) negative += 1;
    const sample = values.slice(0, VALUES);
    const sizesOf = Array.from(sample, Math.abs).filter((value) => value > 0);
    if (sizesOf.length > 0) sizes.push(middle(sizesOf));
    const steps = Array.from({ length: sample.length - 1 }, (_, t) =>
      sample[t] === 0 ? Infinity : Math.abs((sample[t + 1] - sample[t]) / sample[t]),
    );
    if (steps.length > 0) changes.push(middle(steps));
  }
  return {
    negative: looked.length === 0 ? 0 : negative / looked.length,
    smallest,
    largest,
    change: middle(changes),
    size: middle(sizes),
  };
}

function middle(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
