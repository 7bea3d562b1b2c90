/**
 * Two groups of windows side by side, what the rolling kernels have in common.
 *
 * Every rolling kernel cuts the series at the indices c = 0, w, 2w, ... Any window of w
 * observations contains exactly one cut. The window that ends at c + i is what lies before the cut
 * and on it (c + i - w + 1 .. c), joined with what lies behind it (c + 1 .. c + i). The first parts
 * of all w windows of a group are one pass backward from the cut, the second ones a pass forward:
 * nothing is ever subtracted, so that an observation which has left leaves no trace, however
 * large it was. Two groups run in the two lanes of a vector.
 *
 * Reference: van Herk, "A fast algorithm for local minimum and maximum filters" (1992), there for
 * extremes; it holds for every associative operation.
 */

/** What a lane goes through in one stretch: 256 KB. */
const STRETCH: i32 = 32_768;

/**
 * How many groups lie between the two that run side by side, from `cut` on; 0 where there are not two
 * complete ones left. Far apart, so that each lane goes through memory in order and at length,
 * which the processor then fetches ahead: up to twice as fast as neighbors.
 */
export function groupsApart(T: i32, w: i32, cut: i32): i32 {
  return min((T - cut) / w / 2, max(1, STRETCH / w));
}

/** The numbers at `at` and at `at + stride`. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function lanes(at: usize, stride: usize): v128 {
  return v128.load64_lane(at + stride, v128.load64_zero(at), 1);
}

/** Writes the two numbers to `at` and to `at + stride`. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function storeLanes(at: usize, stride: usize, pair: v128): void {
  v128.store64_lane(at, pair, 0);
  v128.store64_lane(at + stride, pair, 1);
}

/**
 * The same number in both lanes, by way of memory: an engine may move a computation into the loop that
 * needs its result, even a division, but not a load. What was at `at` is lost.
 */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function splat(at: usize, value: f64): v128 {
  store<f64>(at, value);
  return v128.load64_splat(at);
}

/** Whether an observation counts: what is neither NaN nor infinite. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function isPresent(value: f64): bool {
  return value - value == 0;
}

/** 2^exponent, for exponents from -1022 to 1023. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function powerOfTwo(exponent: i32): f64 {
  return reinterpret<f64>((<u64>(exponent + 1023)) << 52);
}

/**
 * The exponent of 2 to multiply with so that squares and fourth powers stay within range: 0 for
 * values of ordinary size, else what brings the largest one near 1.
 */
export function balancingExponent(largest: f64): i32 {
  if (largest == 0 || (largest > 1e-30 && largest < 1e60)) return 0;
  const exponent = <i32>((reinterpret<u64>(largest) >> 52) & 2047) - 1023;
  return max(-1000, min(1000, -exponent));
}

/** Largest absolute value among those present of `count`. */
export function largestPresent(values: usize, count: i32): f64 {
  let largest: f64 = 0;
  for (const end = values + ((<usize>count) << 3); values < end; values += 8) {
    const size = Math.abs(load<f64>(values));
    if (size < Infinity && size > largest) largest = size;
  }
  return largest;
}
