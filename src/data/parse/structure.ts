/**
 * What kind of table a file holds, told from its first rows: what separates cells, where the
 * table begins, whether names stand on top, and which columns hold dates, assets and values.
 */
import { isBareNumber, readDate } from './dates';
import { isMissing, readNumber } from './numbers';
import type { Finding, ReadSettings } from './parsed-table';
import { createRecords } from './records';
import { assetOfFile, recognize, type Part, type Recognized } from './shapes';

type Delimiter = ReadSettings['delimiter'];

export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface Structure {
  readonly shape: Recognized['shape'];
  /** What each column of a download of prices is. */
  readonly parts?: readonly Part[];
  readonly delimiter: Finding<Delimiter>;
  /** Line on which the table begins, its header included. */
  readonly firstLine: number;
  readonly width: number;
  readonly header: Finding<boolean>;
  /** As they stand in the file, or invented where there is no header. */
  readonly names: readonly string[];
  /** The same, but the price of a download of one asset is called by the name of the file. */
  readonly titles: readonly string[];
  readonly dateColumn: Finding<number>;
  /** A column that only counts the rows; -1 where there is none. */
  readonly counter: number;
  /** Dates are counted days, as spreadsheets do. */
  readonly serial: boolean;
  readonly layout: Finding<'wide' | 'long'>;
  readonly assetColumn: Finding<number>;
  readonly valueColumn: Finding<number>;
}

/** A table with more columns than can be read. */
export interface TooWide {
  readonly tooWide: number;
  readonly firstLine: number;
}

export const MOST_COLUMNS = 20_000;
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const DELIMITER_NAMES = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab', '|': 'a bar' };
const DATE_NAME =
  /^(?:date|datum|fecha|day|time|timestamp|month|year|quarter|period|jahr|monat|tag)/iu;
const ASSET_NAME =
  /^(?:asset|symbol|ticker|name|isin|security|instrument|series|fund|index|country|code|id)/iu;
