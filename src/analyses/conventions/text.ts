/** The words of the room "Why does my number differ?"; those of the conventions are in `view-words*.ts`. */
import { rebalancingNames, type RoomText } from '../text';
import type { spec } from './spec';

export const text: RoomText<typeof spec> = {
  title: 'Why does my number differ?',
  description:
    'The same data, mix and measure by the conventions of spreadsheets, Python and R, side by side: how far each is from the number on this page, and why. Every one of them is computed here, not looked up.',
  parameters: {
    measure: {
      label: 'Measure',
      options: {
        volatility: 'volatility',
        sharpe: 'Sharpe ratio',
        valueAtRisk: 'value at risk',
        covariance: 'covariance',
        correlation: 'correlation',
      },
    },
    mine: {
      label: 'Your number',
      help: 'What another tool gave you; a percentage may be typed as 15.3 or as 0.153. 0 looks for nothing.',
    },
    tail: {
      label: 'Confidence',
      options: {
        100000: '90 %',
        50000: '95 %',
        25000: '97.5 %',
        10000: '99 %',
        5000: '99.5 %',
        1000: '99.9 %',
      },
    },
    rebalancing: {
      label: 'Rebalancing',
      help: 'As in “The mix”, without cost. “Every period” is what a sum of weights times returns does.',
      options: rebalancingNames,
    },
    first: {
      label: 'A pair',
      help: 'The two assets.',
      options: { '': 'first asset' },
    },
    second: {
      label: 'and',
      help: 'The two assets.',
      options: { '': 'next asset' },
    },
  },
  measures: {
    volatility: {
      label: 'Volatility a year',
      definition:
        'Standard deviation of the returns of the mix with constant weights, divisor n − 1, times the root of the periods in a year.',
      formula: String.raw`\sigma \sqrt{f}, \allowbreak \sigma^2 = w^\top \Sigma w = \frac{1}{n - 1} \sum_t (r_t - \bar{r})^2`,
      symbols: 'r returns of the mix, n of them, Σ their sample covariance, f periods a year',
      misleads:
        'A root of time is exact only where periods are independent. A number from smoothed or averaged prices comes out too small by every convention.',
      reference: 'Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    },
    sharpe: {
      label: 'Sharpe ratio a year',
      definition:
        'Mean return above the riskless return per unit of its own deviation, times the root of the periods in a year, along the path of the chosen rebalancing.',
      formula: String.raw`\frac{\bar{e}}{s_e} \sqrt{f}, \allowbreak e_t = r_t - r_{f,t}`,
      symbols: 'e returns above the riskless one, s their sample deviation, f periods a year',
      misleads:
        'Ratios of different conventions cannot be compared: the way to a year alone can move them by a tenth. Over a few years chance decides more than any convention.',
      reference: 'Sharpe, Journal of Portfolio Management 21 (1994)',
    },
    valueAtRisk: {
      label: 'Value at risk of a period',
      definition:
        'The loss of rank k among the returns of the history, the worst first: a loss that happened, as a positive number. It is quantile type 1 with its sign turned.',
      formula: String.raw`\mathrm{VaR} = -r_{(k)}, \allowbreak k = \max(1, \lceil p\, n \rceil)`,
      symbols: 'r₍ₖ₎ the k-th smallest of n returns, p tail probability',
      misleads:
        'In a far tail two neighbouring observations may lie points apart, and the definition of the quantile then decides the answer. That is a sign of too little history, not of one right definition.',
      reference:
        'Jorion, Value at Risk, 3rd ed. (2007); Hyndman and Fan, The American Statistician 50 (1996)',
    },
    covariance: {
      label: 'Covariance of a period',
      definition: 'Mean product of the deviations of two assets, divisor n − 1, not annualized.',
      formula: String.raw`s_{xy} = \frac{1}{n - 1} \allowbreak \sum_t (x_t - \bar{x})(y_t - \bar{y})`,
      symbols: 'x and y returns of two assets, n of each',
      misleads:
        'Its size says nothing without the volatilities of both. A divisor of n and one of n − 1 differ by less than chance does.',
      reference: 'Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    },
    correlation: {
      label: 'Correlation',
      definition: 'Covariance over the product of both standard deviations, Pearson’s.',
      formula: String.raw`\rho = \frac{s_{xy}}{s_x s_y}`,
      symbols: 's the sample covariance and deviations of two assets',
      misleads:
        'It sees straight lines only: assets that fall together and rise apart can have a correlation near 0. One extreme period can make or hide it.',
      reference: 'Pearson, Philosophical Transactions A 187 (1896)',
    },
  },
  assumptions: [
    'All conventions see the same simple returns of the same periods; dividends, prices and dates that another source has differently are not looked at.',
    'Each convention differs from ours in one thing. A number that differs in two, such as log returns with the divisor n, stands nowhere in the list.',
    'Calls are written with r for the returns of the mix (returns @ w), x and y for two assets and rf for the riskless returns; p is the tail.',
    'What a tool does by default may change with its version: the calls name what matters.',
  ],
};
