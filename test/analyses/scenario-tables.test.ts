/** Scenarios whose parameters are tables and second mixes. */
import { describe, expect, test, vi } from 'vitest';
import { decodeScenario, encodeScenario } from '../../src/analyses/link';
import { LONGEST_TEXT } from '../../src/analyses/parameter-rows';
import {
  completeScenario,
  readDraft,
  ScenarioError,
  withoutAssets,
} from '../../src/analyses/scenario';
import { withColumns } from '../../src/analyses/scenario-edit';
import { monthly } from './built-in-data';

vi.mock('../../src/analyses/catalog', async (original) => {
  const { withTables } = await import('./room-of-tables');
  return withTables(await original());
});

const analysis = 'room-of-tables';
const flows = 'in,100,1,0;out,200.5,12,10';
const views = 'gold,5;us_stocks,';
const otherMix = 'gold,2500;us_stocks,7500';
const all = { flows, views, otherMix };

const draftOf = (parameters: object, data: object = {}) =>
  readDraft({ data: { sources: [{ id: monthly.id, ...data }] }, analysis, parameters });

function refusal(parameters: object, data: object = {}) {
  try {
    completeScenario(draftOf(parameters, data), monthly);
  } catch (error) {
    if (error instanceof ScenarioError) return { where: error.where, message: error.message };
    throw error;
  }
  throw new Error('accepted');
}

test('tables and mixes are kept as they are written, also by a link', () => {
  const scenario = completeScenario(draftOf(all), monthly);
  expect(scenario.parameters).toMatchObject(all);
  const link = encodeScenario(scenario, [monthly]);
  expect(completeScenario(decodeScenario(link), monthly)).toEqual(scenario);
});

test.each([
  ['a table', { views: 'gold,5;silver,6' }, 'parameters.views'],
  ['a mix', { otherMix: 'gold,2500;silver,7500' }, 'parameters.otherMix'],
])('an asset in %s that the dataset lacks is refused by its name', (_name, parameters, where) => {
  const message = 'silver is not an asset of this dataset.';
  expect(refusal(parameters)).toEqual({ where, message });
});

test('so is one that the source leaves out, and one that is no asset', () => {
  const columns = ['us_stocks', 'us_treasury_10y'];
  expect(refusal({ views }, { columns }).where).toBe('parameters.views');
  expect(refusal({ otherMix }, { columns }).where).toBe('parameters.otherMix');
  expect(refusal({ views: 'us_cpi,1' }).where).toBe('parameters.views');
});

test('a table is refused by its row and column', () => {
  const message = 'Row 2, amount: Enter a number.';
  expect(refusal({ flows: 'in,1,1,0;in,much,1,0' })).toEqual({
    where: 'parameters.flows',
    message,
  });
});

describe('when the data change', () => {
  test('what names assets starts anew, and the rest stays', () => {
    const start = { start: 7, compare: 'mix', ...all };
    expect(withoutAssets(analysis, start)).toEqual({ ...start, views: '', otherMix: '' });
  });

  test('a choice of other columns opens', () => {
    const scenario = completeScenario(draftOf(all), monthly);
    const draft = withColumns(scenario, 0, ['us_stocks', 'us_treasury_10y']);
    const { parameters } = completeScenario(draft, monthly);
    expect(parameters).toMatchObject({ flows, views: '', otherMix: '' });
  });
});

describe('a text', () => {
  const long = (length: number) => 'x'.repeat(length);

  test(`of a parameter has at most ${LONGEST_TEXT} characters`, () => {
    expect(() => draftOf({ flows: long(LONGEST_TEXT) })).not.toThrow();
    expect(() => draftOf({ flows: long(LONGEST_TEXT + 1) })).toThrow(ScenarioError);
  });

  test('elsewhere has at most 200', () => {
    expect(() => draftOf({ [long(201)]: 1 })).toThrow(ScenarioError);
    expect(() => draftOf({}, { columns: [long(201)] })).toThrow(ScenarioError);
    expect(() => draftOf({}, { columns: [long(200)] })).not.toThrow();
  });
});
