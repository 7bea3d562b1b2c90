/**
 * The service worker: lets the page open without a network, from one version at a time.
 *
 * A new version waits until a person switches to it. Only the page is served, not what other
 * pages in the same folder ask for: those would get files of an older version than their own.
 */
import { createOfflineStore, type OfflineVersion } from './offline-store';

declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build. */
declare const OFFLINE_VERSION: OfflineVersion;

const { scope } = self.registration;
const store = createOfflineStore(scope, OFFLINE_VERSION, caches);

self.addEventListener('install', (event) => event.waitUntil(store.install()));

self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if ((data as { type?: unknown } | null)?.type === 'switch') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const path = store.pathFor(event.request);
  if (path !== undefined) event.respondWith(answer(event, path));
});

async function activate(): Promise<void> {
  // A still newer version may be writing its files; the next activation clears up then.
  if (self.registration.installing === null) await store.removeOthers();
  // The first visit too can go on without a network.
  await self.clients.claim();
}

async function answer({ request, clientId }: FetchEvent, path: string): Promise<Response> {
  const ours = request.mode === 'navigate' || (await isPage(clientId));
  return (ours ? await store.stored(path) : undefined) ?? fetch(request);
}

async function isPage(clientId: string): Promise<boolean> {
  const client = await self.clients.get(clientId);
  if (client === undefined) return true;
  const { origin, pathname } = new URL(client.url);
  return [scope, `${scope}index.html`].includes(origin + pathname);
}
