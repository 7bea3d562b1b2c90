/**
 * Made-up and damaged files against a second reader. `FUZZ_RUNS` says how many of each kind; the
 * figures stand at the end of the output.
 */
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, describe, expect, test } from 'vitest';
import type { ParsedTable, Unreadable } from '../../../src/data/parse/parsed-table';
import { createRecords } from '../../../src/data/parse/records';
import { createTableReader } from '../../../src/data/parse/table-reader';
import { createTextPieces } from '../../../src/data/parse/text-pieces';
import { fuzzRuns } from '../../tools/fuzz-runs';
import { latin, lines, monthly, utf16 } from './shape';
import { slowRows, slowWrite } from './slow-parser';

const RUNS = fuzzRuns(400);
const options = { numRuns: RUNS, seed: 20_240_131 };
const patience = Math.max(60_000, 60 * RUNS);

type Encoding = ParsedTable['encoding'];
const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** With a byte order mark where the encoding has one. */
function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'windows-1252') return latin(text);
  if (encoding === 'utf-8') return new TextEncoder().encode(`\ufeff${text}`);
  return utf16(`\ufeff${text}`, encoding === 'utf-16le');
}

async function read(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number) {
  const reader = createTableReader(new Blob([bytes]), {}, pieceBytes);
  let steps = 0;
  let rows = 0;
  for (let done = false; !done; steps += 1) {
    const progress = await reader.next();
    ({ rows, done } = progress);
    // Twice through the file, perhaps begun anew, and the end of it.
    if (steps > 3 * (bytes.length / pieceBytes) + 20) throw new Error('The reading does not end.');
  }
  return { outcome: reader.outcome(), rows };
}

const figures = {
  ...{ inputs: 0, bytes: 0, unreadable: 0, rows: 0, kept: 0, told: 0, merged: 0 },
  ...{ numbers: 0, silent: 0 },
};
afterAll(() => {
  const { inputs, bytes, unreadable, rows, kept, told, merged, numbers, silent } = figures;
  console.log(
    `${inputs} files of ${bytes} bytes: ${unreadable} refused as a whole; of ${rows} rows ` +
      `${kept} kept, ${told} refused by line, ${merged} merged by date; ` +
      `${numbers} numbers compared, ${silent} silent differences`,
  );
});

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[ -~äöü€]{0,8}$/) },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', '"', '""', '\n', 'a\r\nb', ',', ';', '"\n"') },
  { weight: 4, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) },
);

describe('rows are those that a second reader finds', () => {
  test(
    'whatever their cells, ends of lines, encoding and pieces',
    async () => {
      const file = fc.record({
        rows: fc
          .integer({ min: 1, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
          ),
        delimiter: fc.constantFrom(',', ';', '\t', '|'),
        end: fc.constantFrom('\n', '\r\n', '\r'),
        always: fc.boolean(),
        encoding: fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
        pieceBytes: fc.integer({ min: 1, max: 64 }),
      });
      await fc.assert(
        fc.asyncProperty(file, async ({ rows, delimiter, end, always, encoding, pieceBytes }) => {
          const text = slowWrite(rows, delimiter, end, always);
          const bytes = encode(text, encoding);
          const found: { cells: string[]; line: number }[] = [];
          const bad: number[] = [];
          const records = createRecords(
            delimiter,
            (cells, line) => found.push({ cells, line }),
            (line) => bad.push(line),
          );
          const pieces = createTextPieces(new Blob([bytes]), encoding, pieceBytes);
          for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) {
            records.push(piece);
          }
          records.end();
          expect(found).toEqual(slowRows(text, delimiter));
          expect(bad).toEqual([]);
          // The writer and the slow reader know nothing of each other's mistakes.
          const plain = rows.map((cells) => cells.map((one) => one.replaceAll(/\r\n?/g, '\n')));
          expect(found.map(({ cells }) => cells)).toEqual(plain);
          figures.inputs += 1;
          figures.bytes += bytes.length;
        }),
        options,
      );
    },
    patience,
  );
});

describe('a file that is cut in two anywhere is read as the whole', () => {
  const texts: Readonly<Record<string, string>> = {
    'quotes, gaps and letters of several bytes': lines(
      ...['"date","Größe, ""é""","B\nof two lines"', '2020-01-31,"1,234.5",8'],
      ...['2020-02-29,"1,\n200",2', '2020-02-29,"1,240"x,3', 'note', '2020-03-31,"1,250",-'],
    ),
    'ends of lines as on Windows': monthly('date,Größe,B', '100,2', '101,3', '103,4').replaceAll(
      '\n',
      '\r\n',
    ),
    'one row a date and asset': lines(
      ...['Datum;Name;Kurs', '31.01.2020;Ü;1.234,5', '31.01.2020;B;2', '29.02.2020;Ü;1.240,5'],
      ...['29.02.2020;B;x', '31.03.2020;Ü;1.250', '31.03.2020;;7'],
    ),
  };
  const cases = Object.entries(texts).flatMap(([name, text]) =>
    encodings.map((encoding): [string, Encoding, string] => [name, encoding, text]),
  );

  test.each(cases)('%s, %s', async (_name, encoding, text) => {
    const bytes = encode(text, encoding);
    const whole = await read(bytes, bytes.length);
    expect(whole.outcome).toMatchObject({ encoding, bytes: bytes.length });
    const { encoding: _own, bytes: _size, ...told } = whole.outcome as ParsedTable;
    const usual = (await read(encode(text, 'utf-8'), 1e6)).outcome;
    expect(usual).toMatchObject(told);
    // The first piece ends at every byte but the last.
    for (let at = 1; at < bytes.length; at += 1) {
      const cut = await read(bytes, at);
      if (!isDeepStrictEqual(cut, whole)) expect(cut, `cut at ${at}`).toEqual(whole);
      figures.inputs += 1;
      figures.bytes += bytes.length;
    }
  });
});

