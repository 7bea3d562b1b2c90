/**
 * Rolling skewness and excess kurtosis of the last w observations: how a window leans, and how
 * heavy its tails are.
 *
 * Adjusted, as pandas: G1 = g1 sqrt(n (n - 1)) / (n - 2), g1 = m3 / m2^1.5;
 * G2 = ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3)), g2 = m4 / m2^2 - 3.
 *
 * Output t belongs to the values present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, n, else NaN. NaN and infinities are missing values. An output whose pointer
 * is 0 is not written. 1 <= minimum <= w <= T.
 *
 * Method: as in `mean-deviation.ts`, with sums up to the fourth power. Cost: O(T).
 *
 * Special cases: NaN for n < 3 (skewness) or n < 4 (kurtosis), and where all values are equal
 * (pandas writes 0 and -3 there).
 *
 * Accuracy: absolute error usually below 1e-12, of kurtosis below 1e-11 in a calm window soon after
 * a wild one; at most about n^1.5 and n^2 roundings where one value far out is at the cut of
 * groups that are done one by one.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which (w + 2) * 64 bytes are used.
 *
 * Reference: Joanes, Gill, "Comparing measures of sample skewness and kurtosis" (1998).
 */
import { groupMoments, SMALL_SQUARES } from './group-moments';
import { lanes, SPAN, splat, storeLanes } from './lanes';

/** How large w times a sum of fourth powers may be, beside the least square of a sum of squares. */
const TRUST: f64 = 1000;

export function rollingSkewnessKurtosis(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  skewness: usize,
  kurtosis: usize,
  scratch: usize,
): void {
  groupMoments(values, T, w, minimum, 0, 0, 0, skewness, kurtosis, scratch);
  const block = w * SPAN;
  let cut = w;
  // Shorter windows have no kurtosis, and the factors of the fast passes no meaning.
  for (; w > 3 && (T - cut) / (2 * SPAN) >= w; cut += 2 * block) {
    const refused = twoBlocks(values, w, cut, skewness, kurtosis, scratch);
    const middle = cut + block;
    if (refused & 1) groups(values, T, w, minimum, cut, middle, skewness, kurtosis, scratch);
    if (refused & 2) {
      groups(values, T, w, minimum, middle, middle + block, skewness, kurtosis, scratch);
    }
  }
  groups(values, T, w, minimum, cut, T, skewness, kurtosis, scratch);
}

