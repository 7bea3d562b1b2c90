/**
 * How a page notices at once that a worker is gone when no event says so: the worker holds a
 * lock for as long as it lives, and the page queues for it. Where there are no locks (plain
 * http, sandboxed frames) the pool's patience has to do.
 */

/** In the worker: the name of the lock it now holds, or undefined. */
export function holdLifeSign(): Promise<string | undefined> {
  return new Promise((resolve) => {
    try {
      const name = `asset-mix ${crypto.randomUUID()}`;
      const hold = () => {
        resolve(name);
        return new Promise<never>(() => {});
      };
      navigator.locks.request(name, hold).catch(() => resolve(undefined));
    } catch {
      resolve(undefined);
    }
  });
}

/** On the page: calls the listener once the holder is gone, also when it was ended on purpose. */
export function onLifeSignLost(name: string, listener: () => void): void {
  navigator.locks.request(name, listener).catch(() => {});
}
