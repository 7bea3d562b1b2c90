/** Files with flaws and oddities, what is right to read out of them, and what must be said. */
import { describe, expect, test } from 'vitest';
import { parseText } from '../../../src/data/parse/parse-text';
import { expectShape, latin, lines, monthly, tableOf, utf16, type Shape } from './shape';

const a = [100, 101, 103];
const b = [50.5, 51, 52.25];
const text = monthly('date,A', '100', '101', '103');
const umlauts = monthly('date,Größe', '100', '101', '103');
const long = { layout: 'long', assetColumn: 1, valueColumn: 2 } as const;
const quarterly = { frequency: 'quarterly' } as const;

const shapes: Readonly<Record<string, Shape>> = {
  'quoted cells with commas, ends of lines and quotes inside': {
    file: lines(
      ...['"date","A, ""the"" first","B\nof two lines"', '"2020-01-31","100",50.5'],
      ...['2020-02-29,"\n101",51', '2020-03-31,103,"x"', '2020-04-30,102,52.25'],
    ),
    index: ['2020-01-31', '2020-04-30'],
    columns: { A_the_first: [100, 101, 103, 102], B_of_two_lines: [50.5, 51, NaN, 52.25] },
    problems: [
      ['not-a-number', [6], 'B_of_two_lines'],
      ['gap', [6], 'B_of_two_lines'],
    ],
  },
  'a quote that never closes': {
    file: monthly('date,A', '100', '101', '103', '"104', '105'),
    columns: { A: a },
    problems: [['open-quote', [5]]],
  },
  'a quote that closes too early': {
    file: monthly('date,A', '100', '101', '"103"x"', '102'),
    index: ['2020-01-31', '2020-04-30'],
    columns: { A: [100, 101, NaN, 102] },
    problems: [
      ['not-a-number', [4], 'A'],
      ['quotes', [4]],
      ['gap', [4], 'A'],
    ],
  },
  'rows that are too short or too long': {
    file: monthly('date,A,B', '100,50.5', '101', '101,51', '1,2,3', '103,52.25'),
    settings: quarterly,
    undecided: ['frequency'],
    index: ['2020-01-31', '2020-05-31'],
    columns: { A: a, B: b },
    problems: [['ragged-row', [3, 5]]],
  },
  'cells that say that nothing is there': {
    file: monthly('date,A,B,C', '100,-,', '#N/A,51,n.a.', ' ,51.5,', '103,..,-', '101,,NaN'),
    index: ['2020-01-31', '2020-05-31'],
    columns: {
      ...{ A: [100, NaN, NaN, 103, 101], B: [NaN, 51, 51.5, NaN, NaN] },
      C: [NaN, NaN, NaN, NaN, NaN],
    },
    roles: { C: 'left-out' },
    problems: [['gap', [3, 4], 'A']],
  },
  'cells that are no numbers': {
    file: monthly('date,A', '100', 'about 101', '1e400', '0x67', '103', '102', '101'),
    index: ['2020-01-31', '2020-07-31'],
    columns: { A: [100, NaN, NaN, NaN, 103, 102, 101] },
    problems: [
      ['not-a-number', [3, 4, 5], 'A'],
      ['gap', [3, 4, 5], 'A'],
    ],
  },
  'numbers with two signs': {
    file: monthly('date,A', '-0.01', '(-0.02)', '--0.03', '0.04-', '(0.05)', '+0.01'),
    settings: { kind: 'returns' },
    index: ['2020-01-31', '2020-06-30'],
    columns: { A: [-0.01, NaN, NaN, -0.04, -0.05, 0.01] },
    problems: [
      ['not-a-number', [3, 4], 'A'],
      ['gap', [3, 4], 'A'],
    ],
  },
  'a row twice': {
    file: lines('date,A', '2020-01-31,100', '2020-02-29,101', '2020-02-29,101', '2020-03-31,103'),
    columns: { A: a },
    problems: [['repeated-row', [4]]],
  },
  'a date with two values': {
    file: lines('date,A', '2020-01-31,100', '2020-02-29,99', '2020-02-29,101', '2020-03-31,103'),
    undecided: ['duplicates'],
    columns: { A: a },
    problems: [['duplicate-date', [4]]],
  },
  'the same, settled as the first': {
    file: lines('date,A', '2020-01-31,100', '2020-02-29,101', '2020-02-29,99', '2020-03-31,103'),
    given: { duplicates: 'first' },
    columns: { A: a },
    problems: [['duplicate-date', [4]]],
  },
  'a date whose first row says nothing and whose others differ': {
    file: lines(
      ...['date,A,B', '2020-01-31,100,50.5', '2020-02-29,,51', '2020-02-29,99,51'],
      ...['2020-02-29,101,51', '2020-03-31,103,52.25'],
    ),
    undecided: ['duplicates'],
    columns: { A: a, B: b },
    problems: [
      ['repeated-row', [4]],
      ['duplicate-date', [5]],
    ],
  },
  'an asset with two values on a date': {
    file: lines(
      ...['date,symbol,price', '2020-01-31,A,100', '2020-01-31,B,50.5', '2020-02-29,A,99'],
      ...['2020-02-29,B,51', '2020-02-29,A,101', '2020-03-31,A,103', '2020-03-31,B,52.25'],
      '2020-03-31,,7',
    ),
    settings: long,
    undecided: ['duplicates'],
    columns: { A: a, B: b },
    problems: [
      ['no-asset', [9]],
      ['duplicate-date', [6]],
    ],
  },
  'rows out of order': {
    file: lines('date,A', '2020-02-29,101', '2020-03-31,103', '2020-01-31,100'),
    columns: { A: a },
    problems: [['unordered', []]],
  },
  'dates that are none': {
    file: lines(
      ...['date,A', '2020-01-31,100', '2020-02-30,1', '2020-02-29,101', '2020-03-31,103'],
      ...['2020-04-30,102', '2020-05-31,101', ',104', '0001-01-01,105', 'total,106'],
    ),
    index: ['2020-01-31', '2020-05-31'],
    columns: { A: [...a, 102, 101] },
    problems: [['not-a-date', [3, 8, 9, 10]]],
  },
  'a day that no order of day and month fits': {
    file: lines('date,A', '01/31/2020,100', '02/29/2020,101', '31/03/2020,103', '04/30/2020,102'),
    settings: { ...quarterly, dateOrder: 'mdy' },
    undecided: ['dateOrder', 'frequency'],
    index: ['2020-01-31', '2020-04-30'],
    columns: { A: [100, 101, 102] },
    problems: [['not-a-date', [4]]],
  },
  'titles above and footnotes below': {
    file: `Two funds\nin euro, month end\n\n${monthly('date,A,B', '100,50.5', '101,51', '103,52.25')}\nSource: made up, 2020\n`,
    columns: { A: a, B: b },
    problems: [
      ['ragged-row', [9]],
      ['preamble', [1, 2]],
    ],
  },
  'titles above, with as many cells as the table': {
    file: `Two funds,,\nin euro,,\n,,\n${monthly('date,A,B', '100,50.5', '101,51', '103,52.25')}`,
    columns: { A: a, B: b },
    problems: [['preamble', [1, 2, 3]]],
  },
  'a row of units below the names, and the names again': {
    file: lines(
      ...['date,A,B', ',EUR,EUR', '2020-01-31,100,50.5', '2020-02-29,101,51'],
      ...['date,A,B', '2020-03-31,103,52.25'],
    ),
    columns: { A: a, B: b },
    problems: [
      ['not-a-date', [2]],
      ['repeated-header', [5]],
    ],
  },
  'a delimiter at the end of every row': {
    file: monthly('date,A,', '100,', '101,', '103,'),
    columns: { A: a },
  },
  'a delimiter at the end of the rows, and none behind the names': {
    file: monthly('date,A', '100,', '101,', '103,'),
    columns: { A: a },
  },
  'a column without a name': {
    file: monthly('date,A,', '100,50.5', '101,51', '103,52.25'),
    columns: { A: a, Column_3: b },
  },
  'a column that never changes': {
    file: monthly('date,A,B', '100,7', '101,7', '103,7'),
    columns: { A: a, B: [7, 7, 7] },
    problems: [['constant', [], 'B']],
  },
  'a column of text': {
    file: monthly('date,A,remark', '100,up', '101,up', '103,down', '102,'),
    assumed: ['layout'],
    index: ['2020-01-31', '2020-04-30'],
    columns: { A: [...a, 102], remark: [NaN, NaN, NaN, NaN] },
    roles: { remark: 'left-out' },
  },
  'numbers with a percent sign and without in one column': {
    file: monthly('date,A', '1%', '-2', '0', '3%'),
    settings: { kind: 'returns' },
    undecided: ['percent'],
    index: ['2020-01-31', '2020-04-30'],
    columns: { A: [0.01, -2, 0, 0.03] },
    problems: [
      ['percent-mixed', [3], 'A'],
      ['below-minus-one', [3], 'A'],
    ],
  },
  'the same, settled as percent': {
    file: monthly('date,A', '1%', '-2', '0', '3%'),
    given: { percent: true },
    settings: { kind: 'returns', percent: true },
    index: ['2020-01-31', '2020-04-30'],
    columns: { A: [0.01, -0.02, 0, 0.03] },
    problems: [['percent-mixed', [3], 'A']],
  },
  'a decimal sign that slipped, and a price of nothing': {
    file: monthly('date,A,B', '100,50.5', '10100,51', '103,0'),
    given: { kind: 'prices' },
    columns: { A: [100, 10_100, 103], B: [50.5, 51, 0] },
    problems: [
      ['jump', [3, 4], 'A'],
      ['non-positive', [4], 'B'],
    ],
  },
  'points and commas that cannot both be decimal': {
    file: lines('date;A;B', '2020-01-31;100,5;50.5', '2020-02-29;101,5;51.5', '2020-03-31;103;52'),
    undecided: ['decimal'],
    settings: { delimiter: ';' },
    columns: { A: [NaN, NaN, 103], B: [50.5, 51.5, 52] },
    roles: { A: 'left-out' },
  },
  'names that are ids of something else, or none at all': {
    file: monthly(`date,A,A,a b,__proto__,constructor,📈,${'x'.repeat(90)}`, '1,2,3,4,5,6,7'),
    given: { kind: 'prices', frequency: 'monthly' },
    index: ['2020-01-31', '2020-01-31'],
    columns: {
      ...{ A: [1], A_2: [2], a_b: [3], proto: [4], constructor: [5], column_6: [6] },
      ['x'.repeat(60)]: [7],
    },
  },
  'a byte order mark': { file: `\ufeff${text}`, columns: { A: a } },
  'two bytes a character, the low one first': {
    file: utf16(`\ufeff${umlauts}`, true),
    encoding: 'utf-16le',
    columns: { Grosse: a },
  },
  'two bytes a character, the high one first': {
    file: utf16(`\ufeff${umlauts}`, false),
    encoding: 'utf-16be',
    columns: { Grosse: a },
  },
  'two bytes a character without a mark': {
    file: utf16(text, true),
    encoding: 'utf-16le',
    columns: { A: a },
  },
  'one byte a character, as on Windows': {
    file: latin(monthly('date,Größe \u0093A\u0094 in \u0080', '100', '101', '103')),
    encoding: 'windows-1252',
    columns: { Grosse_A_in: a },
  },
  'ends of lines as on Windows': { file: text.replaceAll('\n', '\r\n'), columns: { A: a } },
  'ends of lines as on old Macs': { file: text.replaceAll('\n', '\r'), columns: { A: a } },
  'no end of the last line': { file: text.trimEnd(), columns: { A: a } },
  'empty lines': { file: `\n\n${text.replaceAll('\n', '\n\n')}  \n`, columns: { A: a } },
};

