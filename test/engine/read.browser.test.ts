import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultParameters } from '../../src/analyses/parameters';
import { spec } from '../../src/analyses/mix-summary/spec';
import type { ParsedTable, ReadProgress } from '../../src/data/parse/parsed-table';
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/engine';
import type { Job } from '../../src/engine/job';
import { series } from './fake-rooms';
import { killSilently, watchWorkers, type LiveWorkers } from './live-workers';

const engines: Engine[] = [];
let live: LiveWorkers;
beforeEach(() => (live = watchWorkers()));
afterEach(async () => {
  engines.splice(0).forEach((engine) => engine.close());
  await expect.poll(() => live.alive.size).toBe(0);
  live.restore();
});

function engineWith(options: EngineOptions): Engine {
  const engine = createEngine(options);
  engines.push(engine);
  return engine;
}

/** Some 20 MB. */
const large = pricesOf(500_000);

describe('a file that is read in a worker', () => {
  test('gives the same as on this thread, its values as arrays of doubles', async () => {
    const file = pricesOf(12_000);
    const [inline, worker] = await Promise.all(
      (['inline', 2] as const).map((workers) => engineWith({ workers }).read(file)),
    );
    const { columns, values, index, dated } = worker as ParsedTable;
    expect(values).toHaveLength(4);
    for (const column of values) expect(column).toBeInstanceOf(Float64Array);
    expect(values[0].slice(0, 3)).toEqual(new Float64Array([100, 101.37, 102.74]));
    expect([index.length, index[0], dated]).toEqual([12_000, '1900-01-01', true]);
    expect(columns.map(({ name }) => name)).toEqual(['Stocks', 'Bonds', 'Gold', 'Cash']);
    expect(worker).toEqual(inline);
  });

  test('is read as it was said', async () => {
    const file = new Blob(['a,b\n1,5\n2,6\n3,7\n']);
    const outcome = await engineWith({ workers: 1 }).read(file, { kind: 'returns', percent: true });
    expect(outcome).toMatchObject({ settings: { kind: 'returns', percent: true }, dated: false });
  });

  test('says why it is no table', async () => {
    const outcome = await engineWith({ workers: 1 }).read(new Blob([]));
    expect(outcome).toMatchObject({ unreadable: expect.any(String) as string, line: 1 });
  });

  test('of 20 MB tells how far it is while the page and another run go on', async () => {
    const engine = engineWith({ workers: 2 });
    const seen: ReadProgress[] = [];
    let worst = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 1);
    const reading = engine.read(large, {}, { onProgress: (progress) => seen.push(progress) });
    await engine.run(summaryJob()).result;
    const before = seen.at(-1)?.done ?? false;
    const table = (await reading) as ParsedTable;
    clearInterval(timer);
    expect(before).toBe(false);
    expect(table.bytes).toBe(large.size);
    expect(seen.at(-1)).toMatchObject({ bytesRead: large.size, bytes: large.size, done: true });
    expect(seen.length).toBeGreaterThan(5);
    for (const key of ['bytesRead', 'rows'] as const) {
      const numbers = seen.map((progress) => progress[key]);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
    // A page that read 20 MB itself would be silent for longer.
    expect(worst).toBeLessThan(1_000);
  });

  test('shares a single worker with another run', async () => {
    const engine = engineWith({ workers: 1 });
    let done = false;
    const reading = engine.read(large).then(() => (done = true));
    await engine.run(summaryJob()).result;
    expect(done).toBe(false);
    await reading;
    expect(live.started).toBe(1);
  });
});

describe('a reading that ends early', () => {
  test.each([0, 5, 40, 200])('because it is aborted after %s ms rejects at once', async (delay) => {
    const engine = engineWith({ workers: 1 });
    const controller = new AbortController();
    const caught = engine
      .read(large, {}, { signal: controller.signal })
      .catch((error: unknown) => error);
    await pause(delay);
    const start = performance.now();
    controller.abort();
    expect(await caught).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start).toBeLessThan(1_000);
    await expect(engine.run(summaryJob()).result).resolves.toMatchObject({ stopped: 'complete' });
    await expect(engine.read(pricesOf(50))).resolves.toMatchObject({ dated: true });
    expect(live.alive.size).toBe(1);
  });

  test.for<[string, (worker: Worker) => void]>([
    [
      'with an error',
      (worker) => worker.dispatchEvent(new ErrorEvent('error', { message: 'planted' })),
    ],
    ['without a sign', killSilently],
  ])('because its worker died %s rejects, and the next one works', async ([, kill]) => {
    const engine = engineWith({ workers: 2 });
    const end = endOf(engine, () => live.alive.forEach(kill));
    expect(await end).toMatchObject({ name: 'EngineError', code: 'worker-died' });
    await expect(engine.read(pricesOf(50))).resolves.toMatchObject({ dated: true });
    expect(engine.status()).toMatchObject({ mode: 'workers' });
  });

  test('because the engine was closed rejects', async () => {
    const engine = engineWith({ workers: 1 });
    const end = endOf(engine, () => engine.close());
    expect(await end).toMatchObject({ name: 'EngineError', code: 'closed' });
  });
});

/** Why the reading of the large file ended, of which something happens in the midst. */
async function endOf(engine: Engine, happen: () => void): Promise<unknown> {
  let happened = false;
  const onProgress = () => {
    if (!happened) happen();
    happened = true;
  };
  return engine.read(large, {}, { onProgress }).then(
    () => 'it was read',
    (error: unknown) => error,
  );
}

/** Days from 1900 on, and four prices that grow. */
function pricesOf(rows: number): Blob {
  const lines = ['Date,Stocks,Bonds,Gold,Cash'];
  const day = new Date('1900-01-01T00:00:00Z');
  for (let t = 0; t < rows; t += 1) {
    const price = (step: number) => (100 + ((t * step) % 9_000)).toFixed(2);
    const date = day.toISOString().slice(0, 10);
    lines.push(`${date},${price(1.37)},${price(0.11)},${price(2.06)},${price(0.03)}`);
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return new Blob([lines.join('\n')]);
}

function summaryJob(): Job {
  const parameters = defaultParameters(spec.parameters);
  return { analysis: 'mix-summary', series, parameters, seed: 7 };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
