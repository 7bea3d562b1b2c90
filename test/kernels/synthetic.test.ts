import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near } from './columns';
import { normals, words } from './generator-model';

const { exports, memory, scope, ziggurat } = await loadKernels();
const BLOCK = 4096;
const [ASSETS, CHI_SQUARE, REGIMES] = [0, 1, 8];

/** A result, and that nothing behind it was written. */
function guarded(rows: number, work: (out: number) => void): Float64Array {
  const out = memory.reserve(rows * BLOCK);
  const guard = memory.write(Float64Array.of(3));
  memory.view(out, rows * BLOCK).fill(Number.NaN);
  work(out);
  expect(memory.read(guard, 1)[0]).toBe(3);
  return memory.read(out, rows * BLOCK);
}

function stretched(rows: number, degrees: number, seed: number, block: number): Float64Array {
  return scope(() =>
    guarded(rows, (out) => {
      const scratch = memory.allocate(exports.studentScratchBytes());
      exports.normalBlock(out, rows, seed, ASSETS, block, ziggurat, scratch);
      exports.stretchRows(out, rows, degrees, seed, block, ziggurat, scratch);
    }),
  );
}

function regimes(
  before: number,
  [stay0, stay1]: readonly [number, number],
  seed: number,
  block: number,
): { states: Float64Array; last: number } {
  let last = NaN;
  const states = scope(() =>
    guarded(1, (out) => {
      last = exports.regimeBlock(out, before, stay0, stay1, seed, block);
    }),
  );
  return { states, last };
}

describe('stretchRows', () => {
  it('gives all rows of a period the same chi-square', () => {
    const [rows, degrees, seed, block] = [3, 5, 77, 2];
    const z = normals(seed, ASSETS, block, rows).values;
    const squares = normals(seed, CHI_SQUARE, block, degrees).values.map((x) => x * x);
    const actual = stretched(rows, degrees, seed, block);
    for (let t = 0; t < BLOCK; t++) {
      let c = 0;
      for (let row = 0; row < degrees; row++) c += squares[row * BLOCK + t];
      for (let a = 0; a < rows; a++) {
        const expected = z[a * BLOCK + t] * Math.sqrt((degrees - 2) / c);
        expect(near(actual[a * BLOCK + t], expected, 1e-12, 1e-15)).toBe(true);
      }
    }
  });
});

describe('loadRows', () => {
  it('is the means and a lower triangle times the rows', () => {
    const n = 3;
    const factor = [2, NaN, NaN, -1, 0.5, NaN, 0, 3, 4];
    const means = [0.1, 0, -7];
    const values = Float64Array.from({ length: n * BLOCK }, (_, k) => ((k * 7919) % 101) / 50 - 1);
    const actual = scope(() => {
      const [v, f, m] = [values, factor, means].map((x) => memory.write(Float64Array.from(x)));
      return guarded(n, (out) => exports.loadRows(out, v, f, m, n));
    });
    for (let t = 0; t < BLOCK; t++) {
      const [x, y, z] = [0, 1, 2].map((j) => values[j * BLOCK + t]);
      const expected = [0.1 + 2 * x, 0.5 * y - x, 3 * y + 4 * z - 7];
      expected.forEach((value, a) =>
        expect(near(actual[a * BLOCK + t], value, 1e-14, 1e-15)).toBe(true),
      );
    }
  });
});

describe('regimeBlock', () => {
  /** The chain written a second time. */
  function model(...[before, stay, seed, block]: Parameters<typeof regimes>): number[] {
    let state = before;
    return words(seed, REGIMES, block, BLOCK).map((word) => {
      const u = Number(word >> 12n) / 2 ** 52;
      if (state < 0) state = u < (1 - stay[1]) / (2 - stay[0] - stay[1]) ? 0 : 1;
      else if (u >= stay[state]) state = 1 - state;
      return state;
    });
  }

  const cases: readonly Parameters<typeof regimes>[] = [
    [-1, [0.98, 0.9], 1, 0],
    [-1, [0.02, 0.9], 5, 0],
    [0, [0.98, 0.9], 7, 3],
    [1, [0.5, 0.999], 0xffff_ffff, 4],
  ];

  it.each(cases)('is the chain of the words of its stream, after %s with %s', (...given) => {
    const expected = model(...given);
    const { states, last } = regimes(...given);
    expect([...states]).toEqual(expected);
    expect(last).toBe(expected[BLOCK - 1]);
  });

  it('starts in the first regime as often as the chain is in it', () => {
    const stay = [0.9, 0.7] as const;
    const starts = 4_000;
    let first = 0;
    for (let seed = 0; seed < starts; seed++) first += 1 - regimes(-1, stay, seed, 0).states[0];
    const share = 0.3 / 0.4;
    const error = Math.sqrt((share * (1 - share)) / starts);
    expect(Math.abs(first / starts - share)).toBeLessThan(4 * error);
  });

  it('has the shares and the mean durations of its chances', () => {
    const stay = [0.95, 0.8] as const;
    const [blocks, counts, visits] = [64, [0, 0], [0, 0]];
    let state = -1;
    for (let block = 0; block < blocks; block++) {
      let before = state;
      const { states, last } = regimes(before, stay, 11, block);
      for (const now of states) {
        counts[now] += 1;
        if (now !== before) visits[now] += 1;
        before = now;
      }
      state = last;
    }
    const total = blocks * BLOCK;
    const share = 0.2 / 0.25;
    // Draws are not independent: their variance is (1 + l) / (1 - l) times as large, l = 0.75.
    const error = Math.sqrt((share * (1 - share) * 7) / total);
    expect(Math.abs(counts[0] / total - share)).toBeLessThan(4 * error);
    stay.forEach((chance, k) => {
      const duration = counts[k] / visits[k];
      const deviation = Math.sqrt(chance) / (1 - chance);
      const deviations = Math.abs(duration - 1 / (1 - chance)) / deviation;
      expect(deviations).toBeLessThan(4 / Math.sqrt(visits[k]));
    });
  });
});

describe('chooseRows', () => {
  it('takes the other rows where the state is 1', () => {
    const states = Float64Array.from({ length: BLOCK }, (_, t) => ((t * t) % 7) & 1);
    const rows = Float64Array.from({ length: 2 * BLOCK }, (_, k) => k);
    const actual = scope(() => {
      const other = memory.write(rows.map((x) => -x - 1));
      const chosen = memory.write(states);
      return guarded(2, (out) => {
        memory.view(out, 2 * BLOCK).set(rows);
        exports.chooseRows(out, other, chosen, 2);
      });
    });
    actual.forEach((x, k) => expect(x).toBe(states[k % BLOCK] === 1 ? -k - 1 : k));
  });
});
