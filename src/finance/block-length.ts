/**
 * How long the blocks of a bootstrap should be for a given series.
 */
import { exp, log, log10 } from './elementary';

/** Mean block length of the stationary bootstrap and block length of the circular one. */
export interface BlockLength {
  readonly stationary: number;
  readonly circular: number;
}

/** Shorter series have too few lags for the rule. */
const MINIMUM = 12;

/**
 * The block lengths that minimize the mean squared error of the variance of the sample mean,
 * in periods; at least 1 and at most min(3 sqrt(n), n / 3), rounded up.
 *
 * Autocovariances R(k) up to a lag m (see `cutoff`) are weighted by the flat-top window
 * v(x) = 1 for |x| <= 1/2, 2 (1 - |x|) beyond. With G = sum v(k/m) |k| R(k) and
 * g = sum v(k/m) R(k) over -m..m: b = (2 G^2 / D)^(1/3) n^(1/3), where D = 2 g^2 for the
 * stationary and 4/3 g^2 for the circular bootstrap.
 *
 * Undefined for fewer than 12 values and for a constant series, which suggest no length.
 * Reference: Politis and White, Econometric Reviews 23 (2004), with the correction by Patton,
 * Politis and White, Econometric Reviews 28 (2009).
 */
export function optimalBlockLength(values: ArrayLike<number>): BlockLength | undefined {
  const n = values.length;
  if (n < MINIMUM) return undefined;
  const deviations = centered(values);
  const variance = laggedProduct(deviations, 0) / n;
  if (!(variance > 0) || deviations.every((deviation) => deviation === deviations[0])) {
    return undefined;
  }
  const m = cutoff(deviations);
  let spectrum = variance;
  let slope = 0;
  for (let k = 1; k <= m; k += 1) {
    const window = 2 * k <= m ? 1 : 2 * (1 - k / m);
    const autocovariance = laggedProduct(deviations, k) / n;
    spectrum += 2 * window * autocovariance;
    slope += 2 * window * k * autocovariance;
  }
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const ratio = Math.abs(slope / spectrum);
  const clamp = (length: number) => Math.max(1, Math.min(longest, length));
  return {
    stationary: clamp(cubeRoot(ratio * ratio * n)),
    circular: clamp(cubeRoot(1.5 * ratio * ratio * n)),
  };
}

/**
 * Twice the first of K = max(5, log10 n) lags in a row whose autocorrelations all stay within
 * 2 sqrt(log10(n) / n), at most ceil(sqrt(n)) + K. (The paper takes the lag before that first
 * one; the Python package arch takes the first, and so do we.)
 */
function cutoff(deviations: Float64Array): number {
  const n = deviations.length;
  const run = Math.max(5, Math.floor(log10(n)));
  const longest = Math.ceil(Math.sqrt(n)) + run;
  const threshold = 2 * Math.sqrt(log10(n) / n);
  let quiet = 0;
  for (let k = 1; k < longest; k += 1) {
    quiet = Math.abs(overlapCorrelation(deviations, k)) < threshold ? quiet + 1 : 0;
    if (quiet === run) return Math.min(longest, 2 * (k - run + 1));
  }
  return longest;
}

/** sum d_t d_(t-k) over the root of the product of the sums of squares of the two ends. */
function overlapCorrelation(d: Float64Array, k: number): number {
  return (
    laggedProduct(d, k) /
    Math.sqrt(laggedProduct(d.subarray(k), 0) * laggedProduct(d.subarray(0, d.length - k), 0))
  );
}

function laggedProduct(d: Float64Array, k: number): number {
  let sum = 0;
  for (let t = k; t < d.length; t += 1) sum += d[t] * d[t - k];
  return sum;
}

function centered(values: ArrayLike<number>): Float64Array {
  const deviations = Float64Array.from(values);
  let sum = 0;
  for (const value of deviations) sum += value;
  const mean = sum / deviations.length;
  return deviations.map((value) => value - mean);
}

function cubeRoot(x: number): number {
  return x > 0 ? exp(log(x) / 3) : 0;
}
