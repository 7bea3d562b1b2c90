/**
 * Every room's compute, found by its folder: adding a room needs no line here.
 */
import type { ChunkedCompute, Compute } from '../analyses/analysis';

export type Rooms = Readonly<Record<string, Compute>>;

const files = import.meta.glob<Compute>('../analyses/*/compute.ts', { eager: true });

export const rooms: Rooms = Object.fromEntries(
  Object.entries(files).map(([path, compute]) => [path.split('/').at(-2) ?? path, compute]),
);

/** Looks a room up; names such as `constructor` find nothing. */
export function findRoom(from: Rooms, analysis: string): Compute | undefined {
  return Object.hasOwn(from, analysis) ? from[analysis] : undefined;
}

export function isChunked(room: Compute): room is ChunkedCompute {
  return 'chunk' in room;
}
