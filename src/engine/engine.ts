/**
 * The engine: runs analyses and reads files on workers, or on this thread in slices where there
 * are none.
 *
 * A result depends on the job alone, never on the number of workers or on time: chunks are
 * merged in their order, and where a run stops early is decided over their prefix.
 */
import type { ReadSettings } from '../data/parse/parsed-table';
import type { CreateReader, ReadOutcome } from './compute-service';
import { abortError, EngineError } from './engine-error';
import { createFrameCode } from './frame-script';
import type { Job, Outcome, Run, RunOptions } from './job';
import { loadFirstModule, loadModule } from './load-module';
import { createMemo } from './memo';
import { ownRooms } from './own-rooms';
import { createPool } from './pool';
import type { ReadOptions } from './read-work';
import { createReporter } from './reporter';
import { sourceOf, type Merging, type Rooms } from './rooms';
import { createDetailWork, createSimpleWork } from './simple-work';
import type { MakeWorker } from './start-worker';
import type { Merged, Settling, Work, WorkOptions } from './work';
import { createWholeCode, createWorkerCode, type WorkerCode } from './worker-code';
import { createWorkerHost } from './worker-host';
import { createWholeKernels, createWorkerKernels } from './worker-kernels';
import { READER } from './worker-parts';

export interface EngineOptions {
  /** Workers at most, or `'inline'` for none; by default as many as cores and memory allow. */
  readonly workers?: number | 'inline';
  /** When workers without work end, and how many are kept; 30 s and 1 by default. */
  readonly idle?: { readonly seconds: number; readonly keep: number };
  /** The compiled kernels, for a host without `fetch`; by default the page's own file. */
  readonly module?: WebAssembly.Module;
  /** For a host whose workers are not those of a browser; by default workers from a Blob. */
  readonly makeWorker?: MakeWorker;
  /** Stand-ins for the rooms of this program; they cannot be sent to a worker. */
  readonly rooms?: Rooms;
  /** A stand-in for the reader of files, on this thread only. */
  readonly createReader?: CreateReader;
  /** Limit of the remembered results, 32 MB by default; as much again for those without detail. */
  readonly memoBytes?: number;
}

export interface EngineStatus {
  readonly mode: 'workers' | 'inline';
  /** Why there are no workers. */
  readonly reason?: string;
  /** Workers alive. */
  readonly workers: number;
  /** Bytes of WebAssembly memory, one entry a worker (or one for this thread). */
  readonly memoryBytes: readonly number[];
}

export interface Engine {
  /** Never throws: whatever goes wrong rejects the run's result. */
  run(job: Job, options?: RunOptions): Run;
  /** Whether a run of this job would be quick: all of it is remembered, or all but the detail. */
  knows(job: Job): boolean;
  /**
   * Reads a person's file; what is not given is found. A file that is no table gives an
   * `Unreadable`; anything else that goes wrong rejects as a run does.
   */
  read(file: Blob, given?: Partial<ReadSettings>, options?: ReadOptions): Promise<ReadOutcome>;
  /** Starts workers that can do these analyses, so that runs soon to come find them. Never rejects. */
  prepare(analyses: readonly string[]): Promise<void>;
  /** Loads what later runs and readings need, while there is time. Never rejects. */
  loadAhead(): Promise<void>;
  status(): EngineStatus;
  /** Ends every worker; runs and readings in flight and later ones reject with `closed`. */
  close(): void;
}

/** What only rooms that simulate need. */
const loadChunked = () => import('./chunked-work');
type Chunked = Awaited<ReturnType<typeof loadChunked>>;

/** All is there anyway. */
const isOneFile =
  import.meta.env.MODE === 'library' ||
  import.meta.env.MODE === 'elements' ||
  import.meta.env.MODE === 'frame';

/** What is one file puts no code together. */
function ownCode(): WorkerCode {
  if (import.meta.env.MODE === 'frame') return createFrameCode();
  return isOneFile ? createWholeCode() : createWorkerCode();
}

const MEMO_BYTES = 32 * 2 ** 20;
/** Beyond this, more workers only cost memory. */
const MOST_WORKERS = 16;
const WORKER_MEGABYTES = 64;

