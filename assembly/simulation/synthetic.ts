/**
 * Returns of many assets, asset by asset, for datasets whose truth is known: what the other kernels
 * of this folder collapse to a mix, these keep.
 *
 * Draws: a period is a scenario, so block b holds periods 4096 b to 4096 b + 4095, and asset a is
 * row a of stream ASSETS (`normalBlock`). More assets or more periods change no earlier draw. The
 * chi-squares are those of student.ts, one a period for all assets. Whole blocks are worked through.
 *
 * A dataset is made of these steps: normals; where it is Student t, `stretchRows`; then
 * `loadRows` with the Cholesky factor of the covariance; where there are two regimes, that once for
 * each, and `chooseRows` by the states of `regimeBlock`.
 *
 * Rows are 4096 f64, one directly behind the other.
 */
import { BLOCK, startBlock } from '../random/normal';
import { CHI_SQUARE, REGIMES } from '../random/streams';
import { randomWords } from '../random/xoshiro256';
import { drawChiSquares, STRETCHES, SUMS } from './student';

const ROW: usize = (<usize>BLOCK) << 3;

/**
 * Multiplies `rows` rows of normals by sqrt((v - 2) / c), c a chi-square with v = `degrees` of
 * freedom: Student t with variance 1. Scratch: `studentScratchBytes()`.
 */
export function stretchRows(
  values: usize,
  rows: i32,
  degrees: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const sums = scratch + SUMS;
  startBlock(scratch + STRETCHES, seed, CHI_SQUARE, block);
  drawChiSquares(degrees, table, scratch);
  const numerator = f64x2.splat(<f64>(degrees - 2));
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(sums + at, f64x2.sqrt(f64x2.div(numerator, v128.load(sums + at))));
  }
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(values + at, f64x2.mul(v128.load(values + at), v128.load(sums + at)));
    }
    values += ROW;
  }
}

/**
 * Row i of `out` is `means[i] + sum_{j <= i} factor[i, j] values[j]`; `factor` is lower triangular,
 * n x n, row-major, and its upper part is not read.
 */
export function loadRows(out: usize, values: usize, factor: usize, means: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const mean = v128.load64_splat(means + ((<usize>i) << 3));
    for (let at: usize = 0; at < ROW; at += 16) v128.store(out + at, mean);
    let from = values;
    for (let j = 0; j <= i; j++) {
      const loading = v128.load64_splat(factor + ((<usize>j) << 3));
      for (let at: usize = 0; at < ROW; at += 16) {
        const sum = f64x2.add(v128.load(out + at), f64x2.mul(loading, v128.load(from + at)));
        v128.store(out + at, sum);
      }
      from += ROW;
    }
    factor += (<usize>n) << 3;
    out += ROW;
  }
}

/**
 * A Markov chain with two states, 0 and 1: writes the state of each of the 4096 periods of a block
 * and returns the last. From period to period a state stays with its probability; `before` is the
 * state of the period before the block, or -1 where there is none: then the first is drawn from
 * the shares in the long run, (1 - stay1) / (2 - stay0 - stay1) for state 0.
 *
 * Draws: number t of stream REGIMES decides for period t of the block.
 */
export function regimeBlock(
  states: usize,
  before: i32,
  stay0: f64,
  stay1: f64,
  seed: i32,
  block: i32,
): i32 {
  randomWords(states, BLOCK, seed, REGIMES, block);
  const share0 = (1 - stay1) / (2 - stay0 - stay1);
  let state = before;
  for (const end = states + ROW; states < end; states += 8) {
    const u = reinterpret<f64>((load<u64>(states) >> 12) | 0x3ff0000000000000) - 1;
    if (state < 0) state = u < share0 ? 0 : 1;
    else if (u >= (state == 0 ? stay0 : stay1)) state = 1 - state;
    store<f64>(states, <f64>state);
  }
  return state;
}

/** Takes `other` instead, in each of `rows` rows, in the periods of state 1. */
export function chooseRows(out: usize, other: usize, states: usize, rows: i32): void {
  const nothing = f64x2.splat(0);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < ROW; at += 16) {
      const second = f64x2.gt(v128.load(states + at), nothing);
      v128.store(out + at, v128.bitselect(v128.load(other + at), v128.load(out + at), second));
    }
    out += ROW;
    other += ROW;
  }
}
