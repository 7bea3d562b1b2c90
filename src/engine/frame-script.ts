/**
 * Of a page in one file: what stands in it as text, so that it is there once and nothing is
 * fetched. `test/tools/frame-file.ts` puts it there.
 */
import type { WorkerCode } from './worker-code';

/** Workers are made of the page's own script, see `embed/frame.ts`. */
export function createFrameCode(): WorkerCode {
  const text = textOf('asset-mix-script');
  return { need: async () => false, loadAhead: async () => {}, text: () => text };
}

/** The compiled kernels, which are there deflated. */
export async function frameKernels(): Promise<WebAssembly.Module> {
  const packed = Uint8Array.from(atob(textOf('asset-mix-kernels')), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}
