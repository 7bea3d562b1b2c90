/** Every word that a person reads in the room "How much could I lose?". */
import type { RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
  menu: 'Loss',
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
        simulated: 'Monte Carlo, normal',
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
    scenarios: {
      label: 'Scenarios',
      help: 'Simulated outcomes. More of them shrink the simulation error.',
    },
    precision: {
      label: 'Stop at a precision',
      help: 'Half the width of the simulation interval, relative to the value at risk.',
      options: { none: 'no', '5%': '±5 %', '2%': '±2 %', '1%': '±1 %', '0.5%': '±0.5 %' },
    },
    resamples: {
      label: 'Resampled histories',
      help: 'Histories put together from blocks of the real one, behind the ranges that history allows.',
    },
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
    simulated: {
      label: 'Monte Carlo, normal',
      definition:
        'The order statistic of simulated returns: correlated normal draws for every asset, compounded where the horizon is longer than a period.',
      formula: 'R = m + (L′w)·z, S = L L′; over h periods Π(1 + R_t) − 1',
      reference: 'Glasserman, Monte Carlo Methods in Financial Engineering (2003), ch. 9',
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
    'The normal methods assume independent periods and no fat tails; the history shows both to be doubtful.',
    'Losses are before taxes, fees and the cost of selling.',
  ],
};

/** The words around the drawings of this room. */
export const viewWords = {
  period: { daily: 'day', weekly: 'week', monthly: 'month', quarterly: 'quarter', yearly: 'year' },
  periods: {
    daily: 'days',
    weekly: 'weeks',
    monthly: 'months',
    quarterly: 'quarters',
    yearly: 'years',
  },
  /** The tail in words: how rarely the loss is exceeded. */
  oneIn: {
    100000: 'One {p} in 10',
    50000: 'One {p} in 20',
    25000: 'One {p} in 40',
    10000: 'One {p} in 100',
    5000: 'One {p} in 200',
    1000: 'One {p} in 1,000',
  },
  span: (horizon: string, periods: string) => `span of ${horizon} ${periods}`,
  loses: 'loses',
  gains: 'gains',
  gainOf: 'gain of',
  orMore: 'or more',
  orLess: 'or less',
  noAnswer: (method: string, reason: string) =>
    `${method}: no answer, because the method ${reason}.`,
  onAverage: 'on average',
  whenItDoes: 'when it does, it loses',
  valueMark: 'VaR',
  shortfallMark: 'ES',
  weight: 'Weight',
  inMoney: 'In money',
  ofAmount: (amount: string) => `of ${amount}`,
  historyAllows: 'history allows',
  simulationError: 'simulation error',
  unreliable: 'unreliable',
  distribution: 'What the normal model draws',
  distributionNote: (scenarios: string) => `${scenarios} scenarios`,
  simulated: 'simulated',
  history: 'What happened',
  returnOverHorizon: 'return over the horizon',
  methods: 'The methods side by side',
  methodsNote: 'loss of the mix',
  method: 'Method',
  conventions: 'The same history by three conventions',
  conventionsNote: 'value at risk',
  levels: 'Rarer losses',
  levelsNote: 'value at risk',
  confidence: 'Confidence',
  contributions: 'Where the loss comes from',
  contributionsNote: 'points of value at risk',
  shortfallContributions: 'Where the average bad loss comes from',
  outcome: (period: string) => `A ${period}’s result`,
  windowOutcome: (horizon: string, periods: string) => `The result of ${horizon} ${periods}`,
  windowNote: (windows: string) => `${windows} overlapping windows`,
  historySummary: (windows: string, loss: string) =>
    `Of ${windows} observations, the worst in the tail lost ${loss} or more.`,
  outcomeNote: (count: string, periods: string) => `${count} ${periods}`,
  asset: 'Asset',
  from: 'From',
  to: 'To',
  count: 'Count',
} as const;
