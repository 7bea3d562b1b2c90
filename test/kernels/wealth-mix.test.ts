import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';
import { pathRows, workedOn } from './path-rows';

const kernels = await loadKernels();
const { exports, memory, scope } = kernels;
const rows = pathRows(kernels);

/** Rows of the state, in their order; holdings follow. */
const STATE = ['value', 'factor', 'peak', 'lowest', 'under', 'longest', 'turnover'] as const;

interface Mix {
  /** Growth by step, asset and path. */
  readonly growth: readonly (readonly (readonly number[])[])[];
  /** Targets at the start and after each step; the last ones stay. */
  readonly targets: readonly (readonly number[])[];
  readonly calendar?: readonly number[];
  readonly rule?: number;
  readonly band?: number;
  readonly cost?: number;
}

/** What is known of a path after a step. */
type Seen = Record<(typeof STATE)[number], number> & { readonly holdings: number[] };

/** By step, the start included, and path. */
function walk({ growth, targets, calendar, rule = 0, band = 0, cost = 0 }: Mix): Seen[][] {
  const n = targets[0].length;
  const count = growth[0][0].length;
  return scope(() => {
    const state = rows.allocate(exports.mixRows(n));
    const written = targets.map((step) => memory.write(Float64Array.from(step)));
    const see = (): Seen[] => {
      const all = Array.from({ length: exports.mixRows(n) }, (_, r) =>
        rows.read(state, r, workedOn(count) + 1),
      );
      // What lies behind the paths worked on is left alone.
      expect(all.every((row) => Number.isNaN(row[workedOn(count)]))).toBe(true);
      return Array.from({ length: count }, (_, s) => ({
        ...(Object.fromEntries(STATE.map((name, r) => [name, all[r][s]])) as Omit<
          Seen,
          'holdings'
        >),
        holdings: all.slice(STATE.length).map((row) => row[s]),
      }));
    };
    exports.startMix(state, written[0], n, count);
    const found = [see()];
    growth.forEach((step, t) => {
      const target = written[Math.min(t + 1, written.length - 1)];
      const factors = rows.write(step);
      exports.mixStep(state, factors, target, n, calendar?.[t] ?? 0, rule, band, cost, count);
      found.push(see());
    });
    return found;
  });
}

/** The values of one path under the rules, with turnover and holdings. */
function model({ growth, targets, calendar, rule = 0, band = 0, cost = 0 }: Mix, path: number) {
  let holdings = [...targets[0]];
  return growth.map((step, t) => {
    const target = targets[Math.min(t + 1, targets.length - 1)];
    holdings = holdings.map((h, i) => h * step[i][path]);
    const value = holdings.reduce((a, b) => a + b, 0);
    const limits = target.map((w) => [Infinity, band, band * w, Math.min(0.05, w / 4)][rule]);
    const drifted = target.some((w, i) => Math.abs(holdings[i] / value - w) > limits[i]);
    if (!(calendar?.[t] === 1 || drifted)) return { value, turnover: 0, holdings };
    const traded = target.reduce((sum, w, i) => sum + Math.abs(w * value - holdings[i]), 0);
    holdings = target.map((w) => w * (value - cost * traded));
    return { value: value - cost * traded, turnover: value > 0 ? traded / 2 / value : 0, holdings };
  });
}

/** Whether a path is below its peak at each time, by more than rounding. */
function underWater(values: readonly number[]): boolean[] {
  return values.map((value, t) => value < Math.max(...values.slice(0, t + 1)) * (1 - 1e-9));
}

/** Longest episode: from a peak to the first return to it, or to the end. `values` has the start. */
function longestEpisode(values: readonly number[]): number {
  const under = underWater(values);
  let longest = 0;
  under.forEach((_, peak) => {
    if (under[peak] || !under[peak + 1]) return;
    const back = under.indexOf(false, peak + 1);
    longest = Math.max(longest, (back < 0 ? values.length - 1 : back) - peak);
  });
  return longest;
}

/** Holds all that follows from the values against them. */
function expectFigures(found: readonly Seen[]): void {
  const values = found.map(({ value }) => value);
  found.forEach((seen, t) => {
    const past = values.slice(0, t + 1);
    const falls = past.map((value, k) => value / Math.max(...past.slice(0, k + 1)));
    expect(seen.peak).toBe(Math.max(...past));
    expect(seen.lowest).toBe(Math.min(...falls));
    expect(seen.under).toBe(t - underWater(past).lastIndexOf(false));
    expect(seen.longest).toBe(longestEpisode(past));
    if (t > 0) {
      const before = values[t - 1];
      expect(near(seen.factor, before > 0 ? seen.value / before : 0, 1e-15)).toBe(true);
    }
  });
}

