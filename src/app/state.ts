/**
 * The state of the page: one immutable object, and the store that alone replaces it.
 */
import type { DatasetEntry } from '../data/built-in';
import type { Dataset } from '../finance/dataset';
import type { ParameterValue } from '../analyses/parameters';
import type { Scenario } from '../analyses/scenario';
import type { Theme } from '../ui/theme';

export interface State {
  readonly entries: readonly DatasetEntry[];
  readonly dataset?: Dataset;
  readonly scenario?: Scenario;
  /** Parameters of the analyses that are not open, so that going back finds them as they were. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>;
  /** Assets that keep their weight while others move. */
  readonly locked: readonly string[];
  readonly dragging: boolean;
  /** A person has acted on this page; before that only cheap work may start. */
  readonly asked: boolean;
  /** Something a person should know, until they dismiss it. */
  readonly notice?: string;
  /** A new version of the app waits, or another tab has switched to one. */
  readonly update?: 'ready' | 'switched';
  /** Nothing can be shown at all, and why. */
  readonly failure?: string;
  readonly theme: Theme;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Store {
  readonly state: State;
  set(change: Partial<State>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(initial: State): Store {
  let state = Object.freeze({ ...initial });
  const listeners = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    set(change) {
      state = Object.freeze({ ...state, ...change });
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const emptyState: State = {
  entries: [],
  parameters: {},
  locked: [],
  dragging: false,
  asked: false,
  theme: 'system',
  canUndo: false,
  canRedo: false,
};
