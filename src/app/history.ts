/**
 * The scenario in the address of the page: replaced while something is dragged, pushed on
 * release. The browser's own history is the undo stack, so back and forward are undo and redo.
 */

const PREFIX = '#s=';

export interface LinkHistory {
  /** The hash of the present address. */
  hash(): string;
  /** The payload of the present address, or undefined where it holds none. */
  current(): string | undefined;
  /** Writes a payload; `push` makes it a step that can be undone. */
  write(payload: string, push: boolean): void;
  /** Opens a page beside the lab by its hash, as a step that can be undone. */
  visit(hash: string): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Calls back after the person went through history or edited the address. */
  listen(callback: () => void): () => void;
}

export function createHistory(view: Window = window): LinkHistory {
  let position = positionOf(view.history.state);
  let newest = position;
  const step = (hash: string, push: boolean) => {
    if (view.location.hash === hash) return;
    if (push) newest = ++position;
    const state = { position };
    if (push) view.history.pushState(state, '', hash);
    else view.history.replaceState(state, '', hash);
  };
  return {
    hash: () => view.location.hash,
    current: () =>
      view.location.hash.startsWith(PREFIX) ? view.location.hash.slice(PREFIX.length) : undefined,
    write: (payload, push) => step(PREFIX + payload, push),
    visit: (hash) => step(hash, true),
    undo: () => view.history.back(),
    redo: () => view.history.forward(),
    get canUndo() {
      return position > 0;
    },
    get canRedo() {
      return position < newest;
    },
    listen(callback) {
      const changed = () => {
        if (isNew(view.history.state)) {
          // A link of the page was followed, or the address was edited: a step like any other.
          newest = ++position;
          view.history.replaceState({ position }, '', view.location.hash);
        } else {
          position = positionOf(view.history.state);
          newest = Math.max(newest, position);
        }
        callback();
      };
      view.addEventListener('popstate', changed);
      return () => view.removeEventListener('popstate', changed);
    },
  };
}

/** Whether an entry was not written here. */
function isNew(state: unknown): boolean {
  return typeof state !== 'object' || state === null || !('position' in state);
}

function positionOf(state: unknown): number {
  if (isNew(state)) return 0;
  const { position } = state as { readonly position: unknown };
  return Number.isInteger(position) ? Math.max(0, Number(position)) : 0;
}
