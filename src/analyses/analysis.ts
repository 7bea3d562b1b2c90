/**
 * The contract of a room. See README.md beside this file for what each file exports.
 *
 * `spec.ts` is data and safe in both threads; `text.ts` holds the words; `compute.ts` runs in
 * a worker, on the main thread and in Node alike; `view.ts` and `reproduce.ts` run on the page.
 */
import type { Distortion, Series } from '../finance/dataset';
import type { Kernels } from '../kernels/kernels';
import type { Parameters, ParameterSpecs } from './parameters';

/** Scenarios in a block: the unit of regeneration, one state of the generator. */
export const BLOCK = 4_096;
/** Scenarios in a chunk: the unit of parallelism and of merging. */
export const CHUNK = 65_536;

export type Unit = 'percent' | 'percent a year' | 'ratio' | 'periods' | 'money' | 'count' | 'date';

/** A number that an analysis reports. Its words are in `text.ts` under the same id. */
export interface MeasureSpec {
  readonly unit: Unit;
  /** Faults of the data that misstate this measure; the view says so beside the number. */
  readonly distortedBy?: readonly Distortion[];
  /** Which way they misstate it; understated unless told. */
  readonly bias?: 'understated' | 'overstated';
}

export interface AnalysisSpec<
  P extends ParameterSpecs = ParameterSpecs,
  M extends string = string,
> {
  readonly id: string;
  /** The entry in the menu: the one word that is needed before the room itself is loaded. */
  readonly menu: string;
  /** The question under which the menu lists it. */
  readonly group: 'mix' | 'together' | 'time' | 'loss' | 'future';
  readonly needs: { readonly observations: number };
  readonly parameters: P;
  readonly measures: Readonly<Record<M, MeasureSpec>>;
  /** Fields of the result in the order in which the digest reads them. */
  readonly result: readonly string[];
  /** Random numbers a run will draw, so that its time can be foretold; absent: cheap. */
  draws?(parameters: Parameters<P>, assets: number): number;
  /**
   * Whether `compute-glance.ts` computes what the small form shows under these parameters. Else,
   * and without it, the whole room is computed for that.
   */
  glance?(parameters: Parameters<P>): boolean;
}

export function defineAnalysis<const P extends ParameterSpecs, const M extends string>(
  spec: AnalysisSpec<P, M>,
): AnalysisSpec<P, M> {
  return spec;
}

/** Everything a compute may look at. */
export interface Input<P = Record<string, never>> {
  readonly series: Series;
  readonly parameters: P;
  readonly seed: number;
  readonly kernels: Kernels;
}

/** Plain data only: numbers, typed arrays, and objects and arrays of them. */
export type Result = object;

/** What `plan` must say; a room adds its own fields. */
export interface Plan {
  /** Scenarios to simulate, 0 where nothing is simulated. */
  readonly scenarios: number;
}

export interface SimpleCompute {
  compute(input: Input<never>): Result;
}

/**
 * Parallel work. `plan` runs once; `chunk` runs for every index, chunk 0 first, whose partial
 * is the `pilot` of the others (it fixes histogram ranges and brackets); `merge` takes the
 * partials of a contiguous prefix in chunk order, so that no worker count changes a bit.
 */
export interface ChunkedCompute {
  plan(input: Input<never>): Plan;
  chunk(input: Input<never>, plan: never, index: number, scenarios: number, pilot?: never): object;
  merge(plan: never, partials: readonly never[]): Result;
  /** Whether a result is precise enough to stop early; asked only after 2^j chunks. */
  enough?(plan: never, result: never): boolean;
  /**
   * Adds the partial of the next chunk to those before it, themselves folded: `merge` then gets one
   * partial that stands for all of them, and memory does not grow with their number. The outcome
   * must be the bits of `merge` over the single ones, which is what parts of a run are stored as.
   *
   * `folded` is the fold's own, also the first time: it may change and return it, or return a new
   * object. It leaves `partial` as it is. What `merge` returns shares no array with `folded`, which
   * goes on changing after a result so far.
   */
  fold?(plan: never, folded: never, partial: never): object;
  /**
   * Fields that are added to the result of a run that is over, not to one so far, and may depend
   * on parameters marked `late`: `plan` and `chunk` see these at their defaults, so that changing
   * one of them simulates nothing again. It runs where chunks do, also where there are none.
   *
   * `plan.scenarios` are those that the result holds. A run that was stopped early is to be as
   * one of so many scenarios, so their number comes from there and not from the parameters. It
   * changes neither `plan` nor `result`, which are used again.
   */
  detail?(input: Input<never>, plan: never, result: never): object;
}

export type Compute = SimpleCompute | ChunkedCompute;
