/** The scripts of the correlations and of the rolling statistics, run with Python. */
import { describe, expect, test } from 'vitest';
import * as correlation from '../../src/analyses/correlation/compute';
import { reproduce as reproduceCorrelation } from '../../src/analyses/correlation/reproduce';
import { spec, type CorrelationResult } from '../../src/analyses/correlation/spec';
import * as rolling from '../../src/analyses/rolling-statistics/compute';
import { reproduce as reproduceRolling } from '../../src/analyses/rolling-statistics/reproduce';
import { statistics, type RollingResult } from '../../src/analyses/rolling-statistics/spec';
import type { Reproduce } from '../../src/analyses/view';
import { exportDataset } from '../../src/data/built-in';
import type { Dataset } from '../../src/finance/dataset';
import { isDefined } from '../../src/finance/quantity';
import { near, noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { madeUp, normals, scenarioOf } from './made-up';
import { runRoom } from './run-room';
import { fileOf, python, runScript } from './run-script';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
const undated = builtIn('eu-indices-daily');
const next = normals(noise(8));
const column = (length: number) => Array.from({ length }, () => 0.03 * next());
const once = column(90);
const singular = madeUp({ once, again: once, other: column(90) });
const many = madeUp(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`a${i}`, column(8)])));

type Options = Parameters<typeof scenarioOf>[2];

/** What the script of a room prints, and what the room itself finds. */
// The caller knows the result of the room it names.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function bothOf<R>(
  analysis: string,
  room: object,
  reproduce: Reproduce,
  dataset: Dataset,
  options: Options,
  mix?: Record<string, number>,
) {
  const scenario = scenarioOf(dataset, mix, { ...options, analysis });
  const file = fileOf(dataset, scenario);
  const script = reproduce(scenario, file);
  const { status, stderr, figures } = runScript(script, exportDataset(dataset), file.name);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return { result: runRoom<R>(room, scenario, dataset, kernels), figures };
}

/** Relative 1e-10 of the value, or of the largest of a list where parts cancel. */
function expectPrinted(printed: readonly number[] | undefined, shown: Float64Array, name: string) {
  expect(printed, name).toHaveLength(shown.length);
  const largest = shown.reduce((most, x) => Math.max(most, Number.isNaN(x) ? 0 : Math.abs(x)), 0);
  shown.forEach((value, k) => {
    const own = printed?.[k] ?? NaN;
    const same = Number.isNaN(value)
      ? Number.isNaN(own)
      : near(own, value, 1e-10, 1e-13 * largest + 1e-16);
    expect(same, `${name} ${k}: ${own}, not ${value}`).toBe(true);
  });
}

const cases: readonly (readonly [string, Dataset, Options])[] = [
  ...[monthly, daily, undated, many].flatMap((dataset) =>
    spec.parameters.estimator.options.map((estimator) => {
      const options: Options = { parameters: { estimator, lambda: 0.97, window: 24 } };
      return [
        `${estimator} of ${dataset.title} ${dataset.values.length}`,
        dataset,
        options,
      ] as const;
    }),
  ),
  [
    'other assets and fewer years',
    monthly,
    {
      range: { from: '1990-01-01', to: '2010-12-31' },
      parameters: { first: 'gold', second: 'us_stocks', stressed: 'oil_wti', window: 2_500 },
    },
  ],
  ['the second asset first', monthly, { parameters: { first: 'us_treasury_10y', window: 3 } }],
  ['too few bad periods', monthly, { range: { to: '1981-12-31' } }],
  ['an asset that stands twice', singular, {}],
  ['one asset', madeUp({ a: once }), {}],
  ['one asset, weighted', madeUp({ a: once }), { parameters: { estimator: 'ewma' } }],
  ['one asset, shrunk', madeUp({ a: once }), { parameters: { estimator: 'ledoit-wolf-constant' } }],
  ['one asset, to itself', madeUp({ a: once }), { parameters: { estimator: 'oas' } }],
];

