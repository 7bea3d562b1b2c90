import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOfflineStore, type OfflineVersion } from '../../src/service-worker/offline-store';

const scope = 'https://example.org/mix/';
const first = versionOf('1', { 'index.html': 'page 1', 'data/a.csv': 'a', 'assets/x.js': 'x1' });
const second = versionOf('2', { 'index.html': 'page 2', 'data/a.csv': 'a', 'assets/y.js': 'y2' });

let host: Record<string, Response>;
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url.slice(scope.length));
    return Promise.resolve(host[url.slice(scope.length)] ?? new Response('', { status: 404 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('installing a version', () => {
  it('keeps every file of the list', async () => {
    const caches = new FakeCaches();
    const store = createOfflineStore(scope, first, caches.asStorage());
    host = deployed({ 'index.html': 'page 1', 'data/a.csv': 'a', 'assets/x.js': 'x1' });
    await store.install();
    await expect(bodyOf(store.stored('index.html'))).resolves.toBe('page 1');
    await expect(bodyOf(store.stored('data/a.csv'))).resolves.toBe('a');
    expect(asked.toSorted()).toEqual(['assets/x.js', 'data/a.csv', 'index.html']);
  });

  it('asks only for what no earlier version holds with the same content', async () => {
    const caches = new FakeCaches();
    host = deployed({ 'index.html': 'page 1', 'data/a.csv': 'a', 'assets/x.js': 'x1' });
    await createOfflineStore(scope, first, caches.asStorage()).install();
    asked = [];
    host = deployed({ 'index.html': 'page 2', 'assets/y.js': 'y2' });
    const store = createOfflineStore(scope, second, caches.asStorage());
    await store.install();
    expect(asked.toSorted()).toEqual(['assets/y.js', 'index.html']);
    await expect(bodyOf(store.stored('data/a.csv'))).resolves.toBe('a');
  });

  it.each([
    ['another content', new Response('a of tomorrow'), /data\/a\.csv: expected the content/],
    ['no such file', new Response('', { status: 404 }), /data\/a\.csv: the host answered 404/],
  ])('keeps nothing where the host has %s', async (_what, response, message) => {
    const caches = new FakeCaches();
    const store = createOfflineStore(scope, first, caches.asStorage());
    host = { ...deployed({ 'index.html': 'page 1', 'assets/x.js': 'x1' }), 'data/a.csv': response };
    await expect(store.install()).rejects.toThrow(message);
    await expect(caches.keys()).resolves.toEqual([]);
  });

  it('keeps nothing where the browser has no room', async () => {
    const caches = new FakeCaches();
    caches.full = true;
    host = deployed({ 'index.html': 'page 1', 'data/a.csv': 'a', 'assets/x.js': 'x1' });
    const store = createOfflineStore(scope, first, caches.asStorage());
    await expect(store.install()).rejects.toThrow('quota');
    await expect(caches.keys()).resolves.toEqual([]);
  });

  it('leaves the cache of the version in use where it is installed again in vain', async () => {
    const caches = new FakeCaches();
    host = deployed({ 'index.html': 'page 1', 'data/a.csv': 'a', 'assets/x.js': 'x1' });
    const store = createOfflineStore(scope, first, caches.asStorage());
    await store.install();
    caches.full = true;
    await expect(store.install()).rejects.toThrow('quota');
    await expect(bodyOf(store.stored('index.html'))).resolves.toBe('page 1');
  });

  it('forgets that a host redirected, and how it packed the body', async () => {
    const caches = new FakeCaches();
    const page = new Response('page 1', {
      headers: { 'content-type': 'text/html', 'content-encoding': 'gzip', 'content-length': '3' },
    });
    Object.defineProperty(page, 'redirected', { value: true });
    host = { ...deployed({ 'data/a.csv': 'a', 'assets/x.js': 'x1' }), 'index.html': page };
    const store = createOfflineStore(scope, first, caches.asStorage());
    await store.install();
    const kept = await store.stored('index.html');
    expect(kept?.redirected).toBe(false);
    expect([...(kept?.headers.keys() ?? [])]).toEqual(['content-type']);
  });
});

it('removes other versions in its own folder and nothing else', async () => {
  const caches = new FakeCaches();
  const foreign = ['someone else', 'asset-mix https://example.org/ 1', `asset-mix ${scope}deep/ 1`];
  for (const name of foreign) await caches.open(name);
  host = deployed({ 'index.html': 'page 1', 'data/a.csv': 'a', 'assets/x.js': 'x1' });
  await createOfflineStore(scope, first, caches.asStorage()).install();
  host = deployed({ 'index.html': 'page 2', 'assets/y.js': 'y2' });
  const store = createOfflineStore(scope, second, caches.asStorage());
  await store.install();
  await store.removeOthers();
  await expect(caches.keys()).resolves.toEqual([...foreign, `asset-mix ${scope} 2`]);
});

describe('which file a request means', () => {
  const { pathFor } = createOfflineStore(scope, first, new FakeCaches().asStorage());
  const navigate = { method: 'GET', mode: 'navigate' } as const;
  const get = { method: 'GET', mode: 'cors' } as const;

  it.each(['', '?a=b', '#s=1', 'index.html', 'index.html?a#b'])('the page for "%s"', (address) => {
    expect(pathFor({ ...navigate, url: scope + address })).toBe('index.html');
  });

  it.each(['x', 'embed.html', 'data/', 'index.html/', 'data/a.csv'])(
    'none for a visit to %s',
    (address) => expect(pathFor({ ...navigate, url: scope + address })).toBeUndefined(),
  );

  it('a file of the list, but not with a query, another method or in another folder', () => {
    expect(pathFor({ ...get, url: `${scope}data/a.csv` })).toBe('data/a.csv');
    expect(pathFor({ ...get, url: `${scope}data/a.csv?1` })).toBeUndefined();
    expect(pathFor({ ...get, method: 'HEAD', url: `${scope}data/a.csv` })).toBeUndefined();
    expect(pathFor({ ...get, url: 'https://example.org/data/a.csv' })).toBeUndefined();
    expect(pathFor({ ...get, url: 'https://example.com/mix/data/a.csv' })).toBeUndefined();
  });
});

/** As much of the browser's storage as is used. */
class FakeCaches {
  full = false;
  readonly #caches = new Map<string, Map<string, Response>>();

  asStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }

  keys = () => Promise.resolve([...this.#caches.keys()]);
  has = (name: string) => Promise.resolve(this.#caches.has(name));
  delete = (name: string) => Promise.resolve(this.#caches.delete(name));

  match(url: string, { cacheName }: { cacheName: string }): Promise<Response | undefined> {
    return Promise.resolve(this.#caches.get(cacheName)?.get(url)?.clone());
  }

  open(name: string) {
    const cache = this.#caches.get(name) ?? new Map<string, Response>();
    this.#caches.set(name, cache);
    const put = (url: string, response: Response) => {
      if (this.full) return Promise.reject(new Error('quota'));
      cache.set(url, response);
      return Promise.resolve();
    };
    return Promise.resolve({ put });
  }
}

function versionOf(version: string, contents: Readonly<Record<string, string>>): OfflineVersion {
  const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
  return {
    version,
    files: Object.entries(contents).map(([path, content]) => ({ path, hash: hashOf(content) })),
  };
}

function deployed(contents: Readonly<Record<string, string>>): Record<string, Response> {
  return Object.fromEntries(
    Object.entries(contents).map(([path, content]) => [path, new Response(content)]),
  );
}

async function bodyOf(response: Promise<Response | undefined>): Promise<string | undefined> {
  return (await response)?.text();
}
