/** How has it changed? Parameters, measures and the shape of the result. */
import type { Quantity } from '../../finance/quantity';
import { defineAnalysis } from '../analysis';
import type { Parameters } from '../parameters';

/** What can be rolled, in the order of the menu. */
export const statistics = [
  'mean',
  'volatility',
  'sharpe',
  'minimum',
  'maximum',
  'median',
  'quantile',
  'skewness',
  'kurtosis',
  'drawdown',
  'value-at-risk',
  'beta',
  'correlation',
  'moving-average',
  'distance',
] as const;

export type Statistic = (typeof statistics)[number];

export const spec = defineAnalysis({
  id: 'rolling-statistics',
  menu: 'Over time',
  group: 'time',
  needs: { observations: 3 },
  parameters: {
    shown: { kind: 'choices', default: 'volatility,correlation', options: statistics },
    window: { kind: 'integer', default: 36, minimum: 2, maximum: 5_000, unit: 'periods' },
    minimum: {
      kind: 'integer',
      default: 0,
      minimum: 0,
      maximum: 5_000,
      unit: 'periods',
      advanced: true,
    },
    years: { kind: 'integer', default: 10, minimum: 1, maximum: 60, unit: 'years' },
    against: { kind: 'asset', default: '' },
    quantile: { kind: 'number', default: 10, minimum: 0, maximum: 100, unit: '%', advanced: true },
    tail: {
      kind: 'choice',
      default: 50_000,
      options: [100_000, 50_000, 25_000, 10_000],
      advanced: true,
    },
  },
  measures: {
    mean: { unit: 'percent a year', distortedBy: ['price-index'] },
    volatility: { unit: 'percent a year', distortedBy: ['monthly-average', 'smoothed'] },
    sharpe: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'], bias: 'overstated' },
    minimum: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    maximum: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    median: { unit: 'percent' },
    quantile: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    skewness: { unit: 'ratio' },
    kurtosis: { unit: 'ratio', distortedBy: ['monthly-average'] },
    drawdown: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    'value-at-risk': { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    beta: { unit: 'ratio', distortedBy: ['smoothed'] },
    correlation: { unit: 'ratio', distortedBy: ['smoothed'] },
    'moving-average': { unit: 'money' },
    distance: { unit: 'percent' },
    holding: { unit: 'percent a year', distortedBy: ['price-index'] },
  },
  result: [
    'window',
    'periodsPerYear',
    'against',
    'rolled',
    'holdingPeriods',
    'holding',
    'holdingWorst',
    'holdingMedian',
    'holdingBest',
    'holdingLosses',
  ],
});

export type RollingParameters = Parameters<(typeof spec)['parameters']>;

/** One statistic rolled along the mix and along each asset. */
export interface Rolled {
  /** Position among `statistics`. */
  readonly statistic: number;
  /** `T` values for the mix, NaN before the minimum count is reached. */
  readonly mix: Float64Array;
  /** The same for each asset of the series. */
  readonly assets: readonly Float64Array[];
  /** The last value of the mix. */
  readonly today: Quantity;
  /** Share of all values of the mix that are at most today's. */
  readonly percentile: Quantity;
  /** Least, median and greatest value of the mix. */
  readonly low: Quantity;
  readonly middle: Quantity;
  readonly high: Quantity;
}

export interface RollingResult {
  readonly window: number;
  readonly periodsPerYear: number;
  /** Position of the asset that beta and correlation refer to. */
  readonly against: number;
  readonly rolled: readonly Rolled[];
  /** Periods of the holding time. */
  readonly holdingPeriods: number;
  /** Return a year of holding the mix so long, by start; empty where the history is shorter. */
  readonly holding: Float64Array;
  readonly holdingWorst: Quantity;
  readonly holdingMedian: Quantity;
  readonly holdingBest: Quantity;
  /** Share of the starts that ended with a loss. */
  readonly holdingLosses: Quantity;
}
