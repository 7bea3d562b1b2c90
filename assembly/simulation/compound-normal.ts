/**
 * Compounded return over several periods of a mix whose return per period is normal.
 *
 * R = prod_t max(0, 1 + mean + deviation z_t) - 1, where row t of the block is period t. Beside it the
 * exposure A = sum_t V_(t - 1), V_0 = 1: the wealth at work summed over the periods, which is the
 * derivative of total profit with respect to a flat addition to each period's profit per unit of
 * wealth at work.
 *
 * Writes 4096 returns and 4096 exposures. A factor below 0 counts as 0: a normal return may fall
 * below -100 %, but what has lost everything is worth nothing and stays so. Scratch: `simulationScratchBytes()`.
 */
import { BLOCK, drawNormals, startBlock } from '../random/normal';
import { ASSETS } from '../random/streams';
import { grow } from './grow';
import { NORMALS } from './scratch';

export function compoundNormalBlock(
  out: usize,
  exposure: usize,
  mean: f64,
  deviation: f64,
  periods: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const normals = scratch + NORMALS;
  const bytes = (<usize>BLOCK) << 3;
  const one = f64x2.splat(1);
  const base = f64x2.splat(1 + mean);
  const slope = f64x2.splat(deviation);
  startBlock(scratch, seed, ASSETS, block);
  for (let offset: usize = 0; offset < bytes; offset += 16) v128.store(out + offset, one);
  memory.fill(exposure, 0, bytes);
  for (let period = 0; period < periods; period++) {
    for (let piece: usize = 0; piece < bytes; piece += 4096) {
      drawNormals(normals, table, scratch);
      grow(out + piece, exposure + piece, normals, 4096, base, slope);
    }
  }
  for (let offset: usize = 0; offset < bytes; offset += 16) {
    v128.store(out + offset, f64x2.sub(v128.load(out + offset), one));
  }
}
