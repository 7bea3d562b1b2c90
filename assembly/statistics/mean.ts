/**
 * Sum and mean, the parts that other kernels begin with.
 *
 * Method: eight partial sums (four registers of two), so that the rounding error grows with
 * T / 8; the mean is corrected by the mean of the deviations from it, which leaves an error of
 * about one rounding of the result, also on series like 10,000,000 +- 0.1.
 *
 * Special cases: the mean of nothing is NaN. NaN and infinities pass through.
 *
 * Reference: Chan, Golub, LeVeque, "Algorithms for computing the sample variance" (1983).
 */

/** Sum of `value - pivot` over `count` values. */
export function sumAbout(values: usize, count: i32, pivot: f64): f64 {
  const center = f64x2.splat(pivot);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = values + ((<usize>count) << 3);
  const vectors = values + ((<usize>(count & ~7)) << 3);
  for (; values < vectors; values += 64) {
    s0 = f64x2.add(s0, f64x2.sub(v128.load(values), center));
    s1 = f64x2.add(s1, f64x2.sub(v128.load(values, 16), center));
    s2 = f64x2.add(s2, f64x2.sub(v128.load(values, 32), center));
    s3 = f64x2.add(s3, f64x2.sub(v128.load(values, 48), center));
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; values < end; values += 8) sum += load<f64>(values) - pivot;
  return sum;
}

export function correctedMean(values: usize, count: i32): f64 {
  const first = sumAbout(values, count, 0) / <f64>count;
  return first + sumAbout(values, count, first) / <f64>count;
}
