/** Worker threads of Node, which this file watches by standing in for their class. */
import worker_threads, { Worker } from 'node:worker_threads';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/asset-mix';
import { monthly } from '../analyses/built-in-data';
import { refusal } from './library';

vi.mock('../../src/engine/load-module', () => import('../tools/kernels'));

const dataset = monthly;
const scenario = {
  analysis: 'value-at-risk',
  parameters: { method: 'simulated', scenarios: 3_000_000, horizon: 3 },
} as const;

const started: Worker[] = [];
let exits = 0;

class WatchedWorker extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    started.push(this);
    this.on('exit', () => (exits += 1));
  }
}

worker_threads.Worker = WatchedWorker;
afterAll(() => {
  worker_threads.Worker = Worker;
});

beforeEach(async () => {
  await vi.waitFor(() => expect(exits).toBe(started.length), 10_000);
  started.length = 0;
  exits = 0;
});

describe('worker threads', () => {
  test.each([2, 3])('(%i of them) give the bits of this thread', async (workers) => {
    const alone = await run(scenario, { dataset, workers: 'inline' });
    expect(started).toHaveLength(0);
    expect(await run(scenario, { dataset, workers })).toEqual(alone);
    expect(started).toHaveLength(workers);
  });

  test('are not started by default, nor for one', async () => {
    await run(scenario, { dataset });
    await run(scenario, { dataset, workers: 1 });
    await run(scenario, { dataset, workers: 0 });
    expect(started).toHaveLength(0);
  });

  test('serve the next run, and end soon after the last', async () => {
    await run(scenario, { dataset, workers: 2 });
    await run(scenario, { dataset, workers: 2 });
    expect(started).toHaveLength(2);
    await vi.waitFor(() => expect(exits).toBe(2), 10_000);
  });

  test('compute an analysis that does not simulate', async () => {
    const simple = { analysis: 'rolling-statistics' };
    const alone = await run(simple, { dataset });
    expect(await run(simple, { dataset, workers: 2 })).toEqual(alone);
    expect(started).toHaveLength(1);
  });

  test('that do not start are replaced by this thread', async () => {
    const running = run(scenario, { dataset, workers: 2 });
    await vi.waitFor(() => expect(started).toHaveLength(1), { timeout: 10_000, interval: 1 });
    for (const worker of started) void worker.terminate();
    expect((await running).digest).toBe((await run(scenario, { dataset })).digest);
  });

  test('that die while they compute reject the run, and the next one works', async () => {
    const long = { ...scenario, parameters: { ...scenario.parameters, scenarios: 100_000_000 } };
    const onProgress = ({ done }: { done: number }) => {
      if (done > 0) for (const worker of started) void worker.terminate();
    };
    const running = run(long, { dataset, workers: 2, onProgress });
    expect(await refusal(running)).toEqual({ code: 'worker-died' });
    const alone = await run(scenario, { dataset });
    expect(await run(scenario, { dataset, workers: 2 })).toEqual(alone);
  });
});
