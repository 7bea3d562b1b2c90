/** From the plan and the tallies of the chunks to the result, and whether it is precise enough. */
import { concatenate } from '../../finance/concatenate';
import { isDefined, type Undefined } from '../../finance/quantity';
import type { Plan } from '../analysis';
import { addPairs, comparisonOf, type Pairs } from './comparison';
import { outcomeOf } from './outcome';
import type { Pilot, Times } from './pilot';
import type { Sampled } from './sampling';
import type { Scene } from './scene';
import { solutionOf, type Asked } from './solution';
import type { WealthParameters } from './spec';
import type { PlanOutcome, WealthResult } from './result';
import { addTallies, type Tally } from './tally';

export interface WealthPlan extends Plan {
  /** Why nothing is simulated, where nothing is. */
  readonly refused: Undefined | undefined;
  readonly scene: Scene;
  readonly times: Times;
  readonly pilots: readonly Pilot[];
  readonly sampled: readonly (Sampled | undefined)[];
  readonly asked: Asked & Pick<WealthParameters, 'start'>;
  readonly precision: number;
  readonly fee: number;
  readonly settled: Pick<
    WealthResult,
    | 'steps'
    | 'stepsPerYear'
    | 'times'
    | 'model'
    | 'blockLength'
    | 'degrees'
    | 'assumed'
    | 'repaired'
    | 'replay'
  >;
}

/** What one chunk leaves behind, or several that were added. */
export interface Partial {
  readonly tallies: readonly Tally[];
  readonly pairs: Pairs;
  /** Critical factors of the paths that were solved one by one. */
  readonly factors: Float64Array;
  /** Paths that are at the goal at each time, where that is asked for. */
  readonly reached: Float64Array;
  /** Of the first chunk: the first paths of each track, and which path stands at each percentile. */
  readonly samples: readonly PlanOutcome['samples'][];
  readonly pathAt: Float64Array;
}

/** Neither partial is changed. */
export function fold(_plan: WealthPlan, folded: Partial, partial: Partial): Partial {
  return {
    tallies: folded.tallies.map((tally, t) => addTallies(tally, partial.tallies[t])),
    pairs: addPairs(folded.pairs, partial.pairs),
    factors: concatenate([folded.factors, partial.factors]),
    reached: folded.reached.map((count, time) => count + partial.reached[time]),
    samples: folded.samples,
    pathAt: folded.pathAt,
  };
}

export function merge(plan: WealthPlan, partials: readonly Partial[]): WealthResult {
  const { settled, refused, scene, times, pilots, sampled, asked } = plan;
  const nothing = {
    outcome: undefined,
    other: undefined,
    comparison: undefined,
    solution: undefined,
    pathAt: new Float64Array(0),
    closeUp: undefined,
  };
  if (partials.length === 0) return { ...settled, scenarios: 0, refused, ...nothing };
  const { tallies, pairs, factors, reached, samples, pathAt } = partials.reduce((folded, partial) =>
    fold(plan, folded, partial),
  );
  const [outcome, other] = tallies.map((tally, track) =>
    outcomeOf({
      ...{ scene, times, track, tally },
      pilot: pilots[track],
      samples: samples[track],
      sampled: sampled[track],
    }),
  );
  const [{ paths, ruins }] = tallies;
  return {
    ...settled,
    scenarios: paths,
    refused,
    outcome,
    other,
    comparison: pairs.paths > 0 ? comparisonOf(pairs) : undefined,
    solution:
      asked.solve === 'none' ? undefined : solutionOf(scene, asked, factors, reached, ruins, paths),
    pathAt,
    closeUp: undefined,
  };
}

/** Whether the median of final wealth in today's money is as precise as was asked for. */
export function enough({ precision }: WealthPlan, { outcome }: WealthResult): boolean {
  const median = outcome?.finalWealth.real.percentiles[2];
  if (precision === 0 || median === undefined || !isDefined(median)) return false;
  const { value, simulation } = median;
  if (simulation === undefined) return false;
  return (simulation.high - simulation.low) / 2 <= precision * Math.abs(value);
}
