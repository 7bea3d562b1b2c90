/** Rows of normals that are spread on purpose, and what is made of them. */
import { describe, expect, it } from 'vitest';
import { normalDistribution } from '../../src/finance/normal-distribution';
import { loadKernels } from '../tools/kernels';
import { noise } from './columns';
import { words } from './generator-model';

const { exports, memory, scope, ziggurat } = await loadKernels();
const BLOCK = 4096;

type Sampler = 'normalBlock' | 'antitheticBlock' | 'stratifiedBlock';

function draw(sampler: Sampler, rows: number, seed: number, block = 0): Float64Array[] {
  return scope(() => {
    const out = memory.reserve(rows * BLOCK + 1);
    memory.view(out, rows * BLOCK + 1)[rows * BLOCK] = 3;
    const scratch = memory.allocate(exports.simulationScratchBytes());
    if (sampler === 'normalBlock') {
      exports.normalBlock(out, rows, seed, 0, block, ziggurat, scratch);
    } else exports[sampler](out, rows, seed, block, ziggurat, scratch);
    const all = memory.read(out, rows * BLOCK + 1);
    expect(all[rows * BLOCK]).toBe(3);
    return split(all, rows);
  });
}

function split(all: Float64Array, rows: number): Float64Array[] {
  return Array.from({ length: rows }, (_, r) => all.slice(r * BLOCK, (r + 1) * BLOCK));
}

function reflect(rows: readonly Float64Array[]): Float64Array[] {
  return scope(() => {
    const values = memory.writeColumns(rows);
    exports.reflectRows(values, rows.length, memory.allocate(exports.reflectScratchBytes()));
    return split(memory.read(values, rows.length * BLOCK), rows.length);
  });
}

/** Distance of Kolmogorov and Smirnov from the normal distribution, times sqrt(n). */
function distance(values: Float64Array): number {
  const n = values.length;
  const steps = values.toSorted().map((z, i) => {
    const p = normalDistribution(z);
    return Math.max(p - i / n, (i + 1) / n - p);
  });
  return Math.max(...steps) * Math.sqrt(n);
}

function correlation(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0) / a.length;
}

describe.each(['antitheticBlock', 'stratifiedBlock'] as const)('%s', (sampler) => {
  it('draws any block alone and any row whatever follows it', () => {
    const all = draw(sampler, 5, 9, 3);
    draw(sampler, 2, 10, 4);
    expect(draw(sampler, 5, 9, 3)).toEqual(all);
    expect(draw(sampler, 2, 9, 3)).toEqual(all.slice(0, 2));
  });

  it('gives other numbers for another seed and another block', () => {
    const heads = [draw(sampler, 2, 1), draw(sampler, 2, 2), draw(sampler, 2, 1, 1)];
    const seen = new Set(heads.flatMap((rows) => rows.flatMap((row) => [...row.map(Math.abs)])));
    const distinct = sampler === 'antitheticBlock' ? BLOCK : 2 * BLOCK;
    expect(seen.size).toBe(3 * distinct);
  });

  it('is normal in every row, and its rows are not correlated', () => {
    const rows = draw(sampler, 3, 2024, 1);
    // 1.95 is the critical value at 1 in 1000 of independent draws.
    for (const row of rows) expect(distance(row)).toBeLessThan(1.95 * Math.SQRT2);
    expect(Math.abs(correlation(rows[0], rows[1]))).toBeLessThan((4 * Math.SQRT2) / 64);
    expect(Math.abs(correlation(rows[1], rows[2]))).toBeLessThan((4 * Math.SQRT2) / 64);
  });
});

describe('antitheticBlock', () => {
  it('has pairs that sum to zero, half a block apart', () => {
    for (const row of draw('antitheticBlock', 4, 7, 2)) {
      for (let i = 0; i < BLOCK / 2; i++) expect(row[i] + row[i + BLOCK / 2]).toBe(0);
    }
  });

  it('draws the first halves as plain rows are drawn', () => {
    const plain = draw('normalBlock', 2, 7, 2);
    const [first, second, third, fourth] = draw('antitheticBlock', 4, 7, 2).map((row) =>
      row.slice(0, BLOCK / 2),
    );
    expect([...first, ...second]).toEqual([...plain[0]]);
    expect([...third, ...fourth]).toEqual([...plain[1]]);
  });
});

