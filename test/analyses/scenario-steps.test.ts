/** The steps of a scenario's data: what each does, in which order, and what is refused. */
import { describe, expect, test } from 'vitest';
import { decodeScenario, encodeScenario, scenarioFile } from '../../src/analyses/link';
import {
  canonicalJson,
  prepareScenario,
  readDraft,
  ScenarioError,
} from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import { toDraft } from '../../src/analyses/scenario-edit';
import type { Step } from '../../src/analyses/scenario-steps';
import * as work from '../../src/analyses/scenario-step-work';
import { provideStepWork } from '../../src/analyses/scenario-step-loader';
import type { Dataset } from '../../src/finance/dataset';
import { fingerprint } from '../../src/finance/fingerprint';
import { columnReturns } from '../../src/finance/returns';
import { monthly } from './built-in-data';
import { madeUp } from './made-up';

provideStepWork(work);

const returns = {
  a: [0.01, 0.02, -0.03, 0.04, 0.01, 0.02],
  b: [0.02, -0.01, 0.01, 0.03, -0.02, 0.01],
  eur: [0.005, -0.004, 0.003, 0.002, -0.001, 0.004],
  cash: [0.001, 0.002, 0.003, 0.002, 0.001, 0.002],
  cpi: [0.002, 0.001, 0.004, 0.003, 0.002, 0.001],
};
const roles = { cash: 'rate', cpi: 'inflation' } as const;
const defaults = { defaultRiskFree: 'cash', defaultInflation: 'cpi' };
const made = madeUp(returns, { roles, ...defaults });
const asPrices = (values: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(
    Object.entries(values).map(([id, column]) => [
      id,
      column.reduce((p, r) => [...p, p[p.length - 1] * (1 + r)], [100]),
    ]),
  );
const prices = madeUp(asPrices(returns), { roles, ...defaults, kind: 'prices', id: 'p' });
const other = madeUp({ x: [0.01, 0.03, 0.02, 0.01, 0.05, 0.04] }, { id: 'two', title: 'Two' });

type Rest = { columns?: string[]; riskFree?: string | null };

function prepare(steps: readonly unknown[], sources: readonly Dataset[] = [made], rest: Rest = {}) {
  const { columns = ['a', 'b'], riskFree } = rest;
  const named = sources.map(({ id }, s) => (s === 0 ? { id, columns } : { id }));
  const prepared = prepareScenario(
    readDraft({ data: { sources: named, steps, riskFree } }),
    sources,
  );
  const position = (id: string) => prepared.dataset.columns.findIndex((column) => column.id === id);
  return {
    ...prepared,
    column: (id: string) => [...columnReturns(prepared.dataset, position(id))],
    values: (id: string) => [...prepared.dataset.values[position(id)]],
  };
}

function refusal(steps: readonly unknown[], sources?: readonly Dataset[], rest?: Rest) {
  try {
    prepare(steps, sources, rest);
  } catch (error) {
    if (error instanceof ScenarioError) return { where: error.where, message: error.message };
    throw error;
  }
  throw new Error('accepted');
}

function expectClose(actual: readonly number[], expected: readonly number[], within = 1e-14) {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, t) => {
    expect(Math.abs(actual[t] - value), `row ${t}`).toBeLessThan(within);
  });
}

const zip = (a: readonly number[], b: readonly number[], f: (r: number, x: number) => number) =>
  a.map((r, t) => f(r, b[t]));

const index = made.index;

