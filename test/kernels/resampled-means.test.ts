import { describe, expect, it } from 'vitest';
import monthly from '../reference/kernels-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, readColumns } from './columns';
import { words } from './generator-model';

const { exports, memory, scope } = await loadKernels();
const [stocks, bills] = readColumns(monthly.meta.file, ['us_stocks', 'us_tbill_3m']);

function resample(
  columns: readonly Float64Array[],
  L: number,
  replicates: number,
  first = 0,
  seed = 7,
): Float64Array {
  const k = columns.length;
  const T = columns[0].length;
  return scope(() => {
    const pointer = memory.writeColumns(columns);
    const out = memory.reserve(replicates * k);
    exports.resampledMeans(pointer, k, T, L, replicates, first, seed, out);
    return memory.read(out, replicates * k);
  });
}

/** The blocks of a replicate, from the words: start and length, the last one cut at T. */
function blocks(seed: number, replicate: number, T: number, L: number): [number, number][] {
  const list: [number, number][] = [];
  const stream = words(seed, 3, replicate, 2 * T);
  for (let left = T, b = 0; left > 0; b++) {
    const u = (Number(stream[2 * b] >> 11n) + 0.5) / 2 ** 53;
    const length = Math.min(left, 1 + Math.floor(Math.log(u) / Math.log1p(-1 / L)));
    list.push([Math.floor((Number(stream[2 * b + 1] >> 11n) / 2 ** 53) * T), length]);
    left -= length;
  }
  return list;
}

describe('resampledMeans', () => {
  it.each([1, 2.5, 20, 1e6])('averages the dates of the blocks, mean length %s', (L) => {
    const T = 100;
    const columns = [stocks.slice(0, T), bills.slice(0, T), stocks.slice(T, 2 * T)];
    const actual = resample(columns, L, 5, 1000);
    for (let replicate = 0; replicate < 5; replicate++) {
      const dates = blocks(7, 1000 + replicate, T, L).flatMap(([start, length]) =>
        Array.from({ length }, (_, i) => (start + i) % T),
      );
      expect(dates.length).toBe(T);
      columns.forEach((column, c) => {
        const mean = dates.reduce((sum, date) => sum + column[date], 0) / T;
        expect(near(actual[replicate * 3 + c], mean, 1e-12, 1e-15)).toBe(true);
      });
    }
  });

  it('draws any replicate alone', () => {
    const all = resample([stocks, bills], 3, 6);
    expect(resample([stocks, bills], 3, 2, 4)).toEqual(all.slice(8));
    expect(resample([stocks, bills], 3, 2, 4, 8)).not.toEqual(all.slice(8));
  });

  it('draws block lengths from the geometric distribution and starts from all dates', () => {
    const [T, L] = [400, 8];
    const all = Array.from({ length: 100 }, (_, r) => blocks(3, r, T, L).slice(0, -1)).flat();
    const mean = all.reduce((sum, [, length]) => sum + length, 0) / all.length;
    const ones = all.filter(([, length]) => length === 1).length / all.length;
    const start = all.reduce((sum, [first]) => sum + first, 0) / all.length;
    // Four standard errors each; the cut at T takes away less than that.
    expect(Math.abs(mean - L)).toBeLessThan(4 * Math.sqrt((L * (L - 1)) / all.length) + 0.15);
    expect(Math.abs(ones - 1 / L)).toBeLessThan(4 * Math.sqrt(0.11 / all.length));
    expect(Math.abs(start - (T - 1) / 2)).toBeLessThan((4 * T) / Math.sqrt(12 * all.length));
    expect(Math.min(...all.map(([first]) => first))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all.map(([first]) => first))).toBeLessThan(T);
  });

  it.each([1, 4, 12])('has the variance that Politis and Romano derive, mean length %s', (L) => {
    const T = stocks.length;
    const replicates = 20_000;
    const means = resample([stocks], L, replicates);
    const mean = stocks.reduce((a, b) => a + b, 0) / T;
    const c = Array.from({ length: T }, (_, lag) => {
      let sum = 0;
      for (let t = lag; t < T; t++) sum += (stocks[t] - mean) * (stocks[t - lag] - mean);
      return sum / T;
    });
    // Lemma 1 of "The stationary bootstrap" (1994): Var = (c_0 + 2 sum b_i c_i) / T.
    let variance = c[0];
    for (let i = 1; i < T; i++) {
      const q = 1 - 1 / L;
      variance += 2 * ((1 - i / T) * q ** i + (i / T) * q ** (T - i)) * c[i];
    }
    variance /= T;
    const average = means.reduce((a, b) => a + b, 0) / replicates;
    const spread = means.reduce((sum, m) => sum + (m - average) ** 2, 0) / (replicates - 1);
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / replicates));
    expect(near(spread, variance, 4 * Math.sqrt(2 / replicates))).toBe(true);
  });
});
