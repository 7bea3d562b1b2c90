/**
 * Rolling beta of y on x, cov(x, y) / var(x), and correlation, over the last w pairs.
 *
 * Output t belongs to the complete pairs among t - w + 1 .. t (fewer at the start) as soon as there are
 * `minimum` of them, else NaN. A pair with a NaN or an infinity is missing.
 * 1 <= minimum <= w <= T.
 *
 * Method: as in `mean-deviation.ts`, with both pivots taken from the pair at the cut. Cost: O(T).
 *
 * Special cases: fewer than two pairs give NaN; so does a constant x, exactly, and for the correlation
 * a constant y. Where only y is constant beta is 0. The correlation is never beyond -1 and 1.
 *
 * Accuracy: absolute error of the correlation at most about n roundings, of which usually a few
 * occur; of beta that times sd(y) / sd(x).
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which w * 80 bytes are used.
 */
import { SMALL_SQUARES } from './group-moments';
import {
  balancingExponent,
  groupsApart,
  isPresent,
  lanes,
  largestPresent,
  powerOfTwo,
  splat,
  storeLanes,
} from './lanes';

export function rollingBetaCorrelation(
  x: usize,
  y: usize,
  T: i32,
  w: i32,
  minimum: i32,
  beta: usize,
  correlation: usize,
  scratch: usize,
): void {
  oneGroup(x, y, T, w, minimum, 0, beta, correlation, scratch);
  let cut = w;
  for (let apart = groupsApart(T, w, cut); apart > 0; apart = groupsApart(T, w, cut)) {
    const distance = apart * w;
    for (const middle = cut + distance; cut < middle; cut += w) {
      const refused = twoGroups(x, y, w, cut, distance, beta, correlation, scratch);
      if (refused & 1) oneGroup(x, y, T, w, minimum, cut, beta, correlation, scratch);
      if (refused & 2) oneGroup(x, y, T, w, minimum, cut + distance, beta, correlation, scratch);
    }
    cut += distance;
  }
  for (; cut < T; cut += w) oneGroup(x, y, T, w, minimum, cut, beta, correlation, scratch);
}

/** Two complete groups without missing pairs or constant windows; a bit for each that is not. */
function twoGroups(
  x: usize,
  y: usize,
  w: i32,
  cut: i32,
  distance: i32,
  beta: usize,
  correlation: usize,
  scratch: usize,
): i32 {
  const stride = (<usize>distance) << 3;
  const offset = (<usize>cut) << 3;
  const inverse = splat(scratch, 1 / <f64>w);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const minusOne = f64x2.splat(-1);
  const bytes = <usize>w * 80;
  let atX = x + offset;
  let atY = y + offset;
  const pivotX = lanes(atX, stride);
  const pivotY = lanes(atY, stride);
  let sx = zero;
  let sy = zero;
  let sxx = zero;
  let syy = zero;
  let sxy = zero;
  for (let slot = scratch + bytes - 80; slot >= scratch; slot -= 80) {
    const dx = f64x2.sub(lanes(atX, stride), pivotX);
    const dy = f64x2.sub(lanes(atY, stride), pivotY);
    sx = f64x2.add(sx, dx);
    sy = f64x2.add(sy, dy);
    sxx = f64x2.add(sxx, f64x2.mul(dx, dx));
    syy = f64x2.add(syy, f64x2.mul(dy, dy));
    sxy = f64x2.add(sxy, f64x2.mul(dx, dy));
    v128.store(slot, sx);
    v128.store(slot, sy, 16);
    v128.store(slot, sxx, 32);
    v128.store(slot, syy, 48);
    v128.store(slot, sxy, 64);
    atX -= 8;
    atY -= 8;
  }
  const left = f64x2.add(sxx, syy);
  sx = zero;
  sy = zero;
  sxx = zero;
  syy = zero;
  sxy = zero;
  let smallest = f64x2.splat(Infinity);
  atX = x + offset;
  atY = y + offset;
  beta += offset;
  correlation += offset;
  for (const end = scratch + bytes; scratch < end; scratch += 80) {
    const dx = f64x2.sub(lanes(atX, stride), pivotX);
    const dy = f64x2.sub(lanes(atY, stride), pivotY);
    sx = f64x2.add(sx, dx);
    sy = f64x2.add(sy, dy);
    sxx = f64x2.add(sxx, f64x2.mul(dx, dx));
    syy = f64x2.add(syy, f64x2.mul(dy, dy));
    sxy = f64x2.add(sxy, f64x2.mul(dx, dy));
    const tx = f64x2.add(sx, v128.load(scratch));
    const ty = f64x2.add(sy, v128.load(scratch, 16));
    const txx = f64x2.add(sxx, v128.load(scratch, 32));
    const tyy = f64x2.add(syy, v128.load(scratch, 48));
    const txy = f64x2.add(sxy, v128.load(scratch, 64));
    smallest = f64x2.pmin(smallest, f64x2.pmin(txx, tyy));
    const mx = f64x2.mul(tx, inverse);
    const vx = f64x2.sub(txx, f64x2.mul(tx, mx));
    const vy = f64x2.sub(tyy, f64x2.mul(ty, f64x2.mul(ty, inverse)));
    const c = f64x2.sub(txy, f64x2.mul(ty, mx));
    storeLanes(beta, stride, f64x2.div(c, vx));
    const r = f64x2.div(c, f64x2.sqrt(f64x2.mul(vx, vy)));
    storeLanes(correlation, stride, f64x2.pmax(f64x2.pmin(r, one), minusOne));
    atX += 8;
    atY += 8;
    beta += 8;
    correlation += 8;
  }
  // A missing value has made its sum NaN, which no comparison accepts.
  const sizes = f64x2.lt(f64x2.add(left, f64x2.add(sxx, syy)), f64x2.splat(1e150));
  const good = v128.and(sizes, f64x2.ge(smallest, f64x2.splat(SMALL_SQUARES)));
  return ~i64x2.bitmask(good) & 3;
}

