import { beforeAll, describe, expect, test } from 'vitest';
import { compute } from '../../src/analyses/mix-summary/compute';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import * as room from '../../src/analyses/mix-summary/compute';
import type { Scenario } from '../../src/analyses/scenario';
import type { Dataset } from '../../src/finance/dataset';
import { mixReturns } from '../../src/finance/portfolio';
import { resampledMeans } from '../../src/kernels/statistics';
import { formatQuantity } from '../../src/ui/format';
import kernelReference from '../reference/kernels-monthly.json';
import financeReference from '../reference/finance-monthly.json';
import reference from '../reference/rooms-monthly.json';
import undatedReference from '../reference/rooms-undated.json';
import { relativeError } from '../finance/closeness';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { estimateOf, inputOf, scenarioOf, sum, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const undated = builtIn('eu-indices-daily');
const daily = builtIn('daily-markets');
const rules = ['every-period', 'yearly', 'none'] as const;
const sixtyForty = { us_stocks: 6_000, us_treasury_10y: 4_000 };

const run = (scenario: Scenario, dataset: Dataset = monthly) =>
  runRoom<MixSummaryResult>(room, scenario, dataset, kernels);

/** A mix of exactly 1/n in each asset, which integers of 0.01 % cannot hold. */
function runEqual(scenario: Scenario, dataset: Dataset = monthly): MixSummaryResult {
  const n = scenario.data.sources[0].columns.length;
  const weights = new Float64Array(n).fill(1 / n);
  return compute(inputOf(scenario, dataset, kernels, { weights }));
}

function mixOf(name: string, rebalancing: (typeof rules)[number], range?: { to: string }) {
  const parameters = { rebalancing, resamples: 100 };
  return name === 'EQUAL_WEIGHT'
    ? runEqual(scenarioOf(monthly, undefined, { parameters, range }))
    : run(scenarioOf(monthly, sixtyForty, { parameters, range }));
}

/** Equal within the tolerance that a reference states. */
function expectClose(
  actual: number,
  expected: number,
  tolerance: { relative: number; absolute: number },
): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
    tolerance.relative * Math.abs(expected) + tolerance.absolute,
  );
}

describe.each(['EQUAL_WEIGHT', 'SIXTY_FORTY'] as const)('the path of %s', (name) => {
  test.each(rules)('rebalanced %s is that of NumPy', (rule) => {
    const key = `${name}/${rule.replace('-', '_')}` as 'SIXTY_FORTY/none';
    const path = kernelReference.entries.rebalanced_portfolios.value[key];
    const { tolerance, value } = reference.rebalanced;
    const figures = value[key];
    const result = mixOf(name, rule);
    expectClose(result.finalAmount, 10_000 * path.final_value, tolerance);
    expectClose(valueOf(result.finalReal), 10_000 * figures.real_final_value, tolerance);
    expectClose(valueOf(result.returnGeometric), figures.cagr, tolerance);
    expectClose(valueOf(result.volatilityPath), figures.vol_annual, tolerance);
    expectClose(valueOf(result.worstFall), path.max_drawdown, tolerance);
    expect(result.rebalancings).toBe(path.rebalancings);
    expectClose(valueOf(result.turnover), path.turnover_sum_oneway / (574 / 12), tolerance);
    expect(result.wealth).toHaveLength(575);
    expect(result.wealth[0]).toBe(10_000);
    expect(result.wealth[574]).toBe(result.finalAmount);
  });

  test.each(rules)('rebalanced %s ends with the weights of NumPy', (rule) => {
    const key = `${name}/${rule.replace('-', '_')}` as 'EQUAL_WEIGHT/none';
    const expected: Record<string, number> =
      kernelReference.entries.rebalanced_portfolios.value[key].final_weights_before_rebalancing;
    const { tolerance } = reference.rebalanced;
    const { finalWeights } = mixOf(name, rule);
    const ids = monthly.columns.slice(0, 6).map(({ id }) => id);
    // The reference states them before the rebalancing at the end: one month earlier they drift.
    const before = mixOf(name, rule, { to: '2022-11-30' }).finalWeights;
    const grown = ids.map((_, i) => before[i] * (1 + monthly.values[i][573]));
    ids.forEach((id, i) => expectClose(grown[i] / sum(grown), expected[id] ?? 0, tolerance));
    const targets = ids.map((id, i) =>
      name === 'EQUAL_WEIGHT' ? 1 / 6 : ([0.6, 0.4][i] ?? 0) * (id === '' ? 0 : 1),
    );
    ids.forEach((id, i) => {
      expectClose(finalWeights[i], rule === 'none' ? (expected[id] ?? 0) : targets[i], tolerance);
    });
  });
});

