import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import monthly from '../reference/kernels-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, readColumns, readDates } from './columns';

const { exports, memory, scope } = await loadKernels();

interface Plan {
  readonly columns: readonly Float64Array[];
  readonly weights: readonly number[];
  readonly calendar?: readonly number[];
  readonly rule?: number;
  readonly band?: number;
  readonly cost?: number;
}

interface Path {
  readonly end: number;
  readonly returns: number[];
  readonly turnover: number[];
  readonly holdings: number[];
}

function mixPath({ columns, weights, calendar, rule = 0, band = 0, cost = 0 }: Plan): Path {
  const n = columns.length;
  const T = columns[0].length;
  return scope(() => {
    const returns = memory.reserve(T);
    const turnover = memory.reserve(T);
    const holdings = memory.reserve(n);
    const end = exports.mixPath(
      memory.writeColumns(columns),
      memory.write(Float64Array.from(weights)),
      n,
      T,
      memory.writeBytes(Uint8Array.from(calendar ?? Array.from({ length: T }, () => 0))),
      rule,
      band,
      cost,
      returns,
      turnover,
      holdings,
    );
    return {
      end,
      returns: [...memory.read(returns, T)],
      turnover: [...memory.read(turnover, T)],
      holdings: [...memory.read(holdings, n)],
    };
  });
}

/** The rules once more, without regard for speed. */
function model({ columns, weights, calendar, rule = 0, band = 0, cost = 0 }: Plan): Path {
  const returns: number[] = [];
  const turnover: number[] = [];
  let holdings = [...weights];
  let end = -1;
  for (let t = 0; t < columns[0].length; t++) {
    if (end >= 0) {
      returns.push(0);
      turnover.push(0);
      continue;
    }
    const before = holdings.reduce((a, b) => a + b, 0);
    holdings = holdings.map((h, i) => h * (1 + columns[i][t]));
    const value = holdings.reduce((a, b) => a + b, 0);
    const limits = weights.map((w) => [Infinity, band, band * w, Math.min(0.05, w / 4)][rule]);
    const drifted = weights.some((w, i) => Math.abs(holdings[i] / value - w) > limits[i]);
    let traded = 0;
    if (value > 0 && (calendar?.[t] === 1 || drifted)) {
      traded = weights.reduce((sum, w, i) => sum + Math.abs(w * value - holdings[i]), 0);
      holdings = weights.map((w) => w * (value - cost * traded));
    }
    if (value - cost * traded <= 0) {
      end = t;
      holdings = holdings.map(() => 0);
      returns.push(-1);
      turnover.push(0);
    } else {
      returns.push((value - cost * traded) / before - 1);
      turnover.push(traded / 2 / value);
    }
  }
  return { end, returns, turnover, holdings };
}

function expectSame(actual: Path, expected: Path): void {
  expect(actual.end).toBe(expected.end);
  for (const field of ['returns', 'turnover', 'holdings'] as const) {
    expect(actual[field].length).toBe(expected[field].length);
    actual[field].forEach((value, i) => {
      expect(near(value, expected[field][i], 1e-12, 1e-13)).toBe(true);
    });
  }
}

const { columns: names, file } = monthly.meta;
const columns = readColumns(file, names.slice(0, 6));
const dates = readDates(file);
const always = dates.map(() => 1);
const decembers = dates.map((date) => Number(date.slice(5, 7) === '12'));
const never = dates.map(() => 0);
const mixes: Record<string, number[]> = {
  EQUAL_WEIGHT: names.slice(0, 6).map(() => 1 / 6),
  SIXTY_FORTY: [0.6, 0.4, 0, 0, 0, 0],
};
const calendars: Record<string, number[]> = {
  every_period: always,
  yearly: decembers,
  none: never,
};

