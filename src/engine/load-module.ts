/**
 * The kernels, compiled once a page; the compiled module is then posted to every worker.
 */
import wasmUrl from '../../build/kernels.wasm?url';
import { frameKernels } from './frame-script';

let loading: Promise<WebAssembly.Module> | undefined;

/** A failure is not remembered, so that the next run tries again. */
export function loadModule(): Promise<WebAssembly.Module> {
  const own = import.meta.env.MODE === 'frame' ? frameKernels : () => compile(wasmUrl);
  loading ??= own().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function compile(url: string): Promise<WebAssembly.Module> {
  // A page in one file carries the kernels in the URL, which its policy forbids to fetch. The
  // library and the elements carry them too, and so do without the code below.
  const { MODE } = import.meta.env;
  const inside = MODE === 'library' || MODE === 'elements' || url.startsWith('data:');
  if (inside) return WebAssembly.compile(decodeBase64(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The kernels could not be loaded: status ${response.status}.`);
  try {
    return await WebAssembly.compileStreaming(response.clone());
  } catch {
    // A server that does not know the type of .wasm files.
    return WebAssembly.compile(await response.arrayBuffer());
  }
}

function decodeBase64(url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (char) => char.charCodeAt(0));
}
