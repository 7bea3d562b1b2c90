/** Changes of a scenario's data: what they leave is whole, and opens. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assetsOf, defaultScenario, prepareScenario } from '../../src/analyses/scenario';
import {
  fittingSteps,
  toDraft,
  withColumns,
  withoutSource,
  withSource,
  withStep,
  withSteps,
  withoutStep,
} from '../../src/analyses/scenario-edit';
import type { Step } from '../../src/analyses/scenario-steps';
import * as work from '../../src/analyses/scenario-step-work';
import { provideStepWork } from '../../src/analyses/scenario-step-loader';
import { WHOLE } from '../../src/finance/dataset';
import { builtIn } from './built-in-data';

provideStepWork(work);

const monthly = builtIn('us-asset-classes-monthly');
const since1871 = builtIn('us-stocks-bonds-cpi-monthly-1871');
const daily = builtIn('daily-markets');
const scenario = defaultScenario(monthly);

const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + weight, 0);

describe('another source', () => {
  const joined = prepareScenario(withSource(scenario, monthly, since1871), [monthly, since1871]);

  test('comes in with no weight, and leaves the mix as it was', () => {
    const { assets, weights } = joined.scenario.mix;
    const before = scenario.mix.assets.length;
    expect(assets.slice(0, before)).toEqual(scenario.mix.assets);
    expect(weights).toEqual([...scenario.mix.weights, 0, 0]);
    expect(assetsOf(joined.scenario)).toHaveLength(8);
  });

  test('goes again, and the mix is what it was', () => {
    const back = prepareScenario(withoutSource(joined.scenario, 1), [monthly]).scenario;
    expect(back).toEqual(scenario);
  });

  test('stays alone under its own ids when the first one goes', () => {
    const weights = joined.scenario.mix.weights.map((weight, i) =>
      i < 6 ? weight / 2 : WHOLE / 4,
    );
    const mixed = { ...joined.scenario, mix: { ...joined.scenario.mix, weights } };
    const { mix, data } = prepareScenario(withoutSource(mixed, 0), [since1871]).scenario;
    expect(data.sources.map(({ id }) => id)).toEqual([since1871.id]);
    expect(mix.assets).toEqual(since1871.columns.slice(0, 2).map(({ id }) => id));
    expect(mix.weights).toEqual([5_000, 5_000]);
  });

  test('brings its riskless rate where there was none to choose', () => {
    const bare = { ...since1871, defaultRiskFree: undefined };
    const draft = withSource(defaultScenario(bare), bare, monthly);
    const { data } = prepareScenario(draft, [bare, monthly]).scenario;
    expect(data.riskFree).toBe(`${monthly.id}.${monthly.defaultRiskFree}`);
    const without = { ...scenario, data: { ...scenario.data, riskFree: null } };
    expect(withSource(without, monthly, since1871).data.riskFree).toBeNull();
  });
});

test('any choice of columns leaves a whole mix of them', () => {
  const all = assetsOf(scenario);
  const anyChoice = fc.subarray([...all], { minLength: 1 });
  fc.assert(
    fc.property(fc.array(anyChoice, { minLength: 1, maxLength: 4 }), (choices) => {
      let chosen = scenario;
      for (const columns of choices) {
        chosen = prepareScenario(withColumns(chosen, 0, columns), [monthly]).scenario;
        expect([...assetsOf(chosen)].sort()).toEqual([...columns].sort());
        expect(chosen.mix.assets.every((id) => columns.includes(id))).toBe(true);
        expect(sum(chosen.mix.weights)).toBe(WHOLE);
      }
    }),
    { numRuns: 50 },
  );
});

test('a parameter that names an asset starts anew when the columns change', () => {
  const together = defaultScenario(monthly, 'correlation');
  const asset = Object.entries(together.parameters).find(([, value]) => value === '')?.[0] ?? '';
  const named = { ...together, parameters: { ...together.parameters, [asset]: 'gold' } };
  expect(withColumns(named, 0, ['us_stocks', 'us_tbonds_10y']).parameters?.[asset]).toBe('');
});

describe('steps', () => {
  test.each([
    ['one source as it is', [], [monthly], []],
    ['one source, longer', ['yearly'], [monthly], ['yearly']],
    ['what the source has already', ['monthly'], [monthly], []],
    ['equal sources', [], [monthly, since1871], []],
    ['different sources', [], [daily, monthly], ['monthly']],
    ['different sources, longer', ['quarterly'], [monthly, daily], ['quarterly']],
    ['shorter than one source', ['weekly'], [monthly, daily], ['monthly']],
    ['daily ones', [], [daily], []],
  ] as const)('bring %s to common periods', (_, wanted, sources, steps) => {
    const asSteps = (frequencies: readonly ('weekly' | 'monthly' | 'quarterly' | 'yearly')[]) =>
      frequencies.map((to) => ({ step: 'resample' as const, to }));
    expect(fittingSteps(asSteps(wanted), sources)).toEqual(asSteps(steps));
  });

  test('resample the scenario and leave its mix', () => {
    const steps = fittingSteps([{ step: 'resample', to: 'yearly' }], [monthly]);
    const yearly = prepareScenario(withSteps(scenario, steps), [monthly]);
    expect(yearly.dataset.frequency).toBe('yearly');
    expect(yearly.scenario.mix).toEqual(scenario.mix);
    const back = prepareScenario(withSteps(yearly.scenario, []), [monthly]);
    expect(back.scenario).toEqual(scenario);
  });
});

describe('a step', () => {
  const fill: Step = { step: 'fill', column: 'gold', limit: 3 };
  const fee: Step = { step: 'fee', rate: 0.01 };
  const yearly: Step = { step: 'resample', to: 'yearly' };
  const form: Step = { step: 'form', kind: 'prices' };
  const leverage: Step = { step: 'leverage', column: 'gold', factor: 2 };
  const of = (steps: readonly Step[], sources = [monthly]) =>
    prepareScenario(withSteps(scenario, steps), sources).scenario;

  test('is put in its place, and taken out again', () => {
    let now = scenario;
    for (const step of [form, fee, yearly, fill, leverage]) {
      now = prepareScenario(withStep(now, step), [monthly]).scenario;
    }
    expect(now.data.steps).toEqual([fill, yearly, fee, leverage, form]);
    for (let left = 5; left > 0; left -= 1) {
      now = prepareScenario(withoutStep(now, 0), [monthly]).scenario;
      expect(now.data.steps).toHaveLength(left - 1);
    }
    expect(now).toEqual(scenario);
  });

  test('that takes cash off leaves no riskless rate to choose, and gives it back', () => {
    const excess = prepareScenario(withStep(scenario, { step: 'excess' }), [monthly]).scenario;
    expect(excess.data.riskFree).toBeNull();
    const more = prepareScenario(withStep(excess, fee), [monthly]).scenario;
    expect(more.data.riskFree).toBeNull();
    const back = prepareScenario(withSteps(more, [fee]), [monthly]).scenario;
    expect(back.data.riskFree).toBe(scenario.data.riskFree);
    const none = { ...scenario, data: { ...scenario.data, riskFree: null } };
    expect(withStep(none, fee).data.riskFree).toBeNull();
  });

  test('stays where periods are brought together', () => {
    expect(fittingSteps([fill, fee], [daily, monthly])).toEqual([
      fill,
      { step: 'resample', to: 'monthly' },
      fee,
    ]);
    expect(fittingSteps([fill, { step: 'resample', to: 'monthly' }, fee], [monthly])).toEqual([
      fill,
      fee,
    ]);
  });

  test('goes with the assets that it names, where they do not serve another', () => {
    const other: Step = { step: 'fee', columns: ['gold', 'us_stocks'], rate: 0.01 };
    const gold: Step = { step: 'fee', columns: ['gold'], rate: 0.01 };
    const steps = [fill, other, gold, leverage, form];
    const left = withColumns(of(steps), 0, ['us_stocks', 'us_tbill_3m']);
    expect(left.data.steps).toEqual([{ ...other, columns: ['us_stocks'] }, form]);
    prepareScenario(left, [monthly]);
    const convert: Step = { step: 'convert', fx: 'gold' };
    const serving = withColumns(of([fill, convert]), 0, ['us_stocks']);
    expect(serving.data.steps).toEqual([fill, convert]);
    const bills: Step = { step: 'fill', column: 'us_tbill_3m', limit: 1 };
    expect(withColumns(of([bills]), 0, ['gold']).data.steps).toEqual([bills]);
  });

  test('goes with its source, and follows the ids of those that stay', () => {
    const joined = prepareScenario(withSource(scenario, monthly, since1871), [monthly, since1871]);
    const [column] = since1871.columns.map(({ id }) => id);
    const theirs = (id: string) => `${since1871.id}.${id}`;
    const steps: Step[] = [
      { step: 'drop', source: monthly.id, dates: [monthly.index[5]] },
      fill,
      { ...fill, column: theirs(column) },
      { step: 'convert', fx: theirs(column), columns: ['gold'] },
      { step: 'fee', columns: ['gold', theirs(column)], rate: 0.01 },
      leverage,
      { step: 'real' },
    ];
    const all = prepareScenario(withSteps(joined.scenario, steps), [monthly, since1871]).scenario;
    const second = withoutSource(all, 1);
    expect(second.data.steps).toEqual([
      steps[0],
      fill,
      { step: 'fee', columns: ['gold'], rate: 0.01 },
      leverage,
      { step: 'real' },
    ]);
    prepareScenario(second, [monthly]);
    const first = withoutSource(all, 0);
    expect(first.data.steps).toEqual([
      { ...fill, column },
      { step: 'fee', columns: [column], rate: 0.01 },
      { step: 'real' },
    ]);
    prepareScenario(first, [since1871]);
  });
});

test('a draft that says everything is the scenario', () => {
  expect(prepareScenario(toDraft(scenario), [monthly]).scenario).toEqual(scenario);
});

test('sources that hardly overlap are refused with their spans', () => {
  const late = { ...since1871, id: 'late', index: since1871.index.map((d) => `3${d.slice(1)}`) };
  const draft = withSource(scenario, monthly, late);
  expect(() => prepareScenario(draft, [monthly, late])).toThrow(
    /Together the data hold 0 whole monthly periods; 3 are needed.*from 3871-/,
  );
});
