/**
 * A thread of Node as a worker of the engine.
 *
 * The worker's code is a classic script for a browser's worker. A few lines before it give a
 * thread the globals that it expects, and the other way round the thread looks to the engine
 * like a browser's worker. A thread that ends for any reason tells so by an `error` event.
 */
import type { MakeWorker } from '../engine/start-worker';

/** The parts of `node:worker_threads` that are used; its types would bring in all of Node's. */
interface WorkerThreads {
  readonly Worker: new (
    code: string,
    options: { readonly eval: true; readonly name: string; readonly execArgv: readonly string[] },
  ) => Thread;
}

interface Thread {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  terminate(): Promise<number>;
  on(event: 'message', listener: (data: unknown) => void): void;
  on(event: 'messageerror' | 'error', listener: (error: unknown) => void): void;
  on(event: 'exit', listener: (status: number) => void): void;
}

interface NodeProcess {
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(id: 'node:worker_threads'): WorkerThreads | undefined;
}

/** `navigator` is hidden because an ended thread is noticed without the lock that it would hold. */
const PRELUDE = `
const { parentPort } = require('node:worker_threads');
const navigator = undefined;
const listen = (type, listener) => parentPort.addEventListener(type, listener);
const unlisten = (type, listener) => parentPort.removeEventListener(type, listener);
const post = (message, transfer) => parentPort.postMessage(message, transfer);
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: listen,
  removeEventListener: unlisten,
  postMessage: post,
});
Object.defineProperty(globalThis, 'onmessage', {
  get: () => parentPort.onmessage,
  set: (listener) => (parentPort.onmessage = listener),
});
`;

/** Whether this is Node, or a host that offers the same; a page that has a `process` is not. */
export function isNode(): boolean {
  return nodeProcess()?.versions?.node !== undefined && !('document' in globalThis);
}

/** Makes threads; undefined where this host has none. Not imported, so that bundlers do not look for it. */
export function nodeWorkerMaker(): MakeWorker | undefined {
  const threads = nodeProcess()?.getBuiltinModule?.('node:worker_threads');
  if (threads === undefined) return undefined;
  return (code) => {
    const options = { eval: true, name: 'asset-mix', execArgv: [] } as const;
    // It has what the engine uses of a worker: messages, two events and an end.
    const worker: unknown = new ThreadAsWorker(new threads.Worker(PRELUDE + code, options));
    return { worker: worker as Worker };
  };
}

class ThreadAsWorker extends EventTarget {
  private readonly thread: Thread;

  constructor(thread: Thread) {
    super();
    this.thread = thread;
    thread.on('message', (data) => this.dispatchEvent(new MessageEvent('message', { data })));
    thread.on('messageerror', () => this.dispatchEvent(new MessageEvent('messageerror')));
    thread.on('error', (error) => this.fail(error instanceof Error ? error.message : 'It failed.'));
    thread.on('exit', (status) => this.fail(`A worker ended with status ${status}.`));
  }

  postMessage(message: unknown, transfer?: readonly Transferable[]): void {
    this.thread.postMessage(message, transfer);
  }

  terminate(): void {
    void this.thread.terminate();
  }

  private fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
}

function nodeProcess(): NodeProcess | undefined {
  return (globalThis as { process?: NodeProcess }).process;
}
