import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzRuns } from '../tools/fuzz-runs';
import { catalog } from '../../src/analyses/catalog';
import { writeMix, writeRows } from '../../src/analyses/parameter-rows';
import type { ParameterSpec } from '../../src/analyses/parameters';
import { decodeScenario, encodeScenario, LINK_LIMIT } from '../../src/analyses/link';
import {
  canonicalJson,
  completeScenario,
  defaultScenario,
  readDraft,
  ScenarioError,
  type Scenario,
  NUMBERS_VERSION,
} from '../../src/analyses/scenario';
import { apportion } from '../../src/finance/apportion';
import { builtIn, entries, monthly } from './built-in-data';

const datasets = entries.map(({ id }) => builtIn(id));

/** Reads a link as the page does; whatever goes wrong must be a ScenarioError. */
function open(link: string, dataset = monthly): Scenario | ScenarioError {
  try {
    return completeScenario(decodeScenario(link), dataset);
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
}

function linkOf(json: string): string {
  return `1.j.${Buffer.from(json).toString('base64url')}`;
}

function payloadOf(scenario: Scenario, dataset = monthly): Record<string, unknown> {
  const [, , payload] = encodeScenario(scenario, [dataset]).split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

function anyValue(spec: ParameterSpec, assets: readonly string[]): fc.Arbitrary<number | string> {
  if (spec.kind === 'choice') return fc.constantFrom(...spec.options);
  if (spec.kind === 'asset') return fc.constantFrom('', ...assets);
  if (spec.kind === 'choices') return fc.subarray([...spec.options]).map((chosen) => chosen.join());
  if (spec.kind === 'mix') {
    return fc
      .array(fc.nat(100), { minLength: assets.length, maxLength: assets.length })
      .map((parts) => writeMix(assets, apportion(10_000, parts)));
  }
  if (spec.kind === 'rows') {
    const cells = Object.entries(spec.columns).map(([id, cell]) => {
      const value = cell.kind === 'asset' ? fc.constantFrom(...assets) : anyValue(cell, assets);
      return [id, cell.optional ? fc.option(value, { nil: undefined }) : value] as const;
    });
    const rows = fc.array(fc.record(Object.fromEntries(cells)), { maxLength: 1 });
    return rows.map((some) => writeRows(spec.columns, some));
  }
  if (spec.kind !== 'number') return fc.integer({ min: spec.minimum, max: spec.maximum });
  // Minus zero is no number a person can enter, and JSON does not know it.
  return fc.double({ min: spec.minimum, max: spec.maximum, noNaN: true }).map((x) => x + 0);
}

const anyColumns = fc.nat(datasets.length - 1).chain((number) => {
  const assets = datasets[number].columns.filter(({ role }) => role === 'asset');
  const columns = fc.subarray(
    assets.map(({ id }) => id),
    { minLength: 1 },
  );
  return fc.record({ number: fc.constant(number), columns });
});

const anyScenario = anyColumns.chain(({ number, columns }) => {
  const dataset = datasets[number];
  const label = fc.option(fc.constantFrom(...dataset.index), { nil: null });
  return fc.record({
    number: fc.constant(number),
    columns: fc.constant(columns),
    parts: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 }),
    backwards: fc.boolean(),
    range: fc.record({ from: label, to: label }),
    riskFree: fc.constantFrom(undefined, null, ...dataset.columns.map(({ id }) => id)),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    choice: fc.constantFrom(...catalog).chain(({ id: analysis, parameters }) => {
      const values = Object.entries(parameters).map(([id, spec]) =>
        fc.tuple(fc.constant(id), fc.boolean(), anyValue(spec, columns)),
      );
      return fc.tuple(...values).map((chosen) => ({
        analysis,
        parameters: Object.fromEntries(
          chosen.filter(([, changed]) => changed).map(([id, , value]) => [id, value]),
        ),
      }));
    }),
  });
});

