/** Choices about the signs of data: each changes the scenario as it says, and its effect is known before. */
import { expect, test } from 'vitest';
import {
  choicesFor,
  draftOf,
  type ChoiceId,
  type Patient,
} from '../../../src/app/data-check/choices';
import { effectOf, type Effect } from '../../../src/app/data-check/effect';
import { completeScenario, prepareScenario } from '../../../src/analyses/scenario';
import { toDraft } from '../../../src/analyses/scenario-edit';
import { examine, type Sign } from '../../../src/finance/data-doctor';
import type { Dataset } from '../../../src/finance/dataset';
import { normalQuantile } from '../../../src/finance/normal-distribution';
import { madeUp } from '../../analyses/made-up';

const T = 240;

function returns(seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: T }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.005 + 0.03 * normalQuantile((state + 0.5) / 2 ** 32);
  });
}

function prices(from: Float64Array): Float64Array {
  let price = 100;
  return from.map((r) => (price *= 1 + r));
}

const clean = { a: returns(11), b: returns(2_222) };
const priced = { a: prices(clean.a), b: prices(clean.b) };

/** The signs of column `a`, and what one choice about the first of a kind does. */
function trial(dataset: Dataset) {
  const scenario = completeScenario({ data: { sources: [{ id: dataset.id }] } }, dataset);
  const patient: Patient = { s: 0, source: dataset, column: 'a' };
  const [{ signs }] = examine(dataset);
  const of = (sign: Sign['sign']) => {
    const found = signs.find((one) => one.sign === sign);
    if (found === undefined) throw new Error(`no ${sign} among ${signs.map((s) => s.sign).join()}`);
    return found;
  };
  return {
    offered: (sign: Sign['sign']) => choicesFor(of(sign)).map(({ id }) => id),
    effect(sign: Sign['sign'], choice: ChoiceId): Effect {
      const made = choicesFor(of(sign)).find(({ id }) => id === choice);
      if (made === undefined) throw new Error(`${choice} is not offered`);
      const draft = draftOf(scenario, patient, of(sign), made) ?? toDraft(scenario);
      return effectOf(draft, [dataset], 'a');
    },
    draft(sign: Sign['sign'], choice: ChoiceId) {
      const made = choicesFor(of(sign)).find(({ id }) => id === choice);
      return made && draftOf(scenario, patient, of(sign), made);
    },
  };
}

/** The same values, one column of them changed. */
function edited<T extends Record<string, Float64Array>>(
  values: T,
  id: keyof T,
  change: (column: Float64Array) => void,
): T {
  const column = Float64Array.from(values[id]);
  change(column);
  return { ...values, [id]: column };
}

test('a split that is mended leaves the numbers of the data without it', () => {
  const data = madeUp(
    edited(priced, 'a', (a) => {
      for (let t = 100; t < T; t += 1) a[t] /= 4;
    }),
    { kind: 'prices' },
  );
  const { offered, effect } = trial(data);
  expect(offered('split')).toEqual(['keep', 'split', 'drop', 'exclude']);
  const wrong = effect('split', 'keep');
  const mended = effect('split', 'split');
  const right = effectOf(
    { data: { sources: [{ id: 'made-up' }] } },
    [madeUp(priced, { kind: 'prices' })],
    'a',
  );
  expect(wrong.volatility).toBeGreaterThan(1.5 * (right.volatility ?? 0));
  for (const field of ['volatility', 'correlation', 'mixVolatility', 'valueAtRisk'] as const) {
    expect(mended[field]).toBeCloseTo(right[field] ?? NaN, 12);
  }
  expect(mended.periods).toBe(T - 1);
});

test('a wrong price is filled from the one before, or left out', () => {
  const data = madeUp(
    edited(priced, 'a', (a) => void (a[50] *= 10)),
    { kind: 'prices' },
  );
  const { effect, draft } = trial(data);
  const wrong = effect('spike', 'keep');
  const filled = effect('spike', 'fill');
  const dropped = effect('spike', 'drop');
  expect(filled.periods).toBe(wrong.periods);
  expect(dropped.periods).toBe(wrong.periods - 1);
  for (const { volatility } of [filled, dropped]) {
    expect(volatility).toBeLessThan((wrong.volatility ?? 0) / 5);
  }
  expect(draft('spike', 'fill')?.data.steps).toEqual([
    { step: 'fill', column: 'a', limit: 1, dates: [data.index[50]] },
  ]);
  expect(draft('spike', 'keep')).toBeUndefined();
});

