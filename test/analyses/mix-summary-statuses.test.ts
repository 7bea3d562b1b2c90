import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/mix-summary/compute';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import { ScenarioError } from '../../src/analyses/scenario';
import type { Dataset } from '../../src/finance/dataset';
import { noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { madeUp, normals, notFinite, scenarioOf, sum, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const parameters = { resamples: 100 };
const swing = (length: number, size = 0.02, seed = 1) => {
  const next = normals(noise(seed));
  return Array.from({ length }, () => 0.005 + size * next());
};
const steady = (length: number, value: number) => Array.from({ length }, () => value);

function run(dataset: Dataset, mix?: Record<string, number>, more: object = {}): MixSummaryResult {
  const scenario = scenarioOf(dataset, mix, { parameters: { ...parameters, ...more } });
  return runRoom<MixSummaryResult>(room, scenario, dataset, kernels);
}

/** What is not finite but for the correlations of assets that never moved, which are undefined. */
const stray = (result: MixSummaryResult) => notFinite({ ...result, correlation: 0 });

describe('an asset that never moves', () => {
  const dataset = madeUp({ moving: swing(60), still: steady(60, 0), steady: steady(60, 0.004) });

  test('leaves the rest of the mix alone', () => {
    const result = run(dataset, { moving: 5_000, still: 5_000 });
    expect(stray(result)).toEqual([]);
    expect([...result.contributionsToVolatility]).toEqual([1, 0, 0]);
    expect(valueOf(result.diversificationRatio)).toBe(1);
    expect([...result.correlation]).toEqual([1, NaN, NaN, NaN, 1, NaN, NaN, NaN, 1]);
  });

  test.each(['still', 'steady'])('has no ratios alone: %s', (id) => {
    const result = run(dataset, { [id]: 10_000 });
    expect(stray(result)).toEqual([]);
    expect(valueOf(result.volatility)).toBe(0);
    expect(valueOf(result.worstFall)).toBe(0);
    expect(valueOf(result.volatilityPath)).toBeLessThan(1e-14);
    for (const measure of ['sharpe', 'skewness', 'kurtosis', 'diversificationRatio'] as const) {
      expect(result[measure]).toMatchObject({ status: 'undefined', code: 'zero-variance' });
    }
    expect(result.sortino).toMatchObject({ status: 'undefined', code: 'no-downside' });
    expect(result.contributionsToVolatility).toHaveLength(0);
  });

  test.each([0.1, 0.01, 0.003, -0.02, 1 / 3, 1e-9])(
    'has no ratio of rounding where every period returns %d, whatever the rule',
    (r) => {
      const constant = madeUp({ a: steady(61, r), b: steady(61, r), c: steady(61, r) });
      for (const rebalancing of ['none', 'every-period', 'yearly']) {
        const result = run(constant, { a: 3_333, b: 3_333, c: 3_334 }, { rebalancing });
        expect(result.sharpe).toMatchObject({ code: 'zero-variance' });
        expect(result.skewness).toMatchObject({ code: 'zero-variance' });
        expect(Math.abs(valueOf(result.returnArithmetic) - 12 * r)).toBeLessThan(1e-13);
      }
    },
  );
});

describe('a mix that loses everything', () => {
  const values = swing(60).with(30, -1);
  const dataset = madeUp(
    { doomed: values, inflation: steady(60, 0.002) },
    {
      roles: { inflation: 'inflation' },
      defaultInflation: 'inflation',
    },
  );
  const result = run(dataset, { doomed: 10_000 });

  test('has no rate of growth, and says so', () => {
    expect(result.finalAmount).toBe(0);
    expect(valueOf(result.finalReal)).toBe(0);
    expect(result.returnGeometric).toMatchObject({ status: 'undefined', code: 'total-loss' });
    expect(result.returnReal).toMatchObject({ status: 'undefined', code: 'total-loss' });
    expect(stray(result)).toEqual([]);
  });

  test('fell by all of it and never recovered', () => {
    expect(valueOf(result.worstFall)).toBe(-1);
    expect(result.worstFallRows).toMatchObject({ trough: 31, recovery: -1 });
    expect([...result.wealth.slice(31)]).toEqual(steady(30, 0));
    expect(sum(result.finalWeights)).toBe(0);
  });

  test('in part only lives on', () => {
    const half = madeUp({ doomed: values, sound: swing(60, 0.01, 2) });
    const survivor = run(half, { doomed: 5_000, sound: 5_000 }, { rebalancing: 'none' });
    expect(valueOf(survivor.returnGeometric)).toBeGreaterThan(-1);
    expect([...survivor.finalWeights]).toEqual([0, 1]);
  });
});

describe('few observations', () => {
  test('two periods are refused, three give what three periods can', () => {
    const two = madeUp({ a: swing(2) });
    expect(() => run(two)).toThrow(ScenarioError);
    const result = run(madeUp({ a: [0.1, -0.1, 0.05], b: [0, 0.1, 0.2] }));
    expect(stray(result)).toEqual([]);
    expect(valueOf(result.skewness)).toBeTypeOf('number');
    expect(result.kurtosis).toMatchObject({ status: 'undefined', code: 'too-few-observations' });
    expect(result.worstYear).toMatchObject({ status: 'undefined', code: 'too-few-observations' });
  });

  test('four periods have a kurtosis', () => {
    const result = run(madeUp({ a: [0.1, -0.1, 0.05, 0.2] }));
    expect(valueOf(result.kurtosis)).toBeTypeOf('number');
  });

  test('more assets than observations still have a volatility', () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`a${i}`, swing(5, 0.02, i + 1)]),
    );
    const result = run(madeUp(many));
    expect(stray(result)).toEqual([]);
    expect(valueOf(result.volatility)).toBeGreaterThan(0);
    expect(sum(result.contributionsToVolatility)).toBeCloseTo(1, 12);
  });
});

