/** The interval of an expected shortfall from the spread of the tail behind it. */
import type { Estimate } from '../../finance/quantity';

/** Two-sided 95 % of the standard normal distribution. */
const WIDTH = 1.959963984540054;

/** Expected observations in the tail below which the interval cannot be trusted. */
const RELIABLE = 100;

export interface Tail {
  /** Variance of the losses that are at least the VaR. */
  readonly variance: number;
  readonly valueAtRisk: number;
  readonly probability: number;
  readonly observations: number;
}

/**
 * `se^2 = [var(L | L >= VaR) + (1 - p)(ES - VaR)^2] / (n p)`, the asymptotic variance of the
 * mean beyond an estimated quantile (Manistre and Hancock, 2005).
 */
export function tailInterval(
  kind: 'sampling' | 'simulation',
  tail: Tail,
  shortfall: number,
): Partial<Estimate> {
  const { variance, valueAtRisk, probability, observations } = tail;
  const excess = shortfall - valueAtRisk;
  const inTail = observations * probability;
  const error = Math.sqrt((variance + (1 - probability) * excess * excess) / inTail);
  return intervalOf(kind, shortfall, WIDTH * error, inTail);
}

/** The interval of that half width, flagged where so few observations are to be trusted little. */
export function intervalOf(
  kind: 'sampling' | 'simulation',
  shortfall: number,
  halfWidth: number,
  inTail: number,
): Partial<Estimate> {
  const interval = { low: shortfall - halfWidth, high: shortfall + halfWidth };
  if (inTail >= RELIABLE) return { [kind]: interval };
  const seen = Math.floor(inTail * 10 + 0.5) / 10;
  return { [kind]: interval, unreliable: `only about ${seen} observations lie in the tail` };
}
