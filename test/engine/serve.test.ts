/** The start of a worker, and what it gives away; whole runs stand in `engine.browser.test.ts`. */
import { expose, transfer } from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import type { ComputeService } from '../../src/engine/compute-service';
import { serve } from '../../src/engine/serve';
import { READER } from '../../src/engine/worker-parts';
import { createKernelsSync } from '../../src/kernels/kernels';
import { loadModule } from '../tools/kernels';
import { simpleJob } from './fake-rooms';

vi.mock('comlink', () => ({ expose: vi.fn(), transfer: vi.fn((value: unknown) => value) }));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

/** The scope of a worker, as far as the start of one needs it. */
interface Scope {
  readonly parts: object;
  readonly postMessage: (message: object) => void;
  onmessage: ((event: object) => void) | null;
}

/** Starts a worker with these parts; what it answers, and what it exposes. */
async function start(module: WebAssembly.Module, parts: object = {}) {
  const answers: object[] = [];
  const postMessage = (message: object) => void answers.push(message);
  const scope: Scope = { parts, onmessage: null, postMessage };
  vi.stubGlobal('self', scope);
  serve();
  scope.onmessage?.({ data: { module } });
  // What comes after that is for comlink.
  expect(scope.onmessage).toBeNull();
  await vi.waitFor(() => expect(answers).toHaveLength(1), 10_000);
  const [exposed] = vi.mocked(expose).mock.calls.map(([service]) => service as ComputeService);
  return { answer: answers[0], exposed };
}

test('a worker whose kernels do not start says why, in the words of what failed', async () => {
  const none = {} as WebAssembly.Module;
  let problem = '';
  try {
    createKernelsSync(none);
  } catch (error) {
    problem = (error as Error).message;
  }
  expect(problem).toContain('WebAssembly');
  const { answer, exposed } = await start(none);
  expect(answer).toEqual({ ready: false, problem });
  expect(exposed).toBeUndefined();
});

test('a reply gives its buffers away, but those that jobs in progress still need', async () => {
  const own = new Float64Array(3);
  const [plan, partial, result, more] = Array.from({ length: 4 }, () => new Float64Array(2));
  const room = {
    plan: () => ({ scenarios: 1, plan }),
    chunk: () => ({ plan, partial, own }),
    merge: () => ({}),
    compute: () => ({ plan, result }),
    detail: () => ({ plan, more }),
  };
  const { answer, exposed } = await start(await loadModule(), { room });
  expect(answer).toMatchObject({ ready: true, memoryBytes: exposed.memoryBytes() });
  exposed.begin(1, { ...simpleJob(), analysis: 'room' });
  const { scenarios } = exposed.plan(1);
  exposed.chunks(1, 0, 1);
  exposed.compute(1);
  exposed.detail(1, { scenarios }, { result });
  const given = vi.mocked(transfer).mock.calls.map(([, buffers]) => buffers);
  expect(given).toEqual([[partial.buffer, own.buffer], [result.buffer], [more.buffer]]);
  given.forEach((buffers, k) => expect(buffers[0]).toBe([partial, result, more][k].buffer));
});

test('the values of a file are given away, and what is no table has none', async () => {
  const values = [new Float64Array(2)];
  const readers = [
    { outcome: () => ({ values, index: ['1', '2'] }) },
    { outcome: () => ({ problem: 'It is a picture.' }) },
  ];
  let next = 0;
  const parts = { [READER]: { createTableReader: () => readers[next++] } };
  const { exposed } = await start(await loadModule(), parts);
  for (const id of [1, 2]) exposed.beginRead(id, new Blob([]), {});
  expect(await exposed.readOutcome(1)).toMatchObject({ index: ['1', '2'] });
  expect(await exposed.readOutcome(2)).toEqual({ problem: 'It is a picture.' });
  const [table, none] = vi.mocked(transfer).mock.calls.map(([, buffers]) => buffers);
  expect(table[0]).toBe(values[0].buffer);
  expect([table.length, none.length]).toEqual([1, 0]);
});

test('a worker without a reader reads no files', async () => {
  const { exposed } = await start(await loadModule());
  expect(() => exposed.beginRead(1, new Blob([]), {})).toThrow('reads no files');
});
