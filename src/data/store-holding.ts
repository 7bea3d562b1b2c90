/** Keeps datasets in the database, and holds in memory what it does not take. */
import type { Dataset } from '../finance/dataset';
import { byAge, type Backend } from './store-backend';
import { inWords, StorageFailed } from './store-connection';
import type { StoredInfo } from './store-envelope';

/** `memory` may hold sets already, of a time without the database. */
export function createHoldingBackend(database: Backend, memory: Backend): Backend {
  /** By the ids of what is held. */
  const reasons = new Map<string, string>();

  const held = async (): Promise<StoredInfo[]> =>
    (await memory.list()).map((info) => {
      const why = reasons.get(info.id) ?? 'There was no storage for it.';
      return { ...info, unkept: `${why} It lasts until this page is closed.` };
    });

  const holderOf = async (id: string): Promise<Backend> =>
    (await memory.list()).some((info) => info.id === id) ? memory : database;

  const letGo = async (fingerprint: string): Promise<void> => {
    for (const info of await memory.list()) {
      if (info.fingerprint === fingerprint) await memory.remove(info.id);
    }
  };

  const hold = async (dataset: Dataset, why: string): Promise<StoredInfo> => {
    const info = await memory.keep(dataset);
    reasons.set(info.id, why);
    return (await held()).find(({ id }) => id === info.id) ?? info;
  };

  return {
    ...database,
    async list() {
      const [kept, others] = [await database.list(), await held()];
      const elsewhere = new Set(others.map(({ fingerprint }) => fingerprint));
      return [...others, ...kept.filter((info) => !elsewhere.has(info.fingerprint))].sort(byAge);
    },
    load: async (id) => (await holderOf(id)).load(id),
    find: async (fingerprint) =>
      (await memory.find(fingerprint)) ?? (await database.find(fingerprint)),
    async keep(dataset) {
      try {
        const info = await database.keep(dataset);
        await letGo(dataset.fingerprint);
        return info;
      } catch (error) {
        const failure = inWords(error);
        // What is wrong with the dataset or its id is no fault of the storage.
        if (!(failure instanceof StorageFailed)) throw error;
        return hold(dataset, failure.message);
      }
    },
    rename: async (id, title) => (await holderOf(id)).rename(id, title),
    remove: async (id) => (await holderOf(id)).remove(id),
  };
}