const VALUE_NAME = /^(?:value|price|close|adj|nav|level|return|total|wert|kurs)/iu;
const COUNTER_NAME = /^(?:|index|row|#|id|n|t|no|nr|obs|unnamed: 0)$/iu;

/**
 * @param head the first rows' text, whole lines where the file goes on.
 * @returns undefined where no row holds anything.
 */
export function findStructure(
  head: string,
  given: Partial<ReadSettings>,
  fileName = '',
): Structure | TooWide | undefined {
  const declared = /^sep=(.)\n/iu.exec(head)?.[1];
  const delimiter = findDelimiter(head, given.delimiter, declared);
  const read = rowsOf(head, delimiter.value).filter(
    ({ cells, line }) => !isBlank(cells) && !(line === 1 && declared !== undefined),
  );
  if (read.length === 0) return undefined;
  const usual = usualWidth(read);
  // What is looked for below takes too long in a table that is refused.
  if (usual > MOST_COLUMNS + 1) return { tooWide: usual, firstLine: read[0].line };
  // A delimiter at the end of the rows begins no column.
  const trailing = read.every(({ cells }) => cells.length !== usual || isEnded(cells));
  const width = trailing && usual > 1 ? usual - 1 : usual;
  const rows = read.map(({ cells, line }) => ({ cells: fitted(cells, width), line }));
  const begins = rows.findIndex(
    ({ cells }, i) =>
      cells.length === width &&
      !isTitle(cells) &&
      (i + 1 === rows.length || rows[i + 1].cells.length === width),
  );
  const table = rows.slice(Math.max(0, begins)).filter(({ cells }) => cells.length === width);
  const body = table.slice(1).length === 0 ? table : table.slice(1);
  const columns = Array.from({ length: width }, (_, j) => body.map(({ cells }) => cells[j]));
  const top = table[0].cells;
  const dates = findDates(columns, top);
  const header = findHeader(top, columns, dates.column, given.header);
  const { shape, parts } = recognize(
    header.value ? top.map((cell) => cell.trim()) : [],
    given.shape,
  );
  const dateAt = parts?.indexOf('date') ?? (shape.value === 'fred' ? 0 : undefined);
  const dateColumn = givenOr(given.dateColumn, {
    value: dateAt ?? dates.column,
    certainty: dates.assumed && dateAt === undefined ? 'assumed' : 'certain',
    because: dateAt === undefined ? dates.because : shape.because,
    options: [...new Set([dateAt ?? dates.column, ...range(Math.min(width, 12)), -1])],
  });
  const counter = dateColumn.value === 0 ? -1 : findCounter(columns, top, header.value);
  const names = top.map((cell, j) =>
    header.value && cell.trim() !== '' ? cell.trim() : `Column ${j + 1}`,
  );
  const layout = findLayout(columns, names, dateColumn.value, counter, given);
  return {
    shape,
    parts,
    delimiter,
    firstLine: table[0].line,
    width,
    header,
    names,
    titles: titlesOf(names, shape.value, parts, fileName),
    dateColumn,
    counter,
    serial: dates.serial && dateColumn.value === dates.column,
    ...(parts === undefined ? layout : layoutOfParts(layout, parts, shape, given)),
  };
}

/** The price that counts in a download of prices. */
export function priceOf(parts: readonly Part[]): Part {
  return parts.includes('adjusted') ? 'adjusted' : 'close';
}

function titlesOf(
  names: readonly string[],
  shape: ReadSettings['shape'],
  parts: readonly Part[] | undefined,
  fileName: string,
): readonly string[] {
  if (parts === undefined || shape !== 'quotes') return names;
  const price = priceOf(parts);
  return names.map((name, j) => (parts[j] === price ? (assetOfFile(fileName) ?? name) : name));
}

type Layout = Pick<Structure, 'layout' | 'assetColumn' | 'valueColumn'>;

/** What the columns of a download of prices settle. */
function layoutOfParts(
  found: Layout,
  parts: readonly Part[],
  { because }: Recognized['shape'],
  given: Partial<ReadSettings>,
): Layout {
  const at = (part: Part, finding: Finding<number>) => {
    const value = parts.indexOf(part);
    const options = [...new Set([value, ...finding.options])];
    return value < 0 ? finding : { value, certainty: 'certain' as const, because, options };
  };
  const layout = parts.includes('ticker') ? 'long' : 'wide';
  return {
    layout: givenOr<'wide' | 'long'>(given.layout, {
      ...{ value: layout, certainty: 'certain', because, options: ['wide', 'long'] },
    }),
    assetColumn: givenOr(given.assetColumn, at('ticker', found.assetColumn)),
    valueColumn: givenOr(given.valueColumn, at(priceOf(parts), found.valueColumn)),
  };
}

/** A setting that a person has chosen, or what the file says. */
export function givenOr<T>(given: T | undefined, found: Finding<T>): Finding<T> {
  if (given === undefined) return found;
  const options = found.options.includes(given) ? found.options : [...found.options, given];
  return { value: given, certainty: 'given', because: 'You have chosen it.', options };
}

/** The cells of a row without an empty one behind the last column. */
export function fitted(cells: readonly string[], width: number): readonly string[] {
  return cells.length === width + 1 && isEnded(cells) ? cells.slice(0, width) : cells;
}

/** Spreadsheets give a line above the table as many cells as the table has. */
function isTitle(cells: readonly string[]): boolean {
  return cells.length > 1 && isBlank(cells.slice(1));
}

function isEnded(cells: readonly string[]): boolean {
  return cells[cells.length - 1].trim() === '';
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function rowsOf(head: string, delimiter: string, limit = Infinity): Row[] {
  const rows: Row[] = [];
  const records = createRecords(
    delimiter,
    (cells, line) => void (rows.length < limit && rows.push({ cells, line })),
    () => {},
  );
  records.push(head);
  records.end();
  return rows;
}

function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 1;
  // Widths that are as frequent: the wider one is the table, the other a text above it.
  for (const [cells, count] of counts) {
    const best = counts.get(width) ?? 0;
    if (count > best || (count === best && cells > width)) width = cells;
  }
  return width;
}

function findDelimiter(
  head: string,
  given: Delimiter | undefined,
  declared: string | undefined,
): Finding<Delimiter> {
  const start = head.split('\n', 120).join('\n');
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...scoreOf(start, delimiter) }));
  const named = DELIMITERS.find((delimiter) => delimiter === declared);
  const best = scores.reduce((a, b) =>
    b.score > a.score + 1e-9 || (b.score > a.score - 1e-9 && b.width > a.width) ? b : a,
  );
  const close = scores.filter(({ score }) => score > Math.max(0.5, 0.8 * best.score));
  const possible = scores.filter(({ score }) => score > 0).map(({ delimiter }) => delimiter);
  if (given === undefined && named === undefined && best.delimiter === ',') {
    const single = singleColumn(start);
    if (single !== undefined) return single;
  }
  const value = named ?? best.delimiter;
  return givenOr(given, {
    value,
    certainty: named !== undefined || close.length < 2 ? 'certain' : 'assumed',
    because:
      named === undefined
        ? best.width < 2
          ? 'The rows hold one cell each.'
          : `With ${DELIMITER_NAMES[value]} between cells the rows have ${best.width} cells each.`
        : 'The first line says so.',
    options: possible.includes(value) ? possible : [value, ...possible],
  });
}

