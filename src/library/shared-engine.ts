/**
 * The engines behind the runs: shared while there are runs, and closed soon after the last, so
 * that no worker keeps a program alive.
 */
import { createEngine, type Engine } from '../engine/engine';
import { AssetMixError } from './asset-mix-error';
import { isNode, nodeWorkerMaker } from './node-worker';

/** How many, or none but this thread. */
export type Workers = number | 'inline';

interface Shared {
  readonly engine: Engine;
  runs: number;
  closing?: ReturnType<typeof setTimeout>;
}

const engines = new Map<string, Shared>();

/** Each takes 64 MB in a large simulation. */
const MOST_WORKERS = 256;
/** Long enough for the next run of a loop to find its workers, too short to hold up an exit. */
const LINGER_MILLISECONDS = 50;
/** A page does not exit, and its next run may come with the next click. */
const LINGER_ON_PAGE_MILLISECONDS = 30_000;

/** Runs of the same number of workers share an engine, which is closed when none is left. */
export async function withEngine<T>(
  workers: Workers | undefined,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const key = String(workers);
  const shared = engines.get(key) ?? { engine: engineFor(workers), runs: 0 };
  engines.set(key, shared);
  shared.runs += 1;
  clearTimeout(shared.closing);
  try {
    return await use(shared.engine);
  } finally {
    shared.runs -= 1;
    if (shared.runs === 0) {
      const linger = isNode() ? LINGER_MILLISECONDS : LINGER_ON_PAGE_MILLISECONDS;
      shared.closing = setTimeout(() => {
        engines.delete(key);
        shared.engine.close();
      }, linger);
    }
  }
}

/** @throws AssetMixError with code `options`. */
export function checkWorkers(workers: Workers | undefined): void {
  if (workers === undefined || workers === 'inline') return;
  if (Number.isInteger(workers) && workers >= 0 && workers <= MOST_WORKERS) return;
  throw new AssetMixError(
    'options',
    `Give a whole number of workers up to ${MOST_WORKERS}, or "inline".`,
    'workers',
  );
}

function engineFor(workers: Workers | undefined): Engine {
  if (workers === 'inline' || workers === 0) return createEngine({ workers: 'inline' });
  if (!isNode()) return createEngine(workers === undefined ? {} : { workers });
  const makeWorker = (workers ?? 1) > 1 ? nodeWorkerMaker() : undefined;
  if (workers === undefined || makeWorker === undefined) return createEngine({ workers: 'inline' });
  return createEngine({ workers, makeWorker });
}