/** A sound table, as bytes. */
const sound = fc
  .record({
    rows: fc.integer({ min: 3, max: 24 }),
    width: fc.integer({ min: 1, max: 4 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
    always: fc.boolean(),
    encoding: fc.constantFrom(...encodings),
    start: fc.integer({ min: 0, max: 18_000 }),
    cells: fc.array(fc.integer({ min: -50_000, max: 900_000 }), { minLength: 96, maxLength: 96 }),
  })
  .map(({ rows, width, delimiter, end, always, encoding, start, cells }) => {
    const names = ['date', 'Größe', 'B', 'C "x"', 'D'].slice(0, width + 1);
    const table = Array.from({ length: rows }, (_, t) => [
      new Date(86_400_000 * (start + t)).toISOString().slice(0, 10),
      ...names.slice(1).map((_name, j) => (cells[4 * t + j] / 100).toFixed(2)),
    ]);
    return encode(slowWrite([names, ...table], delimiter, end, always), encoding);
  });

interface Damage {
  readonly kind: 'flip' | 'delete' | 'repeat' | 'cut' | 'insert';
  /** Where, of the whole. */
  readonly at: number;
  readonly length: number;
  readonly byte: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'delete', 'repeat', 'cut', 'insert'),
  // The ends of the range are not likelier than what lies between: a cut there leaves nothing.
  at: fc.noBias(fc.integer({ min: 0, max: 9_999 })).map((share) => share / 10_000),
  length: fc.integer({ min: 1, max: 60 }),
  byte: fc.oneof(
    fc.constantFrom(...Array.from('",;\t\n\r.-%19 e', (letter) => letter.charCodeAt(0))),
    fc.integer({ min: 0, max: 255 }),
  ),
});

function damaged(bytes: Uint8Array<ArrayBuffer>, { kind, at, length, byte }: Damage) {
  const from = Math.floor(at * bytes.length);
  const [before, after] = [bytes.slice(0, from), bytes.slice(from)];
  const join = (...parts: readonly Uint8Array[]) =>
    Uint8Array.from(parts.flatMap((part) => [...part]));
  if (kind === 'flip') return join(before, [byte] as unknown as Uint8Array, after.slice(1));
  if (kind === 'insert') return join(before, [byte] as unknown as Uint8Array, after);
  if (kind === 'delete') return join(before, after.slice(length));
  if (kind === 'repeat') return join(before, after.slice(0, length), after);
  return join(before);
}

