/** Where paths have come to at their end, and what a set of them says when all are at hand. */
import { power } from '../../finance/elementary';
import type { Kernels } from '../../kernels/kernels';
import type { Scene } from './scene';
import type { WealthParameters } from './spec';
import { MIX, MONEY, type Stage } from './walk';

/** One number a path. */
export interface Ends {
  readonly real: Float64Array;
  readonly nominal: Float64Array;
  /** What 1 in the mix has become. */
  readonly value: Float64Array;
  /** Least value by its peak so far. */
  readonly lowest: Float64Array;
  /** Steps of the longest time under water. */
  readonly longest: Float64Array;
  readonly income: Float64Array;
  /** Number of the time at which the path ran out, or infinity. */
  readonly ruin: Float64Array;
}

/** Of the first `count` paths of a track. */
export function endsOf(
  { memory }: Kernels,
  stage: Stage,
  scene: Scene,
  track: number,
  count: number,
): Ends {
  const mix = stage.mixes[scene.tracks[track].policy];
  const money = stage.money[track];
  const read = (state: number, row: number) => memory.read(stage.row(state, row), count);
  const nominal = read(money, MONEY.wealth);
  const prices = memory.read(stage.prices, count);
  return {
    real: nominal.map((wealth, s) => wealth / prices[s]),
    nominal,
    value: read(mix, MIX.value),
    lowest: read(mix, MIX.lowest),
    longest: read(mix, MIX.longest),
    income: read(money, MONEY.income),
    ruin: read(money, MONEY.ruin),
  };
}

/** Outcomes that have percentiles and a mean, in the order of the numbers below. */
export const outcomes = [
  'real',
  'nominal',
  'growthRate',
  'worstFall',
  'underWater',
  'income',
] as const;

export type OutcomeId = (typeof outcomes)[number];

/** Outcomes that are shares of all paths. */
export const shares = ['goalReal', 'goalNominal', 'runsOut', 'belowStart'] as const;

export type ShareId = (typeof shares)[number];

/** What one path says of an outcome. */
export function outcomeValues(
  { real, nominal, value, lowest, longest, income }: Ends,
  { steps, stepsPerYear }: Scene,
): Record<OutcomeId, Float64Array> {
  return {
    real,
    nominal,
    growthRate: value.map((v) => annual(v, steps, stepsPerYear)),
    worstFall: lowest.map((height) => height - 1),
    underWater: longest.map((count) => count / stepsPerYear),
    income,
  };
}

/** Growth a year of what grew to `value` in so many steps. */
export function annual(value: number, steps: number, stepsPerYear: number): number {
  return power(value, stepsPerYear / steps) - 1;
}

/** Whether each path counts for a share. */
export function shareFlags(
  { real, nominal, ruin }: Ends,
  { goal, start }: Pick<WealthParameters, 'goal' | 'start'>,
): Record<ShareId, (s: number) => boolean> {
  return {
    goalReal: (s) => real[s] >= goal,
    goalNominal: (s) => nominal[s] >= goal,
    runsOut: (s) => ruin[s] < Infinity,
    belowStart: (s) => real[s] < start,
  };
}
