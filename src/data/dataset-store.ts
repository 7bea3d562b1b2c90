/**
 * Datasets kept in this browser: what a person brought in, and apart from it a cache of the
 * built-in sets.
 *
 * The database is a convenience that may be absent, full, stuck or wiped at any time. Where it
 * cannot be had, everything works on in the memory of the page, and `state` says why; where it
 * does not take one set, that set alone is held there, and its `unkept` says why.
 */
import type { Dataset } from '../finance/dataset';
import { byAge, type Backend } from './store-backend';
import { connect, NotKept, StorageUnavailable, type Connection } from './store-connection';
import { createDatabaseBackend } from './store-database';
import type { StoredInfo } from './store-envelope';
import { createMemoryBackend } from './store-memory';
import { askToPersist, estimateSpace, isPersisted } from './store-space';
import { joinTabs } from './store-tabs';

export type { StoredInfo } from './store-envelope';

export interface DatasetStore {
  /** `memory`: nothing outlives this page, and why. It may turn to that at any call. */
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
}

export function createDatasetStore(options: DatasetStoreOptions = {}): DatasetStore {
  const { name = 'asset-mix-lab', openDeadline = 4_000, operationDeadline = 10_000 } = options;
  const listeners = new Set<() => void>();
  // Apart from the caller, whose own act has succeeded even if a listener fails.
  const notify = () => listeners.forEach((listener) => queueMicrotask(listener));
  const tabs = joinTabs(name, notify);

  let connection: Connection | undefined;
  let state: DatasetStore['state'] = { mode: 'database' };
  let backend: Backend | undefined;
  let closed = false;
  const memory = createMemoryBackend();
  /** By the ids of what memory holds in the database's stead. */
  const reasons = new Map<string, string>();

  const toMemory = (reason: string): Backend => {
    connection?.close();
    connection = undefined;
    const sentence = reason.charAt(0).toUpperCase() + reason.slice(1);
    const end = 'what you bring in lasts until this page is closed';
    state = { mode: 'memory', reason: `${sentence}, so ${end}.` };
    reasons.clear();
    notify();
    return memory;
  };

  const factory = factoryOf(options);
  if (typeof factory === 'string') backend = toMemory(factory);
  else {
    connection = connect({ factory, name, openDeadline, operationDeadline, onLost: notify });
    backend = createDatabaseBackend(connection);
  }

  const use = async <T>(work: (backend: Backend) => Promise<T>): Promise<T> => {
    if (closed || backend === undefined) throw new Error('This store of datasets is closed.');
    const tried = backend;
    try {
      return await work(tried);
    } catch (error) {
      if (closed || !(error instanceof StorageUnavailable)) throw error;
      // Calls that failed together share one memory.
      if (backend === tried) backend = toMemory(error.message);
      return work(backend);
    }
  };

  const change = async <T>(work: (backend: Backend) => Promise<T>): Promise<T> => {
    const result = await use(work);
    if (state.mode === 'database') tabs.tell();
    notify();
    return result;
  };

  /** What memory holds in the database's stead. */
  const held = async (): Promise<StoredInfo[]> =>
    (await memory.list()).flatMap((info) => {
      const unkept = reasons.get(info.id);
      return unkept === undefined ? [] : [{ ...info, unkept }];
    });

  const listAll = async (backend: Backend): Promise<readonly StoredInfo[]> => {
    const listed = await backend.list();
    const others = await held();
    const isKept = ({ fingerprint }: StoredInfo) =>
      others.every((other) => other.fingerprint !== fingerprint);
    return [...others, ...listed.filter(isKept)].sort(byAge);
  };

  const keepOrHold = async (backend: Backend, dataset: Dataset): Promise<StoredInfo> => {
    try {
      const info = await backend.keep(dataset);
      for (const { id, fingerprint } of await held()) {
        if (fingerprint !== dataset.fingerprint) continue;
        await memory.remove(id);
        reasons.delete(id);
      }
      return info;
    } catch (error) {
      // What is wrong with the dataset or its id is no fault of the storage.
      if (!(error instanceof NotKept || error instanceof DOMException)) throw error;
      const info = await memory.keep(dataset);
      reasons.set(info.id, unkeptBecause(error));
      return (await held()).find(({ id }) => id === info.id) ?? info;
    }
  };

  const holderOf = (id: string, backend: Backend) => (reasons.has(id) ? memory : backend);

  return {
    get state() {
      return state;
    },
    list: () => use(listAll),
    load: (id) => use((backend) => holderOf(id, backend).load(id)),
    find: (fingerprint) =>
      use(async (backend) => (await memory.find(fingerprint)) ?? backend.find(fingerprint)),
    keep: (dataset) => change((backend) => keepOrHold(backend, dataset)),
    rename: (id, title) => change((backend) => holderOf(id, backend).rename(id, title)),
    remove: (id) =>
      change(async (backend) => {
        await holderOf(id, backend).remove(id);
        reasons.delete(id);
      }),
    async usage() {
      const kept = (await use(listAll)).filter(({ unkept }) => unkept === undefined);
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

function unkeptBecause({ name, message }: Error): string {
  const why =
    name === 'NotKept' ? message : `The storage of this browser fails (${message || name}).`;
  return `${why} It lasts until this page is closed.`;
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
