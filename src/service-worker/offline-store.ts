/**
 * One version of the app, kept in the browser: which files it is made of, how they get into a
 * cache and how they come out of it.
 *
 * Each version has a cache of its own, and a cache is written only after every file of the list
 * has come with the content that the list promises. A host in the middle of a deployment can so
 * delay a version, never mix two.
 */

export interface OfflineFile {
  /** Relative to the folder of the app. */
  readonly path: string;
  /** SHA-256 of the content, in hexadecimal digits. */
  readonly hash: string;
}

export interface OfflineVersion {
  readonly version: string;
  readonly files: readonly OfflineFile[];
}

export interface OfflineStore {
  /** Rejects, and keeps nothing, where a file is missing or has another content. */
  install(): Promise<void>;
  /** Deletes every other version of the app in this folder, and nothing else. */
  removeOthers(): Promise<void>;
  /** The file of this version that a request means, if any. */
  pathFor(request: Pick<Request, 'method' | 'mode' | 'url'>): string | undefined;
  /** The stored file; undefined where the browser has thrown it away. */
  stored(path: string): Promise<Response | undefined>;
}

/** The page itself; the address of the folder means it too. */
const PAGE = 'index.html';

/** `scope` is the address of the folder, with the slash at its end. */
export function createOfflineStore(
  scope: string,
  { version, files }: OfflineVersion,
  caches: CacheStorage,
): OfflineStore {
  // Several apps may live on one origin. No address holds a space, so no prefix fits another's.
  const prefix = `asset-mix ${scope} `;
  const name = prefix + version;
  const urlOf = (path: string) => new URL(path, scope).href;
  const paths = new Map(files.map(({ path }) => [urlOf(path), path]));

  const ownCaches = async () => (await caches.keys()).filter((key) => key.startsWith(prefix));

  /** From any version that is here already, so that an update asks only for what has changed. */
  const kept = async ({ path, hash }: OfflineFile): Promise<Response | undefined> => {
    for (const cacheName of await ownCaches()) {
      const response = await caches.match(urlOf(path), { cacheName, ignoreVary: true });
      if (response === undefined) continue;
      const body = await response.arrayBuffer();
      if ((await hashOf(body)) === hash) return copyOf(response, body);
    }
    return undefined;
  };

  const fetched = async ({ path, hash }: OfflineFile): Promise<Response> => {
    // Asks the host whether the browser's own copy is still the present one.
    const response = await fetch(urlOf(path), { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${path}: the host answered ${response.status}.`);
    const body = await response.arrayBuffer();
    const found = await hashOf(body);
    if (found !== hash) {
      throw new Error(`${path}: expected the content ${hash}, but the host sent ${found}.`);
    }
    return copyOf(response, body);
  };

  return {
    async install() {
      const contents = await Promise.all(
        files.map(async (file) => {
          return [urlOf(file.path), (await kept(file)) ?? (await fetched(file))] as const;
        }),
      );
      // After a step back to an older version the active worker may be using this very cache.
      const existed = await caches.has(name);
      try {
        const cache = await caches.open(name);
        await Promise.all(contents.map(([url, response]) => cache.put(url, response)));
      } catch (error) {
        if (!existed) await caches.delete(name);
        throw error;
      }
    },

    async removeOthers() {
      const others = (await ownCaches()).filter((key) => key !== name);
      await Promise.all(others.map((key) => caches.delete(key)));
    },

    pathFor({ method, mode, url }) {
      if (method !== 'GET') return undefined;
      const address = new URL(url);
      address.hash = '';
      // A query on the page is for the page; on any other file it asks for something else.
      if (mode === 'navigate') address.search = '';
      if (mode === 'navigate' && address.href === scope) return PAGE;
      const path = paths.get(address.href);
      return mode !== 'navigate' || path === PAGE ? path : undefined;
    },

    stored: (path) => caches.match(urlOf(path), { cacheName: name, ignoreVary: true }),
  };
}

/** A plain response: one that was redirected would be refused as the answer to a navigation. */
function copyOf({ headers }: Response, body: ArrayBuffer): Response {
  const copy = new Headers(headers);
  // The body is decoded already.
  copy.delete('content-encoding');
  copy.delete('content-length');
  return new Response(body, { headers: copy });
}

async function hashOf(body: ArrayBuffer): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