test('missing values are filled; prices at 0 hinder until something is done about them', () => {
  const missing = madeUp(
    edited(priced, 'a', (a) => void a.fill(NaN, 30, 33)),
    { kind: 'prices' },
  );
  const gap = trial(missing);
  expect(gap.effect('gap', 'fill').periods).toBe(T - 1);
  expect(gap.effect('gap', 'keep').periods).toBe(T - 4);
  const zero = trial(
    madeUp(
      edited(priced, 'a', (a) => void (a[70] = 0)),
      { kind: 'prices' },
    ),
  );
  expect(() => zero.effect('not-positive', 'keep')).toThrow('must be a number above 0');
  expect(zero.effect('not-positive', 'drop').periods).toBe(T - 2);
  expect(zero.effect('not-positive', 'fill').periods).toBe(T - 1);
});

test('zeros before the first true return are started after', () => {
  const data = madeUp(edited(clean, 'a', (a) => void a.fill(0, 0, 40)));
  const { effect, draft } = trial(data);
  expect(draft('zeros', 'start')?.data.range?.from).toBe(data.index[40]);
  expect(effect('zeros', 'start').periods).toBe(T - 40);
  expect(effect('zeros', 'start').volatility).toBeGreaterThan(
    effect('zeros', 'keep').volatility ?? 1,
  );
});

test('outliers are limited, appraisals desmoothed, and an asset is left out of the mix', () => {
  const outlier = trial(madeUp(edited(clean, 'a', (a) => void (a[7] = -0.6))));
  const kept = outlier.effect('outlier', 'keep');
  expect(outlier.effect('outlier', 'winsorize').volatility).toBeLessThan(
    (kept.volatility ?? 0) / 1.2,
  );
  const out = outlier.effect('outlier', 'exclude');
  expect(out.volatility).toBeUndefined();
  expect(out.correlation).toBeUndefined();
  // The other asset is all that is left.
  const b = effectOf({ data: { sources: [{ id: 'made-up' }] } }, [madeUp({ b: clean.b })], 'b');
  expect(out.mixVolatility).toBeCloseTo(b.volatility ?? NaN, 12);

  let last = 0;
  const smooth = edited(clean, 'a', (a) =>
    a.forEach((r, t) => (a[t] = last = 0.7 * last + 0.3 * r)),
  );
  const appraised = trial(madeUp(smooth));
  const before = appraised.effect('smoothed', 'keep').volatility ?? 0;
  const after = appraised.effect('smoothed', 'desmooth').volatility ?? 0;
  expect(after / before).toBeGreaterThan(1.8);
});

test('series of unequal length: whatever is chosen is in the scenario, and a step can be taken back', () => {
  const data = madeUp(
    edited(clean, 'a', (a) => {
      a.fill(NaN, 0, 24);
      a.fill(NaN, 230);
    }),
  );
  const { draft, effect } = trial(data);
  expect(draft('late', 'start')?.data.range).toEqual({ from: data.index[24], to: null });
  expect(draft('early', 'end')?.data.range).toEqual({ from: null, to: data.index[229] });
  expect(effect('late', 'exclude').periods).toBe(T);
  expect(effect('late', 'keep').periods).toBe(206);
  const excluded = draft('late', 'exclude');
  expect(excluded && prepareScenario(excluded, [data]).scenario.mix.assets).toEqual(['b']);
});

test('the value at risk is the order statistic of the mix, its volatility a year’s', () => {
  const mix = clean.a.map((r, t) => (r + clean.b[t]) / 2);
  const effect = effectOf({ data: { sources: [{ id: 'made-up' }] } }, [madeUp(clean)], 'a');
  // The worst 12 of 240 months are the tail of 5 %.
  expect(effect.valueAtRisk).toBeCloseTo(-Float64Array.from(mix).sort()[11], 14);
  const mean = mix.reduce((sum, r) => sum + r, 0) / T;
  const variance = mix.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (T - 1);
  expect(effect.mixVolatility).toBeCloseTo(Math.sqrt(12 * variance), 12);
});
