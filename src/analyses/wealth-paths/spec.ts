/** What could it grow to? Parameters, measures and the shape of the result. */
import type { Quantity, Undefined } from '../../finance/quantity';
import { bandRules, rebalancings } from '../../finance/rebalancing';
import { defineAnalysis } from '../analysis';
import { studentDegrees, type Parameters } from '../parameters';

export const spendingRules = ['none', 'constant', 'percent', 'bounded'] as const;

/** Largest sum of money. */
const MOST = 1e12;

export const spec = defineAnalysis({
  id: 'wealth-paths',
  menu: 'Growth',
  group: 'future',
  needs: { observations: 12 },
  parameters: {
    start: { kind: 'number', default: 100_000, minimum: 0, maximum: MOST },
    years: { kind: 'integer', default: 30, minimum: 1, maximum: 60, unit: 'years' },
    spending: { kind: 'choice', default: 'constant', options: spendingRules },
    /** Money a year in today's money. */
    spendingAmount: {
      kind: 'number',
      default: 4_000,
      minimum: 0,
      maximum: MOST,
      unit: 'a year',
      when: { spending: ['constant'] },
    },
    spendingRate: {
      kind: 'number',
      default: 4,
      minimum: 0,
      maximum: 100,
      unit: '% a year',
      when: { spending: ['percent', 'bounded'] },
    },
    goal: { kind: 'number', default: 100_000, minimum: 0, maximum: MOST },
    terms: { kind: 'choice', default: 'real', options: ['real', 'nominal'], late: true },

    flows: {
      kind: 'rows',
      default: '',
      maximum: 50,
      section: 'plan',
      columns: {
        kind: { kind: 'choice', default: 'contribution', options: ['contribution', 'withdrawal'] },
        amount: { kind: 'number', default: 500, minimum: 0, maximum: MOST },
        every: { kind: 'choice', default: 'month', options: ['month', 'year'] },
        terms: { kind: 'choice', default: 'real', options: ['real', 'nominal'] },
        /** Percent a year, from the start of the row. */
        growth: { kind: 'number', default: 0, minimum: -50, maximum: 50 },
        /** Years after the start of the plan. */
        from: { kind: 'number', default: 0, minimum: 0, maximum: 60 },
        to: { kind: 'number', default: 10, minimum: 0, maximum: 60 },
      },
    },
    spendingEvery: {
      kind: 'choice',
      default: 'month',
      options: ['month', 'year'],
      section: 'plan',
      when: { spending: ['constant', 'percent', 'bounded'] },
    },
    /** Years after the start of the plan in which spending begins and ends. */
    spendingFrom: {
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 60,
      unit: 'years',
      section: 'plan',
      when: { spending: ['constant', 'percent', 'bounded'] },
    },
    spendingTo: {
      kind: 'number',
      default: 60,
      minimum: 0,
      maximum: 60,
      unit: 'years',
      section: 'plan',
      when: { spending: ['constant', 'percent', 'bounded'] },
    },
    /** Money a year in today's money. */
    floor: {
      kind: 'number',
      default: 3_000,
      minimum: 0,
      maximum: MOST,
      unit: 'a year',
      section: 'plan',
      when: { spending: ['bounded'] },
    },
    ceiling: {
      kind: 'number',
      default: 6_000,
      minimum: 0,
      maximum: MOST,
      unit: 'a year',
      section: 'plan',
      when: { spending: ['bounded'] },
    },
    timing: { kind: 'choice', default: 'end', options: ['end', 'start'], section: 'plan' },
    fee: {
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 20,
      unit: '% a year',
      section: 'plan',
    },
    age: {
      kind: 'integer',
      default: 65,
      minimum: 0,
      maximum: 110,
      unit: 'years',
      section: 'plan',
      late: true,
    },

    rebalancing: {
      kind: 'choice',
      default: 'yearly',
      options: rebalancings,
      section: 'rebalancing',
    },
    band: {
      kind: 'number',
      default: 5,
      minimum: 0.1,
      maximum: 100,
      unit: '%',
      section: 'rebalancing',
      when: { rebalancing: bandRules },
    },
    costBasisPoints: {
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 500,
      unit: 'bp',
      section: 'rebalancing',
    },
    glide: { kind: 'choice', default: 'none', options: ['none', 'to-mix'], section: 'rebalancing' },
    /** Where the weights glide to, from the mix of the scenario; empty: that mix. */
    glideMix: {
      kind: 'mix',
      default: '',
      section: 'rebalancing',
      when: { glide: ['to-mix'] },
    },
    glideFrom: {
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 60,
      unit: 'years',
      section: 'rebalancing',
      when: { glide: ['to-mix'] },
    },
    glideTo: {
      kind: 'number',
      default: 20,
      minimum: 0,
      maximum: 60,
      unit: 'years',
      section: 'rebalancing',
      when: { glide: ['to-mix'] },
    },

    model: {
      kind: 'choice',
      default: 'stationary-bootstrap',
      options: ['stationary-bootstrap', 'circular-bootstrap', 'bootstrap', 'normal', 'student'],
      section: 'returns',
    },
    /** Mean length of the blocks, or their length; 0: the suggested one. */
    blockLength: {
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 1_000,
      unit: 'periods',
      section: 'returns',
      when: { model: ['stationary-bootstrap', 'circular-bootstrap'] },
    },
    /** Degrees of freedom; 0: those of the fit, rounded. */
    degrees: {
      ...studentDegrees,
      section: 'returns',
      when: { model: ['student'] },
    },
    inflation: {
      kind: 'choice',
      default: 'history',
      options: ['history', 'fixed'],
      section: 'returns',
    },
    /** Where inflation is fixed, or the data have none. */
    inflationRate: {
      kind: 'number',
      default: 2,
      minimum: -20,
      maximum: 100,
      unit: '% a year',
      section: 'returns',
    },
    /** In place of what history says; an open cell leaves the history's. */
    assumptions: {
      kind: 'rows',
      default: '',
      maximum: 100,
      section: 'returns',
      columns: {
        asset: { kind: 'asset', default: '' },
        /** Arithmetic mean, percent a year. */
        expectedReturn: {
          kind: 'number',
          default: 5,
          minimum: -50,
          maximum: 100,
          optional: true,
        },
        /** Percent a year. */
        volatility: { kind: 'number', default: 15, minimum: 0, maximum: 200, optional: true },
      },
    },
    correlations: {
      kind: 'rows',
      default: '',
      maximum: 100,
      section: 'returns',
      columns: {
        first: { kind: 'asset', default: '' },
        second: { kind: 'asset', default: '' },
        correlation: { kind: 'number', default: 0, minimum: -1, maximum: 1 },
      },
      when: { model: ['normal', 'student'] },
    },
    /** What is done where the correlations cannot all hold at once. */
    repair: {
      kind: 'choice',
      default: 'none',
      options: ['none', 'nearest'],
      section: 'returns',
      when: { model: ['normal', 'student'] },
    },

    compare: {
      kind: 'choice',
      default: 'none',
      options: ['none', 'mix', 'rebalancing', 'spending'],
      section: 'compare',
    },
    otherMix: { kind: 'mix', default: '', section: 'compare', when: { compare: ['mix'] } },
    otherRebalancing: {
      kind: 'choice',
      default: 'none',
      options: rebalancings,
      section: 'compare',
      when: { compare: ['rebalancing'] },
    },
    otherSpending: {
      kind: 'choice',
      default: 'percent',
      options: spendingRules,
      section: 'compare',
      when: { compare: ['spending'] },
    },
    otherAmount: {
      kind: 'number',
      default: 4_000,
      minimum: 0,
      maximum: MOST,
      unit: 'a year',
      section: 'compare',
      when: { compare: ['spending'] },
    },
    otherRate: {
      kind: 'number',
      default: 4,
      minimum: 0,
      maximum: 100,
      unit: '% a year',
      section: 'compare',
      when: { compare: ['spending'] },
    },

    solve: {
      kind: 'choice',
      default: 'none',
      options: ['none', 'withdrawals', 'contributions', 'start', 'horizon'],
      section: 'solve',
    },
    /** What counts as success: the money lasts, or the goal is reached at the end. */
    aim: {
      kind: 'choice',
      default: 'lasts',
      options: ['lasts', 'goal-real', 'goal-nominal'],
      section: 'solve',
      when: { solve: ['withdrawals', 'contributions', 'start', 'horizon'] },
    },
    wanted: {
      kind: 'number',
      default: 90,
      minimum: 1,
      maximum: 99.9,
      unit: '%',
      section: 'solve',
      when: { solve: ['withdrawals', 'contributions', 'start', 'horizon'] },
    },

    /** Which path is looked at closely: the one at a percentile of final wealth, or by its number. */
    closeUp: {
      kind: 'choice',
      default: 'percentile',
      options: ['percentile', 'number'],
      section: 'path',
      late: true,
    },
    percentile: {
      kind: 'integer',
      default: 5,
      minimum: 1,
      maximum: 99,
      section: 'path',
      late: true,
      when: { closeUp: ['percentile'] },
    },
    path: {
      kind: 'integer',
      default: 0,
      minimum: 0,
      maximum: 9_999_999,
      section: 'path',
      late: true,
      when: { closeUp: ['number'] },
    },

    scenarios: {
      kind: 'scenarios',
      default: 100_000,
      minimum: 1_000,
      maximum: 10_000_000,
      suggestions: [10_000, 100_000, 1_000_000, 10_000_000],
      preview: 4_096,
    },
    /** Stop when half the interval of the median final wealth is a smaller share of it. */
    precision: {
      kind: 'choice',
      default: 'none',
      options: ['none', '2%', '1%', '0.5%', '0.2%'],
      advanced: true,
    },
    /** Histories behind the ranges that history allows; 0: none. */
    resamples: {
      kind: 'integer',
      default: 40,
      minimum: 0,
      maximum: 1_000,
      preview: 0,
      advanced: true,
    },
  },
  measures: {
    finalWealth: { unit: 'money', distortedBy: ['price-index'] },
    growthRate: { unit: 'percent a year', distortedBy: ['price-index'] },
    reachesGoal: { unit: 'percent', distortedBy: ['price-index'] },
    runsOut: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    endsBelowStart: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    ruinAge: { unit: 'count' },
    worstFall: { unit: 'percent', distortedBy: ['monthly-average', 'smoothed'] },
    underWater: { unit: 'count', distortedBy: ['monthly-average', 'smoothed'] },
    income: { unit: 'money' },
    orderOfReturns: { unit: 'ratio' },
    solution: { unit: 'ratio' },
    difference: { unit: 'money' },
    endsAhead: { unit: 'percent' },
    replay: { unit: 'money', distortedBy: ['price-index'] },
    simulationError: { unit: 'money' },
  },
  result: [
    'steps',
    'stepsPerYear',
    'times',
    'model',
    'blockLength',
    'degrees',
    'assumed',
    'repaired',
    'scenarios',
    'refused',
    'outcome',
    'other',
    'comparison',
    'solution',
    'replay',
    'pathAt',
    'closeUp',
  ],
  draws({ scenarios, years, model, degrees, solve }, assets) {
    // Steps are months at most. A step costs about as much again as the draws of two assets.
    const steps = years * 12;
    const drawn = model.includes('bootstrap') ? 1 + assets / 4 : assets + 1;
    const chiSquares = model === 'student' ? degrees || 6 : 0;
    return scenarios * steps * (drawn + chiSquares + 2 + (solve === 'none' ? 0 : 5));
  },
});

