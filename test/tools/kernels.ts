/** The compiled kernels for tests that run in Node: build them first, `npm run kernels`. */
import { readFile } from 'node:fs/promises';
import { createKernels, type Kernels } from '../../src/kernels/kernels';

export async function loadModule(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL('../../build/kernels.wasm', import.meta.url)));
}

export async function loadKernels(): Promise<Kernels> {
  return createKernels(await loadModule());
}
