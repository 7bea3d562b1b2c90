/** What could it grow to: closed forms, replays computed elsewhere, and what must hold always. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHUNK, type Input } from '../../src/analyses/analysis';
import type { Draft, Scenario } from '../../src/analyses/scenario';
import * as room from '../../src/analyses/wealth-paths/compute';
import type { WealthParameters } from '../../src/analyses/wealth-paths/spec';
import type { PlanOutcome, WealthResult } from '../../src/analyses/wealth-paths/result';
import type { Dataset } from '../../src/finance/dataset';
import { isDefined } from '../../src/finance/quantity';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { estimateOf, inputOf, madeUp, notFinite, scenarioOf, valueOf } from './made-up';

const kernels = await loadKernels();

type Mix = Readonly<Record<string, number>>;

function plan(
  dataset: Dataset,
  parameters: Partial<WealthParameters>,
  { mix, ...choice }: { mix?: Mix } & Omit<Draft, 'data' | 'mix'> = {},
): Scenario {
  return scenarioOf(dataset, mix, {
    ...choice,
    analysis: 'wealth-paths',
    parameters: { scenarios: 4_096, resamples: 0, ...parameters },
  });
}

/** As the engine runs it: in chunks that are folded, with the detail. */
function run(scenario: Scenario, dataset: Dataset): WealthResult {
  const input = inputOf(scenario, dataset, kernels) as Input<WealthParameters>;
  const made = room.plan(input);
  const partials = Array.from({ length: Math.ceil(made.scenarios / CHUNK) }, (_, index) =>
    room.chunk(input, made, index, Math.min(CHUNK, made.scenarios - index * CHUNK)),
  );
  const result = room.merge(made, partials);
  return { ...result, ...room.detail(input, made, result) };
}

function outcomeOf(result: WealthResult): PlanOutcome {
  if (result.outcome === undefined) throw new Error(result.refused?.reason);
  return result.outcome;
}

/** One asset that returns `rate` in every month, and prices that rise by `inflation`. */
function riskless(rate: number, inflation?: number): Dataset {
  const months = (value: number) => Array.from({ length: 24 }, () => value);
  if (inflation === undefined) return madeUp({ a: months(rate) });
  return madeUp(
    { a: months(rate), cpi: months(inflation) },
    { roles: { cpi: 'inflation' }, defaultInflation: 'cpi' },
  );
}

/** A month that gains and one that loses, equally often. */
const coin = madeUp({ a: Array.from({ length: 24 }, (_, t) => (t % 2 === 0 ? 0.05 : -0.03)) });

