/**
 * What weights and a covariance matrix say about a mix.
 *
 * `weights` are fractions, n of them; `covariance` is n x n, row by row, in squared returns per
 * period. Results keep that period: multiply variances by f and volatilities by sqrt(f) for a
 * year. Accuracy: relative 1e-14 or so times n, where the terms do not cancel.
 */

/** Variance of the mix, w' S w. Below 0 only by rounding or where S is not a covariance. */
export function mixVariance(weights: ArrayLike<number>, covariance: ArrayLike<number>): number {
  const slopes = marginal(weights, covariance);
  let sum = 0;
  for (let i = 0; i < slopes.length; i += 1) sum += weights[i] * slopes[i];
  return sum;
}

/** S w: the covariance of each asset with the mix, half the slope of the variance. */
export function marginal(weights: ArrayLike<number>, covariance: ArrayLike<number>): Float64Array {
  const n = weights.length;
  if (covariance.length !== n * n) {
    throw new RangeError(`${n} weights need ${n * n} covariances, not ${covariance.length}`);
  }
  const slopes = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += covariance[i * n + j] * weights[j];
    slopes[i] = sum;
  }
  return slopes;
}

/**
 * Contribution of each asset to the volatility of the mix, w_i (S w)_i / s_p; they sum to s_p.
 * All 0 for a mix without variance.
 */
export function volatilityContributions(
  weights: ArrayLike<number>,
  covariance: ArrayLike<number>,
): Float64Array {
  const contributions = marginal(weights, covariance);
  const volatility = Math.sqrt(mixVariance(weights, covariance));
  for (let i = 0; i < contributions.length; i += 1) {
    contributions[i] = volatility === 0 ? 0 : (weights[i] * contributions[i]) / volatility;
  }
  return contributions;
}

/**
 * Weighted mean of the volatilities over that of the mix, sum w_i s_i / s_p: at least 1 where no
 * weight is negative. NaN for a mix without variance.
 * Reference: Choueifaty and Coignard, Toward maximum diversification, JPM 35 (2008).
 */
export function diversificationRatio(
  weights: ArrayLike<number>,
  covariance: ArrayLike<number>,
): number {
  const n = weights.length;
  const variance = mixVariance(weights, covariance);
  if (!(variance > 0)) return NaN;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += weights[i] * Math.sqrt(covariance[i * n + i]);
  return sum / Math.sqrt(variance);
}

/** Effective number of assets, 1 / sum w_i^2: n for equal weights, 1 for a single asset. */
export function effectiveAssets(weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += weights[i] * weights[i];
  return 1 / sum;
}

/**
 * Correlation matrix, row by row: symmetric to the bit, exactly 1 on the diagonal, within
 * [-1, 1]. The correlations of an asset without variance with the others are NaN: undefined.
 */
export function correlationFromCovariance(covariance: ArrayLike<number>): Float64Array {
  const n = Math.sqrt(covariance.length);
  if (!Number.isInteger(n)) {
    throw new RangeError(`${covariance.length} covariances do not make a square matrix`);
  }
  const correlation = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    correlation[i * n + i] = 1;
    const deviation = Math.sqrt(covariance[i * n + i]);
    for (let j = 0; j < i; j += 1) {
      const ratio = covariance[i * n + j] / deviation / Math.sqrt(covariance[j * n + j]);
      const defined = covariance[i * n + i] > 0 && covariance[j * n + j] > 0;
      const value = defined ? Math.max(-1, Math.min(1, ratio)) : NaN;
      correlation[i * n + j] = value;
      correlation[j * n + i] = value;
    }
  }
  return correlation;
}

/** Returns of the mix when its weights are reset every period, `w'r` by period. */
export function mixReturns(
  weights: ArrayLike<number>,
  returns: readonly Float64Array[],
): Float64Array {
  const mixed = new Float64Array(returns.length > 0 ? returns[0].length : 0);
  returns.forEach((column, i) => {
    for (let t = 0; t < mixed.length; t += 1) mixed[t] += weights[i] * column[t];
  });
  return mixed;
}
