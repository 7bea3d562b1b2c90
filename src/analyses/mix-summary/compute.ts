/**
 * Scenario and data to result: the path of the mix, its statistics with sampling intervals,
 * and where return and risk came from. One pass over the history; nothing is simulated but
 * the resampled dates behind the intervals.
 */
import { completeYears, rebalanceFlags } from '../../finance/calendar';
import { rebalancingRule } from '../../finance/rebalancing';
import type { Series } from '../../finance/dataset';
import { drawdownEpisodes, worstEpisode } from '../../finance/drawdown-episodes';
import { expm1, log1p } from '../../finance/elementary';
import {
  correlationFromCovariance,
  diversificationRatio,
  effectiveAssets,
  mixReturns,
  mixVariance,
  volatilityContributions,
} from '../../finance/portfolio';
import { estimate, undefinedBecause, type Quantity } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { sampleMoments } from '../../kernels/statistics';
import type { Input } from '../analysis';
import { resample, type Sampled } from './resample';
import type { MixSummaryParameters, MixSummaryResult } from './spec';

export function compute(input: Input<MixSummaryParameters>): MixSummaryResult {
  const { series, parameters, kernels } = input;
  const T = series.index.length;
  const periodsPerYear = parameters.periodsPerYear || series.periodsPerYear;
  const path = follow(series, parameters, kernels);
  const asset = sampleMoments(kernels, series.returns);
  const constant = mixReturns(series.weights, series.returns);
  const sampled = resample(input, path.returns, constant, periodsPerYear);

  const variance = mixVariance(series.weights, asset.covariance);
  const years = T / periodsPerYear;
  const finalValue = path.wealth[T];
  const contributionsToReturn = series.weights.map((w, i) => w * asset.means[i] * periodsPerYear);
  const fall = worstEpisode(drawdownEpisodes(path.drawdown)) ?? neverFell;
  const worstYear = worstCompleteYear(series, path.returns);
  const prices = series.inflation?.reduce((level, change) => level * (1 + change), 1);

  return {
    years,
    periodsPerYear,
    blockLength: sampled.blockLength,
    wealth: path.wealth.map((value) => value * parameters.startAmount),
    drawdown: path.drawdown,
    assetWealth: assetGrowth(series, kernels).map((w) =>
      w.map((value) => value * parameters.startAmount),
    ),
    finalAmount: finalValue * parameters.startAmount,
    finalReal:
      prices === undefined
        ? noInflation
        : { value: (finalValue * parameters.startAmount) / prices },
    ...performance(path, sampled, series, periodsPerYear),
    volatility: {
      value: Math.sqrt(variance * periodsPerYear),
      sampling: sampled.volatility,
    },
    worstFall: { value: fall.depth },
    worstFallRows: { peak: fall.peak, trough: fall.trough, recovery: fall.recovery },
    worstYear: worstYear.value,
    worstYearNumber: worstYear.year,
    means: asset.means,
    covariance: asset.covariance,
    correlation: correlationFromCovariance(asset.covariance),
    expectedReturn: contributionsToReturn.reduce((sum, c) => sum + c, 0),
    contributionsToVolatility:
      variance > 0
        ? shares(volatilityContributions(series.weights, asset.covariance))
        : new Float64Array(0),
    contributionsToReturn,
    diversificationRatio: estimate(
      diversificationRatio(series.weights, asset.covariance),
      undefinedBecause('zero-variance', 'The mix never moved, so there is no risk to diversify.'),
    ),
    effectiveAssets: { value: effectiveAssets(series.weights) },
    rebalancings: path.rebalancings,
    turnover: { value: path.turnover.reduce((sum, t) => sum + t, 0) / years },
    finalWeights: path.finalWeights,
  };
}

const neverFell = { depth: 0, peak: 0, trough: 0, recovery: 0 };
const noInflation = undefinedBecause('no-such-data', 'The dataset has no column of inflation.');
const totalLoss = undefinedBecause(
  'total-loss',
  'The mix lost everything, so no rate of growth exists.',
);

/** Returns are quotients of values near 1: a deviation below this is nothing but their rounding. */
const ROUNDING = 1e-14;

interface Path {
  readonly returns: Float64Array;
  readonly wealth: Float64Array;
  readonly drawdown: Float64Array;
  readonly turnover: Float64Array;
  readonly rebalancings: number;
  readonly finalWeights: Float64Array;
  readonly statistics: Float64Array;
}

