/** The compiled kernels for tests that run in Node: build them first, `npm run kernels`. */
import { readFile } from 'node:fs/promises';
import { createKernels, type Kernels } from '../../src/kernels/kernels';

export const loadModule = (): Promise<WebAssembly.Module> => compile('kernels');

/** Only those of the first view. */
export const loadFirstModule = (): Promise<WebAssembly.Module> => compile('kernels-first');

async function compile(name: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(`../../build/${name}.wasm`, import.meta.url)));
}

export async function loadKernels(): Promise<Kernels> {
  return createKernels(await loadModule());
}
