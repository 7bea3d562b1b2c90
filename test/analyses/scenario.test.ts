import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import {
  canonicalJson,
  completeScenario,
  defaultScenario,
  readDraft,
  ScenarioError,
  withAnalysis,
} from '../../src/analyses/scenario';
import { builtIn, entries, monthly } from './built-in-data';

const undated = builtIn('eu-indices-daily');
const source = { id: monthly.id };
const assets = monthly.columns.filter(({ role }) => role === 'asset').map(({ id }) => id);

/** Where completing a draft fails, or undefined where it does not. */
function refusal(draft: unknown, dataset = monthly): { where: string; message: string } {
  try {
    completeScenario(readDraft(draft), dataset);
  } catch (error) {
    if (error instanceof ScenarioError) return { where: error.where, message: error.message };
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(draft)}`);
}

const withData = (data: object) => ({ data: { sources: [source], ...data } });
const withMix = (mix: object) => ({ ...withData({}), mix });

describe('a scenario in which nothing has been chosen', () => {
  test('has all the assets, dates and defaults of its dataset, and the seed 1', () => {
    expect(defaultScenario(monthly)).toEqual({
      version: 1,
      data: {
        sources: [{ id: monthly.id, fingerprint: monthly.fingerprint, columns: assets }],
        join: 'inner',
        range: { from: null, to: null },
        frequency: 'monthly',
        steps: [],
        riskFree: 'us_tbill_3m',
      },
      mix: {
        assets: [
          'us_stocks',
          'us_treasury_10y',
          'us_tbill_3m',
          'gold',
          'us_house_prices',
          'oil_wti',
        ],
        weights: [5_000, 3_000, 500, 500, 1_000, 0],
      },
      analysis: 'mix-summary',
      parameters: {
        rebalancing: 'yearly',
        band: 5,
        costBasisPoints: 0,
        startAmount: 10_000,
        periodsPerYear: 0,
        resamples: 1_000,
        blockLength: 0,
      },
      seed: 1,
    });
  });

  test.each(entries.map(({ id }) => id))('exists for %s in every room', (id) => {
    const dataset = builtIn(id);
    for (const spec of catalog) {
      const scenario = defaultScenario(dataset, spec.id);
      expect(scenario.mix.weights.reduce((a, b) => a + b, 0)).toBe(10_000);
      expect(scenario.data.riskFree).toBe(dataset.defaultRiskFree ?? null);
      expect(Object.keys(scenario.parameters)).toEqual(Object.keys(spec.parameters));
      expect(completeScenario(readDraft(JSON.parse(JSON.stringify(scenario))), dataset)).toEqual(
        scenario,
      );
    }
  });

  test('weights nothing that is not an asset', () => {
    expect(defaultScenario(monthly).mix.assets).not.toContain('us_cpi');
    expect(defaultScenario(monthly).data.sources[0].columns).not.toContain('us_cpi');
  });
});

test('columns stand in the order of the dataset, however they were written', () => {
  const draft = readDraft({ data: { sources: [{ ...source, columns: ['gold', 'us_stocks'] }] } });
  const scenario = completeScenario(draft, monthly);
  expect(scenario.data.sources[0].columns).toEqual(['us_stocks', 'gold']);
  expect(scenario.mix.weights).toEqual([5_000, 5_000]);
});

test('another analysis takes over mix, data and seed with parameters of its own', () => {
  const draft = { ...withMix({ assets: ['gold'], weights: [10_000] }), seed: 7 };
  const scenario = completeScenario(readDraft(draft), monthly);
  const other = withAnalysis(scenario, 'value-at-risk', { horizon: 3 });
  expect(other).toMatchObject({ mix: scenario.mix, data: scenario.data, seed: 7 });
  expect(other.parameters).toMatchObject({ horizon: 3, tail: 50_000 });
  expect(other.parameters).not.toHaveProperty('rebalancing');
  expect(() => withAnalysis(scenario, 'value-at-risk', { band: 5 })).toThrow(ScenarioError);
});

describe('what is not available is refused by name', () => {
  const yearly = { step: 'resample', to: 'yearly' };

  test.each([
    ['no source', { data: { sources: [] } }, 'data.sources'],
    ['two sources', { data: { sources: [source, source] } }, 'data.sources'],
    ['no data', {}, 'data'],
    ['another dataset', { data: { sources: [{ id: 'elsewhere' }] } }, 'data.sources'],
    ['a join', withData({ join: 'outer' }), 'data.join'],
    ['a step', withData({ steps: [{ step: 'lag', by: 1 }] }), 'data.steps.0.step'],
    ['two steps of one kind', withData({ steps: [yearly, yearly] }), 'data.steps.1'],
    [
      'the step to the present periods',
      withData({ steps: [{ ...yearly, to: 'monthly' }] }),
      'data.steps',
    ],
    [
      'the step to shorter periods',
      withData({ steps: [{ ...yearly, to: 'weekly' }] }),
      'data.steps',
    ],
    ['a currency', withData({ currency: 'EUR' }), 'data.currency'],
    ['a deflator', withData({ deflator: 'us_cpi' }), 'data.deflator'],
    ['another frequency', withData({ frequency: 'yearly' }), 'data.frequency'],
    ['a later version', { ...withData({}), version: 2 }, 'version'],
    ['an unknown key', { ...withData({}), colour: 1 }, 'colour'],
    ['an unknown key of the data', withData({ colour: 1 }), 'data.colour'],
    ['an unknown key of a range', withData({ range: { since: '2000' } }), 'data.range.since'],
    [
      'an unknown key of a source',
      { data: { sources: [{ ...source, colour: 1 }] } },
      'data.sources.0.colour',
    ],
    [
      'an unknown column',
      { data: { sources: [{ ...source, columns: ['silver'] }] } },
      'data.sources',
    ],
    [
      'a column that is no asset',
      { data: { sources: [{ ...source, columns: ['us_cpi'] }] } },
      'data.sources',
    ],
    ['no columns', { data: { sources: [{ ...source, columns: [] }] } }, 'data.sources'],
    ['an unknown risk-free column', withData({ riskFree: 'libor' }), 'data.riskFree'],
    ['an unknown analysis', { ...withData({}), analysis: 'astrology' }, 'analysis'],
    ['an analysis called like a method', { ...withData({}), analysis: 'constructor' }, 'analysis'],
    ['text for a scenario', 'scenario', 'scenario'],
    ['nothing for a scenario', null, 'scenario'],
  ])('%s', (_name, draft, where) => {
    const refused = refusal(draft);
    expect(refused.where).toBe(where);
    expect(refused.message).toMatch(/\w{3}/);
  });

  test('and the message says what it is', () => {
    expect(refusal(withData({ currency: 'EUR' })).message).toContain('currency');
    expect(refusal(withData({ deflator: 'x' })).message).toContain('deflator');
    expect(refusal(withData({ steps: [{ step: 'lag' }] })).message).toContain('resample');
    expect(refusal({ data: { sources: [source, source] } }).message).toContain('needs the dataset');
    expect(refusal({ ...withData({}), version: 2 }).message).toContain('newer version');
  });
});

describe('a mix is refused where', () => {
  const one = { assets: ['gold'], weights: [10_000] };
  test.each([
    ['its weights do not sum to the whole', { assets: ['gold', 'us_stocks'], weights: [1, 2] }],
    ['it falls short by 0.01 %', { assets: ['gold'], weights: [9_999] }],
    ['a weight is not whole', { assets: ['gold', 'us_stocks'], weights: [5_000.5, 4_999.5] }],
    ['a weight is negative', { assets: ['gold', 'us_stocks'], weights: [-1, 10_001] }],
    ['a weight is missing', { assets: ['gold', 'us_stocks'], weights: [10_000] }],
    ['it holds nothing', { assets: [], weights: [] }],
    ['it weights inflation', { assets: ['us_cpi'], weights: [10_000] }],
    ['it weights what does not exist', { assets: ['silver'], weights: [10_000] }],
    ['it weights a property of every object', { assets: ['constructor'], weights: [10_000] }],
    ['an asset stands twice', { assets: ['gold', 'gold'], weights: [5_000, 5_000] }],
  ])('%s', (_name, mix) => {
    expect(refusal(withMix(mix)).where).toBe('mix');
  });

  test('it holds an asset that the source leaves out', () => {
    const data = { sources: [{ ...source, columns: ['us_stocks'] }] };
    expect(refusal({ data, mix: one }).where).toBe('mix');
  });

  test('the shape is wrong, by the field', () => {
    expect(refusal(withMix({ ...one, names: [] })).where).toBe('mix.names');
    expect(refusal(withMix({ assets: ['gold'] })).where).toBe('mix.weights');
    expect(refusal(withMix({ assets: [1], weights: [10_000] })).where).toBe('mix.assets.0');
    expect(refusal(withMix({ assets: ['gold'], weights: ['10000'] })).where).toBe('mix.weights.0');
  });

  test('the sum is wrong, in percent', () => {
    const message = refusal(withMix({ assets: ['gold'], weights: [9_950] })).message;
    expect(message).toContain('99.5 %');
  });
});

describe('a parameter is refused where', () => {
  const set = (parameters: object, analysis = 'mix-summary') => ({
    ...withData({}),
    analysis,
    parameters,
  });
  test.each([
    ['the room has none of that name', set({ colour: 1 }), 'parameters.colour'],
    ['it belongs to another room', set({ horizon: 1 }), 'parameters.horizon'],
    ['it is no option', set({ rebalancing: 'hourly' }), 'parameters.rebalancing'],
    ['an option is a number as text', set({ tail: '50000' }, 'value-at-risk'), 'parameters.tail'],
    ['it is too small', set({ band: 0.05 }), 'parameters.band'],
    ['it is too large', set({ costBasisPoints: 501 }), 'parameters.costBasisPoints'],
    ['it is not whole', set({ resamples: 100.5 }), 'parameters.resamples'],
    ['it is text', set({ startAmount: 'ten' }), 'parameters.startAmount'],
    ['it is a list', set({ startAmount: [1] }), 'parameters.startAmount'],
    [
      'there are too few scenarios',
      set({ scenarios: 9_999 }, 'value-at-risk'),
      'parameters.scenarios',
    ],
  ])('%s', (_name, draft, where) => {
    expect(refusal(draft).where).toBe(where);
  });

  test('a choice of every room is none of its options', () => {
    for (const spec of catalog) {
      for (const [id, parameter] of Object.entries(spec.parameters)) {
        if (!('options' in parameter)) continue;
        expect(refusal(set({ [id]: 'constructor' }, spec.id)).where).toBe(`parameters.${id}`);
      }
    }
  });

  test('every bound of every room is exceeded', () => {
    for (const spec of catalog) {
      for (const [id, parameter] of Object.entries(spec.parameters)) {
        if (!('minimum' in parameter)) continue;
        for (const value of [parameter.minimum, parameter.maximum]) {
          const draft = readDraft(set({ [id]: value }, spec.id));
          expect(completeScenario(draft, monthly).parameters[id]).toBe(value);
        }
        for (const value of [parameter.minimum - 1, parameter.maximum + 1]) {
          const { where, message } = refusal(set({ [id]: value }, spec.id));
          expect(where).toBe(`parameters.${id}`);
          expect(message).toContain(`from ${parameter.minimum} to ${parameter.maximum}`);
        }
      }
    }
  });
});

test.each([-1, 2 ** 32, 1.5, '1', null, 1e300])('the seed %j is refused', (seed) => {
  expect(refusal({ ...withData({}), seed }).where).toBe('seed');
});

test.each([0, 1, 2 ** 32 - 1])('the seed %j is taken', (seed) => {
  expect(completeScenario(readDraft({ ...withData({}), seed }), monthly).seed).toBe(seed);
});

describe('an end of the range', () => {
  test.each(['1987', '1987-10', '31.10.1987', 'yesterday', '', ' 1987-10-31', '+01987-10-31'])(
    'is not %j where rows have dates',
    (label) => {
      expect(refusal(withData({ range: { from: label } })).where).toBe('data.range.from');
      expect(refusal(withData({ range: { to: label } })).where).toBe('data.range.to');
    },
  );

  test.each(['0', '1861', '1991-01-01', '1e2', '-1', '01', ''])(
    'is not %j where rows are counted to 1860',
    (label) => {
      const draft = (range: object) => ({ data: { sources: [{ id: undated.id }], range } });
      expect(refusal(draft({ from: label }), undated).where).toBe('data.range.from');
      expect(refusal(draft({ to: label }), undated).where).toBe('data.range.to');
    },
  );

  test('may be open, and need not be a row of a dated dataset', () => {
    const range = { from: '1987-10-19', to: null };
    expect(completeScenario(readDraft(withData({ range })), monthly).data.range).toEqual(range);
  });
});

test('data of another version are refused in a place of their own', () => {
  const data = { sources: [{ ...source, fingerprint: monthly.fingerprint.replace(/^./, 'x') }] };
  expect(refusal({ data }).where).toBe('data.fingerprint');
});

describe('canonical JSON', () => {
  test('sorts keys at every depth and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { z: 1, y: null }], c: undefined } })).toBe(
      '{"a":{"d":[2,{"y":null,"z":1}]},"b":1}',
    );
  });

  test('is the same whatever the order in which keys were set', () => {
    const scenario = defaultScenario(monthly);
    const shuffled = Object.fromEntries(Object.entries(scenario).reverse());
    expect(canonicalJson(shuffled)).toBe(canonicalJson(scenario));
    expect(JSON.parse(canonicalJson(scenario))).toEqual(scenario);
  });

  test('writes text as JSON does', () => {
    expect(canonicalJson({ 'a"b': 'é\n' })).toBe('{"a\\"b":"é\\n"}');
  });
});
