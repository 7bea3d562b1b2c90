/** The script of wealth paths, run with Python: its replay, its special cases, its models. */
import { describe, expect, test } from 'vitest';
import type { PlanOutcome, WealthResult } from '../../src/analyses/wealth-paths/result';
import { optimalBlockLength } from '../../src/finance/block-length';
import type { Dataset, Frequency } from '../../src/finance/dataset';
import { studentFit } from '../../src/finance/student-fit';
import { relativeError } from '../finance/closeness';
import repair from '../reference/covariance-repair.json';
import reference from '../reference/wealth-replay.json';
import { builtIn, monthly } from './built-in-data';
import { madeUp, sum } from './made-up';
import { python } from './run-script';
import { expectAgreement, scriptFigures, simulatedFigures, wealthScenario } from './wealth-script';

const mix = { us_stocks: 6_000, us_treasury_10y: 4_000 };

/** The value of a figure, or one of its numbers. */
const at = (figures: Record<string, number[]>, name: string, i = 0) => figures[name]?.[i] ?? NaN;

function datasetOf(id: string): Dataset {
  if (!(id in reference.meta.madeUp)) return builtIn(id);
  const { periodsPerYear, frequency, columns, inflation } =
    reference.meta.madeUp[id as keyof typeof reference.meta.madeUp];
  return madeUp(columns, {
    index: columns.a.map((_, t) => String(t + 1)),
    dated: false,
    periodsPerYear,
    frequency: frequency as Frequency,
    defaultInflation: inflation,
    roles: { [inflation]: 'inflation' },
  });
}

/** Months that all return the same, while prices rise evenly. */
const steady = (rate: number, prices = 0) =>
  madeUp(
    { a: Array.from({ length: 40 }, () => rate), cpi: Array.from({ length: 40 }, () => prices) },
    { roles: { cpi: 'inflation' }, defaultInflation: 'cpi' },
  );

const two = madeUp({
  a: Array.from({ length: 60 }, (_, t) => 0.01 + 0.04 * (((t * 37) % 60) / 30 - 1)),
  b: Array.from({ length: 60 }, (_, t) => 0.004 + 0.02 * (((t * 23) % 60) / 30 - 1)),
  c: Array.from({ length: 60 }, (_, t) => 0.002 + 0.03 * (((t * 7) % 60) / 30 - 1)),
});

