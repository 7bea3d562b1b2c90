/**
 * What the self-test runs, as plain data. `cases.json` beside this file holds it; it is made by
 * `npm run self-test:cases` from the references of the tests, and never edited by hand.
 */
import type { Frequency } from '../../finance/dataset';
import type { FunctionId } from './functions';

/** The rooms, then what no room reports. */
export const parts = [
  'mix-summary',
  'correlation',
  'rolling-statistics',
  'value-at-risk',
  'conventions',
  'wealth-paths',
  'random',
  'functions',
] as const;

export type Part = (typeof parts)[number];

export interface SelfTestData {
  /** Tools, with their versions, that gave the expected numbers. */
  readonly sources: readonly string[];
  readonly madeUp: Readonly<Record<string, MadeUp>>;
  readonly cases: readonly Case[];
  readonly simulations: readonly Simulation[];
}

/** Monthly, quarterly or yearly returns without dates. */
export interface MadeUp {
  readonly frequency: Frequency;
  readonly periodsPerYear: number;
  readonly columns: Readonly<Record<string, readonly number[]>>;
  /** The column that is no asset but the change of prices. */
  readonly inflation?: string;
}

/** One run, and what is to be found in its result. */
export type Case = {
  readonly part: Part;
  readonly checks: readonly Check[];
} & (RoomRun | FunctionRun);

/** A job as the rooms run it, on the engine of the page. */
export interface RoomRun {
  readonly scenario: PlainScenario;
  /** Weights of exactly 1/n, which hundredths of a percent cannot hold. */
  readonly equal?: true;
}

/** What is left out is at its default. */
export interface PlainScenario {
  /** The id of a built-in dataset or of one of `madeUp`. */
  readonly dataset: string;
  readonly analysis: Part;
  /** Hundredths of a percent by asset. */
  readonly mix?: Readonly<Record<string, number>>;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly seed?: number;
}

/** A function on this thread; its result has only `values`. */
export interface FunctionRun {
  readonly of: FunctionId;
  /** One list for each call. */
  readonly arguments: readonly (readonly number[])[];
}

export interface Check {
  /** In plain words. */
  readonly what: string;
  /** Position among the sources. */
  readonly source: number;
  /** The field of the result: `replay.final.real`, `starts.0.value`. */
  readonly field: string;
  /** Positions in the array that stands there; without them all of it. */
  readonly at?: readonly number[];
  /** Not the numbers of the array but their sum. */
  readonly sum?: true;
  readonly expected: readonly number[];
  /** Largest relative error that is allowed; 0: the same number. */
  readonly tolerance: number;
}

/** A simulation, and the digest that it has wherever it runs. */
export interface Simulation {
  readonly what: string;
  readonly scenario: PlainScenario;
  readonly digest: string;
}
