/**
 * Every room's compute at once, found by its folder: for the library, which is one file, and for
 * tests. The page loads what it needs, see `rooms.ts`.
 */
import type { Compute } from '../analyses/analysis';
import { byName, type Rooms } from './rooms';

const files = import.meta.glob<Compute>('../analyses/*/compute.ts', { eager: true });

export const rooms: Rooms = Object.fromEntries(byName(files));
