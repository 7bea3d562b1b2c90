import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/value-at-risk/compute';
import { spec, type Method, type ValueAtRiskResult } from '../../src/analyses/value-at-risk/spec';
import type { Scenario } from '../../src/analyses/scenario';
import { normalQuantile } from '../../src/finance/normal-distribution';
import type { Dataset } from '../../src/finance/dataset';
import exact from '../reference/finance-exact.json';
import financeReference from '../reference/finance-monthly.json';
import dailyReference from '../reference/rooms-daily.json';
import monthlyReference from '../reference/rooms-monthly.json';
import { relativeError } from '../finance/closeness';
import { noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { inputOf, madeUp, normals, notFinite, scenarioOf, sum, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
const tails = spec.parameters.tail.options;
const conventions = spec.parameters.convention.options;

type Options = Parameters<typeof scenarioOf>[2];

function riskOf(
  dataset: Dataset,
  mix: Record<string, number> | undefined,
  parameters: Record<string, number | string> = {},
  more: Options = {},
): Scenario {
  const cheap = { scenarios: 10_000, resamples: 100, ...parameters };
  return scenarioOf(dataset, mix, { ...more, analysis: 'value-at-risk', parameters: cheap });
}

function run(...[dataset, mix, parameters, more]: Parameters<typeof riskOf>): ValueAtRiskResult {
  const scenario = riskOf(dataset, mix, parameters, more);
  return runRoom<ValueAtRiskResult>(room, scenario, dataset, kernels);
}

/** Only the figures of the history and of the formula, of weights exactly 1/n. */
function equalWeights(dataset: Dataset, tail: number) {
  const scenario = riskOf(dataset, undefined, { tail });
  const n = scenario.data.sources[0].columns.length;
  const weights = new Float64Array(n).fill(1 / n);
  return room.plan(inputOf(scenario, dataset, kernels, { weights })).settled;
}

const historyOf = (dataset: Dataset, mix: Record<string, number>, parameters: object) =>
  room.plan(inputOf(riskOf(dataset, mix, { ...parameters }), dataset, kernels)).settled;

interface Expected {
  readonly hist_var_type7: number;
  readonly hist_var_order_stat: number;
  readonly hist_es_fractional: number;
  readonly normal_var: number;
  readonly normal_es: number;
}

function expectLosses(settled: ReturnType<typeof historyOf>, expected: Expected): void {
  const pairs = [
    [valueOf(settled.conventions.interpolated), expected.hist_var_type7],
    [valueOf(settled.conventions.orderStatistic), expected.hist_var_order_stat],
    [valueOf(settled.historical.valueAtRisk), expected.hist_var_order_stat],
    [valueOf(settled.historical.expectedShortfall), expected.hist_es_fractional],
    [valueOf(settled.normal.valueAtRisk), expected.normal_var],
    [valueOf(settled.normal.expectedShortfall), expected.normal_es],
  ];
  for (const [actual, wanted] of pairs) expect(relativeError(actual, wanted)).toBeLessThan(1e-12);
}

const ppm = (level: string) => Math.round((1 - Number(level)) * 1e6);

describe('history and formula are those of NumPy and SciPy', () => {
  const all = { ...financeReference.varEs.value, ...monthlyReference.varEs.value };
  test.each(Object.keys(all) as (keyof typeof all)[])('by month for %s', (name) => {
    for (const [level, expected] of Object.entries(all[name])) {
      const mix =
        name === 'SIXTY_FORTY' ? { us_stocks: 6_000, us_treasury_10y: 4_000 } : { [name]: 10_000 };
      expectLosses(
        name === 'EQUAL_WEIGHT'
          ? equalWeights(monthly, ppm(level))
          : historyOf(monthly, mix, { tail: ppm(level) }),
        expected,
      );
    }
  });

  const byDay = dailyReference.varEs.value;
  test.each(Object.keys(byDay) as (keyof typeof byDay)[])('by day for %s', (name) => {
    const levels = Object.entries(byDay[name]);
    expect(levels).toHaveLength(5);
    for (const [level, expected] of levels) {
      const mix = name === 'SIXTY_FORTY' ? { SP500: 6_000, GOLD: 4_000 } : { [name]: 10_000 };
      expectLosses(
        name === 'EQUAL_WEIGHT'
          ? equalWeights(daily, ppm(level))
          : historyOf(daily, mix, { tail: ppm(level) }),
        expected,
      );
    }
  });

  const byAsset = {
    month: Object.entries(financeReference.components.value).map(([level, expected]) => ({
      level,
      toVaR: expected.normal_var_with_mean,
      toES: expected.normal_es_with_mean,
    })),
    day: Object.entries(dailyReference.components.value).map(([level, expected]) => ({
      level,
      toVaR: expected.normal_var,
      toES: expected.normal_es,
    })),
  };
  test.each(['month', 'day'] as const)('by asset and %s, with the mean', (name) => {
    const close = (actual: Float64Array, expected: readonly number[]) => {
      expect(actual).toHaveLength(expected.length);
      expected.forEach((c, i) => {
        expect(Math.abs(actual[i] - c)).toBeLessThan(1e-12 * Math.abs(c) + 1e-16);
      });
    };
    expect(byAsset[name].length).toBeGreaterThan(3);
    for (const { level, toVaR, toES } of byAsset[name]) {
      const { normal } = equalWeights(name === 'month' ? monthly : daily, ppm(level));
      close(normal.contributionsToVaR, toVaR);
      close(normal.contributionsToES, toES);
    }
  });
});

test('twenty returns give the exact fractions', () => {
  const dataset = madeUp({ a: exact.returns });
  const number = (fraction: string) => {
    const [top, bottom] = fraction.split('/').map(Number);
    return top / bottom;
  };
  for (const [level, expected] of Object.entries(exact.level)) {
    const tail = Math.round((1 - number(level)) * 1e6);
    if (!tails.includes(tail as 50_000)) continue;
    const { historical, conventions: by } = historyOf(dataset, { a: 10_000 }, { tail });
    const close = (actual: number, wanted: number) =>
      expect(Math.abs(actual - wanted)).toBeLessThan(1e-15);
    close(valueOf(by.interpolated), -number(expected.quantile_type7));
    close(valueOf(by.orderStatistic), number(expected.hist_var_order_stat));
    close(valueOf(historical.expectedShortfall), number(expected.hist_es_fractional));
  }
});

test('of a thousand returns the 50th is the value at risk, the 51st by the textbook index', () => {
  // (1 - 0.95) * 1000 is 50.00000000000004 in floating point: a rank of 51 would be wrong.
  const values = Array.from({ length: 1_000 }, (_, t) => (((t * 617) % 1_000) - 500) / 10_000);
  const sorted = [...values].sort((a, b) => a - b);
  const { conventions: by, rank } = historyOf(madeUp({ a: values }), { a: 10_000 }, {});
  expect(rank).toBe(50);
  expect(valueOf(by.orderStatistic)).toBe(-sorted[49]);
  expect(valueOf(by.textbookIndex)).toBe(-sorted[50]);
  expect(valueOf(by.interpolated)).toBeCloseTo(-(0.05 * sorted[49] + 0.95 * sorted[50]), 12);
});

test.each([...conventions])(
  'the convention %s is in the headline and at every level',
  (convention) => {
    const settled = historyOf(monthly, { gold: 10_000 }, { convention });
    const { orderStatistic, interpolated, textbookIndex } = settled.conventions;
    const wanted = {
      'order-statistic': orderStatistic,
      interpolated,
      'textbook-index': textbookIndex,
    }[convention];
    expect(settled.historical.valueAtRisk).toEqual(wanted);
    const level = settled.levels.find(({ tail }) => tail === 50_000);
    expect(level?.historical).toEqual(wanted);
  },
);

test('every offered level is in the table, each rarer loss no smaller', () => {
  const { levels, normal } = historyOf(daily, { SP500: 10_000 }, {});
  expect(levels.map(({ tail }) => tail)).toEqual([...tails]);
  levels.slice(1).forEach((level, i) => {
    expect(valueOf(level.historical)).toBeGreaterThanOrEqual(valueOf(levels[i].historical));
    expect(valueOf(level.normal)).toBeGreaterThan(valueOf(levels[i].normal));
  });
  expect(levels.find(({ tail }) => tail === 50_000)?.normal).toEqual(normal.valueAtRisk);
  for (const tail of tails) {
    const alone = historyOf(daily, { SP500: 10_000 }, { tail });
    expect(levels.find((level) => level.tail === tail)?.historical).toEqual(
      alone.historical.valueAtRisk,
    );
  }
});

describe('contributions', () => {
  const expectSums = ({ valueAtRisk, expectedShortfall, ...parts }: Method, size: number) => {
    const error = (total: number, list: Float64Array) => Math.abs(sum(list) - total);
    expect(error(valueOf(valueAtRisk), parts.contributionsToVaR)).toBeLessThan(1e-13 * size);
    expect(error(valueOf(expectedShortfall), parts.contributionsToES)).toBeLessThan(1e-13 * size);
  };

  test.each([1, 3, 12, 25])('sum to the totals by every method over %d periods', (horizon) => {
    for (const tail of tails) {
      const { historical, normal, simulated } = run(monthly, undefined, { horizon, tail });
      expectSums(historical, 10);
      expectSums(normal, 10);
      expectSums(simulated, 10);
    }
  });

  test('of the history to the shortfall are the tail means of each asset', () => {
    const tail = 25_000;
    const { historical } = historyOf(monthly, { us_stocks: 5_000, gold: 5_000 }, { tail });
    const [stocks, , , gold] = monthly.values;
    const rows = [...stocks.keys()].sort(
      (a, b) => stocks[a] + gold[a] - (stocks[b] + gold[b]) || a - b,
    );
    // 574 x 0.025 = 14.35: fourteen whole rows and 0.35 of the next.
    const mean = (column: Float64Array) =>
      (sum(rows.slice(0, 14).map((t) => column[t])) + 0.35 * column[rows[14]]) / 14.35;
    expect(historical.contributionsToES[0]).toBeCloseTo(-0.5 * mean(stocks), 13);
    expect(historical.contributionsToES[3]).toBeCloseTo(-0.5 * mean(gold), 13);
    expect([1, 2, 4, 5].map((i) => historical.contributionsToES[i] + 0)).toEqual([0, 0, 0, 0]);
  });

  test('of an asset that is not held are 0 by every method', () => {
    const { historical, normal, simulated } = run(monthly, { gold: 10_000 }, { horizon: 2 });
    for (const { contributionsToVaR, contributionsToES } of [historical, normal, simulated]) {
      for (const list of [contributionsToVaR, contributionsToES]) {
        expect([0, 1, 2, 4, 5].every((i) => list[i] === 0)).toBe(true);
      }
    }
  });
});

describe('longer horizons', () => {
  test('take every overlapping window of the history', () => {
    const horizon = 12;
    const settled = historyOf(monthly, { us_stocks: 10_000 }, { horizon });
    const [stocks] = monthly.values;
    const windows = Array.from({ length: 563 }, (_, t) =>
      stocks.slice(t, t + 12).reduce((level, r) => level * (1 + r), 1),
    )
      .map((level) => level - 1)
      .sort((a, b) => a - b);
    expect(settled).toMatchObject({ windows: 563, rank: 29 });
    expect(settled.effectiveObservations).toBeCloseTo(574 / 12, 12);
    expect(valueOf(settled.historical.valueAtRisk)).toBeCloseTo(-windows[28], 12);
    expect(sum(settled.history.counts)).toBe(563);
  });

  test('grow the mean with h and the deviation with its root by the formula', () => {
    const one = historyOf(monthly, { us_stocks: 10_000 }, {});
    const four = historyOf(monthly, { us_stocks: 10_000 }, { horizon: 4 });
    const z = normalQuantile(0.05);
    expect(valueOf(four.normal.valueAtRisk)).toBeCloseTo(
      -(4 * one.mean + 2 * one.deviation * z),
      14,
    );
  });

  test('need twenty independent windows, and say how many there are', () => {
    // 574 / 28 = 20.5, 574 / 29 = 19.8.
    const enough = historyOf(monthly, { gold: 10_000 }, { horizon: 28 });
    expect(valueOf(enough.historical.valueAtRisk)).toBeTypeOf('number');
    const fewer = historyOf(monthly, { gold: 10_000 }, { horizon: 29 });
    for (const quantity of [
      fewer.historical.valueAtRisk,
      fewer.historical.expectedShortfall,
      ...Object.values(fewer.conventions),
      ...fewer.levels.map((level) => level.historical),
    ]) {
      expect(quantity).toMatchObject({ status: 'undefined', code: 'too-few-observations' });
      expect(quantity).toHaveProperty('reason', expect.stringContaining('19.7'));
    }
    expect(fewer.historical.contributionsToVaR).toHaveLength(0);
    expect(valueOf(fewer.normal.valueAtRisk)).toBeTypeOf('number');
  });

  test('beyond the history have a formula and a simulation, and no history', () => {
    const next = normals(noise(3));
    const dataset = madeUp({ a: Array.from({ length: 30 }, () => 0.02 * next()) });
    const result = run(dataset, { a: 10_000 }, { horizon: 100 });
    expect(result.historical.valueAtRisk).toMatchObject({ code: 'too-few-observations' });
    expect(result).toMatchObject({ windows: 0, rank: 0 });
    expect(result.history.counts).toHaveLength(0);
    expect(valueOf(result.simulated.valueAtRisk)).toBeGreaterThan(0);
    expect(notFinite(result)).toEqual([]);
  });
});

test('a gain is a negative value at risk and is never cut off at 0', () => {
  const bills = run(monthly, { us_tbill_3m: 10_000 }, {});
  const sorted = monthly.values[2].slice().sort();
  expect(valueOf(bills.historical.valueAtRisk)).toBe(-sorted[28]);
  expect(valueOf(bills.historical.valueAtRisk)).toBeLessThan(0);
  expect(valueOf(bills.historical.expectedShortfall)).toBeLessThan(0);
});

describe('hard data', () => {
  const swing = (length: number, seed: number, size = 0.02) => {
    const next = normals(noise(seed));
    return Array.from({ length }, () => size * next());
  };

  test('more assets than observations still give all three methods', () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`a${i}`, swing(24, i + 1)]),
    );
    const result = run(madeUp(many), undefined, {});
    expect(notFinite(result)).toEqual([]);
    const error = valueOf(result.simulated.valueAtRisk) / valueOf(result.normal.valueAtRisk) - 1;
    expect(Math.abs(error)).toBeLessThan(0.1);
  });

  test('assets that are the same work, though their covariance is singular', () => {
    const values = swing(120, 1);
    const others = swing(120, 2);
    const twice = madeUp({ a: values, b: values, c: others, d: others });
    const result = run(twice, { a: 2_500, b: 2_500, c: 2_500, d: 2_500 }, { scenarios: 100_000 });
    expect(notFinite(result)).toEqual([]);
    const once = run(madeUp({ a: values, c: others }), { a: 5_000, c: 5_000 }, {});
    const by = (r: ValueAtRiskResult) => [
      valueOf(r.normal.valueAtRisk),
      valueOf(r.historical.valueAtRisk),
    ];
    by(result).forEach((value, i) => expect(relativeError(value, by(once)[i])).toBeLessThan(1e-12));
    expect(Math.abs(valueOf(result.simulated.valueAtRisk) / by(once)[0] - 1)).toBeLessThan(0.03);
  });

  test('assets that cancel have no risk', () => {
    const values = swing(120, 1);
    const dataset = madeUp({ a: values, b: values.map((r) => 0.01 - r) });
    const result = run(dataset, { a: 5_000, b: 5_000 }, {});
    expect(notFinite(result)).toEqual([]);
    for (const { valueAtRisk, expectedShortfall } of [
      result.historical,
      result.normal,
      result.simulated,
    ]) {
      expect(valueOf(valueAtRisk)).toBeCloseTo(-0.005, 8);
      expect(valueOf(expectedShortfall)).toBeCloseTo(-0.005, 8);
    }
  });

  test.each([0, 0.01, -0.02, 0.1])(
    'a constant return of %d is the outcome of every method',
    (r) => {
      for (const horizon of [1, 3]) {
        const dataset = madeUp({ a: Array.from({ length: 90 }, () => r) });
        const result = run(dataset, { a: 10_000 }, { horizon });
        expect(notFinite(result)).toEqual([]);
        const outcome = (1 + r) ** horizon - 1;
        expect(valueOf(result.historical.valueAtRisk)).toBeCloseTo(-outcome, 13);
        expect(valueOf(result.simulated.valueAtRisk)).toBeCloseTo(-outcome, 13);
        expect(valueOf(result.simulated.expectedShortfall)).toBeCloseTo(-outcome, 13);
        expect(valueOf(result.normal.valueAtRisk)).toBeCloseTo(-r * horizon, 13);
      }
    },
  );

  test.each([1e-150, 1e-12, 1e-6, 1, 1e3, 1e6 / 10])(
    'returns in units of %d give numbers that scale with them',
    (scale) => {
      const columns = { a: swing(60, 1), b: swing(60, 2) };
      const scaled = Object.fromEntries(
        Object.entries(columns).map(([id, values]) => [id, values.map((r) => r * scale)]),
      );
      const one = run(madeUp(columns), undefined, {});
      const { series, ...input } = inputOf(
        riskOf(madeUp(columns), undefined),
        madeUp(columns),
        kernels,
      );
      const returns = Object.values(scaled).map((values) => Float64Array.from(values));
      const plan = room.plan({ ...input, series: { ...series, returns } });
      expect(notFinite(plan.settled)).toEqual([]);
      const { historical, normal } = plan.settled;
      const near = (a: number, b: number) => expect(Math.abs(a / scale - b)).toBeLessThan(1e-13);
      near(valueOf(normal.valueAtRisk), valueOf(one.normal.valueAtRisk));
      near(valueOf(historical.valueAtRisk), valueOf(one.historical.valueAtRisk));
    },
  );
});