describe.runIf(python !== undefined)('the script of wealth paths', () => {
  describe('replays history as the plain loops of the reference do', () => {
    test.each(reference.plans)('$name', (plan) => {
      const dataset = datasetOf(plan.dataset);
      const held = Object.fromEntries(Object.entries(plan.mix).filter(([, w]) => w !== undefined));
      const parameters = Object.fromEntries(Object.entries(plan.parameters));
      const figures = scriptFigures(dataset, wealthScenario(dataset, parameters, held));
      const printed = {
        finalNominal: 'replay.finalWealth.nominal',
        finalReal: 'replay.finalWealth.real',
        growthRate: 'replay.growthRate',
        worstFall: 'replay.worstFall',
        underWater: 'replay.underWater',
        income: 'replay.income',
        ranOutAt: 'replay.ranOut',
      } as const;
      const { relative, absolute } = reference.meta.tolerance;
      const close = (own: number, other: number) =>
        Math.abs(own - other) <= relative * Math.abs(other) + absolute;
      for (const start of plan.starts) {
        for (const [field, name] of Object.entries(printed)) {
          const [own, other] = [at(figures, name, start.start), start[field as 'income']];
          expect(close(own, other), `${name} of ${start.start}: ${own}, not ${other}`).toBe(true);
        }
      }
      const real = figures['replay.finalWealth.real'] ?? [];
      expect(real).toHaveLength(plan.all.starts);
      expect(relativeError(sum(real), plan.all.sumFinalReal)).toBeLessThan(1e-10);
      const nominal = figures['replay.finalWealth.nominal'] ?? [];
      expect(relativeError(sum(nominal), plan.all.sumFinalNominal)).toBeLessThan(1e-10);
      const ruined = figures['replay.ranOut']?.filter((time) => time >= 0);
      expect(ruined).toHaveLength(plan.all.ranOut);
    });
  });

  describe('is arithmetic where nothing moves', () => {
    const { i, j, ...closed } = reference.closedForms.value;
    const years = closed.months / 12;
    const always = { start: closed.wealth, years, rebalancing: 'every-period' };

    test.each(['normal', 'student', 'bootstrap', 'circular-bootstrap', 'stationary-bootstrap'])(
      'a %s that uses all up',
      (model) => {
        const spendingAmount = 12 * closed.realPaymentAtEnd;
        const dataset = steady(i, j);
        const scenario = wealthScenario(dataset, { ...always, spendingAmount, model, degrees: 4 });
        const figures = scriptFigures(dataset, scenario);
        expect(Math.abs(at(figures, 'finalWealth.real.50'))).toBeLessThan(1e-5);
        const income = at(figures, 'income.mean');
        expect(relativeError(income, closed.months * closed.realPaymentAtEnd)).toBeLessThan(1e-10);
        expect(at(figures, 'worstFall.5')).toBe(0);
        expect(at(figures, 'underWater.95')).toBe(0);
        const growth = at(figures, 'growthRate.mean');
        expect(relativeError(growth, (1 + i) ** 12 - 1)).toBeLessThan(1e-10);
      },
    );

    test('money that does not last, and the factor with which it would', () => {
      const dataset = steady(i);
      const spendingAmount = 12 * closed.payment;
      const scenario = { ...always, spendingAmount, solve: 'withdrawals', model: 'bootstrap' };
      const figures = scriptFigures(dataset, wealthScenario(dataset, scenario));
      expect(at(figures, 'runsOut')).toBe(1);
      expect(at(figures, 'ruinYears.50')).toBeCloseTo(closed.ranOutAt / 12, 10);
      const factor = closed.paymentAtEnd / closed.payment;
      expect(relativeError(at(figures, 'solution'), factor)).toBeLessThan(1e-8);
    });

    test('the same, paid at the start of months, by a larger start', () => {
      const dataset = steady(i);
      const spendingAmount = 12 * closed.payment;
      const scenario = { ...always, spendingAmount, solve: 'start', timing: 'start' };
      const figures = scriptFigures(dataset, wealthScenario(dataset, scenario));
      const factor = closed.payment / closed.paymentAtStart;
      expect(relativeError(at(figures, 'solution'), factor)).toBeLessThan(1e-8);
    });

    test.each(['end', 'start'])('and the years for which it does, paid at the %s', (timing) => {
      const dataset = steady(i);
      const spendingAmount = 12 * closed.payment;
      const scenario = { ...always, spendingAmount, solve: 'horizon', timing };
      const figures = scriptFigures(dataset, wealthScenario(dataset, scenario));
      // Paid a month earlier, the same payments cost a month of interest more.
      const worth = closed.wealth / (timing === 'start' ? 1 + i : 1);
      const months = Math.floor(-Math.log(1 - (worth * i) / closed.payment) / Math.log1p(i));
      expect(at(figures, 'solution')).toBeCloseTo(months / 12, 10);
    });

    test('saving', () => {
      const dataset = steady(i);
      const scenario = wealthScenario(dataset, {
        ...always,
        start: 0,
        spending: 'none',
        flows: `contribution,${closed.saving},month,nominal,0,0,30`,
        goal: 2 * closed.saved,
        solve: 'contributions',
        aim: 'goal-real',
      });
      const figures = scriptFigures(dataset, scenario);
      expect(relativeError(at(figures, 'finalWealth.nominal.95'), closed.saved)).toBeLessThan(
        1e-10,
      );
      expect(at(figures, 'reachesGoal.real')).toBe(0);
      expect(relativeError(at(figures, 'solution'), 2)).toBeLessThan(1e-8);
    });

    test('a fee, and means and volatilities in place of history', () => {
      const scenario = wealthScenario(
        two,
        {
          spending: 'none',
          years: 10,
          fee: 1,
          inflation: 'fixed',
          inflationRate: 3,
          assumptions: 'a,6,0;b,12,0',
        },
        { a: 5_000, b: 5_000 },
      );
      const figures = scriptFigures(two, scenario);
      let value = 100_000;
      for (let year = 0; year < 10; year++) {
        value *= ((1.005 ** 12 + 1.01 ** 12) / 2) * 0.99;
      }
      expect(relativeError(at(figures, 'finalWealth.nominal.5'), value)).toBeLessThan(1e-10);
      expect(relativeError(at(figures, 'finalWealth.real.95'), value / 1.03 ** 10)).toBeLessThan(
        1e-10,
      );
    });
  });

  describe('compares two plans on the same draws', () => {
    test('that are alike: nothing differs', () => {
      const otherMix = 'us_treasury_10y,4000;us_stocks,6000';
      const scenario = wealthScenario(monthly, { compare: 'mix', otherMix }, mix);
      const figures = scriptFigures(monthly, scenario);
      expect(figures['comparison.difference.real']).toEqual([0, 0]);
      expect(figures['comparison.runsOut']).toEqual([0, 0]);
      expect(at(figures, 'comparison.endsAhead')).toBe(0);
      expect(at(figures, 'comparison.endsAlike')).toBe(1);
    });

    test('of which one spends nothing: it is always ahead', () => {
      const parameters = { compare: 'spending', otherSpending: 'none', model: 'normal' };
      const figures = scriptFigures(monthly, wealthScenario(monthly, parameters, mix));
      expect(at(figures, 'comparison.endsAhead')).toBe(1);
      expect(at(figures, 'other.runsOut')).toBe(0);
      expect(at(figures, 'comparison.difference.nominal')).toBeCloseTo(
        at(figures, 'other.finalWealth.nominal.mean') - at(figures, 'finalWealth.nominal.mean'),
        4,
      );
    });

    test('of which one never trades: the other pays the costs', () => {
      const parameters = {
        compare: 'rebalancing',
        rebalancing: 'every-period',
        costBasisPoints: 500,
        years: 2,
        spending: 'none',
        assumptions: 'a,12,0;b,0,0',
        model: 'normal',
      };
      const figures = scriptFigures(two, wealthScenario(two, parameters, { a: 5_000, b: 5_000 }));
      const left = 50_000 * 1.01 ** 24 + 50_000;
      const reset = 100_000 * (1.005 - 0.05 * 0.005) ** 24;
      const difference = at(figures, 'comparison.difference.nominal');
      expect(relativeError(difference, left - reset)).toBeLessThan(1e-10);
    });
  });

  describe('draws what the model says', () => {
    const plain = { spending: 'none', rebalancing: 'every-period', years: 2, scenarios: 100_000 };

    test.each(['normal', 'student'])('%s: with mean and volatility as assumed', (model) => {
      const parameters = { ...plain, model, degrees: 5, assumptions: 'a,9,14' };
      const figures = scriptFigures(two, wealthScenario(two, parameters, { a: 10_000 }));
      const [value, error] = figures['finalWealth.nominal.mean'] ?? [];
      const growth = 1 + 0.09 / 12;
      expect(Math.abs(value - 100_000 * growth ** 24)).toBeLessThan(4 * error);
      const spread = Math.sqrt((growth ** 2 + 0.14 ** 2 / 12) ** 24 - growth ** 48);
      // The standard error is that spread, of so many paths.
      expect(relativeError(error, (100_000 * spread) / Math.sqrt(100_000))).toBeLessThan(0.02);
    });

    test.each(['normal', 'student', 'bootstrap'])('%s: prices with the assets', (model) => {
      const dataset = madeUp(
        { a: two.values[0], cpi: two.values[0] },
        { roles: { cpi: 'inflation' }, defaultInflation: 'cpi' },
      );
      const figures = scriptFigures(dataset, wealthScenario(dataset, { ...plain, model }));
      expect(relativeError(at(figures, 'finalWealth.real.5'), 100_000)).toBeLessThan(1e-6);
      expect(relativeError(at(figures, 'finalWealth.real.95'), 100_000)).toBeLessThan(1e-6);
    });

    test.each([
      ['bootstrap', 0, 0],
      ['circular-bootstrap', 1, 0],
      ['circular-bootstrap', 2, 1],
      ['stationary-bootstrap', 1, 0],
      ['stationary-bootstrap', 4, 3 / 4],
    ])('%s in blocks of %s: the next date follows in its turn', (model, blockLength, follows) => {
      const returns = Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 0.5 : -0.5));
      const years = madeUp({ a: returns }, { periodsPerYear: 1, frequency: 'yearly' });
      const figures = scriptFigures(years, wealthScenario(years, { ...plain, model, blockLength }));
      const [value, error] = figures['finalWealth.nominal.mean'] ?? [];
      expect(Math.abs(value - 100_000 * (1 - 0.25 * follows))).toBeLessThan(4 * error + 1e-6);
    });

    test.each(['normal', 'student'])('%s: with the correlations that are assumed', (model) => {
      const assumptions = 'a,6,20;b,2,20';
      const parameters = { ...plain, model, degrees: 5, assumptions, correlations: 'a,b,-1' };
      const scenario = wealthScenario(two, parameters, { a: 5_000, b: 5_000 });
      // The third asset cannot go with two opposites as it did.
      const opposite = { ...parameters, correlations: 'a,b,-1;a,c,0;b,c,0' };
      expect(scriptFigures(two, scenario)).toHaveProperty('refused');
      const figures = scriptFigures(two, wealthScenario(two, opposite, { a: 5_000, b: 5_000 }));
      expect(figures).not.toHaveProperty('repaired');
      const value = 100_000 * (1 + 0.04 / 12) ** 24;
      expect(relativeError(at(figures, 'finalWealth.nominal.5'), value)).toBeLessThan(1e-6);
      expect(relativeError(at(figures, 'finalWealth.nominal.95'), value)).toBeLessThan(1e-6);
    });

    test('correlations that cannot hold at once, repaired as in the reference', () => {
      const correlations = 'a,b,1;b,c,1;a,c,0';
      const parameters = { correlations, model: 'normal', repair: 'nearest' };
      const figures = scriptFigures(two, wealthScenario(two, parameters));
      const distance = repair.entries.higham_2002.value.nearest_distance;
      expect(at(figures, 'repaired')).toBeCloseTo(distance, 9);
    });

    test('blocks as long as history: every path has seen all of it', () => {
      const parameters = { ...plain, model: 'circular-bootstrap', blockLength: 60, years: 5 };
      const figures = scriptFigures(two, wealthScenario(two, parameters, { a: 10_000 }));
      const value = two.values[0].reduce((product, r) => product * (1 + r), 100_000);
      expect(relativeError(at(figures, 'finalWealth.nominal.5'), value)).toBeLessThan(1e-10);
      expect(relativeError(at(figures, 'finalWealth.nominal.95'), value)).toBeLessThan(1e-10);
    });

    test.each(['stationary', 'circular'] as const)('%s blocks as long as suggested', (member) => {
      const parameters = { model: `${member}-bootstrap`, years: 1 };
      const figures = scriptFigures(monthly, wealthScenario(monthly, parameters, mix));
      const length = optimalBlockLength(held(monthly, mix))?.[member] ?? NaN;
      expect(relativeError(at(figures, 'blockLength'), length)).toBeLessThan(1e-10);
    });

    test('the degrees of the fit', () => {
      const figures = scriptFigures(
        monthly,
        wealthScenario(monthly, { model: 'student', years: 1 }, mix),
      );
      const degrees = Math.round(studentFit(held(monthly, mix))?.degrees ?? NaN);
      expect(figures['degrees']).toEqual([degrees]);
    });

    test.each(['bootstrap', 'stationary-bootstrap'])('%s: with the mean of history', (model) => {
      const parameters = { ...plain, model, blockLength: 1, assumptions: 'a,8,30' };
      const figures = scriptFigures(two, wealthScenario(two, parameters, { a: 10_000 }));
      const [value, error] = figures['finalWealth.nominal.mean'] ?? [];
      expect(Math.abs(value - 100_000 * (1 + 0.08 / 12) ** 24)).toBeLessThan(4 * error);
    });
  });

  describe('solves for', () => {
    const flows = (amount: number) => `contribution,${amount},month,nominal,2,0,5`;
    const parameters = {
      spendingAmount: 8_000,
      flows: flows(300),
      wanted: 80,
      goal: 90_000,
      years: 25,
      scenarios: 3_000,
    };
    const run = (change: Readonly<Record<string, number | string>>) =>
      scriptFigures(monthly, wealthScenario(monthly, { ...parameters, ...change }, mix));

    test.each([
      ['withdrawals', 'lasts', (factor: number) => ({ spendingAmount: 8_000 * factor })],
      ['start', 'goal-real', (factor: number) => ({ start: 100_000 * factor })],
      ['contributions', 'goal-nominal', (factor: number) => ({ flows: flows(300 * factor) })],
    ])('%s so that %s as often as wanted', (solve, aim, changed) => {
      const factor = at(run({ solve, aim }), 'solution');
      const figures = run(changed(factor));
      const chance =
        aim === 'lasts'
          ? 1 - at(figures, 'runsOut')
          : at(figures, aim === 'goal-real' ? 'reachesGoal.real' : 'reachesGoal.nominal');
      // The same draws: within one path.
      expect(Math.abs(chance - 0.8)).toBeLessThan(1.5 / 3_000);
    });

    test('the years for which the money lasts as often as wanted', () => {
      const years = at(run({ solve: 'horizon', scenarios: 10_000 }), 'solution');
      expect(years).toBeGreaterThan(5);
      expect(years).toBeLessThan(25);
      const lasts = (whole: number) => 1 - at(run({ years: whole, scenarios: 10_000 }), 'runsOut');
      expect(lasts(Math.floor(years))).toBeGreaterThan(0.79);
      expect(lasts(Math.floor(years) + 1)).toBeLessThan(0.81);
    });
  });

  test('runs on days, on rows without dates, over fewer rows than a plan, and on weeks', () => {
    const daily = builtIn('daily-markets');
    const undated = builtIn('eu-indices-daily');
    for (const dataset of [daily, undated]) {
      const long = scriptFigures(dataset, wealthScenario(dataset, { years: 40 }));
      expect(long).not.toHaveProperty(['replay.finalWealth.real']);
      expect(long).toHaveProperty(['finalWealth.real.50']);
    }
    const days = Array.from({ length: 200 }, (_, week) => Date.UTC(2001, 0, 5 + 7 * week));
    const index = days.map((day) => new Date(day).toISOString().slice(0, 10));
    const rates = index.map((_, t) => 0.002 + 0.01 * (((t * 13) % 20) / 10 - 1));
    const weekly = madeUp({ a: rates }, { index, frequency: 'weekly', periodsPerYear: 52 });
    const parameters = { years: 1, spending: 'none' };
    const figures = scriptFigures(weekly, wealthScenario(weekly, parameters));
    // From January 2001 to October 2004, of which one Friday is still to come.
    expect(index.at(-1)).toBe('2004-10-29');
    const months = new Set(index.map((date) => date.slice(0, 7))).size;
    expect(figures['replay.finalWealth.nominal']).toHaveLength(months - 12 + 1);
  });

  test('names its figures as the result does', () => {
    const parameters = { compare: 'mix', otherMix: 'gold,10000', solve: 'withdrawals' };
    const figures = scriptFigures(
      monthly,
      wealthScenario(monthly, { ...parameters, spendingAmount: 9_000 }, mix),
    );
    const simulated = Object.keys(figures).filter((name) => !/replay|blockLength/.test(name));
    const result = filled();
    expect([...simulatedFigures(result).keys()].sort()).toEqual(simulated.sort());
    expect(() => expectAgreement(figures, result)).toThrow('finalWealth.real.5');
  });
});

