import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';
import { BLOCK, pathRows, workedOn } from './path-rows';
import { noFlows, walkMoney, type Flows } from './wealth-model';

const kernels = await loadKernels();
const { exports, memory, scope } = kernels;
const rows = pathRows(kernels);

const [WITHDRAWALS, CONTRIBUTIONS, START] = [0, 1, 2];
const [LASTS, GOAL_REAL, GOAL_NOMINAL] = [0, 1, 2];

interface Plan {
  readonly start: number;
  readonly flows: readonly Flows[];
  /** By step and path. */
  readonly growth: readonly (readonly number[])[];
  /** By time and path. */
  readonly prices: readonly (readonly number[])[];
  readonly goal?: number;
}

/** The factors of all paths. */
function factors(plan: Plan, scaled: number, aim: number): number[] {
  const { start, flows, growth, prices, goal = 0 } = plan;
  const count = prices[0].length;
  return scope(() => {
    const out = rows.allocate(1);
    exports.criticalFactor(
      out,
      rows.write(growth),
      rows.write(prices),
      memory.write(Float64Array.from(flows.flat())),
      growth.length,
      start,
      scaled,
      aim,
      goal,
      count,
    );
    const all = rows.read(out, 0, BLOCK);
    expect(all.subarray(workedOn(count)).every(Number.isNaN)).toBe(true);
    return [...all.subarray(0, count)];
  });
}

/** Whether the plan with a factor succeeds on a path, by the plain recursion. */
function succeeds(
  { start, flows, growth, prices, goal = 0 }: Plan,
  path: number,
  scaled: number,
  aim: number,
  factor: number,
): boolean {
  const levels = prices.map((step) => step[path]);
  const money = walkMoney({
    start: scaled === START ? factor * start : start,
    flows,
    growth: growth.map((step) => step[path]),
    prices: levels,
    outFactor: scaled === WITHDRAWALS ? factor : 1,
    inFactor: scaled === CONTRIBUTIONS ? factor : 1,
  });
  const { wealth, ruin } = money[money.length - 1];
  if (aim === LASTS) return ruin === Infinity;
  return wealth >= (aim === GOAL_REAL ? goal * levels[levels.length - 1] : goal);
}

/** The critical factor by trying, to a billionth and better. */
function model(plan: Plan, path: number, scaled: number, aim: number): number {
  const good = (factor: number) => succeeds(plan, path, scaled, aim, factor);
  const falling = scaled === WITHDRAWALS;
  if (falling && !good(0)) return -1;
  if (!falling && good(0)) return 0;
  if (good(2 ** 20) === falling) return Infinity;
  let [low, high] = [0, 2 ** 20];
  while (high - low > 1e-12 * high && high > 1e-12) {
    const middle = (low + high) / 2;
    if (good(middle) === falling) low = middle;
    else high = middle;
  }
  return high;
}

function market(steps: number, paths: number, seed = 5): Pick<Plan, 'growth' | 'prices'> {
  const random = noise(seed);
  const growth = Array.from({ length: steps }, () =>
    Array.from({ length: paths }, () => 0.86 + 0.34 * random()),
  );
  let levels = Array.from({ length: paths }, () => 1);
  const prices = [levels];
  for (let k = 0; k < steps; k++) {
    levels = levels.map((level) => level * (0.99 + 0.05 * random()));
    prices.push(levels);
  }
  return { growth, prices };
}

function expectSame(plan: Plan, scaled: number, aim: number): number[] {
  const found = factors(plan, scaled, aim);
  found.forEach((factor, path) => {
    const expected = model(plan, path, scaled, aim);
    if (factor !== expected && !near(factor, expected, 1e-9, 1e-11)) expect(factor).toBe(expected);
  });
  return found;
}

/** The same flows in the years from and up to. */
const during = (flows: Flows, from: number, to: number, times = 25): Flows[] =>
  Array.from({ length: times }, (_, k) => (k >= from && k < to ? flows : noFlows));
