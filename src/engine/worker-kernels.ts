/**
 * Which kernels workers are started with: those of the first view as long as only its parts were
 * wanted, all of them from then on. As with code, a worker that lacks some has to be replaced.
 */
import { firstParts } from './worker-parts';

export interface WorkerKernels {
  /**
   * Makes sure that workers from now on have the kernels of the part. Resolves to whether one may
   * have been started without them. Rejects where they cannot be loaded; the next call tries again.
   */
  need(part: string): Promise<boolean>;
  /** Loads all of them, so that nothing has to be waited for later. Never rejects. */
  loadAhead(): Promise<void>;
  /** For a worker that is started now. */
  module(): Promise<WebAssembly.Module>;
}

type Load = () => Promise<WebAssembly.Module>;

export function createWorkerKernels(loadFirst: Load, loadWhole: Load): WorkerKernels {
  let whole: WebAssembly.Module | undefined;
  /** A worker was started with the first ones since one was last found to lack something. */
  let lesser = false;

  return {
    async need(part) {
      if (firstParts.has(part)) {
        if (whole === undefined) await loadFirst();
        return false;
      }
      whole ??= await loadWhole();
      const lacking = lesser;
      lesser = false;
      return lacking;
    },
    async loadAhead() {
      whole ??= await loadWhole().catch(() => undefined);
    },
    async module() {
      if (whole !== undefined) return whole;
      lesser = true;
      return loadFirst();
    },
  };
}

/** All at once, where they are there anyway. */
export function createWholeKernels(load: Load): WorkerKernels {
  return {
    async need() {
      await load();
      return false;
    },
    loadAhead: async () => void (await load().catch(() => {})),
    module: load,
  };
}
