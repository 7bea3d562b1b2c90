import { expect, test } from 'vitest';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import { growthChart } from '../../src/analyses/mix-summary/view-charts';
import { isDefined } from '../../src/finance/quantity';
import { scenarioOf, shownOf } from '../panel/shown';

test('growth after inflation ends at the real amount of the result', () => {
  const { shown, context } = shownOf(scenarioOf('mix-summary'));
  const result = shown.result as unknown as MixSummaryResult;
  const { real, series } = growthChart(result, context);
  expect(real?.values).toHaveLength(series.length);
  const [mix] = real?.values ?? [];
  if (!isDefined(result.finalReal)) throw new Error('inflation is missing');
  expect(mix[0]).toBe(10_000);
  expect(mix[mix.length - 1]).toBeCloseTo(result.finalReal.value, 6);
  expect(mix[mix.length - 1]).toBeLessThan(result.finalAmount / 2);
  expect(real?.note).toBe('after inflation, in money of February 1975');
});

test('without prices there is no such switch', () => {
  const { shown, context } = shownOf(scenarioOf('mix-summary'));
  const { inflation: _, ...series } = context.series;
  const result = shown.result as unknown as MixSummaryResult;
  expect(growthChart(result, { ...context, series }).real).toBeUndefined();
});
