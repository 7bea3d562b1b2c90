import { describe, expect, test } from 'vitest';
import { BLOCK, CHUNK, type Input } from '../../src/analyses/analysis';
import * as room from '../../src/analyses/value-at-risk/compute';
import type {
  ValueAtRiskParameters,
  ValueAtRiskResult,
} from '../../src/analyses/value-at-risk/spec';
import type { Partial } from '../../src/analyses/value-at-risk/simulation';
import { expectedShortfall, tailRank, valueAtRisk } from '../../src/finance/order-statistic';
import { relativeError } from '../finance/closeness';
import { noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { estimateOf, inputOf, normals, scenarioOf, sum, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');

function inputFor(
  parameters: Record<string, number | string>,
  mix?: Record<string, number>,
  seed = 1,
  dataset = monthly,
): Input<ValueAtRiskParameters> {
  const cheap = { resamples: 100, ...parameters };
  const choice = { analysis: 'value-at-risk', parameters: cheap, seed };
  return inputOf(scenarioOf(dataset, mix, choice), dataset, kernels);
}

/** The room's own result, chunk by chunk. */
function simulate(input: Input<ValueAtRiskParameters>, chunks = Infinity): ValueAtRiskResult {
  const plan = room.plan(input);
  return room.merge(plan, partialsOf(input, plan, chunks));
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

/** Every scenario once more, block by block, in order. */
function everyReturn(input: Input<ValueAtRiskParameters>, count: number): Float64Array {
  const { model } = room.plan(input);
  const all = new Float64Array(Math.ceil(count / BLOCK) * BLOCK);
  const rows = model.horizon > 1 ? 1 : model.loadings.length;
  for (let block = 0; block * BLOCK < count; block += 1) {
    kernels.scope((memory) => {
      const { exports, ziggurat } = kernels;
      const out = memory.reserve(BLOCK);
      const exposure = memory.reserve(BLOCK);
      const loadings = memory.write(model.loadings);
      const scratch = memory.allocate(exports.simulationScratchBytes());
      if (model.horizon === 1) {
        exports.collapsedNormalBlock(
          out,
          loadings,
          rows,
          model.mean,
          input.seed,
          block,
          ziggurat,
          scratch,
        );
      } else {
        exports.compoundNormalBlock(
          out,
          exposure,
          model.mean,
          model.deviation,
          model.horizon,
          input.seed,
          block,
          ziggurat,
          scratch,
        );
      }
      all.set(memory.read(out, BLOCK), block * BLOCK);
    });
  }
  return all.slice(0, count);
}

describe('the simulation in chunks equals sorting every scenario', () => {
  test.each([
    [100_000, 50_000, 1],
    [100_000, 1_000, 1],
    [100_000, 100_000, 3],
    [70_001, 25_000, 12],
    [65_536, 50_000, 1],
    [65_537, 50_000, 1],
    [12_345, 10_000, 1],
    [10_000, 1_000, 2],
    [200_000, 5_000, 1],
  ])('for %d scenarios, a tail of %d ppm and %d periods', (scenarios, tail, horizon) => {
    const input = inputFor({ scenarios, tail, horizon });
    const { simulated, histogram, scenarios: counted } = simulate(input);
    const returns = everyReturn(input, scenarios);
    const sorted = returns.slice().sort();
    expect(counted).toBe(scenarios);
    expect(valueOf(simulated.valueAtRisk)).toBe(valueAtRisk(sorted, tail));
    expect(
      relativeError(valueOf(simulated.expectedShortfall), expectedShortfall(sorted, tail)),
    ).toBeLessThan(1e-12);
    expect(sum(histogram.counts)).toBe(scenarios);
    const inside = returns.filter((r) => {
      const bin = Math.floor((r - histogram.low) / histogram.width);
      return bin >= 0 && bin < histogram.counts.length - 2;
    });
    expect(sum(histogram.counts.slice(1, -1))).toBe(inside.length);

    const k = tailRank(tail, scenarios);
    const worst = sorted.subarray(0, k);
    const mean = sum(worst) / k;
    const variance = sum(worst.map((r) => (r - mean) ** 2)) / k;
    const excess = valueOf(simulated.expectedShortfall) - valueOf(simulated.valueAtRisk);
    const p = tail / 1e6;
    const error = Math.sqrt((variance + (1 - p) * excess ** 2) / (scenarios * p));
    const { simulation, value } = estimateOf(simulated.expectedShortfall);
    const half = ((simulation?.high ?? 0) - (simulation?.low ?? 0)) / 2;
    expect(relativeError(half, 1.959963984540054 * error)).toBeLessThan(1e-9);
    expect(relativeError((simulation?.high ?? 0) - half, value)).toBeLessThan(1e-12);
  });

  test('an interval of a simulated value at risk is made of two of its own scenarios', () => {
    const input = inputFor({ scenarios: 100_000 });
    const { simulation } = estimateOf(simulate(input).simulated.valueAtRisk);
    const returns = new Set(everyReturn(input, 100_000));
    expect(returns.has(-(simulation?.low ?? 0))).toBe(true);
    expect(returns.has(-(simulation?.high ?? 0))).toBe(true);
  });
});

test('the first chunks of a long run are a shorter run', () => {
  const long = inputFor({ scenarios: 300_000 });
  const plan = room.plan(long);
  const partials = partialsOf(long, plan);
  for (const chunks of [1, 2, 4]) {
    const prefix = room.merge(plan, partials.slice(0, chunks));
    const short = simulate(inputFor({ scenarios: chunks * CHUNK }));
    expect(prefix).toEqual(short);
    expect(prefix.scenarios).toBe(chunks * CHUNK);
  }
});

test('chunks may be computed in any order and again, only the first one first', () => {
  const input = inputFor({ scenarios: 200_000, horizon: 2 });
  const plan = room.plan(input);
  const partials = partialsOf(input, plan);
  const pilot = partials[0];
  const backwards = [3, 2, 1].map((index) => {
    const count = Math.min(CHUNK, 200_000 - index * CHUNK);
    return room.chunk(input, plan, index, count, pilot);
  });
  const again = [room.chunk(input, plan, 0, CHUNK), ...backwards.reverse()];
  expect(room.merge(plan, again)).toEqual(room.merge(plan, partials));
});

describe('one period agrees with the closed form', () => {
  // Twice the 99.9 % quantile of the normal distribution, one-sided 0.05 %.
  const WIDTH = 3.2905;
  test.each([1, 2, 3, 4, 5])('inside its interval of 99.9 percent at seed %d', (seed) => {
    const cases = [
      { dataset: monthly, tail: 50_000 },
      { dataset: monthly, tail: 1_000 },
      { dataset: daily, tail: 10_000 },
    ];
    for (const { dataset, tail } of cases) {
      const n = 500_000;
      const input = inputFor({ scenarios: n, tail }, undefined, seed, dataset);
      const { simulated, normal, deviation } = simulate(input);
      const p = tail / 1e6;
      const z = (valueOf(normal.valueAtRisk) + room.plan(input).model.mean) / deviation;
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / deviation;
      const quantileError = Math.sqrt((p * (1 - p)) / n) / density;
      const miss = valueOf(simulated.valueAtRisk) - valueOf(normal.valueAtRisk);
      expect(Math.abs(miss)).toBeLessThan(WIDTH * quantileError);
      const { simulation, value } = estimateOf(simulated.expectedShortfall);
      const shortfallError = ((simulation?.high ?? 0) - value) / 1.959963984540054;
      const missES = value - valueOf(normal.expectedShortfall);
      expect(Math.abs(missES)).toBeLessThan(WIDTH * shortfallError);
    }
  });

  test('in what each asset adds as well', () => {
    const { simulated, normal, deviation } = simulate(inputFor({ scenarios: 1_000_000 }));
    normal.contributionsToVaR.forEach((c, i) => {
      expect(Math.abs(simulated.contributionsToVaR[i] - c)).toBeLessThan(0.01 * deviation);
      expect(Math.abs(simulated.contributionsToES[i] - normal.contributionsToES[i])).toBeLessThan(
        0.01 * deviation,
      );
    });
  });
});

describe('twelve periods agree with another simulation', () => {
  const input = inputFor({ scenarios: 1_000_000, horizon: 12, tail: 50_000 });
  const { model } = room.plan(input);
  const { simulated } = simulate(input);
  const next = normals(noise(20_240_229));
  const n = 300_000;
  const sorted = Float64Array.from({ length: n }, () => {
    let level = 1;
    for (let t = 0; t < 12; t += 1) level *= 1 + model.mean + model.deviation * next();
    return level - 1;
  }).sort();

  test('within four combined standard errors', () => {
    const spread = Math.sqrt(0.05 * 0.95 * n);
    const high = -sorted[Math.floor(0.05 * n - spread)];
    const low = -sorted[Math.floor(0.05 * n + spread)];
    const other = (high - low) / 2;
    const { simulation, value } = estimateOf(simulated.valueAtRisk);
    const own = ((simulation?.high ?? 0) - (simulation?.low ?? 0)) / 2 / 1.96;
    expect(Math.abs(value - valueAtRisk(sorted, 50_000))).toBeLessThan(4 * Math.hypot(own, other));
    const es = estimateOf(simulated.expectedShortfall);
    const ownES = ((es.simulation?.high ?? 0) - es.value) / 1.96;
    const otherES = ownES * Math.sqrt(1_000_000 / n);
    expect(Math.abs(es.value - expectedShortfall(sorted, 50_000))).toBeLessThan(
      4 * Math.hypot(ownES, otherES),
    );
  });

  test('and with the mean and the variance of the product', () => {
    const all = everyReturn(input, 200_000);
    const growth = 1 + model.mean;
    const mean = growth ** 12 - 1;
    const variance = (growth ** 2 + model.deviation ** 2) ** 12 - growth ** 24;
    const found = sum(all) / all.length;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / all.length));
    const spread = sum(all.map((r) => (r - found) ** 2)) / (all.length - 1);
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(3 / all.length));
  });
});

