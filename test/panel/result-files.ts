/** Reads the files that a panel exports, as another program would. */
import Papa from 'papaparse';
import type { Scenario } from '../../src/analyses/scenario';

export interface ResultFile {
  readonly format: string;
  readonly version: number;
  readonly notes: string;
  readonly numbersVersion: number;
  readonly analysis: string;
  readonly question: string;
  readonly digest: string | null;
  readonly fingerprint: string;
  readonly scenario: Scenario;
  readonly assets: readonly string[];
  readonly index: readonly string[];
  readonly measures: Readonly<Record<string, { label: string; unit: string; definition: string }>>;
  readonly result: object;
}

/** The file with its texts that stand for numbers as numbers again. */
export function readJson(text: string): ResultFile {
  const number = /^(?:NaN|-?Infinity)$/;
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' && number.test(value) ? Number(value) : value,
  ) as ResultFile;
}

/** The tables of a CSV by their titles: rows by the heads of the columns. */
export function readCsv(text: string): Map<string, Record<string, string>[]> {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' });
  if (errors.length > 0) throw new Error(errors[0].message);
  const tables = new Map<string, Record<string, string>[]>();
  for (let row = 0; row < data.length; row += 1) {
    // A line of a title is no row: its commas part nothing.
    const title = data[row].join(',');
    if (!title.startsWith('# ')) continue;
    const heads = data[(row += 1)];
    const rows: Record<string, string>[] = [];
    while (row + 1 < data.length && data[row + 1].join('') !== '') {
      const cells = data[(row += 1)];
      rows.push(Object.fromEntries(heads.map((head, j) => [head, cells[j]])));
    }
    tables.set(title.slice(2), rows);
  }
  return tables;
}