describe('mixPath', () => {
  it.each(Object.entries(monthly.entries.rebalanced_portfolios.value))(
    'agrees with the reference on %s',
    (name, expected) => {
      const [mix, schedule] = name.split('/');
      const path = mixPath({ columns, weights: mixes[mix], calendar: calendars[schedule] });
      let wealth = 1;
      let peak = 1;
      let deepest = 0;
      for (const r of path.returns) {
        wealth *= 1 + r;
        peak = Math.max(peak, wealth);
        deepest = Math.min(deepest, wealth / peak - 1);
      }
      const trades = path.turnover.filter((t) => t > 0);
      expect(near(wealth, expected.final_value, 1e-11)).toBe(true);
      expect(near(deepest, expected.max_drawdown, 1e-11)).toBe(true);
      expect(trades.length).toBe(expected.rebalancings);
      const turnover = trades.reduce((a, b) => a + b, 0);
      expect(near(turnover, expected.turnover_sum_oneway, 1e-11)).toBe(true);
      expected.turnover_first3.forEach((t, i) => expect(near(trades[i], t, 1e-11)).toBe(true));
      expect(
        near(
          path.holdings.reduce((a, b) => a + b, 0),
          wealth,
          1e-11,
        ),
      ).toBe(true);
    },
  );

  it.each([
    ['the calendar alone', 0, 0],
    ['an absolute band', 1, 0.03],
    ['a relative band', 2, 0.2],
    ['5/25', 3, 0],
  ])('follows the rules with costs: %s', (_, rule, band) => {
    for (const weights of [...Object.values(mixes), [0.9, 0, 0.02, 0.05, 0.03, 0]]) {
      for (const calendar of [never, decembers]) {
        for (const cost of [0, 0.002]) {
          const plan = { columns, weights, calendar, rule, band, cost };
          const path = mixPath(plan);
          expectSame(path, model(plan));
          if (rule > 0) expect(path.turnover.filter((t) => t > 0).length).toBeGreaterThan(5);
        }
      }
    }
  });

  it('follows the rules on made-up markets, losses of everything included', () => {
    const market = fc.record({
      weights: fc.constantFrom([1, 0], [0.5, 0.5], [0.7, 0.3], [1.5, -0.5]),
      flat: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 }),
      rule: fc.constantFrom(0, 1, 2, 3),
      cost: fc.constantFrom(0, 0.01),
    });
    fc.assert(
      fc.property(market, ({ weights, flat, rule, cost }) => {
        const T = Math.floor(flat.length / 2);
        const made = [Float64Array.from(flat.slice(0, T)), Float64Array.from(flat.slice(T, 2 * T))];
        // Keep away from numbers where the value is zero only but for rounding.
        const plan = { columns: made, weights, rule, band: 0.100_000_1, cost };
        const expected = model(plan);
        fc.pre(expected.returns.every((r) => r === -1 || r > -0.999_999));
        expectSame(mixPath(plan), expected);
      }),
    );
  });

  it('leaves one asset as it is', () => {
    const path = mixPath({ columns: [columns[4]], weights: [1], calendar: always, cost: 0.01 });
    path.returns.forEach((r, t) => expect(near(r, columns[4][t], 1e-12, 1e-15)).toBe(true));
    expect(path.turnover.every((t) => t === 0)).toBe(true);
  });

  it('ends buy and hold at the weighted growth of the assets', () => {
    const weights = [0.3, 0.25, 0.2, 0.15, 0.1, 0];
    const { holdings } = mixPath({ columns, weights, cost: 0.5 });
    holdings.forEach((h, i) => {
      expect(near(h, weights[i] * columns[i].reduce((p, r) => p * (1 + r), 1), 1e-12)).toBe(true);
    });
  });

  it('is not changed by an asset of weight zero', () => {
    const plan = { weights: [0.6, 0.4], rule: 3, cost: 0.001 };
    const two = mixPath({ ...plan, columns: columns.slice(0, 2) });
    const three = mixPath({ ...plan, columns: columns.slice(0, 3), weights: [0.6, 0.4, 0] });
    expect(three.returns).toEqual(two.returns);
    expect(three.turnover).toEqual(two.turnover);
  });

  it('stops where everything is lost', () => {
    const path = mixPath({
      columns: [Float64Array.of(0.1, -1, 0.5)],
      weights: [1],
      calendar: [1, 1, 1],
    });
    expect(path.end).toBe(1);
    expect(path.returns[1]).toBe(-1);
    expect(path.returns[2]).toBe(0);
    expect(path.turnover).toEqual([0, 0, 0]);
    expect(path.holdings).toEqual([0]);
  });
});
