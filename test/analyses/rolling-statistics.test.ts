import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/rolling-statistics/compute';
import {
  spec,
  statistics,
  type Rolled,
  type RollingResult,
  type Statistic,
} from '../../src/analyses/rolling-statistics/spec';
import type { Dataset, Series } from '../../src/finance/dataset';
import dailyReference from '../reference/rolling-daily.json';
import europeanReference from '../reference/rolling-eu-indices.json';
import monthlyReference from '../reference/rolling-monthly.json';
import { near, noise } from '../kernels/columns';
import {
  drawdownOf,
  orderStatisticOf,
  presentIn,
  quantileOf,
  relationOf,
  shapeOf,
} from '../kernels/rolling-model';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { inputOf, madeUp, normals, scenarioOf, sum, valueOf } from './made-up';

const kernels = await loadKernels();
const everything = statistics.join(',');

type Values = Record<string, number | string>;

function run(
  dataset: Dataset,
  parameters: Values = {},
  mix?: Record<string, number>,
  change: Partial<Series> = {},
  riskFree?: null,
): RollingResult {
  const choice = { analysis: 'rolling-statistics', parameters, riskFree };
  return room.compute(inputOf(scenarioOf(dataset, mix, choice), dataset, kernels, change));
}

function rolledOf({ rolled }: RollingResult, id: Statistic): Rolled {
  const found = rolled.find(({ statistic }) => statistic === statistics.indexOf(id));
  if (found === undefined) throw new Error(`${id} was not rolled`);
  return found;
}

interface Expected {
  readonly every: number;
  readonly last: number;
  readonly sum: number;
  readonly sumsq: number;
  readonly sample: readonly number[];
}

/** The statistic of the room by the name in the references. */
const names: Readonly<Record<string, Statistic>> = {
  mean: 'mean',
  deviation: 'volatility',
  skewness: 'skewness',
  kurtosis: 'kurtosis',
  minimum: 'minimum',
  maximum: 'maximum',
  median: 'median',
  quantile05: 'quantile',
  correlation: 'correlation',
  beta: 'beta',
  drawdown: 'drawdown',
};

describe.each([
  ['monthly', monthly, monthlyReference],
  ['European', builtIn('eu-indices-daily'), europeanReference],
  ['daily', builtIn('daily-markets'), dailyReference],
] as const)('of the %s set every statistic', (_name, dataset, reference) => {
  const assets = dataset.columns.filter(({ role }) => role === 'asset').map(({ id }) => id);
  const weights = new Float64Array(assets.length).fill(1 / assets.length);
  const [against, other] = reference.meta.pair;
  const f = dataset.periodsPerYear;
  const units: Partial<Record<Statistic, number>> = { mean: f, volatility: Math.sqrt(f) };

  test.each(Object.entries(reference.windows))('agrees with pandas over %s periods', (w, table) => {
    const window = Number(w);
    const parameters = { shown: everything, window, against, quantile: 5 };
    const result = run(dataset, parameters, undefined, { weights });
    expect(result.against).toBe(assets.indexOf(against));
    expect(Object.keys(table).sort()).toEqual(Object.keys(names).sort());
    for (const [name, expected] of Object.entries<Expected>(table)) {
      const rolled = rolledOf(result, names[name]);
      const ofPair = name === 'correlation' || name === 'beta';
      const actual = ofPair ? rolled.assets[assets.indexOf(other)] : rolled.mix;
      const unit = units[names[name]] ?? 1;
      const { relative } = reference.tolerance;
      const absolute = reference.tolerance.absolute * unit;
      const close = (a: number, b: number, times = 1) =>
        expect(near(a, b, relative, absolute * times), `${name}: ${a}, ${b}`).toBe(true);
      const defined = actual.slice(window - 1);
      expect(actual).toHaveLength(reference.meta.rows);
      expect(actual.slice(0, window - 1).every(Number.isNaN)).toBe(true);
      expect(expected.sample).toHaveLength(Math.ceil(defined.length / expected.every));
      expected.sample.forEach((value, i) => close(defined[i * expected.every], value * unit));
      close(defined[defined.length - 1], expected.last * unit);
      close(sum(defined), expected.sum * unit, defined.length);
      close(sum(defined.map((x) => x * x)), expected.sumsq * unit * unit);
      if (!ofPair) expect(valueOf(rolled.today)).toBe(defined[defined.length - 1]);
    }
  });
});

