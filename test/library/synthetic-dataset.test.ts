import { expect, test, vi } from 'vitest';
import { encodeScenario, run, syntheticDataset } from '../../src/asset-mix';
import { trueFigures } from '../../src/finance/synthetic-figures';
import { firstRecipe } from '../../src/finance/synthetic-recipe';
import { refusal } from './library';

vi.mock('../../src/engine/load-module', () => import('../tools/kernels'));

const ID = 'made-student-n4-t600-m-mu6-vol15-rho30-df4-seed7';

test('a dataset of a recipe has the bits of the page, runs, and stands in a link by its id', async () => {
  const dataset = await syntheticDataset(ID);
  expect(dataset.fingerprint).toBe(
    '428e2ee16d771e4c48c577d2c697eee8f852951c31a23b139325ef030e71daaa',
  );
  const { result } = await run({ analysis: 'mix-summary' }, { dataset });
  const { volatility } = result;
  if (!('value' in volatility)) throw new Error('not defined');
  const truth = trueFigures({ ...firstRecipe, seed: 7 }).mixVolatility;
  expect(Math.abs(volatility.value / truth - 1)).toBeLessThan(0.2);
  const [, , payload] = encodeScenario({}, { dataset }).split('.');
  expect(JSON.parse(atob(payload))).toMatchObject({ data: { sources: [{ id: ID }] } });
});

test('what is no recipe is refused', async () => {
  const refused = { code: 'dataset', where: 'recipe' };
  expect(await refusal(syntheticDataset('made-student'))).toEqual(refused);
  expect(await refusal(syntheticDataset(undefined as never))).toEqual(refused);
});
