/** The database may be absent, held by another tab, closed, wiped or stuck at any time. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { failing, hold, tells, unanswered, watched, worksLikeAny } from './dataset-store-faults';
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
    'that another tab holds back': [
      () => ({ open: () => tells('blocked') }),
      'The storage of this browser is held by another tab of this app',
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

  test('work that was under way when it was given up goes on in memory', async () => {
    const opened: IDBDatabase[] = [];
    let times = 0;
    const open: IDBFactory['open'] = (name) => {
      times += 1;
      return times === 1 ? watched(opened).open(name, 1) : failing('NotAllowedError', 'No more.');
    };
    const store = trial.open({ factory: () => ({ open }), operationDeadline: 200 });
    await store.list();
    const release = await hold(trial);
    const [early, late] = [store.list(), wait(100).then(() => store.keep(datasetFor('a')))];
    expect(await early).toEqual([]);
    expect((await late).id).toBe('a');
    expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
    expect(store.state.reason).toMatch(/^This browser does not open its storage \(No more\.\), so/);
    await release();
    expect(await trial.keys()).toEqual({ records: [], chunks: [] });
  });

  test('another tab hears nothing of what it cannot see', async () => {
    const [here, there] = [trial.open({ factory: () => undefined }), trial.open()];
    let told = 0;
    there.onChange(() => (told += 1));
    await here.keep(datasetFor('a'));
    await trial.open().keep(datasetFor('b', { seed: 2 }));
    await expect.poll(() => told).toBeGreaterThan(0);
    await wait(100);
    expect(told).toBe(1);
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

  test('of an older version may keep a newer one waiting, and this one goes on in words', async () => {
    const store = trial.open({ ...soon, retryAfter: 0 });
    await store.keep(datasetFor('a'));
    // It does not let go.
    const older = await trial.raw(1);
    const upgrade = indexedDB.open(trial.name, 2);
    await new Promise((resolve) => upgrade.addEventListener('blocked', resolve));
    const c = datasetFor('c', { seed: 3 });
    expect((await store.keep(c)).id).toBe('c');
    expect(store.state.reason).toMatch(/does not answer, so what you bring in lasts until/);
    older.close();
    (await settled(upgrade)).close();
    // It is asked for again, and is not for this version any more.
    await store.list();
    await wait(100);
    expect(store.state.mode).toBe('memory');
    expect(await store.load('c')).toEqual(c);
    expect((await trial.keys()).records).toEqual([['own', 'a']]);
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

test('a database of another shape under its name is left alone', async () => {
  (await trial.raw(1)).close();
  const store = trial.open();
  await worksLikeAny(store);
  expect(store.state.reason).toMatch(/^Something else has taken the name of its storage, so/);
});

describe('a connection', () => {
  test.each([
    ['UnknownError', 'Connection to the server was lost.'],
    ['AbortError', 'The connection was closed.'],
  ])('that opens only at the second time (%s) is waited for', async (name, message) => {
    let times = 0;
    const open: IDBFactory['open'] = (database, version) => {
      times += 1;
      return times === 1 ? failing(name, message) : indexedDB.open(database, version);
    };
    const store = trial.open({ factory: () => ({ open }) });
    await store.keep(datasetFor('a'));
    expect(store.state).toEqual({ mode: 'database' });
    expect(await trial.open().load('a')).toEqual(datasetFor('a'));
  });

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
    const release = await hold(trial);
    const start = performance.now();
    await expect(store.load('a')).rejects.toThrow('The storage of this browser does not answer.');
    expect(performance.now() - start).toBeLessThan(2_000);
    const { unkept } = await store.keep(datasetFor('b', { seed: 2 }));
    expect(unkept).toBe(
      'The storage of this browser does not answer. It lasts until this page is closed.',
    );
    await release();
    expect(await store.load('a')).toEqual(datasetFor('a'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await trial.open().list()).map(({ id }) => id)).toEqual(['a']);
    expect(store.state).toEqual({ mode: 'database' });
  });

  test('once is done again on a new connection', async () => {
    const opened: IDBDatabase[] = [];
    const store = trial.open({ factory: () => watched(opened), operationDeadline: 600 });
    await store.keep(datasetFor('a'));
    const release = await hold(trial);
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

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
