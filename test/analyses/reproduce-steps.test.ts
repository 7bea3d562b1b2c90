/**
 * Scripts of scenarios with steps, run with Python: they read the sources as they were, take them
 * through the steps in NumPy, and must print what the page shows.
 */
import { describe, expect, test } from 'vitest';
import * as mixSummary from '../../src/analyses/mix-summary/compute';
import { reproduce } from '../../src/analyses/mix-summary/reproduce';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import { prepareScenario, readDraft } from '../../src/analyses/scenario';
import type { Step } from '../../src/analyses/scenario-steps';
import * as work from '../../src/analyses/scenario-step-work';
import { provideStepWork } from '../../src/analyses/scenario-step-loader';
import { exportDataset } from '../../src/data/built-in';
import { fingerprint } from '../../src/finance/fingerprint';
import type { Dataset } from '../../src/finance/dataset';
import { isDefined, type Quantity } from '../../src/finance/quantity';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { madeUp } from './made-up';
import { runRoom } from './run-room';
import { fileOf, python, runScript } from './run-script';

provideStepWork(work);

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
const swiss = builtIn('swiss-pension-daily');
const undated = builtIn('eu-indices-daily');

/** The same with some values missing. */
function withGaps(dataset: Dataset, gaps: Readonly<Record<string, readonly number[]>>): Dataset {
  const ids = dataset.columns.map(({ id }) => id);
  const values = dataset.values.map((column, j) =>
    column.map((value, t) => (gaps[ids[j]]?.includes(t) ? NaN : value)),
  );
  return { ...dataset, values, fingerprint: fingerprint(ids, dataset.index, values) };
}

const wave = (scale: number, shift: number) =>
  Array.from({ length: 60 }, (_, t) => scale * Math.sin(t * t + shift) + 0.004);
const pricesOf = (returns: readonly number[]) =>
  returns.reduce((p, r) => [...p, p[p.length - 1] * (1 + r)], [50]);
const facts = {
  roles: { cash: 'rate', cpi: 'inflation' },
  defaultRiskFree: 'cash',
  defaultInflation: 'cpi',
} as const;
const columns = {
  a: wave(0.05, 0),
  b: wave(0.03, 1),
  fx: wave(0.02, 2),
  cash: wave(0.001, 3),
  cpi: wave(0.002, 4),
};
const returns = withGaps(madeUp(columns, { ...facts, id: 'own' }), { a: [20, 21], cash: [22] });
const prices = withGaps(
  madeUp(
    Object.fromEntries(Object.entries(columns).map(([id, column]) => [id, pricesOf(column)])),
    { ...facts, kind: 'prices', id: 'own' },
  ),
  { a: [0, 20, 21, 30], b: [40], cash: [22] },
);

function allSteps({ index }: Dataset): Step[] {
  return [
    { step: 'drop', source: 'own', dates: [index[10], index[11]] },
    { step: 'fill', column: 'a', limit: 1, dates: [index[33]] },
    { step: 'fill', column: 'cash', limit: 2 },
    { step: 'split', column: 'b', date: index[15], factor: 0.9 },
    { step: 'winsorize', column: 'b', tail: 0.07 },
    { step: 'desmooth', column: 'a', weight: 0.35 },
    { step: 'convert', fx: 'fx' },
    { step: 'convert', fx: 'fx', columns: ['b'], invert: true },
    { step: 'real' },
    { step: 'leverage', column: 'b', factor: 1.7, spread: 0.012 },
    { step: 'leverage', column: 'a', factor: 0.4, cash: 'cash' },
    { step: 'fee', rate: 0.008 },
    { step: 'excess' },
    { step: 'form', kind: 'prices' },
  ];
}

const toQuarters: Step = { step: 'resample', to: 'quarterly' };
const toMonths: Step = { step: 'resample', to: 'monthly' };
const fee: Step = { step: 'fee', rate: 0.01 };
const sp500: Step[] = [
  { step: 'drop', source: daily.id, dates: daily.index.slice(100, 103) },
  { step: 'winsorize', column: 'SP500', tail: 0.01 },
];
const theirs = `${monthly.id}.gold`;

type Chosen = readonly (readonly [Dataset, readonly string[]])[];

