import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import eu from '../reference/covariance-eu.json';
import monthly from '../reference/covariance-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, noise, readColumns, returnsOf } from './columns';

const { exports, memory, scope } = await loadKernels();

function eigen(matrix: ArrayLike<number>) {
  const n = Math.sqrt(matrix.length);
  return scope(() => {
    const pointer = memory.write(Float64Array.from(matrix));
    const values = memory.reserve(n);
    const vectors = memory.reserve(n * n);
    const bytes = exports.symmetricEigenScratchBytes(n);
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(Number.NaN);
    const guard = memory.write(Float64Array.of(3));
    const status = exports.symmetricEigen(pointer, n, values, vectors, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    return { status, values: memory.read(values, n), vectors: memory.read(vectors, n * n) };
  });
}

/** Largest error of A = sum values[k] v_k v_k' and of V V' = I, the former relative to the norm. */
function errors(matrix: ArrayLike<number>, values: Float64Array, vectors: Float64Array) {
  const n = values.length;
  const norm = Math.max(...values.map(Math.abs));
  let residual = 0;
  let skew = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      let product = 0;
      for (let k = 0; k < n; k++) {
        sum += values[k] * vectors[k * n + i] * vectors[k * n + j];
        product += vectors[i * n + k] * vectors[j * n + k];
      }
      residual = Math.max(residual, Math.abs(sum - matrix[i * n + j]) / norm);
      skew = Math.max(skew, Math.abs(product - (i === j ? 1 : 0)));
    }
  }
  return { residual, skew };
}

function symmetric(n: number, entry: (i: number, j: number) => number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = entry(i, j);
  }
  return matrix;
}

function randomSymmetric(n: number, seed: number): Float64Array {
  const random = noise(seed);
  return symmetric(n, () => random() - 0.5);
}

