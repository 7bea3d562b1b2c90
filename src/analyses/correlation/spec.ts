/** How do the assets move together? Parameters, measures and the shape of the result. */
import type { Quantity } from '../../finance/quantity';
import { defineAnalysis } from '../analysis';
import { resamples, type Parameters } from '../parameters';

export const spec = defineAnalysis({
  id: 'correlation',
  menu: 'Together',
  group: 'together',
  needs: { observations: 3 },
  glance: () => true,
  parameters: {
    estimator: {
      kind: 'choice',
      default: 'sample',
      options: ['sample', 'ewma', 'ledoit-wolf-identity', 'ledoit-wolf-constant', 'oas'],
    },
    lambda: {
      kind: 'number',
      default: 0.94,
      minimum: 0.5,
      maximum: 0.9999,
      when: { estimator: ['ewma'] },
    },
    first: { kind: 'asset', default: '' },
    second: { kind: 'asset', default: '' },
    window: { kind: 'integer', default: 36, minimum: 3, maximum: 2_500, unit: 'periods' },
    stressed: { kind: 'asset', default: '' },
    repair: {
      kind: 'choice',
      default: 'none',
      options: ['none', 'clip-eigenvalues', 'nearest-correlation'],
      advanced: true,
    },
    resamples,
  },
  measures: {
    correlation: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'] },
    averageCorrelation: { unit: 'ratio', distortedBy: ['smoothed'] },
    intensity: { unit: 'percent' },
    conditionNumber: { unit: 'ratio' },
    firstShare: { unit: 'percent' },
    calm: { unit: 'ratio' },
    stressed: { unit: 'ratio' },
  },
  result: [
    'estimator',
    'covariance',
    'correlation',
    'order',
    'intensity',
    'averageCorrelation',
    'eigenvalues',
    'eigenvectors',
    'conditionNumber',
    'firstShare',
    'definite',
    'moved',
    'mostRelated',
    'leastRelated',
    'pair',
    'pairCorrelation',
    'rolling',
    'beta',
    'stressedAsset',
    'threshold',
    'calmPeriods',
    'stressedPeriods',
    'calm',
    'stressed',
  ],
});

export type CorrelationParameters = Parameters<(typeof spec)['parameters']>;

/** Two assets by their positions in the series, and how they are related. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly correlation: Quantity;
}

/** Matrices are row-major, `n x n`, in the order of the series. */
export interface CorrelationResult {
  /** Position of the estimator among the options. */
  readonly estimator: number;
  /** Per period, by the chosen estimator, after the chosen repair. */
  readonly covariance: Float64Array;
  /** Of that covariance; NaN where an asset never moved. */
  readonly correlation: Float64Array;
  /** Positions of the assets in the order of the clusters. */
  readonly order: Float64Array;
  /** Weight of the shrinkage target; undefined for estimators that do not shrink. */
  readonly intensity: Quantity;
  /** Mean of the correlations of all pairs. */
  readonly averageCorrelation: Quantity;
  /** Of the correlation matrix, descending. */
  readonly eigenvalues: Float64Array;
  /** Row k belongs to eigenvalue k. */
  readonly eigenvectors: Float64Array;
  /** Largest over smallest eigenvalue of the covariance matrix. */
  readonly conditionNumber: Quantity;
  /** Share of the variance of the standardized assets that the first component explains. */
  readonly firstShare: Quantity;
  /** Whether the covariance is positive definite. */
  readonly definite: boolean;
  /** Frobenius distance by which a repair moved the correlations; 0 where nothing was repaired. */
  readonly moved: number;
  /** Strongest first, by the sample; at most five. */
  readonly mostRelated: readonly Pair[];
  /** Lowest first. */
  readonly leastRelated: readonly Pair[];
  /** The pair that is looked at closely. */
  readonly pair: { readonly first: number; readonly second: number };
  /** Sample correlation of the pair. */
  readonly pairCorrelation: Quantity;
  /** Rolling correlation of the pair, `T` values, NaN before the window is full. */
  readonly rolling: Float64Array;
  /** Sensitivity of the second asset to the first. */
  readonly beta: Quantity;
  /** The asset whose worst tenth of periods counts as bad. */
  readonly stressedAsset: number;
  /** Its return at the tenth. */
  readonly threshold: number;
  readonly calmPeriods: number;
  readonly stressedPeriods: number;
  /** Correlations in the other periods, and in the bad ones. */
  readonly calm: Float64Array;
  readonly stressed: Float64Array;
}
