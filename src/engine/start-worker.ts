/**
 * Starts a worker from its own text: a Blob inherits the page's content policy, needs no
 * request, and works from a file, in a sandboxed frame and on a page that was redeployed.
 *
 * A blocked worker may throw, fire an event without a message, or do nothing at all, so it
 * counts as started only when it has said so, within a deadline.
 */
import { trustedScriptUrl } from './trusted-script-url';
import type { StartMessage, StartReply } from './worker-messages';

export interface StartedWorker {
  readonly worker: Worker;
  readonly memoryBytes: number;
  /** See `life-sign.ts`. */
  readonly lifeSign: string | undefined;
}

/** Makes a worker of the text of a classic script. */
export type MakeWorker = (code: string) => {
  readonly worker: Worker;
  /** Frees what only its start needed. */
  readonly release?: () => void;
};

const DEADLINE_MILLISECONDS = 5_000;

export function startWorker(
  module: WebAssembly.Module,
  code: string,
  deadline: number = DEADLINE_MILLISECONDS,
  makeWorker: MakeWorker = workerFromBlob,
): Promise<StartedWorker> {
  let worker: Worker | undefined;
  let release: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return new Promise<StartedWorker>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The worker did not answer in time.')), deadline);
    const made = makeWorker(code);
    const started = made.worker;
    ({ worker, release } = made);
    const answered = ({ data }: MessageEvent<StartReply>) => {
      if (data.ready) resolve({ worker: started, ...data });
      else reject(new Error(data.problem));
    };
    started.addEventListener('message', answered, { once: true });
    started.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'The worker was blocked.'));
    });
    started.addEventListener('messageerror', () => reject(new Error('The worker is unreadable.')));
    const message: StartMessage = { module };
    started.postMessage(message);
  })
    .catch((error: unknown) => {
      worker?.terminate();
      throw error;
    })
    .finally(() => {
      clearTimeout(timer);
      release?.();
    });
}

function workerFromBlob(code: string): ReturnType<MakeWorker> {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  // The script has been fetched by the time the worker answers.
  const release = () => URL.revokeObjectURL(url);
  try {
    return { worker: new Worker(trustedScriptUrl(url), { name: 'asset-mix' }), release };
  } catch (error) {
    release();
    throw error;
  }
}
