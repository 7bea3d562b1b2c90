import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import repair from '../reference/covariance-repair.json';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';

const { exports, memory, scope } = await loadKernels();

function call(
  kernel: (pointer: number, n: number, out: number, scratch: number) => number,
  matrix: ArrayLike<number>,
) {
  const n = Math.sqrt(matrix.length);
  return scope(() => {
    const pointer = memory.write(Float64Array.from(matrix));
    const out = memory.reserve(n * n);
    const bytes = exports.nearestCorrelationScratchBytes(n);
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(Number.NaN);
    const guard = memory.write(Float64Array.of(3));
    const distance = kernel(pointer, n, out, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    expect(memory.read(pointer, n * n)).toEqual(Float64Array.from(matrix));
    return { distance, matrix: memory.read(out, n * n) };
  });
}

const nearest = (matrix: ArrayLike<number>, iterations = 10_000) =>
  call(
    (at, n, out, scratch) => exports.nearestCorrelation(at, n, iterations, out, scratch),
    matrix,
  );

const clip = (matrix: ArrayLike<number>, floor: number) =>
  call((at, n, out, scratch) => exports.clipEigenvalues(at, n, floor, out, scratch), matrix);

function eigenvalues(matrix: Float64Array): Float64Array {
  const n = Math.sqrt(matrix.length);
  return scope(() => {
    const values = memory.reserve(n);
    const vectors = memory.reserve(n * n);
    const scratch = memory.allocate(exports.symmetricEigenScratchBytes(n));
    exports.symmetricEigen(memory.write(matrix), n, values, vectors, scratch);
    return memory.read(values, n);
  });
}

/** A symmetric matrix with a diagonal of 1 and anything in [-1, 1] beside it. */
function unit(n: number, seed: number, most = 1): Float64Array {
  const random = noise(seed);
  const matrix = new Float64Array(n * n).fill(1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      matrix[i * n + j] = matrix[j * n + i] = most * (2 * random() - 1);
    }
  }
  return matrix;
}

function expectCorrelation(matrix: Float64Array): void {
  const n = Math.sqrt(matrix.length);
  for (let i = 0; i < n; i++) {
    expect(matrix[i * n + i]).toBe(1);
    for (let j = 0; j < i; j++) {
      expect(matrix[i * n + j]).toBe(matrix[j * n + i]);
      expect(Math.abs(matrix[i * n + j])).toBeLessThanOrEqual(1);
    }
  }
  expect(eigenvalues(matrix)[n - 1]).toBeGreaterThan(-1e-14 * n);
  const rank = scope(() => exports.cholesky(memory.write(matrix), n, memory.reserve(n * n)));
  expect(rank).toBe(n);
}

const cases = Object.entries(repair.entries);
const sizes = fc.integer({ min: 2, max: 12 });

describe('nearestCorrelation', () => {
  it.each(cases)('finds the matrix that 40 digits find: %s', (_, { value, tolerance }) => {
    const { distance, matrix } = nearest(value.matrix.flat());
    value.nearest.flat().forEach((entry, at) => {
      expect(near(matrix[at], entry, 0, tolerance.absolute)).toBe(true);
    });
    expect(near(distance, value.nearest_distance, 0, tolerance.absolute)).toBe(true);
    expectCorrelation(matrix);
  });

  it('is valid wherever it stops, and better the longer it goes', () => {
    const { value } = repair.entries.four_assets;
    const found = [0, 1, 3, 10, 1000].map((rounds) => nearest(value.matrix.flat(), rounds));
    found.forEach(({ matrix }) => expectCorrelation(matrix));
    const miss = found.map(({ matrix }) =>
      Math.max(...value.nearest.flat().map((entry, at) => Math.abs(entry - matrix[at]))),
    );
    for (let k = 1; k < miss.length; k++) expect(miss[k]).toBeLessThan(miss[k - 1]);
  });

  it('moves less than clipping does, and by the distance that it reports', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (n, seed) => {
        const matrix = unit(n, seed);
        const { distance, matrix: found } = nearest(matrix, 500);
        expectCorrelation(found);
        const moved = Math.hypot(...found.map((entry, at) => entry - matrix[at]));
        expect(near(distance, moved, 1e-12)).toBe(true);
        expect(distance).toBeLessThanOrEqual(clip(matrix, 0).distance * (1 + 1e-9) + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('follows a new order of the variables, and leaves what it found alone', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (n, seed) => {
        const matrix = unit(n, seed);
        const found = nearest(matrix, 2000);
        const turned = nearest(matrix.toReversed(), 2000).matrix.toReversed();
        turned.forEach((entry, at) => {
          expect(near(entry, found.matrix[at], 0, 1e-7)).toBe(true);
        });
        expect(nearest(found.matrix, 100).distance).toBeLessThan(1e-12 * n);
      }),
      { numRuns: 40 },
    );
  });
});

describe('clipEigenvalues', () => {
  it.each(cases)('agrees with 40 digits: %s', (_, { value }) => {
    for (const [floor, expected, expectedDistance] of [
      [0, value.clipped_0, value.clipped_0_distance],
      [1 / 128, value.clipped_1_128, value.clipped_1_128_distance],
    ] as const) {
      const { distance, matrix } = clip(value.matrix.flat(), floor);
      expected.flat().forEach((entry, at) => {
        expect(near(matrix[at], entry, 0, 3e-13)).toBe(true);
      });
      expect(near(distance, expectedDistance, 1e-12)).toBe(true);
      expectCorrelation(matrix);
    }
  });

  it('leaves a smallest eigenvalue near the floor, and the more the higher it is', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (n, seed) => {
        const matrix = unit(n, seed);
        let before = 0;
        for (const floor of [0, 0.01, 0.1, 0.3]) {
          const { distance, matrix: clipped } = clip(matrix, floor);
          expectCorrelation(clipped);
          expect(eigenvalues(clipped)[n - 1]).toBeGreaterThanOrEqual(floor / n - 1e-14 * n);
          expect(distance).toBeGreaterThanOrEqual(before - 1e-12);
          before = distance;
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('both repairs', () => {
  it('return a valid matrix to the bit', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (n, seed) => {
        const matrix = unit(n, seed, 0.9 / n);
        expect(nearest(matrix)).toEqual({ distance: 0, matrix });
        expect(clip(matrix, 0.05)).toEqual({ distance: 0, matrix });
      }),
    );
    const singular = new Float64Array(16).fill(1);
    expect(nearest(singular)).toEqual({ distance: 0, matrix: singular });
    expect(clip(singular, 0)).toEqual({ distance: 0, matrix: singular });
    expect(nearest([1]).distance).toBe(0);
  });

  it('can be factored, also where they are large', () => {
    const matrix = unit(150, 3);
    expectCorrelation(nearest(matrix, 60).matrix);
    expectCorrelation(clip(matrix, 0).matrix);
  });

  it('refuse what is not finite', () => {
    expect(nearest([1, Number.NaN, Number.NaN, 1]).distance).toBe(-1);
    expect(clip([1, Infinity, Infinity, 1], 0).distance).toBe(-1);
  });
});
