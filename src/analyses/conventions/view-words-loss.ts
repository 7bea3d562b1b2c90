/** The conventions of value at risk in words. */
import type { ConventionOf } from './spec';
import type { ConventionText } from './view-words';

const hyndmanFan = 'Hyndman and Fan, The American Statistician 50 (1996)';
const between = '−[(1 − g) r₍ⱼ₎ + g r₍ⱼ₊₁₎]';

export const valueAtRiskWords: Readonly<Record<ConventionOf<'valueAtRisk'>, ConventionText>> = {
  ours: {
    label: 'Order statistic (type 1)',
    tools: [
      ['NumPy', '-np.quantile(r, {p}, method="inverted_cdf")'],
      ['R', '-quantile(r, {p}, type = 1)'],
    ],
    why: 'A loss that happened: the one of rank p n, rounded up, from the worst.',
    formula: '−r₍ₖ₎, k = max(1, ⌈p n⌉)',
    reference: hyndmanFan,
  },
  normal: {
    label: 'Normal formula',
    tools: [
      ['SciPy', '-norm.ppf({p}, r.mean(), r.std(ddof=1))'],
      ['Excel', '=-NORM.INV({p}, AVERAGE(r), STDEV.S(r))'],
    ],
    why: 'A bell curve with the mean and deviation of the data stands in for the data, tails and all.',
    formula: '−(r̄ + z_p s)',
    reference: 'Jorion, Value at Risk, 3rd ed. (2007)',
  },
  normalPopulation: {
    label: 'Normal formula, divisor n',
    tools: [
      ['R PerformanceAnalytics', 'VaR(r, p = {c}, method = "gaussian")'],
      ['SciPy', '-norm.ppf({p}, *norm.fit(r))'],
    ],
    why: 'The same bell curve with the deviation of a population.',
    formula: '−(r̄ + z_p s_n)',
  },
  zeroMean: {
    label: 'Normal formula without a mean',
    tools: [['Excel', '=-NORM.S.INV({p})*STDEV.S(r)']],
    why: 'The mean is taken to be 0, as is usual for a day; for longer periods that says more loss.',
    formula: '−z_p s',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
  },
  ewma94: {
    label: 'EWMA, decay 0.94',
    tools: [
      ['RiskMetrics', 'daily'],
      ['pandas', '-norm.ppf({p}) * (r**2).ewm(alpha=0.06, adjust=False).mean().iloc[-1]**0.5'],
    ],
    why: 'A bell curve as wide as the last periods were, whatever came before.',
    formula: '−z_p √v_n, v_t = 0.94 v_(t−1) + 0.06 r_t²',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996), 5.2',
  },
  cornishFisher: {
    label: 'Cornish-Fisher (modified)',
    tools: [['R PerformanceAnalytics', 'VaR(r, p = {c}, method = "modified")']],
    why: 'The bell curve is bent by skewness and kurtosis, all moments with the divisor n.',
    formula: '−(r̄ + s_n h), h = z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36',
    reference: 'Favre and Galeano, Journal of Alternative Investments 5 (2002)',
  },
  cornishFisherSample: {
    label: 'Cornish-Fisher, moments of a sample',
    tools: [
      ['Excel', '=SKEW(r), =KURT(r), =STDEV.S(r)'],
      ['pandas', 'r.skew(), r.kurt(), r.std()'],
    ],
    why: 'Spreadsheets and pandas correct skewness and kurtosis for the size of the sample.',
    formula: '−(r̄ + s h), h with S = G₁ and K = G₂',
    reference: 'Joanes and Gill, The Statistician 47 (1998)',
  },
  log: {
    label: 'Loss in log returns',
    tools: [['NumPy', '-np.quantile(np.log1p(r), {p}, method="inverted_cdf")']],
    why: 'The same period is found, but its loss is a logarithm, which is larger than the share lost.',
    formula: '−ln(1 + r₍ₖ₎)',
  },
  relative: {
    label: 'Measured from the mean',
    tools: [['NumPy', 'r.mean() - np.quantile(r, {p}, method="inverted_cdf")']],
    why: 'Relative value at risk counts from what was expected, not from 0.',
    formula: 'r̄ − r₍ₖ₎',
    reference: 'Jorion, Value at Risk, 3rd ed. (2007), ch. 5',
  },
  type2: {
    label: 'Quantile type 2',
    tools: [
      ['R', '-quantile(r, {p}, type = 2)'],
      ['NumPy', 'method="averaged_inverted_cdf"'],
    ],
    why: 'Like ours, but the mean of two losses where p n is a whole number; the default of SAS.',
    formula: `${between}, j = ⌊p n⌋, g = ½ where p n is whole, else 1`,
    reference: hyndmanFan,
  },
  type3: {
    label: 'Quantile type 3',
    tools: [
      ['R', '-quantile(r, {p}, type = 3)'],
      ['NumPy', 'method="closest_observation"'],
    ],
    why: 'The loss whose rank is nearest to p n, instead of the next one up.',
    formula: `−r₍ₖ₎, k = p n rounded, halves to even`,
    reference: hyndmanFan,
  },
  type4: {
    label: 'Quantile type 4',
    tools: [
      ['R', '-quantile(r, {p}, type = 4)'],
      ['NumPy', 'method="interpolated_inverted_cdf"'],
    ],
    why: 'Between the two losses next to rank p n.',
    formula: `${between}, j + g = p n`,
    reference: hyndmanFan,
  },
  type5: {
    label: 'Quantile type 5',
    tools: [
      ['R', '-quantile(r, {p}, type = 5)'],
      ['NumPy', 'method="hazen"'],
      ['MATLAB', '-quantile(r, {p})'],
    ],
    why: 'Between two losses, at rank p n + ½.',
    formula: `${between}, j + g = p n + ½`,
    reference: hyndmanFan,
  },
  type6: {
    label: 'Quantile type 6',
    tools: [
      ['Excel', '=-PERCENTILE.EXC(r, {p})'],
      ['R', '-quantile(r, {p}, type = 6)'],
      ['NumPy', 'method="weibull"'],
    ],
    why: 'Between two losses, at rank p (n + 1); Excel gives an error where that is below 1, the others the worst loss.',
    formula: `${between}, j + g = p (n + 1)`,
    reference: hyndmanFan,
  },
  type7: {
    label: 'Quantile type 7',
    tools: [
      ['NumPy', '-np.percentile(r, 100 * {p})'],
      ['pandas', '-r.quantile({p})'],
      ['R', '-quantile(r, {p})'],
      ['Excel', '=-PERCENTILE.INC(r, {p})'],
    ],
    why: 'The default of most tools lies between two losses, at rank p (n − 1) + 1: a loss that never happened, and mostly a smaller one.',
    formula: `${between}, j + g = p (n − 1) + 1`,
    reference: hyndmanFan,
  },
  type8: {
    label: 'Quantile type 8',
    tools: [
      ['R', '-quantile(r, {p}, type = 8)'],
      ['NumPy', 'method="median_unbiased"'],
    ],
    why: 'Between two losses, at rank p n + (p + 1)/3, which Hyndman and Fan recommend.',
    formula: `${between}, j + g = p n + (p + 1)/3`,
    reference: hyndmanFan,
  },
  type9: {
    label: 'Quantile type 9',
    tools: [
      ['R', '-quantile(r, {p}, type = 9)'],
      ['NumPy', 'method="normal_unbiased"'],
    ],
    why: 'Between two losses, at rank p n + p/4 + 3/8.',
    formula: `${between}, j + g = p n + p/4 + 3/8`,
    reference: hyndmanFan,
  },
  lower: {
    label: 'The lower neighbor of type 7',
    tools: [['pandas', '-r.quantile({p}, interpolation="lower")']],
    why: 'The worse of the two losses that type 7 lies between.',
    formula: '−r₍ⱼ₎, j = ⌊p (n − 1)⌋ + 1',
  },
  higher: {
    label: 'The higher neighbor of type 7',
    tools: [['pandas', '-r.quantile({p}, interpolation="higher")']],
    why: 'The milder of the two losses that type 7 lies between.',
    formula: '−r₍ⱼ₎, j = ⌈p (n − 1)⌉ + 1',
  },
  midpoint: {
    label: 'Halfway between both neighbors',
    tools: [['pandas', '-r.quantile({p}, interpolation="midpoint")']],
    why: 'The mean of the two losses that type 7 lies between.',
    formula: 'the mean of the lower and the higher one',
  },
  textbookIndex: {
    label: 'Index of a sorted list',
    tools: [['Python', '-sorted(r)[int({p} * len(r))]']],
    why: 'Lists count from 0: so many losses are left out as the tail has, and the next one is taken.',
    formula: '−r₍ⱼ₎, j = ⌊p n⌋ + 1',
  },
  drifting: {
    label: 'Never rebalanced',
    tools: [['R PerformanceAnalytics', 'Return.portfolio(R, w)']],
    why: 'The history is of a mix that drifted, and not of the mix as it is now.',
    formula: '−r₍ₖ₎ of V_t / V_(t−1) − 1, V_t = Σ w_i Π(1 + r_i)',
  },
  threeYears: {
    label: 'The last three years',
    tools: [['pandas', 'r.tail(3 * {f})']],
    why: 'Banks look back one to five years, and a window without a crisis knows of none.',
    formula: '−r₍ₖ₎ of the last 3f returns',
  },
  expectedShortfall: {
    label: 'Expected shortfall (CVaR)',
    tools: [['Loss', 'expected shortfall']],
    why: 'Another quantity: the mean of the losses beyond the value at risk.',
    formula: '−[Σ_(i<k) r₍ᵢ₎ + (p n − (k − 1)) r₍ₖ₎] / (p n)',
    reference: 'Acerbi and Tasche, Journal of Banking & Finance 26 (2002)',
  },
  twoSided: {
    label: 'Normal quantile for two sides',
    tools: [['Excel', '=-NORM.INV({p}/2, AVERAGE(r), STDEV.S(r))']],
    why: 'z of a two-sided interval leaves half of the tail on either side: 1.96 instead of 1.64 at 95 %.',
    formula: '−(r̄ + z_(p/2) s)',
  },
  otherTail: {
    label: 'The other tail',
    tools: [['NumPy', 'np.percentile(r, 100 * {c})']],
    why: 'That is a gain: so good are the best periods.',
    formula: 'type 7 quantile at 1 − p',
  },
  annualized: {
    label: 'Scaled to a year',
    tools: [['Excel', '=VaR*SQRT({f})']],
    why: 'Ours is the loss of one {period}; a year has {f} of them, and its quantile is not the root times that.',
    formula: '−r₍ₖ₎ √f',
  },
  addedUp: {
    label: 'Sum over the assets',
    tools: [['Excel', '=SUMPRODUCT(w, VaR of each)']],
    why: 'It lets all assets have their worst periods at once, which they do not.',
    formula: 'Σ w_i VaR_i',
  },
};
