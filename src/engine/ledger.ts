/**
 * The partials of one run and what can be said of them. Only the contiguous prefix of chunks
 * counts: which later chunks happen to be finished depends on timing, and no result may.
 */
import { CHUNK, type Plan, type Result } from '../analyses/analysis';
import type { Merging } from './rooms';

/** A room's own types are unknown here; its functions get back what they returned. */
interface AnyRoom {
  merge(plan: Plan, partials: readonly object[]): Result;
  enough?(plan: Plan, result: Result): boolean;
  fold?(plan: Plan, folded: object, partial: object): object;
}

export interface Ledger {
  /** Chunks of the whole run. */
  readonly chunks: number;
  /** Chunks finished without a gap from chunk 0; it ends where the run is precise. */
  readonly prefix: number;
  /**
   * Whether the precision was reached. Asked at 1, 2, 4, ... chunks, each once and in order, even
   * where many are added at a time.
   */
  readonly precise: boolean;
  /** Scenarios of all finished chunks, gaps or not. */
  readonly done: number;
  add(from: number, partials: readonly object[]): void;
  /** The result over the prefix. */
  merge(): Result;
  /** Scenarios in the first so many chunks. */
  scenarios(chunks: number): number;
  /** The partials of these chunks once all of them are there; for a room that does not fold. */
  take(from: number, to: number): readonly object[] | undefined;
}

export function createLedger(room: Merging, plan: Plan): Ledger {
  const { merge, enough, fold }: AnyRoom = room;
  const chunks = Math.ceil(plan.scenarios / CHUNK);
  /** Those behind a gap and, unless the room folds, all before it. */
  const partials: (object | undefined)[] = [];
  let folded: object | undefined;
  let prefix = 0;
  let precise = false;
  let done = 0;
  let last: { chunks: number; result: Result } | undefined;

  function between(from: number, to: number): object[] {
    return partials.slice(from, to).filter((partial) => partial !== undefined);
  }

  function merged(): Result {
    if (last?.chunks !== prefix) {
      const all = folded === undefined ? between(0, prefix) : [folded];
      last = { chunks: prefix, result: merge(plan, all) };
    }
    return last.result;
  }

  /** Takes the next chunk into the prefix, if it is there. */
  function grow(): boolean {
    const partial = partials[prefix];
    if (partial === undefined || precise) return false;
    if (fold !== undefined) {
      // The first one is the pilot of the other chunks as well, and the fold changes its own.
      if (prefix === 1) folded = structuredClone(folded);
      folded = folded === undefined ? partial : fold(plan, folded, partial);
      partials[prefix] = undefined;
    }
    prefix += 1;
    const asked = enough !== undefined && prefix < chunks && isPowerOfTwo(prefix);
    precise = asked && enough(plan, merged());
    return true;
  }

  return {
    chunks,
    get prefix() {
      return prefix;
    },
    get precise() {
      return precise;
    },
    get done() {
      return done;
    },
    add(from, added) {
      added.forEach((partial, k) => {
        partials[from + k] = partial;
        done += scenariosInChunk(plan, from + k);
      });
      while (grow());
    },
    merge: merged,
    scenarios: (count) => Math.min(count * CHUNK, plan.scenarios),
    take(from, to) {
      const taken = between(from, to);
      return taken.length < to - from ? undefined : taken;
    },
  };
}

/** Every chunk is full but the last, which holds what remains. */
export function scenariosInChunk(plan: Plan, index: number): number {
  return Math.min(CHUNK, plan.scenarios - index * CHUNK);
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}