function expectSame(mix: Mix): Seen[][] {
  const found = walk(mix);
  for (let path = 0; path < mix.growth[0][0].length; path++) {
    const own = found.map((step) => step[path]);
    expect(own[0]).toMatchObject({ value: 1, factor: 1, turnover: 0, holdings: mix.targets[0] });
    model(mix, path).forEach(({ value, turnover, holdings }, t) => {
      const seen = own[t + 1];
      const pairs = [
        [seen.value, value],
        [seen.turnover, turnover],
        ...holdings.map((h, i) => [seen.holdings[i], h]),
      ];
      const same = pairs.every(([a, b]) => near(a, b, 1e-12, 1e-14));
      if (!same) expect(seen).toEqual({ value, turnover, holdings });
    });
    expectFigures(own);
  }
  return found;
}

function market(steps: number, n: number, paths: number, spread = 0.2, seed = 6) {
  const random = noise(seed);
  return Array.from({ length: steps }, () =>
    Array.from({ length: n }, () =>
      Array.from({ length: paths }, () => 1 + spread * (random() - 0.48)),
    ),
  );
}

const rules = [
  ['the calendar alone', 0, 0],
  ['an absolute band', 1, 0.03],
  ['a relative band', 2, 0.1],
  ['5/25', 3, 0],
] as const;

