/**
 * The state of the page: one immutable object, and the store that alone replaces it.
 */
import type { Changed, Dropped } from '../analyses/scenario-data';
import type { Draft, FileFacts } from '../analyses/scenario-draft';
import type { DatasetEntry } from '../data/built-in';
import type { StoredInfo } from '../data/dataset-store';
import type { Dataset } from '../finance/dataset';
import type { ParameterValue } from '../analyses/parameters';
import type { Scenario } from '../analyses/scenario';
import type { Side } from '../panel/mix-controls';
import type { Place } from './pages';
import type { RecentScenario } from './recent';
import type { Locale } from '../ui/locales';
import type { Theme } from '../ui/theme';

/** Data of a scenario that are not in this browser: what a person would recognize them by. */
export interface MissingSource extends FileFacts {
  readonly fingerprint: string;
  /** Why they could not be had, where they should be here. */
  readonly reason?: string;
}

/** How datasets are kept here. */
export interface Storage {
  readonly mode: 'database' | 'memory';
  readonly reason?: string;
  /** Of the person's own sets. */
  readonly bytes: number;
  /** For all that this site keeps. */
  readonly quota?: number;
  /** The browser has agreed not to clear it by itself. */
  readonly persisted: boolean;
}

/** What can be done about a notice. */
export type Offer = 'save-scenario' | 'bring-back' | 'link-with-data' | 'keep-data' | 'check-data';

export interface State {
  readonly entries: readonly DatasetEntry[];
  /** The person's own sets in this browser. */
  readonly own: readonly StoredInfo[];
  readonly storage?: Storage;
  /** What the scenario computes on, made of `sources`. */
  readonly dataset?: Dataset;
  readonly sources: readonly Dataset[];
  readonly dropped: readonly Dropped[];
  /** What the steps of the scenario changed. */
  readonly changed: readonly Changed[];
  readonly scenario?: Scenario;
  /** A page beside the lab that stands in its place. */
  readonly place?: Place;
  /** A scenario that is wanted and lacks data. */
  readonly missing?: { readonly draft: Draft; readonly sources: readonly MissingSource[] };
  /** Parameters of the analyses that are not open, so that going back finds them as they were. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>;
  /** The mix that the sliders move. */
  readonly side: Side;
  /** Assets that keep their weight while others move. */
  readonly locked: readonly string[];
  readonly dragging: boolean;
  /** A person has acted on this page; before that only cheap work may start. */
  readonly asked: boolean;
  /** Something a person should know, until they dismiss it. */
  readonly notice?: string;
  readonly offer?: Offer;
  /** A new version of the app waits, or another tab has switched to one. */
  readonly update?: 'ready' | 'switched';
  /** Nothing can be shown at all, and why. */
  readonly failure?: string;
  /** Scenarios of late, newest first. */
  readonly recent: readonly RecentScenario[];
  readonly theme: Theme;
  readonly locale: Locale;
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
  own: [],
  sources: [],
  dropped: [],
  changed: [],
  parameters: {},
  side: 'mix',
  locked: [],
  dragging: false,
  asked: false,
  recent: [],
  theme: 'system',
  locale: 'en',
  canUndo: false,
  canRedo: false,
};
