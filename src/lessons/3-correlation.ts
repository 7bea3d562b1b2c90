/** Lesson 3: correlation and diversification, and when they fail. */
import { html } from 'lit';
import { encodeDraft } from '../analyses/link';
import { formatNumber } from '../ui/format';
import { defineLesson, inYears, monthlySince1975, percent } from './lesson';

const facts = {
  stocksVolatility: 12.4,
  bondsVolatility: 7.2,
  leastShare: 25,
  leastVolatility: 6.4,
  correlationTo1999: 0.28,
  correlation2000to2020: -0.35,
  correlation2021and2022: 0.5,
  stocks2008: -39.2,
  bonds2008: 19.4,
  oil2008: -55.2,
  stocks2022: -15.0,
  bonds2022: -15.0,
  calmOil: 0.05,
  badOil: 0.43,
  europe: 0.65,
  europeLeft: 81,
} as const;

const two = ['us_stocks', 'us_treasury_10y'];
const four = [...two, 'gold', 'oil_wti'];
const pair = {
  data: { sources: [{ id: monthlySince1975, columns: two }] },
  analysis: 'mix-summary',
  mix: { assets: two, weights: [0, 10_000] },
};
const indices = ['DAX', 'SMI', 'CAC', 'FTSE'];

export const lesson = defineLesson({
  facts,
  formulas: {
    correlation: {
      formula: String.raw`\rho = \frac{\operatorname{cov}(r_1, r_2)}{\sigma_1 \sigma_2}, \allowbreak -1 \le \rho \le 1`,
      symbols: 'cov the covariance of the two returns, σ their standard deviations',
    },
    many: {
      formula: String.raw`\sigma_{\text{mix}} = \sigma \sqrt{\frac{1}{n} + \left(1 - \frac{1}{n}\right) \rho}`,
      symbols:
        'n assets in equal parts, all with the volatility σ and each two with the correlation ρ, which is not below 0',
    },
  },
  rooms: {
    slider: {
      label: 'Two assets and a slider',
      task: 'All of the money is in bonds. Move it over to stocks bit by bit and watch the volatility.',
      draft: pair,
      exercise: {
        hide: ['settings', 'details', 'actions'],
        presets: [
          { label: 'All years', link: encodeDraft(pair) },
          ...inYears(pair, { '1975 to 1999': [1975, 1999], '2000 to 2020': [2000, 2020] }),
        ],
      },
      questions: {
        least: {
          question:
            'With all the years, what is the lowest volatility that you can reach with these two?',
          answer: 6.4,
          tolerance: 0.05,
          unit: '%',
        },
        share: {
          question: 'At about which share of stocks is it lowest?',
          answer: 25,
          tolerance: 8,
          unit: '%',
        },
      },
    },
    bad: {
      label: 'In calm months and in bad ones',
      task: 'The heat map shows all correlations. The table “Bad periods of US stocks” counts only the tenth of the months in which stocks did worst. The line below shows how the correlation of stocks and bonds changed.',
      draft: {
        data: { sources: [{ id: monthlySince1975, columns: four }] },
        analysis: 'correlation',
        mix: { assets: four, weights: [2_500, 2_500, 2_500, 2_500] },
        parameters: {
          first: 'us_stocks',
          second: 'us_treasury_10y',
          stressed: 'us_stocks',
        },
      },
      exercise: {
        hide: ['mix', 'details', 'actions', 'estimator', 'lambda', 'repair', 'resamples'],
      },
      questions: {
        oil: {
          question: 'What is the correlation of oil with US stocks in the bad months?',
          answer: 0.43,
          tolerance: 0.01,
          unit: '',
        },
        bonds: {
          question: 'And that of Treasury bonds? Mind the sign.',
          answer: -0.28,
          tolerance: 0.01,
          unit: '',
        },
      },
    },
    europe: {
      label: 'Four stock markets of Europe',
      task: 'Daily returns of four stock indices in the 1990s: they are many names for nearly the same thing.',
      draft: {
        data: { sources: [{ id: 'eu-indices-daily' }] },
        analysis: 'correlation',
        mix: { assets: indices, weights: [2_500, 2_500, 2_500, 2_500] },
      },
      exercise: { lock: ['mix'], hide: ['mix', 'settings', 'details', 'actions'] },
      questions: {
        left: {
          question:
            'Take their average correlation. By the formula above, how much of the volatility of one such index would be left in a mix of very many of them?',
          answer: 81,
          tolerance: 1,
          unit: '%',
        },
      },
    },
  },
  sections: [
    {
      heading: 'Moving together, in one number',
      body: ({ formula }) => html`
        <p>
          The <em>correlation</em> of two assets says how closely their returns follow each other.
          At 1 they move in step, at −1 exactly against each other, and at 0 the one tells nothing
          of the other in a straight line. It measures the months around their means; two assets can
          both rise for decades and have a correlation of zero.
        </p>
        ${formula('correlation')}
      `,
    },
    {
      heading: 'More risk in a part, less in the whole',
      body: ({ room }) => html`
        <p>
          US stocks had a volatility of ${percent(facts.stocksVolatility)} a year, Treasury bonds of
          ${percent(facts.bondsVolatility)}. Whoever holds bonds alone can lower the swings by
          adding the asset that swings more. Bad months of the one are rarely bad months of the
          other, so that a part of them cancels. The lowest volatility of all mixes of the two,
          ${percent(facts.leastVolatility)}, is that of about ${percent(facts.leastShare, 0)}
          stocks.
        </p>
        ${room('slider')}
      `,
    },
    {
      heading: 'When it fails',
      body: ({ room }) => html`
        <p>
          A correlation is not a constant of nature. That of stocks and bonds was
          ${formatNumber(facts.correlationTo1999, 2)} until the end of 1999,
          ${formatNumber(facts.correlation2000to2020, 2)} from 2000 to 2020, and
          ${formatNumber(facts.correlation2021and2022, 2)} in 2021 and 2022. The average of the
          whole history, near zero, describes none of these times.
        </p>
        <p>
          In 2008 stocks lost ${percent(-facts.stocks2008)} and bonds gained
          ${percent(facts.bonds2008)}: diversification worked when it was needed. Oil, hardly
          related to stocks in calm months, lost ${percent(-facts.oil2008)} in the same year. In
          2022 stocks and bonds fell together, by ${percent(-facts.stocks2022)} and
          ${percent(-facts.bonds2022)}, because rising interest rates hurt both.
        </p>
        ${room('bad')}
        <p>
          A caution about such tables: to choose months by how bad they were changes a correlation
          by itself, even where nothing else has changed; of two normal variables it comes out
          nearer to zero. And there are only some sixty such months. It takes a large difference to
          mean something; that of oil, ${formatNumber(facts.calmOil, 2)} against
          ${formatNumber(facts.badOil, 2)}, is one.
        </p>
      `,
    },
    {
      heading: 'Many names are not many bets',
      body: ({ formula, room }) => html`
        <p>
          With many assets what is particular to each averages out, and what they have in common
          stays. However many there are, the volatility does not fall below √ρ of that of one.
        </p>
        ${formula('many')}
        <p>
          Four stock markets of Europe had an average correlation of
          ${formatNumber(facts.europe, 2)}. Ten thousand markets like these would still swing about
          ${percent(facts.europeLeft, 0)} as much as one of them.
        </p>
        ${room('europe')}
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, 1975 to 2022; four European stock indices, 1,860 days of the 1990s',
    'H. Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    'F. Longin and B. Solnik, Extreme Correlation of International Equity Markets, Journal of Finance 56 (2001)',
    'K. Forbes and R. Rigobon, No Contagion, Only Interdependence, Journal of Finance 57 (2002), on what choosing bad times does to a correlation',
  ],
});
