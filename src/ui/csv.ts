/** Tables as CSV that spreadsheets open without harm and programs read back to the same bits. */

export interface CsvTable {
  readonly title: string;
  readonly columns: readonly {
    readonly label: string;
    readonly values: ArrayLike<number | string>;
  }[];
}

/**
 * Tables one below the other with a title line each. Numbers are written so that they read back
 * to the same bits; text that a spreadsheet would take for a formula is quoted off.
 */
export function tablesToCsv(tables: readonly CsvTable[]): string {
  return tables.map((table) => [...csvParts(table)].join('')).join('\n');
}

/** A table in pieces, so that millions of rows need not be one string. */
export function* csvParts({ title, columns }: CsvTable): Generator<string> {
  const rows = Math.max(0, ...columns.map((column) => column.values.length));
  yield `# ${title.replaceAll(/\s+/g, ' ')}\n`;
  yield `${columns.map((column) => cell(column.label)).join(',')}\n`;
  const line = (row: number) => columns.map((column) => cell(column.values[row] ?? '')).join(',');
  for (let from = 0; from < rows; from += PIECE) {
    const length = Math.min(PIECE, rows - from);
    yield `${Array.from({ length }, (_, i) => line(from + i)).join('\n')}\n`;
  }
}

/** Rows of a piece. */
const PIECE = 10_000;

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const harmless = /^[=+\-@\p{Cc}]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
