import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { spec } from '../../src/analyses/mix-summary/spec';
import { defaultParameters } from '../../src/analyses/parameters';
import { createEngine } from '../../src/engine/engine';
import type { Job } from '../../src/engine/job';
import { series } from './fake-rooms';

/** A worker holds its whole code, half a megabyte. */
test('a worker that has ended is forgotten, whether it was cancelled, idle or closed', async () => {
  const started: WeakRef<Worker>[] = [];
  const RealWorker = globalThis.Worker;
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      started.push(new WeakRef(this));
    }
  };
  const engine = createEngine({ workers: 2, idle: { seconds: 1, keep: 0 } });
  try {
    for (let time = 0; time < 3; time += 1) {
      await engine.run(job).result;
      await expect.poll(() => engine.status().workers, { timeout: 30_000 }).toBe(0);
    }
    await engine.run(job).result;
    engine.close();
  } finally {
    globalThis.Worker = RealWorker;
  }
  expect(started.length).toBeGreaterThanOrEqual(4);
  const left = async () => {
    await cdp().send('HeapProfiler.collectGarbage');
    return started.filter((worker) => worker.deref() !== undefined).length;
  };
  await expect.poll(left, { timeout: 30_000, interval: 100 }).toBe(0);
});

const job: Job = {
  analysis: 'mix-summary',
  series,
  parameters: defaultParameters(spec.parameters),
  seed: 7,
};
