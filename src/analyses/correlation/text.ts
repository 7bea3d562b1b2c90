/** Every word that a person reads in the room "How do the assets move together?". */
import { resamplesText, type RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
  title: 'How do the assets move together?',
  description:
    'Correlations of all assets of the dataset, whatever their weights: who moves with whom, how sure that is, whether it lasts, and whether it holds when it is needed most.',
  parameters: {
    estimator: {
      label: 'Estimator',
      help: 'How the covariance is estimated. Shrinkage trades a little bias for much less noise.',
      options: {
        sample: 'sample',
        ewma: 'exponentially weighted (EWMA)',
        'ledoit-wolf-identity': 'Ledoit-Wolf to the identity',
        'ledoit-wolf-constant': 'Ledoit-Wolf to constant correlation',
        oas: 'oracle approximating (OAS)',
      },
    },
    lambda: {
      label: 'Decay',
      help: 'Weight of yesterday against today: 0.94 for days, 0.97 for months.',
    },
    first: {
      label: 'A pair',
      help: 'The two assets to look at closely.',
      options: { '': 'first asset' },
    },
    second: {
      label: 'and',
      help: 'The two assets to look at closely.',
      options: { '': 'next asset' },
    },
    window: { label: 'Window', help: 'Periods in the rolling correlation of the pair.' },
    stressed: {
      label: 'Bad periods of',
      help: 'Bad periods are the worst tenth of this asset.',
      options: { '': 'first asset' },
    },
    repair: {
      label: 'Repair',
      help: 'What to do where the covariance is not positive definite.',
      options: {
        none: 'none',
        'clip-eigenvalues': 'clip the eigenvalues',
        'nearest-correlation': 'nearest correlation matrix',
      },
    },
    resamples: resamplesText,
  },
  measures: {
    correlation: {
      label: 'Correlation',
      definition:
        'How closely two assets move on a line: 1 together, 0 unrelated, −1 against each other. It says nothing of how far they move.',
      formula: String.raw`\rho_{ij} = \frac{s_{ij}}{s_i\, s_j}`,
      symbols: 's_ij covariance of two assets, s standard deviation of each',
      misleads:
        'It sees straight lines only, so 0 does not mean unrelated. It is an average over the whole history: what moves apart in calm times may fall together.',
      reference: 'Pearson, Philosophical Transactions A 187 (1896)',
    },
    averageCorrelation: {
      label: 'Average correlation',
      definition: 'The mean over all pairs of different assets.',
      formula: String.raw`\frac{2}{n (n - 1)}\, \sum_{i<j} \rho_{ij}`,
      symbols: 'ρ correlation of two assets, n number of assets',
      misleads:
        'Every pair counts alike, also pairs of assets that the mix hardly holds. Many funds of the same kind push it up, whatever their weights.',
      reference: 'Elton and Gruber, Journal of Finance 28 (1973)',
    },
    intensity: {
      label: 'Shrinkage intensity',
      definition: 'The weight of the target against the sample, chosen from the data.',
      formula: String.raw`S^* = (1 - \delta)\, S + \delta\, F`,
      symbols: 'δ intensity, S sample covariance, F target',
      misleads:
        'A high one says that the history is short for so many assets, not that the assets are alike. It is best for the matrix as a whole and for no single correlation.',
      reference:
        'Ledoit and Wolf, Journal of Multivariate Analysis 88 (2004), Journal of Portfolio Management 30 (2004); Chen et al., IEEE Transactions on Signal Processing 58 (2010)',
    },
    conditionNumber: {
      label: 'Condition number',
      definition:
        'Largest over smallest eigenvalue of the covariance. Where it is large, optimal weights are mostly noise.',
      formula: String.raw`\frac{\lambda_{\max}}{\lambda_{\min}}`,
      symbols: 'λ eigenvalues of the covariance',
      misleads:
        'Assets of very different volatility, such as stocks and cash, make it large by themselves. It depends on which assets the data have, not on the weights.',
      reference: 'Ledoit and Wolf, Journal of Multivariate Analysis 88 (2004)',
    },
    firstShare: {
      label: 'One force explains',
      definition:
        'Share of the variance of the standardized assets that the first principal component explains.',
      formula: String.raw`\frac{\lambda_1}{n}`,
      symbols: 'λ₁ largest eigenvalue of the correlation matrix, n number of assets',
      misleads:
        'With few assets it is large by arithmetic: of two assets the first component has at least half, even if they are unrelated. It does not say what the force is.',
      reference: 'Jolliffe, Principal Component Analysis, 2nd ed. (2002)',
    },
    calm: {
      label: 'In calm periods',
      definition: 'Correlation in the periods that are not bad.',
      formula: String.raw`\rho(r_i, r_j \mid r_k > q)`,
      symbols:
        'r returns, k the chosen asset, q the return that its worst tenth of periods ends with',
      misleads:
        'Leaving out the worst tenth of an asset narrows its spread and with it its correlations, even where nothing else is different.',
      reference: 'Longin and Solnik, Journal of Finance 56 (2001)',
    },
    stressed: {
      label: 'In bad periods',
      definition:
        'Correlation in the worst tenth of the chosen asset. Selecting on an asset changes its correlations by itself, even where nothing else does.',
      formula: String.raw`\rho(r_i, r_j \mid r_k \le q)`,
      symbols:
        'r returns, k the chosen asset, q the return that its worst tenth of periods ends with',
      misleads:
        'With normal returns the worst tenth of an asset alone shows a correlation closer to 0 than all periods do, so even an equal one is a sign of change. It rests on a tenth of the periods and is as uncertain.',
      reference: 'Longin and Solnik, Journal of Finance 56 (2001)',
    },
  },
  assumptions: [
    'All assets of the dataset take part, whatever their weights in the mix.',
    'Correlation sees straight lines only; the scatter of a pair shows what it misses.',
    'Ranges that history allows come from a stationary bootstrap of dates and belong to the sample correlation.',
    'Monthly averages and smoothed prices raise autocorrelation and blur who moves with whom.',
  ],
};
