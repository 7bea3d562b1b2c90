/** What the address of a frame says: how it looks, and what it computes. */
import { decodeScenario } from '../analyses/link';
import type { Draft } from '../analyses/scenario';
import { readExercise, type ExerciseQuery } from '../panel/exercise-query';
import { words } from './words';

/** Shown where the address holds no scenario. */
export const usual: Draft = { data: { sources: [{ id: 'us-asset-classes-monthly' }] } };

export interface FrameAddress {
  readonly query: ExerciseQuery;
  readonly draft: Draft;
  /** What is shown in place of a scenario that cannot be. */
  readonly usual: Draft;
  readonly notices: readonly string[];
}

/** Never throws: what cannot be read falls back to what is usual, and a notice says so. */
export function readAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): FrameAddress {
  const { notices, ...query } = readExercise(search);
  const seeded = (draft: Draft) =>
    query.seed === undefined ? draft : { ...draft, seed: query.seed };
  const fallback = seeded(usual);
  const read = { query, usual: fallback };
  if (hash === '' || hash === '#') return { ...read, notices, draft: fallback };
  try {
    return { ...read, notices, draft: seeded(decodeScenario(hash.replace(/^#s=/, ''))) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...read, notices: [...notices, words.badLink(why)], draft: fallback };
  }
}

/** The frame's own address with another scenario, and with an answer where one is given. */
export function addressOf(href: string, link: string, given?: number): string {
  const url = new URL(href);
  if (given !== undefined) url.searchParams.set('given', String(given));
  url.hash = `s=${link}`;
  return url.href;
}
