import { afterEach, describe, expect, test, vi } from 'vitest';
import { CHUNK } from '../../src/analyses/analysis';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Outcome, Progress } from '../../src/engine/job';
import { chunkedJob, emptyModule, fakeRooms, simpleJob, type FakeResult } from './fake-rooms';

vi.mock('../../src/kernels/kernels', () => ({
  createKernels: async () => ({ memory: { bytes: () => 65_536 } }),
}));

const engines: Engine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => engine.close()));

function inlineEngine(memoBytes?: number) {
  const { rooms, log } = fakeRooms();
  const engine = createEngine({ rooms, module: emptyModule, memoBytes });
  engines.push(engine);
  return { engine, log };
}

const partialsOf = (outcome: Outcome) => (outcome.result as FakeResult).partials;

describe('a run', () => {
  test('merges every chunk in order, the last with what remains', async () => {
    const { engine } = inlineEngine();
    const outcome = await engine.run(chunkedJob(4.5)).result;
    expect(partialsOf(outcome).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(partialsOf(outcome).map(({ scenarios }) => scenarios)).toEqual([
      CHUNK,
      CHUNK,
      CHUNK,
      CHUNK,
      CHUNK / 2,
    ]);
    expect(outcome).toMatchObject({ scenarios: 4.5 * CHUNK, stopped: 'complete', fromMemo: false });
  });

  test('computes chunk 0 first and hands its partial to all others', async () => {
    const { engine, log } = inlineEngine();
    const outcome = await engine.run(chunkedJob(5)).result;
    expect(partialsOf(outcome).map(({ pilot }) => pilot)).toEqual([undefined, 0, 0, 0, 0]);
    expect(log.computed[0]).toBe('0');
  });

  test('without scenarios merges nothing', async () => {
    const { engine, log } = inlineEngine();
    const outcome = await engine.run(chunkedJob(0)).result;
    expect(outcome).toMatchObject({ result: { partials: [] }, scenarios: 0, stopped: 'complete' });
    expect(log.computed).toEqual([]);
  });

  test('of a room without chunks reports no scenarios', async () => {
    const { engine } = inlineEngine();
    const onProgress = vi.fn();
    const run = engine.run(simpleJob(), { onProgress });
    run.goodEnough();
    expect(await run.result).toMatchObject({ scenarios: 0, stopped: 'complete' });
    expect(onProgress).not.toHaveBeenCalled();
  });

  test('counts work done, up to the total', async () => {
    const { engine } = inlineEngine();
    const seen: Progress[] = [];
    await engine.run(chunkedJob(12, { milliseconds: 10 }), { onProgress: (p) => seen.push(p) })
      .result;
    expect(seen[0]).toEqual({ done: 0, total: 12 * CHUNK, scenariosPerSecond: 0 });
    expect(seen.at(-1)?.done).toBe(12 * CHUNK);
    expect(seen.at(-1)?.scenariosPerSecond).toBeGreaterThan(0);
    for (const { done } of seen) expect(done % CHUNK).toBe(0);
    expect(seen.map(({ done }) => done)).toEqual(
      seen.map(({ done }) => done).sort((a, b) => a - b),
    );
  });

  test('shows partial results over growing prefixes, at most about 8 a second', async () => {
    const { engine } = inlineEngine();
    const seen: number[] = [];
    const start = performance.now();
    const onPartial = (result: object) => seen.push((result as FakeResult).partials.length);
    await engine.run(chunkedJob(50, { milliseconds: 10 }), { onPartial }).result;
    const seconds = (performance.now() - start) / 1_000;
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.length).toBeLessThanOrEqual(1 + seconds * 8);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThan(50);
  });

  test('takes turns with other runs', async () => {
    const { engine, log } = inlineEngine();
    const long = engine.run(chunkedJob(40, { milliseconds: 8, name: 'long' }));
    await engine.run(simpleJob({ name: 'short' })).result;
    expect(log.computed.length).toBeLessThan(6);
    long.goodEnough();
    await long.result;
  });

  test('leaves the event loop a turn between two slices', async () => {
    const { engine } = inlineEngine();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await engine.run(chunkedJob(20, { milliseconds: 5 })).result;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(9);
  });

  test('fails when a callback throws, and the next run works', async () => {
    const { engine } = inlineEngine();
    const onProgress = () => {
      throw new Error('A fault of the page.');
    };
    const failed = engine.run(chunkedJob(1), { onProgress }).result;
    await expect(failed).rejects.toMatchObject({ message: 'A fault of the page.' });
    await expect(engine.run(chunkedJob(1)).result).resolves.toMatchObject({ stopped: 'complete' });
  });
});

describe('stopping early', () => {
  test('asks for the precision after 1, 2, 4, ... chunks and drops what lies beyond', async () => {
    const { engine, log } = inlineEngine();
    const outcome = await engine.run(chunkedJob(50, { preciseAt: 5 })).result;
    expect(log.asked).toEqual([1, 2, 4, 8]);
    expect(outcome).toMatchObject({ scenarios: 8 * CHUNK, stopped: 'precision' });
    expect(partialsOf(outcome)).toHaveLength(8);
  });

  test('is complete when the precision would come with the last chunk', async () => {
    const { engine, log } = inlineEngine();
    const outcome = await engine.run(chunkedJob(4, { preciseAt: 4 })).result;
    expect(outcome.stopped).toBe('complete');
    expect(log.asked).toEqual([1, 2]);
  });

  test('good enough settles for the prefix reached', async () => {
    const { engine, log } = inlineEngine();
    const run = engine.run(chunkedJob(1_000, { milliseconds: 5 }), {
      onProgress: ({ done }) => done >= 10 * CHUNK && run.goodEnough(),
    });
    const outcome = await run.result;
    const merged = partialsOf(outcome).length;
    expect(outcome.stopped).toBe('good-enough');
    expect(merged).toBeGreaterThanOrEqual(10);
    expect(outcome.scenarios).toBe(merged * CHUNK);
    await pause(30);
    expect(log.computed.length).toBeLessThan(merged + 3);
  });

  test('good enough said at once still waits for chunk 0', async () => {
    const { engine } = inlineEngine();
    const run = engine.run(chunkedJob(1_000));
    run.goodEnough();
    expect(await run.result).toMatchObject({ scenarios: CHUNK, stopped: 'good-enough' });
  });
});

