/** Columns of a built-in data set, as the kernels take them. */
import { readFileSync } from 'node:fs';

/** The named columns of a file in `public/data`, every cell a number. */
export function readColumns(file: string, names: readonly string[]): Float64Array[] {
  const text = readFileSync(new URL(`../../public/data/${file}`, import.meta.url), 'utf8');
  const [head, ...rows] = text.trim().split(/\r?\n/);
  const header = head.split(',');
  const cells = rows.map((row) => row.split(','));
  return names.map((name) => {
    const column = header.indexOf(name);
    return Float64Array.from(cells, (row) => Number.parseFloat(row[column]));
  });
}

/** The dates of a file. */
export function readDates(file: string): string[] {
  const text = readFileSync(new URL(`../../public/data/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.slice(0, row.indexOf(',')));
}

/** Simple returns of prices. */
export function returnsOf(prices: Float64Array): Float64Array {
  return Float64Array.from({ length: prices.length - 1 }, (_, t) => prices[t + 1] / prices[t] - 1);
}

/** Whether two numbers agree within a relative and an absolute tolerance. */
export function near(actual: number, expected: number, relative: number, absolute = 0): boolean {
  return Math.abs(actual - expected) <= relative * Math.abs(expected) + absolute;
}

/** Numbers without visible structure, for inputs: not the project's generator. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const high = state >>> 5;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (high * 67_108_864 + (state >>> 6)) / 9_007_199_254_740_992;
  };
}
