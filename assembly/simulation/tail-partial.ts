/**
 * What a chunk of values contributes to an exact order statistic and to the mean of a tail.
 *
 * What: a quantile of more values than fit in memory. A pilot gives a bracket [low, high] that will
 * hold the wanted rank. Each chunk counts and sums what lies below the bracket, keeps verbatim what
 * lies inside, and of what lies above only what the moments need. Merged in chunk order, the
 * partials give the exact rank (if `count below < rank <= count below + kept`; else the run is
 * repeated with a better bracket), expected shortfall with its standard error, and the overall
 * mean and variance.
 *
 * below: value < low. Inside: low <= value <= high. NaN is not allowed.
 *
 * `companions` (0: none) holds one number for each value, such as what one asset contributed to
 * it. `kept` and `keptCompanions` need room for `count` values; they are filled in order.
 *
 * Output, nine f64, overwritten (not added to); d = value - pivot:
 *   0 COUNT_BELOW           4 KEPT
 *   1 SUM_BELOW             5 SUM_DEVIATIONS          sum d over all values
 *   2 SQUARES_BELOW         6 SUM_SQUARED_DEVIATIONS  sum d^2 over all values
 *   3 COMPANIONS_BELOW      7 MINIMUM
 *                           8 MAXIMUM
 * SQUARES_BELOW is the sum of d^2 over the values below. A pivot near the mean keeps variances
 * exact; near the quantile it does so for that of the tail. With count = 0: zeros, infinity and
 * minus infinity.
 */
export function tailPartial(
  values: usize,
  count: i32,
  companions: usize,
  low: f64,
  high: f64,
  pivot: f64,
  kept: usize,
  keptCompanions: usize,
  out: usize,
): void {
  let countBelow = 0;
  let sumBelow: f64 = 0;
  let squaresBelow: f64 = 0;
  let companionsBelow: f64 = 0;
  let inside = 0;
  const center = f64x2.splat(pivot);
  const limit = f64x2.splat(high);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let q0 = s0;
  let q1 = s0;
  let least = f64x2.splat(Infinity);
  let most = f64x2.splat(-Infinity);
  const bytes = (<usize>count) << 3;
  const quads = bytes & ~31;
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let offset: usize = 0; offset < bytes; offset += 32) {
    let mask = 0;
    if (offset < quads) {
      const x0 = v128.load(values + offset);
      const x1 = v128.load(values + offset, 16);
      const d0 = f64x2.sub(x0, center);
      const d1 = f64x2.sub(x1, center);
      s0 = f64x2.add(s0, d0);
      s1 = f64x2.add(s1, d1);
      q0 = f64x2.add(q0, f64x2.mul(d0, d0));
      q1 = f64x2.add(q1, f64x2.mul(d1, d1));
      least = f64x2.pmin(least, f64x2.pmin(x0, x1));
      most = f64x2.pmax(most, f64x2.pmax(x0, x1));
      mask = i64x2.bitmask(f64x2.le(x0, limit)) | (i64x2.bitmask(f64x2.le(x1, limit)) << 2);
    } else {
      for (let rest = offset; rest < bytes; rest += 8) {
        const x = load<f64>(values + rest);
        const d = x - pivot;
        sum += d;
        squares += d * d;
        least = f64x2.pmin(least, f64x2.splat(x));
        most = f64x2.pmax(most, f64x2.splat(x));
        if (x <= high) mask |= 1 << (<i32>((rest - offset) >> 3));
      }
    }
    while (mask != 0) {
      const at = offset + ((<usize>ctz(mask)) << 3);
      mask &= mask - 1;
      const x = load<f64>(values + at);
      const companion = companions != 0 ? load<f64>(companions + at) : 0;
      if (x < low) {
        const d = x - pivot;
        countBelow++;
        sumBelow += x;
        squaresBelow += d * d;
        companionsBelow += companion;
      } else {
        store<f64>(kept + ((<usize>inside) << 3), x);
        if (companions != 0) store<f64>(keptCompanions + ((<usize>inside) << 3), companion);
        inside++;
      }
    }
  }
  s0 = f64x2.add(s0, s1);
  q0 = f64x2.add(q0, q1);
  store<f64>(out, <f64>countBelow);
  store<f64>(out, sumBelow, 8);
  store<f64>(out, squaresBelow, 16);
  store<f64>(out, companionsBelow, 24);
  store<f64>(out, <f64>inside, 32);
  store<f64>(out, f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) + sum, 40);
  store<f64>(out, f64x2.extract_lane(q0, 0) + f64x2.extract_lane(q0, 1) + squares, 48);
  store<f64>(out, Math.min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1)), 56);
  store<f64>(out, Math.max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)), 64);
}
