import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CHUNK } from '../../src/analyses/analysis';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Job, Outcome } from '../../src/engine/job';
import { chunkedJob, detailedJob, emptyModule, shared, type FakeResult } from './fake-rooms';
import { alive, createFakeWorker } from './fake-workers';

vi.mock('../../src/kernels/kernels', () => ({
  createKernels: async () => ({ memory: { bytes: () => 65_536 } }),
}));
vi.mock('../../src/engine/own-rooms', async () => {
  const { sourceOf } = await import('../../src/engine/rooms');
  return { ownRooms: sourceOf((await import('./fake-rooms')).shared.rooms) };
});
vi.mock('../../src/engine/worker-code', () => ({
  createWorkerCode: () => ({ need: async () => false, text: () => '' }),
}));
vi.mock('../../src/engine/worker-host', () => ({
  createWorkerHost: async () => createFakeWorker(shared.rooms),
}));

const { log } = shared;
const engines: Engine[] = [];
beforeEach(() => {
  log.computed.length = 0;
  log.onDetail = undefined;
  for (const seen of Object.values(log.late)) seen.length = 0;
});
afterEach(() => {
  engines.splice(0).forEach((engine) => engine.close());
  expect(alive.size).toBe(0);
});

function engineWith(workers: number | 'inline', memoBytes?: number): Engine {
  const makeWorker = () => {
    throw new Error('Stand-ins are made otherwise.');
  };
  const engine = createEngine({ workers, makeWorker, module: emptyModule, memoBytes });
  engines.push(engine);
  return engine;
}

const numbers = [1, 2, 3, 8, 'inline'] as const;

describe('folding on any number of workers', () => {
  async function ofAll(job: Job): Promise<readonly Outcome[]> {
    return Promise.all(numbers.map((workers) => engineWith(workers).run(job).result));
  }

  test.each([
    ['a complete run', {}, 'complete'],
    ['a run that stops at a precision', { preciseAt: 20 }, 'precision'],
  ])('gives %s as without it', async (_, parameters, stopped) => {
    const job = chunkedJob(45.5, { milliseconds: 0.3, ...parameters });
    const expected = await engineWith(1).run(job).result;
    expect(expected.stopped).toBe(stopped);
    for (const outcome of await ofAll({ ...job, analysis: 'folding' })) {
      expect(outcome).toEqual(expected);
    }
  });

  test('shows and settles for what there is of a run', async () => {
    const engine = engineWith(3);
    const seen: number[] = [];
    const run = engine.run(
      { ...chunkedJob(5_000, { milliseconds: 1 }), analysis: 'folding' },
      {
        onPartial: (result) => {
          const { partials } = result as FakeResult;
          expect(partials.map(({ index }) => index)).toEqual([...partials.keys()]);
          seen.push(partials.length);
          if (seen.length === 3) run.goodEnough();
        },
      },
    );
    const { result, scenarios, stopped } = await run.result;
    expect(stopped).toBe('good-enough');
    expect((result as FakeResult).partials).toHaveLength(scenarios / CHUNK);
  });

  test.each(numbers)('gives the single partials of a range of chunks (%s)', async (workers) => {
    const chunks = { from: 0, to: 9 };
    const job = { ...chunkedJob(12, { preciseAt: 2 }), analysis: 'both', chunks };
    const { result } = await engineWith(workers).run(job).result;
    const pilots = [undefined, ...Array<number>(8).fill(0)];
    expect(result).toEqual({
      partials: pilots.map((pilot, index) => ({ all: [{ index, scenarios: CHUNK, pilot }] })),
    });
    expect(log.late.detail).toEqual([]);
  });
});

