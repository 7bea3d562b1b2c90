/** General terms that the texts of the rooms use and that a newcomer may not know. */
export interface Term {
  /** Stands in the address: `#glossary/log-return`. */
  readonly id: string;
  readonly term: string;
  readonly text: string;
}

export const terms: readonly Term[] = [
  {
    id: 'annualize',
    term: 'Annualize',
    text: 'To turn a figure per period into one a year. Mean returns grow with the number of periods, standard deviations with its root, the latter only if periods do not depend on each other.',
  },
  {
    id: 'arithmetic-mean',
    term: 'Arithmetic mean',
    text: 'The sum of returns over their number. It is the return to expect of a single period, and more than the rate at which money grows over many.',
  },
  {
    id: 'asset-class',
    term: 'Asset class',
    text: 'Assets of the same kind, such as stocks, bonds, cash, gold or real estate.',
  },
  {
    id: 'backtest',
    term: 'Backtest',
    text: 'A method tried on the past: what it would have foretold each time, knowing only what was known then, against what came.',
  },
  {
    id: 'basis-point',
    term: 'Basis point',
    text: 'A hundredth of a percent: 25 basis points are 0.25 %.',
  },
  {
    id: 'blocks',
    term: 'Block bootstrap',
    text: 'A bootstrap that draws stretches of consecutive dates, so that some of what follows upon what is kept. In the circular one all blocks are equally long; in the stationary one their length is random.',
  },
  {
    id: 'bootstrap',
    term: 'Bootstrap',
    text: 'Drawing dates of the history at random, with repetition, to make histories that could have been. All assets keep the returns that they had on a date, so that what moved together still does.',
  },
  {
    id: 'chi-square',
    term: 'Chi-square distribution',
    text: 'The distribution of a sum of squares of independent normal numbers. Tests compare their value with it, which is exact only where observations are many.',
  },
  {
    id: 'cholesky-factor',
    term: 'Cholesky factor',
    text: 'A triangular matrix that, multiplied by its own transpose, gives the covariance. Multiplied by independent random numbers it gives correlated ones.',
  },
  {
    id: 'compounding',
    term: 'Compounding',
    text: 'Earning returns on earlier returns. Over time returns are multiplied, (1 + r₁)(1 + r₂) − 1, and not added.',
  },
  {
    id: 'constant-weights',
    term: 'Constant weights',
    text: 'A mix that is reset to its weights after every period. Then the return of the mix is the weighted sum of the returns of its assets, which formulas of risk rely on.',
  },
  {
    id: 'covariance',
    term: 'Covariance',
    text: 'The mean product of the deviations of two assets from their means: positive where they tend to be above or below at the same time. The correlation is the covariance over both standard deviations.',
  },
  {
    id: 'degrees-of-freedom',
    term: 'Degrees of freedom',
    text: 'Of Student’s t distribution: the fewer, the heavier the tails. With 30 it is nearly normal, with 4 rare losses are far larger.',
  },
  {
    id: 'digest',
    term: 'Digest',
    text: 'A short text computed from the scenario, the data and every number of a result (SHA-256). If two results have the same digest, they are the same to the last bit.',
  },
  {
    id: 'diversification',
    term: 'Diversification',
    text: 'Holding assets that do not move alike, so that the mix swings less than its assets do on average.',
  },
  {
    id: 'drawdown',
    term: 'Drawdown',
    text: 'How far a value is below the highest that it has reached so far, in percent of that. It is 0 at a new peak.',
  },
  {
    id: 'eigenvalue',
    term: 'Eigenvalue',
    text: 'Of a covariance matrix: the variance along one of its principal components. A very small one means that some combination of assets hardly moves.',
  },
  {
    id: 'estimator',
    term: 'Estimator',
    text: 'A rule that makes a figure, such as a covariance, from a sample. Rules differ in how much noise of the sample they let through.',
  },
  {
    id: 'fan',
    term: 'Fan chart',
    text: 'A chart of many possible futures: at each time, bands between percentiles of all of them. No single path runs along the edge of a band.',
  },
  {
    id: 'fingerprint',
    term: 'Fingerprint of the data',
    text: 'A short text computed from every value of the data (SHA-256). If it is the same, the data are the same.',
  },
  {
    id: 'geometric-mean',
    term: 'Geometric mean',
    text: 'The constant return that leads to the same final value as the returns that came. It is below the arithmetic mean by about half the variance.',
  },
  {
    id: 'glide-path',
    term: 'Glide path',
    text: 'Target weights that change slowly over the years, for instance from stocks to bonds with age.',
  },
  {
    id: 'heavy-tails',
    term: 'Heavy tails',
    text: 'Extremes come more often than a normal distribution with the same volatility allows. Most returns of markets have them.',
  },
  {
    id: 'horizon',
    term: 'Horizon',
    text: 'The time over which a loss or a plan is looked at.',
  },
  {
    id: 'log-return',
    term: 'Log return',
    text: 'The logarithm of the new value over the old one. Log returns add up over time, simple ones add up across assets; for small moves both are nearly the same.',
  },
  {
    id: 'maximum-likelihood',
    term: 'Maximum likelihood',
    text: 'Choosing the parameters of a distribution under which the data that came are most probable.',
  },
  {
    id: 'median',
    term: 'Median',
    text: 'The value in the middle: half of all values are below it. It is the 50th percentile.',
  },
  {
    id: 'monte-carlo',
    term: 'Monte Carlo',
    text: 'Computing a figure from many random scenarios where a formula is missing or too simple. More scenarios make the figure more exact.',
  },
  {
    id: 'nominal',
    term: 'Money of that time',
    text: 'Amounts as they will stand on the account, also called nominal. They look large after years of inflation.',
  },
  {
    id: 'monthly-averages',
    term: 'Monthly averages',
    text: 'Prices that are means over a month and not those of its last day. Averaging smooths: volatility and losses come out about 15 % too low.',
  },
  {
    id: 'normal-distribution',
    term: 'Normal distribution',
    text: 'The bell curve, fixed by its mean and standard deviation. About 95 % of values lie within two standard deviations of the mean.',
  },
  {
    id: 'order-statistic',
    term: 'Order statistic',
    text: 'The k-th smallest of a set of values. It is always one of the values themselves.',
  },
  {
    id: 'p-value',
    term: 'p-value',
    text: 'How probable a result at least as extreme is, if the assumption under test is right. A small one speaks against the assumption; a large one does not prove it.',
  },
  {
    id: 'peak',
    term: 'Peak and recovery',
    text: 'A fall begins at a peak, the highest value so far, and has recovered when that value is reached again.',
  },
  {
    id: 'percentage-point',
    term: 'Percentage point',
    text: 'The unit of a difference of percentages: from 4 % to 5 % is one point, and 25 percent more.',
  },
  {
    id: 'percentile',
    term: 'Percentile',
    text: 'The value below which so many percent of all values lie: 5 of 100 are below the 5th percentile.',
  },
  {
    id: 'price-index',
    term: 'Price index',
    text: 'An index without the dividends, interest or rents that its assets paid. Returns computed from it are too low; a total return index has them in it.',
  },
  {
    id: 'principal-component',
    term: 'Principal component',
    text: 'A combination of assets that explains as much of all their movement as one combination can. The first is often the market as a whole.',
  },
  {
    id: 'quantile',
    term: 'Quantile',
    text: 'As a percentile, told as a share: the 5 % quantile is the 5th percentile. Between two values conventions differ; type 7 is the one of NumPy and spreadsheets.',
  },
  {
    id: 'rank-correlation',
    term: 'Rank correlation',
    text: 'The correlation of places in order instead of values. It sees any relation that only rises or only falls, and no extreme value can dominate it.',
  },
  {
    id: 'rebalancing',
    term: 'Rebalancing',
    text: 'Selling what has grown beyond its weight and buying what has fallen below, back to the target mix: at fixed dates, or when weights leave a band.',
  },
  {
    id: 'riskless-return',
    term: 'Riskless return',
    text: 'What money earned without risk, usually that of treasury bills. Ratios compare with it; where none is chosen it counts as 0.',
  },
  {
    id: 'rolling-window',
    term: 'Rolling window',
    text: 'A stretch of fixed length that moves through the history, one period at a time. Neighboring windows share nearly all of their periods.',
  },
  {
    id: 'sampling-interval',
    term: 'Sampling interval',
    text: 'The range named “history allows”: how far a figure could differ, at 95 %, had the same world drawn other periods. Only more history makes it narrower, more scenarios do not.',
  },
  {
    id: 'scenario',
    term: 'Scenario',
    text: 'Two things: everything that a person has chosen on this page, which a link or a file holds; and one of the many random futures of a simulation.',
  },
  {
    id: 'seed',
    term: 'Seed',
    text: 'The number from which all random numbers of a run are made. The same seed gives the same numbers on every machine; another one shows how much is chance.',
  },
  {
    id: 'shrinkage',
    term: 'Shrinkage',
    text: 'Pulling a noisy estimate towards a simple target. A little bias is accepted for much less noise.',
  },
  {
    id: 'simple-return',
    term: 'Simple return',
    text: 'The new value over the old one, minus 1: from 100 to 105 is 5 %. The return of a mix is the weighted sum of the simple returns of its assets.',
  },
  {
    id: 'simulation-error',
    term: 'Simulation error',
    text: 'How far a simulated figure may be off, at 95 %, because scenarios are finite. More scenarios make it smaller; whether the model is right is another question.',
  },
  {
    id: 'smoothing',
    term: 'Smoothed prices',
    text: 'Prices from appraisals or interpolation, such as those of houses. They follow the market slowly, so that volatility comes out far too low and correlation too weak.',
  },
  {
    id: 'sobol',
    term: 'Sobol sequence',
    text: 'Points that fill a space more evenly than random ones, so that fewer scenarios give the same precision. Scrambling makes them random again, so that their error can be told.',
  },
  {
    id: 'standard-deviation',
    term: 'Standard deviation',
    text: 'The root of the variance: the typical distance from the mean. Of returns, scaled to a year, it is called volatility.',
  },
  {
    id: 'student-t',
    term: 'Student t distribution',
    text: 'A bell curve with heavier tails than the normal one; how heavy, its degrees of freedom say.',
  },
  {
    id: 'tail',
    term: 'Tail',
    text: 'The rare end of a distribution. The tail probability is the share of cases that count as it: 5 % at a confidence of 95 %.',
  },
  {
    id: 'real',
    term: 'Today’s money',
    text: 'Amounts with inflation taken out, also called real: what they could buy at the start of the plan.',
  },
  {
    id: 'variance',
    term: 'Variance',
    text: 'The mean square of the distances from the mean. The variance of a mix is the sum of the covariances of all pairs of its assets, times their weights.',
  },
  {
    id: 'volatility-clustering',
    term: 'Volatility clustering',
    text: 'Wild periods follow wild periods, calm ones calm ones. Formulas for independent periods do not know it.',
  },
  {
    id: 'weight',
    term: 'Weight',
    text: 'The share of an asset in the money of the mix. All weights add up to 100 %.',
  },
];