describe('windows computed one by one', () => {
  const mix = { us_stocks: 6_000, gold: 4_000 };
  const f = 12;
  const [stocks, , bills, gold] = monthly.values;
  const both = stocks.map((r, t) => 0.6 * r + 0.4 * gold[t]);
  const levelsOf = (returns: Float64Array) => {
    let level = 100;
    return returns.map((r) => (level *= 1 + r));
  };
  const meanOf = (x: readonly number[]) => sum(x) / x.length;

  type Brute = (x: number[], other: number[], excess: number[], level: number[]) => number;
  const brute = (tail: number, quantile: number): Record<Statistic, Brute> => ({
    mean: (x) => shapeOf(x).mean * f,
    volatility: (x) => shapeOf(x).deviation * Math.sqrt(f),
    sharpe: (_x, _y, e) => {
      const { mean, deviation } = shapeOf(e);
      return deviation > 0 ? (mean / deviation) * Math.sqrt(f) : NaN;
    },
    minimum: (x) => Math.min(...x),
    maximum: (x) => Math.max(...x),
    median: (x) => quantileOf(x, 0.5),
    quantile: (x) => quantileOf(x, quantile / 100),
    skewness: (x) => shapeOf(x).skewness,
    kurtosis: (x) => shapeOf(x).kurtosis,
    drawdown: drawdownOf,
    'value-at-risk': (x) => -orderStatisticOf(x, tail),
    beta: (x, y) => relationOf(y, x).beta,
    correlation: (x, y) => relationOf(x, y).correlation,
    'moving-average': (_x, _y, _e, level) => meanOf(level),
    distance: (_x, _y, _e, level) => level[level.length - 1] / meanOf(level) - 1,
  });

  test.each([
    [2, 0, 50_000, 10, 'us_treasury_10y'],
    [7, 3, 100_000, 0, 'us_stocks'],
    [36, 0, 25_000, 10, 'gold'],
    [60, 12, 10_000, 33.3, 'us_tbill_3m'],
    [574, 0, 50_000, 100, 'oil_wti'],
    [24, 5_000, 50_000, 50, ''],
    [12, 1, 50_000, 25, 'us_house_prices'],
  ])('of %d periods, at least %d', (window, minimum, tail, quantile, against) => {
    const parameters = { shown: everything, window, minimum, tail, quantile, against };
    const result = run(monthly, parameters, mix);
    expect(result.rolled.map(({ statistic }) => statistic)).toEqual([...statistics.keys()]);
    const least = minimum === 0 ? window : Math.min(minimum, window);
    const position = Math.max(
      0,
      monthly.columns.findIndex(({ id }) => id === against),
    );
    const other = monthly.values[position];
    const formulas = brute(tail, quantile);
    for (const statistic of statistics) {
      const { mix: ofMix, assets } = rolledOf(result, statistic);
      expect(assets).toHaveLength(6);
      for (const [returns, actual] of [
        [both, ofMix],
        [gold, assets[3]],
        [bills, assets[2]],
      ] as const) {
        const level = levelsOf(returns);
        const excess = returns.map((r, t) => r - bills[t]);
        const third = statistic === 'skewness' || statistic === 'kurtosis';
        actual.forEach((value, t) => {
          if (t % 5 !== 0 && t < 560) return;
          const rows = [returns, other, excess, level].map((x) => presentIn(x, window, t));
          const [x, y, e, l] = rows;
          const expected = x.length < least ? NaN : formulas[statistic](x, y, e, l);
          const same = Number.isNaN(expected)
            ? Number.isNaN(value)
            : near(value, expected, third ? 1e-8 : 1e-10, 1e-11);
          expect(same, `${statistic} at ${t}: ${value}, not ${expected}`).toBe(true);
        });
      }
    }
  });

  test('a loss is positive, and a gain is not cut off at 0', () => {
    const shares = rolledOf(run(monthly, { shown: 'value-at-risk' }, mix), 'value-at-risk');
    expect(shares.assets[0].filter((value) => value > 0).length).toBeGreaterThan(400);
    expect(shares.assets[2].filter((value) => value < 0).length).toBeGreaterThan(400);
  });

  test('without a riskless rate the Sharpe ratio is of the returns themselves', () => {
    const parameters = { shown: 'sharpe,mean,volatility' };
    const result = run(monthly, parameters, mix, {}, null);
    const [mean, volatility, sharpe] = result.rolled;
    sharpe.mix.forEach((value, t) => {
      if (t >= 35) expect(near(value, mean.mix[t] / volatility.mix[t], 1e-12)).toBe(true);
    });
  });

  test('today stands among all windows as counted', () => {
    for (const rolled of run(monthly, { shown: everything }, mix).rolled) {
      const known = Array.from(rolled.mix).filter((value) => !Number.isNaN(value));
      const last = known[known.length - 1];
      expect(valueOf(rolled.today)).toBe(last);
      const atMost = known.filter((value) => value <= last).length;
      expect(valueOf(rolled.percentile)).toBe(atMost / known.length);
      expect(valueOf(rolled.low)).toBe(Math.min(...known));
      expect(valueOf(rolled.high)).toBe(Math.max(...known));
      expect(valueOf(rolled.middle)).toBeCloseTo(quantileOf(known, 0.5), 12);
    }
  });
});