describe('what a scenario is drawn from', () => {
  test('is every asset of the data, so that one of weight 0 changes no simulated number', () => {
    const draws = (mix: Record<string, number>) =>
      room.plan(inputFor({ scenarios: 10_000 }, mix)).model.loadings;
    // The last asset in the order of the dataset is written or left out.
    const left = simulate(inputFor({ scenarios: 70_000 }, { us_stocks: 6_000, gold: 4_000 }));
    const written = simulate(
      inputFor(
        { scenarios: 70_000 },
        { oil_wti: 0, us_stocks: 6_000, us_house_prices: 0, gold: 4_000 },
      ),
    );
    expect(written).toEqual(left);
    expect(draws({ us_stocks: 10_000 })).toHaveLength(6);
    // Moving weight between assets moves the loadings, never the draws behind them.
    const one = everyReturn(inputFor({ scenarios: 10_000 }, { us_stocks: 10_000 }), BLOCK);
    const other = everyReturn(inputFor({ scenarios: 10_000 }, { gold: 10_000 }), BLOCK);
    const half = everyReturn(
      inputFor({ scenarios: 10_000 }, { us_stocks: 5_000, gold: 5_000 }),
      BLOCK,
    );
    half.forEach((r, i) => expect(Math.abs(r - (one[i] + other[i]) / 2)).toBeLessThan(1e-15));
  });

  test('is the seed alone: the same one gives the same bits, another one others', () => {
    const of = (seed: number) => simulate(inputFor({ scenarios: 70_000 }, undefined, seed));
    expect(of(5)).toEqual(of(5));
    expect(valueOf(of(5).simulated.valueAtRisk)).not.toBe(valueOf(of(6).simulated.valueAtRisk));
    expect(of(5).historical).toEqual(of(6).historical);
  });

  test('does not depend on amount, method or convention', () => {
    const plain = simulate(inputFor({ scenarios: 10_000 })).simulated;
    for (const [id, value] of [
      ['amount', 5],
      ['method', 'normal'],
      ['convention', 'interpolated'],
    ] as const) {
      expect(simulate(inputFor({ scenarios: 10_000, [id]: value })).simulated).toEqual(plain);
    }
  });
});

