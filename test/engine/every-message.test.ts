/**
 * Every message between page and worker goes wrong in turn: each call settles with its result or
 * an error in words, and what comes after gives the same, with no worker left behind.
 */
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { spec as summarySpec } from '../../src/analyses/mix-summary/spec';
import { defaultParameters } from '../../src/analyses/parameters';
import { spec as riskSpec } from '../../src/analyses/value-at-risk/spec';
import { spec as wealthSpec } from '../../src/analyses/wealth-paths/spec';
import { createEngine, type Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engine-error';
import type { RemoteService } from '../../src/engine/host';
import type { Job } from '../../src/engine/job';
import { series as short } from './fake-rooms';
import { createMessageWorkers, faults, type MessageWorkers } from './message-workers';

const module = new WebAssembly.Module(
  readFileSync(new URL('../../build/kernels.wasm', import.meta.url)),
);
// Some hundred runs a test.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const realTimeout = globalThis.setTimeout;
const realGrow = WebAssembly.Memory.prototype.grow;

/** The real one, so that what is missing here is a type error. */
const methods: Readonly<Record<keyof RemoteService, true>> = {
  begin: true,
  plan: true,
  adopt: true,
  chunks: true,
  compute: true,
  detail: true,
  beginRead: true,
  readNext: true,
  readOutcome: true,
  end: true,
};

const engines: Engine[] = [];
// All code is loaded once, which takes a while.
beforeAll(async () => {
  for (const workers of [2, 'inline'] as const) {
    const engine = createEngine({ workers, module, makeWorker: createMessageWorkers().make });
    for (const call of Object.values(calls)) await call(engine);
    engine.close();
  }
});
beforeEach(() => {
  // Silence is a matter of time, which here passes when nothing else happens.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  engines.splice(0).forEach((engine) => engine.close());
  WebAssembly.Memory.prototype.grow = realGrow;
  vi.useRealTimers();
});

const calls: Readonly<Record<string, (engine: Engine) => Promise<object>>> = {
  'a run in one go': (engine) => engine.run(summary).result,
  'a run of chunks': (engine) => engine.run(risk).result,
  'a run with detail': (engine) => engine.run(wealth).result,
  'a reading': (engine) => engine.read(file),
};

test('every method of a worker, its start and their answers are among what goes wrong', async () => {
  const crossed = new Set<string>();
  for (const name of Object.keys(calls)) {
    for (const crossing of (await clean(name)).crossed) crossed.add(crossing.name);
  }
  const wanted = Object.keys(methods).flatMap((method) => [
    `to worker: ${method}`,
    `from worker: ${method}`,
  ]);
  wanted.push('to worker: start', 'from worker: ready');
  expect([...crossed].toSorted()).toEqual(wanted.toSorted());
});

test.for(faults)(
  'a message that %s fails a call in words at most, and the next one works',
  async (fault) => {
    const seen = new Set<string>();
    for (const [name, call] of Object.entries(calls)) {
      const { crossed, came: expected } = await clean(name);
      for (const crossing of crossed) {
        const where = `${name}, ${crossing.name}, ${crossing.times} before`;
        const key = `${crossing.name} ${crossing.times}`;
        // What comes often is the same each time.
        if (seen.has(key) || crossing.times > 1) continue;
        seen.add(key);
        const workers = createMessageWorkers({ ...crossing, fault });
        const engine = engineWith(workers);
        const errors: Error[] = [];
        // What goes wrong after an answer meets the next call.
        for (let time = 0; time < 3; time += 1) {
          const came = await settled(call(engine), workers);
          if (came instanceof Error) errors.push(came);
          else expect(came, where).toEqual(expected);
          if (time > 0 && !(came instanceof Error)) break;
        }
        expect(errors.length, where).toBeLessThanOrEqual(1);
        for (const error of errors) expectWords(error, where);
        await expectNoOrphan(engine, workers, where);
        engine.close();
        expect(workers.alive.size, where).toBe(0);
      }
    }
  },
);

test('memory that cannot grow fails a call in words at most, and the next one works', async () => {
  let grown = 0;
  let refused = Infinity;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages) {
    grown += 1;
    if (grown > refused) throw new RangeError('WebAssembly.Memory.grow(): planted');
    return realGrow.call(this, pages);
  };
  let errors = 0;
  for (const [name, call] of Object.entries(calls)) {
    [grown, refused] = [0, Infinity];
    const { came: expected } = await clean(name);
    const times = grown;
    for (let allowed = 0; allowed < times; allowed += 1) {
      const where = `${name}, memory grown ${allowed} times`;
      const workers = createMessageWorkers();
      const engine = engineWith(workers);
      [grown, refused] = [0, allowed];
      const came = await settled(call(engine), workers);
      if (came instanceof Error) {
        errors += 1;
        expectWords(came, where);
        expect(came, where).toMatchObject({ code: 'not-enough-memory' });
      } else expect(came, where).toEqual(expected);
      refused = Infinity;
      expect(await settled(call(engine), workers), where).toEqual(expected);
      await expectNoOrphan(engine, workers, where);
      engine.close();
    }
  }
  expect(errors).toBeGreaterThan(2);
});

