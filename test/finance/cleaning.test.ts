/** Mending a column, against numbers worked out by hand and against what undoes it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { desmoothed, filled, splitAt, winsorized, type Track } from '../../src/finance/cleaning';

const nothing = new Set<number>();
const column = (...values: number[]) => Float64Array.from(values);

function track(kind: Track['kind'], ...values: number[]): Track {
  return { kind, index: values.map((_, t) => `row ${t}`), values: column(...values) };
}

function pricesFrom(first: number, returns: ArrayLike<number>): number[] {
  return Array.from(returns).reduce((p, r) => [...p, p[p.length - 1] * (1 + r)], [first]);
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within = 1e-12) {
  expect(actual).toHaveLength(expected.length);
  Array.from(expected).forEach((value, t) => {
    if (Number.isNaN(value)) expect(actual[t]).toBeNaN();
    else expect(Math.abs(actual[t] - value), `row ${t}`).toBeLessThan(within);
  });
}

const anyReturns = fc.array(fc.double({ min: -0.2, max: 0.25, noNaN: true }), {
  minLength: 3,
  maxLength: 40,
});

describe('filling', () => {
  const gaps = column(NaN, 5, NaN, NaN, NaN, 7, NaN);

  test('repeats the last value, no further than the limit, and nothing before the first', () => {
    expect([...filled(gaps, 2, nothing)]).toEqual([NaN, 5, 5, 5, NaN, 7, 7]);
    expect([...filled(gaps, 3, nothing)]).toEqual([NaN, 5, 5, 5, 5, 7, 7]);
  });

  test('gives no change where that is asked for', () => {
    expect([...filled(gaps, 1, nothing, 0)]).toEqual([NaN, 5, 0, NaN, NaN, 7, 0]);
  });

  test('takes marked values for missing, also where they are beyond the limit', () => {
    expect([...filled(column(1, 99, 99, 4), 1, new Set([1, 2]))]).toEqual([1, 1, NaN, 4]);
    expect([...filled(column(99, 2), 1, new Set([0]))]).toEqual([NaN, 2]);
  });
});

describe('a split', () => {
  test('divides the prices before it', () => {
    expect([...splitAt(track('prices', 100, 102, 52, NaN), 2, 2)]).toEqual([50, 51, 52, NaN]);
  });

  test('makes the return at it grow by the factor', () => {
    const [before, at, after] = splitAt(track('returns', 0.01, -0.5, 0.02), 1, 2);
    expect([before, at, after]).toEqual([0.01, 0, 0.02]);
  });

  test('of prices has the returns of the same split of returns', () => {
    const returns = [0.01, -0.49, 0.02, 0.03];
    const prices = splitAt(track('prices', ...pricesFrom(10, returns)), 2, 2);
    const direct = splitAt(track('returns', ...returns), 1, 2);
    expectClose([...prices].slice(1), pricesFrom(prices[0], direct).slice(1));
  });

  test('is undone by the one of the inverse factor', () => {
    const given = track('prices', 3, 1, 4, 1, 5);
    const back = splitAt({ ...given, values: splitAt(given, 3, 4) }, 3, 1 / 4);
    expect([...back]).toEqual([3, 1, 4, 1, 5]);
  });
});

describe('winsorizing', () => {
  test('limits returns to the quantiles of NumPy, which are here 1 and 9 of 0 to 10', () => {
    const eleven = track('returns', ...[0, 10, 5, 1, 9, 2, 8, 3, 7, 4, 6].map((r) => r / 100));
    const { values, limited } = winsorized(eleven, 0.1);
    expectClose(
      values,
      [1, 9, 5, 1, 9, 2, 8, 3, 7, 4, 6].map((r) => r / 100),
      1e-15,
    );
    expect(limited).toEqual([0, 1]);
  });

  test('of prices rebuilds them from the first, and has the returns of limited returns', () => {
    fc.assert(
      fc.property(anyReturns, fc.double({ min: 1e-6, max: 0.25, noNaN: true }), (returns, tail) => {
        const prices = track('prices', ...pricesFrom(20, returns));
        const own = Float64Array.from(
          returns,
          (_, t) => prices.values[t + 1] / prices.values[t] - 1,
        );
        const { values } = winsorized(prices, tail);
        const direct = winsorized({ ...prices, kind: 'returns', values: own }, tail);
        expectClose(values, pricesFrom(20, direct.values), 1e-9 * Math.max(...values));
      }),
    );
  });

  test('spans missing prices and leaves missing returns missing', () => {
    const { values } = winsorized(track('prices', 100, NaN, 110, 111, 112), 0.25);
    expect(values[1]).toBeNaN();
    expect(values[2]).toBeLessThan(106);
    expect(winsorized(track('returns', NaN, 0.1, 0), 0.1).values[0]).toBeNaN();
  });

  test('refuses a price that is none, and nothing at all', () => {
    expect(() => winsorized(track('prices', 1, 0, 2), 0.1)).toThrow(/price at row 1/);
    expect(() => winsorized(track('returns', NaN), 0.1)).toThrow(/no returns/);
  });
});

describe('taking smoothing back', () => {
  test('is, by hand, twice the return less the one before, at a weight of a half', () => {
    expectClose(desmoothed(track('returns', 0.01, 0.02, 0.02), 0.5), [NaN, 0.03, 0.02]);
    expectClose(desmoothed(track('prices', 100, 101, 101 * 1.02), 0.5), [NaN, 101, 101 * 1.03]);
  });

  test('inverts smoothing', () => {
    fc.assert(
      fc.property(anyReturns, fc.double({ min: 0.01, max: 0.9, noNaN: true }), (real, weight) => {
        const smoothed: number[] = [];
        real.forEach((r, t) => {
          smoothed.push(t === 0 ? r : (1 - weight) * r + weight * smoothed[t - 1]);
        });
        const back = desmoothed(track('returns', ...smoothed), weight);
        expect(back[0]).toBeNaN();
        expectClose([...back].slice(1), real.slice(1), 1e-11);
      }),
    );
  });

  test('begins anew after a missing return, and spans a missing price', () => {
    const returns = desmoothed(track('returns', 0.1, 0.1, NaN, 0.1, 0.2), 0.5);
    expectClose(returns, [NaN, 0.1, NaN, NaN, 0.3]);
    const prices = desmoothed(track('prices', 100, 110, NaN, 121), 0.5);
    expectClose(prices, [NaN, 110, NaN, 121]);
  });

  test('refuses a loss of all or more by its row', () => {
    expect(() => desmoothed(track('returns', 0, -0.5), 0.5)).toThrow(/return at row 1 .*-100 %/);
    expect(() => desmoothed(track('prices', 10, 10, 5), 0.6)).toThrow(/row 2/);
  });
});
