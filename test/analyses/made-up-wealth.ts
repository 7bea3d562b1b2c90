/**
 * Results of the room of wealth paths without its compute: a small simulation in plain
 * JavaScript, so that what the view says can be tested on numbers that belong together.
 */
import { defaultParameters } from '../../src/analyses/parameters';
import type { Scenario } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import type { ViewContext } from '../../src/analyses/view';
import { spec, type WealthParameters } from '../../src/analyses/wealth-paths/spec';
import {
  percentiles,
  type CloseUp,
  type Comparison,
  type Distribution,
  type Fan,
  type PlanOutcome,
  type Replay,
  type Solution,
  type Terms,
  type WealthResult,
} from '../../src/analyses/wealth-paths/result';
import type { Dataset } from '../../src/finance/dataset';
import { undefinedBecause, type Quantity } from '../../src/finance/quantity';
import { viewContext } from '../../src/panel/view-context';
import { madeUp, normals } from './made-up';

const WEIGHTS = [0.6, 0.4];
const HISTORY = 480;

/** A plan that the simulation here knows: amounts a year in today's money, paid every step. */
export interface Plan {
  readonly years?: number;
  readonly stepsPerYear?: number;
  readonly start?: number;
  readonly takenOut?: number;
  readonly paidIn?: number;
  readonly goal?: number;
  readonly paths?: number;
  /** Added to the return of every asset in every step. */
  readonly drift?: number;
}

interface Step {
  readonly returns: readonly number[];
  readonly inflation: number;
}

interface Path {
  readonly wealth: Float64Array;
  readonly prices: Float64Array;
  readonly growth: Float64Array;
  readonly turnover: Float64Array;
  readonly paidIn: Float64Array;
  readonly paidOut: Float64Array;
  readonly unpaid: Float64Array;
  readonly weights: readonly Float64Array[];
}

const plain = { years: 30, stepsPerYear: 12, start: 100_000, takenOut: 4_000, paidIn: 0 };
const defaults: Required<Plan> = { ...plain, goal: 100_000, paths: 500, drift: 0 };

export function madeUpWealth(change: Plan = {}): WealthResult {
  const plan = { ...defaults, ...change };
  const steps = Math.max(1, Math.round(plan.years * plan.stepsPerYear));
  const all = Array.from({ length: plan.paths }, (_, i) => follow(plan, future(plan, steps, i)));
  const closest = nearest(all, 0.05);
  return {
    steps,
    stepsPerYear: plan.stepsPerYear,
    times: timesOf(plan, steps),
    model: 0,
    blockLength: 7.3,
    degrees: 0,
    assumed: { mean: 0.071, volatility: 0.103, inflation: 0.024, inflationDrawn: 1 },
    repaired: 0,
    scenarios: plan.paths,
    refused: undefined,
    outcome: outcomeOf(plan, steps, all),
    other: undefined,
    comparison: undefined,
    solution: undefined,
    replay: replayOf(plan, steps),
    pathAt: new Float64Array(0),
    closeUp: closeUpOf(all[closest], closest, future(plan, steps, closest)),
  };
}

/** The same with another plan beside it. */
export function madeUpComparison(change: Plan, other: Plan): WealthResult {
  const [result, rival] = [madeUpWealth(change), madeUpWealth({ ...change, ...other })];
  const comparison: Comparison = {
    difference: { real: around(23_400, 900, 12_000), nominal: around(51_000, 2_000, 26_000) },
    runsOut: around(-0.012, 0.001, 0.02),
    endsAhead: around(0.63, 0.01, 0.2),
    endsAlike: around(0.004, 0.001, 0.002),
  };
  return { ...result, other: rival.outcome, comparison };
}

export const madeUpSolution: Solution = {
  value: around(0.905, 0.005, 0.2),
  money: around(3_620, 20, 800),
  paths: 20_000,
};

/** The same result where nothing of it has a number. */
export function withoutNumbers<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if ('value' in value && typeof value.value === 'number') return noNumber as T;
  if (Array.isArray(value)) return value.map(withoutNumbers) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutNumbers(member)]),
  ) as T;
}

export const noNumber = undefinedBecause('not-available', 'there is no such number here');

/** The same result where every array is empty. */
export function emptied<T>(value: T): T {
  if (Array.isArray(value)) return [] as T;
  if (ArrayBuffer.isView(value)) return new Float64Array(0) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, emptied(member)]),
  ) as T;
}

