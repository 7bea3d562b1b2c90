/** Scenarios of wealth paths, their script, and its figures beside those of the room. */
import { expect } from 'vitest';
import { defaultParameters, type ParameterValue } from '../../src/analyses/parameters';
import type { Scenario } from '../../src/analyses/scenario';
import { reproduce } from '../../src/analyses/wealth-paths/reproduce';
import { spec } from '../../src/analyses/wealth-paths/spec';
import {
  percentiles,
  type Distribution,
  type PlanOutcome,
  type WealthResult,
} from '../../src/analyses/wealth-paths/result';
import { exportDataset } from '../../src/data/built-in';
import type { Dataset } from '../../src/finance/dataset';
import { isDefined, type Quantity } from '../../src/finance/quantity';
import { scenarioOf } from './made-up';
import { fileOf, runScript } from './run-script';

/** A scenario of the room; few paths unless the parameters ask for more. */
export function wealthScenario(
  dataset: Dataset,
  parameters: Readonly<Record<string, ParameterValue>> = {},
  mix?: Readonly<Record<string, number>>,
  choice?: Parameters<typeof scenarioOf>[2],
): Scenario {
  const few = { ...defaultParameters(spec.parameters), scenarios: 1_000 };
  return {
    ...scenarioOf(dataset, mix, choice),
    analysis: spec.id,
    parameters: { ...few, ...parameters },
  };
}

/** What the script of a scenario prints; it must run without a word of complaint. */
export function scriptFigures(dataset: Dataset, scenario: Scenario): Record<string, number[]> {
  const file = fileOf(dataset, scenario);
  const script = reproduce(scenario, file);
  const { figures, stderr, status } = runScript(script, exportDataset(dataset), file.name);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return figures;
}

/** The simulated quantities of a result under the names of the script. */
export function simulatedFigures(result: WealthResult): Map<string, Quantity> {
  const { outcome, other, comparison, solution } = result;
  return new Map([
    ...(outcome ? outcomeFigures('', outcome) : []),
    ...(outcome?.stretches ?? []).map(({ correlation }, j) =>
      figure(`stretches.${j}.correlation`, correlation),
    ),
    ...(outcome?.fifths ?? []).flatMap(({ runsOut, reachesGoal }, j) => [
      figure(`fifths.${j}.runsOut`, runsOut),
      figure(`fifths.${j}.reachesGoal.real`, reachesGoal.real),
    ]),
    ...(other ? outcomeFigures('other.', other) : []),
    ...(comparison
      ? [
          figure('comparison.difference.real', comparison.difference.real),
          figure('comparison.difference.nominal', comparison.difference.nominal),
          figure('comparison.runsOut', comparison.runsOut),
          figure('comparison.endsAhead', comparison.endsAhead),
          figure('comparison.endsAlike', comparison.endsAlike),
        ]
      : []),
    ...(solution ? [figure('solution', solution.value)] : []),
  ]);
}

/**
 * The simulations of script and room agree within four combined standard errors, and a step where
 * time is counted in steps.
 */
export function expectAgreement(
  figures: Readonly<Record<string, readonly number[]>>,
  result: WealthResult,
): void {
  for (const [name, quantity] of simulatedFigures(result)) {
    const [value, error] = figures[name] ?? [NaN, NaN];
    if (!isDefined(quantity)) {
      expect(figures, name).not.toHaveProperty([name]);
      continue;
    }
    const { low, high } = quantity.simulation ?? { low: 0, high: 0 };
    const own = (high - low) / 2 / 1.96;
    const counted = /underWater|ruinYears/.test(name) ? 1 / result.stepsPerYear : 0;
    const limit = 4 * Math.hypot(own, error) + counted + 1e-9 * Math.abs(quantity.value);
    const difference = Math.abs(value - quantity.value);
    expect(difference, `${name}: ${value}, not ${quantity.value}`).toBeLessThanOrEqual(limit);
  }
}

function outcomeFigures(prefix: string, outcome: PlanOutcome): [string, Quantity][] {
  return [
    ...distribution(`${prefix}finalWealth.real`, outcome.finalWealth.real),
    ...distribution(`${prefix}finalWealth.nominal`, outcome.finalWealth.nominal),
    ...distribution(`${prefix}growthRate`, outcome.growthRate),
    ...distribution(`${prefix}worstFall`, outcome.worstFall),
    ...distribution(`${prefix}underWater`, outcome.underWater),
    ...distribution(`${prefix}income`, outcome.income),
    ...distribution(`${prefix}ruinYears`, outcome.ruinYears),
    figure(`${prefix}reachesGoal.real`, outcome.reachesGoal.real),
    figure(`${prefix}reachesGoal.nominal`, outcome.reachesGoal.nominal),
    figure(`${prefix}runsOut`, outcome.runsOut),
    figure(`${prefix}endsBelowStart`, outcome.endsBelowStart),
  ];
}

function distribution(name: string, of: Distribution): [string, Quantity][] {
  return [
    ...percentiles.map((percent, i) => figure(`${name}.${percent}`, of.percentiles[i])),
    figure(`${name}.mean`, of.mean),
  ];
}

function figure(name: string, quantity: Quantity): [string, Quantity] {
  return [name, quantity];
}
