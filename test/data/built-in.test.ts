import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  exportDataset,
  loadDataset,
  loadIndex,
  readDataset,
  readIndex,
  FIRST_DATASET,
  fetchAhead,
} from '../../src/data/built-in';
import { createDatasetStore } from '../../src/data/dataset-store';
import { fingerprint } from '../../src/finance/fingerprint';
import { parseTable } from '../../src/data/table';
import { toReturns } from '../../src/finance/returns';
import { builtIn, entries } from '../analyses/built-in-data';
import daily from '../reference/rooms-daily.json';
import monthly from '../reference/rooms-monthly.json';
import undated from '../reference/rooms-undated.json';

const folder = new URL('../../public/data/', import.meta.url);
const json = JSON.parse(readFileSync(new URL('datasets.json', folder), 'utf8')) as {
  datasets: { id: string; file: string; sha256: string; bytes: number; header: string[] }[];
};

test('there are five built-in datasets with different ids', () => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(5);
});

describe.each(json.datasets)('$id', ({ id, file, sha256, bytes, header }) => {
  const text = readFileSync(new URL(file, folder));
  const dataset = builtIn(id);
  const entry = entries.find((candidate) => candidate.id === id);

  test('is the file that the index describes', () => {
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(text.length).toBe(bytes);
  });

  test('has the rows, the columns and the span of the index', () => {
    expect(dataset.index).toHaveLength(entry?.rows ?? 0);
    expect([dataset.index[0], dataset.index.at(-1)]).toEqual(entry?.span);
    expect(dataset.columns.map((column) => column.id)).toEqual(header.slice(1));
    expect(dataset.columns.map((column) => column.id)).toEqual(entry?.columns.map((c) => c.id));
    expect(dataset.values).toHaveLength(header.length - 1);
    for (const values of dataset.values) expect(values).toHaveLength(dataset.index.length);
  });

  test('has labels that ascend and are dates where it says so', () => {
    const ascends = (a: string, b: string) => (dataset.dated ? a < b : Number(a) + 1 === Number(b));
    dataset.index.slice(1).forEach((label, t) => {
      expect(ascends(dataset.index[t], label)).toBe(true);
    });
    const form = dataset.dated ? /^\d{4}-\d{2}-\d{2}$/ : /^\d+$/;
    expect(dataset.index.every((label) => form.test(label))).toBe(true);
  });

  test('names columns that exist for cash and inflation, with the roles for it', () => {
    const roleOf = (wanted?: string) => dataset.columns.find((c) => c.id === wanted)?.role;
    if (dataset.defaultInflation !== undefined) {
      expect(roleOf(dataset.defaultInflation)).toBe('inflation');
    }
    if (dataset.defaultRiskFree !== undefined) {
      expect(roleOf(dataset.defaultRiskFree)).toBeDefined();
    }
    for (const column of dataset.columns) {
      expect(column.attribution.length).toBeGreaterThan(20);
      expect(column.label.length).toBeGreaterThan(1);
    }
  });

  test('has the fingerprint of its ids, labels and values', () => {
    const hash = createHash('sha256');
    for (const line of [...header.slice(1), ...dataset.index]) hash.update(`${line}\n`);
    const rows = text.toString().trim().split('\n').slice(1);
    for (let j = 1; j < header.length; j += 1) {
      for (const row of rows) {
        const cell = Buffer.alloc(8);
        cell.writeDoubleLE(Number(row.split(',')[j]) + 0);
        hash.update(cell);
      }
    }
    expect(dataset.fingerprint).toBe(hash.digest('hex'));
    expect(entry?.fingerprint).toBe(dataset.fingerprint);
  });

  test('is exported to the same bits and the same fingerprint', () => {
    const { ids, index, values, indexColumn } = parseTable(exportDataset(dataset));
    expect(indexColumn).toBe(header[0]);
    expect(index).toEqual(dataset.index);
    expect(values).toEqual(dataset.values);
    expect(fingerprint(ids, index, values)).toBe(dataset.fingerprint);
  });

  test('has positive prices where it holds prices, and returns above -1 in any case', () => {
    const { index, returns } = toReturns(dataset);
    expect(index).toHaveLength(dataset.index.length - (dataset.kind === 'prices' ? 1 : 0));
    for (const column of returns) {
      expect(column).toHaveLength(index.length);
      expect(column.every((r) => r > -1 && r < 1)).toBe(true);
    }
  });
});

