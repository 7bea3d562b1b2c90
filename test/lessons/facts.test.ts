/** What the lessons state of the data, and of arithmetic, is so. */
import { describe, expect, test } from 'vitest';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import { monthlySince1975, years } from '../../src/lessons/lesson';
import { facts, signal } from './facts';
import { allLessons, computed, valueOf } from './lab';

const lessons = await allLessons();

/** Facts that the prose gives without a digit after the point. */
const whole = new Set([
  ...['leastShare', 'europeLeft', 'switches3', 'switches10', 'months', 'ranked', 'timesBand'],
  ...['timesYearly', 'starts', 'runsOut', 'runsOutLow', 'runsOutHigh', 'runsOut6000'],
  ...['worstFifth', 'bestFifth', 'replayRunsOut', 'lower'],
]);

function digitsOf(name: string, value: number): number {
  if (whole.has(name)) return 0;
  if (name.startsWith('correlation2')) return 2;
  return Math.max(1, String(value).split('.')[1]?.length ?? 0);
}

test.each([...lessons])('%s states what follows from the data', async (file, lesson) => {
  const found = await facts[file]();
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(lesson.facts).toSorted());
  const rounded = Object.entries(lesson.facts).map(
    ([name, value]) => [name, Number(found[name].toFixed(digitsOf(name, value))) + 0] as const,
  );
  expect(lesson.facts).toEqual(Object.fromEntries(rounded));
});

describe('lesson 1', () => {
  const year = (asset: string, range?: { from: string; to: string }) =>
    computed<MixSummaryResult>({
      data: { sources: [{ id: monthlySince1975, columns: [asset] }], range },
      mix: { assets: [asset], weights: [10_000] },
      analysis: 'mix-summary',
    });

  test('Treasury bills never had a losing year', async () => {
    expect(valueOf((await year('us_tbill_3m')).worstYear)).toBeGreaterThan(0);
  });

  test('even the conservative mix fell in 2022', async () => {
    const room = lessons.get('1-asset-mix')?.rooms['mixes'];
    if (room === undefined) throw new Error('no room');
    const { draft } = room;
    const { returnGeometric } = await computed<MixSummaryResult>({
      ...draft,
      compare: undefined,
      data: { ...draft.data, range: years(2022, 2022) },
    });
    expect(valueOf(returnGeometric)).toBeLessThan(-0.05);
  });
});

describe('lesson 4', () => {
  test.each([
    [[100, 102, 101], 'equal'],
    [[100, 102, 101, 104], 'buy'],
    [[100, 102, 101, 104, 107], 'buy'],
    [[50, 52, 51], 'equal'],
    [[50, 52, 51, 49], 'sell'],
    [[50, 52, 51, 49, 48], 'sell'],
  ] as const)('the rule with a window of 3 makes %j %s', (prices, says) => {
    expect(signal(prices, 3)).toBe(says);
  });

  test('on a straight line an average of n is the price of (n - 1) / 2 periods ago', () => {
    const line = (t: number) => 5 + 3 * t;
    for (const n of [3, 10]) {
      const last = Array.from({ length: n }, (_, k) => line(100 - k));
      expect(last.reduce((sum, one) => sum + one, 0) / n).toBeCloseTo(line(100 - (n - 1) / 2), 10);
    }
  });
});

describe('lesson 5', () => {
  /** Up to so many observations. */
  const ranks = (most: number) => Array.from({ length: most }, (_, k) => k + 1);
  const at95 = (n: number) => (1 - 0.95) * n;
  const at90 = (n: number) => (1 - 0.9) * n;

  test('binary fractions are what it prints', () => {
    expect(String(1 - 0.95)).toBe('0.050000000000000044');
    expect(String(at95(1000))).toBe('50.00000000000004');
    expect(String(at95(20))).toBe('1.0000000000000009');
    expect(String(1 - 0.9)).toBe('0.09999999999999998');
    expect(String(at90(10))).toBe('0.9999999999999998');
    expect(String(at90(1000))).toBe('99.99999999999997');
    expect([at95(1000), at90(10), at90(1000)].map(Math.trunc)).toEqual([50, 0, 99]);
    expect(Math.ceil(at95(1000))).toBe(51);
  });

  test('at 95 % int is never wrong and ceil is for every multiple of 20', () => {
    const all = ranks(20_000);
    expect(all.filter((n) => Math.trunc(at95(n)) !== Math.floor(n / 20))).toEqual([]);
    const wrong = all.filter((n) => Math.ceil(at95(n)) !== Math.ceil(n / 20));
    expect(wrong).toEqual(all.filter((n) => n % 20 === 0));
  });

  test('at 90 % int is wrong for every multiple of 10', () => {
    const all = ranks(20_000);
    const wrong = all.filter((n) => Math.trunc(at90(n)) !== Math.floor(n / 10));
    expect(wrong).toEqual(all.filter((n) => n % 10 === 0));
  });

  test('0.05 n gives the right whole number', () => {
    const all = ranks(200_000);
    expect(all.filter((n) => Math.trunc(0.05 * n) !== Math.floor(n / 20))).toEqual([]);
    expect(all.filter((n) => Math.ceil(0.05 * n) !== Math.ceil(n / 20))).toEqual([]);
  });
});

test('lesson 7: the order of returns matters once money is taken out', () => {
  const returns = [-0.2, 0.1, 0.25];
  const ends = (order: readonly number[], out: number) =>
    order.reduce((money, r) => money * (1 + r) - out, 100);
  const back = returns.toReversed();
  expect(ends(returns, 0)).toBeCloseTo(110, 10);
  expect(ends(back, 0)).toBeCloseTo(110, 10);
  expect(ends(returns, 20)).toBeCloseTo(37.5, 10);
  expect(ends(back, 20)).toBeCloseTo(56.4, 10);
});
