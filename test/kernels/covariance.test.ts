import { describe, expect, it } from 'vitest';
import daily from '../reference/kernels-daily.json';
import monthly from '../reference/kernels-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, noise, readColumns, returnsOf } from './columns';

const { exports, memory, scope } = await loadKernels();

function covariance(columns: readonly Float64Array[]) {
  const n = columns.length;
  const T = columns[0].length;
  return scope(() => {
    const means = memory.reserve(n);
    const out = memory.reserve(n * n);
    const scratch = memory.allocate(exports.covarianceScratchBytes(n, T));
    const guard = memory.write(Float64Array.of(3));
    exports.covariance(memory.writeColumns(columns), n, T, means, out, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    return { means: memory.read(means, n), matrix: memory.read(out, n * n) };
  });
}

describe('covariance', () => {
  it.each([
    ['monthly', monthly],
    ['daily', daily],
  ] as const)('agrees with pandas on the %s set', (_, reference) => {
    const { columns, file } = reference.meta;
    const isMonthly = reference === monthly;
    const series = readColumns(file, columns).map((c) => (isMonthly ? c : returnsOf(c)));
    const { matrix } = covariance(series);
    const expected = reference.entries.cov_sample.value;
    const scale = (i: number, j: number) => Math.sqrt(expected[i][i] * expected[j][j]);
    expected.forEach((row, i) => {
      row.forEach((value, j) => {
        const difference = Math.abs(matrix[i * columns.length + j] - value);
        expect(difference).toBeLessThanOrEqual(1e-12 * Math.abs(value) + 1e-15 * scale(i, j));
      });
    });
  });

  it('equals the definition for every shape of the tiles, and is symmetric to the bit', () => {
    const random = noise(4);
    for (const [n, T] of [
      [1, 2],
      [2, 3],
      [3, 255],
      [4, 256],
      [5, 257],
      [7, 600],
      [8, 31],
      [13, 513],
      [270, 9],
    ]) {
      const columns = Array.from({ length: n }, (_, i) =>
        Float64Array.from({ length: T }, () => 100 * i + random() * (i + 1)),
      );
      const { means, matrix } = covariance(columns);
      columns.forEach((a, i) => {
        const mean = a.reduce((sum, x) => sum + x, 0) / T;
        expect(near(means[i], mean, 1e-14)).toBe(true);
        for (let j = i; j < n; j += 1 + Math.floor(n / 20)) {
          const sum = a.reduce((s, x, t) => s + (x - means[i]) * (columns[j][t] - means[j]), 0);
          const value = matrix[i * n + j];
          expect(near(value, sum / (T - 1), 1e-12, 1e-14 * (i + 1) * (j + 1))).toBe(true);
          expect(Object.is(value, matrix[j * n + i])).toBe(true);
        }
      });
    }
  });

  it('does not depend on the level of the series', () => {
    const random = noise(6);
    // Steps of 2^-10 are exact on top of 2^30.
    const base = Array.from({ length: 6 }, () =>
      Float64Array.from({ length: 300 }, () => Math.floor(random() * 1024) / 1024),
    );
    const near0 = covariance(base).matrix;
    const far = covariance(base.map((c) => c.map((x) => x + 2 ** 30))).matrix;
    far.forEach((value, at) => expect(near(value, near0[at], 1e-8, 1e-13)).toBe(true));
  });

  it('needs little beside its input and its matrix, however long the series are', () => {
    const [n, T] = [2_000, 5_000];
    const megabytes = (n * n * 8 + n * 8 + exports.covarianceScratchBytes(n, T)) / 1e6;
    expect(megabytes).toBeLessThan(40);
    expect(exports.covarianceScratchBytes(n, 100 * T)).toBe(exports.covarianceScratchBytes(n, T));
  });

  it('stays within its scratch for every shape of the tiles', () => {
    for (const [n, T] of [
      [1, 1],
      [3, 300],
      [6, 255],
      [9, 256],
      [11, 600],
    ]) {
      const columns = Array.from({ length: n }, () => new Float64Array(T).fill(1));
      scope(() => {
        const source = memory.writeColumns(columns);
        const means = memory.reserve(n);
        const out = memory.reserve(n * n);
        const scratch = memory.allocate(exports.covarianceScratchBytes(n, T));
        const guard = memory.write(new Float64Array(64).fill(7));
        exports.covariance(source, n, T, means, out, scratch);
        expect(memory.read(guard, 64)).toEqual(new Float64Array(64).fill(7));
        expect(memory.read(source, n * T)).toEqual(new Float64Array(n * T).fill(1));
      });
    }
  });
});
