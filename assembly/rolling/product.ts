/**
 * Rolling compounded return: `prod(1 + r) - 1` over the last w returns.
 *
 * Output t belongs to the returns present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, else NaN. NaN and infinities are missing values, and skipped.
 * 1 <= minimum <= w <= T. For each product afresh, and only of complete windows, see
 * `compoundWindows`.
 *
 * Method: see `lanes.ts`. Nothing is ever divided away, so that a return of -1 or a tiny factor leaves
 * no trace once it has left. The first parts wait in `out` for the second. Cost: O(T).
 *
 * Special cases: a window with a return of -1 gives exactly -1, one without returns other than 0
 * exactly 0; a product beyond the range of doubles gives infinity or -1.
 *
 * Accuracy: at most about w roundings of 1 + result. No scratch. `out` is not `returns`.
 */
import { isPresent, lanes, powerOfTwo, storeLanes } from './lanes';

/** Partial products outside have left the safe range, and their windows are done alone. */
const SAFE_LOW: f64 = 1e-280;
const SAFE_HIGH: f64 = 1e280;

export function rollingProduct(returns: usize, T: i32, w: i32, minimum: i32, out: usize): void {
  oneGroup(returns, T, w, minimum, 0, out);
  let cut = w;
  if (minimum <= w) {
    for (; cut + 2 * w <= T; cut += 2 * w) {
      const refused = twoGroups(returns, w, cut, out);
      if (refused & 1) oneGroup(returns, T, w, minimum, cut, out);
      if (refused & 2) oneGroup(returns, T, w, minimum, cut + w, out);
    }
  }
  for (; cut < T; cut += w) oneGroup(returns, T, w, minimum, cut, out);
}

/** Two complete groups of ordinary returns; a bit for each that is not. */
function twoGroups(returns: usize, w: i32, cut: i32, out: usize): i32 {
  const stride = (<usize>w) << 3;
  const offset = (<usize>cut) << 3;
  const one = f64x2.splat(1);
  let at = returns + offset;
  out += offset;
  let to = out + stride - 8;
  let product = one;
  let smallest = one;
  let largest = one;
  for (; to >= out; to -= 8) {
    product = f64x2.mul(f64x2.add(one, lanes(at, stride)), product);
    smallest = f64x2.pmin(smallest, product);
    largest = f64x2.pmax(largest, product);
    storeLanes(to, stride, product);
    at -= 8;
  }
  const left = product;
  product = one;
  at = returns + offset;
  for (let i = 0; ;) {
    storeLanes(out, stride, f64x2.sub(f64x2.mul(product, lanes(out, stride)), one));
    if (++i == w) break;
    at += 8;
    out += 8;
    product = f64x2.mul(product, f64x2.add(one, lanes(at, stride)));
    smallest = f64x2.pmin(smallest, product);
    largest = f64x2.pmax(largest, product);
  }
  // A missing return has made its product NaN, which no comparison accepts.
  const low = f64x2.gt(smallest, f64x2.splat(SAFE_LOW));
  const high = f64x2.lt(largest, f64x2.splat(SAFE_HIGH));
  const there = f64x2.lt(f64x2.mul(left, product), f64x2.splat(Infinity));
  return ~i64x2.bitmask(v128.and(v128.and(low, high), there)) & 3;
}

/** The windows of one group, with missing returns or not, complete or not. */
function oneGroup(returns: usize, T: i32, w: i32, minimum: i32, cut: i32, out: usize): void {
  const first = max(0, cut - w + 1);
  const end = min(T, cut + w);
  let count = 0;
  let lost = -1;
  let product: f64 = 1;
  for (let i = cut; i >= first; i--) {
    const r = load<f64>(returns + ((<usize>i) << 3));
    if (isPresent(r)) {
      count++;
      product *= 1 + r;
      if (r == -1) lost = max(lost, i);
    }
    // Where the window ends that begins here.
    const t = cut == 0 ? 0 : i + w - 1;
    if (t < T) store<f64>(out + ((<usize>t) << 3), product);
  }
  const whole = product;
  product = 1;
  for (let t = cut; t < end; t++) {
    if (t > cut) {
      if (t >= w && isPresent(load<f64>(returns + ((<usize>(t - w)) << 3)))) count--;
      const r = load<f64>(returns + ((<usize>t) << 3));
      if (isPresent(r)) {
        count++;
        product *= 1 + r;
        if (r == -1) lost = t;
      }
    }
    const start = max(0, t - w + 1);
    const to = out + ((<usize>t) << 3);
    const left = cut == 0 ? whole : load<f64>(to);
    if (count < max(1, minimum)) {
      store<f64>(to, NaN);
    } else if (lost >= start) {
      store<f64>(to, -1);
    } else if (isSafe(product) && isSafe(left)) {
      store<f64>(to, product * left - 1);
    } else {
      store<f64>(to, alone(returns, start, t));
    }
  }
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function isSafe(product: f64): bool {
  const size = Math.abs(product);
  return size > SAFE_LOW && size < SAFE_HIGH;
}

/** One product with its exponent kept apart. */
function alone(returns: usize, first: i32, last: i32): f64 {
  let product: f64 = 1;
  let exponent = 0;
  for (let i = first; i <= last; i++) {
    const r = load<f64>(returns + ((<usize>i) << 3));
    if (!isPresent(r)) continue;
    const factor = 1 + r;
    const size = Math.abs(factor);
    if (size > 1e150) {
      product *= factor * powerOfTwo(-600);
      exponent += 600;
    } else product *= factor;
    if (Math.abs(product) > 1e150) {
      product *= powerOfTwo(-600);
      exponent += 600;
    } else if (Math.abs(product) < 1e-150) {
      product *= powerOfTwo(600);
      exponent -= 600;
    }
  }
  for (; exponent > 0; exponent -= 600) product *= powerOfTwo(600);
  for (; exponent < 0 && product != 0; exponent += 600) product *= powerOfTwo(-600);
  return product - 1;
}
