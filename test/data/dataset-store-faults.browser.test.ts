/** The storage of a browser may be absent, stuck, full, damaged or wiped at any time. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type { DatasetStore } from '../../src/data/dataset-store';
import { beginTrial, datasetFor, settled, type Trial } from './dataset-store-trial';

let trial: Trial;
beforeEach(() => (trial = beginTrial()));
afterEach(async () => {
  vi.restoreAllMocks();
  await trial.end();
});

/** Deadlines short enough for a test, and long enough for a busy machine. */
const soon = { openDeadline: 400, operationDeadline: 400 };

describe('without a database', () => {
  const none = {
    'that is absent': [() => undefined, 'This browser gives this page no storage'],
    'that throws when it is looked at': [
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
      'This browser gives this page no storage (The operation is insecure.)',
    ],
    'that throws when it is opened': [
      () => ({
        open() {
          throw new DOMException('', 'SecurityError');
        },
      }),
      'This browser does not open its storage (SecurityError)',
    ],
    'that never answers': [
      () => ({ open: () => new EventTarget() as IDBOpenDBRequest }),
      'The storage of this browser does not answer',
    ],
    'that fails to open': [
      () => ({ open: () => failing('InvalidStateError', 'A mutation operation was attempted.') }),
      'This browser does not open its storage (A mutation operation was attempted.)',
    ],
  } as const;

  test.each(Object.entries(none))(
    '%s all works in memory, and says so',
    async (_, [factory, why]) => {
      const store = trial.open({ factory, ...soon });
      let told = 0;
      store.onChange(() => (told += 1));
      await worksLikeAny(store);
      expect(store.state).toEqual({
        mode: 'memory',
        reason: `${why}, so what you bring in lasts until this page is closed.`,
      });
      expect(told).toBeGreaterThan(0);
      expect((await store.usage()).persisted).toBe(false);
      expect(await store.persist()).toBe(false);
      expect(await indexedDB.databases()).not.toContainEqual(
        expect.objectContaining({ name: trial.name }),
      );
    },
  );

  test('calls that were waiting together share one memory', async () => {
    const factory = () => ({ open: () => new EventTarget() as IDBOpenDBRequest });
    const store = trial.open({ factory, ...soon });
    await Promise.all([
      store.keep(datasetFor('a')),
      store.list(),
      store.keep(datasetFor('b', { seed: 2 })),
    ]);
    expect((await store.list()).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('another tab hears nothing of what it cannot see', async () => {
    const [here, there] = [trial.open({ factory: () => undefined }), trial.open()];
    let told = 0;
    there.onChange(() => (told += 1));
    await here.keep(datasetFor('a'));
    await trial.open().keep(datasetFor('b', { seed: 2 }));
    await expect.poll(() => told).toBe(1);
  });
});

test('with a database all works as without one', async () => {
  await worksLikeAny(trial.open());
});

describe('another tab', () => {
  test('that holds the database up leads to memory, and its late answer is let go', async () => {
    const holder = await trial.raw(1);
    const deleted = settled(indexedDB.deleteDatabase(trial.name));
    const store = trial.open(soon);
    expect(await store.list()).toEqual([]);
    expect(store.state.mode).toBe('memory');
    expect(store.state.reason).toMatch(/^The storage of this browser does not answer, so/);
    holder.close();
    await deleted;
    // Would wait for ever if the connection that came too late had stayed open.
    await settled(indexedDB.deleteDatabase(trial.name));
    await worksLikeAny(store);
  });

  test('that wants a newer version is let through, and this one says so', async () => {
    const store = trial.open(soon);
    await store.keep(datasetFor('a'));
    (await trial.raw(2)).close();
    expect(await store.list()).toEqual([]);
    expect(store.state.reason).toMatch(
      /^A newer version of this app has changed what it keeps, so/,
    );
    await worksLikeAny(store);
  });

  test('that deletes the database is let through, and what was kept is gone', async () => {
    const store = trial.open(soon);
    let told = 0;
    await store.keep(datasetFor('a'));
    store.onChange(() => (told += 1));
    await settled(indexedDB.deleteDatabase(trial.name));
    expect(told).toBe(1);
    expect(await store.list()).toEqual([]);
    expect(await store.load('a')).toBeUndefined();
    await worksLikeAny(store);
    expect(store.state).toEqual({ mode: 'database' });
  });
});

describe('a connection', () => {
  test('that was closed behind its back is opened again', async () => {
    const opened: IDBDatabase[] = [];
    const store = trial.open({ factory: () => watched(opened) });
    await store.keep(datasetFor('a'));
    opened[0].close();
    expect(await store.load('a')).toEqual(datasetFor('a'));
    opened[1].close();
    await store.keep(datasetFor('b', { seed: 2 }));
    expect((await store.list()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(opened).toHaveLength(3);
    expect(store.state).toEqual({ mode: 'database' });
  });

  test('that the browser ends with a wiped storage is opened again, and the list is empty', async () => {
    const opened: IDBDatabase[] = [];
    const store = trial.open({ factory: () => watched(opened) });
    await store.keep(datasetFor('a'));
    await store.cache(datasetFor('c', { seed: 3 }));
    let told = 0;
    store.onChange(() => (told += 1));
    const parameters = { origin: location.origin, storageTypes: 'indexeddb' };
    await cdp().send('Storage.clearDataForOrigin', parameters);
    await expect.poll(() => told).toBe(1);
    expect(await store.list()).toEqual([]);
    expect(await store.load('a')).toBeUndefined();
    expect(await store.cached(datasetFor('c', { seed: 3 }).fingerprint)).toBeUndefined();
    expect(opened).toHaveLength(2);
    await worksLikeAny(store);
    expect(store.state).toEqual({ mode: 'database' });
  });

  test('that fails again and again is an error in words, and the next call may succeed', async () => {
    const store = trial.open();
    await store.keep(datasetFor('a'));
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('Connection to the server was lost.', 'UnknownError');
    });
    await expect(store.load('a')).rejects.toThrow(
      'The storage of this browser fails (Connection to the server was lost.).',
    );
    expect(broken).toHaveBeenCalledTimes(2);
    broken.mockRestore();
    expect(await store.load('a')).toEqual(datasetFor('a'));
  });
});

describe('a transaction that is stuck', () => {
  test('behind that of another tab is given up after two tries, in words', async () => {
    const store = trial.open({ operationDeadline: 150 });
    await store.keep(datasetFor('a'));
    const release = await hold();
    const start = performance.now();
    await expect(store.load('a')).rejects.toThrow('The storage of this browser does not answer.');
    expect(performance.now() - start).toBeLessThan(2_000);
    await expect(store.keep(datasetFor('b', { seed: 2 }))).rejects.toThrow('does not answer');
    await release();
    expect(await store.load('a')).toEqual(datasetFor('a'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
    expect(store.state).toEqual({ mode: 'database' });
  });

  test('once is done again on a new connection', async () => {
    const opened: IDBDatabase[] = [];
    const store = trial.open({ factory: () => watched(opened), operationDeadline: 600 });
    await store.keep(datasetFor('a'));
    const release = await hold();
    const loading = store.load('a');
    await expect.poll(() => opened.length, { timeout: 5_000, interval: 10 }).toBe(2);
    await release();
    expect(await loading).toEqual(datasetFor('a'));
  });

  test('in the midst of keeping leaves nothing, and the second try keeps all', async () => {
    const store = trial.open({ operationDeadline: 300 });
    await store.list();
    const put = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      calls += 1;
      const request = put.apply(this, given);
      return calls === 2 ? unanswered(this, request) : request;
    });
    const dataset = datasetFor('a', { rows: 200_000 });
    await store.keep(dataset);
    expect(calls).toBeGreaterThan(15);
    expect(await store.load('a')).toEqual(dataset);
  });

  test('that makes progress has no deadline as a whole', async () => {
    const store = trial.open({ operationDeadline: 300 });
    await store.list();
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const end = performance.now() + 120;
      while (performance.now() < end);
      return put.apply(this, given);
    });
    await store.keep(datasetFor('a', { rows: 100_000 }));
    expect(begun).toHaveBeenCalledTimes(1);
  });
});

describe('a browser without room', () => {
  test('refuses in words, keeps nothing of it and leaves the others untouched', async () => {
    const { factory, remove } = await smallBucket(4_000_000);
    const store = trial.open({ factory: () => factory });
    const small = datasetFor('small', { seed: 2 });
    await store.keep(small);
    const large = datasetFor('large', { rows: 700_000, columns: 1, title: 'Large' });
    // The browser's own estimate is that of the other buckets.
    vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 4e6, usage: 432_100 });
    await expect(store.keep(large)).rejects.toThrow(
      'This browser has no room for “Large”: 9.7 MB needed, 3.5 MB free.',
    );
    expect((await store.list()).map(({ id }) => id)).toEqual(['small']);
    expect(await store.load('small')).toEqual(small);
    const db = await settled(factory.open(trial.name));
    const chunks = db.transaction('chunks').objectStore('chunks').getAllKeys();
    expect(await settled(chunks)).toHaveLength(2);
    db.close();
    await store.keep(datasetFor('another'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['small', 'another']);
    store.close();
    await remove();
  });

  test.each(['as a request', 'at once', 'at the end'] as const)(
    'that says so %s gives up its cache first',
    async (how) => {
      const store = trial.open();
      const copy = datasetFor('copy', { seed: 9 });
      await store.cache(copy);
      await store.keep(datasetFor('before', { seed: 3 }));
      const fault = quotaFault(how, 1);
      await store.keep(datasetFor('a'));
      expect(fault.hits).toBe(1);
      expect(await store.cached(copy.fingerprint)).toBeUndefined();
      expect((await store.list()).map(({ id }) => id)).toEqual(['before', 'a']);
      expect(await store.load('a')).toEqual(datasetFor('a'));
    },
  );

  test.each([
    ['without an estimate', () => Promise.reject(new TypeError('not here')), undefined],
    ['with one that contradicts it', async () => ({ quota: 1e9, usage: 1e6 }), 1e9],
  ])('and %s says how much is needed', async (_, estimate, quota) => {
    const store = trial.open();
    await store.list();
    vi.spyOn(navigator.storage, 'estimate').mockImplementation(estimate);
    quotaFault('as a request', 2);
    await expect(store.keep(datasetFor('a', { title: 'T', rows: 80_000 }))).rejects.toThrow(
      'This browser has no room for “T”: 1.7 MB needed.',
    );
    expect((await store.usage()).quota).toBe(quota);
    expect(await trial.keys()).toEqual({ records: [], chunks: [] });
  });
});

