/**
 * Datasets kept in this browser: what a person brought in, and apart from it a cache of the
 * built-in sets.
 *
 * The database is a convenience that may be absent, full, stuck or wiped at any time. Where it
 * cannot be had, everything works on in the memory of the page, and `state` says why; where it
 * does not take one set, that set alone is held there, and its `unkept` says why.
 */
import type { Dataset } from '../finance/dataset';
import type { Backend } from './store-backend';
import { connect, inWords, StorageUnavailable, type Connection } from './store-connection';
import { createDatabaseBackend } from './store-database';
import type { StoredInfo } from './store-envelope';
import { createHoldingBackend } from './store-holding';
import { createMemoryBackend } from './store-memory';
import { askToPersist, estimateSpace, isPersisted } from './store-space';
import { joinTabs } from './store-tabs';

export type { StoredInfo } from './store-envelope';

export interface DatasetStore {
  /** `memory`: nothing outlives this page, and why. It may turn at any call, also back. */
  readonly state: { readonly mode: 'database' | 'memory'; readonly reason?: string };
  /** The own sets, the oldest first; also those that are damaged, so that they can be removed. */
  list(): Promise<readonly StoredInfo[]>;
  /** @throws Error where it is damaged, or was kept by a newer version of this app. */
  load(id: string): Promise<Dataset | undefined>;
  /** The own set with this fingerprint. @throws as `load` does. */
  find(fingerprint: string): Promise<Dataset | undefined>;
  /**
   * Where the same data are there already, that entry keeps its id and its title, takes the other
   * facts from `dataset`, and is answered.
   * Where there is no room for it, it is held in memory, and `unkept` of the answer says why.
   * @throws Error where the id belongs to other data: nothing is kept.
   */
  keep(dataset: Dataset): Promise<StoredInfo>;
  /** @throws Error where there is none of this id, and for an empty title. */
  rename(id: string, title: string): Promise<void>;
  /** Does nothing where there is none of this id. */
  remove(id: string): Promise<void>;
  /** `bytes` are those of the own sets; `quota` is for all that this site keeps. */
  usage(): Promise<{ bytes: number; quota?: number; persisted: boolean }>;
  /** Asks the browser not to clear the storage by itself; whether it has agreed. */
  persist(): Promise<boolean>;
  /** Tells of changes here and in other tabs, until the function it returns is called. */
  onChange(listener: () => void): () => void;
  /** The copy of a built-in set. */
  cached(fingerprint: string): Promise<Dataset | undefined>;
  cache(dataset: Dataset): Promise<void>;
  close(): void;
}

export interface DatasetStoreOptions {
  /** Of the database and of the channel between tabs. */
  readonly name?: string;
  /** May throw, as the browser's own does in private modes. */
  readonly factory?: () => Pick<IDBFactory, 'open'> | undefined;
  /** Milliseconds until a database that does not open is given up. */
  readonly openDeadline?: number;
  /** Milliseconds without progress until a transaction is given up. */
  readonly operationDeadline?: number;
  /** Milliseconds until a database that could not be had is asked for again, at the next call. */
  readonly retryAfter?: number;
}

export function createDatasetStore(options: DatasetStoreOptions = {}): DatasetStore {
  const { name = 'asset-mix-lab', openDeadline = 4_000, operationDeadline = 10_000 } = options;
  const { retryAfter = 15_000 } = options;
  const listeners = new Set<() => void>();
  // Apart from the caller, whose own act has succeeded even if a listener fails.
  const notify = () => listeners.forEach((listener) => queueMicrotask(listener));
  const tabs = joinTabs(name, notify);

  const memory = createMemoryBackend();
  const factory = factoryOf(options);
  let connection: Connection | undefined;
  let state: DatasetStore['state'] = { mode: 'database' };
  let backend: Backend = memory;
  let closed = false;
  /** When a database that could not be had is asked for again. */
  let nextTry = Infinity;

  const connectTo = (found: Pick<IDBFactory, 'open'>): Connection =>
    connect({ factory: found, name, openDeadline, operationDeadline, onLost: notify });

  const toDatabase = (opened: Connection) => {
    connection = opened;
    state = { mode: 'database' };
    backend = createHoldingBackend(createDatabaseBackend(opened), memory);
  };

  const toMemory = (reason: string) => {
    connection?.close();
    connection = undefined;
    const sentence = reason.charAt(0).toUpperCase() + reason.slice(1);
    const end = 'what you bring in lasts until this page is closed';
    state = { mode: 'memory', reason: `${sentence}, so ${end}.` };
    backend = memory;
    nextTry = performance.now() + retryAfter;
    notify();
  };

  /** The database may have come back: what was brought in meanwhile is kept there as well. */
  const tryAgain = async (found: Pick<IDBFactory, 'open'>): Promise<void> => {
    nextTry = Infinity;
    const opened = connectTo(found);
    try {
      await opened.transact('readonly', async () => undefined);
    } catch {
      opened.close();
      nextTry = performance.now() + retryAfter;
      return;
    }
    if (closed) return opened.close();
    toDatabase(opened);
    for (const { id } of await memory.list()) {
      const dataset = await memory.load(id);
      if (dataset !== undefined) await backend.keep(dataset).catch(() => undefined);
    }
    tabs.tell();
    notify();
  };

  if (typeof factory === 'string') toMemory(factory);
  else toDatabase(connectTo(factory));

  const use = async <T>(work: (backend: Backend) => Promise<T>): Promise<T> => {
    if (closed) throw new Error('This store of datasets is closed.');
    if (typeof factory !== 'string' && performance.now() >= nextTry) void tryAgain(factory);
    const tried = backend;
    try {
      return await work(tried);
    } catch (error) {
      if (closed || !(error instanceof StorageUnavailable)) throw inWords(error);
      // Calls that failed together share one memory.
      if (backend === tried) toMemory(error.message);
      return work(backend);
    }
  };

  const change = async <T>(work: (backend: Backend) => Promise<T>): Promise<T> => {
    const result = await use(work);
    if (state.mode === 'database') tabs.tell();
    notify();
    return result;
  };

  return {
    get state() {
      return state;
    },
    list: () => use((backend) => backend.list()),
    load: (id) => use((backend) => backend.load(id)),
    find: (fingerprint) => use((backend) => backend.find(fingerprint)),
    keep: (dataset) => change((backend) => backend.keep(dataset)),
    rename: (id, title) => change((backend) => backend.rename(id, title)),
    remove: (id) => change((backend) => backend.remove(id)),
    async usage() {
      const all = await use((backend) => backend.list());
      const kept = all.filter(({ unkept }) => unkept === undefined);
      const [{ quota }, persisted] = await Promise.all([estimateSpace(), isPersisted()]);
      return {
        bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
        ...(quota === undefined ? {} : { quota }),
        persisted: persisted && state.mode === 'database',
      };
    },
    persist: async () => (state.mode === 'database' ? askToPersist() : false),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cached: (fingerprint) => use((backend) => backend.cached(fingerprint)),
    cache: (dataset) => use((backend) => backend.cache(dataset)),
    close() {
      closed = true;
      listeners.clear();
      tabs.close();
      connection?.close();
    },
  };
}

/** The browser's database, or the clause that says why there is none. */
function factoryOf({ factory }: DatasetStoreOptions): Pick<IDBFactory, 'open'> | string {
  const none = 'this browser gives this page no storage';
  try {
    // In sandboxed frames and private windows merely to look at it may throw.
    const found = factory === undefined ? globalThis.indexedDB : factory();
    return found ?? none;
  } catch (error) {
    return `${none} (${error instanceof Error ? error.message || error.name : String(error)})`;
  }
}
