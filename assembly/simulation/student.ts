/**
 * Returns of a fixed mix under a multivariate Student t: what is normal, but in every period the
 * size of all moves is stretched by one number that all assets share.
 *
 * Derivation: with z normal, c chi-square with v degrees of freedom and both independent,
 * z sqrt(v / c) is Student t with variance v / (v - 2). Scaled by sqrt((v - 2) / v) it has
 * variance 1: z sqrt((v - 2) / c). One c for all assets keeps the covariance at L L' and makes
 * the mix w'r = w'm + sqrt((v - 2) / c) (L'w)'z: the loadings L'w are all that is needed, and a
 * mix is t with the same degrees of freedom. Assets without correlation still crash together.
 *
 * Draws: z as in the normal kernels, row a of stream ASSETS an asset, or row t a period. c is the
 * sum of squares of v normals of the same scenario in stream CHI_SQUARE: rows 0 to v - 1, for
 * period t rows t v to t v + v - 1. Whole blocks are drawn, each a function of (seed, block)
 * alone; more periods change no earlier one; with the same seed z is that of the normal model.
 *
 * `degrees` is an integer from 3, where the variance is finite, to 30, beyond which the normal
 * model says the same. Nothing here stops other values: 2 gives the mean, less gives NaN.
 *
 * Reference: Kotz, Nadarajah, "Multivariate t Distributions and Their Applications" (2004).
 */
import { BLOCK, DRAW_BYTES, drawNormals, startBlock } from '../random/normal';
import { ASSETS, CHI_SQUARE } from '../random/streams';
import { collapsedNormalBlock } from './collapsed-normal';
import { NORMALS, REST } from './scratch';

/** The second stream's generators, and 4096 chi-squares. */
export const STRETCHES: usize = REST;
export const SUMS: usize = STRETCHES + DRAW_BYTES;
const ROW: usize = (<usize>BLOCK) << 3;

/** Bytes of scratch for either kernel, whatever the number of assets or periods: 57 KB. */
export function studentScratchBytes(): i32 {
  return <i32>(SUMS + ROW);
}

/** One period: `out = mean + sqrt((v - 2) / c) sum_a loadings[a] z_a`, 4096 returns. */
export function collapsedStudentBlock(
  out: usize,
  loadings: usize,
  n: i32,
  mean: f64,
  degrees: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const sums = scratch + SUMS;
  collapsedNormalBlock(out, loadings, n, 0, seed, block, table, scratch);
  startBlock(scratch + STRETCHES, seed, CHI_SQUARE, block);
  drawChiSquares(degrees, table, scratch);
  const center = f64x2.splat(mean);
  const numerator = f64x2.splat(<f64>(degrees - 2));
  for (let at: usize = 0; at < ROW; at += 16) {
    const stretch = f64x2.sqrt(f64x2.div(numerator, v128.load(sums + at)));
    v128.store(out + at, f64x2.add(center, f64x2.mul(stretch, v128.load(out + at))));
  }
}

/**
 * Several periods of a mix that is reset each period: R = prod_t max(0, 1 + mean + deviation x_t) - 1
 * with x_t = z_t sqrt((v - 2) / c_t), and the exposure A = sum_t V_(t - 1), V_0 = 1, as in
 * `compoundNormalBlock`. Writes 4096 returns and 4096 exposures. A factor below 0 is kept as it is.
 */
export function compoundStudentBlock(
  out: usize,
  exposure: usize,
  mean: f64,
  deviation: f64,
  periods: i32,
  degrees: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const normals = scratch + NORMALS;
  const sums = scratch + SUMS;
  const one = f64x2.splat(1);
  const nothing = f64x2.splat(0);
  const base = f64x2.splat(1 + mean);
  const slope = f64x2.splat(deviation);
  const numerator = f64x2.splat(<f64>(degrees - 2));
  startBlock(scratch, seed, ASSETS, block);
  startBlock(scratch + STRETCHES, seed, CHI_SQUARE, block);
  for (let at: usize = 0; at < ROW; at += 16) v128.store(out + at, one);
  memory.fill(exposure, 0, ROW);
  for (let period = 0; period < periods; period++) {
    drawChiSquares(degrees, table, scratch);
    for (let piece: usize = 0; piece < ROW; piece += 4096) {
      drawNormals(normals, table, scratch);
      for (let offset: usize = 0; offset < 4096; offset += 16) {
        const at = piece + offset;
        const value = v128.load(out + at);
        const stretch = f64x2.sqrt(f64x2.div(numerator, v128.load(sums + at)));
        const x = f64x2.mul(stretch, v128.load(normals + offset));
        const factor = f64x2.max(nothing, f64x2.add(base, f64x2.mul(slope, x)));
        v128.store(exposure + at, f64x2.add(v128.load(exposure + at), value));
        v128.store(out + at, f64x2.mul(value, factor));
      }
    }
  }
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(out + at, f64x2.sub(v128.load(out + at), one));
  }
}

/** Fills the sums with the next `degrees` rows of the second stream, squared. */
export function drawChiSquares(degrees: i32, table: usize, scratch: usize): void {
  const normals = scratch + NORMALS;
  const sums = scratch + SUMS;
  memory.fill(sums, 0, ROW);
  for (let row = 0; row < degrees; row++) {
    for (let piece: usize = 0; piece < ROW; piece += 4096) {
      drawNormals(normals, table, scratch + STRETCHES);
      const to = sums + piece;
      for (let at: usize = 0; at < 4096; at += 32) {
        const z0 = v128.load(normals + at);
        const z1 = v128.load(normals + at, 16);
        v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(z0, z0)));
        v128.store(to + at, f64x2.add(v128.load(to + at, 16), f64x2.mul(z1, z1)), 16);
      }
    }
  }
}
