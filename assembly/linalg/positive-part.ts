/**
 * The nearest matrix whose eigenvalues are all at or above a floor: smaller ones are raised.
 *
 * In the Frobenius norm, and for a floor of 0 the nearest positive semidefinite matrix. The
 * change, or where fewer eigenvalues stay than are raised the rest, is added up vector by
 * vector. The result is symmetric to the bit. `matrix` may be `out`.
 *
 * Returns how many eigenvalues were raised, or -1 where an entry is not finite. Where none is,
 * `out` is the matrix itself. `slack` times n * eps * max(1, largest) below the floor counts as
 * rounding: 1 leaves a matrix alone that is positive semidefinite but for rounding, 0 is strict.
 * Scratch: `positivePartBytes(n)`.
 *
 * Reference: Higham, "Computing a nearest symmetric positive semidefinite matrix" (1988).
 */
import { symmetricEigen } from './symmetric-eigen';
import { addMultiple } from './vectors';

const EPSILON: f64 = 2.220446049250313e-16;
/**
 * The floor of a repaired matrix, per variable: 0 would leave eigenvalues of about -1e-15 n, on
 * which a Cholesky factorization fails every other time where n is large.
 */
export const FACTORABLE: f64 = 2e-14;

/** Bytes that `positivePart` needs: values, vectors and what the eigenvalues need. */
export function positivePartBytes(n: i32): usize {
  return (<usize>(2 * n * n + 6 * n)) << 3;
}

export function positivePart(
  matrix: usize,
  n: i32,
  floor: f64,
  slack: f64,
  out: usize,
  scratch: usize,
): i32 {
  const row = (<usize>n) << 3;
  const size = <usize>n * row;
  const vectors = scratch;
  const values = scratch + size;
  // An even number of numbers, so that what follows begins at a multiple of 16.
  const rest = scratch + ((<usize>((n * n + n + 1) & ~1)) << 3);
  if (n < 1) return 0;
  if (symmetricEigen(matrix, n, values, vectors, rest) < 0) return -1;
  const limit = floor - slack * <f64>n * EPSILON * Math.max(1, load<f64>(values));
  let raised = 0;
  for (let at: usize = 0; at < row; at += 8) {
    if (load<f64>(values + at) < limit) raised++;
  }
  if (out != matrix) memory.copy(out, matrix, size);
  if (raised == 0) return 0;
  let first = n - raised;
  let last = n;
  if (raised > n >> 1) {
    // Fewer stay: floor I + sum (value - floor) v v'.
    memory.fill(out, 0, size);
    for (let at: usize = 0; at < size; at += row + 8) store<f64>(out + at, floor);
    last = first;
    first = 0;
  }
  for (let k = first; k < last; k++) {
    const vector = vectors + <usize>k * row;
    const change = Math.abs(load<f64>(values + ((<usize>k) << 3)) - floor);
    for (let i = 0; i < n; i++) {
      const at = (<usize>i) << 3;
      addMultiple(out + <usize>i * row + at, change * load<f64>(vector + at), vector + at, n - i);
    }
  }
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const entry = load<f64>(out + <usize>j * row + ((<usize>i) << 3));
      store<f64>(out + <usize>i * row + ((<usize>j) << 3), entry);
    }
  }
  return raised;
}

/** Divides by the square roots of the diagonal, which becomes 1, and keeps entries in [-1, 1]. */
export function restoreDiagonal(matrix: usize, n: i32, roots: usize): void {
  const row = (<usize>n) << 3;
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 3;
    store<f64>(roots + at, Math.sqrt(load<f64>(matrix + <usize>i * row + at)));
  }
  for (let i = 0; i < n; i++) {
    const root = load<f64>(roots + ((<usize>i) << 3));
    for (let j = 0; j < n; j++) {
      const cell = matrix + <usize>i * row + ((<usize>j) << 3);
      const entry = load<f64>(cell) / (root * load<f64>(roots + ((<usize>j) << 3)));
      store<f64>(cell, i == j ? 1 : Math.min(1, Math.max(-1, entry)));
    }
  }
}

/** Frobenius norm of a - b. */
export function distanceBetween(a: usize, b: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (const end = a + ((<usize>n * <usize>n) << 3); a < end; a += 8) {
    const difference = load<f64>(a) - load<f64>(b);
    sum += difference * difference;
    b += 8;
  }
  return Math.sqrt(sum);
}
