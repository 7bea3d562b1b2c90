/**
 * Remembered values, the least recently used forgotten first. Limited in bytes and not in
 * entries, because one histogram weighs as much as thousands of summaries.
 */
import { estimateBytes } from './buffers';

/** Without a key nothing is remembered. */
export interface Memo<T> {
  get(key: string | undefined): T | undefined;
  set(key: string | undefined, value: T): void;
  clear(): void;
}

export function createMemo<T>(limitBytes: number): Memo<T> {
  // A Map iterates in the order of insertion; every use re-inserts, so the oldest comes first.
  const entries = new Map<string, { value: T; bytes: number }>();
  let total = 0;

  const remove = (key: string) => {
    total -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };

  return {
    get(key) {
      const entry = key === undefined ? undefined : entries.get(key);
      if (key === undefined || entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      if (key === undefined) return;
      remove(key);
      const bytes = 2 * key.length + estimateBytes(value);
      if (bytes > limitBytes) return;
      entries.set(key, { value, bytes });
      total += bytes;
      for (const oldest of entries.keys()) {
        if (total <= limitBytes) break;
        remove(oldest);
      }
    },
    clear() {
      entries.clear();
      total = 0;
    },
  };
}
