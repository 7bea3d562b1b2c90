/**
 * Takes all paths of a block through the steps of a scene, and lets a visitor look at the rows
 * after each of them.
 */
import type { Kernels } from '../../kernels/kernels';
import { FLOW_NUMBERS } from './flows';
import type { Policy, Scene, Track } from './scene';

/** Rows of the state that the kernels `mixStep` and `moneyStep` keep, in their order. */
export const MIX = {
  value: 0,
  factor: 1,
  lowest: 3,
  longest: 5,
  turnover: 6,
  holdings: 7,
} as const;
export const MONEY = { wealth: 0, income: 1, ruin: 2, paidIn: 3, paidOut: 4, unpaid: 5 } as const;

/** Where things lie in the memory of the kernels. */
export interface Stage {
  readonly stride: number;
  /** Growth of every variable in the step. */
  readonly growth: number;
  /** Price level. */
  readonly prices: number;
  /** State of each policy, and of each track. */
  readonly mixes: readonly number[];
  readonly money: readonly number[];
  /** The date each path stands at, i32, where dates are drawn. */
  readonly dates: number;
  row(state: number, row: number): number;
}

/** What a walk goes over: a block of draws, or the history from `first` on, a start a path. */
export type Ground = { readonly seed: number; readonly block: number } | { readonly first: number };

export interface Walker {
  readonly stage: Stage;
  /** Takes the first `count` paths to the end; `visit` is called at the times 0 to `steps`. */
  walk(ground: Ground, count: number, visit: (time: number) => void): void;
}

/** Paths of a block. */
const BLOCK = 4_096;

/** Allocates what a walk needs in the scope that the caller opened. */
export function createWalker(kernels: Kernels, scene: Scene): Walker {
  const { exports, memory, ziggurat } = kernels;
  const { steps, assets: n, model, policies, tracks } = scene;
  const { variables: m, made, drawn } = model;
  const stride = exports.pathRowBytes();
  const rows = (count: number) => memory.allocate(count * stride);
  const stage: Stage = {
    stride,
    growth: rows(m),
    prices: rows(1),
    mixes: policies.map(() => rows(exports.mixRows(n))),
    money: tracks.map(() => rows(exports.moneyRows())),
    dates: memory.allocate(drawn === undefined ? 0 : BLOCK * 4),
    row: (state, row) => state + row * stride,
  };
  const targets = policies.map((policy) => memory.write(policy.targets));
  const flows = tracks.map((track) => memory.write(track.flows));
  const factor = memory.write(made?.factor ?? none);
  const base = memory.write(made?.base ?? none);
  const floors = memory.write(made?.floors ?? none);
  const table = memory.write(drawn?.table ?? none);
  const scratch = memory.allocate(
    Math.max(exports.studentScratchBytes(), exports.datesScratchBytes()),
  );

  function begin(ground: Ground): void {
    if ('first' in ground) {
      const dates = new Int32Array(memory.view(stage.dates, BLOCK / 2).buffer, stage.dates, BLOCK);
      for (let s = 0; s < BLOCK; s++)
        dates[s] = Math.min(ground.first + s, (drawn?.dates ?? 1) - 1);
    } else if (made === undefined) exports.startDates(ground.seed, ground.block, scratch);
    else exports.startGrowth(ground.seed, ground.block, scratch);
  }

  /** Fills the rows of growth for the step that ends at `time`. */
  function grow(ground: Ground, time: number, count: number): void {
    if (made !== undefined) {
      exports.factorGrowth(
        stage.growth,
        factor,
        base,
        floors,
        m,
        made.degrees,
        count,
        ziggurat,
        scratch,
      );
    }
    if (drawn === undefined) return;
    const { dates, blockLength, equal } = drawn;
    if ('first' in ground) {
      if (time > 1) exports.followDates(stage.dates, dates);
    } else if (equal && (time - 1) % blockLength !== 0) exports.followDates(stage.dates, dates);
    else {
      const fresh = equal || time === 1 ? 1 : 0;
      exports.drawDates(stage.dates, dates, blockLength, fresh, scratch);
    }
    exports.growthOfDates(stage.growth, stage.dates, table, m, count);
  }

  function moveMix(policy: Policy, p: number, time: number, count: number): void {
    const { glides, calendar, rule, band, costRate } = policy;
    exports.mixStep(
      stage.mixes[p],
      stage.growth,
      targets[p] + (glides ? time * n * 8 : 0),
      n,
      calendar[time - 1],
      rule,
      band,
      costRate,
      count,
    );
  }

  function moveMoney(track: Track, t: number, time: number, count: number): void {
    exports.moneyStep(
      stage.money[t],
      time === 0 ? 0 : stage.row(stage.mixes[track.policy], MIX.factor),
      stage.prices,
      track.due[time] === 0 ? 0 : flows[t] + time * FLOW_NUMBERS * 8,
      time,
      count,
    );
  }

  return {
    stage,
    walk(ground, count, visit) {
      begin(ground);
      exports.fillRow(stage.prices, 1, count);
      policies.forEach((_, p) => exports.startMix(stage.mixes[p], targets[p], n, count));
      tracks.forEach((track, t) => {
        exports.startMoney(stage.money[t], track.start, count);
        moveMoney(track, t, 0, count);
      });
      visit(0);
      for (let time = 1; time <= steps; time++) {
        grow(ground, time, count);
        exports.priceStep(stage.prices, m > n ? stage.growth + n * stride : 0, model.prices, count);
        policies.forEach((policy, p) => moveMix(policy, p, time, count));
        tracks.forEach((track, t) => moveMoney(track, t, time, count));
        visit(time);
      }
    },
  };
}

const none = new Float64Array(0);