describe('stratifiedBlock', () => {
  it('has one scenario in each stratum of its first row, in their order', () => {
    const [row] = draw('stratifiedBlock', 1, 3, 8);
    row.forEach((z, i) => {
      expect(Math.floor(normalDistribution(z) * BLOCK)).toBe(i);
    });
  });

  it('places it inside by the words of a stream of its own', () => {
    const [row] = draw('stratifiedBlock', 1, 3, 8);
    words(3, 6, 8, BLOCK).forEach((word, i) => {
      const u = (i + (Number(word >> 32n) + 0.5) / 2 ** 32) / BLOCK;
      expect(Math.abs(normalDistribution(row[i]) - u)).toBeLessThan(1e-14);
    });
  });

  it('draws its other rows as plain ones are drawn', () => {
    const rows = draw('stratifiedBlock', 4, 3, 8);
    expect(rows.slice(1)).toEqual(draw('normalBlock', 3, 3, 8));
  });
});

describe('reflectRows', () => {
  it.each([2, 3, 12, 250])('makes the first of %d rows the sum of all, over sqrt(h)', (h) => {
    const rows = draw('normalBlock', h, 5);
    const turned = reflect(rows);
    let worst = 0;
    for (let i = 0; i < BLOCK; i += 17) {
      const sum = turned.reduce((total, row) => total + row[i], 0) / Math.sqrt(h);
      const before = rows.reduce((total, row) => total + row[i] ** 2, 0);
      const after = turned.reduce((total, row) => total + row[i] ** 2, 0);
      worst = Math.max(worst, Math.abs(sum - rows[0][i]), Math.abs(after / before - 1));
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it('undoes itself', () => {
    const rows = draw('normalBlock', 7, 6);
    reflect(reflect(rows)).forEach((row, r) => {
      row.forEach((z, i) => expect(Math.abs(z - rows[r][i])).toBeLessThan(1e-13));
    });
  });

  it('leaves one row as it is', () => {
    const rows = draw('normalBlock', 1, 6);
    expect(reflect(rows)).toEqual(rows);
  });
});

describe('oddFunction', () => {
  const next = noise(12);
  const table = Float64Array.from({ length: 4 * 544 }, next);
  const apply = (values: readonly number[]) =>
    scope(() => {
      const pointer = memory.write(Float64Array.from(values));
      exports.oddFunction(pointer, values.length, memory.write(table));
      return memory.read(pointer, values.length);
    });

  it('evaluates the cubic of each value in its interval, with its sign', () => {
    const values = Array.from({ length: 2_000 }, () => 17 * next() - 8.5);
    const found = apply(values);
    values.forEach((z, i) => {
      const k = Math.floor(64 * Math.abs(z));
      const f = 64 * Math.abs(z) - k;
      const [a, b, c, d] = table.subarray(4 * k, 4 * k + 4);
      expect(Math.abs(found[i] - Math.sign(z) * (((d * f + c) * f + b) * f + a))).toBeLessThan(
        1e-13,
      );
    });
  });

  it('is constant beyond its table', () => {
    const end = table.subarray(-4).reduce((a, b) => a + b);
    const found = apply([8.5, -8.5, 9, -40]);
    [end, -end, end, -end].forEach((y, i) => expect(Math.abs(found[i] - y)).toBeLessThan(1e-8));
  });
});

describe('compoundRows', () => {
  it.each([2, 12])('of %d plain rows is the simulation of plain draws, to the bit', (periods) => {
    scope(() => {
      const rows = memory.writeColumns(draw('normalBlock', periods, 5, 2));
      const scratch = memory.allocate(exports.simulationScratchBytes());
      const [out, exposure, plain, plainExposure] = [0, 0, 0, 0].map(() => memory.reserve(BLOCK));
      // So wide that some scenarios lose everything.
      const [mean, deviation] = [0.01, 0.4];
      exports.compoundRows(out, exposure, rows, periods, mean, deviation);
      exports.compoundNormalBlock(
        plain,
        plainExposure,
        mean,
        deviation,
        periods,
        5,
        2,
        ziggurat,
        scratch,
      );
      expect(memory.read(out, BLOCK)).toEqual(memory.read(plain, BLOCK));
      expect(memory.read(exposure, BLOCK)).toEqual(memory.read(plainExposure, BLOCK));
      expect(memory.read(out, BLOCK)).toContain(-1);
    });
  });

  it('of one row neither compounds nor stops at a loss of everything', () => {
    const rows = draw('normalBlock', 1, 5);
    const found = scope(() => {
      const out = memory.reserve(BLOCK);
      exports.compoundRows(out, 0, memory.writeColumns(rows), 1, 0.1, 2);
      return memory.read(out, BLOCK);
    });
    expect(found).toEqual(rows[0].map((z) => 0.1 + 2 * z));
  });
});
