/** Values counted in equal bins, with a count of what lies outside at either end. */
import type { Kernels } from '../../kernels/kernels';
import type { Histogram } from './spec';

/** Equal bins whose first and last centers are the ends; a point gets bins of 0.01 %. */
export function binsBetween(low: number, high: number, bins: number): Omit<Histogram, 'counts'> {
  const width = high > low ? (high - low) / (bins - 1) : 1e-4;
  return { low: low - width / 2, width };
}

export function countBins(
  kernels: Kernels,
  values: number,
  count: number,
  { low, width }: Omit<Histogram, 'counts'>,
  bins: number,
): Float64Array {
  const counts = kernels.memory.write(new Float64Array(bins + 2));
  kernels.exports.histogram(values, count, low, width, bins, counts);
  return kernels.memory.read(counts, bins + 2);
}
