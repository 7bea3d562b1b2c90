import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near } from './columns';

const { exports, memory, scope, ziggurat } = await loadKernels();
const BLOCK = 4096;
const [ASSETS, CHI_SQUARE] = [0, 1];

function normals(rows: number, seed: number, stream: number, block: number): Float64Array {
  return scope(() => {
    const out = memory.reserve(rows * BLOCK);
    const scratch = memory.allocate(exports.simulationScratchBytes());
    exports.normalBlock(out, rows, seed, stream, block, ziggurat, scratch);
    return memory.read(out, rows * BLOCK);
  });
}

/** Scratch full of what must not matter, and a guard behind it. */
function withScratch<T>(work: (scratch: number) => T): T {
  const bytes = exports.studentScratchBytes();
  const scratch = memory.allocate(bytes);
  memory.view(scratch, bytes / 8).fill(Number.NaN);
  const guard = memory.write(Float64Array.of(3));
  const result = work(scratch);
  expect(memory.read(guard, 1)[0]).toBe(3);
  return result;
}

function collapsed(
  loadings: readonly number[],
  mean: number,
  degrees: number,
  seed: number,
  block: number,
): Float64Array {
  const n = loadings.length;
  return scope(() => {
    const out = memory.reserve(BLOCK);
    const pointer = memory.write(Float64Array.from(loadings));
    return withScratch((scratch) => {
      exports.collapsedStudentBlock(out, pointer, n, mean, degrees, seed, block, ziggurat, scratch);
      expect(memory.read(pointer, n)).toEqual(Float64Array.from(loadings));
      return memory.read(out, BLOCK);
    });
  });
}

function compound(
  [mean, deviation]: readonly [number, number],
  periods: number,
  degrees: number,
  seed: number,
  block: number,
): [Float64Array, Float64Array] {
  return scope(() => {
    const out = memory.reserve(BLOCK);
    const fence = memory.write(Float64Array.of(3, 3));
    const exposure = memory.reserve(BLOCK);
    const end = memory.write(Float64Array.of(3, 3));
    return withScratch((scratch) => {
      exports.compoundStudentBlock(
        out,
        exposure,
        mean,
        deviation,
        periods,
        degrees,
        seed,
        block,
        ziggurat,
        scratch,
      );
      for (const at of [fence, end]) expect([...memory.read(at, 2)]).toEqual([3, 3]);
      return [memory.read(out, BLOCK), memory.read(exposure, BLOCK)];
    });
  });
}

function many(blocks: number, draw: (block: number) => Float64Array): Float64Array {
  const all = new Float64Array(blocks * BLOCK);
  for (let block = 0; block < blocks; block++) all.set(draw(block), block * BLOCK);
  return all;
}

function average(values: Float64Array, term: (x: number, s: number) => number): number {
  return values.reduce((sum, x, s) => sum + term(x, s), 0) / values.length;
}

/** Student t distribution for whole degrees of freedom: Abramowitz and Stegun, 26.7.3 and 26.7.4. */
function distribution(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const odd = degrees % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < degrees; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  const inside = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return (1 + inside) / 2;
}

describe('the distribution that the tests compare with', () => {
  it('has the published quantiles', () => {
    for (const [t, degrees, p] of [
      [3.182446, 3, 0.975],
      [4.604095, 4, 0.995],
      [2.015048, 5, 0.95],
      [2.763769, 10, 0.99],
      [3.385185, 30, 0.999],
    ]) {
      expect(near(distribution(t, degrees), p, 1e-6)).toBe(true);
      expect(near(distribution(-t, degrees), 1 - p, 1e-4)).toBe(true);
    }
  });
});

