import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near } from './columns';
import { edges, normals, R, V, words } from './generator-model';

const { exports, memory, scope, ziggurat } = await loadKernels();
const BLOCK = 4096;

function block(rows: number, seed: number, stream = 0, number = 0): Float64Array {
  return scope(() => {
    const out = memory.reserve(rows * BLOCK);
    const scratch = memory.allocate(exports.simulationScratchBytes());
    exports.normalBlock(out, rows, seed, stream, number, ziggurat, scratch);
    return memory.read(out, rows * BLOCK);
  });
}

/** A little over a million draws at a fixed seed. */
const sample = Float64Array.from(
  Array.from({ length: 62 }, (_, number) => [...block(4, 2024, 0, number)]).flat(),
);

/** Twice the upper tail of the normal distribution, by series or continued fraction. */
function bothTails(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 3; Math.abs(term) > 1e-18; k += 2) sum += term *= (x * x) / k;
    return 1 - 2 * density * sum;
  }
  let fraction = x;
  for (let k = 60; k > 0; k--) fraction = x + k / fraction;
  return (2 * density) / fraction;
}

describe('zigguratTable', () => {
  const table = memory.read(ziggurat, 2055);

  it('fills its bytes with the same every time, padding included, and nothing else', () => {
    const length = exports.zigguratTableBytes() / 8;
    const found = scope(() => {
      const out = memory.reserve(4 * length);
      memory.view(out, 4 * length).fill(7);
      exports.zigguratTable(out);
      return memory.read(out, 4 * length);
    });
    expect(found.subarray(0, length)).toEqual(memory.read(ziggurat, length));
    expect([1025, 2051, 2055].map((at) => found[at])).toEqual([0, 0, 0]);
    expect(found.subarray(length).every((value) => value === 7)).toBe(true);
  });

  it('closes at the top of the curve', () => {
    expect(Math.abs(V / table[1023] + Math.exp((-table[1023] * table[1023]) / 2) - 1)).toBeLessThan(
      1e-12,
    );
    expect(table[1024]).toBe(0);
  });

  it('has layers of equal area, the last with the tail', () => {
    const heights = table.subarray(1026);
    expect(near(R * heights[1] + Math.sqrt(Math.PI / 2) * bothTails(R), V, 1e-13)).toBe(true);
    expect(near(table[0] * heights[1], V, 1e-14)).toBe(true);
    for (let i = 1; i < 1024; i++) {
      expect(table[i]).toBeGreaterThan(table[i + 1]);
      expect(near(heights[i], Math.exp((-table[i] * table[i]) / 2), 1e-14)).toBe(true);
      expect(near(table[i] * (heights[i + 1] - heights[i]), V, 1e-11)).toBe(true);
    }
  });
});

