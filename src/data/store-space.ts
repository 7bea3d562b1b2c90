/** The room that the browser gives to this page, as far as it tells. */
import { StorageFailed } from './store-connection';
import type { StoredInfo } from './store-envelope';

/** A browser that counts for longer is not waited for. */
const DEADLINE = 2_000;

export function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** The error to show where a dataset does not fit. */
export async function noRoom({ title, bytes }: StoredInfo): Promise<StorageFailed> {
  const { quota, usage } = await estimateSpace();
  const needed = Math.ceil(bytes / 1e5) / 10;
  const free = Math.floor(Math.max(0, (quota ?? Infinity) - (usage ?? 0)) / 1e5) / 10;
  // The disk may be full long before the quota is used up: then the estimate says nothing.
  const known = free < needed ? `, ${free.toFixed(1)} MB free` : '';
  return new StorageFailed(
    `This browser has no room for “${title}”: ${needed.toFixed(1)} MB needed${known}.`,
  );
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
