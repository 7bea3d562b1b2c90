/**
 * What n variables (assets, and perhaps prices) grow by in one step, for all paths of a block, where
 * returns are made up: g_i = max(floor_i, base_i + s sum_{j <= i} L_ij z_j), with z standard normal
 * and s = 1, or for Student's t with v degrees of freedom s = sqrt((v - 2) / c), c chi-square and
 * shared by all variables, so that the covariance stays L L' (see simulation/student.ts).
 *
 * Draws: variable i of step t is row t n + i of stream ASSETS; c is the sum of squares of rows
 * t v to t v + v - 1 of stream CHI_SQUARE. `startGrowth` sets a block to step 0, each call of
 * `factorGrowth` takes the next step; the generators are in the scratch, which must stay in between.
 *
 * Method: the normals are drawn into the rows of the result; then eight paths at a time turn from
 * normals to growth in place, from the last variable to the first, whose normals are needed longest:
 * two rows of the factor by four registers.
 *
 * `factor` is lower triangular, n x n, row-major; its upper part is not read. `degrees` 0: normal.
 * Scratch: `studentScratchBytes()`.
 */
import { BLOCK, drawNormals, PIECE, startBlock } from '../random/normal';
import { ASSETS, CHI_SQUARE } from '../random/streams';
import { drawChiSquares, STRETCHES, SUMS } from '../simulation/student';
import { rowBytes, STRIDE } from './rows';

const ROW: usize = (<usize>BLOCK) << 3;
const PIECE_BYTES: usize = (<usize>PIECE) << 3;

export function startGrowth(seed: i32, block: i32, scratch: usize): void {
  startBlock(scratch, seed, ASSETS, block);
  startBlock(scratch + STRETCHES, seed, CHI_SQUARE, block);
}

export function factorGrowth(
  rows: usize,
  factor: usize,
  base: usize,
  floors: usize,
  n: i32,
  degrees: i32,
  count: i32,
  table: usize,
  scratch: usize,
): void {
  for (let i = 0; i < n; i++) {
    const row = rows + <usize>i * STRIDE;
    for (let piece: usize = 0; piece < ROW; piece += PIECE_BYTES) {
      drawNormals(row + piece, table, scratch);
    }
  }
  const bytes = rowBytes(count);
  if (degrees > 0) {
    drawChiSquares(degrees, table, scratch);
    stretch(rows, n, bytes, <f64>(degrees - 2), scratch + SUMS);
  }
  for (let at: usize = 0; at < bytes; at += 64) eightPaths(rows + at, factor, base, floors, n);
}

/** Multiplies every normal by sqrt(numerator / c) of its path. */
function stretch(rows: usize, n: i32, bytes: usize, numerator: f64, sums: usize): void {
  const above = f64x2.splat(numerator);
  for (let at: usize = 0; at < bytes; at += 16) {
    const s = f64x2.sqrt(f64x2.div(above, v128.load(sums + at)));
    let row = rows + at;
    for (let i = 0; i < n; i++) {
      v128.store(row, f64x2.mul(s, v128.load(row)));
      row += STRIDE;
    }
  }
}

function eightPaths(rows: usize, factor: usize, base: usize, floors: usize, n: i32): void {
  const width = (<usize>n) << 3;
  let i = n;
  // Rows i - 2 and i - 1, the latter one entry longer.
  for (; i > 1; i -= 2) {
    const first = i - 2;
    const offset = (<usize>first) << 3;
    const row = factor + offset * <usize>n;
    const base0 = v128.load64_splat(base + offset);
    const base1 = v128.load64_splat(base + offset, 8);
    let a0 = base0;
    let a1 = base0;
    let a2 = base0;
    let a3 = base0;
    let b0 = base1;
    let b1 = base1;
    let b2 = base1;
    let b3 = base1;
    let z = rows;
    for (let entry = row, end = row + offset; entry <= end; entry += 8) {
      const la = v128.load64_splat(entry);
      const lb = v128.load64_splat(entry + width);
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
      z += STRIDE;
    }
    const diagonal = v128.load64_splat(row + offset + width, 8);
    b0 = f64x2.add(b0, f64x2.mul(diagonal, v128.load(z)));
    b1 = f64x2.add(b1, f64x2.mul(diagonal, v128.load(z, 16)));
    b2 = f64x2.add(b2, f64x2.mul(diagonal, v128.load(z, 32)));
    b3 = f64x2.add(b3, f64x2.mul(diagonal, v128.load(z, 48)));
    storeFloored(z, v128.load64_splat(floors + offset, 8), b0, b1, b2, b3);
    storeFloored(z - STRIDE, v128.load64_splat(floors + offset), a0, a1, a2, a3);
  }
  if (i == 1) {
    const l = v128.load64_splat(factor);
    const mean = v128.load64_splat(base);
    storeFloored(
      rows,
      v128.load64_splat(floors),
      f64x2.add(mean, f64x2.mul(l, v128.load(rows))),
      f64x2.add(mean, f64x2.mul(l, v128.load(rows, 16))),
      f64x2.add(mean, f64x2.mul(l, v128.load(rows, 32))),
      f64x2.add(mean, f64x2.mul(l, v128.load(rows, 48))),
    );
  }
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function storeFloored(to: usize, floor: v128, x0: v128, x1: v128, x2: v128, x3: v128): void {
  v128.store(to, f64x2.pmax(floor, x0));
  v128.store(to, f64x2.pmax(floor, x1), 16);
  v128.store(to, f64x2.pmax(floor, x2), 32);
  v128.store(to, f64x2.pmax(floor, x3), 48);
}
