/**
 * Rolling maximum drawdown: the deepest fall from a peak within the last w returns.
 *
 * Output t: wealth starts at 1 before the window, is multiplied by 1 + r for each of the returns
 * present among t - w + 1 .. t, and the result is the least `W / (peak so far) - 1`, the start
 * counting as a peak. Never positive, 0 where wealth never falls, -1 where all is lost. It appears as
 * soon as `minimum` returns are present, else NaN. NaN and infinities are missing values, and
 * skipped. Returns are not below -1. 1 <= minimum <= w <= T.
 *
 * Method: see `lanes.ts`. A stretch of returns is summed up by its deepest fall, its lowest wealth and
 * the place of its end below its peak, each as a ratio; two stretches a then b fall at most
 * `min(deepest a, deepest b, (end / peak of a) * lowest b)`. Cost: O(T), whatever w is.
 *
 * Accuracy: at most about w roundings of 1 + result. Growth beyond 1e300 within a window counts as
 * 1e300.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which w * 32 bytes are used.
 */
import { isPresent, lanes, storeLanes } from './lanes';

const CEILING: f64 = 1e300;

export function rollingDrawdown(
  returns: usize,
  T: i32,
  w: i32,
  minimum: i32,
  out: usize,
  scratch: usize,
): void {
  oneGroup(returns, T, w, minimum, 0, out, scratch);
  let cut = w;
  if (minimum <= w) {
    for (; cut + 2 * w <= T; cut += 2 * w) {
      const refused = twoGroups(returns, w, cut, out, scratch);
      if (refused & 1) oneGroup(returns, T, w, minimum, cut, out, scratch);
      if (refused & 2) oneGroup(returns, T, w, minimum, cut + w, out, scratch);
    }
  }
  for (; cut < T; cut += w) oneGroup(returns, T, w, minimum, cut, out, scratch);
}

/** Two complete groups without missing values; a bit for each that is not. */
function twoGroups(returns: usize, w: i32, cut: i32, out: usize, scratch: usize): i32 {
  const stride = (<usize>w) << 3;
  const offset = (<usize>cut) << 3;
  const one = f64x2.splat(1);
  const ceiling = f64x2.splat(CEILING);
  let at = returns + offset;
  let deepest = one;
  let lowest = one;
  let end = one;
  let growth = one;
  let trace = f64x2.splat(0);
  for (let slot = scratch + (stride << 2) - 32; slot >= scratch; slot -= 32) {
    const r = lanes(at, stride);
    trace = f64x2.add(trace, f64x2.sub(r, r));
    const factor = f64x2.add(one, r);
    growth = f64x2.pmin(f64x2.mul(factor, growth), ceiling);
    lowest = f64x2.pmin(f64x2.mul(factor, lowest), one);
    deepest = f64x2.pmin(deepest, lowest);
    end = f64x2.pmin(end, growth);
    v128.store(slot, deepest);
    v128.store(slot, end, 16);
    at -= 8;
  }
  // The return at the cut belongs to the first part.
  deepest = one;
  lowest = one;
  end = one;
  growth = one;
  at = returns + offset;
  out += offset;
  for (let i = 0; ;) {
    const both = f64x2.mul(lowest, v128.load(scratch, 16));
    const ratio = f64x2.pmin(f64x2.pmin(deepest, v128.load(scratch)), both);
    storeLanes(out, stride, f64x2.sub(ratio, one));
    if (++i == w) break;
    scratch += 32;
    at += 8;
    out += 8;
    const r = lanes(at, stride);
    trace = f64x2.add(trace, f64x2.sub(r, r));
    const factor = f64x2.add(one, r);
    growth = f64x2.pmin(f64x2.mul(growth, factor), ceiling);
    lowest = f64x2.pmin(lowest, growth);
    end = f64x2.pmin(f64x2.mul(end, factor), one);
    deepest = f64x2.pmin(deepest, end);
  }
  return ~i64x2.bitmask(f64x2.eq(trace, f64x2.splat(0))) & 3;
}

/** The windows of one group, with missing returns or not, complete or not. */
function oneGroup(
  returns: usize,
  T: i32,
  w: i32,
  minimum: i32,
  cut: i32,
  out: usize,
  scratch: usize,
): void {
  const first = max(0, cut - w + 1);
  const last = min(T, cut + w);
  let count = 0;
  let deepest: f64 = 1;
  let lowest: f64 = 1;
  let end: f64 = 1;
  let growth: f64 = 1;
  for (let i = cut; i >= first; i--) {
    const r = load<f64>(returns + ((<usize>i) << 3));
    if (isPresent(r)) {
      count++;
      growth = Math.min((1 + r) * growth, CEILING);
      lowest = Math.min((1 + r) * lowest, 1);
      deepest = Math.min(deepest, lowest);
      end = Math.min(end, growth);
    }
    const slot = scratch + ((<usize>(i - first)) << 4);
    store<f64>(slot, deepest);
    store<f64>(slot, end, 8);
  }
  deepest = 1;
  lowest = 1;
  end = 1;
  growth = 1;
  for (let t = cut; t < last; t++) {
    if (t > cut) {
      if (t >= w && isPresent(load<f64>(returns + ((<usize>(t - w)) << 3)))) count--;
      const r = load<f64>(returns + ((<usize>t) << 3));
      if (isPresent(r)) {
        count++;
        growth = Math.min(growth * (1 + r), CEILING);
        lowest = Math.min(lowest, growth);
        end = Math.min(end * (1 + r), 1);
        deepest = Math.min(deepest, end);
      }
    }
    const slot = scratch + ((<usize>(max(0, t - w + 1) - first)) << 4);
    const ratio = Math.min(Math.min(deepest, load<f64>(slot)), lowest * load<f64>(slot, 8));
    store<f64>(out + ((<usize>t) << 3), count >= max(1, minimum) ? ratio - 1 : NaN);
  }
}