test('without inflation nothing is real, without a riskless column nothing is excess', () => {
  const result = run(madeUp({ a: swing(60), b: swing(60, 0.01, 3) }));
  expect(result.returnReal).toMatchObject({ status: 'undefined', code: 'no-such-data' });
  expect(result.finalReal).toMatchObject({ status: 'undefined', code: 'no-such-data' });
  expect(valueOf(result.sharpe)).toBeCloseTo(
    valueOf(result.returnArithmetic) / valueOf(result.volatilityPath),
    12,
  );
});

test('a mix that only rises has no downside and no fall', () => {
  const rising = swing(60).map((r) => Math.abs(r) + 0.001);
  const result = run(madeUp({ rising }), { rising: 10_000 });
  expect(result.sortino).toMatchObject({ status: 'undefined', code: 'no-downside' });
  expect(valueOf(result.worstFall)).toBe(0);
  expect(valueOf(result.positiveShare)).toBe(1);
});

test('tiny returns give numbers or statuses, never NaN', () => {
  for (const size of [1e-8, 1e-12, 1e-150, 1e-200, 1e-300]) {
    const columns = {
      a: swing(60).map((r) => r * size),
      b: swing(60, 0.02, 5).map((r) => r * size),
    };
    expect(stray(run(madeUp(columns)))).toEqual([]);
  }
});

test('huge returns that can still be compounded give numbers', () => {
  const columns = { a: swing(24, 1e4), b: swing(24, 1e4, 5) };
  const rising = Object.fromEntries(
    Object.entries(columns).map(([id, v]) => [id, v.map(Math.abs)]),
  );
  expect(stray(run(madeUp(rising)))).toEqual([]);
});

test('two assets that are the same are one', () => {
  const values = swing(120);
  const twice = run(madeUp({ a: values, b: values }), { a: 5_000, b: 5_000 });
  const once = run(madeUp({ a: values }), { a: 10_000 });
  expect(valueOf(twice.volatility)).toBeCloseTo(valueOf(once.volatility), 14);
  expect(valueOf(twice.diversificationRatio)).toBeCloseTo(1, 14);
  expect(twice.finalAmount).toBeCloseTo(once.finalAmount, 8);
  expect(twice.correlation[1]).toBeCloseTo(1, 14);
});
