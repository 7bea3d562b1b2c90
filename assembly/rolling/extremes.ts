/**
 * Rolling minimum and maximum of the last w observations, exact.
 *
 * Output t belongs to the values present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, else NaN. NaN and infinities are missing values. An output whose pointer
 * is 0 is not written. 1 <= minimum <= w <= T.
 *
 * Method: van Herk's, see `lanes.ts`: three comparisons a value whatever the data and w. -0 and +0
 * are equal, and either may be the result.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which w * 16 bytes are used.
 */
import { groupsApart, isPresent, lanes, storeLanes } from './lanes';

export function rollingExtremes(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  minima: usize,
  maxima: usize,
  scratch: usize,
): void {
  if (minima) rollingExtreme(values, T, w, minimum, minima, scratch, false);
  if (maxima) rollingExtreme(values, T, w, minimum, maxima, scratch, true);
}

/** The maximum if `highest`, else the minimum; compiled once for each. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function rollingExtreme(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  out: usize,
  scratch: usize,
  highest: bool,
): void {
  oneGroup(values, T, w, minimum, 0, out, scratch, highest);
  let cut = w;
  for (let apart = groupsApart(T, w, cut); apart > 0; apart = groupsApart(T, w, cut)) {
    const distance = apart * w;
    for (const middle = cut + distance; cut < middle; cut += w) {
      const refused = twoGroups(values, w, cut, distance, out, scratch, highest);
      if (refused & 1) oneGroup(values, T, w, minimum, cut, out, scratch, highest);
      if (refused & 2) oneGroup(values, T, w, minimum, cut + distance, out, scratch, highest);
    }
    cut += distance;
  }
  for (; cut < T; cut += w) oneGroup(values, T, w, minimum, cut, out, scratch, highest);
}

/** Two complete groups without missing values; a bit for each that is not. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function twoGroups(
  values: usize,
  w: i32,
  cut: i32,
  distance: i32,
  out: usize,
  scratch: usize,
  highest: bool,
): i32 {
  const stride = (<usize>distance) << 3;
  const offset = (<usize>cut) << 3;
  const end = scratch + ((<usize>w) << 4);
  let at = values + offset;
  let other = at + stride;
  let best = lanes(at, stride);
  // Of all values; NaN or infinite if one of them is.
  let sum = f64x2.splat(0);
  // Two observations a step, so that memory is read and written by the pair.
  let slot = end;
  if (w & 1) {
    slot -= 16;
    v128.store(slot, best);
    at -= 8;
    other -= 8;
  }
  for (; slot > scratch; slot -= 32) {
    const a = v128.load(at - 8);
    const b = v128.load(other - 8);
    const x1 = v128.shuffle<f64>(a, b, 1, 3);
    const x0 = v128.shuffle<f64>(a, b, 0, 2);
    sum = f64x2.add(sum, f64x2.add(x0, x1));
    best = better(best, x1, highest);
    v128.store(slot - 16, best);
    best = better(best, x0, highest);
    v128.store(slot - 32, best);
    at -= 16;
    other -= 16;
  }
  at = values + offset;
  other = at + stride;
  best = lanes(at, stride);
  out += offset;
  for (const pairs = end - (w & 1 ? 16 : 0); scratch < pairs; scratch += 32) {
    const a = v128.load(at);
    const b = v128.load(other);
    const x0 = v128.shuffle<f64>(a, b, 0, 2);
    const x1 = v128.shuffle<f64>(a, b, 1, 3);
    sum = f64x2.add(sum, f64x2.add(x0, x1));
    best = better(best, x0, highest);
    const first = better(best, v128.load(scratch), highest);
    best = better(best, x1, highest);
    const second = better(best, v128.load(scratch, 16), highest);
    v128.store(out, v128.shuffle<f64>(first, second, 0, 2));
    v128.store(out + stride, v128.shuffle<f64>(first, second, 1, 3));
    at += 16;
    other += 16;
    out += 16;
  }
  if (scratch < end) {
    const x = lanes(at, stride);
    sum = f64x2.add(sum, x);
    best = better(best, x, highest);
    storeLanes(out, stride, better(best, v128.load(scratch), highest));
  }
  return ~i64x2.bitmask(f64x2.eq(f64x2.sub(sum, sum), f64x2.splat(0))) & 3;
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function better(best: v128, x: v128, highest: bool): v128 {
  return highest ? f64x2.pmax(best, x) : f64x2.pmin(best, x);
}

/** The windows of one group, with missing values or not, complete or not. */
function oneGroup(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  cut: i32,
  out: usize,
  scratch: usize,
  highest: bool,
): void {
  const first = max(0, cut - w + 1);
  const end = min(T, cut + w);
  const worst = highest ? -Infinity : Infinity;
  let count = 0;
  let best = worst;
  for (let i = cut; i >= first; i--) {
    const x = load<f64>(values + ((<usize>i) << 3));
    if (isPresent(x)) {
      count++;
      if (highest ? x > best : x < best) best = x;
    }
    store<f64>(scratch + ((<usize>(i - first)) << 3), best);
  }
  best = worst;
  for (let t = cut; t < end; t++) {
    if (t > cut) {
      if (t >= w && isPresent(load<f64>(values + ((<usize>(t - w)) << 3)))) count--;
      const x = load<f64>(values + ((<usize>t) << 3));
      if (isPresent(x)) {
        count++;
        if (highest ? x > best : x < best) best = x;
      }
    }
    const other = load<f64>(scratch + ((<usize>(max(0, t - w + 1) - first)) << 3));
    const both = highest ? Math.max(best, other) : Math.min(best, other);
    store<f64>(out + ((<usize>t) << 3), count >= max(1, minimum) ? both : NaN);
  }
}