describe('cleaning', () => {
  test('leaves the kind and all columns of a source that stays complete', () => {
    const { dataset, values, changed, dropped } = prepare(
      [{ step: 'fill', column: 'a', limit: 1, dates: [index[2]] }],
      [prices],
    );
    expect(dataset).toMatchObject({ kind: 'prices', id: 'p-changed', madeOf: [prices] });
    expect(dataset.columns).toBe(prices.columns);
    expect(values('a')[2]).toBe(prices.values[0][1]);
    expect(values('b')).toEqual([...prices.values[1]]);
    expect(changed).toEqual([{ step: 0, count: 1, first: index[2], last: index[2] }]);
    expect(dropped).toEqual([]);
    const ids = dataset.columns.map(({ id }) => id);
    expect(dataset.fingerprint).toBe(fingerprint(ids, dataset.index, dataset.values));
    expect(dataset.fingerprint).not.toBe(prices.fingerprint);
  });

  test('fills returns and inflation with no change, a rate with its last value', () => {
    const dates = [index[3]];
    const fill = (column: string) => ({ step: 'fill', column, limit: 5, dates });
    const { values } = prepare(['a', 'cash', 'cpi'].map(fill));
    expect([values('a')[3], values('cash')[3], values('cpi')[3]]).toEqual([0, 0.003, 0]);
  });

  test('drops rows, which prices span, and tells it once', () => {
    const { column, changed, dropped } = prepare(
      [{ step: 'drop', source: 'p', dates: [index[3], index[1]] }],
      [prices],
    );
    expectClose(column('a'), [1.01 * 1.02 - 1, 0.97 * 1.04 - 1, 0.01, 0.02]);
    expect(changed).toEqual([{ step: 0, count: 2, first: index[1], last: index[3] }]);
    expect(dropped).toEqual([]);
  });

  test('drops rows of returns, of which nothing is known then', () => {
    const { values, dataset } = prepare([{ step: 'drop', source: 'made-up', dates: [index[2]] }]);
    expect(values('a')).toEqual([0.01, 0.02, 0.04, 0.01, 0.02]);
    expect(dataset.index).not.toContain(index[2]);
  });

  test('acts in its order: what is dropped can be filled', () => {
    const steps = [
      { step: 'drop', source: 'p', dates: [index[1]] },
      ...['a', 'b', 'cash', 'cpi'].map((column) => ({ step: 'fill', column, limit: 1 })),
    ];
    const { column, changed } = prepare(steps, [prices]);
    expectClose(column('a').slice(0, 2), [0, 1.01 * 1.02 - 1]);
    expect(changed.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  });

  test('takes a split out, the same of prices and of returns', () => {
    const split = (column: string) => ({ step: 'split', column, date: index[2], factor: 2 });
    expectClose(prepare([split('a')], [prices]).column('a'), [
      0.01,
      1.02 * 2 - 1,
      -0.03,
      0.04,
      0.01,
      0.02,
    ]);
    expectClose(prepare([split('a')]).column('a'), [0.01, 0.02, 0.97 * 2 - 1, 0.04, 0.01, 0.02]);
  });

  test('limits returns over all rows of the source, before anything is joined', () => {
    const { values, changed } = prepare([{ step: 'winsorize', column: 'a', tail: 0.2 }]);
    // Six returns: the type 7 quantile at 0.2 is the second, that at 0.8 the fifth of them.
    expectClose(values('a'), [0.01, 0.02, 0.01, 0.02, 0.01, 0.02]);
    expect(changed).toEqual([{ step: 0, count: 2, first: index[2], last: index[3] }]);
  });

  test('takes smoothing back, without the first return', () => {
    const { values, dataset, dropped } = prepare([{ step: 'desmooth', column: 'b', weight: 0.5 }]);
    expectClose(values('b'), [-0.04, 0.03, 0.05, -0.07, 0.04]);
    expect(dataset.index).toEqual(index.slice(1));
    expect(dropped).toMatchObject([{ reason: 'incomplete', rows: 1, first: index[0] }]);
  });

  test('leaves a trace among the known faults of its column', () => {
    const columns = made.columns.map((column) => ({
      ...column,
      distortions: column.id === 'b' ? (['smoothed', 'price-index'] as const) : [],
    }));
    const steps = [
      { step: 'winsorize', column: 'a', tail: 0.2 },
      { step: 'desmooth', column: 'b', weight: 0.5 },
    ];
    const { dataset } = prepare(steps, [{ ...made, columns }]);
    const faults = dataset.columns.map(({ id, distortions }) => [id, ...distortions]);
    expect(faults.slice(0, 2)).toEqual([
      ['a', 'winsorized'],
      ['b', 'price-index', 'desmoothed'],
    ]);
    const { dataset: same } = prepare([{ step: 'fill', column: 'a', limit: 1 }]);
    expect(same.columns[0].distortions).toEqual([]);
  });

  test('acts on a source of its own before the join', () => {
    const steps = [{ step: 'winsorize', column: 'two.x', tail: 0.2 }];
    const { values, dataset } = prepare(steps, [made, other]);
    expectClose(values('two.x'), [0.01, 0.03, 0.02, 0.01, 0.04, 0.04]);
    expect(dataset.id).toBe('made-up+two-changed');
  });
});

describe('conversions', () => {
  test('to another currency brings the rate in, and leaves cash and inflation alone', () => {
    const { values, dataset, changed } = prepare([{ step: 'convert', fx: 'eur' }]);
    expectClose(
      values('a'),
      zip(returns.a, returns.eur, (r, x) => (1 + r) * (1 + x) - 1),
    );
    expect(values('cash')).toEqual(returns.cash);
    expect(dataset.columns.map(({ id }) => id)).toContain('eur');
    expect(changed).toEqual([{ step: 0, count: 12, first: index[0], last: index[5] }]);
    const back = prepare([
      { step: 'convert', fx: 'eur' },
      { step: 'convert', fx: 'eur', invert: true },
    ]);
    expectClose(back.values('a'), returns.a);
  });

  test('with a rate of another source, of some columns', () => {
    const { values } = prepare([{ step: 'convert', fx: 'two.x', columns: ['b'] }], [made, other]);
    expect(values('a')).toEqual(returns.a);
    expectClose(
      values('b'),
      zip(returns.b, [...other.values[0]], (r, x) => (1 + r) * (1 + x) - 1),
    );
  });

  test('leave the exchange rate itself alone where no columns are named', () => {
    const { values } = prepare([{ step: 'convert', fx: 'eur' }], [made], { columns: ['a', 'eur'] });
    expect(values('eur')).toEqual(returns.eur);
  });

  test('to real returns of assets and cash, once', () => {
    const { values, dataset, scenario } = prepare([{ step: 'real' }]);
    const real = (r: number, i: number) => (1 + r) / (1 + i) - 1;
    expectClose(values('a'), zip(returns.a, returns.cpi, real));
    expectClose(values('cash'), zip(returns.cash, returns.cpi, real));
    expect(dataset.defaultInflation).toBeUndefined();
    expect(seriesOf(scenario, dataset).inflation).toBeUndefined();
  });

  test('real and converted commute', () => {
    const convert = { step: 'convert', fx: 'eur' };
    for (const columns of [
      ['a', 'b'],
      ['a', 'eur'],
    ]) {
      const one = prepare([convert, { step: 'real' }], [made], { columns });
      const two = prepare([{ step: 'real' }, convert], [made], { columns });
      for (const id of columns) expectClose(one.values(id), two.values(id));
    }
  });

  test('to excess returns, after which there is no riskless rate', () => {
    const { values, dataset, scenario } = prepare([{ step: 'excess' }]);
    expectClose(
      values('a'),
      zip(returns.a, returns.cash, (r, c) => r - c),
    );
    expect(dataset.defaultRiskFree).toBeUndefined();
    expect(scenario.data.riskFree).toBeNull();
    // The completed scenario, which names none, is still the same.
    const again = prepareScenario(toDraft(scenario), [made]);
    expect(again.dataset.fingerprint).toBe(dataset.fingerprint);
  });

  test('to what borrowed money makes of them', () => {
    const { values } = prepare([{ step: 'leverage', column: 'a', factor: 2, spread: 0.012 }]);
    expectClose(
      values('a'),
      zip(returns.a, returns.cash, (r, c) => 2 * r - (c + 0.001)),
    );
    const identity = prepare([{ step: 'leverage', column: 'a', factor: 1 }]);
    expect(identity.values('a')).toEqual(returns.a);
    expect(identity.changed).toEqual([{ step: 0, count: 0, first: '', last: '' }]);
  });

  test('borrow at no cost where there is no cash, or it is taken off already', () => {
    const leverage = { step: 'leverage', column: 'a', factor: 3 };
    const bare = { ...made, defaultRiskFree: undefined };
    expectClose(
      prepare([leverage], [bare]).values('a'),
      returns.a.map((r) => 3 * r),
    );
    const excess = prepare([{ step: 'excess' }, leverage]).values('a');
    expectClose(
      excess,
      zip(returns.a, returns.cash, (r, c) => 3 * (r - c)),
    );
    const real = prepare([{ step: 'real' }, { step: 'leverage', column: 'a', factor: 2 }]);
    const now = real.values('cash');
    const only = prepare([{ step: 'real' }]).values('a');
    expectClose(
      real.values('a'),
      zip(only, now, (r, c) => 2 * r - c),
    );
  });

  test('to what a fee leaves', () => {
    const { values } = prepare([{ step: 'fee', rate: 0.012, columns: ['a'] }]);
    expectClose(
      values('a'),
      returns.a.map((r) => (1 + r) * 0.988 ** (1 / 12) - 1),
    );
    expect(values('b')).toEqual(returns.b);
    expect(prepare([{ step: 'fee', rate: 0 }]).values('a')).toEqual(returns.a);
  });

  test('stand behind resampling', () => {
    const steps = [
      { step: 'resample', to: 'quarterly' },
      { step: 'fee', rate: 0.02 },
    ];
    const year = Array.from({ length: 12 }, (_, t) => t / 500);
    const { dataset, values, changed } = prepare(steps, [madeUp({ a: year, b: year })]);
    expect(dataset.id).toBe('made-up-quarterly-changed');
    const quarter = year.slice(0, 3).reduce((growth, r) => growth * (1 + r), 1);
    expect(values('a')[0]).toBeCloseTo(quarter * 0.98 ** (1 / 4) - 1, 14);
    expect(changed.map(({ step }) => step)).toEqual([1]);
  });
});

describe('the form of the data', () => {
  test('as prices of every column, from 100 a period earlier, has the same numbers', () => {
    const { dataset, values, column, scenario } = prepare([{ step: 'form', kind: 'prices' }]);
    expect(dataset.kind).toBe('prices');
    expect(dataset.index).toEqual(['1999-12-31', ...index]);
    expect(values('cash')[0]).toBe(100);
    for (const id of ['a', 'b', 'cash', 'cpi'] as const) expectClose(column(id), returns[id]);
    const before = seriesOf(prepare([]).scenario, made);
    const after = seriesOf(scenario, dataset);
    expect(after.index).toEqual(before.index);
    expectClose([...(after.riskFree ?? [])], [...(before.riskFree ?? [])]);
  });

  test('as returns, of prices', () => {
    const { dataset, values } = prepare([{ step: 'form', kind: 'returns' }], [prices]);
    expect(dataset.kind).toBe('returns');
    expectClose(values('a'), returns.a);
  });
});

describe('a step is refused by number and name', () => {
  const fee = { step: 'fee', rate: 0.01 };
  const resample = { step: 'resample', to: 'yearly' };
  const drop = { step: 'drop', source: 'made-up', dates: [index[1]] };
  const form = { step: 'form', kind: 'prices' };
  const low = madeUp({ a: [-0.6, 0.1, 0, 0], b: [0, 0, 0, 0] });
  const at = (position: number) => `data.steps.${position}`;

  test.each<[string, unknown[], string, RegExp]>([
    [
      'cleaning after resampling',
      [resample, drop],
      at(1),
      /Step 2 \(drop\).*before step 1 \(resample\)/,
    ],
    [
      'resampling after a conversion',
      [fee, resample],
      at(1),
      /Step 2 \(resample\).*before step 1 \(fee\)/,
    ],
    ['anything after the form', [form, fee], at(1), /Step 2 \(fee\).*before step 1 \(form\)/],
    ['two forms', [form, form], at(1), /Step 2 \(form\)/],
    ['another source', [{ ...drop, source: 'x' }], at(0), /Step 1 \(drop\): there is no source x/],
    [
      'a row that is none',
      [{ ...drop, dates: ['2000-01-30'] }],
      at(0),
      /Made up has no row 2000-01-30/,
    ],
    [
      'a filled row that is none',
      [{ step: 'fill', column: 'a', limit: 1, dates: ['x'] }],
      at(0),
      /no row x/,
    ],
    [
      'a column that is none',
      [{ step: 'fill', column: 'z', limit: 1 }],
      at(0),
      /Step 1 \(fill\).*no column z/,
    ],
    [
      'a split of a rate',
      [{ step: 'split', column: 'cash', date: index[1], factor: 2 }],
      at(0),
      /rate/,
    ],
    [
      'a split that is none',
      [{ step: 'split', column: 'a', date: '1', factor: 2 }],
      at(0),
      /no row 1/,
    ],
    ['smoothed inflation', [{ step: 'desmooth', column: 'cpi', weight: 0.5 }], at(0), /no asset/],
    [
      'an exchange rate that is none',
      [fee, { step: 'convert', fx: 'z' }],
      at(1),
      /Step 2 \(convert\).*no column z/,
    ],
    ['inflation for an exchange rate', [{ step: 'convert', fx: 'cpi' }], at(0), /inflation/],
    [
      'a column that is not chosen',
      [{ step: 'convert', fx: 'b', columns: ['eur'] }],
      at(0),
      /eur is not among the chosen/,
    ],
    ['a fee on cash', [{ ...fee, columns: ['cash'] }], at(0), /cash is not among the chosen/],
    ['leverage of none', [{ step: 'leverage', column: 'z', factor: 2 }], at(0), /z is not among/],
    ['an asset for inflation', [{ step: 'real', inflation: 'a' }], at(0), /no column of inflation/],
    ['real twice', [{ step: 'real' }, { step: 'real' }], at(1), /Step 2 \(real\).*already/],
    ['excess twice', [{ step: 'excess' }, { step: 'excess' }], at(1), /Step 2 \(excess\).*already/],
    ['inflation for cash', [{ step: 'excess', cash: 'cpi' }], at(0), /inflation/],
    [
      'a spread on nothing borrowed',
      [{ step: 'leverage', column: 'a', factor: 0.5, spread: 0.01 }],
      at(0),
      /borrows nothing/,
    ],
  ])('%s', (_name, steps, where, message) => {
    const refused = refusal(steps);
    expect(refused.where).toBe(where);
    expect(refused.message).toMatch(message);
  });

  test('where data have no inflation or no cash', () => {
    const bare = { ...made, defaultInflation: undefined, defaultRiskFree: undefined };
    expect(refusal([{ step: 'real' }], [bare]).message).toMatch(/Step 1 \(real\).*no inflation/);
    expect(refusal([{ step: 'excess' }], [bare]).message).toMatch(/no riskless rate/);
  });

  test('where nothing would be left, by its date', () => {
    const leverage = { step: 'leverage', column: 'a', factor: 2 };
    expect(refusal([leverage], [low]).message).toMatch(/Step 1 \(leverage\).*2000-01-31.*-120 %/);
    const desmooth = { step: 'desmooth', column: 'a', weight: 0.9 };
    const late = madeUp({ a: [0.1, -0.2, 0, 0], b: [0, 0, 0, 0] });
    expect(refusal([desmooth], [late]).message).toMatch(/Step 1 \(desmooth\).*2000-02-29/);
    const lost = madeUp({ a: [0.1, -1, 0, 0], b: [0, 0, 0, 0] });
    expect(refusal([form], [lost]).message).toMatch(/Step 1 \(form\).*2000-02-29/);
    expect(refusal([{ step: 'convert', fx: 'a', columns: ['b'] }], [lost]).message).toMatch(
      /Step 1 \(convert\).*2000-02-29/,
    );
  });

  test('a riskless rate beside excess returns', () => {
    const refused = refusal([{ step: 'excess' }], [made], { riskFree: 'cash' });
    expect(refused.where).toBe('data.riskFree');
    expect(refused.message).toMatch(/Step 1 \(excess\)/);
  });

  test.each<[string, unknown, string]>([
    ['fill', { step: 'fill', column: 'a', limit: 0 }, 'limit'],
    ['fill', { step: 'fill', column: 'a', limit: 1.5 }, 'limit'],
    ['fill', { step: 'fill', column: 'a', limit: 1001 }, 'limit'],
    ['fill', { step: 'fill', column: 'a', limit: 1, dates: [] }, 'dates'],
    ['fill', { step: 'fill', column: 'a', limit: 1, by: 2 }, 'by'],
    ['drop', { step: 'drop', source: 'a' }, 'dates'],
    ['split', { step: 'split', column: 'a', date: index[0], factor: 0 }, 'factor'],
    ['winsorize', { step: 'winsorize', column: 'a', tail: 0 }, 'tail'],
    ['winsorize', { step: 'winsorize', column: 'a', tail: 0.3 }, 'tail'],
    ['desmooth', { step: 'desmooth', column: 'a', weight: 0 }, 'weight'],
    ['desmooth', { step: 'desmooth', column: 'a', weight: 0.96 }, 'weight'],
    ['convert', { step: 'convert', fx: 'a', invert: false }, 'invert'],
    ['convert', { step: 'convert', fx: 'a', columns: [] }, 'columns'],
    ['leverage', { step: 'leverage', column: 'a', factor: 11 }, 'factor'],
    ['leverage', { step: 'leverage', column: 'a', factor: NaN }, 'factor'],
    ['leverage', { step: 'leverage', column: 'a', factor: 2, spread: -1 }, 'spread'],
    ['fee', { step: 'fee', rate: 0.6 }, 'rate'],
    ['form', { step: 'form', kind: 'levels' }, 'kind'],
  ])('a %s out of its bounds (%j)', (_name, step, field) => {
    expect(refusal([step]).where).toBe(`data.steps.0.${field}`);
  });

  test('more than fifty', () => {
    expect(refusal(Array.from({ length: 51 }, () => fee)).message).toMatch(/at most 50 steps/);
    expect(prepare(Array.from({ length: 50 }, () => fee)).changed).toHaveLength(50);
  });
});

const allSteps: Step[] = [
  { step: 'drop', source: 'p', dates: [prices.index[1]] },
  { step: 'fill', column: 'a', limit: 3, dates: [prices.index[3]] },
  { step: 'split', column: 'b', date: prices.index[2], factor: 2 },
  { step: 'winsorize', column: 'b', tail: 0.05 },
  { step: 'desmooth', column: 'a', weight: 0.3 },
  { step: 'convert', fx: 'eur', columns: ['a'], invert: true },
  { step: 'real', inflation: 'cpi' },
  { step: 'leverage', column: 'b', factor: 1.5, spread: 0.01, cash: 'cash' },
  { step: 'excess', cash: 'cash' },
  { step: 'fee', columns: ['a'], rate: 0.01 },
  { step: 'form', kind: 'prices' },
];

test('all steps together come back from a link and from a file', () => {
  const { scenario, dataset } = prepare(allSteps, [prices]);
  expect(scenario.data.steps).toEqual(allSteps);
  const link = encodeScenario(scenario, [prices]);
  const back = prepareScenario(decodeScenario(link), [prices]);
  expect(canonicalJson(back.scenario)).toBe(canonicalJson(scenario));
  expect(back.dataset.fingerprint).toBe(dataset.fingerprint);
  expect(encodeScenario(back.scenario, [prices])).toBe(link);
  const file = readDraft(JSON.parse(scenarioFile(scenario, [prices])));
  expect(prepareScenario(file, [prices]).scenario).toEqual(scenario);
});

test('of a shipped dataset, cash that is an asset can be taken off', () => {
  const draft = readDraft({ data: { sources: [{ id: monthly.id }], steps: [{ step: 'excess' }] } });
  const { dataset } = prepareScenario(draft, [monthly]);
  const j = dataset.columns.findIndex(({ id }) => id === monthly.defaultRiskFree);
  expect(dataset.values[j].every((r) => r === 0)).toBe(true);
});