/** The mix with weights that are reset every period. */
function held(dataset: Dataset, weights: Readonly<Record<string, number>>): Float64Array {
  const columns = dataset.columns.map(
    ({ id }, c) => [weights[id] ?? 0, dataset.values[c]] as const,
  );
  return dataset.values[0].map((_, t) =>
    columns.reduce((total, [weight, values]) => total + (weight / 10_000) * values[t], 0),
  );
}

/** A result whose simulated quantities are all the same. */
function filled(): WealthResult {
  const one = { value: 1 };
  const both = { real: one, nominal: one };
  const spread = { percentiles: [one, one, one, one, one], mean: one };
  const outcome = {
    finalWealth: { real: spread, nominal: spread },
    growthRate: spread,
    worstFall: spread,
    underWater: spread,
    income: spread,
    ruinYears: spread,
    reachesGoal: both,
    runsOut: one,
    endsBelowStart: one,
    stretches: Array.from({ length: 5 }, () => ({ from: 0, to: 1, correlation: one })),
    fifths: Array.from({ length: 5 }, () => ({ growthUpTo: 0, runsOut: one, reachesGoal: both })),
  } satisfies Partial<PlanOutcome>;
  return {
    stepsPerYear: 12,
    outcome,
    other: outcome,
    comparison: { difference: both, runsOut: one, endsAhead: one, endsAlike: one },
    solution: { value: one, money: one, paths: 1 },
  } as unknown as WealthResult;
}
