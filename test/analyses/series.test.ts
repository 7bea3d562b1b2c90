import { describe, expect, test } from 'vitest';
import { ScenarioError } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import { builtIn, monthly } from './built-in-data';
import { madeUp, scenarioOf } from './made-up';

const undated = builtIn('eu-indices-daily');
const daily = builtIn('daily-markets');
const spanOf = (labels: readonly string[]) => [labels[0], labels.at(-1), labels.length];

test('weights are fractions in the order of the dataset, 0 where an asset is not held', () => {
  const series = seriesOf(scenarioOf(monthly, { gold: 2_500, us_stocks: 7_500 }), monthly);
  expect(series.assets).toEqual([
    'us_stocks',
    'us_treasury_10y',
    'us_tbill_3m',
    'gold',
    'oil_wti',
    'us_house_prices',
  ]);
  expect([...series.weights]).toEqual([0.75, 0, 0, 0.25, 0, 0]);
  expect(series.returns.map((column) => column.length)).toEqual(Array(6).fill(574));
  expect(series.riskFree).toEqual(monthly.values[2]);
  expect(series.inflation).toEqual(monthly.values[6]);
});

test('a riskless column may be none or any other', () => {
  expect(seriesOf(scenarioOf(monthly, undefined, { riskFree: null }), monthly).riskFree).toBe(
    undefined,
  );
  const gold = seriesOf(scenarioOf(monthly, undefined, { riskFree: 'gold' }), monthly).riskFree;
  expect(gold).toEqual(monthly.values[3]);
});

describe('a range', () => {
  const labels = (from: string | null, to: string | null, dataset = monthly) =>
    spanOf(seriesOf(scenarioOf(dataset, undefined, { range: { from, to } }), dataset).index);

  test('holds both of its ends, and every row where it is open', () => {
    expect(labels(null, null)).toEqual(['1975-03-31', '2022-12-31', 574]);
    expect(labels('2020-01-31', '2020-12-31')).toEqual(['2020-01-31', '2020-12-31', 12]);
    expect(labels('2020-01-31', null)).toEqual(['2020-01-31', '2022-12-31', 36]);
    expect(labels(null, '1975-12-31')).toEqual(['1975-03-31', '1975-12-31', 10]);
  });

  test('may begin and end between rows or outside of the data', () => {
    expect(labels('2020-01-01', '2020-12-30')).toEqual(['2020-01-31', '2020-11-30', 11]);
    expect(labels('1800-01-01', '2999-01-01')).toEqual(['1975-03-31', '2022-12-31', 574]);
  });

  test('of prices is a range of their returns, the first of which has the second label', () => {
    expect(labels(null, null, daily)).toEqual(['1999-01-05', '2012-12-31', 3505]);
    expect(labels('1999-01-04', '1999-01-11', daily)).toEqual(['1999-01-05', '1999-01-11', 5]);
  });

  test('of counted rows goes by number, not by letter', () => {
    expect(labels('9', '100', undated)).toEqual(['9', '100', 92]);
    expect(labels('1', '5', undated)).toEqual(['2', '5', 4]);
    expect(labels(null, null, undated)).toEqual(['2', '1860', 1859]);
  });

  test.each([
    ['2020-01-31', '2020-02-29'],
    ['2020-12-31', '2020-01-31'],
    ['2999-01-01', null],
    [null, '1800-01-01'],
  ])('from %s to %s is refused for having too few periods', (from, to) => {
    expect(() => labels(from, to)).toThrow(ScenarioError);
    expect(() => labels(from, to)).toThrow(/needs at least 3 periods, the chosen dates hold \d/);
  });

  test('of three periods is enough', () => {
    expect(labels('2020-01-31', '2020-03-31')).toEqual(['2020-01-31', '2020-03-31', 3]);
  });
});

describe('returns that cannot be computed with are refused with their column and row', () => {
  const fine = Array.from({ length: 30 }, (_, t) => 0.01 * (t % 3));
  test.each([
    ['beyond all measure', fine.with(7, 1e150)],
    ['so low', fine.with(7, -1e150)],
    ['infinite', fine.with(7, Infinity)],
    ['no number', fine.with(7, NaN)],
  ])('%s', (_name, values) => {
    const dataset = madeUp({ sound: fine, strange: values });
    expect(() => seriesOf(scenarioOf(dataset), dataset)).toThrow(ScenarioError);
    expect(() => seriesOf(scenarioOf(dataset), dataset)).toThrow(/strange .*2000-08-31/);
    const later = scenarioOf(dataset, undefined, { range: { from: '2000-09-30' } });
    expect(seriesOf(later, dataset).index).toHaveLength(22);
  });

  test('also where they only become so by growing', () => {
    const dataset = madeUp({ sound: fine, strange: fine.map(() => 1e9 / 1e4) });
    expect(() => seriesOf(scenarioOf(dataset), dataset)).not.toThrow();
    const longer = madeUp({ strange: Array.from({ length: 300 }, () => 1e5) });
    expect(() => seriesOf(scenarioOf(longer), longer)).toThrow(ScenarioError);
  });
});
