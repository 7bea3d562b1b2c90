import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import { digest } from '../../src/analyses/digest';
import { NUMBERS_VERSION, readDraft, prepareScenario } from '../../src/analyses/scenario';
import { resultJson } from '../../src/panel/result-json';
import { monthly } from '../analyses/built-in-data';
import { readJson } from './result-files';
import { compute, scenarioOf, shownOf } from './shown';

describe.each(catalog.map(({ id }) => id))('the JSON of %s', (analysis) => {
  const { shown, spec, room } = shownOf(scenarioOf(analysis, { seed: 7 }));
  const text = resultJson(room, spec, shown);
  const file = readJson(text);

  test('says what it is of', () => {
    expect(file).toMatchObject({
      format: 'asset-mix-result',
      version: 1,
      numbersVersion: NUMBERS_VERSION,
      analysis,
      question: room.text.title,
      digest: shown.digest,
      fingerprint: monthly.fingerprint,
      assets: shown.series.assets,
      index: shown.series.index,
      scenario: shown.scenario,
    });
    expect(Object.keys(file.measures)).toEqual(Object.keys(spec.measures));
    for (const { unit } of Object.values(file.measures)) expect(unit).toMatch(/^[a-z ]+$/);
  });

  test('holds every number to the last bit: its digest can be computed again', () => {
    expect(digest(file.scenario, file.fingerprint, file.result)).toBe(shown.digest);
    expect(Object.keys(file.result)).toEqual(Object.keys(shown.result));
  });

  test('holds a scenario that gives the result again', () => {
    const again = prepareScenario(readDraft(JSON.parse(JSON.stringify(file.scenario))), [monthly]);
    expect(again.scenario).toEqual(shown.scenario);
    const result = compute(again.scenario);
    expect(digest(again.scenario, again.dataset.fingerprint, result)).toBe(file.digest);
  });
});

test('numbers that JSON lacks are texts, what is absent is null, and a status keeps its words', () => {
  const result = {
    values: Float64Array.of(NaN, Infinity, -Infinity, 0.1, 5e-324),
    counts: Uint32Array.of(1, 2),
    list: [1, [2, NaN]],
    none: { status: 'undefined', code: 'zero-variance', reason: 'It never moved.' },
    some: { value: 1 / 3, sampling: undefined },
    flag: true,
  };
  const { shown, spec, room } = shownOf(scenarioOf('mix-summary'), result);
  const file = JSON.parse(resultJson(room, spec, shown)) as { result: object };
  expect(file.result).toEqual({
    values: ['NaN', 'Infinity', '-Infinity', 0.1, 5e-324],
    counts: [1, 2],
    list: [1, [2, 'NaN']],
    none: result.none,
    some: { value: 1 / 3, sampling: null },
    flag: true,
  });
});

test('a result without a digest says so', () => {
  const { shown, spec, room } = shownOf(scenarioOf('mix-summary'));
  const file = readJson(resultJson(room, spec, { ...shown, digest: undefined }));
  expect(file.digest).toBeNull();
});
