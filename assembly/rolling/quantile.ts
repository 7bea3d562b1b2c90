/**
 * Rolling quantiles of the last w observations, exact: of type 7, or as an order statistic.
 *
 * `rollingQuantile`: with the n values present sorted as x_0 .. x_(n - 1) and h = (n - 1) p,
 * `x_floor(h) + (h - floor(h)) (x_(floor(h) + 1) - x_floor(h))`, NumPy's default; p = 0.5 is the
 * median. 0 <= p <= 1.
 *
 * `rollingOrderStatistic`: the k-th smallest, k = max(1, ceil(ppm n / 1,000,000)) in exact integers:
 * minus the value at risk of the window at a tail of `ppm` parts per million.
 * 0 <= ppm <= 1,000,000.
 *
 * Output t belongs to the values present among t - w + 1 .. t (fewer at the start) as soon as there
 * are `minimum` of them, else NaN. NaN and infinities are missing values.
 * 1 <= minimum <= w <= T.
 *
 * Method: the outputs are taken in blocks of max(w, 2048), or of 8 w if that is less, lest the window
 * be lost in its block. All values a block needs are sorted once, and each gets its place. The
 * window is a set of places, one bit each, with a second layer of bits that tells which words
 * are not empty. A pointer stays on the wanted place: a value that
 * enters or leaves moves it by one bit at most. Cost: O(log w) a value.
 *
 * -0 and +0 are equal, and either may be the result.
 *
 * Scratch: `rollingScratchBytes(T, w)`.
 */
import { isPresent } from './lanes';

export function rollingQuantile(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  p: f64,
  out: usize,
  scratch: usize,
): void {
  rollingPlace(values, T, w, minimum, p, -1, out, scratch);
}

export function rollingOrderStatistic(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  ppm: i32,
  out: usize,
  scratch: usize,
): void {
  rollingPlace(values, T, w, minimum, 0, ppm, out, scratch);
}

/** Both: the order statistic where `ppm` is not negative. */
function rollingPlace(
  values: usize,
  T: i32,
  w: i32,
  minimum: i32,
  p: f64,
  ppm: i32,
  out: usize,
  scratch: usize,
): void {
  const block = max(w, min(2048, max(128, 8 * w)));
  const span = <usize>min(T, block + w - 1);
  // Two buffers of (value, index, bin), a place for each observation, bins, two layers of bits.
  const places = scratch + (span << 5);
  const bins = places + (((span << 2) + 15) & ~15);
  const words = bins + (((span << 3) + 15) & ~15);
  const summary = words + ((((span + 63) >> 6) + 1) << 3);
  const bitsEnd = summary + (((span >> 12) + 2) << 3);
  for (let begin = 0; begin < T; begin += block) {
    const end = min(T, begin + block);
    const first = max(0, begin - w + 1);
    const sorted = rank(values, first, end, scratch, places, bins);
    memory.fill(words, 0, bitsEnd - words);

    let count = 0;
    let pointer = 0;
    let below = 0;
    let counted = -1;
    let k = 0;
    let fraction: f64 = 0;
    for (let i = first; i < begin; i++) {
      const place = load<i32>(places + ((<usize>(i - first)) << 2));
      if (place < 0) continue;
      insert(words, summary, place);
      count++;
    }
    for (let t = begin; t < end; t++) {
      const entering = load<i32>(places + ((<usize>(t - first)) << 2));
      if (entering >= 0) {
        insert(words, summary, entering);
        count++;
        below += i32(entering < pointer);
      }
      let result = NaN;
      if (count >= max(1, minimum)) {
        if (count != counted) {
          counted = count;
          if (ppm >= 0) {
            k = max(0, <i32>((<i64>ppm * <i64>count + 999_999) / 1_000_000) - 1);
          } else {
            const h = <f64>(count - 1) * p;
            k = <i32>h;
            fraction = h - <f64>k;
          }
        }
        pointer = moved(words, summary, pointer, below - k);
        below = k;
        result = load<f64>(sorted + ((<usize>pointer) << 4));
        if (fraction > 0) {
          const next = nextPlace(words, summary, pointer + 1);
          const above = load<f64>(sorted + ((<usize>next) << 4));
          result = interpolate(result, above, fraction);
        }
      }
      store<f64>(out + ((<usize>t) << 3), result);
      if (t - w + 1 >= 0) {
        const leaving = load<i32>(places + ((<usize>(t - w + 1 - first)) << 2));
        if (leaving >= 0) {
          remove(words, summary, leaving);
          count--;
          below -= i32(leaving < pointer);
        }
      }
    }
  }
}