describe('holding returns', () => {
  test.each([
    [1, 12],
    [5, 60],
    [10, 120],
    [47, 564],
  ])('of %d years are those of every start', (years, periods) => {
    const result = run(monthly, { years }, { gold: 10_000 });
    const gold = monthly.values[3];
    expect(result.holdingPeriods).toBe(periods);
    expect(result.holding).toHaveLength(574 - periods + 1);
    const expected = Array.from(
      result.holding,
      (_, t) =>
        gold.slice(t, t + periods).reduce((level, r) => level * (1 + r), 1) ** (1 / years) - 1,
    );
    result.holding.forEach((value, t) => {
      expect(near(value, expected[t], 1e-11, 1e-14)).toBe(true);
    });
    expect(valueOf(result.holdingWorst)).toBeCloseTo(Math.min(...expected), 12);
    expect(valueOf(result.holdingBest)).toBeCloseTo(Math.max(...expected), 12);
    expect(valueOf(result.holdingMedian)).toBeCloseTo(quantileOf(expected, 0.5), 12);
    const losses = expected.filter((value) => value < 0).length / expected.length;
    expect(valueOf(result.holdingLosses)).toBe(losses);
  });

  test('of longer than the history have no value', () => {
    const result = run(monthly, { years: 48 }, { gold: 10_000 });
    expect(result.holdingPeriods).toBe(576);
    expect(result.holding).toHaveLength(0);
    const { holdingWorst, holdingMedian, holdingBest, holdingLosses } = result;
    for (const quantity of [holdingWorst, holdingMedian, holdingBest, holdingLosses]) {
      expect(quantity).toMatchObject({ status: 'undefined', code: 'too-few-observations' });
    }
  });

  test('do not depend on what is rolled', () => {
    const plain = run(monthly, { shown: '' });
    const other = run(monthly, { shown: everything, window: 5 });
    expect(other.holding).toEqual(plain.holding);
  });

  test('include a total loss', () => {
    const column = Array.from({ length: 30 }, (_, t) => (t === 15 ? -1 : 0.01));
    const { holding, holdingWorst } = run(madeUp({ a: column }), { years: 1, window: 12 });
    expect(valueOf(holdingWorst)).toBe(-1);
    expect(holding.filter((value) => value === -1)).toHaveLength(12);
    expect(holding[0]).toBeCloseTo(1.01 ** 12 - 1, 13);
  });
});