describe('mixStep', () => {
  it.each(rules)('is a step of the path of a mix: %s', (_, rule, band) => {
    const [T, n, paths] = [48, 3, 21];
    const growth = market(T, n, paths);
    for (const weights of [
      [0.6, 0.3, 0.1],
      [0.5, 0.5, 0],
    ]) {
      for (const calendar of [0, 12].map((every) =>
        growth.map((__, t) => Number(every > 0 && (t + 1) % every === 0)),
      )) {
        for (const cost of [0, 0.004]) {
          const found = walk({ growth, targets: [weights], calendar, rule, band, cost });
          for (let path = 0; path < paths; path++) {
            const one = historical(growth, path, weights, calendar, rule, band, cost);
            const own = found.map((step) => step[path]);
            one.returns.forEach((r, t) => {
              expect(near(own[t + 1].factor, 1 + r, 1e-13)).toBe(true);
              expect(near(own[t + 1].turnover, one.turnover[t], 1e-12, 1e-15)).toBe(true);
            });
            one.holdings.forEach((h, i) => {
              expect(near(own[T].holdings[i], h, 1e-12)).toBe(true);
            });
            expectFigures(own);
          }
          const trades = found.map((step) => step.filter(({ turnover }) => turnover > 0).length);
          // Bands are left on some paths and not on others.
          if (rule > 0) expect(trades.some((many) => many > 0 && many < paths)).toBe(true);
        }
      }
    }
  });

  it.each(rules)('follows targets that glide: %s', (_, rule, band) => {
    const steps = 36;
    const targets = Array.from({ length: steps + 1 }, (__, k) => {
      const share = Math.min(1, Math.max(0, (k - 6) / 24));
      return [0.9 - 0.7 * share, 0.1 + 0.4 * share, 0.3 * share];
    });
    const calendar = targets.map((__, t) => Number((t + 1) % 12 === 0));
    const growth = market(steps, 3, 5);
    const found = expectSame({ growth, targets, calendar, rule, band, cost: 0.002 });
    const { value, holdings } = found[36][0];
    [0.2, 0.5, 0.3].forEach((w, i) => expect(near(holdings[i] / value, w, 1e-14)).toBe(true));
  });

  it.each([1, 7, 8, 9, 64])('moves the paths asked for: %s', (count) => {
    for (const rule of [0, 3])
      expectSame({ growth: market(5, 4, count), targets: [quarters], rule });
  });

  it('counts the steps under water, from the peak to the return to it', () => {
    const growth = [1, 0.5, 1, 2, 2, 0.5, 0.5, 2, 4, 0.5, 1].map((g) => [[g]]);
    const found = expectSame({ growth, targets: [[1]] });
    expect(found.map(([{ under }]) => under)).toEqual([0, 0, 1, 2, 0, 0, 1, 2, 3, 0, 1, 2]);
    expect(found.map(([{ longest }]) => longest)).toEqual([0, 0, 1, 2, 3, 3, 3, 3, 3, 4, 4, 4]);
    expect(found[11][0].lowest).toBe(0.25);
  });

  it('finds peaks, falls and episodes on paths that meet their peaks again and again', () => {
    const powers = fc.constantFrom(0.25, 0.5, 1, 1, 2, 2, 4);
    fc.assert(
      fc.property(fc.array(fc.tuple(powers, powers, powers), { minLength: 1 }), (steps) => {
        expectSame({ growth: steps.map((step) => [step]), targets: [[1]] });
      }),
    );
  });

  it('follows the rules on made-up markets, losses of everything included', () => {
    const factor = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0.1, max: 2, noNaN: true }));
    const mixes = fc.record({
      steps: fc.array(fc.array(factor, { minLength: 6, maxLength: 6 }), { minLength: 1 }),
      weights: fc.constantFrom([1, 0], [0.5, 0.5], [0.7, 0.3]),
      rule: fc.constantFrom(0, 1, 2, 3),
      every: fc.constantFrom(1, 2, 100),
      cost: fc.constantFrom(0, 0.05),
    });
    fc.assert(
      fc.property(mixes, ({ steps, weights, rule, every, cost }) => {
        const growth = steps.map((step) => [step.slice(0, 3), step.slice(3)]);
        const calendar = steps.map((_, t) => Number((t + 1) % every === 0));
        // Keep away from bands that are met but for rounding.
        expectSame({ growth, targets: [weights], calendar, rule, band: 0.100_000_1, cost });
      }),
    );
  });

  it.each(rules)('stays at nothing once everything is lost: %s', (_, rule, band) => {
    const growth = [
      [
        [1, 1.1],
        [1.2, 1],
      ],
      [
        [0, 1.13],
        [0, 0.9],
      ],
      [
        [1.5, 1.13],
        [2, 0.9],
      ],
    ];
    for (const calendar of [
      [0, 0, 0],
      [1, 1, 1],
    ]) {
      const mix = { growth, targets: [[0.5, 0.5]], calendar, rule, band, cost: 0.01 };
      const found = expectSame(mix);
      const lost = { value: 0, factor: 0, lowest: 0, turnover: 0, holdings: [0, 0] };
      expect(found[2][0]).toMatchObject({ ...lost, under: 1, longest: 1 });
      expect(found[3][0]).toMatchObject({ ...lost, under: 2, longest: 2 });
      expect(found[3][1].value).toBeGreaterThan(1);
    }
  });

  it('stops growing at 1e60 with the weights it has, beside a path that does not', () => {
    const factors = [
      [1e30, 1.01],
      [4e30, 0.99],
      [2e30, 1],
    ];
    const growth = Array.from({ length: 4 }, () => factors);
    const weights = [0.5, 0.3, 0.2];
    const found = walk({ growth, targets: [weights] });
    for (const step of [2, 3, 4]) {
      const [rich, usual] = found[step];
      const grown = weights.map((w, i) => w * [1, 4, 2][i] ** step);
      const whole = grown.reduce((sum, x) => sum + x, 0);
      expect(near(rich.value, 1e60, 1e-15)).toBe(true);
      rich.holdings.forEach((holding, i) => {
        expect(near(holding, (1e60 * grown[i]) / whole, 1e-14)).toBe(true);
      });
      usual.holdings.forEach((holding, i) => {
        expect(near(holding, weights[i] * factors[i][1] ** step, 1e-14)).toBe(true);
      });
    }
    expect(near(found[3][0].factor, 1, 1e-15)).toBe(true);
  });

  it('does not take rounding for a fall', () => {
    // Added up in this order the weights are a little less than 1.
    const targets = [[0.7, 0.2, 0.1]];
    const growth = Array.from({ length: 30 }, () => targets[0].map(() => [1]));
    for (const reset of [0, 1]) {
      const found = walk({ growth, targets, calendar: growth.map(() => reset) });
      expect(found[30][0].longest).toBe(0);
      expect(found[30][0].under).toBe(0);
    }
  });
});

const quarters = [0.25, 0.25, 0.25, 0.25];

/** One path as a history, by the kernel for those. */
function historical(
  growth: Mix['growth'],
  path: number,
  weights: readonly number[],
  calendar: readonly number[],
  rule: number,
  band: number,
  cost: number,
) {
  const n = weights.length;
  const T = growth.length;
  return scope(() => {
    const columns = weights.map((_, i) => Float64Array.from(growth, (step) => step[i][path] - 1));
    const [returns, turnover, holdings] = [T, T, n].map((length) => memory.reserve(length));
    exports.mixPath(
      memory.writeColumns(columns),
      memory.write(Float64Array.from(weights)),
      n,
      T,
      memory.writeBytes(Uint8Array.from(calendar)),
      rule,
      band,
      cost,
      returns,
      turnover,
      holdings,
    );
    return {
      returns: memory.read(returns, T),
      turnover: memory.read(turnover, T),
      holdings: memory.read(holdings, n),
    };
  });
}
