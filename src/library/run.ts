/**
 * Runs an analysis without a page: the same scenario gives the same bits as there.
 */
import type { ChunkedCompute } from '../analyses/analysis';
import { findSpec } from '../analyses/catalog';
import { digest } from '../analyses/digest';
import { earlyParameters } from '../analyses/parameters';
import { NUMBERS_VERSION, type Scenario } from '../analyses/scenario';
import type { Changed, Dropped } from '../analyses/scenario-data';
import type { Engine } from '../engine/engine';
import type { Job, Partials } from '../engine/job';
import { rooms } from '../engine/all-rooms';
import { findRoom, isChunked } from '../engine/rooms';
import { asked, AssetMixError, requireOptions, toAssetMixError } from './asset-mix-error';
import { createPart, type Part } from './part';
import type { ResultOf } from './results';
import { prepare, type DatasetInput, type Prepared, type ScenarioInput } from './scenario-input';
import { checkWorkers, withEngine, type Workers } from './shared-engine';

export interface RunOptions {
  /** The dataset of the scenario, or several in the order of its sources. */
  readonly dataset: DatasetInput;
  /** Aborting rejects the run with the signal's reason, as `fetch` does. */
  readonly signal?: AbortSignal;
  /** Scenarios simulated so far, in any order; never called where nothing is simulated. */
  readonly onProgress?: (progress: Progress) => void;
  /**
   * How many workers compute, or `'inline'`: on this thread, in slices of a few milliseconds.
   * By default as many as cores and memory allow in a browser, and none in Node, where more
   * than one of them are worker threads. Their number changes no bit of the result.
   */
  readonly workers?: Workers;
}

export interface Progress {
  readonly done: number;
  /** Scenarios that a complete run simulates. */
  readonly scenarios: number;
}

/** Chunks of 65,536 scenarios, counted from 0: from `from` up to but not including `to`. */
export interface ChunkRange {
  readonly from: number;
  readonly to: number;
}

export interface ChunkOptions extends RunOptions {
  readonly chunks: ChunkRange;
}

export interface Outcome<R = object> {
  /** Numbers, typed arrays, and objects and arrays of them. Losses are positive fractions. */
  readonly result: R;
  /** SHA-256 over scenario, data and result: equal digests are equal bits. */
  readonly digest: string;
  /** The scenario with all that was left out. */
  readonly scenario: Scenario;
  /** SHA-256 of the data that were computed with: those of the dataset, if it is one and whole. */
  readonly fingerprint: string;
  /** Raised whenever a newer version of the library may give other numbers. */
  readonly numbersVersion: number;
  /** Scenarios simulated; 0 where nothing is. */
  readonly scenarios: number;
  /** `precision`: the scenario's own rule ended the simulation before its end. */
  readonly stopped: 'complete' | 'precision';
  /** Rows of the datasets that were left out, or that are out of line; none as a rule. */
  readonly dropped: readonly Dropped[];
  /** What each step of the scenario but "resample" and "form" changed. */
  readonly changed: readonly Changed[];
}

/**
 * Runs a scenario. With `chunks`, only these chunks of a simulation, as a part for `merge`.
 * @throws AssetMixError (a rejection, as everything here), or the reason of the signal.
 */
export function run<A extends string>(
  scenario: ScenarioInput<A>,
  options: RunOptions & { readonly chunks?: undefined },
): Promise<Outcome<ResultOf<A>>>;
export function run(
  scenario: ScenarioInput,
  options: ChunkOptions,
): Promise<{ readonly part: Part }>;
export async function run(
  scenario: ScenarioInput,
  options: RunOptions & { readonly chunks?: ChunkRange },
): Promise<Outcome | { readonly part: Part }> {
  requireOptions(options);
  const { dataset, signal, workers, chunks } = options;
  checkSignal(signal);
  signal?.throwIfAborted();
  checkWorkers(workers);
  const prepared = prepare(scenario, dataset);
  if (chunks !== undefined) checkChunks(prepared.scenario.analysis, chunks);
  const { result, scenarios, stopped } = await withEngine(workers, (engine) =>
    compute(engine, prepared, options),
  );
  if (chunks !== undefined) return { part: createPart(prepared, chunks, result as Partials) };
  return outcomeOf(prepared, result, scenarios, stopped === 'precision' ? stopped : 'complete');
}

/** What is returned of a result, whether it came from one run or from parts. */
export function outcomeOf(
  { scenario, fingerprint, dropped, changed }: Prepared,
  result: object,
  scenarios: number,
  stopped: Outcome['stopped'],
): Outcome {
  return {
    result,
    digest: asked(() => digest(scenario, fingerprint, result)),
    scenario,
    fingerprint,
    numbersVersion: NUMBERS_VERSION,
    scenarios,
    stopped,
    dropped,
    changed,
  };
}

/** @throws AssetMixError with code `chunks` where it computes in one go. */
export function chunkedRoom(analysis: string): ChunkedCompute {
  const room = findRoom(rooms, analysis);
  if (room !== undefined && isChunked(room)) return room;
  throw new AssetMixError('chunks', `${analysis} is not simulated in chunks: run it whole.`);
}

/** The run as the engine takes it. */
export function jobOf({ scenario: { analysis, parameters, seed }, series }: Prepared): Job {
  const early = earlyParameters(findSpec(analysis)?.parameters ?? {}, parameters);
  return { analysis, series, parameters, seed, ...(early && { early: { parameters: early } }) };
}

async function compute(
  engine: Engine,
  prepared: Prepared,
  { signal, onProgress, chunks }: RunOptions & { readonly chunks?: ChunkRange },
) {
  const job = { ...jobOf(prepared), ...(chunks && { chunks }) };
  const told = onProgress && {
    onProgress: ({ done, total }: { done: number; total: number }) =>
      onProgress({ done, scenarios: total }),
  };
  try {
    return await engine.run(job, { ...told, ...(signal && { signal }) }).result;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof RangeError) throw new AssetMixError('chunks', error.message, 'chunks.to');
    throw toAssetMixError(error);
  }
}

function checkSignal(signal: AbortSignal | undefined): void {
  // By what is used of it: a signal may be of another window or of a stand-in for one.
  const { throwIfAborted } = (signal ?? AbortSignal.prototype) as Partial<AbortSignal>;
  if (typeof throwIfAborted === 'function') return;
  throw new AssetMixError('options', 'This is no AbortSignal.', 'signal');
}

function checkChunks(analysis: string, chunks: Partial<ChunkRange> | null): void {
  chunkedRoom(analysis);
  const { from = NaN, to = NaN } = chunks ?? {};
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to) return;
  throw new AssetMixError(
    'chunks',
    'Chunks are whole numbers from 0, and `to` is greater than `from`.',
    'chunks',
  );
}
