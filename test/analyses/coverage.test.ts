/**
 * Intervals hold the truth as often as they say: 95 %, within the noise of the count.
 *
 * Histories and scenarios are simulated with a known truth; the count of intervals that hold it
 * is binomial, and the bounds below are 3.3 of its standard deviations wide. A percentile
 * bootstrap is known to fall one or two points short in samples of this size.
 */
import { describe, expect, test } from 'vitest';
import type { Input } from '../../src/analyses/analysis';
import * as mixSummary from '../../src/analyses/mix-summary/compute';
import type { MixSummaryParameters } from '../../src/analyses/mix-summary/spec';
import { historicalVaR } from '../../src/analyses/value-at-risk/historical';
import * as valueAtRisk from '../../src/analyses/value-at-risk/compute';
import type { ValueAtRiskParameters } from '../../src/analyses/value-at-risk/spec';
import { normalQuantile } from '../../src/finance/normal-distribution';
import { isDefined, type Interval, type Quantity } from '../../src/finance/quantity';
import { noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { monthly } from './built-in-data';
import { inputOf, madeUp, normals, scenarioOf, valueOf } from './made-up';

const kernels = await loadKernels();

function holds(interval: Interval | undefined, truth: number): boolean {
  return interval !== undefined && interval.low <= truth && truth <= interval.high;
}

function sampling(quantity: Quantity): Interval | undefined {
  return isDefined(quantity) ? quantity.sampling : undefined;
}

/** Asserts a share of 95 % among `trials`, `short` less at the lower end. */
function expectNominal(hits: number, trials: number, short = 0): void {
  const noiseOf = (p: number) => 3.3 * Math.sqrt((p * (1 - p)) / trials);
  expect(hits / trials).toBeGreaterThan(0.95 - short - noiseOf(0.95 - short));
  expect(hits / trials).toBeLessThan(0.95 + noiseOf(0.95));
}

describe('histories of independent normal months', () => {
  const T = 200;
  const mean = 0.008;
  const deviation = 0.04;
  const trials = 400;
  const next = normals(noise(7));
  const still = madeUp({ a: Array.from({ length: T }, () => 0) });
  const histories = Array.from({ length: trials }, () =>
    Float64Array.from({ length: T }, () => mean + deviation * next()),
  );

  test('hold mean, volatility and Sharpe ratio in their bootstrap intervals', () => {
    const parameters = { rebalancing: 'every-period', resamples: 250, blockLength: 1 };
    const hits = { mean: 0, volatility: 0, path: 0, sharpe: 0, positive: 0 };
    histories.forEach((values, trial) => {
      const scenario = scenarioOf(still, undefined, { parameters, seed: trial });
      const input: Input<MixSummaryParameters> = inputOf(scenario, still, kernels, {
        returns: [values],
      });
      const result = mixSummary.compute(input);
      hits.mean += Number(holds(sampling(result.returnArithmetic), 12 * mean));
      const yearly = deviation * Math.sqrt(12);
      hits.volatility += Number(holds(sampling(result.volatility), yearly));
      hits.path += Number(holds(sampling(result.volatilityPath), yearly));
      hits.sharpe += Number(holds(sampling(result.sharpe), (12 * mean) / yearly));
      // The chance of a month above 0, where z = -0.2.
      hits.positive += Number(holds(sampling(result.positiveShare), 0.579259709));
    });
    for (const count of Object.values(hits)) expectNominal(count, trials, 0.02);
  });

  test('hold the quantile between the order statistics, and the normal figure in its own', () => {
    const truth = -(mean + deviation * normalQuantile(0.05));
    const parameters = { resamples: 200 };
    const choice = { analysis: 'value-at-risk', parameters };
    let historical = 0;
    let formula = 0;
    histories.forEach((values, trial) => {
      const sorted = values.slice().sort();
      const windows = { returns: values, sorted, effective: T };
      historical += Number(
        holds(sampling(historicalVaR(windows, 1, 50_000, 'order-statistic')), truth),
      );
      const scenario = scenarioOf(still, undefined, { ...choice, seed: trial });
      const plan = valueAtRisk.plan(inputOf(scenario, still, kernels, { returns: [values] }));
      formula += Number(holds(sampling(plan.settled.normal.valueAtRisk), truth));
    });
    // Distribution-free and of whole ranks: at least its 95 %.
    expect(historical / trials).toBeGreaterThan(0.95 - 3.3 * Math.sqrt((0.95 * 0.05) / trials));
    expect(historical / trials).toBeLessThan(0.99);
    expectNominal(formula, trials, 0.025);
  });
});

describe('simulations of a thousand seeds', () => {
  test.each([50_000, 10_000])('hold the closed form at a tail of %d ppm', (tail) => {
    const trials = 1_000;
    const parameters = { scenarios: 10_000, resamples: 100, tail };
    const scenario = scenarioOf(monthly, undefined, { analysis: 'value-at-risk', parameters });
    const input: Input<ValueAtRiskParameters> = inputOf(scenario, monthly, kernels);
    const plan = valueAtRisk.plan(input);
    const { normal } = plan.settled;
    let risk = 0;
    let shortfall = 0;
    for (let seed = 0; seed < trials; seed += 1) {
      const partial = valueAtRisk.chunk({ ...input, seed }, plan, 0, 10_000);
      const { simulated } = valueAtRisk.merge(plan, [partial]);
      const intervalOf = (q: Quantity) => (isDefined(q) ? q.simulation : undefined);
      risk += Number(holds(intervalOf(simulated.valueAtRisk), valueOf(normal.valueAtRisk)));
      shortfall += Number(
        holds(intervalOf(simulated.expectedShortfall), valueOf(normal.expectedShortfall)),
      );
    }
    expectNominal(risk, trials);
    // With a hundred scenarios in the tail its variance is itself an estimate.
    expectNominal(shortfall, trials, tail < 50_000 ? 0.01 : 0);
  });
});
