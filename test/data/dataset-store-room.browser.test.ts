/** The browser may have no room, and tells it in several ways. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { quotaFault, smallBucket } from './dataset-store-faults';
import { beginTrial, datasetFor, settled, type Trial } from './dataset-store-trial';

let trial: Trial;
beforeEach(() => (trial = beginTrial()));
afterEach(async () => {
  vi.restoreAllMocks();
  await trial.end();
});

describe('a browser without room', () => {
  test('holds it in memory, in words, keeps nothing of it and leaves the others untouched', async () => {
    const { factory, remove } = await smallBucket(trial, 4_000_000);
    const store = trial.open({ factory: () => factory });
    const small = datasetFor('small', { seed: 2 });
    await store.keep(small);
    const large = datasetFor('large', { rows: 700_000, columns: 1, title: 'Large' });
    // The browser's own estimate is that of the other buckets.
    vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 4e6, usage: 432_100 });
    const other = trial.open({ factory: () => factory });
    const { unkept } = await store.keep(large);
    expect(unkept).toMatch(
      /^This browser has no room for “Large”: 9\.7 MB needed, 3\.5 MB free\. There is room for about 23\d,\d{3} of its 700,000 rows\. It lasts until this page is closed\.$/,
    );
    expect((await store.list()).map((info) => [info.id, info.unkept])).toEqual([
      ['small', undefined],
      ['large', unkept],
    ]);
    expect(await store.load('large')).toEqual(large);
    expect(await store.find(large.fingerprint)).toEqual(large);
    expect(store.state).toEqual({ mode: 'database' });
    expect((await other.list()).map(({ id }) => id)).toEqual(['small']);
    await store.rename('large', 'Renamed');
    expect((await store.list())[1].title).toBe('Renamed');
    expect((await store.usage()).bytes).toBe((await store.list())[0].bytes);
    await store.remove('large');
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
    const dataset = datasetFor('a', { title: 'T', rows: 80_000 });
    expect((await store.keep(dataset)).unkept).toBe(
      'This browser has no room for “T”: 1.7 MB needed. It lasts until this page is closed.',
    );
    expect((await store.usage()).quota).toBe(quota);
    expect(await trial.keys()).toEqual({ records: [], chunks: [] });
    // Once there is room it is kept like any other.
    expect(await store.keep(dataset)).not.toHaveProperty('unkept');
    expect((await store.list()).map((info) => info.unkept)).toEqual([undefined]);
    expect(await trial.open().load('a')).toEqual(dataset);
  });
});
