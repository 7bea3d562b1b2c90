/**
 * Counts of positive numbers in bins that are fine near 0 and coarse far out: for percentiles of
 * quantities that span orders of magnitude, without their logarithms.
 *
 * Method: the bits of a positive double, read as an integer, grow with it: linearly between two
 * powers of 2, so nearly as the logarithm. Bin b, from 0, holds the values whose bits exceed those of
 * `low` by b / scale or more and by less than (b + 1) / scale, scale in bins a bit. The difference is
 * rounded to 53 bits: values that close below an edge may fall into the bin above it.
 *
 * `counts` holds bins + 3 numbers, u32, which are added to: values at or below 0, positive ones
 * below `low`, the bins, and what lies above them. `extent` holds the least and the largest value so
 * far, infinity and minus infinity at first, and how many values are equal to the largest: many often
 * are, where something is bounded. Where `divisors` is not 0, each value is divided by its divisor
 * first. NaN is not allowed.
 */
export function bitsHistogram(
  values: usize,
  divisors: usize,
  count: i32,
  low: f64,
  scale: f64,
  bins: i32,
  counts: usize,
  extent: usize,
): void {
  const origin = reinterpret<i64>(low);
  const bytes = (<usize>count) << 3;
  const most = <f64>bins;
  let least = load<f64>(extent);
  let largest = load<f64>(extent, 8);
  let ties = load<f64>(extent, 16);
  for (let at: usize = 0; at < bytes; at += 8) {
    let x = load<f64>(values + at);
    if (divisors != 0) x /= load<f64>(divisors + at);
    least = Math.min(least, x);
    if (x > largest) {
      largest = x;
      ties = 1;
    } else if (x == largest) ties++;
    let place: usize = 0;
    if (x > 0) {
      const bin = <f64>(reinterpret<i64>(x) - origin) * scale;
      place = bin < 0 ? 1 : bin >= most ? <usize>bins + 2 : <usize>(<i32>bin) + 2;
    }
    store<u32>(counts + (place << 2), load<u32>(counts + (place << 2)) + 1);
  }
  store<f64>(extent, least);
  store<f64>(extent, largest, 8);
  store<f64>(extent, ties, 16);
}
