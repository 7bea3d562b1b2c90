/** How much could I lose? Parameters, measures and the shape of the result. */
import type { Estimate, Quantity } from '../../finance/quantity';
import { defineAnalysis } from '../analysis';
import type { Parameters } from '../parameters';

export const spec = defineAnalysis({
  id: 'value-at-risk',
  group: 'loss',
  needs: { observations: 3 },
  parameters: {
    /** Tail probability in parts per million: 95 % is 50,000. */
    tail: {
      kind: 'choice',
      default: 50_000,
      options: [100_000, 50_000, 25_000, 10_000, 5_000, 1_000],
    },
    horizon: { kind: 'integer', default: 1, minimum: 1, maximum: 250, unit: 'periods' },
    amount: { kind: 'number', default: 10_000, minimum: 1, maximum: 1e12 },
    method: {
      kind: 'choice',
      default: 'historical',
      options: ['historical', 'normal', 'simulated'],
    },
    convention: {
      kind: 'choice',
      default: 'order-statistic',
      options: ['order-statistic', 'interpolated', 'textbook-index'],
      when: { method: ['historical'] },
      advanced: true,
    },
    scenarios: {
      kind: 'scenarios',
      default: 100_000,
      minimum: 10_000,
      maximum: 10_000_000,
      suggestions: [10_000, 100_000, 1_000_000, 10_000_000],
    },
    /** Stop when the 95 % interval of the simulated VaR is narrower than this share of it. */
    precision: {
      kind: 'choice',
      default: 'none',
      options: ['none', '5%', '2%', '1%', '0.5%'],
      advanced: true,
    },
    resamples: {
      kind: 'integer',
      default: 1_000,
      minimum: 100,
      maximum: 100_000,
      preview: 100,
      advanced: true,
    },
  },
  measures: {
    valueAtRisk: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    expectedShortfall: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    historical: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    normal: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    simulated: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    contributions: { unit: 'percent', distortedBy: ['smoothed'] },
  },
  result: [
    'tail',
    'horizon',
    'windows',
    'effectiveObservations',
    'mean',
    'deviation',
    'rank',
    'historical',
    'conventions',
    'normal',
    'simulated',
    'scenarios',
    'levels',
    'histogram',
    'history',
  ],
  draws: ({ scenarios, horizon }, assets) => scenarios * (horizon === 1 ? assets : horizon),
});

export type ValueAtRiskParameters = Parameters<(typeof spec)['parameters']>;

/** One way to measure the loss. Losses are positive fractions of the mix; a gain is negative. */
export interface Method {
  readonly valueAtRisk: Quantity;
  readonly expectedShortfall: Quantity;
  /** By asset of the series, summing to the value at risk; empty where it is undefined. */
  readonly contributionsToVaR: Float64Array;
  readonly contributionsToES: Float64Array;
}

/** Counts of equal bins from `low` on, each `width` wide, with what lies outside. */
export interface Histogram {
  readonly low: number;
  readonly width: number;
  /** Underflow, bins, overflow. */
  readonly counts: Float64Array;
}

export interface ValueAtRiskResult {
  /** Tail probability in parts per million. */
  readonly tail: number;
  readonly horizon: number;
  /** Overlapping windows of `horizon` periods in the history. */
  readonly windows: number;
  /** Independent observations among them, `T / horizon`. */
  readonly effectiveObservations: number;
  /** Mean return per period of constant weights. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
  /** Rank of the historical VaR among the windows, from the worst. */
  readonly rank: number;
  readonly historical: Method;
  /** The historical VaR by each convention. */
  readonly conventions: {
    readonly orderStatistic: Quantity;
    readonly interpolated: Quantity;
    readonly textbookIndex: Quantity;
  };
  readonly normal: Method;
  readonly simulated: Method;
  /** Scenarios that were simulated. */
  readonly scenarios: number;
  /** VaR by history and by the normal formula at every offered tail. */
  readonly levels: readonly {
    readonly tail: number;
    readonly historical: Quantity;
    readonly normal: Estimate;
  }[];
  /** Simulated returns over the horizon. */
  readonly histogram: Histogram;
  /** The returns of the history, from the worst to the best. */
  readonly history: Histogram;
}
