/** What a small form shows is what the whole room shows, wherever it is computed alone. */
import { describe, expect, test } from 'vitest';
import type { SimpleCompute } from '../../src/analyses/analysis';
import { catalog } from '../../src/analyses/catalog';
import { completeScenario, type Draft } from '../../src/analyses/scenario';
import { rooms } from '../../src/engine/all-rooms';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { runRoom } from './run-room';

const glances = import.meta.glob<SimpleCompute>('../../src/analyses/*/compute-glance.ts', {
  eager: true,
});
const kernels = await loadKernels();

/** Parameters that a small form follows. */
const parameters: Readonly<Record<string, readonly Draft['parameters'][]>> = {
  correlation: [
    { estimator: 'ewma', lambda: 0.9 },
    { estimator: 'oas', repair: 'nearest-correlation' },
  ],
  'value-at-risk': [
    { tail: 10_000, horizon: 12, convention: 'interpolated' },
    { tail: 1_000, horizon: 250 },
  ],
};

const withGlance = catalog.filter(({ glance }) => glance !== undefined);

test('the rooms that say so have one', () => {
  expect(Object.keys(glances).map((path) => path.split('/').at(-2))).toEqual(
    withGlance.map(({ id }) => id).toSorted(),
  );
  expect(withGlance.map(({ id }) => id).toSorted()).toEqual(Object.keys(parameters));
});

describe.each(withGlance)('the small form of $id', ({ id, glance }) => {
  const { compute } = glances[`../../src/analyses/${id}/compute-glance.ts`];

  test.each([{}, ...parameters[id]])('has the numbers of the whole room with %j', (chosen) => {
    for (const dataset of [monthly, builtIn('daily-markets')]) {
      const draft = { data: { sources: [{ id: dataset.id }] }, analysis: id, parameters: chosen };
      const scenario = completeScenario(draft, dataset);
      expect(glance?.(scenario.parameters as never)).toBe(true);
      const whole = runRoom<object>(rooms[id], scenario, dataset, kernels);
      const small = runRoom<object>({ compute }, scenario, dataset, kernels);
      const names = Object.keys(small);
      expect(names.length).toBeGreaterThan(0);
      const same = Object.entries(whole).filter(([name]) => names.includes(name));
      expect(small).toEqual(Object.fromEntries(same));
    }
  });
});