describe.runIf(python !== undefined)('the script of the correlations prints the figures', () => {
  test.each(cases)('of %s', (_name, dataset, options) => {
    const { result, figures } = bothOf<CorrelationResult>(
      'correlation',
      correlation,
      reproduceCorrelation,
      dataset,
      { ...options, parameters: { ...options?.parameters, resamples: 100 } },
    );
    const ofPair = isDefined(result.pairCorrelation) ? [result.pairCorrelation.value] : [];
    const intensity = isDefined(result.intensity) ? [result.intensity.value] : undefined;
    const expected = {
      covariance: result.covariance,
      correlation: result.correlation,
      eigenvalues: result.eigenvalues,
      ...(intensity && { intensity: Float64Array.from(intensity) }),
      pairCorrelation: Float64Array.from(ofPair),
      rolling: result.rolling.slice(result.rolling.findIndex((value) => !Number.isNaN(value))),
      ...(result.calm.length > 0 && { calm: result.calm }),
      ...(result.stressed.length > 0 && { stressed: result.stressed }),
    };
    if (dataset === monthly && options?.parameters?.['window'] === 3) {
      // Months in which oil stood still have no correlation, by either.
      expected.rolling = result.rolling.slice(2);
    }
    expect(Object.keys(figures).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, shown] of Object.entries(expected)) {
      expectPrinted(figures[name], shown, name);
    }
  });
});

describe.runIf(python !== undefined)('the script of the rolling statistics prints them', () => {
  const shown = statistics.join(',');
  const mix = { us_stocks: 5_000, gold: 3_000, us_treasury_10y: 2_000 };
  test.each([
    ['as they open', monthly, undefined, {}],
    ['all of them', monthly, mix, { parameters: { shown, window: 24 } }],
    [
      'with a minimum count',
      monthly,
      mix,
      { parameters: { shown, window: 36, minimum: 5, quantile: 2.5, against: 'gold', years: 3 } },
    ],
    ['of the smallest window', monthly, mix, { parameters: { shown, window: 2, years: 40 } }],
    ['from the first period on', monthly, mix, { parameters: { shown, window: 9, minimum: 1 } }],
    [
      'of days without riskless return',
      daily,
      undefined,
      {
        riskFree: null,
        parameters: { shown, window: 250, tail: 10_000, against: 'WTI', years: 5 },
      },
    ],
    [
      'of rows',
      undated,
      undefined,
      { range: { from: '11', to: '900' }, parameters: { shown, window: 60, years: 2 } },
    ],
    ['of a window too long', monthly, mix, { parameters: { shown, window: 600, years: 60 } }],
    ['of nothing', monthly, mix, { parameters: { shown: '', years: 1 } }],
  ] as const)('%s', (_name, dataset, held, options) => {
    const { result, figures } = bothOf<RollingResult>(
      'rolling-statistics',
      rolling,
      reproduceRolling,
      dataset,
      options,
      held,
    );
    const tooLong = result.rolled.every(({ mix: values }) => values.every(Number.isNaN));
    const lines = new Map(
      tooLong
        ? []
        : result.rolled.map(({ statistic, mix: values }) => [statistics[statistic], values]),
    );
    const names: string[] = [...lines.keys()];
    if (result.holding.length > 0) names.push('holding');
    expect(Object.keys(figures).sort()).toEqual(names.sort());
    for (const [name, values] of lines) expectPrinted(figures[name], values, name);
    if (result.holding.length > 0) expectPrinted(figures['holding'], result.holding, 'holding');
  });
});

test.runIf(python !== undefined)('both scripts refuse a file with one changed digit', () => {
  const changed = exportDataset(monthly).replace('0.049761', '0.049762');
  for (const [analysis, reproduce] of [
    ['correlation', reproduceCorrelation],
    ['rolling-statistics', reproduceRolling],
  ] as const) {
    const scenario = scenarioOf(monthly, undefined, { analysis });
    const script = reproduce(scenario, fileOf(monthly, scenario));
    const { status, figures } = runScript(script, changed, `${monthly.id}.csv`);
    expect(status).toBe(1);
    expect(figures).toEqual({});
  }
});
