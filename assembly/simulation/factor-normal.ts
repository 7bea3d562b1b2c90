/**
 * Returns of n jointly normal assets: r_i = m_i + sum_{j <= i} L_ij z_j.
 *
 * Method: the normals of the whole block are drawn into `out`; then tiles of 128 scenarios are
 * copied together (their rows are 32 KB apart, which would fall into the same few cache sets) and
 * multiplied by the factor, two rows and four registers of scenarios at a time.
 *
 * `factor` is lower triangular, n x n, row-major; its upper part is not read. Writes n rows of 4096
 * returns, asset by asset. Scratch: `simulationScratchBytes(n)`.
 */
import { normalBlock } from '../random/normal';
import { ASSETS } from '../random/streams';
import { TILE } from './scratch';

/** Bytes of a tile's row, 128 scenarios, and of a row of the block. */
const WIDTH: usize = 1024;
const ROW: usize = 32768;

export function factorNormalBlock(
  out: usize,
  factor: usize,
  means: usize,
  n: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const tile = scratch + TILE;
  const pairs = n & ~1;
  normalBlock(out, n, seed, ASSETS, block, table, scratch);
  for (let first: usize = 0; first < ROW; first += WIDTH) {
    const target = out + first;
    for (let i = 0; i < n; i++) {
      memory.copy(tile + ((<usize>i) << 10), target + ((<usize>i) << 15), WIDTH);
    }
    for (let i = 0; i < pairs; i += 2) {
      const row = factor + ((<usize>(i * n)) << 3);
      twoRows(target + ((<usize>i) << 15), tile, row, means + ((<usize>i) << 3), i, n);
    }
    if (pairs < n) {
      const row = factor + ((<usize>(pairs * n)) << 3);
      oneRow(target + ((<usize>pairs) << 15), tile, row, means + ((<usize>pairs) << 3), pairs);
    }
  }
}

/** Rows i and i + 1 of a tile. */
function twoRows(out: usize, tile: usize, factor: usize, means: usize, i: i32, n: i32): void {
  const mean0 = v128.load64_splat(means);
  const mean1 = v128.load64_splat(means, 8);
  const next = (<usize>n) << 3;
  const end = factor + ((<usize>(i + 1)) << 3);
  for (let offset: usize = 0; offset < WIDTH; offset += 64) {
    let a0 = mean0;
    let a1 = mean0;
    let a2 = mean0;
    let a3 = mean0;
    let b0 = mean1;
    let b1 = mean1;
    let b2 = mean1;
    let b3 = mean1;
    let z = tile + offset;
    for (let entry = factor; entry < end; entry += 8) {
      const la = v128.load64_splat(entry);
      const lb = v128.load64_splat(entry + next);
      const z0 = v128.load(z);
      const z1 = v128.load(z, 16);
      const z2 = v128.load(z, 32);
      const z3 = v128.load(z, 48);
      a0 = f64x2.add(a0, f64x2.mul(la, z0));
      a1 = f64x2.add(a1, f64x2.mul(la, z1));
      a2 = f64x2.add(a2, f64x2.mul(la, z2));
      a3 = f64x2.add(a3, f64x2.mul(la, z3));
      b0 = f64x2.add(b0, f64x2.mul(lb, z0));
      b1 = f64x2.add(b1, f64x2.mul(lb, z1));
      b2 = f64x2.add(b2, f64x2.mul(lb, z2));
      b3 = f64x2.add(b3, f64x2.mul(lb, z3));
      z += WIDTH;
    }
    const diagonal = v128.load64_splat(end + next);
    storeFour(out + offset, a0, a1, a2, a3);
    storeFour(
      out + offset + ROW,
      f64x2.add(b0, f64x2.mul(diagonal, v128.load(z))),
      f64x2.add(b1, f64x2.mul(diagonal, v128.load(z, 16))),
      f64x2.add(b2, f64x2.mul(diagonal, v128.load(z, 32))),
      f64x2.add(b3, f64x2.mul(diagonal, v128.load(z, 48))),
    );
  }
}

/** The last row of a tile where n is odd. */
function oneRow(out: usize, tile: usize, factor: usize, means: usize, i: i32): void {
  const mean = v128.load64_splat(means);
  const end = factor + ((<usize>(i + 1)) << 3);
  for (let offset: usize = 0; offset < WIDTH; offset += 64) {
    let a0 = mean;
    let a1 = mean;
    let a2 = mean;
    let a3 = mean;
    let z = tile + offset;
    for (let entry = factor; entry < end; entry += 8) {
      const la = v128.load64_splat(entry);
      a0 = f64x2.add(a0, f64x2.mul(la, v128.load(z)));
      a1 = f64x2.add(a1, f64x2.mul(la, v128.load(z, 16)));
      a2 = f64x2.add(a2, f64x2.mul(la, v128.load(z, 32)));
      a3 = f64x2.add(a3, f64x2.mul(la, v128.load(z, 48)));
      z += WIDTH;
    }
    storeFour(out + offset, a0, a1, a2, a3);
  }
}

// @ts-ignore: decorator
@inline
function storeFour(out: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v128.store(out, v0);
  v128.store(out, v1, 16);
  v128.store(out, v2, 32);
  v128.store(out, v3, 48);
}
