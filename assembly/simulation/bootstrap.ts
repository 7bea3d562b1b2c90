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
 * `bootstrapBlock` writes 4096 returns R = prod_t (1 + r_t) - 1 and, where `exposure` is not 0,
 * 4096 exposures A = sum_t V_(t - 1), V_0 = 1; `bootstrapDrawdownBlock` writes returns and the
 * deepest drawdown of each path, min_t V_t / max_(s <= t) V_s - 1. In the former, over one period R is the very number in `series`, so that iid draws
 * have its empirical distribution (and a series 0, 1, 2, ... tells the dates).
 *
 * Draws: the word of (period t, scenario s) is number t * 4096 + s of the block in stream
 * SCENARIO_DATES, also of wealth/dates.ts. Its upper 52 bits are a uniform u in [0, 1). With
 * x = u L T, a new block begins where x < T, at date floor(x): one number decides both, since
 * given that x < T it is uniform again. In period 0, x = u T. Probabilities are exact within
 * L T / 2^52. Whole blocks are drawn, each a function of (seed, block) alone; more periods change
 * no earlier one.
 *
 * Method: all 4096 paths advance together, a period at a time, so that no look-up waits for
 * another. A path that goes on needs nothing but its next date: the factors 1 + r stand in a table
 * with the beginning appended behind the end, and of a path only the place is kept where its block
 * would stand in period 0. So one loop over a piece of 512 looks up factors while the generator,
 * each of whose steps waits for the one before, draws the words of the next piece and notes the
 * few that may begin a block; these are then decided one by one.
 *
 * Special cases: L below 1 is taken as 1, an infinite L is one block; `periods` is at least 1;
 * T is at least 1; a factor 1 + r below 0 is kept as it is; NaN spreads to the paths that meet it.
 *
 * Reference: Politis, Romano, "The stationary bootstrap" (1994).
 */
import { BLOCK, PIECE } from '../random/normal';
import { SCENARIO_DATES } from '../random/streams';
import {
  rotated,
  scrambled,
  seedState,
  STATE_BYTES,
  statePair,
  storeState,
  xoshiro256,
} from '../random/xoshiro256';

const ROW: usize = (<usize>BLOCK) << 3;
const PIECE_BYTES: usize = (<usize>PIECE) << 3;

const WORDS: usize = STATE_BYTES;
/** Offsets of the words that may begin a block, u32, and room for one that turns out not to. */
const CANDIDATES: usize = WORDS + PIECE_BYTES;
const PATHS: usize = CANDIDATES + PIECE_BYTES / 2 + 64;

/** Of the 512 paths of a piece: pointers, u32; period t of a path is at its place + 8 t. */
const PLACES: usize = 0;
const WEALTH: usize = PIECE_BYTES / 2;
const EXPOSURE: usize = WEALTH + PIECE_BYTES;
/** Wealth by its peak so far. It can grow to 1 only: the peak itself need not be kept. */
const HEIGHT: usize = EXPOSURE + PIECE_BYTES;
/** The least height so far. */
const LOWEST: usize = HEIGHT + PIECE_BYTES;
const PIECE_PATHS: usize = LOWEST + PIECE_BYTES;

const TABLE: usize = PATHS + 8 * PIECE_PATHS;

/** Bytes of scratch: 150 KB, and 8 for every date and period. */
export function bootstrapScratchBytes(T: i32, periods: i32): i32 {
  return <i32>TABLE + ((T + periods) << 3);
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
  // Of one period the return itself is wanted, to the bit.
  const base: f64 = periods > 1 ? 1 : 0;
  walk(series, base, T, periods, meanBlockLength, seed, block, scratch);
  read(out, scratch + PATHS + WEALTH, -base);
  if (exposure != 0) read(exposure, scratch + PATHS + EXPOSURE, 0);
}

export function bootstrapDrawdownBlock(
  out: usize,
  drawdown: usize,
  series: usize,
  T: i32,
  periods: i32,
  meanBlockLength: f64,
  seed: i32,
  block: i32,
  scratch: usize,
): void {
  walk(series, 1, T, periods, meanBlockLength, seed, block, scratch);
  read(out, scratch + PATHS + WEALTH, -1);
  read(drawdown, scratch + PATHS + LOWEST, -1);
}

/** Moves all paths through all periods, growing by the factors base + r. */
function walk(
  series: usize,
  base: f64,
  T: i32,
  periods: i32,
  meanBlockLength: f64,
  seed: i32,
  block: i32,
  scratch: usize,
): void {
  const table = scratch + TABLE;
  const paths = scratch + PATHS;
  const end = paths + 8 * PIECE_PATHS;
  const dates = <f64>T;
  const length = Math.max(1, meanBlockLength);
  // 2^52 / L, but rather too high: whether a candidate begins a block is decided exactly.
  const limit = <i64>((4503599627370496.0 / length) * (1 + 1e-14)) + 2;
  for (let t = 0; t < T + periods; t++) {
    store<f64>(table + ((<usize>t) << 3), base + load<f64>(series + ((<usize>(t % T)) << 3)));
  }
  seedState(scratch, seed, SCENARIO_DATES, block);
  xoshiro256(scratch, scratch + WORDS, PIECE);
  beginMost(paths, table, dates, dates, scratch);
  for (let piece = paths; piece < end; piece += PIECE_PATHS) {
    fill(piece + WEALTH, 1);
    fill(piece + EXPOSURE, 0);
    fill(piece + HEIGHT, 1);
    fill(piece + LOWEST, 1);
  }
  for (let period = 0; period < periods; period++) {
    const now = (<usize>period) << 3;
    for (let piece = paths; piece < end; piece += PIECE_PATHS) {
      const candidates = grow(piece, now, limit, scratch);
      let next = piece + PIECE_PATHS;
      let then = now;
      if (next == end) {
        next = paths;
        then += 8;
      }
      if (then == 0) beginMost(next, table, dates, dates, scratch);
      else if (length < 3) beginMost(next, table - then, dates * length, dates, scratch);
      else begin(next, candidates, table - then, dates * length, dates, scratch);
    }
  }
}

