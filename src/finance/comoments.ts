/**
 * Central moments of a mix and its co-moments with each asset, from returns.
 */

/** All with divisor T; in units of the returns to the power of the order. */
export interface Comoments {
  /** m_i, mean of each asset. */
  readonly means: Float64Array;
  /** E[(r_i - m_i)(R - m)]; times the weights they sum to the second central moment of R. */
  readonly second: Float64Array;
  /** E[(r_i - m_i)(R - m)^2]; likewise the third: a third of its slope in w_i. */
  readonly third: Float64Array;
  /** E[(r_i - m_i)(R - m)^3]; likewise the fourth: a quarter of its slope in w_i. */
  readonly fourth: Float64Array;
}

/**
 * Co-moments of the assets with R = w'r, the return of constant weights. `returns` holds one
 * column per weight, all of one length. O(n T) where the full coskewness and cokurtosis tensors
 * would take n^3 and n^4. A RangeError without a period or where lengths differ.
 * Two passes: relative error about 1e-15 times the ratio of a mean to its deviation.
 */
export function mixComoments(
  weights: ArrayLike<number>,
  returns: readonly ArrayLike<number>[],
): Comoments {
  const n = weights.length;
  const periods = n > 0 && returns.length === n ? returns[0].length : 0;
  if (periods < 1 || returns.some((column) => column.length !== periods)) {
    throw new RangeError(`co-moments need ${n} columns of one length, at least 1`);
  }
  const means = Float64Array.from(returns, (column) => meanOf(column));
  const mix = new Float64Array(periods);
  for (let i = 0; i < n; i += 1) {
    const column = returns[i];
    for (let t = 0; t < periods; t += 1) mix[t] += weights[i] * (column[t] - means[i]);
  }
  const second = new Float64Array(n);
  const third = new Float64Array(n);
  const fourth = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const column = returns[i];
    let [sum2, sum3, sum4] = [0, 0, 0];
    for (let t = 0; t < periods; t += 1) {
      const product = (column[t] - means[i]) * mix[t];
      sum2 += product;
      sum3 += product * mix[t];
      sum4 += product * mix[t] * mix[t];
    }
    second[i] = sum2 / periods;
    third[i] = sum3 / periods;
    fourth[i] = sum4 / periods;
  }
  return { means, second, third, fourth };
}

/** The mean, corrected once by the mean of the deviations from it. */
function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += values[t];
  const mean = sum / values.length;
  let rest = 0;
  for (let t = 0; t < values.length; t += 1) rest += values[t] - mean;
  return mean + rest / values.length;
}
