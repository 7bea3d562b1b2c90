import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  chunksOf,
  merge,
  run,
  type Outcome,
  type Part,
  type ScenarioInput,
} from '../../src/asset-mix';
import { monthly } from '../analyses/built-in-data';
import { refusal } from './library';

vi.mock('../../src/engine/load-module', () => import('../tools/kernels'));

const dataset = monthly;
const scenario = {
  analysis: 'value-at-risk',
  parameters: { method: 'simulated', scenarios: 700_000, horizon: 2, tail: 10_000 },
  seed: 5,
} as const;
/** 700,000 scenarios. */
const CHUNKS = 11;

const whole = run(scenario, { dataset });

async function partOf(from: number, to: number, of: ScenarioInput = scenario): Promise<Part> {
  return (await run(of, { dataset, chunks: { from, to } })).part;
}

/** The parts between cuts, each through JSON as over a network. */
async function partsBetween(
  cuts: readonly number[],
  of: ScenarioInput = scenario,
  chunks = CHUNKS,
) {
  const bounds = [0, ...cuts, chunks];
  const parts = bounds.slice(1).map(async (to, k) => partOf(bounds[k], to, of));
  return JSON.parse(JSON.stringify(await Promise.all(parts))) as Part[];
}

describe('chunks computed apart and merged', () => {
  test.each([1, 4])('give the outcome of one run, cut anywhere at %i places', async (places) => {
    const anywhere = fc.uniqueArray(fc.integer({ min: 1, max: CHUNKS - 1 }), {
      minLength: places,
      maxLength: places,
    });
    await fc.assert(
      fc.asyncProperty(anywhere, fc.boolean(), async (cuts, reversed) => {
        const parts = await partsBetween(cuts.toSorted((a, b) => a - b));
        expect(parts).toHaveLength(places + 1);
        if (reversed) parts.reverse();
        expect(await merge(scenario, { dataset, parts })).toEqual(await whole);
      }),
      { numRuns: 4 },
    );
  });

  test('of spread draws give the outcome of one run, on one thread or two', async () => {
    for (const sampler of ['antithetic', 'stratified', 'sobol']) {
      const parameters = { sampler, model: 'student', horizon: 3, scenarios: 300_000 };
      const spread = { ...scenario, parameters };
      const alone = await run(spread, { dataset });
      expect(alone.scenarios).toBe(5 * 65_536);
      const parts = await partsBetween([2], spread, 5);
      expect(await merge(spread, { dataset, parts })).toEqual(alone);
      expect((await run(spread, { dataset, workers: 2 })).digest).toBe(alone.digest);
    }
  });

  test('survive a structured clone', async () => {
    const parts = structuredClone(await partsBetween([5]));
    expect((await merge(scenario, { dataset, parts })).digest).toBe((await whole).digest);
  });

  test('stop at the precision of the scenario, whatever was computed beyond', async () => {
    const precise = {
      ...scenario,
      parameters: { ...scenario.parameters, scenarios: 2_000_000, precision: '2%' },
    };
    const alone: Outcome = await run(precise, { dataset });
    expect(alone.stopped).toBe('precision');
    const needed = alone.scenarios / 65_536;
    const parts = [await partOf(0, needed + 3, precise)];
    expect(await merge(precise, { dataset, parts })).toEqual(alone);
  });

  test('are as many as the scenarios fill', async () => {
    expect(await chunksOf(scenario, { dataset })).toBe(CHUNKS);
    const ofOne = { ...scenario, parameters: { scenarios: 65_536 } };
    expect(await chunksOf(ofOne, { dataset })).toBe(1);
  });
});

describe('chunks are refused', () => {
  test.each([
    [-1, 2],
    [2, 2],
    [0.5, 2],
    [3, NaN],
  ])('from %d to %d', async (from, to) => {
    expect(await refusal(partOf(from, to))).toEqual({ code: 'chunks', where: 'chunks' });
  });

  test('beyond the last', async () => {
    expect(await refusal(partOf(10, 12))).toEqual({ code: 'chunks', where: 'chunks.to' });
  });

  test('of an analysis that has none, by its name', async () => {
    const simple = { analysis: 'mix-summary' };
    const chunks = { from: 0, to: 1 };
    await expect(run(simple, { dataset, chunks })).rejects.toThrow('mix-summary is not simulated');
    await expect(chunksOf(simple, { dataset })).rejects.toThrow('mix-summary is not simulated');
    await expect(merge(simple, { dataset, parts: [] })).rejects.toThrow('mix-summary is not');
  });
});

describe('parts are refused', async () => {
  const [first, second, third] = await partsBetween([3, 7]);
  const refused = async (...parts: unknown[]) =>
    refusal(merge(scenario, { dataset, parts: parts as Part[] }));
  const parts = (where: string) => ({ code: 'parts', where });

  test('where one is missing', async () => {
    expect(await refused(first, third)).toEqual(parts('parts'));
    expect(await refused(second, third)).toEqual(parts('parts'));
    expect(await refused(first, second)).toEqual(parts('parts'));
    expect(await refused()).toEqual(parts('parts'));
    await expect(merge(scenario, { dataset, parts: [first, third] })).rejects.toThrow(
      'Chunk 3 of 11 is in none of the parts.',
    );
  });

  test('where they are no list', async () => {
    const none = merge(scenario, { dataset, parts: first as unknown as Part[] });
    expect(await refusal(none)).toEqual(parts('parts'));
  });

  test('where they overlap', async () => {
    expect(await refused(first, second, third, second)).toEqual(parts('parts[3]'));
    expect(await refused(first, await partOf(2, 7), third)).toEqual(parts('parts[1]'));
  });

  test('where one is of another run, naming the field', async () => {
    const { parameters } = scenario;
    expect(await refused(first, await partOf(3, 7, { ...scenario, seed: 6 }), third)).toEqual(
      parts('parts[1].scenario.seed'),
    );
    const longer = { ...scenario, parameters: { ...parameters, scenarios: 800_000 } };
    expect(await refused(await partOf(0, 3, longer), second, third)).toEqual(
      parts('parts[0].scenario.parameters.scenarios'),
    );
    expect(await refused(first, second, { ...third, fingerprint: 'x' })).toEqual(
      parts('parts[2].fingerprint'),
    );
    expect(await refused(first, second, { ...third, numbersVersion: 0 })).toEqual(
      parts('parts[2].numbersVersion'),
    );
  });

  test('where one is damaged', async () => {
    const text = JSON.stringify(second);
    const at = text.indexOf('Float64Array":"') + 60;
    const other = text[at] === 'A' ? 'B' : 'A';
    const damaged: unknown = JSON.parse(text.slice(0, at) + other + text.slice(at + 1));
    expect(await refused(first, damaged, third)).toEqual(parts('parts[1]'));
    expect(await refused(first, { ...second, to: 8 }, third)).toEqual(parts('parts[1]'));
    expect(await refused(first, { ...second, partials: [] }, third)).toEqual(parts('parts[1]'));
  });

  test.each([undefined, null, 3, 'text', {}, { format: 1 }, { format: 2 }, []])(
    'where one is %j',
    async (one) => {
      expect(await refused(first, one, third)).toEqual(parts('parts[1]'));
    },
  );
});
