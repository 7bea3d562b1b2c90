/**
 * Scenario and data to result, in parallel: `plan` measures the loss by history and by the
 * formulas and tests them on their own history, `chunk` simulates 65,536 scenarios, `merge` puts them together in order.
 */
import { optimalBlockLength } from '../../finance/block-length';
import { mixComoments } from '../../finance/comoments';
import { mixMoments } from '../../finance/cornish-fisher';
import { normalValueAtRisk } from '../../finance/normal-risk';
import { tailRank } from '../../finance/order-statistic';
import { marginal, mixVariance } from '../../finance/portfolio';
import { estimate, undefinedBecause, type Undefined } from '../../finance/quantity';
import { studentFit, type StudentFit } from '../../finance/student-fit';
import { choleskyFactor, sampleMoments } from '../../kernels/statistics';
import { CHUNK, type Input } from '../analysis';
import { backtestMethods } from './backtest';
import type { Model } from './draw';
import { historicalMethod, historicalVaR } from './historical';
import {
  cornishFisherMethod,
  ewmaMethod,
  normalMethod,
  studentMethod,
  type Basis,
} from './methods';
import { notDrawable, type ValueAtRiskPlan } from './merge';
import { resample } from './resample';
import { studentTable } from './student-table';
import { simulateChunk, type Partial } from './simulation';
import { spec, type ValueAtRiskParameters } from './spec';
import { historyBins, windowsOf } from './windows';

export { enough, merge, type ValueAtRiskPlan } from './merge';

export function plan(input: Input<ValueAtRiskParameters>): ValueAtRiskPlan {
  const { series, parameters, kernels } = input;
  const { tail, horizon, convention } = parameters;
  const { means, covariance } = sampleMoments(kernels, series.returns);
  const mean = series.weights.reduce((sum, w, i) => sum + w * means[i], 0);
  const variance = mixVariance(series.weights, covariance);
  const basis = { series, means, covariance, mean, deviation: Math.sqrt(variance), horizon, tail };
  const windows = windowsOf(series, horizon, kernels);
  const suggested = Math.max(1, optimalBlockLength(windows.perPeriod)?.stationary ?? 1);
  const sampled = resample(input, windows.perPeriod, suggested);
  const fit = studentFit(windows.perPeriod);
  const moments = mixMoments(series.weights, mixComoments(series.weights, series.returns));
  const ewma = ewmaMethod(basis, parameters.decay, kernels);
  const drawn = modelOf(input, basis, windows.perPeriod, fit, suggested);
  const refused = 'status' in drawn ? drawn : undefined;
  const model = 'status' in drawn ? undefined : drawn;
  const historical = (level: number, by: Convention) => historicalVaR(windows, horizon, level, by);
  const flat = undefinedBecause('zero-variance', 'the mix never moved');
  return {
    scenarios: model === undefined ? 0 : scenariosOf(parameters),
    model: model ?? neverDrawn,
    refused,
    weights: series.weights,
    means,
    betas: marginal(series.weights, covariance).map((slope) =>
      variance > 0 ? slope / variance : 0,
    ),
    precision:
      parameters.precision === 'none' ? 0 : Number(parameters.precision.slice(0, -1)) / 100,
    settled: {
      tail,
      horizon,
      windows: windows.returns.length,
      effectiveObservations: windows.effective,
      mean,
      deviation: basis.deviation,
      rank: windows.returns.length > 0 ? tailRank(tail, windows.returns.length) : 0,
      historical: historicalMethod(series, windows, horizon, tail, convention),
      conventions: {
        orderStatistic: historical(tail, 'order-statistic'),
        interpolated: historical(tail, 'interpolated'),
        textbookIndex: historical(tail, 'textbook-index'),
      },
      normal: normalMethod(basis, sampled.normal(tail)),
      student: studentMethod(basis, fit),
      cornishFisher: cornishFisherMethod(basis, sampled.cornishFisher(tail)),
      ewma: ewma.method,
      model: spec.parameters.model.options.indexOf(parameters.model),
      degrees: model?.degrees ?? 0,
      blockLength: model?.blockLength ?? 1,
      skewness: estimate(moments.skewness, flat),
      excessKurtosis: estimate(moments.excessKurtosis, flat),
      fit: fit && { degrees: fit.degrees, location: fit.location, scale: fit.scale },
      ewmaDeviation: ewma.deviation,
      backtest: backtestMethods(windows.perPeriod, parameters, kernels),
      levels: spec.parameters.tail.options.map((level) => ({
        tail: level,
        historical: historical(level, convention),
        normal: {
          value: normalValueAtRisk(mean, basis.deviation, level, horizon),
          sampling: sampled.normal(level).valueAtRisk,
        },
      })),
      history: historyBins(windows, kernels),
    },
  };
}

type Convention = ValueAtRiskParameters['convention'];

const neverDrawn: Model = {
  kind: 'normal',
  sampler: 'independent',
  mean: 0,
  deviation: 0,
  loadings: new Float64Array(0),
  degrees: 0,
  table: new Float64Array(0),
  history: new Float64Array(0),
  blockLength: 1,
  horizon: 1,
  tail: 1,
};

/** Draws that are not independent come in whole chunks, a block for each replicate. */
function scenariosOf({ sampler, scenarios }: ValueAtRiskParameters): number {
  return sampler === 'independent' ? scenarios : Math.ceil(scenarios / CHUNK) * CHUNK;
}

/** What the simulation draws from, or why it cannot. */
function modelOf(
  { series, parameters, kernels }: Input<ValueAtRiskParameters>,
  { covariance, mean, deviation, horizon, tail }: Basis,
  history: Float64Array,
  fit: StudentFit | undefined,
  suggested: number,
): Model | Undefined {
  const n = series.assets.length;
  const { model, sampler, blockLength } = parameters;
  const { factor, rank } = choleskyFactor(kernels, covariance, n);
  if (rank < 0) return notDrawable;
  if (model.includes('bootstrap') && sampler !== 'independent') return notSpread;
  // As thin as the normal's where no t fits better.
  const fitted = Math.floor((fit?.degrees ?? 30) + 0.5);
  const degrees = parameters.degrees || Math.min(30, Math.max(3, fitted));
  return {
    kind: model === 'normal' || model === 'student' ? model : 'bootstrap',
    sampler,
    mean,
    deviation,
    loadings: Float64Array.from({ length: n }, (_, j) =>
      series.weights.reduce((sum, w, i) => sum + w * factor[i * n + j], 0),
    ),
    degrees,
    table:
      model === 'student' && sampler !== 'independent'
        ? studentTable(degrees)
        : new Float64Array(0),
    history,
    blockLength: model === 'stationary-bootstrap' ? blockLength || suggested : 1,
    horizon,
    tail,
  };
}

const notSpread = undefinedBecause(
  'not-available',
  'draws dates of the history, which can only be drawn independently: choose that under “Draws”, or normal or Student t returns',
);

export function chunk(
  input: Input<ValueAtRiskParameters>,
  { model, scenarios: total }: ValueAtRiskPlan,
  index: number,
  scenarios: number,
  pilot?: Partial,
): Partial {
  return simulateChunk(input, model, index, scenarios, total, pilot);
}
