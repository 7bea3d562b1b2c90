import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near } from './columns';

const { exports, memory, scope } = await loadKernels();

function growth(returns: Float64Array): Float64Array {
  return scope(() => {
    const out = memory.reserve(returns.length + 1);
    exports.growth(memory.write(returns), returns.length, out);
    return memory.read(out, returns.length + 1);
  });
}

function drawdown(wealth: Float64Array): Float64Array {
  return scope(() => {
    const out = memory.reserve(wealth.length);
    exports.drawdown(memory.write(wealth), wealth.length, out);
    return memory.read(out, wealth.length);
  });
}

function compoundWindows(returns: Float64Array, periods: number): Float64Array {
  const windows = Math.max(0, returns.length - periods + 1);
  return scope(() => {
    const out = memory.reserve(windows + 1);
    memory.view(out, windows + 1).fill(9);
    exports.compoundWindows(memory.write(returns), returns.length, periods, out);
    expect(memory.read(out, windows + 1)[windows]).toBe(9);
    return memory.read(out, windows);
  });
}

const returnLists = fc
  .array(fc.double({ min: -0.9, max: 1, noNaN: true }), { maxLength: 80 })
  .map((list) => Float64Array.from(list));

/** Twenty returns whose results are known as exact fractions. */
const twenty = Float64Array.from(
  [3, -5, 1, 0, -2, 4, -1, 2, -7, 6, -3, 5, -4, 8, 1, -6, 2, 0, -1, 3],
  (percent) => percent / 100,
);

describe('growth and drawdown', () => {
  it('give the exact final wealth and deepest drawdown of twenty returns', () => {
    const wealth = growth(twenty);
    const depths = drawdown(wealth);
    // 1276302722459324922137739160197 / 1220703125000000000000000000000
    expect(near(wealth[20], 1.045547190238679, 1e-14)).toBe(true);
    // -51012114529 / 625000000000, after nine periods
    expect(near(Math.min(...depths), -0.0816193832464, 1e-14)).toBe(true);
    expect(depths.indexOf(Math.min(...depths))).toBe(9);
  });

  it('never rise above zero and are zero at every peak', () => {
    fc.assert(
      fc.property(returnLists, (returns) => {
        const wealth = growth(returns);
        let peak = 0;
        drawdown(wealth).forEach((depth, t) => {
          peak = Math.max(peak, wealth[t]);
          expect(depth).toBe(wealth[t] / peak - 1);
          expect(depth).toBeLessThanOrEqual(0);
          if (wealth[t] === peak) expect(depth).toBe(0);
        });
      }),
    );
    expect([...drawdown(Float64Array.of(1, 0.5, 0, 0))]).toEqual([0, -0.5, -1, -1]);
  });
});

describe('compoundWindows', () => {
  it('is the product over every overlapping window', () => {
    fc.assert(
      fc.property(returnLists, fc.integer({ min: 1, max: 30 }), (returns, periods) => {
        const expected = [];
        for (let t = 0; t + periods <= returns.length; t++) {
          expected.push(returns.slice(t, t + periods).reduce((p, r) => p * (1 + r), 1) - 1);
        }
        expect([...compoundWindows(returns, periods)]).toEqual(expected);
      }),
    );
  });
});
