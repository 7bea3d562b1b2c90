/** Findings say what their numbers do, also where there is little to compare. */
import { expect, test } from 'vitest';
import * as correlation from '../../src/analyses/correlation/compute';
import { glance } from '../../src/analyses/correlation/glance';
import type { CorrelationResult } from '../../src/analyses/correlation/spec';
import * as rolling from '../../src/analyses/rolling-statistics/compute';
import type { RollingResult } from '../../src/analyses/rolling-statistics/spec';
import { view } from '../../src/analyses/rolling-statistics/view';
import { seriesOf } from '../../src/analyses/series';
import type { Dataset } from '../../src/finance/dataset';
import { viewContext } from '../../src/panel/view-context';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { scenarioOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();

function inputs(analysis: string, dataset: Dataset) {
  const scenario = scenarioOf(dataset, undefined, { analysis });
  const series = seriesOf(scenario, dataset);
  return { scenario, series, dataset };
}

function over(dataset: Dataset) {
  const parts = inputs('rolling-statistics', dataset);
  const result = runRoom<RollingResult>(rolling, parts.scenario, dataset, kernels);
  return { result, context: viewContext({ ...parts, result }) };
}

test('none of the starts ended with a loss only where none did', () => {
  const { result, context } = over(monthly);
  const said = (value: number) => {
    const { finding } = view({ ...result, holdingLosses: { value } }, context);
    return /; (.*) of the starts/.exec(String((finding as { values: unknown[] }).values[1]))?.[1];
  };
  const shares = [0, 0.003, 0.2, 0.998, 1];
  expect(shares.map((share) => said(share))).toEqual([
    'none',
    '0.3\u202f%',
    '20\u202f%',
    '99.8\u202f%',
    'all',
  ]);
});

test('a correlation over time says with what', () => {
  const { result, context } = over(monthly);
  const { figures } = view(result, context);
  const note = figures.find(({ measure }) => measure === 'correlation')?.note;
  expect(note).toBe('to US stocks · percentile in history 71\u202f%');
});

test.each([
  ['us-stocks-bonds-cpi-monthly-1871', 'US stocks and US Treasury 10y have a correlation of .03.'],
  [
    'us-asset-classes-monthly',
    'Of what it holds, US stocks and US house prices move together most, with a correlation of .14.',
  ],
])('of one pair none moves together most: %s', (id, finding) => {
  const parts = inputs('correlation', builtIn(id));
  const result = runRoom<CorrelationResult>(correlation, parts.scenario, parts.dataset, kernels);
  expect(glance(result, viewContext({ ...parts, result })).finding).toBe(finding);
});
