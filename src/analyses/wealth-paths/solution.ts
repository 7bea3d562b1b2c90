/**
 * What would meet a wanted probability. Withdrawals, contributions or the start: the kernel
 * `criticalFactor` finds for single paths by how much they could be multiplied; the answer is an
 * order statistic of these. The horizon: the share of paths that succeed up to each time.
 */
import { binomialQuantileRanks } from '../../finance/binomial';
import { selectRank } from '../../finance/order-statistic';
import { undefinedBecause, type Quantity, type Undefined } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { firstYear, hasFlows } from './flows';
import { simulatedShare } from './outcome';
import type { Scene } from './scene';
import type { WealthParameters } from './spec';
import type { Solution } from './result';
import { MIX, MONEY, type Stage } from './walk';

const SCALED = ['withdrawals', 'contributions', 'start'];
const AIMS = ['lasts', 'goal-real', 'goal-nominal'];

/** Every eighth block is looked at path by path, up to sixteen of them. */
const EVERY = 8;
const LAST = 128;
export type Asked = Pick<WealthParameters, 'solve' | 'aim' | 'wanted' | 'goal' | 'timing'>;

/** Whether the paths of a block are solved one by one. */
export function isSolved({ solve }: Asked, block: number): boolean {
  return SCALED.includes(solve) && block % EVERY === 0 && block < LAST;
}

/** Keeps what a block's paths grow by and their prices, and finds their critical factors. */
export interface Solver {
  keep(time: number, paths: number): void;
  factors(paths: number): Float64Array;
}

/** Allocates in the scope that the caller opened. */
export function createSolver(
  kernels: Kernels,
  stage: Stage,
  scene: Scene,
  { solve, aim, goal }: Asked,
): Solver {
  const { memory, exports } = kernels;
  const { steps, tracks } = scene;
  const [track] = tracks;
  const growth = memory.allocate(steps * stage.stride);
  const prices = memory.allocate((steps + 1) * stage.stride);
  const flows = memory.write(track.flows);
  const out = memory.allocate(stage.stride);
  return {
    keep(time, paths) {
      const factor = stage.row(stage.mixes[track.policy], MIX.factor);
      exports.copyRow(prices + time * stage.stride, stage.prices, paths);
      if (time > 0) exports.copyRow(growth + (time - 1) * stage.stride, factor, paths);
    },
    factors(paths) {
      const scaled = SCALED.indexOf(solve);
      const { start } = track;
      exports.criticalFactor(
        out,
        growth,
        prices,
        flows,
        steps,
        start,
        scaled,
        AIMS.indexOf(aim),
        goal,
        paths,
      );
      return memory.read(out, paths);
    },
  };
}

/** Adds the paths that have reached the goal at a time, had the plan ended there. */
export function countReached(
  { memory }: Kernels,
  stage: Stage,
  { aim, goal, timing }: Asked,
  time: number,
  paths: number,
  reached: Float64Array,
): void {
  const row = (number: number) => memory.view(stage.row(stage.money[0], number), paths);
  const [wealth, paidIn, paidOut] = [MONEY.wealth, MONEY.paidIn, MONEY.paidOut].map(row);
  const prices = memory.view(stage.prices, paths);
  // What is due at the start of a step is not due any more where the plan ends.
  const undo = timing === 'start' ? 1 : 0;
  let count = 0;
  for (let s = 0; s < paths; s++) {
    const end = wealth[s] + undo * (paidOut[s] - paidIn[s]);
    if ((aim === 'goal-real' ? end / prices[s] : end) >= goal) count += 1;
  }
  reached[time] += count;
}

