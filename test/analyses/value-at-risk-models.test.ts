/** What the simulation draws from, and long runs against sorting every scenario. */
import { describe, expect, test } from 'vitest';
import { BLOCK, CHUNK, type Input } from '../../src/analyses/analysis';
import * as room from '../../src/analyses/value-at-risk/compute';
import { draw } from '../../src/analyses/value-at-risk/draw';
import type { Partial } from '../../src/analyses/value-at-risk/simulation';
import type {
  ValueAtRiskParameters,
  ValueAtRiskResult,
} from '../../src/analyses/value-at-risk/spec';
import type { Dataset } from '../../src/finance/dataset';
import type { Quantity } from '../../src/finance/quantity';
import {
  expectedShortfall,
  selectRank,
  tailRank,
  valueAtRisk,
} from '../../src/finance/order-statistic';
import { studentDensity, studentQuantile } from '../../src/finance/student-distribution';
import { studentExpectedShortfall, studentValueAtRisk } from '../../src/finance/student-risk';
import reference from '../reference/finance-monthly.json';
import { relativeError } from '../finance/closeness';
import { noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { estimateOf, inputOf, madeUp, scenarioOf, sum, valueOf } from './made-up';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
type Values = Record<string, number | string>;

function inputFor(
  parameters: Values,
  mix?: Record<string, number>,
  seed = 1,
  dataset: Dataset = monthly,
): Input<ValueAtRiskParameters> {
  const cheap = { resamples: 100, backtestWindow: 0, ...parameters };
  const choice = { analysis: 'value-at-risk', parameters: cheap, seed };
  return inputOf(scenarioOf(dataset, mix, choice), dataset, kernels);
}

function partialsOf(
  input: Input<ValueAtRiskParameters>,
  plan: room.ValueAtRiskPlan,
  chunks = Infinity,
): Partial[] {
  const partials: Partial[] = [];
  for (let index = 0; index < chunks && index * CHUNK < plan.scenarios; index += 1) {
    const count = Math.min(CHUNK, plan.scenarios - index * CHUNK);
    partials.push(room.chunk(input, plan, index, count, partials[0]));
  }
  return partials;
}

function simulate(input: Input<ValueAtRiskParameters>): ValueAtRiskResult {
  const plan = room.plan(input);
  return room.merge(plan, partialsOf(input, plan));
}

/** Every scenario once more, in order; the mean exposure of each where there is one. */
function everyReturn(input: Input<ValueAtRiskParameters>, count: number): Float64Array {
  const { model } = room.plan(input);
  const all = new Float64Array(count);
  for (let block = 0; block * BLOCK < count; block += 16) {
    kernels.scope((memory) => {
      const returns = memory.reserve(16 * BLOCK);
      const exposures = model.horizon > 1 ? memory.reserve(16 * BLOCK) : 0;
      draw(kernels, model, returns, exposures, { first: block, count: 16, seed: input.seed });
      const left = Math.min(16 * BLOCK, count - block * BLOCK);
      all.set(memory.read(returns, left), block * BLOCK);
    });
  }
  return all;
}

function simulationError(quantity: Quantity): number {
  const { simulation } = estimateOf(quantity);
  if (simulation === undefined) throw new Error('no simulation error');
  return (simulation.high - simulation.low) / 2 / 1.959963984540054;
}

/** Two-sided 99.9 % of the normal distribution. */
const WIDTH = 3.2905;

describe('a simulated Student t of one period', () => {
  test.each([1, 2, 3])(
    'is inside the interval of 99.9 percent around its closed form at seed %d',
    (seed) => {
      for (const [degrees, tail, dataset] of [
        [3, 50_000, monthly],
        [5, 10_000, monthly],
        [8, 1_000, daily],
        [30, 50_000, daily],
      ] as const) {
        const n = 400_000;
        const parameters = { model: 'student', degrees, tail, scenarios: n };
        const { simulated, mean, deviation, ...rest } = simulate(
          inputFor(parameters, undefined, seed, dataset),
        );
        expect(rest.degrees).toBe(degrees);
        expect(rest.model).toBe(1);
        const scale = deviation * Math.sqrt((degrees - 2) / degrees);
        const exact = { degrees, location: mean, scale };
        const p = tail / 1e6;
        const density = studentDensity(studentQuantile(p, degrees), degrees) / scale;
        const error = Math.sqrt((p * (1 - p)) / n) / density;
        const miss = valueOf(simulated.valueAtRisk) - studentValueAtRisk(exact, tail);
        expect(Math.abs(miss)).toBeLessThan(WIDTH * error);
        expect(simulationError(simulated.valueAtRisk) / error).toBeGreaterThan(0.7);
        expect(simulationError(simulated.valueAtRisk) / error).toBeLessThan(1.4);
        const missES = valueOf(simulated.expectedShortfall) - studentExpectedShortfall(exact, tail);
        const errorES = simulationError(simulated.expectedShortfall);
        expect(Math.abs(missES)).toBeLessThan(WIDTH * errorES);
      }
    },
  );

  test('has the covariance of the assets: the variance of the mix, whatever the degrees', () => {
    for (const degrees of [5, 10, 30]) {
      const input = inputFor({ model: 'student', degrees });
      const { deviation, mean } = room.plan(input).settled;
      const all = everyReturn(input, 400_000);
      const variance = sum(all.map((r) => (r - mean) ** 2)) / all.length;
      const kurtosis = degrees === 5 ? 40 : 3 + 6 / (degrees - 4);
      const error = Math.sqrt((kurtosis - 1) / all.length);
      expect(Math.abs(variance / deviation ** 2 - 1)).toBeLessThan(4 * error);
    }
  });

  test('takes the degrees of the fit, rounded, unless some are chosen', () => {
    for (const asset of ['us_stocks', 'us_tbill_3m', 'gold', 'us_house_prices', 'oil_wti']) {
      const { settled } = room.plan(inputFor({ model: 'student' }, { [asset]: 10_000 }));
      const fitted = settled.fit?.degrees ?? NaN;
      expect(settled.degrees).toBe(Math.min(30, Math.max(3, Math.round(fitted))));
      const chosen = { model: 'student', degrees: 12 };
      expect(room.plan(inputFor(chosen, { [asset]: 10_000 })).settled.degrees).toBe(12);
    }
  });
});

describe('a bootstrap of one period', () => {
  test.each(['bootstrap', 'stationary-bootstrap'])('by %s draws from the history', (model) => {
    for (const [dataset, tail, seed] of [
      [monthly, 50_000, 1],
      [monthly, 10_000, 2],
      [daily, 25_000, 3],
      [daily, 1_000, 4],
    ] as const) {
      const n = 300_000;
      const input = inputFor({ model, tail, scenarios: n }, undefined, seed, dataset);
      const { simulated, historical } = simulate(input);
      const { history } = room.plan(input).model;
      const held = new Set(history);
      const all = everyReturn(input, 20_000);
      expect(all.every((r) => held.has(r))).toBe(true);
      const sorted = history.slice().sort();
      const p = tail / 1e6;
      const margin = WIDTH * Math.sqrt((p * (1 - p)) / n);
      const value = -valueOf(simulated.valueAtRisk);
      const share = (test: (r: number) => boolean) => sorted.filter(test).length / sorted.length;
      expect(share((r) => r <= value)).toBeGreaterThan(p - margin);
      expect(share((r) => r < value)).toBeLessThan(p + margin);
      const miss = valueOf(simulated.expectedShortfall) - valueOf(historical.expectedShortfall);
      const error = simulationError(simulated.expectedShortfall);
      expect(Math.abs(miss)).toBeLessThan(WIDTH * error);
      // What each asset adds is what it added in the history.
      historical.contributionsToES.forEach((part, i) => {
        const scale = valueOf(simulated.expectedShortfall) / valueOf(historical.expectedShortfall);
        expect(Math.abs(simulated.contributionsToES[i] - part * scale)).toBeLessThan(1e-14);
      });
    }
  });
});

describe('several periods agree with another simulation', () => {
  const h = 6;
  const uniform = noise(77);

  /** Growth over h dates in runs of a mean length, around the end of the history. */
  function resampled(history: Float64Array, length: number): number {
    const T = history.length;
    let date = Math.floor(uniform() * T);
    let level = 1 + history[date];
    for (let t = 1; t < h; t++) {
      date = uniform() < 1 / length ? Math.floor(uniform() * T) : (date + 1) % T;
      level *= 1 + history[date];
    }
    return level - 1;
  }

  test.each([
    ['bootstrap', 0, 1],
    ['stationary-bootstrap', 12, 12],
    ['stationary-bootstrap', 2.5, 2.5],
    ['stationary-bootstrap', 1, 1],
    ['stationary-bootstrap', 0, undefined],
  ])('by %s of blocks of %d', (model, blockLength, expected) => {
    const parameters = { model, blockLength, horizon: h, scenarios: 400_000 };
    const input = inputFor(parameters, { us_stocks: 3_000, us_house_prices: 7_000 });
    const result = simulate(input);
    const { history } = room.plan(input).model;
    if (expected !== undefined) expect(result.blockLength).toBe(expected);
    const n = 200_000;
    const sorted = Float64Array.from({ length: n }, () =>
      resampled(history, result.blockLength),
    ).sort();
    const spread = Math.sqrt(0.05 * 0.95 * n);
    const other =
      (sorted[Math.floor(0.05 * n + spread)] - sorted[Math.floor(0.05 * n - spread)]) / 2;
    const { simulated } = result;
    const miss = valueOf(simulated.valueAtRisk) - valueAtRisk(sorted, 50_000);
    const own = simulationError(simulated.valueAtRisk);
    expect(Math.abs(miss)).toBeLessThan(4 * Math.hypot(own, other));
    const missES = valueOf(simulated.expectedShortfall) - expectedShortfall(sorted, 50_000);
    const ownES = simulationError(simulated.expectedShortfall);
    expect(Math.abs(missES)).toBeLessThan(4 * ownES * Math.sqrt(1 + 400_000 / n));
  });

  test('and blocks matter where the history is related to itself', () => {
    const of = (blockLength: number) =>
      valueOf(
        simulate(
          inputFor(
            { model: 'stationary-bootstrap', blockLength, horizon: h },
            { us_house_prices: 10_000 },
          ),
        ).simulated.valueAtRisk,
      );
    expect(of(24)).toBeGreaterThan(of(1) + 0.01);
  });

  test('the suggested length is that of Politis and White', () => {
    for (const [asset, { stationary }] of Object.entries(reference.blockLengthMonthly.value)) {
      const input = inputFor({ model: 'stationary-bootstrap', horizon: 12 }, { [asset]: 10_000 });
      const { blockLength } = room.plan(input).settled;
      expect(relativeError(blockLength, Math.max(1, stationary))).toBeLessThan(1e-6);
    }
  });

  test.each([4, 30])('by a Student t of %d degrees', (degrees) => {
    const parameters = { model: 'student', degrees, horizon: 4, scenarios: 400_000 };
    const input = inputFor(parameters, { us_stocks: 10_000 });
    const { simulated, mean, deviation } = simulate(input);
    // A t is a normal over the root of a mean of squared normals.
    const normal = () =>
      Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const n = 100_000;
    const sorted = Float64Array.from({ length: n }, () => {
      let level = 1;
      for (let t = 0; t < 4; t++) {
        let squares = 0;
        for (let k = 0; k < degrees; k++) squares += normal() ** 2;
        level *= 1 + mean + deviation * normal() * Math.sqrt((degrees - 2) / squares);
      }
      return level - 1;
    }).sort();
    const spread = Math.sqrt(0.05 * 0.95 * n);
    const other =
      (sorted[Math.floor(0.05 * n + spread)] - sorted[Math.floor(0.05 * n - spread)]) / 2;
    const miss = valueOf(simulated.valueAtRisk) - valueAtRisk(sorted, 50_000);
    const own = simulationError(simulated.valueAtRisk);
    expect(Math.abs(miss)).toBeLessThan(4 * Math.hypot(own, other));
    const missES = valueOf(simulated.expectedShortfall) - expectedShortfall(sorted, 50_000);
    const ownES = simulationError(simulated.expectedShortfall);
    expect(Math.abs(missES)).toBeLessThan(4 * ownES * Math.sqrt(1 + 400_000 / n));
  });
});

describe('chunks of every model equal sorting every scenario', () => {
  test.each([
    ['student', 1, 200_000, 10_000],
    ['student', 5, 140_000, 50_000],
    ['bootstrap', 1, 200_000, 50_000],
    ['bootstrap', 12, 131_073, 1_000],
    ['stationary-bootstrap', 3, 200_000, 100_000],
  ])('%s over %d periods, %d scenarios', (model, horizon, scenarios, tail) => {
    const input = inputFor({ model, horizon, scenarios, tail });
    const { simulated } = simulate(input);
    const sorted = everyReturn(input, scenarios).sort();
    expect(valueOf(simulated.valueAtRisk)).toBe(valueAtRisk(sorted, tail));
    const shortfall = expectedShortfall(sorted, tail);
    expect(relativeError(valueOf(simulated.expectedShortfall), shortfall)).toBeLessThan(1e-12);
  });
});

describe('a run of more than sixty-four chunks', () => {
  const scenarios = 4_300_000;
  const tail = 25_000;
  const mix = { us_stocks: 6_000, gold: 4_000 };
  const input = inputFor({ scenarios, tail }, mix);
  const plan = room.plan(input);
  const partials = partialsOf(input, plan);
  const all = everyReturn(input, scenarios);

  /** Six standard errors of the rank on either side, by sorting. */
  const bracketOf = (chunks: number) => {
    const n = chunks * CHUNK;
    const sorted = all.slice(0, n).sort();
    const rank = tailRank(tail, n);
    const margin = Math.ceil(6 * Math.sqrt(n * 0.025 * 0.975)) + 1;
    return { low: sorted[rank - margin - 1], high: sorted[rank + margin - 1] };
  };

  test('has its brackets from one chunk, and from sixteen after the sixty-fourth', () => {
    const [wide, narrow] = [bracketOf(1), bracketOf(16)];
    expect(partials).toHaveLength(66);
    expect(partials[0].narrow).toEqual(narrow);
    partials.forEach((partial, index) => {
      const { low, high } = index < 64 ? wide : narrow;
      expect([partial.low, partial.high]).toEqual([low, high]);
      const own = all.subarray(index * CHUNK, Math.min(scenarios, (index + 1) * CHUNK));
      expect(partial.below).toBe(own.filter((r) => r < low).length);
      expect(partial.kept).toEqual(own.filter((r) => r >= low && r <= high));
      if (index > 0) expect(partial.narrow).toBeUndefined();
    });
  });

  test('has the exact order statistic of all its scenarios', () => {
    const { simulated } = room.merge(plan, partials);
    const value = -selectRank(all.slice(), tailRank(tail, scenarios));
    expect(valueOf(simulated.valueAtRisk)).toBe(value);
    const shortfall = expectedShortfall(all.slice().sort(), tail);
    expect(relativeError(valueOf(simulated.expectedShortfall), shortfall)).toBeLessThan(1e-12);
    const { simulation } = estimateOf(simulated.valueAtRisk);
    const held = new Set(partials.flatMap(({ kept }) => Array.from(kept)));
    expect(held.has(-(simulation?.low ?? 0)) && held.has(-(simulation?.high ?? 0))).toBe(true);
  });

  test.each([1, 16, 64, 65])('starts as a run of %d chunks', (chunks) => {
    const short = inputFor({ scenarios: chunks * CHUNK, tail }, mix);
    const prefix = room.merge(plan, partials.slice(0, chunks));
    const shorter = room.plan(short);
    expect(prefix).toEqual(room.merge(shorter, partialsOf(short, shorter)));
    expect(prefix.scenarios).toBe(chunks * CHUNK);
  });
});

test('of ten million scenarios less than three in a hundred are kept', () => {
  const gold = madeUp({ gold: monthly.values[3] });
  for (const model of ['normal', 'bootstrap']) {
    const scenarios = 10_000_000;
    const input = inputFor({ scenarios, model }, undefined, 1, gold);
    const plan = room.plan(input);
    const partials = partialsOf(input, plan);
    const kept = sum(partials.map((partial) => partial.kept.length));
    expect(partials).toHaveLength(153);
    expect(valueOf(room.merge(plan, partials).simulated.valueAtRisk)).toBeGreaterThan(0);
    expect(kept / scenarios).toBeLessThan(0.03);
    expect(kept / scenarios).toBeGreaterThan(0.001);
  }
});
