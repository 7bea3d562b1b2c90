/** The conventions of covariance and correlation in words. */
import type { ConventionOf } from './spec';
import type { ConventionText } from './view-words';

const shared = {
  log: {
    label: 'Log returns',
    tools: [['pandas', 'np.log1p(returns).cov()']],
    why: 'Logarithms pull large gains in and stretch large losses.',
    formula: 'of ln(1 + x) and ln(1 + y)',
  },
  zeroMean: {
    label: 'No mean taken off',
    tools: [['NumPy', 'x @ y / len(x)']],
    why: 'The means are taken to be 0, as RiskMetrics does, so that they count as movement.',
    formula: 'Σ x_t y_t / n',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
  },
  ewma94: {
    label: 'EWMA, decay 0.94, mean 0',
    tools: [['RiskMetrics', 'c = 0.94*c + 0.06*x[t]*y[t]']],
    why: 'The last periods weigh most, and no mean is taken off.',
    formula: 'c_t = 0.94 c_(t−1) + 0.06 x_t y_t, c_1 = x_1 y_1',
    reference: 'RiskMetrics Technical Document, 4th ed. (1996), 5.2',
  },
  ewm: {
    label: 'EWMA of pandas',
    tools: [['pandas', 'returns.ewm(alpha=0.06).cov().loc[last]']],
    why: 'The last periods weigh most, about a mean that is weighted likewise, corrected for bias.',
    formula: 'Σ u_t (x_t − x̃)(y_t − ỹ) / (1 − Σ u_t²), u_t ∝ 0.94^(n−t), Σ u_t = 1',
  },
  ledoitWolf: {
    label: 'Ledoit-Wolf',
    tools: [['scikit-learn', 'LedoitWolf().fit(returns).covariance_']],
    why: 'The matrix of all chosen assets is pulled to a multiple of the identity, which shrinks every covariance.',
    formula: '(1 − δ) S_n + δ μ I, μ = tr(S_n) / N',
    reference: 'Ledoit and Wolf, Journal of Multivariate Analysis 88 (2004)',
  },
  ledoitWolfConstant: {
    label: 'Ledoit-Wolf to constant correlation',
    tools: [['MATLAB, Ledoit and Wolf', 'covCor(x), divisor n']],
    why: 'All correlations are pulled to their average.',
    formula: '(1 − δ) S_n + δ F, F_xy = ρ̄ s_x s_y',
    reference: 'Ledoit and Wolf, Journal of Portfolio Management 30 (2004)',
  },
  oas: {
    label: 'Oracle approximating shrinkage',
    tools: [['scikit-learn', 'OAS().fit(returns).covariance_']],
    why: 'As Ledoit-Wolf, with another choice of how far to pull.',
    formula: '(1 − δ) S_n + δ μ I, μ = tr(S_n) / N',
    reference: 'Chen et al., IEEE Transactions on Signal Processing 58 (2010)',
  },
  neweyWest: {
    label: 'Newey-West, with lags',
    tools: [['statsmodels', 'S_hac_simple(z - z.mean(axis=0)) / len(z)']],
    why: 'What one asset did just before or after the other counts too, as for markets that close at other hours.',
    formula: 'Γ₀ + Σ_(l≤L) (1 − l/(L + 1)) (Γ_l + Γ_l′), L = ⌊4 (n/100)^(2/9)⌋, divisor n',
    reference: 'Newey and West, Econometrica 55 (1987)',
  },
  threeYears: {
    label: 'The last three years',
    tools: [['pandas', 'returns.tail(3 * {f}).cov()']],
    why: 'Who moves with whom changes in time.',
    formula: 'of the last 3f returns',
  },
} as const satisfies Record<string, ConventionText>;

/** The same calls with the correlation at their end. */
function asCorrelation(words: ConventionText): ConventionText {
  return {
    ...words,
    tools: words.tools.map(([tool, call]) => [tool, call.replace('.cov()', '.corr()')]),
  };
}

export const covarianceWords: Readonly<Record<ConventionOf<'covariance'>, ConventionText>> = {
  ...shared,
  ours: {
    label: 'Covariance of a sample',
    tools: [
      ['pandas', 'returns.cov()'],
      ['NumPy', 'np.cov(x, y)[0, 1]'],
      ['R', 'cov(x, y)'],
      ['Excel', '=COVARIANCE.S(x, y)'],
    ],
    why: 'Simple returns about their means, divisor n − 1, of one period.',
    formula: 'Σ(x_t − x̄)(y_t − ȳ) / (n − 1)',
  },
  population: {
    label: 'Covariance of a population',
    tools: [
      ['Excel', '=COVARIANCE.P(x, y)'],
      ['NumPy', 'np.cov(x, y, ddof=0)[0, 1]'],
      ['scikit-learn', 'empirical_covariance(returns)'],
    ],
    why: 'The divisor is n instead of n − 1.',
    formula: 'Σ(x_t − x̄)(y_t − ȳ) / n',
  },
  ewmBias: {
    label: 'EWMA of pandas, with bias',
    tools: [['pandas', 'returns.ewm(alpha=0.06).cov(bias=True).loc[last]']],
    why: 'As the EWMA of pandas, without the correction for the number of periods that still count.',
    formula: 'Σ u_t (x_t − x̃)(y_t − ỹ)',
  },
  resampled: {
    label: 'From {longer} returns',
    tools: [['pandas', '((1 + returns).resample("{code}").prod() - 1).cov() * {m} / {f}']],
    why: 'Over longer periods slow reactions of one asset to another come in.',
    formula: 'of Π(1 + r_t) − 1 over calendar {unit}, times {m}/{f}',
  },
  annualized: {
    label: 'Annualized',
    tools: [['PyPortfolioOpt', 'risk_models.sample_cov(prices, frequency={f})']],
    why: 'A covariance of a year: {f} times ours, which is of one {period}.',
    formula: 'f s_xy',
  },
  wrongDays: {
    label: 'Times 252 on returns that are not daily',
    tools: [['PyPortfolioOpt', 'risk_models.sample_cov(prices)  # frequency=252']],
    why: '252 is for daily returns; these come {f} to a year.',
    formula: '252 s_xy',
  },
  percent: {
    label: 'Returns in percent',
    tools: [['pandas', '(100 * returns).cov()']],
    why: 'Both returns are a hundred times as large, so their products are ten thousand times.',
    formula: '10,000 s_xy',
  },
  correlation: {
    label: 'Correlation',
    tools: [
      ['Excel', '=CORREL(x, y)'],
      ['NumPy', 'np.corrcoef(x, y)[0, 1]'],
    ],
    why: 'Another quantity: the covariance over both deviations, between −1 and 1.',
    formula: 's_xy / (s_x s_y)',
  },
};

