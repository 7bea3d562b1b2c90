/**
 * The rooms of this program, found by their folders and loaded when they are first wanted: adding
 * a room needs no line here.
 *
 * Where workers compute, the page only puts their partials together, so that it loads the small
 * `merge.ts` of a room that simulates and nothing of the others.
 */
import type { Compute } from '../analyses/analysis';
import { byName, type Merging, type RoomSource } from './rooms';

const computes = byName({
  ...import.meta.glob<Compute>('../analyses/*/compute.ts'),
  // A page in one file has no small forms.
  ...(import.meta.env.MODE === 'frame'
    ? {}
    : import.meta.glob<Compute>('../analyses/*/compute-glance.ts')),
});
const merges = byName(import.meta.glob<Merging>('../analyses/*/merge.ts'));

export const ownRooms: RoomSource = {
  has: (analysis) => computes.has(analysis),
  merging: async (analysis) => merges.get(analysis)?.(),
  compute: async (analysis) => computes.get(analysis)?.(),
  async loadAhead(inline) {
    const files: ReadonlyMap<string, () => Promise<unknown>> = inline ? computes : merges;
    await Promise.allSettled(Array.from(files.values(), (file) => file()));
  },
};