export function createEngine(options: EngineOptions = {}): Engine {
  const { createReader, idle = { seconds: 30, keep: 1 } } = options;
  const source = options.rooms === undefined ? ownRooms : sourceOf(options.rooms);
  const inlineReason = reasonForInline(options);
  const limit = inlineReason === undefined ? workerLimit(options.workers) : 1;
  const outcomes = createMemo<Outcome>(options.memoBytes ?? MEMO_BYTES);
  /** By the keys of early parameters. */
  const simulated = createMemo<Merged>(options.memoBytes ?? MEMO_BYTES);
  let closed = false;
  let lastId = 0;

  const { module: given } = options;
  /** Trouble with the kernels is an error of the run, not a reason to do without workers. */
  const loadWhole = () => fetched(async () => given ?? (await loadModule()));
  const code = ownCode();
  const kernels =
    isOneFile || given !== undefined
      ? createWholeKernels(loadWhole)
      : createWorkerKernels(() => fetched(loadFirstModule), loadWhole);
  const startWorker = async () => {
    const module = await kernels.module();
    return createWorkerHost(module, code.text(), options.makeWorker);
  };
  const pool = createPool({
    limit,
    idle,
    async startInline() {
      const inline = fetched(() => import('./inline-host'));
      const [module, { createInlineHost }] = await Promise.all([loadWhole(), inline]);
      return createInlineHost(module, source, createReader);
    },
    ...(inlineReason === undefined ? { startWorker } : { reason: inlineReason }),
  });

  /** Hosts from now on can do what the part is for. */
  const equip = async (part: string): Promise<void> => {
    // This thread loads it by itself.
    if (pool.status().mode === 'inline') return;
    const lacking = await Promise.all([fetched(() => code.need(part)), kernels.need(part)]);
    if (lacking.includes(true)) pool.renew();
  };

  /** What needs no host to be refused. */
  function refusal(signal?: AbortSignal): unknown {
    if (signal?.aborted) return abortError(signal);
    return closed ? new EngineError('closed', 'The engine was closed.') : undefined;
  }

  /** Hands a work to the pool until it settles, is aborted or the engine is closed. */
  function begin<T>(
    signal: AbortSignal | undefined,
    settled: Omit<Settling<T>, 'id'>,
    createWork: (settling: Settling<T>) => Work,
  ): Work {
    const abort = () => {
      if (signal !== undefined) end(() => settled.reject(abortError(signal)));
    };
    let ended = false;
    /** The first to settle the work wins; its hosts are free from then on. */
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      signal?.removeEventListener('abort', abort);
      pool.remove(work);
      settle();
    };
    const work = createWork({
      id: (lastId += 1),
      resolve: (value) => end(() => settled.resolve(value)),
      reject: (error) => end(() => settled.reject(error)),
    });
    signal?.addEventListener('abort', abort);
    pool.add(work);
    return work;
  }

  return {
    run(job, runOptions = {}) {
      let work: Work | undefined;
      let hurried = false;
      const result = new Promise<Outcome>((resolve, reject) => {
        const refused = refusal(runOptions.signal);
        if (refused !== undefined) return reject(refused);
        if (!source.has(job.analysis)) return reject(unknownAnalysis(job));
        const known = outcomes.get(job.key);
        if (known !== undefined) return resolve({ ...known, fromMemo: true });
        const reporter = createReporter(runOptions);
        const start = <T>(then: (value: T) => void, create: (of: WorkOptions<T>) => Work) => {
          const next = (value: T) => {
            try {
              then(value);
            } catch (error) {
              reject(error);
            }
          };
          work = begin<T>(runOptions.signal, { resolve: next, reject }, (settling) =>
            create({ ...settling, job, reporter }),
          );
          if (hurried) work.goodEnough();
        };
        const finish = (outcome: Outcome) => {
          outcomes.set(answered(job, outcome, runOptions)?.key, asComplete(outcome));
          resolve(outcome);
        };
        const addDetail = (merged: Merged) => {
          if (!merged.detail) return finish(merged.outcome);
          start<Outcome>(finish, (of) => createDetailWork(of, merged));
        };
        const simulate = (room: Merging, { createChunkedWork }: Chunked) => {
          if (job.chunks !== undefined) {
            return start<Merged>(
              ({ outcome }) => finish(outcome),
              (of) => createChunkedWork(room, of),
            );
          }
          const early = simulated.get(job.early?.key);
          if (early !== undefined) return addDetail(early);
          start<Merged>(
            (merged) => {
              const { outcome } = merged;
              const key = answered(job, outcome, runOptions)?.early?.key;
              simulated.set(key, { ...merged, outcome: asComplete(outcome) });
              addDetail(merged);
            },
            (of) => createChunkedWork(room, of),
          );
        };
        Promise.all([fetched(() => source.merging(job.analysis)), equip(job.analysis)])
          .then(async ([room]) => {
            const chunked = room && (await fetched(loadChunked));
            // Meanwhile the engine may have been closed, or the run aborted.
            const late = refusal(runOptions.signal);
            if (late !== undefined) return reject(late);
            return room && chunked ? simulate(room, chunked) : start(finish, createSimpleWork);
          })
          .catch(reject);
      });
      const goodEnough = () => {
        hurried = true;
        work?.goodEnough();
      };
      return { result, goodEnough };
    },
    knows: ({ key, early }) =>
      outcomes.get(key) !== undefined || simulated.get(early?.key) !== undefined,
    read(file, given = {}, readOptions = {}) {
      return new Promise((resolve, reject) => {
        const refused = refusal(readOptions.signal);
        if (refused !== undefined) return reject(refused);
        // A page in one file reads no files.
        if (import.meta.env.MODE === 'frame') return reject(new Error('No files are read here.'));
        Promise.all([fetched(() => import('./read-work')), equip(READER)])
          .then(([{ createReadWork }]) => {
            const late = refusal(readOptions.signal);
            if (late !== undefined) return reject(late);
            begin<ReadOutcome>(readOptions.signal, { resolve, reject }, (settling) =>
              createReadWork(file, given, readOptions, settling),
            );
          })
          .catch(reject);
      });
    },
    async prepare(analyses) {
      const parts = analyses.flatMap((analysis) => [source.merging(analysis), equip(analysis)]);
      await Promise.allSettled(parts);
      pool.warm(analyses.length);
    },
    async loadAhead() {
      const inline = pool.status().mode === 'inline';
      // In a page of one file there is nothing to load.
      if (import.meta.env.MODE === 'frame') return;
      const works = [loadChunked(), import('./read-work')];
      const host = inline ? [loadWhole()] : [kernels.loadAhead(), code.loadAhead()];
      await Promise.allSettled([...works, source.loadAhead(inline), ...host]);
    },
    status() {
      const { mode, reason, memoryBytes } = pool.status();
      const workers = mode === 'workers' ? memoryBytes.length : 0;
      return { mode, ...(reason === undefined ? {} : { reason }), workers, memoryBytes };
    },
    close() {
      closed = true;
      pool.close();
      outcomes.clear();
      simulated.clear();
    },
  };
}

