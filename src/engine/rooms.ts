/**
 * The computes of the rooms, found by their folders and loaded when they are first wanted: adding
 * a room needs no line here.
 *
 * Where workers compute, the page only puts their partials together, so that it loads the small
 * `merge.ts` of a room that simulates and nothing of the others.
 */
import type { ChunkedCompute, Compute } from '../analyses/analysis';

export type Rooms = Readonly<Record<string, Compute>>;

/** The part of a room that puts its partials together. */
export type Merging = Pick<ChunkedCompute, 'merge' | 'enough' | 'fold'>;

export interface RoomSource {
  has(analysis: string): boolean;
  /** Undefined for a room that computes in one go. */
  merging(analysis: string): Promise<Merging | undefined>;
  compute(analysis: string): Promise<Compute | undefined>;
  /** Loads what the page needs of every room; all of it where it computes. Never rejects. */
  loadAhead(inline: boolean): Promise<void>;
}

const computes = import.meta.glob<Compute>('../analyses/*/compute.ts');
const merges = import.meta.glob<Merging>('../analyses/*/merge.ts');

/** The rooms of this program. */
export const ownRooms: RoomSource = {
  has: (analysis) => fileOf(computes, analysis, 'compute') !== undefined,
  merging: async (analysis) => fileOf(merges, analysis, 'merge')?.(),
  compute: async (analysis) => fileOf(computes, analysis, 'compute')?.(),
  async loadAhead(inline) {
    const files: readonly (() => Promise<unknown>)[] = Object.values(inline ? computes : merges);
    await Promise.allSettled(files.map((file) => file()));
  },
};

/** Rooms that are there already. */
export function sourceOf(rooms: Rooms): RoomSource {
  return {
    has: (analysis) => findRoom(rooms, analysis) !== undefined,
    async merging(analysis) {
      const room = findRoom(rooms, analysis);
      return room !== undefined && isChunked(room) ? room : undefined;
    },
    compute: async (analysis) => findRoom(rooms, analysis),
    loadAhead: () => Promise.resolve(),
  };
}

/** Looks a room up; names such as `constructor` find nothing. */
export function findRoom(from: Rooms, analysis: string): Compute | undefined {
  return Object.hasOwn(from, analysis) ? from[analysis] : undefined;
}

export function isChunked(room: Compute): room is ChunkedCompute {
  return 'chunk' in room;
}

function fileOf<T>(
  files: Readonly<Record<string, T>>,
  analysis: string,
  name: string,
): T | undefined {
  const path = `../analyses/${analysis}/${name}.ts`;
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