export type WealthParameters = Parameters<(typeof spec)['parameters']>;

/** The percentiles of a fan, in its order. */
export const percentiles = [5, 25, 50, 75, 95] as const;

/** Five percentiles and the mean of one outcome over all paths. */
export interface Distribution {
  /** In the order of `percentiles`. */
  readonly percentiles: readonly Quantity[];
  readonly mean: Quantity;
}

/** A number for each of the result's `times`, by percentile. */
export type Fan = readonly Float64Array[];

/** Share of paths in equal bins of an outcome, for a drawing. */
export interface Bins {
  readonly edges: Float64Array;
  /** Shares of all paths; what lies outside the edges is missing from the sum. */
  readonly shares: Float64Array;
}

export interface Terms<T> {
  readonly real: T;
  readonly nominal: T;
}

/** How much the growth in one stretch of years had to do with how a path ended. */
export interface Stretch {
  /** Years after the start. */
  readonly from: number;
  readonly to: number;
  /** Rank correlation of the growth in these years with final wealth in today's money. */
  readonly correlation: Quantity;
}

/** Paths whose first years grew alike: one fifth of all. */
export interface Fifth {
  /** Growth a year in the first stretch, of the fastest path of this fifth. */
  readonly growthUpTo: number;
  readonly runsOut: Quantity;
  readonly reachesGoal: Terms<Quantity>;
}