describe('a damaged dataset', () => {
  const damages: Record<string, (records: IDBObjectStore, chunks: IDBObjectStore) => void> = {
    'with one changed value': (_, chunks) => {
      chunks.put(datasetFor('a', { seed: 1.000001 }).values[0], ['own', 'a', 1]);
    },
    'with a chunk that is another kind': (_, chunks) => chunks.put(['1'], ['own', 'a', 1]),
    'with a chunk that is shorter': (_, chunks) => chunks.put(new Float64Array(3), ['own', 'a', 1]),
    'with one changed label': (_, chunks) =>
      chunks.put([...datasetFor('a').index.slice(0, -1), 'x'], ['own', 'a', 0]),
    'with labels that are no text': (_, chunks) =>
      chunks.put(
        Array.from({ length: 24 }, (_item, t) => t),
        ['own', 'a', 0],
      ),
    'without its values': (_, chunks) => chunks.delete(['own', 'a', 1]),
    'without its labels': (_, chunks) => chunks.delete(['own', 'a', 0]),
    'with facts that are none': (records) => editRecord(records, { facts: 'nothing' }),
    'with another fingerprint': (records) => editRecord(records, { fingerprint: 'f'.repeat(64) }),
    'with a layout that is none': (records) =>
      editRecord(records, {
        layout: { rows: 1e15, columns: -1, labelsInChunk: 0, valuesInChunk: 0.5 },
      }),
    'with a layout beyond all memory': (records) =>
      editRecord(records, {
        layout: { rows: 24, columns: 1e9, labelsInChunk: 24, valuesInChunk: 48 },
      }),
    'with an envelope of no version': (records) => editRecord(records, { envelope: 'x' }),
  };

  test.each(Object.keys(damages))('%s says so, stays in the list, can be removed', async (what) => {
    const store = trial.open();
    await store.keep(datasetFor('a', { title: 'Mine' }));
    await store.keep(datasetFor('b', { seed: 2 }));
    await trial.edit(damages[what]);
    await expect(store.load('a')).rejects.toThrow(
      '“Mine” is damaged: what was read is not what was kept in this browser.',
    );
    expect((await store.list()).map(({ title }) => title)).toEqual(['Mine', 'Set b']);
    expect(await store.load('b')).toEqual(datasetFor('b', { seed: 2 }));
    await store.remove('a');
    expect((await store.list()).map(({ title }) => title)).toEqual(['Set b']);
    await store.keep(datasetFor('a'));
    expect(await store.load('a')).toEqual(datasetFor('a'));
  });

  test('is mended by bringing the same data in again', async () => {
    const store = trial.open();
    await store.keep(datasetFor('a'));
    await trial.edit((_, chunks) => chunks.delete(['own', 'a', 1]));
    await expect(store.find(datasetFor('a').fingerprint)).rejects.toThrow('is damaged');
    await store.keep(datasetFor('again'));
    expect(await store.load('a')).toEqual(
      datasetFor('a', { file: { name: 'again.csv', bytes: 1234 } }),
    );
  });

  test('of whose record nothing can be read is listed by its id and can be removed', async () => {
    const store = trial.open();
    await store.list();
    await trial.edit((records) => records.put({ shelf: 'own', id: 'x', info: 7 }));
    expect(await store.list()).toMatchObject([{ id: 'x', title: 'x', rows: 0, bytes: 0 }]);
    await expect(store.load('x')).rejects.toThrow('“x” is damaged');
    await store.remove('x');
    expect(await store.list()).toEqual([]);
  });

  test('of the cache is no copy at all, and goes', async () => {
    const store = trial.open();
    const dataset = datasetFor('c');
    await store.cache(dataset);
    await trial.edit((_, chunks) =>
      chunks.put(new Float64Array(48), ['cache', dataset.fingerprint, 1]),
    );
    expect(await store.cached(dataset.fingerprint)).toBeUndefined();
    expect(await trial.keys()).toEqual({ records: [], chunks: [] });
  });
});

