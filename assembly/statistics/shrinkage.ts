/**
 * Covariance of n series drawn towards a simple target, by as much as the data asks for.
 *
 * What: with few observations the sample covariance S is noisy and its smallest eigenvalues are
 * far too small. (1 - d) S + d F trades that noise for a little bias; the intensity d in [0, 1] is
 * an estimate of the best one. All divisors are T, means are subtracted. Targets:
 *   0  Ledoit-Wolf: F = mu I, mu the average variance, as scikit-learn's LedoitWolf
 *   1  Ledoit-Wolf: the variances of S and one correlation, the average of all pairs, divisor T
 *      throughout as in the paper (some programs mix in T - 1)
 *   2  OAS: F = mu I, the intensity that is best for normal returns, as scikit-learn's OAS
 *
 * Intensities, with |A|^2 the sum of squared entries, x_t the deviations of date t:
 *   0  (b / T) / |S - F|^2, b = (1/T) sum_t |x_t|^4 - |S|^2
 *   1  (b - rho) / |S - F|^2 / T, rho the covariance of the errors of S with those of F
 *   2  (a + mu^2) / ((T + 1) (a - mu^2 / n)), a = |S|^2 / n^2; here a - mu^2 / n = |S - F|^2 / n^2
 * each cut to [0, 1]. Sums over pairs of products of four deviations are taken by date: for all n
 * series they are squares of sums, which costs n T instead of n n T.
 *
 * Writes n x n, symmetric to the bit, and one number to `report`, the intensity. Scratch:
 * `shrinkageScratchBytes(n, T)`.
 *
 * Special cases: a series that never moves has a variance of exactly 0. Targets 0 and 2 count it
 * as the others; target 1 gives it a row of zeros and leaves it out of the average correlation,
 * where it has none. Where S is its own target but for rounding (one series, two series under
 * target 1, nothing moves) the intensity changes nothing; it is 0, and under target 2 with two
 * series or more 1. T < 2 gives NaN throughout; NaN anywhere may spread to everything.
 *
 * Accuracy: 1e-12 relative against NumPy in the matrix and the intensity, on the built-in data.
 *
 * Reference: Ledoit, Wolf, "A well-conditioned estimator for large-dimensional covariance
 * matrices" (2004) and "Honey, I shrunk the sample covariance matrix" (2004); Chen, Wiesel, Eldar,
 * Hero, "Shrinkage algorithms for MMSE covariance estimation" (2010).
 */
import { covariance } from './covariance';
import { correctedMean } from './mean';

const IDENTITY: i32 = 0;
const CONSTANT_CORRELATION: i32 = 1;
/** How near S must be to its target, relative to S and each series, to be called the same. */
const SAME: f64 = 1e-15;

export function shrinkageScratchBytes(n: i32, T: i32): i32 {
  return (n * T + max(n, 3) * T + n) << 3;
}

export function shrinkage(
  columns: usize,
  n: i32,
  T: i32,
  target: i32,
  out: usize,
  report: usize,
  scratch: usize,
): void {
  const row = (<usize>n) << 3;
  const column = (<usize>T) << 3;
  const deviations = scratch;
  const work = deviations + <usize>n * column;
  const means = work + <usize>max(n, 3) * column;
  if (T < 2 || n < 1) {
    for (let at: usize = 0; at < <usize>n * row; at += 8) store<f64>(out + at, NaN);
    store<f64>(report, NaN);
    return;
  }
  for (let i = 0; i < n; i++) {
    center(columns + <usize>i * column, T, deviations + <usize>i * column);
  }
  covariance(deviations, n, T, means, out, work);
  const ratio = <f64>(T - 1) / <f64>T;
  for (let at: usize = 0; at < <usize>n * row; at += 8) {
    store<f64>(out + at, load<f64>(out + at) * ratio);
  }
  const intensity =
    target == CONSTANT_CORRELATION
      ? towardsConstantCorrelation(deviations, n, T, out, work, means)
      : towardsIdentity(deviations, n, T, target, out, work);
  store<f64>(report, intensity);
}

/** Deviations from the mean: exactly 0 where a series never moves, whose corrected mean it is. */
function center(source: usize, T: i32, to: usize): void {
  const mean = correctedMean(source, T);
  for (const end = source + ((<usize>T) << 3); source < end; source += 8) {
    store<f64>(to, load<f64>(source) - mean);
    to += 8;
  }
}

