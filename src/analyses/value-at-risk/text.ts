/** Every word that a person reads in the room "How much could I lose?". */
import { resamplesText, type RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
  title: 'How much could I lose?',
  description:
    'The loss that is exceeded only rarely (value at risk), and the average loss when it is exceeded (expected shortfall), by history, by the normal formula and by simulation.',
  parameters: {
    tail: {
      label: 'Confidence',
      help: 'The loss is exceeded in the rest of the cases.',
      options: {
        100000: '90 %',
        50000: '95 %',
        25000: '97.5 %',
        10000: '99 %',
        5000: '99.5 %',
        1000: '99.9 %',
      },
    },
    horizon: { label: 'Horizon', help: 'Periods of the dataset over which the loss builds up.' },
    amount: { label: 'Amount', help: 'Money in the mix, to express losses in.' },
    method: {
      label: 'Method',
      help: 'The one in the headline; all of them are compared below.',
      options: {
        historical: 'historical',
        normal: 'normal formula',
        student: 'Student t, fitted',
        'cornish-fisher': 'Cornish-Fisher',
        ewma: 'exponentially weighted (EWMA)',
        simulated: 'Monte Carlo',
      },
    },
    convention: {
      label: 'Convention',
      help: 'Which value between two observations counts as the quantile.',
      options: {
        'order-statistic': 'order statistic',
        interpolated: 'interpolated (NumPy, type 7)',
        'textbook-index': 'textbook index',
      },
    },
    model: {
      label: 'Simulate',
      help: 'What the Monte Carlo method draws from.',
      options: {
        normal: 'normal returns',
        student: 'Student t returns',
        bootstrap: 'single dates of the history',
        'stationary-bootstrap': 'blocks of the history',
      },
    },
    degrees: {
      label: 'Degrees of freedom',
      help: 'Fewer degrees, heavier tails. All assets share the same bad draws.',
      options: { 0: 'as fitted' },
    },
    blockLength: {
      label: 'Block length',
      help: 'Mean length of the blocks in periods. 0 takes the suggested one.',
    },
    sampler: {
      label: 'Draws',
      help: 'Spread draws of normal or Student t returns need fewer scenarios for the same error. They come in whole lots of 65,536.',
      options: {
        independent: 'independent',
        antithetic: 'in mirrored pairs (antithetic)',
        stratified: 'one in each stratum',
        sobol: 'scrambled Sobol sequence',
      },
    },
    decay: {
      label: 'Decay of EWMA',
      help: 'Weight of the variance so far against the last return.',
    },
    backtestWindow: {
      label: 'Backtest window',
      help: 'Periods from which each tested forecast is made. 0 switches the backtest off.',
    },
    scenarios: {
      label: 'Scenarios',
      help: 'Simulated outcomes. More of them shrink the simulation error.',
    },
    precision: {
      label: 'Stop at a precision',
      help: 'Half the width of the simulation interval, relative to the value at risk.',
      options: { none: 'no', '5%': '±5 %', '2%': '±2 %', '1%': '±1 %', '0.5%': '±0.5 %' },
    },
    resamples: resamplesText,
  },
  measures: {
    valueAtRisk: {
      label: 'Value at risk',
      definition:
        'The loss that is reached or exceeded with the tail probability. It says nothing about how bad the cases beyond it are.',
      formula: 'VaR = −r₍ₖ₎, k = max(1, ⌈p n⌉)',
      reference: 'Jorion, Value at Risk, 3rd ed. (2007)',
    },
    expectedShortfall: {
      label: 'Expected shortfall',
      definition: 'The average loss in the worst cases that make up the tail probability.',
      formula: 'ES = −[Σ_(i<k) r₍ᵢ₎ + (p n − (k − 1)) r₍ₖ₎] / (p n)',
      reference: 'Acerbi and Tasche, Journal of Banking & Finance 26 (2002)',
    },
    historical: {
      label: 'Historical',
      definition: 'The order statistic of the returns this mix would have had.',
      formula:
        '−r₍ₖ₎ of the history; overlapping windows where the horizon is longer than a period',
      reference: 'Hendricks, FRBNY Economic Policy Review (1996)',
    },
    normal: {
      label: 'Normal formula',
      definition:
        'The quantile of a normal distribution with the mean and volatility of the history.',
      formula: 'VaR = −(m h + s √h z_p), ES = −m h + s √h φ(z_p) / p, independent periods',
      reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
    },
    student: {
      label: 'Student t, fitted',
      definition:
        'The quantile of a Student t distribution fitted to the history: as the normal formula, with tails as heavy as the data ask for.',
      formula: 'VaR = −(loc + scale t_p), ES = −(loc − scale g(t_p)/p · (ν + t_p²)/(ν − 1))',
      reference: 'McNeil, Frey and Embrechts, Quantitative Risk Management (2015), ch. 2',
    },
    'cornish-fisher': {
      label: 'Cornish-Fisher',
      definition:
        'The normal formula with its quantile bent for the skewness and kurtosis of the history. It fails where these are large.',
      formula: 'z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36',
      reference: 'Favre and Galeano, Journal of Alternative Investments 5 (2002)',
    },
    ewma: {
      label: 'EWMA',
      definition:
        'The normal formula with a volatility in which recent periods count most: a forecast for the next period.',
      formula: 'S_t = λ S_(t−1) + (1 − λ) r_t r_t′, mean 0',
      reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
    },
    simulated: {
      label: 'Monte Carlo',
      definition:
        'The order statistic of simulated returns: correlated draws for every asset, or dates of the history, compounded where the horizon is longer than a period. Draws that are spread instead of independent are of the mix itself, a number a period, and best spread in the sum of the periods; over one period nothing else is left to chance.',
      formula:
        'R = m + (L′w)·z, S = L L′; over h periods Π(1 + R_t) − 1. Spread: R_t = m + s x_t, x_t = F⁻¹(Φ(z_t)), Σz_t / √h antithetic, in 4,096 strata, or the first dimension of a Sobol sequence with Owen’s scrambling',
      reference:
        'Glasserman, Monte Carlo Methods in Financial Engineering (2003), ch. 4, 5 and 9; Joe and Kuo, SIAM Journal on Scientific Computing 30 (2008); Owen, Randomly permuted nets (1995); Burley, Journal of Computer Graphics Techniques 9 (2020)',
    },
    simulationError: {
      label: 'Simulation error',
      definition:
        'How far a simulated figure may be off because the scenarios are finite, at 95 %. Of independent draws it follows from their number. Spread draws depend on each other: the run is made of 16 independent repetitions, and the error comes from the differences between these; for the expected shortfall of heavy tails over one period it holds in 80 to 95 % of the cases.',
      formula:
        'VaR: the ranks that bound the quantile, binomial, or p n ± t₁₅ s(n_j) √16 with n_j the scenarios of repetition j at or below it. ES: ± 1.96 √([var(L | L ≥ VaR) + (1 − p)(ES − VaR)²] / (p n)), or ± t₁₅ s(e_j) / √16 with e_j the mean of max(0, L − VaR) / p in repetition j',
      reference:
        'David and Nagaraja, Order Statistics (2003), 7.1; Manistre and Hancock, North American Actuarial Journal 9 (2005); Nakayama, ACM Transactions on Modeling and Computer Simulation 24 (2014)',
    },
    backtest: {
      label: 'Tested on its own history',
      definition:
        'Had the method been used all along, the loss should have been exceeded as often as the tail says (Kupiec), and not in clusters (Christoffersen). Small p-values speak against the method.',
      formula: 'LR = 2 [x ln(x / np) + (n − x) ln((n − x) / (n(1 − p)))]',
      reference:
        'Kupiec, Journal of Derivatives 3 (1995); Christoffersen, International Economic Review 39 (1998); Basel Committee (1996)',
    },
    contributions: {
      label: 'Where the loss comes from',
      definition: 'What each asset adds to the value at risk; the parts sum to the whole.',
      formula: 'w_i ∂VaR/∂w_i = E[−w_i r_i | R = −VaR]',
      reference: 'Tasche, Risk Contributions and Performance Measurement (1999)',
    },
  },
  assumptions: [
    'The weights are reset every period, whatever the rebalancing rule of the first page.',
    'The past is taken as one draw from the future: nothing that never happened is in the historical figure.',
    'The formulas and the simulations assume independent periods; only blocks of the history keep some of what follows upon what.',
    'Contributions of blocks over several periods come by projection on the mix and are approximate; all others are exact.',
    'The backtest forecasts one period ahead, whatever the horizon.',
    'Losses are before taxes, fees and the cost of selling.',
  ],
};
