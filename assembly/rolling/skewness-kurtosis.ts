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
 * Accuracy: absolute error usually below 1e-12; at most about n^1.5 and n^2 roundings where
 * one value far out is at the cut.
 *
 * Scratch: `rollingScratchBytes(T, w)`, of which (w + 2) * 64 bytes are used.
 *
 * Reference: Joanes, Gill, "Comparing measures of sample skewness and kurtosis" (1998).
 */
import { groupMoments, SMALL_SQUARES } from './group-moments';
import { groupsApart, lanes, splat, storeLanes } from './lanes';

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
  let cut = w;
  // Shorter windows have no kurtosis, and the factors of the fast pass no meaning.
  for (let apart = groupsApart(T, w, cut); apart > 0 && w > 3; apart = groupsApart(T, w, cut)) {
    const distance = apart * w;
    for (const middle = cut + distance; cut < middle; cut += w) {
      const refused = twoGroups(values, w, cut, distance, skewness, kurtosis, scratch);
      if (refused & 1) groupMoments(values, T, w, minimum, cut, 0, 0, skewness, kurtosis, scratch);
      if (refused & 2) {
        groupMoments(values, T, w, minimum, cut + distance, 0, 0, skewness, kurtosis, scratch);
      }
    }
    cut += distance;
  }
  for (; cut < T; cut += w) {
    groupMoments(values, T, w, minimum, cut, 0, 0, skewness, kurtosis, scratch);
  }
}

/** Two complete groups without missing values or constant windows; a bit for each that is not. */
function twoGroups(
  values: usize,
  w: i32,
  cut: i32,
  distance: i32,
  skewness: usize,
  kurtosis: usize,
  scratch: usize,
): i32 {
  const n = <f64>w;
  const stride = (<usize>distance) << 3;
  const inverse = splat(scratch, 1 / n);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  // With central sums M2, M3, M4: G1 = lean M3 / (M2 sqrt(M2)), G2 = tails M4 / M2^2 - normal.
  const lean = splat(scratch, (n * Math.sqrt(n - 1)) / (n - 2));
  const tails = splat(scratch, (((n + 1) * n) / (n - 2) / (n - 3)) * (n - 1));
  const normal = splat(scratch, (3 * (n - 1) * (n - 1)) / (n - 2) / (n - 3));
  let at = values + ((<usize>cut) << 3);
  const pivots = lanes(at, stride);
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  let s4 = zero;
  const end = scratch + ((<usize>w) << 6);
  let slot = end;
  let other = at + stride;
  if (w & 1) {
    // The observation at the cut itself deviates by nothing.
    slot -= 64;
    v128.store(slot, zero);
    v128.store(slot, zero, 16);
    v128.store(slot, zero, 32);
    v128.store(slot, zero, 48);
    at -= 8;
    other -= 8;
  }
  for (; slot > scratch; slot -= 128) {
    const a = v128.load(at - 8);
    const b = v128.load(other - 8);
    const d1 = f64x2.sub(v128.shuffle<f64>(a, b, 1, 3), pivots);
    const d0 = f64x2.sub(v128.shuffle<f64>(a, b, 0, 2), pivots);
    const square1 = f64x2.mul(d1, d1);
    const square0 = f64x2.mul(d0, d0);
    s1 = f64x2.add(s1, d1);
    s2 = f64x2.add(s2, square1);
    s3 = f64x2.add(s3, f64x2.mul(square1, d1));
    s4 = f64x2.add(s4, f64x2.mul(square1, square1));
    v128.store(slot - 64, s1);
    v128.store(slot - 64, s2, 16);
    v128.store(slot - 64, s3, 32);
    v128.store(slot - 64, s4, 48);
    s1 = f64x2.add(s1, d0);
    s2 = f64x2.add(s2, square0);
    s3 = f64x2.add(s3, f64x2.mul(square0, d0));
    s4 = f64x2.add(s4, f64x2.mul(square0, square0));
    v128.store(slot - 128, s1);
    v128.store(slot - 128, s2, 16);
    v128.store(slot - 128, s3, 32);
    v128.store(slot - 128, s4, 48);
    at -= 16;
    other -= 16;
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
  for (; scratch < end; scratch += 64) {
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
