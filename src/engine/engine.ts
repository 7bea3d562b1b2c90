/**
 * The engine: runs analyses on workers, or on this thread in slices where there are none.
 *
 * A result depends on the job alone, never on the number of workers or on time: chunks are
 * merged in their order, and where a run stops early is decided over their prefix.
 */
import { createChunkedWork } from './chunked-work';
import { abortError, EngineError, toEngineError } from './engine-error';
import { createInlineHost } from './host';
import type { Job, Outcome, Run, RunOptions } from './job';
import { loadModule } from './load-module';
import { createMemo } from './memo';
import { createPool } from './pool';
import { createReporter } from './reporter';
import { findRoom, isChunked, rooms as ownRooms, type Rooms } from './rooms';
import { createSimpleWork } from './simple-work';
import type { MakeWorker } from './start-worker';
import type { Work } from './work';
import { createWorkerHost } from './worker-host';

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
  /** Limit of the remembered results, 32 MB by default. */
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
  status(): EngineStatus;
  /** Ends every worker; runs in flight and later ones reject with `closed`. */
  close(): void;
}

const MEMO_BYTES = 32 * 2 ** 20;
/** Beyond this, more workers only cost memory. */
const MOST_WORKERS = 16;
const WORKER_MEGABYTES = 64;

export function createEngine(options: EngineOptions = {}): Engine {
  const { rooms = ownRooms, idle = { seconds: 30, keep: 1 } } = options;
  const inlineReason = reasonForInline(options);
  const limit = inlineReason === undefined ? workerLimit(options.workers) : 1;
  const memo = createMemo(options.memoBytes ?? MEMO_BYTES);
  let closed = false;
  let lastId = 0;

  /** Trouble with the kernels is an error of the run, not a reason to do without workers. */
  const loaded = async () => {
    try {
      return options.module ?? (await loadModule());
    } catch (error) {
      throw toEngineError(error);
    }
  };
  const startWorker = async () => createWorkerHost(await loaded(), options.makeWorker);
  const pool = createPool({
    limit,
    idle,
    startInline: async () => createInlineHost(await loaded(), rooms),
    ...(inlineReason === undefined ? { startWorker } : { reason: inlineReason }),
  });

  /** Checks what needs no host. */
  function refusal({ analysis }: Job, signal?: AbortSignal): unknown {
    if (signal?.aborted) return abortError(signal);
    if (closed) return new EngineError('closed', 'The engine was closed.');
    if (findRoom(rooms, analysis) !== undefined) return undefined;
    return new EngineError('unknown-analysis', `There is no analysis named ${analysis}.`);
  }

  function begin(job: Job, runOptions: RunOptions, settled: PromiseWithResolve): Work {
    const { signal } = runOptions;
    const abort = () => {
      if (signal !== undefined) end(() => settled.reject(abortError(signal)));
    };
    let ended = false;
    /** The first to settle the run wins; its hosts are free from then on. */
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      signal?.removeEventListener('abort', abort);
      pool.remove(work);
      settle();
    };
    const resolve = (outcome: Outcome) =>
      end(() => {
        // "Good enough" depends on when it was said, so it is no answer to the same question.
        if (job.key !== undefined && outcome.stopped !== 'good-enough') memo.set(job.key, outcome);
        settled.resolve(outcome);
      });
    const reject = (error: unknown) => end(() => settled.reject(error));
    const workOptions = {
      id: (lastId += 1),
      job,
      reporter: createReporter(runOptions),
      resolve,
      reject,
    };
    const room = findRoom(rooms, job.analysis);
    const work =
      room !== undefined && isChunked(room)
        ? createChunkedWork(room, workOptions)
        : createSimpleWork(workOptions);
    signal?.addEventListener('abort', abort);
    pool.add(work);
    return work;
  }

  return {
    run(job, runOptions = {}) {
      let work: Work | undefined;
      const result = new Promise<Outcome>((resolve, reject) => {
        const refused = refusal(job, runOptions.signal);
        if (refused !== undefined) return reject(refused);
        const known = job.key === undefined ? undefined : memo.get(job.key);
        if (known !== undefined) return resolve(known);
        work = begin(job, runOptions, { resolve, reject });
      });
      return { result, goodEnough: () => work?.goodEnough() };
    },
    status() {
      const { mode, reason, memoryBytes } = pool.status();
      const workers = mode === 'workers' ? memoryBytes.length : 0;
      return { mode, ...(reason === undefined ? {} : { reason }), workers, memoryBytes };
    },
    close() {
      closed = true;
      pool.close();
      memo.clear();
    },
  };
}

interface PromiseWithResolve {
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

function reasonForInline({ workers, rooms, makeWorker }: EngineOptions): string | undefined {
  if (workers === 'inline') return 'Asked for.';
  if (rooms !== undefined) return 'Stand-in rooms cannot be sent to a worker.';
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
