/** The lessons in their order. The text of the n-th is in `<n>-<id>.ts`. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly about: string;
}

export const contents: readonly Entry[] = [
  {
    id: 'asset-mix',
    title: 'What an asset mix is',
    about:
      'Stocks, bonds, cash and the rest in shares that sum to the whole, from conservative to aggressive, and what they did in good and bad decades.',
  },
  {
    id: 'return-and-risk',
    title: 'Return and risk of a mix',
    about:
      'Expected return and volatility by formula, the same by simulation, and why the two agree.',
  },
  {
    id: 'correlation',
    title: 'Correlation and diversification',
    about:
      'Two assets and a slider: why a mix can swing less than its parts, and when it does not.',
  },
  {
    id: 'changing-markets',
    title: 'Changing markets',
    about:
      'Rolling windows, moving averages and how late they are, and a simple rule that buys above its average and sells below.',
  },
  {
    id: 'value-at-risk',
    title: 'Value at risk',
    about:
      'From a sorted list of returns through two formulas to Monte Carlo, its two errors, and what it does not say.',
  },
  {
    id: 'rebalancing',
    title: 'Rebalancing',
    about: 'How a mix drifts, and what the calendar, bands and costs do about it.',
  },
  {
    id: 'future-as-a-fan',
    title: 'The future as a fan',
    about:
      'Many futures in place of one forecast, and why the order of returns matters to whoever takes money out.',
  },
  {
    id: 'doubt',
    title: 'How to doubt a number',
    about: 'Seeds, two kinds of error, conventions, and data that mislead without being wrong.',
  },
];

/** Where a lesson stands, from 0; -1 where there is none of that name. */
export function placeOf(id: string): number {
  return contents.findIndex((entry) => entry.id === id);
}
