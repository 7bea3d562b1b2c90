import { describe, expect, it } from 'vitest';
import { normalDistribution } from '../../src/finance/normal-distribution';
import reference from '../reference/kernels-sobol.json';
import { loadKernels } from '../tools/kernels';
import { noise } from './columns';
import { splitmix } from './generator-model';

const { exports, memory, scope } = await loadKernels();
const BLOCK = 4096;
const DIMENSIONS = 250;

/** The coordinates of a block before scrambling, in units of 2^-32. */
function integers(dimension: number, block: number): number[] {
  return scope(() => {
    const out = memory.reserve(BLOCK / 2);
    const scratch = memory.allocate(exports.sobolScratchBytes());
    exports.sobolBits(out, dimension, block, scratch);
    const bits = new Uint32Array(memory.view(out, BLOCK / 2).buffer, out, BLOCK);
    return Array.from(bits, reverse);
  });
}

function normals(dimensions: number, seed: number, replicate = 0, block = 0): Float64Array[] {
  return scope(() => {
    const out = memory.reserve(dimensions * BLOCK);
    const scratch = memory.allocate(exports.sobolScratchBytes());
    exports.sobolBlock(out, dimensions, seed, replicate, block, scratch);
    const all = memory.read(out, dimensions * BLOCK);
    return Array.from({ length: dimensions }, (_, d) => all.slice(d * BLOCK, (d + 1) * BLOCK));
  });
}

/** The scrambled coordinates behind the normals, to nine digits or so. */
function uniforms(...choice: Parameters<typeof normals>): Float64Array[] {
  return normals(...choice).map((row) => row.map(normalDistribution));
}

/** One coordinate of one point in so many replicates, from the given one on. */
function repeated(count: number, seed: number, d: number, i: number, from = 0): number[] {
  return scope(() => {
    const out = memory.reserve((d + 1) * BLOCK);
    const scratch = memory.allocate(exports.sobolScratchBytes());
    return Array.from({ length: count }, (_, replicate) => {
      exports.sobolBlock(out, d + 1, seed, from + replicate, 0, scratch);
      return normalDistribution(memory.view(out, (d + 1) * BLOCK)[d * BLOCK + i]);
    });
  });
}

function reverse(word: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) reversed = reversed * 2 + ((word >>> bit) & 1);
  return reversed;
}

/** Whether every box of 2^-a by 2^-(m - a) holds exactly one of the 2^m points, for every a. */
function isNet(x: ArrayLike<number>, y: ArrayLike<number>, m: number): boolean {
  for (let a = 0; a <= m; a++) {
    const boxes = new Set<number>();
    for (let i = 0; i < 2 ** m; i++) {
      boxes.add(Math.floor(x[i] * 2 ** a) * 2 ** (m - a) + Math.floor(y[i] * 2 ** (m - a)));
    }
    if (boxes.size !== 2 ** m) return false;
  }
  return true;
}

/** Square of the L2 star discrepancy, by Warnock's formula. */
function discrepancy(rows: readonly ArrayLike<number>[], n: number): number {
  let once = 0;
  let twice = 0;
  for (let i = 0; i < n; i++) {
    once += rows.reduce((product, row) => product * (1 - row[i] * row[i]), 1);
    for (let j = 0; j < n; j++) {
      twice += rows.reduce((product, row) => product * (1 - Math.max(row[i], row[j])), 1);
    }
  }
  const d = rows.length;
  return 3 ** -d - (2 ** (1 - d) * once) / n + twice / (n * n);
}

describe('the sequence before scrambling', () => {
  it('begins as published', () => {
    const first = [0, 1, 2].map((d) =>
      integers(d, 0)
        .slice(0, 8)
        .map((x) => x / 2 ** 32),
    );
    expect(first).toEqual([
      [0, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875],
      [0, 0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875],
      [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125],
    ]);
  });

  it('has the points of the reference in all its dimensions', () => {
    for (const { index, words } of reference.points) {
      expect(words).toHaveLength(DIMENSIONS);
      const found = words.map((_, d) => integers(d, Math.floor(index / BLOCK))[index % BLOCK]);
      expect(found).toEqual(words);
    }
  });

  it('has one point of each block in every stratum of every dimension', () => {
    for (let d = 0; d < DIMENSIONS; d++) {
      expect(new Set(integers(d, 77).map((x) => x >>> 20)).size).toBe(BLOCK);
    }
  });
});

