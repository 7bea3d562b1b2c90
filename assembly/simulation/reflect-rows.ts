/**
 * Turns rows of independent normals so that the first becomes the direction in which all of them
 * rise together: of the result, sum_t z_t / sqrt(h) is what the first row was before.
 *
 * What for: a mix of equal periods is moved most by the sum of their draws. A sampler that spreads
 * its first row best, by strata or by a sequence, then spreads best what matters most.
 *
 * Method: Householder's reflection that swaps the first axis and (1, ..., 1) / sqrt(h). With S the
 * sum of the rows y: z_1 = S / sqrt(h), z_t = y_t + (y_1 - S / sqrt(h)) / (sqrt(h) - 1). It keeps
 * lengths and angles, so that the rows stay independent normals.
 *
 * `rows` rows of 4096 values, changed in place; one row stays as it is. Scratch:
 * `reflectScratchBytes()`.
 *
 * Reference: Leobacher, "Fast orthogonal transforms and generation of Brownian paths", Journal of
 * Complexity 28 (2012).
 */
import { BLOCK } from '../random/normal';

const ROW: usize = (<usize>BLOCK) << 3;

/** Bytes of scratch: a row. */
export function reflectScratchBytes(): i32 {
  return <i32>ROW;
}

export function reflectRows(values: usize, rows: i32, scratch: usize): void {
  if (rows < 2) return;
  const root = Math.sqrt(<f64>rows);
  const shrink = f64x2.splat(1 / root);
  const spread = f64x2.splat(1 / (root - 1));
  const second = values + ROW;
  const end = values + <usize>rows * ROW;
  memory.copy(scratch, values, ROW);
  for (let row = second; row < end; row += ROW) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(scratch + at, f64x2.add(v128.load(scratch + at), v128.load(row + at)));
    }
  }
  for (let at: usize = 0; at < ROW; at += 16) {
    const together = f64x2.mul(v128.load(scratch + at), shrink);
    const rest = f64x2.sub(v128.load(values + at), together);
    v128.store(scratch + at, f64x2.mul(rest, spread));
    v128.store(values + at, together);
  }
  for (let row = second; row < end; row += ROW) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(row + at, f64x2.add(v128.load(row + at), v128.load(scratch + at)));
    }
  }
}