/**
 * Rows of two numbers with a comma between them may as well be one column of numbers with commas
 * inside; where one name stands on top, they are.
 */
function singleColumn(start: string): Finding<Delimiter> | undefined {
  const [top = '', ...rows] = start.split('\n').filter((row) => row.trim() !== '');
  // Six digits before the comma are a date.
  const isOne = (row: string) => isNumber(row) && !/^[^,]*\d{6}/u.test(row);
  const named = !isOne(top);
  if (!start.includes(',') || !rows.every(isOne) || (named && top.includes(','))) return undefined;
  return {
    value: ';',
    certainty: named ? 'assumed' : 'undecided',
    because: named
      ? 'One name stands on top, so the commas are part of the numbers.'
      : 'The commas may stand between two columns, or be part of the numbers of one.',
    options: [';', ','],
  };
}

/** How well the first rows read with a delimiter: rows of one width, cells that are values. */
function scoreOf(start: string, delimiter: Delimiter): { score: number; width: number } {
  const rows = rowsOf(start, delimiter).filter(({ cells }) => !isBlank(cells));
  const width = usualWidth(rows);
  if (width < 2) return { score: 0, width };
  const fitting = rows.filter(({ cells }) => cells.length === width);
  const cells = fitting.slice(1).flatMap((row) => row.cells.slice(0, 50));
  const known = cells.filter((cell) => isMissing(cell) || isNumber(cell) || isDate(cell));
  const share = cells.length === 0 ? 0.5 : known.length / cells.length;
  return { score: (fitting.length / rows.length) * (0.25 + 0.75 * share), width };
}

function isNumber(cell: string): boolean {
  return readNumber(cell, '.') !== undefined || readNumber(cell, ',') !== undefined;
}

function isDate(cell: string): boolean {
  return (
    readDate(cell, 'ymd') !== undefined ||
    readDate(cell, 'dmy') !== undefined ||
    readDate(cell, 'mdy') !== undefined
  );
}

interface Dates {
  readonly column: number;
  readonly assumed: boolean;
  readonly serial: boolean;
  readonly because: string;
}

