/**
 * The kernels of the first view alone, so that it has less to wait for: a smaller module of the
 * same sources. Every line stands in `index.ts` as well, where the conventions are. Who computes
 * with these says `firstParts` in `src/engine/worker-parts.ts`.
 */
export { heapBase } from './memory';

export { cholesky } from './linalg/cholesky';
export { clipEigenvalues } from './linalg/clip-eigenvalues';
export { nearestCorrelation, nearestCorrelationScratchBytes } from './linalg/nearest-correlation';

export { histogram } from './simulation/histogram';
export { mixPath } from './simulation/mix-path';

export { compoundWindows } from './statistics/compound-windows';
export { covariance, covarianceScratchBytes } from './statistics/covariance';
export { drawdown } from './statistics/drawdown';
export { ewmaCovariance } from './statistics/ewma-covariance';
export { growth } from './statistics/growth';
export { moments } from './statistics/moments';
export { resampledMeans } from './statistics/resampled-means';
export { shrinkage, shrinkageScratchBytes } from './statistics/shrinkage';
