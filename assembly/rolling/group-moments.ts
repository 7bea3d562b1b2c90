/**
 * Moments of the windows of one group, one after the other: the careful way.
 *
 * The rolling kernels take it where their fast pass does not apply: missing values, the windows
 * at the start that are still growing, the end of the series, constant windows, and numbers so
 * large or small that their powers leave the range of doubles.
 *
 * Method: sums of powers of the deviations from a pivot that is itself in the window: the present
 * value nearest to the cut on its left, and once that has left, the first on its right. A pivot
 * inside the window is at most sqrt(n - 1) standard deviations from its mean, hence the
 * relative error of a variance is at most about n roundings whatever the data. Extreme groups are
 * multiplied by a power of two; a window whose deviations are below about 1e-70 of what else is
 * in its group is summed alone.
 *
 * Writes the outputs that end at cut .. cut + w - 1 (before T) to each pointer that is not 0.
 * Scratch: (w + 2) * 32 bytes.
 */
import { balancingExponent, isPresent, largestPresent, powerOfTwo } from './lanes';

/** Sums of squares below it may have lost digits of their fourth powers. */
export const SMALL_SQUARES: f64 = 1e-140;

export function groupMoments(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  cut: i32,
  means: usize,
  deviations: usize,
  skewness: usize,
  kurtosis: usize,
  scratch: usize,
): void {
  const first = max(0, cut - w + 1);
  const end = min(T, cut + w);
  const largest = largestPresent(values + ((<usize>first) << 3), end - first);
  const exponent = balancingExponent(largest);
  const scale = powerOfTwo(exponent);
  const sums = scratch + ((<usize>w) << 5);

  let pivot: f64 = 0;
  let before = 0;
  clear(sums);
  for (let i = cut; i >= first; i--) {
    const x = load<f64>(values + ((<usize>i) << 3));
    if (isPresent(x)) {
      if (before == 0) pivot = x * scale;
      before++;
      addPowers(sums, x * scale - pivot);
    }
    const slot = scratch + ((<usize>(i - first)) << 5);
    v128.store(slot, v128.load(sums));
    v128.store(slot, v128.load(sums, 16), 16);
  }

  // A run of equal values that reaches back over the whole window makes it constant.
  let run = 0;
  let previous = NaN;
  for (let i = first; i <= cut; i++) {
    const x = load<f64>(values + ((<usize>i) << 3));
    if (!isPresent(x)) continue;
    run = x == previous ? run + 1 : 1;
    previous = x;
  }

  let behind = 0;
  let pivotIsLeft = before > 0;
  clear(sums);
  for (let t = cut; t < end; t++) {
    const start = max(0, t - w + 1);
    if (t > cut) {
      if (t >= w && isPresent(load<f64>(values + ((<usize>(t - w)) << 3)))) before--;
      const x = load<f64>(values + ((<usize>t) << 3));
      if (isPresent(x)) {
        if (behind == 0 && !pivotIsLeft) pivot = x * scale;
        addPowers(sums, x * scale - pivot);
        behind++;
        run = x == previous ? run + 1 : 1;
        previous = x;
      }
      if (before == 0 && pivotIsLeft) {
        pivotIsLeft = false;
        pivot = sumPowers(values, cut + 1, t, scale, sums);
      }
    }
    const at = (<usize>t) << 3;
    const count = before + behind;
    if (count < max(1, minimum)) {
      write(means, deviations, skewness, kurtosis, at, NaN, NaN, NaN, NaN);
    } else if (run >= count) {
      write(means, deviations, skewness, kurtosis, at, previous, count > 1 ? 0 : NaN, NaN, NaN);
    } else {
      let s12 = v128.load(sums);
      let s34 = v128.load(sums, 16);
      if (before > 0) {
        const slot = scratch + ((<usize>(start - first)) << 5);
        s12 = f64x2.add(s12, v128.load(slot));
        s34 = f64x2.add(s34, v128.load(slot, 16));
      }
      let center = pivot;
      let power = exponent;
      if (f64x2.extract_lane(s12, 1) < SMALL_SQUARES) {
        const own = scratch + ((<usize>(w + 1)) << 5);
        power = balancingExponent(largestPresent(values + ((<usize>start) << 3), t - start + 1));
        center = sumPowers(values, start, t, powerOfTwo(power), own);
        s12 = v128.load(own);
        s34 = v128.load(own, 16);
      }
      const n = <f64>count;
      const s1 = f64x2.extract_lane(s12, 0);
      const s2 = f64x2.extract_lane(s12, 1);
      const s3 = f64x2.extract_lane(s34, 0);
      const s4 = f64x2.extract_lane(s34, 1);
      const unscale = powerOfTwo(-power);
      const m = s1 / n;
      const m2 = max<f64>(0, s2 - s1 * m) / n;
      const m3 = (s3 - m * (3 * s2 - 2 * m * s1)) / n;
      const m4 = (s4 - m * (4 * s3 - m * (6 * s2 - 3 * m * s1))) / n;
      const deviation = count > 1 ? Math.sqrt((m2 * n) / (n - 1)) * unscale : NaN;
      let lean = NaN;
      let tails = NaN;
      if (count > 2) lean = (m3 / (m2 * Math.sqrt(m2))) * (Math.sqrt(n * (n - 1)) / (n - 2));
      if (count > 3) {
        tails = (((n + 1) * (m4 / (m2 * m2) - 3) + 6) * (n - 1)) / (n - 2) / (n - 3);
      }
      const mean = (center + m) * unscale;
      write(means, deviations, skewness, kurtosis, at, mean, deviation, lean, tails);
    }
  }
}

/** Sums over the present values from..last about the first of them, which it returns. */
function sumPowers(values: usize, from: i32, last: i32, scale: f64, sums: usize): f64 {
  let pivot = NaN;
  clear(sums);
  for (let i = from; i <= last; i++) {
    const x = load<f64>(values + ((<usize>i) << 3));
    if (!isPresent(x)) continue;
    if (pivot != pivot) pivot = x * scale;
    addPowers(sums, x * scale - pivot);
  }
  return pivot;
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function clear(sums: usize): void {
  v128.store(sums, f64x2.splat(0));
  v128.store(sums, f64x2.splat(0), 16);
}

/** Adds d, d^2, d^3, d^4. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function addPowers(sums: usize, d: f64): void {
  const square = d * d;
  const low = f64x2.replace_lane(f64x2.splat(d), 1, square);
  v128.store(sums, f64x2.add(v128.load(sums), low));
  v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.mul(low, f64x2.splat(square))), 16);
}

function write(
  means: usize,
  deviations: usize,
  skewness: usize,
  kurtosis: usize,
  at: usize,
  mean: f64,
  deviation: f64,
  lean: f64,
  tails: f64,
): void {
  if (means) store<f64>(means + at, mean);
  if (deviations) store<f64>(deviations + at, deviation);
  if (skewness) store<f64>(skewness + at, lean);
  if (kurtosis) store<f64>(kurtosis + at, tails);
}
