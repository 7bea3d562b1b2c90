/** Datasets and databases for trials of the store; each trial has a database of its own. */
import { createDatasetStore, type DatasetStore } from '../../src/data/dataset-store';
import type { DatasetStoreOptions } from '../../src/data/dataset-store';
import type { Column, Dataset } from '../../src/finance/dataset';
import { fingerprint } from '../../src/finance/fingerprint';

export interface Trial {
  /** Of the database. */
  readonly name: string;
  /** Another store on the same database, as another tab has one. */
  open(options?: DatasetStoreOptions): DatasetStore;
  /** A connection past the store; closed at the end at the latest. */
  raw(version?: number): Promise<IDBDatabase>;
  /** Runs one transaction past the store. */
  edit(work: (records: IDBObjectStore, chunks: IDBObjectStore) => void): Promise<void>;
  keys(): Promise<{ records: unknown[]; chunks: unknown[] }>;
  /** Also where the trial has failed. */
  atEnd(act: () => Promise<void>): void;
  end(): Promise<void>;
}

let trials = 0;

export function beginTrial(): Trial {
  trials += 1;
  const name = `trial-${trials}-${crypto.randomUUID()}`;
  const stores: DatasetStore[] = [];
  const connections: IDBDatabase[] = [];
  const acts: (() => Promise<void>)[] = [];

  const raw = async (version?: number) => {
    const db = await settled(indexedDB.open(name, version));
    connections.push(db);
    return db;
  };
  const edit = async (work: (records: IDBObjectStore, chunks: IDBObjectStore) => void) => {
    const db = await raw();
    const transaction = db.transaction(['records', 'chunks'], 'readwrite');
    work(transaction.objectStore('records'), transaction.objectStore('chunks'));
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', reject);
    });
    db.close();
  };

  return {
    name,
    open(options) {
      const store = createDatasetStore({ name, ...options });
      stores.push(store);
      return store;
    },
    raw,
    edit,
    async keys() {
      const db = await raw();
      const transaction = db.transaction(['records', 'chunks']);
      const [records, chunks] = await Promise.all(
        ['records', 'chunks'].map((store) => settled(transaction.objectStore(store).getAllKeys())),
      );
      db.close();
      return { records, chunks };
    },
    atEnd: (act) => void acts.push(act),
    async end() {
      for (const act of acts) await act();
      for (const store of stores) store.close();
      for (const db of connections) db.close();
      await settled(indexedDB.deleteDatabase(name));
    },
  };
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason given')));
  });
}

/** Monthly returns that no other `seed` has. */
export function datasetFor(
  id: string,
  {
    seed = 1,
    rows = 24,
    columns = 2,
    ...facts
  }: Partial<Omit<Dataset, 'columns' | 'id'>> & {
    seed?: number;
    rows?: number;
    columns?: number;
  } = {},
): Dataset {
  const ids = Array.from({ length: columns }, (_, j) => `column-${j}`);
  const index = Array.from({ length: rows }, (_, t) => String(t + 1));
  const values = ids.map((_, j) =>
    Float64Array.from(index, (_label, t) => Math.sin(seed + j * rows + t) / 10),
  );
  const made = {
    id,
    title: `Set ${id}`,
    description: 'Made for a trial.',
    frequency: 'monthly',
    periodsPerYear: 12,
    kind: 'returns',
    dated: false,
    index,
    columns: ids.map(columnFor),
    values,
    defaultRiskFree: undefined,
    file: { name: `${id}.csv`, bytes: 1234 },
    ...facts,
  } as const;
  return { ...made, fingerprint: fingerprint(ids, made.index, made.values) };
}

function columnFor(id: string, position: number): Column {
  return {
    id,
    name: `Column ${id}`,
    label: id,
    role: position === 0 ? 'asset' : 'inflation',
    assetClass: 'equity',
    currency: 'CHF',
    unit: 'return per period',
    source: 'Made up',
    licence: 'None',
    attribution: 'Made up for a trial.',
    caveats: ['Means nothing.'],
    distortions: ['smoothed'],
  };
}
