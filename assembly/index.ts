/**
 * The list of kernels, sorted by name within each topic: one line a kernel. Those of the first view
 * stand in `first.ts` as well.
 *
 * A kernel is pure: numbers in, numbers out, through pointers (`usize`, byte offsets into the
 * memory) and lengths (`i32`). Floats are little-endian f64. Data is column-major: column i of
 * T observations starts at `columns + i * T * 8`. Square matrices are row-major. Pointers are
 * multiples of 8, those of scratch multiples of 16. Nothing is allocated here: what a kernel
 * needs to think is its `scratch` argument. The memory has one owner, in `src/kernels`.
 */
export { heapBase } from './memory';

export { cholesky } from './linalg/cholesky';
export { clipEigenvalues } from './linalg/clip-eigenvalues';
export { nearestCorrelation, nearestCorrelationScratchBytes } from './linalg/nearest-correlation';
export { symmetricEigen, symmetricEigenScratchBytes } from './linalg/symmetric-eigen';

export { antitheticBlock } from './random/antithetic';
export { normalBlock } from './random/normal';
export { normalQuantiles } from './random/normal-quantile';
export { oddFunction } from './random/odd-function';
export { sobolBits, sobolBlock, sobolScratchBytes } from './random/sobol';
export { splitmix64 } from './random/splitmix64';
export { stratifiedBlock } from './random/stratified';
export { randomWords, xoshiro256 } from './random/xoshiro256';
export { zigguratTable, zigguratTableBytes } from './random/ziggurat';

export {
  bootstrapBlock,
  bootstrapDrawdownBlock,
  bootstrapScratchBytes,
} from './simulation/bootstrap';
export { rollingBetaCorrelation } from './rolling/beta-correlation';
export { rollingDrawdown } from './rolling/drawdown';
export { rollingExtremes } from './rolling/extremes';
export { rollingMean } from './rolling/mean';
export { rollingMeanDeviation } from './rolling/mean-deviation';
export { rollingOrderStatistic, rollingQuantile } from './rolling/quantile';
export { rollingProduct } from './rolling/product';
export { rollingScratchBytes } from './rolling/scratch';
export { rollingSkewnessKurtosis } from './rolling/skewness-kurtosis';

export { collapsedNormalBlock } from './simulation/collapsed-normal';
export { compoundNormalBlock } from './simulation/compound-normal';
export { compoundRows } from './simulation/compound-rows';
export {
  factorNormalBlock,
  factorNormalPathBlock,
  factorNormalScratchBytes,
} from './simulation/factor-normal';
export { histogram } from './simulation/histogram';
export { mixPath } from './simulation/mix-path';
export { reflectRows, reflectScratchBytes } from './simulation/reflect-rows';
export { simulationScratchBytes } from './simulation/scratch';
export {
  collapsedStudentBlock,
  compoundStudentBlock,
  studentScratchBytes,
} from './simulation/student';
export { chooseRows, loadRows, regimeBlock, stretchRows } from './simulation/synthetic';
export { tailPartial } from './simulation/tail-partial';

export { autocovariance } from './statistics/autocovariance';
export { bitsHistogram } from './statistics/bits-histogram';
export { compoundWindows } from './statistics/compound-windows';
export { covariance, covarianceScratchBytes } from './statistics/covariance';
export { drawdown } from './statistics/drawdown';
export { ewmaCovariance } from './statistics/ewma-covariance';
export { growth } from './statistics/growth';
export { moments } from './statistics/moments';
export { orderStatistic } from './statistics/order-statistic';
export { resampledMeans } from './statistics/resampled-means';
export { shrinkage, shrinkageScratchBytes } from './statistics/shrinkage';
export { sortAscending } from './statistics/sort-ascending';

export { criticalFactor } from './wealth/critical-factor';
export {
  datesScratchBytes,
  drawDates,
  followDates,
  growthOfDates,
  startDates,
} from './wealth/dates';
export { factorGrowth, startGrowth } from './wealth/factor-growth';
export { mixRows, mixStep, startMix } from './wealth/mix-step';
export { flowNumbers, moneyRows, moneyStep, startMoney } from './wealth/money-step';
export { copyRow, fillRow, pathRowBytes, priceStep } from './wealth/rows';
