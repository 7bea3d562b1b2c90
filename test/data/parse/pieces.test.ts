/** Reading in pieces gives what reading at once does, tells how far it is, and obeys. */
import { describe, expect, test } from 'vitest';
import { parseText } from '../../../src/data/parse/parse-text';
import type {
  ParsedTable,
  ReadProgress,
  ReadSettings,
  SettingId,
  Unreadable,
} from '../../../src/data/parse/parsed-table';
import { createTableReader } from '../../../src/data/parse/table-reader';
import { latin, lines, monthly, tableOf, utf16 } from './shape';

const quoted = lines(
  ...['title', '"date","Größe, ""€""","B\nof two lines"', '2020-01-31,"1,234.5",📈'],
  ...['2020-02-29,"1,\n200",2', '2020-02-29,"1,240"x,3', 'note', '2020-03-31,"1,250",-'],
  ...['', '2020-04-30,"1,255.25",2'],
);

const files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  'quotes, ends of lines and letters of several bytes': quoted,
  'ends of lines as on Windows': `\ufeff${quoted.replaceAll('\n', '\r\n')}`,
  'ends of lines as on old Macs': quoted.replaceAll('\n', '\r'),
  'two bytes a character, the low one first': utf16(`\ufeff${quoted}`, true),
  'two bytes a character, the high one first': utf16(quoted.replaceAll('\n', '\r\n'), false),
  'one byte a character': latin(monthly('date,A,Größe in \u0080', '100,1', '101,é', '103,2')),
  'one byte a character, seen at the very end': latin(monthly('date,A', '1', '2', '3é').trimEnd()),
  'one row a date and asset': lines(
    ...['Datum;Name;Kurs', '31.01.2020;Ü;1.234,5', '31.01.2020;B;"2"', '29.02.2020;Ü;1.240,5'],
    ...['29.02.2020;B;x', '31.03.2020;Ü;1.250', '31.03.2020;;7'],
  ),
  'a quote that never closes': lines(
    'date,A',
    '2020-01-31,100',
    '2020-02-29,"101',
    '2020-03-31,103',
  ),
  'nothing to read': lines('date,A', '2020-01-31,x'),
};

async function read(file: Blob, pieceBytes?: number, given?: Partial<ReadSettings>) {
  const reader = createTableReader(file, given, pieceBytes);
  const progress: ReadProgress[] = [];
  do progress.push(await reader.next());
  while (!progress[progress.length - 1].done);
  return { outcome: reader.outcome(), progress };
}

describe('every size of the pieces gives the same', () => {
  test.each(Object.entries(files))('of %s', async (_name, file) => {
    const blob = new Blob([file]);
    const whole = await parseText(blob);
    const sizes = [...Array.from({ length: 40 }, (_, i) => i + 1), 64, 100, 257];
    for (const size of sizes) {
      const { outcome, progress } = await read(blob, size);
      expect(outcome, `${size} bytes`).toEqual(whole);
      expect(progress.at(-1)).toMatchObject({ bytesRead: blob.size, bytes: blob.size, done: true });
    }
  });

  test('of a file that is longer than what its structure is told from', async () => {
    const rows = Array.from({ length: 12_000 }, (_, t) => {
      const date = new Date(Date.UTC(1950, 0, 1 + t)).toISOString().slice(0, 10);
      return `${date},${100 + (t % 7)},"${50 + (t % 3)}.5",${t === 11_000 ? 'é' : ''}`;
    });
    const file = new Blob([lines('date,A,B,C', ...rows)]);
    const whole = (await parseText(file)) as ParsedTable;
    expect(whole.index).toHaveLength(12_000);
    for (const size of [3_001, 65_536]) {
      expect((await read(file, size)).outcome).toEqual(whole);
    }
  });

  test('of rows that are longer than that', async () => {
    const row = (first: string, cell: (j: number) => string) =>
      [first, ...Array.from({ length: 19_000 }, (_, j) => cell(j))].join(',');
    const file = new Blob([
      lines(
        row('date', (j) => `a column of values ${j}`),
        ...['2020-01-31', '2020-02-29', '2020-03-31'].map((date, t) =>
          row(date, (j) => `${99 + t + j}`),
        ),
      ),
    ]);
    const whole = (await parseText(file)) as ParsedTable;
    expect(whole.columns).toHaveLength(19_000);
    expect(whole.values[18_999]).toEqual(Float64Array.of(19_098, 19_099, 19_100));
    expect((await read(file, 50_001)).outcome).toEqual(whole);
  });

  test('of a letter that is no UTF-8, far behind the others', async () => {
    const rows = Array.from({ length: 30_000 }, (_, t) => `${100 + (t % 5)},2`);
    // The names were UTF-8, but no file is half of it.
    const file = new Blob([lines('Größe,B', ...rows), latin('103,é\n')]);
    const whole = (await parseText(file)) as ParsedTable;
    expect(whole.encoding).toBe('windows-1252');
    expect(whole.columns[0].name).toBe('GrÃ¶ÃŸe');
    expect(whole.sample).toHaveLength(12);
    expect(whole.sample[0].cells[0]).toBe('GrÃ¶ÃŸe');
    expect((await read(file, 10_007)).outcome).toEqual(whole);
  });
});

