/** Why does my number differ? Parameters, conventions and the shape of the result. */
import type { Quantity } from '../../finance/quantity';
import { defineAnalysis } from '../analysis';
import type { Parameters } from '../parameters';

/**
 * What a convention has to do with ours: `definition` is as right, of another definition;
 * `detail` is n or n - 1 and other small print; `data` is our formula on other returns;
 * `mistake` is what goes wrong, or another quantity of a similar name.
 */
export const kinds = ['ours', 'definition', 'detail', 'data', 'mistake'] as const;

export type Kind = (typeof kinds)[number];

/** The conventions of each measure, in the order in which they are listed. */
export const conventions = {
  volatility: {
    ours: 'ours',
    log: 'definition',
    compounded: 'definition',
    zeroMean: 'definition',
    ewma94: 'definition',
    ewma97: 'definition',
    population: 'detail',
    days250: 'detail',
    days252: 'detail',
    days260: 'detail',
    yearly: 'data',
    drifting: 'data',
    resampled: 'data',
    threeYears: 'data',
    perPeriod: 'mistake',
    wrongDays: 'mistake',
    days365: 'mistake',
    twelve: 'mistake',
    timesPeriods: 'mistake',
    weightedAverage: 'mistake',
    semideviation: 'mistake',
    downside: 'mistake',
    averageDeviation: 'mistake',
    medianDeviation: 'mistake',
  },
  sharpe: {
    ours: 'ours',
    noRiskFree: 'definition',
    geometric: 'definition',
    geometricExcess: 'definition',
    log: 'definition',
    lo: 'definition',
    population: 'detail',
    totalDeviation: 'detail',
    everyPeriod: 'data',
    yearly: 'data',
    drifting: 'data',
    resampled: 'data',
    threeYears: 'data',
    perPeriod: 'mistake',
    wrongDays: 'mistake',
    twelve: 'mistake',
    timesPeriods: 'mistake',
    annualRate: 'mistake',
    sortino: 'mistake',
  },
  valueAtRisk: {
    ours: 'ours',
    normal: 'definition',
    normalPopulation: 'definition',
    zeroMean: 'definition',
    ewma94: 'definition',
    cornishFisher: 'definition',
    cornishFisherSample: 'definition',
    log: 'definition',
    relative: 'definition',
    type2: 'detail',
    type3: 'detail',
    type4: 'detail',
    type5: 'detail',
    type6: 'detail',
    type7: 'detail',
    type8: 'detail',
    type9: 'detail',
    lower: 'detail',
    higher: 'detail',
    midpoint: 'detail',
    textbookIndex: 'detail',
    drifting: 'data',
    threeYears: 'data',
    expectedShortfall: 'mistake',
    twoSided: 'mistake',
    otherTail: 'mistake',
    annualized: 'mistake',
    addedUp: 'mistake',
  },
  covariance: {
    ours: 'ours',
    log: 'definition',
    zeroMean: 'definition',
    ewma94: 'definition',
    ewm: 'definition',
    ledoitWolf: 'definition',
    ledoitWolfConstant: 'definition',
    oas: 'definition',
    neweyWest: 'definition',
    population: 'detail',
    ewmBias: 'detail',
    resampled: 'data',
    threeYears: 'data',
    annualized: 'mistake',
    wrongDays: 'mistake',
    percent: 'mistake',
    correlation: 'mistake',
  },
  correlation: {
    ours: 'ours',
    log: 'definition',
    zeroMean: 'definition',
    ewma94: 'definition',
    ewm: 'definition',
    ledoitWolf: 'definition',
    ledoitWolfConstant: 'definition',
    oas: 'definition',
    neweyWest: 'definition',
    spearman: 'definition',
    kendall: 'definition',
    population: 'detail',
    resampled: 'data',
    threeYears: 'data',
    mixedDivisors: 'mistake',
    squared: 'mistake',
    levels: 'mistake',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Kind>>>>;

export type Measure = keyof typeof conventions;

export type ConventionOf<M extends Measure> = keyof (typeof conventions)[M];

/** What a measure is by each convention; undefined where the convention does not apply. */
export type ByConvention<M extends Measure> = Readonly<
  Record<ConventionOf<M>, Quantity | undefined>
>;

export const spec = defineAnalysis({
  id: 'conventions',
  menu: 'Conventions',
  group: 'loss',
  needs: { observations: 3 },
  parameters: {
    measure: {
      kind: 'choice',
      default: 'volatility',
      options: ['volatility', 'sharpe', 'valueAtRisk', 'covariance', 'correlation'],
    },
    /** A number from elsewhere, in percent or as a fraction; 0: none. */
    mine: { kind: 'number', default: 0, minimum: -1e6, maximum: 1e6 },
    /** Tail probability in parts per million: 95 % is 50,000. */
    tail: {
      kind: 'choice',
      default: 50_000,
      options: [100_000, 50_000, 25_000, 10_000, 5_000, 1_000],
      when: { measure: ['valueAtRisk'] },
    },
    /** Of the path whose Sharpe ratio is taken. */
    rebalancing: {
      kind: 'choice',
      default: 'yearly',
      options: ['every-period', 'monthly', 'quarterly', 'yearly', 'none'],
      when: { measure: ['sharpe'] },
    },
    first: { kind: 'asset', default: '', when: { measure: ['covariance', 'correlation'] } },
    second: { kind: 'asset', default: '', when: { measure: ['covariance', 'correlation'] } },
  },
  measures: {
    volatility: { unit: 'percent a year', distortedBy: ['monthly-average', 'smoothed'] },
    sharpe: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'], bias: 'overstated' },
    valueAtRisk: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    covariance: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'] },
    correlation: { unit: 'ratio', distortedBy: ['monthly-average', 'smoothed'] },
  },
  result: ['measure', 'periods', 'periodsPerYear', 'pair', 'conventions'],
});

export type ConventionsParameters = Parameters<(typeof spec)['parameters']>;

export interface ConventionsResult {
  /** Position of the measure among the options. */
  readonly measure: number;
  /** Returns in the history. */
  readonly periods: number;
  readonly periodsPerYear: number;
  /** Positions of the two assets of covariance and correlation in the series. */
  readonly pair: { readonly first: number; readonly second: number };
  /** The measure by each convention that applies, by its name; `ours` is the one of this app. */
  readonly conventions: Readonly<Record<string, Quantity>>;
}
