/** How much could I lose? Parameters, measures and the shape of the result. */
import type { Estimate, Quantity, Undefined } from '../../finance/quantity';
import type { LikelihoodRatioTest } from '../../finance/risk-backtests';
import type { StudentParameters } from '../../finance/student-risk';
import { defineAnalysis } from '../analysis';
import { resamples, studentDegrees, type Parameters } from '../parameters';

/** Methods in the order in which they are listed. */
export const methods = [
  'historical',
  'normal',
  'student',
  'cornish-fisher',
  'ewma',
  'simulated',
] as const;

export const spec = defineAnalysis({
  id: 'value-at-risk',
  menu: 'Loss',
  group: 'loss',
  needs: { observations: 3 },
  glance: ({ method }) => method === 'historical',
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
      options: methods,
    },
    convention: {
      kind: 'choice',
      default: 'order-statistic',
      options: ['order-statistic', 'interpolated', 'textbook-index'],
      when: { method: ['historical'] },
      advanced: true,
    },
    /** What the simulation draws from. */
    model: {
      kind: 'choice',
      default: 'normal',
      options: ['normal', 'student', 'bootstrap', 'stationary-bootstrap'],
    },
    /** Degrees of freedom of the simulated t; 0: those of the fit, rounded. */
    degrees: {
      ...studentDegrees,
      when: { model: ['student'] },
    },
    /** Mean length of the blocks; 0: the suggested one. */
    blockLength: {
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 1_000,
      unit: 'periods',
      when: { model: ['stationary-bootstrap'] },
    },
    /** How the draws are spread; all but independent ones come in whole chunks. */
    sampler: {
      kind: 'choice',
      default: 'independent',
      options: ['independent', 'antithetic', 'stratified', 'sobol'],
      advanced: true,
    },
    scenarios: {
      kind: 'scenarios',
      default: 100_000,
      minimum: 10_000,
      maximum: 100_000_000,
      suggestions: [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000],
    },
    /** Stop when the 95 % interval of the simulated VaR is narrower than this share of it. */
    precision: {
      kind: 'choice',
      default: 'none',
      options: ['none', '5%', '2%', '1%', '0.5%'],
      advanced: true,
    },
    decay: { kind: 'number', default: 0.94, minimum: 0.5, maximum: 0.999, advanced: true },
    /** Periods from which each backtested forecast is made; 0: no backtest. */
    backtestWindow: {
      kind: 'integer',
      default: 60,
      minimum: 0,
      maximum: 2_500,
      unit: 'periods',
      preview: 0,
      advanced: true,
    },
    resamples,
  },
  measures: {
    valueAtRisk: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    expectedShortfall: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    historical: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    normal: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    simulated: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    simulationError: { unit: 'percent' },
    student: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    'cornish-fisher': { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    ewma: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    contributions: { unit: 'percent', distortedBy: ['smoothed'] },
    backtest: { unit: 'ratio' },
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
    'student',
    'cornishFisher',
    'ewma',
    'simulated',
    'scenarios',
    'model',
    'degrees',
    'blockLength',
    'skewness',
    'excessKurtosis',
    'fit',
    'ewmaDeviation',
    'backtest',
    'levels',
    'histogram',
    'history',
  ],
  draws({ scenarios, horizon, model, degrees, sampler }, assets) {
    // A point of the sequence takes as long as five plain draws.
    if (sampler !== 'independent') return scenarios * horizon * (sampler === 'sobol' ? 5 : 1);
    const rows = horizon === 1 && !model.includes('bootstrap') ? assets : horizon;
    // A chi-square of v degrees takes v draws for every period.
    const chiSquares = model === 'student' ? horizon * (degrees || 6) : 0;
    return scenarios * (rows + chiSquares);
  },
});

export type ValueAtRiskParameters = Parameters<(typeof spec)['parameters']>;

export type Sampler = ValueAtRiskParameters['sampler'];

export type MethodId = (typeof methods)[number];

/** The method of that name in a result. */
export function methodOf(result: ValueAtRiskResult, id: MethodId): Method {
  return id === 'cornish-fisher' ? result.cornishFisher : result[id];
}

/** One way to measure the loss. Losses are positive fractions of the mix; a gain is negative. */
export interface Method {
  readonly valueAtRisk: Quantity;
  readonly expectedShortfall: Quantity;
  /** By asset of the series, summing to the value at risk; empty where it is undefined. */
  readonly contributionsToVaR: Float64Array;
  readonly contributionsToES: Float64Array;
}

/** Methods that are tested on their own history. */
export const backtested = ['historical', 'normal', 'student', 'cornish-fisher', 'ewma'] as const;

export type BacktestedMethod = (typeof backtested)[number];

export interface BacktestTests {
  /** Position among `backtested`. */
  readonly method: number;
  /** Periods in which the loss was larger than foretold. */
  readonly count: number;
  readonly kupiec: LikelihoodRatioTest;
  readonly independence: LikelihoodRatioTest;
  /** p-value of both together, by the chi-square limit with two degrees of freedom. */
  readonly coverage: number;
  /** 0 green, 1 yellow, 2 red. */
  readonly light: number;
  /** Probability of as many exceptions or fewer, if the method is right. */
  readonly cumulative: number;
}

export interface Backtest {
  /** Why there is no backtest, if there is none. */
  readonly status: Undefined | undefined;
  /** Position among `backtested` of the method whose forecasts are given. */
  readonly shown: number;
  readonly window: number;
  /** Periods tested, and exceptions to be expected in them. */
  readonly periods: number;
  readonly expected: number;
  /** Value at risk foretold for each tested period, and what the mix returned. */
  readonly forecast: Float64Array;
  readonly returns: Float64Array;
  readonly tests: readonly BacktestTests[];
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
  readonly student: Method;
  readonly cornishFisher: Method;
  readonly ewma: Method;
  readonly simulated: Method;
  /** Scenarios that were simulated. */
  readonly scenarios: number;
  /** Position among the models of what the simulation drew from. */
  readonly model: number;
  /** Degrees of freedom of the simulated Student t. */
  readonly degrees: number;
  /** Mean length of the blocks that a bootstrap draws, in periods. */
  readonly blockLength: number;
  /** Plain moments of the mix per period, divisor T. */
  readonly skewness: Quantity;
  readonly excessKurtosis: Quantity;
  /** The fitted Student t. */
  readonly fit: StudentParameters | undefined;
  /** Standard deviation by the exponentially weighted history. */
  readonly ewmaDeviation: number;
  readonly backtest: Backtest;
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
