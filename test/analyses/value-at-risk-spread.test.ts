/** Draws that are spread on purpose: what they draw, and the error that is told of them. */
import { describe, expect, test } from 'vitest';
import { CHUNK, type Input } from '../../src/analyses/analysis';
import * as room from '../../src/analyses/value-at-risk/compute';
import { drawSpread } from '../../src/analyses/value-at-risk/draw-spread';
import { draw } from '../../src/analyses/value-at-risk/draw';
import { sharesOf, spreadOf } from '../../src/analyses/value-at-risk/replicates';
import type { Partial } from '../../src/analyses/value-at-risk/simulation';
import {
  spec,
  type ValueAtRiskParameters,
  type ValueAtRiskResult,
} from '../../src/analyses/value-at-risk/spec';
import { studentTable } from '../../src/analyses/value-at-risk/student-table';
import { normalDistribution } from '../../src/finance/normal-distribution';
import { tailRank } from '../../src/finance/order-statistic';
import type { Interval, Quantity } from '../../src/finance/quantity';
import { studentQuantile } from '../../src/finance/student-distribution';
import { studentExpectedShortfall, studentValueAtRisk } from '../../src/finance/student-risk';
import { relativeError } from '../finance/closeness';
import { loadKernels } from '../tools/kernels';
import { monthly } from './built-in-data';
import { estimateOf, inputOf, scenarioOf, sum, valueOf } from './made-up';

const kernels = await loadKernels();
const samplers = ['antithetic', 'stratified', 'sobol'] as const;

function inputFor(
  parameters: Record<string, number | string>,
  seed = 1,
): Input<ValueAtRiskParameters> {
  const cheap = { resamples: 100, backtestWindow: 0, ...parameters };
  const choice = { analysis: 'value-at-risk', parameters: cheap, seed };
  return inputOf(scenarioOf(monthly, undefined, choice), monthly, kernels);
}

function partialsOf(
  input: Input<ValueAtRiskParameters>,
  plan: room.ValueAtRiskPlan,
  order: readonly number[],
): Partial[] {
  const pilot = room.chunk(input, plan, 0, CHUNK);
  const partials: Partial[] = [];
  for (const k of order) {
    partials[k] = k === 0 ? pilot : room.chunk(input, plan, k, CHUNK, pilot);
  }
  return partials;
}

function simulate(input: Input<ValueAtRiskParameters>, plan = room.plan(input)): ValueAtRiskResult {
  return room.merge(plan, partialsOf(input, plan, [...Array(plan.scenarios / CHUNK).keys()]));
}

function simulationOf(quantity: Quantity): Interval {
  const { simulation } = estimateOf(quantity);
  if (simulation === undefined) throw new Error('no simulation error');
  return simulation;
}

const widthOf = (quantity: Quantity) => {
  const { low, high } = simulationOf(quantity);
  return high - low;
};

/** Closed forms over one period. */
function truthOf(plan: room.ValueAtRiskPlan) {
  const { kind, mean, deviation, degrees, tail } = plan.model;
  if (kind === 'normal') {
    const { valueAtRisk, expectedShortfall } = plan.settled.normal;
    return { risk: valueOf(valueAtRisk), shortfall: valueOf(expectedShortfall) };
  }
  const scale = deviation * Math.sqrt((degrees - 2) / degrees);
  const t = { degrees, location: mean, scale };
  return { risk: studentValueAtRisk(t, tail), shortfall: studentExpectedShortfall(t, tail) };
}

describe('the table of a Student t', () => {
  test.each([3, 4, 7, 30])('of %d degrees holds between its nodes', (degrees) => {
    const table = studentTable(degrees);
    const scale = Math.sqrt((degrees - 2) / degrees);
    for (let k = 0; k < 544; k += 5) {
      const f = 0.5 + 0.3 * Math.sin(k);
      const [a, b, c, d] = table.subarray(4 * k, 4 * k + 4);
      const exact = -scale * studentQuantile(normalDistribution(-(k + f) / 64), degrees);
      const limit = k < 5 * 64 ? 1e-8 : 1e-7;
      expect(relativeError(((d * f + c) * f + b) * f + a, exact)).toBeLessThan(limit);
    }
  });
});