const sum = (...plans: Flows[][]): Flows[] =>
  plans[0].map(
    (_, k) => plans[0][k].map((__, i) => plans.reduce((s, plan) => s + plan[k][i], 0)) as never,
  );

const saving = during([20, 15, 0, 0, 0, 0, 0], 0, 12);
const plans: readonly (readonly [string, Flows[]])[] = [
  ['withdrawals from savings', sum(saving, during([0, 0, 30, 0, 0, 0, 0], 10, 25))],
  ["withdrawals in today's money", sum(saving, during([0, 0, 0, 40, 0, 0, 0], 12, 25))],
  ['an amount as a rule', sum(saving, during([0, 0, 0, 0, 0, 35, 35], 8, 25))],
  ['a share of wealth', sum(saving, during([0, 0, 0, 5, 0.1, 0, Infinity], 12, 25))],
  ['a share between bounds', sum(saving, during([0, 0, 0, 0, 0.08, 25, 60], 12, 25))],
  [
    'contributions after a time of ruin',
    sum(during([0, 0, 90, 0, 0, 0, 0], 2, 12), during([0, 50, 0, 0, 0, 0, 0], 12, 22)),
  ],
];
const asked = [WITHDRAWALS, CONTRIBUTIONS, START].flatMap((scaled) =>
  [LASTS, GOAL_REAL, GOAL_NOMINAL].map((aim) => [scaled, aim] as const),
);

describe('criticalFactor', () => {
  it.each(plans)('is what trying finds: %s', (_, flows) => {
    const plan = { start: 200, flows, goal: 300, ...market(24, 21) };
    const found = asked.flatMap(([scaled, aim]) => expectSame(plan, scaled, aim));
    // Most are neither 0 nor out of reach.
    const inside = found.filter((factor) => factor > 0 && factor < Infinity);
    expect(new Set(inside).size).toBeGreaterThan(60);
  });

  it.each([1, 2, 3, 8, 9, 17])('finds those of the paths asked for: %s', (count) => {
    const plan = { start: 100, flows: plans[1][1], goal: 50, ...market(24, count, count) };
    for (const [scaled, aim] of asked) expectSame(plan, scaled, aim);
  });

  it('is what trying finds for any plan', () => {
    const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 }));
    const flows: fc.Arbitrary<Flows> = fc.tuple(
      amount,
      amount,
      amount,
      amount,
      fc.constantFrom(0, 0.03, 0.3),
      fc.constantFrom(0, 0, 20),
      fc.constantFrom(0, 50, Infinity),
    );
    const any = fc.record({
      start: fc.constantFrom(0, 1, 1000),
      flows: fc.array(fc.oneof(fc.constant(noFlows), flows), { minLength: 1, maxLength: 12 }),
      goal: fc.constantFrom(0, 1, 2000),
      seed: fc.nat(1000),
      what: fc.constantFrom(...asked),
    });
    fc.assert(
      fc.property(any, ({ start, flows: due, goal, seed, what }) => {
        const plan = { start, flows: due, goal, ...market(due.length - 1, 4, seed) };
        expectSame(plan, ...what);
      }),
      { numRuns: 300 },
    );
  });

  it('is -1 where even without withdrawals a path fails', () => {
    const plan = { start: 100, flows: during([0, 0, 1, 0, 0, 0, 0], 0, 25), ...market(24, 8) };
    for (const aim of [GOAL_REAL, GOAL_NOMINAL]) {
      expect(factors({ ...plan, goal: 1e6 }, WITHDRAWALS, aim)).toEqual(eight(-1));
      expect(factors({ ...plan, goal: 0 }, WITHDRAWALS, aim)).toEqual(eight(Infinity));
    }
    // Nothing is always paid.
    expect(factors({ ...plan, start: 0 }, WITHDRAWALS, LASTS).every((x) => x >= 0)).toBe(true);
    expect(Math.max(...factors({ ...plan, start: 0 }, WITHDRAWALS, LASTS))).toBeLessThan(1e-12);
  });

  it('is 0 where nothing more is needed, and infinite where nothing helps', () => {
    const plan = { start: 100, flows: during(noFlows, 0, 25), goal: 1, ...market(24, 8) };
    for (const aim of [LASTS, GOAL_REAL, GOAL_NOMINAL]) {
      expect(factors(plan, CONTRIBUTIONS, aim)).toEqual(eight(0));
      expect(factors(plan, WITHDRAWALS, aim)).toEqual(eight(Infinity));
      // There is nothing to multiply.
      const lacking = { ...plan, start: 0, flows: during([0, 0, 1, 0, 0, 0, 0], 3, 25) };
      expect(factors(lacking, CONTRIBUTIONS, aim)).toEqual(eight(Infinity));
      expect(factors(lacking, START, aim)).toEqual(eight(Infinity));
    }
    expect(factors(plan, START, LASTS)).toEqual(eight(0));
    expect(factors({ ...plan, goal: 0 }, START, GOAL_REAL)).toEqual(eight(0));
  });

  it('reaches from a millionth to a million, and no further', () => {
    const plan = { growth: [], prices: [eight(1)], goal: 0 };
    const start = (from: number, goal: number) =>
      factors({ ...plan, start: from, flows: [noFlows], goal }, START, GOAL_NOMINAL)[0];
    expect(near(start(1e6, 1), 1e-6, 1e-7)).toBe(true);
    expect(near(start(1, 1e6), 1e6, 1e-12)).toBe(true);
    expect(start(1, 2 ** 20 + 1)).toBe(Infinity);
  });

  it.each(asked)('makes the wanted share of paths succeed, scaled %s, aim %s', (scaled, aim) => {
    const paths = 1000;
    const flows = sum(saving, during([0, 0, 5, 30, 0.01, 0, Infinity], 12, 25));
    const plan = { start: 200, flows, goal: 500, ...market(24, paths) };
    const ordered = factors(plan, scaled, aim).toSorted((a, b) => a - b);
    let tried = 0;
    for (const wanted of [400, 500, 600, 800]) {
      const factor = ordered[scaled === WITHDRAWALS ? paths - wanted : wanted - 1];
      if (!(factor > 0 && factor < Infinity)) continue;
      tried++;
      expect(successes(plan, scaled, aim, factor)).toBe(wanted);
      const step = scaled === WITHDRAWALS ? 1e-9 : -1e-9;
      expect(successes(plan, scaled, aim, factor * (1 + step))).toBe(wanted - 1);
    }
    expect(tried).toBeGreaterThan(1);
  });
});

