/** Whatever is written comes back to the same bits, and whatever is no table does no harm. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportDataset } from '../../../src/data/built-in';
import { ownDataset } from '../../../src/data/own-dataset';
import { parseText } from '../../../src/data/parse/parse-text';
import type { ParsedTable, ReadSettings } from '../../../src/data/parse/parsed-table';
import { createTableReader } from '../../../src/data/parse/table-reader';
import { formatTable, type Table } from '../../../src/data/table';
import { dateOfDay } from '../../../src/finance/calendar';
import { builtIn, entries } from '../../analyses/built-in-data';
import { tableOf } from './shape';

/** Missing is NaN; -0 is written as 0. */
const cell = fc.oneof(
  { weight: 5, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 5, arbitrary: fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => n / 1_000) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const id = fc
  .stringMatching(/^[A-Za-z]\w{0,9}$/)
  .filter((name) => !/^(?:na|nan|inf|nd|nil|null|none|missing)$/i.test(name));

const anyTable = fc
  .record({
    ids: fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
    days: fc.uniqueArray(fc.integer({ min: -50_000, max: 40_000 }), {
      minLength: 3,
      maxLength: 12,
    }),
    cells: fc.array(cell, { minLength: 48, maxLength: 48 }),
  })
  .map(({ ids, days, cells }): Table => {
    const index = days.toSorted((a, b) => a - b).map(dateOfDay);
    const values = ids.map((_, j) =>
      Float64Array.from(index, (_label, t) => cells[12 * j + t] + 0),
    );
    return { indexColumn: 'date', ids, index, values };
  })
  .filter(({ values }) => values.some((column) => !column.every(Number.isNaN)));

/** What a few random numbers do not tell. */
const told = { kind: 'returns', percent: false, frequency: 'daily' } as const;

function expectSame({ ids, index, values }: Table, read: ParsedTable): void {
  expect(read.index).toEqual(index);
  expect(read.columns.map((column) => column.id)).toEqual(ids);
  expect(read.values).toEqual(values);
}

describe('a table that was written is read to the same bits', () => {
  test('with dates', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const read = await tableOf(formatTable(table), told);
        expectSame(table, read);
        expect(read).toMatchObject({ dated: true, undecided: [] });
        expect(read.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test('without dates', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ ids, index, values }) => {
        const table: Table = {
          ...{ indexColumn: 'index', ids: ids.map((name) => `x${name}`), values },
          index: index.map((_, t) => String(t + 1)),
        };
        const read = await tableOf(formatTable(table), told);
        expectSame(table, read);
        expect(read).toMatchObject({ dated: false, undecided: [] });
      }),
      { numRuns: 250 },
    );
  });

  test('with other delimiters, decimal signs, quotes, forms and orders of dates', async () => {
    const orders = { ymd: [0, 1, 2], dmy: [2, 1, 0], mdy: [1, 2, 0] } as const;
    const form = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      decimal: fc.constantFrom('.', ','),
      quotes: fc.boolean(),
      dateOrder: fc.constantFrom('ymd', 'dmy', 'mdy'),
      between: fc.constantFrom('-', '/', '.', ' '),
      backward: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      last: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anyTable, form, async (table, how) => {
        const quoted = how.quotes || how.delimiter === how.decimal;
        const write = (text: string) => (quoted ? `"${text}"` : text);
        const date = (label: string) =>
          orders[how.dateOrder].map((part) => label.split('-')[part]).join(how.between);
        const rows = table.index.map((label, t) => [
          date(label),
          ...table.values.map((column) =>
            Number.isNaN(column[t]) ? '' : String(column[t]).replace('.', how.decimal),
          ),
        ]);
        if (how.backward) rows.reverse();
        const text = [['date', ...table.ids], ...rows]
          .map((cells) => cells.map(write).join(how.delimiter))
          .join(how.end);
        const { decimal, dateOrder } = how;
        const read = await tableOf(how.last ? `${text}${how.end}` : text, {
          ...{ ...told, decimal, dateOrder },
        });
        expectSame(table, read);
        expect(read.settings.delimiter).toBe(how.delimiter);
      }),
      { numRuns: 250 },
    );
  });
});

