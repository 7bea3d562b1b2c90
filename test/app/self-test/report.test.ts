/** The sentence, the text and the tables that the self-test makes of what it found. */
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/app/self-test/cases';
import { compare, holds, unanswered, type Line } from '../../../src/app/self-test/check';
import { reportCsv, reportText, speedText, summaryOf } from '../../../src/app/self-test/report';

const check = (change: Partial<Check> = {}): Check => ({
  ...{ what: 'A figure', source: 0, field: 'a', expected: [2], tolerance: 1e-12 },
  ...change,
});

const line = (result: object, change: Partial<Check> = {}): Line =>
  compare('value-at-risk', check(change), 'Abacus', result);

describe('a comparison', () => {
  test('is relative to the expected number', () => {
    const { error, ...found } = line({ a: 2 + 1e-12 });
    expect(error).toBeCloseTo(5e-13, 16);
    expect(found).toMatchObject({ count: 1, held: 1, expected: 2, here: 2 + 1e-12 });
    expect(holds(line({ a: 2 + 4e-12 }))).toBe(false);
  });

  test('follows fields, takes a quantity for its value and chosen numbers of an array', () => {
    expect(holds(line({ a: { b: [{ value: 2 }] } }, { field: 'a.b.0' }))).toBe(true);
    const array = { a: Float64Array.of(0, 1, 2, 3) };
    expect(holds(line(array, { at: [3, 1], expected: [3, 1] }))).toBe(true);
    expect(holds(line(array, { sum: true, expected: [6] }))).toBe(true);
    expect(holds(line(array, { expected: [0, 1, 2, 3] }))).toBe(true);
  });

  test('counts those that hold and shows the one that differs most', () => {
    const found = line({ a: [1, 2.1, 3.3] }, { expected: [1, 2, 3] });
    expect(found).toMatchObject({ count: 3, held: 1, expected: 3, here: 3.3 });
  });

  test('fails where numbers are missing, too many or none', () => {
    for (const a of [[1], [1, 2, 3], NaN, undefined, { status: 'undefined', reason: 'no' }]) {
      expect(line({ a }, { expected: [1, 2] })).toMatchObject({ held: 0, error: Infinity });
    }
    const nothing = unanswered('functions', check(), 'Abacus', 'It broke.');
    expect(nothing).toMatchObject({ held: 0, problem: 'It broke.' });
    expect(nothing.here).toBeNaN();
  });

  test('allows nothing where the tolerance is 0, and nothing but 0 for 0', () => {
    expect(holds(line({ a: 2 }, { tolerance: 0 }))).toBe(true);
    expect(holds(line({ a: 2 + 2 ** -51 }, { tolerance: 0 }))).toBe(false);
    expect(holds(line({ a: 0 }, { expected: [0] }))).toBe(true);
    expect(holds(line({ a: 1e-300 }, { expected: [0] }))).toBe(false);
  });
});

const agreement = {
  what: 'Many paths',
  expected: 'abcdef0123456789',
  runs: [
    { on: 'one', digest: 'abcdef0123456789' },
    { on: 'all', digest: '99cdef0123456789' },
    { on: 'thread', problem: 'A worker ended.' },
  ],
} as const;

describe('the sentence', () => {
  test('names the error that comes closest to what is allowed', () => {
    const lines = [line({ a: 2 + 1e-12 }), line({ a: 2.000_01 }, { tolerance: 1e-2 })];
    expect(summaryOf({ lines, agreements: [] })).toBe(
      '2 of 2 reference numbers hold; largest error 5e-13 of 1e-12 allowed.',
    );
  });

  test('says where no error was allowed', () => {
    const lines = [line({ a: 2.5 }, { tolerance: 0 }), line({ a: 3 })];
    expect(summaryOf({ lines, agreements: [agreement] })).toMatch(
      /^0 of 2 .* largest error 3e-1 where none is allowed; 1 of 1 digests of simulations are not/,
    );
  });
});

const report = {
  lines: [line({ a: 2 }), line({ a: 2.5 }, { what: '=SUM(1)' })],
  agreements: [agreement],
  speeds: [
    { id: 'monte-carlo', amount: 3e6, seconds: 0.5, workers: 2 },
    { id: 'covariance', amount: 40, seconds: 0.5, workers: 0 },
    { id: 'quantile', amount: 0, seconds: 0, workers: 0, problem: 'no' },
  ],
  environment: [['Browser', 'Netscape, 4']],
} as const;

test('a speed is told in millions a second or in milliseconds', () => {
  expect(report.speeds.map(speedText)).toEqual(['6.0 million scenarios a second', '12.5 ms', '–']);
});

test('the text tells what is off, what it was computed by and how fast', () => {
  const text = reportText(report);
  for (const part of [
    'Self-test: 1 of 2 reference numbers hold',
    'do not rely on its figures',
    'Browser: Netscape, 4',
    'off: Loss, =SUM(1): 2.5, Abacus 2',
    'One worker abcdef0123456789, All workers 99cdef0123456789, This thread A worker ended.',
    '6.0 million scenarios a second, 2 workers',
    '12.5 ms, this thread',
  ]) {
    expect(text).toContain(part);
  }
});

test('the tables hold every line with its digits, and no formula', () => {
  const csv = reportCsv(report);
  expect(csv).toContain('Browser,"Netscape, 4"');
  expect(csv).toContain('Loss,A figure,Abacus,1,1,2,2,0,1e-12,holds');
  expect(csv).toContain("Loss,'=SUM(1),Abacus,1,0,2,2.5,0.25,1e-12,off");
  expect(csv).toContain('Many paths,abcdef0123456789,abcdef0123456789,99cdef0123456789,A worker');
  expect(csv).toContain(',3000000,0.5,2');
});
