import { expect, test } from 'vitest';
import { linearTicks, logTicks, timeTicks } from '../../src/ui/ticks';

const months = Array.from({ length: 575 }, (_, i) =>
  new Date(Date.UTC(1975, i + 1, 0)).toISOString().slice(0, 10),
);

test('linear ticks are round and inside the range', () => {
  expect(linearTicks(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(linearTicks(-0.21, 0.01, 4)).toEqual([-0.2, -0.1, 0]);
  expect(linearTicks(0.05, 0.35, 3)).toEqual([0.1, 0.2, 0.3]);
  expect(linearTicks(5, 5, 3)).toEqual([5]);
  expect(linearTicks(NaN, NaN, 3)).toEqual([]);
});

test('log ticks are ones and fives over decades', () => {
  expect(logTicks(9_000, 1_200_000, 6)).toEqual([10_000, 50_000, 100_000, 500_000, 1_000_000]);
  expect(logTicks(0.9, 12, 6)).toEqual([1, 2, 5, 10]);
  expect(logTicks(1, 1e12, 5).length).toBeLessThanOrEqual(8);
  expect(logTicks(-1, 10, 5)).toEqual([]);
});

test('years stand at their first period', () => {
  const ticks = timeTicks(months, 0, 574, 7);
  expect(ticks.map(({ label }) => label)).toEqual(['1980', '1990', '2000', '2010', '2020']);
  expect(months[ticks[0].at]).toBe('1980-01-31');
});

test('a short span has months, a shorter one days', () => {
  expect(timeTicks(months, 0, 12, 5).map(({ label }) => label)).toEqual([
    '1975-01',
    '1975-04',
    '1975-07',
    '1975-10',
    '1976-01',
  ]);
  expect(timeTicks(['2020-01-01', '2020-01-02'], 0, 1, 5)).toEqual([
    { at: 0, label: '2020-01-01' },
    { at: 1, label: '2020-01-02' },
  ]);
});

test('undated rows are counted', () => {
  const rows = Array.from({ length: 100 }, (_, i) => String(i + 1));
  expect(timeTicks(rows, 0, 99, 5).map(({ label }) => label)).toEqual([
    '1',
    '21',
    '41',
    '61',
    '81',
  ]);
  expect(timeTicks([], 0, 0, 5)).toEqual([]);
});