describe('closed forms', () => {
  const nothing = { spending: 'none', inflation: 'fixed', inflationRate: 0 } as const;

  it('multiplies what grows without risk', () => {
    const result = run(
      plan(riskless(0.004), { ...nothing, years: 20, start: 1_000 }),
      riskless(0.004),
    );
    const { finalWealth, growthRate, worstFall, underWater } = outcomeOf(result);
    const expected = 1_000 * 1.004 ** 240;
    for (const quantity of finalWealth.nominal.percentiles) {
      expect(valueOf(quantity) / expected).toBeCloseTo(1, 11);
    }
    expect(valueOf(finalWealth.nominal.mean) / expected).toBeCloseTo(1, 11);
    expect(valueOf(growthRate.percentiles[2])).toBeCloseTo(1.004 ** 12 - 1, 11);
    expect(valueOf(worstFall.percentiles[0])).toBe(0);
    expect(valueOf(underWater.percentiles[4])).toBe(0);
  });

  it.each([
    'stationary-bootstrap',
    'circular-bootstrap',
    'bootstrap',
    'normal',
    'student',
  ] as const)('pays an annuity to the last cent, and not one more: %s', (model) => {
    const dataset = riskless(0.003);
    const payment = (100_000 * 0.003) / (1 - 1.003 ** -360);
    const pay = (amount: number) =>
      outcomeOf(
        run(
          plan(dataset, {
            ...nothing,
            ...{ model, spending: 'constant', spendingAmount: amount * 12 },
          }),
          dataset,
        ),
      );
    const exact = pay(payment);
    expect(valueOf(exact.finalWealth.real.percentiles[2])).toBeLessThan(1e-4);
    expect(valueOf(exact.runsOut)).toBe(0);
    const more = pay(payment * 1.0001);
    expect(valueOf(more.runsOut)).toBe(1);
    expect(valueOf(more.ruinYears.percentiles[2])).toBe(30);
  });

  it('runs out when a deterministic plan does', () => {
    const dataset = riskless(0.003);
    // 700 a month last -ln(1 - W i / p) / ln(1 + i) months.
    const months = Math.ceil(-Math.log(1 - (100_000 * 0.003) / 700) / Math.log(1.003));
    const { ruinYears, ruinBy, finalWealth } = outcomeOf(
      run(plan(dataset, { ...nothing, spending: 'constant', spendingAmount: 8_400 }), dataset),
    );
    expect(valueOf(ruinYears.mean) * 12).toBeCloseTo(months, 9);
    expect(ruinBy.at(-1)).toBe(1);
    expect(valueOf(finalWealth.real.mean)).toBe(0);
  });

  it('takes payments in today’s money out of what grows faster than prices', () => {
    const dataset = riskless(0.003, 0.002);
    const real = 1.003 / 1.002 - 1;
    const payment = (100_000 * real) / (1 - (1 + real) ** -360);
    const { finalWealth, income } = outcomeOf(
      run(plan(dataset, { spending: 'constant', spendingAmount: payment * 12 }), dataset),
    );
    expect(valueOf(finalWealth.real.mean)).toBeLessThan(1e-4);
    expect(valueOf(income.percentiles[0]) / (payment * 360)).toBeCloseTo(1, 9);
  });

  it('knows mean and variance of what normal returns compound to', () => {
    const dataset = madeUp({
      a: Array.from({ length: 48 }, (_, t) => 0.006 + 0.04 * Math.sin(1.3 * t)),
    });
    const scenario = plan(dataset, {
      ...nothing,
      ...{ model: 'normal', years: 10, start: 1, scenarios: 200_000 },
    });
    const result = run(scenario, dataset);
    const mean = result.assumed.mean / 12;
    const variance = result.assumed.volatility ** 2 / 12;
    const expected = (1 + mean) ** 120;
    const spread = Math.sqrt(((1 + mean) ** 2 + variance) ** 120 - expected ** 2);
    const { value, simulation } = estimateOf(outcomeOf(result).finalWealth.nominal.mean);
    expect(Math.abs(value - expected)).toBeLessThan((3.29 * spread) / Math.sqrt(200_000));
    const half = ((simulation?.high ?? 0) - (simulation?.low ?? 0)) / 2;
    expect(half / ((1.96 * spread) / Math.sqrt(200_000))).toBeCloseTo(1, 1);
  });

  it('is lognormal where many small normal returns compound', () => {
    const dataset = madeUp({
      a: Array.from({ length: 48 }, (_, t) => 0.004 + 0.01 * Math.sin(1.3 * t)),
    });
    const result = run(
      plan(dataset, { ...nothing, model: 'normal', years: 30, start: 1, scenarios: 200_000 }),
      dataset,
    );
    const m = result.assumed.mean / 12;
    const s = result.assumed.volatility / Math.sqrt(12);
    // Mean and variance of ln(1 + m + s z) to the fourth order of s.
    const r = s / (1 + m);
    const center = 360 * (Math.log(1 + m) - r ** 2 / 2 - (3 * r ** 4) / 4);
    const spread = Math.sqrt(360 * (r ** 2 + 2.5 * r ** 4));
    const { percentiles } = outcomeOf(result).finalWealth.nominal;
    [-1.6448536, -0.6744898, 0, 0.6744898, 1.6448536].forEach((z, i) => {
      const { value } = estimateOf(percentiles[i]);
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const p = [0.05, 0.25, 0.5, 0.75, 0.95][i];
      const error = (Math.sqrt((p * (1 - p)) / 200_000) / density) * spread;
      expect(Math.abs(Math.log(value) - (center + z * spread))).toBeLessThan(3.5 * error + 1e-4);
    });
  });

  it('is binomial where single months are drawn from two', () => {
    const result = run(
      plan(coin, { ...nothing, model: 'bootstrap', years: 2, start: 1, scenarios: 150_000 }),
      coin,
    );
    const levels = Array.from({ length: 25 }, (_, k) => 1.05 ** k * 0.97 ** (24 - k));
    let choose = 1;
    let below = 0;
    const cumulative = levels.map((_, k) => {
      if (k > 0) choose *= (25 - k) / k;
      return (below += choose / 2 ** 24);
    });
    const { finalWealth, growthRate } = outcomeOf(result);
    [0.05, 0.25, 0.5, 0.75, 0.95].forEach((p, i) => {
      const level = levels[cumulative.findIndex((share) => share >= p)];
      // All paths at a level share a bin, whose width is what may be missed.
      expect(valueOf(finalWealth.nominal.percentiles[i]) / level).toBeCloseTo(1, 2);
      expect(valueOf(growthRate.percentiles[i])).toBeCloseTo(Math.sqrt(level) - 1, 3);
    });
  });
});

