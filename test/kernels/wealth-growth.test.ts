import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';
import { BLOCK, pathRows } from './path-rows';

const kernels = await loadKernels();
const { exports, memory, scope, ziggurat } = kernels;
const rows = pathRows(kernels);
const [ASSETS, CHI_SQUARE] = [0, 1];

interface Returns {
  readonly factor: readonly (readonly number[])[];
  readonly base: readonly number[];
  readonly floors: readonly number[];
  readonly degrees?: number;
  readonly seed?: number;
  readonly block?: number;
}

/** Growth by step, variable and path. */
type Growth = Float64Array[][];

function grow(returns: Returns, steps: number, count = BLOCK): Growth {
  const { factor, base, floors, degrees = 0, seed = 3_000_000_001, block = 5 } = returns;
  const n = base.length;
  return scope(() => {
    const out = rows.allocate(n);
    const bytes = exports.studentScratchBytes();
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(Number.NaN);
    const guard = memory.write(Float64Array.of(3));
    const [L, b, f] = [factor.flat(), base, floors].map((x) => memory.write(Float64Array.from(x)));
    exports.startGrowth(seed, block, scratch);
    const found = Array.from({ length: steps }, () => {
      exports.factorGrowth(out, L, b, f, n, degrees, count, ziggurat, scratch);
      return base.map((_, i) => rows.read(out, i, count));
    });
    expect(memory.read(guard, 1)[0]).toBe(3);
    return found;
  });
}

function normals(count: number, stream: number, seed: number, block: number): Float64Array[] {
  return scope(() => {
    const out = memory.reserve(count * BLOCK);
    const scratch = memory.allocate(exports.simulationScratchBytes());
    exports.normalBlock(out, count, seed, stream, block, ziggurat, scratch);
    return Array.from({ length: count }, (_, r) => memory.read(out + r * BLOCK * 8, BLOCK));
  });
}

/** The formula of the kernel's text, on rows of normals. */
function model(returns: Returns, steps: number): Growth {
  const { factor, base, floors, degrees = 0, seed = 3_000_000_001, block = 5 } = returns;
  const n = base.length;
  const z = normals(steps * n, ASSETS, seed, block);
  const x = degrees > 0 ? normals(steps * degrees, CHI_SQUARE, seed, block) : [];
  return Array.from({ length: steps }, (_, t) =>
    base.map((mean, i) =>
      Float64Array.from({ length: BLOCK }, (_, s) => {
        let c = 0;
        for (let k = 0; k < degrees; k++) c += x[t * degrees + k][s] ** 2;
        const stretch = degrees > 0 ? Math.sqrt((degrees - 2) / c) : 1;
        let moved = 0;
        for (let j = 0; j <= i; j++) moved += factor[i][j] * z[t * n + j][s];
        return Math.max(floors[i], mean + stretch * moved);
      }),
    ),
  );
}

/** A factor whose upper part must not be read, and floors that some paths meet. */
function made(n: number, degrees: number): Returns {
  const random = noise(n);
  return {
    factor: Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        if (j > i) return Number.NaN;
        return j === i ? 0.3 + random() / 3 : (random() - 0.3) / 2;
      }),
    ),
    base: Array.from({ length: n }, () => 0.9 + random() / 4),
    floors: Array.from({ length: n }, (_, i) => (i % 2) / 5),
    degrees,
  };
}

const sizes = [1, 2, 3, 7, 8].flatMap((n) => [0, 3, 5].map((degrees) => [n, degrees] as const));

describe('factorGrowth', () => {
  it.each(sizes)('turns the normals of %s variables into growth, degrees %s', (n, degrees) => {
    const returns = made(n, degrees);
    const found = grow(returns, 3);
    const expected = model(returns, 3);
    found.forEach((step, t) => {
      step.forEach((row, i) => {
        row.forEach((g, s) => {
          if (!near(g, expected[t][i][s], 1e-13, 1e-14)) expect(g).toBe(expected[t][i][s]);
        });
      });
    });
    // Floors were met, and are met to the bit.
    if (n > 1) expect(found[0][1]).toContain(0.2);
    expect(found[1]).not.toEqual(found[0]);
  });

  it.each([0, 5])('gives a prefix the bits of the whole block, degrees %s', (degrees) => {
    for (const n of [1, 2, 5]) {
      const returns = made(n, degrees);
      const whole = grow(returns, 3);
      for (const count of [1, 7, 8, 9, 1000]) {
        const part = grow(returns, 3, count);
        expect(part).toEqual(whole.map((step) => step.map((row) => row.slice(0, count))));
      }
    }
  });

  it('draws each block by itself, with the same normals for every number of degrees', () => {
    const unit = [
      [1, 0],
      [0, 1],
    ];
    const free = { factor: unit, base: [0, 0], floors: [-99, -99] };
    expect(grow({ ...free, block: 6 }, 2)).not.toEqual(grow(free, 2));
    expect(grow({ ...free, seed: 4 }, 2)).not.toEqual(grow(free, 2));
    const [[z0, z1]] = grow(free, 1);
    const [[x0, x1]] = grow({ ...free, degrees: 4 }, 1);
    // One stretch moves all variables of a path.
    x0.forEach((x, s) => expect(near(x / z0[s], x1[s] / z1[s], 1e-12)).toBe(true));
    expect(x0.every((x, s) => x / z0[s] > 0)).toBe(true);
  });

  it.each([0, 5, 8])('keeps mean and covariance, degrees %s', (degrees) => {
    const factor = [
      [0.04, 0],
      [-0.03, 0.05],
    ];
    const returns = { factor, base: [1.01, 1.02], floors: [0, 0], degrees, seed: 12 };
    const blocks = Array.from({ length: 16 }, (_, block) => grow({ ...returns, block }, 4)).flat();
    const all = [0, 1].map((i) => blocks.flatMap((step) => [...step[i]]));
    const count = all[0].length;
    const mean = (of: (s: number) => number) => {
      let sum = 0;
      for (let s = 0; s < count; s++) sum += of(s);
      return sum / count;
    };
    const [m0, m1] = all.map((values) => mean((s) => values[s]));
    // Five standard errors; at 5 degrees the fourth moment is nine times the squared variance.
    const spread = Math.sqrt((degrees === 5 ? 8 : 3.5) / count) * 5;
    expect(Math.abs(m0 - 1.01)).toBeLessThan((5 * 0.04) / Math.sqrt(count));
    expect(
      near(
        mean((s) => (all[0][s] - m0) ** 2),
        0.0016,
        spread,
      ),
    ).toBe(true);
    expect(
      near(
        mean((s) => (all[1][s] - m1) ** 2),
        0.0034,
        spread,
      ),
    ).toBe(true);
    expect(
      near(
        mean((s) => (all[0][s] - m0) * (all[1][s] - m1)),
        -0.0012,
        2 * spread,
      ),
    ).toBe(true);
  });
});
