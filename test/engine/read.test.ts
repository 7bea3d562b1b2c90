import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ReadProgress } from '../../src/data/parse/parsed-table';
import { createComputeService, type CreateReader } from '../../src/engine/compute-service';
import { createEngine, type Engine } from '../../src/engine/engine';
import type { Host } from '../../src/engine/host';
import { createReadWork } from '../../src/engine/read-work';
import type { Kernels } from '../../src/kernels/kernels';
import { chunkedJob, emptyModule, fakeRooms, simpleJob } from './fake-rooms';
import { fakeReader, table, type FakeReading } from './fake-reader';

vi.mock('../../src/kernels/kernels', () => ({
  createKernels: async () => ({ memory: { bytes: () => 65_536 } }),
}));

const engines: Engine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => engine.close()));

const file = new Blob(['a']);

function engineFor(reading?: FakeReading) {
  const { create: createReader, log } = fakeReader(reading);
  const { rooms, log: computed } = fakeRooms();
  const engine = createEngine({ rooms, createReader, module: emptyModule });
  engines.push(engine);
  return { engine, log, computed: computed.computed };
}

describe('reading a file', () => {
  test('goes on piece by piece until it is done, and gives the outcome', async () => {
    const { engine, log } = engineFor();
    await expect(engine.read(file, { header: true })).resolves.toBe(table);
    expect(log).toEqual({ pieces: ['a0', 'a1', 'a2'], given: [{ header: true }] });
  });

  test('gives why a file is no table', async () => {
    const unreadable = { unreadable: 'The file is empty.', line: 1 };
    await expect(engineFor({ unreadable }).engine.read(file)).resolves.toBe(unreadable);
  });

  test('tells how far it is, seldom, and always at the end', async () => {
    const { engine } = engineFor({ pieces: 200, milliseconds: 1 });
    const seen: ReadProgress[] = [];
    const start = performance.now();
    await engine.read(file, {}, { onProgress: (progress) => seen.push(progress) });
    const most = 2 + (performance.now() - start) / 30;
    expect(seen[0]).toEqual({ bytesRead: 10, bytes: 2_000, rows: 1, done: false });
    expect(seen.at(-1)).toEqual({ bytesRead: 2_000, bytes: 2_000, rows: 200, done: true });
    expect(seen.filter(({ done }) => done)).toHaveLength(1);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.length).toBeLessThanOrEqual(most);
  });

  test('never goes back in what it tells, where the reader begins anew', async () => {
    const { engine } = engineFor({ pieces: 20, anewAt: 9, milliseconds: 15 });
    const seen: ReadProgress[] = [];
    await engine.read(file, {}, { onProgress: (progress) => seen.push(progress) });
    const bytes = seen.map(({ bytesRead }) => bytesRead);
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
    expect(bytes.filter((count) => count === 90).length).toBeGreaterThan(2);
  });

  test('is not remembered', async () => {
    const { engine, log } = engineFor({ pieces: 1 });
    await engine.read(file);
    await engine.read(file);
    expect(log.pieces).toEqual(['a0', 'a0']);
  });

  test('does not drive a result out of the memo', async () => {
    const { engine, computed } = engineFor();
    await engine.run(simpleJob({}, 'key')).result;
    await engine.read(file);
    await engine.run(simpleJob({}, 'key')).result;
    expect(computed).toEqual(['simple']);
  });

  test('leaves other runs and other files their turn', async () => {
    const { engine, log, computed } = engineFor({ pieces: 40, milliseconds: 2 });
    const one = engine.read(file);
    const other = engine.read(new Blob(['b']));
    await engine.run(chunkedJob(4, { milliseconds: 7 })).result;
    expect(computed).toHaveLength(4);
    expect(log.pieces.length).toBeGreaterThan(2);
    expect(log.pieces.length).toBeLessThan(30);
    await Promise.all([one, other]);
    expect(log.pieces.slice(0, 4).toSorted()).toEqual(['a0', 'a1', 'b0', 'b1']);
  });

  test('leaves the event loop a turn between two pieces', async () => {
    const { engine } = engineFor({ pieces: 30, milliseconds: 4 });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await engine.read(file);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(14);
  });
});