describe('replays of the history', () => {
  const reference = JSON.parse(
    readFileSync(new URL('../reference/wealth-replay.json', import.meta.url), 'utf8'),
  ) as Reference;

  interface Start {
    readonly start: number;
    readonly label: string;
    readonly finalNominal: number;
    readonly finalReal: number;
  }
  interface MadeUp {
    readonly periodsPerYear: number;
    readonly frequency: Dataset['frequency'];
    readonly columns: Readonly<Record<string, readonly number[]>>;
    readonly inflation: string;
  }
  interface Reference {
    readonly meta: { readonly madeUp: Readonly<Record<string, MadeUp | undefined>> };
    readonly plans: readonly {
      readonly name: string;
      readonly dataset: string;
      readonly mix: Mix;
      readonly parameters: Partial<WealthParameters>;
      readonly steps: number;
      readonly all: {
        readonly starts: number;
        readonly sumFinalReal: number;
        readonly sumFinalNominal: number;
        readonly ranOut: number;
      };
      readonly starts: readonly Start[];
    }[];
  }

  function datasetOf(id: string): Dataset {
    const own = reference.meta.madeUp[id];
    if (own === undefined) return builtIn(id);
    const { columns, periodsPerYear, frequency, inflation } = own;
    return madeUp(columns, {
      ...{ periodsPerYear, frequency, roles: { [inflation]: 'inflation' } },
      defaultInflation: inflation,
    });
  }

  it.each(reference.plans)('$name', ({ dataset: id, mix, parameters, steps, all, starts }) => {
    const dataset = datasetOf(id);
    const result = run(plan(dataset, { scenarios: 1_000, ...parameters }, { mix }), dataset);
    const { replay } = result;
    if (replay === undefined) throw new Error(result.refused?.reason);
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    expect(result.steps).toBe(steps);
    expect(replay.labels).toHaveLength(all.starts);
    expect(total(replay.final.real) / all.sumFinalReal).toBeCloseTo(1, 10);
    expect(total(replay.final.nominal) / all.sumFinalNominal).toBeCloseTo(1, 10);
    expect(valueOf(replay.runsOut) * all.starts).toBeCloseTo(all.ranOut, 9);
    for (const { start, label, finalReal, finalNominal } of starts) {
      if (dataset.dated && reference.meta.madeUp[id] === undefined)
        expect(replay.labels[start]).toBe(label);
      expect(Math.abs(replay.final.real[start] - finalReal)).toBeLessThan(1e-7 + 1e-10 * finalReal);
      expect(Math.abs(replay.final.nominal[start] - finalNominal)).toBeLessThan(
        1e-7 + 1e-10 * finalNominal,
      );
    }
  });

  it('has none where the history is shorter than the plan', () => {
    const { replay } = run(plan(monthly, { years: 60 }), monthly);
    expect(replay?.status?.reason).toBe('needs 60 years of history and there are 47.8');
  });
});

