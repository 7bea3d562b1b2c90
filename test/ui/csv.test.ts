import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { tablesToCsv } from '../../src/ui/csv';

/** The cells of one table with one column of one value. */
function cellOf(value: number | string): string {
  const csv = tablesToCsv([{ title: 'T', columns: [{ label: 'c', values: [value] }] }]);
  const { data } = Papa.parse<string[]>(csv, { delimiter: ',' });
  return data[2][0];
}

test('tables stand one below the other, each under its title and its header', () => {
  const csv = tablesToCsv([
    {
      title: 'First',
      columns: [
        { label: 'date', values: ['2020-01-31', '2020-02-29'] },
        { label: 'value', values: Float64Array.of(0.1, -0.2) },
      ],
    },
    { title: 'Second', columns: [{ label: 'n', values: [1] }] },
  ]);
  expect(csv).toBe('# First\ndate,value\n2020-01-31,0.1\n2020-02-29,-0.2\n\n# Second\nn\n1\n');
});

test('numbers read back to the same bits, and what is no number is left empty', () => {
  for (const x of [0.1, -0.1, 1e-300, 1.7976931348623157e308, 5e-324, 2 / 3, 0, -1e21]) {
    expect(Number(cellOf(x))).toBe(x);
  }
  for (const x of [NaN, Infinity, -Infinity]) expect(cellOf(x)).toBe('');
});

test('columns of different lengths are filled with nothing', () => {
  const columns = [
    { label: 'a', values: [1, 2] },
    { label: 'b', values: ['x'] },
  ];
  expect(tablesToCsv([{ title: 'T', columns }])).toBe('# T\na,b\n1,x\n2,\n');
  expect(tablesToCsv([{ title: 'T', columns: [] }])).toBe('# T\n\n');
});

describe('text that a spreadsheet would take for a formula', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "=cmd|'/c calc'!A1"])(
    'is quoted off: %j',
    (text) => {
      expect(cellOf(text)).toBe(`'${text}`);
    },
  );

  test('is quoted off in a header too', () => {
    const csv = tablesToCsv([{ title: 'T', columns: [{ label: '=A1', values: [1] }] }]);
    expect(csv).toContain("\n'=A1\n");
  });

  test('is quoted as CSV besides where it holds separators', () => {
    const csv = tablesToCsv([
      { title: 'T', columns: [{ label: 'c', values: ['=HYPERLINK("x","y")'] }] },
    ]);
    expect(csv).toContain('"\'=HYPERLINK(""x"",""y"")"');
  });
});

test('harmless text is left as it is, with quotes where CSV needs them', () => {
  for (const text of ['US stocks', 'a-b', '2 = 2', 'say "x"', 'a,b', 'line\nline', 'é', '']) {
    expect(cellOf(text)).toBe(text);
  }
});
