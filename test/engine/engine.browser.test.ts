import { defaultParameters } from '../../src/analyses/parameters';
import { spec as summarySpec } from '../../src/analyses/mix-summary/spec';
import { spec as riskSpec } from '../../src/analyses/value-at-risk/spec';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ParameterValue } from '../../src/analyses/parameters';
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/engine';
import type { Job } from '../../src/engine/job';
import { loadModule } from '../../src/engine/load-module';
import type { Series } from '../../src/finance/dataset';
import { killSilently, replaceWorkerCode, watchWorkers, type LiveWorkers } from './live-workers';

const engines: Engine[] = [];
let live: LiveWorkers;
beforeEach(() => (live = watchWorkers()));
afterEach(async () => {
  engines.splice(0).forEach((engine) => engine.close());
  // No orphans: also a worker that was just starting ends.
  await expect.poll(() => live.alive.size, { timeout: 30_000 }).toBe(0);
  live.restore();
});

function engineWith(options: EngineOptions): Engine {
  const engine = createEngine(options);
  engines.push(engine);
  return engine;
}

test('workers that were prepared do the first runs', async () => {
  const engine = engineWith({ workers: 2 });
  await engine.prepare(['mix-summary', 'value-at-risk', 'no such room']);
  await expect.poll(() => engine.status().workers).toBe(2);
  const prepared = [...live.alive];
  await Promise.all([summaryJob(), riskJob({})].map((job) => engine.run(job).result));
  expect([...live.alive]).toEqual(prepared);
});

test('the first view is computed by its own kernels, and by all of them what follows', async () => {
  const engine = engineWith({ workers: 2 });
  await engine.prepare(['mix-summary', 'value-at-risk/glance', 'correlation/glance']);
  const summary = await engine.run(summaryJob()).result;
  expect(new Set([...live.alive].map(simulates))).toEqual(new Set([false]));
  const risk = await engine.run(riskJob({ scenarios: 200_000 })).result;
  expect(new Set([...live.alive].map(simulates))).toEqual(new Set([true]));
  const again = await engine.run(summaryJob()).result;
  const whole = engineWith({ workers: 2, module: await loadModule() });
  expect(await whole.run(summaryJob()).result).toEqual(summary);
  expect(await whole.run(riskJob({ scenarios: 200_000 })).result).toEqual(risk);
  expect(again).toEqual(summary);
});

describe('the result', () => {
  const jobs: Record<string, Job> = {
    'value-at-risk over many chunks': riskJob({ scenarios: 1_000_001 }),
    'value-at-risk over a horizon': riskJob({ scenarios: 200_000, horizon: 12 }),
    'value-at-risk stopped at a precision': riskJob({ scenarios: 10_000_000, precision: '0.5%' }),
    'mix-summary': summaryJob(),
  };
  test.each(Object.keys(jobs))(
    'of %s is the same on 1, 2, 3 and 8 workers and on this thread',
    async (name) => {
      const [first, ...others] = await Promise.all(
        ([1, 2, 3, 8, 'inline'] as const).map(
          (workers) => engineWith({ workers }).run(jobs[name]).result,
        ),
      );
      expect(first.stopped).toBe(name.includes('precision') ? 'precision' : 'complete');
      for (const other of others) expect(other).toEqual(first);
    },
  );

  test('said to be good enough is that of as many scenarios', async () => {
    const engine = engineWith({ workers: 2 });
    const run = engine.run(riskJob({ scenarios: 10_000_000, horizon: 24 }), {
      onProgress: ({ done }) => done > 300_000 && run.goodEnough(),
    });
    const { stopped, scenarios, result } = await run.result;
    expect(stopped).toBe('good-enough');
    expect(scenarios).toBeLessThan(10_000_000);
    const complete = await engine.run(riskJob({ scenarios, horizon: 24 })).result;
    expect(complete.result).toEqual(result);
  });

  test('of many runs at once is each its own', async () => {
    const engine = engineWith({ workers: 2 });
    const jobs = Array.from({ length: 12 }, (_, seed) => ({
      ...riskJob({ scenarios: 150_000 }),
      seed,
    }));
    const together = await Promise.all(jobs.map((job) => engine.run(job).result));
    for (const [seed, job] of jobs.entries()) {
      expect(await engine.run(job).result).toEqual(together[seed]);
    }
  });
});

describe('a worker that dies', () => {
  test.for<[string, (worker: Worker) => void]>([
    [
      'with an error',
      (worker) => worker.dispatchEvent(new ErrorEvent('error', { message: 'planted' })),
    ],
    [
      'with an unreadable message',
      (worker) => worker.dispatchEvent(new MessageEvent('messageerror')),
    ],
    ['without a sign', killSilently],
  ])('%s rejects its run, and the next run works', async ([, kill]) => {
    const engine = engineWith({ workers: 2 });
    const { result } = engine.run(longJob());
    await until(() => live.alive.size === 2);
    await pause(100);
    live.alive.forEach(kill);
    await expect(result).rejects.toMatchObject({ name: 'EngineError', code: 'worker-died' });
    await expect(engine.run(riskJob()).result).resolves.toMatchObject({ stopped: 'complete' });
    expect(engine.status()).toMatchObject({ mode: 'workers' });
  });
});

