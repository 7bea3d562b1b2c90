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
import { groupsApart, lanes, splat, storeLanes } from './lanes';

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
  for (let apart = groupsApart(T, w, cut); apart > 0; apart = groupsApart(T, w, cut)) {
    const distance = apart * w;
    for (const middle = cut + distance; cut < middle; cut += w) {
      const refused = twoGroups(values, w, cut, distance, out, scratch);
      if (refused & 1) groupMoments(values, T, w, minimum, cut, out, 0, 0, 0, scratch);
      if (refused & 2) {
        groupMoments(values, T, w, minimum, cut + distance, out, 0, 0, 0, scratch);
      }
    }
    cut += distance;
  }
  for (; cut < T; cut += w) groupMoments(values, T, w, minimum, cut, out, 0, 0, 0, scratch);
}

/** Two complete groups without missing values; a bit for each that is not. */
function twoGroups(
  values: usize,
  w: i32,
  cut: i32,
  distance: i32,
  out: usize,
  scratch: usize,
): i32 {
  const stride = (<usize>distance) << 3;
  const inverse = splat(scratch, 1 / <f64>w);
  const offset = (<usize>cut) << 3;
  const end = scratch + ((<usize>w) << 4);
  let at = values + offset;
  let other = at + stride;
  const pivots = lanes(at, stride);
  let sum = f64x2.sub(pivots, pivots);
  // Two observations a step, so that memory is read and written by the pair.
  let slot = end;
  if (w & 1) {
    // The observation at the cut itself deviates by nothing.
    slot -= 16;
    v128.store(slot, sum);
    at -= 8;
    other -= 8;
  }
  for (; slot > scratch; slot -= 32) {
    const a = v128.load(at - 8);
    const b = v128.load(other - 8);
    const d1 = f64x2.sub(v128.shuffle<f64>(a, b, 1, 3), pivots);
    const d0 = f64x2.sub(v128.shuffle<f64>(a, b, 0, 2), pivots);
    v128.store(slot - 16, f64x2.add(sum, d1));
    sum = f64x2.add(sum, f64x2.add(d1, d0));
    v128.store(slot - 32, sum);
    at -= 16;
    other -= 16;
  }
  const left = sum;
  sum = f64x2.splat(0);
  at = values + offset;
  other = at + stride;
  out += offset;
  for (const pairs = end - (w & 1 ? 16 : 0); scratch < pairs; scratch += 32) {
    const a = v128.load(at);
    const b = v128.load(other);
    const d0 = f64x2.sub(v128.shuffle<f64>(a, b, 0, 2), pivots);
    const d1 = f64x2.sub(v128.shuffle<f64>(a, b, 1, 3), pivots);
    const t0 = f64x2.add(f64x2.add(sum, d0), v128.load(scratch));
    sum = f64x2.add(sum, f64x2.add(d0, d1));
    const t1 = f64x2.add(sum, v128.load(scratch, 16));
    const mean0 = f64x2.add(pivots, f64x2.mul(t0, inverse));
    const mean1 = f64x2.add(pivots, f64x2.mul(t1, inverse));
    v128.store(out, v128.shuffle<f64>(mean0, mean1, 0, 2));
    v128.store(out + stride, v128.shuffle<f64>(mean0, mean1, 1, 3));
    at += 16;
    other += 16;
    out += 16;
  }
  if (scratch < end) {
    sum = f64x2.add(sum, f64x2.sub(lanes(at, stride), pivots));
    const total = f64x2.add(sum, v128.load(scratch));
    storeLanes(out, stride, f64x2.add(pivots, f64x2.mul(total, inverse)));
  }
  const size = f64x2.abs(f64x2.add(f64x2.abs(left), f64x2.abs(sum)));
  return ~i64x2.bitmask(f64x2.lt(size, f64x2.splat(1e300))) & 3;
}
