/**
 * Reads a person's file twice, piece by piece: the first time to learn how it is written, the
 * second time to take its values. No more of it is held than one piece, and the values.
 */
import type { Frequency } from '../../finance/dataset';
import {
  createCollector,
  valueColumns,
  type Collected,
  type Collector,
  type Steps,
} from './collect';
import { describeColumns } from './columns';
import { detectEncoding, type Encoding } from './encoding';
import { columnIds } from './ids';
import { asKnown, kindOfShape } from './known-columns';
import { findFrequency, findKind, findPercent, findPeriodsPerYear } from './meaning';
import type {
  Finding,
  Findings,
  ParsedTable,
  ReadProgress,
  ReadSettings,
  SettingId,
  TableReader,
  Unreadable,
} from './parsed-table';
import { createProblems, type Problems } from './problems';
import { createRecords, type Records } from './records';
import { findStructure, fitted, MOST_COLUMNS, givenOr, isBlank, type Structure } from './structure';
import { createSurvey, type Survey } from './survey';
import { createTextPieces, type TextPieces } from './text-pieces';

const PIECE_BYTES = 256 * 1_024;
/** Text from which the structure of the table is told, and rows where they are longer. */
const HEAD_CHARACTERS = 256 * 1_024;
const HEAD_ROWS = 3;
/** An unfinished row longer than this is a quote that never closes, or no table. */
const LONGEST_ROW = 4 * 2 ** 20;
/** Values of the table that one step of its end goes through. */
const STEP_VALUES = 2_000_000;
const SAMPLE = { rows: 12, cells: 30, characters: 60 };

/** Ends the reading: thrown inside, told outside. */
class EndOfReading extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/**
 * @param given what a person has chosen; everything else is found.
 * @param pieceBytes how much one `next` reads.
 */
export function createTableReader(
  file: Blob,
  given: Partial<ReadSettings> = {},
  pieceBytes: number = PIECE_BYTES,
): TableReader & {
  /** Bytes held between two pieces: text not yet parted into rows, and values. */
  readonly heldBytes: number;
} {
  let encoding: Encoding | undefined;
  let pieces: TextPieces | undefined;
  let head: string | undefined = '';
  let structure: Structure | undefined;
  let survey: Survey | undefined;
  let pass: Pass | undefined;
  let collector: Collector | undefined;
  let ids: string[] = [];
  let problems = createProblems();
  const sample: { line: number; cells: string[] }[] = [];
  let conclusion: Steps<ParsedTable | Unreadable> | undefined;
  let result: ParsedTable | Unreadable | undefined;

  async function start(): Promise<void> {
    const found = detectEncoding(new Uint8Array(await file.slice(0, 4_096).arrayBuffer()));
    if (typeof found !== 'string') throw new EndOfReading(found.reason, 1);
    begin(found);
  }

  function begin(with_: Encoding): void {
    encoding = with_;
    pieces = createTextPieces(file, with_, pieceBytes);
    head = '';
    structure = undefined;
    sample.length = 0;
    problems = createProblems();
  }

  /** The next piece; where the bytes turn out to be no UTF-8, everything begins anew. */
  async function read(): Promise<string | undefined> {
    try {
      return await pieces?.next();
    } catch (error) {
      if (encoding !== 'utf-8' || !(error instanceof TypeError)) throw error;
      begin('windows-1252');
      return '';
    }
  }

  async function surveyPiece(): Promise<void> {
    const piece = await read();
    if (head !== undefined) {
      head += piece ?? '';
      if (piece !== undefined && headEnd(head) < 0) return;
      const text = head;
      head = undefined;
      structure = structureOf(text, piece === undefined, given, nameOf(file));
      const found = createSurvey(structure, given);
      survey = found;
      pass = createPass(structure, problems, (cells) => found.row(cells), sample);
      pass.push(text);
    } else if (piece !== undefined) pass?.push(piece);
    if (piece !== undefined || structure === undefined || encoding === undefined) return;
    pass?.end();
    startCollecting(structure, encoding);
  }

  function startCollecting(table: Structure, from: Encoding): void {
    ids = columnIds(valueColumns(table).map((j) => table.titles[j]));
    problems = createProblems();
    const settings = {
      decimal: survey?.decimal().value ?? '.',
      dateOrder: survey?.dateOrder().value ?? 'ymd',
      percent: given.percent ?? false,
    };
    const filling = createCollector(table, settings, ids, problems);
    collector = filling;
    pieces = createTextPieces(file, from, pieceBytes);
    pass = createPass(table, problems, (cells, line) => filling.row(cells, line));
  }

  async function collectPiece(): Promise<void> {
    const piece = await pieces?.next();
    if (piece !== undefined) pass?.push(piece);
    if (collector?.excess !== undefined) throw new EndOfReading(collector.excess, pass?.line ?? 1);
    if (piece !== undefined) return;
    pass?.end();
    conclusion = conclude();
  }

  /** Ends the reading in steps as well: of a large table it takes longer than a piece. */
  function goOn(steps: Steps<ParsedTable | Unreadable>): void {
    for (let values = 0; values < STEP_VALUES;) {
      const step = steps.next();
      if (step.done === true) {
        result = step.value;
        return;
      }
      values += step.value;
    }
  }

  function* conclude(): Steps<ParsedTable | Unreadable> {
    if (structure === undefined || survey === undefined || encoding === undefined || !collector)
      throw new Error('The file has not been read.');
    const duplicates = given.duplicates ?? 'last';
    const collected = yield* collector.finish(duplicates);
    if (collected === undefined) {
      throw new EndOfReading(collector.excess ?? '', structure.firstLine);
    }
    if (collected.index.length === 0) {
      return { unreadable: 'No row of the file holds values.', line: structure.firstLine };
    }
    if (collected.values.every((column) => column.every(Number.isNaN))) {
      return { unreadable: 'No column of the file holds numbers.', line: structure.firstLine };
    }
    if (structure.layout.value === 'long') ids = columnIds(collected.names);
    yield collected.values.length * collected.index.length;
    const meaning = meaningOf(collected, structure, given);
    const known = asKnown(collected, structure, ids, meaning, problems);
    const columns = yield* describeColumns(known, ids, meaning.kind.value, problems);
    const found: Findings = {
      shape: structure.shape,
      delimiter: structure.delimiter,
      decimal: survey.decimal(),
      header: structure.header,
      layout: structure.layout,
      dateColumn: structure.dateColumn,
      assetColumn: structure.assetColumn,
      valueColumn: structure.valueColumn,
      dateOrder: survey.dateOrder(),
      duplicates: duplicatesOf(collected.conflicts, given.duplicates),
      ...meaning,
    };
    const entries = Object.entries(found) as [SettingId, Finding<unknown>][];
    const settings = Object.fromEntries(entries.map(([id, { value }]) => [id, value]));
    return {
      encoding,
      bytes: file.size,
      settings: settings as unknown as ReadSettings,
      findings: found,
      undecided: entries.flatMap(([id, { certainty }]) => (certainty === 'undecided' ? [id] : [])),
      problems: problems.list(),
      dated: structure.dateColumn.value >= 0,
      index: known.index,
      columns,
      values: known.values,
      sample,
    };
  }

  function progress(): ReadProgress {
    const done = result !== undefined;
    // Two passes of the same length.
    const before = collector === undefined ? 0 : file.size / 2;
    const bytesRead = done ? file.size : before + (pieces?.bytesRead ?? 0) / 2;
    return { bytesRead, bytes: file.size, rows: pass?.rows ?? 0, done };
  }

  return {
    async next() {
      try {
        if (result !== undefined) return progress();
        if (pieces === undefined) await start();
        if (conclusion !== undefined) goOn(conclusion);
        else await (collector === undefined ? surveyPiece() : collectPiece());
        // A small table is done with its last piece.
        if (conclusion !== undefined && result === undefined) goOn(conclusion);
      } catch (error) {
        if (!(error instanceof EndOfReading)) throw error;
        result = { unreadable: error.message, line: error.line };
      }
      return progress();
    },
    outcome() {
      if (result === undefined) throw new Error('The file has not been read to its end.');
      return result;
    },
    get heldBytes() {
      // A character takes two bytes at most.
      return 2 * ((head?.length ?? 0) + (pass?.pending ?? 0)) + (collector?.bytes ?? 0);
    },
  };
}