describe.each(numbers)('detail (%s)', (workers) => {
  const detailOf = async (engine: Engine, job: Job) => (await engine.run(job).result).result;

  test('sees late parameters, and chunks their defaults', async () => {
    const engine = engineWith(workers);
    const onPartial = vi.fn();
    const { result, ...rest } = await engine.run(detailedJob(4.5, 7), { onPartial }).result;
    expect(result).toMatchObject({ late: 7, scenarios: 4.5 * CHUNK, chunks: 5 });
    expect((result as FakeResult).partials).toHaveLength(5);
    expect(rest).toEqual({ scenarios: 4.5 * CHUNK, stopped: 'complete', fromMemo: false });
    expect(log.late).toEqual({ plan: [0], chunk: [0, 0, 0, 0, 0], detail: [7] });
    expect(onPartial).not.toHaveBeenCalled();
  });

  test('is added where nothing is simulated, and where the room folds', async () => {
    const engine = engineWith(workers);
    expect(await detailOf(engine, detailedJob(0, 2))).toEqual({
      partials: [],
      late: 2,
      scenarios: 0,
      chunks: 0,
    });
    expect(await detailOf(engine, detailedJob(9, 2, {}, 'both'))).toEqual(
      await detailOf(engine, detailedJob(9, 2, { name: '' })),
    );
  });

  test('is of the scenarios that a precision needed', async () => {
    const { result, stopped } = await engineWith(workers).run(detailedJob(50, 2, { preciseAt: 5 }))
      .result;
    expect(stopped).toBe('precision');
    expect(result).toMatchObject({ late: 2, scenarios: 8 * CHUNK, chunks: 8 });
  });

  test('is not in a result so far', async () => {
    const engine = engineWith(workers);
    const seen: object[] = [];
    const job = detailedJob(400, 2, { milliseconds: 2 });
    const run = engine.run(job, {
      onPartial: (result) => seen.push(result) > 1 && run.goodEnough(),
    });
    const { result, scenarios, stopped } = await run.result;
    expect(stopped).toBe('good-enough');
    for (const partial of seen) expect(Object.keys(partial)).toEqual(['partials']);
    expect(result).toMatchObject({ late: 2, scenarios, chunks: scenarios / CHUNK });
  });

  test('is all that a late parameter computes anew', async () => {
    const engine = engineWith(workers);
    const first = await engine.run(detailedJob(6, 1)).result;
    expect(engine.knows(detailedJob(6, 2))).toBe(true);
    const [computed, planned] = [log.computed.length, log.late.plan.length];
    const told = { onProgress: vi.fn(), onPartial: vi.fn() };
    const again = await engine.run(detailedJob(6, 2), told).result;
    expect(again).toEqual({ ...first, result: { ...first.result, late: 2 } });
    expect([log.computed.length, log.late.plan.length]).toEqual([computed, planned]);
    expect(log.late.detail).toEqual([1, 2]);
    expect(told.onProgress).not.toHaveBeenCalled();
    expect(told.onPartial).not.toHaveBeenCalled();
    const back = await engine.run(detailedJob(6, 1)).result;
    expect(back).toEqual({ ...first, fromMemo: true });
    expect(log.late.detail).toEqual([1, 2]);
  });

  test('is added anew where the late parameter is at its default', async () => {
    const engine = engineWith(workers);
    expect(await detailOf(engine, detailedJob(2, 3))).toMatchObject({ late: 3 });
    expect(await detailOf(engine, detailedJob(2, 0))).toMatchObject({ late: 0 });
    expect(log.computed).toHaveLength(2);
  });

  test('that fails is compute-failed, and what was simulated stays known', async () => {
    const engine = engineWith(workers);
    const { key, early } = detailedJob(6, 2);
    const failing = { ...detailedJob(6, 1, { detailFails: 'Error' }), early, key: 'failing' };
    await expect(engine.run(failing).result).rejects.toMatchObject({ code: 'compute-failed' });
    const computed = log.computed.length;
    expect(engine.knows({ ...failing, key, early })).toBe(true);
    expect(await detailOf(engine, detailedJob(6, 2))).toMatchObject({ late: 2, chunks: 6 });
    expect(log.computed).toHaveLength(computed);
  });

  test('without memory is not-enough-memory, and the next run works', async () => {
    const engine = engineWith(workers);
    const failing = detailedJob(2, 1, { detailFails: 'NotEnoughMemoryError' });
    await expect(engine.run(failing).result).rejects.toMatchObject({ code: 'not-enough-memory' });
    await expect(engine.run(detailedJob(2, 1)).result).resolves.toMatchObject({
      scenarios: 2 * CHUNK,
    });
  });

  test('is not waited for by an abort', async () => {
    const engine = engineWith(workers);
    const controller = new AbortController();
    log.onDetail = () => controller.abort();
    const { result } = engine.run(detailedJob(2, 1), { signal: controller.signal });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    log.onDetail = undefined;
    await pause(20);
    expect(engine.knows({ ...detailedJob(2, 1), early: undefined })).toBe(false);
    expect(await detailOf(engine, detailedJob(2, 1))).toMatchObject({ late: 1 });
    expect(log.computed).toHaveLength(2);
  });

  test('is not waited for where the engine is closed', async () => {
    const engine = engineWith(workers);
    log.onDetail = () => engine.close();
    const { result } = engine.run(detailedJob(2, 1));
    await expect(result).rejects.toMatchObject({ code: 'closed' });
  });
});

