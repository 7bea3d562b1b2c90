/**
 * Student's t distribution fitted to returns by maximum likelihood.
 */
import { dampedStep } from './damped-step';
import { exp, log } from './elementary';
import { studentLikelihood, type StudentPoint } from './student-likelihood';

export interface StudentFit {
  /** From 1 to 1,000. */
  readonly degrees: number;
  /** In units of the returns. */
  readonly location: number;
  /** In units of the returns, above 0; the deviation is scale sqrt(degrees / (degrees - 2)). */
  readonly scale: number;
  readonly logLikelihood: number;
  /**
   * Where the likelihood still rises at an end of the range of degrees: at 1,000 the tails are
   * as good as normal, at 1 so heavy that not even the mean exists.
   */
  readonly bound: 'none' | 'normal' | 'cauchy';
}

const MINIMUM_RETURNS = 10;
const MAXIMUM = 1000;
const LOG_MAXIMUM = log(MAXIMUM);

/** Degrees at which the likelihood is looked at first. */
const GRID = [1, 1.7, 2.5, 3.5, 5, 7.5, 12, 22, 50, 150, 400, MAXIMUM];

/**
 * The degrees of freedom, location and scale that maximize
 * sum of log[f((r - location) / scale; degrees) / scale], f the density of t.
 *
 * undefined for fewer than 10 returns, a value that is not finite, and where half of the returns
 * or more are equal (a constant series among them): then the likelihood has no maximum. Also for
 * values more than 1e100 quartile ranges from the median.
 *
 * Method: for each degree of a grid, location and scale by a few steps of the EM algorithm in
 * the form of Kent, Tyler and Vardi; from the best, Newton's method in all three with the exact
 * Hessian, damped (Levenberg, Marquardt) so that the likelihood does not fall. Nothing is
 * random, and the order of the returns does not matter to the bit.
 * Accuracy: the gradient vanishes to rounding: log likelihood to 1e-12, parameters to about 1e-9
 * relative. The data themselves hardly determine degrees above 30 or so.
 * Reference: Liu and Rubin, ML estimation of the t distribution using EM and its extensions,
 * Statistica Sinica 5 (1995); Kent, Tyler and Vardi, Communications in Statistics 23 (1994).
 */
export function studentFit(returns: ArrayLike<number>): StudentFit | undefined {
  const n = returns.length;
  const sorted = Float64Array.from(returns).sort();
  if (n < MINIMUM_RETURNS || 2 * longestTie(sorted) >= n) return undefined;
  // Standardized, so that steps and tolerances are free of units.
  const center = sorted[n >>> 1];
  const unit = sorted[Math.floor(0.75 * n)] - sorted[Math.floor(0.25 * n)];
  const x = sorted.map((value) => (value - center) / unit);
  if (!(x[0] > -1e100 && x[n - 1] < 1e100)) return undefined;
  const { point, value } = ascend(x, startFromGrid(x));
  return {
    degrees: point[2] === LOG_MAXIMUM ? MAXIMUM : exp(point[2]),
    location: center + unit * point[0],
    scale: unit * exp(point[1]),
    logLikelihood: value - n * log(unit),
    bound: point[2] === 0 ? 'cauchy' : point[2] === LOG_MAXIMUM ? 'normal' : 'none',
  };
}

/** The most likely of the grid's degrees, each with its location and scale. */
function startFromGrid(x: Float64Array): StudentPoint {
  let best: StudentPoint = [0, 0, 0];
  let highest = -Infinity;
  let location = 0;
  let variance = 0.25;
  for (const degrees of GRID) {
    for (let step = 0; step < 6; step += 1) {
      let weights = 0;
      let first = 0;
      let second = 0;
      for (let i = 0; i < x.length; i += 1) {
        const difference = x[i] - location;
        const weight = 1 / (degrees * variance + difference * difference);
        weights += weight;
        first += weight * difference;
        second += weight * difference * difference;
      }
      const move = first / weights;
      location += move;
      variance = Math.max(1e-30, second / weights - move * move);
    }
    const point = [location, 0.5 * log(variance), Math.min(LOG_MAXIMUM, log(degrees))] as const;
    const { value } = studentLikelihood(x, point);
    if (value > highest) [best, highest] = [point, value];
  }
  return best;
}

/** The maximum of the likelihood near `start`, with the degrees from 1 to 1,000. */
function ascend(x: Float64Array, start: StudentPoint): { point: StudentPoint; value: number } {
  const n = x.length;
  let point = start;
  let here = studentLikelihood(x, point);
  let damping = 0;
  for (let step = 0; step < 200; step += 1) {
    const { gradient, hessian } = here;
    const held = gradient[2] <= 0 ? point[2] <= 0 : point[2] >= LOG_MAXIMUM;
    const move = dampedStep(gradient, hessian, damping, 1e-9 * n, held);
    if (move !== undefined) {
      const promised = move[0] * gradient[0] + move[1] * gradient[1] + move[2] * gradient[2];
      if (damping === 0 && promised < 1e-22 * n) break;
      const logDegrees = Math.max(0, Math.min(LOG_MAXIMUM, point[2] + move[2]));
      const next: StudentPoint = [point[0] + move[0], point[1] + move[1], logDegrees];
      const there = studentLikelihood(x, next);
      if (there.value >= here.value - 1e-14 * (n + Math.abs(here.value))) {
        [point, here] = [next, there];
        damping = damping < 1e-4 ? 0 : 0.1 * damping;
        continue;
      }
    }
    if (damping > 1e12) break;
    damping = damping === 0 ? 1e-3 : 10 * damping;
  }
  return { point, value: here.value };
}

/** Length of the longest run of equal values. */
function longestTie(sorted: Float64Array): number {
  let longest = 0;
  let start = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (sorted[i] !== sorted[start]) start = i;
    longest = Math.max(longest, i - start + 1);
  }
  return longest;
}
