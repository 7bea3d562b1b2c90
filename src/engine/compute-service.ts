/**
 * What a worker does for the engine, and the engine's own thread where there are no workers:
 * it holds the jobs and files in progress and works on their pieces. Free of messages and of
 * the DOM.
 */
import type { Compute, Input, Plan, Result } from '../analyses/analysis';
import type {
  ParsedTable,
  ReadProgress,
  ReadSettings,
  TableReader,
  Unreadable,
} from '../data/parse/parsed-table';
import type { Kernels } from '../kernels/kernels';
import { collectBuffers } from './buffers';
import type { Job } from './job';
import { scenariosInChunk } from './ledger';
import { findRoom, type Rooms } from './rooms';

export interface Done<T> {
  readonly value: T;
  /** How long it took, for the size of the next message and nothing else. */
  readonly milliseconds: number;
  readonly memoryBytes: number;
}

export interface Begun {
  /** The room adds something to the result of its chunks. */
  readonly detail: boolean;
}

export interface ComputeService {
  /** Takes a job in; the next calls name it by its id until `end`. */
  begin(id: number, job: Job): Begun;
  plan(id: number): Plan;
  /** A plan made elsewhere, with the partial of chunk 0. */
  adopt(id: number, plan: Plan, pilot: object): void;
  /** Partials of the chunks from `from` up to but not including `to`. */
  chunks(id: number, from: number, to: number): Done<object[]>;
  compute(id: number): Done<Result>;
  /** What the room adds to the result of its chunks; needs neither `plan` nor `adopt` before. */
  detail(id: number, plan: Plan, result: Result): Done<object>;
  /** Takes a file in, as `begin` does a job. */
  beginRead(id: number, file: Blob, given: Partial<ReadSettings>): void;
  readNext(id: number): Promise<Done<ReadProgress>>;
  /** Once the progress is `done`. */
  readOutcome(id: number): Promise<ReadOutcome>;
  end(id: number): void;
  memoryBytes(): number;
  /** Buffers that jobs in progress still need, so that no reply may give them away. */
  held(): Set<ArrayBuffer>;
}

export type ReadOutcome = ParsedTable | Unreadable;

export type CreateReader = (
  file: Blob,
  given: Partial<ReadSettings>,
) => TableReader | Promise<TableReader>;

/** Types of a room are unknown here: what it returned goes back to it. */
interface AnyRoom {
  plan(input: Input): Plan;
  chunk(input: Input, plan: Plan, index: number, scenarios: number, pilot?: object): object;
  compute(input: Input): Result;
  detail(input: Input, plan: Plan, result: Result): object;
}

interface Entry {
  readonly room: AnyRoom;
  readonly input: Input;
  /** What chunks may look at of it: late parameters are at their defaults. */
  readonly early: Input;
  /** Collected once: a long series is not walked again for every reply. */
  readonly buffers: Set<ArrayBuffer>;
  plan?: Plan;
  pilot?: object;
}

export function createComputeService(
  kernels: Kernels,
  rooms: Rooms,
  createReader: CreateReader,
): ComputeService {
  const entries = new Map<number, Entry>();
  const readers = new Map<number, TableReader | Promise<TableReader>>();

  function entry(id: number): Entry {
    const found = entries.get(id);
    if (found === undefined) throw new Error(`Job ${id} has not begun here.`);
    return found;
  }

  function reader(id: number): TableReader | Promise<TableReader> {
    const found = readers.get(id);
    if (found === undefined) throw new Error(`Reading ${id} has not begun here.`);
    return found;
  }

  function timed<T>(work: () => T): Done<T> {
    const start = performance.now();
    const value = work();
    const memoryBytes = kernels.memory.bytes();
    return { value, milliseconds: performance.now() - start, memoryBytes };
  }

  return {
    begin(id, { analysis, series, parameters, early, seed }) {
      const room: Compute | undefined = findRoom(rooms, analysis);
      if (room === undefined) throw new Error(`There is no analysis named ${analysis}.`);
      const input = { series, parameters, seed, kernels } as unknown as Input;
      const buffers = collectBuffers([series, parameters]);
      entries.set(id, {
        room: room as unknown as AnyRoom,
        input,
        early: early === undefined ? input : { ...input, parameters: early.parameters as never },
        buffers,
      });
      return { detail: 'detail' in room };
    },
    plan(id) {
      const job = entry(id);
      job.plan = job.room.plan(job.early);
      collectBuffers(job.plan, job.buffers);
      return job.plan;
    },
    adopt(id, plan, pilot) {
      const job = entry(id);
      job.plan = plan;
      job.pilot = pilot;
      collectBuffers([plan, pilot], job.buffers);
    },
    chunks(id, from, to) {
      const { room, early, plan, pilot } = entry(id);
      if (plan === undefined) throw new Error(`Job ${id} has no plan here.`);
      return timed(() =>
        Array.from({ length: to - from }, (_, k) => {
          const index = from + k;
          // Chunk 0 makes the pilot, so it never sees one, whoever computes it and when.
          const known = index === 0 ? undefined : pilot;
          return room.chunk(early, plan, index, scenariosInChunk(plan, index), known);
        }),
      );
    },
    compute(id) {
      const { room, input } = entry(id);
      return timed(() => room.compute(input));
    },
    detail(id, plan, result) {
      const { room, input } = entry(id);
      return timed(() => room.detail(input, plan, result));
    },
    beginRead(id, file, given) {
      readers.set(id, createReader(file, given));
    },
    async readNext(id) {
      const start = performance.now();
      const value = await (await reader(id)).next();
      const memoryBytes = kernels.memory.bytes();
      return { value, milliseconds: performance.now() - start, memoryBytes };
    },
    readOutcome: async (id) => (await reader(id)).outcome(),
    end(id) {
      entries.delete(id);
      readers.delete(id);
    },
    memoryBytes: kernels.memory.bytes,
    held() {
      return new Set([...entries.values()].flatMap(({ buffers }) => [...buffers]));
    },
  };
}
