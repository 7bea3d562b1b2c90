/** From the plan and the chunks to the result, and whether it is precise enough. */
import { undefinedBecause, type Quantity, type Undefined } from '../../finance/quantity';
import type { Plan } from '../analysis';
import type { Model } from './draw';
import { mergeSimulation } from './merge-simulation';
import { noMethod } from './no-method';
import type { Partial } from './simulation';
import type { Method, ValueAtRiskResult } from './spec';

type Settled = Omit<ValueAtRiskResult, 'simulated' | 'scenarios' | 'histogram'>;

export interface ValueAtRiskPlan extends Plan {
  readonly model: Model;
  /** Why nothing is simulated, where nothing is. */
  readonly refused: Undefined | undefined;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  /** `(S w)_i / s_p^2`, the slope of each asset on the mix. */
  readonly betas: Float64Array;
  readonly settled: Settled;
  readonly precision: number;
}

export function merge(plan: ValueAtRiskPlan, partials: readonly Partial[]): ValueAtRiskResult {
  const { settled } = plan;
  if (partials.length === 0) {
    const simulated = noMethod(plan.refused ?? notDrawable);
    const empty = { low: 0, width: 0, counts: new Float64Array(0) };
    return { ...settled, simulated, scenarios: 0, histogram: empty };
  }
  const { method, histogram, scenarios } = mergeSimulation(plan, partials);
  return { ...settled, simulated: withSampling(plan, method), scenarios, histogram };
}

/**
 * The error of the history behind a simulation: that of the method whose model it draws from.
 * One period of single dates is the history itself, and splits among the assets as it does.
 */
function withSampling({ model, settled }: ValueAtRiskPlan, method: Method): Method {
  const source = model.kind === 'bootstrap' ? settled.historical : settled.normal;
  const { valueAtRisk, expectedShortfall } = method;
  const resplit = (parts: Float64Array, own: Float64Array, quantity: Quantity, total: Quantity) =>
    model.kind === 'bootstrap' &&
    model.horizon === 1 &&
    'value' in quantity &&
    'value' in total &&
    total.value !== 0
      ? parts.map((part) => (part / total.value) * quantity.value)
      : own;
  return {
    valueAtRisk: sampledLike(valueAtRisk, source.valueAtRisk),
    expectedShortfall: sampledLike(expectedShortfall, source.expectedShortfall),
    contributionsToVaR: resplit(
      source.contributionsToVaR,
      method.contributionsToVaR,
      valueAtRisk,
      source.valueAtRisk,
    ),
    contributionsToES: resplit(
      source.contributionsToES,
      method.contributionsToES,
      expectedShortfall,
      source.expectedShortfall,
    ),
  };
}

function sampledLike(quantity: Quantity, source: Quantity): Quantity {
  if (!('value' in quantity) || !('value' in source) || source.sampling === undefined)
    return quantity;
  return { ...quantity, sampling: source.sampling };
}

/** Whether the interval of the simulated VaR is as narrow as was asked for. */
export function enough(plan: ValueAtRiskPlan, result: ValueAtRiskResult): boolean {
  const quantity = result.simulated.valueAtRisk;
  if (plan.precision === 0 || !('value' in quantity) || quantity.simulation === undefined)
    return false;
  const { low, high } = quantity.simulation;
  return (high - low) / 2 <= plan.precision * Math.abs(quantity.value);
}

export const notDrawable = undefinedBecause(
  'not-positive-definite',
  'cannot draw: the covariance of the assets is not positive semidefinite',
);
