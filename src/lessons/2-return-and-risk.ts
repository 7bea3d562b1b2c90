/** Lesson 2: expected return and volatility of a mix, by formula and by simulation. */
import { html } from 'lit';
import { formatNumber } from '../ui/format';
import { defineLesson, monthlySince1975, percent } from './lesson';

const facts = {
  stocksMean: 11.69,
  bondsMean: 6.75,
  stocksVolatility: 12.38,
  bondsVolatility: 7.24,
  correlation: 0.0408,
  mean: 9.22,
  fromStocks: 38.32,
  fromBonds: 13.1,
  fromBoth: 1.83,
  variance: 53.25,
  volatility: 7.3,
  averageVolatility: 9.8,
  monthMean: 0.77,
  monthVolatility: 2.11,
  normalLoss: 2.7,
} as const;

const assets = ['us_stocks', 'us_treasury_10y'];
const data = { sources: [{ id: monthlySince1975, columns: assets }] };
const half = { assets, weights: [5_000, 5_000] };

export const lesson = defineLesson({
  facts,
  formulas: {
    mean: {
      formula: String.raw`\mu = w_1 \mu_1 + w_2 \mu_2`,
      symbols: 'μ expected return a year, w weights',
    },
    variance: {
      formula: String.raw`\sigma^2 = w_1^2 \sigma_1^2 + w_2^2 \sigma_2^2 \allowbreak + 2\, w_1 w_2\, \rho\, \sigma_1 \sigma_2`,
      symbols:
        'σ volatility, the standard deviation of returns a year; ρ the correlation of the two',
    },
    loss: {
      formula: String.raw`\text{loss} = 1.645\, \sigma_{\text{month}} - \mu_{\text{month}}`,
      symbols:
        '1.645 standard deviations below the mean lies the point that a normal variable falls short of in one case in 20',
    },
  },
  rooms: {
    two: {
      label: 'Two assets, by formula',
      task: 'Half of the money is in stocks, half in bonds, and the mix is reset every month. Move the slider; under “How is this computed?” the formulas stand with the numbers of your mix.',
      draft: {
        data,
        analysis: 'mix-summary',
        mix: half,
        parameters: { rebalancing: 'every-period' },
      },
      exercise: { hide: ['settings', 'actions'] },
      questions: {
        mean: {
          question:
            'With 80 % stocks and 20 % bonds, what is the arithmetic return a year? Work it out from the two means above, then look.',
          answer: 10.7,
          tolerance: 0.1,
          unit: '%',
        },
        volatility: {
          question: 'And the volatility of that mix?',
          answer: 10.1,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
    simulation: {
      label: 'The same mix, simulated',
      task: 'Months are drawn at random from a normal distribution with the means, volatilities and correlation of the history. Read the rows “Normal formula” and “Monte Carlo” of the table, then raise the number of scenarios.',
      draft: {
        data,
        analysis: 'value-at-risk',
        mix: half,
        parameters: { method: 'simulated', model: 'normal', scenarios: 10_000, backtestWindow: 0 },
      },
      exercise: {
        lock: ['mix', 'tail', 'horizon', 'amount', 'method', 'model'],
        hide: ['mix', 'actions', 'details', 'amount'],
        ranges: { scenarios: [10_000, 1_000_000] },
      },
      questions: {
        normal: {
          question:
            'Which monthly loss does the normal formula say is reached or exceeded in one month in 20?',
          answer: 2.7,
          tolerance: 0.05,
          unit: '%',
        },
        shrinks: {
          question:
            'Go from 10,000 to 1,000,000 scenarios. By about what factor does the ± of the simulation become smaller?',
          answer: 10,
          tolerance: 2,
          unit: '',
        },
      },
    },
  },
  sections: [
    {
      heading: 'The mean of a mix is the mix of the means',
      body: ({ formula }) => html`
        <p>
          An <em>expected return</em> is an average over what might happen. What might happen is not
          known, so it is estimated, mostly by the average of the past. From March 1975 to December
          2022 the average monthly return, times twelve, was ${percent(facts.stocksMean, 2)} for US
          stocks and ${percent(facts.bondsMean, 2)} for 10-year Treasury bonds.
        </p>
        ${formula('mean')}
        <p>
          For half and half that gives 0.5 × ${percent(facts.stocksMean, 2)} + 0.5 ×
          ${percent(facts.bondsMean, 2)} = ${percent(facts.mean, 2)}. Nothing else enters: how the
          two move together does not change the mean.
        </p>
        <p>
          This is an arithmetic mean, and money does not grow by it. Who gains 50 % and then loses
          50 % has an average return of zero and three quarters of the money. What a mix grew by is
          the geometric return, which is lower the more the mix swings.
        </p>
      `,
    },
    {
      heading: 'The volatility of a mix is not the mix of the volatilities',
      body: ({ formula, room }) => html`
        <p>
          <em>Volatility</em> is the standard deviation of the returns: how far they typically lie
          from their mean. Monthly volatility is brought to a year by the root of twelve, which is
          right where months do not depend on each other. Stocks had
          ${percent(facts.stocksVolatility, 2)} a year, bonds ${percent(facts.bondsVolatility, 2)},
          and the correlation of the two was ${formatNumber(facts.correlation, 4)}, close to none.
        </p>
        ${formula('variance')}
        <p>
          With weights of one half, and the numbers in percent, the three parts are 0.25 ×
          ${formatNumber(facts.stocksVolatility, 2)}² = ${formatNumber(facts.fromStocks, 2)}, then
          0.25 × ${formatNumber(facts.bondsVolatility, 2)}² = ${formatNumber(facts.fromBonds, 2)},
          and 0.5 × ${formatNumber(facts.correlation, 4)} ×
          ${formatNumber(facts.stocksVolatility, 2)} × ${formatNumber(facts.bondsVolatility, 2)} =
          ${formatNumber(facts.fromBoth, 2)}. They sum to ${formatNumber(facts.variance, 2)}, and
          the root of that is ${percent(facts.volatility, 1)}. The average of the two volatilities
          would be ${percent(facts.averageVolatility, 1)}. The difference is what
          <a href="#lessons/correlation">diversification</a> did.
        </p>
        ${room('two')}
      `,
    },
    {
      heading: 'The same by simulation',
      body: ({ formula, room }) => html`
        <p>
          A simulation needs no formula for the mix. It draws a month for stocks and a month for
          bonds, multiplies by the weights, notes the result, and does so many thousand times. What
          it draws has to be said: here normal returns with the means, volatilities and correlation
          of the history. If both ways are right they must agree, for instance on the loss that one
          month in 20 reaches. By formula that needs only the mean and the volatility of a month,
          ${percent(facts.monthMean, 2)} and ${percent(facts.monthVolatility, 2)}:
        </p>
        ${formula('loss')}
        <p>
          that is 1.645 × ${percent(facts.monthVolatility, 2)} − ${percent(facts.monthMean, 2)} =
          ${percent(facts.normalLoss, 2)}.
        </p>
        ${room('simulation')}
      `,
    },
    {
      heading: 'Why simulate at all?',
      body: () => html`
        <p>
          Where a formula exists it is exact, and the simulation only comes near it: its error
          shrinks with the root of the number of draws, so that one more digit costs a hundred times
          as many. But formulas end soon. For bonds with heavy tails, yearly rebalancing, a
          withdrawal every month or a rule that depends on the path there is none, and the
          simulation goes on as before.
        </p>
        <p>
          Their agreement proves that both computed the same thing rightly. It does not prove that
          returns are normal, nor that the next years have the mean and the volatility of the last.
          For that error no number of scenarios helps.
        </p>
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, 1975 to 2022',
    'H. Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    'P. Glasserman, Monte Carlo Methods in Financial Engineering (2003), ch. 1',
  ],
});