/** The column of dates: one whose cells can be nothing else, else one that is called so. */
function findDates(columns: readonly string[][], top: readonly string[]): Dates {
  const told = (j: number) => `Column ${j + 1}${top[j] === '' ? '' : ` (“${top[j]}”)`}`;
  const share = (cells: readonly string[], test: (cell: string) => boolean) => {
    const filled = cells.filter((cell) => !isMissing(cell));
    return filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  };
  const candidates = columns.flatMap((cells, j) =>
    share(cells.slice(0, 500), (cell) => isDate(cell) && !isBareNumber(cell)) >= 0.6 ? [j] : [],
  );
  const strong = candidates.find((j) => DATE_NAME.test(top[j].trim())) ?? candidates[0];
  if (strong !== undefined) {
    const several = candidates.length > 1;
    const because = `${told(strong)} holds dates${several ? ', the first of several that do' : ''}.`;
    return { column: strong, assumed: several, serial: false, because };
  }
  const bare = columns.findIndex((cells, j) => {
    const named = DATE_NAME.test(top[j].trim());
    if (!named && (j > 0 || columns.length < 2)) return false;
    const filled = cells.filter((cell) => !isMissing(cell));
    const digits = filled[0]?.trim().length ?? 0;
    if (filled.length < 2 || share(filled, (cell) => readDate(cell, 'ymd') !== undefined) < 0.9)
      return false;
    // 2020.01 and 01.2020
    if (named && share(filled, (cell) => /^\s*(?:\d{4}\.\d\d|\d\d?\.\d{4})\s*$/u.test(cell)) >= 0.9)
      return true;
    if (share(filled, (cell) => /^\s*\d+\s*$/u.test(cell)) < 0.9) return false;
    if (digits === 4)
      return named
        ? filled.every((cell) => Number(cell) > 1_500)
        : filled.every(inThisEra) && smallestStep(filled) === 1;
    return digits === 8 || (digits === 6 && share(filled, inThisEra) >= 0.9);
  });
  if (bare >= 0) {
    const because = `The numbers of ${told(bare)} read as dates.`;
    return { column: bare, assumed: true, serial: false, because };
  }
  const isSerial = (cell: string) =>
    isBareNumber(cell) && Number(cell) > 10_000 && Number(cell) < 90_000;
  const serial = columns.findIndex((cells, j) => {
    if (share(cells, isSerial) < 0.9) return false;
    if (DATE_NAME.test(top[j].trim())) return true;
    // Without a name only whole days that go in one direction.
    const nameless = j === 0 && columns.length > 1 && (top[0].trim() === '' || isSerial(top[0]));
    return nameless && cells.length > 2 && smallestStep(cells) > 0;
  });
  const because =
    serial < 0
      ? 'No column holds dates.'
      : `${told(serial)} holds days as spreadsheets count them.`;
  return { column: serial, assumed: serial >= 0, serial: serial >= 0, because };
}

/** The smallest step of whole numbers that go in one direction; NaN where they do not. */
function smallestStep(cells: readonly string[]): number {
  const numbers = cells.map(Number);
  const steps = numbers.slice(1).map((number, i) => number - numbers[i]);
  const ascends = steps.every((step) => step > 0) || steps.every((step) => step < 0);
  return ascends && numbers.every(Number.isInteger) ? Math.min(...steps.map(Math.abs)) : NaN;
}

function inThisEra(cell: string): boolean {
  const year = Number(cell.trim().slice(0, 4));
  return year > 1_700 && year < 2_200;
}

function findHeader(
  top: readonly string[],
  columns: readonly string[][],
  dateColumn: number,
  given: boolean | undefined,
): Finding<boolean> {
  const noDate = dateColumn >= 0 && !isDate(top[dateColumn]) && !isBareNumber(top[dateColumn]);
  const texts = top.filter((cell) => !isMissing(cell) && !isNumber(cell) && !isDate(cell)).length;
  const filled = top.filter((cell) => !isMissing(cell)).length;
  const textBelow = columns.filter((cells) => {
    const sample = cells.slice(0, 50).filter((cell) => !isMissing(cell));
    return sample.length > 0 && sample.every((cell) => !isNumber(cell) && !isDate(cell));
  }).length;
  const value = noDate || texts > textBelow;
  const doubtful = value ? !noDate && texts < filled : texts > 0;
  return givenOr(given, {
    value,
    certainty: doubtful ? 'assumed' : 'certain',
    because: value
      ? 'The first row holds names where the others hold values.'
      : 'The first row holds values, as the others do.',
    options: [value, !value],
  });
}

