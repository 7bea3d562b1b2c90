/** What the tests of reading share: a file with what is right to read out of it. */
import { expect } from 'vitest';
import { parseText } from '../../../src/data/parse/parse-text';
import type { ParsedTable, ReadSettings, SettingId } from '../../../src/data/parse/parsed-table';

export interface Shape {
  readonly file: string | Uint8Array<ArrayBuffer>;
  /** Of the file; a pasted text has none. */
  readonly fileName?: string;
  readonly given?: Partial<ReadSettings>;
  /** What is found, where it is not `usual`. */
  readonly settings?: Partial<ReadSettings>;
  readonly undecided?: readonly SettingId[];
  /** What is neither here nor above is certain or given. */
  readonly assumed?: readonly SettingId[];
  readonly encoding?: ParsedTable['encoding'];
  /** First and last date; the month ends of January and March 2020 where nothing is said. */
  readonly index?: readonly [string, string];
  readonly columns: Readonly<Record<string, readonly number[]>>;
  /** Of the columns that are no assets. */
  readonly roles?: Readonly<Record<string, string>>;
  /** All of them, the gravest first: code, lines, column. */
  readonly problems?: readonly (readonly [string, readonly number[], string?])[];
}

const usual: Partial<ReadSettings> = {
  shape: 'plain',
  ...{ delimiter: ',', decimal: '.', header: true, layout: 'wide', dateColumn: 0 },
  ...{ dateOrder: 'ymd', kind: 'prices', percent: false, frequency: 'monthly' },
};

export async function expectShape(shape: Shape): Promise<void> {
  const table = await tableOf(shape.file, shape.given, shape.fileName);
  const { findings, columns, index } = table;
  expect(table.settings).toMatchObject({ ...usual, ...shape.settings });
  expect(table.undecided).toEqual(shape.undecided ?? []);
  // Positions that only a long table has, and trading days, which are never sure.
  const passedBy = new Set(['assetColumn', 'valueColumn', 'periodsPerYear']);
  const assumed = (Object.keys(findings) as SettingId[]).filter(
    (id) => findings[id].certainty === 'assumed' && !passedBy.has(id),
  );
  expect(assumed).toEqual(shape.assumed ?? []);
  for (const { because } of Object.values(findings)) expect(because).toMatch(/^.{10,}\.$/su);
  expect(table.encoding).toBe(shape.encoding ?? 'utf-8');
  expect([index[0], index.at(-1)]).toEqual(shape.index ?? ['2020-01-31', '2020-03-31']);
  expect(Object.fromEntries(columns.map(({ id }, j) => [id, [...table.values[j]]]))).toEqual(
    shape.columns,
  );
  expect(columns.map(({ id }) => id)).toEqual(Object.keys(shape.columns));
  const others = columns.filter(({ role }) => role !== 'asset');
  expect(Object.fromEntries(others.map(({ id, role }) => [id, role]))).toEqual(shape.roles ?? {});
  for (const { because } of others) expect(because).toMatch(/^.{10,}\.$/u);
  expect(
    table.problems.map(({ code, lines: at, column }) => (column ? [code, at, column] : [code, at])),
  ).toEqual(shape.problems ?? []);
}

export async function tableOf(
  file: Shape['file'],
  given?: Partial<ReadSettings>,
  fileName?: string,
): Promise<ParsedTable> {
  const blob = fileName === undefined ? new Blob([file]) : new File([file], fileName);
  const outcome = await parseText(blob, given);
  if ('unreadable' in outcome) throw new Error(outcome.unreadable);
  return outcome;
}

export function lines(...rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}

const MONTH_ENDS = [
  ...['2020-01-31', '2020-02-29', '2020-03-31', '2020-04-30', '2020-05-31', '2020-06-30'],
  ...['2020-07-31', '2020-08-31', '2020-09-30', '2020-10-31', '2020-11-30', '2020-12-31'],
];

/** A header and one row for each month end from January 2020 on. */
export function monthly(header: string, ...rows: readonly string[]): string {
  return lines(header, ...rows.map((row, t) => `${MONTH_ENDS[t]},${row}`));
}

/** One byte a character, as windows-1252 writes what Western Europe needs. */
export function latin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}
