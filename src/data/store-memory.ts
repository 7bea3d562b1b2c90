/** Keeps datasets as long as the page lives, for a browser that offers no database. */
import type { Dataset } from '../finance/dataset';
import { byAge, MOST_CACHED, renews, retitled, type Backend } from './store-backend';
import { datasetOf, enclose, infoOf, type StoredRecord } from './store-envelope';

interface Held {
  readonly record: StoredRecord;
  readonly dataset: Dataset;
}

export function createMemoryBackend(): Backend {
  const own = new Map<string, Held>();
  const copies = new Map<string, Dataset>();
  const withData = (fingerprint: string) =>
    [...own.values()].find(({ record }) => record.fingerprint === fingerprint);

  return {
    async list() {
      return Array.from(own.values(), ({ record }) => infoOf(record)).sort(byAge);
    },
    async load(id) {
      return shown(own.get(id));
    },
    async find(fingerprint) {
      return shown(withData(fingerprint));
    },
    async keep(dataset) {
      const sameData = withData(dataset.fingerprint)?.record;
      const before = renews(dataset, sameData, own.get(dataset.id)?.record);
      const record = enclose('own', dataset, before);
      own.set(record.id, { record, dataset });
      return record.info;
    },
    async rename(id, title) {
      const held = own.get(id);
      const record = retitled(held?.record, id, title);
      if (held !== undefined) own.set(id, { ...held, record });
    },
    async remove(id) {
      own.delete(id);
    },
    async cached(fingerprint) {
      return copies.get(fingerprint);
    },
    async cache(dataset) {
      copies.delete(dataset.fingerprint);
      copies.set(dataset.fingerprint, dataset);
      const [oldest] = copies.keys();
      if (copies.size > MOST_CACHED) copies.delete(oldest);
    },
  };
}

function shown(held: Held | undefined): Dataset | undefined {
  if (held === undefined) return;
  const { record, dataset } = held;
  return datasetOf({ ...record.facts, title: record.info.title }, dataset);
}