describe('of a damaged file nothing is lost or changed without a word', () => {
  test(
    'each row is kept, merged or refused with its line, each number is the one in the file',
    async () => {
      const damages = fc.array(damage, { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(
          sound,
          damages,
          fc.integer({ min: 1, max: 300 }),
          async (file, by, size) => {
            const bytes = by.reduce(damaged, file);
            const { outcome, rows } = await read(
              bytes,
              Math.max(size, Math.ceil(bytes.length / 50)),
            );
            figures.inputs += 1;
            figures.bytes += bytes.length;
            if ('unreadable' in outcome) expectReason(outcome);
            else expectAccounted(outcome, bytes, rows);
          },
        ),
        options,
      );
      expect(figures.silent).toBe(0);
      expect(figures.numbers).toBeGreaterThan(5 * RUNS);
    },
    patience,
  );
});

function expectReason({ unreadable, line }: Unreadable): void {
  expect(unreadable).toMatch(/^.{9,}[.?]$/u);
  expect(line).toBeGreaterThan(0);
  figures.unreadable += 1;
}

function expectAccounted(table: ParsedTable, bytes: Uint8Array, rows: number): void {
  const { settings, problems, index } = table;
  for (const { severity, lines: at, count, code } of problems) {
    if (severity === 'refused') expect(at.length, code).toBeGreaterThan(0);
    expect(count).toBeGreaterThanOrEqual(at.length);
  }
  const told = (...codes: readonly string[]) =>
    problems.reduce((sum, { code, count }) => sum + (codes.includes(code) ? count : 0), 0);
  const long = settings.layout === 'long';
  const merged = long ? 0 : told('repeated-row', 'duplicate-date');
  const refused = told('not-a-date', 'no-asset');
  if (!long) expect(rows).toBe(index.length + merged + refused);
  figures.kept += rows - merged - refused;
  figures.merged += merged;
  figures.told += refused + told('ragged-row', 'repeated-header', 'open-quote', 'preamble');

  const text = new TextDecoder(table.encoding).decode(bytes);
  const records = slowRows(text, settings.delimiter);
  const isBlank = ({ cells }: { cells: readonly string[] }) => cells.every((c) => c.trim() === '');
  const filled = records.filter((record) => !isBlank(record));
  figures.rows += filled.length - (settings.header ? 1 : 0);
  // Where quotes do not close as they should, the two may part rows in different ways: it is told.
  if (told('quotes', 'open-quote') > 0) return;
  const blank = records.length - filled.length;
  const outside = told('preamble', 'ragged-row', 'repeated-header') + (settings.header ? 1 : 0);
  expect(rows + outside).toBeGreaterThanOrEqual(filled.length);
  expect(rows + outside).toBeLessThanOrEqual(filled.length + blank);
  if (!long && table.dated && merged === 0) compareNumbers(table, filled);
}

/** Each number of the table is what stands in the file in the row of its date. */
function compareNumbers(
  table: ParsedTable,
  records: readonly { readonly cells: readonly string[] }[],
): void {
  const { settings, columns, values, index, problems } = table;
  const rowOf = new Map(index.map((label, t) => [label, t]));
  const width = columns.length + 1;
  const untold = columns.map(() => 0);
  const silent: string[] = [];
  // Where the names on top were lost, a row may be taken for them: that is said to be assumed.
  const rows = records.filter(({ cells }) => cells.length === width);
  for (const { cells } of settings.header ? rows.slice(1) : rows) {
    const date = cells[settings.dateColumn].trim();
    const t = /^\d{4}-\d\d-\d\d$/u.test(date) ? rowOf.get(date) : undefined;
    if (t === undefined) continue;
    const others = cells.filter((_, j) => j !== settings.dateColumn);
    others.forEach((other, k) => {
      const plain = /^[-+]?\d+(?:[.,]\d+)?$/u.test(other.trim());
      // One that could hold thousands is read by what the whole file says.
      if (!plain || /[.,]\d{3}$/u.test(other.trim())) return;
      const wrong = settings.decimal === '.' ? ',' : '.';
      const value = other.includes(wrong) ? NaN : Number(other.trim().replace(',', '.'));
      const meant = settings.percent ? value / 100 : value;
      figures.numbers += 1;
      if (Object.is(meant + 0, values[k][t] + 0)) return;
      if (Number.isNaN(values[k][t])) untold[k] += 1;
      else silent.push(`${other} is ${values[k][t]}`);
    });
  }
  columns.forEach(({ id, role, because }, k) => {
    const said = problems.some(({ code, column }) => code === 'not-a-number' && column === id);
    if (untold[k] > 0 && !said && !(role === 'left-out' && because)) silent.push(`none of ${id}`);
  });
  figures.silent += silent.length;
  expect(silent).toEqual([]);
}

interface Parser {
  parse(input: string, base: number, ignoreLast: boolean): unknown;
}

describe('the work grows as the file does', () => {
  /** Characters that are parsed into rows, the head and the second reading included. */
  async function workOf(text: string): Promise<number> {
    const door = Papa as unknown as { Parser: new (config: object) => Parser };
    const { Parser: Real } = door;
    let characters = 0;
    door.Parser = class extends Real {
      override parse(input: string, base: number, ignoreLast: boolean): unknown {
        characters += input.length;
        return super.parse(input, base, ignoreLast);
      }
    };
    try {
      await read(new TextEncoder().encode(text), 256 * 1_024);
    } finally {
      door.Parser = Real;
    }
    return characters;
  }

  test.each<[string, (size: number) => string]>([
    ['rows', (n) => `date,A\n${'2020-01-31,1.5\n'.repeat(n * 2_000)}`],
    ['quotes', (n) => `a,b\n${'"1","2"\n'.repeat(n * 3_000)}`],
    ['quotes that open', (n) => `a,b\n${'"\n1,2\n'.repeat(n * 3_000)}`],
    ['quotes with lines in them', (n) => `a,b\n${`"${'x\n'.repeat(2_000)}",2\n`.repeat(n * 6)}`],
    ['one endless line', (n) => 'x'.repeat(n * 300_000)],
    ['one endless quote', (n) => `"${'x\n'.repeat(n * 150_000)}`],
    ['columns', (n) => `${'1,'.repeat(n * 250_000)}1\n`.repeat(2)],
  ])('of %s', async (_name, make) => {
    const sizes = [1, 2, 4];
    const work: number[] = [];
    for (const size of sizes) work.push(await workOf(make(size)));
    // Below a piece all of it is seen a fixed number of times; twice the file is twice that.
    const [one, two, four] = work;
    expect(two).toBeLessThanOrEqual(2.7 * one + 3e6);
    expect(four).toBeLessThanOrEqual(2.7 * two + 3e6);
    expect(four).toBeLessThanOrEqual(20 * make(4).length + 1e6);
  });
});
