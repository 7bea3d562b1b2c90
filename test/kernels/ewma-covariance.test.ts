import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import daily from '../reference/covariance-daily.json';
import eu from '../reference/covariance-eu.json';
import monthly from '../reference/covariance-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, noise, readColumns, returnsOf } from './columns';

const { exports, memory, scope } = await loadKernels();

function ewma(columns: readonly Float64Array[], lambda: number): Float64Array {
  const n = columns.length;
  return scope(() => {
    const pointer = memory.writeColumns(columns);
    const out = memory.reserve(n * n);
    const guard = memory.write(Float64Array.of(3));
    exports.ewmaCovariance(pointer, n, columns[0].length, lambda, out);
    expect(memory.read(guard, 1)[0]).toBe(3);
    return memory.read(out, n * n);
  });
}

/** The recursion as it is written, date by date. */
function recursion(a: Float64Array, b: Float64Array, lambda: number): number {
  let s = a[0] * b[0];
  for (let t = 1; t < a.length; t++) s = lambda * s + (1 - lambda) * a[t] * b[t];
  return s;
}

function randomColumns(n: number, T: number, seed: number): Float64Array[] {
  const random = noise(seed);
  return Array.from({ length: n }, () => Float64Array.from({ length: T }, () => random() - 0.45));
}

describe('ewmaCovariance', () => {
  it.each([
    ['monthly', 0.94, monthly.entries['ewma_0.94'], monthly.meta],
    ['monthly', 0.97, monthly.entries['ewma_0.97'], monthly.meta],
    ['daily', 0.94, daily.entries['ewma_0.94'], daily.meta],
    ['daily', 0.97, daily.entries['ewma_0.97'], daily.meta],
    ['European', 0.94, eu.entries['ewma_0.94'], eu.meta],
  ] as const)('agrees with NumPy on the %s set at %s', (name, lambda, { value }, meta) => {
    const columns = readColumns(meta.file, meta.columns);
    const series = name === 'monthly' ? columns : columns.map(returnsOf);
    expect(series[0].length).toBe(meta.rows);
    const actual = ewma(series, lambda);
    value.flat().forEach((entry, at) => {
      expect(near(actual[at], entry, 1e-12, 1e-18)).toBe(true);
    });
  });

  it('equals the recursion for every number of dates, and is symmetric to the bit', () => {
    for (let T = 1; T <= 21; T++) {
      const columns = randomColumns(3, T, T);
      for (const lambda of [0, 0.5, 0.94, 1]) {
        const actual = ewma(columns, lambda);
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            const expected = recursion(columns[i], columns[j], lambda);
            expect(near(actual[i * 3 + j], expected, 1e-13, 1e-16)).toBe(true);
            expect(actual[i * 3 + j]).toBe(actual[j * 3 + i]);
          }
        }
      }
    }
  });

  it('keeps the first date alone at 1, the last at 0, and knows no mean', () => {
    const columns = [Float64Array.of(2, 5, 7, 1, 3), Float64Array.of(-1, 4, 4, 4, 10)];
    expect([...ewma(columns, 1)]).toEqual([4, -2, -2, 1]);
    expect([...ewma(columns, 0)]).toEqual([9, 30, 30, 100]);
    expect([...ewma([new Float64Array(9).fill(3)], 0.5)]).toEqual([9]);
    expect(ewma([new Float64Array(0)], 0.94)[0]).toBeNaN();
  });

  it('is positive semidefinite, scales by squares and follows a new order of the series', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -60, max: 60 }),
        fc.integer(),
        (n, T, power, seed) => {
          const columns = randomColumns(n, T, seed);
          const matrix = ewma(columns, 0.94);
          const scaled = ewma(
            columns.map((column) => column.map((r) => r * 2 ** power)),
            0.94,
          );
          expect(scaled).toEqual(matrix.map((entry) => entry * 4 ** power));
          const turned = ewma(columns.toReversed(), 0.94);
          expect(turned).toEqual(matrix.toReversed());
          const [largest, smallest] = scope(() => {
            const values = memory.reserve(n);
            const vectors = memory.reserve(n * n);
            const scratch = memory.allocate(exports.symmetricEigenScratchBytes(n));
            exports.symmetricEigen(memory.write(matrix), n, values, vectors, scratch);
            const all = memory.read(values, n);
            return [all[0], all[n - 1]];
          });
          expect(smallest).toBeGreaterThanOrEqual(-1e-15 * n * largest);
        },
      ),
    );
  });
});
