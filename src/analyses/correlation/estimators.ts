/** The covariance by each estimator, and what can be done where it is not positive definite. */
import type { Series } from '../../finance/dataset';
import { undefinedBecause, type Quantity } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { sampleMoments } from '../../kernels/statistics';
import type { CorrelationParameters } from './spec';

/** Which target the kernel `shrinkage` shrinks to. */
const TARGETS = { 'ledoit-wolf-identity': 0, 'ledoit-wolf-constant': 1, oas: 2 } as const;

const noShrinkage = undefinedBecause('not-available', 'this estimator does not shrink');

export function estimateCovariance(
  series: Series,
  { estimator, lambda }: CorrelationParameters,
  kernels: Kernels,
): { covariance: Float64Array; intensity: Quantity } {
  const n = series.assets.length;
  const T = series.index.length;
  if (estimator === 'sample') {
    return {
      covariance: sampleMoments(kernels, series.returns).covariance,
      intensity: noShrinkage,
    };
  }
  return kernels.scope((memory) => {
    const columns = memory.writeColumns(series.returns);
    const out = memory.reserve(n * n);
    if (estimator === 'ewma') {
      kernels.exports.ewmaCovariance(columns, n, T, lambda, out);
      return { covariance: memory.read(out, n * n), intensity: noShrinkage };
    }
    const report = memory.reserve(1);
    const scratch = memory.allocate(kernels.exports.shrinkageScratchBytes(n, T));
    kernels.exports.shrinkage(columns, n, T, TARGETS[estimator], out, report, scratch);
    const [intensity] = memory.read(report, 1);
    return { covariance: memory.read(out, n * n), intensity: { value: intensity } };
  });
}

/** The covariance after the named repair, which says how far it moved the correlations. */
export function repairCovariance(
  covariance: Float64Array,
  n: number,
  repair: CorrelationParameters['repair'],
  kernels: Kernels,
): { covariance: Float64Array; definite: boolean; moved: number } {
  const definite = isDefinite(covariance, n, kernels);
  if (definite || repair === 'none') return { covariance, definite, moved: 0 };
  const deviations = Float64Array.from({ length: n }, (_, i) => Math.sqrt(covariance[i * n + i]));
  if (deviations.some((deviation) => !(deviation > 0))) return { covariance, definite, moved: 0 };
  // The product of the deviations first: symmetric to the bit, there and back.
  const product = (k: number) => deviations[Math.floor(k / n)] * deviations[k % n];
  return kernels.scope((memory) => {
    const { clipEigenvalues, nearestCorrelation } = kernels.exports;
    const matrix = memory.write(covariance.map((value, k) => value / product(k)));
    const out = memory.reserve(n * n);
    const scratch = memory.allocate(kernels.exports.nearestCorrelationScratchBytes(n));
    const repaired = () => memory.read(out, n * n).map((value, k) => value * product(k));
    if (repair === 'nearest-correlation') {
      const moved = nearestCorrelation(matrix, n, ROUNDS, out, scratch);
      const nearest = repaired();
      if (isDefinite(nearest, n, kernels)) return { covariance: nearest, definite: true, moved };
      // What is merely singular is its own nearest correlation matrix: the floor alone helps.
    }
    const moved = clipEigenvalues(matrix, n, FLOOR, out, scratch);
    const clipped = repaired();
    return { covariance: clipped, definite: isDefinite(clipped, n, kernels), moved };
  });
}

/** Smallest eigenvalue that clipping leaves, but for the rescaling to a diagonal of 1. */
const FLOOR = 1e-8;

/** Rounds of projection at most; some hundred are the rule. */
const ROUNDS = 2_000;

function isDefinite(covariance: Float64Array, n: number, kernels: Kernels): boolean {
  return kernels.scope((memory) => {
    const factor = memory.reserve(n * n);
    return kernels.exports.cholesky(memory.write(covariance), n, factor) === n;
  });
}