test('what was left half-written is never seen, and goes when the store is opened', async () => {
  await trial.open().keep(datasetFor('a'));
  await trial.edit((_, chunks) => {
    chunks.put(['1'], ['own', 'half', 0]);
    chunks.put(new Float64Array(9), ['own', 'half', 1]);
    chunks.put(new Float64Array(9), ['cache', 'a', 0]);
  });
  const store = trial.open();
  expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
  expect((await trial.keys()).chunks).toEqual([0, 1].map((n) => ['own', 'a', n]));
  expect(await store.load('a')).toEqual(datasetFor('a'));
});

test('a dataset that a newer version has kept is listed, and says so', async () => {
  const store = trial.open();
  await store.keep(datasetFor('a', { title: 'Mine' }));
  await trial.edit((records) => editRecord(records, { envelope: 2, facts: undefined }));
  const newer = '“Mine” was kept by a newer version of this app; reload the page to get it.';
  expect((await store.list()).map(({ title }) => title)).toEqual(['Mine']);
  await expect(store.load('a')).rejects.toThrow(newer);
  await expect(store.find(datasetFor('a').fingerprint)).rejects.toThrow(newer);
  await expect(store.rename('a', 'Other')).rejects.toThrow(newer);
  await expect(store.keep(datasetFor('a'))).rejects.toThrow(newer);
  await store.remove('a');
  expect(await store.list()).toEqual([]);
});

