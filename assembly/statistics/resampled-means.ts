/**
 * Means of k series under the stationary bootstrap: what the averages could have been.
 *
 * What: a replicate is a made-up history of T dates, put together from blocks of the real one
 * that begin at random dates and have geometric lengths of a given mean L, wrapping around at the
 * end. All series of a replicate use the same dates, so that what happened together stays
 * together. The spread of the means over replicates is their standard error.
 *
 * Method: starting a new block at each date with probability 1 / L is the same as drawing lengths
 * 1 + floor(log(u) / log(1 - 1 / L)); the last one is cut at T. Words come from stream BOOTSTRAP,
 * and the replicate's number is the block number, so that any replicate can be drawn alone:
 * step b of the generator gives block b, lane 0 its length and lane 1 its start
 * `floor(T * (word / 2^11) / 2^53)`, whose unevenness is below T / 2^53.
 *
 * Writes `replicates` x k means, replicate by replicate, of the replicates `firstReplicate` and
 * following. L = 1 draws single dates; L below 1 is taken as 1; L beyond T is nearly one block.
 *
 * Reference: Politis, Romano, "The stationary bootstrap" (1994).
 */
import { rotated, scrambled, seededPair } from '../random/xoshiro256';
import { BOOTSTRAP } from '../random/streams';
import { sumAbout } from './mean';

export function resampledMeans(
  columns: usize,
  k: i32,
  T: i32,
  meanBlockLength: f64,
  replicates: i32,
  firstReplicate: i32,
  seed: i32,
  out: usize,
): void {
  // Minus infinity at L = 1, where every length becomes 1 + 0.
  const rate = Math.log1p(-1 / Math.max(1, meanBlockLength));
  const column = (<usize>T) << 3;
  const row = (<usize>k) << 3;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const means = out + <usize>replicate * row;
    const number = firstReplicate + replicate;
    memory.fill(means, 0, row);
    let s0 = seededPair(seed, BOOTSTRAP, number, 0);
    let s1 = seededPair(seed, BOOTSTRAP, number, 1);
    let s2 = seededPair(seed, BOOTSTRAP, number, 2);
    let s3 = seededPair(seed, BOOTSTRAP, number, 3);
    let left = T;
    while (left > 0) {
      const word = scrambled(s0, s3);
      const shifted = i64x2.shl(s1, 17);
      s2 = v128.xor(s2, s0);
      s3 = v128.xor(s3, s1);
      s1 = v128.xor(s1, s2);
      s0 = v128.xor(s0, s3);
      s2 = v128.xor(s2, shifted);
      s3 = rotated(s3);

      // (m + 1/2) / 2^53 is never 0, so that its logarithm is finite.
      const u = (<f64>(<u64>i64x2.extract_lane(word, 0) >> 11) + 0.5) * 1.1102230246251565e-16;
      const length = <i32>Math.min(<f64>left, 1 + Math.floor(Math.log(u) / rate));
      const share = <f64>(<u64>i64x2.extract_lane(word, 1) >> 11) * 1.1102230246251565e-16;
      const start = <i32>(share * <f64>T);
      const before = min(length, T - start);
      for (let c = 0; c < k; c++) {
        const source = columns + <usize>c * column;
        let total = sumRun(source + ((<usize>start) << 3), before);
        if (length > before) total += sumRun(source, length - before);
        const mean = means + ((<usize>c) << 3);
        store<f64>(mean, load<f64>(mean) + total);
      }
      left -= length;
    }
    for (let c = 0; c < k; c++) {
      const mean = means + ((<usize>c) << 3);
      store<f64>(mean, load<f64>(mean) / <f64>T);
    }
  }
}

/** Short runs are the rule, and a call would cost more than they do. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function sumRun(values: usize, count: i32): f64 {
  if (count >= 16) return sumAbout(values, count, 0);
  let sum: f64 = 0;
  for (const end = values + ((<usize>count) << 3); values < end; values += 8) {
    sum += load<f64>(values);
  }
  return sum;
}
