/** Watches every worker that a test starts, and can kill or replace it. */
import type { StartMessage } from '../../src/engine/worker-messages';

const RealWorker = globalThis.Worker;

export interface LiveWorkers {
  /** Started and not terminated by the page. */
  readonly alive: Set<Worker>;
  started: number;
  /** The kernels that each was started with. */
  readonly modules: Map<Worker, WebAssembly.Module>;
  restore(): void;
}

export function watchWorkers(): LiveWorkers {
  const live: LiveWorkers = {
    alive: new Set(),
    started: 0,
    modules: new Map(),
    restore: () => void (globalThis.Worker = RealWorker),
  };
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      live.started += 1;
      live.alive.add(this);
    }
    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions) {
      const { module } = message as Partial<StartMessage>;
      if (module !== undefined) live.modules.set(this, module);
      super.postMessage(message, options as StructuredSerializeOptions);
    }
    override terminate() {
      super.terminate();
      live.alive.delete(this);
    }
  };
  return live;
}

/** Ends a worker behind the engine's back: no event, no message. */
export function killSilently(worker: Worker): void {
  RealWorker.prototype.terminate.call(worker);
}

/** Workers run this text instead of the engine's own. */
export function replaceWorkerCode(code: string): () => void {
  globalThis.Worker = class extends RealWorker {
    constructor() {
      super(URL.createObjectURL(new Blob([code])));
    }
  };
  return () => void (globalThis.Worker = RealWorker);
}