const eight = (value: number): number[] => Array.from({ length: 8 }, () => value);

/** How many paths succeed with a factor, by the kernel that moves wealth. */
function successes(plan: Plan, scaled: number, aim: number, factor: number): number {
  const { start, flows, growth, prices, goal = 0 } = plan;
  const count = prices[0].length;
  const by = (which: number) => (which === scaled ? factor : 1);
  // Without bounds all withdrawals can be multiplied in the plan.
  const multiplied = flows.map(([inNominal, inReal, outNominal, outReal, share, floor, most]) => [
    inNominal * by(CONTRIBUTIONS),
    inReal * by(CONTRIBUTIONS),
    outNominal * by(WITHDRAWALS),
    outReal * by(WITHDRAWALS),
    share * by(WITHDRAWALS),
    floor,
    most,
  ]);
  return scope(() => {
    const state = rows.allocate(exports.moneyRows());
    exports.startMoney(state, start * by(START), count);
    prices.forEach((levels, time) => {
      const due = memory.write(Float64Array.from(multiplied[time]));
      const factorRow = time === 0 ? 0 : rows.write([growth[time - 1]]);
      exports.moneyStep(state, factorRow, rows.write([levels]), due, time, count);
    });
    const wealth = rows.read(state, 0, count);
    const ruin = rows.read(state, 2, count);
    const last = prices[prices.length - 1];
    return wealth.reduce((sofar, value, s) => {
      const good =
        aim === LASTS ? ruin[s] === Infinity : value >= (aim === GOAL_REAL ? goal * last[s] : goal);
      return sofar + Number(good);
    }, 0);
  });
}
