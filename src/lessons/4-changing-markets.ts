/** Lesson 4: rolling windows, moving averages, and a simple rule that follows them. */
import { html, type TemplateResult } from 'lit';
import { formatNumber } from '../ui/format';
import { defineLesson, monthlySince1975, percent } from './lesson';

const facts = {
  calmest: 5.1,
  middle: 11.7,
  wildest: 20.3,
  calmest12: 3.2,
  wildest12: 30.3,
  distance3: 1.7,
  distance10: -2.0,
  rule10: 12.3,
  hold10: 11.3,
  rule10Late: 11.0,
  hold10Late: 11.4,
  switches10: 47,
  rule3: 11.4,
  hold3: 11.4,
  rule3Late: 9.4,
  hold3Late: 11.2,
  switches3: 156,
  ruleFall: 18.9,
  ruleFallLate: 25.0,
  holdFall: 49.0,
} as const;

const data = { sources: [{ id: monthlySince1975, columns: ['us_stocks'] }] };
const mix = { assets: ['us_stocks'], weights: [10_000] };
const kept = ['mix', 'actions', 'details', 'minimum', 'against', 'quantile', 'tail'];

export const lesson = defineLesson({
  facts,
  formulas: {
    average: {
      formula: String.raw`A_t = \frac{P_t + P_{t-1} + \dots + P_{t-n+1}}{n}`,
      symbols: 'P prices, t the latest period, n the window',
    },
  },
  rooms: {
    windows: {
      label: 'Volatility in a moving window',
      task: 'Each point of the line is the volatility of US stocks over the window that ends there. Change the window and see what happens to the line and to its extremes.',
      draft: {
        data,
        mix,
        analysis: 'rolling-statistics',
        parameters: { shown: 'volatility', window: 36 },
      },
      exercise: { hide: [...kept, 'shown'], ranges: { window: [6, 240] } },
      questions: {
        times: {
          question:
            'With windows of 36 months, how many times as volatile as the calmest window was the wildest?',
          answer: 4,
          tolerance: 0.1,
          unit: 'times',
        },
        shorter: {
          question: 'With windows of 12 months, what was the highest volatility?',
          answer: 30.3,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
    average: {
      label: 'A price and its moving average',
      task: 'The distance is how far the level of US stocks stands above the average of its last levels, the latest included. Where it is above zero the rule says buy, below zero sell.',
      draft: {
        data,
        mix,
        analysis: 'rolling-statistics',
        parameters: { shown: 'moving-average,distance', window: 10 },
      },
      exercise: { hide: [...kept, 'shown', 'years'], ranges: { window: [2, 60] } },
      questions: {
        ten: {
          question:
            'With a window of 10 months, at which distance from the average did the data end? Mind the sign.',
          answer: -2,
          tolerance: 0.1,
          unit: '%',
        },
        three: {
          question: 'And with a window of 3 months?',
          answer: 1.7,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
  },
  sections: [
    {
      heading: 'One number for fifty years?',
      body: ({ room }) => html`
        <p>
          A volatility over the whole history is an average of times that had little in common. A
          <em>rolling window</em> shows them one by one: take the last 36 months, compute, move on
          by one month, compute again. The volatility of US stocks then runs from
          ${percent(facts.calmest)} to ${percent(facts.wildest)} a year, with half of the windows
          below ${percent(facts.middle)}.
        </p>
        <p>
          The window is a choice. A short one follows quickly and jumps about: over 12 months the
          extremes are ${percent(facts.calmest12)} and ${percent(facts.wildest12)}. A long one is
          calm and late. And since neighboring windows share nearly all of their months, a smooth
          line is no evidence of a trend; part of its waves is chance.
        </p>
        ${room('windows')}
      `,
    },
    {
      heading: 'Moving averages, and how late they are',
      body: ({ formula }) => html`
        <p>
          A <em>moving average</em> is the same idea with prices: the mean of the last n of them.
        </p>
        ${formula('average')}
        <p>
          It looks back, and so it lags. Of prices on a straight line the average of n is exactly
          the price of (n − 1)/2 periods ago: one month for n = 3, four and a half for n = 10. After
          a turn it goes on in the old direction for a while, and the longer the window, the longer.
        </p>
      `,
    },
    {
      heading: 'A simple rule, with its arithmetic',
      body: ({ room }) => html`
        <p>
          The best-known rule of this kind compares a price with its moving average.
          <strong
            >At the end of each period take the average of the last n prices, the latest one
            included. Is the latest price above that average: buy. Is it below: sell. Are they
            equal, nothing changes.</strong
          >
          With a window of 3:
        </p>
        ${ruleTable([100, 102, 101, 104, 107])} ${ruleTable([50, 52, 51, 49, 48])}
        <p>
          So the prices 100, 102, 101, 104, 107 end with buy and 50, 52, 51, 49, 48 with sell. Some
          compare the latest price with the average of the three <em>before</em> it instead: (102 +
          101 + 104) / 3 = 102.33 against 107, and (52 + 51 + 49) / 3 = 50.67 against 48. Here both
          answer alike. They need not, for the second average holds a price that is older. Say which
          one is meant, or nobody can repeat it.
        </p>
        <p>
          The window decides more than the rule. At the end of these data, in December 2022, the
          level of US stocks was ${percent(facts.distance3)} above its average of 3 months and
          ${percent(-facts.distance10)} below that of 10: buy, says the one, and sell, the other.
        </p>
        ${room('average')}
      `,
    },
    {
      heading: 'Did it work? Ask when you could have known',
      body: () => html`
        <p>
          Hold US stocks after “buy” and Treasury bills after “sell”, decided at the end of each
          month with a window of 10, without costs. From 1975 to 2022 that returned
          ${percent(facts.rule10)} a year against ${percent(facts.hold10)} for holding stocks
          throughout, and its worst fall was ${percent(facts.ruleFall)} in place of
          ${percent(facts.holdFall)}. It looks like a discovery.
        </p>
        <p>
          But the prices in these data are averages of a month. Nobody could trade at an average,
          and by the time it is known prices have moved on: part of the step to the next average has
          happened before the decision. Decide one month later, and the rule comes to
          ${percent(facts.rule10Late)} against ${percent(facts.hold10Late)}, with a worst fall of
          ${percent(facts.ruleFallLate)}. With a window of 3 it was ${percent(facts.rule3)} against
          ${percent(facts.hold3)} at once and ${percent(facts.rule3Late)} against
          ${percent(facts.hold3Late)} a month later, with ${formatNumber(facts.switches3)} changes
          in place of ${formatNumber(facts.switches10)}, every one of which costs money and perhaps
          tax.
        </p>
        <p>
          What remains is a smaller fall in this history, bought with return. And a window of 10 is
          remembered because it worked. Whoever tries many windows on one history finds a good one,
          whether or not there is anything to find.
        </p>
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, 1975 to 2022',
    'W. Brock, J. Lakonishok and B. LeBaron, Simple Technical Trading Rules, Journal of Finance 47 (1992)',
    'M. Faber, A Quantitative Approach to Tactical Asset Allocation, Journal of Wealth Management 9 (2007)',
    'H. Working, Note on the Correlation of First Differences of Averages in a Random Chain, Econometrica 28 (1960)',
    'R. Sullivan, A. Timmermann and H. White, Data-Snooping, Technical Trading Rule Performance, and the Bootstrap, Journal of Finance 54 (1999)',
  ],
});

/** The rule with a window of three, price by price. */
function ruleTable(prices: readonly number[]): TemplateResult {
  return html`<div class="scroll">
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">Latest price</th>
          <th scope="col">Average of the last three</th>
          <th scope="col">Rule</th>
        </tr>
      </thead>
      <tbody>
        ${prices.map((price, i) => {
          const last = prices.slice(Math.max(0, i - 2), i + 1);
          const sum = last.reduce((total, one) => total + one, 0);
          const average = formatNumber(sum / 3, sum % 3 === 0 ? 0 : 2);
          // Of whole prices the sum compares without rounding.
          const rule = 3 * price === sum ? 'equal' : 3 * price > sum ? 'buy' : 'sell';
          return html`<tr>
            <th scope="row">${formatNumber(price)}</th>
            <td>
              ${last.length < 3 ? 'not enough prices' : `(${last.join(' + ')}) / 3 = ${average}`}
            </td>
            <td>${last.length < 3 ? '—' : rule}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
