import { describe, expect, it } from 'vitest';
import monthly from '../reference/kernels-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';

const { exports, memory, scope } = await loadKernels();

function cholesky(matrix: readonly number[]): { rank: number; factor: Float64Array } {
  const n = Math.sqrt(matrix.length);
  return scope(() => {
    const factor = memory.reserve(n * n);
    memory.view(factor, n * n).fill(9);
    const rank = exports.cholesky(memory.write(Float64Array.from(matrix)), n, factor);
    return { rank, factor: memory.read(factor, n * n) };
  });
}

/** A Gram matrix of n random vectors of `rank` dimensions. */
function gram(n: number, rank: number, seed: number): number[] {
  const random = noise(seed);
  const vectors = Array.from({ length: n }, () =>
    Array.from({ length: rank }, () => random() - 0.5),
  );
  return vectors.flatMap((a) => vectors.map((b) => a.reduce((sum, x, i) => sum + x * b[i], 0)));
}

function product(factor: Float64Array, n: number): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      sum += factor[Math.floor(at / n) * n + k] * factor[(at % n) * n + k];
    }
    return sum;
  });
}

describe('cholesky', () => {
  it('agrees with NumPy on the covariance of six assets', () => {
    const expected = monthly.entries.cholesky_lower.value;
    const matrix = monthly.entries.cov_sample.value.slice(0, 6).map((row) => row.slice(0, 6));
    const { rank, factor } = cholesky(matrix.flat());
    expect(rank).toBe(6);
    expected
      .flat()
      .forEach((value, at) => expect(near(factor[at], value, 1e-12, 1e-17)).toBe(true));
  });

  it('factors matrices of full rank of every size', () => {
    for (const n of [1, 2, 3, 4, 5, 8, 17, 40]) {
      const matrix = gram(n, n + 3, n);
      const { rank, factor } = cholesky(matrix);
      expect(rank).toBe(n);
      product(factor, n).forEach((value, at) => {
        expect(near(value, matrix[at], 0, 1e-14 * (n + 3))).toBe(true);
      });
      factor.forEach((value, at) => {
        if (at % n > Math.floor(at / n)) expect(value).toBe(0);
      });
    }
  });

  it('gives the rank of a semidefinite matrix and reproduces it', () => {
    // Exact in floating point: the third asset is the sum of the others, the fourth never moves.
    const exact = [1, 2, 3, 0, 2, 8, 10, 0, 3, 10, 13, 0, 0, 0, 0, 0];
    const { rank, factor } = cholesky(exact);
    expect(rank).toBe(2);
    expect(product(factor, 4)).toEqual(exact);
    for (const [n, dimensions] of [
      [6, 3],
      [12, 5],
      [30, 29],
    ]) {
      const matrix = gram(n, dimensions, n);
      const result = cholesky(matrix);
      expect(result.rank).toBeGreaterThanOrEqual(dimensions);
      product(result.factor, n).forEach((value, at) => {
        expect(near(value, matrix[at], 0, 1e-12)).toBe(true);
      });
    }
    expect(cholesky([0, 0, 0, 0]).rank).toBe(0);
  });

  it('takes a pivot of the size of rounding for zero, on both sides', () => {
    const epsilon = 2 ** -52;
    expect(cholesky([1, 1, 1, 1 + epsilon]).rank).toBe(1);
    expect([...cholesky([1, 1, 1, 1 + epsilon]).factor]).toEqual([1, 0, 1, 0]);
    expect(cholesky([1, 1, 1, 1 - epsilon]).rank).toBe(1);
    expect(cholesky([1, 1, 1, 1 + 3 * epsilon]).rank).toBe(2);
    expect(cholesky([1, 1, 1, 1 - 1e-13]).rank).toBe(1);
    expect(cholesky([1, 1, 1, 1 - 1e-11]).rank).toBe(-1);
  });

  it('refuses what is not positive semidefinite or not finite', () => {
    expect(cholesky([1, 2, 2, 1]).rank).toBe(-1);
    expect(cholesky([-1]).rank).toBe(-1);
    expect(cholesky([0, 1, 1, 1]).rank).toBe(-1);
    expect(cholesky([0, 1e-3, 1e-3, 1]).rank).toBe(-1);
    expect(cholesky([1, 1, 0, 1, 1, 0.1, 0, 0.1, 1]).rank).toBe(-1);
    expect(cholesky([1, 0.9, 0.1, 0.9, 1, 0.9, 0.1, 0.9, 1]).rank).toBe(-1);
    expect(cholesky([Number.NaN]).rank).toBe(-1);
    expect(cholesky([1, Infinity, Infinity, 1]).rank).toBe(-1);
    expect(cholesky([1, Number.NaN, Number.NaN, 1]).rank).toBe(-1);
  });
});