test.each(Object.entries(shapes))('%s', (_name, shape) => expectShape(shape));

describe('what cannot be read says why, and where', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp, number]>([
    ['nothing', '', /empty/, 1],
    ['white space', ' \n\t\n', /empty/, 1],
    ['delimiters alone', ',,\n,,\n', /no row/, 1],
    ['names alone', 'date,A\n', /numbers/, 1],
    ['dates alone', 'date\n2020-01-31\n2020-02-29\n', /dates alone/, 1],
    ['dates without values', 'date,A\n2020-01-31,\n2020-02-29,x\n', /numbers/, 1],
    ['prose', 'Once upon a time,\nthere was a file.\n', /numbers/, 1],
    ['a quote that opens the file', '"date,A\n2020-01-31,100\n', /quote/, 1],
    ['a packed file', latin('PK\u0003\u0004\u0000\u0000'), /spreadsheet/, 1],
    ['an old spreadsheet', latin('\u00d0\u00cf\u0011\u00e0\u00a1'), /spreadsheet/, 1],
    ['a PDF', '%PDF-1.7\n', /PDF/, 1],
    ['bytes of all kinds', Uint8Array.from({ length: 999 }, (_, i) => (i * i) % 251), /text/, 1],
    ['a row without an end', 'x'.repeat(5 * 2 ** 20), /does not end/, 1],
    ['too many columns', `${'1,'.repeat(30_000)}1\n`.repeat(9), /30001 columns/, 1],
  ])('%s', async (_name, file, message, line) => {
    expect(await parseText(new Blob([file]))).toEqual({
      unreadable: expect.stringMatching(message) as string,
      line,
    });
  });

  test.each(['dateColumn', 'assetColumn', 'valueColumn'] as const)(
    'a %s that is not in the table',
    async (setting) => {
      for (const value of [3, -2, 0.5 + 3]) {
        expect(await parseText(text, { layout: 'long', [setting]: value })).toEqual({
          unreadable: expect.stringMatching(/no column/) as string,
          line: 1,
        });
      }
    },
  );
});

