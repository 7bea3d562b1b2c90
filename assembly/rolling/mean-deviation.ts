/**
 * Rolling mean and standard deviation, divisor n - 1, of the last w observations.
 *
 * Output t belongs to the values present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, n, else NaN, as `rolling(w, min_periods=minimum)` of pandas. NaN and
 * infinities are missing values. 1 <= minimum <= w <= T.
 *
 * Method: see `lanes.ts`; sums of deviations and squared deviations from the value at the cut,
 * which is in every window of its group. It is at most sqrt(n - 1) standard deviations from
 * the window's mean, so that little cancels; nothing is subtracted from a running sum, so that
 * an outlier leaves no trace. Cost: O(T), whatever w is.
 *
 * Special cases: a single value has a deviation of NaN, a constant window of exactly 0.
 *
 * Accuracy: relative error of the deviation at most about n roundings, of which usually a few
 * occur, on any level and any scale.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which (w + 2) * 32 bytes are used.
 */
import { groupMoments, SMALL_SQUARES } from './group-moments';
import { lanes, storeLanes } from './lanes';

export function rollingMeanDeviation(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  means: usize,
  deviations: usize,
  scratch: usize,
): void {
  groupMoments(values, T, w, minimum, 0, means, deviations, 0, 0, scratch);
  let cut = w;
  if (minimum <= w) {
    for (; cut + 2 * w <= T; cut += 2 * w) {
      const refused = twoGroups(values, w, cut, means, deviations, scratch);
      if (refused & 1) {
        groupMoments(values, T, w, minimum, cut, means, deviations, 0, 0, scratch);
      }
      if (refused & 2) {
        groupMoments(values, T, w, minimum, cut + w, means, deviations, 0, 0, scratch);
      }
    }
  }
  for (; cut < T; cut += w) {
    groupMoments(values, T, w, minimum, cut, means, deviations, 0, 0, scratch);
  }
}

/** Two complete groups without missing values or constant windows; a bit for each that is not. */
function twoGroups(
  values: usize,
  w: i32,
  cut: i32,
  means: usize,
  deviations: usize,
  scratch: usize,
): i32 {
  const stride = (<usize>w) << 3;
  const inverse = f64x2.splat(1 / <f64>w);
  const divisor = f64x2.splat(1 / <f64>(w - 1));
  const zero = f64x2.splat(0);
  let at = values + ((<usize>cut) << 3);
  const pivots = lanes(at, stride);
  let s1 = zero;
  let s2 = zero;
  for (let slot = scratch + (stride << 2) - 32; slot >= scratch; slot -= 32) {
    const d = f64x2.sub(lanes(at, stride), pivots);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, f64x2.mul(d, d));
    v128.store(slot, s1);
    v128.store(slot, s2, 16);
    at -= 8;
  }
  const left = s2;
  s1 = zero;
  s2 = zero;
  let smallest = f64x2.splat(Infinity);
  const offset = (<usize>cut) << 3;
  at = values + offset;
  means += offset;
  deviations += offset;
  for (const end = scratch + (stride << 2); scratch < end; scratch += 32) {
    const d = f64x2.sub(lanes(at, stride), pivots);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, f64x2.mul(d, d));
    const t1 = f64x2.add(s1, v128.load(scratch));
    const t2 = f64x2.add(s2, v128.load(scratch, 16));
    const m = f64x2.mul(t1, inverse);
    const squares = f64x2.pmax(zero, f64x2.sub(t2, f64x2.mul(t1, m)));
    smallest = f64x2.pmin(smallest, t2);
    storeLanes(means, stride, f64x2.add(pivots, m));
    storeLanes(deviations, stride, f64x2.sqrt(f64x2.mul(squares, divisor)));
    at += 8;
    means += 8;
    deviations += 8;
  }
  // A missing value has made its sum NaN, which no comparison accepts.
  const sizes = f64x2.lt(f64x2.add(left, s2), f64x2.splat(1e300));
  const good = v128.and(sizes, f64x2.ge(smallest, f64x2.splat(SMALL_SQUARES)));
  return ~i64x2.bitmask(good) & 3;
}
