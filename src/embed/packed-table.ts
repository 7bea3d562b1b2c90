/**
 * A table of monthly values as a text that compresses to half of what its CSV does: dates that
 * follow from the first, and values as whole millionths, whose digits stand apart by their weight
 * because those of one weight have more in common.
 *
 * First line: the header; second: the first date. Then a line for each digit of base 64, the
 * lowest first, with one character for each value, column by column; signs stand in the lowest bit.
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @throws Error where the table is not that of `unpackTable`. */
export function packTable(csv: string): string {
  const [header, ...rows] = csv.trimEnd().split('\n');
  const cells = rows.map((row) => row.split(','));
  const codes = cells[0].flatMap((_, c) =>
    c === 0 ? [] : cells.map((row) => signLast(Math.round(Number(row[c]) * 1e6))),
  );
  const lines = [header, cells[0][0]];
  for (let left = codes; left.some((code) => code > 0); left = left.map((code) => code >> 6)) {
    lines.push(left.map((code) => DIGITS[code & 63]).join(''));
  }
  const packed = lines.join('\n');
  if (unpackTable(packed) !== csv) throw new Error('This table cannot be packed.');
  return packed;
}

/** The CSV. */
export function unpackTable(packed: string): string {
  const [header, first, ...planes] = packed.trim().split('\n');
  const columns = header.split(',').length - 1;
  const rows = planes[0].length / columns;
  const value = (at: number) => {
    const code = planes.reduce((sum, plane, p) => sum + DIGITS.indexOf(plane[at]) * 64 ** p, 0);
    const millionths = code & 1 ? -(code + 1) / 2 : code / 2;
    return (millionths / 1e6).toFixed(6);
  };
  const [year, month] = first.split('-').map(Number);
  const lines = Array.from({ length: rows }, (_, t) => {
    // Day 0 is the last of the month before.
    const date = new Date(Date.UTC(year, month + t, 0)).toISOString().slice(0, 10);
    return [date, ...Array.from({ length: columns }, (__, c) => value(c * rows + t))].join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}

/** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 … */
function signLast(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}
