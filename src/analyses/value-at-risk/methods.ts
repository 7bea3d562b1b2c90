/**
 * The loss by formula: normal, Student t, Cornish-Fisher, and exponentially weighted.
 *
 * All are of constant weights, reset every period. Over several periods they take these to be
 * independent: means grow with h, deviations with its root, skewness falls with the root and
 * excess kurtosis with h. A sum of t returns is not t, so that method stays with one period.
 */
import { mixComoments, type Comoments } from '../../finance/comoments';
import {
  cornishFisherContributions,
  cornishFisherMonotone,
  cornishFisherValueAtRisk,
  mixMoments,
  modifiedExpectedShortfall,
  type FourMoments,
} from '../../finance/cornish-fisher';
import type { Series } from '../../finance/dataset';
import {
  normalContributions,
  normalExpectedShortfall,
  normalValueAtRisk,
} from '../../finance/normal-risk';
import { mixVariance } from '../../finance/portfolio';
import { estimate, undefinedBecause, type Interval } from '../../finance/quantity';
import type { StudentFit } from '../../finance/student-fit';
import {
  ellipticalContributions,
  studentExpectedShortfall,
  studentValueAtRisk,
} from '../../finance/student-risk';
import type { Kernels } from '../../kernels/kernels';
import { noMethod } from './no-method';
import type { Method } from './spec';

/** What every formula looks at. */
export interface Basis {
  readonly series: Series;
  readonly means: Float64Array;
  /** Sample covariance per period. */
  readonly covariance: Float64Array;
  /** Of the mix per period. */
  readonly mean: number;
  readonly deviation: number;
  readonly horizon: number;
  readonly tail: number;
}

/** Ranges that history allows, where they are known. */
export interface Sampled {
  readonly valueAtRisk?: Interval;
  readonly expectedShortfall?: Interval;
}

export function normalMethod(basis: Basis, sampled: Sampled): Method {
  const { series, means, covariance, mean, deviation, tail, horizon } = basis;
  const parts = normalContributions(series.weights, means, covariance, tail, horizon);
  return {
    valueAtRisk: {
      value: normalValueAtRisk(mean, deviation, tail, horizon),
      sampling: sampled.valueAtRisk,
    },
    expectedShortfall: {
      value: normalExpectedShortfall(mean, deviation, tail, horizon),
      sampling: sampled.expectedShortfall,
    },
    contributionsToVaR: parts.valueAtRisk,
    contributionsToES: parts.expectedShortfall,
  };
}

export function studentMethod(basis: Basis, fit: StudentFit | undefined): Method {
  const { series, means, covariance, tail, horizon } = basis;
  if (horizon > 1) {
    return noMethod(
      undefinedBecause('not-available', 'has no formula beyond one period; simulate it instead'),
    );
  }
  if (fit === undefined) return noMethod(noFit);
  const valueAtRisk = studentValueAtRisk(fit, tail);
  const expectedShortfall = studentExpectedShortfall(fit, tail);
  const T = series.index.length;
  const unreliable = T < FEW ? `only ${T} returns to fit three parameters to` : undefined;
  const parts = (risk: number) => ellipticalContributions(series.weights, means, covariance, risk);
  return {
    valueAtRisk: { value: valueAtRisk, unreliable },
    expectedShortfall: estimate(
      expectedShortfall,
      undefinedBecause('not-available', 'has tails so heavy that their mean does not exist'),
    ),
    contributionsToVaR: parts(valueAtRisk),
    contributionsToES: Number.isFinite(expectedShortfall)
      ? parts(expectedShortfall)
      : new Float64Array(0),
  };
}

/** Returns below which a fitted tail is mostly chance. */
const FEW = 100;

const noFit = undefinedBecause(
  'zero-variance',
  'cannot be fitted: there are fewer than ten returns, or half of them are equal',
);

const flat = undefinedBecause('zero-variance', 'needs returns that move');

export function cornishFisherMethod(basis: Basis, sampled: Interval | undefined): Method {
  const { series, tail, horizon } = basis;
  const comoments = overPeriods(
    mixComoments(series.weights, series.returns),
    series.weights,
    horizon,
  );
  const moments = mixMoments(series.weights, comoments);
  if (!Number.isFinite(moments.skewness)) return noMethod(flat);
  const valueAtRisk = cornishFisherValueAtRisk(moments, tail);
  const shortfall = Math.max(valueAtRisk, modifiedExpectedShortfall(moments, tail));
  const monotone = cornishFisherMonotone(moments.skewness, moments.excessKurtosis, tail);
  const parts = cornishFisherContributions(series.weights, comoments, tail);
  const turns = 'the expansion turns back at these moments';
  const unreliable = monotone ? undefined : turns;
  return {
    valueAtRisk: { value: valueAtRisk, sampling: sampled, unreliable },
    expectedShortfall: { value: shortfall, unreliable },
    contributionsToVaR: parts,
    // No decomposition of the modified shortfall is in use: its parts are those of the VaR, scaled.
    contributionsToES: parts.map((part) =>
      valueAtRisk === 0 ? 0 : (part / valueAtRisk) * shortfall,
    ),
  };
}

/** Moments of the mix over so many independent periods. */
export function scaleMoments(moments: FourMoments, horizon: number): FourMoments {
  return {
    mean: moments.mean * horizon,
    deviation: moments.deviation * Math.sqrt(horizon),
    skewness: moments.skewness / Math.sqrt(horizon),
    excessKurtosis: moments.excessKurtosis / horizon,
  };
}

/** Co-moments of sums over so many independent periods. */
function overPeriods(one: Comoments, weights: Float64Array, h: number): Comoments {
  const variance = one.second.reduce((sum, value, i) => sum + weights[i] * value, 0);
  return {
    means: one.means.map((value) => h * value),
    second: one.second.map((value) => h * value),
    third: one.third.map((value) => h * value),
    fourth: one.fourth.map((value, i) => h * value + 3 * h * (h - 1) * one.second[i] * variance),
  };
}

export function ewmaMethod(
  basis: Basis,
  decay: number,
  kernels: Kernels,
): { method: Method; deviation: number } {
  const { series, tail, horizon } = basis;
  const n = series.assets.length;
  const T = series.index.length;
  const covariance = kernels.scope((memory) => {
    const out = memory.reserve(n * n);
    kernels.exports.ewmaCovariance(memory.writeColumns(series.returns), n, T, decay, out);
    return memory.read(out, n * n);
  });
  const zero = new Float64Array(n);
  const parts = normalContributions(series.weights, zero, covariance, tail, horizon);
  const variance = mixVariance(series.weights, covariance);
  const deviation = Math.sqrt(Math.max(0, variance));
  const method: Method = {
    valueAtRisk: { value: normalValueAtRisk(0, deviation, tail, horizon) },
    expectedShortfall: { value: normalExpectedShortfall(0, deviation, tail, horizon) },
    contributionsToVaR: parts.valueAtRisk,
    contributionsToES: parts.expectedShortfall,
  };
  return { method, deviation };
}
