/**
 * Rolling minimum and maximum of the last w observations, exact.
 *
 * Output t belongs to the values present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, else NaN. NaN and infinities are missing values.
 * 1 <= minimum <= w <= T.
 *
 * Method: van Herk's, see `lanes.ts`: three comparisons a value whatever the data and w. -0 and +0
 * are equal, and either may be the result.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which w * 32 bytes are used.
 */
import { isPresent, lanes, storeLanes } from './lanes';

export function rollingExtremes(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  minima: usize,
  maxima: usize,
  scratch: usize,
): void {
  oneGroup(values, T, w, minimum, 0, minima, maxima, scratch);
  let cut = w;
  if (minimum <= w) {
    for (; cut + 2 * w <= T; cut += 2 * w) {
      const refused = twoGroups(values, w, cut, minima, maxima, scratch);
      if (refused & 1) oneGroup(values, T, w, minimum, cut, minima, maxima, scratch);
      if (refused & 2) oneGroup(values, T, w, minimum, cut + w, minima, maxima, scratch);
    }
  }
  for (; cut < T; cut += w) oneGroup(values, T, w, minimum, cut, minima, maxima, scratch);
}

/** Two complete groups without missing values; a bit for each that is not. */
function twoGroups(
  values: usize,
  w: i32,
  cut: i32,
  minima: usize,
  maxima: usize,
  scratch: usize,
): i32 {
  const stride = (<usize>w) << 3;
  const offset = (<usize>cut) << 3;
  let at = values + offset;
  let low = lanes(at, stride);
  let high = low;
  // Stays zero until a value is missing: x - x is then NaN.
  let traceA = f64x2.sub(low, low);
  for (let slot = scratch + (stride << 2) - 32; slot >= scratch; slot -= 32) {
    const x = lanes(at, stride);
    low = f64x2.pmin(low, x);
    high = f64x2.pmax(high, x);
    traceA = f64x2.add(traceA, f64x2.sub(x, x));
    v128.store(slot, low);
    v128.store(slot, high, 16);
    at -= 8;
  }
  at = values + offset;
  low = lanes(at, stride);
  high = low;
  let traceB = f64x2.splat(0);
  minima += offset;
  maxima += offset;
  for (const end = scratch + (stride << 2); scratch < end; scratch += 32) {
    const x = lanes(at, stride);
    low = f64x2.pmin(low, x);
    high = f64x2.pmax(high, x);
    traceB = f64x2.add(traceB, f64x2.sub(x, x));
    storeLanes(minima, stride, f64x2.pmin(low, v128.load(scratch)));
    storeLanes(maxima, stride, f64x2.pmax(high, v128.load(scratch, 16)));
    at += 8;
    minima += 8;
    maxima += 8;
  }
  return ~i64x2.bitmask(f64x2.eq(f64x2.add(traceA, traceB), f64x2.splat(0))) & 3;
}

/** The windows of one group, with missing values or not, complete or not. */
function oneGroup(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  cut: i32,
  minima: usize,
  maxima: usize,
  scratch: usize,
): void {
  const first = max(0, cut - w + 1);
  const end = min(T, cut + w);
  let count = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = cut; i >= first; i--) {
    const x = load<f64>(values + ((<usize>i) << 3));
    if (isPresent(x)) {
      count++;
      low = x < low ? x : low;
      high = x > high ? x : high;
    }
    const slot = scratch + ((<usize>(i - first)) << 4);
    store<f64>(slot, low);
    store<f64>(slot, high, 8);
  }
  low = Infinity;
  high = -Infinity;
  for (let t = cut; t < end; t++) {
    if (t > cut) {
      if (t >= w && isPresent(load<f64>(values + ((<usize>(t - w)) << 3)))) count--;
      const x = load<f64>(values + ((<usize>t) << 3));
      if (isPresent(x)) {
        count++;
        low = x < low ? x : low;
        high = x > high ? x : high;
      }
    }
    const slot = scratch + ((<usize>(max(0, t - w + 1) - first)) << 4);
    const enough = count >= max(1, minimum);
    const at = (<usize>t) << 3;
    store<f64>(minima + at, enough ? Math.min(low, load<f64>(slot)) : NaN);
    store<f64>(maxima + at, enough ? Math.max(high, load<f64>(slot, 8)) : NaN);
  }
}
