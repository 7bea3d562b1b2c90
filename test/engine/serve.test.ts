import { afterEach, expect, test, vi } from 'vitest';
import { serve } from '../../src/engine/serve';
import { createKernelsSync } from '../../src/kernels/kernels';

afterEach(() => vi.unstubAllGlobals());

/** The scope of a worker, as far as the start of one needs it. */
interface Scope {
  readonly parts: object;
  onmessage: ((event: object) => void) | null;
  readonly postMessage: (message: object) => void;
}

test('a worker whose kernels do not start says why, in the words of what failed', async () => {
  const answered: object[] = [];
  const scope: Scope = {
    parts: {},
    onmessage: null,
    postMessage: (message) => void answered.push(message),
  };
  vi.stubGlobal('self', scope);
  const none = {} as WebAssembly.Module;
  let problem = '';
  try {
    createKernelsSync(none);
  } catch (error) {
    problem = (error as Error).message;
  }
  expect(problem).toContain('WebAssembly');
  serve();
  scope.onmessage?.({ data: { module: none } });
  // What comes after that is for comlink.
  expect(scope.onmessage).toBeNull();
  await vi.waitFor(() => expect(answered).toEqual([{ ready: false, problem }]));
});