test('every scenario comes back from its link to the bit, and the link fits', () => {
  let longest = 0;
  fc.assert(
    fc.property(anyScenario, (any) => {
      const { number, columns, backwards, range, riskFree, seed, choice } = any;
      const dataset = datasets[number];
      const parts = any.parts.slice(0, columns.length);
      const held = backwards ? [...columns].reverse() : columns;
      const scenario = completeScenario(
        {
          data: { sources: [{ id: dataset.id, columns }], range, riskFree },
          mix: { assets: held, weights: apportion(10_000, parts) },
          ...choice,
          seed,
        },
        dataset,
      );
      const link = encodeScenario(scenario, [dataset]);
      expect(link).toMatch(/^1\.j\.[\w-]+$/);
      expect(link.length).toBeLessThan(LINK_LIMIT);
      longest = Math.max(longest, link.length);
      const back = completeScenario(decodeScenario(link), dataset);
      expect(back).toEqual(scenario);
      expect(canonicalJson(back)).toBe(canonicalJson(scenario));
      expect(encodeScenario(back, [dataset])).toBe(link);
    }),
    { numRuns: 300 },
  );
  expect(longest).toBeGreaterThan(300);
});

test('a link holds only what is not the default', () => {
  const plain = defaultScenario(monthly);
  expect(payloadOf(plain)).toEqual({
    data: { sources: [{ fingerprint: monthly.fingerprint, id: monthly.id }] },
    numbersVersion: NUMBERS_VERSION,
  });
  const changed = { ...plain, parameters: { ...plain.parameters, band: 7 }, seed: 3 };
  expect(payloadOf(changed)).toEqual({
    data: { sources: [{ fingerprint: monthly.fingerprint, id: monthly.id }] },
    numbersVersion: NUMBERS_VERSION,
    parameters: { band: 7 },
    seed: 3,
  });
});

test('no riskless column and the default one are told apart', () => {
  const plain = defaultScenario(monthly);
  const without = { ...plain, data: { ...plain.data, riskFree: null } };
  expect(open(encodeScenario(without, [monthly]))).toEqual(without);
});

test('a link to other data says so in a place of its own', () => {
  const scenario = defaultScenario(monthly);
  const other = { ...monthly, fingerprint: '0'.repeat(64) };
  expect(open(encodeScenario(scenario, [monthly]), other)).toMatchObject({
    where: 'data.fingerprint',
  });
  expect(open(encodeScenario(scenario, [monthly]), datasets[1])).toMatchObject({
    where: 'data.sources',
  });
});

describe('a link is refused in words', () => {
  const good = encodeScenario(defaultScenario(monthly), [monthly]);
  const payload = good.slice(4);

  test.each([
    ['nothing', ''],
    ['a stranger', 'hello'],
    ['a newer version', `2.j.${payload}`],
    ['another codec', `1.z.${payload}`],
    ['no payload', '1.j.'],
    ['no payload at all', '1.j'],
    ['another alphabet', `1.j.${'é'.repeat(20)}`],
    ['half a link', good.slice(0, good.length / 2)],
    ['text that is no JSON', linkOf('not json')],
    ['bytes that are no text', `1.j.${Buffer.from([0xff, 0xfe, 0xfd]).toString('base64url')}`],
    ['a number', linkOf('1')],
    ['a list', linkOf('[]')],
    ['too much', `1.j.${'A'.repeat(200_001)}`],
  ])('%s', (_name, link) => {
    const refused = open(link);
    expect(refused).toBeInstanceOf(ScenarioError);
    expect((refused as ScenarioError).message).toMatch(/[a-z]{3}/);
  });

  test('also where a damaged byte stands inside of a name', () => {
    const bytes = Buffer.from('{"data":{"sources":[{"id":"\u00ff"}]}}', 'latin1');
    expect(open(`1.j.${bytes.toString('base64url')}`)).toMatchObject({ where: 'link' });
  });

  test('and a newer one is called newer, not damaged', () => {
    expect((open(`2.j.${payload}`) as ScenarioError).message).toContain('newer version');
    expect((open(good.slice(0, -3)) as ScenarioError).message).toContain('damaged');
  });

  test('or opens, whatever single character has changed', () => {
    const changed = fc.tuple(
      fc.nat(good.length - 1),
      fc.constantFrom('A', 'z', '0', '-', '_', '.', '=', 'é', ' ', '\u0000'),
    );
    fc.assert(
      fc.property(changed, ([at, character]) => {
        open(good.slice(0, at) + character + good.slice(at + 1));
      }),
      { numRuns: fuzzRuns() },
    );
  });

  test('whatever text it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (anything, json) => {
        open(anything);
        open(`1.j.${anything}`);
        open(linkOf(json));
      }),
      { numRuns: fuzzRuns() },
    );
  });
});

