/**
 * What n variables grow by in one step, for all paths of a block, where dates of the past are
 * drawn: every path stands at a date, and what all variables did on it stays together.
 *
 * `drawDates` moves the paths to the dates of the next step by the stationary bootstrap: with
 * probability 1 / L a new block begins at a random date, else the next date follows, wrapping
 * around. `fresh` begins a block on every path: in the first step, and, for blocks of equal length,
 * wherever one begins, between which `followDates` goes on without drawing. The draws are those of
 * simulation/bootstrap.ts, where they are explained: number t * 4096 + s of stream SCENARIO_DATES
 * decides for path s in the t-th step that draws.
 *
 * `dates`: 4096 numbers of dates, i32. `growthOfDates` writes the growth of each variable into its
 * row; `table` holds T x n growth factors, date by date. Scratch of `startDates` and `drawDates`:
 * `datesScratchBytes()`; it must stay in between.
 *
 * Reference: Politis, Romano, "The stationary bootstrap" (1994); the same, "A circular
 * block-resampling procedure for stationary data" (1992).
 */
import { BLOCK, PIECE } from '../random/normal';
import { SCENARIO_DATES } from '../random/streams';
import { seedState, STATE_BYTES, xoshiro256 } from '../random/xoshiro256';
import { rowBytes, STRIDE } from './rows';

const PIECE_BYTES: usize = (<usize>PIECE) << 3;
const DATES_BYTES: usize = (<usize>BLOCK) << 2;
/** 2^52: added to an integer below it, the lower bits of the sum are that integer. */
const MAGIC: f64 = 4503599627370496;

export function datesScratchBytes(): i32 {
  return <i32>(STATE_BYTES + PIECE_BYTES);
}

export function startDates(seed: i32, block: i32, scratch: usize): void {
  seedState(scratch, seed, SCENARIO_DATES, block);
}

export function drawDates(
  dates: usize,
  T: i32,
  meanBlockLength: f64,
  fresh: i32,
  scratch: usize,
): void {
  const words = scratch + STATE_BYTES;
  const one = i64x2.splat(0x3ff0000000000000);
  const minus = f64x2.splat(-1);
  const magic = f64x2.splat(MAGIC);
  const limit = f64x2.splat(<f64>T);
  const span = f64x2.splat(fresh ? <f64>T : <f64>T * Math.max(1, meanBlockLength));
  for (const end = dates + DATES_BYTES; dates < end;) {
    xoshiro256(scratch, words, PIECE);
    for (let word = words; word < words + PIECE_BYTES; word += 32) {
      const u0 = f64x2.add(v128.or(i64x2.shr_u(v128.load(word), 12), one), minus);
      const u1 = f64x2.add(v128.or(i64x2.shr_u(v128.load(word, 16), 12), one), minus);
      const x0 = f64x2.mul(u0, span);
      const x1 = f64x2.mul(u1, span);
      const drawn = v128.shuffle<i32>(
        f64x2.add(f64x2.floor(x0), magic),
        f64x2.add(f64x2.floor(x1), magic),
        0,
        2,
        4,
        6,
      );
      const begins = v128.shuffle<i32>(f64x2.lt(x0, limit), f64x2.lt(x1, limit), 0, 2, 4, 6);
      v128.store(dates, v128.bitselect(drawn, following(v128.load(dates), T), begins));
      dates += 16;
    }
  }
}

/** Takes all paths to the date after theirs. */
export function followDates(dates: usize, T: i32): void {
  for (const end = dates + DATES_BYTES; dates < end; dates += 16) {
    v128.store(dates, following(v128.load(dates), T));
  }
}

export function growthOfDates(rows: usize, dates: usize, table: usize, n: i32, count: i32): void {
  const width = (<usize>n) << 3;
  const bytes = rowBytes(count);
  for (let at: usize = 0; at < bytes; at += 16) {
    let first = table + <usize>load<u32>(dates) * width;
    let second = table + <usize>load<u32>(dates, 4) * width;
    dates += 8;
    let row = rows + at;
    for (const end = first + width; first < end; first += 8) {
      v128.store(row, v128.load64_lane(second, v128.load64_zero(first), 1));
      second += 8;
      row += STRIDE;
    }
  }
}

/** The date after, and the first one after the last. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function following(dates: v128, T: i32): v128 {
  const next = i32x4.add(dates, i32x4.splat(1));
  return v128.and(next, i32x4.lt_s(next, i32x4.splat(T)));
}
