/** Calls that several rooms make, with their input written and their output read once. */
import type { Kernels } from './kernels';

export interface Moments {
  readonly means: Float64Array;
  /** Row-major `n x n`, divisor `T - 1`. */
  readonly covariance: Float64Array;
}

/** Means and sample covariance of `n` columns of `T` returns. */
export function sampleMoments(kernels: Kernels, columns: readonly Float64Array[]): Moments {
  const n = columns.length;
  const T = n > 0 ? columns[0].length : 0;
  return kernels.scope((memory) => {
    const means = memory.reserve(n);
    const covariance = memory.reserve(n * n);
    const scratch = memory.allocate(kernels.exports.covarianceScratchBytes(n, T));
    kernels.exports.covariance(memory.writeColumns(columns), n, T, means, covariance, scratch);
    return { means: memory.read(means, n), covariance: memory.read(covariance, n * n) };
  });
}

export interface Resampling {
  readonly replicates: number;
  /** Mean block length in periods. */
  readonly blockLength: number;
  readonly seed: number;
}

/** Means of the columns in resampled histories: `replicates x columns`, replicate by replicate. */
export function resampledMeans(
  kernels: Kernels,
  columns: readonly Float64Array[],
  { replicates, blockLength, seed }: Resampling,
): Float64Array {
  const k = columns.length;
  const T = k > 0 ? columns[0].length : 0;
  return kernels.scope((memory) => {
    const out = memory.reserve(replicates * k);
    const source = memory.writeColumns(columns);
    kernels.exports.resampledMeans(source, k, T, blockLength, replicates, 0, seed, out);
    return memory.read(out, replicates * k);
  });
}

/** Lower Cholesky factor, row-major, and its rank: below 0 where the matrix is not positive semidefinite. */
export function choleskyFactor(
  kernels: Kernels,
  matrix: Float64Array,
  n: number,
): { factor: Float64Array; rank: number } {
  return kernels.scope((memory) => {
    const factor = memory.reserve(n * n);
    const rank = kernels.exports.cholesky(memory.write(matrix), n, factor);
    return { factor: memory.read(factor, n * n), rank };
  });
}

/** Rounds of projection at most; some hundred are the rule. */
const ROUNDS = 2_000;

/** The nearest correlation matrix, and how far it lies from the given one (Frobenius norm). */
export function nearestCorrelation(
  kernels: Kernels,
  matrix: Float64Array,
  n: number,
): { matrix: Float64Array; moved: number } {
  return kernels.scope((memory) => {
    const out = memory.reserve(n * n);
    const scratch = memory.allocate(kernels.exports.nearestCorrelationScratchBytes(n));
    const given = memory.write(matrix);
    const moved = kernels.exports.nearestCorrelation(given, n, ROUNDS, out, scratch);
    return { matrix: memory.read(out, n * n), moved };
  });
}
