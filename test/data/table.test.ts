import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTable, parseTable, TableError } from '../../src/data/table';

/** The error that reading a text gives. */
function errorOf(text: string): TableError {
  try {
    parseTable(text);
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
  throw new Error('it was read');
}

test('a table is its index column, its columns and its values', () => {
  expect(parseTable('date,a,b\n2020-01-31,1,-2.5e-3\n2020-02-29, 3 ,.5\n')).toEqual({
    indexColumn: 'date',
    ids: ['a', 'b'],
    index: ['2020-01-31', '2020-02-29'],
    values: [Float64Array.of(1, 3), Float64Array.of(-0.0025, 0.5)],
  });
});

test.each([
  ['a byte order mark', '\ufeffdate,a\n1,2\n'],
  ['lines of Windows', 'date,a\r\n1,2\r\n'],
  ['quotes', '"date","a"\n"1","2"\n'],
  ['no end of the last line', 'date,a\n1,2'],
  ['empty lines at the end', 'date,a\n1,2\n\n\n'],
])('%s changes nothing', (_name, text) => {
  expect(parseTable(text)).toMatchObject({ indexColumn: 'date', ids: ['a'], index: ['1'] });
  expect(parseTable(text).values).toEqual([Float64Array.of(2)]);
});

describe('a malformed table is refused with its line', () => {
  test.each([
    ['nothing', '', 1],
    ['a header alone', 'date,a\n', 2],
    ['no columns of values', 'date\n1\n', 1],
    ['a column twice', 'date,a,b,a\n1,2,3,4\n', 1],
    ['a short row', 'date,a,b\n1,2,3\n2,3\n', 3],
    ['a long row', 'date,a\n1,2\n2,3,4\n', 3],
    ['a quote that never ends', 'date,a\n1,2\n2,"3\n', 3],
    ['other separators', 'date;a\n1;2\n', 1],
    ['an error after empty lines', 'date,a\n\n1,2\n\n2,x\n', 5],
    ['an error after a cell of two lines', 'date,a\n"1\n",2\n2,x\n', 4],
  ])('%s', (_name, text, line) => {
    const error = errorOf(text);
    expect(error.line).toBe(line);
    expect(error.message).toMatch(new RegExp(`^line ${line}: `));
  });

  test.each(['', ' ', 'x', 'NaN', 'Infinity', '-Infinity', '1e999', '1,5', '1 000', '-', '#N/A'])(
    'and with its column where a cell is %j',
    (cell) => {
      const error = errorOf(`date,a,b\n1,2,3\n2,3,"${cell}"\n`);
      expect(error.line).toBe(3);
      expect(error.message).toContain('b is');
      expect(error.message).toContain('not a number');
    },
  );

  test('and shows no more of a cell than fits on a line', () => {
    expect(errorOf(`date,a\n1,${'x'.repeat(10_000)}\n`).message.length).toBeLessThan(100);
  });
});

test('any table is written and read back to the same bits', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  const anyTable = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 20 }))
    .chain(([n, rows]) =>
      fc.array(fc.array(number, { minLength: rows, maxLength: rows }), {
        minLength: n,
        maxLength: n,
      }),
    );
  fc.assert(
    fc.property(anyTable, (columns) => {
      const table = {
        indexColumn: 'index',
        ids: columns.map((_, j) => `c${j}`),
        index: columns[0].map((_, t) => String(t + 1)),
        values: columns.map((column) => Float64Array.from(column)),
      };
      expect(parseTable(formatTable(table))).toEqual(table);
    }),
  );
});

test('a missing value is written as an empty cell, which only a reader of own files takes', () => {
  const text = formatTable({
    indexColumn: 'date',
    ids: ['a', 'b'],
    index: ['2020-01-31', '2020-02-29'],
    values: [Float64Array.of(NaN, -0), Float64Array.of(1.5, NaN)],
  });
  expect(text).toBe('date,a,b\n2020-01-31,,1.5\n2020-02-29,0,\n');
  expect(errorOf(text).message).toBe('line 2: a is "", not a number');
});
