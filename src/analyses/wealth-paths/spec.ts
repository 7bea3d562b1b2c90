/** What could it grow to? Parameters, measures and the shape of the result. */
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
