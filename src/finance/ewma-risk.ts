/**
 * Risk from the exponentially weighted variance of RiskMetrics: a forecast for the period after
 * the last return, with normal returns of mean 0.
 *
 * Returns are simple, per period; variances in squared returns per period. Losses are positive.
 * Reference: RiskMetrics Technical Document, 4th edition (1996), 5.2.
 */
import { normalExpectedShortfall, normalValueAtRisk } from './normal-risk';

/** The weight of yesterday's variance for daily returns. */
const EWMA_DECAY = 0.94;

export interface EwmaRisk {
  /** Square root of the variance after the last return. */
  readonly deviation: number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}

/**
 * The variance after each return, which forecasts the next one: S_0 = r_0^2,
 * S_t = decay S_(t-1) + (1 - decay) r_t^2, about a mean of 0. A RangeError for a decay outside
 * [0, 1). The first value is one squared return: of its error decay^t is left after t periods.
 */
export function ewmaVariances(returns: ArrayLike<number>, decay = EWMA_DECAY): Float64Array {
  if (!(decay >= 0 && decay < 1)) throw new RangeError(`a decay is in [0, 1), not ${decay}`);
  const variances = new Float64Array(returns.length);
  for (let t = 0; t < returns.length; t += 1) {
    const square = returns[t] * returns[t];
    variances[t] = t === 0 ? square : decay * variances[t - 1] + (1 - decay) * square;
  }
  return variances;
}

/**
 * Value at risk -s z_p and expected shortfall s phi(z_p) / p for the period after the last
 * return, s^2 the variance after it; `ppm` is the tail in parts per million. A RangeError
 * without returns.
 */
export function ewmaRisk(returns: ArrayLike<number>, ppm: number, decay = EWMA_DECAY): EwmaRisk {
  if (returns.length < 1) throw new RangeError('an EWMA variance needs at least 1 return, has 0');
  const variances = ewmaVariances(returns, decay);
  const deviation = Math.sqrt(variances[variances.length - 1]);
  return {
    deviation,
    valueAtRisk: normalValueAtRisk(0, deviation, ppm),
    expectedShortfall: normalExpectedShortfall(0, deviation, ppm),
  };
}