describe('collapsedStudentBlock', () => {
  it('stretches the normal returns by one chi-square a scenario', () => {
    const [seed, block, mean] = [77, 12, 0.003];
    const loadings = [0.02, -0.01, 0, 0.005];
    const z = normals(4, seed, ASSETS, block);
    const squares = normals(30, seed, CHI_SQUARE, block).map((x) => x * x);
    for (const degrees of [3, 4, 7, 30]) {
      const actual = collapsed(loadings, mean, degrees, seed, block);
      for (let s = 0; s < BLOCK; s++) {
        let c = 0;
        for (let row = 0; row < degrees; row++) c += squares[row * BLOCK + s];
        const move = loadings.reduce((sum, l, a) => sum + l * z[a * BLOCK + s], 0);
        const expected = mean + Math.sqrt((degrees - 2) / c) * move;
        expect(near(actual[s], expected, 1e-13, 1e-17)).toBe(true);
      }
    }
  });

  it('draws any block alone, and for assets without weight too', () => {
    const one = collapsed([1, 2], 0, 5, 1, 3);
    collapsed([1, 2], 0, 9, 8, 7);
    expect(collapsed([1, 2], 0, 5, 1, 3)).toEqual(one);
    expect(collapsed([1, 2, 0, 0], 0, 5, 1, 3)).toEqual(one);
    expect(collapsed([0, 1, 2], 0, 5, 1, 3)).not.toEqual(one);
    expect(collapsed([1, 2], 0, 5, 1, 4)).not.toEqual(one);
    expect(collapsed([1, 2], 0, 5, 2, 3)).not.toEqual(one);
  });

  it.each([3, 4, 5, 10, 30])('is Student t with %s degrees of freedom', (degrees) => {
    const scale = Math.sqrt((degrees - 2) / degrees);
    const sorted = many(64, (block) => collapsed([0.6, 0.8], 0, degrees, 2024, block)).sort();
    const n = sorted.length;
    let distance = 0;
    sorted.forEach((x, s) => {
      const p = distribution(x / scale, degrees);
      distance = Math.max(distance, Math.abs(p - s / n), Math.abs(p - (s + 1) / n));
    });
    // Kolmogorov: beyond 1.95 once in a thousand.
    expect(distance * Math.sqrt(n)).toBeLessThan(1.95);
  });

  it('has as many far losses as the distribution says', () => {
    const blocks = 256;
    for (const degrees of [3, 6]) {
      const scale = Math.sqrt((degrees - 2) / degrees);
      const returns = many(blocks, (block) => collapsed([1], 0, degrees, 99, block));
      for (const far of [3, 5, 8, 12]) {
        const p = distribution(-far / scale, degrees);
        const count = returns.filter((x) => x <= -far).length;
        const expected = p * returns.length;
        expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected) + 3);
      }
    }
  });

  it('has the covariance of the normal model, and the kurtosis and joint squares of its own', () => {
    const [v, blocks] = [12, 256];
    const x = many(blocks, (block) => collapsed([1, 0], 0, v, 5, block));
    const y = many(blocks, (block) => collapsed([0, 1], 0, v, 5, block));
    const mixed = many(blocks, (block) => collapsed([0.6, 0.8], 0.5, v, 5, block));
    const n = x.length;
    const fourth = (3 * (v - 2)) / (v - 4);
    const eighth = (105 * (v - 2) ** 3) / ((v - 4) * (v - 6) * (v - 8));
    const within = (value: number, expected: number, variance: number) =>
      expect(Math.abs(value - expected)).toBeLessThan(4 * Math.sqrt(variance / n));
    within(
      average(x, (a) => a),
      0,
      1,
    );
    within(
      average(x, (a) => a * a),
      1,
      fourth - 1,
    );
    within(
      average(y, (a) => a * a),
      1,
      fourth - 1,
    );
    within(
      average(x, (a, s) => a * y[s]),
      0,
      fourth / 3,
    );
    within(
      average(mixed, (a) => a),
      0.5,
      1,
    );
    within(
      average(mixed, (a) => (a - 0.5) ** 2),
      1,
      fourth - 1,
    );
    within(
      average(mixed, (a, s) => (a - 0.5) * x[s]),
      0.6,
      0.36 * fourth + 0.64 * (fourth / 3),
    );
    within(
      average(x, (a) => a ** 4),
      fourth,
      eighth - fourth ** 2,
    );
    // Without a common stretch this would be 1.
    within(
      average(x, (a, s) => (a * y[s]) ** 2),
      fourth / 3,
      (9 * eighth) / 105,
    );
  });
});

describe('compoundStudentBlock', () => {
  it('gives each period a chi-square of its own, compounds and sums the wealth at work', () => {
    const [mean, deviation, periods, degrees, seed, block] = [0.004, 0.05, 11, 5, 8, 4];
    const z = normals(periods, seed, ASSETS, block);
    const squares = normals(periods * degrees, seed, CHI_SQUARE, block).map((x) => x * x);
    const [actual, exposure] = compound([mean, deviation], periods, degrees, seed, block);
    for (let s = 0; s < BLOCK; s++) {
      let wealth = 1;
      let work = 0;
      for (let t = 0; t < periods; t++) {
        let c = 0;
        for (let row = 0; row < degrees; row++) c += squares[(t * degrees + row) * BLOCK + s];
        work += wealth;
        wealth *= 1 + mean + deviation * Math.sqrt((degrees - 2) / c) * z[t * BLOCK + s];
      }
      expect(near(1 + actual[s], wealth, 1e-14, 1e-16)).toBe(true);
      expect(near(exposure[s], work, 1e-14)).toBe(true);
    }
  });

  it('begins a longer horizon with the shorter one, and draws any block alone', () => {
    const model = [0.01, 0.04] as const;
    const [short] = compound(model, 3, 4, 6, 2);
    const [long, exposure] = compound(model, 4, 4, 6, 2);
    const [, before] = compound(model, 3, 4, 6, 2);
    expect(compound(model, 3, 4, 6, 2)[0]).toEqual(short);
    exposure.forEach((sum, s) => expect(near(sum, before[s] + 1 + short[s], 1e-15)).toBe(true));
    expect(long).not.toEqual(short);
    expect(compound(model, 3, 4, 6, 3)[0]).not.toEqual(short);
  });

  it('over one period is the collapsed mix of a single asset', () => {
    const [returns, exposure] = compound([0.01, 0.05], 1, 6, 3, 1);
    const single = collapsed([0.05], 0.01, 6, 3, 1);
    returns.forEach((x, s) => expect(near(x, single[s], 1e-13, 4e-16)).toBe(true));
    expect(exposure).toEqual(new Float64Array(BLOCK).fill(1));
  });

  it('has the mean and the variance of independent periods', () => {
    const [mean, deviation, periods, v] = [0.01, 0.05, 12, 9];
    const returns = many(64, (block) => compound([mean, deviation], periods, v, 31, block)[0]);
    const growth = (1 + mean) ** periods;
    const square = ((1 + mean) ** 2 + deviation ** 2) ** periods;
    const variance = square - growth ** 2;
    const n = returns.length;
    const actual = average(returns, (x) => x);
    expect(Math.abs(1 + actual - growth)).toBeLessThan(4 * Math.sqrt(variance / n));
    const spread = average(returns, (x) => (x - actual) ** 2);
    const fourth = average(returns, (x) => (x - actual) ** 4);
    expect(Math.abs(spread - variance)).toBeLessThan(4 * Math.sqrt((fourth - spread ** 2) / n));
  });
});
