/** Splits text that comes in pieces into rows of cells; quoted cells may hold anything. */
import Papa from 'papaparse';

export type OnRow = (cells: string[], line: number) => void;

export interface Records {
  /** Hands on every row that has ended. */
  push(piece: string): void;
  /** Hands on the last row, whether or not its line has ended. */
  end(): void;
  /** Characters of the row that has not ended yet. */
  readonly pending: number;
  /** Line on which that row begins, counted from 1. */
  readonly line: number;
}

export function createRecords(
  delimiter: string,
  onRow: OnRow,
  /** Hears of a row before it is handed on; `open` where a quote never closes. */
  onBadQuotes: (line: number, open: boolean) => void,
): Records {
  let rest = '';
  let line = 1;

  function take(text: string, last: boolean): void {
    const parser = new Papa.Parser({ delimiter, newline: '\n' });
    const { data, errors, meta } = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
    const quoted = text.includes('"');
    const bad = new Set(errors.map(({ row }) => row));
    const open = errors.find(({ code }) => code === 'MissingQuotes')?.row;
    data.forEach((cells, row) => {
      if (bad.has(row)) onBadQuotes(line, row === open);
      if (row !== open) onRow(cells, line);
      line += 1;
      if (quoted) for (const cell of cells) line += cell.split('\n').length - 1;
    });
    rest = last ? '' : text.slice(meta.cursor);
  }

  return {
    push(piece) {
      const text = rest + piece;
      // A piece without an end of line ends no row: it is only put by.
      if (piece.includes('\n')) take(text, false);
      else rest = text;
    },
    end() {
      if (rest !== '') take(rest, true);
    },
    get pending() {
      return rest.length;
    },
    get line() {
      return line;
    },
  };
}
