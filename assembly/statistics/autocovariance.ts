/**
 * Autocovariance: how a series moves with its own past.
 *
 * Definition: c_k = (1 / T) sum_{t = k}^{T - 1} (x_t - m)(x_{t - k} - m), m the mean of all T
 * values; the divisor is T at every lag, which keeps the sequence positive semidefinite.
 * Autocorrelation is c_k / c_0.
 *
 * Writes `lags + 1` values, lag 0 first. A lag of T or more gives 0; T = 0 gives NaN. A constant
 * series may leave rounding of its mean (about 1e-32 of its square) instead of 0: look at
 * the minimum and maximum first.
 *
 * Accuracy: the autocorrelations of the numbers as stored to 13 digits, on all NIST sets.
 *
 * Reference: Brockwell, Davis, "Time Series: Theory and Methods" (1991), section 7.2.
 */
import { correctedMean, sumAbout } from './mean';

export function autocovariance(values: usize, T: i32, lags: i32, out: usize): void {
  const mean = correctedMean(values, T);
  // What the rounding of the mean leaves: with a lag the ends do not cancel it.
  const rest = sumAbout(values, T, mean) / <f64>T;
  const center = f64x2.splat(mean);
  const rest2 = f64x2.splat(rest);
  for (let lag = 0; lag <= lags; lag++) {
    const terms = max(0, T - lag);
    let later = values + ((<usize>lag) << 3);
    let earlier = values;
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let index = 0;
    for (const quads = terms & ~3; index < quads; index += 4) {
      const a0 = f64x2.sub(f64x2.sub(v128.load(later), center), rest2);
      const a1 = f64x2.sub(f64x2.sub(v128.load(later, 16), center), rest2);
      const b0 = f64x2.sub(f64x2.sub(v128.load(earlier), center), rest2);
      const b1 = f64x2.sub(f64x2.sub(v128.load(earlier, 16), center), rest2);
      s0 = f64x2.add(s0, f64x2.mul(a0, b0));
      s1 = f64x2.add(s1, f64x2.mul(a1, b1));
      later += 32;
      earlier += 32;
    }
    s0 = f64x2.add(s0, s1);
    let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
    for (; index < terms; index++) {
      sum += (load<f64>(later) - mean - rest) * (load<f64>(earlier) - mean - rest);
      later += 8;
      earlier += 8;
    }
    store<f64>(out + ((<usize>lag) << 3), sum / <f64>T);
  }
}
