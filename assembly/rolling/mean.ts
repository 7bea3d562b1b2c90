/**
 * Rolling mean: the average of the last w observations, at each of them; of prices, the moving
 * average.
 *
 * `out[t]` is the mean of the values present among t - w + 1 .. t (fewer at the start) as soon as
 * there are `minimum` of them, else NaN, as `rolling(w, min_periods=minimum)` of pandas. NaN and
 * infinities are missing values. 1 <= minimum <= w <= T.
 *
 * Method: see `lanes.ts`; sums of deviations from the value at the cut. Nothing is subtracted from
 * a sum, so that an outlier leaves no trace. Cost: O(T), whatever w is.
 *
 * Accuracy: at most about w roundings of the mean absolute value in the window, of which usually
 * a few occur; a constant window gives its value to the bit.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which (w + 2) * 32 bytes are used.
 */
import { groupMoments } from './group-moments';
import { lanes, storeLanes } from './lanes';

export function rollingMean(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  out: usize,
  scratch: usize,
): void {
  groupMoments(values, T, w, minimum, 0, out, 0, 0, 0, scratch);
  let cut = w;
  if (minimum <= w) {
    for (; cut + 2 * w <= T; cut += 2 * w) {
      const refused = twoGroups(values, w, cut, out, scratch);
      if (refused & 1) groupMoments(values, T, w, minimum, cut, out, 0, 0, 0, scratch);
      if (refused & 2) groupMoments(values, T, w, minimum, cut + w, out, 0, 0, 0, scratch);
    }
  }
  for (; cut < T; cut += w) groupMoments(values, T, w, minimum, cut, out, 0, 0, 0, scratch);
}

/** Two complete groups without missing values; a bit for each that is not. */
function twoGroups(values: usize, w: i32, cut: i32, out: usize, scratch: usize): i32 {
  const stride = (<usize>w) << 3;
  const inverse = f64x2.splat(1 / <f64>w);
  let at = values + ((<usize>cut) << 3);
  const pivots = lanes(at, stride);
  let sum = f64x2.splat(0);
  for (let slot = scratch + (stride << 1) - 16; slot >= scratch; slot -= 16) {
    sum = f64x2.add(sum, f64x2.sub(lanes(at, stride), pivots));
    v128.store(slot, sum);
    at -= 8;
  }
  const left = sum;
  sum = f64x2.splat(0);
  at = values + ((<usize>cut) << 3);
  out += (<usize>cut) << 3;
  for (const end = scratch + (stride << 1); scratch < end; scratch += 16) {
    sum = f64x2.add(sum, f64x2.sub(lanes(at, stride), pivots));
    const total = f64x2.add(sum, v128.load(scratch));
    storeLanes(out, stride, f64x2.add(pivots, f64x2.mul(total, inverse)));
    at += 8;
    out += 8;
  }
  const size = f64x2.abs(f64x2.add(f64x2.abs(left), f64x2.abs(sum)));
  return ~i64x2.bitmask(f64x2.lt(size, f64x2.splat(1e300))) & 3;
}