describe('the scrambled sequence', () => {
  it('is the sequence with its bits flipped by the hash of the bits above', () => {
    const [seed, replicate, block] = [11, 3, 5];
    const [spread] = splitmix(BigInt(seed) + (7n << 32n), 1);
    const keys = splitmix(spread ^ BigInt(replicate), 4).map((key) => Number(key >> 32n));
    uniforms(4, seed, replicate, block).forEach((row, d) => {
      const expected = integers(d, block).map((word) => {
        let x = (reverse(word) + keys[d]) >>> 0;
        for (const factor of [0x6c50b47c, 0xb82f1e52, 0xc7afe638, 0x8d22f6e6]) {
          x = (x ^ Math.imul(x, factor)) >>> 0;
        }
        return (reverse(x) + 0.5) / 2 ** 32;
      });
      expect(row.findIndex((u, i) => Math.abs(u - expected[i]) > 1e-14)).toBe(-1);
    });
  });

  it('keeps one point in every stratum of every dimension', () => {
    for (const row of uniforms(DIMENSIONS, 1, 2, 3)) {
      expect(new Set(row.map((u) => Math.floor(u * BLOCK))).size).toBe(BLOCK);
    }
  });

  it('keeps one point in every box of the first two dimensions', () => {
    const random = [noise(1), noise(2)].map((next) => Array.from({ length: BLOCK }, next));
    expect(isNet(random[0], random[1], 12)).toBe(false);
    for (const replicate of [0, 1, 2]) {
      const [x, y] = uniforms(2, 4, replicate, 9);
      expect(isNet(x, y, 12)).toBe(true);
    }
  });

  it('fills five and twelve dimensions more evenly than chance', () => {
    const n = 1024;
    for (const [d, better] of [
      [5, 8],
      [12, 1.2],
    ]) {
      // Of independent points the mean of the square is (2^-d - 3^-d) / n.
      const chance = (2 ** -d - 3 ** -d) / n;
      const found = [0, 1, 2, 3].map((replicate) => discrepancy(uniforms(d, 8, replicate), n));
      expect(chance / (found.reduce((a, b) => a + b) / 4)).toBeGreaterThan(better);
    }
  });

  it('has every point anywhere with the same probability', () => {
    const n = 1024;
    for (const [d, i] of [
      [0, 0],
      [2, 1],
      [4, 4095],
    ]) {
      const sorted = repeated(n, 6, d, i).sort((a, b) => a - b);
      const distance = sorted.map((u, k) => Math.max(u - k / n, (k + 1) / n - u));
      // 1.95 is the critical value at 1 in 1000.
      expect(Math.max(...distance) * Math.sqrt(n)).toBeLessThan(1.95);
    }
  });

  it('is scrambled independently in every replicate, dimension and seed', () => {
    const limit = 4 / Math.sqrt(512);
    const series = (seed: number, d: number, from: number) =>
      repeated(512, seed, d, 17, from).map((u) => u - 0.5);
    const correlation = (a: readonly number[], b: readonly number[]) =>
      Math.abs((12 * a.reduce((sum, x, k) => sum + x * b[k], 0)) / a.length);
    const base = series(1, 0, 0);
    for (const other of [series(1, 1, 0), series(2, 0, 0), series(1, 0, 1), series(1, 3, 0)]) {
      expect(correlation(base, other)).toBeLessThan(limit);
    }
  });

  it('draws any block alone, and more dimensions change no earlier one', () => {
    const all = normals(6, 9, 1, 3);
    normals(3, 10, 4, 1);
    expect(normals(6, 9, 1, 3)).toEqual(all);
    expect(normals(2, 9, 1, 3)).toEqual(all.slice(0, 2));
  });

  it('integrates a smooth function a hundred times better than chance', () => {
    const d = 5;
    const means = Array.from({ length: 32 }, (_, replicate) => {
      const rows = uniforms(d, 3, replicate);
      let sum = 0;
      for (let i = 0; i < BLOCK; i++) sum += rows.reduce((p, row) => p * (row[i] + 0.5), 1);
      return sum / BLOCK - 1;
    });
    const error = Math.sqrt(means.reduce((sum, x) => sum + x * x, 0) / means.length);
    const chance = Math.sqrt(((13 / 12) ** d - 1) / BLOCK);
    expect(chance / error).toBeGreaterThan(100);
    // The mean of 32 replicates is as close as their spread says.
    const mean = means.reduce((a, b) => a + b) / means.length;
    expect(Math.abs(mean)).toBeLessThan((4 * error) / Math.sqrt(32));
  });
});