describe('undated data', () => {
  test.each(rules)('rebalanced %s follow the path of NumPy', (rule) => {
    const { tolerance, value } = undatedReference.rebalanced;
    const figures = value[`EQUAL_WEIGHT/${rule.replace('-', '_')}` as 'EQUAL_WEIGHT/none'];
    const parameters = { rebalancing: rule, resamples: 100 };
    const equal = { DAX: 2_500, SMI: 2_500, CAC: 2_500, FTSE: 2_500 };
    const result = run(scenarioOf(undated, equal, { parameters }), undated);
    expectClose(result.finalAmount, 10_000 * figures.final_value, tolerance);
    expectClose(valueOf(result.returnGeometric), figures.cagr, tolerance);
    expectClose(valueOf(result.volatilityPath), figures.vol_annual, tolerance);
    expectClose(valueOf(result.worstFall), figures.max_drawdown, tolerance);
    expectClose(valueOf(result.turnover), figures.turnover_sum_oneway / (1859 / 260), tolerance);
    // On holidays of all four nothing moves, so that nothing is there to be reset.
    const moved = undated.index.filter((_, t) =>
      undated.values.some((prices) => t > 0 && prices[t] !== prices[t - 1]),
    );
    expect(result.rebalancings).toBe(rule === 'every-period' ? moved.length : figures.rebalancings);
  });

  test('have no calendar year, no inflation, and a Sharpe ratio against nothing', () => {
    const result = run(scenarioOf(undated), undated);
    expect(result.worstYear).toMatchObject({ code: 'too-few-observations' });
    expect(result.worstYearNumber).toBe(-1);
    expect(result.returnReal).toMatchObject({ code: 'no-such-data' });
    expect(result.finalReal).toMatchObject({ code: 'no-such-data' });
    expect(valueOf(result.sharpe)).toBeCloseTo(
      valueOf(result.returnArithmetic) / valueOf(result.volatilityPath),
      12,
    );
  });
});

describe('performance rebalanced every month is that of NumPy for', () => {
  const { tolerance, value } = reference.performance;
  const parameters = { rebalancing: 'every-period', resamples: 100 };
  test.each(Object.keys(value) as (keyof typeof value)[])('%s', (name) => {
    const expected = value[name];
    const mix = name === 'SIXTY_FORTY' ? sixtyForty : { [name]: 10_000 };
    const result =
      name === 'EQUAL_WEIGHT'
        ? runEqual(scenarioOf(monthly, undefined, { parameters }))
        : run(scenarioOf(monthly, mix, { parameters }));
    expectClose(valueOf(result.returnArithmetic), expected.mean_annual_arithmetic, tolerance);
    expectClose(valueOf(result.returnGeometric), expected.cagr, tolerance);
    expectClose(valueOf(result.volatilityPath), expected.vol_annual, tolerance);
    expectClose(valueOf(result.volatility), expected.vol_annual, tolerance);
    expectClose(result.expectedReturn, expected.mean_annual_arithmetic, tolerance);
    expectClose(result.finalAmount, 10_000 * expected.growth_of_1, tolerance);
    expectClose(valueOf(result.positiveShare), expected.hit_rate, tolerance);
    if (name === 'us_tbill_3m') return;
    expectClose(valueOf(result.sharpe), expected.sharpe, tolerance);
    expectClose(valueOf(result.sortino), expected.sortino ?? NaN, tolerance);
  });

  test('bills against no riskless return', () => {
    const expected = value.us_tbill_3m;
    const choice = { parameters, riskFree: null };
    const result = run(scenarioOf(monthly, { us_tbill_3m: 10_000 }, choice));
    expectClose(valueOf(result.sharpe), expected.sharpe, tolerance);
    expect(expected.sortino).toBeNull();
    expect(result.sortino).toMatchObject({ status: 'undefined', code: 'no-downside' });
  });
});

