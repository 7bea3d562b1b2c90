/**
 * A connection to the browser's database that never leaves a caller waiting.
 *
 * Browsers close connections behind the page's back (storage cleared, a crash, a long sleep) and
 * sometimes stop answering without an error. So a connection is opened when it is needed, every
 * transaction has a deadline, and after a failure of the connection the work is done once more
 * on a new one.
 */
import { wrap, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Chunk } from './store-chunks';
import type { Shelf, StoredRecord } from './store-envelope';

export interface StoreSchema extends DBSchema {
  records: {
    key: [shelf: Shelf, id: string];
    value: StoredRecord;
    indexes: { fingerprint: [shelf: Shelf, fingerprint: string] };
  };
  chunks: { key: [shelf: Shelf, id: string, n: number]; value: Chunk };
}

type StoreName = 'records' | 'chunks';
type Database = IDBPDatabase<StoreSchema>;

export type Transaction<Mode extends IDBTransactionMode = 'readwrite' | 'readonly'> =
  IDBPTransaction<StoreSchema, StoreName[], Mode>;

/** Work within one transaction. It tells of its progress, which puts the deadline off. */
export type Task<Mode extends IDBTransactionMode, T> = (
  transaction: Transaction<Mode>,
  progress: () => void,
) => Promise<T>;

export interface Connection {
  /**
   * @throws StorageUnavailable where the database cannot be opened; StorageFailed where it fails twice;
   * what the task throws, which undoes its writes.
   */
  transact<Mode extends 'readonly' | 'readwrite', T>(mode: Mode, task: Task<Mode, T>): Promise<T>;
  close(): void;
}

export interface ConnectionOptions {
  readonly factory: Pick<IDBFactory, 'open'>;
  readonly name: string;
  /** In milliseconds. */
  readonly openDeadline: number;
  readonly operationDeadline: number;
  /** The browser or another tab has closed the connection: what is kept may have changed. */
  onLost(): void;
}

/** The database cannot be had; the message is a clause that says why. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** The database is there and has not done what was asked; the message is a sentence. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
}

/** A transaction that has made no progress for too long. */
class Wedged extends Error {
  override readonly name = 'Wedged';
}

const VERSION = 1;
const storeNames: StoreName[] = ['records', 'chunks'];

export function connect(options: ConnectionOptions): Connection {
  let opening: Promise<Database> | undefined;
  let closed = false;

  const database = (): Promise<Database> => {
    if (closed) return Promise.reject(new StorageUnavailable('the storage has been closed'));
    if (opening !== undefined) return opening;
    const forget = () => {
      if (opening === mine) opening = undefined;
    };
    const lost = () => {
      forget();
      options.onLost();
    };
    const mine = openPatiently(options).then((db) => {
      db.addEventListener('close', lost);
      // Another tab wants to upgrade or to delete it, and waits until this one lets go.
      db.addEventListener('versionchange', () => {
        db.close();
        lost();
      });
      return db;
    });
    opening = mine;
    mine.catch(forget);
    return mine;
  };

  return {
    async transact(mode, task) {
      for (let attempt = 1; ; attempt += 1) {
        const connection = database();
        const db = await connection;
        try {
          const transaction = db.transaction(storeNames, mode);
          return await within(options.operationDeadline, transaction, task);
        } catch (error) {
          if (!isLost(error)) throw error;
          if (opening === connection) opening = undefined;
          db.close();
          if (attempt === 2) {
            throw new StorageFailed(`The storage of this browser ${says(error)}.`, {
              cause: error,
            });
          }
        }
      }
    },
    close() {
      closed = true;
      opening?.then((db) => db.close()).catch(() => undefined);
      opening = undefined;
    },
  };
}

/** Right after a phone wakes up, or while the storage is wiped, opening fails once and then works. */
async function openPatiently(options: ConnectionOptions): Promise<Database> {
  try {
    return await openDatabase(options);
  } catch (error) {
    const { cause } = error as StorageUnavailable;
    if (!(cause instanceof DOMException && /^(?:Unknown|Abort)Error$/.test(cause.name)))
      throw error;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return openDatabase(options);
  }
}

function openDatabase({ factory, name, openDeadline }: ConnectionOptions): Promise<Database> {
  return new Promise((resolve, reject) => {
    let [blocked, late] = [false, false];
    const request = openRequest(factory, name);
    const timer = setTimeout(() => {
      late = true;
      const why = blocked ? 'is held by another tab of this app' : 'does not answer';
      reject(new StorageUnavailable(`the storage of this browser ${why}`));
    }, openDeadline);
    request.addEventListener('blocked', () => (blocked = true));
    request.addEventListener('upgradeneeded', () => {
      const records = request.result.createObjectStore('records', { keyPath: ['shelf', 'id'] });
      records.createIndex('fingerprint', ['shelf', 'fingerprint']);
      request.result.createObjectStore('chunks');
    });
    request.addEventListener('error', () => {
      clearTimeout(timer);
      reject(unavailable(request.error));
    });
    request.addEventListener('success', () => {
      clearTimeout(timer);
      const db = request.result;
      const complete = storeNames.every((store) => db.objectStoreNames.contains(store));
      // Nobody waits any more, or can use it, and an open connection would block other tabs.
      if (late || !complete) db.close();
      if (complete) resolve(wrap(db) as unknown as Database);
      else reject(new StorageUnavailable('something else has taken the name of its storage'));
    });
  });
}

function openRequest(factory: Pick<IDBFactory, 'open'>, name: string): IDBOpenDBRequest {
  try {
    return factory.open(name, VERSION);
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): StorageUnavailable {
  if (error instanceof DOMException && error.name === 'VersionError') {
    return new StorageUnavailable('a newer version of this app has changed what it keeps');
  }
  const why = error instanceof Error ? error.message || error.name : String(error);
  return new StorageUnavailable(`this browser does not open its storage (${why})`, {
    cause: error,
  });
}

/** Ends a transaction that makes no progress within the deadline. */
function within<Mode extends 'readonly' | 'readwrite', T>(
  deadline: number,
  transaction: Transaction<Mode>,
  task: Task<Mode, T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const progress = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(new Wedged('does not answer'));
        // Otherwise it would keep its lock, and the next attempt would wait for it.
        abort(transaction);
      }, deadline);
    };
    progress();
    run(transaction, task, progress)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}

async function run<Mode extends 'readonly' | 'readwrite', T>(
  transaction: Transaction<Mode>,
  task: Task<Mode, T>,
  progress: () => void,
): Promise<T> {
  const { done } = transaction;
  done.catch(() => undefined);
  try {
    const result = await task(transaction, progress);
    await done;
    return result;
  } catch (error) {
    abort(transaction);
    // A request that the browser aborts does not say why; its transaction does.
    throw transaction.error ?? error;
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

/** Errors that come from the connection rather than from what was asked of it. */
function isLost(error: unknown): boolean {
  const names = ['InvalidStateError', 'TransactionInactiveError', 'AbortError', 'UnknownError'];
  return error instanceof Wedged || (error instanceof DOMException && names.includes(error.name));
}

/** The same in words where it is the browser's. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  return new StorageFailed(`The storage of this browser ${says(error)}.`, { cause: error });
}

function says(error: unknown): string {
  if (error instanceof Wedged) return error.message;
  return `fails (${error instanceof Error ? error.message || error.name : String(error)})`;
}
