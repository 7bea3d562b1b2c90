/** Lesson 6: how a mix drifts, and what calendar, bands and costs do about it. */
import { html } from 'lit';
import { encodeDraft } from '../analyses/link';
import { formatNumber } from '../ui/format';
import { defineLesson, inYears, monthlySince1975, percent } from './lesson';

const facts = {
  drifted: 92.5,
  returnNone: 10.5,
  returnYearly: 10.0,
  returnMonthly: 9.8,
  fallNone: 38.3,
  fallYearly: 23.7,
  fallMonthly: 27.0,
  turnoverYearly: 3.2,
  turnoverMonthly: 8.45,
  turnoverBand: 3.3,
  timesBand: 28,
  timesYearly: 48,
  costMonthly: 0.09,
  nineties: 14.9,
  ninetiesYearly: 14.1,
  noughties: 2.8,
  noughtiesYearly: 3.2,
  noughtiesFall: 16.0,
  noughtiesFallYearly: 23.7,
} as const;

const assets = ['us_stocks', 'us_treasury_10y'];
const draft = {
  data: { sources: [{ id: monthlySince1975, columns: assets }] },
  analysis: 'mix-summary',
  mix: { assets, weights: [6_000, 4_000] },
};
const kept = [
  'mix',
  'details',
  'actions',
  'startAmount',
  'periodsPerYear',
  'resamples',
  'blockLength',
];
const untouched = { ...draft, parameters: { rebalancing: 'none' } };

export const lesson = defineLesson({
  facts,
  formulas: {
    drift: {
      formula: String.raw`w_1' = \frac{w_1 (1 + r_1)}{w_1 (1 + r_1) + w_2 (1 + r_2)}`,
      symbols: 'w weights before the period, r returns in it, w′ the weight after it',
    },
    cost: {
      formula: String.raw`\text{cost a year} \approx 2 \times \text{turnover a year} \times \text{cost of a trade}`,
      symbols: 'turnover counts one way, and what is sold is also bought',
    },
  },
  rooms: {
    rules: {
      label: 'Rules of rebalancing',
      task: 'The mix starts with 60 % stocks and 40 % bonds and is left alone. Choose a rule and a cost, and compare return, worst fall and turnover.',
      draft: untouched,
      exercise: {
        lock: ['mix'],
        hide: kept,
      },
      questions: {
        fall: {
          question: 'Left alone, how deep was its worst fall?',
          answer: 38.3,
          tolerance: 0.1,
          unit: '%',
        },
        turnover: {
          question: 'Reset every month, what is its turnover a year?',
          answer: 8.4,
          tolerance: 0.1,
          unit: '%',
        },
        band: {
          question: 'With an absolute band of 5 %, what did it return a year?',
          answer: 10,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
    decades: {
      label: 'The same rules in two decades',
      task: 'Press a decade, then compare “never” with “yearly”.',
      draft: {
        ...untouched,
        data: { ...draft.data, range: { from: '2000-01-31', to: '2009-12-31' } },
      },
      exercise: {
        lock: ['mix'],
        hide: [...kept, 'costBasisPoints'],
        presets: [
          ...inYears(untouched, { '1990s': [1990, 1999], '2000s': [2000, 2009] }),
          { label: 'All years', link: encodeDraft(untouched) },
        ],
      },
      questions: {
        gain: {
          question:
            'In the 2000s, by how many percentage points a year did yearly rebalancing return more than none?',
          answer: 0.4,
          tolerance: 0.1,
          unit: 'points',
        },
        loss: {
          question: 'And in the 1990s? If it was less, give a minus sign.',
          answer: -0.8,
          tolerance: 0.1,
          unit: 'points',
        },
      },
    },
  },
  sections: [
    {
      heading: 'A mix that is left alone becomes another mix',
      body: ({ formula }) => html`
        <p>
          What grows faster takes a larger part. After one period the weight of an asset is what it
          has become, divided by what the whole has become:
        </p>
        ${formula('drift')}
        <p>
          In a month that changes little, in decades everything. A mix of 60 % US stocks and 40 %
          Treasury bonds, bought in 1975 and never touched, held ${percent(facts.drifted)} stocks at
          the end of 2022. Its owner had chosen a balanced mix and ended with an aggressive one.
        </p>
      `,
    },
    {
      heading: 'Calendar and bands',
      body: ({ room }) => html`
        <p>
          <em>Rebalancing</em> sells what has grown and buys what has lagged until the weights are
          again those that were chosen. By the calendar that happens at the end of every month,
          quarter or year. With a band it happens only when a weight has strayed by more than so
          many points, or so large a part of itself; the rule 5/25 takes whichever of 5 points and a
          quarter of the weight is smaller.
        </p>
        <p>
          Over these years the mix that was left alone returned ${percent(facts.returnNone)} a year,
          the one reset yearly ${percent(facts.returnYearly)}, the one reset monthly
          ${percent(facts.returnMonthly)}. Their worst falls were ${percent(facts.fallNone)},
          ${percent(facts.fallYearly)} and ${percent(facts.fallMonthly)}. Stocks did better than
          bonds, so whoever let them run had more of both, return and risk. Rebalancing keeps the
          risk near what was chosen. That is what it is for; a higher return is not promised by it.
        </p>
        ${room('rules')}
      `,
    },
    {
      heading: 'What it costs',
      body: ({ formula }) => html`
        <p>
          <em>Turnover</em> is the part of the mix that is sold in a year, and as much is bought.
          Monthly resetting turned over ${percent(facts.turnoverMonthly, 2)} a year, yearly
          ${percent(facts.turnoverYearly)}, a band of 5 points ${percent(facts.turnoverBand)} in
          ${formatNumber(facts.timesBand)} trades, against ${formatNumber(facts.timesYearly)} of the
          yearly calendar.
        </p>
        ${formula('cost')}
        <p>
          At 50 basis points a trade, which is 0.5 %, monthly resetting should cost 2 ×
          ${percent(facts.turnoverMonthly, 2)} × 0.5 % = 0.08 % a year, and the room says
          ${percent(facts.costMonthly, 2)}. With funds of today it is less. Tax on what is sold at a
          gain can be far more, and is not in these figures.
        </p>
      `,
    },
    {
      heading: 'It depends on the decade',
      body: ({ room }) => html`
        <p>
          Resetting gains where prices swing back and loses where they run on. In the 1990s stocks
          rose nearly without a break, and the mix left alone returned ${percent(facts.nineties)} a
          year against ${percent(facts.ninetiesYearly)}. In the 2000s they fell, rose and fell
          again: left alone it returned ${percent(facts.noughties)}, reset yearly
          ${percent(facts.noughtiesYearly)}.
        </p>
        <p>
          Yet in the same 2000s the mix left alone had the smaller worst fall,
          ${percent(facts.noughtiesFall)} against ${percent(facts.noughtiesFallYearly)}: after the
          first fall it held fewer stocks when the second came. One history is one story, and these
          rules can be told apart by it only roughly.
        </p>
        ${room('decades')}
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, 1975 to 2022',
    'A. Perold and W. Sharpe, Dynamic Strategies for Asset Allocation, Financial Analysts Journal 44 (1988)',
    'S. Willenbrock, Diversification Return, Portfolio Rebalancing, and the Commodity Return Puzzle, Financial Analysts Journal 67 (2011)',
  ],
});
