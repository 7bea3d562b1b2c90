/**
 * Joining, resampling and incomplete rows, against pandas 3.0 (`finance-resampling.json`: prices
 * by `resample(...).last().pct_change()` and `join(how='inner')`, returns by compounding) and
 * against what can be said by hand.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeScenario, draftOf, encodeScenario, scenarioFile } from '../../src/analyses/link';
import {
  assetsOf,
  canonicalJson,
  prepareScenario,
  readDraft,
  ScenarioError,
  type Draft,
} from '../../src/analyses/scenario';
import { meantAs, prepareData } from '../../src/analyses/scenario-data';
import { seriesOf } from '../../src/analyses/series';
import type { Dataset } from '../../src/finance/dataset';
import { relativeError } from '../finance/closeness';
import reference from '../reference/finance-resampling.json';
import { builtIn, monthly } from './built-in-data';
import { madeUp } from './made-up';

const markets = builtIn('daily-markets');
const swiss = builtIn('swiss-pension-daily');
const european = builtIn('eu-indices-daily');

type Chosen = Readonly<Record<string, readonly string[] | undefined>>;

function dataOf(chosen: Chosen, to?: string, rest: Partial<Draft['data']> = {}): Draft['data'] {
  const sources = Object.entries(chosen).map(([id, columns]) => ({ id, columns }));
  const steps = to === undefined ? undefined : [{ step: 'resample', to }];
  return readDraft({ data: { sources, steps, ...rest } }).data;
}

function prepare(sources: readonly Dataset[], data: Draft['data']) {
  const prepared = prepareData(data, sources);
  const column = (id: string) => {
    const { columns, values } = prepared.dataset;
    return values[columns.findIndex((candidate) => candidate.id === id)];
  };
  return { ...prepared, column };
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, t) => {
    expect(Math.abs(actual[t] - value)).toBeLessThan(1e-13);
  });
}

describe('a source as it stands', () => {
  test('is the very dataset, whatever columns are chosen', () => {
    expect(prepareData(dataOf({ [monthly.id]: undefined }), [monthly]).dataset).toBe(monthly);
    const some = prepareData(dataOf({ [markets.id]: ['GOLD'] }), [markets]);
    expect(some).toEqual({ dataset: markets, chosen: [['GOLD']], dropped: [], changed: [] });
  });

  test('of very many assets gives twenty until a person chooses', () => {
    const ids = Array.from({ length: 50 }, (_, j) => [`a${j}`, [0.01, 0.02, 0.03]] as const);
    const many = madeUp(Object.fromEntries(ids));
    expect(prepareData(dataOf({ 'made-up': undefined }), [many]).chosen[0]).toHaveLength(20);
  });
});

describe('resampling', () => {
  test.each(['weekly', 'monthly', 'quarterly', 'yearly'] as const)(
    'daily prices to %s returns agrees with pandas',
    (to) => {
      const expected = reference['daily-markets'][to];
      const { dataset, column, dropped } = prepare(
        [markets],
        dataOf({ [markets.id]: ['SP500', 'GOLD'] }, to),
      );
      expectClose(column('SP500'), expected.SP500);
      if ('GOLD' in expected) expectClose(column('GOLD'), expected.GOLD);
      expect(dataset).toMatchObject({ kind: 'returns', frequency: to, id: `daily-markets-${to}` });
      expect(dataset.periodsPerYear).toBe({ weekly: 52, monthly: 12, quarterly: 4, yearly: 1 }[to]);
      expect([dataset.index[0], dataset.index[dataset.index.length - 1]]).toEqual([
        expected.first,
        expected.last,
      ]);
      // The first unit only starts the second; the week of the last Monday has not ended.
      const unfinished = dropped.filter(({ reason }) => reason === 'unfinished');
      expect(unfinished).toHaveLength(to === 'weekly' ? 2 : 1);
    },
  );

  test('monthly returns to years compounds, and leaves the first unfinished year out', () => {
    const { column, dataset, dropped } = prepare(
      [monthly],
      dataOf({ [monthly.id]: ['us_stocks', 'gold'] }, 'yearly'),
    );
    const expected = reference['us-asset-classes-monthly'].yearly;
    expectClose(column('us_stocks'), expected.us_stocks);
    expectClose(column('gold'), expected.gold);
    expect(dataset.index[0]).toBe(expected.first);
    expect(dropped).toEqual([
      {
        reason: 'unfinished',
        source: monthly.title,
        rows: 10,
        first: '1975-02-28',
        last: '1975-11-30',
      },
    ]);
    // What a person does not weight still comes along where it is needed.
    expect(dataset).toMatchObject({ defaultRiskFree: 'us_tbill_3m', defaultInflation: 'us_cpi' });
    expect(column('us_cpi')).toHaveLength(expected.rows);
  });

  test.each([
    ['2020-12-31', 12],
    ['2020-12-30', 12],
    // Two weekdays are left: Wednesday and Thursday.
    ['2020-12-29', 11],
  ])('a month of daily prices that ends on %s gives %i months', (last, months) => {
    const index = weekdays('2019-12-30', last);
    const values = { a: index.map((_, t) => 100 + (t % 7)) };
    const daily = madeUp(values, { index, kind: 'prices', frequency: 'daily', id: 'd' });
    expect(prepareData(dataOf({ d: undefined }, 'monthly'), [daily]).dataset.index).toHaveLength(
      months,
    );
  });

  test('says which rows span several units', () => {
    const index = ['2020-01-31', '2020-02-28', '2020-05-29', '2020-06-30'];
    const daily = madeUp(
      { a: [1, 2, 3, 4] },
      { index, kind: 'prices', frequency: 'daily', id: 'd' },
    );
    const { column, dropped } = prepare([daily], dataOf({ d: undefined }, 'monthly'));
    expect([...column('a')]).toEqual([1, 0.5, 4 / 3 - 1]);
    expect(dropped).toEqual([
      expect.objectContaining({ reason: 'spanning', rows: 1, first: '2020-05-29' }),
    ]);
  });

  test('rows without dates is refused', () => {
    expect(() => prepareData(dataOf({ [european.id]: undefined }, 'weekly'), [european])).toThrow(
      /has no dates and cannot be resampled/,
    );
  });
});

describe('joining', () => {
  test('prices on their common dates agrees with pandas, and says what was left alone', () => {
    const expected = reference.joined;
    const data = dataOf({ [markets.id]: ['SP500'], [swiss.id]: ['SBI'] });
    const { dataset, column, dropped } = prepare([markets, swiss], data);
    const id = 'swiss-pension-daily.SBI';
    expect(dataset.columns.map((one) => one.id)).toEqual(['SP500', id]);
    expect(dataset.index).toHaveLength(expected.rows);
    expect([dataset.index[0], dataset.index[dataset.index.length - 1]]).toEqual([
      expected.first,
      expected.last,
    ]);
    for (const [values, facts] of [
      [column('SP500'), expected.SP500],
      [column(id), expected.SBI],
    ] as const) {
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(relativeError(total, facts.sum)).toBeLessThan(1e-11);
      expect(relativeError(Math.max(...values), facts.largest)).toBeLessThan(1e-12);
    }
    expect(dropped.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['unmatched', expected.left_alone],
      ['unmatched', expected.right_alone],
    ]);
  });

  test('daily prices resampled with monthly returns agrees with pandas', () => {
    const data = dataOf({ [markets.id]: ['SP500'], [monthly.id]: ['gold'] }, 'monthly');
    const { dataset, column } = prepare([markets, monthly], data);
    expect(dataset.index).toHaveLength(reference.mixed.rows);
    const gold = column(`${monthly.id}.gold`).reduce((sum, value) => sum + value, 0);
    const stocks = column('SP500').reduce((sum, value) => sum + value, 0);
    expect(relativeError(gold, reference.mixed.gold.sum)).toBeLessThan(1e-11);
    expect(relativeError(stocks, reference.mixed.SP500.sum)).toBeLessThan(1e-11);
    expect(dataset.defaultInflation).toBe(`${monthly.id}.us_cpi`);
  });

  test('the order of the sources changes no number', () => {
    const one = prepare([markets, swiss], dataOf({ [markets.id]: ['GOLD'], [swiss.id]: ['SPI'] }));
    const other = prepare(
      [swiss, markets],
      dataOf({ [swiss.id]: ['SPI'], [markets.id]: ['GOLD'] }),
    );
    expect(other.column('daily-markets.GOLD')).toEqual(one.column('GOLD'));
    expect(other.column('SPI')).toEqual(one.column('swiss-pension-daily.SPI'));
  });

  test('tells apart what two sources call the same', () => {
    const again = { ...markets, id: 'own', title: 'Own prices' };
    const data = dataOf({ [markets.id]: ['GOLD'], own: ['GOLD'] });
    const { dataset } = prepare([markets, again], data);
    expect(dataset.columns.map(({ id }) => id)).toEqual(['GOLD', 'own.GOLD']);
    const labels = dataset.columns.map(({ label }) => label);
    expect(labels[1]).toBe(`${labels[0]} (Own prices)`);
    expect(dataset.values[0]).toEqual(dataset.values[1]);
  });

  test.each([
    ['of different frequencies', [markets, monthly], /daily and .* monthly.*resample/],
    ['without dates', [markets, european], /no dates and cannot be joined/],
    ['one with itself', [markets, markets], /twice/],
  ] as const)('%s is refused in words', (_name, sources, message) => {
    const data: Draft['data'] = { sources: sources.map(({ id }) => ({ id })) };
    expect(() => prepareData(data, sources)).toThrow(ScenarioError);
    expect(() => prepareData(data, sources)).toThrow(message);
  });
});

describe('incomplete rows', () => {
  const index = ['2020-01-31', '2020-02-29', '2020-03-31', '2020-04-30', '2020-05-31'];

  test('of prices are spanned by the next return', () => {
    const prices = madeUp({ a: [1, 2, 3, 6, 12], b: [1, NaN, 4, 8, 8] }, { index, kind: 'prices' });
    const { dataset, column, dropped } = prepare([prices], dataOf({ 'made-up': undefined }));
    expect([...column('a')]).toEqual([2, 1, 1]);
    expect([...column('b')]).toEqual([3, 1, 0]);
    expect(dataset.index).toEqual(index.slice(2));
    expect(dropped).toEqual([
      { reason: 'incomplete', source: 'Made up', rows: 1, first: index[1], last: index[1] },
    ]);
  });

  test('of returns are lost, and so is a year that lacks one', () => {
    const values = Array.from({ length: 36 }, () => 0.1);
    const returns = madeUp({ a: values, b: values.with(14, NaN) });
    const rows = prepare([returns], dataOf({ 'made-up': undefined }));
    expect(rows.column('a')).toHaveLength(35);
    const years = prepare([returns], dataOf({ 'made-up': undefined }, 'yearly'));
    expect(years.dataset.index).toEqual(['2000-12-31', '2002-12-31']);
    expectClose(years.column('a'), [1.1 ** 12 - 1, 1.1 ** 12 - 1]);
  });

  test('count only where a chosen column is concerned', () => {
    const prices = madeUp({ a: [1, 2, 3], b: [NaN, 1, 1] }, { kind: 'prices' });
    expect(prepareData(dataOf({ 'made-up': ['a'] }), [prices]).dataset).toBe(prices);
    expect(prepareData(dataOf({ 'made-up': ['a', 'b'] }), [prices]).dataset.index).toHaveLength(1);
  });

  test('a price that is no price is refused with its place', () => {
    const prices = madeUp({ a: [1, -2, 3], b: [NaN, 1, 1] }, { kind: 'prices' });
    expect(() => prepareData(dataOf({ 'made-up': undefined }), [prices])).toThrow(
      /a: the price at 2000-02-29 .* not -2/,
    );
  });

  test('nothing is left where no row is complete', () => {
    const prices = madeUp({ a: [1, NaN, 3], b: [NaN, 1, NaN] }, { kind: 'prices' });
    const { dataset } = prepareData(dataOf({ 'made-up': undefined }), [prices]);
    expect(dataset.index).toEqual([]);
  });
});

test('wealth is the same however it is cut: joined and resampled returns compound to the whole', () => {
  const price = fc.double({ min: 1, max: 1_000, noNaN: true });
  const anyPrices = fc.array(fc.tuple(price, price), { minLength: 30, maxLength: 120 });
  fc.assert(
    fc.property(anyPrices, fc.constantFrom('weekly', 'monthly'), (prices, to) => {
      const [a, b] = [prices.map(([x]) => x), prices.map(([, y]) => y)];
      const index = (n: number) => weekdays('2019-12-30', '2020-12-31').slice(0, n);
      const facts = { kind: 'prices', frequency: 'daily' } as const;
      const one = madeUp({ x: a }, { ...facts, id: 'one', index: index(a.length) });
      const two = madeUp({ x: b }, { ...facts, id: 'two', index: index(b.length) });
      const { dataset } = prepareData(dataOf({ one: undefined, two: undefined }, to), [one, two]);
      const last = dataset.index[dataset.index.length - 1];
      if (last === undefined) return;
      const grown = dataset.values[0].reduce((growth, value) => growth * (1 + value), 1);
      const spread = dataset.values[1].reduce((growth, value) => growth * (1 + value), 1);
      // The first point is the last weekday of the first week (2020-01-03) or month (2019-12-31).
      const start = index(200).indexOf(to === 'weekly' ? '2020-01-03' : '2019-12-31');
      const end = one.index.indexOf(last);
      expect(relativeError(grown, a[end] / a[start])).toBeLessThan(1e-11);
      expect(relativeError(spread, b[end] / b[start])).toBeLessThan(1e-11);
    }),
    { numRuns: 100 },
  );
});

describe('a scenario of several sources', () => {
  const sources = [markets, swiss];
  const draft: Draft = {
    data: dataOf({ [markets.id]: ['SP500', 'GOLD'], [swiss.id]: ['SBI'] }, 'weekly'),
    analysis: 'correlation',
    seed: 5,
  };

  test('comes back from its link and from its file to the bit', () => {
    const { scenario, dataset } = prepareScenario(draft, sources);
    for (const back of [
      decodeScenario(encodeScenario(scenario, sources)),
      readDraft(JSON.parse(scenarioFile(scenario, sources))),
      readDraft(structuredClone(scenario)),
    ]) {
      const again = prepareScenario(back, sources);
      expect(canonicalJson(again.scenario)).toBe(canonicalJson(scenario));
      expect(again.dataset.fingerprint).toBe(dataset.fingerprint);
    }
  });

  test('names its assets as the joined data do', () => {
    const { scenario, dataset } = prepareScenario(draft, sources);
    expect(assetsOf(scenario)).toEqual(['SP500', 'GOLD', 'swiss-pension-daily.SBI']);
    const series = seriesOf(scenario, dataset);
    expect(series.returns.map((column) => column.length)).toEqual(
      Array.from({ length: 3 }, () => dataset.index.length),
    );
    expect(series).toMatchObject({ frequency: 'weekly', periodsPerYear: 52 });
  });

  test('says of an own file how it is meant and recognized', () => {
    const own = { ...swiss, id: 'own', title: 'My funds', file: { name: 'f.csv', bytes: 99 } };
    const { scenario } = prepareScenario({ data: dataOf({ own: undefined }) }, [own]);
    const [source] = draftOf(scenario, [own]).data.sources;
    expect(source.file).toEqual({
      ...{ title: 'My funds', name: 'f.csv', bytes: 99, rows: 1917, columns: 6 },
      ...{ kind: 'prices', frequency: 'daily', periodsPerYear: swiss.periodsPerYear },
    });
    // Brought in again elsewhere as something else: the link decides.
    const misread = { ...own, id: 'f', kind: 'returns', frequency: 'weekly' } as const;
    if (source.file === undefined) throw new Error('no facts');
    expect(meantAs(misread, 'own', source.file)).toMatchObject({
      ...{ id: 'own', kind: 'prices', frequency: 'daily' },
    });
  });
});

function weekdays(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0) days.push(date.toISOString().slice(0, 10));
  }
  return days;
}