describe('a reading that fails', () => {
  test('because the reader throws rejects as any bug does, and the next one works', async () => {
    const { engine } = engineFor({ failAt: 1 });
    await expect(engine.read(file)).rejects.toMatchObject({
      name: 'EngineError',
      code: 'compute-failed',
      message: 'A planted fault.',
    });
    await expect(engine.run(simpleJob()).result).resolves.toMatchObject({ stopped: 'complete' });
  });

  test('because the reader cannot begin rejects', async () => {
    const createReader = () => {
      throw new Error('A planted fault.');
    };
    const engine = createEngine({ createReader, module: emptyModule });
    engines.push(engine);
    await expect(engine.read(file)).rejects.toMatchObject({ code: 'compute-failed' });
  });

  test('because its host is gone between two pieces rejects', async () => {
    const { host, end } = hostOf(fakeReader({ pieces: 2 }).create);
    const rejected: unknown[] = [];
    const work = createReadWork(
      file,
      {},
      {},
      { id: 1, resolve: () => {}, reject: (error) => rejected.push(error) },
    );
    const other = { ...host };
    await work.next(host, 2);
    expect([work.takes?.(host), work.takes?.(other), work.width()]).toEqual([true, false, 0]);
    work.lost?.(other);
    expect(rejected).toEqual([]);
    work.lost?.(host);
    expect(rejected).toMatchObject([{ name: 'EngineError', code: 'worker-died' }]);
    work.release();
    expect(end).toHaveBeenCalledWith(1);
    expect([work.takes?.(host), work.uses(host)]).toEqual([false, false]);
  });

  test('for want of memory says so', async () => {
    const failure = new RangeError('Array buffer allocation failed');
    const { engine } = engineFor({ failAt: 2, failure });
    await expect(engine.read(file)).rejects.toMatchObject({ code: 'not-enough-memory' });
    await expect(engine.run(simpleJob()).result).resolves.toMatchObject({ stopped: 'complete' });
  });

  test('because the file is gone says so to the person', async () => {
    const failure = new DOMException('The requested file could not be read.', 'NotReadableError');
    const { engine } = engineFor({ failAt: 2, failure });
    const outcome = await engine.read(file);
    expect('unreadable' in outcome && outcome.unreadable).toMatch(/moved, changed or removed/);
  });

  test('because a callback throws rejects with what it threw', async () => {
    const { engine } = engineFor();
    const onProgress = () => {
      throw new Error('A fault of the page.');
    };
    const failed = engine.read(file, {}, { onProgress });
    await expect(failed).rejects.toMatchObject({ message: 'A fault of the page.' });
  });
});

describe('a reading that is not wanted any more', () => {
  test('rejects at once when it is aborted, and asks for no further piece', async () => {
    const { engine, log } = engineFor({ pieces: 100, milliseconds: 2 });
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = () => controller.abort('no longer');
    await expect(engine.read(file, {}, { signal, onProgress })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const before = log.pieces.length;
    await engine.run(simpleJob()).result;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(log.pieces).toHaveLength(before);
  });

  test('does not begin when it was aborted before', async () => {
    const { engine, log } = engineFor();
    await expect(engine.read(file, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(log.given).toEqual([]);
  });

  test('rejects when the engine is closed, and so do later ones', async () => {
    const { engine } = engineFor({ pieces: 1_000 });
    const reading = engine.read(file);
    await new Promise((resolve) => setTimeout(resolve, 5));
    engine.close();
    await expect(reading).rejects.toMatchObject({ name: 'EngineError', code: 'closed' });
    await expect(engine.read(file)).rejects.toMatchObject({ code: 'closed' });
  });

  test('is forgotten by its host, whether done or not', async () => {
    const service = createComputeService(kernels, {}, fakeReader().create);
    service.beginRead(3, file, {});
    service.end(3);
    await expect(service.readOutcome(3)).rejects.toThrow('has not begun');
  });

  test('is forgotten by the page once it has settled', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    await engineFor().engine.read(file, {}, { signal: controller.signal });
    expect(removed).toHaveBeenCalledOnce();
  });
});

const kernels = { memory: { bytes: () => 65_536 } } as unknown as Kernels;

/** A host with only what a reading asks of it. */
function hostOf(createReader: CreateReader) {
  const service = createComputeService(kernels, {}, createReader);
  const end = vi.fn(async () => {});
  const host = {
    service: {
      beginRead: async (...args: Parameters<typeof service.beginRead>) =>
        service.beginRead(...args),
      readNext: service.readNext,
      end,
    },
  } as unknown as Host;
  return { host, end };
}