/** The path that the mix followed under its rebalancing rule, with cost. */
function follow(series: Series, parameters: MixSummaryParameters, kernels: Kernels): Path {
  const T = series.index.length;
  const n = series.assets.length;
  const { calendar, rule } = rebalancingRule(parameters.rebalancing);
  const flags = rebalanceFlags(series.index, series.dated, calendar, series.periodsPerYear);
  return kernels.scope((memory) => {
    const returns = memory.reserve(T);
    const turnover = memory.reserve(T);
    const holdings = memory.reserve(n);
    kernels.exports.mixPath(
      memory.writeColumns(series.returns),
      memory.write(series.weights),
      n,
      T,
      memory.writeBytes(flags),
      rule,
      parameters.band / 100,
      parameters.costBasisPoints / 10_000,
      returns,
      turnover,
      holdings,
    );
    const wealth = memory.reserve(T + 1);
    const drawdown = memory.reserve(T + 1);
    const statistics = memory.reserve(8);
    kernels.exports.growth(returns, T, wealth);
    kernels.exports.drawdown(wealth, T + 1, drawdown);
    kernels.exports.moments(returns, T, statistics);
    const held = memory.read(holdings, n);
    const total = held.reduce((sum, h) => sum + h, 0);
    return {
      returns: memory.read(returns, T),
      wealth: memory.read(wealth, T + 1),
      drawdown: memory.read(drawdown, T + 1),
      turnover: memory.read(turnover, T),
      rebalancings: memory.read(turnover, T).reduce((count, t) => count + (t > 0 ? 1 : 0), 0),
      finalWeights: total > 0 ? held.map((h) => h / total) : held,
      statistics: memory.read(statistics, 8),
    };
  });
}

/** Growth of 1 in every asset alone. */
function assetGrowth(series: Series, kernels: Kernels): Float64Array[] {
  const T = series.index.length;
  return kernels.scope((memory) => {
    const columns = memory.writeColumns(series.returns);
    const grown = memory.reserve(T + 1);
    return series.returns.map((_, i) => {
      kernels.exports.growth(columns + i * T * 8, T, grown);
      return memory.read(grown, T + 1);
    });
  });
}

function performance(path: Path, sampled: Sampled, series: Series, periodsPerYear: number) {
  const { returns, wealth, statistics } = path;
  const T = returns.length;
  const [mean, variance, skewness, kurtosis] = statistics;
  const excess = returns.map((r, t) => r - (series.riskFree?.[t] ?? 0));
  const excessMean = excess.reduce((sum, e) => sum + e, 0) / T;
  const deviation = Math.sqrt(
    excess.reduce((sum, e) => sum + (e - excessMean) * (e - excessMean), 0) / (T - 1),
  );
  const downside = Math.sqrt(
    excess.reduce((sum, e) => sum + Math.min(e, 0) * Math.min(e, 0), 0) / T,
  );
  const year = Math.sqrt(periodsPerYear);
  const survived = wealth[T] > 0;
  const growth = returns.reduce((sum, r) => sum + log1p(r), 0) / T;
  const prices = series.inflation?.reduce((sum, change) => sum + log1p(change), 0);
  const neverMoved = undefinedBecause(
    'zero-variance',
    'The mix never moved against the riskless return.',
  );

  return {
    returnGeometric: survived
      ? estimate(expm1(growth * periodsPerYear), totalLoss, sampled.returnGeometric)
      : totalLoss,
    returnReal: realReturn(),
    returnArithmetic: { value: mean * periodsPerYear, sampling: sampled.returnArithmetic },
    volatilityPath: {
      value: Math.sqrt(variance * periodsPerYear),
      sampling: sampled.volatilityPath,
    },
    sharpe:
      deviation > ROUNDING
        ? estimate((excessMean / deviation) * year, neverMoved, sampled.sharpe)
        : neverMoved,
    sortino:
      downside > ROUNDING
        ? estimate((excessMean / downside) * year, neverMoved, sampled.sortino)
        : undefinedBecause('no-downside', 'The mix never returned less than the riskless return.'),
    skewness: shape(skewness, 3),
    kurtosis: shape(kurtosis, 4),
    positiveShare: {
      value: returns.reduce((count, r) => count + (r > 0 ? 1 : 0), 0) / T,
      sampling: sampled.positiveShare,
    },
  };

  function shape(value: number, fewest: number): Quantity {
    if (T < fewest) {
      const reason = `Needs at least ${fewest} periods, the chosen dates hold ${T}.`;
      return undefinedBecause('too-few-observations', reason);
    }
    const flat = undefinedBecause(
      'zero-variance',
      'The mix never moved, so its returns have no shape.',
    );
    return Math.sqrt(variance) > ROUNDING ? estimate(value, flat) : flat;
  }

  function realReturn(): Quantity {
    if (prices === undefined) return noInflation;
    if (!survived) return totalLoss;
    return estimate(expm1((growth - prices / T) * periodsPerYear), totalLoss, sampled.returnReal);
  }
}

function worstCompleteYear(
  series: Series,
  returns: Float64Array,
): { value: Quantity; year: number } {
  const years = completeYears(series.index, series.dated, series.frequency).map(
    ({ year, from, to }) => ({
      year,
      value: returns.subarray(from, to).reduce((level, r) => level * (1 + r), 1) - 1,
    }),
  );
  if (years.length === 0) {
    const reason = series.dated
      ? 'The chosen dates hold no complete calendar year.'
      : 'The rows of this dataset have no dates.';
    return { value: undefinedBecause('too-few-observations', reason), year: -1 };
  }
  const worst = years.reduce((a, b) => (b.value < a.value ? b : a));
  return { value: { value: worst.value }, year: worst.year };
}

function shares(contributions: Float64Array): Float64Array {
  const total = contributions.reduce((sum, c) => sum + c, 0);
  return contributions.map((c) => c / total);
}
