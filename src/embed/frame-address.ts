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
  readonly notices: readonly string[];
}

/** Never throws: what cannot be read falls back to what is usual, and a notice says so. */
export function readAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): FrameAddress {
  const { notices, ...query } = readExercise(search);
  const seed = query.seed === undefined ? {} : { seed: query.seed };
  if (hash === '' || hash === '#') return { query, notices, draft: { ...usual, ...seed } };
  try {
    const draft = decodeScenario(hash.replace(/^#s=/, ''));
    return { query, notices, draft: { ...draft, ...seed } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { query, notices: [...notices, words.badLink(why)], draft: { ...usual, ...seed } };
  }
}

/** The frame's own address with another scenario, and with an answer where one is given. */
export function addressOf(href: string, link: string, given?: number): string {
  const url = new URL(href);
  if (given !== undefined) url.searchParams.set('given', String(given));
  url.hash = `s=${link}`;
  return url.href;
}