describe('what must hold', () => {
  const many = { scenarios: CHUNK + 5_000, years: 10 };

  it('gives the same bits whether partials are folded or merged, and for a prefix of a run', () => {
    const scenario = plan(monthly, { ...many, compare: 'rebalancing', solve: 'withdrawals' });
    const input = inputOf(scenario, monthly, kernels) as Input<WealthParameters>;
    const made = room.plan(input);
    const [first, second] = [room.chunk(input, made, 0, CHUNK), room.chunk(input, made, 1, 5_000)];
    const whole = room.merge(made, [first, second]);
    expect(room.merge(made, [room.fold(made, first, second)])).toEqual(whole);
    const short = run(
      plan(monthly, { ...many, scenarios: CHUNK, compare: 'rebalancing' }),
      monthly,
    );
    expect(room.merge(made, [first]).outcome).toEqual(short.outcome);
    expect(room.merge(made, [first]).comparison).toEqual(short.comparison);
  });

  it('differs by exactly nothing between identical mixes', () => {
    const result = run(plan(monthly, { years: 10, compare: 'mix' }), monthly);
    expect(result.comparison?.difference.real).toEqual({
      value: 0,
      simulation: { low: 0, high: 0 },
    });
    expect(valueOf(result.comparison?.endsAlike ?? notThere)).toBe(1);
    expect(result.other).toEqual(result.outcome);
  });

  it('holds what was bought where nothing is rebalanced', () => {
    const mix = { us_stocks: 6_000, gold: 4_000 };
    const scenario = plan(monthly, { years: 10, rebalancing: 'none', spending: 'none' }, { mix });
    const { closeUp } = run(scenario, monthly);
    const { series } = inputOf(scenario, monthly, kernels);
    if (closeUp === undefined) throw new Error('no close-up');
    const grown = series.weights.reduce(
      (sum, weight, i) => sum + weight * closeUp.returns[i].reduce((g, r) => g * (1 + r), 1),
      0,
    );
    expect(closeUp.wealth[120] / (100_000 * grown)).toBeCloseTo(1, 12);
  });

  it('draws every path again from its number', () => {
    const parameters = { years: 5, closeUp: 'number', terms: 'nominal' } as const;
    const { times, ...result } = run(plan(monthly, parameters), monthly);
    for (const path of [0, 3, 5]) {
      const { closeUp } = run(plan(monthly, { ...parameters, path }), monthly);
      const sample = outcomeOf(result as WealthResult).samples.nominal[path];
      times.forEach((year, i) => expect(closeUp?.wealth[Math.round(year * 12)]).toBe(sample[i]));
    }
  });

  it('tells in the close-up of a path where every unit of money went', () => {
    const { closeUp } = run(
      plan(monthly, {
        ...{ years: 20, spending: 'constant', spendingAmount: 9_000, percentile: 1 },
        flows: 'contribution,300,month,nominal,2,1,9',
      }),
      monthly,
    );
    if (closeUp === undefined) throw new Error('no close-up');
    let wealth = 100_000;
    for (let k = 1; k <= 240; k++) {
      wealth *= 1 + closeUp.mixReturn[k - 1];
      wealth += closeUp.paidIn[k] - closeUp.paidOut[k];
      expect(closeUp.wealth[k]).toBeCloseTo(wealth, 6);
    }
    expect(closeUp.unpaid.some((missing) => missing > 0)).toBe(true);
    expect(closeUp.labels.every((label) => /^\d{4}-\d{2}-\d{2}$/.test(label))).toBe(true);
  });

  it('picks the path at a percentile of final wealth', () => {
    const result = run(plan(monthly, { years: 10, percentile: 25 }), monthly);
    const [, quarter] = outcomeOf(result).finalWealth.real.percentiles;
    const { closeUp } = result;
    const final = (closeUp?.wealth.at(-1) ?? 0) / (closeUp?.prices.at(-1) ?? 1);
    expect(final / valueOf(quarter)).toBeCloseTo(1, 2);
  });

  it('finds percentiles within a tenth of the simulation error', () => {
    const scenario = plan(monthly, { years: 20, scenarios: CHUNK, spendingAmount: 5_500 });
    const input = inputOf(scenario, monthly, kernels) as Input<WealthParameters>;
    const made = room.plan(input);
    const { finalWealth, worstFall } = outcomeOf(
      room.merge(made, [room.chunk(input, made, 0, CHUNK)]),
    );
    // The paths at the percentiles of the first chunk are known by their numbers.
    const { pathAt } = room.merge(made, [room.chunk(input, made, 0, CHUNK)]);
    for (const [i, p] of [4, 24, 49, 74, 94].entries()) {
      const late = { ...input.parameters, closeUp: 'number', path: pathAt[p] } as WealthParameters;
      const { closeUp } = room.detail({ ...input, parameters: late }, made, {
        pathAt,
      } as WealthResult);
      const exact = (closeUp?.wealth.at(-1) ?? 0) / (closeUp?.prices.at(-1) ?? 1);
      const { value, simulation } = estimateOf(finalWealth.real.percentiles[i]);
      const half = ((simulation?.high ?? 0) - (simulation?.low ?? 0)) / 2;
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(half / 10);
    }
    expect(valueOf(worstFall.percentiles[0])).toBeLessThan(valueOf(worstFall.percentiles[4]));
  });

  it('covers the truth as often as it says', () => {
    let [median, ruined, tries] = [0, 0, 0];
    const parameters: Partial<WealthParameters> = {
      ...{ model: 'normal', years: 2, inflation: 'fixed', spending: 'constant' },
      ...{ spendingAmount: 48_000, scenarios: 1_000 },
    };
    const truth = outcomeOf(run(plan(monthly, { ...parameters, scenarios: 400_000 }), monthly));
    const covers = (quantity: PlanOutcome['runsOut'], of: PlanOutcome['runsOut']) => {
      const { simulation } = estimateOf(quantity);
      const value = valueOf(of);
      return simulation !== undefined && simulation.low <= value && value <= simulation.high;
    };
    for (let seed = 100; seed < 300; seed++, tries++) {
      const outcome = outcomeOf(run(plan(monthly, parameters, { seed }), monthly));
      if (covers(outcome.finalWealth.real.percentiles[2], truth.finalWealth.real.percentiles[2]))
        median++;
      if (covers(outcome.runsOut, truth.runsOut)) ruined++;
    }
    // 95 % of 200, four standard errors of that count below.
    expect(valueOf(truth.runsOut)).toBeGreaterThan(0.01);
    expect(median).toBeGreaterThan(tries * 0.95 - 4 * Math.sqrt(tries * 0.95 * 0.05));
    expect(ruined).toBeGreaterThan(tries * 0.95 - 4 * Math.sqrt(tries * 0.95 * 0.05));
  });

  it('draws for every asset of the data, whatever the weights', () => {
    const parameters = { years: 5, model: 'normal' } as const;
    const mix = { us_stocks: 6_000, gold: 4_000 };
    const wide = run(plan(monthly, parameters, { mix }), monthly);
    const named = run(plan(monthly, parameters, { mix: { ...mix, us_treasury_10y: 0 } }), monthly);
    expect(named.outcome).toEqual(wide.outcome);
  });
});