const cases: readonly (readonly [string, Chosen, readonly Step[]])[] = [
  ['all steps on returns with gaps', [[returns, ['a', 'b']]], allSteps(returns)],
  ['all steps on prices with gaps', [[prices, ['a', 'b']]], allSteps(prices)],
  [
    'all steps but the form, by quarters',
    [[prices, ['a', 'b']]],
    [...allSteps(prices).slice(0, 6), toQuarters, ...allSteps(prices).slice(6, -1)],
  ],
  [
    'returns with gaps, by quarters',
    [[returns, ['a', 'b']]],
    [toQuarters, fee, { step: 'form', kind: 'returns' }],
  ],
  [
    'cleaning alone',
    [[monthly, ['us_stocks', 'gold']]],
    [{ step: 'fill', column: 'gold', limit: 1, dates: ['1990-01-31'] }],
  ],
  ['cleaning alone, of prices', [[daily, ['SP500', 'GOLD']]], [sp500[1]]],
  [
    'rows without dates',
    [[undated, ['DAX', 'FTSE']]],
    [{ step: 'winsorize', column: 'DAX', tail: 0.05 }, fee],
  ],
  [
    'days by weeks',
    [[daily, ['SP500', 'GOLD']]],
    [...sp500, { step: 'resample', to: 'weekly' }, fee],
  ],
  [
    'months by years',
    [[monthly, ['us_stocks', 'gold']]],
    [{ step: 'resample', to: 'yearly' }, { step: 'real' }],
  ],
  [
    'days of two sources',
    [
      [daily, ['SP500']],
      [swiss, ['SBI']],
    ],
    [...sp500, fee],
  ],
  [
    'days and months',
    [
      [daily, ['SP500', 'GOLD']],
      [monthly, ['gold']],
    ],
    [
      ...sp500,
      { step: 'desmooth', column: theirs, weight: 0.2 },
      toMonths,
      { step: 'convert', fx: theirs, columns: ['SP500'] },
      { step: 'excess', cash: `${monthly.id}.us_tbill_3m` },
    ],
  ],
];

describe.runIf(python !== undefined)(
  'the script of a scenario with steps prints the figures',
  () => {
    test.each(cases)('of %s', (_name, chosen, steps) => {
      const sources = chosen.map(([dataset]) => dataset);
      const named = chosen.map(([{ id }, columns]) => ({ id, columns }));
      const draft = readDraft({
        data: { sources: named, steps, range: { from: sources[0].index[3] } },
        parameters: { resamples: 100 },
      });
      const { scenario, dataset } = prepareScenario(draft, sources);
      const result = runRoom<MixSummaryResult>(mixSummary, scenario, dataset, kernels);
      const script = reproduce(scenario, fileOf(dataset, scenario));
      for (const { id } of sources) expect(script.split('\n')[0]).toContain(`${id}.csv`);
      const [first, ...others] = sources;
      const more = Object.fromEntries(others.map((one) => [`${one.id}.csv`, exportDataset(one)]));
      const printed = runScript(script, exportDataset(first), `${first.id}.csv`, more);
      expect(printed.stderr).toBe('');
      expect(printed.status).toBe(0);
      const ids = Object.keys(printed.figures);
      expect(ids.length).toBeGreaterThan(8);
      const shown = new Map<string, Quantity | number>(Object.entries(result));
      for (const id of ids) {
        const quantity = shown.get(id) ?? NaN;
        const known =
          typeof quantity === 'number' ? quantity : isDefined(quantity) && quantity.value;
        const value = Number(known);
        const [number] = printed.figures[id];
        expect(Math.abs(number - value), id).toBeLessThanOrEqual(1e-10 * Math.abs(value) + 1e-14);
      }
    });

    test('and refuses a source that is another', () => {
      const draft = readDraft({ data: { sources: [{ id: monthly.id }], steps: [fee] } });
      const { scenario, dataset } = prepareScenario(draft, [monthly]);
      const script = reproduce(scenario, fileOf(dataset, scenario));
      const changed = exportDataset(monthly).replace('0.049761', '0.049762');
      const { status, stderr, figures } = runScript(script, changed, `${monthly.id}.csv`);
      expect(status).toBe(1);
      expect(stderr).toContain('not the one the scenario was made with');
      expect(figures).toEqual({});
    });
  },
);