describe('symmetricEigen', () => {
  it.each([
    ['monthly', monthly],
    ['European', eu],
  ] as const)('agrees with NumPy on the covariance of the %s set', (name, { meta, entries }) => {
    const read = readColumns(meta.file, meta.columns);
    const columns = name === 'monthly' ? read : read.map(returnsOf);
    const n = columns.length;
    const matrix = scope(() => {
      const out = memory.reserve(n * n);
      const T = columns[0].length;
      const scratch = memory.allocate(exports.covarianceScratchBytes(n, T));
      exports.covariance(memory.writeColumns(columns), n, T, memory.reserve(n), out, scratch);
      return memory.read(out, n * n);
    });
    const { values, vectors } = eigen(matrix);
    const expected = entries.eigenvalues_of_sample_covariance.value;
    expected.forEach((value, k) => {
      expect(near(values[k], value, 1e-12, 1e-14 * expected[0])).toBe(true);
    });
    entries.first_eigenvector.value.forEach((value, i) => {
      expect(near(Math.abs(vectors[i]), value, 1e-11, 1e-14)).toBe(true);
    });
  });

  it('finds the known eigenvalues of second differences', () => {
    for (const n of [1, 2, 3, 4, 7, 20, 61]) {
      const matrix = symmetric(n, (i, j) => (i === j ? 2 : i === j + 1 ? -1 : 0));
      const { values, vectors } = eigen(matrix);
      values.forEach((value, k) => {
        const expected = 2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1));
        expect(near(value, expected, 0, 4e-15)).toBe(true);
      });
      const { residual, skew } = errors(matrix, values, vectors);
      expect(Math.max(residual, skew)).toBeLessThan(1e-14);
    }
  });

  it('tells apart the nearly equal eigenvalues of the matrix of Rosser', () => {
    const rosser = [
      [611, 196, -192, 407, -8, -52, -49, 29],
      [196, 899, 113, -192, -71, -43, -8, -44],
      [-192, 113, 899, 196, 61, 49, 8, 52],
      [407, -192, 196, 611, 8, 44, 59, -23],
      [-8, -71, 61, 8, 411, -599, 208, 208],
      [-52, -43, 49, 44, -599, 411, 208, 208],
      [-49, -8, 8, 59, 208, 208, 99, -911],
      [29, -44, 52, -23, 208, 208, -911, 99],
    ].flat();
    const outer = 10 * Math.sqrt(10_405);
    const inner = 100 * Math.sqrt(26);
    const expected = [outer, 1020, 510 + inner, 1000, 1000, 510 - inner, 0, -outer];
    const { status, values, vectors } = eigen(rosser);
    expect(status).toBe(0);
    expected.forEach((value, k) => expect(near(values[k], value, 0, 2e-12)).toBe(true));
    expect(Math.max(...Object.values(errors(rosser, values, vectors)))).toBeLessThan(1e-14);
  });

  it('reproduces matrices of every size, also large ones, within 1e-14 of the norm', () => {
    for (const n of [1, 2, 3, 4, 5, 6, 8, 9, 16, 33, 64, 150, 300]) {
      const matrix = randomSymmetric(n, n);
      const { status, values, vectors } = eigen(matrix);
      expect(status).toBe(0);
      const { residual, skew } = errors(matrix, values, vectors);
      expect(residual).toBeLessThan(1e-14);
      expect(skew).toBeLessThan(1e-14);
    }
  });

  it('reproduces matrices most of whose eigenvalues are zero', () => {
    for (const [n, rank] of [
      [20, 3],
      [60, 25],
      [200, 60],
      [250, 1],
    ]) {
      const random = noise(n);
      const rows = Array.from({ length: n }, () =>
        Array.from({ length: rank }, () => random() - 0.5),
      );
      const matrix = symmetric(n, (i, j) => rows[i].reduce((sum, x, k) => sum + x * rows[j][k], 0));
      const { status, values, vectors } = eigen(matrix);
      expect(status).toBe(0);
      expect(Math.abs(values[rank])).toBeLessThan(1e-14 * values[0]);
      const { residual, skew } = errors(matrix, values, vectors);
      expect(Math.max(residual, skew)).toBeLessThan(1e-14);
    }
  });

  it('takes what is diagonal, of rank one, of zeros, or far apart in size', () => {
    expect(eigen([1, 0, 0, 0, 5, 0, 0, 0, -3])).toEqual({
      status: 0,
      values: Float64Array.of(5, 1, -3),
      vectors: Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1),
    });
    expect(eigen([0, 0, 0, 0]).vectors).toEqual(Float64Array.of(1, 0, 0, 1));
    expect(eigen([]).status).toBe(0);
    const ones = eigen(new Float64Array(25).fill(1));
    expect(near(ones.values[0], 5, 1e-15)).toBe(true);
    ones.values.slice(1).forEach((value) => expect(near(value, 0, 0, 5e-15)).toBe(true));
    const graded = symmetric(6, (i, j) => 10 ** (-20 * (i + j)));
    expect(near(eigen(graded).values[0], 1, 1e-15)).toBe(true);
    const tiny = eigen(symmetric(5, (i, j) => (i === j ? 1 : i === j + 1 ? 1e-160 : 0)));
    expect([...tiny.values]).toEqual([1, 1, 1, 1, 1]);
  });

  it('makes the largest component positive, the first of equal ones', () => {
    const { vectors } = eigen([2, -1, -1, 2]);
    const half = Math.SQRT1_2;
    [half, -half, half, half].forEach((value, at) => {
      expect(near(vectors[at], value, 1e-15)).toBe(true);
    });
    // Here the second component is the larger one, by a part in 10^12.
    expect(eigen([2, -1, -1, 2 + 4e-12]).vectors[0]).toBeGreaterThan(0);
    expect(eigen([2, -1, -1, 2 + 4e-12]).vectors[1]).toBeLessThan(-half);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (n, seed) => {
        const { vectors } = eigen(randomSymmetric(n, seed));
        for (let k = 0; k < n; k++) {
          const row = [...vectors.slice(k * n, (k + 1) * n)];
          const largest = Math.max(...row.map(Math.abs));
          const leader = row.find((x) => Math.abs(x) >= largest * (1 - 1e-8)) ?? 0;
          expect(leader).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('reads the lower triangle alone and refuses what is not finite', () => {
    expect(eigen([2, Number.NaN, 1, 2])).toEqual(eigen([2, 1, 1, 2]));
    expect(eigen([Number.NaN]).status).toBe(-1);
    expect(eigen([1, 0, Infinity, 1]).status).toBe(-1);
  });

  it('scales with the matrix, orders its values and does not mind the order of variables', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: -900, max: 900 }),
        fc.integer(),
        (n, power, seed) => {
          const matrix = randomSymmetric(n, seed);
          const { values, vectors } = eigen(matrix);
          for (let k = 1; k < n; k++) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
          const scaled = eigen(matrix.map((entry) => entry * 2 ** power));
          expect(scaled.values).toEqual(values.map((value) => value * 2 ** power));
          expect(scaled.vectors).toEqual(vectors);
          const turned = eigen(matrix.toReversed());
          turned.values.forEach((value, k) => {
            expect(near(value, values[k], 0, 1e-14 * n)).toBe(true);
          });
        },
      ),
    );
  });
});
