/**
 * Sampling intervals by the stationary bootstrap of dates (Politis and Romano, 1994).
 *
 * Whole dates are drawn in blocks of random length, so that assets, cash and inflation stay
 * together. Every figure here is a function of a few means over dates, so the kernel only
 * resamples means; the figures of each replicate follow from them. Squares are taken about
 * the mean of the sample, which keeps them exact for tiny variances.
 */
import { optimalBlockLength } from '../../finance/block-length';
import { expm1, log1p } from '../../finance/elementary';
import { quantileType7 } from '../../finance/order-statistic';
import type { Interval } from '../../finance/quantity';
import { resampledMeans } from '../../kernels/statistics';
import type { Input } from '../analysis';
import type { MixSummaryParameters } from './spec';

export interface Sampled {
  readonly blockLength: number;
  readonly returnGeometric?: Interval;
  readonly returnReal?: Interval;
  readonly returnArithmetic?: Interval;
  readonly volatility?: Interval;
  readonly volatilityPath?: Interval;
  readonly sharpe?: Interval;
  readonly sortino?: Interval;
  readonly positiveShare?: Interval;
}

export function resample(
  { series, parameters, seed, kernels }: Input<MixSummaryParameters>,
  path: Float64Array,
  constant: Float64Array,
  periodsPerYear: number,
): Sampled {
  const T = path.length;
  const replicates = parameters.resamples;
  const blockLength =
    parameters.blockLength || Math.max(1, optimalBlockLength(path)?.stationary ?? 1);
  const excess = path.map((r, t) => r - (series.riskFree?.[t] ?? 0));
  const excessMean = mean(excess);
  const pathMean = mean(path);
  const constantMean = mean(constant);
  const columns = [
    path.map((r) => r - pathMean),
    path.map((r) => (r - pathMean) * (r - pathMean)),
    excess.map((e) => e - excessMean),
    excess.map((e) => (e - excessMean) * (e - excessMean)),
    excess.map((e) => Math.min(e, 0) * Math.min(e, 0)),
    path.map((r) => log1p(r)),
    path.map((_, t) => log1p(series.inflation?.[t] ?? 0)),
    constant.map((r) => r - constantMean),
    constant.map((r) => (r - constantMean) * (r - constantMean)),
    path.map((r) => (r > 0 ? 1 : 0)),
  ];
  const k = columns.length;
  const means = resampledMeans(kernels, columns, { replicates, blockLength, seed });

  const year = Math.sqrt(periodsPerYear);
  const unbias = T / (T - 1);
  const deviation = (square: number, first: number) =>
    Math.sqrt(Math.max(0, square - first * first) * unbias);
  const interval = (figure: (m: Float64Array) => number): Interval | undefined => {
    const values = Float64Array.from({ length: replicates }, (_, b) =>
      figure(means.subarray(b * k, (b + 1) * k)),
    ).filter((value) => value - value === 0);
    if (values.length < replicates / 2) return undefined;
    values.sort();
    return { low: quantileType7(values, 0.025), high: quantileType7(values, 0.975) };
  };

  return {
    blockLength,
    returnGeometric: interval((m) => expm1(m[5] * periodsPerYear)),
    returnReal: interval((m) => expm1((m[5] - m[6]) * periodsPerYear)),
    returnArithmetic: interval((m) => (m[0] + pathMean) * periodsPerYear),
    volatility: interval((m) => deviation(m[8], m[7]) * year),
    volatilityPath: interval((m) => deviation(m[1], m[0]) * year),
    sharpe: interval((m) => ((m[2] + excessMean) / deviation(m[3], m[2])) * year),
    sortino: interval((m) => ((m[2] + excessMean) / Math.sqrt(m[4])) * year),
    positiveShare: interval((m) => m[9]),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
