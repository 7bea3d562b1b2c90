/** Every convention against the call of the tool that it is named after. */
import { describe, expect, test } from 'vitest';
import * as room from '../../src/analyses/conventions/compute';
import { nearest } from '../../src/analyses/conventions/nearest';
import {
  conventions,
  spec,
  type ConventionsResult,
  type Measure,
} from '../../src/analyses/conventions/spec';
import * as correlationRoom from '../../src/analyses/correlation/compute';
import type { CorrelationResult } from '../../src/analyses/correlation/spec';
import * as mixRoom from '../../src/analyses/mix-summary/compute';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import * as riskRoom from '../../src/analyses/value-at-risk/compute';
import type { ValueAtRiskResult } from '../../src/analyses/value-at-risk/spec';
import type { Dataset } from '../../src/finance/dataset';
import type { Quantity } from '../../src/finance/quantity';
import reference from '../reference/rooms-conventions.json';
import { near, noise } from '../kernels/columns';
import { loadKernels } from '../tools/kernels';
import { builtIn, monthly } from './built-in-data';
import { madeUp, normals, notFinite, scenarioOf, valueOf } from './made-up';
import { runRoom } from './run-room';

const kernels = await loadKernels();
const daily = builtIn('daily-markets');
const undated = builtIn('eu-indices-daily');

type Options = NonNullable<Parameters<typeof scenarioOf>[2]>;

function run(
  dataset: Dataset,
  measure: Measure,
  parameters: Options['parameters'] = {},
  { mix, ...options }: Options & { readonly mix?: Record<string, number> } = {},
): ConventionsResult {
  const scenario = scenarioOf(dataset, mix, {
    ...options,
    analysis: 'conventions',
    parameters: { measure, ...parameters },
  });
  return runRoom<ConventionsResult>(room, scenario, dataset, kernels);
}

/** The measure and the parameters of an entry of the reference. */
function asked(
  entry: string,
  other: readonly string[],
): [Measure, Record<string, string | number>] {
  if (entry === 'sharpeEveryPeriod') return ['sharpe', { rebalancing: 'every-period' }];
  const tail = /^valueAtRisk(\d+)$/.exec(entry);
  if (tail !== null) return ['valueAtRisk', { tail: Number(tail[1]) }];
  if (!entry.endsWith('Other')) return [entry as Measure, {}];
  return [entry.slice(0, -5) as Measure, { first: other[0], second: other[1] }];
}

/** Not every convention applies to every dataset, so the types of the file differ. */
const wantedOf: Readonly<
  Record<
    string,
    {
      readonly mix: Record<string, number>;
      readonly other: readonly string[];
      readonly value: Readonly<Record<string, Readonly<Record<string, number>>>>;
    }
  >
> = reference.value as object as never;

describe.each(Object.entries(wantedOf))('of %s', (id, { mix, other, value }) => {
  const dataset = builtIn(id);
  test.each(Object.entries(value))('%s is what the tools report', (entry, expected) => {
    const [measure, parameters] = asked(entry, other);
    const { conventions: found } = run(dataset, measure, parameters, { mix });
    const defined = Object.entries(found).filter(([, quantity]) => 'value' in quantity);
    expect(defined.map(([name]) => name).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [name, wanted] of Object.entries(expected)) {
      const got = valueOf(found[name]);
      expect(near(got, wanted, reference.tolerance.relative), `${name}: ${got}, ${wanted}`).toBe(
        true,
      );
    }
  });
});

test('the reference knows every convention', () => {
  const known = Object.values(wantedOf).flatMap(({ value }) =>
    Object.entries(value).flatMap(([entry, named]) =>
      Object.keys(named).map((name) => `${asked(entry, [])[0]} ${name}`),
    ),
  );
  const listed = Object.entries(conventions).flatMap(([measure, ids]) =>
    Object.keys(ids).map((name) => `${measure} ${name}`),
  );
  expect(listed.filter((name) => !known.includes(name))).toEqual([]);
});

test('measures are those that can be chosen', () => {
  expect(Object.keys(conventions)).toEqual(spec.parameters.measure.options);
  expect(Object.keys(spec.measures)).toEqual(spec.parameters.measure.options);
});

