import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from '../../src/finance/apportion';
import { WHOLE } from '../../src/finance/dataset';
import {
  displayOrder,
  equalShares,
  presetMix,
  presets,
  redistribute,
  type PresetId,
  withAsset,
  withWeight,
  withoutAsset,
} from '../../src/finance/mixes';
import { column } from './column';

const open = [false, false, false, false];
const columns = [
  column('oil', 'commodity'),
  column('houses', 'real estate'),
  column('cpi', undefined, 'inflation'),
  column('bills', 'cash'),
  column('tips', undefined),
  column('us', 'equity'),
  column('gold', 'gold'),
  column('fund', 'mixed'),
  column('treasury', 'bond'),
  column('world', 'equity'),
  column('asia', 'equity'),
];

const anyMove = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.record({
    weights: fc
      .array(fc.nat(50), { minLength: n, maxLength: n })
      .map((shares) => apportion(WHOLE, shares)),
    changed: fc.nat(n - 1),
    target: fc.oneof(
      fc.integer({ min: -500, max: 10_500 }),
      fc.constantFrom(-Infinity, Infinity, 0.5),
    ),
    locked: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
  }),
);

describe('redistribute', () => {
  test('takes from the others in proportion', () => {
    expect(redistribute([1000, 3000, 6000], 0, 4000, [])).toEqual([4000, 2000, 4000]);
  });

  test('gives to the others in proportion', () => {
    expect(redistribute([4000, 2000, 4000], 0, 1000, [])).toEqual([1000, 3000, 6000]);
  });

  test('shares equally among others that hold nothing', () => {
    expect(redistribute([10_000, 0, 0, 0], 0, 0, open)).toEqual([0, 3334, 3333, 3333]);
  });

  test('leaves locked weights alone and stops at what the others have', () => {
    const locked = [false, true, false, false];
    expect(redistribute([1000, 5000, 3000, 1000], 0, 9000, locked)).toEqual([5000, 5000, 0, 0]);
    expect(redistribute([1000, 5000, 3000, 1000], 0, -5, locked)).toEqual([0, 5000, 3750, 1250]);
  });

  test('does not move a locked weight, nor one whose others are all locked', () => {
    expect(redistribute([4000, 6000], 0, 5000, [true, false])).toEqual([4000, 6000]);
    expect(redistribute([4000, 6000], 0, 5000, [false, true])).toEqual([4000, 6000]);
    expect(redistribute([10_000], 0, 5000, [false])).toEqual([10_000]);
  });

  test('keeps integers that sum to 10,000, locked weights and the target', () => {
    fc.assert(
      fc.property(anyMove, ({ weights, changed, target, locked }) => {
        const before = [...weights];
        const after = redistribute(weights, changed, target, locked);
        expect(weights).toEqual(before);
        expect(after.reduce((a, b) => a + b, 0)).toBe(WHOLE);
        expect(after.every((weight) => Number.isInteger(weight) && weight >= 0)).toBe(true);
        after.forEach((weight, i) => {
          if (locked[i]) expect(weight).toBe(weights[i]);
        });
        const others = locked.some((isLocked, i) => !isLocked && i !== changed);
        if (locked[changed] || !others) expect(after).toEqual(weights);
        else {
          const held = weights.filter((_, i) => locked[i]).reduce((a, b) => a + b, 0);
          const wanted = Math.max(0, Math.min(WHOLE - held, Math.floor(target + 0.5)));
          expect(after[changed]).toBe(wanted);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('to the weight it has changes nothing', () => {
    fc.assert(
      fc.property(anyMove, ({ weights, changed, locked }) => {
        expect(redistribute(weights, changed, weights[changed], locked)).toEqual(weights);
      }),
    );
  });

  test('refuses weights that are not a mix and a change that is not one', () => {
    expect(() => redistribute([1, 2], 0, 1, open)).toThrow(RangeError);
    expect(() => redistribute([10_001, -1], 0, 1, open)).toThrow(RangeError);
    expect(() => redistribute([5000.5, 4999.5], 0, 1, open)).toThrow(RangeError);
    expect(() => redistribute([10_000], 1, 1, open)).toThrow(RangeError);
    expect(() => redistribute([5000, 5000], 0, NaN, open)).toThrow(RangeError);
  });
});

test('equal shares differ by at most 0.01 % and sum to the whole', () => {
  expect(equalShares(3)).toEqual([3334, 3333, 3333]);
  expect(equalShares(0)).toEqual([]);
  for (let n = 1; n <= 100; n += 1) {
    const shares = equalShares(n);
    expect(shares.reduce((a, b) => a + b, 0)).toBe(WHOLE);
    expect(shares[0] - shares[n - 1]).toBeLessThanOrEqual(1);
  }
});

test('the display order is by class, then as the columns stand, without inflation and rates', () => {
  expect(displayOrder(columns).map(({ id }) => id)).toEqual([
    'us',
    'world',
    'asia',
    'treasury',
    'bills',
    'gold',
    'houses',
    'oil',
    'fund',
    'tips',
  ]);
  expect(columns[0].id).toBe('oil');
});

describe('presetMix', () => {
  test('shares a class equally among its assets and covers all assets', () => {
    expect(presetMix('balanced', columns)).toEqual({
      assets: ['us', 'world', 'asia', 'treasury', 'bills', 'gold', 'houses', 'oil', 'fund', 'tips'],
      weights: [1667, 1667, 1666, 3000, 500, 500, 1000, 0, 0, 0],
    });
  });

  test.each(Object.keys(presets) as PresetId[])('%s sums to the whole', (preset) => {
    const mix = presetMix(preset, columns);
    expect(mix?.weights.reduce((a, b) => a + b, 0)).toBe(WHOLE);
    expect(mix?.assets).toHaveLength(10);
  });

  test('is undefined where a class is missing that it holds', () => {
    const stocksAndBonds = columns.filter((c) => ['us', 'treasury', 'cpi'].includes(c.id));
    expect(presetMix('permanent', stocksAndBonds)).toBeUndefined();
    expect(presetMix('sixty-forty', stocksAndBonds)?.weights).toEqual([6000, 4000]);
    expect(presetMix('equal', stocksAndBonds)?.weights).toEqual([5000, 5000]);
    expect(presetMix('equal', [])).toBeUndefined();
  });

  test('aggressive needs no cash', () => {
    const withoutCash = columns.filter((c) => c.id !== 'bills');
    expect(presetMix('aggressive', withoutCash)).toBeDefined();
    expect(presetMix('conservative', withoutCash)).toBeUndefined();
  });
});

describe('moves of a mix', () => {
  const mix = { assets: ['a', 'b', 'c'], weights: [5_000, 3_000, 2_000] };

  test('set a weight by the id of its asset', () => {
    expect(withWeight(mix, 'b', 6_000, ['c'])).toEqual({
      assets: mix.assets,
      weights: [2_000, 6_000, 2_000],
    });
    expect(withWeight(mix, 'd', 1_000, [])).toBeUndefined();
  });

  test('give what a removed asset held to the others, if they may have it', () => {
    expect(withoutAsset(mix, 'a', [])).toEqual({ assets: ['b', 'c'], weights: [6_000, 4_000] });
    expect(withoutAsset(mix, 'a', ['b'])).toEqual({ assets: ['b', 'c'], weights: [3_000, 7_000] });
    expect(withoutAsset(mix, 'a', ['b', 'c'])).toBeUndefined();
    expect(withoutAsset(mix, 'd', [])).toBeUndefined();
    expect(withoutAsset({ assets: ['a'], weights: [10_000] }, 'a', [])).toBeUndefined();
  });

  test('add an asset once, without a weight', () => {
    expect(withAsset(mix, 'd').weights).toEqual([5_000, 3_000, 2_000, 0]);
    expect(withAsset(mix, 'a')).toBe(mix);
  });
});
