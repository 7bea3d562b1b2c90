/**
 * A correlation matrix made positive semidefinite by raising its small eigenvalues to a floor.
 *
 * What: V max(values, floor) V', divided by the square roots of its diagonal so that the
 * diagonal is 1 again. Quick and usual, but not the nearest: see `nearestCorrelation`.
 *
 * `matrix` is symmetric with a diagonal of 1; `floor` is 0 or more, and where something is raised
 * at least 2e-14 n, so that the result can be factored. Writes n x n, symmetric to the bit,
 * entries within [-1, 1]. Returns the Frobenius distance to `matrix`, or -1 where an entry is not
 * finite. What has no eigenvalue below the floor comes back to the bit, distance 0.
 * `out` must not be `matrix`. Scratch: `nearestCorrelationScratchBytes(n)`.
 *
 * Special case: raising makes the diagonal larger, so after the division the smallest eigenvalue
 * lies at the floor divided by the largest diagonal entry or above, hence possibly below it.
 *
 * Reference: Rebonato, Jäckel, "The most general methodology to create a valid correlation
 * matrix" (1999), the spectral decomposition.
 */
import { distanceBetween, FACTORABLE, positivePart, restoreDiagonal } from './positive-part';

export function clipEigenvalues(
  matrix: usize,
  n: i32,
  floor: f64,
  out: usize,
  scratch: usize,
): f64 {
  const raised = positivePart(matrix, n, floor, 1, out, scratch);
  if (raised <= 0) return <f64>raised;
  if (floor < <f64>n * FACTORABLE) positivePart(matrix, n, <f64>n * FACTORABLE, 0, out, scratch);
  restoreDiagonal(out, n, scratch);
  return distanceBetween(out, matrix, n);
}