test('bills against themselves have no Sharpe and no Sortino ratio, not one of rounding', () => {
  for (const rebalancing of rules) {
    const parameters = { rebalancing, resamples: 100 };
    const result = run(scenarioOf(monthly, { us_tbill_3m: 10_000 }, { parameters }));
    expect(result.sharpe).toMatchObject({ status: 'undefined', code: 'zero-variance' });
    expect(result.sortino).toMatchObject({ status: 'undefined', code: 'no-downside' });
  }
});

test('the drawdowns of equal weights are those of NumPy', () => {
  const { tolerance, value } = reference.drawdowns;
  const expected = value.EQUAL_WEIGHT;
  const { drawdown, worstFall, worstFallRows } = mixOf('EQUAL_WEIGHT', 'every-period');
  expectClose(valueOf(worstFall), expected.max_drawdown, tolerance);
  expectClose(sum(drawdown), expected.sum, tolerance);
  expectClose(sum(drawdown.map((d) => d * d)), expected.sumsq, tolerance);
  expect(worstFallRows).toEqual({
    peak: expected.worst.peak_index,
    trough: expected.worst.trough_index,
    recovery: expected.worst.recovery_index,
  });
});

test('the worst fall of each asset alone is the one of NumPy, recovered or not', () => {
  const { tolerance, value } = financeReference.drawdowns;
  for (const [id, expected] of Object.entries(value)) {
    const { worstFall, worstFallRows } = run(scenarioOf(monthly, { [id]: 10_000 }));
    expectClose(valueOf(worstFall), expected.max_drawdown, tolerance);
    if (expected.top5.length === 0) continue;
    expect(worstFallRows).toEqual({
      peak: expected.top5[0].peak_index,
      trough: expected.top5[0].trough_index,
      recovery: expected.top5[0].recovery_index ?? -1,
    });
  }
});

test('moments, covariance and correlation are those of pandas', () => {
  const { moments } = kernelReference.entries;
  const result = mixOf('EQUAL_WEIGHT', 'every-period');
  const expected = moments.value.EQUAL_WEIGHT;
  expectClose(valueOf(result.skewness), expected.skew_adjusted, moments.tolerance);
  expectClose(valueOf(result.kurtosis), expected.exkurt_adjusted, moments.tolerance);
  const covariance = financeReference.covariance;
  covariance.value.flat().forEach((value, i) => {
    expectClose(result.covariance[i], value, { relative: 1e-12, absolute: 1e-18 });
  });
  const correlation = financeReference.correlation;
  correlation.value.flat().forEach((value, i) => {
    expectClose(result.correlation[i], value, correlation.tolerance);
  });
  monthly.columns.slice(0, 6).forEach(({ id }, i) => {
    const { mean } = financeReference.moments.value[id as 'gold'];
    expectClose(result.means[i], mean, { relative: 1e-12, absolute: 1e-18 });
  });
});

test('the balanced mix reads 9.2 %, 5.3 %, 6.7 %, 0.69, −20.7 % and 680,000', () => {
  const result = run(scenarioOf(monthly));
  const shown = (id: 'returnGeometric' | 'returnReal' | 'volatility' | 'worstFall') =>
    formatQuantity({ value: valueOf(result[id]) }, 'percent').text;
  expect(shown('returnGeometric')).toMatch(/^9\.2\s*%/);
  expect(shown('returnReal')).toMatch(/^5\.3\s*%/);
  expect(shown('volatility')).toMatch(/^6\.7\s*%/);
  expect(valueOf(result.sharpe).toFixed(2)).toBe('0.69');
  expect(shown('worstFall')).toMatch(/^[−-]20\.7\s*%/);
  expect(Math.round(result.finalAmount / 1_000)).toBe(680);
});

