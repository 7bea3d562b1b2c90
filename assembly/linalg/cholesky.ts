/**
 * Cholesky factor of a positive semidefinite matrix: lower L with L L' = A.
 *
 * Method: row by row, dot products of rows, no pivoting (the order of assets must not change).
 * Only the lower triangle of A is read. A pivot is what remains of a diagonal entry once the
 * earlier columns have explained their part. One that is not above n * eps * (diagonal entry) is
 * rounding: that variable is a combination of the earlier ones, and its column is set to zero.
 *
 * Returns the rank, or -1 where A is not positive semidefinite: a value is not finite, a pivot
 * is below -(1e-12 or n * eps, the larger) * (diagonal entry), or what remains beside a zero
 * pivot exceeds what the Cauchy-Schwarz inequality allows. The bound is wider below zero
 * than above it because an entry of a covariance carries rounding of its own sums.
 *
 * Special cases: a row of zeros (an asset that never moves) gives a row of zeros; n = 0 has
 * rank 0. After -1 the factor is not to be used. The upper triangle of L is zero.
 *
 * Accuracy: L L' = A within (n + 1) eps * sqrt(a_ii a_jj).
 *
 * Reference: Higham, "Accuracy and Stability of Numerical Algorithms" (2002), chapter 10.
 */
const EPSILON: f64 = 2.220446049250313e-16;

export function cholesky(matrix: usize, n: i32, factor: usize): i32 {
  const row = (<usize>n) << 3;
  const tolerance = <f64>n * EPSILON;
  const indefinite = Math.max(tolerance, 1e-12);
  let rank = 0;
  memory.fill(factor, 0, row * <usize>n);
  for (let i = 0; i < n; i++) {
    const ai = matrix + <usize>i * row;
    const li = factor + <usize>i * row;
    const diagonal = load<f64>(ai + ((<usize>i) << 3));
    if (!isFinite<f64>(diagonal) || diagonal < 0) return -1;
    for (let j = 0; j < i; j++) {
      const lj = factor + <usize>j * row;
      const entry = load<f64>(ai + ((<usize>j) << 3));
      if (!isFinite<f64>(entry)) return -1;
      const rest = entry - dot(li, lj, j);
      const pivot = load<f64>(lj + ((<usize>j) << 3));
      if (pivot > 0) {
        store<f64>(li + ((<usize>j) << 3), rest / pivot);
      } else {
        const other = load<f64>(matrix + <usize>j * row + ((<usize>j) << 3));
        // Beside a pivot d_j <= indefinite * a_jj nothing larger than sqrt(d_j a_ii) may remain.
        if (rest * rest > 4 * indefinite * other * diagonal) return -1;
      }
    }
    const pivot = diagonal - dot(li, li, i);
    if (!(pivot >= -indefinite * diagonal)) return -1;
    if (pivot > tolerance * diagonal) {
      store<f64>(li + ((<usize>i) << 3), Math.sqrt(pivot));
      rank++;
    }
  }
  return rank;
}

/** Sum of products of the first `count` entries of two rows. */
function dot(a: usize, b: usize, count: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  const pairs = (<usize>(count & ~3)) << 3;
  let offset: usize = 0;
  for (; offset < pairs; offset += 32) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a + offset), v128.load(b + offset)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + offset, 16), v128.load(b + offset, 16)));
  }
  s0 = f64x2.add(s0, s1);
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (const end = (<usize>count) << 3; offset < end; offset += 8) {
    sum += load<f64>(a + offset) * load<f64>(b + offset);
  }
  return sum;
}
