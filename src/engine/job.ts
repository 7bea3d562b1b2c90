/**
 * What goes into the engine and what comes out. Plain data, apart from the callbacks, which
 * stay on the calling thread.
 */
import type { Result } from '../analyses/analysis';
import type { ParameterValue } from '../analyses/parameters';
import type { Series } from '../finance/dataset';

/** How a job names the small form of a room. */
export function glanceOf(analysis: string): string {
  return `${analysis}/glance`;
}

export interface Job {
  /** Folder name of the room, or `glanceOf` it: what its small form shows, and no more. */
  readonly analysis: string;
  readonly series: Series;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Unsigned 32-bit. */
  readonly seed: number;
  /**
   * Names everything the result depends on (canonical scenario, fingerprint, numbersVersion).
   * With a key the result is remembered; without one it never is.
   */
  readonly key?: string;
  /**
   * All that chunks may see, where parameters are marked `late`: these at their defaults, and a
   * key as above. What is merged is remembered under it, and only its detail is computed anew.
   */
  readonly early?: {
    readonly parameters: Readonly<Record<string, ParameterValue>>;
    readonly key?: string;
  };
  /**
   * Only the chunks from `from` up to but not including `to`, of a room that simulates: the
   * result is then their partials, see `Partials`, and nothing stops the run early.
   */
  readonly chunks?: { readonly from: number; readonly to: number };
}

/** The result of a job with `chunks`, to be merged with those of the other chunks. */
export interface Partials {
  readonly partials: readonly object[];
}

export interface Progress {
  /** Scenarios simulated so far, in any order. */
  readonly done: number;
  /** Scenarios that a complete run simulates. */
  readonly total: number;
  /** For the expected time only; 0 until there is something to divide by. */
  readonly scenariosPerSecond: number;
}

export interface RunOptions {
  /** Work done; never called for an analysis, or a run, that simulates nothing. */
  readonly onProgress?: (progress: Progress) => void;
  /** The result so far, over the contiguous prefix of finished chunks; about 8 a second. */
  readonly onPartial?: (result: Result) => void;
  readonly signal?: AbortSignal;
  /** The job of so many scenarios: a run that is good enough is remembered as this. */
  readonly reached?: (scenarios: number) => Job | undefined;
}

export interface Outcome {
  /** Shared with the memo and with later runs of the same key: read it, never write to it. */
  readonly result: Result;
  /** Scenarios simulated and merged into the result; 0 where nothing is simulated. */
  readonly scenarios: number;
  readonly stopped: 'complete' | 'precision' | 'good-enough';
  readonly fromMemo: boolean;
}

export interface Run {
  /** Rejects with an `EngineError`, or with an `AbortError` once the signal is aborted. */
  readonly result: Promise<Outcome>;
  /** Settles for the contiguous prefix reached, at least chunk 0, and computes no more chunks. */
  goodEnough(): void;
}