test('the worst year is the worst of the complete calendar years', () => {
  const rebalancing = { parameters: { rebalancing: 'every-period' } };
  const { worstYear, worstYearNumber } = run(
    scenarioOf(monthly, { us_stocks: 10_000 }, rebalancing),
  );
  const [stocks] = monthly.values;
  const years = Array.from({ length: 47 }, (_, k) => {
    const rows = monthly.index.flatMap((label, t) => (label.startsWith(`${1976 + k}`) ? [t] : []));
    return rows.reduce((level, t) => level * (1 + stocks[t]), 1) - 1;
  });
  expect(relativeError(valueOf(worstYear), Math.min(...years))).toBeLessThan(1e-12);
  expect(worstYearNumber).toBe(1976 + years.indexOf(Math.min(...years)));
});

describe('identities', () => {
  const other = (parameters: object = {}, mix = sixtyForty as Record<string, number>) =>
    run(scenarioOf(monthly, mix, { parameters: { resamples: 100, ...parameters } }));

  test.each(rules)('one asset is itself, rebalanced %s', (rebalancing) => {
    const result = other({ rebalancing }, { gold: 10_000 });
    const gold = monthly.values[3];
    let level = 10_000;
    result.wealth.forEach((value, t) => {
      if (t > 0) level *= 1 + gold[t - 1];
      expect(relativeError(value, level)).toBeLessThan(1e-12);
    });
    result.assetWealth[3].forEach((value, t) => {
      expect(relativeError(value, result.wealth[t])).toBeLessThan(1e-12);
    });
    expect([...result.finalWeights]).toEqual([0, 0, 0, 1, 0, 0]);
    expect(valueOf(result.diversificationRatio)).toBeCloseTo(1, 14);
    expect(valueOf(result.effectiveAssets)).toBe(1);
    expect(valueOf(result.turnover)).toBeLessThan(1e-14);
  });

  test('buy and hold is the sum of what each asset became', () => {
    const { wealth, assetWealth } = other({ rebalancing: 'none' });
    wealth.forEach((value, t) => {
      const sumOfParts = 0.6 * assetWealth[0][t] + 0.4 * assetWealth[1][t];
      expect(relativeError(value, sumOfParts)).toBeLessThan(1e-12);
    });
  });

  test.each([...rules, 'absolute-band', 'five-twenty-five', 'relative-band', 'quarterly'])(
    'an asset of weight 0 changes no historical number, rebalanced %s',
    (rebalancing) => {
      const parameters = { rebalancing, resamples: 100, costBasisPoints: 10 };
      const [stocks, bonds] = ['us_stocks', 'us_treasury_10y'];
      const draft = { parameters };
      const all = run(scenarioOf(monthly, sixtyForty, draft));
      const scenario = scenarioOf(monthly, sixtyForty, draft);
      const two: Scenario = {
        ...scenario,
        data: {
          ...scenario.data,
          sources: [{ ...scenario.data.sources[0], columns: [stocks, bonds] }],
        },
      };
      const alone = run(two);
      const ofMix = ({
        assetWealth: _a,
        means: _m,
        covariance: _c,
        correlation: _r,
        contributionsToReturn: _cr,
        contributionsToVolatility: _cv,
        finalWeights: _f,
        volatility: _v,
        diversificationRatio: _d,
        ...rest
      }: MixSummaryResult) => rest;
      expect(ofMix(all)).toEqual(ofMix(alone));
      expect([...all.finalWeights].slice(0, 2)).toEqual([...alone.finalWeights]);
      // Those behind a covariance to the last bit or so, for its sums run in another order.
      const { volatility, diversificationRatio, contributionsToVolatility } = alone;
      const pairs = [
        [valueOf(all.volatility), valueOf(volatility)],
        [valueOf(all.diversificationRatio), valueOf(diversificationRatio)],
        ...[0, 1].map((i) => [all.contributionsToVolatility[i], contributionsToVolatility[i]]),
      ];
      for (const [a, b] of pairs) expect(relativeError(a, b)).toBeLessThan(1e-14);
      expect([...all.finalWeights].slice(2)).toEqual([0, 0, 0, 0]);
    },
  );

  test('the order in which a mix is written changes nothing', () => {
    const there = other({}, { us_stocks: 6_000, us_treasury_10y: 4_000 });
    const back = other({}, { us_treasury_10y: 4_000, us_stocks: 6_000 });
    expect(back).toEqual(there);
  });

  test('contributions sum to the whole', () => {
    const result = run(scenarioOf(monthly));
    expect(sum(result.contributionsToVolatility)).toBeCloseTo(1, 14);
    expect(sum(result.contributionsToReturn)).toBeCloseTo(result.expectedReturn, 15);
    expect(sum(result.finalWeights)).toBeCloseTo(1, 14);
    const { covariance, volatility } = result;
    const weights = [0.5, 0.3, 0.05, 0.05, 0, 0.1];
    const variance = weights.flatMap((w, i) =>
      weights.map((v, j) => w * v * covariance[6 * i + j]),
    );
    expect(relativeError(valueOf(volatility), Math.sqrt(12 * sum(variance)))).toBeLessThan(1e-13);
    weights.forEach((w, i) => {
      const slope = sum(weights.map((v, j) => v * covariance[6 * i + j]));
      expect(result.contributionsToVolatility[i]).toBeCloseTo((w * slope) / sum(variance), 13);
    });
  });

  test('rebalancing every period is holding constant weights', () => {
    const result = other({ rebalancing: 'every-period' });
    expect(relativeError(valueOf(result.volatilityPath), valueOf(result.volatility))).toBeLessThan(
      1e-12,
    );
    expect(relativeError(valueOf(result.returnArithmetic), result.expectedReturn)).toBeLessThan(
      1e-12,
    );
    expect(other({ rebalancing: 'monthly' })).toEqual(result);
  });

  test('a band that nothing leaves is never rebalancing, and one of almost 0 is always', () => {
    expect(other({ rebalancing: 'absolute-band', band: 100 })).toEqual(
      other({ rebalancing: 'none' }),
    );
    const tight = other({ rebalancing: 'absolute-band', band: 0.1 });
    const wide = other({ rebalancing: 'absolute-band', band: 5 });
    expect(tight.rebalancings).toBeGreaterThan(wide.rebalancings);
    expect(wide.rebalancings).toBeGreaterThan(0);
  });

  test('cost lowers the result in proportion to what is traded, and nothing when nothing is', () => {
    const amounts = [0, 10, 50, 500].map(
      (costBasisPoints) => other({ costBasisPoints }).finalAmount,
    );
    amounts.slice(1).forEach((amount, i) => expect(amount).toBeLessThan(amounts[i]));
    const free = other();
    const dear = other({ costBasisPoints: 10 });
    // Two-way turnover times 0.1 % a reset, compounded; the rest is of second order.
    const lost = Math.log(free.finalAmount / dear.finalAmount);
    const traded = 2 * valueOf(free.turnover) * free.years;
    expect(Math.abs(lost / (traded * 0.001) - 1)).toBeLessThan(0.01);
    expect(other({ rebalancing: 'none', costBasisPoints: 500 }).finalAmount).toBe(
      other({ rebalancing: 'none' }).finalAmount,
    );
  });

  test('the start amount scales money and nothing else', () => {
    const small = other({ startAmount: 1 });
    const large = other({ startAmount: 1_048_576 });
    expect(large.finalAmount).toBe(small.finalAmount * 1_048_576);
    expect(valueOf(large.finalReal)).toBeCloseTo(valueOf(small.finalReal) * 1_048_576, 6);
    expect(large.returnGeometric).toEqual(small.returnGeometric);
    expect(large.drawdown).toEqual(small.drawdown);
  });

  test('periods a year scale what is annual', () => {
    const twelve = other();
    const three = other({ periodsPerYear: 3 });
    expect(three.years).toBe(4 * twelve.years);
    expect(valueOf(three.volatility)).toBeCloseTo(valueOf(twelve.volatility) / 2, 14);
    expect(valueOf(three.sharpe)).toBeCloseTo(valueOf(twelve.sharpe) / 2, 13);
    expect((1 + valueOf(three.returnGeometric)) ** 4 - 1).toBeCloseTo(
      valueOf(twelve.returnGeometric),
      13,
    );
    expect(three.finalAmount).toBe(twelve.finalAmount);
  });

  test('a history in two parts grows as the whole does', () => {
    const part = (range: object) =>
      run(scenarioOf(monthly, { gold: 10_000 }, { range, parameters: { resamples: 100 } }));
    const whole = part({});
    const first = part({ to: '1999-12-31' }).finalAmount / 10_000;
    const second = part({ from: '2000-01-31' }).finalAmount / 10_000;
    expect(relativeError(first * second, whole.finalAmount / 10_000)).toBeLessThan(1e-12);
  });

  test('real return is what is left after prices', () => {
    const result = other();
    const prices = monthly.values[6].reduce((level, change) => level * (1 + change), 1);
    expect(relativeError(valueOf(result.finalReal), result.finalAmount / prices)).toBeLessThan(
      1e-12,
    );
    const growth = (valueOf(result.finalReal) / 10_000) ** (1 / result.years) - 1;
    expect(valueOf(result.returnReal)).toBeCloseTo(growth, 13);
  });
});