export type Facts = Parameters<typeof madeUp>[1];

/** What the panel tells the view, for parameters that differ from the defaults. */
export function wealthContext(
  parameters: Partial<WealthParameters> = {},
  facts: Facts = {},
): ViewContext {
  const dataset: Dataset = madeUp(historyColumns(), facts);
  const scenario: Scenario = {
    version: 1,
    data: {
      sources: [{ id: dataset.id, fingerprint: dataset.fingerprint, columns: ['stocks', 'bonds'] }],
      join: 'inner',
      range: { from: null, to: null },
      frequency: dataset.frequency,
      steps: [],
      riskFree: null,
    },
    mix: { assets: ['stocks', 'bonds'], weights: WEIGHTS.map((weight) => weight * 10_000) },
    analysis: spec.id,
    parameters: { ...defaultParameters(spec.parameters), ...parameters },
    seed: 1,
  };
  const series = seriesOf(scenario, dataset);
  return viewContext({ scenario, dataset, series, result: {}, digest: 'made up' });
}

// Where the numbers come from.

function draw(next: () => number, drift: number): Step {
  const [first, second] = [next(), next()];
  return {
    returns: [0.008 + drift + 0.043 * first, 0.004 + drift + 0.012 * (0.2 * first + second)],
    inflation: 0.002 + 0.003 * next(),
  };
}

function future({ drift }: Required<Plan>, steps: number, path: number): Step[] {
  const next = normals(uniform(path + 1));
  return Array.from({ length: steps }, () => draw(next, drift));
}

function history(): Step[] {
  const next = normals(uniform(4_711));
  return Array.from({ length: HISTORY }, () => draw(next, 0));
}

function historyColumns() {
  const steps = history();
  return {
    stocks: steps.map(({ returns }) => returns[0]),
    bonds: steps.map(({ returns }) => returns[1]),
  };
}

