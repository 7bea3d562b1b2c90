/** The scripts of the conventions, run with Python: they print every number of the room. */
import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/conventions/compute';
import { reproduce } from '../../src/analyses/conventions/reproduce';
import { spec, type ConventionsResult } from '../../src/analyses/conventions/spec';
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
const next = normals(noise(5));
const column = (length: number, still = 0) =>
  Array.from({ length }, (_, t) => (t < still ? 0 : 0.03 * next()));
const ties = madeUp({ a: column(48, 20), b: column(48, 30), c: column(48) });

type Options = NonNullable<Parameters<typeof scenarioOf>[2]>;

const cases: readonly (readonly [string, Dataset, Options])[] = [
  ...[monthly, daily, undated].flatMap((dataset) =>
    spec.parameters.measure.options.map(
      (measure) => [`${measure} of ${dataset.id}`, dataset, { parameters: { measure } }] as const,
    ),
  ),
  ['loss of rare days', daily, { parameters: { measure: 'valueAtRisk', tail: 1_000 } }],
  [
    'a ratio without riskless return, reset every quarter',
    monthly,
    {
      range: { from: '1990-03-01', to: '2003-02-28' },
      riskFree: null,
      parameters: { measure: 'sharpe', rebalancing: 'quarterly' },
    },
  ],
  ['a ratio of days that drift', daily, { parameters: { measure: 'sharpe', rebalancing: 'none' } }],
  [
    'a ratio of rows, reset every month',
    undated,
    { parameters: { measure: 'sharpe', rebalancing: 'monthly' } },
  ],
  ...(['covariance', 'correlation'] as const).flatMap((measure) => [
    [
      `${measure} of another pair`,
      monthly,
      { parameters: { measure, first: 'gold', second: 'oil_wti' } },
    ] as const,
    [`${measure} with ties`, ties, { parameters: { measure } }] as const,
    [`${measure} of one asset`, madeUp({ a: column(40) }), { parameters: { measure } }] as const,
  ]),
  [
    'volatility of some years',
    monthly,
    { range: { to: '1979-08-31' }, parameters: { measure: 'volatility' } },
  ],
  ['loss of too few months', madeUp({ a: column(12) }), { parameters: { measure: 'valueAtRisk' } }],
];

describe.runIf(python !== undefined)('the script of the conventions prints', () => {
  test.each(cases)('%s', (_name, dataset, options) => {
    const scenario = scenarioOf(dataset, undefined, { ...options, analysis: 'conventions' });
    const file = fileOf(dataset, scenario);
    const script = reproduce(scenario, file);
    const { status, stderr, figures } = runScript(script, exportDataset(dataset), file.name);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const result = runRoom<ConventionsResult>(room, scenario, dataset, kernels);
    const shown = Object.entries(result.conventions).filter(([, one]) => isDefined(one));
    expect(Object.keys(figures).toSorted()).toEqual(shown.map(([name]) => name).toSorted());
    for (const [name, quantity] of shown) {
      const [printed] = figures[name];
      const own = isDefined(quantity) ? quantity.value : NaN;
      expect(near(printed, own, 1e-10, 1e-15), `${name}: ${printed}, ${own}`).toBe(true);
    }
  });
});