describe('a hostile link', () => {
  const sources = JSON.stringify([{ id: monthly.id }]);
  const hostile: readonly (readonly [string, string])[] = [
    ['a prototype at the top', `{"__proto__":{"polluted":1},"data":{"sources":${sources}}}`],
    ['a prototype in the data', `{"data":{"__proto__":{"polluted":1},"sources":${sources}}}`],
    [
      'a prototype among the parameters',
      `{"data":{"sources":${sources}},"parameters":{"__proto__":{"polluted":1}}}`,
    ],
    [
      'a prototype that is a number',
      `{"data":{"sources":${sources}},"parameters":{"__proto__":1}}`,
    ],
    [
      'a constructor among the parameters',
      `{"data":{"sources":${sources}},"parameters":{"constructor":1,"prototype":2}}`,
    ],
    [
      'a constructor with a prototype',
      `{"constructor":{"prototype":{"polluted":1}},"data":{"sources":${sources}}}`,
    ],
    ['names of methods', `{"toString":1,"valueOf":2,"data":{"sources":${sources}}}`],
    ['a source called like a prototype', '{"data":{"sources":[{"id":"__proto__"}]}}'],
    [
      'a mix of prototypes',
      `{"data":{"sources":${sources}},"mix":{"assets":["__proto__"],"weights":[10000]}}`,
    ],
    ['lists in lists', '['.repeat(14_000)],
    ['closed lists in lists', `${'['.repeat(7_000)}${']'.repeat(7_000)}`],
    [
      'steps in steps',
      `{"data":{"sources":${sources},"steps":[${'['.repeat(6_000)}${']'.repeat(6_000)}]}}`,
    ],
    ['objects in objects', `${'{"a":'.repeat(2_800)}1${'}'.repeat(2_800)}`],
    [
      'a thousand weights',
      `{"data":{"sources":${sources}},"mix":{"assets":[],"weights":[${'1,'.repeat(1_500)}1]}}`,
    ],
    ['a long name', `{"data":{"sources":[{"id":"${'x'.repeat(14_000)}"}]}}`],
    [
      'numbers beyond numbers',
      `{"data":{"sources":${sources}},"mix":{"assets":["gold"],"weights":[1e999]}}`,
    ],
    ['a seed beyond numbers', `{"data":{"sources":${sources}},"seed":-1e999}`],
    ['a name that would end a line of a script', '{"data":{"sources":[{"id":"x\\nimport os"}]}}'],
    ['markup', `{"data":{"sources":${sources}},"analysis":"<img src=x onerror=alert(1)>"}`],
  ];

  test.each(hostile)('with %s changes nothing and is refused or harmless', (_name, json) => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    const opened = open(linkOf(json));
    if (!(opened instanceof ScenarioError)) {
      // Names that every object has are dropped, so that nothing of them is left.
      expect(opened).toEqual(defaultScenario(monthly));
      expect(Object.getPrototypeOf(opened)).toBe(Object.prototype);
      expect(Object.keys(opened.parameters)).not.toContain('__proto__');
    }
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    expect({}).not.toHaveProperty('polluted');
  });

  test('is read in no time', () => {
    const start = performance.now();
    for (const [, json] of hostile) open(linkOf(json));
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('never reaches a prototype through any path of a draft', () => {
    const names = fc.constantFrom('__proto__', 'constructor', 'prototype', 'data', 'sources', 'id');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(1, null, 'x', monthly.id),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc
          .array(fc.tuple(names, tie('tree')), { maxLength: 4 })
          .map((members) => ({ members: members as [string, unknown][] })),
      ),
    }));
    const write = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(write).join()}]`;
      if (typeof value === 'object' && value !== null && 'members' in value) {
        const members = value.members as [string, unknown][];
        return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${write(v)}`).join()}}`;
      }
      return JSON.stringify(value);
    };
    fc.assert(
      fc.property(tree, (value) => {
        open(linkOf(write(value)));
        expect({}).not.toHaveProperty('polluted');
        expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
      }),
      { numRuns: fuzzRuns() },
    );
  });
});

test('a draft that was not made by JSON is refused as well', () => {
  for (const json of [undefined, Symbol('x'), () => 1, new Map(), 1n, NaN]) {
    expect(() => readDraft(json)).toThrow(ScenarioError);
  }
});
