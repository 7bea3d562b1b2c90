/**
 * Intervals from the binomial distribution: for a quantile and for a probability.
 */
import { normalQuantile } from './normal-distribution';

/** Ranks (1-based) of the order statistics that bound a quantile; absent where none does. */
export interface QuantileRanks {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Above this variance the ranks come from the normal approximation. */
const LARGE = 1e6;

/**
 * Distribution-free confidence interval of the p-quantile of n independent observations: it
 * runs from the order statistic of rank `low` to that of rank `high`.
 *
 * With B ~ Binomial(n, p), `low` is the largest rank with P(B < low) <= (1 - confidence) / 2
 * and `high` the smallest with P(B >= high) <= (1 - confidence) / 2. A side is undefined where
 * no rank in [1, n] qualifies: the sample does not bound the quantile on that side.
 *
 * Exact up to n p (1 - p) = 1e6, by the recurrence of the probabilities outward from the mode,
 * which neither under- nor overflows; beyond, the normal quantile with continuity and skewness
 * correction, which is off by at most one rank of more than 1,000 standing for a deviation.
 * Reference: David and Nagaraja, Order Statistics (2003), 7.1.
 */
export function binomialQuantileRanks(n: number, p: number, confidence = 0.95): QuantileRanks {
  requireShare('confidence', confidence);
  requireShare('p', p);
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`n is a positive integer, not ${n}`);
  const tail = (1 - confidence) / 2;
  const low = n * p * (1 - p) > LARGE ? approximateLow(n, p, tail) : exactLow(n, p, tail);
  // B >= high means that at most n - high of the n successes of 1 - p occur.
  const mirrored = n * p * (1 - p) > LARGE ? approximateLow(n, 1 - p, tail) : exactHigh(n, p, tail);
  const high = n + 1 - mirrored;
  return { low: low >= 1 ? low : undefined, high: high <= n ? high : undefined };
}

/**
 * Wilson's interval of a probability, from `successes` out of n trials.
 *
 * (x + z^2/2 +- z sqrt(x (n - x) / n + z^2/4)) / (n + z^2); the lower end from the product of
 * the two roots, so that it does not cancel; exactly 0 at 0 successes and 1 at n.
 * Reference: Wilson, Probable inference, the law of succession, JASA 22 (1927).
 */
export function wilsonInterval(
  successes: number,
  n: number,
  confidence = 0.95,
): { low: number; high: number } {
  requireShare('confidence', confidence);
  if (!(n > 0 && successes >= 0 && successes <= n)) {
    throw new RangeError(`successes are from 0 to n, n above 0, not ${successes} of ${n}`);
  }
  const z = 0 - normalQuantile((1 - confidence) / 2);
  const square = z * z;
  const spread = z * Math.sqrt((successes * (n - successes)) / n + square / 4);
  const high = (successes + square / 2 + spread) / (n + square);
  const low = (successes / n / (n + square)) * (successes / high);
  return { low, high: successes === n ? 1 : high };
}

/** Largest rank with P(B < rank) <= tail, from 0. */
function exactLow(n: number, p: number, tail: number): number {
  const { first, weights, total } = binomialWeights(n, p);
  let sum = 0;
  let i = 0;
  while (i < weights.length && sum + weights[i] <= tail * total) sum += weights[i++];
  return first + i;
}

/** Largest m with P(n - B < m) <= tail, from 0: the same from the other end. */
function exactHigh(n: number, p: number, tail: number): number {
  const { first, weights, total } = binomialWeights(n, p);
  const last = first + weights.length - 1;
  let sum = 0;
  let i = 0;
  while (i < weights.length && sum + weights[weights.length - 1 - i] <= tail * total) {
    sum += weights[weights.length - 1 - i];
    i += 1;
  }
  return n - last + i;
}

/** P(B = first + i) over P(B = mode), for all that are not negligible. */
function binomialWeights(n: number, p: number) {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const below: number[] = [];
  const above: number[] = [];
  for (let k = mode, weight = 1; k > 0; k -= 1) {
    weight *= k / ((n - k + 1) * odds);
    if (weight < 1e-25) break;
    below.push(weight);
  }
  for (let k = mode, weight = 1; k < n; k += 1) {
    weight *= ((n - k) * odds) / (k + 1);
    if (weight < 1e-25) break;
    above.push(weight);
  }
  const weights = [...below.reverse(), 1, ...above];
  let total = 0;
  for (const weight of weights) total += weight;
  return { first: mode - below.length, weights, total };
}

/** The largest rank with P(B < rank) <= tail, Cornish-Fisher to the skewness term. */
function approximateLow(n: number, p: number, tail: number): number {
  const z = normalQuantile(tail);
  const bound = n * p + z * Math.sqrt(n * p * (1 - p)) + ((1 - 2 * p) * (z * z - 1)) / 6;
  return Math.max(0, Math.floor(bound + 0.5));
}

function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} is between 0 and 1, not ${value}`);
}
