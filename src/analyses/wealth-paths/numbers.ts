/**
 * All figures of one set of paths as a row of numbers in a fixed order, for sets that are small
 * enough to be sorted: resampled histories, and the starts of a replay.
 */
import {
  outcomes,
  outcomeValues,
  shareFlags,
  shares,
  type Ends,
  type OutcomeId,
  type ShareId,
} from './ends';
import type { Scene } from './scene';
import { type WealthParameters } from './spec';
import { percentiles } from './result';

/** Percentiles and mean of an outcome. */
const WIDTH = percentiles.length + 1;
export const NUMBERS = outcomes.length * WIDTH + shares.length;

/** Where the percentiles of an outcome begin; the mean follows them. */
export function placeOf(id: OutcomeId): number {
  return outcomes.indexOf(id) * WIDTH;
}

export function placeOfShare(id: ShareId): number {
  return outcomes.length * WIDTH + shares.indexOf(id);
}

export function numbersOf(
  ends: Ends,
  scene: Scene,
  parameters: Pick<WealthParameters, 'goal' | 'start'>,
): Float64Array {
  const numbers = new Float64Array(NUMBERS);
  const values = outcomeValues(ends, scene);
  const n = ends.real.length;
  for (const id of outcomes) {
    const at = placeOf(id);
    const sorted = values[id].slice().sort();
    percentiles.forEach((percent, i) => (numbers[at + i] = sorted[rankOf(percent, n) - 1]));
    numbers[at + percentiles.length] = values[id].reduce((sum, value) => sum + value, 0) / n;
  }
  const flags = shareFlags(ends, parameters);
  for (const id of shares) {
    let count = 0;
    for (let s = 0; s < n; s++) if (flags[id](s)) count += 1;
    numbers[placeOfShare(id)] = count / n;
  }
  return numbers;
}

/** Rank of a percentile among n values, from 1. */
export function rankOf(percent: number, n: number): number {
  return Math.max(1, Math.ceil((percent * n) / 100));
}
