/**
 * Remembered outcomes, the least recently used forgotten first. Limited in bytes and not in
 * entries, because one histogram weighs as much as thousands of summaries.
 */
import { estimateBytes } from './buffers';
import type { Outcome } from './job';

export interface Memo {
  get(key: string): Outcome | undefined;
  set(key: string, outcome: Outcome): void;
  clear(): void;
}

export function createMemo(limitBytes: number): Memo {
  // A Map iterates in the order of insertion; every use re-inserts, so the oldest comes first.
  const entries = new Map<string, { outcome: Outcome; bytes: number }>();
  let total = 0;

  const remove = (key: string) => {
    total -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return { ...entry.outcome, fromMemo: true };
    },
    set(key, outcome) {
      remove(key);
      const bytes = 2 * key.length + estimateBytes(outcome);
      if (bytes > limitBytes) return;
      entries.set(key, { outcome, bytes });
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