test('a run that is cancelled at any message leaves no worker, and the next one is right', async () => {
  const { crossed, came: expected } = await clean('a run of chunks');
  const workers = createMessageWorkers();
  const engine = engineWith(workers);
  // From a plain congruential generator, so that they are the same each time.
  let state = 1;
  let cancelled = 0;
  for (let time = 0; time < 60; time += 1) {
    state = (state * 1_103_515 + 12_345) % 2 ** 31;
    let left = Math.floor(state / 65_536) % crossed.length;
    const controller = new AbortController();
    const { signal } = controller;
    workers.onCrossing = () => {
      if (left === 0) controller.abort();
      left -= 1;
    };
    const seeds = time % 3 === 0 ? [time, 1_000 + time] : [time];
    const runs = seeds.map((seed) => engine.run({ ...risk, seed }, { signal }).result);
    const came = await settled(Promise.allSettled(runs), workers);
    for (const one of came as PromiseSettledResult<object>[]) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'AbortError' });
    }
    cancelled += Number(signal.aborted);
    workers.onCrossing = undefined;
    if (time % 10 > 0) continue;
    expect(await settled(engine.run(risk).result, workers), `time ${time}`).toEqual(expected);
    await expectNoOrphan(engine, workers, `time ${time}`);
  }
  expect(cancelled).toBeGreaterThan(40);
  engine.close();
  expect(workers.alive.size).toBe(0);
});

function engineWith(workers: MessageWorkers): Engine {
  const engine = createEngine({ workers: 2, module, makeWorker: workers.make });
  engines.push(engine);
  return engine;
}

/** What a call comes to where nothing goes wrong, and what crosses the boundary meanwhile. */
async function clean(name: string) {
  const workers = createMessageWorkers();
  const engine = engineWith(workers);
  const came = await settled(calls[name](engine), workers);
  expect(came).not.toBeInstanceOf(Error);
  await quiet(workers, 12);
  engine.close();
  return { came, crossed: [...workers.crossed] };
}

/** What became of it; time passes where nothing else does. */
async function settled(call: Promise<unknown>, workers: MessageWorkers): Promise<unknown> {
  let came: unknown;
  let done = false;
  const settle = (value: unknown) => {
    came = value;
    done = true;
  };
  call.then(settle, settle);
  await quiet(workers, 12, () => done);
  for (let seconds = 0; !done; seconds += 1) {
    // Twice the patience with a worker that is silent, and its start.
    if (seconds > 140) return 'never settled';
    await vi.advanceTimersByTimeAsync(1_000);
    await quiet(workers, 3, () => done);
  }
  return came;
}

/** Until nothing has crossed the boundary for so many turns of the event loop. */
async function quiet(
  { crossed }: MessageWorkers,
  turns: number,
  enough = () => false,
): Promise<void> {
  let before = crossed.length;
  for (let still = 0; still < turns && !enough(); still += 1) {
    await new Promise((resolve) => realTimeout(resolve, 1));
    if (crossed.length !== before) still = 0;
    before = crossed.length;
  }
}

function expectWords(error: Error, where: string): void {
  expect(error, where).toBeInstanceOf(EngineError);
  expect(error.message, where).toMatch(/^\S.*\s.*\S$/);
}

async function expectNoOrphan(engine: Engine, workers: MessageWorkers, where: string) {
  // What was starting or was given time to come back.
  await quiet(workers, 12);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(workers.alive.size, where).toBe(engine.status().workers);
}

const series = {
  ...short,
  returns: [0.02, 0.01].map((scale) =>
    Float64Array.from({ length: 36 }, (_, t) => scale * (((t * 37) % 17) / 8 - 1)),
  ),
  index: Array.from({ length: 36 }, (_, t) => String(t + 1)),
};
const summary: Job = {
  analysis: 'mix-summary',
  series,
  parameters: defaultParameters(summarySpec.parameters),
  seed: 7,
};
const risk: Job = {
  analysis: 'value-at-risk',
  series,
  parameters: { ...defaultParameters(riskSpec.parameters), method: 'simulated', scenarios: 65_537 },
  seed: 7,
};
const wealth: Job = {
  analysis: 'wealth-paths',
  series,
  parameters: { ...defaultParameters(wealthSpec.parameters), years: 1, scenarios: 4_096 },
  seed: 7,
};
const file = new Blob(['day,a\n2020-01-31,1\n2020-02-29,2\n2020-03-31,3\n']);
