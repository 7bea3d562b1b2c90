/**
 * What may be wrong with the columns of a dataset: signs that values are missing, made up, in
 * another unit or smoothed. A sign is no proof. Nothing is changed here.
 *
 * Thresholds are ours, chosen so that clean simulated series show next to nothing; the two signs
 * of autocorrelation follow Working (1960), Note on the correlation of first differences of
 * averages in a random chain, Econometrica 28, and Geltner (1993), Estimating market values from
 * appraised values without assuming an efficient market, Journal of Real Estate Research 8.
 */
import { unitOf } from './calendar';
import type { Column, Dataset, Frequency } from './dataset';
import { autocorrelation, median, robustScale, variance } from './spread';

/** One sign. `rows` are positions in the index of the dataset, in ascending order. */
export type Sign =
  /** Values are missing inside of the column's span; the longest run of them. */
  | { readonly sign: 'gap'; readonly rows: readonly number[]; readonly longest: number }
  /** Its first value comes `lost` rows after the first one of another asset. */
  | { readonly sign: 'late'; readonly rows: readonly number[]; readonly lost: number }
  /** Its last value comes `lost` rows before the last one of another asset. */
  | { readonly sign: 'early'; readonly rows: readonly number[]; readonly lost: number }
  /** Prices of 0 or less. */
  | { readonly sign: 'not-positive'; readonly rows: readonly number[] }
  /** The same value again and again: rows that repeat the one before, in runs. */
  | { readonly sign: 'stale'; readonly rows: readonly number[]; readonly longest: number }
  /** Returns that are exactly 0, and their share of all. */
  | { readonly sign: 'zeros'; readonly rows: readonly number[]; readonly share: number }
  /** A jump that looks like a split of shares or another unit, `factor` new ones for one old. */
  | { readonly sign: 'split'; readonly rows: readonly number[]; readonly factor: number }
  /** Values that jump and come back at once. */
  | { readonly sign: 'spike'; readonly rows: readonly number[]; readonly sizes: readonly number[] }
  /** Returns far out of line. */
  | {
      readonly sign: 'outlier';
      readonly rows: readonly number[];
      readonly sizes: readonly number[];
    }
  /** Values are rounded to `unit`, which makes `share` of the variance of the returns. */
  | {
      readonly sign: 'rounding';
      readonly rows: readonly number[];
      readonly unit: number;
      readonly share: number;
    }
  /** Autocorrelation as averages over periods have it: at lag 1, and none at lag 2. */
  | { readonly sign: 'averages'; readonly rows: readonly number[]; readonly lag1: number }
  /** Autocorrelation as appraised values have it: high, and dying away slowly. */
  | { readonly sign: 'smoothed'; readonly rows: readonly number[]; readonly lag1: number };

export interface ColumnReport {
  readonly id: string;
  /** Rows of its first and last value; undefined where it has none. */
  readonly span: readonly [first: number, last: number] | undefined;
  readonly observations: number;
  readonly signs: readonly Sign[];
}

/** So many values alike in a row are no chance. */
const RUN: Readonly<Record<Frequency, number>> = {
  daily: 5,
  weekly: 4,
  monthly: 3,
  quarterly: 3,
  yearly: 3,
};
/** Fewer returns tell nothing of their spread. */
const LEAST_RETURNS = 24;
/** An outlier is so many robust standard deviations from the median. */
const FAR_OUT = 8;
const ZERO_SHARE = 0.02;
const ROUNDING_SHARE = 0.01;
/** Averages of a random walk over many points: 0.25 at lag 1, Working (1960). */
const AVERAGES: readonly [number, number] = [0.15, 0.4];
const SPLITS = [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000];
const THREE_FOR_TWO = 1.5;
const SPLIT_TOLERANCE = 0.05;

/** A report for each asset of the dataset, in its order. */
export function examine(dataset: Dataset): ColumnReport[] {
  const assets = dataset.columns.flatMap(({ role }, j) => (role === 'asset' ? [j] : []));
  const spans = assets.map((j) => spanOf(dataset.values[j]));
  const firsts = spans.flatMap((span) => (span === undefined ? [] : [span[0]]));
  const lasts = spans.flatMap((span) => (span === undefined ? [] : [span[1]]));
  const whole = [Math.min(...firsts), Math.max(...lasts)] as const;
  return assets.map((j, k) => reportOf(dataset, j, spans[k], whole));
}