describe('progress', () => {
  test('grows to all bytes and is done once', async () => {
    const file = new Blob([monthly('date,A', '100', '101', '103')]);
    const { progress } = await read(file, 8);
    expect(progress.length).toBeGreaterThan(2 * (file.size / 8));
    progress.forEach(({ bytesRead, bytes, done }, i) => {
      expect(bytes).toBe(file.size);
      expect(bytesRead).toBeGreaterThanOrEqual(i === 0 ? 0 : progress[i - 1].bytesRead);
      expect(bytesRead).toBeLessThanOrEqual(bytes);
      expect(done).toBe(i === progress.length - 1);
    });
    expect(progress.at(-1)).toEqual({
      bytesRead: file.size,
      bytes: file.size,
      rows: 3,
      done: true,
    });
  });

  test('ends at once where nothing can be read', async () => {
    const { progress, outcome } = await read(new Blob(['%PDF-1.7 and so on']), 4);
    expect(progress).toEqual([{ bytesRead: 18, bytes: 18, rows: 0, done: true }]);
    expect(outcome).toHaveProperty('unreadable');
  });

  test('stays where it is after the end, and there is no outcome before it', async () => {
    const reader = createTableReader(new Blob(['A\n1\n2\n3\n']));
    expect(() => reader.outcome()).toThrow('The file has not been read to its end.');
    let last = await reader.next();
    while (!last.done) last = await reader.next();
    const outcome = reader.outcome();
    expect(await reader.next()).toEqual(last);
    expect(reader.outcome()).toBe(outcome);
  });

  test('a file that is gone is an error of whoever reads it', async () => {
    const gone = new DOMException('It is gone.', 'NotFoundError');
    const file = { size: 9, slice: () => ({ arrayBuffer: () => Promise.reject(gone) }) };
    await expect(createTableReader(file as unknown as Blob).next()).rejects.toBe(gone);
  });
});

describe('what is given is obeyed', () => {
  const dates = ['03/02/2020', '02/03/2020', '02/03/2020', '01/04/2020'];
  const open = lines('d;x;y', ...dates.map((date, t) => `${date};"1,23${t}";${t + 1}`));
  const given: { readonly [K in SettingId]?: readonly ReadSettings[K][] } = {
    ...{ delimiter: [',', ';'], decimal: ['.', ','], header: [true, false] },
    ...{ layout: ['wide', 'long'], dateColumn: [-1, 0], assetColumn: [1, 2], valueColumn: [1, 2] },
    ...{ dateOrder: ['dmy', 'mdy'], kind: ['prices', 'returns'], percent: [true, false] },
    ...{ duplicates: ['first', 'last'], frequency: ['daily', 'yearly'], periodsPerYear: [250, 7] },
  };

  test.each(Object.entries(given).flatMap(([id, values]) => values.map((value) => [id, value])))(
    '%s: %j',
    async (id, value) => {
      const outcome = await parseText(open, { [id as SettingId]: value });
      if ('unreadable' in outcome) return expect([id, value]).toEqual(['delimiter', ',']);
      const finding = outcome.findings[id as SettingId];
      expect(finding).toMatchObject({ value, certainty: 'given' });
      expect(finding.options).toContain(value);
      expect(outcome.settings[id as SettingId]).toBe(value);
      expect(outcome.undecided).not.toContain(id);
    },
  );

  const valuesWith = async (settings: Partial<ReadSettings>) => {
    const { index, columns, values } = await tableOf(open, { dateOrder: 'dmy', ...settings });
    return { index, ids: columns.map(({ id }) => id), values: values.map((one) => [...one]) };
  };

  test('and gives other numbers', async () => {
    expect(await valuesWith({ decimal: '.' })).toEqual({
      index: ['2020-02-03', '2020-03-02', '2020-04-01'],
      ids: ['x', 'y'],
      values: [
        [1230, 1232, 1233],
        [1, 3, 4],
      ],
    });
    expect((await valuesWith({ decimal: ',' })).values[0]).toEqual([1.23, 1.232, 1.233]);
    expect((await valuesWith({ duplicates: 'first' })).values[1]).toEqual([1, 2, 4]);
    expect((await valuesWith({ percent: true })).values[1]).toEqual([0.01, 0.03, 0.04]);
    expect((await valuesWith({ dateOrder: 'mdy' })).index).toEqual([
      ...['2020-01-04', '2020-02-03', '2020-03-02'],
    ]);
    expect(await valuesWith({ dateColumn: -1 })).toMatchObject({ index: ['1', '2', '3', '4'] });
    expect(await valuesWith({ layout: 'long', decimal: '.' })).toMatchObject({
      ids: ['1_230', '1_231', '1_232', '1_233'],
    });
    expect((await tableOf(open, { header: false, dateOrder: 'dmy' })).problems).toMatchObject([
      { code: 'not-a-date', lines: [1] },
      { code: 'duplicate-date', lines: [4] },
    ]);
  });

  test('serial days are days from the end of 1899', async () => {
    const serial = lines('A,when', '100,1', '101,25569', '103,43861');
    const { index } = await tableOf(serial, { dateColumn: 1, dateOrder: 'serial' });
    expect(index).toEqual(['1899-12-31', '1970-01-01', '2020-01-31']);
  });

  test('percent that is found and percent that is given are the same bits', async () => {
    const text = monthly('date,A', '0.07', '-3.3', '2.6', '14.1');
    const found = await tableOf(text);
    expect(found.findings.percent).toMatchObject({ value: true, certainty: 'assumed' });
    expect((await tableOf(text, { percent: true })).values).toEqual(found.values);
    expect((await tableOf(text, { percent: true })).findings.kind).toEqual(found.findings.kind);
  });
});

test('all that is told of a file that cannot be read is a sentence and a line', async () => {
  const outcome: ParsedTable | Unreadable = await parseText('date,A\n');
  expect(Object.keys(outcome)).toEqual(['unreadable', 'line']);
});
