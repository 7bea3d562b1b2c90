/** Lesson 5: value at risk from a sorted list to Monte Carlo, its two errors, and its silence. */
import { html } from 'lit';
import { formatNumber } from '../ui/format';
import { defineLesson, monthlySince1975, percent } from './lesson';

const facts = {
  months: 500,
  ranked: 25,
  ordered: 3.13,
  mean: 0.81,
  deviation: 2.34,
  history95: 3.1,
  normal95: 3.0,
  student95: 2.7,
  history99: 5.8,
  normal99: 4.6,
  student99: 5.2,
  historyShortfall99: 8.1,
  normalShortfall99: 5.4,
  degrees: 5.0,
  simulationHalf: 0.03,
  samplingLow: 2.6,
  samplingHigh: 3.7,
  worst: 12.4,
} as const;

const assets = ['us_stocks', 'us_treasury_10y'];
const mix = { assets, weights: [6_000, 4_000] };
const data = {
  sources: [{ id: monthlySince1975, columns: assets }],
  range: { from: '1981-05-31', to: '2022-12-31' },
};
const kept = ['mix', 'actions', 'amount', 'backtestWindow', 'resamples', 'decay', 'precision'];

export const lesson = defineLesson({
  facts,
  formulas: {
    order: {
      formula: String.raw`\text{VaR} = -r_{(k)}, \allowbreak k = \lceil p\, n \rceil`,
      symbols:
        'r₍ₖ₎ the k-th smallest of n returns, counted from 1; p the tail, 0.05 at 95 % confidence',
    },
    normal: {
      formula: String.raw`\text{VaR} = -(m + z_p\, s), \allowbreak z_{0.05} = -1.645, \allowbreak z_{0.01} = -2.326`,
      symbols:
        'm mean and s standard deviation of a period, z the quantile of the normal distribution',
    },
  },
  rooms: {
    list: {
      label: 'From the sorted list',
      task: '500 months of a mix of 60 % stocks and 40 % bonds, May 1981 to December 2022. The last table, “The same history by three conventions”, shows what three ways of reading the same list say.',
      draft: {
        data,
        mix,
        analysis: 'value-at-risk',
        parameters: { model: 'bootstrap', scenarios: 10_000, backtestWindow: 0 },
      },
      exercise: {
        lock: ['mix'],
        hide: [...kept, 'details', 'method', 'horizon', 'model', 'sampler', 'scenarios'],
      },
      questions: {
        ordered: {
          question:
            'At 95 %, what is the value at risk by the order statistic? Give two digits after the point.',
          answer: 3.13,
          tolerance: 0.005,
          unit: '%',
        },
        textbook: {
          question: 'And by the textbook index, sorted[int((1 − 0.95) × 500)]?',
          answer: 3.07,
          tolerance: 0.005,
          unit: '%',
        },
      },
    },
    methods: {
      label: 'Six methods on the same months',
      task: 'Choose a confidence of 99 % and compare the rows of the table of methods. Then let the simulation draw from something else, and raise its number of scenarios.',
      draft: {
        data,
        mix,
        analysis: 'value-at-risk',
        parameters: { scenarios: 100_000, backtestWindow: 0 },
      },
      exercise: {
        lock: ['mix'],
        hide: [...kept, 'details', 'convention', 'method', 'horizon', 'sampler'],
        ranges: { scenarios: [10_000, 1_000_000] },
      },
      questions: {
        normal: {
          question: 'What does the normal formula say at 99 %?',
          answer: 4.62,
          tolerance: 0.03,
          unit: '%',
        },
        history: {
          question: 'And the history itself, at 99 %?',
          answer: 5.82,
          tolerance: 0.03,
          unit: '%',
        },
        shortfall: {
          question:
            'At 99 %, by how many percentage points is the expected shortfall by history larger than that of the normal formula?',
          answer: 2.7,
          tolerance: 0.1,
          unit: 'points',
        },
      },
    },
  },
  sections: [
    {
      heading: 'The k-th worst',
      body: ({ formula }) => html`
        <p>
          <em>Value at risk</em> at 95 % is the loss that one period in twenty reaches or exceeds.
          The plainest way to it needs no formula of finance: sort the returns from the worst to the
          best and count. Of ${formatNumber(facts.months)} months 5 % are
          ${formatNumber(facts.ranked)}, so take the ${formatNumber(facts.ranked)}th worst. Here
          that was a loss of ${percent(facts.ordered, 2)}.
        </p>
        ${formula('order')}
        <p>
          Losses are given as positive numbers. If p n is not whole, the next larger rank is taken.
        </p>
      `,
    },
    {
      heading: 'A line of code that takes another month',
      body: ({ room }) => html`
        <p>
          Many programs say <code>sorted[int((1 - 0.95) * n)]</code>. Take n = 1000. One expects the
          50th smallest return. Two things go wrong, and they have to be kept apart.
        </p>
        <p>
          First, lists are counted from 0. The 50th smallest is <code>sorted[49]</code>, and
          <code>sorted[50]</code> is the 51st: one return in 1000 milder than intended.
        </p>
        <p>
          Second, 0.95 has no exact form in binary. <code>1 - 0.95</code> is 0.050000000000000044,
          and times 1000 that is <code>50.00000000000004</code>. Here <code>int</code> cuts it to 50
          and no harm is done. But <code>ceil</code>, which the definition above asks for, makes 51
          of it: a rank too high. It does so for every n up to 20,000 that 20 divides, beginning
          with <code>(1 - 0.95) * 20</code>, which is 1.0000000000000009.
        </p>
        <p>
          At 90 % it goes wrong the other way. <code>1 - 0.9</code> is 0.09999999999999998, so
          <code>(1 - 0.9) * 10</code> is 0.9999999999999998, and <code>int</code> of that is 0, not
          1; <code>(1 - 0.9) * 1000</code> is 99.99999999999997, and <code>int</code> gives 99, not
          100. It happens for every n up to 20,000 that 10 divides. By accident
          <code>sorted[99]</code> is then the 100th smallest, which is right: one error has undone
          the other. At 95 % it does not, so that the same line follows one convention at 90 % and
          another at 95 %.
        </p>
        <p>
          <code>0.05 * n</code> in place of <code>(1 - 0.95) * n</code> gave the right whole number
          for every n up to 200,000. The safe way is not to have the fraction at all: this app
          stores the tail as 50,000 parts in a million and computes the rank in whole numbers.
        </p>
        ${room('list')}
      `,
    },
    {
      heading: 'Two formulas',
      body: ({ formula }) => html`
        <p>
          A list has few entries in its tail, and the loss of one month in a hundred hangs on five
          of ${formatNumber(facts.months)}. A formula borrows strength from all of them: it assumes
          the shape of the distribution and needs only its parameters.
        </p>
        ${formula('normal')}
        <p>
          With the mean ${percent(facts.mean, 2)} and the deviation ${percent(facts.deviation, 2)}
          of these months the normal formula gives ${percent(facts.normal95)} at 95 %, close to the
          ${percent(facts.history95)} of history. At 99 % it gives ${percent(facts.normal99)}, and
          history ${percent(facts.history99)}. The normal distribution has too little in its tails.
        </p>
        <p>
          A Student t has a further parameter for that, its degrees of freedom: the fewer, the
          heavier the tails. Fitted to these months it has ${formatNumber(facts.degrees, 1)}, and
          says ${percent(facts.student95)} at 95 % and ${percent(facts.student99)} at 99 %. It is
          milder than the normal where losses are common and harsher where they are rare.
        </p>
      `,
    },
    {
      heading: 'Monte Carlo and its two errors',
      body: ({ room }) => html`
        <p>
          Monte Carlo draws scenarios from a model, computes the return of the mix in each, sorts,
          and counts as before. It has an error of its own, the
          <em>sampling error of the simulation</em>: with other random numbers the rank falls on
          another value. With 100,000 scenarios it is about ±${percent(facts.simulationHalf, 2)}
          here, and a hundred times as many make it ten times smaller. One can buy as much precision
          as one likes.
        </p>
        <p>
          The other error cannot be bought off. The model was fitted to
          ${formatNumber(facts.months)} months, and other months of the same world would have given
          other parameters; by history alone the value at risk may lie anywhere from
          ${percent(facts.samplingLow)} to ${percent(facts.samplingHigh)}. And the model may be the
          wrong one: that is <em>model error</em>, and no interval shows it. Normal, Student t and
          history differ at 99 % by far more than a simulation of 100,000 scenarios is off. A number
          with six digits from a hundred million scenarios of the wrong model is precise and wrong.
        </p>
        ${room('methods')}
      `,
    },
    {
      heading: 'What it does not say',
      body: () => html`
        <ul>
          <li>
            How bad it gets. It is where the tail begins, not where it ends: the worst of these
            months lost ${percent(facts.worst)}. The <em>expected shortfall</em>, the mean of the
            losses in the tail, says more: ${percent(facts.historyShortfall99)} at 99 % by history,
            ${percent(facts.normalShortfall99)} by the normal formula.
          </li>
          <li>When. Bad months come in clusters, and one in twenty is an average over decades.</li>
          <li>
            What has not happened yet. A list knows only its own entries, and a model only what it
            was told.
          </li>
          <li>
            Anything about a longer horizon. Twelve times a month is not a year, and neither is √12
            times, unless months are independent, normal, and without a mean.
          </li>
        </ul>
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, May 1981 to December 2022',
    'P. Jorion, Value at Risk, 3rd ed. (2007)',
    'R. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996)',
    'D. Goldberg, What Every Computer Scientist Should Know About Floating-Point Arithmetic, ACM Computing Surveys 23 (1991)',
    'C. Acerbi and D. Tasche, On the Coherence of Expected Shortfall, Journal of Banking and Finance 26 (2002)',
  ],
});