/** Marsaglia's xorshift of 32 bits: not the project's generator. */
function uniform(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
  return () => {
    state = (state ^ (state << 13)) >>> 0;
    state = (state ^ (state >>> 17)) >>> 0;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}

function follow(plan: Required<Plan>, draws: readonly Step[]): Path {
  const n = draws.length;
  const row = () => new Float64Array(n);
  const wealth = new Float64Array(n + 1).fill(plan.start);
  const prices = new Float64Array(n + 1).fill(1);
  const path = { growth: row(), turnover: row(), paidIn: row(), paidOut: row(), unpaid: row() };
  const weights = WEIGHTS.map(row);
  let holdings = [...WEIGHTS];
  draws.forEach(({ returns, inflation }, k) => {
    const before = holdings[0] + holdings[1];
    holdings = holdings.map((held, i) => held * Math.max(0, 1 + returns[i]));
    const value = holdings[0] + holdings[1];
    if ((k + 1) % plan.stepsPerYear === 0 && value > 0) {
      path.turnover[k] = Math.abs(holdings[0] / value - WEIGHTS[0]);
      holdings = WEIGHTS.map((weight) => weight * value);
    }
    weights.forEach((column, i) => (column[k] = value > 0 ? holdings[i] / value : 0));
    path.growth[k] = before > 0 ? value / before - 1 : 0;
    prices[k + 1] = prices[k] * (1 + inflation);
    path.paidIn[k] = (plan.paidIn / plan.stepsPerYear) * prices[k + 1];
    const grown = wealth[k] * (1 + path.growth[k]) + path.paidIn[k];
    const wanted = (plan.takenOut / plan.stepsPerYear) * prices[k + 1];
    path.paidOut[k] = Math.min(wanted, grown);
    path.unpaid[k] = wanted - path.paidOut[k];
    wealth[k + 1] = grown - path.paidOut[k];
  });
  return { ...path, wealth, prices, weights };
}

// What is made of it.

function timesOf({ years }: Required<Plan>, steps: number): Float64Array {
  const count = Math.min(steps, 120);
  return Float64Array.from({ length: count + 1 }, (_, i) => (i / count) * years);
}

function stepAt(time: number, years: number, steps: number): number {
  return Math.round((time / years) * steps);
}

function lastOf(values: ArrayLike<number>): number {
  return values[values.length - 1];
}

function finalOf({ wealth, prices }: Path): Terms<number> {
  return { nominal: lastOf(wealth), real: lastOf(wealth) / lastOf(prices) };
}

function outcomeOf(plan: Required<Plan>, steps: number, all: readonly Path[]): PlanOutcome {
  const times = timesOf(plan, steps);
  const at = (path: Path, time: number, real: boolean) => {
    const k = stepAt(time, plan.years, steps);
    return path.wealth[k] / (real ? path.prices[k] : 1);
  };
  const fan = (real: boolean): Fan =>
    percentiles.map((p) =>
      times.map((time) => quantile(sorted(all.map((path) => at(path, time, real))), p / 100)),
    );
  const samples = (real: boolean) =>
    all.slice(0, 8).map((path) => times.map((time) => at(path, time, real)));
  const final = all.map(finalOf);
  const terms = <T>(of: (values: number[]) => T): Terms<T> => ({
    real: of(final.map(({ real }) => real)),
    nominal: of(final.map(({ nominal }) => nominal)),
  });
  const ruined = all.map(({ unpaid }) => unpaid.findIndex((amount) => amount > 1e-9));
  const ruinYears = ruined.filter((k) => k >= 0).map((k) => (k + 1) / plan.stepsPerYear);
  const share = (hits: number) => shareOf(hits / all.length, all.length);
  const growth = (from: number, to: number) =>
    all.map((path) => path.growth.subarray(from, to).reduce((u, r) => u * (1 + r), 1));
  const yearly = (from: number, to: number) =>
    growth(from, to).map((u) => u ** (plan.stepsPerYear / Math.max(1, to - from)) - 1);
  const bounds = Array.from({ length: 6 }, (_, j) => Math.round((j * steps) / 5));
  const early = yearly(0, bounds[1]);
  const byEarly = [...early.keys()].sort((a, b) => early[a] - early[b]);
  const fifth = Math.floor(all.length / 5);
  return {
    fan: { real: fan(true), nominal: fan(false) },
    samples: { real: samples(true), nominal: samples(false) },
    finalWealth: terms(distributionOf),
    histogram: terms(binsOf),
    growthRate: distributionOf(yearly(0, steps)),
    reachesGoal: terms((values) => share(values.filter((w) => w >= plan.goal).length)),
    runsOut: share(ruinYears.length),
    endsBelowStart: share(final.filter(({ real }) => real < plan.start).length),
    ruinBy: times.map((time) => ruinYears.filter((year) => year <= time).length / all.length),
    ruinYears: distributionOf(ruinYears),
    worstFall: distributionOf(all.map(({ growth: of }) => fallOf(of).deepest)),
    underWater: distributionOf(all.map(({ growth: of }) => fallOf(of).longest / plan.stepsPerYear)),
    income: distributionOf(
      all.map(({ paidOut, prices }) =>
        paidOut.reduce((sum, paid, k) => sum + paid / prices[k + 1], 0),
      ),
    ),
    stretches:
      steps < 5
        ? []
        : bounds.slice(1).map((to, j) => ({
            from: bounds[j] / plan.stepsPerYear,
            to: to / plan.stepsPerYear,
            correlation: around(rankCorrelation(growth(bounds[j], to), final), 0.01, 0.1),
          })),
    fifths:
      steps < 5
        ? []
        : [0, 1, 2, 3, 4].map((j) => {
            const members = byEarly.slice(j * fifth, (j + 1) * fifth);
            const of = (hit: (i: number) => boolean) =>
              shareOf(members.filter(hit).length / members.length, members.length);
            return {
              growthUpTo: early[lastOf(members)],
              runsOut: of((i) => ruined[i] >= 0),
              reachesGoal: {
                real: of((i) => final[i].real >= plan.goal),
                nominal: of((i) => final[i].nominal >= plan.goal),
              },
            };
          }),
  };
}

function replayOf(plan: Required<Plan>, steps: number): Replay {
  const starts = HISTORY - steps + 1;
  if (starts < 1) {
    const reason = `needs ${steps} steps of history, there are ${HISTORY}`;
    const none = { ...noNumber, reason };
    const empty = { percentiles: percentiles.map(() => none), mean: none };
    return {
      status: none,
      labels: [],
      fan: { real: [], nominal: [] },
      final: { real: new Float64Array(0), nominal: new Float64Array(0) },
      runsOut: none,
      reachesGoal: { real: none, nominal: none },
      finalWealth: { real: empty, nominal: empty },
      worst: -1,
      best: -1,
    };
  }
  const past = history();
  const all = Array.from({ length: starts }, (_, s) => follow(plan, past.slice(s, s + steps)));
  const outcome = outcomeOf(plan, steps, all);
  const real = Float64Array.from(all, (path) => finalOf(path).real);
  return {
    status: undefined,
    labels: wealthContext().series.index.slice(0, starts),
    fan: outcome.fan,
    final: { real, nominal: Float64Array.from(all, (path) => finalOf(path).nominal) },
    runsOut: outcome.runsOut,
    reachesGoal: outcome.reachesGoal,
    finalWealth: outcome.finalWealth,
    worst: real.indexOf(Math.min(...real)),
    best: real.indexOf(Math.max(...real)),
  };
}

function closeUpOf(path: Path, number: number, draws: readonly Step[]): CloseUp {
  const labels = wealthContext().series.index;
  return {
    path: number,
    percentile: 5,
    labels: draws.map((_, k) => labels[(number + k) % labels.length]),
    returns: WEIGHTS.map((_, i) => Float64Array.from(draws, ({ returns }) => returns[i])),
    mixReturn: path.growth,
    prices: path.prices,
    wealth: path.wealth,
    paidIn: Float64Array.of(0, ...path.paidIn),
    paidOut: Float64Array.of(0, ...path.paidOut),
    unpaid: Float64Array.of(0, ...path.unpaid),
    turnover: path.turnover,
    weights: path.weights,
  };
}

function distributionOf(values: number[]): Distribution {
  if (values.length === 0) return { percentiles: percentiles.map(() => noNumber), mean: noNumber };
  const ordered = sorted(values);
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / n, 0));
  const at = (p: number): Quantity => {
    const half = 1.96 * Math.sqrt((p * (1 - p)) / n);
    return {
      value: quantile(ordered, p),
      simulation: { low: quantile(ordered, p - half), high: quantile(ordered, p + half) },
      sampling: { low: quantile(ordered, p * 0.5), high: quantile(ordered, p + (1 - p) * 0.5) },
    };
  };
  return {
    percentiles: percentiles.map((p) => at(p / 100)),
    mean: around(mean, (1.96 * spread) / Math.sqrt(n), spread / 3),
  };
}