/** Shrinks S in place to the identity times its average variance; returns the intensity. */
function towardsIdentity(
  deviations: usize,
  n: i32,
  T: i32,
  target: i32,
  matrix: usize,
  work: usize,
): f64 {
  const row = (<usize>n) << 3;
  let trace: f64 = 0;
  for (let i = 0; i < n; i++) trace += load<f64>(matrix + <usize>i * (row + 8));
  const mu = trace / <f64>n;
  let distance: f64 = 0;
  let squares: f64 = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const entry = load<f64>(matrix + <usize>i * row + ((<usize>j) << 3));
      const rest = i == j ? entry - mu : entry;
      squares += entry * entry;
      distance += rest * rest;
    }
  }
  const same = distance <= squares * (SAME * SAME * <f64>(n * n));
  let intensity: f64;
  if (target == IDENTITY) {
    const noise = (fourthPowers(deviations, n, T, work) - squares) / <f64>T;
    intensity = same ? 0 : Math.min(1, Math.max(0, noise) / distance);
  } else {
    const pairs = <f64>n * <f64>n;
    const numerator = squares / pairs + mu * mu;
    const denominator = (<f64>(T + 1) * distance) / pairs;
    intensity = same ? (n > 1 ? 1 : 0) : Math.min(1, numerator / denominator);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const cell = matrix + <usize>i * row + ((<usize>j) << 3);
      const shrunk = (1 - intensity) * load<f64>(cell);
      store<f64>(cell, i == j ? shrunk + intensity * mu : shrunk);
    }
  }
  return intensity;
}

/** (1/T) sum_t |x_t|^4, |x_t|^2 the sum over series; T numbers of work. */
function fourthPowers(deviations: usize, n: i32, T: i32, work: usize): f64 {
  const column = (<usize>T) << 3;
  memory.fill(work, 0, column);
  for (let i = 0; i < n; i++) {
    const x = deviations + <usize>i * column;
    for (let at: usize = 0; at < column; at += 8) {
      const value = load<f64>(x + at);
      store<f64>(work + at, load<f64>(work + at) + value * value);
    }
  }
  let sum: f64 = 0;
  for (let at: usize = 0; at < column; at += 8) {
    const square = load<f64>(work + at);
    sum += square * square;
  }
  return sum / <f64>T;
}

/**
 * Shrinks S in place to its variances with the average correlation; returns the intensity.
 *
 * rho = sum_i p_ii + r sum_(i != j) (s_j / s_i) theta_ij, r the average correlation, s the
 * standard deviations, p_ii = mean(x_i^4) - S_ii^2, theta_ij = mean(x_i^3 x_j) - S_ii S_ij. By
 * date, sum_(i, j) (s_j / s_i) x_i^3 x_j = (sum_i x_i^3 / s_i) (sum_j s_j x_j), from which the terms
 * i = j, which are x_i^4, are taken away.
 */
function towardsConstantCorrelation(
  deviations: usize,
  n: i32,
  T: i32,
  matrix: usize,
  work: usize,
  roots: usize,
): f64 {
  const row = (<usize>n) << 3;
  const column = (<usize>T) << 3;
  let moving = 0;
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(load<f64>(matrix + <usize>i * (row + 8)));
    store<f64>(roots + ((<usize>i) << 3), root);
    if (root != 0) moving++;
  }
  let correlations: f64 = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const scale = load<f64>(roots + ((<usize>i) << 3)) * load<f64>(roots + ((<usize>j) << 3));
      if (scale == 0) continue;
      correlations += load<f64>(matrix + <usize>i * row + ((<usize>j) << 3)) / scale;
    }
  }
  const average =
    moving > 1 ? correlations / (0.5 * <f64>moving * <f64>(moving - 1)) : correlations;

  let distance: f64 = 0;
  let squares: f64 = 0;
  let variances: f64 = 0;
  let products: f64 = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const scale = load<f64>(roots + ((<usize>i) << 3)) * load<f64>(roots + ((<usize>j) << 3));
      const entry = load<f64>(matrix + <usize>i * row + ((<usize>j) << 3));
      squares += entry * entry;
      if (i == j) {
        variances += entry * entry;
      } else {
        const rest = entry - average * scale;
        distance += rest * rest;
        products += scale * entry;
      }
    }
  }

  const cubes = work + column;
  const scaled = cubes + column;
  memory.fill(cubes, 0, column * 2);
  let fourth: f64 = 0;
  for (let i = 0; i < n; i++) {
    const x = deviations + <usize>i * column;
    const root = load<f64>(roots + ((<usize>i) << 3));
    if (root == 0) continue;
    for (let at: usize = 0; at < column; at += 8) {
      const value = load<f64>(x + at);
      const square = value * value;
      fourth += square * square;
      store<f64>(cubes + at, load<f64>(cubes + at) + (square * value) / root);
      store<f64>(scaled + at, load<f64>(scaled + at) + value * root);
    }
  }
  let cross: f64 = 0;
  for (let at: usize = 0; at < column; at += 8) {
    cross += load<f64>(cubes + at) * load<f64>(scaled + at);
  }
  const noise = fourthPowers(deviations, n, T, work) - squares;
  const diagonal = fourth / <f64>T - variances;
  const shared = diagonal + average * ((cross - fourth) / <f64>T - products);
  const same = distance <= squares * (SAME * SAME * <f64>(n * n));
  const intensity = same ? 0 : Math.min(1, Math.max(0, (noise - shared) / distance / <f64>T));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i == j) continue;
      const scale = load<f64>(roots + ((<usize>i) << 3)) * load<f64>(roots + ((<usize>j) << 3));
      const cell = matrix + <usize>i * row + ((<usize>j) << 3);
      store<f64>(cell, (1 - intensity) * load<f64>(cell) + intensity * (average * scale));
    }
  }
  return intensity;
}
