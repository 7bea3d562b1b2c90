/**
 * The datasets that ship with the app: an index of what there is (`public/data/datasets.json`)
 * and one CSV each, fetched when it is wanted and its copy is not kept in this browser.
 */
import * as v from 'valibot';
import {
  assetClasses,
  distortions,
  frequencies,
  kinds,
  roles,
  type Column,
  type Dataset,
} from '../finance/dataset';
import { fingerprint } from '../finance/fingerprint';
import type { DatasetStore } from './dataset-store';
import { formatTable, parseTable, tablePieces, type Table } from './table';

const columnSchema = v.object({
  id: v.string(),
  name: v.string(),
  label: v.string(),
  role: v.picklist(roles),
  assetClass: v.optional(v.picklist(assetClasses)),
  currency: v.string(),
  unit: v.string(),
  source: v.string(),
  licence: v.string(),
  attribution: v.pipe(v.number(), v.integer()),
  formula: v.optional(v.string()),
  caveats: v.array(v.string()),
  distortions: v.array(v.picklist(distortions)),
});

const indexSchema = v.object({
  attributions: v.array(v.string()),
  datasets: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      title: v.string(),
      description: v.string(),
      frequency: v.picklist(frequencies),
      periodsPerYear: v.number(),
      kind: v.picklist(kinds),
      index: v.object({ column: v.string(), type: v.picklist(['date', 'integer']) }),
      defaultRiskFree: v.optional(v.string()),
      defaultInflation: v.optional(v.string()),
      file: v.string(),
      rows: v.number(),
      span: v.tuple([v.string(), v.string()]),
      bytes: v.number(),
      fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      columns: v.array(columnSchema),
    }),
  ),
});

/** What the index says of a dataset before its file is fetched. */
export type DatasetEntry = v.InferOutput<typeof indexSchema>['datasets'][number] & {
  readonly attributions: readonly string[];
};

/** The first of the index, which a page without a link opens, and its file. */
export const FIRST_DATASET = 'us-asset-classes-monthly';
const FIRST_FILE = `${FIRST_DATASET}.csv`;
const INDEX_FILE = 'datasets.json';

/** Milliseconds. */
const CACHE_DEADLINE = 1_000;

/** The list of built-in datasets. `base` is the URL of the folder that holds `datasets.json`. */
export async function loadIndex(base: URL): Promise<readonly DatasetEntry[]> {
  return readIndex(await (await get(new URL(INDEX_FILE, base))).json());
}

/**
 * Asks for the index, and for the file of the first dataset where it is wanted, before there is
 * anybody to read them: none waits for the other. Each answer is taken once.
 */
export function fetchAhead(base: URL, isFirstWanted: boolean): void {
  for (const file of isFirstWanted ? [INDEX_FILE, FIRST_FILE] : [INDEX_FILE]) {
    const url = new URL(file, base);
    const answer = fetch(url);
    // Whoever takes it hears of a failure.
    answer.catch(() => {});
    ahead.set(url.href, answer);
  }
}

const ahead = new Map<string, Promise<Response>>();

/** Checks the parsed index. @throws ValiError where its shape is not the expected one. */
export function readIndex(json: unknown): readonly DatasetEntry[] {
  const { attributions, datasets } = v.parse(indexSchema, json);
  return datasets.map((entry) => ({ ...entry, attributions }));
}

/**
 * The dataset of an entry: the numbers from its copy in `store`, else from its file, of which a
 * copy is then left there. What is said of the numbers always comes from the entry.
 * @throws Error where the file cannot be fetched or is not the one of the entry.
 */
export async function loadDataset(
  entry: DatasetEntry,
  base: URL,
  store?: Pick<DatasetStore, 'cached' | 'cache'>,
): Promise<Dataset> {
  const copy = store && (await copyOf(entry, store));
  if (copy !== undefined) {
    const ids = copy.columns.map(({ id }) => id);
    return describe(entry, { ...copy, ids }, copy.fingerprint);
  }
  const url = new URL(entry.file, base);
  let dataset = readDataset(entry, await (await get(url)).text());
  if (dataset.fingerprint !== entry.fingerprint) {
    // The file of an earlier version may still stand in the browser's HTTP cache.
    dataset = readDataset(entry, await (await get(url, { cache: 'reload' })).text());
  }
  if (dataset.fingerprint !== entry.fingerprint) {
    const [is, should] = [dataset, entry].map((one) => `${one.fingerprint.slice(0, 12)}…`);
    throw new Error(`${entry.file} is not the file of the index: fingerprint ${is}, not ${should}`);
  }
  store?.cache(dataset).catch(() => undefined);
  return dataset;
}

/** Joins the facts of an entry with the values of its file. */
export function readDataset(entry: DatasetEntry, text: string): Dataset {
  const table = parseTable(text);
  return describe(entry, table, fingerprint(table.ids, table.index, table.values));
}

function describe(
  entry: DatasetEntry,
  { ids, index, values }: Pick<Table, 'ids' | 'index' | 'values'>,
  fingerprint: string,
): Dataset {
  const columns = ids.map((id): Column => {
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
    index,
    columns,
    values,
    fingerprint,
    defaultRiskFree: entry.defaultRiskFree,
    defaultInflation: entry.defaultInflation,
  };
}

/** The dataset as CSV: what the reproduce scripts read, and what can be brought in again. */
export function exportDataset(dataset: Dataset): string {
  return formatTable(tableOf(dataset));
}

/** The same in pieces, letting the event loop have a turn after each. */
export async function exportInPieces(dataset: Dataset): Promise<string[]> {
  const pieces: string[] = [];
  for (const piece of tablePieces(tableOf(dataset))) {
    pieces.push(piece);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return pieces;
}

function tableOf({ dated, columns, index, values }: Dataset): Table {
  const ids = columns.map(({ id }) => id);
  return { indexColumn: dated ? 'date' : 'index', ids, index, values };
}

/** A cache that fails or does not answer soon is passed by: the file is at hand. */
async function copyOf(
  entry: DatasetEntry,
  store: Pick<DatasetStore, 'cached'>,
): Promise<Dataset | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), CACHE_DEADLINE);
  });
  try {
    return await Promise.race([store.cached(entry.fingerprint), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function get(url: URL, options?: RequestInit): Promise<Response> {
  const early = options === undefined ? ahead.get(url.href) : undefined;
  ahead.delete(url.href);
  const response = await (early ?? fetch(url, options)).catch((error: unknown) => {
    throw new Error(`${url.pathname} could not be fetched: ${String(error)}`);
  });
  if (!response.ok) throw new Error(`${url.pathname} could not be fetched: ${response.status}`);
  return response;
}