const notThere = { status: 'undefined', code: 'not-available', reason: '' } as const;

describe('solutions', () => {
  const cases = [
    { solve: 'withdrawals', aim: 'lasts', wanted: 90 },
    { solve: 'withdrawals', aim: 'goal-real', wanted: 75 },
    { solve: 'contributions', aim: 'goal-nominal', wanted: 80 },
    { solve: 'start', aim: 'lasts', wanted: 95 },
  ] as const;

  it.each(cases)('$wanted % succeed with the solution: $solve, $aim', ({ solve, aim, wanted }) => {
    const parameters = {
      ...{ years: 20, solve, aim, wanted, goal: 120_000 },
      flows: 'contribution,400,month,real,0,0,8',
      spendingAmount: 6_000,
    };
    const scenario = plan(monthly, parameters);
    const { solution } = run(scenario, monthly);
    const { value, simulation } = estimateOf(solution?.value ?? notThere);
    expect(simulation?.low).toBeLessThan(value);
    expect(simulation?.high).toBeGreaterThan(value);
    const scaled = (by: number): Partial<WealthParameters> => ({
      ...parameters,
      solve: 'none',
      ...(solve === 'withdrawals' && { spendingAmount: 6_000 * by }),
      ...(solve === 'contributions' && {
        flows: `contribution,${400 * by},month,real,0,0,8`,
      }),
      ...(solve === 'start' && { start: 100_000 * by }),
    });
    const success = (by: number) => {
      const { runsOut, reachesGoal } = outcomeOf(run(plan(monthly, scaled(by)), monthly));
      if (aim === 'lasts') return 1 - valueOf(runsOut);
      return valueOf(aim === 'goal-real' ? reachesGoal.real : reachesGoal.nominal);
    };
    // On the very paths that were solved, so that the share is right to one of them.
    expect(Math.abs(success(value) - wanted / 100)).toBeLessThanOrEqual(1 / 4_096);
  });

  it('finds how long the money lasts', () => {
    const { solution, outcome } = run(
      plan(monthly, { spendingAmount: 7_000, solve: 'horizon', wanted: 90 }),
      monthly,
    );
    const years = valueOf(solution?.value ?? notThere);
    const { runsOut } = outcomeOf(
      run(plan(monthly, { spendingAmount: 7_000, years: Math.floor(years) }), monthly),
    );
    expect(valueOf(runsOut)).toBeLessThanOrEqual(0.1);
    expect(valueOf(outcome?.runsOut ?? notThere)).toBeGreaterThan(0.1);
  });

  it('says what it cannot solve', () => {
    const reasonOf = (parameters: Partial<WealthParameters>) => {
      const { solution } = run(plan(monthly, { years: 5, ...parameters }), monthly);
      return solution === undefined || isDefined(solution.value) ? '' : solution.value.reason;
    };
    expect(reasonOf({ solve: 'contributions' })).toMatch(/no contributions/);
    expect(reasonOf({ solve: 'withdrawals', spending: 'none' })).toMatch(/no withdrawals/);
    expect(reasonOf({ solve: 'start', start: 0 })).toMatch(/no start/);
    expect(reasonOf({ solve: 'withdrawals', aim: 'goal-real', goal: 1e9 })).toMatch(
      /cannot be met/,
    );
    expect(reasonOf({ solve: 'horizon', aim: 'goal-real', goal: 1e9 })).toMatch(/within 5 years/);
  });
});

