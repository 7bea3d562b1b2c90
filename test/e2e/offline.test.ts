/** The app without a network, and how it comes to a new version. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { entries } from '../analyses/built-in-data';
import { browserArguments } from '../tools/find-browser';
import { serveDist, type StaticHost } from '../tools/serve-dist';
import { bringIn, csv } from './bring-in';
import { linkTo } from './expected';
import { App, plain, rooms, test as base } from './watched-app';

interface Site {
  readonly host: StaticHost;
  readonly context: BrowserContext;
  /** What the pages complained about while the host was there. */
  readonly troubles: string[];
  visit(link?: string): Promise<App>;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  /** Deploys a version in which `index.html` says that it is the second. */
  deploy(options?: { readonly corrupt?: boolean }): Promise<void>;
}

/** A copy of the built app on a host of its own, which can change and go away. */
const test = base.extend<{ site: Site }>({
  site: async ({ browser }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'asset-mix-'));
    await cp(fileURLToPath(new URL('../../dist', import.meta.url)), folder, { recursive: true });
    const host = await serveDist(folder);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(30_000);
    const troubles: string[] = [];
    const read = (file: string) => readFile(join(folder, file), 'utf8');
    const write = (file: string, text: string) => writeFile(join(folder, file), text);
    await use({
      host,
      context,
      troubles,
      read,
      write,
      async visit(link) {
        const page = await context.newPage();
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
        });
        page.on('pageerror', (error) => troubles.push(error.message));
        await page.goto(host.url + (link === undefined ? '' : `#s=${link}`));
        return new App(page);
      },
      async deploy({ corrupt = false } = {}) {
        const before = await read('index.html');
        const after = before.replace('<title>', '<meta name="version" content="2" /><title>');
        const worker = await read('sw.js');
        const hashes = [sha256(before), sha256(after)];
        expect(worker).toContain(hashes[0]);
        const renamed = worker
          .replace(hashes[0], hashes[1])
          .replace(/"version":"\w+"/, '"version":"2"');
        await write('index.html', corrupt ? `${after} ` : after);
        await write('sw.js', renamed);
      },
    });
    await context.close();
    await host.close().catch(() => {});
    await rm(folder, { recursive: true });
    expect(troubles).toEqual([]);
  },
});

