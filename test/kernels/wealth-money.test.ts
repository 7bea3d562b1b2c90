import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';
import { pathRows, workedOn } from './path-rows';
import { noFlows, walkMoney, type Flows, type Money } from './wealth-model';

const kernels = await loadKernels();
const { exports, memory, scope } = kernels;
const rows = pathRows(kernels);

/** Rows of the state, in their order. */
const STATE = ['wealth', 'income', 'ruin', 'paidIn', 'paidOut', 'unpaid'] as const;

interface Plan {
  readonly start: number;
  /** Flows of each time; none where they are missing. */
  readonly flows: readonly (Flows | undefined)[];
  /** By step and path. */
  readonly growth: readonly (readonly number[])[];
  /** By time and path. */
  readonly prices: readonly (readonly number[])[];
}

/** By time and path. */
function walk({ start, flows, growth, prices }: Plan): Money[][] {
  const count = prices[0].length;
  return scope(() => {
    const state = rows.allocate(exports.moneyRows());
    exports.startMoney(state, start, count);
    return prices.map((levels, time) => {
      const numbers = flows[time];
      exports.moneyStep(
        state,
        time === 0 ? 0 : rows.write([growth[time - 1]]),
        rows.write([levels]),
        numbers === undefined ? 0 : memory.write(Float64Array.from(numbers)),
        time,
        count,
      );
      const all = STATE.map((_, r) => rows.read(state, r, workedOn(count) + 1));
      // What lies behind the paths worked on is left alone.
      expect(all.every((row) => Number.isNaN(row[workedOn(count)]))).toBe(true);
      return Array.from(
        { length: count },
        (__, s) =>
          Object.fromEntries(STATE.map((name, r) => [name, all[r][s]])) as unknown as Money,
      );
    });
  });
}

/** Walks with the kernel and with the model, and holds one against the other. */
function expectSame(plan: Plan): Money[][] {
  const found = walk(plan);
  plan.prices[0].forEach((_, path) => {
    const expected = walkMoney({
      start: plan.start,
      flows: plan.prices.map((__, time) => plan.flows[time] ?? noFlows),
      growth: plan.growth.map((step) => step[path]),
      prices: plan.prices.map((step) => step[path]),
    });
    expected.forEach((money, time) => {
      const seen = found[time][path];
      // Sums of money are rounded by as much as the largest of them.
      const scale = 1e-12 * (money.wealth + money.paidOut + money.income + money.paidIn);
      const same = STATE.every(
        (name) => seen[name] === money[name] || near(seen[name], money[name], 1e-12, scale),
      );
      if (!same) expect(seen).toEqual(money);
    });
  });
  return found;
}

function market(steps: number, paths: number, seed = 3): Pick<Plan, 'growth' | 'prices'> {
  const random = noise(seed);
  const growth = Array.from({ length: steps }, () =>
    Array.from({ length: paths }, () => 0.85 + 0.32 * random()),
  );
  let levels = Array.from({ length: paths }, () => 1);
  const prices = [levels];
  for (let k = 0; k < steps; k++) {
    levels = levels.map((level) => level * (0.99 + 0.04 * random()));
    prices.push(levels);
  }
  return { growth, prices };
}

const kinds: readonly (readonly [string, Flows])[] = [
  ['contributions', [30, 0, 0, 0, 0, 0, 0]],
  ["contributions in today's money", [0, 30, 0, 0, 0, 0, 0]],
  ['withdrawals', [0, 0, 40, 0, 0, 0, 0]],
  ["withdrawals in today's money", [0, 0, 0, 40, 0, 0, 0]],
  ['an amount as a rule', [0, 0, 0, 0, 0, 40, 40]],
  ['a share of wealth', [0, 0, 0, 0, 0.08, 0, Infinity]],
  ['all of wealth', [0, 0, 0, 0, 1, 0, Infinity]],
  ['a share with a floor and a ceiling', [0, 0, 0, 0, 0.06, 30, 45]],
  ['a floor above the ceiling', [0, 0, 0, 0, 0.06, 35, 20]],
  ['no spending by a rule', [0, 0, 0, 0, 0.5, 0, 0]],
  ['everything at once', [10, 5, 12, 7, 0.02, 15, 30]],
];