/** Where the last row of the head ends; -1 where the text is too short. */
function headEnd(text: string): number {
  if (text.length < HEAD_CHARACTERS) return -1;
  let end = 0;
  for (let rows = 0; rows < HEAD_ROWS; rows += 1) {
    end = text.indexOf('\n', end) + 1;
    if (end === 0) return text.length > LONGEST_ROW ? 0 : -1;
  }
  return Math.max(end, text.lastIndexOf('\n', HEAD_CHARACTERS - 1) + 1);
}

/** A pasted text has none. */
function nameOf(file: Blob): string | undefined {
  return 'name' in file ? String(file.name) : undefined;
}

function structureOf(
  head: string,
  whole: boolean,
  given: Partial<ReadSettings>,
  fileName: string | undefined,
): Structure {
  const end = headEnd(head);
  const text = end >= 0 ? head.slice(0, end) : whole ? head : '';
  if (whole && head.trim() === '') throw new EndOfReading('The file is empty.', 1);
  if (text === '') throw new EndOfReading('The first row does not end; is this a table?', 1);
  const structure = findStructure(text, given, fileName);
  if (structure === undefined) {
    throw new EndOfReading('The file holds no row of cells; a quote may not close.', 1);
  }
  const tooWide = 'tooWide' in structure ? structure.tooWide : structure.width;
  if ('tooWide' in structure || tooWide > MOST_COLUMNS) {
    const message = `The table has ${tooWide} columns; ${MOST_COLUMNS} can be read.`;
    throw new EndOfReading(message, structure.firstLine);
  }
  const { width, firstLine } = structure;
  const outside = (['dateColumn', 'assetColumn', 'valueColumn'] as const).find((setting) => {
    const { value } = structure[setting];
    return !(value < width && value >= (setting === 'dateColumn' ? -1 : 0));
  });
  if (outside !== undefined) {
    const number = structure[outside].value + 1;
    throw new EndOfReading(`There is no column ${number} in this table.`, firstLine);
  }
  if (width - (structure.dateColumn.value >= 0 ? 1 : 0) - (structure.counter >= 0 ? 1 : 0) < 1) {
    throw new EndOfReading('The file holds dates alone: a column of values is missing.', firstLine);
  }
  return structure;
}