export const correlationWords: Readonly<Record<ConventionOf<'correlation'>, ConventionText>> = {
  log: asCorrelation(shared.log),
  zeroMean: {
    ...shared.zeroMean,
    tools: [['NumPy', 'x @ y / sqrt((x @ x) * (y @ y))']],
    formula: 'Σ x_t y_t / √(Σ x_t² Σ y_t²)',
  },
  ewma94: {
    ...shared.ewma94,
    tools: [['RiskMetrics', 'c_xy / sqrt(c_xx * c_yy), c = 0.94*c + 0.06*x[t]*y[t]']],
  },
  ewm: {
    ...shared.ewm,
    tools: [['pandas', 'returns.ewm(alpha=0.06).corr().loc[last]']],
    why: 'The last periods weigh most, about a mean that is weighted likewise.',
    formula: 'of weights u_t ∝ 0.94^(n−t) about the weighted means',
  },
  ledoitWolf: shared.ledoitWolf,
  ledoitWolfConstant: shared.ledoitWolfConstant,
  oas: shared.oas,
  neweyWest: shared.neweyWest,
  threeYears: asCorrelation(shared.threeYears),
  ours: {
    label: 'Pearson’s correlation',
    tools: [
      ['pandas', 'returns.corr()'],
      ['NumPy', 'np.corrcoef(x, y)[0, 1]'],
      ['R', 'cor(x, y)'],
      ['Excel', '=CORREL(x, y)'],
    ],
    why: 'Of simple returns; how closely the two lie on a line.',
    formula: 's_xy / (s_x s_y)',
  },
  spearman: {
    label: 'Spearman’s rank correlation',
    tools: [
      ['pandas', 'returns.corr("spearman")'],
      ['SciPy', 'spearmanr(x, y)'],
      ['R', 'cor(x, y, method = "spearman")'],
    ],
    why: 'It looks at the order of the returns and not at their size, so that no crash dominates.',
    formula: 'Pearson’s of the ranks',
    reference: 'Spearman, American Journal of Psychology 15 (1904)',
  },
  kendall: {
    label: 'Kendall’s τ',
    tools: [
      ['pandas', 'returns.corr("kendall")'],
      ['SciPy', 'kendalltau(x, y)'],
      ['R', 'cor(x, y, method = "kendall")'],
    ],
    why: 'Share of pairs of periods in the same order less the share in the other: another scale, about two thirds of Pearson’s.',
    formula: 'τ_b = (C − D) / √((N − T_x)(N − T_y))',
    reference: 'Kendall, Biometrika 30 (1938)',
  },
  population: {
    label: 'Divisor n',
    tools: [['Excel', '=COVARIANCE.P(x, y)/(STDEV.P(x)*STDEV.P(y))']],
    why: 'n or n − 1 cancels out, as long as it is the same above and below the line.',
    formula: 's_xy / (s_x s_y), all with divisor n',
  },
  resampled: {
    label: 'From {longer} returns',
    tools: [['pandas', '((1 + returns).resample("{code}").prod() - 1).corr()']],
    why: 'Over longer periods slow reactions of one asset to another come in.',
    formula: 'of Π(1 + r_t) − 1 over calendar {unit}',
  },
  mixedDivisors: {
    label: 'n − 1 above, n below the line',
    tools: [['NumPy', 'np.cov(x, y)[0, 1] / (np.std(x) * np.std(y))']],
    why: 'NumPy’s cov divides by n − 1 and its std by n: the quotient is too large by n / (n − 1).',
    formula: 'ρ n / (n − 1)',
  },
  squared: {
    label: 'R² instead of R',
    tools: [['Excel', '=RSQ(x, y)']],
    why: 'The share of the variance explained is the correlation squared, and loses its sign.',
    formula: 'ρ²',
  },
  levels: {
    label: 'Of prices instead of returns',
    tools: [['pandas', '(1 + returns).cumprod().corr()']],
    why: 'Two levels that both grow with time seem related whatever their returns do.',
    formula: 'Pearson’s of Π(1 + r_t)',
    reference: 'Yule, Journal of the Royal Statistical Society 89 (1926)',
  },
};
