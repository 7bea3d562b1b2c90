/** The words around the table of conventions, and the finding. */
import type { Kind, Measure } from './spec';

/**
 * In all of them {f} stands for the periods in a year, {p} for the tail, {c} for the confidence,
 * {period} for one period of the data, {longer} and {unit} for the next longer periods, {code} for
 * their name in pandas, {m} for how many make a year, {annualized} and {times} for its root.
 */
export interface ConventionText {
  readonly label: string;
  /** Tool and call, one a line. */
  readonly tools: readonly (readonly [tool: string, call: string])[];
  /** Why it differs from ours, in one sentence. */
  readonly why: string;
  readonly formula: string;
  readonly reference?: string;
}

export const words = {
  groups: {
    definition: 'Equally right, by another definition',
    detail: 'Small print: n or n − 1, ranks, days in a year',
    data: 'Our formula, other returns',
    mistake: 'Mistakes, and other numbers of a similar name',
  } satisfies Record<Exclude<Kind, 'ours'>, string>,
  ours: 'Ours',
  thisPage: 'This page',
  lowest: 'Lowest',
  highest: 'Highest',
  nearest: 'Nearest to yours',
  withoutMistakes: 'mistakes apart',
  convention: 'Convention',
  tool: 'Tool and call',
  value: 'Value',
  difference: 'Against ours',
  points: 'points',
  why: 'Why',
  group: 'Group',
  formula: 'Formula',
  same: 'the same',
  under: (size: string) => `under ${size}`,
  symbols: (n: string, f: string, p: string) =>
    `n = ${n} returns, f = ${f} periods a year${p === '' ? '' : `, p = ${p}`}.`,
  /** What the finding says of each measure. */
  between: {
    volatility: (low: string, high: string) => `between ${low} and ${high} a year`,
    sharpe: (low: string, high: string) => `a Sharpe ratio between ${low} and ${high}`,
    valueAtRisk: (low: string, high: string) => `a loss between ${low} and ${high}`,
    covariance: (low: string, high: string) => `a covariance between ${low} and ${high}`,
    correlation: (low: string, high: string) => `a correlation between ${low} and ${high}`,
  } satisfies Record<Measure, (low: string, high: string) => string>,
  noOurs: (reason: string) => `There is no number of ours here: ${reason}.`,
  give: (count: string) => `by ${count} conventions of which none is wrong`,
  farthest: 'farthest from ours is',
  toTheLastDigit: 'All of them give the same number here.',
  pairOf: (a: string, b: string) => `${a} and ${b}`,
  counts: ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  yours: {
    is: (mine: string) => `Your ${mine} is what`,
    gives: 'gives',
    ours: (mine: string) => `Your ${mine} is ours, to the digits you typed`,
    too: 'It also fits',
    fits: (mine: string, count: string) => `Your ${mine} fits ${count} conventions to its digits:`,
    another: 'Another digit would tell them apart.',
    none: (mine: string) => `No convention here gives ${mine}. The nearest is`,
    with: (value: string) => `with ${value}`,
    and: 'and',
    more: (count: string) => `and ${count} more`,
  },
} as const;