describe('sampling intervals', () => {
  let result: MixSummaryResult;
  beforeAll(() => {
    result = run(scenarioOf(monthly));
  });

  test('hold the value of every figure that has one', () => {
    const measures = [
      'returnGeometric',
      'returnReal',
      'returnArithmetic',
      'volatility',
      'volatilityPath',
      'sharpe',
      'sortino',
      'positiveShare',
    ] as const;
    for (const id of measures) {
      const quantity = result[id];
      if (!('value' in quantity) || quantity.sampling === undefined) throw new Error(id);
      expect(quantity.sampling.low).toBeLessThan(quantity.value);
      expect(quantity.sampling.high).toBeGreaterThan(quantity.value);
    }
  });

  test('run from the 2.5th to the 97.5th percentile of the resampled histories', () => {
    const { returns, weights } = inputOf(scenarioOf(monthly), monthly, kernels).series;
    const constant = mixReturns(weights, returns);
    const { blockLength } = result;
    const drawn = resampledMeans(kernels, [constant, constant.map((r) => r * r)], {
      replicates: 1_000,
      blockLength,
      seed: 1,
    });
    const volatilities = Float64Array.from({ length: 1_000 }, (_, b) => {
      const variance = drawn[2 * b + 1] - drawn[2 * b] ** 2;
      return Math.sqrt((variance * 574 * 12) / 573);
    }).sort();
    // Type 7 of a thousand: positions 24.975 and 974.025.
    const low = 0.025 * volatilities[24] + 0.975 * volatilities[25];
    const high = 0.975 * volatilities[974] + 0.025 * volatilities[975];
    const { sampling } = estimateOf(result.volatility);
    expect(relativeError(sampling?.low ?? 0, low)).toBeLessThan(1e-10);
    expect(relativeError(sampling?.high ?? 0, high)).toBeLessThan(1e-10);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(run(scenarioOf(monthly))).toEqual(result);
    const other = run(scenarioOf(monthly, undefined, { seed: 2 }));
    expect(other.sharpe).not.toEqual(result.sharpe);
    expect(valueOf(other.sharpe)).toBe(valueOf(result.sharpe));
    expect(other.wealth).toEqual(result.wealth);
  });

  test('use the block length that was asked for, else the suggested one', () => {
    const { value } = financeReference.blockLengthMonthly;
    const parameters = { resamples: 100 };
    const gold = run(scenarioOf(monthly, { gold: 10_000 }, { parameters }));
    expect(relativeError(gold.blockLength, value.gold.stationary)).toBeLessThan(1e-6);
    const asked = { ...parameters, blockLength: 24 };
    expect(run(scenarioOf(monthly, undefined, { parameters: asked })).blockLength).toBe(24);
    const dax = { DAX: 10_000 };
    expect(run(scenarioOf(undated, dax, { parameters }), undated).blockLength).toBe(1);
  });

  test('come from the prices of a daily dataset as well', () => {
    const quantity = run(
      scenarioOf(daily, undefined, { parameters: { resamples: 100 } }),
      daily,
    ).volatility;
    expect(quantity).toHaveProperty('sampling.low');
  });
});
