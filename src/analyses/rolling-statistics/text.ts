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
      formula: String.raw`\frac{f}{n} \sum_{t \in \text{window}} r_t`,
      symbols: 'r returns, n number of periods in the window, f periods a year',
      misleads:
        'The mean of a few years is mostly chance: with a volatility of 15 % a year, three years leave it uncertain by about ±17 points a year. What a window earned says little about the next.',
      reference: 'Zivot and Wang, Modeling Financial Time Series with S-PLUS (2006), ch. 9',
    },
    volatility: {
      label: 'Volatility a year',
      definition: 'Standard deviation of the returns in the window, scaled to a year.',
      formula: String.raw`\sqrt{\frac{f}{n - 1} \sum_{t \in \text{window}} (r_t - \bar r)^2}`,
      symbols:
        'r returns and r̄ their mean in the window, n number of periods in the window, f periods a year',
      misleads:
        'It looks back: calm windows come before storms. After one wild period it stays high until that period leaves the window, and drops at once then.',
      reference: 'Zivot and Wang (2006), ch. 9',
    },
    sharpe: {
      label: 'Sharpe ratio',
      definition: 'Mean return above the riskless return in the window, per unit of its deviation.',
      formula: String.raw`\sqrt{f}\, \frac{\operatorname{mean}(e)}{\operatorname{sd}(e)}, \allowbreak e_t = r_t - c_t`,
      symbols:
        'r returns, c riskless return (0 where none is chosen), mean and sd over the window, f periods a year',
      misleads:
        'Three years leave it uncertain by more than ±1, so most of its ups and downs are chance.',
      reference: 'Sharpe, Journal of Portfolio Management 21 (1994)',
    },
    minimum: {
      label: 'Worst period',
      definition: 'The lowest return in the window.',
      formula: String.raw`\min_{t \in \text{window}} r_t`,
      symbols: 'r returns',
      misleads:
        'A single period decides it, and it jumps when that period enters and when it leaves. A longer window can only show a worse one.',
      reference: 'Lemire, Nordic Journal of Computing 13 (2006), for the method',
    },
    maximum: {
      label: 'Best period',
      definition: 'The highest return in the window.',
      formula: String.raw`\max_{t \in \text{window}} r_t`,
      symbols: 'r returns',
      misleads:
        'A single period decides it, often one right after a large loss. A longer window can only show a better one.',
      reference: 'Lemire (2006), for the method',
    },
    median: {
      label: 'Median',
      definition: 'The return that half of the periods in the window exceed.',
      formula: String.raw`r_{(j)} + g \left(r_{(j+1)} - r_{(j)}\right), \allowbreak j + g = 1 + \frac{n - 1}{2}`,
      symbols:
        'r₍ⱼ₎ the j-th smallest return in the window, j a whole number, g from 0 to below 1, n number of periods in the window; the type 7 quantile at 50 %',
      misleads:
        'What an investor ends with is decided by the large moves, which it ignores. The middle return can be a gain while money shrinks.',
      reference: 'Hyndman and Fan, The American Statistician 50 (1996)',
    },
    quantile: {
      label: 'Quantile',
      definition: 'The return below which the chosen share of the periods in the window lies.',
      formula: String.raw`r_{(j)} + g \left(r_{(j+1)} - r_{(j)}\right), \allowbreak j + g = 1 + (n - 1)\, p`,
      symbols:
        'r₍ⱼ₎ the j-th smallest return in the window, j a whole number, g from 0 to below 1, p the chosen share, n number of periods in the window; the type 7 quantile',
      misleads:
        'A low quantile of a short window rests on few periods: the worst tenth of 36 months is not even four of them.',
      reference: 'Hyndman and Fan (1996)',
    },
    skewness: {
      label: 'Skewness',
      definition:
        'Lean of the returns in the window: negative where the large moves are mostly falls.',
      formula: String.raw`G_1 = \frac{\sqrt{n (n - 1)}}{n - 2} \cdot \frac{m_3}{m_2^{3/2}}, \allowbreak m_k = \frac{1}{n} \sum_{t \in \text{window}} (r_t - \bar r)^k`,
      symbols: 'r returns and r̄ their mean in the window, n number of periods in the window',
      misleads:
        'In a short window one period decides it. It jumps when that period enters and when it leaves.',
      reference: 'Joanes and Gill, The Statistician 47 (1998)',
    },
    kurtosis: {
      label: 'Excess kurtosis',
      definition: 'Weight of the extremes in the window against a normal distribution.',
      formula: String.raw`G_2 = \frac{n - 1}{(n - 2)(n - 3)} \allowbreak \left((n + 1) \left(\frac{m_4}{m_2^2} - 3\right) + 6\right), \allowbreak m_k = \frac{1}{n} \sum_{t \in \text{window}} (r_t - \bar r)^k`,
      symbols: 'r returns and r̄ their mean in the window, n number of periods in the window',
      misleads: 'In a short window it says little more than whether one extreme period is inside.',
      reference: 'Joanes and Gill (1998)',
    },
    drawdown: {
      label: 'Worst fall in the window',
      definition: 'The deepest fall from a peak inside the window.',
      formula: String.raw`\min_{s \le t} \left(\frac{V_t}{V_s} - 1\right), \allowbreak s, t \in \text{window}`,
      symbols: 'V value of an investment, the start of the window included',
      misleads:
        'A fall that began before the window looks milder than it was, and one longer than the window is nowhere seen in full.',
      reference: 'Magdon-Ismail and Atiya, Risk 17 (2004)',
    },
    'value-at-risk': {
      label: 'Value at risk',
      definition: 'The loss that the worst periods in the window reach or exceed.',
      formula: String.raw`-r_{(k)}, \allowbreak k = \max(1, \lceil p\, n \rceil)`,
      symbols:
        'r₍ₖ₎ the k-th smallest return in the window, p tail probability, n number of periods in the window',
      misleads:
        'In a short window it is one of the worst few periods and jumps as they come and go: of 36 periods the worst in 20 is the second worst. It rises after the storm, not before.',
      reference: 'Jorion, Value at Risk, 3rd ed. (2007)',
    },
    beta: {
      label: 'Beta',
      definition: 'How much moves per move of the chosen asset.',
      formula: String.raw`\frac{\operatorname{cov}(x, y)}{\operatorname{var}(x)}`,
      symbols: 'x returns of the chosen asset, y those of what is shown, both in the window',
      misleads:
        'It is a slope, not a cause, and does not say how much of the movement the chosen asset explains: that is the square of the correlation.',
      reference: 'Sharpe, Journal of Finance 19 (1964)',
    },
    correlation: {
      label: 'Correlation',
      definition: 'How closely the returns in the window follow those of the chosen asset.',
      formula: String.raw`\frac{\operatorname{cov}(x, y)}{\operatorname{sd}(x) \operatorname{sd}(y)}`,
      symbols: 'x returns of the chosen asset, y those of what is shown, both in the window',
      misleads:
        'In short windows it swings by chance: over 36 periods of two unrelated assets, one window in twenty is beyond ±0.33.',
      reference: 'Pearson (1896)',
    },
    'moving-average': {
      label: 'Moving average of the level',
      definition:
        'Average of the last levels of an investment of 100. It lags the level by half the window.',
      formula: String.raw`\frac{1}{n} \sum_{t \in \text{window}} L_t, \allowbreak L_t = 100 \prod_{s \le t} (1 + r_s)`,
      symbols:
        'L level of an investment of 100 at the first date, r returns, n number of periods in the window',
      misleads:
        'It follows the level with a delay and foretells nothing. The height of a line depends on the first date, so compare shapes.',
      reference: 'Brock, Lakonishok and LeBaron, Journal of Finance 47 (1992)',
    },
    distance: {
      label: 'Distance from the moving average',
      definition: 'How far the level is above its moving average.',
      formula: String.raw`\frac{L_t}{\operatorname{mean}(L)} - 1`,
      symbols: 'L level of an investment of 100 at the first date, mean over the window',
      misleads:
        'What rises steadily is always above its average, and the more so the longer the window. A positive distance alone is no signal.',
      reference: 'Faber, Journal of Wealth Management 9 (2007)',
    },
    holding: {
      label: 'Return of a holding time',
      definition:
        'Compound return a year of everyone who held the mix so long, by the date of the start.',
      formula: String.raw`\left(\prod_{j=1}^{h} (1 + R_{t+j})\right)^{1/y} - 1`,
      symbols: 'R return of the mix in a period, h periods of the holding time, y its years',
      misleads:
        'Holding times overlap: fifty years hold only five separate ones of ten years. The lowest is the worst that happened, not the worst that can happen.',
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
  none: 'none',
  all: 'all',
  holdingFinding: (years: string, worst: string, best: string, losses: string) =>
    `Over ${years} years the mix returned from ${worst} to ${best} a year, depending on the start; ${losses} of the starts ended with a loss.`,
  last: (label: string, value: string, percentile: string) =>
    `${label} ended at ${value}, higher than in ${percentile} of all windows.`,
  periods,
} as const;
