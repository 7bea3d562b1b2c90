/**
 * Scenario and data to result, in parallel: `plan` measures the loss by history and by the
 * normal formula, `chunk` simulates 65,536 scenarios, `merge` puts them together in order.
 */
import { optimalBlockLength } from '../../finance/block-length';
import type { Series } from '../../finance/dataset';
import {
  normalContributions,
  normalExpectedShortfall,
  normalValueAtRisk,
} from '../../finance/normal-risk';
import { quantileType7, tailRank } from '../../finance/order-statistic';
import { mixReturns, mixVariance } from '../../finance/portfolio';
import { undefinedBecause, type Interval } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { resampledMeans, sampleMoments } from '../../kernels/statistics';
import type { Input, Plan } from '../analysis';
import { historicalMethod, historicalVaR, type Windows } from './historical';
import {
  binsBetween,
  countBins,
  mergeSimulation,
  simulateChunk,
  type Model,
  type Partial,
} from './simulation';
import {
  spec,
  type Histogram,
  type Method,
  type ValueAtRiskParameters,
  type ValueAtRiskResult,
} from './spec';

const HISTORY_BINS = 45;

type Settled = Omit<ValueAtRiskResult, 'simulated' | 'scenarios' | 'histogram'>;

export interface ValueAtRiskPlan extends Plan {
  readonly model: Model;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  /** `(S w)_i / s_p^2`, the slope of each asset on the mix. */
  readonly betas: Float64Array;
  readonly windows: Windows;
  readonly settled: Settled;
  readonly precision: number;
}

export function plan(input: Input<ValueAtRiskParameters>): ValueAtRiskPlan {
  const { series, parameters, kernels } = input;
  const { tail, horizon } = parameters;
  const n = series.assets.length;
  const { means, covariance } = sampleMoments(kernels, series.returns);
  const { factor, rank } = factorOf(covariance, n, kernels);
  const mean = series.weights.reduce((sum, w, i) => sum + w * means[i], 0);
  const variance = mixVariance(series.weights, covariance);
  const deviation = Math.sqrt(variance);
  const loadings = Float64Array.from({ length: n }, (_, j) =>
    series.weights.reduce((sum, w, i) => sum + w * factor[i * n + j], 0),
  );
  const betas = Float64Array.from({ length: n }, (_, i) =>
    variance > 0
      ? series.weights.reduce((sum, w, j) => sum + w * covariance[i * n + j], 0) / variance
      : 0,
  );
  const windows = windowsOf(series, horizon, kernels);
  const model: Model = { mean, deviation, loadings, horizon, tail };
  const intervals = normalIntervals(input, windows.perPeriod, spec.parameters.tail.options);
  const repaired =
    rank < 0
      ? undefinedBecause(
          'not-positive-definite',
          'The covariance of the assets is not positive semidefinite.',
        )
      : undefined;
  const levels = spec.parameters.tail.options.map((level, i) => ({
    tail: level,
    historical: historicalVaR(windows, horizon, level, parameters.convention),
    normal: {
      value: normalValueAtRisk(mean, deviation, level, horizon),
      sampling: intervals[i].valueAtRisk,
    },
  }));
  const byFormula = normalContributions(series.weights, means, covariance, tail, horizon);
  const chosen = intervals[spec.parameters.tail.options.indexOf(tail)];
  return {
    scenarios: repaired === undefined ? parameters.scenarios : 0,
    model,
    weights: series.weights,
    means,
    betas,
    windows,
    precision:
      parameters.precision === 'none' ? 0 : Number(parameters.precision.slice(0, -1)) / 100,
    settled: {
      tail,
      horizon,
      windows: windows.returns.length,
      effectiveObservations: windows.effective,
      mean,
      deviation,
      rank: windows.returns.length > 0 ? tailRank(tail, windows.returns.length) : 0,
      historical: historicalMethod(series, windows, horizon, tail, parameters.convention),
      conventions: {
        orderStatistic: historicalVaR(windows, horizon, tail, 'order-statistic'),
        interpolated: historicalVaR(windows, horizon, tail, 'interpolated'),
        textbookIndex: historicalVaR(windows, horizon, tail, 'textbook-index'),
      },
      normal: {
        valueAtRisk: {
          value: normalValueAtRisk(mean, deviation, tail, horizon),
          sampling: chosen.valueAtRisk,
        },
        expectedShortfall: {
          value: normalExpectedShortfall(mean, deviation, tail, horizon),
          sampling: chosen.expectedShortfall,
        },
        contributionsToVaR: byFormula.valueAtRisk,
        contributionsToES: byFormula.expectedShortfall,
      },
      levels,
      history: historyBins(windows, kernels),
    },
  };
}

export function chunk(
  input: Input<ValueAtRiskParameters>,
  { model }: ValueAtRiskPlan,
  index: number,
  scenarios: number,
  pilot?: Partial,
): Partial {
  return simulateChunk(input, model, index, scenarios, pilot);
}

