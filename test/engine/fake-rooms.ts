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
  /** What the parameter `late` was wherever a room looked at it. */
  readonly late: Record<'plan' | 'chunk' | 'detail', ParameterValue[]>;
  /** Called in the middle of detail. */
  onDetail?: () => void;
}

/** Of the rooms that fold. */
interface FoldingPartial {
  readonly all: FakePartial[];
}

/** What the rooms with detail add. */
export interface FakeDetail {
  readonly late: ParameterValue;
  /** Scenarios as the plan has them, and chunks of the result. */
  readonly scenarios: number;
  readonly chunks: number;
}

/**
 * `chunked` takes `milliseconds` a chunk, is precise after `preciseAt` chunks, fails at `failAt`.
 * `folding` gives the same and folds, changing what it is given. `detailed` adds detail to
 * `chunked`, or fails at it with `detailFails`; `both` does both.
 */
export function fakeRooms(): { rooms: Record<string, Compute>; log: Log } {
  const log: Log = {
    computed: [],
    asked: [],
    merges: 0,
    late: { plan: [], chunk: [], detail: [] },
  };
  const chunked = {
    plan({ parameters }: FakeInput) {
      log.late.plan.push(parameters['late']);
      return {
        scenarios: Number(parameters['scenarios']),
        preciseAt: Number(parameters['preciseAt'] ?? Infinity),
      };
    },
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
      log.late.chunk.push(input.parameters['late']);
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
  const folding = {
    ...chunked,
    chunk(
      input: FakeInput,
      plan: Plan,
      index: number,
      scenarios: number,
      pilot?: FoldingPartial,
    ): FoldingPartial {
      if (pilot !== undefined && pilot.all.length > 1) throw new Error('The pilot has changed.');
      return { all: [chunked.chunk(input, plan, index, scenarios, pilot?.all[0])] };
    },
    merge(plan: Plan, partials: readonly FoldingPartial[]): FakeResult {
      return chunked.merge(
        plan,
        partials.flatMap(({ all }) => all),
      );
    },
    fold(_plan: Plan, folded: FoldingPartial, { all }: FoldingPartial) {
      folded.all.push(...all);
      return folded;
    },
  };
  const detail = (
    { parameters }: FakeInput,
    { scenarios }: Plan,
    { partials }: FakeResult,
  ): FakeDetail => {
    const { late, detailFails } = parameters;
    log.late.detail.push(late);
    if (detailFails !== undefined) {
      throw Object.assign(new Error('A planted fault.'), { name: detailFails });
    }
    log.onDetail?.();
    return { late, scenarios, chunks: partials.length };
  };
  const simple = {
    compute({ parameters }: FakeInput) {
      log.computed.push(`simple${parameters['name'] ?? ''}`);
      return { values: new Float64Array(Number(parameters['length'] ?? 1)) };
    },
  };
  const detailed = { ...chunked, detail };
  const both = { ...folding, detail };
  return { rooms: { chunked, folding, detailed, both, simple }, log };
}

export function chunkedJob(
  chunks: number,
  parameters: Record<string, ParameterValue> = {},
  key?: string,
): Job {
  const scenarios = chunks * CHUNK;
  return { analysis: 'chunked', series, parameters: { scenarios, ...parameters }, seed: 1, key };
}

/** Of a room with detail; `late` is the value of its late parameter, 0 by default. */
export function detailedJob(
  chunks: number,
  late: number,
  parameters: Record<string, ParameterValue> = {},
  analysis = 'detailed',
): Job {
  const { parameters: own } = chunkedJob(chunks, parameters);
  const early = { ...own, late: 0 };
  return {
    ...chunkedJob(chunks),
    analysis,
    parameters: { ...own, late },
    key: JSON.stringify({ ...own, late }),
    early: { parameters: early, key: JSON.stringify(early) },
  };
}

export function simpleJob(parameters: Record<string, ParameterValue> = {}, key?: string): Job {
  return { analysis: 'simple', series, parameters, seed: 1, key };
}

function wait(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** For tests in which these rooms stand in for those of the program. */
export const shared = fakeRooms();
