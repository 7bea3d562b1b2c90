/** Watches every worker that a test starts, and can kill or replace it. */
const RealWorker = globalThis.Worker;

export interface LiveWorkers {
  /** Started and not terminated by the page. */
  readonly alive: Set<Worker>;
  started: number;
  restore(): void;
}

export function watchWorkers(): LiveWorkers {
  const live: LiveWorkers = {
    alive: new Set(),
    started: 0,
    restore: () => void (globalThis.Worker = RealWorker),
  };
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      live.started += 1;
      live.alive.add(this);
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