describe.each(samplers)('%s draws', (sampler) => {
  test.each([
    ['normal', 1, 0],
    ['normal', 12, 0],
    ['student', 1, 3],
    ['student', 12, 5],
  ])('of %s returns over %d periods are of the same model', (model, horizon, degrees) => {
    const choice = { model, horizon, degrees, scenarios: 1_000_000, tail: 25_000 };
    const spread = simulate(inputFor({ ...choice, sampler }));
    const plainInput = inputFor(choice);
    const plan = { ...room.plan(plainInput), scenarios: 16 * CHUNK };
    const plain = simulate(plainInput, plan);
    for (const id of ['valueAtRisk', 'expectedShortfall'] as const) {
      const [a, b] = [spread.simulated[id], plain.simulated[id]];
      // 2.1 half widths are 4.1 standard errors.
      expect(Math.abs(valueOf(a) - valueOf(b))).toBeLessThan(
        (2.1 / 2) * Math.hypot(widthOf(a), widthOf(b)),
      );
    }
    for (const id of ['contributionsToVaR', 'contributionsToES'] as const) {
      const total = id === 'contributionsToVaR' ? 'valueAtRisk' : 'expectedShortfall';
      expect(
        relativeError(sum(spread.simulated[id]), valueOf(spread.simulated[total])),
      ).toBeLessThan(1e-10);
      spread.simulated[id].forEach((part, i) => {
        expect(Math.abs(part - plain.simulated[id][i])).toBeLessThan(0.02 * spread.deviation);
      });
    }
    if (horizon > 1) return;
    const truth = truthOf(room.plan(inputFor({ ...choice, sampler })));
    const { valueAtRisk, expectedShortfall } = spread.simulated;
    expect(Math.abs(valueOf(valueAtRisk) - truth.risk)).toBeLessThan(2 * widthOf(valueAtRisk));
    expect(Math.abs(valueOf(expectedShortfall) - truth.shortfall)).toBeLessThan(
      2 * widthOf(expectedShortfall),
    );
  });

  test('come in whole chunks, and the result says how many scenarios these were', () => {
    for (const [asked, drawn] of [
      [10_000, CHUNK],
      [CHUNK, CHUNK],
      [100_000, 2 * CHUNK],
    ]) {
      const result = simulate(inputFor({ sampler, scenarios: asked }));
      expect(result.scenarios).toBe(drawn);
      expect(sum(result.histogram.counts)).toBe(drawn);
    }
  });

  test('are the same in whatever order the chunks are drawn', () => {
    const input = inputFor({ sampler, scenarios: 4 * CHUNK, horizon: 3, model: 'student' });
    const plan = room.plan(input);
    const inOrder = partialsOf(input, plan, [0, 1, 2, 3]);
    expect(partialsOf(input, plan, [0, 3, 2, 1])).toEqual(inOrder);
    // A start of a long run is a short run.
    const short = inputFor({ sampler, scenarios: 2 * CHUNK, horizon: 3, model: 'student' });
    expect(simulate(short)).toEqual(room.merge(plan, inOrder.slice(0, 2)));
  });

  test('differ between seeds', () => {
    const of = (seed: number) =>
      valueOf(simulate(inputFor({ sampler, scenarios: CHUNK }, seed)).simulated.valueAtRisk);
    expect(new Set([1, 2, 3].map(of)).size).toBe(3);
  });

  test('of dates of the history are refused in words', () => {
    for (const model of ['bootstrap', 'stationary-bootstrap']) {
      const input = inputFor({ sampler, model });
      const plan = room.plan(input);
      expect(plan.scenarios).toBe(0);
      const { simulated, historical } = room.merge(plan, []);
      expect(simulated.valueAtRisk).toMatchObject({ status: 'undefined', code: 'not-available' });
      expect(simulated.valueAtRisk).toHaveProperty(
        'reason',
        expect.stringContaining('independent'),
      );
      expect(valueOf(historical.valueAtRisk)).toBeGreaterThan(0);
    }
  });
});

