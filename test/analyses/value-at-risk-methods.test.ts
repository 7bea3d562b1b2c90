/** The loss by formula and its backtest, against references and brute force. */
import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/value-at-risk/compute';
import { backtested, spec, type ValueAtRiskResult } from '../../src/analyses/value-at-risk/spec';
import { digest } from '../../src/analyses/digest';
import { cornishFisherValueAtRisk } from '../../src/finance/cornish-fisher';
import type { Dataset } from '../../src/finance/dataset';
import { normalQuantile } from '../../src/finance/normal-distribution';
import { quantileType7 } from '../../src/finance/order-statistic';
import { studentFit } from '../../src/finance/student-fit';
import { studentValueAtRisk } from '../../src/finance/student-risk';
import backtests from '../reference/finance-backtests.json';
import cornishFisher from '../reference/finance-cornish-fisher.json';
import monthlyReference from '../reference/finance-monthly.json';
import student from '../reference/finance-student.json';
import { relativeError } from '../finance/closeness';
import { noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { inputOf, madeUp, normals, notFinite, scenarioOf, sum, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const sets = {
  monthly,
  eu: builtIn('eu-indices-daily'),
  daily: builtIn('daily-markets'),
} as const;
type Values = Record<string, number | string>;
type Mix = Record<string, number>;

const cheap = { scenarios: 10_000, resamples: 100, backtestWindow: 0 };

function scenarioFor(dataset: Dataset, parameters: Values, mix?: Mix) {
  const choice = { analysis: 'value-at-risk', parameters: { ...cheap, ...parameters } };
  return scenarioOf(dataset, mix, choice);
}

/** All but the simulation; of weights exactly 1/n where no mix is given. */
function settle(dataset: Dataset, parameters: Values, mix?: Mix) {
  const scenario = scenarioFor(dataset, parameters, mix);
  const n = scenario.data.sources[0].columns.length;
  const weights = mix === undefined ? { weights: new Float64Array(n).fill(1 / n) } : {};
  return room.plan(inputOf(scenario, dataset, kernels, weights)).settled;
}

function run(dataset: Dataset, parameters: Values, mix?: Mix): ValueAtRiskResult {
  const scenario = scenarioFor(dataset, parameters, mix);
  return runRoom<ValueAtRiskResult>(room, scenario, dataset, kernels);
}

const ppm = (level: string) => Math.round((1 - Number(level)) * 1e6);
const mixOf = (id: string) => (id === 'EQUAL_WEIGHT' ? undefined : { [id]: 10_000 });

describe.each(['monthly', 'eu', 'daily'] as const)('of the %s set', (name) => {
  const dataset = sets[name];

  test.each(Object.entries(student.fits.value[name]))(
    'the fitted Student t of %s is that of SciPy',
    (id, { fit, risk }) => {
      for (const [level, expected] of Object.entries(risk)) {
        const settled = settle(dataset, { tail: ppm(level) }, mixOf(id));
        const own = settled.fit ?? { degrees: NaN, location: NaN, scale: NaN };
        expect(relativeError(own.degrees, fit.df)).toBeLessThan(1e-4);
        expect(relativeError(own.scale, fit.scale)).toBeLessThan(1e-5);
        expect(Math.abs(own.location - fit.loc)).toBeLessThan(1e-5 * fit.scale);
        const { valueAtRisk, expectedShortfall } = settled.student;
        expect(relativeError(valueOf(valueAtRisk), expected.t_var)).toBeLessThan(1e-6);
        expect(relativeError(valueOf(expectedShortfall), expected.t_es)).toBeLessThan(1e-6);
      }
    },
  );

  test('Cornish-Fisher and the modified shortfall are those of NumPy', () => {
    for (const [id, levels] of Object.entries(cornishFisher.value[name])) {
      for (const [level, expected] of Object.entries<{
        cornish_fisher_var: number;
        modified_es_raw: number;
      }>(levels)) {
        const { cornishFisher: method } = settle(dataset, { tail: ppm(level) }, mixOf(id));
        const { cornish_fisher_var, modified_es_raw } = expected;
        const operational = Math.max(cornish_fisher_var, modified_es_raw);
        const at = `${id} at ${level}`;
        const [risk, shortfall] = [method.valueAtRisk, method.expectedShortfall].map(valueOf);
        expect(relativeError(risk, cornish_fisher_var), at).toBeLessThan(1e-10);
        expect(relativeError(shortfall, operational), at).toBeLessThan(1e-10);
      }
    }
  });

  test('the exponentially weighted variance is that of NumPy', () => {
    const { last5 } = backtests.ewma.value[name];
    const { ewma, ewmaDeviation } = settle(dataset, { tail: 10_000 });
    expect(relativeError(ewmaDeviation ** 2, last5[4])).toBeLessThan(1e-10);
    const z = normalQuantile(0.01);
    expect(relativeError(valueOf(ewma.valueAtRisk), -z * Math.sqrt(last5[4]))).toBeLessThan(1e-10);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const shortfall = (density / 0.01) * Math.sqrt(last5[4]);
    expect(relativeError(valueOf(ewma.expectedShortfall), shortfall)).toBeLessThan(1e-10);
    const longer = settle(dataset, { tail: 10_000, horizon: 4 }).ewma;
    expect(relativeError(valueOf(longer.valueAtRisk), 2 * valueOf(ewma.valueAtRisk))).toBeLessThan(
      1e-14,
    );
  });
});

describe('the backtest', () => {
  const windows = { monthly: 60, eu: 250 } as const;
  test.each([
    ['monthly', '0.95'],
    ['monthly', '0.99'],
    ['eu', '0.95'],
    ['eu', '0.99'],
  ] as const)('of the %s history at %s is the reference', (name, level) => {
    const expected = backtests.historical.value[name][level];
    const window = windows[name];
    const parameters = { tail: ppm(level), convention: 'interpolated', backtestWindow: window };
    const { backtest } = settle(sets[name], parameters);
    expect(backtest).toMatchObject({ status: undefined, shown: 0, window, periods: expected.n });
    expect(backtest.expected).toBeCloseTo(expected.n * (1 - Number(level)), 9);
    const [historical] = backtest.tests;
    expect(historical.count).toBe(expected.exceptions);
    const close = (actual: number, wanted: number) =>
      expect(relativeError(actual, wanted)).toBeLessThan(1e-9);
    close(historical.kupiec.ratio, expected.LR_pof);
    close(historical.kupiec.chiSquarePValue, expected.p_pof);
    close(historical.independence.ratio, expected.LR_ind);
    close(historical.independence.chiSquarePValue, expected.p_ind);
    close(historical.coverage, expected.p_cc);
    const exceptions = Array.from(backtest.returns, (r, t) => Number(r < -backtest.forecast[t]));
    const rows = exceptions.flatMap((e, t) => (e === 1 ? [window + t] : []));
    expect(rows.slice(0, 15)).toEqual(expected.exception_rows);
    const moves = (from: number, to: number) =>
      exceptions.slice(1).filter((e, t) => exceptions[t] === from && e === to).length;
    const { n00, n01, n10, n11 } = expected;
    expect([moves(0, 0), moves(0, 1), moves(1, 0), moves(1, 1)]).toEqual([n00, n01, n10, n11]);
  });

  const returns = monthly.values[0].map((r, t) => 0.6 * r + 0.4 * monthly.values[3][t]);
  const mix = { us_stocks: 6_000, gold: 4_000 };

  test.each([...backtested])('forecasts by %s from the window before alone', (method) => {
    const window = 48;
    const tail = 25_000;
    const parameters = { method, tail, backtestWindow: window, decay: 0.9 };
    const { backtest } = settle(monthly, parameters, mix);
    const stride = Math.ceil((574 - window) / 120);
    let last = NaN;
    expect(backtest.shown).toBe(backtested.indexOf(method));
    expect(backtest.forecast).toHaveLength(574 - window);
    backtest.forecast.forEach((actual, i) => {
      const past = returns.slice(i, i + window);
      const moment = (k: number) => {
        const mean = sum(past) / window;
        return sum(past.map((r) => (r - mean) ** k)) / window;
      };
      const mean = sum(past) / window;
      const deviation = Math.sqrt(moment(2));
      const forecast = {
        historical: () => -past.slice().sort()[Math.ceil(window * 0.025) - 1],
        normal: () => -mean - deviation * Math.sqrt(window / (window - 1)) * normalQuantile(0.025),
        'cornish-fisher': () =>
          cornishFisherValueAtRisk(
            {
              mean,
              deviation,
              skewness: moment(3) / deviation ** 3,
              excessKurtosis: moment(4) / deviation ** 4 - 3,
            },
            tail,
          ),
        student: () => {
          if (i % stride !== 0) return last;
          const fit = studentFit(past);
          return fit === undefined ? last : studentValueAtRisk(fit, tail);
        },
        ewma: () => {
          let variance = returns[0] ** 2;
          for (let t = 1; t < i + window; t++) variance = 0.9 * variance + 0.1 * returns[t] ** 2;
          return -Math.sqrt(variance) * normalQuantile(0.025);
        },
      };
      last = forecast[method]();
      expect(Math.abs(actual - last), `${i}`).toBeLessThan(1e-11);
    });
    // What comes after a period changes no forecast made before it.
    const earlier = scenarioOf(monthly, mix, {
      analysis: 'value-at-risk',
      parameters: { ...cheap, ...parameters },
      range: { to: '2010-12-31' },
    });
    const cut = room.plan(inputOf(earlier, monthly, kernels)).settled.backtest.forecast;
    // A fit is kept for as many periods as the length of the history asks for.
    const limit = method === 'student' ? 1 : cut.length;
    expect(cut.length).toBeGreaterThan(300);
    for (let t = 0; t < limit; t++) {
      expect(Math.abs(cut[t] - backtest.forecast[t])).toBeLessThan(1e-13);
    }
  });

  test.each([...spec.parameters.convention.options])('of history takes %s', (convention) => {
    for (const [tail, window] of [
      [50_000, 60],
      [10_000, 60],
      [25_000, 47],
      [100_000, 20],
      [1_000, 250],
    ]) {
      const { backtest } = settle(monthly, { tail, convention, backtestWindow: window }, mix);
      const mass = tail * window;
      const rank = {
        'order-statistic': Math.ceil(mass / 1e6),
        'textbook-index': NaN,
        interpolated: 0,
      };
      rank['textbook-index'] = Math.floor(mass / 1e6) + 1;
      backtest.forecast.forEach((actual, i) => {
        const past = returns.slice(i, i + window).sort();
        const k = rank[convention];
        const expected = k === 0 ? -quantileType7(past, tail / 1e6) : -past[k - 1];
        expect(Math.abs(actual - expected)).toBeLessThan(1e-14);
      });
    }
  });

  test('is switched off by a window of 0', () => {
    const { backtest } = settle(monthly, { backtestWindow: 0 });
    expect(backtest.status).toMatchObject({ status: 'undefined', code: 'not-available' });
    expect(backtest).toMatchObject({ shown: -1, window: 0, periods: 0, tests: [] });
    expect(backtest.forecast).toHaveLength(0);
  });

  test('needs a window of twenty periods and twenty more', () => {
    const cut = (length: number) => madeUp({ a: returns.slice(0, length) });
    const status = (length: number, backtestWindow: number) =>
      settle(cut(length), { backtestWindow }).backtest.status;
    expect(status(80, 60)).toBeUndefined();
    expect(status(79, 60)).toMatchObject({ code: 'too-few-observations' });
    expect(status(50, 60)).toMatchObject({ code: 'too-few-observations' });
    expect(status(574, 19)).toMatchObject({ code: 'too-few-observations' });
    expect(status(574, 20)).toBeUndefined();
    expect(status(3, 2_500)).toMatchObject({ code: 'too-few-observations' });
  });

  test('of a method that is not tested shows the history', () => {
    expect(settle(monthly, { method: 'simulated', backtestWindow: 60 }).backtest.shown).toBe(0);
  });

  test('of what never moves finds no exception', () => {
    const { backtest } = settle(madeUp({ a: Array(100).fill(0.01) }), { backtestWindow: 60 });
    expect(notFinite(backtest)).toEqual([]);
    expect(backtest.tests.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('contributions', () => {
  const models = spec.parameters.model.options;
  test.each(models.flatMap((model) => [1, 3, 12].map((horizon) => [model, horizon] as const)))(
    'sum to the totals by every method, simulated by %s over %d periods',
    (model, horizon) => {
      for (const tail of [100_000, 50_000, 10_000]) {
        for (const convention of spec.parameters.convention.options) {
          const result = run(monthly, { model, horizon, tail, convention });
          const { historical, normal, student: fitted, ewma, simulated } = result;
          for (const method of [
            historical,
            normal,
            fitted,
            result.cornishFisher,
            ewma,
            simulated,
          ]) {
            const { valueAtRisk, expectedShortfall } = method;
            if (method === fitted && horizon > 1) {
              expect(valueAtRisk).toMatchObject({ code: 'not-available' });
              continue;
            }
            const miss = sum(method.contributionsToVaR) - valueOf(valueAtRisk);
            expect(Math.abs(miss)).toBeLessThan(1e-13);
            const missES = sum(method.contributionsToES) - valueOf(expectedShortfall);
            expect(Math.abs(missES)).toBeLessThan(1e-13);
          }
        }
      }
    },
  );

  test('to the exponentially weighted loss are those of its covariance', () => {
    // The slope of the total in a weight, by central differences.
    const scenario = scenarioFor(monthly, {});
    const at = (weights: Float64Array) => {
      const { ewma, cornishFisher: bent } = room.plan(
        inputOf(scenario, monthly, kernels, { weights }),
      ).settled;
      return { ewma, bent };
    };
    const weights = Float64Array.of(0.3, 0.2, 0.1, 0.2, 0.1, 0.1);
    const { ewma, bent } = at(weights);
    const step = 1e-5;
    weights.forEach((w, i) => {
      const [up, down] = [at(weights.with(i, w + step)), at(weights.with(i, w - step))];
      for (const [method, side] of [
        [ewma, 'ewma'],
        [bent, 'bent'],
      ] as const) {
        const rise = valueOf(up[side].valueAtRisk) - valueOf(down[side].valueAtRisk);
        const slope = (w * rise) / (2 * step);
        expect(Math.abs(method.contributionsToVaR[i] - slope)).toBeLessThan(1e-8);
      }
    });
  });

  test('of equal weights to the normal loss are those of the reference without the mean', () => {
    for (const [level, expected] of Object.entries(monthlyReference.components.value)) {
      const { normal } = settle(monthly, { tail: ppm(level) });
      expect(normal.contributionsToVaR).toHaveLength(expected.normal_var_with_mean.length);
      normal.contributionsToVaR.forEach((c, i) => {
        expect(Math.abs(c - expected.normal_var_with_mean[i])).toBeLessThan(1e-13);
      });
    }
  });
});

test.each([...spec.parameters.model.options])(
  'an asset of weight 0 changes no number, simulated by %s',
  (model) => {
    for (const horizon of [1, 3]) {
      const parameters = { model, horizon, backtestWindow: 60, decay: 0.9 };
      const left = run(monthly, parameters, { us_stocks: 6_000, gold: 4_000 });
      const written = run(monthly, parameters, {
        oil_wti: 0,
        us_stocks: 6_000,
        us_treasury_10y: 0,
        gold: 4_000,
      });
      expect(written).toEqual(left);
      const lists = [left.historical, left.normal, left.cornishFisher, left.ewma, left.simulated];
      for (const { contributionsToVaR, contributionsToES } of lists) {
        for (const list of [contributionsToVaR, contributionsToES]) {
          expect([1, 2, 4, 5].every((i) => list[i] === 0)).toBe(true);
        }
      }
    }
  },
);

describe('histories too short', () => {
  const next = normals(noise(3));
  const values = Array.from({ length: 19 }, () => 0.02 * next());

  test.each([3, 5, 9, 10, 19])('of %d periods say so, or have a value', (length) => {
    for (const model of spec.parameters.model.options) {
      const dataset = madeUp({ a: values.slice(0, length) });
      const result = run(dataset, { model, backtestWindow: 60 });
      expect(notFinite(result)).toEqual([]);
      expect(result.historical.valueAtRisk).toMatchObject({ code: 'too-few-observations' });
      if (length < 10) {
        expect(result.student.valueAtRisk).toMatchObject({ code: 'zero-variance' });
        expect(result.fit).toBeUndefined();
        expect(result.degrees).toBe(30);
      } else expect(valueOf(result.student.valueAtRisk)).toBeTypeOf('number');
      expect(valueOf(result.simulated.valueAtRisk)).toBeTypeOf('number');
      expect(valueOf(result.cornishFisher.valueAtRisk)).toBeTypeOf('number');
      expect(valueOf(result.ewma.valueAtRisk)).toBeGreaterThan(0);
    }
  });

  test('and constant have no shape, whatever is drawn', () => {
    for (const model of spec.parameters.model.options) {
      for (const r of [0, 0.01]) {
        const result = run(madeUp({ a: Array(90).fill(r) }), { model, backtestWindow: 60 });
        expect(notFinite(result)).toEqual([]);
        expect(valueOf(result.simulated.valueAtRisk)).toBeCloseTo(-r, 14);
        expect(result.student.valueAtRisk).toMatchObject({ code: 'zero-variance' });
        expect(result.cornishFisher.valueAtRisk).toMatchObject({ code: 'zero-variance' });
        expect(result.skewness).toMatchObject({ code: 'zero-variance' });
      }
    }
  });
});

test.each([...spec.parameters.model.options])('two runs by %s have one digest', (model) => {
  for (const horizon of [1, 6]) {
    const parameters = { model, horizon, scenarios: 70_000, backtestWindow: 60 };
    const scenario = scenarioFor(monthly, parameters);
    const once = () =>
      digest(scenario, monthly.fingerprint, runRoom(room, scenario, monthly, kernels));
    expect(once()).toBe(once());
  }
});
