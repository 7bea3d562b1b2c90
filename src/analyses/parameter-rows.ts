/**
 * Parameters that are tables: as many rows as a person wants, each with the same cells. In a
 * scenario such a table is one string, so that links, files and digests hold it like any other
 * parameter: cells are joined by commas, rows by semicolons, an empty cell is one left open.
 */
import { WHOLE } from '../finance/dataset';
import {
  plainProblem,
  type AssetParameter,
  type ChoiceParameter,
  type IntegerParameter,
  type NumberParameter,
  type PlainParameter,
} from './parameter-kinds';

/** Most characters of a parameter that is text: a link or a file with longer ones is refused. */
export const LONGEST_TEXT = 4_000;

/** One column of the table; `optional` lets a cell stay empty. */
export type CellSpec = (IntegerParameter | NumberParameter | ChoiceParameter | AssetParameter) & {
  readonly optional?: boolean;
};

export type CellSpecs = Readonly<Record<string, CellSpec>>;

export interface RowsParameter {
  readonly kind: 'rows';
  readonly default: '';
  /** Most rows. */
  readonly maximum: number;
  readonly columns: CellSpecs;
}

/** A mix of the assets of the dataset, weights in 0.01 % that sum to 10,000; empty: none. */
export interface MixParameter {
  readonly kind: 'mix';
  readonly default: '';
}

/** Undefined where the cell was left open. */
export type Row = Readonly<Record<string, number | string | undefined>>;

/** The rows behind a string; cells that are no numbers stay as they are written. */
export function readRows(columns: CellSpecs, text: string): Row[] {
  if (text === '') return [];
  const ids = Object.keys(columns);
  return text.split(';').map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(ids.map((id, j) => [id, readCell(columns[id], cells[j] ?? '')]));
  });
}

/** The string of such rows. */
export function writeRows(columns: CellSpecs, rows: readonly Row[]): string {
  const ids = Object.keys(columns);
  return rows.map((row) => ids.map((id) => writeCell(row[id])).join(',')).join(';');
}

/** A new row: each cell with its default, an optional one empty. */
export function freshRow(columns: CellSpecs): Row {
  return Object.fromEntries(
    Object.entries(columns).map(([id, cell]) => [id, cell.optional ? undefined : cell.default]),
  );
}

/** What is wrong with a table, naming row and column; undefined when it is fine. */
export function rowsProblem(spec: RowsParameter, text: unknown): string | undefined {
  if (typeof text !== 'string') return 'Enter rows.';
  if (text.length > LONGEST_TEXT)
    return `This takes ${text.length} of ${LONGEST_TEXT} characters: leave something out.`;
  const rows = readRows(spec.columns, text);
  if (rows.length > spec.maximum) return `At most ${spec.maximum} rows.`;
  const wrongWidth = text.split(';').findIndex((line) => countCells(line) > countOf(spec));
  if (text !== '' && wrongWidth >= 0) return `Row ${wrongWidth + 1} has too many cells.`;
  for (const [r, row] of rows.entries()) {
    for (const [id, cell] of Object.entries(spec.columns)) {
      const problem = cellProblem(cell, row[id]);
      if (problem !== undefined) return `Row ${r + 1}, ${id}: ${problem}`;
    }
  }
  return undefined;
}

/** What is wrong with a single cell, in a sentence that says what to do. */
export function cellProblem(cell: CellSpec, value: Row[string]): string | undefined {
  if (value === undefined) return cell.optional ? undefined : 'Fill this in.';
  if (cell.kind === 'asset' && value === '') return 'Choose an asset.';
  return plainProblem(cell, value);
}

const mixColumns: CellSpecs = {
  asset: { kind: 'asset', default: '' },
  weight: { kind: 'integer', default: 0, minimum: 0, maximum: WHOLE },
};

/** Assets and their weights in 0.01 %, in the order in which they are written. */
export function readMix(text: string): { assets: string[]; weights: number[] } {
  const rows = readRows(mixColumns, text);
  return {
    assets: rows.map((row) => String(row.asset ?? '')),
    weights: rows.map((row) => Number(row.weight)),
  };
}

export function writeMix(assets: readonly string[], weights: readonly number[]): string {
  return writeRows(
    mixColumns,
    assets.map((asset, i) => ({ asset, weight: weights[i] })),
  );
}

/** What is wrong with a mix; the empty one is fine. */
export function mixProblem(text: unknown): string | undefined {
  const problem = rowsProblem(
    { kind: 'rows', default: '', maximum: 1_000, columns: mixColumns },
    text,
  );
  if (problem !== undefined || text === '') return problem;
  const { assets, weights } = readMix(String(text));
  const repeated = assets.find((id, i) => assets.indexOf(id) !== i);
  if (repeated !== undefined) return `${repeated} stands twice in the mix.`;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum === WHOLE ? undefined : `The weights sum to ${sum / 100} %, not to 100 %.`;
}

/** The assets that the value of a parameter names. */
export function assetsNamed(
  spec: PlainParameter | RowsParameter | MixParameter,
  value: number | string,
): string[] {
  const text = String(value);
  if (spec.kind === 'asset') return text === '' ? [] : [text];
  if (spec.kind === 'mix') return readMix(text).assets;
  if (spec.kind !== 'rows') return [];
  const ids = Object.entries(spec.columns).flatMap(([id, cell]) =>
    cell.kind === 'asset' ? [id] : [],
  );
  return readRows(spec.columns, text)
    .flatMap((row) => ids.map((id) => String(row[id] ?? '')))
    .filter((asset) => asset !== '');
}

function readCell(cell: CellSpec, text: string): number | string | undefined {
  if (text === '') return undefined;
  if (cell.kind === 'asset') return unescapeCell(text);
  if (cell.kind === 'choice') {
    const plain = unescapeCell(text);
    return cell.options.find((option) => String(option) === plain) ?? plain;
  }
  return Number.isNaN(Number(text)) || text.trim() === '' ? unescapeCell(text) : Number(text);
}

function writeCell(value: Row[string]): string {
  if (value === undefined) return '';
  return String(value).replaceAll('%', '%25').replaceAll(',', '%2C').replaceAll(';', '%3B');
}

function unescapeCell(text: string): string {
  return text.replaceAll('%3B', ';').replaceAll('%2C', ',').replaceAll('%25', '%');
}

function countCells(line: string): number {
  return line.split(',').length;
}

function countOf({ columns }: RowsParameter): number {
  return Object.keys(columns).length;
}