describe('edges', () => {
  test('a window longer than the history has no value anywhere, and says why', () => {
    const result = run(monthly, { shown: everything, window: 575, minimum: 2 });
    expect(result.rolled).toHaveLength(statistics.length);
    for (const { mix, assets, today, percentile, low, middle, high } of result.rolled) {
      for (const column of [mix, ...assets]) {
        expect(column).toHaveLength(574);
        expect(column.every(Number.isNaN)).toBe(true);
      }
      for (const quantity of [today, percentile, low, middle, high]) {
        expect(quantity).toMatchObject({ status: 'undefined', code: 'too-few-observations' });
      }
    }
  });

  test('of a constant series the deviation is 0, what divides by it undefined', () => {
    const next = normals(noise(4));
    const moving = Array.from({ length: 60 }, () => 0.02 * next());
    const dataset = madeUp({ still: Array(60).fill(0.004), moving });
    const result = run(dataset, { shown: everything, window: 12 }, { still: 10_000 });
    const last = (id: Statistic) => rolledOf(result, id).mix[59];
    expect(last('volatility')).toBe(0);
    expect(last('mean')).toBeCloseTo(0.048, 15);
    for (const id of ['minimum', 'maximum', 'median', 'quantile'] as const) {
      expect(last(id)).toBe(0.004);
    }
    expect(last('value-at-risk')).toBe(-0.004);
    expect(last('drawdown')).toBe(0);
    for (const id of ['sharpe', 'skewness', 'kurtosis', 'beta', 'correlation'] as const) {
      expect(last(id)).toBeNaN();
      expect(rolledOf(result, id).assets[0].every(Number.isNaN)).toBe(true);
    }
    // Beta and correlation refer to the constant asset: undefined for the other one too.
    expect(rolledOf(result, 'beta').assets[1].every(Number.isNaN)).toBe(true);
    const turned = run(dataset, { shown: 'beta,correlation', window: 12, against: 'moving' });
    expect(rolledOf(turned, 'beta').assets[0][59]).toBe(0);
    expect(rolledOf(turned, 'correlation').assets[0][59]).toBeNaN();
    expect(rolledOf(turned, 'correlation').assets[1][59]).toBeCloseTo(1, 13);
    expect(rolledOf(turned, 'beta').assets[1][59]).toBeCloseTo(1, 13);
  });

  test('what is undefined today has its range all the same', () => {
    const next = normals(noise(4));
    const column = Array.from({ length: 60 }, (_, t) => (t < 40 ? 0.02 * next() : 0.001));
    const [sharpe] = run(madeUp({ a: column }), { shown: 'sharpe', window: 12 }).rolled;
    expect(sharpe.today).toMatchObject({ status: 'undefined', code: 'zero-variance' });
    expect(sharpe.percentile).toMatchObject({ status: 'undefined', code: 'zero-variance' });
    expect(valueOf(sharpe.low)).toBeLessThan(valueOf(sharpe.high));
  });

  test('an empty choice rolls nothing', () => {
    const result = run(monthly, { shown: '' });
    expect(result.rolled).toEqual([]);
    expect(result.holding.length).toBeGreaterThan(0);
  });

  test('several at once are each what they are alone', () => {
    const parameters = { window: 24, minimum: 6 };
    const together = run(monthly, { ...parameters, shown: everything });
    for (const id of statistics) {
      const alone = run(monthly, { ...parameters, shown: id });
      expect(alone.rolled).toHaveLength(1);
      expect(alone.rolled[0]).toEqual(rolledOf(together, id));
    }
    // In the order of the menu, however they are written.
    const written = run(monthly, { shown: 'distance,mean' }).rolled.map((one) => one.statistic);
    expect(written).toEqual([0, statistics.length - 1]);
  });

  test('a choice that is none is refused', () => {
    const refused = (parameters: Values) => () => run(monthly, parameters);
    expect(refused({ shown: 'mean,nothing' })).toThrow('Choose from');
    expect(refused({ against: 'us_cpi' })).toThrow('us_cpi is not an asset');
    expect(refused({ window: 1 })).toThrow('Enter a number');
    expect(spec.parameters.shown.options).toBe(statistics);
  });
});
