import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { noise } from './columns';
import { words } from './generator-model';

const { exports, memory, scope } = await loadKernels();
const BLOCK = 4096;
const SCENARIO_DATES = 5;

interface Path {
  readonly periods: number;
  readonly L: number;
  readonly seed?: number;
  readonly block?: number;
  readonly withExposure?: boolean;
}

function bootstrap(series: Float64Array, { periods, L, seed = 7, block = 0, ...path }: Path) {
  return scope(() => {
    const out = memory.reserve(BLOCK);
    const exposure = path.withExposure === false ? 0 : memory.reserve(BLOCK);
    const pointer = memory.write(series);
    const bytes = exports.bootstrapScratchBytes(series.length, periods);
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(Number.NaN);
    const guard = memory.write(Float64Array.of(3));
    const bottom = memory.read(0, 8);
    exports.bootstrapBlock(out, exposure, pointer, series.length, periods, L, seed, block, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    expect(memory.read(0, 8)).toEqual(bottom);
    return { returns: memory.read(out, BLOCK), exposure: memory.read(exposure, BLOCK) };
  });
}

function drawdowns(series: Float64Array, { periods, L, seed = 7, block = 0 }: Path) {
  return scope(() => {
    const [out, drawdown] = [0, 1].map(() => memory.reserve(BLOCK));
    const pointer = memory.write(series);
    const T = series.length;
    const scratch = memory.allocate(exports.bootstrapScratchBytes(T, periods));
    const guard = memory.write(Float64Array.of(3));
    exports.bootstrapDrawdownBlock(out, drawdown, pointer, T, periods, L, seed, block, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    return { returns: memory.read(out, BLOCK), deepest: memory.read(drawdown, BLOCK) };
  });
}

/** The dates of all paths of a block, period by period, from the words. */
function modelDates(T: number, { periods, L, seed = 7, block = 0 }: Path): number[][] {
  const stream = words(seed, SCENARIO_DATES, block, periods * BLOCK);
  const rows: number[][] = [];
  for (let t = 0; t < periods; t++) {
    rows.push(
      Array.from({ length: BLOCK }, (_, s) => {
        const u = Number(stream[t * BLOCK + s] >> 12n) / 2 ** 52;
        const x = t === 0 ? u * T : u * (T * L);
        return x < T ? Math.floor(x) : (rows[t - 1][s] + 1) % T;
      }),
    );
  }
  return rows;
}

/** The dates of all paths, from the returns of ever longer horizons over recognizable numbers. */
function drawnDates(T: number, path: Path): number[][] {
  const series = Float64Array.from({ length: T }, (_, date) => date / 1024);
  const wealth = Array.from({ length: path.periods }, (_, t) =>
    bootstrap(series, { ...path, periods: t + 1 }).returns.map((r) => 1 + r),
  );
  return wealth.map((values, t) =>
    Array.from(values, (value, s) => Math.round(1024 * (value / (wealth[t - 1]?.[s] ?? 1) - 1))),
  );
}

const flat = (periods: number, draw: (block: number) => Float64Array): number[] =>
  Array.from({ length: periods }, (_, block) => [...draw(block)]).flat();

/** Chi-square statistic of counts that should all be equal, standardized: about normal. */
function evenness(counts: readonly number[]): number {
  const cells = counts.length;
  const expected = counts.reduce((sum, count) => sum + count, 0) / cells;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (statistic - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

function tally(values: readonly number[], cells: number): number[] {
  const counts = Array.from({ length: cells }, () => 0);
  for (const value of values) counts[value]++;
  return counts;
}

describe('bootstrapBlock', () => {
  it.each([1, 2.5, 20, Infinity])('compounds the dates of the words, mean length %s', (L) => {
    const random = noise(5);
    const T = 37;
    const series = Float64Array.from({ length: T }, () => random() / 5 - 0.1);
    const path = { periods: 6, L, seed: 3_000_000_000, block: 9 };
    const dates = modelDates(T, path);
    const { returns, exposure } = bootstrap(series, path);
    const wealth = new Float64Array(BLOCK).fill(1);
    const work = new Float64Array(BLOCK);
    for (const row of dates) {
      row.forEach((date, s) => {
        work[s] += wealth[s];
        wealth[s] *= 1 + series[date];
      });
    }
    expect(returns).toEqual(wealth.map((value) => value - 1));
    expect(exposure).toEqual(work);
    expect(bootstrap(series, { ...path, withExposure: false }).returns).toEqual(returns);
    expect(drawnDates(T, path)).toEqual(dates);
  });

  it('draws any block alone', () => {
    const series = Float64Array.from({ length: 50 }, (_, t) => Math.sin(t) / 20);
    const path = { periods: 4, L: 3, seed: 11, block: 6 };
    const { returns } = bootstrap(series, path);
    bootstrap(series, { ...path, block: 2, seed: 8 });
    expect(bootstrap(series, path).returns).toEqual(returns);
    expect(bootstrap(series, { ...path, block: 7 }).returns).not.toEqual(returns);
    expect(bootstrap(series, { ...path, seed: 12 }).returns).not.toEqual(returns);
  });

  it('over one period gives the returns of the past themselves, each as often', () => {
    const random = noise(8);
    const T = 97;
    const series = Float64Array.from({ length: T }, () => random() - 0.5);
    const dates = flat(32, (block) => {
      const drawn = bootstrap(
        Float64Array.from(series, (_, t) => t),
        { periods: 1, L: 40, block },
      );
      const { returns, exposure } = bootstrap(series, { periods: 1, L: 1, block });
      // Of one period the length of blocks says nothing.
      expect(returns).toEqual(drawn.returns.map((date) => series[date]));
      expect(exposure).toEqual(new Float64Array(BLOCK).fill(1));
      return drawn.returns;
    });
    expect(Math.abs(evenness(tally(dates, T)))).toBeLessThan(4);
  });

  it('over two iid periods has the exact probabilities of all pairs of dates', () => {
    const random = noise(9);
    const T = 60;
    const series = Float64Array.from({ length: T }, () => random() / 3 - 0.16);
    const pairs = [...series].flatMap((a) => [...series].map((b) => (1 + a) * (1 + b) - 1));
    const returns = flat(32, (block) => bootstrap(series, { periods: 2, L: 1, block }).returns);
    const n = returns.length;
    for (const level of [-0.25, -0.2, -0.1, 0, 0.1, 0.2]) {
      const p = pairs.filter((r) => r <= level).length / pairs.length;
      const count = returns.filter((r) => r <= level).length;
      expect(Math.abs(count - n * p)).toBeLessThan(4 * Math.sqrt(n * p * (1 - p)));
    }
    const mean = pairs.reduce((sum, r) => sum + r, 0) / pairs.length;
    const actual = returns.reduce((sum, r) => sum + r, 0) / n;
    const variance = pairs.reduce((sum, r) => sum + (r - mean) ** 2, 0) / pairs.length;
    expect(Math.abs(actual - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  });

  it.each([1.5, 4, 10])('has geometric blocks of mean length %s and even starts', (L) => {
    const [T, periods] = [23, 12];
    let [steps, ahead, wraps, ends] = [0, 0, 0, 0];
    const starts: number[] = [];
    const runs = tally([], periods);
    for (let block = 0; block < 4; block++) {
      const dates = drawnDates(T, { periods, L, seed: 1, block });
      for (let s = 0; s < BLOCK; s++) {
        let run = 0;
        while (run + 1 < periods && dates[run + 1][s] === (dates[run][s] + 1) % T) run++;
        runs[run]++;
        for (let t = 1; t < periods; t++) {
          const [before, date] = [dates[t - 1][s], dates[t][s]];
          const follows = date === (before + 1) % T;
          steps++;
          if (follows) ahead++;
          else starts.push((date - before - 2 + 2 * T) % T);
          if (before === T - 1) {
            ends++;
            if (date === 0) wraps++;
          }
        }
      }
    }
    // A new block may by chance begin where the old one would have gone on.
    const p = 1 - 1 / L + 1 / L / T;
    expect(Math.abs(ahead - steps * p)).toBeLessThan(4 * Math.sqrt(steps * p * (1 - p)));
    expect(Math.abs(wraps - ends * p)).toBeLessThan(4 * Math.sqrt(ends * p * (1 - p)));
    expect(Math.abs(evenness(tally(starts, T - 1)))).toBeLessThan(4);
    runs.forEach((count, run) => {
      const share = run < periods - 1 ? p ** run * (1 - p) : p ** run;
      const expected = 4 * BLOCK * share;
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - share)) + 3);
    });
  });

  it('does not tie a path to its neighbors or to its own past', () => {
    const series = Float64Array.from({ length: 64 }, (_, t) => t - 31.5);
    const returns = flat(32, (block) => bootstrap(series, { periods: 1, L: 1, block }).returns);
    const variance = (64 ** 2 - 1) / 12;
    for (const lag of [1, 2, 3, 512, BLOCK]) {
      let sum = 0;
      for (let s = lag; s < returns.length; s++) sum += returns[s] * returns[s - lag];
      const correlation = sum / (returns.length - lag) / variance;
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(returns.length));
    }
  });

  it('takes a length below 1 as 1, and one date for ever', () => {
    const series = Float64Array.of(0.1, -0.2, 0.05);
    expect(bootstrap(series, { periods: 5, L: 0 })).toEqual(
      bootstrap(series, { periods: 5, L: 1 }),
    );
    const { returns } = bootstrap(Float64Array.of(0.5), { periods: 3, L: 4 });
    expect(returns).toEqual(new Float64Array(BLOCK).fill(2.375));
    const ruin = bootstrap(Float64Array.of(-1, -1.5), { periods: 2, L: 1 });
    expect(new Set(ruin.returns)).toEqual(new Set([-1, -0.75]));
  });
});

describe('bootstrapDrawdownBlock', () => {
  it.each([1, 2.5, 20, Infinity])('follows the paths below their peak, mean length %s', (L) => {
    const random = noise(6);
    const T = 29;
    const series = Float64Array.from({ length: T }, () => random() / 5 - 0.09);
    // Longer than the series, so that paths wrap around more than once.
    const path = { periods: 70, L, seed: 5, block: 3 };
    const { returns, deepest } = drawdowns(series, path);
    expect(returns).toEqual(bootstrap(series, path).returns);
    const wealth = new Float64Array(BLOCK).fill(1);
    const peak = new Float64Array(BLOCK).fill(1);
    const expected = new Float64Array(BLOCK);
    for (const row of modelDates(T, path)) {
      row.forEach((date, s) => {
        wealth[s] *= 1 + series[date];
        peak[s] = Math.max(peak[s], wealth[s]);
        expected[s] = Math.min(expected[s], wealth[s] / peak[s] - 1);
      });
    }
    expect(returns).toEqual(wealth.map((value) => value - 1));
    deepest.forEach((d, s) => expect(Math.abs(d - expected[s])).toBeLessThan(1e-14));
  });

  it('keeps what is not a number, and a fall below nothing', () => {
    const lost = drawdowns(Float64Array.of(Number.NaN), { periods: 3, L: 2 });
    expect([...lost.returns.slice(0, 2), ...lost.deepest.slice(0, 2)]).toEqual(
      Array.from({ length: 4 }, () => Number.NaN),
    );
    expect(new Set(drawdowns(Float64Array.of(-1.5), { periods: 1, L: 1 }).deepest)).toEqual(
      new Set([-1.5]),
    );
  });
});
