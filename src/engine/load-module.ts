/**
 * The kernels, compiled once a page; the compiled module is then posted to every worker.
 */
import firstUrl from '../../build/kernels-first.wasm?url';
import wholeUrl from '../../build/kernels.wasm?url';
import { frameKernels } from './frame-script';

export const loadModule = once(
  import.meta.env.MODE === 'frame' ? frameKernels : () => compile(wholeUrl),
);

/** Only those of the first view, see `assembly/first.ts`. */
export const loadFirstModule = /* @__PURE__ */ once(() => compile(firstUrl));

/** A failure is not remembered, so that the next run tries again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

async function compile(url: string): Promise<WebAssembly.Module> {
  // A page in one file carries the kernels in the URL, which its policy forbids to fetch. The
  // library and the elements carry them too, and so do without the code below.
  const inside =
    import.meta.env.MODE === 'library' ||
    import.meta.env.MODE === 'elements' ||
    url.startsWith('data:');
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
