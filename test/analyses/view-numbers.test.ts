import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/analyses/catalog';
import type { Scenario } from '../../src/analyses/scenario';
import type { ViewParts } from '../../src/analyses/view';
import { equationsOf, halfDigit, plainText } from '../ui/read-math';
import { compute, scenarioOf, shownOf } from '../panel/shown';

/** Parameters under which a room says as much as it can, and in other ways. */
const choices: Readonly<Record<string, readonly Scenario['parameters'][]>> = {
  'mix-summary': [{}, { rebalancing: 'none', costBasisPoints: 20, periodsPerYear: 12.5 }],
  correlation: [{}, { estimator: 'ledoit-wolf-identity' }],
  'rolling-statistics': [
    {
      shown: 'mean,volatility,sharpe,value-at-risk,beta,correlation,distance',
      against: 'us_treasury_10y',
    },
    { shown: 'mean,sharpe', window: 120, years: 5 },
  ],
  'value-at-risk': [
    {},
    { method: 'normal', horizon: 12, tail: 10_000 },
    { method: 'student' },
    { method: 'cornish-fisher', horizon: 6 },
    { method: 'ewma', backtestWindow: 120 },
    { method: 'simulated', convention: 'interpolated' },
  ],
  'wealth-paths': [
    { scenarios: 10_000, solve: 'withdrawals', compare: 'rebalancing' },
    { scenarios: 10_000, terms: 'nominal', solve: 'start', fee: 1, model: 'student' },
  ],
};

/** The numbers of a room, and how many of their equations hold. */
function numbersOf(analysis: string, parameters: Scenario['parameters']) {
  const scenario = scenarioOf(analysis, { parameters });
  const { shown, room, context } = shownOf(scenario, compute(scenario));
  const parts: ViewParts = room.view(shown.result, context);
  return { parts, numbers: Object.entries(parts.numbers ?? {}) };
}

const cases = catalog.flatMap(({ id }) =>
  (choices[id] ?? []).map((parameters) => [id, parameters] as const),
);

describe('the numbers in a formula', () => {
  test.each(cases)('of %s with %o come to what is shown', (analysis, parameters) => {
    const { numbers } = numbersOf(analysis, parameters);
    let checked = 0;
    for (const [measure, content] of numbers) {
      expect(plainText(content), measure).not.toMatch(/NaN|Infinity|undefined|\[object/);
      for (const sides of equationsOf(content)) {
        sides.slice(1).forEach((side, i) => {
          const before = sides[i];
          if (side.value === undefined || before.value === undefined) return;
          const what = `${measure}: ${before.text} = ${side.text}`;
          // Half of the last digit shown, and what the digits of the terms leave open.
          const open = halfDigit(side.text) + Math.abs(side.value) * 0.002;
          expect(Math.abs(side.value - before.value), what).toBeLessThanOrEqual(open);
          checked += 1;
        });
      }
    }
    expect(checked).toBeGreaterThan(1);
  });

  test.each([
    ['mix-summary', 'returnGeometric'],
    ['mix-summary', 'returnReal'],
    ['mix-summary', 'volatility'],
    ['mix-summary', 'sharpe'],
    ['mix-summary', 'worstFall'],
    ['correlation', 'averageCorrelation'],
    ['correlation', 'firstShare'],
    ['rolling-statistics', 'volatility'],
    ['rolling-statistics', 'sharpe'],
    ['value-at-risk', 'valueAtRisk'],
    ['value-at-risk', 'expectedShortfall'],
    ['wealth-paths', 'growthRate'],
    ['wealth-paths', 'reachesGoal'],
    ['wealth-paths', 'runsOut'],
    ['wealth-paths', 'endsBelowStart'],
  ])('of %s end, for %s, with the figure of the headline', (analysis, measure) => {
    const [parameters] = choices[analysis];
    const { parts } = numbersOf(analysis, parameters);
    const figure = parts.figures.find((one) => one.measure === measure);
    const said = equationsOf(parts.numbers?.[measure]).map((sides) => sides.at(-1)?.text);
    const value = figure?.value.replace(/ or (more|less)$/, '');
    expect(said).toContain(value);
  });
});