/** The contract in one go, on an empty store, which it leaves empty. */
async function worksLikeAny(store: DatasetStore): Promise<void> {
  const [a, b] = [datasetFor('x'), datasetFor('y', { seed: 2 })];
  expect(await store.list()).toEqual([]);
  expect(await store.load('x')).toBeUndefined();
  await store.keep(a);
  await store.keep(b);
  expect((await store.keep(datasetFor('z'))).id).toBe('x');
  await expect(store.keep(datasetFor('x', { seed: 3 }))).rejects.toThrow('is taken');
  await store.rename('y', 'Renamed');
  await expect(store.rename('z', 'Z')).rejects.toThrow('no longer kept in this browser');
  const list = await store.list();
  expect(list.map(({ title }) => title)).toEqual(['Set x', 'Renamed']);
  expect((await store.load('x'))?.values).toEqual(a.values);
  expect(await store.find(b.fingerprint)).toEqual({ ...b, title: 'Renamed' });
  expect((await store.usage()).bytes).toBe(list[0].bytes + list[1].bytes);
  await store.cache(b);
  expect(await store.cached(b.fingerprint)).toEqual(b);
  await store.remove('x');
  await store.remove('y');
  expect(await store.list()).toEqual([]);
}

function failing(name: string, message: string): IDBOpenDBRequest {
  const error = new DOMException(message, name);
  const request = Object.assign(new EventTarget(), { error });
  setTimeout(() => request.dispatchEvent(new Event('error')));
  return request as unknown as IDBOpenDBRequest;
}

