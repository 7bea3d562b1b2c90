/**
 * What resampled histories would make of the figures that are functions of moments.
 *
 * Powers of the deviations from the mean are resampled by the stationary bootstrap; the moments
 * of each replicate, and from them its value at risk, follow.
 */
import { cornishFisherValueAtRisk } from '../../finance/cornish-fisher';
import { normalExpectedShortfall, normalValueAtRisk } from '../../finance/normal-risk';
import { quantileType7 } from '../../finance/order-statistic';
import type { Interval } from '../../finance/quantity';
import { resampledMeans } from '../../kernels/statistics';
import type { Input } from '../analysis';
import { scaleMoments, type Sampled } from './methods';
import type { ValueAtRiskParameters } from './spec';

export interface Resampled {
  /** For a tail in parts per million. */
  normal(tail: number): Sampled;
  cornishFisher(tail: number): Interval;
}

export function resample(
  { parameters, seed, kernels }: Input<ValueAtRiskParameters>,
  perPeriod: Float64Array,
  blockLength: number,
): Resampled {
  const T = perPeriod.length;
  const { horizon, resamples: replicates } = parameters;
  const center = perPeriod.reduce((sum, r) => sum + r, 0) / T;
  const first = perPeriod.map((r) => r - center);
  const square = first.map((d) => d * d);
  const columns = [first, square, first.map((d, t) => d * square[t]), square.map((d) => d * d)];
  const means = resampledMeans(kernels, columns, { replicates, blockLength, seed });
  const moments = Array.from({ length: replicates }, (_, b) => {
    const [m1, m2, m3, m4] = means.subarray(4 * b, 4 * b + 4);
    const variance = Math.max(0, m2 - m1 * m1);
    const third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
    const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
    const deviation = Math.sqrt(variance);
    return {
      mean: center + m1,
      deviation,
      skewness: variance > 0 ? third / (variance * deviation) : 0,
      excessKurtosis: variance > 0 ? fourth / (variance * variance) - 3 : 0,
    };
  });
  const unbias = Math.sqrt(T / (T - 1));
  const normal = (risk: typeof normalValueAtRisk, tail: number) => {
    // Linear in mean and deviation: the quantile is needed once, not for each replicate.
    const slope = risk(0, 1, tail, horizon) * unbias;
    return interval(Float64Array.from(moments, (m) => slope * m.deviation - m.mean * horizon));
  };
  return {
    normal: (tail) => ({
      valueAtRisk: normal(normalValueAtRisk, tail),
      expectedShortfall: normal(normalExpectedShortfall, tail),
    }),
    cornishFisher: (tail) =>
      interval(
        Float64Array.from(moments, (m) => cornishFisherValueAtRisk(scaleMoments(m, horizon), tail)),
      ),
  };
}

function interval(values: Float64Array): Interval {
  values.sort();
  return { low: quantileType7(values, 0.025), high: quantileType7(values, 0.975) };
}
