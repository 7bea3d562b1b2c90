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
      formula: 'ρ_ij = s_ij / (s_i s_j)',
      reference: 'Pearson, Philosophical Transactions A 187 (1896)',
    },
    averageCorrelation: {
      label: 'Average correlation',
      definition: 'The mean over all pairs of different assets.',
      formula: 'Σ_(i<j) ρ_ij / (n (n − 1) / 2)',
      reference: 'Elton and Gruber, Journal of Finance 28 (1973)',
    },
    intensity: {
      label: 'Shrinkage intensity',
      definition: 'The weight of the target against the sample, chosen from the data.',
      formula: 'S* = (1 − δ) S + δ F',
      reference:
        'Ledoit and Wolf, Journal of Multivariate Analysis 88 (2004), Journal of Portfolio Management 30 (2004); Chen et al., IEEE Transactions on Signal Processing 58 (2010)',
    },
    conditionNumber: {
      label: 'Condition number',
      definition:
        'Largest over smallest eigenvalue of the covariance. Where it is large, optimal weights are mostly noise.',
      formula: 'λ_max / λ_min',
      reference: 'Ledoit and Wolf, Journal of Multivariate Analysis 88 (2004)',
    },
    firstShare: {
      label: 'One force explains',
      definition:
        'Share of the variance of the standardized assets that the first principal component explains.',
      formula: 'λ₁ / n, λ of the correlation matrix',
      reference: 'Jolliffe, Principal Component Analysis, 2nd ed. (2002)',
    },
    calm: {
      label: 'In calm periods',
      definition: 'Correlation in the periods that are not bad.',
      formula: 'ρ_ij over t with r_t > q₁₀',
      reference: 'Longin and Solnik, Journal of Finance 56 (2001)',
    },
    stressed: {
      label: 'In bad periods',
      definition:
        'Correlation in the worst tenth of the chosen asset. Selecting on an asset changes its correlations by itself, even where nothing else does.',
      formula: 'ρ_ij over t with r_t ≤ q₁₀',
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
