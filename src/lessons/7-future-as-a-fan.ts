/** Lesson 7: many futures in place of one forecast, and the order of returns. */
import { html } from 'lit';
import { formatNumber } from '../ui/format';
import { defineLesson, monthlySince1871, percent } from './lesson';

const facts = {
  low: 4.3,
  middle: 7.8,
  high: 11.1,
  runsOut: 5,
  runsOutLow: 2,
  runsOutHigh: 17,
  runsOut6000: 37,
  worstFifth: 20,
  bestFifth: 0,
  first: 0.54,
  last: 0.23,
  replayRunsOut: 3,
  starts: 1467,
  holdingWorst: 3.2,
  holdingBest: 15.3,
} as const;

const assets = ['us_stocks', 'us_treasury_10y'];
const data = { sources: [{ id: monthlySince1871 }] };
const mix = { assets, weights: [6_000, 4_000] };

export const lesson = defineLesson({
  facts,
  formulas: {
    growth: {
      formula: String.raw`V_T = V_0 (1 + r_1)(1 + r_2) \dots (1 + r_T)`,
      symbols: 'V money, r returns: a product, in which the order does not matter',
    },
    spending: {
      formula: String.raw`V_t = V_{t-1} (1 + r_t) - c`,
      symbols: 'c what is taken out at the end of each period: now the order matters',
    },
  },
  rooms: {
    holding: {
      label: 'What twenty years brought, by start',
      task: 'The chart of holding times shows what a mix of 60 % US stocks and 40 % bonds returned a year to whoever held it for 20 years, by the month in which they began. Change the holding time.',
      draft: {
        data,
        mix,
        analysis: 'rolling-statistics',
        parameters: { shown: 'volatility', window: 240, years: 20 },
      },
      exercise: {
        hide: [
          'mix',
          'details',
          'actions',
          'shown',
          'window',
          'minimum',
          'against',
          'quantile',
          'tail',
        ],
        ranges: { years: [1, 40] },
      },
      questions: {
        best: {
          question: 'Over 20 years, what did the best start bring a year?',
          answer: 15.3,
          tolerance: 0.1,
          unit: '%',
        },
        losses: {
          question: 'With a holding time of 1 year, what share of the starts ended with a loss?',
          answer: 22,
          tolerance: 1,
          unit: '%',
        },
      },
    },
    fan: {
      label: 'Thirty years of withdrawals',
      task: '100,000 in a mix of 60 % US stocks and 40 % bonds, from which 4,000 a year is taken out, rising with prices. Ten thousand futures are put together from stretches of the history since 1871. Change what is taken out.',
      draft: {
        data,
        mix,
        analysis: 'wealth-paths',
        parameters: { scenarios: 10_000, spendingAmount: 4_000, years: 30 },
      },
      exercise: {
        lock: ['mix'],
        hide: ['mix', 'details', 'actions', 'goal', 'terms', 'scenarios', 'precision', 'resamples'],
        ranges: { years: [5, 40] },
      },
      questions: {
        runsOut: {
          question: 'In what share of the futures does the money run out?',
          answer: 5,
          tolerance: 1,
          unit: '%',
        },
        more: {
          question: 'And with 6,000 a year?',
          answer: 37,
          tolerance: 1,
          unit: '%',
        },
        fifth: {
          question:
            'Back at 4,000: in the fifth of the futures whose first six years were the slowest, in what share does it run out?',
          answer: 20,
          tolerance: 1,
          unit: '%',
        },
      },
    },
  },
  sections: [
    {
      heading: 'A forecast with one line is a guess',
      body: ({ room }) => html`
        <p>
          Whoever held 60 % US stocks and 40 % bonds for twenty years, rebalanced every month, got
          from ${percent(facts.holdingWorst)} to ${percent(facts.holdingBest)} a year, depending
          only on the month in which they began. One line into the future, drawn with the average,
          hides that.
        </p>
        ${room('holding')}
        <p>
          Mind that these twenty-year spans overlap. In 152 years there are seven of them that have
          nothing in common, not sixteen hundred.
        </p>
      `,
    },
    {
      heading: 'The fan',
      body: () => html`
        <p>
          A <em>fan</em> shows many possible futures at once. Each is put together from stretches of
          months as they were, drawn at random, so that stocks, bonds and inflation keep together
          and good and bad times last about as long as they did. The middle line has half of the
          futures below it; one in twenty ends below the lowest band and one in twenty above the
          highest.
        </p>
        <p>
          Over thirty years, nine in ten futures of this mix grew by between ${percent(facts.low)}
          and ${percent(facts.high)} a year, with ${percent(facts.middle)} in the middle. A small
          difference a year becomes a large one in the end: compounding pulls the fan apart, upwards
          more than downwards. The lines of the fan are not futures. No single one runs along a
          band; each wanders through several.
        </p>
      `,
    },
    {
      heading: 'The order of returns',
      body: ({ formula }) => html`
        <p>As long as nothing is paid in or out, the order does not matter:</p>
        ${formula('growth')}
        <p>
          −20 %, +10 % and +25 % make 0.8 × 1.1 × 1.25 = 1.1 of 1, and so they do backwards. Now
          take 20 out at the end of every year, from 100 at the start:
        </p>
        ${formula('spending')}
        <div class="scroll">
          <table class="figures-table">
            <thead>
              <tr>
                <th scope="col">Year</th>
                <th scope="col">Bad year first</th>
                <th scope="col">Bad year last</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">1</th>
                <td>80 − 20 = 60</td>
                <td>125 − 20 = 105</td>
              </tr>
              <tr>
                <th scope="row">2</th>
                <td>66 − 20 = 46</td>
                <td>115.5 − 20 = 95.5</td>
              </tr>
              <tr>
                <th scope="row">3</th>
                <td>57.5 − 20 = 37.5</td>
                <td>76.4 − 20 = 56.4</td>
              </tr>
            </tbody>
          </table>
        </div>
        <p>
          The same returns and the same withdrawals leave 37.5 or 56.4. What was taken out after a
          fall is not there for the recovery. For whoever pays in it is the other way round: early
          falls are cheap, late ones hurt.
        </p>
      `,
    },
    {
      heading: 'Withdrawals',
      body: ({ room }) => html`
        <p>
          With 4,000 of 100,000 a year, kept up with prices, the money ran out within thirty years
          in about ${percent(facts.runsOut, 0)} of the simulated futures; with 6,000 in
          ${percent(facts.runsOut6000, 0)}. The first years decide most. In the fifth of the futures
          in which the first six were slowest it ran out in about ${percent(facts.worstFifth, 0)},
          in the fastest fifth in none or nearly none. The growth of years 0 to 6 has a rank
          correlation of ${formatNumber(facts.first, 2)} with what is left at the end, that of the
          last six years ${formatNumber(facts.last, 2)}.
        </p>
        ${room('fan')}
        <p>
          Two errors stand beside these figures. That of the simulation is small. That of the
          history is not: other histories of the same kind would have put the
          ${percent(facts.runsOut, 0)} anywhere from about ${percent(facts.runsOutLow, 0)} to
          ${percent(facts.runsOutHigh, 0)}. And both take one country, in which things went well on
          the whole, for the pattern of what can come. Of the ${formatNumber(facts.starts)} starts
          in the data themselves ${percent(facts.replayRunsOut, 0)} ran out.
        </p>
      `,
    },
  ],
  sources: [
    'Data: US stocks and bonds, monthly, 1871 to 2023',
    'W. Bengen, Determining Withdrawal Rates Using Historical Data, Journal of Financial Planning 7 (1994)',
    'D. Politis and J. Romano, The Stationary Bootstrap, Journal of the American Statistical Association 89 (1994)',
    'M. Milevsky, The Calculus of Retirement Income (2006)',
  ],
});