/** The browser's own factory; tells which connections it has opened. */
function watched(opened: IDBDatabase[]): Pick<IDBFactory, 'open'> {
  return {
    open(name, version) {
      const request = indexedDB.open(name, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    },
  };
}

/** A transaction past the store that does not end until it is released. */
async function hold(): Promise<() => Promise<void>> {
  const db = await trial.raw();
  const transaction = db.transaction(['records', 'chunks'], 'readwrite');
  let held = true;
  const spin = () => {
    if (held) transaction.objectStore('records').get(['own', '']).addEventListener('success', spin);
  };
  spin();
  return async () => {
    held = false;
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    db.close();
  };
}

/** A request that never tells that it is done, in a transaction that does not end by itself. */
function unanswered<T>(store: IDBObjectStore, request: IDBRequest<T>): IDBRequest<T> {
  let ended = false;
  store.transaction.addEventListener('abort', () => (ended = true));
  const spin = () => {
    if (!ended) store.get(['own', '']).addEventListener('success', spin);
  };
  spin();
  return Object.assign(request, { addEventListener: () => undefined });
}

/** The first `times` attempts to write meet a full disk, which browsers tell in three ways. */
function quotaFault(how: 'as a request' | 'at once' | 'at the end', times: number) {
  const fault = { hits: 0 };
  const error = new DOMException('The disk is full.', 'QuotaExceededError');
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given
  ) {
    const wanted = how === 'at the end' ? this.name === 'records' : this.name === 'chunks';
    if (!wanted || fault.hits === times) return put.apply(this, given);
    fault.hits += 1;
    if (how === 'at once') throw error;
    const request = put.apply(this, given);
    if (how === 'at the end') {
      Object.defineProperty(this.transaction, 'error', { value: error });
      this.transaction.abort();
      return request;
    }
    const listen: typeof request.addEventListener = (type: string, ...rest: [EventListener]) => {
      if (type === 'error')
        EventTarget.prototype.addEventListener.call(request, 'success', ...rest);
    };
    Object.defineProperty(request, 'error', { value: error });
    return Object.assign(request, { addEventListener: listen });
  });
  return fault;
}

function editRecord(records: IDBObjectStore, change: object): void {
  const request = records.get(['own', 'a']);
  request.addEventListener('success', () => {
    records.put({ ...(request.result as object), ...change });
  });
}

/** A part of the browser's real storage with a limit of its own, in bytes. */
async function smallBucket(quota: number) {
  interface Buckets {
    open(name: string, options: { quota: number }): Promise<{ indexedDB: IDBFactory }>;
    delete(name: string): Promise<void>;
  }
  const buckets = (navigator as unknown as { storageBuckets: Buckets }).storageBuckets;
  const { indexedDB: factory } = await buckets.open(trial.name, { quota });
  return { factory, remove: () => buckets.delete(trial.name) };
}
