/**
 * The most and the least related pairs, and one pair closely.
 *
 * The sampling interval of a correlation comes from the stationary bootstrap of dates: five
 * means of each replicate give its correlation. It is made for the listed pairs alone.
 */
import { optimalBlockLength } from '../../finance/block-length';
import { quantileType7 } from '../../finance/order-statistic';
import { correlationFromCovariance } from '../../finance/portfolio';
import { undefinedBecause, type Interval, type Quantity } from '../../finance/quantity';
import { resampledMeans, sampleMoments } from '../../kernels/statistics';
import type { Input } from '../analysis';
import type { CorrelationParameters, CorrelationResult, Pair } from './spec';

/** Pairs listed at either end. */
const LISTED = 5;

const neverMoved = undefinedBecause('zero-variance', 'one of the two never moved');

export function relatedPairs(
  input: Input<CorrelationParameters>,
): Pick<CorrelationResult, 'mostRelated' | 'leastRelated'> {
  const { series, kernels } = input;
  const n = series.assets.length;
  const correlation = correlationFromCovariance(sampleMoments(kernels, series.returns).covariance);
  const pairs: { first: number; second: number; value: number }[] = [];
  for (let first = 0; first < n; first++) {
    for (let second = first + 1; second < n; second++) {
      const value = correlation[first * n + second];
      if (!Number.isNaN(value)) pairs.push({ first, second, value });
    }
  }
  pairs.sort((a, b) => b.value - a.value);
  const half = Math.min(LISTED, Math.ceil(pairs.length / 2));
  const most = pairs.slice(0, half);
  const least = pairs.slice(half).slice(-LISTED).reverse();
  const intervals = correlationIntervals(input, [...most, ...least]);
  const described = (listed: typeof pairs, offset: number): Pair[] =>
    listed.map(({ first, second, value }, i) => ({
      first,
      second,
      correlation: { value, sampling: intervals[offset + i] },
    }));
  return { mostRelated: described(most, 0), leastRelated: described(least, half) };
}

/** The pair that the parameters name, else the first two assets of the series. */
export function pairOf(
  input: Input<CorrelationParameters>,
): Pick<CorrelationResult, 'pair' | 'pairCorrelation' | 'rolling' | 'beta'> {
  const { series, parameters, kernels } = input;
  const named = (id: string, otherwise: number) => {
    const position = series.assets.indexOf(id);
    return position < 0 ? otherwise : position;
  };
  const first = named(parameters.first, 0);
  const second = named(parameters.second, first === 1 ? 0 : Math.min(1, series.assets.length - 1));
  const [x, y] = [series.returns[first], series.returns[second]];
  const T = x.length;
  const { covariance } = sampleMoments(kernels, [x, y]);
  const [value] = [correlationFromCovariance(covariance)[1]];
  const [sampling] = correlationIntervals(input, [{ first, second }]);
  const pairCorrelation: Quantity = Number.isNaN(value) ? neverMoved : { value, sampling };
  const rolling = kernels.scope((memory) => {
    const [betas, correlations] = [memory.reserve(T), memory.reserve(T)];
    const window = Math.min(parameters.window, T);
    const scratch = memory.allocate(kernels.exports.rollingScratchBytes(T, window));
    kernels.exports.rollingBetaCorrelation(
      memory.write(x),
      memory.write(y),
      T,
      window,
      window,
      betas,
      correlations,
      scratch,
    );
    return memory.read(correlations, T);
  });
  return {
    pair: { first, second },
    pairCorrelation,
    rolling,
    beta: covariance[0] > 0 ? { value: covariance[1] / covariance[0] } : neverMoved,
  };
}

function correlationIntervals(
  { series, parameters, seed, kernels }: Input<CorrelationParameters>,
  pairs: readonly { readonly first: number; readonly second: number }[],
): (Interval | undefined)[] {
  if (pairs.length === 0) return [];
  const used = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const centered = new Map(
    used.map((asset) => {
      const column = series.returns[asset];
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
      return [asset, column.map((value) => value - mean)] as const;
    }),
  );
  const column = (asset: number) => centered.get(asset) ?? new Float64Array(0);
  const firsts = used.map(column);
  const squares = firsts.map((values) => values.map((value) => value * value));
  const products = pairs.map(({ first, second }) => {
    const other = column(second);
    return column(first).map((value, t) => value * other[t]);
  });
  const lengths = used.map((asset) => optimalBlockLength(series.returns[asset])?.stationary ?? 1);
  const means = resampledMeans(kernels, [...firsts, ...squares, ...products], {
    replicates: parameters.resamples,
    blockLength: Math.max(1, ...lengths),
    seed,
  });
  const width = 2 * used.length + pairs.length;
  return pairs.map(({ first, second }, p) => {
    const [i, j] = [used.indexOf(first), used.indexOf(second)];
    const values = Float64Array.from({ length: parameters.resamples }, (_, b) => {
      const m = means.subarray(b * width, (b + 1) * width);
      const spread = (k: number) => m[used.length + k] - m[k] * m[k];
      const product = m[2 * used.length + p] - m[i] * m[j];
      return product / Math.sqrt(spread(i) * spread(j));
    }).filter((value) => value - value === 0);
    if (values.length < parameters.resamples / 2) return undefined;
    values.sort();
    return { low: quantileType7(values, 0.025), high: quantileType7(values, 0.975) };
  });
}
