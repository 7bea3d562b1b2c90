/**
 * The scripts that the page offers, run with Python: they must print what the page shows.
 *
 * They need Python with NumPy. Where there is none the tests say so and prove nothing.
 */
import { describe, expect, test } from 'vitest';
import * as mixSummary from '../../src/analyses/mix-summary/compute';
import { reproduce as reproduceMix } from '../../src/analyses/mix-summary/reproduce';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import * as valueAtRisk from '../../src/analyses/value-at-risk/compute';
import { reproduce as reproduceRisk } from '../../src/analyses/value-at-risk/reproduce';
import type {
  ValueAtRiskParameters,
  ValueAtRiskResult,
} from '../../src/analyses/value-at-risk/spec';
import { exportDataset } from '../../src/data/built-in';
import type { Dataset } from '../../src/finance/dataset';
import { isDefined, type Quantity } from '../../src/finance/quantity';
import { relativeError } from '../finance/closeness';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { madeUp, scenarioOf } from './made-up';
import { runRoom } from './run-room';
import { fileOf, python, runScript } from './run-script';

const kernels = await loadKernels();

const daily = builtIn('daily-markets');
const undated = builtIn('eu-indices-daily');
const swiss = builtIn('swiss-pension-daily');

type Options = Parameters<typeof scenarioOf>[2];
type Case = readonly [string, Dataset, Record<string, number> | undefined, Options];

const rules = (...names: string[]) =>
  names.map((rebalancing): Case => {
    const parameters = { rebalancing, band: 7, costBasisPoints: 25, startAmount: 12_345 };
    return [`rebalanced ${rebalancing}, with cost`, monthly, undefined, { parameters }];
  });

const mixCases: readonly Case[] = [
  ['as it opens', monthly, undefined, {}],
  ...rules(
    'every-period',
    'monthly',
    'quarterly',
    'absolute-band',
    'relative-band',
    'five-twenty-five',
    'none',
  ),
  [
    'over some years, with another year and no cash',
    monthly,
    { gold: 3_333, us_stocks: 6_667 },
    {
      range: { from: '1987-10-01', to: '2009-03-31' },
      riskFree: null,
      parameters: { periodsPerYear: 6 },
    },
  ],
  ['of days', daily, undefined, { parameters: { rebalancing: 'quarterly' } }],
  ['of Swiss days', swiss, { SBI: 5_000, SPI: 5_000 }, { parameters: { rebalancing: 'monthly' } }],
  [
    'of rows',
    undated,
    { DAX: 4_000, FTSE: 6_000 },
    { range: { from: '9', to: '1234' }, parameters: { rebalancing: 'quarterly' } },
  ],
  ['of rows by year', undated, undefined, { parameters: { rebalancing: 'yearly' } }],
  ['of one asset', monthly, { us_tbill_3m: 10_000 }, {}],
];

const riskCases: readonly Case[] = [
  ['as it opens', monthly, undefined, {}],
  ['over a year', monthly, undefined, { parameters: { horizon: 12, tail: 25_000 } }],
  ['over too long a time', monthly, undefined, { parameters: { horizon: 40 } }],
  [
    'of days, interpolated, rare',
    daily,
    { SP500: 6_000, GOLD: 4_000 },
    { parameters: { tail: 1_000, convention: 'interpolated', scenarios: 300_000 }, seed: 3 },
  ],
  [
    'of rows, by the textbook, over a week',
    undated,
    undefined,
    {
      range: { from: '100' },
      parameters: { horizon: 5, tail: 100_000, convention: 'textbook-index' },
    },
  ],
  [
    'of some years of one asset',
    monthly,
    { gold: 10_000 },
    { range: { to: '1999-12-31' }, parameters: { tail: 5_000 } },
  ],
  ...(
    [
      ['student', 1, 0],
      ['student', 1, 5],
      ['student', 12, 0],
      ['student', 3, 4],
      ['bootstrap', 1, 0],
      ['bootstrap', 12, 0],
      ['stationary-bootstrap', 1, 0],
      ['stationary-bootstrap', 6, 0],
      ['stationary-bootstrap', 6, 20],
    ] as const
  ).map(([model, horizon, given]): Case => {
    const parameters = { model, horizon, [model === 'student' ? 'degrees' : 'blockLength']: given };
    const name = `drawn by ${model} of ${given} over ${horizon} periods`;
    return [name, monthly, undefined, { parameters: { ...parameters, decay: 0.97 } }];
  }),
  [
    'of days, drawn in blocks',
    daily,
    undefined,
    { parameters: { model: 'stationary-bootstrap', horizon: 10, tail: 10_000 } },
  ],
  ...(
    [
      ['antithetic', 'normal', 1],
      ['stratified', 'student', 12],
      ['sobol', 'student', 1],
      ['sobol', 'normal', 12],
    ] as const
  ).map(([sampler, model, horizon]): Case => {
    const parameters = { sampler, model, horizon };
    return [
      `spread (${sampler}) by ${model} over ${horizon} periods`,
      monthly,
      undefined,
      { parameters },
    ];
  }),
  ['of days by a t', daily, { GOLD: 10_000 }, { parameters: { model: 'student', tail: 25_000 } }],
];

const valueIn = (quantity: Quantity | number | undefined): number | undefined => {
  if (quantity === undefined || typeof quantity === 'number') return quantity;
  return isDefined(quantity) ? quantity.value : undefined;
};

test(python === undefined ? 'NOT RUN, for want of Python with NumPy' : `run by ${python}`, () => {
  if (python !== undefined) return;
  console.warn('The reproduce scripts were not tested: Python with NumPy was not found.');
});