test.each([
  ['us-asset-classes-monthly', monthly.meta],
  ['daily-markets', daily.meta],
  ['eu-indices-daily', undated.meta],
])('the returns of %s have the sum and the sum of squares of NumPy', (id, meta) => {
  const { returns } = toReturns(builtIn(id));
  expect(returns.map((column) => column.length)).toEqual(meta.columns.map(() => meta.rows));
  const all = returns.flatMap((column) => [...column]);
  const sum = all.reduce((a, b) => a + b, 0);
  const squares = all.reduce((a, b) => a + b * b, 0);
  expect(Math.abs(sum / meta.sum_all - 1)).toBeLessThan(1e-12);
  expect(Math.abs(squares / meta.sumsq_all - 1)).toBeLessThan(1e-12);
  expect(json.datasets.find((entry) => entry.id === id)?.sha256).toBe(meta.sha256);
});

test('a return is the price over the one before it, less one', () => {
  const dataset = builtIn('daily-markets');
  const { returns, index } = toReturns(dataset);
  expect(index[0]).toBe('1999-01-05');
  expect(returns[0][0]).toBe(1244.78 / 1228.1 - 1);
  expect(returns[5].at(-1)).toBe(dataset.values[5][3505] / dataset.values[5][3504] - 1);
});

describe('a file that is not the one of the index', () => {
  const [entry] = entries;

  test('is refused where a column is not in the index', () => {
    expect(() => readDataset(entry, 'date,elsewhere\n2020-01-31,0\n')).toThrow(
      `${entry.file}: column elsewhere is not in the index`,
    );
  });

  test('has another fingerprint after the smallest change', () => {
    const text = readFileSync(new URL(entry.file, folder), 'utf8');
    const changed = readDataset(entry, text.replace('0.049761', '0.0497611'));
    expect(changed.fingerprint).not.toBe(readDataset(entry, text).fingerprint);
    const renamed = readDataset(entry, text.replace('1975-03-31', '1975-03-30'));
    expect(renamed.fingerprint).not.toBe(readDataset(entry, text).fingerprint);
  });
});

