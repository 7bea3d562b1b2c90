import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/finance/dataset';
import { toReturns } from '../../src/finance/returns';
import { column } from './column';

function dataset(kind: Dataset['kind'], values: readonly Float64Array[]): Dataset {
  return {
    id: 'test',
    title: '',
    description: '',
    frequency: 'monthly',
    periodsPerYear: 12,
    kind,
    dated: true,
    index: ['2020-01-31', '2020-02-29', '2020-03-31'],
    columns: values.map((_, j) => column(`asset_${j}`, 'equity')),
    values,
    fingerprint: '',
  };
}

describe('toReturns', () => {
  test('turns prices into simple returns and drops the first label', () => {
    const table = toReturns(
      dataset('prices', [Float64Array.of(100, 110, 55), Float64Array.of(2, 2, 3)]),
    );
    expect(table.index).toEqual(['2020-02-29', '2020-03-31']);
    expect([...table.returns[0]]).toEqual([110 / 100 - 1, -0.5]);
    expect([...table.returns[1]]).toEqual([0, 0.5]);
  });

  test('hands returns on as they are', () => {
    const data = dataset('returns', [Float64Array.of(0.1, -0.2, 0)]);
    expect(toReturns(data)).toEqual({ index: data.index, returns: data.values });
    expect(toReturns(data).returns[0]).toBe(data.values[0]);
  });

  test.each([0, -1, NaN, Infinity, -Infinity])('refuses a price of %d with its place', (price) => {
    const data = dataset('prices', [Float64Array.of(1, 1, 1), Float64Array.of(1, price, 1)]);
    expect(() => toReturns(data)).toThrow(
      `asset_1: the price at 2020-02-29 must be a number above 0, not ${price}`,
    );
  });

  test('of a single price are empty', () => {
    const data = { ...dataset('prices', [Float64Array.of(5)]), index: ['2020-01-31'] };
    expect(toReturns(data)).toEqual({ index: [], returns: [new Float64Array(0)] });
  });
});