/** The windows of one group, with missing pairs or not, complete or not, of any scale. */
function oneGroup(
  x: usize,
  y: usize,
  T: i32,
  w: i32,
  minimum: i32,
  cut: i32,
  beta: usize,
  correlation: usize,
  scratch: usize,
): void {
  const first = max(0, cut - w + 1);
  const end = min(T, cut + w);
  const begin = (<usize>first) << 3;
  const exponentX = balancingExponent(largestPresent(x + begin, end - first));
  const exponentY = balancingExponent(largestPresent(y + begin, end - first));
  const scaleX = powerOfTwo(exponentX);
  const scaleY = powerOfTwo(exponentY);
  let pivotX: f64 = 0;
  let pivotY: f64 = 0;
  let before = 0;
  let sx: f64 = 0;
  let sy: f64 = 0;
  let sxx: f64 = 0;
  let syy: f64 = 0;
  let sxy: f64 = 0;
  for (let i = cut; i >= first; i--) {
    const a = load<f64>(x + ((<usize>i) << 3));
    const b = load<f64>(y + ((<usize>i) << 3));
    if (isPair(a, b)) {
      if (before == 0) {
        pivotX = a * scaleX;
        pivotY = b * scaleY;
      }
      before++;
      const dx = a * scaleX - pivotX;
      const dy = b * scaleY - pivotY;
      sx += dx;
      sy += dy;
      sxx += dx * dx;
      syy += dy * dy;
      sxy += dx * dy;
    }
    const slot = scratch + <usize>(i - first) * 40;
    store<f64>(slot, sx);
    store<f64>(slot, sy, 8);
    store<f64>(slot, sxx, 16);
    store<f64>(slot, syy, 24);
    store<f64>(slot, sxy, 32);
  }

  // A run of equal values that reaches back over the whole window makes it constant.
  let runX = 0;
  let runY = 0;
  let lastX = NaN;
  let lastY = NaN;
  for (let i = first; i <= cut; i++) {
    const a = load<f64>(x + ((<usize>i) << 3));
    const b = load<f64>(y + ((<usize>i) << 3));
    if (!isPair(a, b)) continue;
    runX = a == lastX ? runX + 1 : 1;
    runY = b == lastY ? runY + 1 : 1;
    lastX = a;
    lastY = b;
  }

  sx = 0;
  sy = 0;
  sxx = 0;
  syy = 0;
  sxy = 0;
  let behind = 0;
  let pivotIsLeft = before > 0;
  for (let t = cut; t < end; t++) {
    const start = max(0, t - w + 1);
    if (t > cut) {
      const gone = (<usize>(t - w)) << 3;
      if (t >= w && isPair(load<f64>(x + gone), load<f64>(y + gone))) before--;
      let from = t;
      if (before == 0 && pivotIsLeft) {
        // The pivot has left: begin again about a pair that is still in the window.
        pivotIsLeft = false;
        from = cut + 1;
        behind = 0;
        sx = 0;
        sy = 0;
        sxx = 0;
        syy = 0;
        sxy = 0;
      }
      for (let i = from; i <= t; i++) {
        const a = load<f64>(x + ((<usize>i) << 3));
        const b = load<f64>(y + ((<usize>i) << 3));
        if (!isPair(a, b)) continue;
        if (behind == 0 && !pivotIsLeft) {
          pivotX = a * scaleX;
          pivotY = b * scaleY;
        }
        behind++;
        const dx = a * scaleX - pivotX;
        const dy = b * scaleY - pivotY;
        sx += dx;
        sy += dy;
        sxx += dx * dx;
        syy += dy * dy;
        sxy += dx * dy;
        if (i == t) {
          runX = a == lastX ? runX + 1 : 1;
          runY = b == lastY ? runY + 1 : 1;
          lastX = a;
          lastY = b;
        }
      }
    }
    const at = (<usize>t) << 3;
    const count = before + behind;
    let slope = NaN;
    let r = NaN;
    if (count >= max(2, minimum) && runX < count) {
      if (runY >= count) slope = 0;
      else {
        const n = <f64>count;
        let tx = sx;
        let ty = sy;
        let txx = sxx;
        let tyy = syy;
        let txy = sxy;
        if (before > 0) {
          const slot = scratch + <usize>(start - first) * 40;
          tx += load<f64>(slot);
          ty += load<f64>(slot, 8);
          txx += load<f64>(slot, 16);
          tyy += load<f64>(slot, 24);
          txy += load<f64>(slot, 32);
        }
        if (txx < SMALL_SQUARES || tyy < SMALL_SQUARES) {
          alone(x, y, start, t, n, beta + at, correlation + at);
          continue;
        }
        const vx = txx - (tx * tx) / n;
        const vy = tyy - (ty * ty) / n;
        const c = txy - (tx * ty) / n;
        slope = shift(c / vx, exponentX - exponentY);
        r = c / (Math.sqrt(vx) * Math.sqrt(vy));
      }
    }
    store<f64>(beta + at, slope);
    store<f64>(correlation + at, Math.max(-1, Math.min(1, r)));
  }
}

