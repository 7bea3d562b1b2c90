/** How much of everything a link or a file may hold: the most is taken, one more is not. */
import { describe, expect, test } from 'vitest';
import { readDraft, ScenarioError } from '../../src/analyses/scenario-draft';

const source = { id: 'some' };
const data = (more: object) => ({ data: { sources: [source], ...more } });
const steps = (...list: readonly object[]) => data({ steps: list });
const ofSource = (more: object) => ({ data: { sources: [{ ...source, ...more }] } });

const file = {
  title: 't',
  name: 'n',
  bytes: 1,
  rows: 1,
  columns: 1,
  kind: 'prices',
  frequency: 'monthly',
  periodsPerYear: 12,
};
const ofFile = (more: object) => ofSource({ file: { ...file, ...more } });
const table = { rows: 1, columns: [{ id: 'a', name: 'A' }], values: [[1]] };
const ofTable = (more: object) => ofSource({ table: { ...table, ...more } });
const days = (list: readonly unknown[]) => ofTable({ rows: { from: '2020-01-31', days: list } });
const ids = (many: number) => Array.from({ length: many }, () => 'a');
const numbers = (many: number) => Array.from({ length: many }, () => 1);

function refusal(json: unknown): string | undefined {
  try {
    readDraft(json);
    return undefined;
  } catch (error) {
    if (error instanceof ScenarioError) return error.where;
    throw error;
  }
}

/** What it is, where it stands, how it is written, what is still taken and what is not. */
type Limit = readonly [
  what: string,
  where: string,
  write: (value: never) => unknown,
  taken: readonly unknown[],
  refused: readonly unknown[],
];

function limit<T>(
  what: string,
  where: string,
  write: (value: T) => unknown,
  taken: readonly T[],
  refused: readonly (T | null)[],
): Limit {
  return [what, where, write, taken, refused];
}

const whole = [-1, 0.5, null];

const limits: readonly Limit[] = [
  limit(
    'text',
    'analysis',
    (n: number) => ({ ...data({}), analysis: 'x'.repeat(n) }),
    [0, 200],
    [201],
  ),
  limit(
    'text of a parameter',
    'parameters.p',
    (n: number) => ({ ...data({}), parameters: { p: 'x'.repeat(n) } }),
    [0, 4_000],
    [4_001],
  ),
  limit(
    'seed',
    'seed',
    (seed: number) => ({ ...data({}), seed }),
    [0, 0xffff_ffff],
    [...whole, 0x1_0000_0000],
  ),
  limit(
    'list',
    'mix.weights',
    (n: number) => ({ ...data({}), mix: { assets: ids(n), weights: numbers(n) } }),
    [0, 1_000],
    [],
  ),
  limit(
    'list of weights',
    'mix.weights',
    (n: number) => ({ ...data({}), mix: { assets: [], weights: numbers(n) } }),
    [1_000],
    [1_001],
  ),
  limit(
    'sources',
    'data.sources',
    (n: number) => ({ data: { sources: Array.from({ length: n }, () => source) } }),
    [1, 10],
    [0, 11],
  ),
  limit('version', 'version', (version: number) => ({ ...data({}), version }), [1], [0, 2]),
  ...['bytes', 'rows', 'columns'].map((field) =>
    limit(
      `${field} of a file`,
      `data.sources.0.file.${field}`,
      (value: number) => ofFile({ [field]: value }),
      [0, 5e9],
      whole,
    ),
  ),
  limit(
    'periods of a year',
    'data.sources.0.file.periodsPerYear',
    (periodsPerYear: number) => ofFile({ periodsPerYear }),
    [1e-9, 10_000],
    [0, 10_000.1],
  ),
  limit(
    'id of a column',
    'data.sources.0.table.columns.0.id',
    (n: number) => ofTable({ columns: [{ id: 'x'.repeat(n), name: '' }] }),
    [1, 80],
    [0, 81],
  ),
  limit(
    'rows',
    'data.sources.0.table.rows',
    (rows: number) => ofTable({ rows }),
    [1, 20_000],
    [0, 1.5, 20_001],
  ),
  limit(
    'days between rows',
    'data.sources.0.table.rows.days.0',
    (n: number) => days([n]),
    [1],
    [0, 1.5],
  ),
  limit(
    'rows of days',
    'data.sources.0.table.rows.days',
    (n: number) => days(numbers(n)),
    [20_000],
    [20_001],
  ),
  limit(
    'values',
    'data.sources.0.table.values.0',
    (n: number) => ofTable({ values: [numbers(n)] }),
    [0, 20_000],
    [20_001],
  ),
  limit('steps', 'data.steps', (n: number) => steps(...ids(n).map(() => fill(1))), [0, 50], [51]),
  limit(
    'rows to fill',
    'data.steps.0.limit',
    (n: number) => steps(fill(n)),
    [1, 1_000],
    [0, 1.5, 1_001],
  ),
  limit(
    'dates to drop',
    'data.steps.0.dates',
    (n: number) => steps(drop(ids(n))),
    [1, 1_000],
    [0, 1_001],
  ),
  limit(
    'text of a step',
    'data.steps.0.dates.0',
    (n: number) => steps(drop(['x'.repeat(n)])),
    [200],
    [201],
  ),
  ...(
    [
      [{ step: 'split', column: 'a', date: 'd' }, 'factor', [1e-6, 1e6], [9.9e-7, 1_000_001]],
      [{ step: 'winsorize', column: 'a' }, 'tail', [1e-6, 0.25], [9.9e-7, 0.251]],
      [{ step: 'desmooth', column: 'a' }, 'weight', [1e-9, 0.95], [0, -0.1, 0.951]],
      [{ step: 'leverage', column: 'a' }, 'factor', [0, 10], [-0.1, 10.1]],
      [{ step: 'leverage', column: 'a', factor: 2 }, 'spread', [0, 1], [-0.1, 1.1]],
      [{ step: 'fee' }, 'rate', [0, 0.5], [-0.1, 0.51]],
    ] as const
  ).map(([step, field, taken, refused]) =>
    limit<number>(
      `${field} of ${step.step}`,
      `data.steps.0.${field}`,
      (value) => steps({ ...step, [field]: value }),
      taken,
      refused,
    ),
  ),
  limit(
    'invert',
    'data.steps.0.invert',
    (invert: boolean) => steps({ step: 'convert', fx: 'a', invert }),
    [true],
    [false],
  ),
];

function fill(rows: number) {
  return { step: 'fill', column: 'a', limit: rows };
}

function drop(dates: readonly string[]) {
  return { step: 'drop', source: 'some', dates };
}

describe('a scenario', () => {
  test.each(limits)('takes as much of the %s as it may, and no more', (...given) => {
    const [, where, write, taken, refused] = given;
    for (const value of taken)
      expect(refusal(write(value as never)), String(value)).toBe(undefined);
    for (const value of refused) expect(refusal(write(value as never)), String(value)).toBe(where);
  });

  test('is read only where its steps stand in their order', () => {
    const [resample, form] = [
      { step: 'resample', to: 'monthly' },
      { step: 'form', kind: 'prices' },
    ];
    expect(refusal(steps(fill(1), resample, form))).toBeUndefined();
    expect(refusal(steps(resample, fill(1)))).toBe('data.steps.1');
    expect(refusal(steps(fill(1), form, form))).toBe('data.steps.2');
  });
});