/**
 * Takes 512 paths through a period that is `ahead` of their places, and writes 512 words with those
 * that may begin a block: the upper 52 bits are below `limit`. Returns the end of the list of these.
 */
function grow(paths: usize, ahead: usize, limit: i64, scratch: usize): usize {
  const words = scratch + WORDS;
  const one = f64x2.splat(1);
  const below = i64x2.splat(limit);
  let s0 = statePair(scratch, 0);
  let s1 = statePair(scratch, 1);
  let s2 = statePair(scratch, 2);
  let s3 = statePair(scratch, 3);
  let last = scratch + CANDIDATES;
  let places = paths + PLACES;
  for (let offset: usize = 0; offset < PIECE_BYTES; offset += 16) {
    const path = paths + offset;
    const first = v128.load64_zero(ahead + load<u32>(places));
    const factor = v128.load64_lane(ahead + load<u32>(places, 4), first, 1);
    const wealth = v128.load(path, WEALTH);
    const exposure = v128.load(path, EXPOSURE);
    // The order of the arguments lets NaN stay.
    const height = f64x2.pmin(f64x2.mul(v128.load(path, HEIGHT), factor), one);
    const lowest = f64x2.pmin(height, v128.load(path, LOWEST));
    v128.store(path, f64x2.mul(wealth, factor), WEALTH);
    v128.store(path, f64x2.add(exposure, wealth), EXPOSURE);
    v128.store(path, height, HEIGHT);
    v128.store(path, lowest, LOWEST);
    const word = scrambled(s0, s3);
    v128.store(words + offset, word);
    // Always written, and kept by moving on: a branch would often be guessed wrong.
    const mask = <usize>i64x2.bitmask(i64x2.gt_s(below, i64x2.shr_u(word, 12)));
    store<u32>(last, <u32>offset);
    last += (mask & 1) << 2;
    store<u32>(last, <u32>offset + 8);
    last += (mask & 2) << 1;
    const shifted = i64x2.shl(s1, 17);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotated(s3);
    places += 8;
  }
  storeState(scratch, s0, s1, s2, s3);
  return last;
}

/** Moves those candidates to new dates that begin a block; `table` is where date 0 is now. */
function begin(
  places: usize,
  end: usize,
  table: usize,
  span: f64,
  dates: f64,
  scratch: usize,
): void {
  for (let candidate = scratch + CANDIDATES; candidate < end; candidate += 4) {
    const offset = <usize>load<u32>(candidate);
    const word = load<u64>(scratch + WORDS + offset);
    const x = (reinterpret<f64>((word >> 12) | 0x3ff0000000000000) - 1) * span;
    if (x < dates) {
      // Beyond 2^52 the lower bits of a double are its integer: cheaper than a checked conversion.
      const date = <usize>reinterpret<u64>(Math.floor(x) + 4503599627370496.0);
      store<u32>(places + offset / 2, table + (date << 3));
    }
  }
}

/** The same for all 512 words, where most of them begin a block. */
function beginMost(places: usize, table: usize, span: f64, dates: f64, scratch: usize): void {
  const one = i64x2.splat(0x3ff0000000000000);
  const minus = f64x2.splat(-1);
  const magic = f64x2.splat(4503599627370496);
  const spans = f64x2.splat(span);
  const limit = f64x2.splat(dates);
  const start = i32x4.splat(<i32>table);
  for (let word = scratch + WORDS; word < scratch + WORDS + PIECE_BYTES; word += 32) {
    const u0 = f64x2.add(v128.or(i64x2.shr_u(v128.load(word), 12), one), minus);
    const u1 = f64x2.add(v128.or(i64x2.shr_u(v128.load(word, 16), 12), one), minus);
    const x0 = f64x2.mul(u0, spans);
    const x1 = f64x2.mul(u1, spans);
    const date0 = f64x2.add(f64x2.floor(x0), magic);
    const date1 = f64x2.add(f64x2.floor(x1), magic);
    const dates4 = v128.shuffle<i32>(date0, date1, 0, 2, 4, 6);
    const begins = v128.shuffle<i32>(f64x2.lt(x0, limit), f64x2.lt(x1, limit), 0, 2, 4, 6);
    const fresh = i32x4.add(start, i32x4.shl(dates4, 3));
    v128.store(places, v128.bitselect(fresh, v128.load(places), begins));
    places += 16;
  }
}

/** Sets 512 values. */
function fill(values: usize, value: f64): void {
  const both = f64x2.splat(value);
  for (const end = values + PIECE_BYTES; values < end; values += 16) v128.store(values, both);
}

/** Writes a value of all paths, plus `shift`. */
function read(out: usize, values: usize, shift: f64): void {
  const both = f64x2.splat(shift);
  for (let piece: usize = 0; piece < ROW; piece += PIECE_BYTES) {
    for (let offset: usize = 0; offset < PIECE_BYTES; offset += 16) {
      v128.store(out + piece + offset, f64x2.add(v128.load(values + offset), both));
    }
    values += PIECE_PATHS;
  }
}
