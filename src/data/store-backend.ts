/** What keeps the datasets, and the rules that hold wherever they are kept. */
import type { Dataset } from '../finance/dataset';
import { infoOf, refuseNewer, type StoredInfo, type StoredRecord } from './store-envelope';

/** The browser's database, or the memory of this page in its stead. */
export interface Backend {
  list(): Promise<readonly StoredInfo[]>;
  load(id: string): Promise<Dataset | undefined>;
  find(fingerprint: string): Promise<Dataset | undefined>;
  keep(dataset: Dataset): Promise<StoredInfo>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
  cached(fingerprint: string): Promise<Dataset | undefined>;
  cache(dataset: Dataset): Promise<void>;
}

/** Copies of built-in sets; one more drives out the oldest. */
export const MOST_CACHED = 12;

/**
 * The entry that a dataset renews, because it holds the same data: there is never a second copy.
 * @throws Error where its id belongs to other data, or a newer version has kept it.
 */
export function renews(
  dataset: Dataset,
  sameData: StoredRecord | undefined,
  sameId: StoredRecord | undefined,
): StoredInfo | undefined {
  if (sameData !== undefined) {
    refuseNewer(sameData);
    return infoOf(sameData);
  }
  if (sameId === undefined) return;
  const { id, title } = infoOf(sameId);
  throw new Error(
    `The id “${id}” of “${dataset.title}” is taken: “${title}”, kept in this browser, holds other data.`,
  );
}

/** The record under another title. @throws Error where there is none, or no title. */
export function retitled(
  record: StoredRecord | undefined,
  id: string,
  title: string,
): StoredRecord {
  if (record === undefined) throw new Error(`“${id}” is no longer kept in this browser.`);
  refuseNewer(record);
  const trimmed = title.trim();
  if (trimmed === '') throw new Error('A dataset needs a title.');
  return { ...record, info: { ...infoOf(record), title: trimmed } };
}

/** The oldest first. */
export function byAge(one: StoredInfo, other: StoredInfo): number {
  if (one.added !== other.added) return one.added < other.added ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
