/** What is read may not be what was kept. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { editRecord, loseValue } from './dataset-store-faults';
import { beginTrial, datasetFor, type Trial } from './dataset-store-trial';

let trial: Trial;
beforeEach(() => (trial = beginTrial()));
afterEach(async () => {
  vi.restoreAllMocks();
  await trial.end();
});

describe('a damaged dataset', () => {
  const damages: Record<string, (records: IDBObjectStore, chunks: IDBObjectStore) => void> = {
    'with one changed value': (_, chunks) => {
      const [first, second] = datasetFor('a').values;
      const changed = Float64Array.of(...first, ...second);
      changed[47] += 1e-17;
      chunks.put(changed, ['own', 'a', 1]);
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
    await trial.edit((_, chunks) => {
      chunks.delete(['own', 'a', 1]);
      chunks.put(new Float64Array(9), ['own', 'a', 2]);
    });
    await expect(store.find(datasetFor('a').fingerprint)).rejects.toThrow('is damaged');
    await store.keep(datasetFor('again'));
    expect(await store.load('a')).toEqual(
      datasetFor('a', { file: { name: 'again.csv', bytes: 1234 } }),
    );
    expect((await trial.keys()).chunks).toEqual([0, 1].map((n) => ['own', 'a', n]));
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

  test('whose values the browser has lost says so and can be removed', async () => {
    const store = trial.open();
    await store.keep(datasetFor('a', { title: 'Mine' }));
    await store.keep(datasetFor('b', { seed: 2 }));
    loseValue('chunks', 'a');
    await expect(store.load('a')).rejects.toThrow('“Mine” is damaged');
    expect(await store.load('b')).toEqual(datasetFor('b', { seed: 2 }));
    await store.remove('a');
    expect((await store.list()).map(({ id }) => id)).toEqual(['b']);
  });

  test('whose facts the browser has lost hides no other, and can be removed', async () => {
    const store = trial.open();
    await store.keep(datasetFor('b', { seed: 2 }));
    await store.keep(datasetFor('a', { title: 'Mine' }));
    loseValue('records', 'a');
    expect((await store.list()).map(({ title }) => title)).toEqual(['a', 'Set b']);
    await expect(store.load('a')).rejects.toThrow('The dataset is damaged');
    expect(await store.load('b')).toEqual(datasetFor('b', { seed: 2 }));
    await store.remove('a');
    expect((await store.list()).map(({ id }) => id)).toEqual(['b']);
  });

  test('of the cache that the browser has lost is no copy at all', async () => {
    const store = trial.open();
    const dataset = datasetFor('c');
    await store.cache(dataset);
    loseValue('records', dataset.fingerprint);
    expect(await store.cached(dataset.fingerprint)).toBeUndefined();
    expect(await trial.keys()).toEqual({ records: [], chunks: [] });
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