interface Pass {
  push(text: string): void;
  end(): void;
  readonly rows: number;
  readonly line: number;
  /** Characters of a row that has not ended. */
  readonly pending: number;
}

/** One reading of the rows: those before the table, ragged ones and repeated headers are told. */
function createPass(
  { delimiter, firstLine, width, header, names }: Structure,
  problems: Problems,
  onRow: (cells: readonly string[], line: number) => void,
  sample?: { line: number; cells: string[] }[],
): Pass {
  let rows = 0;
  const records: Records = createRecords(
    delimiter.value,
    (whole, line) => {
      const cells = fitted(whole, width);
      if (sample !== undefined && sample.length < SAMPLE.rows && !isBlank(cells)) {
        const short = cells.slice(0, SAMPLE.cells).map((cell) => cell.slice(0, SAMPLE.characters));
        sample.push({ line, cells: short });
      }
      if (cells.length < 2 && isBlank(cells)) return;
      if (line < firstLine) {
        const message = 'Lines above the table are left out.';
        problems.add({ severity: 'note', code: 'preamble', message }, line);
      } else if (line === firstLine && header.value) return;
      else if (isBlank(cells)) return;
      else if (cells.length !== width) {
        const message = `The row does not have ${width} cells, as the others do, and is left out.`;
        problems.add({ severity: 'refused', code: 'ragged-row', message }, line);
      } else if (header.value && cells.every((cell, j) => cell.trim() === names[j])) {
        const message = 'The names stand in the table again; the row is left out.';
        problems.add({ severity: 'refused', code: 'repeated-header', message }, line);
      } else {
        rows += 1;
        onRow(cells, line);
      }
    },
    (line, open) => {
      if (open) {
        const message = 'A quote opens here and never closes: the rest of the file is left out.';
        problems.add({ severity: 'refused', code: 'open-quote', message }, line);
      } else {
        const message = 'Quotes do not close as they should.';
        problems.add({ severity: 'note', code: 'quotes', message }, line);
      }
    },
  );
  return {
    push(text) {
      records.push(text);
      if (records.pending <= LONGEST_ROW) return;
      const message = 'The row that begins here does not end within 4 MB; a quote may not close.';
      throw new EndOfReading(message, records.line);
    },
    end: () => records.end(),
    get rows() {
      return rows;
    },
    get line() {
      return records.line;
    },
    get pending() {
      return records.pending;
    },
  };
}

function meaningOf(
  { names, values, days, percent, mixed }: Collected,
  { layout, valueColumn, names: titles, shape }: Structure,
  given: Partial<ReadSettings>,
): Pick<Findings, 'kind' | 'percent' | 'frequency' | 'periodsPerYear'> {
  const filled = values.flatMap((column, k) => {
    if (column.every(Number.isNaN)) return [];
    const name = layout.value === 'long' ? titles[valueColumn.value] : names[k];
    // What is looked at is as it stands in the file.
    const scaled = percent[k] === 0 && given.percent === true;
    return [{ name, values: scaled ? column.map((value) => 100 * value) : column, k }];
  });
  const signs = percent.some((count) => count > 0);
  const frequency = givenOr<Frequency>(given.frequency, findFrequency(days));
  const periodsPerYear = givenOr(given.periodsPerYear, findPeriodsPerYear(days, frequency.value));
  const unsigned = filled.filter(({ k }) => percent[k] === 0);
  // Beside prices there may be their changes in percent.
  const telling = unsigned.length > 0 ? unsigned : filled;
  const kind = givenOr(
    given.kind,
    kindOfShape(shape.value, names) ??
      findKind(
        telling.map((column) => column.values),
        telling === filled && signs,
      ),
  );
  const inPercent = givenOr(
    given.percent,
    findPercent(
      unsigned,
      kind.value,
      mixed.includes(true) ? 'mixed' : signs ? 'some' : 'none',
      periodsPerYear.value,
    ),
  );
  if (inPercent.value && given.percent === undefined) {
    values.forEach((column, k) => {
      // Cells with the sign are fractions already.
      if (percent[k] === 0) column.forEach((value, t) => (column[t] = value / 100));
    });
  }
  return { kind, percent: inPercent, frequency, periodsPerYear };
}

function duplicatesOf(
  conflicts: number,
  given: ReadSettings['duplicates'] | undefined,
): Finding<ReadSettings['duplicates']> {
  const options = ['first', 'last'] as const;
  return givenOr(given, {
    value: 'last',
    certainty: conflicts > 0 ? 'undecided' : 'certain',
    because:
      conflicts > 0
        ? `${conflicts} rows repeat a date with other values: the first or the last may be right.`
        : 'No date has several values.',
    options: conflicts > 0 ? options : ['last'],
  });
}
