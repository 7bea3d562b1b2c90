/**
 * The loss by history: order statistics of the returns that the mix had, over overlapping
 * windows where the horizon is longer than a period.
 *
 * Windows of h periods share most of their content, so their effective number is T / h; the
 * intervals use it, and below 20 the answer is refused. A window's return splits exactly
 * into what each asset added, `sum_t V_(t-1) w_i r_(i,t)`, since the mix is reset every period.
 */
import type { Series } from '../../finance/dataset';
import { binomialQuantileRanks } from '../../finance/binomial';
import {
  expectedShortfall,
  fractionalTailWeights,
  tailRank,
  valueAtRisk,
} from '../../finance/order-statistic';
import {
  undefinedBecause,
  type Interval,
  type Quantity,
  type Undefined,
} from '../../finance/quantity';
import { tailInterval } from './intervals';
import { noMethod } from './no-method';
import type { Method } from './spec';

/** Effective observations below which the history says nothing about a tail. */
const FEWEST = 20;

type Convention = 'order-statistic' | 'interpolated' | 'textbook-index';

/** Window returns in the order of their start, and ascending. */
export interface Windows {
  readonly returns: Float64Array;
  readonly sorted: Float64Array;
  readonly effective: number;
}

export function historicalMethod(
  series: Series,
  windows: Windows,
  horizon: number,
  tail: number,
  convention: Convention,
): Method {
  const refusal = tooFew(windows, horizon);
  if (refusal !== undefined) {
    return noMethod(refusal);
  }
  const shortfall = expectedShortfall(windows.sorted, tail, 'fractional');
  const risk = historicalVaR(windows, horizon, tail, convention);
  const total = 'value' in risk ? risk.value : 0;
  return {
    valueAtRisk: risk,
    expectedShortfall: {
      value: shortfall,
      ...tailInterval('sampling', tailOf(windows, tail), shortfall),
    },
    ...contributions(series, windows, horizon, tail, total),
  };
}

/** The VaR of the history by one convention, with its distribution-free interval. */
export function historicalVaR(
  windows: Windows,
  horizon: number,
  tail: number,
  convention: Convention,
): Quantity {
  const refusal = tooFew(windows, horizon);
  if (refusal !== undefined) return refusal;
  return {
    value: valueAtRisk(windows.sorted, tail, convention),
    sampling: quantileInterval(windows, tail),
  };
}

function tooFew(windows: Windows, horizon: number): Undefined | undefined {
  if (windows.effective >= FEWEST) return undefined;
  const held = Math.floor(windows.effective * 10) / 10;
  return undefinedBecause(
    'too-few-observations',
    horizon === 1
      ? `needs at least ${FEWEST} periods, the history has ${held}`
      : `needs at least ${FEWEST} independent windows of ${horizon} periods, the history has ${held}`,
  );
}

/** Order statistics at binomial quantiles of the effective number of observations. */
function quantileInterval({ sorted, effective }: Windows, tail: number): Interval | undefined {
  const observations = Math.floor(effective);
  const { low, high } = binomialQuantileRanks(observations, tail / 1e6);
  if (low === undefined || high === undefined) return undefined;
  const at = (rank: number) => {
    const position = Math.ceil((rank / observations) * sorted.length);
    return -sorted[Math.min(sorted.length, Math.max(1, position)) - 1];
  };
  return { low: at(high), high: at(low) };
}

function tailOf({ sorted, effective }: Windows, tail: number) {
  const rank = tailRank(tail, sorted.length);
  const losses = sorted.subarray(0, rank).map((r) => -r);
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / rank;
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) * (loss - mean), 0) / rank;
  return {
    variance,
    valueAtRisk: -sorted[rank - 1],
    probability: tail / 1e6,
    observations: effective,
  };
}

function contributions(
  series: Series,
  { returns, sorted }: Windows,
  horizon: number,
  tail: number,
  total: number,
): Pick<Method, 'contributionsToVaR' | 'contributionsToES'> {
  const n = returns.length;
  const order = Array.from(returns.keys()).sort((a, b) => returns[a] - returns[b] || a - b);
  const rank = tailRank(tail, n);
  const weights = fractionalTailWeights(tail, n);
  const half = Math.ceil(Math.sqrt(n) / 2);
  const first = Math.max(1, rank - half);
  const last = Math.min(n, rank + half);
  const toVaR = new Float64Array(series.assets.length);
  const toES = new Float64Array(series.assets.length);
  for (let position = 1; position <= Math.max(last, rank); position++) {
    const added = addedByAsset(series, order[position - 1], horizon);
    added.forEach((value, i) => {
      if (position >= first && position <= last) toVaR[i] -= value / (last - first + 1);
      if (position <= rank) toES[i] -= value * (position < rank ? weights.each : weights.last);
    });
  }
  const sum = toVaR.reduce((a, b) => a + b, 0);
  // The mean over nearby ranks is close to the VaR, not equal: scaled, the parts sum to it.
  const scale = sum !== 0 && sorted.length > 0 ? total / sum : 1;
  return { contributionsToVaR: toVaR.map((value) => value * scale), contributionsToES: toES };
}

/** What each asset added to the return of the window that starts at row `start`. */
function addedByAsset(series: Series, start: number, horizon: number): Float64Array {
  const added = new Float64Array(series.assets.length);
  let level = 1;
  for (let t = start; t < start + horizon; t++) {
    let gain = 0;
    series.weights.forEach((w, i) => {
      const part = level * w * series.returns[i][t];
      added[i] += part;
      gain += part;
    });
    level += gain;
  }
  return added;
}