function binsOf(values: number[]) {
  const high = quantile(sorted(values), 0.98) || 1;
  const edges = Float64Array.from({ length: 41 }, (_, i) => (i / 40) * high);
  const shares = new Float64Array(40);
  for (const value of values) {
    const bin = Math.floor((value / high) * 40);
    if (bin < 40) shares[bin] += 1 / values.length;
  }
  return { edges, shares };
}

function fallOf(growth: Float64Array): { deepest: number; longest: number } {
  let [value, peak, since, deepest, longest] = [1, 1, 0, 0, 0];
  growth.forEach((r, k) => {
    value *= 1 + r;
    longest = Math.max(longest, k + 1 - since);
    if (value >= peak) [peak, since] = [value, k + 1];
    deepest = Math.min(deepest, value / peak - 1);
  });
  return { deepest, longest };
}

function rankCorrelation(values: readonly number[], final: readonly Terms<number>[]): number {
  const ranks = (of: readonly number[]) => {
    const order = [...of.keys()].sort((a, b) => of[a] - of[b]);
    const rank = new Float64Array(of.length);
    order.forEach((i, position) => (rank[i] = position));
    return rank;
  };
  const [x, y] = [ranks(values), ranks(final.map(({ real }) => real))];
  const middle = (values.length - 1) / 2;
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + (value - middle) * (b[i] - middle), 0);
  return product(x, y) / (product(x, x) || 1);
}

function nearest(all: readonly Path[], p: number): number {
  const final = all.map((path) => finalOf(path).real);
  return final.indexOf(quantile(sorted(final), p));
}

function shareOf(p: number, n: number): Quantity {
  return around(p, 1.96 * Math.sqrt((p * (1 - p)) / n), p / 2, [0, 1]);
}

/** A number with a narrow and a wide interval around it. */
export function around(
  value: number,
  simulation: number,
  sampling: number,
  [least, most] = [-Infinity, Infinity],
): Quantity {
  const interval = (half: number) => ({
    low: Math.max(least, value - half),
    high: Math.min(most, value + half),
  });
  return { value, simulation: interval(simulation), sampling: interval(sampling) };
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function quantile(ordered: Float64Array, p: number): number {
  const rank = Math.floor(Math.max(0, Math.min(0.999_999, p)) * ordered.length);
  return ordered[rank];
}
