import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterOrder } from '../../src/finance/cluster-order';
import reference from '../reference/finance-clusters.json';

/** Correlations of n assets in k groups, dealt out like cards: asset i is in group i mod k. */
function grouped(n: number, k: number): number[] {
  return Array.from({ length: n * n }, (_, index) => {
    const [i, j] = [Math.floor(index / n), index % n];
    if (i === j) return 1;
    return i % k === j % k ? 0.8 - 0.001 * Math.abs(i - j) : 0.1;
  });
}

const linkage = fc.constantFrom('average' as const, 'single' as const);
const matrix = fc.integer({ min: 0, max: 12 }).chain((n) =>
  fc
    .array(fc.oneof(fc.constantFrom(NaN, -1, 0, 0.5, 1), fc.double({ min: -1, max: 1 })), {
      minLength: n * n,
      maxLength: n * n,
    })
    .map((values) => ({
      n,
      values: values.map((_, index) => {
        const [i, j] = [Math.floor(index / n), index % n];
        return i === j ? 1 : values[Math.max(i, j) * n + Math.min(i, j)];
      }),
    })),
);

describe('clusterOrder', () => {
  test.each(reference.cases)('without flipping has the leaves of SciPy: $name', (of) => {
    const n = of.correlation.length;
    expect(clusterOrder(of.correlation.flat(), n, 'average', false)).toEqual(of.average);
    expect(clusterOrder(of.correlation.flat(), n, 'single', false)).toEqual(of.single);
  });

  test('is a permutation, whatever the matrix, and the same each time', () => {
    fc.assert(
      fc.property(matrix, linkage, fc.boolean(), ({ n, values }, by, flip) => {
        const order = clusterOrder(values, n, by, flip);
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
        expect(clusterOrder(values, n, by, flip)).toEqual(order);
      }),
    );
  });

  test('puts groups together', () => {
    for (const by of ['average', 'single'] as const) {
      const groups = clusterOrder(grouped(30, 3), 30, by).map((asset) => asset % 3);
      const changes = groups.filter((group, i) => i > 0 && group !== groups[i - 1]);
      expect(changes).toHaveLength(2);
    }
  });

  test('with flipping puts a chain of neighbors in its order', () => {
    // Shuffled points on a line: the correlation falls with the distance.
    const place = [4, 0, 7, 2, 6, 1, 5, 3];
    const values = place.flatMap((a) => place.map((b) => 1 - 0.1 * Math.abs(a - b) ** 1.1));
    const neighbors = (order: number[]) =>
      order.slice(1).reduce((sum, asset, i) => sum + Math.abs(place[asset] - place[order[i]]), 0);
    expect(neighbors(clusterOrder(values, 8, 'average', true))).toBe(7);
    expect(neighbors(clusterOrder(values, 8, 'average', false))).toBeGreaterThan(7);
  });

  test('treats NaN as no correlation and rounding beyond 1 as 1', () => {
    const values = [1, NaN, 0.5, NaN, 1, -0.2, 0.5, -0.2, 1];
    const plain = values.map((value) => (Number.isNaN(value) ? 0 : value));
    expect(clusterOrder(values, 3)).toEqual(clusterOrder(plain, 3));
    expect(clusterOrder([1, 1 + 1e-15, 1 + 1e-15, 1], 2)).toEqual([0, 1]);
  });

  test('keeps the order of the assets where all are equally far apart', () => {
    for (const by of ['average', 'single'] as const) {
      expect(clusterOrder(new Float64Array(25), 5, by)).toEqual([0, 1, 2, 3, 4]);
    }
  });

  test('of none and of one asset is trivial, and a matrix of another size is refused', () => {
    expect(clusterOrder([], 0)).toEqual([]);
    expect(clusterOrder([1], 1)).toEqual([0]);
    expect(() => clusterOrder([1, 0, 0, 1], 3)).toThrow(RangeError);
    expect(() => clusterOrder([], -1)).toThrow(RangeError);
    expect(() => clusterOrder([1], 0.5)).toThrow(RangeError);
  });

  test('orders 500 assets within half a second', () => {
    const values = grouped(500, 25);
    const start = performance.now();
    expect(clusterOrder(values, 500)).toHaveLength(500);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
