/**
 * All probabilities of a binomial distribution.
 */

/**
 * P(X = k) for k from 0 to n, X ~ Binomial(n, p), p in parts per million.
 *
 * By the recurrence outward from the mode, divided by the sum of all: nothing overflows, and
 * what underflows is 0. Relative error below about 1e-15 times the distance from the mode.
 * A RangeError for a p that is not an integer from 1 to 999,999 parts per million.
 */
export function binomialProbabilities(n: number, ppm: number): Float64Array {
  if (!Number.isInteger(ppm) || ppm < 1 || ppm > 999_999) {
    throw new RangeError(`a tail is an integer from 1 to 999999 parts per million, not ${ppm}`);
  }
  const rest = 1_000_000 - ppm;
  const weights = new Float64Array(n + 1);
  const mode = Math.min(n, Math.floor(((n + 1) * ppm) / 1_000_000));
  weights[mode] = 1;
  for (let k = mode; k > 0; k -= 1) weights[k - 1] = (weights[k] * k * rest) / ((n - k + 1) * ppm);
  for (let k = mode; k < n; k += 1) {
    weights[k + 1] = (weights[k] * (n - k) * ppm) / ((k + 1) * rest);
  }
  let total = 0;
  for (let k = 0; k <= n; k += 1) total += weights[k];
  for (let k = 0; k <= n; k += 1) weights[k] /= total;
  return weights;
}
