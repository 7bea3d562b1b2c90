/**
 * The database fails at each call of its life in turn, once or from then on: what a person does
 * comes out as without it, or they are told in words, and the next page finds all or nothing.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DatasetStore, StoredInfo } from '../../src/data/dataset-store';
import type { Dataset } from '../../src/finance/dataset';
import { fingerprint } from '../../src/finance/fingerprint';
import { beginTrial, datasetFor, type Trial } from './dataset-store-trial';

// Some hundred lives of a database each.
vi.setConfig({ testTimeout: 90_000 });

/** Each on a database of its own. */
const TOGETHER = 8;
const [a, b, c] = ['a', 'b', 'c'].map((id, seed) => datasetFor(id, { seed }));

interface Fault {
  /** At once, with its answer, or because the connection ends behind the page's back. */
  readonly way: 'throws' | 'answers with an error' | 'loses its connection';
  /** What the browser calls it: one that is cured by a new connection, or one that is not. */
  readonly name: string;
  /** Calls, counted from 0. */
  readonly from: number;
  readonly to: number;
}

/** The calls so far of each database, by its name, and what goes wrong there. */
const seen = new Map<string, string[]>();
const faults = new Map<string, Fault>();

beforeEach(plantFaults);
afterEach(() => {
  vi.restoreAllMocks();
  seen.clear();
  faults.clear();
});

test('every call of the database is among those that fail', async () => {
  const calls = await callsOfLife();
  expect([...new Set(calls)].toSorted()).toEqual([
    'IDBDatabase.transaction',
    'IDBFactory.open',
    'IDBIndex.get',
    'IDBObjectStore.delete',
    'IDBObjectStore.get',
    'IDBObjectStore.getAll',
    'IDBObjectStore.getAllKeys',
    'IDBObjectStore.index',
    'IDBObjectStore.put',
    'IDBTransaction.objectStore',
  ]);
});

describe.for<[Fault['way'], string]>([
  ['throws', 'ConstraintError'],
  ['answers with an error', 'QuotaExceededError'],
  ['loses its connection', 'AbortError'],
])('a database that %s (%s)', ([way, name]) => {
  test('at one call does what was asked, or says that it did not', () =>
    atEachCall((at) => comesOutSound({ way, name, from: at, to: at + 1 })));
});

test('a database that fails from some call on leaves what was brought in to the page', () =>
  atEachCall((at) => {
    const way = at % 2 === 0 ? 'throws' : 'answers with an error';
    return comesOutSound({ way, name: 'NotReadableError', from: at, to: Infinity });
  }));

async function callsOfLife(): Promise<readonly string[]> {
  const trial = beginTrial();
  await live(trial.open());
  await trial.end();
  const calls = seen.get(trial.name) ?? [];
  expect(calls.length).toBeGreaterThan(40);
  return calls;
}

async function atEachCall(work: (at: number) => Promise<void>): Promise<void> {
  const { length } = await callsOfLife();
  let next = 0;
  const workers = Array.from({ length: TOGETHER }, async () => {
    while (next < length) await work(next++);
  });
  await Promise.all(workers);
}

async function comesOutSound(fault: Fault): Promise<void> {
  const trial = beginTrial();
  faults.set(trial.name, fault);
  const store = trial.open({ openDeadline: 3_000, operationDeadline: 3_000, retryAfter: 0 });
  const came = await live(store);
  faults.delete(trial.name);
  const call = `call ${fault.from}, ${seen.get(trial.name)?.at(fault.from) ?? 'none'}`;
  expectSameOrWords(came, call);
  await expectSound(trial, store, call);
  await trial.end();
}

/** One of each act, and what it came to. */
async function live(store: DatasetStore): Promise<Record<string, unknown>> {
  const keep = async (dataset: Dataset) => {
    const { id, unkept } = await store.keep(dataset);
    if (unkept !== undefined) throw new Error(unkept);
    return id;
  };
  const acts: Record<string, () => Promise<unknown>> = {
    keep: () => keep(a),
    'keep another': () => keep(b),
    'keep again': () => keep(datasetFor('again', { seed: 0 })),
    load: async () => valuesOf(await store.load('a')),
    find: async () => valuesOf(await store.find(b.fingerprint)),
    rename: () => store.rename('b', 'Mine'),
    list: async () => titles(await store.list()),
    remove: () => store.remove('a'),
    removed: async () => valuesOf(await store.load('a')),
    cache: () => store.cache(c),
    cached: async () => valuesOf(await store.cached(c.fingerprint)),
  };
  const came: Record<string, unknown> = {};
  for (const [act, work] of Object.entries(acts)) {
    const value = await Promise.race([work().catch((error: unknown) => error), tooLong()]);
    // That there is no storage any more is told beside what an act came to.
    const { mode, reason } = store.state;
    if (mode === 'memory') came[`no storage at: ${act}`] = new Error(reason);
    came[act] = value;
  }
  return came;
}

const expected: Readonly<Record<string, unknown>> = {
  keep: 'a',
  'keep another': 'b',
  'keep again': 'a',
  load: valuesOf(a),
  find: valuesOf(b),
  list: ['Mine', 'Set a'],
  cached: valuesOf(c),
};