describe('without a network', () => {
  test('the page opens again with the same numbers, in every room', async ({ site }) => {
    const app = await site.visit();
    const online = [await app.digest()];
    for (const room of rooms.slice(1)) {
      await app.openRoom(room);
      online.push(await app.digest());
    }
    await app.openRoom(rooms[0]);
    await installed(app.page);
    await goOffline(site);
    await app.page.reload();
    const offline = [await app.digest()];
    for (const room of rooms.slice(1)) {
      await app.openRoom(room);
      offline.push(await app.digest());
    }
    expect(offline).toEqual(online);
  });

  test('every built-in dataset opens, also by a link and before any reload', async ({ site }) => {
    const links = entries.map(({ id }) => linkTo(id).link);
    const online: string[] = [];
    for (const link of links) {
      const app = await site.visit(link);
      online.push(await app.digest());
      await app.page.close();
    }
    const open = await site.visit();
    await open.digest();
    await installed(open.page);
    await goOffline(site);
    const offline: string[] = [];
    for (const link of links) {
      const app = await site.visit(link);
      offline.push(await app.digest());
      await app.page.close();
    }
    expect(offline).toEqual(online);
    // The page that was open before the worker came goes on as well.
    await open.page.locator('button.dataset').click();
    await open.page.getByRole('radio', { name: entries[2].label }).check();
    await expect.poll(() => open.draft().data.sources[0].id).toBe(entries[2].id);
    expect(await open.digest()).toBe(online[2]);
  });

  test('an own file comes in, stays and is found again', async ({ site }) => {
    const app = await site.visit();
    await app.digest();
    await installed(app.page);
    await goOffline(site);
    const rows = Array.from(
      { length: 30 },
      (_, t) => `${1990 + t}-12-31,${100 + t},${99 + (t % 4)}`,
    );
    await bringIn(app, csv('own.csv', ['Date,Shares,Bonds', ...rows].join('\n')));
    const digest = await app.digest();
    await app.page.reload();
    expect(await app.digest()).toBe(digest);
    await app.expectText(app.page.locator('button.dataset'), 'own', '1990 to 2019');
  });

  test('a query opens the page, and an unknown path is not answered with it', async ({ site }) => {
    const app = await site.visit();
    await app.digest();
    await installed(app.page);
    const missing = await app.page.request.get(`${site.host.url}no/such/page`);
    expect(missing.status()).toBe(404);
    const other = await site.context.newPage();
    expect((await other.goto(`${site.host.url}no/such/page`))?.status()).toBe(404);
    expect(plain(await other.locator('body').textContent())).toBe('Not found');
    await goOffline(site);
    await expect(other.goto(`${site.host.url}no/such/page`)).rejects.toThrow(/ERR_/);
    for (const address of ['?from=home', 'index.html', 'index.html?x#y']) {
      const page = await site.context.newPage();
      await page.goto(site.host.url + address);
      expect(await new App(page).digest()).toMatch(/^[0-9a-f]{64}$/);
      await page.close();
    }
  });

  test('another page in the same folder is served by the host alone', async ({ site }) => {
    const app = await site.visit();
    await app.digest();
    await installed(app.page);
    await site.write('other.html', '<title>other</title>');
    await site.write('data/datasets.json', '"of another version"');
    const other = await site.context.newPage();
    await other.goto(`${site.host.url}other.html`);
    const seenBy = (page: Page) =>
      page.evaluate(async () => (await (await fetch('data/datasets.json')).text()).length);
    expect(await seenBy(other)).toBe('"of another version"'.length);
    expect(await seenBy(app.page)).toBeGreaterThan(1_000);
  });

  test('what is kept are the files that the page needs, and no others', async ({ site }) => {
    const app = await site.visit();
    await app.digest();
    await installed(app.page);
    const [cache, ...others] = await stored(app.page);
    expect(others).toEqual([]);
    const files = cache.files.map((file) => file.replace(site.host.url, ''));
    const { files: all } = JSON.parse(
      /OFFLINE_VERSION = (.*);/.exec(await site.read('sw.js'))?.[1] ?? '',
    ) as { files: { path: string; hash: string }[] };
    expect(files.toSorted()).toEqual(all.map(({ path }) => path).toSorted());
    expect(files).toContain('data/datasets.json');
    for (const { file } of entries) expect(files).toContain(`data/${file}`);
    const kernels = files.filter((file) => /^assets\/.*\.wasm$/.test(file));
    expect(kernels.filter((file) => file.includes('kernels-first-'))).toHaveLength(1);
    expect(kernels).toHaveLength(2);
    expect(files.join()).not.toMatch(/sources|PROVENANCE|preview|embed|asset-mix\.js|types\//);
  });
});

describe('a new version', () => {
  test('waits until a person switches, and brings only what has changed', async ({ site }) => {
    const app = await site.visit(linkTo(entries[1].id, { seed: 7 }).link);
    const digest = await app.digest();
    await installed(app.page);
    await expect(updateNotice(app.page).count()).resolves.toBe(0);
    const [{ name: oldCache }] = await stored(app.page);

    await site.deploy();
    site.host.asked.length = 0;
    await app.page.reload();
    await updateNotice(app.page).getByText('A new version is ready.').waitFor();
    expect(site.host.asked.toSorted()).toEqual(['index.html', 'sw.js']);
    expect(await version(app.page)).toBe(null);
    await app.page.reload();
    await updateNotice(app.page).waitFor();
    expect(await version(app.page), 'a reload alone switches nothing').toBe(null);
    await updateNotice(app.page).getByRole('button', { name: 'Later' }).click();
    await expect(updateNotice(app.page).count()).resolves.toBe(0);
    await app.page.reload();

    let loads = 0;
    app.page.on('load', () => (loads += 1));
    await updateNotice(app.page).getByRole('button', { name: 'Switch now' }).click();
    await switched(app.page);
    expect(await app.digest()).toBe(digest);
    const caches = await stored(app.page);
    expect(caches.map(({ name }) => name)).toEqual([oldCache.replace(/\w+$/, '2')]);
    // Time enough for the notice and for a second reload, neither of which may come.
    await app.page.waitForTimeout(3_000);
    expect(loads).toBe(1);
    await expect(updateNotice(app.page).count()).resolves.toBe(0);
    await goOffline(site);
    await app.page.reload();
    expect(await version(app.page)).toBe('2');
    expect(await app.digest()).toBe(digest);
  });

  test('another open tab is told, and not reloaded under the hands', async ({ site }) => {
    const first = await site.visit();
    await first.digest();
    await installed(first.page);
    const second = await site.visit();
    const digest = await second.digest();
    await site.deploy();
    await first.page.reload();
    const switchNow = updateNotice(first.page).getByRole('button', { name: 'Switch now' });
    await switchNow.waitFor();
    // Has not registered itself yet.
    const third = await site.visit();
    await third.digest();
    await switchNow.click();
    for (const { page } of [second, third])
      await updateNotice(page).getByText('Another tab has switched').waitFor();
    expect(await version(second.page)).toBe(null);
    await updateNotice(second.page).getByRole('button', { name: 'Reload' }).click();
    await switched(second.page);
    expect(await second.digest()).toBe(digest);
  });

  test('with a file of another content is refused, and the old one goes on', async ({ site }) => {
    const app = await site.visit();
    const digest = await app.digest();
    await installed(app.page);
    const before = await stored(app.page);
    await site.deploy({ corrupt: true });
    site.host.asked.length = 0;
    await app.page.reload();
    await expect.poll(() => site.host.asked, { timeout: 30_000 }).toContain('index.html');
    await expect.poll(() => installing(app.page)).toBe(false);
    await expect(updateNotice(app.page).count()).resolves.toBe(0);
    expect(await stored(app.page)).toEqual(before);
    await goOffline(site);
    await app.page.reload();
    expect(await app.digest()).toBe(digest);
    expect(await version(app.page)).toBe(null);
  });
});

test('a browser finds nothing that keeps the app from being installed', async () => {
  // Not in the private windows that tests open otherwise: nothing can be installed there.
  const profile = await mkdtemp(join(tmpdir(), 'asset-mix-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: inject('browserPath'),
    args: browserArguments(),
  });
  try {
    const page = await context.newPage();
    await page.goto(inject('appUrl'));
    await installed(page);
    const devTools = await context.newCDPSession(page);
    const manifest = await devTools.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(manifest.url).toBe(`${inject('appUrl')}manifest.webmanifest`);
    const { icons, name } = JSON.parse(manifest.data ?? '') as {
      name: string;
      icons: { src: string; sizes: string; type: string }[];
    };
    expect(name).toBe('Asset Mix Lab');
    for (const { src, sizes, type } of icons) {
      const size = await page.evaluate(
        async (url) => {
          const image = new Image();
          image.src = url;
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        },
        inject('appUrl') + src,
      );
      if (type === 'image/png') expect(size, src).toBe(sizes);
    }
    const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test('where service workers are refused, nothing is said', async ({ open }) => {
  const app = await open({
    context: { serviceWorkers: 'allow' },
    before: () => {
      Object.assign(window, { refused: 0 });
      ServiceWorkerContainer.prototype.register = () => {
        (window as unknown as { refused: number }).refused += 1;
        return Promise.reject(new DOMException('refused', 'SecurityError'));
      };
    },
  });
  await app.digest();
  await expect
    .poll(() => app.page.evaluate(() => (window as unknown as { refused: number }).refused), {
      timeout: 30_000,
    })
    .toBe(1);
  await expect(app.notice.count()).resolves.toBe(0);
});

/** Until the service worker of a first visit answers for the page. */
async function installed(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

async function installing(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.installing !== null || registration.waiting !== null;
  });
}

/** The host goes away, not only the browser's idea of a network. */
async function goOffline({ host, context }: Site): Promise<void> {
  await context.setOffline(true);
  await host.close();
}

function updateNotice(page: Page) {
  return page.locator('mix-app .update');
}

/** Which version the document on the screen is of. */
function version(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.querySelector('meta[name="version"]')?.getAttribute('content') ?? null,
  );
}

/** Until the second version is on the screen. */
async function switched(page: Page): Promise<void> {
  await page.locator('meta[name="version"][content="2"]').waitFor({ state: 'attached' });
}

function stored(page: Page): Promise<{ name: string; files: string[] }[]> {
  return page.evaluate(async () =>
    Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        return { name, files: (await cache.keys()).map(({ url }) => url) };
      }),
    ),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
