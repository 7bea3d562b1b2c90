/**
 * The correlation matrix that is nearest to a symmetric one, in the Frobenius norm.
 *
 * What: correlations taken pairwise from series with holes, or set by hand, may contradict each
 * other: some mix would have a negative variance. This changes them as little as possible.
 *
 * Method: projections in turn onto the positive semidefinite matrices and onto those with a
 * diagonal of 1, the former with Dykstra's correction, without which the limit would be valid
 * but not the nearest. It stops when a round moves the matrix by less than 1e-14 of its norm, or
 * after `iterations` rounds; some hundred are the rule, since the error falls by a constant
 * factor a round. A last projection and division make the result valid wherever it stopped.
 *
 * `matrix` has a diagonal of 1. Writes n x n, symmetric to the bit, entries within [-1, 1].
 * Returns the Frobenius distance to `matrix`, or -1 where an entry is not finite. What is
 * positive semidefinite but for rounding comes back to the bit, distance 0. `out` must not be
 * `matrix`. Scratch: `nearestCorrelationScratchBytes(n)`, about 4 n n * 8. The nearest one is mostly
 * singular; what would be 0 is raised to 2e-14 n, so that the result can be factored.
 *
 * Accuracy: entries within 1e-11 where enough rounds are allowed.
 *
 * Reference: Higham, "Computing the nearest correlation matrix: a problem from finance" (2002).
 */
import {
  distanceBetween,
  FACTORABLE,
  positivePart,
  positivePartBytes,
  restoreDiagonal,
} from './positive-part';

const ENOUGH: f64 = 1e-14;

export function nearestCorrelationScratchBytes(n: i32): i32 {
  return <i32>positivePartBytes(n) + ((2 * n * n) << 3);
}

export function nearestCorrelation(
  matrix: usize,
  n: i32,
  iterations: i32,
  out: usize,
  scratch: usize,
): f64 {
  const row = (<usize>n) << 3;
  const size = <usize>n * row;
  const correction = scratch + positivePartBytes(n);
  const projected = correction + size;
  const raised = positivePart(matrix, n, 0, 1, out, scratch);
  if (raised <= 0) return <f64>raised;
  memory.copy(out, matrix, size);
  memory.fill(correction, 0, size);
  for (let round = 0; round < iterations; round++) {
    for (let at: usize = 0; at < size; at += 8) {
      store<f64>(projected + at, load<f64>(out + at) - load<f64>(correction + at));
    }
    memory.copy(correction, projected, size);
    positivePart(projected, n, 0, 0, projected, scratch);
    let moved: f64 = 0;
    let norm: f64 = 0;
    for (let at: usize = 0; at < size; at += 8) {
      const entry = load<f64>(projected + at);
      store<f64>(correction + at, entry - load<f64>(correction + at));
      const next = at % (row + 8) == 0 ? 1 : entry;
      const change = next - load<f64>(out + at);
      moved += change * change;
      norm += next * next;
      store<f64>(out + at, next);
    }
    if (moved <= ENOUGH * ENOUGH * norm) break;
  }
  positivePart(out, n, <f64>n * FACTORABLE, 0, out, scratch);
  restoreDiagonal(out, n, scratch);
  return distanceBetween(out, matrix, n);
}