/** One window whose deviations are far smaller than what else is in its group. */
function alone(x: usize, y: usize, first: i32, last: i32, n: f64, beta: usize, r: usize): void {
  const exponentX = deviationExponent(x, y, x, first, last);
  const exponentY = deviationExponent(x, y, y, first, last);
  let tx: f64 = 0;
  let ty: f64 = 0;
  let txx: f64 = 0;
  let tyy: f64 = 0;
  let txy: f64 = 0;
  let pivotX = NaN;
  let pivotY = NaN;
  for (let i = first; i <= last; i++) {
    const a = load<f64>(x + ((<usize>i) << 3));
    const b = load<f64>(y + ((<usize>i) << 3));
    if (!isPair(a, b)) continue;
    if (pivotX != pivotX) {
      pivotX = a;
      pivotY = b;
    }
    const dx = scaledDifference(a, pivotX, exponentX);
    const dy = scaledDifference(b, pivotY, exponentY);
    tx += dx;
    ty += dy;
    txx += dx * dx;
    tyy += dy * dy;
    txy += dx * dy;
  }
  const vx = txx - (tx * tx) / n;
  const vy = tyy - (ty * ty) / n;
  const c = txy - (tx * ty) / n;
  store<f64>(beta, shift(c / vx, exponentX - exponentY));
  store<f64>(r, Math.max(-1, Math.min(1, c / (Math.sqrt(vx) * Math.sqrt(vy)))));
}

/** The exponent for the largest deviation, of one of the two series, from its first value. */
function deviationExponent(x: usize, y: usize, values: usize, first: i32, last: i32): i32 {
  let pivot = NaN;
  let largest: f64 = 0;
  for (let i = first; i <= last; i++) {
    const offset = (<usize>i) << 3;
    if (!isPair(load<f64>(x + offset), load<f64>(y + offset))) continue;
    const value = load<f64>(values + offset);
    if (pivot != pivot) pivot = value;
    largest = Math.max(largest, Math.min(Math.abs(value - pivot), f64.MAX_VALUE));
  }
  return balancingExponent(largest);
}

/** (a - b) * 2^exponent, also where a - b alone would be out of range. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function scaledDifference(a: f64, b: f64, exponent: i32): f64 {
  const scale = powerOfTwo(exponent);
  return exponent < 0 ? a * scale - b * scale : (a - b) * scale;
}

/** value * 2^exponent, in two steps since one factor may be out of range. */
function shift(value: f64, exponent: i32): f64 {
  const half = exponent >> 1;
  return value * powerOfTwo(half) * powerOfTwo(exponent - half);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function isPair(a: f64, b: f64): bool {
  return isPresent(a) && isPresent(b);
}
