/**
 * Returns of a fixed mix whose assets are jointly normal, without simulating each asset.
 *
 * With r = m + L z the mix returns w'r = w'm + (L'w)'z, so only the vector of loadings L'w is
 * needed: `out = mean + sum_a loadings[a] z_a`, summed in ascending a. The draws are those of
 * `factorNormalBlock`, so both give the same returns but for rounding. A loading of zero still
 * uses up its draws: a weight of zero changes no other asset's numbers.
 *
 * Writes one block, 4096 returns. Scratch: `simulationScratchBytes()`.
 */
import { BLOCK, drawNormals, startBlock } from '../random/normal';
import { ASSETS } from '../random/streams';
import { NORMALS } from './scratch';

export function collapsedNormalBlock(
  out: usize,
  loadings: usize,
  n: i32,
  mean: f64,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const normals = scratch + NORMALS;
  const bytes = (<usize>BLOCK) << 3;
  startBlock(scratch, seed, ASSETS, block);
  const start = f64x2.splat(mean);
  for (let offset: usize = 0; offset < bytes; offset += 16) v128.store(out + offset, start);
  for (let a = 0; a < n; a++) {
    const loading = v128.load64_splat(loadings + ((<usize>a) << 3));
    for (let piece: usize = 0; piece < bytes; piece += 4096) {
      drawNormals(normals, table, scratch);
      addScaled(out + piece, normals, loading);
    }
  }
}

/** out += loading * z over 512 values. */
function addScaled(out: usize, z: usize, loading: v128): void {
  for (const end = out + 4096; out < end; out += 32) {
    v128.store(out, f64x2.add(v128.load(out), f64x2.mul(loading, v128.load(z))));
    v128.store(out, f64x2.add(v128.load(out, 16), f64x2.mul(loading, v128.load(z, 16))), 16);
    z += 32;
  }
}
