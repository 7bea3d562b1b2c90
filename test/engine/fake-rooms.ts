/** Rooms whose results say what was merged, and a job for them. */
import { CHUNK, type Compute, type Plan } from '../../src/analyses/analysis';
import type { Series } from '../../src/finance/dataset';
import type { Job } from '../../src/engine/job';
import type { ParameterValue } from '../../src/analyses/parameters';

/** An empty WebAssembly module: stand-in rooms call no kernel. */
export const emptyModule = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));

export const series: Series = {
  assets: ['a', 'b'],
  returns: [new Float64Array([0.01, -0.02, 0.03]), new Float64Array([0, 0.01, -0.01])],
  weights: new Float64Array([0.6, 0.4]),
  index: ['1', '2', '3'],
  dated: false,
  frequency: 'monthly',
  periodsPerYear: 12,
};

export interface FakePartial {
  readonly index: number;
  readonly scenarios: number;
  /** Index of the chunk that was the pilot. */
  readonly pilot: number | undefined;
}

export interface FakeResult {
  readonly partials: readonly FakePartial[];
}

interface FakeInput {
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

export interface Log {
  readonly computed: string[];
  /** Chunks after which `enough` was asked. */
  readonly asked: number[];
  merges: number;
}

/** `chunked` takes `milliseconds` a chunk, is precise after `preciseAt` chunks, fails at `failAt`. */
export function fakeRooms(): { rooms: Record<string, Compute>; log: Log } {
  const log: Log = { computed: [], asked: [], merges: 0 };
  const chunked = {
    plan: ({ parameters }: FakeInput) => ({
      scenarios: Number(parameters['scenarios']),
      preciseAt: Number(parameters['preciseAt'] ?? Infinity),
    }),
    chunk(
      input: FakeInput,
      _plan: Plan,
      index: number,
      scenarios: number,
      pilot?: FakePartial,
    ): FakePartial {
      const { milliseconds = 0, failAt = -1, failWith = 'Error', name = '' } = input.parameters;
      if (index === failAt) throw Object.assign(new Error('A planted fault.'), { name: failWith });
      log.computed.push(`${name}${index}`);
      wait(Number(milliseconds));
      return { index, scenarios, pilot: pilot?.index };
    },
    merge(_plan: Plan, partials: readonly FakePartial[]): FakeResult {
      log.merges += 1;
      return { partials: [...partials] };
    },
    enough(plan: { preciseAt: number }, { partials }: FakeResult) {
      log.asked.push(partials.length);
      return partials.length >= plan.preciseAt;
    },
  };
  const simple = {
    compute({ parameters }: FakeInput) {
      log.computed.push(`simple${parameters['name'] ?? ''}`);
      return { values: new Float64Array(Number(parameters['length'] ?? 1)) };
    },
  };
  return { rooms: { chunked, simple }, log };
}

export function chunkedJob(
  chunks: number,
  parameters: Record<string, ParameterValue> = {},
  key?: string,
): Job {
  const scenarios = chunks * CHUNK;
  return { analysis: 'chunked', series, parameters: { scenarios, ...parameters }, seed: 1, key };
}

export function simpleJob(parameters: Record<string, ParameterValue> = {}, key?: string): Job {
  return { analysis: 'simple', series, parameters, seed: 1, key };
}

function wait(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
