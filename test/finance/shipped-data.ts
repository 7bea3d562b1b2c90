/** The shipped CSV files as columns of numbers. */
import { readFileSync } from 'node:fs';

export interface Table {
  readonly index: readonly string[];
  readonly columns: Readonly<Record<string, Float64Array>>;
}

export function readShipped(file: string): Table {
  const text = readFileSync(new URL(`../../public/data/${file}`, import.meta.url), 'utf8');
  const [header, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return {
    index: rows.map((row) => row[0]),
    columns: Object.fromEntries(
      header.slice(1).map((id, j) => [id, Float64Array.from(rows, (row) => Number(row[j + 1]))]),
    ),
  };
}
