/**
 * Rolling mean and standard deviation, divisor n - 1, of the last w observations.
 *
 * Output t belongs to the values present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, n, else NaN, as `rolling(w, min_periods=minimum)` of pandas. NaN and
 * infinities are missing values. The means are not written where `means` is 0.
 * 1 <= minimum <= w <= T.
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
import { groupsApart, lanes, splat, storeLanes } from './lanes';

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
  for (let apart = groupsApart(T, w, cut); apart > 0; apart = groupsApart(T, w, cut)) {
    const distance = apart * w;
    for (const middle = cut + distance; cut < middle; cut += w) {
      const refused = twoGroups(values, w, cut, distance, means, deviations, scratch);
      if (refused & 1) groupMoments(values, T, w, minimum, cut, means, deviations, 0, 0, scratch);
      if (refused & 2) {
        groupMoments(values, T, w, minimum, cut + distance, means, deviations, 0, 0, scratch);
      }
    }
    cut += distance;
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
  distance: i32,
  means: usize,
  deviations: usize,
  scratch: usize,
): i32 {
  const stride = (<usize>distance) << 3;
  const inverse = splat(scratch, 1 / <f64>w);
  const divisor = splat(scratch, 1 / <f64>(w - 1));
  const zero = f64x2.splat(0);
  const offset = (<usize>cut) << 3;
  let at = values + offset;
  const pivots = lanes(at, stride);
  let s1 = zero;
  let s2 = zero;
  // Two observations a step, so that memory is read and written by the pair.
  let slot = scratch + ((<usize>w) << 5);
  if (w & 1) {
    // The observation at the cut itself deviates by nothing.
    slot -= 32;
    v128.store(slot, f64x2.sub(pivots, pivots));
    v128.store(slot, zero, 16);
    at -= 8;
  }
  for (; slot > scratch; slot -= 64) {
    const a = v128.load(at - 8);
    const b = v128.load(at - 8 + stride);
    const d1 = f64x2.sub(v128.shuffle<f64>(a, b, 1, 3), pivots);
    const d0 = f64x2.sub(v128.shuffle<f64>(a, b, 0, 2), pivots);
    const square1 = f64x2.mul(d1, d1);
    v128.store(slot - 32, f64x2.add(s1, d1));
    v128.store(slot - 32, f64x2.add(s2, square1), 16);
    s1 = f64x2.add(s1, f64x2.add(d1, d0));
    s2 = f64x2.add(s2, f64x2.add(square1, f64x2.mul(d0, d0)));
    v128.store(slot - 64, s1);
    v128.store(slot - 64, s2, 16);
    at -= 16;
  }
  const left = s2;
  s1 = zero;
  s2 = zero;
  let smallest = f64x2.splat(Infinity);
  at = values + offset;
  const wantsMeans = means != 0;
  // From here on as distances from `at`.
  means -= values;
  deviations -= values;
  const end = scratch + ((<usize>w) << 5);
  for (const pairs = end - (w & 1 ? 32 : 0); scratch < pairs; scratch += 64) {
    const a = v128.load(at);
    const b = v128.load(at + stride);
    const d0 = f64x2.sub(v128.shuffle<f64>(a, b, 0, 2), pivots);
    const d1 = f64x2.sub(v128.shuffle<f64>(a, b, 1, 3), pivots);
    const square0 = f64x2.mul(d0, d0);
    const t1 = f64x2.add(f64x2.add(s1, d0), v128.load(scratch));
    const t2 = f64x2.add(f64x2.add(s2, square0), v128.load(scratch, 16));
    s1 = f64x2.add(s1, f64x2.add(d0, d1));
    s2 = f64x2.add(s2, f64x2.add(square0, f64x2.mul(d1, d1)));
    const u1 = f64x2.add(s1, v128.load(scratch, 32));
    const u2 = f64x2.add(s2, v128.load(scratch, 48));
    smallest = f64x2.pmin(smallest, f64x2.pmin(t2, u2));
    const m0 = f64x2.mul(t1, inverse);
    const m1 = f64x2.mul(u1, inverse);
    const q0 = f64x2.mul(f64x2.sub(t2, f64x2.mul(t1, m0)), divisor);
    const q1 = f64x2.mul(f64x2.sub(u2, f64x2.mul(u1, m1)), divisor);
    if (wantsMeans) {
      const mean0 = f64x2.add(pivots, m0);
      const mean1 = f64x2.add(pivots, m1);
      v128.store(at + means, v128.shuffle<f64>(mean0, mean1, 0, 2));
      v128.store(at + means + stride, v128.shuffle<f64>(mean0, mean1, 1, 3));
    }
    const e0 = f64x2.sqrt(f64x2.pmax(zero, q0));
    const e1 = f64x2.sqrt(f64x2.pmax(zero, q1));
    v128.store(at + deviations, v128.shuffle<f64>(e0, e1, 0, 2));
    v128.store(at + deviations + stride, v128.shuffle<f64>(e0, e1, 1, 3));
    at += 16;
  }
  if (scratch < end) {
    const d = f64x2.sub(lanes(at, stride), pivots);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, f64x2.mul(d, d));
    const t1 = f64x2.add(s1, v128.load(scratch));
    const t2 = f64x2.add(s2, v128.load(scratch, 16));
    smallest = f64x2.pmin(smallest, t2);
    const m = f64x2.mul(t1, inverse);
    const q = f64x2.mul(f64x2.sub(t2, f64x2.mul(t1, m)), divisor);
    if (wantsMeans) storeLanes(at + means, stride, f64x2.add(pivots, m));
    storeLanes(at + deviations, stride, f64x2.sqrt(f64x2.pmax(zero, q)));
  }
  // A missing value has made its sum NaN, which no comparison accepts.
  const sizes = f64x2.lt(f64x2.add(left, s2), f64x2.splat(1e300));
  const good = v128.and(sizes, f64x2.ge(smallest, f64x2.splat(SMALL_SQUARES)));
  return ~i64x2.bitmask(good) & 3;
}
