/**
 * Labels and values in pieces of bounded size, so that neither keeping nor loading a large
 * dataset copies it in one go.
 *
 * First the labels, then the values column after column as one long row of numbers, cut without
 * regard to where a column ends: a wide table takes no more chunks than a long one.
 */
import * as v from 'valibot';
import type { Dataset } from '../finance/dataset';

export type Chunk = Float64Array | readonly string[];

/** The part of a dataset that is kept in chunks. */
export type Numbers = Pick<Dataset, 'index' | 'values'>;

/** Kept with every dataset, so that another size of chunks may be chosen later. */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
  readonly labelsInChunk: number;
  readonly valuesInChunk: number;
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const layoutSchema = v.object({
  rows: whole,
  columns: whole,
  labelsInChunk: positive,
  valuesInChunk: positive,
});

/** A megabyte of values; labels are short. */
const VALUES_IN_CHUNK = 131_072;
const LABELS_IN_CHUNK = 16_384;

/** @throws Error where a column is not as long as the index. */
export function layoutOf({ title, columns, index, values }: Dataset): Layout {
  if (columns.length !== values.length) {
    throw new Error(`“${title}” names ${columns.length} columns and has ${values.length}.`);
  }
  const rows = index.length;
  const wrong = values.findIndex((column) => column.length !== rows);
  if (wrong >= 0) {
    const { id } = columns[wrong];
    throw new Error(`“${title}” has ${rows} rows, its column ${id} has ${values[wrong].length}.`);
  }
  const [labelsInChunk, valuesInChunk] = [LABELS_IN_CHUNK, VALUES_IN_CHUNK];
  return { rows, columns: values.length, labelsInChunk, valuesInChunk };
}

/** Makes each chunk when it is asked for. */
export function* chunksOf({ index, values }: Numbers, layout: Layout): Generator<Chunk> {
  const { rows, columns, labelsInChunk, valuesInChunk } = layout;
  for (let from = 0; from < rows; from += labelsInChunk) {
    yield index.slice(from, from + labelsInChunk);
  }
  for (let from = 0; from < rows * columns; from += valuesInChunk) {
    // A copy: a view would be kept with the whole buffer that it looks at.
    const chunk = new Float64Array(Math.min(valuesInChunk, rows * columns - from));
    for (const { column, at, start, end } of piecesOf(from, chunk.length, rows)) {
      chunk.set(values[column].subarray(start, end), at);
    }
    yield chunk;
  }
}

/** Puts chunks together again; undefined where one is missing or not what it must be. */
export async function joinChunks(
  layout: Layout,
  read: (n: number) => Promise<unknown>,
): Promise<Numbers | undefined> {
  const { rows, columns, labelsInChunk, valuesInChunk } = layout;
  const index: string[] = [];
  let n = 0;
  for (; index.length < rows; n += 1) {
    const chunk = await read(n);
    if (!areLabels(chunk) || chunk.length !== Math.min(labelsInChunk, rows - index.length)) return;
    for (const label of chunk) index.push(label);
  }
  const values = Array.from({ length: columns }, () => new Float64Array(rows));
  for (let from = 0; from < rows * columns; from += valuesInChunk, n += 1) {
    const chunk = await read(n);
    const length = Math.min(valuesInChunk, rows * columns - from);
    if (!(chunk instanceof Float64Array) || chunk.length !== length) return;
    for (const { column, at, start, end } of piecesOf(from, length, rows)) {
      values[column].set(chunk.subarray(at, at + end - start), start);
    }
  }
  return { index, values };
}

/** Which part of which column stands where in the chunk of `length` values from `from` on. */
function* piecesOf(from: number, length: number, rows: number) {
  for (let at = 0; at < length;) {
    const column = Math.floor((from + at) / rows);
    const start = from + at - column * rows;
    const end = Math.min(rows, start + length - at);
    yield { column, at, start, end };
    at += end - start;
  }
}

function areLabels(chunk: unknown): chunk is readonly string[] {
  return Array.isArray(chunk) && chunk.every((label) => typeof label === 'string');
}
