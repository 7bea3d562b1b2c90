/** Keeps datasets in the browser's database: every act is one transaction, all of it or nothing. */
import type { Dataset } from '../finance/dataset';
import { fingerprintInSlices } from '../finance/fingerprint';
import { byAge, MOST_CACHED, renews, retitled, type Backend } from './store-backend';
import { chunksOf, joinChunks } from './store-chunks';
import type { Connection, Transaction } from './store-connection';
import {
  datasetOf,
  disclose,
  enclose,
  infoOf,
  refuseNewer,
  type Shelf,
  type StoredRecord,
} from './store-envelope';
import { isQuotaError, noRoom } from './store-space';

/** A record and the dataset that was read with it, which is missing where it is damaged. */
interface Found {
  readonly record: StoredRecord;
  readonly dataset: Dataset | undefined;
}

export function createDatabaseBackend(connection: Connection): Backend {
  let swept: Promise<void> | undefined;

  /** What was left half-written is taken away once, before anything else is done. */
  const transact: Connection['transact'] = (mode, task) => {
    swept ??= connection.transact('readwrite', sweep).catch(() => undefined);
    return connection.transact(mode, task);
  };

  const readOwn = async (
    choose: (transaction: Transaction<'readonly'>) => Promise<StoredRecord | undefined>,
  ): Promise<Dataset | undefined> => {
    let record = undefined as StoredRecord | undefined;
    try {
      const found = await transact('readonly', async (transaction, progress) => {
        record = await choose(transaction);
        if (record === undefined) return;
        refuseNewer(record);
        return read(transaction, record, progress);
      });
      if (found === undefined || (await isSound(found))) return found?.dataset;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
    const title = record === undefined ? 'The dataset' : `“${infoOf(record).title}”`;
    throw new Error(
      `${title} is damaged: what was read is not what was kept in this browser. ` +
        'Remove it and bring its file in again.',
    );
  };

  const readList = async (): Promise<StoredRecord[]> => {
    try {
      return await transact('readonly', (transaction) =>
        transaction.objectStore('records').getAll(shelfRange('own')),
      );
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
    // One of them cannot be read; the others, and a way to remove it, must not go with it.
    const keys = await transact('readonly', (transaction) =>
      transaction.objectStore('records').getAllKeys(shelfRange('own')),
    );
    const records = keys.map(async ([shelf, id]) => {
      try {
        return await transact('readonly', (transaction) =>
          transaction.objectStore('records').get([shelf, id]),
        );
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        return { shelf, id } as StoredRecord;
      }
    });
    return (await Promise.all(records)).filter((record) => record !== undefined);
  };

  const write = (dataset: Dataset) =>
    transact('readwrite', async (transaction, progress) => {
      const records = transaction.objectStore('records');
      const sameData = await records.index('fingerprint').get(['own', dataset.fingerprint]);
      const sameId = await records.get(['own', dataset.id]);
      const record = enclose('own', dataset, renews(dataset, sameData, sameId));
      // Also where the same data are there: bringing the file in again mends a damaged copy.
      await put(transaction, record, dataset, progress);
      return record.info;
    });

  return {
    list: async () => (await readList()).map(infoOf).sort(byAge),
    load: (id) => readOwn((transaction) => transaction.objectStore('records').get(['own', id])),
    find: (fingerprint) =>
      readOwn((transaction) =>
        transaction.objectStore('records').index('fingerprint').get(['own', fingerprint]),
      ),
    async keep(dataset) {
      try {
        return await write(dataset);
      } catch (error) {
        if (!isQuotaError(error)) throw error;
      }
      await transact('readwrite', dropCache);
      try {
        return await write(dataset);
      } catch (error) {
        throw isQuotaError(error) ? await noRoom(enclose('own', dataset).info) : error;
      }
    },
    rename: (id, title) =>
      transact('readwrite', async (transaction) => {
        const records = transaction.objectStore('records');
        await records.put(retitled(await records.get(['own', id]), id, title));
      }),
    remove: (id) => transact('readwrite', (transaction) => remove(transaction, 'own', id)),
    async cached(fingerprint) {
      try {
        const found = await transact('readonly', async (transaction, progress) => {
          const record = await transaction.objectStore('records').get(['cache', fingerprint]);
          return record && read(transaction, record, progress);
        });
        if (found === undefined || (await isSound(found))) return found?.dataset;
      } catch (error) {
        if (!isUnreadable(error)) throw error;
      }
      await transact('readwrite', (transaction) => remove(transaction, 'cache', fingerprint));
    },
    cache: (dataset) =>
      transact('readwrite', async (transaction, progress) => {
        const kept = await transaction.objectStore('records').getAll(shelfRange('cache'));
        const others = kept.map(infoOf).filter(({ id }) => id !== dataset.fingerprint);
        const tooMany = others.sort(byAge).slice(0, Math.max(0, others.length + 1 - MOST_CACHED));
        for (const { id } of tooMany) await remove(transaction, 'cache', id);
        await put(transaction, enclose('cache', dataset), dataset, progress);
      }),
  };
}

async function read(
  transaction: Transaction,
  record: StoredRecord,
  progress: () => void,
): Promise<Found> {
  const disclosed = disclose(record);
  if (disclosed === undefined) return { record, dataset: undefined };
  const chunks = transaction.objectStore('chunks');
  const numbers = await joinChunks(disclosed.layout, (n) => {
    progress();
    return chunks.get([record.shelf, record.id, n]);
  });
  return { record, dataset: numbers && datasetOf(disclosed.facts, numbers) };
}

/** Large values are files of their own for browsers, which may be lost while their names stay. */
function isUnreadable(error: unknown): boolean {
  const names = ['NotReadableError', 'DataError', 'NotFoundError'];
  return error instanceof DOMException && names.includes(error.name);
}

/** Whether what was read has the fingerprint under which it was kept. */
async function isSound({ record, dataset }: Found): Promise<boolean> {
  if (dataset === undefined) return false;
  const ids = dataset.columns.map(({ id }) => id);
  const actual = await fingerprintInSlices(ids, dataset.index, dataset.values);
  return actual === record.fingerprint && actual === dataset.fingerprint;
}

async function put(
  transaction: Transaction<'readwrite'>,
  record: StoredRecord,
  dataset: Dataset,
  progress: () => void,
): Promise<void> {
  const { shelf, id, layout } = record;
  const chunks = transaction.objectStore('chunks');
  await chunks.delete(chunkRange(shelf, id));
  let n = 0;
  for (const chunk of chunksOf(dataset, layout)) {
    progress();
    await chunks.put(chunk, [shelf, id, n]);
    n += 1;
  }
  progress();
  await transaction.objectStore('records').put(record);
}

async function remove(
  transaction: Transaction<'readwrite'>,
  shelf: Shelf,
  id: string,
): Promise<void> {
  await transaction.objectStore('records').delete([shelf, id]);
  await transaction.objectStore('chunks').delete(chunkRange(shelf, id));
}

async function dropCache(transaction: Transaction<'readwrite'>): Promise<void> {
  await transaction.objectStore('records').delete(shelfRange('cache'));
  await transaction.objectStore('chunks').delete(shelfRange('cache'));
}

/** Deletes chunks whose record is missing: nobody can reach them, and they take room. */
async function sweep(transaction: Transaction<'readwrite'>): Promise<void> {
  const records = await transaction.objectStore('records').getAllKeys();
  const owners = new Set(records.map((key) => JSON.stringify(key)));
  const chunks = transaction.objectStore('chunks');
  for (const [shelf, id, n] of await chunks.getAllKeys()) {
    if (!owners.has(JSON.stringify([shelf, id]))) await chunks.delete([shelf, id, n]);
  }
}

// In the order of keys an array follows every text and number.
function shelfRange(shelf: Shelf): IDBKeyRange {
  return IDBKeyRange.bound([shelf], [shelf, []]);
}

function chunkRange(shelf: Shelf, id: string): IDBKeyRange {
  return IDBKeyRange.bound([shelf, id], [shelf, id, []]);
}
