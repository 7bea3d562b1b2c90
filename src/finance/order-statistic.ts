/**
 * Value at risk and expected shortfall from the order statistics of returns.
 *
 * The tail is an integer in parts per million (95 % is 50,000), so that ranks are exact: in
 * floating point `(1 - 0.95) * 1000` is 50.00000000000004, and its ceiling is 51.
 * Losses are positive; a negative value at risk is a gain and is not clipped.
 * `sorted` is ascending, without NaN. Invalid arguments throw a RangeError.
 * Reference for the fractional expected shortfall: Rockafellar and Uryasev, Conditional
 * value-at-risk for general loss distributions, Journal of Banking and Finance 26 (2002).
 */

export type QuantileConvention = 'order-statistic' | 'interpolated' | 'textbook-index';
export type ShortfallOption = 'fractional' | 'below-quantile';

/** The whole in parts per million. */
const MILLION = 1_000_000;

/** Below this many values a sort is as quick as a partition. */
const SMALL = 32;

/** Weights of the returns in the tail: `each` for ranks below `rank`, `last` for `rank`. */
export interface TailWeights {
  readonly rank: number;
  readonly each: number;
  readonly last: number;
}

/**
 * k = ceil(p n), exact for n up to 9e9: the rank (1-based) of the tail quantile. At least 1,
 * since p and n are above 0.
 */
export function tailRank(ppm: number, n: number): number {
  const { whole, millionths } = tailMass(ppm, n);
  return millionths > 0 ? whole + 1 : whole;
}

/** p n as a whole number and millionths, exactly. */
export function tailMass(ppm: number, n: number): { whole: number; millionths: number } {
  if (!Number.isInteger(ppm) || ppm < 1 || ppm > MILLION) {
    throw new RangeError(`a tail is an integer from 1 to ${MILLION} parts per million, not ${ppm}`);
  }
  if (!Number.isInteger(n) || n < 1 || n > 9e9) {
    throw new RangeError(`a tail needs at least 1 return, has ${n}`);
  }
  const product = ppm * n;
  const millionths = product % MILLION;
  return { whole: (product - millionths) / MILLION, millionths };
}

/** The weights 1/(p n) and (p n - (k - 1))/(p n), which sum to 1 over ranks 1 to k. */
export function fractionalTailWeights(ppm: number, n: number): TailWeights {
  const rank = tailRank(ppm, n);
  const mass = ppm * n;
  if (rank === 1) return { rank, each: 0, last: 1 };
  return { rank, each: MILLION / mass, last: (mass - (rank - 1) * MILLION) / mass };
}

/** Quantile of type 7 (Hyndman and Fan 1996; NumPy's default): linear in (n - 1) p. */
export function quantileType7(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n < 1 || !(p >= 0 && p <= 1)) {
    throw new RangeError(`a quantile needs at least 1 value and p in [0, 1], has ${n} and ${p}`);
  }
  const position = (n - 1) * p;
  const below = Math.floor(position);
  return interpolate(sorted, below, position - below);
}

/**
 * The loss exceeded with probability p, as a positive number.
 *
 * `order-statistic`: minus the return of rank k = max(1, ceil(p n)).
 * `interpolated`: minus the quantile of type 7.
 * `textbook-index`: minus the return with floor(p n) returns below it, `sorted[int((1 - c) n)]`
 * in exact integers. Where p n is whole, the floating-point form gives the same index or, when
 * `1 - c` falls short as in `(1 - 0.9) * 10`, the one before.
 */
export function valueAtRisk(
  sorted: ArrayLike<number>,
  ppm: number,
  convention: QuantileConvention = 'order-statistic',
): number {
  const n = sorted.length;
  const { whole } = tailMass(ppm, n);
  if (convention === 'interpolated') return 0 - tailQuantileType7(sorted, ppm);
  if (convention === 'textbook-index') return 0 - sorted[Math.min(whole, n - 1)];
  return 0 - sorted[tailRank(ppm, n) - 1];
}

/**
 * The mean loss in the tail, as a positive number.
 *
 * `fractional`: -[sum of r_(i) for i < k + (p n - (k - 1)) r_(k)] / (p n).
 * `below-quantile`: minus the mean of the returns at or below the quantile of type 7.
 */
export function expectedShortfall(
  sorted: ArrayLike<number>,
  ppm: number,
  option: ShortfallOption = 'fractional',
): number {
  const { rank, each, last } = fractionalTailWeights(ppm, sorted.length);
  let sum = 0;
  if (option === 'below-quantile') {
    const quantile = tailQuantileType7(sorted, ppm);
    let count = 0;
    while (count < sorted.length && sorted[count] <= quantile) sum += sorted[count++];
    return 0 - sum / count;
  }
  for (let i = 0; i < rank - 1; i += 1) sum += sorted[i];
  return 0 - (each * sum + last * sorted[rank - 1]);
}

/**
 * The value of rank k (1-based). Afterwards the values before position k - 1 are not larger and
 * those after it not smaller. The values must not contain NaN.
 *
 * Quickselect with the median of three as pivot (Hoare 1961); deterministic. Inputs made to
 * defeat it use up a budget of partitions, and what is left is then sorted.
 */
export function selectRank(values: Float64Array, k: number): number {
  const n = values.length;
  if (!Number.isInteger(k) || k < 1 || k > n) {
    throw new RangeError(`a rank of ${n} values is an integer from 1 to ${n}, not ${k}`);
  }
  const target = k - 1;
  let left = 0;
  let right = n - 1;
  // About four times the partitions that random input needs.
  let budget = 16;
  for (let size = n; size > 1; size = Math.floor(size / 2)) budget += 6;
  while (right - left >= SMALL && budget > 0) {
    budget -= 1;
    const pivot = medianOfThree(values[left], values[(left + right) >>> 1], values[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i += 1;
      while (values[j] > pivot) j -= 1;
      if (i > j) break;
      const swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (target <= j) right = j;
    else if (target >= i) left = i;
    else return values[target];
  }
  values.subarray(left, right + 1).sort();
  return values[target];
}

/** Type 7 at a tail in parts per million, its position in exact integers. */
function tailQuantileType7(sorted: ArrayLike<number>, ppm: number): number {
  if (sorted.length === 1) return sorted[0];
  const { whole, millionths } = tailMass(ppm, sorted.length - 1);
  return interpolate(sorted, whole, millionths / MILLION);
}

/** Between two neighbors, from the nearer one, as NumPy does it; monotone in the fraction. */
function interpolate(sorted: ArrayLike<number>, below: number, fraction: number): number {
  const a = sorted[below];
  if (fraction === 0) return a;
  const b = sorted[below + 1];
  return fraction < 0.5 ? a + (b - a) * fraction : b - (b - a) * (1 - fraction);
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