/** What one plan led to, over all paths. Money in today's money where it is real. */
export interface PlanOutcome {
  readonly fan: Terms<Fan>;
  /** The first paths, for the drawing: a number for each of `times`. */
  readonly samples: Terms<readonly Float64Array[]>;
  readonly finalWealth: Terms<Distribution>;
  readonly histogram: Terms<Bins>;
  /** Time-weighted, a year: what the mix grew by, before money in and out, after fees and costs. */
  readonly growthRate: Distribution;
  readonly reachesGoal: Terms<Quantity>;
  /** A withdrawal could not be paid in full at some time. */
  readonly runsOut: Quantity;
  /** Final wealth in today's money is less than the start. */
  readonly endsBelowStart: Quantity;
  /** Share of paths that have run out by each of `times`. */
  readonly ruinBy: Float64Array;
  /** Years until a path runs out, among those that do. */
  readonly ruinYears: Distribution;
  /** Deepest fall of what one unit of money invested at the start would have become; negative. */
  readonly worstFall: Distribution;
  /** Longest time from a peak until it is reached again, or until the end, in years. */
  readonly underWater: Distribution;
  /** Everything that was paid out, in today's money. */
  readonly income: Distribution;
  readonly stretches: readonly Stretch[];
  /** By the growth of the first stretch, from the worst fifth to the best. */
  readonly fifths: readonly Fifth[];
}