/** Two blocks, each good only if its sums stayed in proportion; a bit for each that is not. */
function twoBlocks(
  values: usize,
  w: i32,
  cut: i32,
  skewness: usize,
  kurtosis: usize,
  scratch: usize,
): i32 {
  const n = <f64>w;
  const width = (<usize>w) << 3;
  const stride = width * SPAN;
  const inverse = splat(scratch, 1 / n);
  const one = f64x2.splat(1);
  const lean = splat(scratch, leanFactor(n));
  const tails = splat(scratch, tailFactor(n));
  const normal = splat(scratch, normalTails(n));
  const offset = (<usize>cut) << 3;
  let at = values + offset;
  let left = at - width;
  let sum = f64x2.splat(0);
  for (let i = left; i < at; i += 8) sum = f64x2.add(sum, lanes(i, stride));
  const pivots = f64x2.mul(sum, inverse);
  let s1 = f64x2.splat(0);
  let s2 = s1;
  let s3 = s1;
  let s4 = s1;
  for (let i = left; i < at; i += 8) {
    const d = f64x2.sub(lanes(i, stride), pivots);
    const square = f64x2.mul(d, d);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, square);
    s3 = f64x2.add(s3, f64x2.mul(square, d));
    s4 = f64x2.add(s4, f64x2.mul(square, square));
  }
  let largest = s4;
  let smallest = s2;
  const wantsSkewness = skewness != 0;
  const wantsKurtosis = kurtosis != 0;
  skewness += offset;
  kurtosis += offset;
  for (const end = at + stride; at < end; at += 8) {
    const entering = f64x2.sub(lanes(at, stride), pivots);
    const leaving = f64x2.sub(lanes(left, stride), pivots);
    const a = f64x2.mul(entering, entering);
    const b = f64x2.mul(leaving, leaving);
    const difference = f64x2.sub(a, b);
    s1 = f64x2.add(s1, f64x2.sub(entering, leaving));
    s2 = f64x2.add(s2, difference);
    s3 = f64x2.add(s3, f64x2.sub(f64x2.mul(a, entering), f64x2.mul(b, leaving)));
    s4 = f64x2.add(s4, f64x2.mul(difference, f64x2.add(a, b)));
    // M2 = s2 - m s1, M3 = s3 - m (2 M2 + s2), M4 = s4 - m (4 s3 - 3 m (M2 + s2)).
    const m = f64x2.mul(s1, inverse);
    const m2 = f64x2.sub(s2, f64x2.mul(m, s1));
    const both = f64x2.add(m2, s2);
    largest = f64x2.pmax(largest, s4);
    smallest = f64x2.pmin(smallest, m2);
    const precision = f64x2.div(one, m2);
    if (wantsSkewness) {
      const m3 = f64x2.sub(s3, f64x2.mul(m, f64x2.add(m2, both)));
      const leaning = f64x2.mul(f64x2.mul(m3, lean), precision);
      storeLanes(skewness, stride, f64x2.mul(leaning, f64x2.sqrt(precision)));
    }
    if (wantsKurtosis) {
      const inner = f64x2.mul(m, both);
      const rest = f64x2.sub(s3, inner);
      const fourfold = f64x2.add(f64x2.add(rest, rest), f64x2.add(rest, rest));
      const m4 = f64x2.sub(s4, f64x2.mul(m, f64x2.add(fourfold, inner)));
      const heaviness = f64x2.mul(f64x2.mul(m4, tails), precision);
      storeLanes(kurtosis, stride, f64x2.sub(f64x2.mul(heaviness, precision), normal));
    }
    left += 8;
    skewness += 8;
    kurtosis += 8;
  }
  // A missing value has made its sum NaN until the end, and no comparison accepts that.
  const finite = f64x2.lt(s4, f64x2.splat(1e300));
  const bound = f64x2.mul(f64x2.mul(smallest, smallest), splat(scratch, TRUST / n));
  const trusted = f64x2.le(largest, bound);
  const good = v128.and(trusted, f64x2.ge(smallest, f64x2.splat(SMALL_SQUARES)));
  return ~i64x2.bitmask(v128.and(finite, good)) & 3;
}

/** The groups with cuts from `cut` up to `end`, nothing subtracted. */
function groups(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  cut: i32,
  end: i32,
  skewness: usize,
  kurtosis: usize,
  scratch: usize,
): void {
  for (; w > 3 && cut + 2 * w <= end; cut += 2 * w) {
    const refused = twoGroups(values, w, cut, skewness, kurtosis, scratch);
    if (refused & 1) {
      groupMoments(values, T, w, minimum, cut, 0, 0, skewness, kurtosis, scratch);
    }
    if (refused & 2) {
      groupMoments(values, T, w, minimum, cut + w, 0, 0, skewness, kurtosis, scratch);
    }
  }
  for (; cut < end; cut += w) {
    groupMoments(values, T, w, minimum, cut, 0, 0, skewness, kurtosis, scratch);
  }
}

