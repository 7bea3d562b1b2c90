/** What the engine asks of rooms, wherever they come from. */
import type { ChunkedCompute, Compute } from '../analyses/analysis';
import { glanceOf } from './job';

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

/** Files of rooms by what jobs call them, see `Job`. */
export function byName<T>(files: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(files).map(([path, file]) => {
      const [folder, name] = path.split('/').slice(-2);
      return [name === 'compute-glance.ts' ? glanceOf(folder) : folder, file] as const;
    }),
  );
}
