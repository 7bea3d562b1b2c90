import { describe, expect, test, vi } from 'vitest';
import { NUMBERS_VERSION, prepareScenario } from '../../src/analyses/scenario';
import {
  AssetMixError,
  chunksOf,
  decodeScenario,
  encodeScenario,
  merge,
  run,
  type Dataset,
  type Progress,
  type ScenarioInput,
} from '../../src/asset-mix';
import { EngineError } from '../../src/engine/engine-error';
import { toAssetMixError } from '../../src/library/asset-mix-error';
import { builtIn, monthly } from '../analyses/built-in-data';
import { expectedCase } from '../e2e/expected';
import { refusal } from './library';

vi.mock('../../src/engine/load-module', () => import('../tools/kernels'));

const dataset = monthly;
const simulated = (scenarios: number) => ({
  analysis: 'value-at-risk' as const,
  parameters: { method: 'simulated', scenarios },
});

describe('a run', () => {
  test.each(['mix-summary', 'correlation', 'rolling-statistics', 'value-at-risk'])(
    'of %s has the digest of the room on its own',
    async (analysis) => {
      const wanted = await expectedCase(dataset.id, { analysis, seed: 3 });
      const outcome = await run({ analysis, seed: 3 }, { dataset });
      expect(outcome.digest).toBe(wanted.digest);
      expect(outcome.scenario).toEqual(wanted.scenario);
      expect(outcome.fingerprint).toBe(dataset.fingerprint);
    },
  );

  test('of nothing chosen is the first view of the page', async () => {
    const { scenario, digest } = await run({}, { dataset });
    expect(digest).toBe((await expectedCase(dataset.id)).digest);
    expect((await run(scenario, { dataset })).digest).toBe(digest);
  });

  test('says how many scenarios it simulated, and none where none are', async () => {
    expect(await run(simulated(100_000), { dataset })).toMatchObject({
      scenarios: 100_000,
      stopped: 'complete',
      numbersVersion: NUMBERS_VERSION,
    });
    expect(await run({}, { dataset })).toMatchObject({ scenarios: 0, stopped: 'complete' });
  });

  test('of a link and of the address of a page is that of the scenario', async () => {
    const { digest, scenario } = await run(simulated(50_000), { dataset });
    const link = encodeScenario(scenario, { dataset });
    const address = `https://example.org/lab/?x=1#s=${link}`;
    expect((await run(decodeScenario(link), { dataset })).digest).toBe(digest);
    expect((await run(decodeScenario(address), { dataset })).digest).toBe(digest);
    expect(encodeScenario(decodeScenario(link), { dataset })).toBe(link);
  });

  test('joins several datasets as the page does', async () => {
    const sources = [monthly, builtIn('us-stocks-bonds-cpi-monthly-1871')];
    const input: ScenarioInput = { mix: { assets: ['us_stocks'], weights: [10_000] } };
    const { fingerprint, scenario, dropped, changed } = await run(input, { dataset: sources });
    const ids = sources.map(({ id }) => ({ id }));
    const draft = { data: { sources: ids }, mix: { assets: ['us_stocks'], weights: [10_000] } };
    const prepared = prepareScenario(draft, sources);
    expect(scenario).toEqual(prepared.scenario);
    expect(fingerprint).toBe(prepared.dataset.fingerprint);
    expect(dropped).toEqual(prepared.dropped);
    expect(dropped).not.toEqual([]);
    expect(changed).toEqual([]);
  });

  test('takes the data through steps, and says what they changed', async () => {
    const data = { steps: [{ step: 'fee', rate: 0.01 }] } as const;
    const outcome = await run({ data }, { dataset: monthly });
    const draft = { data: { sources: [{ id: monthly.id }], steps: [...data.steps] } };
    const prepared = prepareScenario(draft, [monthly]);
    expect(outcome.fingerprint).toBe(prepared.dataset.fingerprint);
    expect(outcome.changed).toEqual(prepared.changed);
    expect(outcome.changed).toHaveLength(1);
  });

  test('tells how far it is, never less than before', async () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => seen.push(progress);
    await run(simulated(5_000_000), { dataset, onProgress });
    expect(seen.length).toBeGreaterThan(3);
    expect(seen[0]).toEqual({ done: 0, scenarios: 5_000_000 });
    expect(seen.at(-1)).toEqual({ done: 5_000_000, scenarios: 5_000_000 });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  test('fails with what its own callback throws', async () => {
    const fault = new Error('A planted fault.');
    const onProgress = () => {
      throw fault;
    };
    const failed = run(simulated(100_000), { dataset, onProgress });
    await expect(failed).rejects.toMatchObject({ code: 'compute-failed', cause: fault });
  });
});

describe('an abort', () => {
  test('before the run rejects with the reason', async () => {
    const signal = AbortSignal.abort('enough');
    await expect(run({}, { dataset, signal })).rejects.toBe('enough');
    await expect(run({}, { dataset, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test.each(['inline', 2] as const)(
    'within ten million scenarios ends it (%s)',
    async (workers) => {
      const abort = new AbortController();
      const reason = new Error('Something else came up.');
      let reached = 0;
      const onProgress = ({ done }: Progress) => {
        reached = done;
        if (done > 0) abort.abort(reason);
      };
      const { signal } = abort;
      const running = run(simulated(10_000_000), { dataset, workers, signal, onProgress });
      await expect(running).rejects.toBe(reason);
      expect(reached).toBeGreaterThan(0);
      expect(reached).toBeLessThan(10_000_000);
      // The next run is as if there had been none.
      expect((await run({}, { dataset, workers })).digest).toBe(
        (await expectedCase(dataset.id)).digest,
      );
    },
  );

  test('by a timeout rejects with a TimeoutError', async () => {
    const signal = AbortSignal.timeout(20);
    await expect(run(simulated(100_000_000), { dataset, signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});

describe('a scenario is refused, naming the field', () => {
  test.each<[unknown, string]>([
    [{ analysis: 'astrology' }, 'analysis'],
    [{ seed: -1 }, 'seed'],
    [{ seed: 1.5 }, 'seed'],
    [{ unknown: 1 }, 'unknown'],
    [{ parameters: { blockLength: -1 } }, 'parameters.blockLength'],
    [{ parameters: { tail: 1 } }, 'parameters.tail'],
    [{ mix: { assets: ['gold'], weights: [9_999] } }, 'mix'],
    [{ mix: { assets: ['tulips'], weights: [10_000] } }, 'mix'],
    [{ data: { range: { from: 'once' } } }, 'data.range.from'],
    [{ data: { range: { from: '2022-06-01' } } }, ''],
    [{ data: { range: { from: '2022-12-30' } } }, 'data.range'],
    [{ data: { sources: [{ id: 'other' }] } }, 'data.sources'],
    [{ data: { sources: [{ id: monthly.id, fingerprint: '0' }] } }, 'data.fingerprint'],
    [{ data: null }, 'data'],
    [{ data: { sources: undefined } }, ''],
    [[], 'scenario'],
    [undefined, 'scenario'],
    ['text', 'scenario'],
  ])('%j', async (scenario, where) => {
    const running = run(scenario as ScenarioInput, { dataset });
    if (where === '') await expect(running).resolves.toBeDefined();
    else expect(await refusal(running)).toEqual({ code: 'scenario', where });
  });

  test('a damaged link', () => {
    expect(() => decodeScenario('1.j.@')).toThrow(
      expect.objectContaining({ code: 'scenario', where: 'link' }),
    );
  });
});

describe('a dataset is refused', () => {
  const change = (parts: object) => ({ ...monthly, ...parts }) as Dataset;
  test.each<[string, unknown, string]>([
    ['where it is missing', undefined, 'dataset'],
    ['where it is text', 'date,a\n', 'dataset'],
    ['where there is none', [], 'dataset'],
    ['where the second is none', [monthly, {}], 'dataset[1]'],
    ['without rows', change({ index: [] }), 'dataset.index'],
    ['without columns', change({ columns: [] }), 'dataset.columns'],
    [
      'with a column that is none',
      change({ columns: monthly.columns.map(() => null) }),
      'dataset.columns',
    ],
    ['of an unknown frequency', change({ frequency: 'hourly' }), 'dataset.frequency'],
    [
      'with ordinary arrays',
      change({ values: monthly.values.map((v) => [...v]) }),
      'dataset.values[0]',
    ],
    [
      'with a short column',
      change({ values: monthly.values.map((v) => v.slice(1)) }),
      'dataset.values[0]',
    ],
    [
      'with other values than its fingerprint says',
      change({ values: monthly.values.map((v) => v.with(3, 1)) }),
      'dataset.fingerprint',
    ],
  ])('%s', async (_, given, where) => {
    expect(await refusal(run({}, { dataset: given as Dataset }))).toEqual({
      code: 'dataset',
      where,
    });
  });
});

describe('what a run could not help', () => {
  test.each(['worker-died', 'not-enough-memory', 'compute-failed'] as const)(
    'is an error of its own (%s)',
    (code) => {
      const cause = new Error('beneath');
      const error = toAssetMixError(new EngineError(code, 'In words.', cause));
      expect(error).toBeInstanceOf(AssetMixError);
      expect(error).toMatchObject({ name: 'AssetMixError', code, message: 'In words.', cause });
    },
  );

  test('is never anything else than an error of the library', () => {
    expect(toAssetMixError('text')).toMatchObject({ code: 'compute-failed', message: 'text' });
    const known = new AssetMixError('parts', 'In words.', 'parts[0]');
    expect(toAssetMixError(known)).toBe(known);
  });
});

describe('what is not what the types say is refused', () => {
  const none = undefined as never;
  const chunked = { analysis: 'value-at-risk' };
  test.each<[string, () => Promise<unknown>, { code: string; where: string }]>([
    ['options of a run', () => run({}, none), { code: 'options', where: 'options' }],
    ['options of a merge', () => merge({}, none), { code: 'options', where: 'options' }],
    ['options of a count', () => chunksOf({}, none), { code: 'options', where: 'options' }],
    [
      'options of a link',
      async () => encodeScenario({}, none),
      { code: 'options', where: 'options' },
    ],
    [
      'a signal',
      () => run({}, { dataset, signal: {} as AbortSignal }),
      { code: 'options', where: 'signal' },
    ],
    [
      'a range of chunks',
      () => run(chunked, { dataset, chunks: null as never }),
      { code: 'chunks', where: 'chunks' },
    ],
    ['a link', async () => decodeScenario(1 as never), { code: 'scenario', where: 'link' }],
  ])('%s', async (_, call, expected) => {
    expect(await refusal(call())).toEqual(expected);
  });
});

test.each([-1, 0.5, NaN, 1_000, 'many'])('%s workers are refused', async (workers) => {
  const running = run({}, { dataset, workers: workers as number });
  expect(await refusal(running)).toEqual({ code: 'options', where: 'workers' });
});
