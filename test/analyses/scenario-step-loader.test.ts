/** What takes data through steps comes when a scenario first has one. */
import { expect, test } from 'vitest';
import { prepareScenario, readDraft } from '../../src/analyses/scenario';
import { loadStepWork, stepWorkIsHere } from '../../src/analyses/scenario-step-loader';
import { monthly } from './built-in-data';

const draftOf = (step: object) =>
  readDraft({ data: { sources: [{ id: monthly.id }], steps: [step] } });
const fee = draftOf({ step: 'fee', rate: 0.01 });
const yearly = draftOf({ step: 'resample', to: 'yearly' });

test('resampling needs nothing, another step is refused until it is here', async () => {
  await loadStepWork(yearly.data.steps);
  expect(prepareScenario(yearly, [monthly]).changed).toEqual([]);
  expect(stepWorkIsHere(fee.data.steps)).toBe(false);
  expect(() => prepareScenario(fee, [monthly])).toThrow(/not loaded yet/);
  await loadStepWork(fee.data.steps);
  expect(prepareScenario(fee, [monthly]).changed).toHaveLength(1);
});
