/**
 * Moments of a series: where it lies, how it spreads, how it leans, how heavy its tails are.
 *
 * Method: corrected mean, then one pass over powers of the deviations; the sum of squares is
 * corrected by the square of the sum of deviations, which is zero but for rounding.
 *
 * Output, eight f64:
 *   0 mean
 *   1 variance, divisor T - 1
 *   2 skewness G1 = g1 sqrt(T (T - 1)) / (T - 2), with g1 = m3 / m2^1.5
 *   3 excess kurtosis G2 = ((T + 1) g2 + 6) (T - 1) / ((T - 2) (T - 3)), with g2 = m4 / m2^2 - 3
 *   4 minimum
 *   5 maximum
 *   6 variance of the population, divisor T
 *   7 sum
 *
 * Special cases, NaN where a moment is not defined: everything but the sum for T = 0, variance
 * for T < 2, skewness for T < 3, kurtosis for T < 4, and both where all values are equal; their
 * variance is exactly 0. A NaN among the values makes every field NaN.
 *
 * Accuracy: mean and variance of the numbers as stored to 13 digits, on all NIST sets. Against the
 * certified standard deviation NumAcc3 and NumAcc4 agree to 9 and 8 digits: their values,
 * such as 10000000.1, lose the others when they are rounded to binary.
 *
 * Reference: Joanes, Gill, "Comparing measures of sample skewness and kurtosis" (1998).
 */
import { correctedMean, sumAbout } from './mean';

export function moments(values: usize, T: i32, out: usize): void {
  const n = <f64>T;
  const sum = sumAbout(values, T, 0);
  const mean = correctedMean(values, T);
  const center = f64x2.splat(mean);
  let s1 = f64x2.splat(0);
  let s2 = s1;
  let s3 = s1;
  let s4 = s1;
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  const end = values + ((<usize>T) << 3);
  const pairs = values + ((<usize>(T & ~1)) << 3);
  for (; values < pairs; values += 16) {
    const x = v128.load(values);
    const d = f64x2.sub(x, center);
    const square = f64x2.mul(d, d);
    low = f64x2.min(low, x);
    high = f64x2.max(high, x);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, square);
    s3 = f64x2.add(s3, f64x2.mul(square, d));
    s4 = f64x2.add(s4, f64x2.mul(square, square));
  }
  let sum1 = f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1);
  let sum2 = f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1);
  let sum3 = f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1);
  let sum4 = f64x2.extract_lane(s4, 0) + f64x2.extract_lane(s4, 1);
  let minimum = Math.min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  let maximum = Math.max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  if (values < end) {
    const x = load<f64>(values);
    const d = x - mean;
    sum1 += d;
    sum2 += d * d;
    sum3 += d * d * d;
    sum4 += d * d * (d * d);
    minimum = Math.min(minimum, x);
    maximum = Math.max(maximum, x);
  }
  const constant = minimum == maximum;
  const squares = constant ? 0 : sum2 - (sum1 * sum1) / n;
  const m2 = T > 0 ? squares / n : NaN;
  let skewness = NaN;
  let kurtosis = NaN;
  if (!constant && T > 2) {
    skewness = (sum3 / n / (m2 * Math.sqrt(m2))) * (Math.sqrt(n * (n - 1)) / (n - 2));
  }
  if (!constant && T > 3) {
    const excess = sum4 / n / (m2 * m2) - 3;
    kurtosis = (((n + 1) * excess + 6) * (n - 1)) / (n - 2) / (n - 3);
  }
  store<f64>(out, constant ? minimum : mean);
  store<f64>(out, T > 1 ? squares / (n - 1) : NaN, 8);
  store<f64>(out, skewness, 16);
  store<f64>(out, kurtosis, 24);
  store<f64>(out, T > 0 ? minimum : NaN, 32);
  store<f64>(out, T > 0 ? maximum : NaN, 40);
  store<f64>(out, m2, 48);
  store<f64>(out, sum, 56);
}
