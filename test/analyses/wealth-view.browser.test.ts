import { html, LitElement } from 'lit';
import { describe, expect, test } from 'vitest';
import type { ViewContext, ViewParts } from '../../src/analyses/view';
import type { WealthParameters } from '../../src/analyses/wealth-paths/spec';
import type { WealthResult } from '../../src/analyses/wealth-paths/result';
import { text } from '../../src/analyses/wealth-paths/text';
import { view } from '../../src/analyses/wealth-paths/view';
import { panelStyles } from '../../src/panel/panel-styles';
import type { Chart } from '../../src/ui/chart';
import { figuresStrip, figuresStyles } from '../../src/ui/figures';
import { formatDate } from '../../src/ui/format';
import { baseStyles, controlStyles } from '../../src/ui/theme';
import { all, expectAccessible, frames, mount, settled } from '../ui/mount';
import {
  around,
  emptied,
  madeUpComparison,
  madeUpSolution,
  madeUpWealth,
  noNumber,
  wealthContext,
  withoutNumbers,
  type Facts,
} from './made-up-wealth';

/** The parts of a view as the panel lays them out. */
class WealthPage extends LitElement {
  static override styles = [baseStyles, controlStyles, figuresStyles, panelStyles];
  static override properties = { parts: { attribute: false } };
  declare parts: ViewParts;

  override render() {
    const { finding, figures, main, side, workings } = this.parts;
    return html`<article>
      <h1>${text.title}</h1>
      <p class="finding">${finding}</p>
      ${figuresStrip(figures)}
      <div class="charts">
        <div>${main}</div>
        <div class="side">${side}</div>
      </div>
      <div class="body">${workings}</div>
    </article>`;
  }
}
customElements.define('wealth-page', WealthPage);

async function show(
  result: WealthResult,
  parameters: Partial<WealthParameters> = {},
  facts: Facts = {},
): Promise<{ page: WealthPage; parts: ViewParts }> {
  const context: ViewContext = wealthContext(parameters, facts);
  const parts = view(result, context);
  const page = await mount<WealthPage>(html`<wealth-page .parts=${parts}></wealth-page>`);
  const charts = all<Chart>(page, 'mix-chart');
  for (const chart of charts) {
    await settled(chart);
    all<HTMLButtonElement>(chart, '.foot [aria-expanded]').forEach((button) => button.click());
    await settled(chart);
  }
  await frames();
  return { page, parts };
}

/** Everything that can be read or heard, through shadow roots and attributes. */
function readable(node: Node): string {
  if (node instanceof HTMLStyleElement) return '';
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  const inner = node instanceof Element ? (node.shadowRoot ?? node) : node;
  const spoken =
    node instanceof Element
      ? [...node.attributes].flatMap(({ name, value }) =>
          /^(aria-|title)/.test(name) ? [value] : [],
        )
      : [];
  return [...spoken, ...[...inner.childNodes].map(readable)].join(' ');
}

function flat(content: string | null): string {
  return (content ?? '')
    .replace(/[\s\u202f]+/g, ' ')
    .replace(/ ([,.;])/g, '$1')
    .trim();
}

function findingOf(page: WealthPage): string {
  return flat(all(page, '.finding')[0].textContent);
}

function mainText(page: WealthPage): string {
  return flat(readable(page));
}

/** A failure tells the sentence, not the whole page. */
function expectSays(page: WealthPage, sentence: string): void {
  expect([sentence, mainText(page).includes(sentence)]).toEqual([sentence, true]);
}

