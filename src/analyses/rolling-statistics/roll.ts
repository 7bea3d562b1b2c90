/** One statistic over a moving window, each by its kernel, in the units in which it is shown. */
import type { Kernels } from '../../kernels/kernels';
import type { KernelMemory } from '../../kernels/memory';
import type { Input } from '../analysis';
import type { RollingParameters, Statistic } from './spec';

/** What a kernel needs to know of its window. */
interface Window {
  readonly T: number;
  readonly width: number;
  readonly minimum: number;
  readonly scratch: number;
}

type Roller = (values: number, window: Window, out: number, other: number) => void;

/**
 * `T` values, NaN before the minimum count is reached and where the statistic is not defined;
 * all NaN where the window is longer than the history. `against` is what beta and correlation
 * refer to.
 */
export function roll(
  statistic: Statistic,
  returns: Float64Array,
  against: Float64Array,
  { series, parameters, kernels }: Input<RollingParameters>,
): Float64Array {
  const T = returns.length;
  const width = parameters.window;
  if (width > T) return new Float64Array(T).fill(NaN);
  const minimum = parameters.minimum === 0 ? width : Math.min(parameters.minimum, width);
  return kernels.scope((memory) => {
    const window = {
      T,
      width,
      minimum,
      scratch: memory.allocate(kernels.exports.rollingScratchBytes(T, width)),
    };
    const out = memory.reserve(T);
    const source = sourceOf(statistic, returns, series.riskFree, memory);
    rollerOf(
      statistic,
      parameters,
      against,
      kernels,
      memory,
    )(source, window, out, memory.reserve(T));
    return scaled(statistic, memory.read(out, T), memory.read(source, T), series.periodsPerYear);
  });
}

/** Returns, excess returns or levels: what the statistic is taken of. */
function sourceOf(
  statistic: Statistic,
  returns: Float64Array,
  riskFree: Float64Array | undefined,
  memory: KernelMemory,
): number {
  if (statistic === 'sharpe' && riskFree !== undefined) {
    return memory.write(returns.map((value, t) => value - riskFree[t]));
  }
  if (statistic !== 'moving-average' && statistic !== 'distance') return memory.write(returns);
  let level = 100;
  return memory.write(returns.map((value) => (level *= 1 + value)));
}

function rollerOf(
  statistic: Statistic,
  parameters: RollingParameters,
  against: Float64Array,
  { exports }: Kernels,
  memory: KernelMemory,
): Roller {
  const rollers: Record<Statistic, Roller> = {
    mean: (x, w, out) => exports.rollingMean(x, w.T, w.width, w.minimum, out, w.scratch),
    volatility: (x, w, out) =>
      exports.rollingMeanDeviation(x, w.T, w.width, w.minimum, 0, out, w.scratch),
    sharpe: (x, w, out, other) => {
      exports.rollingMeanDeviation(x, w.T, w.width, w.minimum, out, other, w.scratch);
      const [means, deviations] = [memory.view(out, w.T), memory.view(other, w.T)];
      means.forEach((value, t) => (means[t] = deviations[t] > 0 ? value / deviations[t] : NaN));
    },
    minimum: (x, w, out) => exports.rollingExtremes(x, w.T, w.width, w.minimum, out, 0, w.scratch),
    maximum: (x, w, out) => exports.rollingExtremes(x, w.T, w.width, w.minimum, 0, out, w.scratch),
    median: (x, w, out) => exports.rollingQuantile(x, w.T, w.width, w.minimum, 0.5, out, w.scratch),
    quantile: (x, w, out) =>
      exports.rollingQuantile(
        x,
        w.T,
        w.width,
        w.minimum,
        parameters.quantile / 100,
        out,
        w.scratch,
      ),
    skewness: (x, w, out) =>
      exports.rollingSkewnessKurtosis(x, w.T, w.width, w.minimum, out, 0, w.scratch),
    kurtosis: (x, w, out) =>
      exports.rollingSkewnessKurtosis(x, w.T, w.width, w.minimum, 0, out, w.scratch),
    drawdown: (x, w, out) => exports.rollingDrawdown(x, w.T, w.width, w.minimum, out, w.scratch),
    'value-at-risk': (x, w, out) =>
      exports.rollingOrderStatistic(x, w.T, w.width, w.minimum, parameters.tail, out, w.scratch),
    beta: (x, w, out, other) =>
      exports.rollingBetaCorrelation(
        memory.write(against),
        x,
        w.T,
        w.width,
        w.minimum,
        out,
        other,
        w.scratch,
      ),
    correlation: (x, w, out, other) =>
      exports.rollingBetaCorrelation(
        memory.write(against),
        x,
        w.T,
        w.width,
        w.minimum,
        other,
        out,
        w.scratch,
      ),
    'moving-average': (x, w, out) =>
      exports.rollingMean(x, w.T, w.width, w.minimum, out, w.scratch),
    distance: (x, w, out) => exports.rollingMean(x, w.T, w.width, w.minimum, out, w.scratch),
  };
  return rollers[statistic];
}

function scaled(
  statistic: Statistic,
  rolled: Float64Array,
  source: Float64Array,
  periodsPerYear: number,
): Float64Array {
  switch (statistic) {
    case 'mean':
      return rolled.map((value) => value * periodsPerYear);
    case 'volatility':
    case 'sharpe':
      return rolled.map((value) => value * Math.sqrt(periodsPerYear));
    case 'value-at-risk':
      return rolled.map((value) => 0 - value);
    case 'distance':
      return rolled.map((value, t) => source[t] / value - 1);
    default:
      return rolled;
  }
}
