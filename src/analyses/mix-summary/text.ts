/** Every word that a person reads in the room "What would this mix have done?". */
import { periods, rebalancingNames, resamplesText, type RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
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
      formula: String.raw`\left(\frac{V_T}{V_0}\right)^{f/T} - 1`,
      symbols: 'V value of the mix, T number of periods, f periods a year',
      misleads:
        'It hides the road between start and end, and it depends on which two dates these are. Whoever paid in or took out on the way earned something else.',
      reference: 'Bacon, Practical Portfolio Performance Measurement and Attribution, ch. 2',
    },
    returnReal: {
      label: 'After inflation',
      definition: 'The same rate in money of constant buying power.',
      formula: String.raw`\left(\frac{V_T}{V_0 \prod_{t=1}^{T} (1 + \pi_t)}\right)^{f/T} - 1`,
      symbols: 'V value of the mix, π inflation in a period, T number of periods, f periods a year',
      misleads:
        'Inflation is that of the basket of a whole country. Who buys other things, or lives elsewhere, has lost more or less buying power.',
      reference: 'Fisher, The Theory of Interest (1930)',
    },
    returnArithmetic: {
      label: 'Mean return a year',
      definition:
        'The average return of a period times the periods in a year. It exceeds the compound return by about half the variance.',
      formula: String.raw`\frac{f}{T} \sum_{t=1}^{T} R_t`,
      symbols: 'R return of the mix in a period, T number of periods, f periods a year',
      misleads:
        'Money does not grow at this rate: after a fall of 50 % and a rise of 50 % the mean is 0, and a quarter of the money is gone. What money became is the return a year.',
      reference: 'Bacon, ch. 2',
    },
    volatility: {
      label: 'Volatility a year',
      definition:
        'Standard deviation of the returns of constant weights, scaled to a year. It treats falls and rises alike.',
      formula: String.raw`\sqrt{f\, w^\top S\, w} \allowbreak = \sqrt{f \sum_i \sum_j w_i w_j s_{ij}}`,
      symbols:
        'w weights, S sample covariance of the returns per period with the elements s, divisor T − 1, f periods a year',
      misleads:
        'It does not tell a fall from a rise, and mixes with the same volatility can have very different worst months. Prices that are averaged or appraised make it too small.',
      assumptions: [
        'The weights are reset every period.',
        'Periods do not depend on each other: only then does a year have √f times the deviation of a period.',
      ],
      reference: 'Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    },
    volatilityPath: {
      label: 'Volatility of the path',
      definition:
        'Standard deviation of the returns that were earned under the chosen rebalancing.',
      formula: String.raw`\sqrt{\frac{f}{T - 1} \sum_{t=1}^{T} \left(R_t - \bar R\right)^2}, \allowbreak R_t = \frac{V_t}{V_{t-1}} - 1`,
      symbols:
        'V value of the mix, R its return in a period and R̄ their mean, T number of periods, f periods a year',
      misleads:
        'Where the mix is seldom rebalanced it drifts, and this is the volatility of many different mixes, one after the other.',
      assumptions: [
        'Periods do not depend on each other: only then does a year have √f times the deviation of a period.',
      ],
      reference: 'Bacon, ch. 4',
    },
    sharpe: {
      label: 'Sharpe ratio',
      definition:
        'Mean return above the riskless return, per unit of its standard deviation, scaled to a year.',
      formula: String.raw`\sqrt{f}\, \frac{\operatorname{mean}(e)}{\operatorname{sd}(e)}, \allowbreak e_t = R_t - c_t`,
      symbols:
        'R return of the mix in a period, c riskless return (0 where none is chosen), sd with divisor T − 1, f periods a year',
      misleads:
        'It flatters what gains a little nearly always and loses much seldom, until that has happened. Where it is negative, more volatility makes it look better. Ten years of history leave it uncertain by about ±0.6.',
      assumptions: [
        'Periods do not depend on each other: only then does a year have √f times the ratio of a period.',
      ],
      reference: 'Sharpe, The Sharpe Ratio, Journal of Portfolio Management 21 (1994)',
    },
    sortino: {
      label: 'Sortino ratio',
      definition: 'As the Sharpe ratio, but only returns below the riskless one count as risk.',
      formula: String.raw`\sqrt{f}\, \frac{\operatorname{mean}(e)}{\sqrt{\frac{1}{T} \sum_{t=1}^{T} \min(e_t, 0)^2}}, \allowbreak e_t = R_t - c_t`,
      symbols:
        'R return of the mix in a period, c riskless return (0 where none is chosen), T number of all periods, f periods a year',
      misleads:
        'It rests on the losing periods, which are fewer than all, so it is less certain than the Sharpe ratio. Others divide by the number of losing periods, or take another target than the riskless return, and get other numbers.',
      reference:
        'Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 17 (1991)',
    },
    worstFall: {
      label: 'Worst fall',
      definition: 'The deepest fall from a peak to a later trough before the peak was seen again.',
      formula: String.raw`\min_{0 \le t \le T} \left(\frac{V_t}{\max_{s \le t} V_s} - 1\right)`,
      symbols: 'V value of the mix at the end of a period, the start included',
      misleads:
        'It is one event of one history, and a longer history can only show a worse one: compare mixes over the same dates. What fell and rose within a period is not seen, so months show milder falls than days.',
      reference: 'Magdon-Ismail and Atiya, Maximum Drawdown, Risk 17 (2004)',
    },
    worstYear: {
      label: 'Worst year',
      definition: 'The lowest return of a complete calendar year.',
      formula: String.raw`\min_{\text{years}} \left(\prod_{t \in \text{year}} (1 + R_t) - 1\right)`,
      symbols: 'R return of the mix in a period; complete calendar years only',
      misleads:
        'The calendar cuts a fall from one summer to the next in two. The worst twelve months in a row are at least as bad, and mostly worse.',
      reference: 'Bacon, ch. 2',
    },
    skewness: {
      label: 'Skewness',
      definition:
        'Lean of the distribution of returns: negative where the large moves are mostly falls.',
      formula: String.raw`G_1 = \frac{\sqrt{T (T - 1)}}{T - 2} \cdot \frac{m_3}{m_2^{3/2}}, \allowbreak m_k = \frac{1}{T} \sum_{t=1}^{T} \left(R_t - \bar R\right)^k`,
      symbols: 'R return of the mix in a period and R̄ their mean, T number of periods',
      misleads:
        'One extreme period can decide it, even its sign. That of months says little about days or years.',
      reference: 'Joanes and Gill, The Statistician 47 (1998)',
    },
    kurtosis: {
      label: 'Excess kurtosis',
      definition:
        'Weight of the extremes against a normal distribution, for which it is 0. Positive: extremes come more often than the volatility suggests.',
      formula: String.raw`G_2 = \frac{T - 1}{(T - 2)(T - 3)} \allowbreak \left((T + 1) \left(\frac{m_4}{m_2^2} - 3\right) + 6\right), \allowbreak m_k = \frac{1}{T} \sum_{t=1}^{T} \left(R_t - \bar R\right)^k`,
      symbols: 'R return of the mix in a period and R̄ their mean, T number of periods',
      misleads:
        'A few extreme periods decide nearly all of it. Where tails are very heavy it never settles down, however long the history.',
      reference: 'Joanes and Gill, The Statistician 47 (1998)',
    },
    positiveShare: {
      label: 'Periods with a gain',
      definition: 'Share of the periods in which the mix gained.',
      formula: String.raw`\frac{1}{T}\, \#\{\, t : R_t > 0 \,\}`,
      symbols: '# the number of, R return of the mix in a period, T number of periods',
      misleads:
        'It counts gains and does not weigh them: a mix that gains in 95 of 100 periods can lose money. It depends on the length of a period, so that days and months do not compare.',
      reference: 'Bacon, ch. 4',
    },
    diversificationRatio: {
      label: 'Diversification ratio',
      definition:
        'Weighted average of the volatilities of the assets over the volatility of the mix: 1 means that nothing is diversified away.',
      formula: String.raw`\frac{\sum_i w_i s_i}{s_p}`,
      symbols: 'w weights, s standard deviations of the assets, s_p that of the mix',
      misleads:
        'It takes the correlations of the whole history. In many crises they rise, when diversification is wanted most. Two poor assets can have a high one together.',
      reference: 'Choueifaty and Coignard, Journal of Portfolio Management 35 (2008)',
    },
    effectiveAssets: {
      label: 'Effective number of assets',
      definition: 'How many equally weighted assets would be as concentrated as this mix.',
      formula: String.raw`\frac{1}{\sum_i w_i^2}`,
      symbols: 'w weights',
      misleads:
        'It looks at weights alone: five funds that hold the same shares count as five assets.',
      reference: 'Herfindahl index; Strongin, Petsch and Sharenow (2000)',
    },
    contributionsToVolatility: {
      label: 'Share of the risk',
      definition: 'What each asset adds to the volatility of the mix; the shares sum to 100 %.',
      formula: String.raw`\frac{w_i\, (S w)_i}{w^\top S\, w}`,
      symbols: 'w weights, S sample covariance of the returns',
      misleads:
        'The shares hold at these weights. Taking an asset out does not take its share of the risk away, for it changes the shares of all others. An asset that hedges the rest has a negative one.',
      assumptions: ['The weights are reset every period.'],
      reference: 'Litterman, Hot Spots and Hedges, Journal of Portfolio Management (1996)',
    },
    contributionsToReturn: {
      label: 'Share of the return',
      definition: 'What each asset adds to the mean return of the mix.',
      formula: String.raw`w_i\, \operatorname{mean}(r_i)\, f`,
      symbols: 'w weights, r returns of an asset, f periods a year',
      misleads:
        'The parts add up to a mean return, which is more than the rate at which money grew.',
      assumptions: ['The weights are reset every period.'],
      reference: 'Bacon, ch. 5',
    },
    turnover: {
      label: 'Turnover a year',
      definition: 'Share of the mix that is sold, and bought again elsewhere, in a year.',
      formula: String.raw`\frac{f}{T} \sum_{\text{rebalancings}} \allowbreak \frac{1}{2} \sum_i \frac{\left|h_i^* - h_i\right|}{V}`,
      symbols:
        'h holdings before a rebalancing and h* at the target weights, V value of the mix before the cost, T number of periods, f periods a year',
      misleads:
        'Only rebalancing counts, neither the purchase at the start nor what funds trade inside. Others add up purchases and sales, which is twice as much.',
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
  largestPairs: (count: string) => `The ${count} pairs that weigh most`,
  correlation: 'Correlation',
  neverFell: 'The mix never fell below an earlier value.',
  notRecovered: 'has not been recovered yet',
  recovered: (count: string, periods: string) => `took ${count} ${periods} to recover`,
  fall: (depth: string, peak: string, trough: string, recovery: string) =>
    `The worst fall was ${depth}, from ${peak} to ${trough}; it ${recovery}.`,
  blockLength: (resamples: string, length: string, periods: string) =>
    `The ranges that history allows come from ${resamples} resampled histories in blocks of ${length} ${periods} on average.`,
  pairProducts: (pairs: number, sum: string) =>
    pairs === 1
      ? `The product of the pair in the table is ${sum}.`
      : `The ${pairs} products of pairs in the table add up to ${sum}.`,
  covarianceWithMix: (asset: string) =>
    `${asset}, which adds most: weight times covariance with the mix, over the variance of the mix, both a year.`,
  inYear: (year: string) => `The value at the end of ${year} over that of the year before.`,
  rebalanced: (count: string) => `The mix was rebalanced ${count} times.`,
  periods,
} as const;
