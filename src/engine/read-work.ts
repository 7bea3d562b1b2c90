/**
 * The reading of a person's file: piece after piece on one host, which keeps the reader's
 * state. Between two pieces other runs have their turn there.
 */
import type { ReadProgress, ReadSettings } from '../data/parse/parsed-table';
import type { ReadOutcome } from './compute-service';
import { EngineError, toEngineError } from './engine-error';
import type { Host } from './host';
import type { Settling, Work } from './work';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** About 30 times a second at most, and once `done`; neither number ever falls before that. */
  readonly onProgress?: (progress: ReadProgress) => void;
}

const PROGRESS_MILLISECONDS = 30;

export function createReadWork(
  file: Blob,
  given: Partial<ReadSettings>,
  { onProgress }: ReadOptions,
  { id, resolve, reject }: Settling<ReadOutcome>,
): Work {
  const report = createReport(onProgress);
  let home: Host | undefined;
  let busy = false;
  let isLost = false;
  let settled = false;

  async function piece(host: Host): Promise<void> {
    const { service } = host;
    const begun = home === undefined ? service.beginRead(id, file, given) : undefined;
    home = host;
    // Sent together: messages keep their order.
    const [{ value: progress }] = await Promise.all([service.readNext(id), begun]);
    if (settled) return;
    report(progress);
    if (progress.done && !settled) resolve(await service.readOutcome(id));
  }

  return {
    width: () => (home === undefined && !settled ? 1 : 0),
    takes: (host) => !settled && !busy && (home ?? host) === host,
    async next(host) {
      busy = true;
      try {
        await piece(host);
      } catch (error) {
        if (isGone(error)) return resolve({ unreadable: GONE, line: 1 });
        const problem = toEngineError(error);
        // Frees whatever half a table it holds.
        if (problem.code === 'not-enough-memory') host.end(problem.message);
        reject(problem);
      } finally {
        busy = false;
        if (isLost && !settled) reject(new EngineError('worker-died', 'A worker ended.'));
      }
    },
    uses: (host) => host === home && !settled,
    lost(host) {
      if (host !== home) return;
      // A piece under way rejects by itself and knows why the host is gone, unless it is at its end.
      isLost = true;
      if (!busy) reject(new EngineError('worker-died', 'A worker ended.'));
    },
    fail: reject,
    release() {
      settled = true;
      home?.service.end(id).catch(() => {});
      home = undefined;
    },
    goodEnough() {},
  };
}

const GONE = 'The file cannot be read any more: it was moved, changed or removed meanwhile.';

/** Browsers hand out a file by reference, and refuse it once it is no longer what was chosen. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /^Not(?:Readable|Found)Error$/.test(error.name);
}

/** Time decides only what is shown on the way. A callback that throws fails the reading. */
function createReport(onProgress: ReadOptions['onProgress']): (progress: ReadProgress) => void {
  let next = 0;
  let bytesRead = 0;
  let rows = 0;

  return (progress) => {
    if (onProgress === undefined) return;
    // A reader may begin anew, such as with another encoding.
    bytesRead = Math.max(bytesRead, progress.bytesRead);
    rows = Math.max(rows, progress.rows);
    const now = performance.now();
    if (now < next && !progress.done) return;
    next = now + PROGRESS_MILLISECONDS;
    onProgress(progress.done ? progress : { ...progress, bytesRead, rows });
  };
}
