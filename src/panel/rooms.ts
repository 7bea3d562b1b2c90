/** Finds what every room shows on the page by its folder, so that a new room needs no entry. */
import type { RoomText } from '../analyses/text';
import type { Glance, Reproduce, ViewContext, ViewParts } from '../analyses/view';

interface RoomView {
  view(result: never, context: ViewContext): ViewParts;
  glance?(result: never, context: ViewContext): Glance;
}

const views = import.meta.glob<RoomView>('../analyses/*/view.ts', { eager: true });
const texts = import.meta.glob<{ text: RoomText }>('../analyses/*/text.ts', { eager: true });
const scripts = import.meta.glob<{ reproduce: Reproduce }>('../analyses/*/reproduce.ts', {
  eager: true,
});

export interface Room {
  readonly text: RoomText;
  readonly view: (result: object, context: ViewContext) => ViewParts;
  /** Absent where the room has no small form. */
  readonly glance?: (result: object, context: ViewContext) => Glance;
  readonly reproduce: Reproduce;
}

/** @throws Error where the folder is missing one of its files; the tests look for that. */
export function roomOf(id: string): Room {
  const folder = `../analyses/${id}`;
  const view = views[`${folder}/view.ts`];
  const words = texts[`${folder}/text.ts`];
  const script = scripts[`${folder}/reproduce.ts`];
  if (!view || !words || !script) throw new Error(`analysis ${id} has no view, text or script`);
  // The result a view takes is the one its own compute returned: the folder keeps them in step.
  const typed = view as unknown as Pick<Room, 'view' | 'glance'>;
  return { text: words.text, view: typed.view, glance: typed.glance, reproduce: script.reproduce };
}
