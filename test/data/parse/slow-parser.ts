/**
 * A second reader of CSV, as slow and as plain as RFC 4180 is written: one character after the
 * other. What the quick one makes of a file must be the same.
 */

/** Rows of cells, with the line of the file on which each begins. */
export function slowRows(
  text: string,
  delimiter: string,
): { readonly cells: readonly string[]; readonly line: number }[] {
  const rows: { cells: string[]; line: number }[] = [];
  let cells: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' | 'quote' = 'start';
  let line = 1;
  let begins = 1;
  const endCell = () => {
    cells.push(cell);
    cell = '';
    state = 'start';
  };
  const endRow = () => {
    endCell();
    rows.push({ cells, line: begins });
    cells = [];
    begins = line;
  };
  for (let i = 0; i < text.length; i += 1) {
    const crlf = text[i] === '\r' && text[i + 1] === '\n';
    if (crlf) i += 1;
    const character = crlf || text[i] === '\r' ? '\n' : text[i];
    if (character === '\n') line += 1;
    if (state === 'quoted') {
      if (character === '"') state = 'quote';
      else cell += character;
    } else if (character === '"' && state === 'quote') {
      cell += '"';
      state = 'quoted';
    } else if (character === '"' && state === 'start') state = 'quoted';
    else if (character === delimiter) endCell();
    else if (character === '\n') endRow();
    else {
      cell += character;
      state = 'plain';
    }
  }
  if (cell !== '' || cells.length > 0 || state !== 'start') endRow();
  return rows;
}

/** Text as it is written: quotes where they are needed, or always. */
export function slowWrite(
  rows: readonly (readonly string[])[],
  delimiter: string,
  end: string,
  always: boolean,
): string {
  const write = (cell: string) =>
    always || /["\r\n]/u.test(cell) || cell.includes(delimiter)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  return rows.map((cells) => `${cells.map(write).join(delimiter)}${end}`).join('');
}