describe('abort', () => {
  test('rejects at once and computes nothing more', async () => {
    const { engine, log } = inlineEngine();
    const controller = new AbortController();
    const { result } = engine.run(chunkedJob(1_000, { milliseconds: 5 }), {
      signal: controller.signal,
    });
    await pause(60);
    const start = performance.now();
    controller.abort();
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start).toBeLessThan(2_000);
    await pause(20);
    const computed = log.computed.length;
    await pause(40);
    expect(log.computed.length).toBe(computed);
  });

  test('is an AbortError whatever the reason', async () => {
    const { engine } = inlineEngine();
    const signal = AbortSignal.abort('because');
    const { result } = engine.run(chunkedJob(1), { signal });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    await expect(result).rejects.toBeInstanceOf(DOMException);
  });

  test('after the end changes nothing', async () => {
    const { engine } = inlineEngine();
    const controller = new AbortController();
    const { result } = engine.run(chunkedJob(2), { signal: controller.signal });
    await result;
    controller.abort();
    await expect(result).resolves.toMatchObject({ stopped: 'complete' });
  });
});

describe('the memo', () => {
  test('answers a known key without computing', async () => {
    const { engine, log } = inlineEngine();
    const first = await engine.run(chunkedJob(3, {}, 'k')).result;
    const again = await engine.run(chunkedJob(3, {}, 'k')).result;
    expect(again).toEqual({ ...first, fromMemo: true });
    expect(log.computed).toHaveLength(3);
  });

  test('keeps nothing without a key, and nothing that was merely good enough', async () => {
    const { engine, log } = inlineEngine();
    await engine.run(simpleJob()).result;
    await engine.run(simpleJob()).result;
    expect(log.computed).toHaveLength(2);
    const run = engine.run(chunkedJob(1_000, { milliseconds: 2 }, 'k'));
    run.goodEnough();
    await run.result;
    const controller = new AbortController();
    const again = engine.run(chunkedJob(2, {}, 'k'), { signal: controller.signal });
    expect(await again.result).toMatchObject({ fromMemo: false, stopped: 'complete' });
  });

  test('forgets the least recently used beyond its bytes', async () => {
    const { engine } = inlineEngine(20_000);
    const known = async (key: string) =>
      (await engine.run(simpleJob({ length: 1_000 }, key)).result).fromMemo;
    expect([await known('a'), await known('b')]).toEqual([false, false]);
    expect(await known('a')).toBe(true);
    expect(await known('c')).toBe(false);
    expect([await known('a'), await known('c')]).toEqual([true, true]);
    expect(await known('b')).toBe(false);
  });

  test('never holds a result larger than itself', async () => {
    const { engine } = inlineEngine(4_000);
    const run = async () => (await engine.run(simpleJob({ length: 1_000 }, 'k')).result).fromMemo;
    expect([await run(), await run()]).toEqual([false, false]);
  });
});

describe('errors', () => {
  test('a fault in a room is compute-failed, and the next run works', async () => {
    const { engine } = inlineEngine();
    const { result } = engine.run(chunkedJob(9, { failAt: 5 }));
    await expect(result).rejects.toMatchObject({ name: 'EngineError', code: 'compute-failed' });
    await expect(engine.run(chunkedJob(9)).result).resolves.toMatchObject({ stopped: 'complete' });
  });

  test('memory that cannot grow is not-enough-memory, and the instance is replaced', async () => {
    const { engine } = inlineEngine();
    const failing = chunkedJob(2, { failAt: 1, failWith: 'NotEnoughMemoryError' });
    await expect(engine.run(failing).result).rejects.toMatchObject({ code: 'not-enough-memory' });
    expect(engine.status().memoryBytes).toEqual([]);
    await expect(engine.run(chunkedJob(2)).result).resolves.toMatchObject({ stopped: 'complete' });
    expect(engine.status().memoryBytes).toEqual([65_536]);
  });

  test.each(['nothing', 'constructor', '__proto__'])(
    'there is no analysis named %s',
    async (analysis) => {
      const { engine } = inlineEngine();
      const { result } = engine.run({ ...simpleJob(), analysis });
      await expect(result).rejects.toMatchObject({ code: 'unknown-analysis' });
    },
  );

  test('a closed engine rejects what runs and what comes', async () => {
    const { engine } = inlineEngine();
    const { result } = engine.run(chunkedJob(1_000, { milliseconds: 2 }));
    engine.close();
    await expect(result).rejects.toMatchObject({ code: 'closed' });
    await expect(engine.run(simpleJob()).result).rejects.toMatchObject({ code: 'closed' });
  });
});

test('the status says that there are no workers, and why', () => {
  const { engine } = inlineEngine();
  expect(engine.status()).toMatchObject({ mode: 'inline', workers: 0 });
  expect(engine.status().reason).toMatch(/rooms/);
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