describe('the error from replicates', () => {
  const trials = 300;

  /** Shares of runs of one chunk whose intervals hold the truth. */
  function coverage(parameters: Record<string, number | string>, truth?: Truth) {
    const input = inputFor({ scenarios: CHUNK, ...parameters });
    const plan = room.plan(input);
    const { risk, shortfall } = truth ?? truthOf(plan);
    const hits = { risk: 0, shortfall: 0 };
    for (let seed = 0; seed < trials; seed++) {
      const { simulated } = simulate({ ...input, seed }, plan);
      const [ofRisk, ofShortfall] = [simulated.valueAtRisk, simulated.expectedShortfall].map(
        simulationOf,
      );
      hits.risk += Number(ofRisk.low <= risk && risk <= ofRisk.high);
      hits.shortfall += Number(ofShortfall.low <= shortfall && shortfall <= ofShortfall.high);
    }
    return { risk: hits.risk / trials, shortfall: hits.shortfall / trials };
  }
  type Truth = { readonly risk: number; readonly shortfall: number };
  /** 3.3 standard deviations of a count of 95 %. */
  const noise = 3.3 * Math.sqrt((0.95 * 0.05) / trials);

  test.each(samplers)('holds the closed forms as often as it says: %s', (sampler) => {
    for (const [model, tail] of [
      ['normal', 50_000],
      ['student', 10_000],
    ] as const) {
      const { risk, shortfall } = coverage({ sampler, model, tail, degrees: 5 });
      // Spread over one period, only a few scenarios about the quantile are left to chance, and
      // the interval goes to the next one on either side.
      expect(risk).toBeGreaterThan(0.95 - noise);
      expect(risk).toBeLessThan(sampler === 'antithetic' ? 0.95 + noise : 1.01);
      // Where the scenario furthest out decides, sixteen repetitions seldom hold a rare large one.
      const skewed = model === 'student' && sampler !== 'antithetic';
      expect(shortfall).toBeGreaterThan((skewed ? 0.88 : 0.95) - noise);
      expect(shortfall).toBeLessThan(0.95 + noise);
    }
  });

  test.each(samplers)(
    'and what much more of the sequence says of twelve periods: %s',
    (sampler) => {
      const choice = { model: 'student', degrees: 5, horizon: 12 };
      const long = simulate(inputFor({ ...choice, sampler: 'sobol', scenarios: 64 * CHUNK }, 99));
      const truth = {
        risk: valueOf(long.simulated.valueAtRisk),
        shortfall: valueOf(long.simulated.expectedShortfall),
      };
      const { risk, shortfall } = coverage({ ...choice, sampler }, truth);
      for (const share of [risk, shortfall]) {
        expect(share).toBeGreaterThan(0.95 - noise - 0.01);
        expect(share).toBeLessThan(0.95 + noise);
      }
    },
  );

  test('is that of the formulas where the draws are independent', () => {
    const plan = room.plan(inputFor({}));
    const n = CHUNK;
    const p = 0.05;
    let ranks = 0;
    let shortfall = 0;
    const runs = 100;
    for (let seed = 0; seed < runs; seed++) {
      const spread = kernels.scope((memory) => {
        const returns = memory.reserve(n);
        draw(kernels, plan.model, returns, 0, { first: 0, count: 16, seed });
        const all = memory.read(returns, n);
        const shares = sharesOf(kernels, returns, { low: -Infinity, high: Infinity });
        const sorted = all.toSorted();
        const rank = tailRank(50_000, n);
        return spreadOf([shares], all, sorted[rank - 1], sorted[rank - 2]);
      });
      ranks += spread.ranks ** 2 / runs;
      shortfall += spread.shortfall ** 2 / runs;
    }
    const t = 2.131449545559323;
    const { mean, deviation } = plan.model;
    const { risk, shortfall: es } = truthOf(plan);
    // Variance of max(0, L - VaR) of the normal distribution: its second moment less its square.
    const a = (risk + mean) / deviation;
    const density = Math.exp((-a * a) / 2) / Math.sqrt(2 * Math.PI);
    const second = deviation ** 2 * ((1 + a * a) * p - a * density);
    const variance = second - ((es - risk) * p) ** 2;
    // A mean of chi-squares with 15 degrees: 3.7 % is its standard deviation.
    expect(Math.abs(ranks / t ** 2 / (n * p * (1 - p)) - 1)).toBeLessThan(0.15);
    expect(Math.abs((shortfall / t ** 2 / variance) * n - 1)).toBeLessThan(0.15);
  });

  test.each([
    ['normal', 1, 'stratified', 20, 20],
    ['normal', 1, 'sobol', 60, 100],
    ['normal', 12, 'stratified', 5, 10],
    ['normal', 12, 'sobol', 5, 100],
    ['student', 1, 'sobol', 60, 20],
    ['student', 12, 'sobol', 1.7, 2],
  ])(
    'of %s returns over %d periods, %s, is smaller by these factors',
    (model, horizon, sampler, ofRisk, ofShortfall) => {
      const choice = { model, horizon, degrees: 5, scenarios: 16 * CHUNK };
      const plain = simulate(inputFor(choice)).simulated;
      const spread = simulate(inputFor({ ...choice, sampler })).simulated;
      expect(widthOf(plain.valueAtRisk) / widthOf(spread.valueAtRisk)).toBeGreaterThan(ofRisk);
      expect(widthOf(plain.expectedShortfall) / widthOf(spread.expectedShortfall)).toBeGreaterThan(
        ofShortfall,
      );
    },
  );
});

test('the sequence has a dimension for every period that may be asked for', () => {
  const { maximum } = spec.parameters.horizon;
  expect(maximum).toBe(250);
  const { simulated } = simulate(
    inputFor({ sampler: 'sobol', horizon: maximum, scenarios: CHUNK }),
  );
  const plain = room.plan(inputFor({ horizon: maximum, scenarios: CHUNK }));
  const partial = room.chunk(inputFor({ horizon: maximum }), plain, 0, CHUNK);
  const other = room.merge(plain, [partial]).simulated;
  expect(
    Math.abs(valueOf(simulated.expectedShortfall) - valueOf(other.expectedShortfall)),
  ).toBeLessThan(widthOf(other.expectedShortfall));
});

test('mirrored pairs of one period have the mean of the model', () => {
  const { model } = room.plan(inputFor({ sampler: 'antithetic', model: 'student' }));
  const returns = kernels.scope((memory) => {
    const out = memory.reserve(CHUNK);
    drawSpread(kernels, model, out, 0, { first: 0, count: 16, seed: 4 });
    return memory.read(out, CHUNK);
  });
  expect(Math.abs(sum(returns) / CHUNK - model.mean)).toBeLessThan(1e-15);
});

test('the default is independent, and saying so changes nothing', () => {
  const input = inputFor({ scenarios: CHUNK });
  expect(input.parameters.sampler).toBe('independent');
  expect(simulate(inputFor({ scenarios: CHUNK, sampler: 'independent' }))).toEqual(simulate(input));
});
