/** What may go wrong with the storage of a browser, planted on purpose. */
import { expect, vi } from 'vitest';
import type { DatasetStore } from '../../src/data/dataset-store';
import { datasetFor, type Trial } from './dataset-store-trial';

/** The contract in one go, on an empty store, which it leaves empty. */
export async function worksLikeAny(store: DatasetStore): Promise<void> {
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

export function failing(name: string, message: string): IDBOpenDBRequest {
  return tells('error', new DOMException(message, name));
}

/** A request for a database of which nothing but one event is ever heard. */
export function tells(event: 'error' | 'blocked', error?: DOMException): IDBOpenDBRequest {
  const request = Object.assign(new EventTarget(), { error });
  setTimeout(() => request.dispatchEvent(new Event(event)));
  return request as unknown as IDBOpenDBRequest;
}

/** The browser's own factory; tells which connections it has opened. */
export function watched(opened: IDBDatabase[]): Pick<IDBFactory, 'open'> {
  return {
    open(name, version) {
      const request = indexedDB.open(name, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    },
  };
}

/** A transaction past the store that does not end until it is released. */
export async function hold(trial: Trial): Promise<() => Promise<void>> {
  const db = await trial.raw();
  const transaction = db.transaction(['records', 'chunks'], 'readwrite');
  const ended = new Promise((resolve) => transaction.addEventListener('complete', resolve));
  let held = true;
  const spin = () => {
    if (held) transaction.objectStore('records').get(['own', '']).addEventListener('success', spin);
  };
  spin();
  const release = async () => {
    held = false;
    await ended;
    db.close();
  };
  trial.atEnd(release);
  return release;
}

/** A request that never tells that it is done, in a transaction that does not end by itself. */
export function unanswered<T>(store: IDBObjectStore, request: IDBRequest<T>): IDBRequest<T> {
  let ended = false;
  store.transaction.addEventListener('abort', () => (ended = true));
  const spin = () => {
    if (!ended) store.get(['own', '']).addEventListener('success', spin);
  };
  spin();
  return Object.assign(request, { addEventListener: () => undefined });
}

/** The first `times` attempts to write meet a full disk, which browsers tell in three ways. */
export function quotaFault(how: 'as a request' | 'at once' | 'at the end', times: number) {
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
    return failed(request, error);
  });
  return fault;
}

/** The request as if the browser had answered it with an error. */
function failed<T>(request: IDBRequest<T>, error: DOMException): IDBRequest<T> {
  const listen: typeof request.addEventListener = (type: string, ...rest: [EventListener]) => {
    if (type === 'error') EventTarget.prototype.addEventListener.call(request, 'success', ...rest);
  };
  Object.defineProperty(request, 'error', { value: error });
  return Object.assign(request, { addEventListener: listen });
}

/** The file in which the browser had put a large value is lost. */
export function loseValue(store: 'records' | 'chunks', id: string): void {
  const error = new DOMException('Data lost due to missing file.', 'NotReadableError');
  const { get, getAll } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    const lost = this.name === store && (key as string[])[1] === id;
    return lost ? failed(get.call(this, key), error) : get.call(this, key);
  });
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
    this: IDBObjectStore,
    ...given
  ) {
    const request = getAll.apply(this, given);
    return this.name === store ? failed(request, error) : request;
  });
}

export function editRecord(records: IDBObjectStore, change: object): void {
  const request = records.get(['own', 'a']);
  request.addEventListener('success', () => {
    records.put({ ...(request.result as object), ...change });
  });
}

/** A part of the browser's real storage with a limit of its own, in bytes. */
export async function smallBucket(trial: Trial, quota: number) {
  interface Buckets {
    open(name: string, options: { quota: number }): Promise<{ indexedDB: IDBFactory }>;
    delete(name: string): Promise<void>;
  }
  const buckets = (navigator as unknown as { storageBuckets: Buckets }).storageBuckets;
  const { indexedDB: factory } = await buckets.open(trial.name, { quota });
  return { factory, remove: () => buckets.delete(trial.name) };
}
