/** Every word that a person reads in the room "How has it changed?". */
import { periods, type RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
  title: 'How has it changed?',
  description:
    'Every statistic over a window that moves through history, for the mix and for its assets: what is steady, what is not, and where today stands.',
  parameters: {
    shown: {
      label: 'Show',
      help: 'Several at once, one chart each.',
      options: {
        mean: 'mean',
        volatility: 'volatility',
        sharpe: 'Sharpe',
        minimum: 'minimum',
        maximum: 'maximum',
        median: 'median',
        quantile: 'quantile',
        skewness: 'skewness',
        kurtosis: 'kurtosis',
        drawdown: 'drawdown',
        'value-at-risk': 'value at risk',
        beta: 'beta',
        correlation: 'correlation',
        'moving-average': 'moving average',
        distance: 'distance from it',
      },
    },
    window: { label: 'Window', help: 'Periods in the moving window.' },
    minimum: {
      label: 'Minimum count',
      help: 'Periods from which on a value is shown. 0 waits until the window is full.',
    },
    years: {
      label: 'Holding time',
      help: 'Return of holding the mix so long, by the date of the start.',
    },
    against: {
      label: 'Beta and correlation to',
      help: 'The asset that beta and correlation refer to.',
      options: { '': 'first asset' },
    },
    quantile: {
      label: 'Quantile',
      help: 'Percent of the periods in the window that lie below it.',
    },
    tail: {
      label: 'Confidence of value at risk',
      options: { 100000: '90 %', 50000: '95 %', 25000: '97.5 %', 10000: '99 %' },
    },
  },
  measures: {
    mean: {
      label: 'Mean return a year',
      definition: 'The average return of a period in the window, times the periods in a year.',
      formula: 'mean(r) f',
      reference: 'Zivot and Wang, Modeling Financial Time Series with S-PLUS (2006), ch. 9',
    },
    volatility: {
      label: 'Volatility a year',
      definition: 'Standard deviation of the returns in the window, scaled to a year.',
      formula: 'sd(r) √f, divisor w − 1',
      reference: 'Zivot and Wang (2006), ch. 9',
    },
    sharpe: {
      label: 'Sharpe ratio',
      definition: 'Mean return above the riskless return in the window, per unit of its deviation.',
      formula: 'mean(e) / sd(e) √f',
      reference: 'Sharpe, Journal of Portfolio Management 21 (1994)',
    },
    minimum: {
      label: 'Worst period',
      definition: 'The lowest return in the window.',
      formula: 'min(r)',
      reference: 'Lemire, Nordic Journal of Computing 13 (2006), for the method',
    },
    maximum: {
      label: 'Best period',
      definition: 'The highest return in the window.',
      formula: 'max(r)',
      reference: 'Lemire (2006), for the method',
    },
    median: {
      label: 'Median',
      definition: 'The return that half of the periods in the window exceed.',
      formula: 'type 7 quantile at 50 %',
      reference: 'Hyndman and Fan, The American Statistician 50 (1996)',
    },
    quantile: {
      label: 'Quantile',
      definition: 'The return below which the chosen share of the periods in the window lies.',
      formula: 'type 7 quantile',
      reference: 'Hyndman and Fan (1996)',
    },
    skewness: {
      label: 'Skewness',
      definition:
        'Lean of the returns in the window: negative where the large moves are mostly falls.',
      formula: 'G1, adjusted for the size of the window',
      reference: 'Joanes and Gill, The Statistician 47 (1998)',
    },
    kurtosis: {
      label: 'Excess kurtosis',
      definition: 'Weight of the extremes in the window against a normal distribution.',
      formula: 'G2, adjusted for the size of the window',
      reference: 'Joanes and Gill (1998)',
    },
    drawdown: {
      label: 'Worst fall in the window',
      definition: 'The deepest fall from a peak inside the window.',
      formula: 'min over s ≤ t in the window of W_t / W_s − 1',
      reference: 'Magdon-Ismail and Atiya, Risk 17 (2004)',
    },
    'value-at-risk': {
      label: 'Value at risk',
      definition: 'The loss that the worst periods in the window reach or exceed.',
      formula: '−r₍ₖ₎, k = max(1, ⌈p w⌉)',
      reference: 'Jorion, Value at Risk, 3rd ed. (2007)',
    },
    beta: {
      label: 'Beta',
      definition: 'How much moves per move of the chosen asset.',
      formula: 'cov(x, y) / var(x)',
      reference: 'Sharpe, Journal of Finance 19 (1964)',
    },
    correlation: {
      label: 'Correlation',
      definition: 'How closely the returns in the window follow those of the chosen asset.',
      formula: 'cov(x, y) / (sd(x) sd(y))',
      reference: 'Pearson (1896)',
    },
    'moving-average': {
      label: 'Moving average of the level',
      definition:
        'Average of the last levels of an investment of 100. It lags the level by half the window.',
      formula: 'mean of L over the window, L_t = 100 Π(1 + r)',
      reference: 'Brock, Lakonishok and LeBaron, Journal of Finance 47 (1992)',
    },
    distance: {
      label: 'Distance from the moving average',
      definition: 'How far the level is above its moving average.',
      formula: 'L_t / mean(L) − 1',
      reference: 'Faber, Journal of Wealth Management 9 (2007)',
    },
    holding: {
      label: 'Return of a holding time',
      definition:
        'Compound return a year of everyone who held the mix so long, by the date of the start.',
      formula: '(V_(t+h) / V_t)^(1 / years) − 1',
      reference: 'Bacon, Practical Portfolio Performance Measurement and Attribution, ch. 2',
    },
  },
  assumptions: [
    'The weights of the mix are reset every period.',
    'A window ends at the date that labels it: nothing later is in it.',
    'Neighboring windows share almost all of their periods, so a smooth line is not evidence of a trend.',
    'Windows differ by chance even where nothing changes; a short window differs more.',
  ],
};

/** The words around the drawings of this room. */
export const viewWords = {
  mix: 'Mix',
  date: 'Date',
  start: 'Start',
  statistic: 'Statistic',
  today: 'Last',
  percentile: 'Percentile in history',
  low: 'Lowest',
  middle: 'Median',
  high: 'Highest',
  standing: 'Where the end of the data stands',
  standingNote: (window: string, periods: string) => `windows of ${window} ${periods}`,
  noneChosen: 'Choose at least one statistic to show.',
  rolledNote: (window: string, periods: string) => `over ${window} ${periods}`,
  against: (asset: string) => `to ${asset}`,
  holding: (years: string) => `What ${years} years brought, by start`,
  holdingNote: 'return a year',
  distribution: (label: string) => `${label}: how often`,
  distributionNote: 'share of all windows',
  summary: (label: string, low: string, high: string, last: string) =>
    `${label} of the mix ranged from ${low} to ${high}; the last value is ${last}.`,
  holdingFinding: (years: string, worst: string, best: string, losses: string) =>
    `Over ${years} years the mix returned from ${worst} to ${best} a year, depending on the start; ${losses} of the starts ended with a loss.`,
  last: (label: string, value: string, percentile: string) =>
    `${label} ended at ${value}, higher than in ${percentile} of all windows.`,
  periods,
} as const;
