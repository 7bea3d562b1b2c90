/** What a plan came to: the shape of the result, from the futures to one of them closely. */
import type { Quantity, Undefined } from '../../finance/quantity';

/** The percentiles of a fan, in its order. */
export const percentiles = [5, 25, 50, 75, 95] as const;

/** Five percentiles and the mean of one outcome over all paths. */
export interface Distribution {
  /** In the order of `percentiles`. */
  readonly percentiles: readonly Quantity[];
  readonly mean: Quantity;
}

/** A number for each of the result's `times`, by percentile. */
export type Fan = readonly Float64Array[];

/** Share of paths in equal bins of an outcome, for a drawing. */
export interface Bins {
  readonly edges: Float64Array;
  /** Shares of all paths; what lies outside the edges is missing from the sum. */
  readonly shares: Float64Array;
}

export interface Terms<T> {
  readonly real: T;
  readonly nominal: T;
}

/** How much the growth in one stretch of years had to do with how a path ended. */
export interface Stretch {
  /** Years after the start. */
  readonly from: number;
  readonly to: number;
  /** Rank correlation of the growth in these years with final wealth in today's money. */
  readonly correlation: Quantity;
}

/** Paths whose first years grew alike: one fifth of all. */
export interface Fifth {
  /** Growth a year in the first stretch, of the fastest path of this fifth. */
  readonly growthUpTo: number;
  readonly runsOut: Quantity;
  readonly reachesGoal: Terms<Quantity>;
}

/** What one plan led to, over all paths. Money in today's money where it is real. */
export interface PlanOutcome {
  readonly fan: Terms<Fan>;
  /** The first paths, for the drawing: a number for each of `times`. */
  readonly samples: Terms<readonly Float64Array[]>;
  readonly finalWealth: Terms<Distribution>;
  readonly histogram: Terms<Bins>;
  /** Time-weighted, a year: what the mix grew by, before money in and out, after fees and costs. */
  readonly growthRate: Distribution;
  readonly reachesGoal: Terms<Quantity>;
  /** A withdrawal could not be paid in full at some time. */
  readonly runsOut: Quantity;
  /** Final wealth in today's money is less than the start. */
  readonly endsBelowStart: Quantity;
  /** Share of paths that have run out by each of `times`. */
  readonly ruinBy: Float64Array;
  /** Years until a path runs out, among those that do. */
  readonly ruinYears: Distribution;
  /** Deepest fall of what one unit of money invested at the start would have become; negative. */
  readonly worstFall: Distribution;
  /** Longest time from a peak until it is reached again, or until the end, in years. */
  readonly underWater: Distribution;
  /** Everything that was paid out, in today's money. */
  readonly income: Distribution;
  readonly stretches: readonly Stretch[];
  /** By the growth of the first stretch, from the worst fifth to the best. */
  readonly fifths: readonly Fifth[];
}

/** The other plan minus this one, path by path on the same draws. */
export interface Comparison {
  /** Mean difference of final wealth. */
  readonly difference: Terms<Quantity>;
  /** Difference of the probabilities of running out. */
  readonly runsOut: Quantity;
  /** Probability that the other plan ends above this one, and that both end alike. */
  readonly endsAhead: Quantity;
  readonly endsAlike: Quantity;
}

/** What would meet the wanted probability. */
export interface Solution {
  /**
   * By what all withdrawals, all contributions or the start are to be multiplied; for the horizon
   * the number of years for which the wanted probability still holds.
   */
  readonly value: Quantity;
  /** The same as money: a year of the first year's flows, or the start; not for the horizon. */
  readonly money: Quantity;
  /** Paths it was found on. */
  readonly paths: number;
}

/** The plan on the history itself, once from every date at which enough of it is left. */
export interface Replay {
  /** Why there is none, if there is none. */
  readonly status: Undefined | undefined;
  /** Label of the first step of each start. */
  readonly labels: readonly string[];
  readonly fan: Terms<Fan>;
  /** Final wealth by start. */
  readonly final: Terms<Float64Array>;
  readonly runsOut: Quantity;
  readonly reachesGoal: Terms<Quantity>;
  readonly finalWealth: Terms<Distribution>;
  /** Position of the start with the least and with the most final wealth in today's money. */
  readonly worst: number;
  readonly best: number;
}

/**
 * One path, step by step. What a step does has a number for each of the `steps`; what stands at a
 * time (prices, wealth and the money of that time) has one more, the first at the start.
 */
export interface CloseUp {
  /** Its number among the paths. */
  readonly path: number;
  /** The percentile that was asked for; 0 where the number was. */
  readonly percentile: number;
  /** Label of the period of the history that each step repeats; none where returns are made up. */
  readonly labels: readonly string[];
  /** Returns of each asset of the series, before fees. */
  readonly returns: readonly Float64Array[];
  /** Return of the mix after fees and costs. */
  readonly mixReturn: Float64Array;
  /** Price level, 1 at the start. */
  readonly prices: Float64Array;
  /** Wealth after the flows of each step, in money of that time. */
  readonly wealth: Float64Array;
  readonly paidIn: Float64Array;
  readonly paidOut: Float64Array;
  /** What should have been paid out but could not. */
  readonly unpaid: Float64Array;
  /** One-way turnover of the rebalancing at the end of the step, as a share of the mix. */
  readonly turnover: Float64Array;
  /** Weights after the step, by asset. */
  readonly weights: readonly Float64Array[];
}

export interface WealthResult {
  readonly steps: number;
  readonly stepsPerYear: number;
  /** Years after the start at which fans are measured, from 0 to the horizon. */
  readonly times: Float64Array;
  /** Position among the models. */
  readonly model: number;
  readonly blockLength: number;
  readonly degrees: number;
  /** What the model assumes of the mix with constant weights, a year: arithmetic mean, volatility; and of prices. */
  readonly assumed: {
    readonly mean: number;
    readonly volatility: number;
    readonly inflation: number;
    /** 1: as in the data; 0: the fixed rate. */
    readonly inflationDrawn: number;
  };
  /** How far a repair of the correlations moved them (Frobenius norm); 0: no repair. */
  readonly repaired: number;
  readonly scenarios: number;
  /** Why nothing is simulated, where nothing is. */
  readonly refused: Undefined | undefined;
  readonly outcome: PlanOutcome | undefined;
  readonly other: PlanOutcome | undefined;
  readonly comparison: Comparison | undefined;
  readonly solution: Solution | undefined;
  readonly replay: Replay | undefined;
  /** Numbers of the paths at the percentiles 1 to 99 of final wealth among the first 65,536. */
  readonly pathAt: Float64Array;
  /** Added by `detail`. */
  readonly closeUp: CloseUp | undefined;
}
