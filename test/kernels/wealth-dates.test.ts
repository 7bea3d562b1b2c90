import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { noise } from './columns';
import { words } from './generator-model';
import { BLOCK, pathRows, workedOn } from './path-rows';

const kernels = await loadKernels();
const { exports, memory, scope } = kernels;
const rows = pathRows(kernels);
const SCENARIO_DATES = 5;

interface Dates {
  readonly T: number;
  readonly steps: number;
  /** Mean length of a block; with `equal` the length of each. */
  readonly L: number;
  readonly equal?: boolean;
  readonly seed?: number;
  readonly block?: number;
}

/** Whether a step draws, and whether it begins a block on every path. */
function plan({ L, equal = false }: Dates, step: number): { draws: boolean; fresh: boolean } {
  const fresh = equal ? step % L === 0 : step === 0;
  return { draws: !equal || fresh, fresh };
}

/** Where all paths stand after each step. */
function walk(dates: Dates): number[][] {
  const { T, steps, L, seed = 7, block = 0 } = dates;
  return scope(() => {
    const at = memory.allocate(BLOCK * 4);
    const bytes = exports.datesScratchBytes();
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(Number.NaN);
    const guard = memory.write(Float64Array.of(3));
    exports.startDates(seed, block, scratch);
    const found = Array.from({ length: steps }, (_, step) => {
      const { draws, fresh } = plan(dates, step);
      if (draws) exports.drawDates(at, T, L, fresh ? 1 : 0, scratch);
      else exports.followDates(at, T);
      return [...new Int32Array(memory.read(at, BLOCK / 2).buffer)];
    });
    expect(memory.read(guard, 1)[0]).toBe(3);
    return found;
  });
}

/** The same from the words of the stream. */
function model(dates: Dates): number[][] {
  const { T, steps, L, seed = 7, block = 0 } = dates;
  const stream = words(seed, SCENARIO_DATES, block, steps * BLOCK);
  const found: number[][] = [];
  let drawing = 0;
  for (let step = 0; step < steps; step++) {
    const { draws, fresh } = plan(dates, step);
    const first = drawing * BLOCK;
    if (draws) drawing++;
    found.push(
      Array.from({ length: BLOCK }, (_, s) => {
        const u = Number(stream[first + s] >> 12n) / 2 ** 52;
        if (fresh) return Math.floor(u * T);
        // With probability 1 / L, and then evenly: u L T is below T, and evenly spread there.
        const x = u * (Math.max(1, L) * T);
        return draws && x < T ? Math.floor(x) : (found[step - 1][s] + 1) % T;
      }),
    );
  }
  return found;
}

/** Chi-square statistic of counts that should all be equal, standardized: about normal. */
function evenness(counts: readonly number[]): number {
  const cells = counts.length;
  const expected = counts.reduce((sum, count) => sum + count, 0) / cells;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (statistic - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

describe('drawDates and followDates', () => {
  it.each([0.3, 1, 2.5, 20, Infinity])('go where the words say, mean length %s', (L) => {
    for (const T of [1, 2, 37]) {
      const dates = { T, steps: 6, L, seed: 3_000_000_000, block: 9 };
      expect(walk(dates)).toEqual(model(dates));
    }
  });

  it.each([1, 2, 3, 5])('draw where a block of equal length begins: %s steps', (L) => {
    const dates = { T: 11, steps: 11, L, equal: true, seed: 4, block: 2 };
    expect(walk(dates)).toEqual(model(dates));
  });

  it('draw any block alone', () => {
    const dates = { T: 50, steps: 3, L: 3, seed: 11, block: 6 };
    const found = walk(dates);
    expect(walk({ ...dates, block: 7 })).not.toEqual(found);
    expect(walk({ ...dates, seed: 12 })).not.toEqual(found);
    expect(walk(dates)).toEqual(found);
  });

  it('wrap around, and know one date only where there is one', () => {
    const wrapped = walk({ T: 7, steps: 9, L: Infinity });
    wrapped.slice(1).forEach((row, k) => {
      expect(row).toEqual(wrapped[k].map((date) => (date === 6 ? 0 : date + 1)));
    });
    expect(walk({ T: 1, steps: 3, L: 4 }).flat()).toEqual(
      Array.from({ length: 3 * BLOCK }, () => 0),
    );
  });

  it('are the dates of the bootstrap of a mix', () => {
    const random = noise(3);
    const T = 29;
    const series = Float64Array.from({ length: T }, () => random() / 5 - 0.1);
    const [seed, block, L, steps] = [21, 3, 4.5, 8];
    const compounded = scope(() => {
      const out = memory.reserve(BLOCK);
      const scratch = memory.allocate(exports.bootstrapScratchBytes(T, steps));
      exports.bootstrapBlock(out, 0, memory.write(series), T, steps, L, seed, block, scratch);
      return memory.read(out, BLOCK);
    });
    const wealth = new Float64Array(BLOCK).fill(1);
    for (const row of walk({ T, steps, L, seed, block })) {
      row.forEach((date, s) => (wealth[s] *= 1 + series[date]));
    }
    expect(wealth.map((value) => value - 1)).toEqual(compounded);
  });

  it.each([1.5, 4, 10])('begin blocks at the rate of mean length %s, at even dates', (L) => {
    const [T, steps] = [23, 12];
    const starts = Array.from({ length: T }, () => 0);
    let begun = 0;
    let changes = 0;
    for (let block = 0; block < 8; block++) {
      const found = walk({ T, steps, L, block });
      found.slice(1).forEach((row, k) => {
        row.forEach((date, s) => {
          changes++;
          if (date === (found[k][s] + 1) % T) return;
          begun++;
          starts[date]++;
        });
      });
    }
    // A new block begins where the old one went on anyway in one of T cases.
    const p = (1 / L) * (1 - 1 / T);
    expect(Math.abs(begun - changes * p)).toBeLessThan(4 * Math.sqrt(changes * p * (1 - p)));
    expect(Math.abs(evenness(starts))).toBeLessThan(4);
  });

  it('begin the first block at even dates', () => {
    const counts = Array.from({ length: 97 }, () => 0);
    for (let block = 0; block < 16; block++) {
      for (const date of walk({ T: 97, steps: 1, L: 40, block })[0]) counts[date]++;
    }
    expect(Math.abs(evenness(counts))).toBeLessThan(4);
  });
});

describe('growthOfDates', () => {
  it.each([1, 8, 13, BLOCK])('looks up what all variables did on a date, %s paths', (count) => {
    const random = noise(count);
    for (const [T, n] of [
      [1, 1],
      [5, 2],
      [31, 7],
    ]) {
      const table = Float64Array.from({ length: T * n }, () => random() + 0.5);
      const dates = Int32Array.from({ length: BLOCK }, () => Math.floor(random() * T));
      scope(() => {
        const out = rows.allocate(n);
        const at = memory.write(new Float64Array(dates.buffer));
        exports.growthOfDates(out, at, memory.write(table), n, count);
        for (let i = 0; i < n; i++) {
          const expected = Array.from(dates, (date, s) =>
            s < workedOn(count) ? table[date * n + i] : Number.NaN,
          );
          expect([...rows.read(out, i, BLOCK)]).toEqual(expected);
        }
      });
    }
  });
});