const SENSELESS = /NaN|Infinity|∞|undefined|null|\[object|Invalid|\be[+-]\d/;

function expectSense(page: WealthPage, { tables }: ViewParts): void {
  const said = mainText(page);
  expect(SENSELESS.exec(said)?.[0]).toBeUndefined();
  expect(/\.\.|\( ?\)|, ,|: \./.exec(said)?.[0]).toBeUndefined();
  for (const { title, columns } of tables) {
    const lengths = new Set(columns.map(({ values }) => values.length));
    expect([title, lengths.size]).toEqual([title, 1]);
    expect(new Set(columns.map(({ label }) => label)).size).toBe(columns.length);
  }
}

const plain = madeUpWealth();
const nothingOut = { spending: 'none' } as const;
const contributions = 'contribution,500,month,real,0,0,60';

describe('the finding', () => {
  test('says what became of the money, how bad it can get and whether it lasts', async () => {
    const { page } = await show(plain);
    expect(findingOf(page)).toMatch(
      /^After 30 years of taking out 4,000 a year, 100,000 has become [\d,]+ in today’s money in the middle case; in one case in 20 it is [\d,]+ or less\. The money runs out in [\d.]+ % of the futures\.$/,
    );
  });

  test('prints two digits of a number whose history allows no more', async () => {
    const { outcome } = plain;
    if (outcome === undefined) throw new Error('no outcome');
    const final = (middle: ReturnType<typeof around>) => ({
      ...plain,
      outcome: {
        ...outcome,
        finalWealth: {
          ...outcome.finalWealth,
          real: {
            ...outcome.finalWealth.real,
            percentiles: [middle, middle, middle, middle, middle],
          },
        },
      },
    });
    const sure = await show(final(around(135_678, 40, 60)));
    expect(findingOf(sure.page)).toContain('has become 135,700 in');
    const unsure = await show(final(around(135_678, 40, 90_000)));
    expect(findingOf(unsure.page)).toContain('has become 140,000 in');
    const some = await show(final(around(135_678, 700, 0)));
    expect(findingOf(some.page)).toContain('has become 135,700 in');
    const few = await show(final(around(135_678, 7_000, 0)));
    expect(findingOf(few.page)).toContain('has become 136,000 in');
  });

  test('knows a plan that is left alone, and says how often it reaches the goal', async () => {
    const { page, parts } = await show(madeUpWealth({ takenOut: 0 }), nothingOut);
    expect(findingOf(page)).toMatch(
      /^Left alone for 30 years, 100,000 has become .* The goal of 100,000 is reached in [\d.]+ % of the futures\.$/,
    );
    expect(parts.figures.map(({ measure }) => measure)).not.toContain('runsOut');
  });

  test('knows a plan that starts with nothing and is paid into', async () => {
    const result = madeUpWealth({ start: 0, takenOut: 0, paidIn: 6_000 });
    const { page, parts } = await show(result, { ...nothingOut, start: 0, flows: contributions });
    expectSense(page, parts);
    expect(findingOf(page)).toMatch(
      /^After 30 years of paying in 500 a month, there is [\d,]+ in today’s money/,
    );
    expect(parts.figures.map(({ measure }) => measure)).not.toContain('endsBelowStart');
  });

  test('knows a plan without money', async () => {
    const result = madeUpWealth({ start: 0, takenOut: 0 });
    const { page, parts } = await show(result, { ...nothingOut, start: 0 });
    expectSense(page, parts);
    expect(findingOf(page)).toBe(
      'There is no money in the plan. Set a start, or pay something in.',
    );
  });

  test('calls nothing nothing', async () => {
    const { page, parts } = await show(madeUpWealth({ takenOut: 15_000 }), {
      spendingAmount: 15_000,
    });
    expectSense(page, parts);
    expect(findingOf(page)).toBe(
      'After 30 years of taking out 15,000 a year, nothing is left of 100,000 in the middle case. The money runs out in every simulated future.',
    );
  });

  test.each<[Partial<WealthParameters>, string]>([
    [{ years: 1 }, 'After 1 year of taking out 4,000 a year,'],
    [{ spending: 'percent', spendingRate: 3.5 }, 'After 30 years of taking out 3.5 % a year,'],
    [
      { spending: 'bounded', spendingFrom: 10 },
      'After 30 years of taking out 4 % a year, at least 3,000 and at most 6,000, from year 10 on,',
    ],
    [
      { spendingTo: 20, flows: contributions },
      'After 30 years of taking out 4,000 a year until year 20 and paying in 500 a month,',
    ],
    [
      {
        spending: 'none',
        flows: 'withdrawal,9000,year,real,0,5,6;contribution,50,month,real,,0,9',
      },
      'After 30 years of taking out 9,000 a year from year 5 to 6 and paying in 50 a month until year 9,',
    ],
    [
      { flows: [contributions, contributions, 'withdrawal,1,month,real,0,0,60'].join(';') },
      'After 30 years of taking out 4,000 a year and paying in and taking out as planned,',
    ],
    [
      {
        spending: 'none',
        flows: 'contribution,500,month,real,0,40,60;withdrawal,0,month,real,0,0,9',
      },
      'Left alone for 30 years,',
    ],
  ])('tells the plan %o', async (parameters, lead) => {
    const { page } = await show(plain, parameters);
    expect(findingOf(page).startsWith(lead), findingOf(page)).toBe(true);
  });

  test('says in whose money', async () => {
    const { page } = await show(plain, { terms: 'nominal' });
    expect(findingOf(page)).toContain('in money of that time in the middle case');
  });

  test('says why nothing is simulated', async () => {
    const result = { ...plain, refused: noNumber, outcome: undefined, closeUp: undefined };
    const { page, parts } = await show({ ...result, replay: undefined });
    expectSense(page, parts);
    expect(findingOf(page)).toBe('Nothing is simulated: there is no such number here.');
    expect(parts.tables).toEqual([]);
  });
});

describe('shares', () => {
  const runs = async (value: number) => {
    const { outcome } = plain;
    if (outcome === undefined) throw new Error('no outcome');
    const runsOut = around(value, 1e-5, 0.01, [0, 1]);
    const { page } = await show({ ...plain, outcome: { ...outcome, runsOut } });
    return findingOf(page);
  };

  test('that are not nothing do not read as nothing, and none as all', async () => {
    expect(await runs(0.0002)).toContain('runs out in under 0.1 % of');
    expect(await runs(0.9998)).toContain('runs out in over 99.9 % of');
    expect(await runs(0)).toContain('The money lasts in every simulated future.');
    expect(await runs(0.031)).toContain('runs out in 3.1 % of');
    expect(await runs(0.314)).toContain('runs out in 31 % of');
  });
});

describe('the page', () => {
  test('makes sense and tells both errors apart', async () => {
    const { page, parts } = await show(plain);
    expectSense(page, parts);
    expect(parts.figures.map(({ measure }) => measure)).toEqual([
      'finalWealth',
      'growthRate',
      'reachesGoal',
      'runsOut',
      'endsBelowStart',
      'worstFall',
    ]);
    for (const { note } of parts.figures) {
      expect(note).toMatch(/simulation error .*±/);
      expect(note).toMatch(/history allows .* to /);
    }
    expect(parts.figures.filter(({ loss }) => loss).map(({ measure }) => measure)).toEqual([
      'runsOut',
      'endsBelowStart',
      'worstFall',
    ]);
  });

  test('has no accessibility violation', async () => {
    const few = { years: 2, takenOut: 60_000, paths: 100 };
    const result = madeUpComparison(few, { takenOut: 20_000 });
    const { page } = await show(
      { ...result, solution: madeUpSolution },
      {
        years: 2,
        compare: 'spending',
        solve: 'withdrawals',
      },
    );
    await expectAccessible(page);
  }, 60_000);

  test('shows ages where money runs out', async () => {
    const { page } = await show(madeUpWealth({ takenOut: 7_000 }), { age: 70 });
    expectSays(page, 'By age 100 the money has run out in');
    const [ages] = all(page, 'tr').filter((row) => row.textContent?.includes('Age at which'));
    const [first, middle, last] = [...ages.querySelectorAll('td')].map(({ textContent }) =>
      Number(textContent),
    );
    expect([first > 70, middle > first, last > middle, last <= 100]).toEqual(Array(4).fill(true));
  });

  test('shows the other plan beside this one, and what differs', async () => {
    const result = madeUpComparison({}, { takenOut: 3_500 });
    const { page, parts } = await show(result, { compare: 'spending' });
    expectSense(page, parts);
    expectSays(
      page,
      'With the other way to take out there is 23,000 more at the end on average, in today’s money; it ends ahead in 63 % of the futures, alike in 0.4 %.',
    );
    expectSays(page, 'Runs out, points −1.2 ±0.10 −3.2 to 0.8');
    const [fan] = all<Chart>(page, 'mix-chart');
    expect(fan.chart?.series.map(({ label }) => label)).toContain('other plan, median');
  });

  test('tells a difference that could be chance', async () => {
    const result = madeUpComparison({}, { takenOut: 3_500 });
    const { comparison } = result;
    if (comparison === undefined) throw new Error('no comparison');
    const doubt = async (simulation: number, sampling: number) => {
      const real = around(-5_000, simulation, sampling);
      const changed = {
        ...result,
        comparison: { ...comparison, difference: { real, nominal: real } },
      };
      const said = mainText((await show(changed, { compare: 'mix' })).page);
      return /With the other mix[^;]*/.exec(said)?.[0];
    };
    expect(await doubt(100, 9_000)).toContain('though history allows the opposite');
    expect(await doubt(6_000, 9_000)).toContain('no more than the simulation error');
    expect(await doubt(100, 200)).toContain('With the other mix there is 5,000 less at the end');
    expect(await doubt(100, 200)).not.toMatch(/history allows the opposite|no more than/);
  });

  test('names the worst and the best start of the replay', async () => {
    const { page } = await show(plain);
    const { replay } = plain;
    if (replay === undefined) throw new Error('no replay');
    const { labels, worst, best } = replay;
    const [first, last] = [worst, best].map((at) => formatDate(labels[at], 'monthly'));
    const sentence = /Begun at each of 121 dates .* history, .*?\./.exec(mainText(page))?.[0];
    expect(sentence).toMatch(`worst from ${first}, with `);
    expect(sentence).toMatch(`best from ${last}, with `);
    expect(replay.final.real[replay.worst]).toBe(Math.min(...replay.final.real));
  });

  test('says why there is no replay, and what a single start tells', async () => {
    const short = madeUpWealth({ years: 45 });
    const { page, parts } = await show(short, { years: 45 });
    expectSense(page, parts);
    expectSays(page, 'No replay of the history: needs 540 steps');
    const one = madeUpWealth({ years: 40, paths: 50 });
    const single = await show(one, { years: 40 });
    expectSense(single.page, single.parts);
    expectSays(single.page, 'The history is long enough for one start, January 2000');
  });

  test('explains which years count', async () => {
    const out = await show(madeUpWealth({ takenOut: 5_000 }));
    expectSays(out.page, 'when money is taken out the first years count most');
    const alone = await show(madeUpWealth({ takenOut: 0, paths: 1_500 }), nothingOut);
    expectSays(alone.page, 'Every stretch of years counts about alike');
    const paid = madeUpWealth({ start: 0, takenOut: 0, paidIn: 6_000 });
    const saver = await show(paid, { ...nothingOut, start: 0, flows: contributions });
    expectSays(saver.page, 'How years 24 to 30 go says most about the end.');
  });
});

describe('what it would take', () => {
  const solved = { ...plain, solution: madeUpSolution };
  const cases: [Partial<WealthParameters>, WealthResult, string][] = [
    [
      { solve: 'withdrawals' },
      solved,
      'To make the money last with 90 % probability, take out 3,600 a year (0.905 of the plan); the simulation leaves 3,600 to 3,640, history allows 2,800 to 4,400.',
    ],
    [
      { solve: 'contributions', aim: 'goal-real', wanted: 99.5 },
      solved,
      'To end with 100,000 or more in today’s money with 99.5 % probability, pay in 3,600 a year (0.905 of the plan)',
    ],
    [
      { solve: 'start', aim: 'goal-nominal' },
      { ...plain, solution: { ...madeUpSolution, money: noNumber } },
      'To end with 100,000 or more in money of that time with 90 % probability, multiply the start by 0.905.',
    ],
    [
      { solve: 'horizon' },
      { ...plain, solution: { value: { value: 24 }, money: noNumber, paths: 0 } },
      'With 90 % probability the money lasts for 24 years.',
    ],
    [
      { solve: 'horizon', aim: 'goal-real' },
      { ...plain, solution: { value: around(24.08, 0.5, 3), money: noNumber, paths: 9 } },
      'After 24.1 years the plan would end with 100,000 or more in today’s money with 90 % probability; the simulation leaves 23.6 to 24.6, history allows 21 to 27.',
    ],
    [
      { solve: 'start' },
      { ...plain, solution: { value: noNumber, money: noNumber, paths: 0 } },
      'No answer: there is no such number here.',
    ],
  ];
  test.each(cases)('%o', async (parameters, result, sentence) => {
    const { page, parts } = await show(result, parameters);
    expectSense(page, parts);
    expectSays(page, sentence);
  });
});

describe('one path', () => {
  test('shows a row a year, and every step with its date, in a fold', async () => {
    const { page, parts } = await show(madeUpWealth({ takenOut: 8_000 }));
    expectSense(page, parts);
    const tables = () =>
      all<HTMLTableElement>(page, 'figure .scroll table').filter((table) =>
        table.textContent?.includes('What happened'),
      );
    expect(tables()).toHaveLength(1);
    const [fold] = all<HTMLDetailsElement>(page, 'mix-fold details');
    fold.open = true;
    await expect.poll(() => tables().length).toBe(2);
    const [years, steps] = tables();
    expect(years.tBodies[0].rows).toHaveLength(30);
    expect(steps.tBodies[0].rows).toHaveLength(360);
    expect(flat(steps.tBodies[0].rows[11].textContent)).toContain('rebalanced');
    expect(flat(steps.tBodies[0].rows[0].textContent)).toMatch(/1 \w+ \d{4} /);
    expect(flat(years.textContent)).toContain('ran out');
    expect(flat(years.textContent)).toContain('not paid in full');
    expectSays(
      page,
      'Another path: click one in the first chart, or enter a percentile or a number up to 499',
    );
  });

  test('adds up the steps of a year', async () => {
    const { closeUp } = plain;
    if (closeUp === undefined) throw new Error('no path');
    const { page } = await show(plain);
    const [years] = all<HTMLTableElement>(page, 'figure .scroll table').filter((table) =>
      table.textContent?.includes('What happened'),
    );
    const cells = [...years.tBodies[0].rows[1].cells].map(({ textContent }) => flat(textContent));
    const growth = closeUp.mixReturn.slice(12, 24).reduce((u, r) => u * (1 + r), 1) - 1;
    const paid = closeUp.paidOut.slice(13, 25).reduce((sum, amount) => sum + amount, 0);
    expect(cells[0]).toBe('2');
    expect(cells[1]).toBe('67');
    expect(cells[2].replace('−', '-')).toBe(`${(growth * 100).toFixed(1)} %`);
    expect(Number(cells[5].replace(',', ''))).toBe(Math.round(paid));
    expect(Number(cells[8].replace(',', ''))).toBe(Math.round(closeUp.wealth[24]));
  });

  test('of made-up returns has no dates, one of yearly steps no fold', async () => {
    const yearly = madeUpWealth({ stepsPerYear: 1, years: 20 });
    const { closeUp } = yearly;
    if (closeUp === undefined) throw new Error('no path');
    const result = { ...yearly, closeUp: { ...closeUp, labels: [], percentile: 0 } };
    const { page, parts } = await show(result, { years: 20, closeUp: 'number', model: 'normal' });
    expectSense(page, parts);
    expect(all(page, 'details')).toHaveLength(0);
    expect(mainText(page)).not.toContain('Drawn from');
  });
});

describe('it survives', () => {
  const other = madeUpComparison({}, { takenOut: 3_500 });
  const full = { ...other, solution: madeUpSolution };
  const undated: Facts = {
    dated: false,
    index: Array.from({ length: 480 }, (_, i) => String(i + 1)),
  };
  const rows = (result: WealthResult): WealthResult => ({
    ...result,
    replay: result.replay && {
      ...result.replay,
      labels: result.replay.labels.map((_, i) => `${i + 1}`),
    },
    closeUp: result.closeUp && {
      ...result.closeUp,
      labels: result.closeUp.labels.map((_, i) => `${i + 1}`),
    },
  });
  const cases: [string, WealthResult, Partial<WealthParameters>, Facts?][] = [
    ['quantities without a value', withoutNumbers(full), { solve: 'start', compare: 'mix' }],
    ['empty arrays', emptied(full), { solve: 'start', compare: 'mix' }],
    ['no parts', { ...plain, replay: undefined, closeUp: undefined }, {}],
    ['rows without dates', rows(full), {}, undated],
    ['one year', madeUpWealth({ years: 1 }), { years: 1 }],
    ['one step', madeUpWealth({ years: 1, stepsPerYear: 1 }), { years: 1 }],
    ['ruin at once', madeUpWealth({ start: 1, takenOut: 1e6 }), { start: 1, spendingAmount: 1e6 }],
    ['large money', madeUpWealth({ start: 1e12, goal: 0 }), { start: 1e12, goal: 0 }],
    ['small money', madeUpWealth({ start: 0.01, takenOut: 0 }), { start: 0.01, ...nothingOut }],
    ['certain loss', madeUpWealth({ drift: -0.5 }), {}],
    [
      'a fee, tails and a repair',
      { ...plain, degrees: 5, repaired: 0.21 },
      { fee: 0.5, model: 'student' },
    ],
    ['payments at the start', plain, { timing: 'start' }],
  ];
  test.each(cases)('%s', async (_, result, parameters, facts) => {
    for (const terms of ['real', 'nominal'] as const) {
      const { page, parts } = await show(result, { ...parameters, terms }, facts);
      expectSense(page, parts);
    }
  });
});
