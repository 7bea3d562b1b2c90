/**
 * The one door to WebAssembly: an instance of the kernels with the owner of its memory.
 *
 * A kernel takes pointers (byte offsets) and lengths. Whoever calls one puts its input into
 * memory with `scope`, calls the export, and copies the output out; everything allocated in
 * the scope is released at its end. Views never outlive a call, because growth detaches them.
 */
import type { __AdaptedExports as Exports } from '../../build/kernels';
import { createMemory, type KernelMemory } from './memory';

/** Of the whole module; that of the first view has some of them. */
export type KernelExports = Omit<typeof Exports, 'memory'>;

export interface Kernels {
  readonly exports: KernelExports;
  /**
   * Pointer to the ziggurat's table, filled once at creation and constant from then on; 0 where
   * the module draws no normals.
   */
  readonly ziggurat: number;
  readonly memory: KernelMemory;
  /** Runs `work` and releases everything that it allocated, also when it throws. */
  scope<T>(work: (memory: KernelMemory) => T): T;
}

/** An instance of the compiled module; asynchronous, as browsers demand of a page. */
export async function createKernels(module: WebAssembly.Module): Promise<Kernels> {
  return equip(await WebAssembly.instantiate(module, {}));
}

/** The same at once, for workers, where nothing has to be kept responsive. */
export function createKernelsSync(module: WebAssembly.Module): Kernels {
  return equip(new WebAssembly.Instance(module, {}));
}

function equip(instance: WebAssembly.Instance): Kernels {
  // The module's exports are what its generated declaration says; both come from one build.
  const exports = instance.exports as unknown as typeof Exports;
  const memory = createMemory(exports.memory, exports.heapBase());
  return {
    exports,
    ziggurat: 'zigguratTable' in exports ? fillZiggurat(exports, memory) : 0,
    memory,
    scope(work) {
      const mark = memory.mark();
      try {
        return work(memory);
      } finally {
        memory.release(mark);
      }
    },
  };
}

function fillZiggurat(exports: KernelExports, memory: KernelMemory): number {
  const table = memory.allocate(exports.zigguratTableBytes());
  exports.zigguratTable(table);
  return table;
}
