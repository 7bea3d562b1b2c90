/** Lesson 8: seeds, two kinds of error, conventions, and traps in data. */
import { html } from 'lit';
import { encodeDraft } from '../analyses/link';
import type { Draft } from '../analyses/scenario';
import { formatNumber } from '../ui/format';
import { defineLesson, monthlySince1975, percent } from './lesson';

const facts = {
  seedLow: 2.9,
  seedHigh: 3.1,
  samplingLow: 2.6,
  samplingHigh: 3.5,
  monthEnd: 15.8,
  monthAverage: 13.9,
  lower: 12,
  endCorrelation: 0.11,
  averageCorrelation: 0.23,
  houses: 1.7,
  housesYearly: 4.8,
  housesCorrelation: 0.78,
} as const;

const assets = ['us_stocks', 'us_treasury_10y'];
const seeds: Draft = {
  data: { sources: [{ id: monthlySince1975, columns: assets }] },
  analysis: 'value-at-risk',
  mix: { assets, weights: [6_000, 4_000] },
  parameters: { method: 'simulated', scenarios: 10_000, backtestWindow: 0 },
  seed: 1,
};

export const lesson = defineLesson({
  facts,
  formulas: {
    error: {
      formula: String.raw`\text{error of a simulation} \propto \frac{1}{\sqrt{n}}`,
      symbols: 'n the number of scenarios: a hundred times as many for one more digit',
    },
    averages: {
      formula: String.raw`\frac{\sigma_{\text{averages}}}{\sigma_{\text{ends}}} \approx \sqrt{\tfrac{2}{3}} \approx 0.82`,
      symbols: 'of changes of monthly averages and of month-ends, where each day moves by itself',
    },
  },
  rooms: {
    seeds: {
      label: 'The same run with other random numbers',
      task: 'Ten thousand simulated months of 60 % stocks and 40 % bonds. Press the seeds in turn and read the value at risk in the row “Monte Carlo”. Then do the same with a million months.',
      draft: seeds,
      exercise: {
        lock: ['mix', 'tail', 'horizon', 'method', 'model'],
        hide: ['mix', 'details', 'actions', 'amount', 'horizon'],
        ranges: { scenarios: [10_000, 1_000_000] },
        presets: [
          ...[1, 2, 3, 4, 5].map((seed) => ({
            label: `Seed ${seed}`,
            link: encodeDraft({ ...seeds, seed }),
          })),
          ...[1, 2, 3].map((seed) => ({
            label: `Seed ${seed}, a million`,
            link: encodeDraft({
              ...seeds,
              seed,
              parameters: { ...seeds.parameters, scenarios: 1_000_000 },
            }),
          })),
        ],
      },
      questions: {
        spread: {
          question:
            'With 10,000 scenarios, by how many percentage points is the largest of the five values at risk above the smallest?',
          answer: 0.2,
          tolerance: 0.02,
          unit: 'points',
        },
        again: {
          question: 'With seed 1, what is it to two digits after the point?',
          answer: 3.09,
          tolerance: 0.006,
          unit: '%',
        },
      },
    },
    houses: {
      label: 'Why does my number differ?',
      task: 'The volatility of US house prices by every convention that people use. Compare the one of this app with that from yearly returns; then choose another measure.',
      draft: {
        data: { sources: [{ id: monthlySince1975, columns: ['us_house_prices'] }] },
        analysis: 'conventions',
        mix: { assets: ['us_house_prices'], weights: [10_000] },
        parameters: { measure: 'volatility' },
      },
      exercise: { hide: ['mix', 'details', 'actions'] },
      questions: {
        ours: {
          question:
            'What is the volatility a year from monthly returns, by the definition of this app?',
          answer: 1.7,
          tolerance: 0.1,
          unit: '%',
        },
        yearly: {
          question: 'And from yearly returns?',
          answer: 4.8,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
  },
  sections: [
    {
      heading: 'Random, and yet repeatable',
      body: ({ formula, room }) => html`
        <p>
          The random numbers of a computer are computed. They start from a number, the
          <em>seed</em>, and the same seed gives the same numbers and so the same result to the last
          digit. That is what makes a simulation checkable. It also hides something: a figure that
          never changes looks exact. Change the seed, and it shows what it is.
        </p>
        ${formula('error')}
        <p>
          With 10,000 scenarios the five seeds of the room give from ${percent(facts.seedLow)} to
          ${percent(facts.seedHigh)}. If a conclusion depends on the seed, it is none. And to try
          seeds until one pleases is to make the result up.
        </p>
        ${room('seeds')}
      `,
    },
    {
      heading: 'Two kinds of error',
      body: () => html`
        <p>
          More scenarios shrink the first error, that of the simulation. They do nothing for the
          second: the history is one sample of what could have been. For the mix above the history
          allows a value at risk anywhere from ${percent(facts.samplingLow)} to
          ${percent(facts.samplingHigh)} by the normal formula, whatever is simulated. Only more
          history would narrow that, and old history may be of another world.
        </p>
        <p>
          Both errors assume that the model is right. That it may not be is a third thing, which no
          interval shows. The only remedy is to compute the same in several ways and to see how far
          they part, as in <a href="#lessons/value-at-risk">lesson 5</a>.
        </p>
      `,
    },
    {
      heading: 'The same word for different things',
      body: ({ room }) => html`
        <p>
          Two programs that show a different volatility for the same data may both be right. One
          divides by n, the other by n − 1; one takes logarithms; one counts 252 days to a year and
          one 365; one uses monthly returns and one yearly. Before a difference is explained by
          markets it should be explained by definitions. Ask of any figure: of which returns, over
          which years, by which formula, before or after inflation and cost?
        </p>
        ${room('houses')}
      `,
    },
    {
      heading: 'Data that mislead without being wrong',
      body: ({ formula }) => html`
        <p>
          <strong>Monthly averages.</strong> Many long series give the average of each month in
          place of its last price. Averaging smooths, and the volatility comes out too low.
        </p>
        ${formula('averages')}
        <p>
          From the daily closes of the S&amp;P 500 from 1999 to 2012 both can be made. From
          month-ends the volatility is ${percent(facts.monthEnd)} a year, from monthly averages
          ${percent(facts.monthAverage)}, or ${percent(facts.lower, 0)} less. And each month seems
          to foretell the next: the correlation of neighboring months rises from
          ${formatNumber(facts.endCorrelation, 2)} to ${formatNumber(facts.averageCorrelation, 2)}.
          Part of what looks like a trend is the averaging.
        </p>
        <p>
          <strong>Appraisals.</strong> Houses are not traded every month, so an index of their
          prices is estimated, and what is estimated moves slowly. The correlation of neighboring
          months is ${formatNumber(facts.housesCorrelation, 2)}. From monthly returns the volatility
          is ${percent(facts.houses)} a year, from yearly ones ${percent(facts.housesYearly)}. A
          program that seeks the best mix by the first figure will fill it with houses.
        </p>
        <p>
          <strong>Survivors.</strong> A list of the funds that exist today leaves out those that
          were closed, mostly because they did badly; the average of the survivors is better than
          what investors got. Countries are no different. A study that begins with the US stock
          market has chosen one that did well, and was not known beforehand to be the one.
        </p>
        <p>
          <strong>Looking back.</strong> A rule that was found in a history has to be tried on
          another. Data get revised, too: what stands in a table today need not have been known
          then.
        </p>
      `,
    },
    {
      heading: 'A list of questions',
      body: () => html`
        <ol>
          <li>Can I repeat it: data, dates, formula, parameters, seed?</li>
          <li>How far could chance alone have moved it, by simulation and by history?</li>
          <li>What does another method say, or another stretch of years?</li>
          <li>What is not in the data: costs, tax, those that failed?</li>
          <li>Was it known at the time?</li>
          <li>How many things were tried before this one was shown?</li>
        </ol>
        <p>They can be put to every figure of this app as well.</p>
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, 1975 to 2022; S&P 500 daily closes, 1999 to 2012',
    'H. Working, Note on the Correlation of First Differences of Averages in a Random Chain, Econometrica 28 (1960)',
    'D. Geltner, Smoothing in Appraisal-Based Returns, Journal of Real Estate Finance and Economics 4 (1991)',
    'S. Brown, W. Goetzmann, R. Ibbotson and S. Ross, Survivorship Bias in Performance Studies, Review of Financial Studies 5 (1992)',
    'P. Jorion and W. Goetzmann, Global Stock Markets in the Twentieth Century, Journal of Finance 54 (1999)',
    'A. Lo, The Statistics of Sharpe Ratios, Financial Analysts Journal 58 (2002)',
  ],
});
