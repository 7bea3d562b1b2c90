/**
 * The list of kernels, sorted by name within each topic: one line a kernel.
 *
 * A kernel is pure: numbers in, numbers out, through pointers (`usize`, byte offsets into the
 * memory) and lengths (`i32`). Floats are little-endian f64. Data is column-major: column i of
 * T observations starts at `columns + i * T * 8`. Square matrices are row-major. Pointers are
 * multiples of 8, those of scratch multiples of 16. Nothing is allocated here: what a kernel
 * needs to think is its `scratch` argument. The memory has one owner, in `src/kernels`.
 */
export { heapBase } from './memory';

export { cholesky } from './linalg/cholesky';

export { normalBlock } from './random/normal';
export { splitmix64 } from './random/splitmix64';
export { randomWords, xoshiro256 } from './random/xoshiro256';
export { zigguratTable, zigguratTableBytes } from './random/ziggurat';

export { collapsedNormalBlock } from './simulation/collapsed-normal';
export { compoundNormalBlock } from './simulation/compound-normal';
export { factorNormalBlock } from './simulation/factor-normal';
export { histogram } from './simulation/histogram';
export { mixPath } from './simulation/mix-path';
export { simulationScratchBytes } from './simulation/scratch';
export { tailPartial } from './simulation/tail-partial';

export { autocovariance } from './statistics/autocovariance';
export { compoundWindows } from './statistics/compound-windows';
export { covariance } from './statistics/covariance';
export { drawdown } from './statistics/drawdown';
export { growth } from './statistics/growth';
export { moments } from './statistics/moments';
export { orderStatistic } from './statistics/order-statistic';
export { resampledMeans } from './statistics/resampled-means';
export { sortAscending } from './statistics/sort-ascending';
