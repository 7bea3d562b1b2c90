/**
 * The partials of one run and what can be said of them. Only the contiguous prefix of chunks
 * counts: which later chunks happen to be finished depends on timing, and no result may.
 */
import { CHUNK, type ChunkedCompute, type Plan, type Result } from '../analyses/analysis';

/** A room's own types are unknown here; its functions get back what they returned. */
interface AnyRoom {
  merge(plan: Plan, partials: readonly object[]): Result;
  enough?(plan: Plan, result: Result): boolean;
}

export interface Ledger {
  readonly chunks: number;
  /** Chunks finished without a gap from chunk 0. */
  readonly prefix: number;
  /** Scenarios of all finished chunks, gaps or not. */
  readonly done: number;
  add(from: number, partials: readonly object[]): void;
  /**
   * Chunks after which the precision was reached, or undefined. Asked at 1, 2, 4, ... chunks,
   * each once and in order, even where the prefix jumps past several at a time.
   */
  precise(): number | undefined;
  merge(chunks: number): Result;
  /** Scenarios in the first so many chunks. */
  scenarios(chunks: number): number;
  /** The partials of these chunks once all of them are there. */
  take(from: number, to: number): readonly object[] | undefined;
}

export function createLedger(room: ChunkedCompute, plan: Plan): Ledger {
  const { merge, enough } = room as unknown as AnyRoom;
  const chunks = Math.ceil(plan.scenarios / CHUNK);
  const partials: object[] = [];
  const scenarios = (count: number) => Math.min(count * CHUNK, plan.scenarios);
  let prefix = 0;
  let done = 0;
  let nextPower = 1;
  let last: { chunks: number; result: Result } | undefined;

  function merged(count: number): Result {
    if (last?.chunks !== count) {
      last = { chunks: count, result: merge(plan, partials.slice(0, count)) };
    }
    return last.result;
  }

  return {
    chunks,
    get prefix() {
      return prefix;
    },
    get done() {
      return done;
    },
    add(from, added) {
      added.forEach((partial, k) => {
        partials[from + k] = partial;
        done += scenariosInChunk(plan, from + k);
      });
      while (prefix < chunks && partials[prefix] !== undefined) prefix += 1;
    },
    precise() {
      if (enough === undefined) return undefined;
      for (; nextPower <= prefix && nextPower < chunks; nextPower *= 2) {
        if (enough(plan, merged(nextPower))) return nextPower;
      }
      return undefined;
    },
    merge: merged,
    scenarios,
    take(from, to) {
      // Chunks that are not there are holes of the array, which a filter leaves out.
      const taken = partials.slice(from, to).filter(() => true);
      return taken.length < to - from ? undefined : taken;
    },
  };
}

/** Every chunk is full but the last, which holds what remains. */
export function scenariosInChunk(plan: Plan, index: number): number {
  return Math.min(CHUNK, plan.scenarios - index * CHUNK);
}
