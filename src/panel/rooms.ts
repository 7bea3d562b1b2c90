/**
 * Finds what every room shows on the page by its folder, so that a new room needs no entry, and
 * loads it when it is first wanted: a visit downloads only what it looks at.
 */
import { catalog, findSpec } from '../analyses/catalog';
import type { RoomText } from '../analyses/text';
import type { Glance, Reproduce, ViewContext, ViewParts } from '../analyses/view';
import { loadCharts } from '../ui/chart';
import { whenIdle } from '../ui/when-idle';

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
/** A page in one file does without what would make it much larger. */
const isFrame = import.meta.env.MODE === 'frame';
const glances: Files<unknown> = isFrame
  ? {}
  : import.meta.glob('../analyses/*/glance.ts', { import: 'glance' });
const scripts: Files<unknown> = isFrame
  ? {}
  : import.meta.glob('../analyses/*/reproduce.ts', { import: 'reproduce' });

const rooms = partsOf(views, async (file, id): Promise<Room> => {
  const text = texts[`../analyses/${id}/text.ts`];
  const [view, words] = await Promise.all([file(), text(), fieldsFor(id)]);
  return { view: view as Room['view'], text: words as RoomText };
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

/** What computes a result once more; undefined where there is none. */
export const verifier = isFrame
  ? undefined
  : part(async () => {
      const { Verify } = await import('./verify');
      if (customElements.get('mix-verify') === undefined) {
        customElements.define('mix-verify', Verify);
      }
    });

/** What is folded up below every analysis. */
export const folded = part(() => import('./folded'));

/** The dialog that explains a figure. */
export const explaining = part(() => import('./explain-dialog'));

/** How results are written to files. */
export const resultFiles = /* @__PURE__ */ part(() => import('./result-files'));

/** The rooms whose small forms stand beside a room: on the first page all that have one. */
export function roomsBeside(id: string): readonly string[] {
  if (id !== catalog[0].id) return [];
  return catalog.flatMap((spec) => (spec.id !== id && smallForms.has(spec.id) ? [spec.id] : []));
}

/** What a room shows and what stands beside it, while the data are on their way. Never rejects. */
export async function loadRoom(id: string): Promise<void> {
  const beside = roomsBeside(id).map((one) => smallForms.get(one)?.load());
  await Promise.allSettled([rooms.get(id)?.load(), ...beside, loadCharts()]);
}

/**
 * Every part of every room, so that going from one to another takes no time: one after the other,
 * each when the page has nothing else to do. Never rejects.
 */
export async function loadAllRooms(): Promise<void> {
  const parts: readonly Part<unknown>[] = [...rooms.values(), ...smallForms.values()];
  const later: readonly (Part<unknown> | undefined)[] = [
    folded,
    explaining,
    resultFiles,
    verifier,
    ...reproduces.values(),
  ];
  const loads = [...parts, ...later].flatMap((one) => one?.load ?? []);
  const formulas = Array.from(
    rooms.keys(),
    (id) => async () => (await import('./formulas')).loadFormulas(id),
  );
  for (const load of [...loads, () => import('../ui/chart-image'), ...formulas]) {
    await new Promise<void>((resolve) => whenIdle(resolve));
    await load().catch(() => {});
  }
}

/** What only the forms of some rooms hold. */
async function fieldsFor(id: string): Promise<void> {
  const parameters = Object.values(findSpec(id)?.parameters ?? {});
  const wide = parameters.some(({ kind }) => kind === 'rows' || kind === 'mix');
  // Elements are of a browser; what a room shows in words is tested without one.
  if (wide && 'customElements' in globalThis) await import('../ui/register-fields');
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
