/** The conventions of volatility and of the Sharpe ratio in words. */
import type { ConventionOf } from './spec';
import type { ConventionText } from './view-words';

type Words<Id extends string> = Readonly<Record<Id, ConventionText>>;

export const volatilityWords: Words<ConventionOf<'volatility'>> = {
  ours: {
    label: 'Standard deviation of a sample',
    tools: [
      ['pandas', 'r.std() * sqrt({f})'],
      ['R', 'sd(r) * sqrt({f})'],
      ['Excel', '=STDEV.S(r)*SQRT({f})'],
      ['NumPy', 'np.std(r, ddof=1) * sqrt({f})'],
    ],
    why: 'Simple returns of constant weights, about their mean, divisor n − 1, times the root of the periods in a year.',
    formula: 's √f, s² = Σ(r_t − r̄)² / (n − 1)',
  },
  log: {
    label: 'Log returns',
    tools: [
      ['pandas', 'np.log1p(r).std() * sqrt({f})'],
      ['R', 'sd(diff(log(level))) * sqrt({f})'],
    ],
    why: 'Logarithms pull large gains in and stretch large losses, so the two differ where returns are large.',
    formula: 'sd(ln(1 + r)) √f',
    reference: 'Hull, Options, Futures, and Other Derivatives',
  },
  compounded: {
    label: 'Exact for compounded returns',
    tools: [['Python', 'sqrt((s**2 + (1 + m)**2)**{f} - (1 + m)**(2*{f}))']],
    why: 'The root of f holds for sums of returns; returns that compound spread out more when the mean is above 0.',
    formula: '√[(s² + (1 + r̄)²)^f − (1 + r̄)^(2f)]',
    reference:
      'Tobin, The Theory of Portfolio Selection (1965); Kaplan, Journal of Performance Measurement 17 (2012)',
  },
  zeroMean: {
    label: 'No mean taken off',
    tools: [
      ['NumPy', 'sqrt(np.mean(r**2) * {f})'],
      ['Excel', '=SQRT(SUMSQ(r)/COUNT(r)*{f})'],
    ],
    why: 'Realized volatility takes the mean to be 0, so the mean itself counts as movement.',
    formula: '√(f Σr_t² / n)',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
  },
  ewma94: {
    label: 'EWMA, decay 0.94',
    tools: [
      ['pandas', 'sqrt({f} * (r**2).ewm(alpha=0.06, adjust=False).mean().iloc[-1])'],
      ['RiskMetrics', 'daily'],
    ],
    why: 'The last periods weigh most: it says how wild the end of the data was, not the whole.',
    formula: '√(f v_n), v_t = 0.94 v_(t−1) + 0.06 r_t², v_1 = r_1²',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996), 5.2',
  },
  ewma97: {
    label: 'EWMA, decay 0.97',
    tools: [
      ['pandas', 'sqrt({f} * (r**2).ewm(alpha=0.03, adjust=False).mean().iloc[-1])'],
      ['RiskMetrics', 'monthly'],
    ],
    why: 'As with 0.94, with a memory twice as long.',
    formula: '√(f v_n), v_t = 0.97 v_(t−1) + 0.03 r_t², v_1 = r_1²',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996), 5.2',
  },
  population: {
    label: 'Standard deviation of a population',
    tools: [
      ['NumPy', 'np.std(r) * sqrt({f})'],
      ['Excel', '=STDEV.P(r)*SQRT({f})'],
    ],
    why: 'The divisor is n instead of n − 1, NumPy’s default; the longer the history, the less it matters.',
    formula: '√(f Σ(r_t − r̄)² / n)',
  },
  days250: {
    label: 'A year of 250 days',
    tools: [['Python', 'r.std() * sqrt(250)']],
    why: 'Another count of trading days in a year.',
    formula: 's √250',
  },
  days252: {
    label: 'A year of 252 days',
    tools: [['Python', 'r.std() * sqrt(252)']],
    why: 'The trading days of New York in a year, where these data have another count.',
    formula: 's √252',
  },
  days260: {
    label: 'A year of 260 days',
    tools: [['Python', 'r.std() * sqrt(260)']],
    why: 'All weekdays of a year, holidays included.',
    formula: 's √260',
  },
  yearly: {
    label: 'Rebalanced once a year',
    tools: [
      ['The mix', 'volatility of the path'],
      ['R PerformanceAnalytics', 'Return.portfolio(R, w, rebalance_on = "years")'],
    ],
    why: 'Between two resets the weights drift with prices, so the mix held is not quite the mix chosen.',
    formula: 'sd of V_t / V_(t−1) − 1, holdings reset each December',
  },
  drifting: {
    label: 'Never rebalanced',
    tools: [
      ['NumPy', 'v = np.r_[1, (1 + returns).cumprod(0) @ w]; v[1:] / v[:-1] - 1'],
      ['R PerformanceAnalytics', 'Return.portfolio(R, w)'],
    ],
    why: 'What has grown most weighs most, so in time the mix becomes its best asset.',
    formula: 'sd of V_t / V_(t−1) − 1, V_t = Σ w_i Π(1 + r_i)',
  },
  resampled: {
    label: 'From {longer} returns',
    tools: [['pandas', '((1 + r).resample("{code}").prod() - 1).std(){annualized}']],
    why: 'Longer periods agree with shorter ones only if returns are independent; trends make them larger, reversals smaller.',
    formula: 'sd of Π(1 + r_t) − 1 over calendar {unit}{times}',
  },
  threeYears: {
    label: 'The last three years',
    tools: [
      ['Fund pages', '3-year standard deviation'],
      ['pandas', 'r.tail(3 * {f}).std() * sqrt({f})'],
    ],
    why: 'Other years had other weather: funds are mostly quoted by their last three.',
    formula: 's √f of the last 3f returns',
  },
  perPeriod: {
    label: 'Not annualized',
    tools: [
      ['pandas', 'r.std()'],
      ['Excel', '=STDEV.S(r)'],
    ],
    why: 'It is the volatility of one {period}; a year has {f} of them, so ours is √{f} times as large.',
    formula: 's',
  },
  wrongDays: {
    label: '√252 on returns that are not daily',
    tools: [['quantstats', 'qs.stats.volatility(r)  # periods=252']],
    why: '252 is for daily returns; these come {f} to a year.',
    formula: 's √252',
  },
  days365: {
    label: '√365 on trading days',
    tools: [['pandas', 'r.std() * sqrt(365)']],
    why: 'Right where every day is traded, as with cryptocurrencies; here weekends would count as days that moved.',
    formula: 's √365',
  },
  twelve: {
    label: '√12 on shorter returns',
    tools: [['pandas', 'r.std() * sqrt(12)']],
    why: '12 is for monthly returns; these come {f} to a year.',
    formula: 's √12',
  },
  timesPeriods: {
    label: 'Times f instead of its root',
    tools: [['Excel', '=STDEV.S(r)*{f}']],
    why: 'Variances add up over time, deviations do not.',
    formula: 's f',
  },
  weightedAverage: {
    label: 'Average of the assets’ volatilities',
    tools: [['Excel', '=SUMPRODUCT(w, volatilities)']],
    why: 'It leaves out that the assets do not move together, which is what a mix is for.',
    formula: 'Σ w_i s_i √f',
  },
  semideviation: {
    label: 'Semideviation',
    tools: [['R PerformanceAnalytics', 'SemiDeviation(r) * sqrt({f})']],
    why: 'Only what lies below the mean counts, over all periods: about ours over √2.',
    formula: '√(f Σ min(r_t − r̄, 0)² / n)',
  },
  downside: {
    label: 'Downside deviation below 0',
    tools: [['R PerformanceAnalytics', 'DownsideDeviation(r, MAR = 0) * sqrt({f})']],
    why: 'Only losses count, over all periods; it belongs to the Sortino ratio.',
    formula: '√(f Σ min(r_t, 0)² / n)',
    reference: 'Sortino and van der Meer, Journal of Portfolio Management 17 (1991)',
  },
  averageDeviation: {
    label: 'Mean absolute deviation',
    tools: [['Excel', '=AVEDEV(r)*SQRT({f})']],
    why: 'Distances are averaged, not squared: about 0.8 of ours for normal returns, less with heavy tails.',
    formula: '√f Σ|r_t − r̄| / n',
  },
  medianDeviation: {
    label: 'Median absolute deviation',
    tools: [['R', 'mad(r) * sqrt({f})']],
    why: 'It looks at the middle half of the returns and is blind to crashes; R scales it to agree for normal returns.',
    formula: '1.4826 √f median|r_t − median(r)|',
  },
};

