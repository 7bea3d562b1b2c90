/**
 * Compounded returns of made-up futures put together from dates of the past.
 *
 * What: each scenario is a path of `periods` dates drawn by the stationary bootstrap. A path
 * begins at a random date; each further period starts a new block at a random date with
 * probability 1 / L and else takes the next date, wrapping around at the end. So blocks have
 * geometric lengths of mean L and keep what follows upon what; L = 1 draws single dates. `series`
 * is the mix reset each period; since whole dates are drawn, what its assets did
 * together stays together.
 *
 * Writes 4096 returns R = prod_t (1 + r_t) - 1 and, where `exposure` is not 0, 4096 exposures
 * A = sum_t V_(t - 1), V_0 = 1. Over one period R is the very number in `series`, so that iid draws
 * have its empirical distribution (and a series 0, 1, 2, ... tells the dates).
 *
 * Draws: the word of (period t, scenario s) is number t * 4096 + s of the block in stream
 * SCENARIO_DATES, which nothing else uses. Its upper 52 bits are a uniform u in [0, 1). With
 * x = u L T, a new block begins where x < T, at date floor(x): one number decides both, since
 * given that x < T it is uniform again. In period 0, x = u T. Probabilities are exact within
 * L T / 2^52. Whole blocks are drawn, each a function of (seed, block) alone; more periods change
 * no earlier one.
 *
 * Method: all 4096 paths advance together, a period at a time, so that no look-up waits for
 * another. Scratch: `bootstrapScratchBytes()`.
 *
 * Special cases: L below 1 is taken as 1, an infinite L is one block; `periods` is at least 1;
 * T is at least 1; a factor 1 + r below 0 is kept as it is; NaN spreads to the paths that meet it.
 *
 * Reference: Politis, Romano, "The stationary bootstrap" (1994).
 */
import { BLOCK, PIECE } from '../random/normal';
import { SCENARIO_DATES } from '../random/streams';
import { seedState, STATE_BYTES, xoshiro256 } from '../random/xoshiro256';

const ONE: usize = STATE_BYTES;
const MAGIC: usize = ONE + 8;
const WORDS: usize = 128;
const DATES: usize = WORDS + 4096;
const ROW: usize = (<usize>BLOCK) << 3;

/** Bytes of scratch, whatever the number of periods or dates: 37 KB. */
export function bootstrapScratchBytes(): i32 {
  return <i32>(DATES + ROW);
}

export function bootstrapBlock(
  out: usize,
  exposure: usize,
  series: usize,
  T: i32,
  periods: i32,
  meanBlockLength: f64,
  seed: i32,
  block: i32,
  scratch: usize,
): void {
  const dates = scratch + DATES;
  const span = <f64>T * Math.max(1, meanBlockLength);
  const one = f64x2.splat(1);
  seedState(scratch, seed, SCENARIO_DATES, block);
  // 2^52, beyond which doubles are integers; from memory, as literals are rebuilt at each use.
  store<f64>(scratch, 1, ONE);
  store<f64>(scratch, 4503599627370496, MAGIC);
  if (exposure != 0) {
    for (let at: usize = 0; at < ROW; at += 16) v128.store(exposure + at, one);
  }
  for (let piece: usize = 0; piece < ROW; piece += 4096) {
    nextDates(dates + piece, <f64>T, <f64>T, scratch);
    for (let at = piece; at < piece + 4096; at += 16) {
      v128.store(out + at, lookUp(series, dates + at));
    }
  }
  if (periods < 2) return;
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(out + at, f64x2.add(one, v128.load(out + at)));
  }
  for (let period = 1; period < periods; period++) {
    for (let piece: usize = 0; piece < ROW; piece += 4096) {
      if (exposure != 0) addPiece(exposure + piece, out + piece);
      nextDates(dates + piece, <f64>T, span, scratch);
      for (let at = piece; at < piece + 4096; at += 16) {
        const factor = f64x2.add(one, lookUp(series, dates + at));
        v128.store(out + at, f64x2.mul(v128.load(out + at), factor));
      }
    }
  }
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(out + at, f64x2.sub(v128.load(out + at), one));
  }
}

/** Draws 512 words and moves as many dates on; a date is kept as 2^52 + its number. */
function nextDates(dates: usize, T: f64, span: f64, scratch: usize): void {
  xoshiro256(scratch, scratch + WORDS, PIECE);
  const one = v128.load64_splat(scratch + ONE);
  const magic = v128.load64_splat(scratch + MAGIC);
  const span2 = f64x2.splat(span);
  const T2 = f64x2.splat(T);
  const end = f64x2.add(magic, T2);
  let words = scratch + WORDS;
  for (const last = dates + 4096; dates < last; dates += 16) {
    const u = f64x2.sub(v128.or(i64x2.shr_u(v128.load(words), 12), one), one);
    const x = f64x2.mul(u, span2);
    const next = f64x2.add(v128.load(dates), one);
    const wrapped = v128.bitselect(magic, next, f64x2.eq(next, end));
    const fresh = f64x2.add(f64x2.floor(x), magic);
    v128.store(dates, v128.bitselect(fresh, wrapped, f64x2.lt(x, T2)));
    words += 16;
  }
}

/** The values of two dates: the lower half of a date's bits is its number. */
// @ts-ignore: decorator
@inline
function lookUp(series: usize, dates: usize): v128 {
  const first = v128.load64_zero(series + ((<usize>load<u32>(dates)) << 3));
  return v128.load64_lane(series + ((<usize>load<u32>(dates, 8)) << 3), first, 1);
}

/** to += from over 512 values. */
function addPiece(to: usize, from: usize): void {
  for (const end = to + 4096; to < end; to += 16) {
    v128.store(to, f64x2.add(v128.load(to), v128.load(from)));
    from += 16;
  }
}
