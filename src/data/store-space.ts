/** The room that the browser gives to this page, as far as it tells. */
import { frequencies, periodsOf } from '../finance/dataset';
import { LEAST_ROWS } from './own-dataset';
import { StorageFailed } from './store-connection';
import type { StoredInfo } from './store-envelope';

/** A browser that counts for longer is not waited for. */
const DEADLINE = 2_000;

export function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Of the free room that may be used up: a browser counts more than the bytes of the values. */
const USABLE = 0.9;

/** The error to show where a dataset does not fit: how much it needs, and what of it would fit. */
export async function noRoom(info: StoredInfo): Promise<StorageFailed> {
  const { quota, usage } = await estimateSpace();
  const needed = Math.ceil(info.bytes / 1e5) / 10;
  const bytes = Math.max(0, (quota ?? Infinity) - (usage ?? 0));
  const free = Math.floor(bytes / 1e5) / 10;
  // The disk may be full long before the quota is used up: then the estimate says nothing.
  const known = free < needed;
  const room = known ? `, ${free.toFixed(1)} MB free` : '';
  const hint = known ? ` ${wouldFit(info, USABLE * bytes)}` : '';
  return new StorageFailed(
    `This browser has no room for “${info.title}”: ${needed.toFixed(1)} MB needed${room}.${hint}`,
  );
}

/** What a person can bring in instead, in a sentence. */
export function wouldFit(
  { rows, columns, bytes, frequency, dated }: StoredInfo,
  free: number,
): string {
  const columnBytes = 8 * rows;
  const fittingColumns = Math.floor((free - (bytes - columnBytes * columns.length)) / columnBytes);
  const fittingRows = Math.floor((free / bytes) * rows);
  const longer = frequencies.find(
    (to) =>
      periodsOf[to] < periodsOf[frequency] &&
      bytes * (periodsOf[to] / periodsOf[frequency]) <= free,
  );
  const count = (number: number) => number.toLocaleString('en');
  const choices = [
    ...(columns.length > 1 && fittingColumns > 0
      ? [`${count(fittingColumns)} of its ${count(columns.length)} columns`]
      : []),
    ...(fittingRows >= LEAST_ROWS
      ? [`about ${count(fittingRows)} of its ${count(rows)} rows`]
      : []),
    ...(dated && longer !== undefined ? [`its ${longer} values`] : []),
  ];
  if (choices.length === 0) return 'Remove other data first.';
  return `There is room for ${choices.join(', or ')}.`;
}

/** Empty where the browser does not tell. */
export async function estimateSpace(): Promise<StorageEstimate> {
  return answerOf(() => navigator.storage.estimate(), {});
}

/** Whether the browser has promised not to clear the storage by itself. */
export async function isPersisted(): Promise<boolean> {
  return answerOf(() => navigator.storage.persisted(), false);
}

/** Asks for that promise. It may be up to a person to answer, so there is no deadline. */
export async function askToPersist(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    // Absent without a secure connection; refused in a frame.
    return false;
  }
}

async function answerOf<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), DEADLINE);
  });
  try {
    return await Promise.race([ask(), deadline]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