describe('normalBlock', () => {
  it('equals a model that draws one number after the other, refusals included', () => {
    let tailsRefused = 0;
    for (const [seed, stream, number] of [
      [1, 0, 0],
      [0xffff_fff0, 1, 12_345],
      // A block in which the tail refuses its first proposal.
      [2, 0, 7],
    ]) {
      const model = normals(seed, stream, number, 3);
      const actual = block(3, seed, stream, number);
      tailsRefused += model.tailsRefused;
      expect(model.refused).toBeGreaterThan(20);
      expect(model.values.length).toBe(actual.length);
      expect(model.values.findIndex((z, i) => !near(actual[i], z, 1e-11))).toBe(-1);
    }
    expect(tailsRefused).toBeGreaterThan(0);
  });

  it('draws any block alone and any row whatever follows it', () => {
    const all = block(5, 9, 0, 3);
    block(2, 10, 0, 4);
    expect(block(5, 9, 0, 3)).toEqual(all);
    expect(block(2, 9, 0, 3)).toEqual(all.slice(0, 2 * BLOCK));
  });

  it('differs between seeds, streams and blocks', () => {
    const heads = [block(1, 1, 0, 0), block(1, 2, 0, 0), block(1, 1, 1, 0), block(1, 1, 0, 1)];
    const seen = new Set(heads.flatMap((z) => [...z.map(Math.abs)]));
    expect(seen.size).toBe(4 * BLOCK);
  });

  it('has the moments of the normal distribution to the sixth', () => {
    const n = sample.length;
    const raw = [1, 2, 3, 4, 5, 6].map((p) => sample.reduce((sum, z) => sum + z ** p, 0) / n);
    const expected = [0, 1, 0, 3, 0, 15];
    const variance = [1, 2, 15, 96, 945, 10_170];
    // Four standard errors; variances of the powers are those of the normal distribution.
    raw.forEach((m, p) => {
      expect(Math.abs(m - expected[p])).toBeLessThan(4 * Math.sqrt(variance[p] / n));
    });
  });

  it('has tails as heavy as they should be, down to 1 in 100,000 and beyond R', () => {
    const n = sample.length;
    for (const x of [1.644853626951473, 2.5758, 3.2905, 3.8906, R, 4.4172]) {
      const p = bothTails(x);
      const upper = sample.reduce((count, z) => count + Number(z > x), 0);
      const lower = sample.reduce((count, z) => count + Number(z < -x), 0);
      expect(Math.abs(upper + lower - n * p)).toBeLessThan(4 * Math.sqrt(n * p));
      expect(Math.abs(upper - lower)).toBeLessThan(4 * Math.sqrt(n * p) + 1);
      expect(upper + lower).toBeGreaterThan(0);
    }
  });

  it('has its share of one in ten thousand to ten million', () => {
    const edgesOf = [3.8906, 4.4172, 4.8916, 5.3267];
    const counts = edgesOf.map(() => 0);
    const [blocks, rows] = [512, 32];
    scope(() => {
      const out = memory.reserve(rows * BLOCK);
      const scratch = memory.allocate(exports.simulationScratchBytes());
      const z = memory.view(out, rows * BLOCK);
      for (let number = 0; number < blocks; number++) {
        exports.normalBlock(out, rows, 5, 0, number, ziggurat, scratch);
        for (let i = 0; i < z.length; i++) {
          const size = Math.abs(z[i]);
          if (size > edgesOf[0]) edgesOf.forEach((x, k) => (counts[k] += Number(size > x)));
        }
      }
    });
    edgesOf.forEach((x, k) => {
      const expected = blocks * rows * BLOCK * bothTails(x);
      expect(Math.abs(counts[k] - expected)).toBeLessThan(4 * Math.sqrt(expected));
    });
  });

  it('passes the test of Kolmogorov and Smirnov', () => {
    const sorted = sample.toSorted();
    let distance = 0;
    sorted.forEach((z, i) => {
      const tail = bothTails(Math.abs(z)) / 2;
      const p = z < 0 ? tail : 1 - tail;
      distance = Math.max(distance, p - i / sorted.length, (i + 1) / sorted.length - p);
    });
    // 1.95 is the critical value at 1 in 1000.
    expect(distance * Math.sqrt(sorted.length)).toBeLessThan(1.95);
  });

  it('takes layer, sign and position from different bits', () => {
    const z = block(4, 77);
    const bits = words(77, 0, 0, z.length);
    let checked = 0;
    bits.forEach((word, i) => {
      const layer = Number(word & 1023n);
      const x = ((Number(word >> 12n) * 2 + 1) / 2 ** 53) * edges[layer];
      if (x >= edges[layer + 1]) return;
      checked++;
      expect(Math.sign(z[i])).toBe((word >> 10n) & 1n ? -1 : 1);
      // The layers near the top of the curve are known to 12 digits.
      expect(near(Math.abs(z[i]), x, 1e-11)).toBe(true);
    });
    expect(checked / z.length).toBeGreaterThan(0.99);
  });

  it('is not correlated with itself: sign and size, neighbours, rows', () => {
    const limit = 4 / Math.sqrt(sample.length);
    const product = (a: (i: number) => number, b: (i: number) => number) => {
      let sum = 0;
      for (let i = 0; i < sample.length - BLOCK; i++) sum += a(i) * b(i);
      return Math.abs(sum / sample.length);
    };
    const z = (shift: number) => (i: number) => sample[i + shift];
    const size = (shift: number) => (i: number) => (sample[i + shift] ** 2 - 1) / Math.SQRT2;
    const sign = (i: number) => Math.sign(sample[i]);
    expect(product(sign, size(0))).toBeLessThan(limit);
    for (const shift of [1, 2, 3, 512, BLOCK]) {
      expect(product(z(0), z(shift))).toBeLessThan(limit);
      expect(product(size(0), size(shift))).toBeLessThan(limit);
      expect(product(sign, size(shift))).toBeLessThan(limit);
    }
  });

  it('is not correlated between blocks, streams and seeds that are next to each other', () => {
    const draw = (seed: number, stream: number, first: number) =>
      Float64Array.from(
        Array.from({ length: 32 }, (_, k) => [...block(4, seed, stream, first + k)]).flat(),
      );
    const start = draw(100, 0, 0);
    for (const [name, other] of [
      ['block', draw(100, 0, 1)],
      ['stream', draw(100, 1, 0)],
      ['seed', draw(101, 0, 0)],
    ] as const) {
      const limit = 4 / Math.sqrt(start.length);
      const values = start.reduce((sum, z, i) => sum + z * other[i], 0);
      const sizes = start.reduce((sum, z, i) => sum + ((z * z - 1) * (other[i] ** 2 - 1)) / 2, 0);
      expect(Math.abs(values / start.length), name).toBeLessThan(limit);
      expect(Math.abs(sizes / start.length), name).toBeLessThan(limit);
    }
  });
});
