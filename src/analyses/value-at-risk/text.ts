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
      formula: String.raw`\mathrm{VaR} = -r_{(k)}, \allowbreak k = \max(1, \lceil p\, n \rceil)`,
      symbols:
        'r₍ₖ₎ the k-th smallest of n returns over the horizon, p tail probability; methods with a formula take the quantile of their distribution instead',
      misleads:
        'It is no worst case: it is exceeded as often as the tail says. Two mixes with the same value at risk can lose very different amounts beyond it.',
      reference: 'Jorion, Value at Risk, 3rd ed. (2007)',
    },
    expectedShortfall: {
      label: 'Expected shortfall',
      definition: 'The average loss in the worst cases that make up the tail probability.',
      formula: String.raw`\mathrm{ES} = -\frac{1}{p\, n} \allowbreak \left[\sum_{i<k} r_{(i)} + \left(p\, n - (k - 1)\right) r_{(k)}\right]`,
      symbols:
        'r₍ᵢ₎ the i-th smallest of n returns over the horizon, p tail probability, k as for the value at risk',
      misleads:
        'It is an average of few observations: of 100 periods, the worst 5 % are five. One more disaster can change it a lot.',
      reference: 'Acerbi and Tasche, Journal of Banking & Finance 26 (2002)',
    },
    historical: {
      label: 'Historical',
      definition: 'The order statistic of the returns this mix would have had.',
      formula: String.raw`\mathrm{VaR} = -r_{(k)}, \allowbreak r_t = \prod_{j=1}^{h} (1 + R_{t+j}) - 1`,
      symbols:
        'r₍ₖ₎ the k-th smallest, R return of the mix in a period, h periods of the horizon; windows overlap where it is longer than one',
      misleads:
        'What did not happen in these years is not in it. A calm history gives a small loss, and an old crisis counts as much as last month.',
      assumptions: ['Every window of the history is as likely as any other.'],
      reference: 'Hendricks, FRBNY Economic Policy Review (1996)',
    },
    normal: {
      label: 'Normal formula',
      definition:
        'The quantile of a normal distribution with the mean and volatility of the history.',
      formula: String.raw`\mathrm{VaR} = -\left(m h + s \sqrt{h}\, z_p\right), \allowbreak \mathrm{ES} = -m h + s \sqrt{h}\, \frac{\varphi(z_p)}{p}`,
      symbols:
        'm mean and s standard deviation of the return per period, h periods of the horizon, z quantile and φ density of the standard normal distribution, p tail probability',
      misleads:
        'Real returns have heavier tails: for rare losses, at 99 % and beyond, it says too little. At 90 % it often says too much.',
      assumptions: ['Returns are normally distributed and periods independent.'],
      reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
    },
    student: {
      label: 'Student t, fitted',
      definition:
        'The quantile of a Student t distribution fitted to the history: as the normal formula, with tails as heavy as the data ask for.',
      formula: String.raw`\mathrm{VaR} = -(\ell + c\, t_p), \allowbreak \mathrm{ES} = -\left(\ell - c\, \frac{g(t_p)}{p} \cdot \frac{\nu + t_p^2}{\nu - 1}\right)`,
      symbols:
        'ℓ location, c scale and ν degrees of freedom, fitted by maximum likelihood, t quantile and g density of Student’s distribution, p tail probability',
      misleads:
        'The fit follows the middle, where most returns are, and takes both tails to be alike. If the bad tail is the heavier one, it says too little.',
      assumptions: [
        'Returns follow one Student t distribution, period after period.',
        'One period only: sums of such returns have no such formula.',
      ],
      reference: 'McNeil, Frey and Embrechts, Quantitative Risk Management (2015), ch. 2',
    },
    'cornish-fisher': {
      label: 'Cornish-Fisher',
      definition:
        'The normal formula with its quantile bent for the skewness and kurtosis of the history. It fails where these are large.',
      formula: String.raw`\mathrm{VaR} = -(m + s\, z^*), \allowbreak z^* = z + \frac{z^2 - 1}{6} S \allowbreak + \frac{z^3 - 3 z}{24} K \allowbreak - \frac{2 z^3 - 5 z}{36} S^2`,
      symbols:
        'm mean, s standard deviation, S skewness and K excess kurtosis of the return over the horizon, all with divisor T, z normal quantile of the tail',
      misleads:
        'For large skewness or kurtosis the expansion turns back, and a rarer loss comes out smaller. It is marked where that happens.',
      assumptions: [
        'Periods are independent: over several of them skewness shrinks with the root of their number and excess kurtosis with their number.',
      ],
      reference: 'Favre and Galeano, Journal of Alternative Investments 5 (2002)',
    },
    ewma: {
      label: 'EWMA',
      definition:
        'The normal formula with a volatility in which recent periods count most: a forecast for the next period.',
      formula: String.raw`S_t = \lambda\, S_{t-1} + (1 - \lambda)\, r_t r_t^\top, \allowbreak \mathrm{VaR} = -z_p \sqrt{h\, w^\top S_T\, w}`,
      symbols:
        'λ decay, r returns of the assets in a period, S their covariance, w weights, h periods of the horizon, z normal quantile, p tail probability',
      misleads:
        'It remembers about 1/(1 − λ) periods, some 17 at 0.94, and forgets all crises before. It is small in calm times, which is when storms begin.',
      assumptions: ['The mean return is 0, and returns are normally distributed.'],
      reference: 'RiskMetrics Technical Document, 4th ed. (1996)',
    },
    simulated: {
      label: 'Monte Carlo',
      definition:
        'The order statistic of simulated returns: correlated draws for every asset, or dates of the history, compounded where the horizon is longer than a period. Draws that are spread instead of independent are of the mix itself, a number a period, and best spread in the sum of the periods; over one period nothing else is left to chance.',
      formula: String.raw`\mathrm{VaR} = -R_{(k)}, \allowbreak R = \prod_{t=1}^{h} (1 + R_t) - 1, \allowbreak R_t = m + (L^\top w)^\top z_t, \allowbreak S = L L^\top`,
      symbols:
        'R₍ₖ₎ the k-th smallest of the simulated returns, h periods of the horizon, m mean return, w weights, z independent standard normal numbers, S covariance and L its Cholesky factor. Student’s t stretches z_t by one chi-square number for all assets; a bootstrap takes R_t from dates of the history. Spread draws take R_t = m + s x_t, x_t the normal or t number at the place of z_t, and spread the sum of z_t in mirrored pairs, 4,096 strata, or the first dimension of a Sobol sequence with Owen’s scrambling',
      misleads:
        'A simulation knows nothing that its model does not know: more scenarios make its number more exact, not more true.',
      assumptions: [
        'All that can happen is in the chosen model: no crash that neither the distribution nor the history holds.',
      ],
      reference:
        'Glasserman, Monte Carlo Methods in Financial Engineering (2003), ch. 4, 5 and 9; Joe and Kuo, SIAM Journal on Scientific Computing 30 (2008); Owen, Randomly permuted nets (1995); Burley, Journal of Computer Graphics Techniques 9 (2020)',
    },
    simulationError: {
      label: 'Simulation error',
      definition:
        'How far a simulated figure may be off because the scenarios are finite, at 95 %. Of independent draws it follows from their number. Spread draws depend on each other: the run is made of 16 independent repetitions, and the error comes from the differences between these; for the expected shortfall of heavy tails over one period it holds in 80 to 95 % of the cases.',
      formula: String.raw`\text{VaR: ranks } p\, n \pm t_{15}\, s(n_j) \sqrt{16}, \allowbreak \text{ES: } \pm 1.96 \allowbreak \sqrt{\frac{v + (1 - p)(\mathrm{ES} - \mathrm{VaR})^2}{p\, n}}, \allowbreak v = \operatorname{var}(L \mid L \ge \mathrm{VaR}), \allowbreak \text{or } \pm t_{15}\, \frac{s(e_j)}{\sqrt{16}}`,
      symbols:
        'n scenarios, p tail probability, L losses. Of independent draws the ranks that bound the quantile are binomial, and the error of ES is the one with the root. Of spread draws: t₁₅ Student’s quantile of 97.5 %, s standard deviation over the 16 repetitions j, n_j how many of their scenarios lie at or below the quantile, e_j their mean of max(0, L − VaR)/p',
      misleads:
        'It shrinks with more scenarios and says nothing of whether the model is right or the history long enough: what history allows is often many times wider.',
      reference:
        'David and Nagaraja, Order Statistics (2003), 7.1; Manistre and Hancock, North American Actuarial Journal 9 (2005); Nakayama, ACM Transactions on Modeling and Computer Simulation 24 (2014)',
    },
    backtest: {
      label: 'Tested on its own history',
      definition:
        'Had the method been used all along, the loss should have been exceeded as often as the tail says (Kupiec), and not in clusters (Christoffersen). Small p-values speak against the method.',
      formula: String.raw`\mathrm{LR} = 2 \left[x \ln \frac{x}{n p} + (n - x) \ln \frac{n - x}{n (1 - p)}\right]`,
      symbols: 'x exceptions in n tested periods, p tail probability (Kupiec’s test)',
      misleads:
        'Where few exceptions are expected, hardly any method is rejected: a passed test is weak evidence. The best of several methods on the same history looks better than it is.',
      reference:
        'Kupiec, Journal of Derivatives 3 (1995); Christoffersen, International Economic Review 39 (1998); Basel Committee (1996)',
    },
    contributions: {
      label: 'Where the loss comes from',
      definition: 'What each asset adds to the value at risk; the parts sum to the whole.',
      formula: String.raw`w_i\, \frac{\partial\, \mathrm{VaR}}{\partial w_i} = \mathrm{E}\left[-w_i r_i \mid R = -\mathrm{VaR}\right]`,
      symbols: 'w weights, r return of an asset, R return of the mix',
      misleads:
        'The parts hold at these weights; taking an asset out changes those of the others. Those by history rest on the few periods near the tail and are uncertain.',
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
