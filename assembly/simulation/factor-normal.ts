/**
 * Returns of a fixed mix of n jointly normal assets, through the return of every asset:
 * r_i = m_i + sum_{j <= i} L_ij z_j, and the mix returns sum_i w_i r_i.
 *
 * Method: the normals of the whole block are drawn first, row by row, into rows that lie a little
 * more than their 32 KB apart, so that they do not fall into the same few cache sets. Then eight
 * scenarios at a time stay in registers from their normals to their return: two rows of the factor
 * by four registers, weighted and added to the mix in ascending i. No asset's return is stored.
 *
 * `factor` is lower triangular, n x n, row-major; its upper part is not read.
 *
 * `factorNormalBlock` writes one period, 4096 returns. `factorNormalPathBlock` compounds periods of
 * a mix that is reset in each, and writes the returns and the deepest drawdowns of the first `count`
 * paths of the block, rounded up to a multiple of eight; asset a of period t is row t n + a, and a
 * period that would lose more than everything loses everything. Scratch of either:
 * `factorNormalScratchBytes(n)`.
 */
import { BLOCK, DRAW_BYTES, drawNormals, PIECE, startBlock } from '../random/normal';
import { ASSETS } from '../random/streams';

const ROW: usize = (<usize>BLOCK) << 3;
const PIECE_BYTES: usize = (<usize>PIECE) << 3;
/** Bytes from a row to the next. */
const STRIDE: usize = ROW + 1024;

const RETURNS: usize = DRAW_BYTES;
const HEIGHTS: usize = RETURNS + ROW;
const NORMALS: usize = HEIGHTS + ROW;

/** Bytes of scratch for n assets: 74 KB, and 33 KB each. */
export function factorNormalScratchBytes(n: i32): i32 {
  return <i32>(NORMALS + <usize>n * STRIDE);
}

export function factorNormalBlock(
  out: usize,
  factor: usize,
  means: usize,
  weights: usize,
  n: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  startBlock(scratch, seed, ASSETS, block);
  nextReturns(out, ROW, factor, means, weights, n, table, scratch);
}

export function factorNormalPathBlock(
  out: usize,
  drawdown: usize,
  factor: usize,
  means: usize,
  weights: usize,
  n: i32,
  periods: i32,
  count: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  const returns = scratch + RETURNS;
  const heights = scratch + HEIGHTS;
  const bytes = (((<usize>count) << 3) + 63) & ~63;
  const one = f64x2.splat(1);
  const nothing = f64x2.splat(0);
  startBlock(scratch, seed, ASSETS, block);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(out + at, one);
    v128.store(heights + at, one);
    v128.store(drawdown + at, one);
  }
  for (let period = 0; period < periods; period++) {
    nextReturns(returns, bytes, factor, means, weights, n, table, scratch);
    for (let at: usize = 0; at < bytes; at += 16) {
      const growth = f64x2.max(nothing, f64x2.add(one, v128.load(returns + at)));
      // Wealth by its peak so far, which grows to 1 only: the peak itself need not be kept.
      const height = f64x2.min(one, f64x2.mul(v128.load(heights + at), growth));
      v128.store(out + at, f64x2.mul(v128.load(out + at), growth));
      v128.store(heights + at, height);
      v128.store(drawdown + at, f64x2.min(height, v128.load(drawdown + at)));
    }
  }
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(out + at, f64x2.sub(v128.load(out + at), one));
    v128.store(drawdown + at, f64x2.sub(v128.load(drawdown + at), one));
  }
}

/** Draws the next n rows of the block and writes what the mix returns in the first scenarios. */
function nextReturns(
  out: usize,
  bytes: usize,
  factor: usize,
  means: usize,
  weights: usize,
  n: i32,
  table: usize,
  scratch: usize,
): void {
  const normals = scratch + NORMALS;
  for (let i = 0; i < n; i++) {
    const row = normals + <usize>i * STRIDE;
    for (let piece: usize = 0; piece < ROW; piece += PIECE_BYTES) {
      drawNormals(row + piece, table, scratch);
    }
  }
  for (let offset: usize = 0; offset < bytes; offset += 64) {
    eightScenarios(out + offset, normals + offset, factor, means, weights, n);
  }
}

function eightScenarios(
  out: usize,
  normals: usize,
  factor: usize,
  means: usize,
  weights: usize,
  n: i32,
): void {
  const bytes = (<usize>n) << 3;
  let m0 = f64x2.splat(0);
  let m1 = m0;
  let m2 = m0;
  let m3 = m0;
  let i: usize = 0;
  if (n & 1) {
    const l = v128.load64_splat(factor);
    const mean = v128.load64_splat(means);
    const weight = v128.load64_splat(weights);
    m0 = f64x2.mul(weight, f64x2.add(mean, f64x2.mul(l, v128.load(normals))));
    m1 = f64x2.mul(weight, f64x2.add(mean, f64x2.mul(l, v128.load(normals, 16))));
    m2 = f64x2.mul(weight, f64x2.add(mean, f64x2.mul(l, v128.load(normals, 32))));
    m3 = f64x2.mul(weight, f64x2.add(mean, f64x2.mul(l, v128.load(normals, 48))));
    i = 8;
  }
  // From here on rows i and i + 1, which is one entry longer.
  for (; i < bytes; i += 16) {
    const row = factor + i * <usize>n;
    const end = row + i;
    const mean0 = v128.load64_splat(means + i);
    const mean1 = v128.load64_splat(means + i, 8);
    let a0 = mean0;
    let a1 = mean0;
    let a2 = mean0;
    let a3 = mean0;
    let b0 = mean1;
    let b1 = mean1;
    let b2 = mean1;
    let b3 = mean1;
    let z = normals;
    for (let entry = row; entry <= end; entry += 8) {
      const la = v128.load64_splat(entry);
      const lb = v128.load64_splat(entry + bytes);
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
    const diagonal = v128.load64_splat(end + bytes, 8);
    b0 = f64x2.add(b0, f64x2.mul(diagonal, v128.load(z)));
    b1 = f64x2.add(b1, f64x2.mul(diagonal, v128.load(z, 16)));
    b2 = f64x2.add(b2, f64x2.mul(diagonal, v128.load(z, 32)));
    b3 = f64x2.add(b3, f64x2.mul(diagonal, v128.load(z, 48)));
    const wa = v128.load64_splat(weights + i);
    const wb = v128.load64_splat(weights + i, 8);
    m0 = f64x2.add(f64x2.add(m0, f64x2.mul(wa, a0)), f64x2.mul(wb, b0));
    m1 = f64x2.add(f64x2.add(m1, f64x2.mul(wa, a1)), f64x2.mul(wb, b1));
    m2 = f64x2.add(f64x2.add(m2, f64x2.mul(wa, a2)), f64x2.mul(wb, b2));
    m3 = f64x2.add(f64x2.add(m3, f64x2.mul(wa, a3)), f64x2.mul(wb, b3));
  }
  v128.store(out, m0);
  v128.store(out, m1, 16);
  v128.store(out, m2, 32);
  v128.store(out, m3, 48);
}