/** Two complete groups without missing values or constant windows; a bit for each that is not. */
function twoGroups(
  values: usize,
  w: i32,
  cut: i32,
  skewness: usize,
  kurtosis: usize,
  scratch: usize,
): i32 {
  const n = <f64>w;
  const stride = (<usize>w) << 3;
  const inverse = splat(scratch, 1 / n);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const lean = splat(scratch, leanFactor(n));
  const tails = splat(scratch, tailFactor(n));
  const normal = splat(scratch, normalTails(n));
  let at = values + ((<usize>cut) << 3);
  const pivots = lanes(at, stride);
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  let s4 = zero;
  for (let slot = scratch + (stride << 3) - 64; slot >= scratch; slot -= 64) {
    const d = f64x2.sub(lanes(at, stride), pivots);
    const square = f64x2.mul(d, d);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, square);
    s3 = f64x2.add(s3, f64x2.mul(square, d));
    s4 = f64x2.add(s4, f64x2.mul(square, square));
    v128.store(slot, s1);
    v128.store(slot, s2, 16);
    v128.store(slot, s3, 32);
    v128.store(slot, s4, 48);
    at -= 8;
  }
  const left = s4;
  s1 = zero;
  s2 = zero;
  s3 = zero;
  s4 = zero;
  let smallest = f64x2.splat(Infinity);
  const offset = (<usize>cut) << 3;
  at = values + offset;
  const wantsSkewness = skewness != 0;
  const wantsKurtosis = kurtosis != 0;
  skewness += offset;
  kurtosis += offset;
  for (const end = scratch + (stride << 3); scratch < end; scratch += 64) {
    const d = f64x2.sub(lanes(at, stride), pivots);
    const square = f64x2.mul(d, d);
    s1 = f64x2.add(s1, d);
    s2 = f64x2.add(s2, square);
    s3 = f64x2.add(s3, f64x2.mul(square, d));
    s4 = f64x2.add(s4, f64x2.mul(square, square));
    const t1 = f64x2.add(s1, v128.load(scratch));
    const t2 = f64x2.add(s2, v128.load(scratch, 16));
    const t3 = f64x2.add(s3, v128.load(scratch, 32));
    const t4 = f64x2.add(s4, v128.load(scratch, 48));
    smallest = f64x2.pmin(smallest, t2);
    // M2 = t2 - m t1, M3 = t3 - m (2 M2 + t2), M4 = t4 - m (4 t3 - 3 m (M2 + t2)).
    const m = f64x2.mul(t1, inverse);
    const m2 = f64x2.sub(t2, f64x2.mul(m, t1));
    const both = f64x2.add(m2, t2);
    const precision = f64x2.div(one, m2);
    if (wantsSkewness) {
      const m3 = f64x2.sub(t3, f64x2.mul(m, f64x2.add(m2, both)));
      const leaning = f64x2.mul(f64x2.mul(m3, lean), precision);
      storeLanes(skewness, stride, f64x2.mul(leaning, f64x2.sqrt(precision)));
    }
    if (wantsKurtosis) {
      const inner = f64x2.mul(m, both);
      const rest = f64x2.sub(t3, inner);
      const fourfold = f64x2.add(f64x2.add(rest, rest), f64x2.add(rest, rest));
      const m4 = f64x2.sub(t4, f64x2.mul(m, f64x2.add(fourfold, inner)));
      const heaviness = f64x2.mul(f64x2.mul(m4, tails), precision);
      storeLanes(kurtosis, stride, f64x2.sub(f64x2.mul(heaviness, precision), normal));
    }
    at += 8;
    skewness += 8;
    kurtosis += 8;
  }
  // A missing value has made its sum NaN, which no comparison accepts.
  const sizes = f64x2.lt(f64x2.add(left, s4), f64x2.splat(1e300));
  const good = v128.and(sizes, f64x2.ge(smallest, f64x2.splat(SMALL_SQUARES)));
  return ~i64x2.bitmask(good) & 3;
}

// With central sums M2, M3, M4: G1 = lean M3 / (M2 sqrt(M2)), G2 = tails M4 / M2^2 - normal.
function leanFactor(n: f64): f64 {
  return (n * Math.sqrt(n - 1)) / (n - 2);
}

function tailFactor(n: f64): f64 {
  return (((n + 1) * n) / (n - 2) / (n - 3)) * (n - 1);
}

function normalTails(n: f64): f64 {
  return (3 * (n - 1) * (n - 1)) / (n - 2) / (n - 3);
}