describe('moneyStep', () => {
  it.each(kinds)('takes wealth through steps with %s', (_, flows) => {
    for (const count of [1, 8, 13]) {
      const every = Array.from({ length: 31 }, () => flows);
      const some = every.map((numbers, k) => (k % 3 === 0 ? undefined : numbers));
      for (const due of [every, some, every.map((numbers, k) => (k > 15 ? noFlows : numbers))]) {
        for (const start of [0, 500]) expectSame({ start, flows: due, ...market(30, count) });
      }
    }
  });

  it('is the plain recursion for any plan', () => {
    const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 }));
    const flows = fc.tuple(
      amount,
      amount,
      amount,
      amount,
      fc.constantFrom(0, 0.03, 0.25, 1),
      amount,
      fc.oneof(amount, fc.constant(Infinity)),
    );
    const plans = fc.record({
      start: fc.constantFrom(0, 1, 250, 1000),
      flows: fc.array(fc.option(flows, { nil: undefined }), { minLength: 1, maxLength: 20 }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(plans, ({ start, flows, seed }) => {
        expectSame({ start, flows, ...market(flows.length - 1, 3, seed) });
      }),
    );
  });

  it('notes the first time at which what is wanted cannot be paid, and goes on', () => {
    const out: Flows = [0, 0, 60, 0, 0, 0, 0];
    const both: Flows = [100, 0, 60, 0, 0, 0, 0];
    const found = walk({
      start: 100,
      flows: [undefined, out, out, out, both, both, out, out, out],
      growth: Array.from({ length: 8 }, () => [1, 2]),
      prices: Array.from({ length: 9 }, () => [1, 1]),
    });
    const path = (name: keyof Money, s = 0) => found.map((step) => step[s][name]);
    expect(path('wealth')).toEqual([100, 40, 0, 0, 40, 80, 20, 0, 0]);
    expect(path('ruin')).toEqual([Infinity, Infinity, 2, 2, 2, 2, 2, 2, 2]);
    expect(path('paidOut')).toEqual([0, 60, 40, 0, 60, 60, 60, 20, 0]);
    expect(path('unpaid')).toEqual([0, 0, 20, 60, 0, 0, 0, 40, 60]);
    expect(path('paidIn')).toEqual([0, 0, 0, 0, 100, 100, 0, 0, 0]);
    expect(path('income')).toEqual([0, 60, 100, 100, 160, 220, 280, 300, 300]);
    expect(path('ruin', 1)[8]).toBe(Infinity);
  });

  it('takes what is missing for rounding up to a billionth of what is wanted', () => {
    const [enough, short] = [1 + 5e-10, 1 + 2e-9].map((more) => {
      const [[money]] = walk({
        start: 100,
        flows: [[0, 0, 100 * more, 0, 0, 0, 0]],
        growth: [],
        prices: [[1]],
      });
      return money;
    });
    expect(enough).toMatchObject({ wealth: 0, paidOut: 100, unpaid: 0, ruin: Infinity });
    expect(short).toMatchObject({ wealth: 0, paidOut: 100, ruin: 0 });
    expect(near(short.unpaid, 2e-7, 1e-6)).toBe(true);
  });

  it("adds an amount in today's money to the bit, and nothing where nothing is paid", () => {
    const steps = 40;
    const flows = Array.from({ length: steps + 1 }, (): Flows => [0, 0, 0, 0.1, 0, 0, 0]);
    const { growth, prices } = market(steps, 8);
    const found = walk({ start: 1e6, flows, growth, prices });
    let sum = 0;
    found.forEach((step) => {
      sum += 0.1;
      expect(step.map(({ income }) => income)).toEqual(step.map(() => sum));
    });
    for (const step of walk({ start: 0, flows, growth, prices })) {
      for (const { income, wealth, ruin } of step) {
        expect([income, wealth, ruin]).toEqual([0, 0, 0]);
      }
    }
  });

  it('does at a time without flows what flows of nothing do', () => {
    const flows: (Flows | undefined)[] = [[5, 0, 200, 0, 0, 0, 0], undefined, undefined];
    const plan = { start: 100, flows, ...market(2, 9) };
    expect(walk(plan)).toEqual(walk({ ...plan, flows: flows.map((due) => due ?? noFlows) }));
  });
});