describe.each([monthly, daily, undated])('ours is what the room shows of $id', (dataset) => {
  // The caller knows the result of the room it names.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  const other = <R>(analysis: string, of: object, parameters: Options['parameters'] = {}) =>
    runRoom<R>(of, scenarioOf(dataset, undefined, { analysis, parameters }), dataset, kernels);

  test('The mix: volatility and Sharpe ratio', () => {
    const mix = other<MixSummaryResult>('mix-summary', mixRoom, { resamples: 100 });
    const volatility = run(dataset, 'volatility').conventions;
    expect(volatility['ours']).toEqual({ value: valueOf(mix.volatility) });
    expect(valueOf(volatility['yearly'])).toBeCloseTo(valueOf(mix.volatilityPath), 14);
    const ratio = valueOf(run(dataset, 'sharpe').conventions['ours']);
    expect(ratio).toBe(valueOf(mix.sharpe));
  });

  test.each([50_000, 1_000])('Loss: value at risk at a tail of %i', (tail) => {
    const risk = other<ValueAtRiskResult>('value-at-risk', riskRoom, {
      ...{ tail, resamples: 100, backtestWindow: 0, scenarios: 10_000 },
    });
    const { conventions: found } = run(dataset, 'valueAtRisk', { tail });
    expect(valueOf(found['ours'])).toBe(valueOf(risk.historical.valueAtRisk));
    const same = [
      ['type7', risk.conventions.interpolated],
      ['textbookIndex', risk.conventions.textbookIndex],
      ['normal', risk.normal.valueAtRisk],
      ['cornishFisher', risk.cornishFisher.valueAtRisk],
      ['ewma94', risk.ewma.valueAtRisk],
      ['expectedShortfall', risk.historical.expectedShortfall],
    ] as const;
    for (const [name, quantity] of same) {
      expect(near(valueOf(found[name]), valueOf(quantity), 1e-12), name).toBe(true);
    }
  });

  test('Together: covariance and correlation', () => {
    const together = other<CorrelationResult>('correlation', correlationRoom, { resamples: 100 });
    const n = together.order.length;
    expect(valueOf(run(dataset, 'covariance').conventions['ours'])).toBe(together.covariance[1]);
    const ours = valueOf(run(dataset, 'correlation').conventions['ours']);
    expect(near(ours, together.correlation[n], 1e-14)).toBe(true);
  });
});

describe('what has no number says why', () => {
  const next = normals(noise(3));
  const column = (length: number) => Array.from({ length }, () => 0.03 * next());
  const code = (quantity: Quantity) => ('code' in quantity ? quantity.code : undefined);

  test('a mix that never moved', () => {
    const still = madeUp({ a: Array.from({ length: 60 }, () => 0.01), b: column(60) });
    const mix = { a: 10_000 };
    const volatility = run(still, 'volatility', {}, { mix }).conventions;
    expect(valueOf(volatility['ours'])).toBeLessThan(1e-16);
    expect(notFinite(volatility)).toEqual([]);
    const sharpe = run(still, 'sharpe', {}, { mix }).conventions;
    for (const name of ['ours', 'log', 'lo', 'geometric', 'population', 'threeYears']) {
      expect(code(sharpe[name]), name).toBe('zero-variance');
    }
    expect(code(sharpe['sortino'])).toBe('no-downside');
    expect(notFinite(sharpe)).toEqual([]);
    const risk = run(still, 'valueAtRisk', {}, { mix }).conventions;
    expect(valueOf(risk['ours'])).toBe(-0.01);
    expect(code(risk['cornishFisher'])).toBe('zero-variance');
    const correlation = run(still, 'correlation').conventions;
    expect(
      Object.values(correlation).filter((one) => code(one) === 'zero-variance').length,
    ).toBeGreaterThan(9);
    expect(notFinite(correlation)).toEqual([]);
  });

  test('a return of minus everything', () => {
    const lost = madeUp({ a: [...column(30), -1, ...column(30)], b: column(61) });
    const mix = { a: 10_000 };
    expect(code(run(lost, 'volatility', {}, { mix }).conventions['log'])).toBe('total-loss');
    expect(code(run(lost, 'sharpe', {}, { mix }).conventions['geometric'])).toBe('total-loss');
    expect(code(run(lost, 'valueAtRisk', { tail: 1_000 }, { mix }).conventions['log'])).toBe(
      'total-loss',
    );
    expect(code(run(lost, 'covariance').conventions['log'])).toBe('total-loss');
    for (const measure of spec.parameters.measure.options) {
      expect(notFinite(run(lost, measure, {}, { mix }).conventions), measure).toEqual([]);
    }
  });

  test('three months', () => {
    const short = madeUp({ a: column(3), b: column(3) });
    const { conventions: found } = run(short, 'valueAtRisk');
    expect(code(found['ours'])).toBe('too-few-observations');
    expect(code(found['type7'])).toBe('too-few-observations');
    expect(code(found['cornishFisherSample'])).toBe('too-few-observations');
    expect(code(run(short, 'volatility').conventions['resampled'])).toBe('too-few-observations');
    for (const measure of spec.parameters.measure.options) {
      const result = run(short, measure);
      expect(notFinite(result.conventions), measure).toEqual([]);
      expect(result.conventions).not.toHaveProperty('threeYears');
    }
  });

  test('rows without dates', () => {
    expect(code(run(undated, 'volatility').conventions['resampled'])).toBe('not-available');
  });

  test('one asset', () => {
    const one = madeUp({ a: column(60) });
    expect(valueOf(run(one, 'correlation').conventions['ours'])).toBe(1);
    expect(notFinite(run(one, 'covariance').conventions)).toEqual([]);
  });
});

