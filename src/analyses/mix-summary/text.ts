/** Every word that a person reads in the room "What would this mix have done?". */
import { periods, rebalancingNames, resamplesText, type RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
  menu: 'The mix',
  title: 'What would this mix have done?',
  description:
    'The history of the mix with the weights you set: what it returned, how it swung, how far it fell, and which assets the return and the risk came from.',
  parameters: {
    rebalancing: {
      label: 'Rebalancing',
      help: 'When holdings that have drifted are reset to the weights above.',
      options: rebalancingNames,
    },
    band: {
      label: 'Band',
      help: 'Percentage points of the mix, or percent of the target weight.',
    },
    costBasisPoints: {
      label: 'Cost of trading',
      help: 'Basis points (0.01 %) of every amount bought or sold in a rebalancing.',
    },
    startAmount: { label: 'Start amount', help: 'Money at the start; the purchase is free.' },
    periodsPerYear: {
      label: 'Periods a year',
      help: 'Turns figures per period into figures a year. 0 takes the number of the dataset.',
    },
    resamples: resamplesText,
    blockLength: {
      label: 'Bootstrap block',
      help: 'Mean length, in periods, of the blocks behind the intervals "history allows". 0 takes the suggested one.',
    },
  },
  measures: {
    returnGeometric: {
      label: 'Return a year',
      definition: 'The constant yearly rate that turns the start amount into the final one.',
      formula: '(V_T / V_0)^(f / T) − 1',
      reference: 'Bacon, Practical Portfolio Performance Measurement and Attribution, ch. 2',
    },
    returnReal: {
      label: 'After inflation',
      definition: 'The same rate in money of constant buying power.',
      formula: '(V_T / V_0 / Π(1 + π_t))^(f / T) − 1, π_t inflation in period t',
      reference: 'Fisher, The Theory of Interest (1930)',
    },
    returnArithmetic: {
      label: 'Mean return a year',
      definition:
        'The average return of a period times the periods in a year. It exceeds the compound return by about half the variance.',
      formula: 'mean(R) f',
      reference: 'Bacon, ch. 2',
    },
    volatility: {
      label: 'Volatility a year',
      definition:
        'Standard deviation of the returns of constant weights, scaled to a year. It treats falls and rises alike.',
      formula: '√(w′S w · f), S the sample covariance with divisor T − 1',
      reference: 'Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    },
    volatilityPath: {
      label: 'Volatility of the path',
      definition:
        'Standard deviation of the returns that were earned under the chosen rebalancing.',
      formula: 'sd(V_t / V_(t−1) − 1) √f',
      reference: 'Bacon, ch. 4',
    },
    sharpe: {
      label: 'Sharpe ratio',
      definition:
        'Mean return above the riskless return, per unit of its standard deviation, scaled to a year.',
      formula: 'mean(e) / sd(e) · √f, e = R − r_f',
      reference: 'Sharpe, The Sharpe Ratio, Journal of Portfolio Management 21 (1994)',
    },
    sortino: {
      label: 'Sortino ratio',
      definition: 'As the Sharpe ratio, but only returns below the riskless one count as risk.',
      formula: 'mean(e) / √(mean(min(e, 0)²)) · √f, over all T periods',
      reference:
        'Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 17 (1991)',
    },
    worstFall: {
      label: 'Worst fall',
      definition: 'The deepest fall from a peak to a later trough before the peak was seen again.',
      formula: 'min_t (W_t / max_(s≤t) W_s − 1)',
      reference: 'Magdon-Ismail and Atiya, Maximum Drawdown, Risk 17 (2004)',
    },
    worstYear: {
      label: 'Worst year',
      definition: 'The lowest return of a complete calendar year.',
      formula: 'min over years of Π(1 + R_t) − 1',
      reference: 'Bacon, ch. 2',
    },
    skewness: {
      label: 'Skewness',
      definition:
        'Lean of the distribution of returns: negative where the large moves are mostly falls.',
      formula: 'G1 = √(T(T−1)) / (T−2) · m₃ / m₂^1.5',
      reference: 'Joanes and Gill, The Statistician 47 (1998)',
    },
    kurtosis: {
      label: 'Excess kurtosis',
      definition:
        'Weight of the extremes against a normal distribution, for which it is 0. Positive: extremes come more often than the volatility suggests.',
      formula: 'G2 = (T−1)/((T−2)(T−3)) · ((T+1)(m₄/m₂² − 3) + 6)',
      reference: 'Joanes and Gill, The Statistician 47 (1998)',
    },
    positiveShare: {
      label: 'Periods with a gain',
      definition: 'Share of the periods in which the mix gained.',
      formula: '#{R_t > 0} / T',
      reference: 'Bacon, ch. 4',
    },
    diversificationRatio: {
      label: 'Diversification ratio',
      definition:
        'Weighted average of the volatilities of the assets over the volatility of the mix: 1 means that nothing is diversified away.',
      formula: 'Σ w_i s_i / s_p',
      reference: 'Choueifaty and Coignard, Journal of Portfolio Management 35 (2008)',
    },
    effectiveAssets: {
      label: 'Effective number of assets',
      definition: 'How many equally weighted assets would be as concentrated as this mix.',
      formula: '1 / Σ w_i²',
      reference: 'Herfindahl index; Strongin, Petsch and Sharenow (2000)',
    },
    contributionsToVolatility: {
      label: 'Share of the risk',
      definition: 'What each asset adds to the volatility of the mix; the shares sum to 100 %.',
      formula: 'w_i (S w)_i / (w′S w)',
      reference: 'Litterman, Hot Spots and Hedges, Journal of Portfolio Management (1996)',
    },
    contributionsToReturn: {
      label: 'Share of the return',
      definition: 'What each asset adds to the mean return of the mix.',
      formula: 'w_i mean_i f',
      reference: 'Bacon, ch. 5',
    },
    turnover: {
      label: 'Turnover a year',
      definition: 'Share of the mix that is sold, and bought again elsewhere, in a year.',
      formula: '½ Σ |h_after − h_before| / V, summed over rebalancings, per year',
      reference: 'Bacon, ch. 5',
    },
  },
  assumptions: [
    'Returns of assets are mixed as simple returns; growth along time is compounded.',
    'Rebalancing resets all holdings to the target weights at the end of a period, after its return.',
    'Nothing but the stated cost of trading is deducted: no taxes, no fees of funds.',
    'The intervals named "history allows" come from a stationary bootstrap of dates: they say how far the figure could differ had the same world drawn other months.',
  ],
};

/** The words around the drawings of this room. */
export const viewWords = {
  growth: (start: string, end: string) => `${start} became ${end}`,
  growthNote: 'before inflation',
  realNote: (date: string) => `after inflation, in money of ${date}`,
  realSummary: (start: string, end: string, years: string, date: string) =>
    `After inflation ${start} in this mix became ${end} over ${years} years, in money of ${date}.`,
  growthSummary: (start: string, end: string, years: string, fall: string) =>
    `${start} in this mix became ${end} over ${years} years. ${fall}`,
  growthTable: 'Growth of the start amount, and the fall below the last peak',
  contributionTable: 'Contributions',
  figureTable: 'Figures',
  drawdown: 'Below the last peak',
  drawdownNote: 'percent',
  drawdownColumn: 'Below the peak',
  risk: 'Where the risk comes from',
  riskNote: 'volatility',
  returns: 'Where the return comes from',
  returnsNote: 'points a year',
  allFigures: 'All figures',
  allFiguresNote: 'with the range that history allows at 95 %',
  measure: 'Measure',
  value: 'Value',
  allows: 'History allows',
  low: 'History allows from',
  high: 'History allows to',
  date: 'Date',
  startRow: 'start',
  theStart: 'the start',
  mix: 'Mix',
  asset: 'Asset',
  weight: 'Weight',
  pairs: 'Pairs',
  correlation: 'Correlation',
  neverFell: 'The mix never fell below an earlier value.',
  notRecovered: 'has not been recovered yet',
  recovered: (count: string, periods: string) => `took ${count} ${periods} to recover`,
  fall: (depth: string, peak: string, trough: string, recovery: string) =>
    `The worst fall was ${depth}, from ${peak} to ${trough}; it ${recovery}.`,
  blockLength: (resamples: string, length: string, periods: string) =>
    `The ranges that history allows come from ${resamples} resampled histories in blocks of ${length} ${periods} on average.`,
  rebalanced: (count: string) => `The mix was rebalanced ${count} times.`,
  periods,
} as const;