describe('loading', () => {
  const [entry] = entries;
  const base = new URL('https://example.org/app/data/');
  const text = readFileSync(new URL(entry.file, folder), 'utf8');
  afterEach(() => vi.restoreAllMocks());

  /** Answers with one text after the other, the last one for ever. */
  const serve = (...texts: string[]) =>
    vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response(texts.length > 1 ? texts.shift() : texts[0]));
  const broken = () => Promise.reject(new Error('The storage of this browser fails.'));

  test('fetches the file once, then takes the numbers from the cache', async () => {
    const fetched = serve(text);
    const store = createDatasetStore();
    const first = await loadDataset(entry, base, store);
    expect(fetched.mock.calls[0][0]).toEqual(new URL(entry.file, base));
    expect(first).toEqual(builtIn(entry.id));
    expect(await loadDataset(entry, base, store)).toEqual(first);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(await loadDataset(entry, base)).toEqual(first);
    expect(fetched).toHaveBeenCalledTimes(2);
    store.close();
  });

  test('says of cached numbers what the index says now', async () => {
    const fetched = serve();
    const [column, ...columns] = entry.columns;
    const corrected = {
      ...entry,
      label: 'Corrected',
      defaultInflation: undefined,
      columns: [{ ...column, label: 'Shares', caveats: ['Newly found.'] }, ...columns],
    };
    const cached = vi.fn(async () => builtIn(entry.id));
    const loaded = await loadDataset(corrected, base, { cached, cache: broken });
    expect(cached).toHaveBeenCalledWith(entry.fingerprint);
    expect(loaded).toEqual(readDataset(corrected, text));
    expect(loaded.title).toBe('Corrected');
    expect(loaded.columns[0].caveats).toEqual(['Newly found.']);
    expect(fetched).not.toHaveBeenCalled();
  });

  test.each([
    ['fails', broken],
    ['never answers', () => new Promise<undefined>(() => {})],
  ])('passes by a cache that %s', async (_, cached) => {
    const fetched = serve(text);
    const loaded = await loadDataset(entry, base, { cached, cache: broken });
    expect(loaded).toEqual(builtIn(entry.id));
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test('asks again past the HTTP cache where it gave the file of another version', async () => {
    const fetched = serve(text.replace('0.049761', '0.0497611'), text);
    const cache = vi.fn(async () => {});
    const loaded = await loadDataset(entry, base, { cached: async () => undefined, cache });
    expect(loaded).toEqual(builtIn(entry.id));
    expect(fetched.mock.calls.map(([, options]) => options?.cache)).toEqual([undefined, 'reload']);
    expect(cache).toHaveBeenCalledExactlyOnceWith(loaded);
  });

  test('refuses a file that is not the one of the index, and does not cache it', async () => {
    serve(text.replace('0.049761', '0.0497611'));
    const cache = vi.fn(async () => {});
    await expect(
      loadDataset(entry, base, { cached: async () => undefined, cache }),
    ).rejects.toThrow(
      /^us-asset-classes-monthly\.csv is not the file of the index: fingerprint \w{12}…, not 749af464b2a3…$/,
    );
    expect(cache).not.toHaveBeenCalled();
  });
});

test('an index of another shape is refused', () => {
  expect(() => readIndex({})).toThrow(/attributions/);
  expect(() => readIndex({ attributions: [], datasets: [{ id: 1 }] })).toThrow(/string/);
  expect(() => readIndex(null)).toThrow(/Object/);
});

test('an index that cannot be fetched says which file', async () => {
  await expect(loadIndex(new URL('file:///nowhere/'))).rejects.toThrow(
    /\/nowhere\/datasets\.json could not be fetched/,
  );
});

test('the fingerprint does not tell -0 from +0, and tells everything else', () => {
  const of = (...values: number[]) => fingerprint(['a'], ['1'], [Float64Array.from(values)]);
  expect(of(-0)).toBe(of(0));
  expect(of(0)).not.toBe(of(5e-324));
  expect(fingerprint(['a', 'b'], [], [])).not.toBe(fingerprint(['ab'], [], []));
  expect(fingerprint(['a'], ['b'], [])).not.toBe(fingerprint(['b'], ['a'], []));
});

describe('what is fetched ahead', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('is what a page without a link opens', () => {
    const [first] = readIndex(json);
    expect([first.id, first.file]).toEqual([FIRST_DATASET, `${FIRST_DATASET}.csv`]);
  });

  test('is asked for once, and its failure is told to whoever takes it', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: URL) => {
      asked.push(url.pathname);
      if (url.pathname.endsWith('.csv')) throw new TypeError('no network');
      return Response.json(json);
    });
    const base = new URL('https://example.org/data/');
    fetchAhead(base, true);
    const [first] = await loadIndex(base);
    expect(asked).toEqual(['/data/datasets.json', `/data/${FIRST_DATASET}.csv`]);
    await expect(loadDataset(first, base)).rejects.toThrow('no network');
    await expect(loadIndex(base)).resolves.toHaveLength(json.datasets.length);
    expect(asked).toHaveLength(3);
  });

  test('is the index alone where other data are wanted', async () => {
    const fetched = vi.fn(async () => Response.json(json));
    vi.stubGlobal('fetch', fetched);
    fetchAhead(new URL('https://example.org/other/'), false);
    expect(fetched).toHaveBeenCalledOnce();
  });
});
