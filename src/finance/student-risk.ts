/**
 * Value at risk and expected shortfall of returns with a fitted Student's t distribution, as
 * positive losses.
 *
 * For one period only: a sum of independent t returns is not t, and neither is the compound
 * return over several periods. `ppm` is the tail p in parts per million (95 % is 50,000).
 * Reference: McNeil, Frey and Embrechts, Quantitative Risk Management (2015), 2.3 and 8.5.
 */
import { marginal } from './portfolio';
import { studentDensity, studentQuantile } from './student-distribution';

/** What the functions need of a fit. */
export interface StudentParameters {
  readonly degrees: number;
  readonly location: number;
  readonly scale: number;
}

/** -(location + scale t_p). */
export function studentValueAtRisk(fit: StudentParameters, ppm: number): number {
  return 0 - fit.location - fit.scale * studentQuantile(probability(ppm), fit.degrees);
}

/**
 * -(location - scale g(t_p) / p (degrees + t_p^2) / (degrees - 1)), g the density; Infinity for
 * degrees <= 1, where the mean of the tail does not exist.
 */
export function studentExpectedShortfall(fit: StudentParameters, ppm: number): number {
  const { degrees, location, scale } = fit;
  const p = probability(ppm);
  if (!(degrees > 1)) return Infinity;
  const t = studentQuantile(p, degrees);
  const factor = ((studentDensity(t, degrees) / p) * (degrees + t * t)) / (degrees - 1);
  return scale * factor - location;
}

/**
 * Contribution of each asset to a value at risk or an expected shortfall `risk` of the mix;
 * they sum to it.
 *
 * Where returns are elliptical, E[r_i | R] = m_i + b_i (R - m) with b_i = (S w)_i / s_p^2 and m
 * the mean of the mix; asset i contributes -w_i E[r_i | R = -risk]. By Euler's theorem these are
 * the derivatives of either measure times the weights (Tasche 1999), whatever the elliptical
 * distribution. `covariance` is n x n, row by row. For a mix without variance each b_i is 0.
 */
export function ellipticalContributions(
  weights: ArrayLike<number>,
  means: ArrayLike<number>,
  covariance: ArrayLike<number>,
  risk: number,
): Float64Array {
  const contributions = marginal(weights, covariance);
  let variance = 0;
  let mean = 0;
  for (let i = 0; i < weights.length; i += 1) {
    variance += weights[i] * contributions[i];
    mean += weights[i] * means[i];
  }
  for (let i = 0; i < weights.length; i += 1) {
    const slope = variance > 0 ? contributions[i] / variance : 0;
    contributions[i] = weights[i] * (slope * (risk + mean) - means[i]);
  }
  return contributions;
}

function probability(ppm: number): number {
  if (!Number.isInteger(ppm) || ppm < 1 || ppm > 999_999) {
    throw new RangeError(`a tail is an integer from 1 to 999999 parts per million, not ${ppm}`);
  }
  return ppm / 1_000_000;
}