describe('every dataset that ships comes back as a file of a person', () => {
  test.each(entries.map((entry) => entry.id))('%s', async (id_) => {
    const dataset = builtIn(id_);
    const { columns, kind, frequency, periodsPerYear, dated } = dataset;
    const text = exportDataset(dataset);
    const found = await tableOf(text);
    expect(found.undecided).toEqual(dated ? [] : ['frequency']);
    expect(found.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
    if (dated) expect(found.settings).toMatchObject({ kind, frequency, percent: false });
    const table = await tableOf(text, { frequency, periodsPerYear });
    const own = await ownDataset(table, {
      ...{ id: 'own', title: 'Own', fileName: 'own.csv', currency: 'USD' },
      columns: columns.map(({ name, role }) => ({ name, role })),
    });
    expect(own).toMatchObject({ kind, frequency, periodsPerYear, dated });
    expect(own.index).toEqual(dataset.index);
    expect(own.columns.map((column) => column.id)).toEqual(columns.map((column) => column.id));
    expect(own.values).toEqual(dataset.values);
    expect(own.fingerprint).toBe(dataset.fingerprint);
  });
});

describe('what is no table', () => {
  const pieces = [
    ...[',', ';', '\t', '|', '\n', '\n', '\r\n', '"', '""', ' ', '%', '(', ')', '-', '+', '.', '/'],
    ...['1', '23', '4.5', '1,234', '1.234,5', '1e400', '-0', '2020-01-31', '01/02/2020', '43861'],
    ...[
      'date',
      'price',
      'symbol',
      'n/a',
      'é',
      '📈',
      '\ufeff',
      '\0',
      '__proto__',
      '20200131',
      'sep=',
    ],
  ];
  const garbage = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((some) => some.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  );
  const given: fc.Arbitrary<Partial<ReadSettings>> = fc.record(
    {
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      decimal: fc.constantFrom('.', ','),
      header: fc.boolean(),
      layout: fc.constantFrom('wide', 'long'),
      dateColumn: fc.integer({ min: -1, max: 3 }),
      assetColumn: fc.integer({ min: -1, max: 3 }),
      valueColumn: fc.integer({ min: -1, max: 3 }),
      dateOrder: fc.constantFrom('ymd', 'dmy', 'mdy', 'serial'),
      kind: fc.constantFrom('prices', 'returns'),
      percent: fc.boolean(),
      duplicates: fc.constantFrom('first', 'last'),
    },
    { requiredKeys: [] },
  );

  test('gives a table that is sound, or a sentence, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(garbage, given, fc.integer({ min: 1, max: 64 }), async (file, how, size) => {
        const blob = new Blob([file]);
        const outcome = await parseText(blob, how);
        const reader = createTableReader(blob, how, size);
        while (!(await reader.next()).done);
        expect(reader.outcome()).toEqual(outcome);
        if ('unreadable' in outcome) {
          expect(outcome.unreadable).toMatch(/^.{9,}[.?]$/);
          return;
        }
        const { index, columns, values, dated, undecided, findings } = outcome;
        expect(values).toHaveLength(columns.length);
        expect(new Set(columns.map((column) => column.id)).size).toBe(columns.length);
        for (const column of columns) expect(column.id).toMatch(/^\w+$/);
        for (const column of values) {
          expect(column).toHaveLength(index.length);
          expect(column.every((value) => Number.isFinite(value) || Number.isNaN(value))).toBe(true);
        }
        expect(index.slice(1).every((label, t) => !dated || index[t] < label)).toBe(true);
        for (const setting of undecided) {
          expect(findings[setting].options.length).toBeGreaterThan(1);
        }
        for (const { value, options } of Object.values(findings)) expect(options).toContain(value);
      }),
      { numRuns: 800 },
    );
  });

  const many = 300_000;
  test.each<[string, string]>([
    ['spaces in a cell', `a${' '.repeat(many)}b,1\n`.repeat(3)],
    ['letters of a time', `${'T'.repeat(many)},1\n`.repeat(3)],
    ['digits', `${'1'.repeat(many)},1\n`.repeat(3)],
    ['quotes', '"a"b'.repeat(many / 4)],
    ['quotes that open', '"\n1,2\n'.repeat(many / 8)],
    ['parentheses', `${'('.repeat(many)},1\n`.repeat(3)],
    ['empty lines', '\r'.repeat(many)],
    ['delimiters', `${','.repeat(many)}\n1\n`],
    ['columns of one name', `${'x,'.repeat(15_000)}x\n${`${'1,'.repeat(15_000)}1\n`.repeat(3)}`],
    ['rows of one date', `date,A\n${'2020-01-31,1\n'.repeat(many / 10)}`],
  ])('takes no more than a moment, with very many %s', async (_name, text) => {
    const outcome = await parseText(text);
    expect('unreadable' in outcome || outcome.index.length > 0).toBe(true);
  });

  test('as many values as no page can hold are refused before they are made', async () => {
    const rows = Array.from({ length: 9_000 }, (_, t) => `${dateOfDay(t)},asset ${t},1`);
    expect(await parseText(`date,asset,value\n${rows.join('\n')}`, { layout: 'long' })).toEqual({
      ...{ unreadable: 'The file holds more than 60 million values.', line: 1 },
    });
  });
});