describe('conventions that do not apply are left out', () => {
  test('those of a riskless return where there is none', () => {
    const without = run(monthly, 'sharpe', {}, { riskFree: null }).conventions;
    for (const name of ['noRiskFree', 'totalDeviation', 'annualRate']) {
      expect(without).not.toHaveProperty(name);
    }
  });

  test('those of yearly data', () => {
    const next = normals(noise(4));
    const yearly = madeUp(
      { a: Array.from({ length: 40 }, () => 0.1 * next()) },
      {
        frequency: 'yearly',
        periodsPerYear: 1,
        index: Array.from({ length: 40 }, (_, t) => `${1980 + t}-12-31`),
      },
    );
    const { conventions: found } = run(yearly, 'volatility');
    for (const name of ['resampled', 'perPeriod', 'timesPeriods', 'twelve', 'days365']) {
      expect(found).not.toHaveProperty(name);
    }
  });

  test('the chosen rule of rebalancing, which is ours', () => {
    const names = (rebalancing: string) =>
      Object.keys(run(monthly, 'sharpe', { rebalancing }).conventions);
    expect(names('yearly')).not.toContain('yearly');
    expect(names('every-period')).not.toContain('everyPeriod');
    expect(names('none')).not.toContain('drifting');
    expect(names('monthly')).toEqual(expect.arrayContaining(['everyPeriod', 'yearly', 'drifting']));
  });
});

describe('a number from elsewhere', () => {
  const found: Record<string, Quantity> = {
    ours: { value: 0.10234 },
    population: { value: 0.10227 },
    log: { value: 0.10101 },
    perPeriod: { value: 0.02954 },
    resampled: { status: 'undefined', code: 'not-available', reason: '' },
  };

  test('fits what rounds to it, the closest first', () => {
    expect(nearest(10.23, 'volatility', found)?.fitting).toEqual(['population', 'ours']);
    expect(nearest(10.234, 'volatility', found)?.fitting).toEqual(['ours']);
    expect(nearest(10.2, 'volatility', found)?.fitting).toEqual(['population', 'ours']);
    expect(nearest(10.1, 'volatility', found)?.fitting).toEqual(['log']);
  });

  test('is read as a fraction where that comes closer', () => {
    expect(nearest(0.101, 'volatility', found)).toMatchObject({
      asFraction: true,
      fitting: ['log'],
    });
    expect(nearest(2.95, 'volatility', found)).toMatchObject({
      asFraction: false,
      fitting: ['perPeriod'],
    });
    expect(nearest(0.1, 'sharpe', found)).toMatchObject({ asFraction: false, mine: 0.1 });
  });

  test('that fits nothing has a nearest one all the same', () => {
    expect(nearest(11.3, 'volatility', found)).toMatchObject({ fitting: [], closest: 'ours' });
    expect(nearest(-7, 'volatility', found)).toMatchObject({ fitting: [], closest: 'perPeriod' });
  });

  test('in powers of ten is read to its digits', () => {
    const small = { ours: { value: 3.0522e-5 }, log: { value: 3.11e-5 } };
    expect(nearest(4e-5, 'covariance', small)?.fitting).toEqual([]);
    expect(nearest(3.1e-5, 'covariance', small)?.fitting).toEqual(['log', 'ours']);
    expect(nearest(0.0000305, 'covariance', small)?.fitting).toEqual(['ours']);
  });

  test('is none where it is 0, or where nothing has a value', () => {
    expect(nearest(0, 'volatility', found)).toBeUndefined();
    expect(nearest(1, 'volatility', { ours: found['resampled'] })).toBeUndefined();
  });
});