/**
 * The job that an outcome answers. "Good enough" depends on when it was said: it is no answer to
 * the same question, but to that for as many scenarios.
 */
function answered(job: Job, { stopped, scenarios }: Outcome, { reached }: RunOptions) {
  return stopped === 'good-enough' ? reached?.(scenarios) : job;
}

function asComplete(outcome: Outcome): Outcome {
  return outcome.stopped === 'good-enough' ? { ...outcome, stopped: 'complete' } : outcome;
}

/** A part of the program that is loaded when it is wanted. */
async function fetched<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError('not-loaded', message, error);
  }
}

function unknownAnalysis({ analysis }: Job): EngineError {
  return new EngineError('unknown-analysis', `There is no analysis named ${analysis}.`);
}

function reasonForInline(options: EngineOptions): string | undefined {
  const { workers, rooms, createReader, makeWorker } = options;
  if (workers === 'inline') return 'Asked for.';
  if (rooms !== undefined) return 'Stand-in rooms cannot be sent to a worker.';
  if (createReader !== undefined) return 'A stand-in reader cannot be sent to a worker.';
  if (makeWorker === undefined && typeof Worker === 'undefined')
    return 'There are no workers here.';
  return undefined;
}

/** As many as there are cores, unless a quarter of the memory would not hold them. */
function workerLimit(asked: number | 'inline' | undefined): number {
  if (typeof asked === 'number') return Math.max(1, Math.floor(asked));
  const { hardwareConcurrency, deviceMemory = 4 } = navigator as Navigator & {
    readonly deviceMemory?: number;
  };
  const fit = Math.floor((deviceMemory * 1_024) / 4 / WORKER_MEGABYTES);
  return Math.max(1, Math.min(hardwareConcurrency, fit, MOST_WORKERS));
}
