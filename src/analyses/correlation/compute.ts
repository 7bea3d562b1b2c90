/**
 * Scenario and data to result: the covariance by the chosen estimator, its correlations in
 * cluster order, eigenvalues, one pair closely, and correlations in calm and in bad periods.
 */
import { clusterOrder } from '../../finance/cluster-order';
import { tailRank } from '../../finance/order-statistic';
import { correlationFromCovariance } from '../../finance/portfolio';
import { estimate, undefinedBecause, type Quantity } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { sampleMoments } from '../../kernels/statistics';
import type { Input } from '../analysis';
import { estimateCovariance, repairCovariance } from './estimators';
import { relatedPairs, pairOf } from './pairs';
import { spec, type CorrelationParameters, type CorrelationResult } from './spec';

/** The worst tenth, in parts per million. */
const TENTH = 100_000;

/** Fewest periods from which correlations in bad times are computed. */
const FEWEST = 12;

export function compute(input: Input<CorrelationParameters>): CorrelationResult {
  const { series, parameters, kernels } = input;
  const n = series.assets.length;
  const estimated = estimateCovariance(series, parameters, kernels);
  const { covariance, definite, moved } = repairCovariance(
    estimated.covariance,
    n,
    parameters.repair,
    kernels,
  );
  const correlation = correlationFromCovariance(covariance);
  const spectrum = eigen(withoutGaps(correlation), n, kernels);
  const variances = eigen(covariance, n, kernels).values;
  const related = relatedPairs(input);
  const pair = pairOf(input);
  const stressedAsset = Math.max(0, series.assets.indexOf(parameters.stressed));
  const split = splitByTenth(series.returns, stressedAsset);
  return {
    estimator: spec.parameters.estimator.options.indexOf(parameters.estimator),
    covariance,
    correlation,
    order: Float64Array.from(clusterOrder(correlation, n)),
    intensity: estimated.intensity,
    averageCorrelation: averageOf(correlation, n),
    eigenvalues: spectrum.values,
    eigenvectors: spectrum.vectors,
    conditionNumber: definite ? estimate(variances[0] / variances[n - 1], singular) : singular,
    firstShare: { value: spectrum.values[0] / n },
    definite,
    moved,
    ...related,
    ...pair,
    stressedAsset,
    threshold: split.threshold,
    calmPeriods: split.calm.length > 0 ? split.calm[0].length : 0,
    stressedPeriods: split.stressed.length > 0 ? split.stressed[0].length : 0,
    calm: correlationsOf(split.calm, kernels),
    stressed: correlationsOf(split.stressed, kernels),
  };
}

const singular = undefinedBecause(
  'not-positive-definite',
  'the covariance is singular: an asset never moved, repeats others, or there are more assets than periods',
);

/** Eigenvalues, descending, and eigenvectors by row of a symmetric matrix. */
function eigen(matrix: Float64Array, n: number, kernels: Kernels) {
  return kernels.scope((memory) => {
    const values = memory.reserve(n);
    const vectors = memory.reserve(n * n);
    const scratch = memory.allocate(kernels.exports.symmetricEigenScratchBytes(n));
    kernels.exports.symmetricEigen(memory.write(matrix), n, values, vectors, scratch);
    return { values: memory.read(values, n), vectors: memory.read(vectors, n * n) };
  });
}

/** An asset that never moved is related to nothing: its undefined correlations count as 0. */
function withoutGaps(correlation: Float64Array): Float64Array {
  return correlation.map((value) => (Number.isNaN(value) ? 0 : value));
}

function averageOf(correlation: Float64Array, n: number): Quantity {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = correlation[i * n + j];
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  if (count > 0) return { value: sum / count };
  return undefinedBecause('too-few-observations', 'needs at least two assets that move');
}

/** Columns split into the periods in which one asset was in its worst tenth, and the others. */
function splitByTenth(returns: readonly Float64Array[], asset: number) {
  const chosen = returns[asset];
  const sorted = chosen.slice().sort();
  const threshold = sorted[tailRank(TENTH, sorted.length) - 1];
  return {
    threshold,
    calm: returns.map((column) => column.filter((_, t) => chosen[t] > threshold)),
    stressed: returns.map((column) => column.filter((_, t) => chosen[t] <= threshold)),
  };
}

/** Empty where there are too few periods to speak of. */
function correlationsOf(columns: readonly Float64Array[], kernels: Kernels): Float64Array {
  if (columns.length === 0 || columns[0].length < FEWEST) return new Float64Array(0);
  return correlationFromCovariance(sampleMoments(kernels, columns).covariance);
}