export function solutionOf(
  scene: Scene,
  asked: Asked,
  factors: Float64Array,
  reached: Float64Array,
  ruins: Float64Array,
  paths: number,
): Solution {
  if (asked.solve === 'horizon') return horizonOf(scene, asked, reached, ruins, paths);
  const [track] = scene.tracks;
  const impossible = nothingToScale(scene, asked);
  if (impossible !== undefined) return { value: impossible, money: impossible, paths: 0 };
  const n = factors.length;
  // Withdrawals succeed up to the critical factor, so that the lower tail of it fails.
  const falling = asked.solve === 'withdrawals';
  const p = falling ? 1 - asked.wanted / 100 : asked.wanted / 100;
  const working = factors.slice();
  const at = (rank: number) => selectRank(working, rank);
  const rank = falling ? Math.floor(p * n + 1e-9) + 1 : Math.ceil(p * n - 1e-9);
  const value = at(Math.max(1, Math.min(n, rank)));
  const reason = unmet(value, asked);
  if (reason !== undefined) return { value: reason, money: reason, paths: n };
  const ranks = binomialQuantileRanks(n, p);
  const bounds = [ranks.low, ranks.high].map((rank) => (rank === undefined ? NaN : at(rank)));
  const bounded = bounds.every((bound) => bound >= 0 && bound < Infinity);
  const unit =
    asked.solve === 'start'
      ? track.start
      : firstYear(track.flows, scene.stepsPerYear, falling ? 'withdrawals' : 'contributions');
  const scaled = (by: number): Quantity => ({
    value: value * by,
    ...(bounded
      ? { simulation: { low: bounds[0] * by, high: bounds[1] * by } }
      : { unreliable: 'There are too few paths to bound it.' }),
  });
  return { value: scaled(1), money: unit > 0 ? scaled(unit) : noAmount, paths: n };
}

const noAmount = undefinedBecause(
  'not-available',
  'is no amount: the plan takes out a share of the wealth',
);

function nothingToScale({ tracks }: Scene, { solve }: Asked): Undefined | undefined {
  const [{ flows, start }] = tracks;
  if (solve === 'start') {
    if (start > 0) return undefined;
    return undefinedBecause('not-available', 'has no start to multiply: enter one above 0');
  }
  const which = solve === 'contributions' ? 'contributions' : 'withdrawals';
  if (hasFlows(flows, which)) return undefined;
  return undefinedBecause('not-available', `has no ${which} to multiply: put some into the plan`);
}

function unmet(value: number, { solve, wanted }: Asked): Undefined | undefined {
  if (value < 0) {
    return undefinedBecause(
      'not-available',
      `cannot be met: even without any withdrawals fewer than ${wanted} % of the paths succeed`,
    );
  }
  if (value < Infinity) return undefined;
  return undefinedBecause(
    'not-available',
    solve === 'withdrawals'
      ? 'has no limit: however much is multiplied, the money lasts'
      : `cannot be met: however large the ${solve === 'start' ? 'start' : 'contributions'}, fewer than ${wanted} % of the paths succeed`,
  );
}

/**
 * Lasting: the longest horizon over which the share of paths that have not run out is as wanted.
 * A goal: the shortest after which the wanted share is at or above it.
 */
function horizonOf(
  { steps, stepsPerYear }: Scene,
  { aim, wanted, timing }: Asked,
  reached: Float64Array,
  ruins: Float64Array,
  paths: number,
): Solution {
  let sum = 0;
  const lasting = ruins.map((count) => {
    const before = sum;
    sum += count;
    return paths - (timing === 'start' ? before : sum);
  });
  const good = aim === 'lasts' ? lasting : reached;
  const share = wanted / 100;
  const meets = (time: number, of: 'value' | 'low' | 'high') => {
    const quantity = simulatedShare(good[time], paths);
    if (!('value' in quantity)) return false;
    const value = of === 'value' ? quantity.value : (quantity.simulation?.[of] ?? quantity.value);
    return value >= share - 1e-12;
  };
  const find = (of: 'value' | 'low' | 'high'): number | undefined => {
    const times = Array.from({ length: steps + 1 }, (_, time) => time);
    if (aim !== 'lasts') return times.find((time) => meets(time, of));
    const failing = times.find((time) => !meets(time, of));
    return failing === undefined ? steps : failing === 0 ? undefined : failing - 1;
  };
  const found = find('value');
  if (found === undefined) {
    const reason = undefinedBecause(
      'not-available',
      `cannot be met within ${steps / stepsPerYear} years`,
    );
    return { value: reason, money: reason, paths };
  }
  const bounds = [find('low'), find('high')].map((time) => time ?? (aim === 'lasts' ? 0 : steps));
  const value: Quantity = {
    value: found / stepsPerYear,
    simulation: {
      low: Math.min(...bounds, found) / stepsPerYear,
      high: Math.max(...bounds, found) / stepsPerYear,
    },
  };
  return { value, money: noMoney, paths };
}

const noMoney = undefinedBecause('not-available', 'is a time, not money');
