/** What would this mix have done? Parameters, measures and the shape of the result. */
import type { Quantity } from '../../finance/quantity';
import { bandRules, rebalancings } from '../../finance/rebalancing';
import { defineAnalysis } from '../analysis';
import { resamples, type Parameters } from '../parameters';

export const spec = defineAnalysis({
  id: 'mix-summary',
  menu: 'The mix',
  group: 'mix',
  needs: { observations: 3 },
  parameters: {
    rebalancing: {
      kind: 'choice',
      default: 'yearly',
      options: rebalancings,
    },
    band: {
      kind: 'number',
      default: 5,
      minimum: 0.1,
      maximum: 100,
      unit: '%',
      when: { rebalancing: bandRules },
    },
    costBasisPoints: { kind: 'number', default: 0, minimum: 0, maximum: 500, unit: 'bp' },
    startAmount: { kind: 'number', default: 10_000, minimum: 1, maximum: 1e12 },
    periodsPerYear: { kind: 'number', default: 0, minimum: 0, maximum: 366, advanced: true },
    resamples,
    blockLength: { kind: 'number', default: 0, minimum: 0, maximum: 1_000, advanced: true },
  },
  measures: {
    returnGeometric: { unit: 'percent a year', distortedBy: ['price-index'] },
    returnReal: { unit: 'percent a year', distortedBy: ['price-index'] },
    returnArithmetic: { unit: 'percent a year', distortedBy: ['price-index'] },
    volatility: { unit: 'percent a year', distortedBy: ['monthly-average', 'smoothed'] },
    volatilityPath: { unit: 'percent a year', distortedBy: ['monthly-average', 'smoothed'] },
    sharpe: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'], bias: 'overstated' },
    sortino: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'], bias: 'overstated' },
    worstFall: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    worstYear: { unit: 'percent' },
    skewness: { unit: 'ratio' },
    kurtosis: { unit: 'ratio', distortedBy: ['monthly-average'] },
    positiveShare: { unit: 'percent' },
    diversificationRatio: { unit: 'ratio', distortedBy: ['smoothed'] },
    effectiveAssets: { unit: 'count' },
    contributionsToVolatility: { unit: 'percent', distortedBy: ['smoothed'] },
    contributionsToReturn: { unit: 'percent a year' },
    turnover: { unit: 'percent a year' },
  },
  result: [
    'years',
    'periodsPerYear',
    'blockLength',
    'wealth',
    'drawdown',
    'assetWealth',
    'finalAmount',
    'finalReal',
    'returnGeometric',
    'returnReal',
    'returnArithmetic',
    'volatility',
    'volatilityPath',
    'sharpe',
    'sortino',
    'worstFall',
    'worstFallRows',
    'worstYear',
    'worstYearNumber',
    'skewness',
    'kurtosis',
    'positiveShare',
    'means',
    'covariance',
    'correlation',
    'expectedReturn',
    'contributionsToVolatility',
    'contributionsToReturn',
    'diversificationRatio',
    'effectiveAssets',
    'rebalancings',
    'turnover',
    'finalWeights',
  ],
});

export type MixSummaryParameters = Parameters<(typeof spec)['parameters']>;

/** Arrays over assets follow the order of the series; `n` assets, `T` periods. */
export interface MixSummaryResult {
  /** Length of the history, `T / periodsPerYear`. */
  readonly years: number;
  readonly periodsPerYear: number;
  /** Mean block length of the bootstrap behind the sampling intervals, in periods. */
  readonly blockLength: number;
  /** Value of the mix, `T + 1` amounts, the first is the start. */
  readonly wealth: Float64Array;
  /** `T + 1` fractions, never positive, 0 at the start. */
  readonly drawdown: Float64Array;
  /** The same for every asset alone. */
  readonly assetWealth: readonly Float64Array[];
  readonly finalAmount: number;
  /** The final amount in money of the start. */
  readonly finalReal: Quantity;
  readonly returnGeometric: Quantity;
  readonly returnReal: Quantity;
  readonly returnArithmetic: Quantity;
  /** Of constant weights: `sqrt(w'S w f)`. */
  readonly volatility: Quantity;
  /** Of the path that was followed under the chosen rebalancing. */
  readonly volatilityPath: Quantity;
  readonly sharpe: Quantity;
  readonly sortino: Quantity;
  readonly worstFall: Quantity;
  /** Positions in `wealth` of peak, trough and recovery; -1 where it has not recovered. */
  readonly worstFallRows: {
    readonly peak: number;
    readonly trough: number;
    readonly recovery: number;
  };
  readonly worstYear: Quantity;
  readonly worstYearNumber: number;
  readonly skewness: Quantity;
  readonly kurtosis: Quantity;
  readonly positiveShare: Quantity;
  /** Mean return per period of each asset. */
  readonly means: Float64Array;
  /** Sample covariance per period, row-major `n x n`. */
  readonly covariance: Float64Array;
  /** Row-major `n x n`; NaN where an asset never moved. */
  readonly correlation: Float64Array;
  /** `sum w_i mean_i f`. */
  readonly expectedReturn: number;
  /** Shares of the volatility: they sum to 1. Empty where the volatility is 0. */
  readonly contributionsToVolatility: Float64Array;
  /** `w_i mean_i f`. */
  readonly contributionsToReturn: Float64Array;
  readonly diversificationRatio: Quantity;
  readonly effectiveAssets: Quantity;
  readonly rebalancings: number;
  /** One-way, a year. */
  readonly turnover: Quantity;
  /** Weights at the end, after the last rebalancing if one fell there. */
  readonly finalWeights: Float64Array;
}
