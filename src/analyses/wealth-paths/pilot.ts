/**
 * The first paths, walked before all others: they set the ranges of the sketches, the grades by
 * which ranks are compared, and the pivots about which sums are taken. They are part of the plan,
 * so that every chunk counts alike.
 */
import type { Kernels } from '../../kernels/kernels';
import { endsOf, outcomes, outcomeValues } from './ends';
import type { Scene } from './scene';
import { rangeOf, type Range } from './sketch';
import { createWalker, MIX, MONEY } from './walk';

/** Paths that are walked. */
const PATHS = 1_024;
/** Points of a fan at most, the start not counted. */
const FAN = 60;
/** Stretches of years whose order is looked at. */
const STRETCHES = 5;

/** Numbers of the times at which something is measured. */
export interface Times {
  /** Of the fan, from 0 to the last. */
  readonly fan: readonly number[];
  /** Ends of the stretches; none where there are too few steps. */
  readonly stretches: readonly number[];
}

export interface Pilot {
  /** Of the wealth at the fan's times but the first: in money of the time, then in today's. */
  readonly nominal: readonly Range[];
  readonly real: readonly Range[];
  readonly value: Range;
  readonly lowest: Range;
  readonly income: Range;
  /** Means of the outcomes, in their order. */
  readonly pivots: Float64Array;
  /** Final real wealth, and growth in each stretch, ascending. */
  readonly grades: Float64Array;
  readonly stretchGrades: readonly Float64Array[];
}

export function timesOf(steps: number): Times {
  const every = Math.ceil(steps / FAN);
  const fan = Array.from({ length: Math.ceil(steps / every) }, (_, i) => i * every);
  const ends = Array.from({ length: STRETCHES }, (_, j) =>
    Math.floor(((j + 1) * steps) / STRETCHES + 0.5),
  );
  return { fan: [...fan, steps], stretches: steps < STRETCHES ? [] : ends };
}

/** A pilot for each track of the scene. */
export function pilotsOf(kernels: Kernels, scene: Scene, times: Times, seed: number): Pilot[] {
  return kernels.scope((memory) => {
    const { stage, walk } = createWalker(kernels, scene);
    const nominal: Range[][] = scene.tracks.map(() => []);
    const real: Range[][] = scene.tracks.map(() => []);
    const marks: Float64Array[][] = scene.policies.map(() => []);
    walk({ seed, block: 0 }, PATHS, (time) => {
      if (times.stretches.includes(time)) {
        stage.mixes.forEach((mix, p) =>
          marks[p].push(memory.read(stage.row(mix, MIX.value), PATHS)),
        );
      }
      if (time === 0 || !times.fan.includes(time)) return;
      const prices = memory.read(stage.prices, PATHS);
      stage.money.forEach((money, t) => {
        const wealth = memory.read(stage.row(money, MONEY.wealth), PATHS);
        nominal[t].push(rangeOf(wealth));
        real[t].push(rangeOf(wealth.map((w, s) => w / prices[s])));
      });
    });
    return scene.tracks.map((track, t) => {
      const ends = endsOf(kernels, stage, scene, t, PATHS);
      const values = outcomeValues(ends, scene);
      return {
        nominal: nominal[t],
        real: real[t],
        value: rangeOf(ends.value),
        lowest: rangeOf(ends.lowest),
        income: rangeOf(ends.income),
        pivots: Float64Array.from(
          outcomes,
          (id) => values[id].reduce((sum, value) => sum + value, 0) / PATHS,
        ),
        grades: ends.real.slice().sort(),
        stretchGrades: stretchGrowths(marks[track.policy]).map((growth) => growth.sort()),
      };
    });
  });
}

/** Growth within each stretch, from the values at the ends of all. */
export function stretchGrowths(marks: readonly Float64Array[]): Float64Array[] {
  return marks.map((mark, j) =>
    j === 0
      ? mark.slice()
      : mark.map((value, s) => (marks[j - 1][s] > 0 ? value / marks[j - 1][s] : 0)),
  );
}

/** The share of the pilot's paths with at most this value. */
export function gradeOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