test('a sentence is said once, with the first lines and how often', async () => {
  const rows = Array.from({ length: 40 }, (_, t) => `${1960 + t}-12-31,${t % 2 ? 'x' : 100 + t}`);
  const { problems } = await tableOf(lines('date,A', ...rows));
  expect(problems[0]).toEqual({
    ...{ severity: 'missing', code: 'not-a-number', column: 'A', count: 20 },
    message: '“x” is not a number; such cells are missing.',
    lines: [3, 5, 7, 9, 11],
  });
});

test('very many columns with flaws are told together in the end', async () => {
  const cells = (cell: string) => Array.from({ length: 300 }, () => cell).join(',');
  const names = Array.from({ length: 300 }, (_, j) => `c${j}`).join(',');
  const rows = [cells('100'), cells('x'), cells('101'), cells('y'), cells('103')];
  const { problems } = await tableOf(monthly(`date,${names}`, ...rows));
  expect(problems.length).toBeLessThan(250);
  const missing = problems.filter(({ code }) => code === 'not-a-number');
  expect(missing.reduce((sum, { count }) => sum + count, 0)).toBe(600);
  expect(missing.filter(({ count }) => count === 2)).toHaveLength(200);
  expect(missing.filter(({ column }) => column === undefined)).toMatchObject([{ count: 200 }]);
});
