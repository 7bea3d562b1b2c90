/**
 * The datasets of this browser, before the code that keeps them is there: it is loaded when it is
 * first wanted. A first visit has none, and shows its numbers without it.
 */
import type { DatasetStore } from './dataset-store';

export interface LateStore extends DatasetStore {
  /** Nothing has to be loaded any more. */
  readonly isLoaded: boolean;
}

export function createLateStore(
  load: () => Promise<DatasetStore> = async () =>
    (await import('./dataset-store')).createDatasetStore(),
): LateStore {
  let loaded: DatasetStore | undefined;
  let loading: Promise<DatasetStore> | undefined;
  let closed = false;

  /** A failure is not remembered, so that the next call tries again. */
  const store = (): Promise<DatasetStore> => {
    loading ??= load().then(
      (ready) => {
        loaded = ready;
        if (closed) ready.close();
        return ready;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  return {
    get isLoaded() {
      return loaded !== undefined;
    },
    get state() {
      return loaded?.state ?? { mode: 'database' };
    },
    list: async () => (await store()).list(),
    load: async (id) => (await store()).load(id),
    find: async (fingerprint) => (await store()).find(fingerprint),
    keep: async (dataset) => (await store()).keep(dataset),
    rename: async (id, title) => (await store()).rename(id, title),
    remove: async (id) => (await store()).remove(id),
    usage: async () => (await store()).usage(),
    persist: async () => (await store()).persist(),
    onChange(listener) {
      let stop: (() => void) | undefined;
      let stopped = false;
      void store().then(
        (ready) => {
          if (!stopped) stop = ready.onChange(listener);
        },
        () => {},
      );
      return () => {
        stopped = true;
        stop?.();
      };
    },
    cached: async (fingerprint) => (await store()).cached(fingerprint),
    cache: async (dataset) => (await store()).cache(dataset),
    close() {
      closed = true;
      loaded?.close();
    },
  };
}
