import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';

const { exports, memory, scope, ziggurat } = await loadKernels();
const BLOCK = 4096;

function normals(rows: number, seed: number, number: number): Float64Array {
  return scope(() => {
    const out = memory.reserve(rows * BLOCK);
    const scratch = memory.allocate(exports.simulationScratchBytes());
    exports.normalBlock(out, rows, seed, 0, number, ziggurat, scratch);
    return memory.read(out, rows * BLOCK);
  });
}

interface Model {
  readonly factor: Float64Array;
  readonly means: Float64Array;
  readonly weights: Float64Array;
}

function factorReturns({ factor, means, weights }: Model, seed: number, number: number) {
  const n = means.length;
  return scope(() => {
    const out = memory.reserve(BLOCK);
    const scratch = memory.allocate(exports.factorNormalScratchBytes(n));
    const guard = memory.write(Float64Array.of(3));
    const [l, m, w] = [factor, means, weights].map((values) => memory.write(values));
    exports.factorNormalBlock(out, l, m, w, n, seed, number, ziggurat, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    return memory.read(out, BLOCK);
  });
}

function triangle(n: number, seed: number): Float64Array {
  const random = noise(seed);
  return Float64Array.from({ length: n * n }, (_, at) =>
    // The upper part holds what must not be read.
    at % n > Math.floor(at / n) ? Number.NaN : random() - 0.4,
  );
}

describe('factorNormalBlock', () => {
  it('weights the products of factor and normals for even and odd numbers of assets', () => {
    for (const n of [1, 2, 3, 6, 7, 20]) {
      const factor = triangle(n, n);
      const means = Float64Array.from({ length: n }, (_, i) => i / 100);
      const weights = Float64Array.from({ length: n }, (_, i) => 1 / (i + 2));
      const z = normals(n, 5, 2);
      const expected = Float64Array.from({ length: BLOCK }, (_, s) =>
        weights.reduce((mix, w, i) => {
          let sum = means[i];
          for (let j = 0; j <= i; j++) sum += factor[i * n + j] * z[j * BLOCK + s];
          return mix + w * sum;
        }, 0),
      );
      expect(factorReturns({ factor, means, weights }, 5, 2)).toEqual(expected);
    }
  });
});

describe('factorNormalPathBlock', () => {
  function paths(
    { factor, means, weights }: Model,
    periods: number,
    seed: number,
    number: number,
    count = BLOCK,
  ) {
    const n = means.length;
    return scope(() => {
      const [out, drawdown] = [0, 1].map(() => memory.reserve(BLOCK));
      const scratch = memory.allocate(exports.factorNormalScratchBytes(n));
      const guard = memory.write(Float64Array.of(3));
      const [l, m, w] = [factor, means, weights].map((values) => memory.write(values));
      exports.factorNormalPathBlock(
        out,
        drawdown,
        l,
        m,
        w,
        n,
        periods,
        count,
        seed,
        number,
        ziggurat,
        scratch,
      );
      expect(memory.read(guard, 1)[0]).toBe(3);
      return { returns: memory.read(out, BLOCK), drawdowns: memory.read(drawdown, BLOCK) };
    });
  }

  it('compounds the mix and follows its fall from the peak, the start counting as one', () => {
    const [n, periods] = [3, 9];
    const factor = triangle(n, 4).map((x) => x / 10);
    const model = {
      factor,
      means: Float64Array.of(0.01, 0, -0.02),
      weights: Float64Array.of(0.5, 0.3, 0.2),
    };
    const z = normals(n * periods, 3, 6);
    const { returns, drawdowns } = paths(model, periods, 3, 6);
    for (let s = 0; s < BLOCK; s++) {
      let [wealth, peak, deepest] = [1, 1, 0];
      for (let t = 0; t < periods; t++) {
        const growth = model.weights.reduce((mix, w, i) => {
          let sum = model.means[i];
          for (let j = 0; j <= i; j++) sum += factor[i * n + j] * z[(t * n + j) * BLOCK + s];
          return mix + w * sum;
        }, 1);
        wealth *= growth;
        peak = Math.max(peak, wealth);
        deepest = Math.min(deepest, wealth / peak - 1);
      }
      expect(near(1 + returns[s], wealth, 1e-14)).toBe(true);
      expect(near(1 + drawdowns[s], 1 + deepest, 1e-14)).toBe(true);
    }
  });

  it('computes the first paths alone', () => {
    const model = {
      factor: triangle(2, 9),
      means: Float64Array.of(0, 0.1),
      weights: Float64Array.of(0.5, 0.5),
    };
    const all = paths(model, 4, 1, 2);
    const some = paths(model, 4, 1, 2, 21);
    expect(some.returns.slice(0, 21)).toEqual(all.returns.slice(0, 21));
    expect(some.drawdowns.slice(0, 21)).toEqual(all.drawdowns.slice(0, 21));
  });

  it('over one period is the mix, and what has lost everything has lost it for good', () => {
    const model = {
      factor: Float64Array.of(2),
      means: Float64Array.of(0),
      weights: Float64Array.of(1),
    };
    const single = factorReturns(model, 8, 1);
    const one = paths(model, 1, 8, 1);
    const ruined = single.map((r) => Number(r <= -1));
    const after = paths(model, 3, 8, 1);
    one.returns.forEach((r, s) => {
      expect(r).toBe(Math.max(0, 1 + single[s]) - 1);
      expect(one.drawdowns[s]).toBe(Math.min(0, r));
      if (ruined[s] === 1) expect([after.returns[s], after.drawdowns[s]]).toEqual([-1, -1]);
    });
    expect(ruined.reduce((sum, lost) => sum + lost, 0)).toBeGreaterThan(1000);
  });
});

describe('collapsedNormalBlock', () => {
  it('gives the same returns as the weighted assets of the full factor', () => {
    const n = 9;
    const factor = triangle(n, 3);
    const means = Float64Array.from({ length: n }, (_, i) => 0.01 - i / 1000);
    const weights = Float64Array.from({ length: n }, (_, i) => (i === 4 ? 0 : (i + 1) / 40));
    const full = factorReturns({ factor, means, weights }, 99, 17);
    const loadings = Float64Array.from({ length: n }, (_, j) =>
      weights.reduce((sum, w, i) => (i >= j ? sum + w * factor[i * n + j] : sum), 0),
    );
    const mean = weights.reduce((sum, w, i) => sum + w * means[i], 0);
    const actual = scope(() => {
      const out = memory.reserve(BLOCK);
      const scratch = memory.allocate(exports.simulationScratchBytes());
      const pointer = memory.write(loadings);
      exports.collapsedNormalBlock(out, pointer, n, mean, 99, 17, ziggurat, scratch);
      return memory.read(out, BLOCK);
    });
    actual.forEach((value, s) => expect(near(value, full[s], 1e-12, 1e-12)).toBe(true));
  });

  it('uses up the draws of an asset without loading', () => {
    const z = normals(3, 1, 0);
    scope(() => {
      const out = memory.reserve(BLOCK);
      const scratch = memory.allocate(exports.simulationScratchBytes());
      const loadings = memory.write(Float64Array.of(0, 0, 1));
      exports.collapsedNormalBlock(out, loadings, 3, 0, 1, 0, ziggurat, scratch);
      expect(memory.read(out, BLOCK)).toEqual(z.slice(2 * BLOCK));
    });
  });
});

describe('compoundNormalBlock', () => {
  it('compounds period by period and sums the wealth at work', () => {
    const [mean, deviation, periods] = [0.004, 0.05, 11];
    const z = normals(periods, 8, 4);
    const [actual, exposure] = scope(() => {
      const out = memory.reserve(BLOCK);
      const sums = memory.reserve(BLOCK);
      const scratch = memory.allocate(exports.simulationScratchBytes());
      exports.compoundNormalBlock(out, sums, mean, deviation, periods, 8, 4, ziggurat, scratch);
      return [memory.read(out, BLOCK), memory.read(sums, BLOCK)];
    });
    for (let s = 0; s < BLOCK; s++) {
      let wealth = 1;
      let work = 0;
      for (let t = 0; t < periods; t++) {
        work += wealth;
        wealth *= 1 + mean + deviation * z[t * BLOCK + s];
      }
      expect(near(1 + actual[s], wealth, 1e-14)).toBe(true);
      expect(near(exposure[s], work, 1e-14)).toBe(true);
    }
  });
});