describe('abort', () => {
  test('at any moment rejects and frees every worker long before the run would end', async () => {
    const engine = engineWith({ workers: 2 });
    for (const delay of [0, 3, 10, 25, 60, 150, 300]) {
      const controller = new AbortController();
      const { result } = engine.run(longJob(), { signal: controller.signal });
      const caught = result.catch((error: unknown) => error);
      await pause(delay);
      const start = performance.now();
      controller.abort();
      expect(await caught).toMatchObject({ name: 'AbortError' });
      expect(performance.now() - start).toBeLessThan(2_000);
      await pause(60);
      const next = performance.now();
      await engine.run(riskJob({ scenarios: 10_000 })).result;
      expect(performance.now() - next).toBeLessThan(5_000);
    }
    expect(live.alive.size).toBeLessThanOrEqual(2);
    expect(engine.status().workers).toBe(live.alive.size);
  });

  test('leaves other runs alone', async () => {
    const engine = engineWith({ workers: 2 });
    const controller = new AbortController();
    const long = engine.run(longJob(), { signal: controller.signal }).result.catch(() => 'aborted');
    const other = engine.run(riskJob({ scenarios: 100_000 }));
    await pause(20);
    controller.abort();
    expect(await long).toBe('aborted');
    await expect(other.result).resolves.toMatchObject({ stopped: 'complete' });
  });
});

describe('where workers cannot start', () => {
  test.each([
    ['they throw', 'throw new Error("planted")'],
    ['they say why', 'onmessage = () => postMessage({ ready: false, problem: "planted" })'],
  ])('because %s, this thread computes the same', async (_, code) => {
    const expected = await engineWith({ workers: 'inline' }).run(riskJob()).result;
    live.restore();
    const restore = replaceWorkerCode(code);
    const engine = engineWith({ workers: 2 });
    const outcome = await engine.run(riskJob()).result.finally(restore);
    expect(outcome).toEqual(expected);
    expect(engine.status()).toMatchObject({ mode: 'inline', workers: 0 });
    expect(engine.status().reason).toContain('planted');
  });

  test('because they stay silent, this thread computes after the deadline', async () => {
    live.restore();
    const restore = replaceWorkerCode('');
    const engine = engineWith({ workers: 1 });
    await engine.run(riskJob()).result.finally(restore);
    expect(engine.status()).toMatchObject({ mode: 'inline' });
    expect(engine.status().reason).toContain('in time');
  });

  test('because they are refused, this thread computes', async () => {
    live.restore();
    const RealWorker = globalThis.Worker;
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    } as unknown as typeof Worker;
    const engine = engineWith({});
    await engine.run(riskJob()).result.finally(() => (globalThis.Worker = RealWorker));
    expect(engine.status()).toMatchObject({ mode: 'inline' });
    expect(engine.status().reason).toContain('refused');
  });
});

describe('workers', () => {
  test('are not started before the first run, nor more than asked for', async () => {
    const engine = engineWith({ workers: 2 });
    expect(live.started).toBe(0);
    await engine.run(riskJob({ scenarios: 2_000_000 })).result;
    expect(live.started).toBe(2);
    await expect.poll(() => engine.status().workers).toBe(2);
    for (const bytes of engine.status().memoryBytes) expect(bytes).toBeLessThan(64 * 2 ** 20);
  });

  test('end when idle', async () => {
    const engine = engineWith({ workers: 2, idle: { seconds: 1, keep: 0 } });
    await engine.run(riskJob({ scenarios: 2_000_000 })).result;
    await until(() => live.alive.size === 0);
    await expect(engine.run(riskJob()).result).resolves.toMatchObject({ stopped: 'complete' });
  });

  test('keep the page answering', async () => {
    const engine = engineWith({ workers: 2 });
    let worst = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 1);
    await engine.run(riskJob({ scenarios: 3_000_000 }), { onPartial: () => {} }).result;
    clearInterval(timer);
    expect(worst).toBeLessThan(1_000);
  });
});

function riskJob(parameters: Record<string, ParameterValue> = {}): Job {
  const defaults = { ...defaultParameters(riskSpec.parameters), method: 'simulated' };
  return {
    analysis: 'value-at-risk',
    series,
    parameters: { ...defaults, ...parameters },
    seed: 7,
  };
}

/** Whether the worker was started with kernels that simulate. */
function simulates(worker: Worker): boolean {
  const module = live.modules.get(worker);
  if (module === undefined) throw new Error('The worker was handed no kernels.');
  return WebAssembly.Module.exports(module).some(({ name }) => name === 'collapsedNormalBlock');
}

/** Chunks of some 50 ms, for much longer than any test lasts. */
function longJob(): Job {
  return riskJob({ scenarios: 10_000_000, horizon: 250 });
}

function summaryJob(): Job {
  const parameters = defaultParameters(summarySpec.parameters);
  return { analysis: 'mix-summary', series, parameters, seed: 7 };
}

/** Three assets over 600 months, from a plain congruential generator. */
const series: Series = (() => {
  let state = 1;
  const uniform = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const column = (scale: number) =>
    Float64Array.from({ length: 600 }, () => scale * (uniform() + uniform() + uniform() - 1.45));
  return {
    assets: ['stocks', 'bonds', 'gold'],
    returns: [column(0.05), column(0.015), column(0.04)],
    weights: new Float64Array([0.5, 0.4, 0.1]),
    index: Array.from(
      { length: 600 },
      (_, t) => `${1_970 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-28`,
    ),
    dated: true,
    frequency: 'monthly',
    periodsPerYear: 12,
  };
})();

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}
