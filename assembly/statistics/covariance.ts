/**
 * Covariance matrix of n series of T observations, divisor T - 1.
 *
 * Method: dates are taken 256 at a time. Every column is centered while they are packed; four
 * columns make a panel in which the four values of one date lie together. Products of two panels
 * fill a tile of 4 x 4 results held in eight registers, so that each date costs six loads for
 * sixteen products. Panels are taken 64 at a time (512 KB), so that they stay in the caches. The
 * n mod 4 columns that fill no panel are packed alone, after the panels. Only the upper triangle
 * is computed; it is divided and mirrored, hence symmetric to the bit.
 *
 * Writes the means (n) and the matrix (n x n). Scratch: `covarianceScratchBytes(n, T)`, 4 MB for
 * 2,000 series of any length.
 *
 * Special cases: T < 2 gives NaN or infinities; NaN spreads to the row and column of its series.
 * A constant column may keep a variance of about 1e-32 of its square instead of 0.
 *
 * Accuracy: centered sums in pieces of 256; relative error against NumPy below 1e-12.
 *
 * Reference: Goto, van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
 */
import { correctedMean } from './mean';

const DATES: i32 = 256;
const PANELS: i32 = 64;

export function covarianceScratchBytes(n: i32, T: i32): i32 {
  return (n * min(T, DATES)) << 3;
}

export function covariance(
  columns: usize,
  n: i32,
  T: i32,
  means: usize,
  out: usize,
  scratch: usize,
): void {
  const column = (<usize>T) << 3;
  for (let i = 0; i < n; i++) {
    store<f64>(means + ((<usize>i) << 3), correctedMean(columns + <usize>i * column, T));
  }
  memory.fill(out, 0, (<usize>n * <usize>n) << 3);
  for (let date = 0; date < T; date += DATES) {
    const dates = min(DATES, T - date);
    packAll(columns + ((<usize>date) << 3), column, n, dates, means, scratch);
    addAll(scratch, n, dates, out);
  }
  const divisor = <f64>(T - 1);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = load<f64>(out + ((<usize>(i * n + j)) << 3)) / divisor;
      store<f64>(out + ((<usize>(i * n + j)) << 3), value);
      store<f64>(out + ((<usize>(j * n + i)) << 3), value);
    }
  }
}

/** Packs the deviations of so many dates: the panels, then the columns that fill none. */
function packAll(
  columns: usize,
  column: usize,
  n: i32,
  dates: i32,
  means: usize,
  packed: usize,
): void {
  const length = (<usize>dates) << 3;
  const inPanels = n & ~3;
  for (let i = 0; i < n; i++) {
    const source = columns + <usize>i * column;
    const mean = load<f64>(means + ((<usize>i) << 3));
    if (i < inPanels) {
      const panel = packed + <usize>(i & ~3) * length;
      pack(source, dates, mean, panel + ((<usize>(i & 3)) << 3), 32);
    } else {
      pack(source, dates, mean, packed + <usize>i * length, 8);
    }
  }
}

/** Adds the products of the packed dates to the upper triangle of the matrix. */
function addAll(packed: usize, n: i32, dates: i32, out: usize): void {
  const length = (<usize>dates) << 3;
  const panel = length << 2;
  const panels = n >> 2;
  const row = (<usize>n) << 3;
  for (let block = 0; block < panels; block += PANELS) {
    const last = min(block + PANELS, panels);
    for (let i = 0; i < last; i++) {
      const a = packed + <usize>i * panel;
      for (let j = max(i, block); j < last; j++) {
        const b = packed + <usize>j * panel;
        addTile(a, b, dates, out + ((<usize>((i << 2) * n + (j << 2))) << 3), row);
      }
    }
  }
  for (let j = panels << 2; j < n; j++) {
    const b = packed + <usize>j * length;
    for (let i = 0; i < panels; i++) {
      const a = packed + <usize>i * panel;
      addStrip(a, b, dates, out + ((<usize>((i << 2) * n + j)) << 3), row);
    }
    for (let i = panels << 2; i <= j; i++) {
      const a = packed + <usize>i * length;
      const cell = out + ((<usize>(i * n + j)) << 3);
      store<f64>(cell, load<f64>(cell) + dot(a, b, dates));
    }
  }
}

/** Writes the deviations of a column at a stride of bytes. */
function pack(source: usize, T: i32, mean: f64, target: usize, stride: usize): void {
  for (let t = 0; t < T; t++) {
    store<f64>(target, load<f64>(source) - mean);
    source += 8;
    target += stride;
  }
}

/** Adds the 4 x 4 products of two panels over `dates` to the matrix at `cell`. */
function addTile(a: usize, b: usize, dates: i32, cell: usize, row: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (const end = a + ((<usize>dates) << 5); a < end; a += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    const a1 = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    const a2 = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(a2, b0));
    s21 = f64x2.add(s21, f64x2.mul(a2, b1));
    const a3 = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(a3, b0));
    s31 = f64x2.add(s31, f64x2.mul(a3, b1));
    b += 32;
  }
  addPairs(cell, s00, s01);
  addPairs(cell + row, s10, s11);
  addPairs(cell + row * 2, s20, s21);
  addPairs(cell + row * 3, s30, s31);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function addPairs(cell: usize, first: v128, second: v128): void {
  v128.store(cell, f64x2.add(v128.load(cell), first));
  v128.store(cell, f64x2.add(v128.load(cell, 16), second), 16);
}

/** Adds the 4 x 1 products of a panel and a single column to the matrix at `cell`. */
function addStrip(a: usize, b: usize, dates: i32, cell: usize, row: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  for (const end = a + ((<usize>dates) << 5); a < end; a += 32) {
    const single = v128.load64_splat(b);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), single));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a, 16), single));
    b += 8;
  }
  store<f64>(cell, load<f64>(cell) + f64x2.extract_lane(s0, 0));
  cell += row;
  store<f64>(cell, load<f64>(cell) + f64x2.extract_lane(s0, 1));
  cell += row;
  store<f64>(cell, load<f64>(cell) + f64x2.extract_lane(s1, 0));
  cell += row;
  store<f64>(cell, load<f64>(cell) + f64x2.extract_lane(s1, 1));
}

function dot(a: usize, b: usize, dates: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  const end = a + ((<usize>dates) << 3);
  for (const quads = a + ((<usize>(dates & ~3)) << 3); a < quads; a += 32) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), v128.load(b)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    b += 32;
  }
  s0 = f64x2.add(s0, s1);
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; a < end; a += 8) {
    sum += load<f64>(a) * load<f64>(b);
    b += 8;
  }
  return sum;
}