export const sharpeWords: Words<ConventionOf<'sharpe'>> = {
  ours: {
    label: 'Mean excess over its deviation',
    tools: [
      ['pandas', '(r - rf).mean() / (r - rf).std() * sqrt({f})'],
      ['Excel', '=AVERAGE(e)/STDEV.S(e)*SQRT({f})'],
    ],
    why: 'Arithmetic mean of what each period returned above the riskless return, over its own deviation, divisor n − 1.',
    formula: 'mean(e) / sd(e) √f, e = r − rf',
  },
  noRiskFree: {
    label: 'Riskless return left at 0',
    tools: [
      ['quantstats', 'qs.stats.sharpe(r, periods={f})  # rf=0'],
      ['pandas', 'r.mean() / r.std() * sqrt({f})'],
    ],
    why: 'Most tools take 0 unless they are told: what cash would have earned counts as reward for risk.',
    formula: 'mean(r) / sd(r) √f',
  },
  geometric: {
    label: 'Geometric returns over volatility',
    tools: [['Excel', '=(cagr-cagr_rf)/(STDEV.S(r)*SQRT({f}))']],
    why: 'Compound growth a year takes the place of the average: it gains by compounding within the year and loses about half the variance.',
    formula: '(CAGR(r) − CAGR(rf)) / (sd(r) √f)',
    reference: 'Bacon, Practical Portfolio Performance Measurement and Attribution',
  },
  geometricExcess: {
    label: 'Compounded excess over volatility',
    tools: [
      ['R PerformanceAnalytics', 'SharpeRatio.annualized(r, rf, scale = {f}, geometric = TRUE)'],
    ],
    why: 'The excess returns are compounded, and the deviation is of the returns and not of the excess.',
    formula: '(Π(1 + e_t)^(f/n) − 1) / (sd(r) √f)',
  },
  log: {
    label: 'Log returns',
    tools: [['pandas', 'l = np.log1p(r) - np.log1p(rf); l.mean() / l.std() * sqrt({f})']],
    why: 'Log returns average lower than simple ones by about half the variance.',
    formula: 'mean(l) / sd(l) √f, l = ln(1 + r) − ln(1 + rf)',
  },
  lo: {
    label: 'Corrected for autocorrelation',
    tools: [['Lo (2002)', 'sr * f / sqrt(f + 2*sum((f - k)*rho[k]))']],
    why: 'The root of f takes periods to be independent; where gains follow gains a year is riskier than that.',
    formula: 'mean(e) / sd(e) f / √(f + 2 Σ_(k<f) (f − k) ρ_k)',
    reference: 'Lo, Financial Analysts Journal 58 (2002)',
  },
  population: {
    label: 'Deviation of a population',
    tools: [
      ['NumPy', 'np.mean(e) / np.std(e) * sqrt({f})'],
      ['Excel', '=AVERAGE(e)/STDEV.P(e)*SQRT({f})'],
    ],
    why: 'The divisor n instead of n − 1 makes the deviation a little smaller and the ratio a little larger.',
    formula: 'mean(e) / sd_n(e) √f',
  },
  totalDeviation: {
    label: 'Deviation of returns, not of the excess',
    tools: [['Excel', '=(AVERAGE(r)-AVERAGE(rf))/STDEV.S(r)*SQRT({f})']],
    why: 'The riskless return is subtracted as one average, so that its own ups and downs do not count.',
    formula: '(mean(r) − mean(rf)) / sd(r) √f',
    reference: 'Sharpe, Journal of Business 39 (1966)',
  },
  everyPeriod: {
    label: 'Weights reset every period',
    tools: [
      ['pandas', 'r = returns @ w'],
      ['Excel', '=SUMPRODUCT(w, returns)'],
    ],
    why: 'Weights times returns, period by period, resets the mix each time; ours follows the chosen rule.',
    formula: 'mean(e) / sd(e) √f, e = w′r − rf',
  },
  yearly: {
    label: 'Rebalanced once a year',
    tools: [
      ['The mix', 'as it opens'],
      ['R PerformanceAnalytics', 'Return.portfolio(R, w, rebalance_on = "years")'],
    ],
    why: 'Between two resets the weights drift with prices.',
    formula: 'mean(e) / sd(e) √f, holdings reset each December',
  },
  drifting: {
    label: 'Never rebalanced',
    tools: [
      ['NumPy', 'v = np.r_[1, (1 + returns).cumprod(0) @ w]; r = v[1:] / v[:-1] - 1'],
      ['R PerformanceAnalytics', 'Return.portfolio(R, w)'],
    ],
    why: 'What has grown most weighs most, in return and in risk.',
    formula: 'mean(e) / sd(e) √f, V_t = Σ w_i Π(1 + r_i)',
  },
  resampled: {
    label: 'From {longer} returns',
    tools: [['pandas', '((1 + r).resample("{code}").prod() - 1), likewise rf{annualized}']],
    why: 'Longer periods agree with shorter ones only if returns are independent.',
    formula: 'mean(e) / sd(e), e over calendar {unit}{times}',
  },
  threeYears: {
    label: 'The last three years',
    tools: [['Fund pages', '3-year Sharpe ratio']],
    why: 'Three years say little about a ratio: by chance alone it is off by up to about 1.1 either way.',
    formula: 'mean(e) / sd(e) √f of the last 3f returns',
  },
  perPeriod: {
    label: 'Not annualized',
    tools: [
      ['pandas', '(r - rf).mean() / (r - rf).std()'],
      ['R PerformanceAnalytics', 'SharpeRatio(r, rf, FUN = "StdDev")'],
    ],
    why: 'It is the ratio of one {period}; ours is √{f} times as large.',
    formula: 'mean(e) / sd(e)',
  },
  wrongDays: {
    label: '√252 on returns that are not daily',
    tools: [['quantstats', 'qs.stats.sharpe(r - rf)  # periods=252']],
    why: '252 is for daily returns; these come {f} to a year.',
    formula: 'mean(e) / sd(e) √252',
  },
  twelve: {
    label: '√12 on shorter returns',
    tools: [['pandas', '(r - rf).mean() / (r - rf).std() * sqrt(12)']],
    why: '12 is for monthly returns; these come {f} to a year.',
    formula: 'mean(e) / sd(e) √12',
  },
  timesPeriods: {
    label: 'Times f instead of its root',
    tools: [['Excel', '=AVERAGE(e)/STDEV.S(e)*{f}']],
    why: 'The mean grows with f, but the deviation with its root: their ratio grows with the root.',
    formula: 'mean(e) / sd(e) f',
  },
  annualRate: {
    label: 'A yearly rate taken off every period',
    tools: [['pandas', 'e = r - rf * {f}']],
    why: 'A rate of a year was subtracted from the return of one {period}.',
    formula: 'mean(e) / sd(e) √f, e = r − f rf',
  },
  sortino: {
    label: 'Sortino ratio',
    tools: [['quantstats', 'qs.stats.sortino(r - rf, periods={f})']],
    why: 'Another ratio: it divides by the deviation of losses alone.',
    formula: 'mean(e) / √(Σ min(e_t, 0)² / n) √f',
    reference: 'Sortino and van der Meer, Journal of Portfolio Management 17 (1991)',
  },
};
