/**
 * The supervisory traffic light of a backtest.
 */
import { binomialProbabilities } from './binomial-probabilities';

export interface TrafficLight {
  readonly light: 'green' | 'yellow' | 'red';
  /** P(X <= exceptions) if the value at risk is right. */
  readonly cumulative: number;
}

/**
 * Green where the cumulative binomial probability of the exceptions is below 95 %, yellow below
 * 99.99 %, red from there; `exceptions` of n periods, the tail in parts per million. At n = 250
 * and 1 %: green to 4 exceptions, yellow to 9, red from 10. A RangeError for counts outside
 * 0 to n. Error below 1e-14.
 * Reference: Basel Committee, Supervisory framework for the use of "backtesting" (1996).
 */
export function trafficLight(exceptions: number, n: number, ppm: number): TrafficLight {
  if (
    !(Number.isInteger(n) && Number.isInteger(exceptions) && exceptions >= 0 && exceptions <= n)
  ) {
    throw new RangeError(`exceptions are from 0 to n, not ${exceptions} of ${n}`);
  }
  const probabilities = binomialProbabilities(n, ppm);
  let sum = 0;
  for (let k = 0; k <= exceptions; k += 1) sum += probabilities[k];
  const cumulative = exceptions === n ? 1 : Math.min(1, sum);
  const light = cumulative < 0.95 ? 'green' : cumulative < 0.9999 ? 'yellow' : 'red';
  return { light, cumulative };
}