function expectSameOrWords(came: Readonly<Record<string, unknown>>, call: string): void {
  let troubled = false;
  for (const [act, value] of Object.entries(came)) {
    const where = `${act} with a fault at ${call}`;
    expect(value, where).not.toBe('never settled');
    if (value instanceof Error) {
      const words = /^(?:The storage of this browser|This browser|“\w+|The dataset is damaged)/;
      expect(value.message, where).toMatch(words);
      troubled = true;
      // What was told as failed has not happened, and so shows later. A copy is no loss.
    } else if (!troubled && act !== 'cached') expect(value, where).toEqual(expected[act]);
  }
}

/** Afterwards all that was brought in is here, and kept, and whole in the next page. */
async function expectSound(trial: Trial, store: DatasetStore, call: string): Promise<void> {
  // A database that had been given up is asked for again.
  await expect.poll(async () => (await store.list(), store.state.mode)).toBe('database');
  expect(valuesOf(await store.find(b.fingerprint)), call).toEqual(valuesOf(b));
  await store.keep(b);
  expect((await store.list()).find((info) => info.fingerprint === b.fingerprint)?.unkept).toBe(
    undefined,
  );
  const next = trial.open();
  const list = await next.list();
  for (const info of list) {
    const kept = [a, b].find((one) => one.fingerprint === info.fingerprint);
    expect(valuesOf(await next.load(info.id)), call).toEqual(valuesOf(kept));
  }
  expect(list.map((info) => info.fingerprint)).toContain(b.fingerprint);
  const { records, chunks } = await trial.keys();
  expect(chunks, `chunks after ${call}`).toHaveLength(2 * records.length);
}

function titles(list: readonly StoredInfo[]): string[] {
  return list.map(({ title }) => title).toSorted();
}

/** A short text, for the sake of whoever reads a failure. */
function valuesOf(dataset: Dataset | undefined): unknown {
  return (
    dataset &&
    fingerprint(
      dataset.columns.map(({ id }) => id),
      dataset.index,
      dataset.values,
    )
  );
}

/** Counts the calls of every database, and lets those fail that are to. */
function plantFaults(): void {
  const methods = [
    [IDBFactory, ['open']],
    [IDBDatabase, ['transaction']],
    [IDBTransaction, ['objectStore', 'commit']],
    [IDBObjectStore, ['get', 'getAll', 'getAllKeys', 'getKey', 'put', 'add', 'delete', 'clear']],
    [IDBObjectStore, ['index', 'openCursor', 'openKeyCursor', 'count']],
    [IDBIndex, ['get', 'getAll', 'getAllKeys', 'getKey', 'openCursor', 'openKeyCursor', 'count']],
  ] as const;
  for (const [owner, ofOwner] of methods) {
    const prototype = owner.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const method of ofOwner) {
      const real = prototype[method];
      vi.spyOn(prototype, method).mockImplementation(function (this: object, ...args) {
        const go = () => real.apply(this, args);
        const database = databaseOf(this);
        const name = database?.name ?? String(args[0]);
        const calls = seen.get(name) ?? [];
        const at = calls.push(`${owner.name}.${method}`) - 1;
        seen.set(name, calls);
        const fault = faults.get(name);
        if (fault === undefined || at < fault.from || at >= fault.to) return go();
        return failing(fault, go, database);
      });
    }
  }
}

function failing({ way, name }: Fault, go: () => unknown, database?: IDBDatabase): unknown {
  const error = new DOMException('A planted fault.', name);
  if (way === 'throws') throw error;
  if (way === 'loses its connection') database?.close();
  const answer = go();
  if (answer instanceof IDBTransaction) answer.abort();
  if (!(answer instanceof IDBRequest)) return answer;
  if (way === 'answers with an error' || answer instanceof IDBOpenDBRequest) {
    return failed(answer, error);
  }
  answer.transaction?.abort();
  return answer;
}

function databaseOf(owner: object): IDBDatabase | undefined {
  if (owner instanceof IDBDatabase) return owner;
  if (owner instanceof IDBTransaction) return owner.db;
  if (owner instanceof IDBObjectStore) return owner.transaction.db;
  return owner instanceof IDBIndex ? owner.objectStore.transaction.db : undefined;
}

/** The request as if the browser had answered it with an error. */
function failed<T>(request: IDBRequest<T>, error: DOMException): IDBRequest<T> {
  // There is no connection then, and none may keep others waiting.
  if (request instanceof IDBOpenDBRequest) {
    request.addEventListener('success', () => request.result.close());
  }
  const listen: typeof request.addEventListener = (type: string, ...rest: [EventListener]) => {
    if (type === 'success') return;
    EventTarget.prototype.addEventListener.call(
      request,
      type === 'error' ? 'success' : type,
      ...rest,
    );
  };
  Object.defineProperty(request, 'error', { value: error });
  return Object.assign(request, { addEventListener: listen });
}

function tooLong(): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('never settled'), 15_000));
}
