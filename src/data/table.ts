/**
 * Reads the text of a well-formed table: a header of column ids after the index column, then
 * one row an observation. Anything else is refused with the line and the column it stands in.
 */
import Papa from 'papaparse';

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
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' });
  if (errors.length > 0) throw new TableError(errors[0].message, (errors[0].row ?? 0) + 1);
  const [first, ...rows] = numbered(data);
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
function numbered(data: readonly string[][]): { cells: string[]; line: number }[] {
  let next = 1;
  return data.flatMap((cells) => {
    const line = next;
    next += cells.reduce((lines, cell) => lines + cell.split('\n').length - 1, 1);
    return cells.length > 1 || cells[0] !== '' ? [{ cells, line }] : [];
  });
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
