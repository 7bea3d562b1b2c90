/**
 * Reads the text of a well-formed table: a header of column ids after the index column, then
 * one row an observation. Anything else is refused with the line and the column it stands in.
 *
 * The page reads its own data with this before it shows anything, so it does without the library
 * that reads the files of persons.
 */

export interface Table {
  readonly indexColumn: string;
  readonly ids: readonly string[];
  readonly index: readonly string[];
  readonly values: readonly Float64Array[];
}

/** An input file that cannot be read, with the line on which it fails. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly line: number;
  constructor(message: string, line: number) {
    super(`line ${line}: ${message}`);
    this.line = line;
  }
}

/** @throws TableError on ragged rows, cells that are not numbers, and an empty table. */
export function parseTable(text: string): Table {
  const [first, ...rows] = numbered(text);
  const header = first?.cells;
  if (header === undefined || header.length < 2) throw new TableError('no columns of values', 1);
  if (rows.length === 0) throw new TableError('no rows of values', 2);
  const [indexColumn, ...ids] = header;
  const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
  if (repeated !== undefined) throw new TableError(`column ${repeated} stands twice`, 1);

  const values = ids.map(() => new Float64Array(rows.length));
  const index = rows.map(({ cells, line }, t) => {
    if (cells.length !== header.length) {
      throw new TableError(`has ${cells.length} cells, the header has ${header.length}`, line);
    }
    ids.forEach((id, i) => {
      const cell = cells[i + 1].trim();
      const value = Number(cell);
      if (cell === '' || !Number.isFinite(value)) {
        throw new TableError(`${id} is "${cell.slice(0, 40)}", not a number`, line);
      }
      values[i][t] = value;
    });
    return cells[0];
  });
  return { indexColumn, ids, index, values };
}

/** The rows that are not empty, each with the line on which it begins. */
function numbered(text: string): { cells: string[]; line: number }[] {
  const source = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/y;
  const rows: { cells: string[]; line: number }[] = [];
  let cells: string[] = [];
  let line = 1;
  let first = 1;
  for (let at = 0; at < source.length || cells.length > 0; at = cell.lastIndex) {
    cell.lastIndex = at;
    const match = cell.exec(source);
    if (match === null) throw new TableError('a quote that does not enclose a cell', line);
    const [, quoted, plain, end] = match;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += match[0].split('\n').length - 1;
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: first });
    cells = [];
    first = line;
  }
  return rows;
}

/**
 * The table of a dataset as CSV that any tool reads back to the same bits. A missing value (NaN)
 * is an empty cell.
 */
export function formatTable(table: Table): string {
  return [...tablePieces(table)].join('');
}

/** The same in pieces of about half a megabyte, between which there is time for other things. */
export function* tablePieces({ indexColumn, ids, index, values }: Table): Generator<string> {
  let lines = [[indexColumn, ...ids].join(',')];
  const rows = Math.ceil(CELLS / (ids.length + 1));
  for (let t = 0; t < index.length; t++) {
    const cells = values.map((column) => (Number.isNaN(column[t]) ? '' : String(column[t])));
    lines.push([index[t], ...cells].join(','));
    if (lines.length < rows) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

const CELLS = 50_000;
