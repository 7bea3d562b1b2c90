/** Lesson 1: what an asset mix is, and what three of them did in good and bad decades. */
import { html } from 'lit';
import { encodeDraft } from '../analyses/link';
import { defineLesson, inYears, monthlySince1871, monthlySince1975, percent } from './lesson';

const facts = {
  conservative: 7.4,
  balanced: 9.2,
  aggressive: 10.7,
  conservativeFall: 12.7,
  balancedFall: 20.7,
  aggressiveFall: 38.3,
  conservative1990s: 8.8,
  aggressive1990s: 15.3,
  conservative2000s: 5.3,
  aggressive2000s: 1.5,
  stocks1930s: 0.0,
  stocks1930sReal: 2.1,
  stocks1930sFall: 78.1,
  stocks1970s: 5.8,
  stocks1970sReal: -1.4,
  stocks2022: -15.0,
  bonds2022: -15.0,
  cash: 4.5,
  cashReal: 0.8,
} as const;

const held = ['us_stocks', 'us_treasury_10y', 'us_tbill_3m', 'gold', 'us_house_prices'];

const mixes = {
  data: { sources: [{ id: monthlySince1975, columns: held }] },
  analysis: 'mix-summary',
  mix: { assets: held, weights: [2_000, 5_000, 2_000, 500, 500] },
  compare: { assets: held, weights: [8_000, 1_000, 0, 500, 500] },
};

const long = {
  data: { sources: [{ id: monthlySince1871 }] },
  analysis: 'mix-summary',
  mix: { assets: ['us_stocks', 'us_treasury_10y'], weights: [10_000, 0] },
};

const decades = { '1980s': [1980, 1989], '1990s': [1990, 1999], '2000s': [2000, 2009] } as const;