/** The other plan minus this one, path by path on the same draws. */
export interface Comparison {
  /** Mean difference of final wealth. */
  readonly difference: Terms<Quantity>;
  /** Difference of the probabilities of running out. */
  readonly runsOut: Quantity;
  /** Probability that the other plan ends above this one, and that both end alike. */
  readonly endsAhead: Quantity;
  readonly endsAlike: Quantity;
}

/** What would meet the wanted probability. */
export interface Solution {
  /**
   * By what all withdrawals, all contributions or the start are to be multiplied; for the horizon
   * the number of years for which the wanted probability still holds.
   */
  readonly value: Quantity;
  /** The same as money: a year of the first year's flows, or the start; not for the horizon. */
  readonly money: Quantity;
  /** Paths it was found on. */
  readonly paths: number;
}

/** The plan on the history itself, once from every date at which enough of it is left. */
export interface Replay {
  /** Why there is none, if there is none. */
  readonly status: Undefined | undefined;
  /** Label of the first step of each start. */
  readonly labels: readonly string[];
  readonly fan: Terms<Fan>;
  /** Final wealth by start. */
  readonly final: Terms<Float64Array>;
  readonly runsOut: Quantity;
  readonly reachesGoal: Terms<Quantity>;
  readonly finalWealth: Terms<Distribution>;
  /** Position of the start with the least and with the most final wealth in today's money. */
  readonly worst: number;
  readonly best: number;
}

/**
 * One path, step by step. What a step does has a number for each of the `steps`; what stands at a
 * time (prices, wealth and the money of that time) has one more, the first at the start.
 */
export interface CloseUp {
  /** Its number among the paths. */
  readonly path: number;
  /** The percentile that was asked for; 0 where the number was. */
  readonly percentile: number;
  /** Label of the period of the history that each step repeats; none where returns are made up. */
  readonly labels: readonly string[];
  /** Returns of each asset of the series, before fees. */
  readonly returns: readonly Float64Array[];
  /** Return of the mix after fees and costs. */
  readonly mixReturn: Float64Array;
  /** Price level, 1 at the start. */
  readonly prices: Float64Array;
  /** Wealth after the flows of each step, in money of that time. */
  readonly wealth: Float64Array;
  readonly paidIn: Float64Array;
  readonly paidOut: Float64Array;
  /** What should have been paid out but could not. */
  readonly unpaid: Float64Array;
  /** One-way turnover of the rebalancing at the end of the step, as a share of the mix. */
  readonly turnover: Float64Array;
  /** Weights after the step, by asset. */
  readonly weights: readonly Float64Array[];
}

export interface WealthResult {
  readonly steps: number;
  readonly stepsPerYear: number;
  /** Years after the start at which fans are measured, from 0 to the horizon. */
  readonly times: Float64Array;
  /** Position among the models. */
  readonly model: number;
  readonly blockLength: number;
  readonly degrees: number;
  /** What the model assumes of the mix with constant weights, a year: arithmetic mean, volatility; and of prices. */
  readonly assumed: {
    readonly mean: number;
    readonly volatility: number;
    readonly inflation: number;
    /** 1: as in the data; 0: the fixed rate. */
    readonly inflationDrawn: number;
  };
  /** How far a repair of the correlations moved them (Frobenius norm); 0: no repair. */
  readonly repaired: number;
  readonly scenarios: number;
  /** Why nothing is simulated, where nothing is. */
  readonly refused: Undefined | undefined;
  readonly outcome: PlanOutcome | undefined;
  readonly other: PlanOutcome | undefined;
  readonly comparison: Comparison | undefined;
  readonly solution: Solution | undefined;
  readonly replay: Replay | undefined;
  /** Numbers of the paths at the percentiles 1 to 99 of final wealth among the first 65,536. */
  readonly pathAt: Float64Array;
  /** Added by `detail`. */
  readonly closeUp: CloseUp | undefined;
}
