import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { datasetFor, beginTrial, type Trial } from './dataset-store-trial';

let trial: Trial;
beforeEach(() => (trial = beginTrial()));
afterEach(() => trial.end());

describe('a dataset that was kept', () => {
  test('comes back bit for bit, with every fact', async () => {
    const values = [
      Float64Array.of(-0, 0, Number.NaN, 5e-324, -1.7976931348623157e308),
      Float64Array.of(0.1, Number.POSITIVE_INFINITY, Number.NaN, -0, 1 / 3),
    ];
    // Another NaN than the usual one.
    new Uint32Array(values[1].buffer).set([7, 0x7ff8_0001], 4);
    const index = ['2020-01-31', '2020-02-29', '', 'a\nb', 'Grüße 🙂'];
    const dataset = datasetFor('a', { index, values, dated: true, defaultInflation: 'column-1' });
    const before = bits(dataset.values);
    const store = trial.open();
    await store.keep(dataset);
    const loaded = await store.load('a');
    expect(loaded).toEqual(dataset);
    expect(bits(loaded?.values ?? [])).toEqual(before);
    expect(await store.find(dataset.fingerprint)).toEqual(dataset);
    expect(store.state).toEqual({ mode: 'database' });
  });

  test.each([
    ['of many rows', 300_001, 3],
    ['of many columns', 30, 9_000],
    ['whose columns end where chunks end', 131_072, 2],
    ['of one cell', 1, 1],
  ])('%s comes back from chunks of at most a megabyte', async (_, rows, columns) => {
    const dataset = datasetFor('large', { rows, columns });
    const store = trial.open();
    await store.keep(dataset);
    const db = await trial.raw();
    const chunks = db.transaction('chunks').objectStore('chunks').openCursor();
    const sizes = await new Promise<number[]>((resolve) => {
      const found: number[] = [];
      chunks.addEventListener('success', () => {
        const cursor = chunks.result;
        if (cursor === null) return resolve(found);
        const { value } = cursor as { value: unknown };
        if (value instanceof Float64Array) found.push(value.buffer.byteLength);
        cursor.continue();
      });
    });
    expect(sizes).toHaveLength(Math.ceil((rows * columns) / 131_072));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 20);
    const loaded = await trial.open().load('large');
    expect(loaded?.index).toEqual(dataset.index);
    expect(loaded?.values.every((column, j) => same(column, dataset.values[j]))).toBe(true);
  });

  test('whose values are views of a larger buffer takes only the room of the values', async () => {
    const buffer = new Float64Array(2_000_000);
    const store = trial.open();
    await store.keep(datasetFor('view', { rows: 9, values: [buffer.subarray(5, 14)], columns: 1 }));
    const db = await trial.raw();
    const chunks = db.transaction('chunks').objectStore('chunks').getAll();
    await expect.poll(() => chunks.readyState).toBe('done');
    const [, values] = chunks.result as Float64Array[];
    expect(values.buffer.byteLength).toBe(72);
  });

  test('is still there after the store was closed and opened again', async () => {
    const store = trial.open();
    const dataset = datasetFor('a');
    await store.keep(dataset);
    store.close();
    const again = trial.open();
    expect(await again.load('a')).toEqual(dataset);
    expect(await again.list()).toHaveLength(1);
  });

  test('is listed with its facts and the time at which it was added', async () => {
    const store = trial.open();
    const start = new Date().toISOString();
    const info = await store.keep(datasetFor('b', { rows: 12 }));
    await store.keep(datasetFor('a', { seed: 2 }));
    expect(info).toEqual({
      id: 'b',
      title: 'Set b',
      fingerprint: datasetFor('b', { rows: 12 }).fingerprint,
      frequency: 'monthly',
      kind: 'returns',
      dated: false,
      rows: 12,
      span: ['1', '12'],
      columns: [
        { id: 'column-0', label: 'column-0', role: 'asset' },
        { id: 'column-1', label: 'column-1', role: 'inflation' },
      ],
      bytes: 12 * 2 * 8 + 15,
      added: info.added,
    });
    expect(info.added >= start && info.added <= new Date().toISOString()).toBe(true);
    const list = await store.list();
    expect(list[0]).toEqual(info);
    expect(list.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('can be renamed', async () => {
    const store = trial.open();
    await store.keep(datasetFor('a'));
    await store.rename('a', '  Pension fund ');
    expect((await store.list())[0].title).toBe('Pension fund');
    expect(await store.load('a')).toEqual(datasetFor('a', { title: 'Pension fund' }));
    await expect(store.rename('a', ' ')).rejects.toThrow('A dataset needs a title.');
    await expect(store.rename('x', 'X')).rejects.toThrow('“x” is no longer kept in this browser.');
    expect((await store.list()).map(({ title }) => title)).toEqual(['Pension fund']);
  });

  test('can be removed, and nothing of it stays', async () => {
    const store = trial.open();
    await store.keep(datasetFor('a'));
    await store.keep(datasetFor('ab', { seed: 2 }));
    await store.remove('a');
    await store.remove('never there');
    expect(await store.load('a')).toBeUndefined();
    expect(await store.find(datasetFor('a').fingerprint)).toBeUndefined();
    expect((await store.list()).map(({ id }) => id)).toEqual(['ab']);
    expect(await store.load('ab')).toEqual(datasetFor('ab', { seed: 2 }));
    expect(await trial.keys()).toEqual({
      records: [['own', 'ab']],
      chunks: [0, 1].map((n) => ['own', 'ab', n]),
    });
  });

  test('counts in the usage, beside what the browser allows', async () => {
    const store = trial.open();
    expect((await store.usage()).bytes).toBe(0);
    const sizes = [
      await store.keep(datasetFor('a')),
      await store.keep(datasetFor('b', { seed: 2 })),
    ];
    const { bytes, quota, persisted } = await store.usage();
    expect(bytes).toBe(sizes[0].bytes + sizes[1].bytes);
    expect(quota).toBeGreaterThan(1e6);
    expect(persisted).toBe(await navigator.storage.persisted());
    expect(await store.persist()).toBe(await navigator.storage.persisted());
  });
});

describe('the same data kept twice', () => {
  test('are kept once, under the first id and title, with what is known of them now', async () => {
    const store = trial.open();
    const first = await store.keep(datasetFor('a'));
    await store.rename('a', 'Mine');
    const second = await store.keep(datasetFor('b', { kind: 'prices', title: 'Other title' }));
    expect(second).toEqual({ ...first, title: 'Mine', kind: 'prices' });
    expect(await store.list()).toEqual([second]);
    expect(await store.load('a')).toEqual(
      datasetFor('a', { title: 'Mine', kind: 'prices', file: { name: 'b.csv', bytes: 1234 } }),
    );
    expect(await store.load('b')).toBeUndefined();
  });

  test('at once, in two tabs, are kept once', async () => {
    const stores = [trial.open(), trial.open()];
    const infos = await Promise.all(
      stores.map((store, j) => store.keep(datasetFor(String(j), { rows: 50_000 }))),
    );
    expect(infos[1]).toEqual(infos[0]);
    expect(await stores[0].list()).toEqual([infos[0]]);
  });
});

test('an id that belongs to other data is refused, and those data stay', async () => {
  const store = trial.open();
  const first = datasetFor('a');
  await store.keep(first);
  await expect(store.keep(datasetFor('a', { seed: 2, title: 'New' }))).rejects.toThrow(
    'The id “a” of “New” is taken: “Set a”, kept in this browser, holds other data.',
  );
  expect(await store.load('a')).toEqual(first);
});

test('columns that do not fit the index are refused', async () => {
  const store = trial.open();
  const dataset = datasetFor('a', { rows: 3 });
  const short = { ...dataset, values: [dataset.values[0], new Float64Array(2)] };
  await expect(store.keep(short)).rejects.toThrow('“Set a” has 3 rows, its column column-1 has 2.');
  const fewer = { ...dataset, values: [dataset.values[0]] };
  await expect(store.keep(fewer)).rejects.toThrow('“Set a” names 2 columns and has 1.');
  expect(await store.list()).toEqual([]);
});

describe('another tab', () => {
  test('sees what is kept here and is told of every change', async () => {
    const [here, there] = [trial.open(), trial.open()];
    let [told, toldHere] = [0, 0];
    there.onChange(() => (told += 1));
    here.onChange(() => (toldHere += 1));
    await here.keep(datasetFor('a'));
    await expect.poll(() => told).toBe(1);
    expect(await there.load('a')).toEqual(datasetFor('a'));
    await here.rename('a', 'Renamed');
    await expect.poll(() => told).toBe(2);
    expect((await there.list())[0].title).toBe('Renamed');
    await here.remove('a');
    await expect.poll(() => told).toBe(3);
    expect(await there.list()).toEqual([]);
    expect(toldHere).toBe(3);
  });

  test('is told nothing after it has left, nor of the cache', async () => {
    const [here, there] = [trial.open(), trial.open()];
    let [told, left] = [0, 0];
    there.onChange(() => (told += 1));
    there.onChange(() => (left += 1))();
    await here.cache(datasetFor('a'));
    await here.keep(datasetFor('b', { seed: 2 }));
    await expect.poll(() => told).toBe(1);
    expect(left).toBe(0);
  });
});

describe('the cache of built-in sets', () => {
  test('is apart from the own sets', async () => {
    const store = trial.open();
    const dataset = datasetFor('built-in');
    await store.cache(dataset);
    expect(await store.cached(dataset.fingerprint)).toEqual(dataset);
    expect(await trial.open().cached(dataset.fingerprint)).toEqual(dataset);
    expect(await store.list()).toEqual([]);
    expect((await store.usage()).bytes).toBe(0);
    expect(await store.find(dataset.fingerprint)).toBeUndefined();
    await store.keep(dataset);
    await store.remove('built-in');
    expect(await store.cached(dataset.fingerprint)).toEqual(dataset);
    expect(await store.cached(datasetFor('x', { seed: 2 }).fingerprint)).toBeUndefined();
  });

  test('keeps the twelve that came last', async () => {
    const store = trial.open();
    const sets = Array.from({ length: 14 }, (_, seed) => datasetFor(String(seed), { seed }));
    for (const dataset of sets) {
      await store.cache(dataset);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await store.cache(sets[13]);
    const there = await Promise.all(sets.map((set) => store.cached(set.fingerprint)));
    expect(there.map((set) => set !== undefined)).toEqual(sets.map((_, j) => j >= 2));
    expect((await trial.keys()).chunks).toHaveLength(24);
  });
});

test('a closed store refuses every call', async () => {
  const store = trial.open();
  await store.list();
  store.close();
  await expect(store.list()).rejects.toThrow('This store of datasets is closed.');
  await expect(store.keep(datasetFor('a'))).rejects.toThrow('This store of datasets is closed.');
});

function bits(values: readonly Float64Array[]): string[][] {
  return values.map((column) =>
    Array.from(new BigUint64Array(column.buffer), (word) => word.toString(16)),
  );
}

function same(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((value, t) => Object.is(value, other[t]));
}
