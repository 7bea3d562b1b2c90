import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import daily from '../reference/covariance-daily.json';
import eu from '../reference/covariance-eu.json';
import monthly from '../reference/covariance-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, noise, readColumns, returnsOf } from './columns';

const { exports, memory, scope } = await loadKernels();
const [IDENTITY, CONSTANT_CORRELATION, OAS] = [0, 1, 2];
const targets = [IDENTITY, CONSTANT_CORRELATION, OAS];

function shrink(columns: readonly Float64Array[], target: number) {
  const n = columns.length;
  const T = columns[0].length;
  return scope(() => {
    const pointer = memory.writeColumns(columns);
    const report = memory.reserve(1);
    const out = memory.reserve(n * n);
    const bytes = exports.shrinkageScratchBytes(n, T);
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(Number.NaN);
    const guard = memory.write(Float64Array.of(3));
    exports.shrinkage(pointer, n, T, target, out, report, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    return { intensity: memory.read(report, 1)[0], matrix: memory.read(out, n * n) };
  });
}

/** Sample covariance with divisor T, from the definition. */
function sample(columns: readonly Float64Array[]): number[][] {
  const T = columns[0].length;
  const centered = columns.map((c) => {
    const mean = c.reduce((sum, x) => sum + x, 0) / T;
    return c.map((x) => x - mean);
  });
  return centered.map((a) => centered.map((b) => a.reduce((s, x, t) => s + x * b[t], 0) / T));
}

function randomColumns(n: number, T: number, seed: number): Float64Array[] {
  const random = noise(seed);
  const market = Float64Array.from({ length: T }, () => random() - 0.5);
  return Array.from({ length: n }, (_, i) =>
    market.map((m) => (i + 1) * (random() + random() - 1) + m + i),
  );
}

describe('shrinkage', () => {
  it.each([
    ['monthly', monthly, 'ledoit_wolf_identity', IDENTITY],
    ['monthly', monthly, 'ledoit_wolf_constant_correlation', CONSTANT_CORRELATION],
    ['monthly', monthly, 'oas', OAS],
    ['daily', daily, 'ledoit_wolf_identity', IDENTITY],
    ['daily', daily, 'ledoit_wolf_constant_correlation', CONSTANT_CORRELATION],
    ['European', eu, 'ledoit_wolf_identity', IDENTITY],
    ['European', eu, 'ledoit_wolf_constant_correlation', CONSTANT_CORRELATION],
    ['European', eu, 'oas', OAS],
  ] as const)(
    'agrees on the %s set with the reference %#',
    (name, { meta, entries }, key, target) => {
      const columns = readColumns(meta.file, meta.columns);
      const series = name === 'monthly' ? columns : columns.map(returnsOf);
      const { value } = (entries as unknown as Record<string, (typeof monthly.entries)['oas']>)[
        key
      ];
      const { intensity, matrix } = shrink(series, target);
      expect(near(intensity, value.shrinkage, 1e-12)).toBe(true);
      const n = meta.columns.length;
      value.cov.forEach((row, i) => {
        row.forEach((entry, j) => {
          const scale = Math.sqrt(value.cov[i][i] * value.cov[j][j]);
          expect(near(matrix[i * n + j], entry, 1e-12, 1e-15 * scale)).toBe(true);
        });
      });
    },
  );

  it('equals the definitions, written as sums over all pairs', () => {
    for (const [n, T, seed] of [
      [2, 9, 1],
      [3, 2, 2],
      [4, 30, 3],
      [7, 12, 4],
      [9, 61, 5],
    ]) {
      const columns = randomColumns(n, T, seed);
      const S = sample(columns);
      const means = columns.map((c) => c.reduce((sum, x) => sum + x, 0) / T);
      const x = columns.map((c, i) => c.map((value) => value - means[i]));
      const all = S.flatMap((row, i) => row.map((entry, j) => ({ i, j, entry })));
      const total = (term: (i: number, j: number, entry: number) => number) =>
        all.reduce((sum, { i, j, entry }) => sum + term(i, j, entry), 0);
      const mean = (term: (t: number) => number) =>
        Array.from({ length: T }, (_, t) => term(t)).reduce((sum, value) => sum + value, 0) / T;
      const errors = (i: number, j: number) => mean((t) => (x[i][t] * x[j][t] - S[i][j]) ** 2);

      const mu = S.reduce((sum, row, i) => sum + row[i], 0) / n;
      const distance = total((i, j, entry) => (entry - (i === j ? mu : 0)) ** 2);
      const identity = Math.min(1, total(errors) / T / distance);
      expect(near(shrink(columns, IDENTITY).intensity, identity, 1e-11, 1e-14)).toBe(true);

      const alpha = total((_, __, entry) => entry ** 2) / n ** 2;
      const oas = Math.min(1, (alpha + mu ** 2) / ((T + 1) * (alpha - mu ** 2 / n)));
      expect(near(shrink(columns, OAS).intensity, oas, 1e-11)).toBe(true);

      const sd = S.map((row, i) => Math.sqrt(row[i]));
      const off = total((i, j, entry) => (i === j ? 0 : entry / sd[i] / sd[j]));
      const average = off / (n * (n - 1));
      const F = (i: number, j: number) => (i === j ? S[i][i] : average * sd[i] * sd[j]);
      const theta = (i: number, j: number) =>
        mean((t) => (x[i][t] ** 2 - S[i][i]) * (x[i][t] * x[j][t] - S[i][j]));
      const rho = total((i, j) =>
        i === j
          ? errors(i, i)
          : (average / 2) * ((sd[j] / sd[i]) * theta(i, j) + (sd[i] / sd[j]) * theta(j, i)),
      );
      const gamma = total((i, j, entry) => (entry - F(i, j)) ** 2);
      const constant = Math.max(0, Math.min(1, (total(errors) - rho) / gamma / T));
      const { intensity, matrix } = shrink(columns, CONSTANT_CORRELATION);
      expect(near(intensity, n < 3 ? 0 : constant, 1e-10, 1e-13)).toBe(true);
      for (const { i, j, entry } of all) {
        const expected = (1 - intensity) * entry + intensity * F(i, j);
        expect(near(matrix[i * n + j], expected, 1e-12, 1e-14 * sd[i] * sd[j])).toBe(true);
      }
    }
  });

  it('leaves a series that never moves without variance and says no NaN', () => {
    const [a, b, c] = randomColumns(3, 50, 8);
    // 0.1 fifty times does not add up to five exactly.
    const still = new Float64Array(50).fill(0.1);
    const alone = shrink([a, b, c], CONSTANT_CORRELATION);
    const beside = shrink([a, still, b, c], CONSTANT_CORRELATION);
    expect(near(beside.intensity, alone.intensity, 1e-12)).toBe(true);
    expect([...beside.matrix.slice(4, 8)]).toEqual([0, 0, 0, 0]);
    const kept = [0, 2, 3];
    kept.forEach((row, i) => {
      kept.forEach((column, j) => {
        expect(near(beside.matrix[row * 4 + column], alone.matrix[i * 3 + j], 1e-12)).toBe(true);
      });
    });
    for (const target of [IDENTITY, OAS]) {
      const { intensity, matrix } = shrink([a, still, b, c], target);
      const mu = sample([a, b, c]).reduce((sum, row, i) => sum + row[i], 0) / 4;
      expect(near(matrix[5], intensity * mu, 1e-12)).toBe(true);
      expect(matrix[4]).toBe(0);
    }
    for (const target of targets) {
      expect([...shrink([still, still], target).matrix]).toEqual([0, 0, 0, 0]);
      expect(shrink([still], target)).toEqual({ intensity: 0, matrix: Float64Array.of(0) });
      expect(shrink([still, a], target).intensity).toBeGreaterThanOrEqual(0);
    }
    expect(shrink([still, still], IDENTITY).intensity).toBe(0);
    expect(shrink([still, still], CONSTANT_CORRELATION).intensity).toBe(0);
    expect(shrink([still, still], OAS).intensity).toBe(1);
  });

  it('finds no variance in any number that stays the same', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 5000 }),
        (value, T) => {
          expect(shrink([new Float64Array(T).fill(value)], IDENTITY).matrix[0]).toBe(0);
        },
      ),
    );
  });

  it('does not shrink where the target is the sample already', () => {
    const columns = randomColumns(2, 40, 9);
    const S = sample(columns).flat();
    const two = shrink(columns, CONSTANT_CORRELATION);
    expect(two.intensity).toBe(0);
    two.matrix.forEach((entry, at) => expect(near(entry, S[at], 1e-13)).toBe(true));
    const same = shrink([columns[0], columns[0], columns[0]], CONSTANT_CORRELATION);
    expect(same.intensity).toBe(0);
    for (const target of targets) {
      const { intensity, matrix } = shrink([columns[1]], target);
      expect(intensity).toBe(0);
      expect(near(matrix[0], S[3], 1e-13)).toBe(true);
    }
  });

  it('gives NaN for fewer than two observations', () => {
    for (const target of targets) {
      const { intensity, matrix } = shrink([Float64Array.of(1), Float64Array.of(2)], target);
      expect([intensity, ...matrix]).toEqual(Array.from({ length: 5 }, () => Number.NaN));
    }
  });

  it('is symmetric, positive semidefinite, and keeps trace, scale and order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...targets),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: -100, max: 100 }),
        fc.integer(),
        (target, n, T, power, seed) => {
          const columns = randomColumns(n, T, seed);
          const { intensity, matrix } = shrink(columns, target);
          expect(intensity).toBeGreaterThanOrEqual(0);
          expect(intensity).toBeLessThanOrEqual(1);
          const S = sample(columns);
          const trace = S.reduce((sum, row, i) => sum + row[i], 0);
          let actual = 0;
          for (let i = 0; i < n; i++) {
            actual += matrix[i * n + i];
            for (let j = 0; j < i; j++) expect(matrix[i * n + j]).toBe(matrix[j * n + i]);
          }
          expect(near(actual, trace, 1e-12)).toBe(true);

          const scaled = shrink(
            columns.map((column) => column.map((r) => r * 2 ** power)),
            target,
          );
          expect(scaled.intensity).toBe(intensity);
          expect(scaled.matrix).toEqual(matrix.map((entry) => entry * 4 ** power));

          const turned = shrink(columns.toReversed(), target);
          expect(near(turned.intensity, intensity, 1e-9, 1e-12)).toBe(true);
          turned.matrix.toReversed().forEach((entry, at) => {
            expect(near(entry, matrix[at], 1e-9, 1e-11 * trace)).toBe(true);
          });
          const smallest = scope(() => {
            const values = memory.reserve(n);
            const vectors = memory.reserve(n * n);
            const scratch = memory.allocate(exports.symmetricEigenScratchBytes(n));
            exports.symmetricEigen(memory.write(matrix), n, values, vectors, scratch);
            return memory.read(values, n)[n - 1];
          });
          expect(smallest).toBeGreaterThanOrEqual(-1e-13 * trace);
        },
      ),
    );
  });
});