test.each([1, 2])('a worker that dies at its detail rejects the run (%i)', async (workers) => {
  const engine = engineWith(workers);
  log.onDetail = () => [...alive].find(({ calls }) => calls.has('detail'))?.end('Planted.');
  const { result } = engine.run(detailedJob(6, 1));
  await expect(result).rejects.toMatchObject({ name: 'EngineError', code: 'worker-died' });
  log.onDetail = undefined;
  const computed = log.computed.length;
  const { result: again } = await engine.run(detailedJob(6, 1)).result;
  expect(again).toMatchObject({ late: 1, chunks: 6 });
  expect(log.computed).toHaveLength(computed);
});

test('good enough is remembered as the run of so many scenarios', async () => {
  const engine = engineWith(2);
  const ofChunks = (scenarios: number, late: number) =>
    detailedJob(scenarios / CHUNK, late, { milliseconds: 2 });
  const run = engine.run(ofChunks(1_000 * CHUNK, 1), {
    onProgress: ({ done }) => done > 10 * CHUNK && run.goodEnough(),
    reached: (scenarios) => ofChunks(scenarios, 1),
  });
  const { result, scenarios, stopped } = await run.result;
  expect(stopped).toBe('good-enough');
  expect(engine.knows(ofChunks(1_000 * CHUNK, 1))).toBe(false);
  await pause(60);
  const computed = log.computed.length;
  const same = await engine.run(ofChunks(scenarios, 1)).result;
  expect(same).toEqual({ result, scenarios, stopped: 'complete', fromMemo: true });
  const late = await engine.run(ofChunks(scenarios, 2)).result;
  expect(late).toMatchObject({ result: { ...result, late: 2 }, stopped: 'complete' });
  expect(log.computed).toHaveLength(computed);
});

test('good enough does not wait for chunks that take long', async () => {
  const engine = engineWith(2);
  const run = engine.run(detailedJob(40, 1, { milliseconds: 2 }));
  await vi.waitUntil(() => log.computed.length > 8, { interval: 1 });
  run.goodEnough();
  const said = log.computed.length;
  const { scenarios } = await run.result;
  expect(scenarios).toBeLessThan(40 * CHUNK);
  expect(log.computed.length - said).toBeLessThan(8);
});

test('a callback that fails to name what was reached fails the run', async () => {
  const run = engineWith(1).run(detailedJob(100, 1), {
    reached: () => {
      throw new Error('A fault of the page.');
    },
  });
  run.goodEnough();
  await expect(run.result).rejects.toMatchObject({ message: 'A fault of the page.' });
});

test('a range of chunks is no answer for the whole run', async () => {
  const engine = engineWith(1);
  const job = detailedJob(4, 1);
  await engine.run({ ...job, key: undefined, chunks: { from: 0, to: 2 } }).result;
  expect(engine.knows(job)).toBe(false);
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