/** A first column of 0, 1, 2, … or 1, 2, 3, … that only counts the rows. */
function findCounter(
  columns: readonly string[][],
  top: readonly string[],
  header: boolean,
): number {
  if (columns.length < 2) return -1;
  const cells = header ? columns[0] : [top[0], ...columns[0]];
  const first = Number(cells[0]);
  const counts = cells.every((cell, i) => /^\s*\d+\s*$/u.test(cell) && Number(cell) === first + i);
  const named = !header || COUNTER_NAME.test(top[0].trim());
  return counts && named && (first === 0 || first === 1) && cells.length > 1 ? 0 : -1;
}

function findLayout(
  columns: readonly string[][],
  names: readonly string[],
  dateColumn: number,
  counter: number,
  given: Partial<ReadSettings>,
): Layout {
  const others = range(columns.length).filter((j) => j !== dateColumn && j !== counter);
  const isText = (j: number) => {
    const filled = columns[j].filter((cell) => !isMissing(cell));
    return (
      filled.length > 0 && filled.filter((cell) => !isNumber(cell)).length > 0.5 * filled.length
    );
  };
  const texts = others.filter((j) => isText(j));
  const numbers = others.filter((j) => !texts.includes(j));
  const distinct = (j: number) => new Set(columns[j].filter((cell) => !isMissing(cell))).size;
  const repeats = (j: number) => distinct(j) <= Math.max(1, 0.5 * columns[j].length);
  const named = texts.find((j) => ASSET_NAME.test(names[j]));
  const several = texts.find((j) => distinct(j) > 1 && repeats(j));
  const asset = named ?? several;
  // Where no date comes again, a text that is not called an asset is a remark.
  const isRemark =
    named === undefined && new Set(columns[dateColumn]).size === columns[dateColumn]?.length;
  const canBeLong = dateColumn >= 0 && numbers.length > 0 && asset !== undefined;
  const isLong = canBeLong && !isRemark && (several !== undefined || columns.length === 3);
  const open = isLong ? texts.length > 1 || numbers.length > 1 : canBeLong;
  const layout = givenOr<'wide' | 'long'>(given.layout, {
    value: isLong ? 'long' : 'wide',
    certainty: open ? 'assumed' : 'certain',
    because: isLong
      ? `Each row holds a date, a name (“${names[asset]}”) and a value.`
      : 'Each row holds a value for every column.',
    options: dateColumn >= 0 && others.length > 1 ? ['wide', 'long'] : ['wide'],
  });
  const assetColumn = asset ?? texts[0] ?? others[0] ?? 0;
  const values = (numbers.length > 0 ? numbers : others).filter((j) => j !== assetColumn);
  const called = (name: RegExp) => values.find((j) => name.test(names[j]));
  const valueColumn = called(/^adj/iu) ?? called(VALUE_NAME) ?? values[0] ?? assetColumn;
  return {
    layout,
    assetColumn: givenOr(given.assetColumn, {
      value: assetColumn,
      certainty: texts.length > 1 ? 'assumed' : 'certain',
      because: `“${names[assetColumn] ?? ''}” holds names that come again.`,
      options: texts.length > 0 ? texts.slice(0, 20) : [assetColumn],
    }),
    valueColumn: givenOr(given.valueColumn, {
      value: valueColumn,
      certainty: values.length > 1 ? 'assumed' : 'certain',
      because: `“${names[valueColumn] ?? ''}” holds numbers.`,
      options: values.length > 0 ? values.slice(0, 20) : [valueColumn],
    }),
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, j) => j);
}