describe.runIf(python !== undefined)('a reproduce script', () => {
  describe('the script of a mix prints the figures of the page', () => {
    test.each(mixCases)('%s', (_name, dataset, mix, options) => {
      const cheap = { ...options?.parameters, resamples: 100 };
      const scenario = scenarioOf(dataset, mix, { ...options, parameters: cheap });
      const result = runRoom<MixSummaryResult>(mixSummary, scenario, dataset, kernels);
      const file = fileOf(dataset, scenario);
      const script = reproduceMix(scenario, file);
      const { figures, stderr, status } = runScript(script, exportDataset(dataset), file.name);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const shown = new Map<string, Quantity | number>(Object.entries(result));
      const expected = [
        'finalAmount',
        'returnGeometric',
        'returnArithmetic',
        'volatility',
        'volatilityPath',
        'worstFall',
        'positiveShare',
        'expectedReturn',
        'effectiveAssets',
        'turnover',
        ...['returnReal', 'sharpe', 'sortino', 'diversificationRatio'].filter(
          (id) => valueIn(shown.get(id)) !== undefined,
        ),
      ];
      expect(Object.keys(figures).sort()).toEqual([...expected].sort());
      for (const id of expected) {
        const [printed] = figures[id] ?? [NaN];
        const value = valueIn(shown.get(id)) ?? NaN;
        expect(Math.abs(printed - value), id).toBeLessThanOrEqual(1e-10 * Math.abs(value) + 1e-14);
      }
    });
  });

  describe('the script of the loss prints the figures of the page', () => {
    test.each(riskCases)('%s', (_name, dataset, mix, options) => {
      const choice = { ...options, analysis: 'value-at-risk' };
      const scenario = scenarioOf(dataset, mix, {
        ...choice,
        parameters: { ...options?.parameters, resamples: 100, backtestWindow: 0 },
      });
      const result = runRoom<ValueAtRiskResult>(valueAtRisk, scenario, dataset, kernels);
      const file = fileOf(dataset, scenario);
      const script = reproduceRisk(scenario, file);
      const { figures, stderr, status } = runScript(script, exportDataset(dataset), file.name);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const exact = {
        historicalVaR: result.historical.valueAtRisk,
        historicalES: result.historical.expectedShortfall,
        normalVaR: result.normal.valueAtRisk,
        normalES: result.normal.expectedShortfall,
        cornishFisherVaR: result.cornishFisher.valueAtRisk,
        ewmaVaR: result.ewma.valueAtRisk,
        studentVaR: result.student.valueAtRisk,
      };
      for (const [id, quantity] of Object.entries(exact)) {
        const value = valueIn(quantity);
        // The script looks for the degrees by another method, which stops earlier.
        const limit = id === 'studentVaR' ? 1e-6 : 1e-10;
        if (value === undefined) expect(figures).not.toHaveProperty(id);
        else expect(relativeError((figures[id] ?? [NaN])[0], value), id).toBeLessThan(limit);
      }
      expect(
        Object.keys(figures)
          .filter((id) => !(id in exact))
          .sort(),
      ).toEqual(['simulatedES', 'simulatedVaR']);
      const simulated = {
        simulatedVaR: result.simulated.valueAtRisk,
        simulatedES: result.simulated.expectedShortfall,
      };
      for (const [id, quantity] of Object.entries(simulated)) {
        if (!isDefined(quantity) || quantity.simulation === undefined) throw new Error(id);
        const own = (quantity.simulation.high - quantity.simulation.low) / 2 / 1.96;
        const [value, error] = figures[id] ?? [NaN, NaN];
        // Few distinct outcomes: the quantile of either may stand on a neighbor of the other's.
        const { model, horizon, blockLength, sampler } =
          scenario.parameters as ValueAtRiskParameters;
        const lumps = model.includes('bootstrap') && (horizon === 1 || blockLength > horizon);
        const discrete = lumps && id === 'simulatedVaR';
        if (!discrete) {
          expect(error / own, `${id}: the errors`).toBeGreaterThan(0.7);
          // Spread draws have the smaller error, the script does not spread its own.
          if (sampler === 'independent') {
            expect(error / own, `${id}: the errors`).toBeLessThan(1.4);
          }
        }
        const limit = 4 * Math.hypot(own, error) + (discrete ? 0.0005 : 0);
        expect(Math.abs(value - quantity.value), id).toBeLessThan(limit);
      }
    });
  });

  test('a file with one changed digit is refused by both scripts', () => {
    const changed = exportDataset(monthly).replace('0.049761', '0.049762');
    for (const [analysis, reproduce] of [
      ['mix-summary', reproduceMix],
      ['value-at-risk', reproduceRisk],
    ] as const) {
      const scenario = scenarioOf(monthly, undefined, { analysis });
      const script = reproduce(scenario, fileOf(monthly, scenario));
      const { status, stderr, figures } = runScript(script, changed, `${monthly.id}.csv`);
      expect(status).toBe(1);
      expect(stderr).toContain('not the one the scenario was made with');
      expect(figures).toEqual({});
    }
  });

  test('a file whose numbers are written in another way is not', () => {
    const dataset = madeUp({ a: [-0, 1e-7, 0.1, 0.5, 1e21, 1 / 3].map((r) => r % 1) });
    const scenario = scenarioOf(dataset, { a: 10_000 });
    const script = reproduceMix(scenario, fileOf(dataset, scenario));
    const csv = exportDataset(dataset).replace('0.5', '5.00e-1').replaceAll('\n', '\r\n');
    const { status, stderr } = runScript(script, csv, 'made-up.csv');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