function reportOf(
  dataset: Dataset,
  j: number,
  span: ColumnReport['span'],
  whole: readonly [number, number],
): ColumnReport {
  const { id } = dataset.columns[j];
  if (span === undefined) return { id, span, observations: 0, signs: [] };
  const values = dataset.values[j];
  const missing = rowsWhere(values, span, (value) => Number.isNaN(value));
  const observations = span[1] - span[0] + 1 - missing.length;
  const late = span[0] - whole[0];
  const early = whole[1] - span[1];
  const signs: Sign[] = [
    ...signWithRows({ sign: 'gap', rows: missing, longest: longestRun(missing) }),
    ...(late > 0 ? [{ sign: 'late', rows: [span[0]], lost: late } as const] : []),
    ...(early > 0 ? [{ sign: 'early', rows: [span[1]], lost: early } as const] : []),
  ];
  const bad =
    dataset.kind === 'prices' ? rowsWhere(values, span, (v) => v <= 0 || v === Infinity) : [];
  signs.push(...signWithRows({ sign: 'not-positive', rows: bad }));
  signs.push(...ofReturns(dataset, j, span));
  return { id, span, observations, signs };
}

/** What the returns of a column show. */
function ofReturns(dataset: Dataset, j: number, span: readonly [number, number]): Sign[] {
  const { frequency, columns } = dataset;
  const { rows, returns } = returnsOf(dataset, j);
  if (returns.length < LEAST_RETURNS) return [];
  // A bill repeats itself, and what it pays hangs together: that is its nature.
  const isCash = columns[j].assetClass === 'cash';
  const signs = jumps(rows, returns);
  const rounding = roundingOf(dataset, j, span, variance(returns));
  if (rounding !== undefined) signs.push(rounding);
  if (isCash) return signs;
  const repeats = repeatsOf(dataset, j, span);
  signs.push(...signWithRows({ sign: 'stale', rows: repeats, longest: longestRun(repeats) + 1 }));
  if (dataset.kind === 'returns') {
    const zeros = rows.filter((_, k) => returns[k] === 0);
    const share = zeros.length / returns.length;
    const inRun = longestRun(zeros) >= RUN[frequency];
    if (inRun || (zeros.length >= RUN[frequency] && share > ZERO_SHARE))
      signs.push({ sign: 'zeros', rows: zeros, share });
  }
  return [...signs, ...autocorrelated(returns, frequency, columns[j])];
}

/** Simple returns between neighbouring rows, each with the row that it ends at. */
function returnsOf({ kind, values }: Dataset, j: number): { rows: number[]; returns: number[] } {
  const rows: number[] = [];
  const returns: number[] = [];
  values[j].forEach((value, t) => {
    const before = t === 0 ? NaN : values[j][t - 1];
    const known = kind === 'returns' ? value : before > 0 && value > 0 ? value / before - 1 : NaN;
    if (!(Math.abs(known) < Infinity)) return;
    rows.push(t);
    returns.push(known);
  });
  return { rows, returns };
}

/** Splits, spikes and outliers: each far-out return is one of them. */
function jumps(rows: readonly number[], returns: readonly number[]): Sign[] {
  const middle = median(returns);
  const scale = robustScale(returns);
  const signs: Sign[] = [];
  if (scale === 0) return signs;
  const isFar = (k: number) => Math.abs(returns[k] - middle) > FAR_OUT * scale;
  const spikes: number[] = [];
  const outliers: number[] = [];
  for (let k = 0; k < returns.length; k += 1) {
    if (!isFar(k)) continue;
    const follows = k + 1 < returns.length && rows[k + 1] === rows[k] + 1;
    const both = (1 + returns[k]) * (1 + returns[k + 1]) - 1;
    if (follows && isFar(k + 1) && Math.abs(both) < 3 * scale) {
      spikes.push(k);
      k += 1;
      continue;
    }
    const factor = splitOf(returns[k], 3 * scale);
    if (factor === undefined) outliers.push(k);
    else signs.push({ sign: 'split', rows: [rows[k]], factor });
  }
  const listed = (at: readonly number[]) => ({
    rows: at.map((k) => rows[k]),
    sizes: at.map((k) => returns[k]),
  });
  signs.push(...signWithRows({ sign: 'spike', ...listed(spikes) }));
  signs.push(...signWithRows({ sign: 'outlier', ...listed(outliers) }));
  return signs;
}