export const lesson = defineLesson({
  facts,
  formulas: {
    mix: {
      formula: String.raw`r_{\text{mix}} = w_1 r_1 + w_2 r_2 + \dots + w_n r_n, \allowbreak w_1 + w_2 + \dots + w_n = 1`,
      symbols: 'w the share of each asset at the start of a period, r its return in that period',
    },
  },
  rooms: {
    mixes: {
      label: 'A conservative mix beside an aggressive one',
      task: 'Mix A is the conservative one, mix B the aggressive one. Press a decade above the mix, and compare growth, falls and real return. Then move a slider of one of them.',
      draft: mixes,
      exercise: {
        hide: ['settings', 'details'],
        presets: [
          { label: 'All years', link: encodeDraft(mixes) },
          ...inYears(mixes, { ...decades, '2010s': [2010, 2019], '2022 alone': [2022, 2022] }),
        ],
      },
      questions: {
        gap: {
          question:
            'Over all years, by how many percentage points a year did the aggressive mix return more than the conservative one, before inflation?',
          answer: 3.3,
          tolerance: 0.1,
          unit: 'points',
        },
        lostDecade: {
          question:
            'In the 2000s, what did the aggressive mix return a year after inflation? A loss has a minus sign.',
          answer: -1,
          tolerance: 0.1,
          unit: '%',
        },
        fall: {
          question: 'In the 2000s, how deep was the worst fall of the aggressive mix?',
          answer: 38.3,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
    long: {
      label: 'Stocks alone, decade by decade since 1871',
      task: 'All of the money is in US stocks. Press the decades in turn and watch two figures: the return a year, and the return after inflation.',
      draft: long,
      exercise: {
        hide: ['settings', 'details', 'actions'],
        presets: [
          { label: 'All years', link: encodeDraft(long) },
          ...inYears(long, { '1930s': [1930, 1939], '1950s': [1950, 1959] }),
          ...inYears(long, { '1970s': [1970, 1979], ...decades }),
        ],
      },
      questions: {
        seventies: {
          question:
            'In the 1970s stocks rose. What did they return a year after inflation? A loss has a minus sign.',
          answer: -1.4,
          tolerance: 0.1,
          unit: '%',
        },
      },
    },
  },
  sections: [
    {
      heading: 'Shares of a whole',
      body: ({ formula }) => html`
        <p>
          An asset is something that can be owned and that has a price: a share of a company, a loan
          to a state, an ounce of gold. An <em>asset mix</em>, or portfolio, says which part of the
          money is in which asset. The parts are called weights, and they sum to the whole: half in
          stocks and half in bonds are weights of 50 % and 50 %.
        </p>
        <p>
          Over one period the return of a mix is the average of the returns of its assets, each
          counted with its weight. If stocks rise by 4 % and bonds fall by 1 %, a mix of half and
          half returns 0.5 × 4 % + 0.5 × (−1 %) = 1.5 %.
        </p>
        ${formula('mix')}
        <p>
          After that period the weights are no longer what they were, because stocks have grown and
          bonds have shrunk. To keep the mix, something is sold and something bought:
          <a href="#lessons/rebalancing">rebalancing</a>. The figures below do that once a year.
        </p>
      `,
    },
    {
      heading: 'From conservative to aggressive',
      body: () => html`
        <p>
          What is called conservative or aggressive is a convention, not a law. In this app a
          conservative mix holds 20 % stocks, 50 % bonds, 20 % cash and 5 % each of gold and
          property; a balanced one 50, 30, 5, 5 and 10 %; an aggressive one 80 % stocks, 10 % bonds
          and 5 % each of gold and property. What sets them apart is above all the share of stocks.
        </p>
        <p>
          From March 1975 to December 2022, with US assets, they came out in the order that their
          names suggest, in return and in risk alike:
        </p>
        <div class="scroll">
          <table class="figures-table">
            <thead>
              <tr>
                <th scope="col">Mix</th>
                <th scope="col">Return a year</th>
                <th scope="col">Worst fall</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">Conservative</th>
                <td>${percent(facts.conservative)}</td>
                <td>${percent(-facts.conservativeFall)}</td>
              </tr>
              <tr>
                <th scope="row">Balanced</th>
                <td>${percent(facts.balanced)}</td>
                <td>${percent(-facts.balancedFall)}</td>
              </tr>
              <tr>
                <th scope="row">Aggressive</th>
                <td>${percent(facts.aggressive)}</td>
                <td>${percent(-facts.aggressiveFall)}</td>
              </tr>
            </tbody>
          </table>
        </div>
        <p>
          The worst fall is the deepest loss from a high to a later low. It says what an owner had
          to sit through; the return says what came of it in the end.
        </p>
      `,
    },
    {
      heading: 'Good decades and bad ones',
      body: ({ room }) => html`
        <p>
          The order of the whole period is not the order of each part of it. In the 1990s the
          aggressive mix returned ${percent(facts.aggressive1990s)} a year and the conservative one
          ${percent(facts.conservative1990s)}. In the 2000s, with two deep falls of stocks, it was
          ${percent(facts.aggressive2000s)} against ${percent(facts.conservative2000s)}: ten years
          in which more risk brought less.
        </p>
        <p>
          Nor is the safe side always safe. In 2022 US stocks lost ${percent(-facts.stocks2022)},
          and 10-year Treasury bonds no less, ${percent(-facts.bonds2022)}; even the conservative
          mix fell. Treasury bills, the nearest thing to cash, never had a losing year here, but of
          their ${percent(facts.cash)} a year only ${percent(facts.cashReal)} were left after
          inflation.
        </p>
        ${room('mixes')}
      `,
    },
    {
      heading: 'Before and after inflation',
      body: ({ room }) => html`
        <p>
          A return counts money; what one can buy for it is another matter. The <em>real</em> return
          takes inflation out. It turns some judgements around. In the 1930s, the decade of the
          Great Depression, US stocks fell by ${percent(facts.stocks1930sFall)} at their worst and
          ended where they began, with ${percent(facts.stocks1930s)} a year. Prices fell too, and in
          what money could buy they had returned ${percent(facts.stocks1930sReal)} a year. In the
          1970s stocks returned ${percent(facts.stocks1970s)} a year and yet lost: prices rose
          faster.
        </p>
        <p>
          Decades are a frame that we choose. Ten years that begin in 1966 or in 1982 tell other
          stories than those that begin with a round number.
        </p>
        ${room('long')}
      `,
    },
    {
      heading: 'What these figures leave out',
      body: () => html`
        <p>
          They hold no taxes, no fees and no cost of trading. House prices are an index without
          rents and repairs. The stock and bond series are built from monthly averages, which makes
          every swing look smaller than it was; <a href="#lessons/doubt">lesson 8</a> measures by
          how much. And all of it is one country over one stretch of time, chosen because its data
          are at hand.
        </p>
      `,
    },
  ],
  sources: [
    'Data: US asset classes, monthly, 1975 to 2022, and US stocks and bonds since 1871; the sources of each series stand under “Data” in every room of the lab.',
    'H. Markowitz, Portfolio Selection, Journal of Finance 7 (1952)',
    'E. Dimson, P. Marsh and M. Staunton, Triumph of the Optimists (2002), on long histories of many countries',
  ],
});
