/**
 * A worker as a host: comlink, plus what it lacks. A bare comlink call to a worker that died
 * hangs for ever; here every pending call rejects.
 */
import { releaseProxy, wrap } from 'comlink';
import type { Done, ReadOutcome } from './compute-service';
import { EngineError } from './engine-error';
import { MESSAGE_MILLISECONDS, type Host, type RemoteService } from './host';
import { onLifeSignLost } from './life-sign';
import { startWorker, type MakeWorker } from './start-worker';

export async function createWorkerHost(
  module: WebAssembly.Module,
  code: string,
  makeWorker?: MakeWorker,
): Promise<Host> {
  const started = await startWorker(module, code, undefined, makeWorker);
  const { worker, memoryBytes: initialBytes, lifeSign } = started;
  const remote = wrap<RemoteService>(worker);
  const pending = new Set<(reason: EngineError) => void>();
  const listeners: (() => void)[] = [];
  let death: EngineError | undefined;
  let memoryBytes = initialBytes;

  function die(reason: string): void {
    if (death !== undefined) return;
    death = new EngineError('worker-died', reason);
    worker.terminate();
    // Otherwise comlink holds on to the worker, and the worker to all that was sent to it.
    remote[releaseProxy]();
    for (const reject of pending) reject(death);
    pending.clear();
    for (const listener of listeners) listener();
  }

  worker.addEventListener('error', (event) => die(event.message || 'A worker failed.'));
  worker.addEventListener('messageerror', () => die('A worker sent an unreadable message.'));
  if (lifeSign !== undefined) onLifeSignLost(lifeSign, () => die('A worker ended.'));

  function call<T>(send: () => PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (death !== undefined) return reject(death);
      pending.add(reject);
      const settle = () => pending.delete(reject);
      send().then(
        (value) => (settle(), resolve(value)),
        (error: unknown) => (settle(), reject(error)),
      );
    });
  }

  /** Notes how much memory the worker holds. */
  function weighed<T>(done: Done<T>): Done<T> {
    memoryBytes = done.memoryBytes;
    return done;
  }

  return {
    service: {
      begin: (...args) => call(() => remote.begin(...args)),
      plan: (...args) => call(() => remote.plan(...args)),
      adopt: (...args) => call(() => remote.adopt(...args)),
      chunks: (...args) => call(() => remote.chunks(...args)).then(weighed),
      compute: (...args) => call(() => remote.compute(...args)).then(weighed),
      detail: (...args) => call(() => remote.detail(...args)).then(weighed),
      beginRead: (...args) => call(() => remote.beginRead(...args)),
      readNext: (...args) => call(() => remote.readNext(...args)).then(weighed),
      readOutcome: (...args) => call<ReadOutcome>(() => remote.readOutcome(...args)),
      end: (...args) => call(() => remote.end(...args)),
    },
    get memoryBytes() {
      return memoryBytes;
    },
    milliseconds: MESSAGE_MILLISECONDS,
    interruptible: true,
    onDeath: (listener) => void listeners.push(listener),
    end: die,
  };
}
