/**
 * Tells the caller how far a run is, often enough to look alive and seldom enough to be cheap.
 * Time decides only what is shown on the way, never what comes out. A callback that throws
 * fails the run: a bug of the page is not to be swallowed.
 */
import type { Result } from '../analyses/analysis';
import type { RunOptions } from './job';

export interface Reporter {
  progress(done: number, total: number): void;
  /** Calls `merge` only when it is time for another partial result. */
  partial(chunks: number, merge: () => Result): void;
}

const PROGRESS_MILLISECONDS = 30;
/** A run that is over sooner is not worth a partial result. */
const FIRST_PARTIAL_MILLISECONDS = 80;
const PARTIAL_MILLISECONDS = 125;
/** Merging for show takes at most about this share of the thread. */
const PARTIAL_SHARE = 1 / 8;

export function createReporter({ onProgress, onPartial }: RunOptions): Reporter {
  let start: number | undefined;
  let nextProgress = 0;
  let nextPartial = 0;
  let shownChunks = 0;

  return {
    progress(done, total) {
      if (onProgress === undefined && onPartial === undefined) return;
      const now = performance.now();
      if (start === undefined) {
        start = now;
        nextPartial = now + FIRST_PARTIAL_MILLISECONDS;
      }
      if (onProgress === undefined || (now < nextProgress && done < total)) return;
      nextProgress = now + PROGRESS_MILLISECONDS;
      const seconds = (now - start) / 1_000;
      const scenariosPerSecond = done > 0 && seconds > 0 ? done / seconds : 0;
      onProgress({ done, total, scenariosPerSecond });
    },
    partial(chunks, merge) {
      if (onPartial === undefined || chunks === shownChunks) return;
      const now = performance.now();
      if (now < nextPartial) return;
      shownChunks = chunks;
      const result = merge();
      const merging = performance.now() - now;
      nextPartial = now + Math.max(PARTIAL_MILLISECONDS, merging / PARTIAL_SHARE);
      onPartial(result);
    },
  };
}
