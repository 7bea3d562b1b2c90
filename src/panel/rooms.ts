/**
 * Finds what every room shows on the page by its folder, so that a new room needs no entry, and
 * loads it when it is first wanted: a visit downloads only what it looks at.
 */
import type { RoomText } from '../analyses/text';
import type { Glance, Reproduce, ViewContext, ViewParts } from '../analyses/view';

export interface Room {
  readonly text: RoomText;
  readonly view: (result: object, context: ViewContext) => ViewParts;
}

export type RoomGlance = (result: object, context: ViewContext) => Glance;

/** Something that is loaded when it is first wanted. */
export interface Part<T> {
  /** Undefined until it is loaded. */
  readonly value: T | undefined;
  /** A failure is not remembered, so that the next call tries again. */
  load(): Promise<T>;
}

/** Files of a room by their paths. */
type Files<T> = Readonly<Record<string, () => Promise<T>>>;

// The result a view takes is the one its own compute returned: the folder keeps them in step.
const views: Files<unknown> = import.meta.glob('../analyses/*/view.ts', { import: 'view' });
const texts: Files<unknown> = import.meta.glob('../analyses/*/text.ts', { import: 'text' });
const glances: Files<unknown> = import.meta.glob('../analyses/*/glance.ts', { import: 'glance' });
const scripts: Files<unknown> = import.meta.glob('../analyses/*/reproduce.ts', {
  import: 'reproduce',
});

const rooms = partsOf(views, async (file, id): Promise<Room> => {
  const [view, text] = await Promise.all([file(), texts[`../analyses/${id}/text.ts`]()]);
  return { view: view as Room['view'], text: text as RoomText };
});
const smallForms = partsOf(glances, async (file) => (await file()) as RoomGlance);
const reproduces = partsOf(scripts, async (file) => (await file()) as Reproduce);

export function roomOf(id: string): Part<Room> | undefined {
  return rooms.get(id);
}

/** Undefined where the room has no small form. */
export function glanceOf(id: string): Part<RoomGlance> | undefined {
  return smallForms.get(id);
}

export function scriptOf(id: string): Part<Reproduce> | undefined {
  return reproduces.get(id);
}

/** Every part of every room, so that going from one to another takes no time. Never rejects. */
export async function loadAllRooms(): Promise<void> {
  const all = [rooms, smallForms, reproduces].flatMap((parts) => [...parts.values()]);
  await Promise.allSettled(all.map((part: Part<unknown>) => part.load()));
}

function partsOf<T>(
  files: Files<unknown>,
  load: (file: () => Promise<unknown>, id: string) => Promise<T>,
): ReadonlyMap<string, Part<T>> {
  return new Map(
    Object.entries(files).map(([path, file]) => {
      const id = path.split('/').at(-2) ?? path;
      return [id, part(() => load(file, id))] as const;
    }),
  );
}

function part<T>(load: () => Promise<T>): Part<T> {
  let value: T | undefined;
  let loading: Promise<T> | undefined;

  async function start(): Promise<T> {
    try {
      value = await load();
      return value;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }

  return {
    get value() {
      return value;
    },
    load: () => (loading ??= start()),
  };
}