/** New shares for one old one, a fraction where shares were put together; undefined for neither. */
function splitOf(change: number, usual: number): number | undefined {
  const growth = 1 + change;
  const ratio = growth < 1 ? 1 / growth : growth;
  const tolerance = Math.min(usual, SPLIT_TOLERANCE);
  // Three for two is common among splits, and half as much again among honest rises.
  const known = growth < 1 ? [THREE_FOR_TWO, ...SPLITS] : SPLITS;
  const factor = known.find((one) => Math.abs(ratio / one - 1) < tolerance);
  if (factor === undefined) return undefined;
  return growth < 1 ? factor : 1 / factor;
}

/** Rows that repeat the value before them, in runs that are no chance; zero returns apart. */
function repeatsOf(
  { kind, frequency, values }: Dataset,
  j: number,
  [first, last]: readonly [number, number],
): number[] {
  const column = values[j];
  const found: number[] = [];
  let run: number[] = [];
  const close = () => {
    if (run.length + 1 >= RUN[frequency]) found.push(...run);
    run = [];
  };
  for (let t = first + 1; t <= last; t += 1) {
    const alike = column[t] === column[t - 1] && !(kind === 'returns' && column[t] === 0);
    if (alike) run.push(t);
    else close();
  }
  close();
  return found;
}

/** Most decimals that a rounded value is looked for with. */
const DECIMALS = 8;

function roundingOf(
  { kind, values }: Dataset,
  j: number,
  [first, last]: readonly [number, number],
  spread: number,
): Sign | undefined {
  const column = values[j].subarray(first, last + 1).filter((value) => !Number.isNaN(value));
  let decimals = 0;
  let power = 1;
  for (const value of column) {
    const isWhole = () => {
      const scaled = Math.abs(value * power);
      return Math.abs(scaled - Math.floor(scaled + 0.5)) <= 1e-9 * Math.max(1, scaled);
    };
    while (decimals <= DECIMALS && !isWhole()) {
      decimals += 1;
      power *= 10;
    }
    if (decimals > DECIMALS) return undefined;
  }
  const unit = 1 / power;
  // A rounding error is spread evenly over one unit; a return of prices has two of them.
  const noise = (unit * unit) / 12;
  let inverse = 0;
  for (const value of column) inverse += 1 / (value * value);
  const added = kind === 'returns' ? noise : 2 * noise * (inverse / column.length);
  const share = added / spread;
  return share > ROUNDING_SHARE && share < Infinity
    ? { sign: 'rounding', rows: [], unit, share: Math.min(1, share) }
    : undefined;
}

function autocorrelated(
  returns: readonly number[],
  frequency: Frequency,
  { distortions }: Column,
): Sign[] {
  const lag1 = autocorrelation(returns, 1);
  const lag2 = autocorrelation(returns, 2);
  const error = 1 / Math.sqrt(returns.length);
  const known = distortions.find((one) => one === 'monthly-average' || one === 'smoothed');
  if (!(lag1 > 3 * error) || (lag1 < AVERAGES[0] && known === undefined)) return [];
  const fades = Math.abs(lag2) < 2 * error;
  const averaged = lag1 <= AVERAGES[1] && fades && frequency !== 'daily';
  const isAverage = known === undefined ? averaged : known === 'monthly-average';
  return [{ sign: isAverage ? 'averages' : 'smoothed', rows: [], lag1 }];
}

/** Calendar units that no row of a dated dataset lies in, for all its columns. */
export function unitsMissing({ dated, frequency, index }: Dataset): readonly {
  readonly after: string;
  readonly before: string;
  readonly units: number;
}[] {
  if (!dated || frequency === 'daily') return [];
  return index.slice(1).flatMap((before, t) => {
    const after = index[t];
    const units = unitOf(before, frequency) - unitOf(after, frequency) - 1;
    return units > 0 ? [{ after, before, units }] : [];
  });
}

function spanOf(values: Float64Array): readonly [number, number] | undefined {
  const first = values.findIndex((value) => !Number.isNaN(value));
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  return first < 0 ? undefined : [first, last];
}

function rowsWhere(
  values: Float64Array,
  [first, last]: readonly [number, number],
  is: (value: number) => boolean,
): number[] {
  const rows: number[] = [];
  for (let t = first; t <= last; t += 1) if (is(values[t])) rows.push(t);
  return rows;
}

function signWithRows<T extends Sign>(sign: T): T[] {
  return sign.rows.length === 0 ? [] : [sign];
}

/** The length of the longest run of neighbouring rows. */
function longestRun(rows: readonly number[]): number {
  let longest = 0;
  let run = 0;
  rows.forEach((row, k) => {
    run = k > 0 && rows[k - 1] === row - 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}