describe('assumptions', () => {
  it('takes what is stated of an asset in place of history', () => {
    const mix = { us_stocks: 10_000 };
    for (const model of ['normal', 'bootstrap'] as const) {
      const result = run(
        plan(monthly, { model, assumptions: 'us_stocks,3,20', years: 1 }, { mix }),
        monthly,
      );
      expect(result.assumed.mean).toBeCloseTo(0.03, 12);
      expect(result.assumed.volatility).toBeCloseTo(0.2, 12);
    }
  });

  it('refuses correlations that cannot all hold, and repairs them when asked', () => {
    const parameters: Partial<WealthParameters> = {
      ...{ model: 'normal', years: 1 },
      correlations: 'us_stocks,gold,0.9;us_stocks,us_treasury_10y,0.9;gold,us_treasury_10y,-0.9',
    };
    const refused = run(plan(monthly, parameters), monthly);
    expect(refused.outcome).toBeUndefined();
    expect(refused.refused?.reason).toMatch(/cannot all hold at once/);
    const repaired = run(plan(monthly, { ...parameters, repair: 'nearest' }), monthly);
    expect(repaired.repaired).toBeGreaterThan(0.1);
    expect(repaired.outcome).toBeDefined();
  });

  it('spreads over histories as the error of the mean says', () => {
    const result = run(
      plan(monthly, { model: 'normal', spending: 'none', resamples: 200, years: 10 }),
      monthly,
    );
    const { sampling } = estimateOf(outcomeOf(result).growthRate.percentiles[2]);
    // Standard error of the mean of 574 months, a year, with little dependence between them.
    const error = result.assumed.volatility / Math.sqrt(574 / 12);
    const width = ((sampling?.high ?? 0) - (sampling?.low ?? 0)) / (2 * 1.96 * error);
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.6);
  });
});

describe('adversarial input', () => {
  const wild = (values: readonly number[]) =>
    madeUp({ a: values, b: values.map((_, t) => (t % 3) / 100) });

  it.each([
    ['a total loss', wild([0.1, -1, 0.2, 0.1, 0, 0.1, 0.1, 0.1, 0.2, 0.1, 0, 0.1])],
    ['huge returns', wild([9e5, -0.5, 1e5, 0.1, 0, 0.1, 0.1, 0.1, 0.2, 0.1, 0, 0.1])],
    ['nothing ever moves', wild(Array.from({ length: 12 }, () => 0))],
    ['losses beyond everything', wild([-3, 2, 0.2, 0.1, 0, 0.1, 0.1, 0.1, 0.2, 0.1, 0, 0.1])],
  ])('gives numbers or reasons: %s', (_, dataset) => {
    for (const model of ['bootstrap', 'normal', 'student'] as const) {
      for (const rebalancing of ['yearly', 'five-twenty-five', 'none'] as const) {
        const scenario = plan(dataset, {
          ...{ model, rebalancing, costBasisPoints: 500, years: 30, fee: 20 },
          ...{ spending: 'bounded', timing: 'start', compare: 'rebalancing', solve: 'start' },
        });
        expect(notFinite(run(scenario, dataset))).toEqual([]);
      }
    }
  });

  it('begins with nothing', () => {
    const result = run(plan(monthly, { start: 0, years: 1 }), monthly);
    expect(valueOf(outcomeOf(result).runsOut)).toBe(1);
    expect(notFinite(result)).toEqual([]);
  });

  it('stays within 64 MB for 60 years of 30 assets, solved path by path', async () => {
    const own = await loadKernels();
    const columns = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `a${i}`,
        Array.from({ length: 120 }, (__, t) => 0.005 + 0.03 * Math.sin(t * (1 + i / 7) + i)),
      ]),
    );
    const dataset = madeUp(columns);
    const scenario = plan(dataset, {
      ...{ years: 60, model: 'normal', solve: 'withdrawals', compare: 'rebalancing' },
    });
    const input = inputOf(scenario, dataset, own) as Input<WealthParameters>;
    const made = room.plan(input);
    room.chunk(input, made, 0, 4_096);
    expect(own.memory.bytes()).toBeLessThanOrEqual(64 * 2 ** 20);
  });
});
