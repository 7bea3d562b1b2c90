/** The second mix of a scenario: it is kept, and changes nothing of the first. */
import { expect, test } from 'vitest';
import { digest } from '../../src/analyses/digest';
import { decodeScenario, encodeScenario, scenarioFile } from '../../src/analyses/link';
import {
  completeScenario,
  defaultScenario,
  ofMix,
  ofSecondMix,
  prepareScenario,
  readDraft,
  ScenarioError,
  type Scenario,
} from '../../src/analyses/scenario';
import { withColumns, withoutSource, withSource } from '../../src/analyses/scenario-edit';
import { presetMix } from '../../src/finance/mixes';
import { builtIn, monthly } from './built-in-data';

const alone = defaultScenario(monthly);
const compare = presetMix('conservative', monthly.columns);
if (compare === undefined) throw new Error('The monthly data hold every class of the preset.');
const both: Scenario = { ...alone, compare };

test('comes back from a link and from a file', () => {
  expect(completeScenario(decodeScenario(encodeScenario(both, [monthly])), monthly)).toEqual(both);
  const file = readDraft(JSON.parse(scenarioFile(both, [monthly])));
  expect(completeScenario(file, monthly)).toEqual(both);
  expect(encodeScenario(alone, [monthly])).not.toContain(encodeScenario(both, [monthly]));
});

test('leaves the scenario of the first, and its digest, as they are without it', () => {
  expect(ofMix(both)).toEqual(alone);
  expect(ofSecondMix(alone)).toBeUndefined();
  expect(ofSecondMix(both)).toEqual({ ...alone, mix: compare });
  expect(digest(both, 'data', {})).toBe(digest(alone, 'data', {}));
  expect(digest({ ...alone, mix: compare }, 'data', {})).not.toBe(digest(alone, 'data', {}));
});

test('is checked like the first', () => {
  const draft = decodeScenario(encodeScenario(both, [monthly]));
  const wrong = { assets: [...compare.assets], weights: compare.weights.map(() => 1) };
  expect(() => completeScenario({ ...draft, compare: wrong }, monthly)).toThrow(ScenarioError);
});

test('goes along when sources and columns come and go', () => {
  const other = builtIn('us-stocks-bonds-cpi-monthly-1871');
  const joined = prepareScenario(withSource(both, monthly, other), [monthly, other]).scenario;
  expect(joined.compare?.weights).toEqual([...compare.weights, 0, 0]);
  expect(joined.compare?.assets).toEqual(joined.mix.assets);
  const back = prepareScenario(withoutSource(joined, 1), [monthly]).scenario;
  expect(back).toEqual(both);
  const [gold] = monthly.columns.filter(({ assetClass }) => assetClass === 'gold');
  const one = prepareScenario(withColumns(both, 0, [gold.id]), [monthly]).scenario;
  expect(one.compare).toEqual({ assets: [gold.id], weights: [10_000] });
});

test('is given up where none of its assets is left', () => {
  const [first, second] = monthly.columns.filter(({ role }) => role === 'asset');
  const apart: Scenario = { ...alone, compare: { assets: [first.id], weights: [10_000] } };
  const without = assetsBut(first.id);
  const { scenario } = prepareScenario(withColumns(apart, 0, without), [monthly]);
  expect(scenario.compare).toBeUndefined();
  expect(scenario.mix.assets).toContain(second.id);
});

function assetsBut(id: string): string[] {
  return alone.data.sources[0].columns.filter((column) => column !== id);
}