/**
 * The place of the set that has `excess` fewer of its places below it than `pointer` has, which may
 * itself have left the set. As a rule it is the pointer or a neighbor in the same word; which of them is
 * a matter of chance, hence no branch on it.
 */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function moved(words: usize, summary: usize, pointer: i32, excess: i32): i32 {
  const bits = load<u64>(words + ((<usize>(pointer >> 6)) << 3));
  const bit = pointer & 63;
  const above = (bits >> bit) >> 1;
  const below = (bits << (63 - bit)) << 1;
  const up = 1 + <i32>ctz(above);
  const down = -1 - <i32>clz(below);
  const step = select<i32>(down, select<i32>(up, 0, excess < 0), excess > 0);
  const reach = select<u64>(below, select<u64>(above, 1, excess < 0), excess > 0);
  const isNear = i32(reach != 0) & i32(<u32>(excess + 1) < 3) & <i32>(bits >> bit);
  return isNear & 1 ? pointer + step : movedFar(words, summary, pointer, excess);
}

function movedFar(words: usize, summary: usize, pointer: i32, excess: i32): i32 {
  while (excess > 0) {
    pointer = previousPlace(words, summary, pointer);
    excess--;
  }
  if (!isIn(words, pointer)) pointer = nextPlace(words, summary, pointer);
  while (excess < 0) {
    pointer = nextPlace(words, summary, pointer + 1);
    excess++;
  }
  return pointer;
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function interpolate(low: f64, high: f64, fraction: f64): f64 {
  const gap = high - low;
  // Of numbers too far apart for their difference to be a double.
  if (gap == Infinity) return low * (1 - fraction) + high * fraction;
  return low + fraction * gap;
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function insert(words: usize, summary: usize, place: i32): void {
  const word = place >> 6;
  const at = words + ((<usize>word) << 3);
  const bits = load<u64>(at);
  store<u64>(at, bits | ((<u64>1) << (place & 63)));
  if (bits == 0) {
    const over = summary + ((<usize>(word >> 6)) << 3);
    store<u64>(over, load<u64>(over) | ((<u64>1) << (word & 63)));
  }
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function remove(words: usize, summary: usize, place: i32): void {
  const word = place >> 6;
  const at = words + ((<usize>word) << 3);
  const rest = load<u64>(at) & ~((<u64>1) << (place & 63));
  store<u64>(at, rest);
  if (rest == 0) {
    const over = summary + ((<usize>(word >> 6)) << 3);
    store<u64>(over, load<u64>(over) & ~((<u64>1) << (word & 63)));
  }
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function isIn(words: usize, place: i32): bool {
  return ((load<u64>(words + ((<usize>(place >> 6)) << 3)) >> (place & 63)) & 1) != 0;
}

/** The first place of the set at or above `from`; there must be one. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function nextPlace(words: usize, summary: usize, from: i32): i32 {
  let word = from >> 6;
  const at = words + ((<usize>word) << 3);
  const own = load<u64>(at) & (~(<u64>0) << (from & 63));
  // Mostly it is in this word or in the one after it, without a branch on which.
  word += i32(own == 0);
  let bits = select<u64>(load<u64>(at, 8), own, own == 0);
  if (bits == 0) {
    let over = word >> 6;
    let filled = load<u64>(summary + ((<usize>over) << 3)) & (~(<u64>0) << (word & 63));
    while (filled == 0) filled = load<u64>(summary + ((<usize>++over) << 3));
    word = (over << 6) + <i32>ctz(filled);
    bits = load<u64>(words + ((<usize>word) << 3));
  }
  return (word << 6) + <i32>ctz(bits);
}

/** The last place of the set below `from`; there must be one. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function previousPlace(words: usize, summary: usize, from: i32): i32 {
  let word = from >> 6;
  let bits = load<u64>(words + ((<usize>word) << 3)) & (((<u64>1) << (from & 63)) - 1);
  if (bits == 0) {
    let over = word >> 6;
    let filled = load<u64>(summary + ((<usize>over) << 3)) & (((<u64>1) << (word & 63)) - 1);
    while (filled == 0) filled = load<u64>(summary + ((<usize>--over) << 3));
    word = (over << 6) + 63 - <i32>clz(filled);
    bits = load<u64>(words + ((<usize>word) << 3));
  }
  return (word << 6) + 63 - <i32>clz(bits);
}

const RUN: usize = 8 << 4;
/** More values than this in one bin are left to the merge sort. */
const CROWD: i32 = 24;

/**
 * Sorts the present values of first..end - 1 and writes to each its place, -1 to a missing one.
 * Returns where the pairs (value, index) stand in order.
 *
 * They are dealt to as many bins of equal width as there are values, after which an insertion sort
 * has little left to do; where that crowds them, a merge sort does not mind.
 */
function rank(
  values: usize,
  first: i32,
  end: i32,
  scratch: usize,
  places: usize,
  bins: usize,
): usize {
  let from = scratch;
  let last = from;
  let low = Infinity;
  let high = -Infinity;
  for (let i = first; i < end; i++) {
    const x = load<f64>(values + ((<usize>i) << 3));
    store<f64>(last, x);
    store<i32>(last, i - first, 8);
    store<i32>(places + ((<usize>(i - first)) << 2), -1);
    if (isPresent(x)) {
      low = x < low ? x : low;
      high = x > high ? x : high;
      last += 16;
    }
  }
  const bytes = last - from;
  const to = from + ((<usize>(end - first)) << 4);
  if (deal(from, bytes, to, bins, low, high)) {
    sortRun(to, to + bytes);
    from = to;
  } else {
    from = mergeSort(from, bytes, to);
  }
  let place = 0;
  for (let at = from; at < from + bytes; at += 16) {
    store<i32>(places + ((<usize>load<i32>(at, 8)) << 2), place++);
  }
  return from;
}

/** Puts the pairs in the order of their bins; false, and nothing, where a bin is crowded. */
function deal(from: usize, bytes: usize, to: usize, bins: usize, low: f64, high: f64): bool {
  const count = bytes >> 3;
  const scale = <f64>(<i32>count - 1) / (high - low);
  if (!(scale > 0 && scale < Infinity)) return false;
  memory.fill(bins, 0, count << 2);
  for (let at = from; at < from + bytes; at += 16) {
    const number = <i32>((load<f64>(at) - low) * scale);
    store<i32>(at, number, 12);
    const bin = bins + ((<usize>number) << 2);
    store<i32>(bin, load<i32>(bin) + 1);
  }
  let sum = 0;
  let largest = 0;
  for (let bin = bins; bin < bins + (count << 2); bin += 4) {
    const inside = load<i32>(bin);
    store<i32>(bin, sum);
    sum += inside;
    largest = max(largest, inside);
  }
  if (largest > CROWD) return false;
  for (let at = from; at < from + bytes; at += 16) {
    const bin = bins + ((<usize>load<i32>(at, 12)) << 2);
    const place = load<i32>(bin);
    store<i32>(bin, place + 1);
    v128.store(to + ((<usize>place) << 4), v128.load(at));
  }
  return true;
}

/** Returns where the sorted pairs are: in one or the other buffer. */
function mergeSort(from: usize, bytes: usize, to: usize): usize {
  for (let start: usize = 0; start < bytes; start += RUN) {
    sortRun(from + start, from + min(start + RUN, bytes));
  }
  for (let width = RUN; width < bytes; width <<= 1) {
    for (let start: usize = 0; start < bytes; start += width << 1) {
      const middle = min(start + width, bytes);
      merge(from + start, from + middle, from + min(middle + width, bytes), to + start);
    }
    const other = from;
    from = to;
    to = other;
  }
  return from;
}

/**
 * Insertion sort of what is nearly in order, and not empty. The larger of two neighbors is carried on
 * without a branch, since that one swap is a matter of chance; seldom must the smaller one go
 * further back.
 */
function sortRun(start: usize, end: usize): void {
  let carried = v128.load(start);
  for (let at = start + 16; at < end; at += 16) {
    const pair = v128.load(at);
    const isLess = f64x2.gt(carried, pair);
    const swap = v128.shuffle<f64>(isLess, isLess, 0, 0);
    const smaller = v128.bitselect(pair, carried, swap);
    carried = v128.bitselect(carried, pair, swap);
    const x = f64x2.extract_lane(smaller, 0);
    let hole = at - 16;
    while (hole > start && load<f64>(hole - 16) > x) {
      v128.store(hole, v128.load(hole - 16));
      hole -= 16;
    }
    v128.store(hole, smaller);
  }
  v128.store(end - 16, carried);
}

/** Merges the sorted [left, middle) and [middle, end) to `to`. */
function merge(left: usize, middle: usize, end: usize, to: usize): void {
  let right = middle;
  while (left < middle && right < end) {
    const takeRight = load<f64>(right) < load<f64>(left);
    v128.store(to, v128.load(takeRight ? right : left));
    left += takeRight ? 0 : 16;
    right += takeRight ? 16 : 0;
    to += 16;
  }
  if (left < middle) memory.copy(to, left, middle - left);
  else memory.copy(to, right, end - right);
}
