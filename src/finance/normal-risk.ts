/**
 * Value at risk and expected shortfall of normally distributed returns, as positive losses.
 *
 * `mean` and `deviation` are of the return per period; `ppm` is the tail in parts per million
 * (95 % is 50,000). Over a horizon of h periods with independent returns the mean grows with h
 * and the deviation with sqrt(h). z_p is the normal quantile, phi the density.
 * Reference: McNeil, Frey and Embrechts, Quantitative Risk Management (2015), 2.3 and 8.5.
 */
import { normalDensity, normalQuantile } from './normal-distribution';
import { marginal, mixVariance } from './portfolio';

/** -(m h + s sqrt(h) z_p). */
export function normalValueAtRisk(
  mean: number,
  deviation: number,
  ppm: number,
  horizon = 1,
): number {
  return deviation * Math.sqrt(horizon) * quantileFactor(ppm) - mean * horizon;
}

/** -m h + s sqrt(h) phi(z_p) / p. */
export function normalExpectedShortfall(
  mean: number,
  deviation: number,
  ppm: number,
  horizon = 1,
): number {
  return deviation * Math.sqrt(horizon) * shortfallFactor(ppm) - mean * horizon;
}

/**
 * Euler contributions of each asset to the two, which sum to them:
 * w_i (-m_i h + c sqrt(h) (S w)_i / s_p), with c = -z_p or phi(z_p) / p.
 * `covariance` is n x n, row by row. For a mix without variance the second term is 0.
 */
export function normalContributions(
  weights: ArrayLike<number>,
  means: ArrayLike<number>,
  covariance: ArrayLike<number>,
  ppm: number,
  horizon = 1,
): { valueAtRisk: Float64Array; expectedShortfall: Float64Array } {
  const slopes = marginal(weights, covariance);
  const volatility = Math.sqrt(mixVariance(weights, covariance));
  const forValueAtRisk = quantileFactor(ppm);
  const forShortfall = shortfallFactor(ppm);
  const valueAtRisk = new Float64Array(slopes.length);
  const expectedShortfall = new Float64Array(slopes.length);
  for (let i = 0; i < slopes.length; i += 1) {
    const slope = volatility === 0 ? 0 : (Math.sqrt(horizon) * slopes[i]) / volatility;
    valueAtRisk[i] = weights[i] * (forValueAtRisk * slope - means[i] * horizon);
    expectedShortfall[i] = weights[i] * (forShortfall * slope - means[i] * horizon);
  }
  return { valueAtRisk, expectedShortfall };
}

/** -z_p. */
function quantileFactor(ppm: number): number {
  return 0 - normalQuantile(probability(ppm));
}

/** phi(z_p) / p. */
function shortfallFactor(ppm: number): number {
  const p = probability(ppm);
  return normalDensity(normalQuantile(p)) / p;
}

function probability(ppm: number): number {
  if (!Number.isInteger(ppm) || ppm < 1 || ppm > 999_999) {
    throw new RangeError(`a tail is an integer from 1 to 999999 parts per million, not ${ppm}`);
  }
  return ppm / 1_000_000;
}
