/**
 * The k-th smallest of many values, exactly, without sorting them.
 *
 * Method: one pass finds the range, one counts the values in 4096 bins of equal width, one
 * collects the bin that holds rank k: about one value in a thousand. What was collected (or
 * everything, where the range is not finite or far too small to divide) is narrowed by the same
 * idea on the bits of the numbers, 12 bits a round and so at most six rounds, until 64 values
 * are left to be sorted by insertion. No input makes it slower than a fixed number of passes.
 * The bin is the scaled value rounded to the nearest integer, which adding 2^52 does for free;
 * that is monotone, and monotone is all a bin must be. Four tables of counts are used in turn,
 * since adding to one address twice in a row would wait for the first.
 *
 * k counts from 1 and lies in 1..count. `values` is not changed.
 * Scratch: count * 8 + 65,536 bytes.
 *
 * Special cases: infinities are ordered as numbers; -0 is placed before +0; NaN is not allowed
 * (it does no harm to memory, but its rank means nothing).
 */
const BINS: i32 = 4096;
const COUNTS: usize = 65536;
/** 2^52: beyond it, doubles are integers. */
const MAGIC: f64 = 4503599627370496;

export function orderStatistic(values: usize, count: i32, k: i32, scratch: usize): f64 {
  const end = values + ((<usize>count) << 3);
  const quads = values + ((<usize>(count & ~3)) << 3);
  let low2 = f64x2.splat(Infinity);
  let high2 = f64x2.splat(-Infinity);
  let at = values;
  for (; at < quads; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    low2 = f64x2.pmin(low2, f64x2.pmin(a, b));
    high2 = f64x2.pmax(high2, f64x2.pmax(a, b));
  }
  let low = Math.min(f64x2.extract_lane(low2, 0), f64x2.extract_lane(low2, 1));
  let high = Math.max(f64x2.extract_lane(high2, 0), f64x2.extract_lane(high2, 1));
  for (; at < end; at += 8) {
    low = Math.min(low, load<f64>(at));
    high = Math.max(high, load<f64>(at));
  }
  const kept = scratch + COUNTS;
  const scale = <f64>(BINS - 1) / (high - low);
  if (!(scale > 0 && scale < Infinity)) {
    memory.copy(kept, values, (<usize>count) << 3);
    return selectByBits(kept, count, k, scratch);
  }

  memory.fill(scratch, 0, COUNTS);
  const origin = f64x2.splat(low);
  const scale2 = f64x2.splat(scale);
  const magic = f64x2.splat(MAGIC);
  for (at = values; at < quads; at += 32) {
    const a = f64x2.add(f64x2.mul(f64x2.sub(v128.load(at), origin), scale2), magic);
    const b = f64x2.add(f64x2.mul(f64x2.sub(v128.load(at, 16), origin), scale2), magic);
    increment(scratch, <usize>i64x2.extract_lane(a, 0) & 4095);
    increment(scratch + 16384, <usize>i64x2.extract_lane(a, 1) & 4095);
    increment(scratch + 32768, <usize>i64x2.extract_lane(b, 0) & 4095);
    increment(scratch + 49152, <usize>i64x2.extract_lane(b, 1) & 4095);
  }
  for (; at < end; at += 8) {
    increment(scratch, <usize>reinterpret<i64>((load<f64>(at) - low) * scale + MAGIC) & 4095);
  }

  let bin: usize = 0;
  while (bin < <usize>BINS - 1) {
    const c = scratch + (bin << 2);
    const inside = load<i32>(c) + load<i32>(c, 16384) + load<i32>(c, 32768) + load<i32>(c, 49152);
    if (k <= inside) break;
    k -= inside;
    bin++;
  }

  let last = kept;
  const wanted = <f64>bin + MAGIC;
  const wanted2 = f64x2.splat(wanted);
  for (at = values; at < quads; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const isA = f64x2.eq(f64x2.add(f64x2.mul(f64x2.sub(a, origin), scale2), magic), wanted2);
    const isB = f64x2.eq(f64x2.add(f64x2.mul(f64x2.sub(b, origin), scale2), magic), wanted2);
    if (v128.any_true(v128.or(isA, isB))) {
      let mask = i64x2.bitmask(isA) | (i64x2.bitmask(isB) << 2);
      while (mask != 0) {
        store<f64>(last, load<f64>(at + ((<usize>ctz(mask)) << 3)));
        last += 8;
        mask &= mask - 1;
      }
    }
  }
  for (; at < end; at += 8) {
    const x = load<f64>(at);
    if ((x - low) * scale + MAGIC == wanted) {
      store<f64>(last, x);
      last += 8;
    }
  }
  return selectByBits(kept, <i32>((last - kept) >> 3), k, scratch);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function increment(counts: usize, bin: usize): void {
  store<i32>(counts + (bin << 2), load<i32>(counts + (bin << 2)) + 1);
}

/** A signed integer in the order of the numbers: negative ones have their other bits flipped. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function sortable(value: f64): i64 {
  const bits = reinterpret<i64>(value);
  return bits ^ ((bits >> 63) & 0x7fffffffffffffff);
}

/** Rank k of `count` values, which it reorders and overwrites. */
function selectByBits(values: usize, count: i32, k: i32, counts: usize): f64 {
  while (count > 64) {
    const end = values + ((<usize>count) << 3);
    let low = i64.MAX_VALUE;
    let high = i64.MIN_VALUE;
    for (let at = values; at < end; at += 8) {
      const key = sortable(load<f64>(at));
      low = min(low, key);
      high = max(high, key);
    }
    if (low == high) return load<f64>(values);
    const width = 64 - clz<u64>(<u64>high - <u64>low);
    const shift: u64 = width > 12 ? width - 12 : 0;
    memory.fill(counts, 0, (<usize>BINS) << 2);
    for (let at = values; at < end; at += 8) {
      increment(counts, <usize>((<u64>sortable(load<f64>(at)) - <u64>low) >> shift));
    }
    let bin: usize = 0;
    for (; ; bin++) {
      const inside = load<i32>(counts + (bin << 2));
      if (k <= inside) break;
      k -= inside;
    }
    let last = values;
    for (let at = values; at < end; at += 8) {
      const x = load<f64>(at);
      if (<usize>((<u64>sortable(x) - <u64>low) >> shift) == bin) {
        store<f64>(last, x);
        last += 8;
      }
    }
    count = <i32>((last - values) >> 3);
  }
  insertionSort(values, count);
  return load<f64>(values + ((<usize>(k - 1)) << 3));
}

function insertionSort(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (let at = values + 8; at < end; at += 8) {
    const x = load<f64>(at);
    const key = sortable(x);
    let hole = at;
    while (hole > values && sortable(load<f64>(hole - 8)) > key) {
      store<f64>(hole, load<f64>(hole - 8));
      hole -= 8;
    }
    store<f64>(hole, x);
  }
}