export function merge(plan: ValueAtRiskPlan, partials: readonly Partial[]): ValueAtRiskResult {
  if (partials.length === 0) {
    const reason = undefinedBecause(
      'not-positive-definite',
      'The covariance of the assets is not positive semidefinite, so no scenario can be drawn.',
    );
    const none = new Float64Array(0);
    const simulated: Method = {
      valueAtRisk: reason,
      expectedShortfall: reason,
      contributionsToVaR: none,
      contributionsToES: none,
    };
    const empty = { low: 0, width: 0, counts: none };
    return { ...plan.settled, simulated, scenarios: 0, histogram: empty };
  }
  const { method, histogram, scenarios } = mergeSimulation(
    plan.model,
    plan.weights,
    plan.means,
    plan.betas,
    partials,
  );
  const { valueAtRisk: sampledVaR, expectedShortfall: sampledES } = plan.settled.normal;
  return {
    ...plan.settled,
    simulated: {
      ...method,
      // The same model with the same estimated parameters: the same error of the history.
      valueAtRisk: withSampling(method.valueAtRisk, sampledVaR),
      expectedShortfall: withSampling(method.expectedShortfall, sampledES),
    },
    scenarios,
    histogram,
  };
}

/** Whether the interval of the simulated VaR is as narrow as was asked for. */
export function enough(plan: ValueAtRiskPlan, result: ValueAtRiskResult): boolean {
  const quantity = result.simulated.valueAtRisk;
  if (plan.precision === 0 || !('value' in quantity) || quantity.simulation === undefined)
    return false;
  const { low, high } = quantity.simulation;
  return (high - low) / 2 <= plan.precision * Math.abs(quantity.value);
}

function withSampling(
  quantity: Method['valueAtRisk'],
  sampled: Method['valueAtRisk'],
): Method['valueAtRisk'] {
  if (!('value' in quantity) || !('value' in sampled) || sampled.sampling === undefined)
    return quantity;
  return { ...quantity, sampling: sampled.sampling };
}

function factorOf(covariance: Float64Array, n: number, kernels: Kernels) {
  return kernels.scope((memory) => {
    const factor = memory.reserve(n * n);
    const rank = kernels.exports.cholesky(memory.write(covariance), n, factor);
    return { factor: memory.read(factor, n * n), rank };
  });
}

/** Returns of constant weights, and those of every overlapping window of the horizon. */
function windowsOf(
  series: Series,
  horizon: number,
  kernels: Kernels,
): Windows & { perPeriod: Float64Array } {
  const T = series.index.length;
  const perPeriod = mixReturns(series.weights, series.returns);
  const count = Math.max(0, T - horizon + 1);
  // One period needs no compounding, which would round a small return to the digits of 1 + r.
  if (horizon === 1) {
    return { perPeriod, returns: perPeriod, sorted: perPeriod.slice().sort(), effective: T };
  }
  return kernels.scope((memory) => {
    const windows = memory.reserve(count);
    if (count > 0) kernels.exports.compoundWindows(memory.write(perPeriod), T, horizon, windows);
    const returns = memory.read(windows, count);
    return { perPeriod, returns, sorted: returns.slice().sort(), effective: T / horizon };
  });
}

/** The windows of the history in equal bins from the worst to the best. */
function historyBins({ returns, sorted }: Windows, kernels: Kernels): Histogram {
  if (returns.length === 0) return { low: 0, width: 0, counts: new Float64Array(0) };
  const bins = binsBetween(sorted[0], sorted[sorted.length - 1], HISTORY_BINS);
  const counts = kernels.scope((memory) =>
    countBins(kernels, memory.write(returns), returns.length, bins, HISTORY_BINS),
  );
  return { ...bins, counts };
}

/** What resampled histories would make of the normal figures, by tail. */
function normalIntervals(
  { series, parameters, seed, kernels }: Input<ValueAtRiskParameters>,
  perPeriod: Float64Array,
  tails: readonly number[],
): { valueAtRisk: Interval; expectedShortfall: Interval }[] {
  const T = series.index.length;
  const replicates = parameters.resamples;
  const center = perPeriod.reduce((sum, r) => sum + r, 0) / T;
  const columns = [
    perPeriod.map((r) => r - center),
    perPeriod.map((r) => (r - center) * (r - center)),
  ];
  const blockLength = Math.max(1, optimalBlockLength(perPeriod)?.stationary ?? 1);
  const means = resampledMeans(kernels, columns, { replicates, blockLength, seed });
  const samples = Array.from({ length: replicates }, (_, b) => {
    const [first, square] = means.subarray(2 * b, 2 * b + 2);
    const variance = Math.max(0, square - first * first) * (T / (T - 1));
    return { mean: center + first, deviation: Math.sqrt(variance) };
  });
  const { horizon } = parameters;
  const interval = (risk: typeof normalValueAtRisk, tail: number): Interval => {
    // Both figures are linear in mean and deviation: the quantile is needed once, not each time.
    const slope = risk(0, 1, tail, horizon);
    const values = Float64Array.from(samples, (s) => slope * s.deviation - s.mean * horizon).sort();
    return { low: quantileType7(values, 0.025), high: quantileType7(values, 0.975) };
  };
  return tails.map((tail) => ({
    valueAtRisk: interval(normalValueAtRisk, tail),
    expectedShortfall: interval(normalExpectedShortfall, tail),
  }));
}
