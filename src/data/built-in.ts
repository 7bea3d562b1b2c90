/**
 * The datasets that ship with the app: an index of what there is (`public/data/datasets.json`)
 * and one CSV each, fetched when it is wanted.
 */
import * as v from 'valibot';
import type { Column, Dataset } from '../finance/dataset';
import { fingerprint } from '../finance/fingerprint';
import { formatTable, parseTable } from './table';

const columnSchema = v.object({
  id: v.string(),
  name: v.string(),
  label: v.string(),
  role: v.picklist(['asset', 'inflation', 'rate']),
  assetClass: v.optional(
    v.picklist(['equity', 'bond', 'cash', 'gold', 'real estate', 'commodity', 'mixed']),
  ),
  currency: v.string(),
  unit: v.string(),
  source: v.string(),
  licence: v.string(),
  attribution: v.pipe(v.number(), v.integer()),
  formula: v.optional(v.string()),
  caveats: v.array(v.string()),
  distortions: v.array(v.picklist(['monthly-average', 'smoothed', 'price-index'])),
});

const indexSchema = v.object({
  attributions: v.array(v.string()),
  datasets: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      title: v.string(),
      description: v.string(),
      frequency: v.picklist(['daily', 'weekly', 'monthly', 'quarterly', 'yearly']),
      periodsPerYear: v.number(),
      kind: v.picklist(['prices', 'returns']),
      index: v.object({ column: v.string(), type: v.picklist(['date', 'integer']) }),
      defaultRiskFree: v.optional(v.string()),
      defaultInflation: v.optional(v.string()),
      file: v.string(),
      rows: v.number(),
      span: v.tuple([v.string(), v.string()]),
      bytes: v.number(),
      columns: v.array(columnSchema),
    }),
  ),
});

/** What the index says of a dataset before its file is fetched. */
export type DatasetEntry = v.InferOutput<typeof indexSchema>['datasets'][number] & {
  readonly attributions: readonly string[];
};

/** The list of built-in datasets. `base` is the URL of the folder that holds `datasets.json`. */
export async function loadIndex(base: URL): Promise<readonly DatasetEntry[]> {
  return readIndex(await (await get(new URL('datasets.json', base))).json());
}

/** Checks the parsed index. @throws ValiError where its shape is not the expected one. */
export function readIndex(json: unknown): readonly DatasetEntry[] {
  const { attributions, datasets } = v.parse(indexSchema, json);
  return datasets.map((entry) => ({ ...entry, attributions }));
}

export async function loadDataset(entry: DatasetEntry, base: URL): Promise<Dataset> {
  return readDataset(entry, await (await get(new URL(entry.file, base))).text());
}

/** Joins the facts of an entry with the values of its file. */
export function readDataset(entry: DatasetEntry, text: string): Dataset {
  const table = parseTable(text);
  const columns = table.ids.map((id): Column => {
    const column = entry.columns.find((candidate) => candidate.id === id);
    if (column === undefined) throw new Error(`${entry.file}: column ${id} is not in the index`);
    return { ...column, attribution: entry.attributions[column.attribution] };
  });
  return {
    id: entry.id,
    title: entry.label,
    description: entry.description,
    frequency: entry.frequency,
    periodsPerYear: entry.periodsPerYear,
    kind: entry.kind,
    dated: entry.index.type === 'date',
    index: table.index,
    columns,
    values: table.values,
    fingerprint: fingerprint(table.ids, table.index, table.values),
    defaultRiskFree: entry.defaultRiskFree,
    defaultInflation: entry.defaultInflation,
  };
}

/** The dataset as CSV: what the reproduce scripts read. */
export function exportDataset(dataset: Dataset): string {
  return formatTable({
    indexColumn: dataset.dated ? 'date' : 'index',
    ids: dataset.columns.map((column) => column.id),
    index: dataset.index,
    values: dataset.values,
  });
}

async function get(url: URL): Promise<Response> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`${url.pathname} could not be fetched: ${String(error)}`);
  });
  if (!response.ok) throw new Error(`${url.pathname} could not be fetched: ${response.status}`);
  return response;
}