describe('stopping at a precision', () => {
  test('is never enough where none was asked for', () => {
    const input = inputFor({ scenarios: 100_000 });
    const plan = room.plan(input);
    expect(room.enough(plan, room.merge(plan, partialsOf(input, plan)))).toBe(false);
  });

  test('is enough exactly where half the interval is within that share of the loss', () => {
    for (const precision of ['5%', '2%', '1%', '0.5%']) {
      const input = inputFor({ scenarios: 100_000, precision });
      const plan = room.plan(input);
      const result = room.merge(plan, partialsOf(input, plan));
      const { value, simulation } = estimateOf(result.simulated.valueAtRisk);
      const half = ((simulation?.high ?? 0) - (simulation?.low ?? 0)) / 2;
      expect(room.enough(plan, result)).toBe(half <= (parseFloat(precision) / 100) * value);
    }
  });
});

test('too few scenarios in the tail are called unreliable', () => {
  const rare = estimateOf(
    simulate(inputFor({ scenarios: 10_000, tail: 1_000 })).simulated.expectedShortfall,
  );
  expect(rare.unreliable).toContain('10 observations');
  const common = estimateOf(simulate(inputFor({ scenarios: 10_000 })).simulated.expectedShortfall);
  expect(common.unreliable).toBeUndefined();
});

test('a rank outside of what the first chunk kept is a status, not a guess', () => {
  const input = inputFor({ scenarios: 2 * CHUNK });
  const plan = room.plan(input);
  const [pilot] = partialsOf(input, plan, 1);
  const misled = { ...pilot, low: pilot.low - 1, high: pilot.low - 0.9 };
  const second = room.chunk(input, plan, 1, CHUNK, misled);
  const first = room.chunk(input, plan, 0, CHUNK, misled);
  const { simulated } = room.merge(plan, [first, second]);
  expect(simulated.valueAtRisk).toMatchObject({ status: 'undefined', code: 'not-available' });
  expect(simulated.expectedShortfall).toMatchObject({ status: 'undefined' });
  expect(simulated.contributionsToVaR).toHaveLength(0);
});

test('a covariance that is none leaves the simulation undefined and the history alone', () => {
  const plan = { ...room.plan(inputFor({})), scenarios: 0 };
  const result = room.merge(plan, []);
  expect(result.simulated.valueAtRisk).toMatchObject({ code: 'not-positive-definite' });
  expect(valueOf(result.historical.valueAtRisk)).toBeGreaterThan(0);
  expect(result.scenarios).toBe(0);
});

test('the helper that runs rooms in tests gives the same', () => {
  const parameters = { scenarios: 70_000, resamples: 100 };
  const scenario = scenarioOf(monthly, undefined, { analysis: 'value-at-risk', parameters });
  expect(runRoom(room, scenario, monthly, kernels)).toEqual(simulate(inputFor(parameters)));
});
