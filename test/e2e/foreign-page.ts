/**
 * A page of somebody else with a frame in it: from another origin, strict, and watched. An error
 * on the console, an exception, a breach of a content policy, or a request once the frame is there
 * fails the test that saw it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { test as base } from './watched-app';

export interface HostOptions {
  /** What follows `embed.html`, such as `?ui=lab#s=…`. */
  readonly address?: string;
  /** The attribute; `null` for none. */
  readonly sandbox?: string | null;
  /** Loads `embed.js`, which then finds the frame. */
  readonly script?: boolean;
  /** Where the frame is from; by default the built app on another port. */
  readonly url?: string;
  /** What stands above the frame. */
  readonly above?: string;
  /** Runs in every frame before any of its own code. */
  readonly before?: () => void;
  /** Complaints that this test provokes on purpose. */
  readonly expected?: RegExp;
  readonly context?: Parameters<Browser['newContext']>[0];
}

export interface ForeignPage {
  readonly page: Page;
  readonly frame: Frame;
  /** Every address that was asked for. */
  readonly asked: string[];
  /** The digest of the complete result in the frame. */
  digest(): Promise<string>;
}

interface Fixtures {
  readonly host: (options?: HostOptions) => Promise<ForeignPage>;
}

export const test = base.extend<Fixtures>({
  host: async ({ browser }, use) => {
    const opened: { context: BrowserContext; troubles: string[]; close: () => unknown }[] = [];
    await use(async (options = {}) => {
      const app = inject('appUrl');
      const url = options.url ?? `${app}embed.html`;
      const server = await serve(pageOf(url, app, options), policyOf(url, app));
      const context = await browser.newContext({ serviceWorkers: 'block', ...options.context });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const troubles: string[] = [];
      const asked: string[] = [];
      watch(page, troubles, asked, options.expected);
      opened.push({ context, troubles, close: server.close });
      if (options.before !== undefined) await page.addInitScript(options.before);
      await page.goto(server.url);
      const element = await page.waitForSelector('iframe');
      const frame = await element.contentFrame();
      if (frame === null) throw new Error('There is no frame.');
      return { page, frame, asked, digest: () => digestOf(frame) };
    });
    await Promise.all(opened.map(async ({ context, close }) => (await context.close(), close())));
    const troubles = opened.flatMap((one) => one.troubles);
    expect(troubles, 'what the page complained about').toEqual([]);
  },
});

/** The digest of the complete result in a frame or a page. */
export async function digestOf(frame: Frame | Page): Promise<string> {
  const code = frame.locator('mix-panel #reproduce .facts code').first();
  await expect
    .poll(async () => code.textContent().catch(() => ''), { timeout: 20_000 })
    .toMatch(/^[0-9a-f]{64}$/);
  return (await code.textContent()) ?? '';
}

/** What has gone wrong is in `troubles`, what was asked for in `asked`. */
export function watch(page: Page, troubles: string[], asked: string[], expected?: RegExp): void {
  const note = (trouble: string) => {
    if (expected?.test(trouble) !== true) troubles.push(trouble);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`exception: ${error.message}`));
  page.on('crash', () => note('the page crashed'));
  page.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url())) asked.push(request.url());
  });
  void page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    );
  });
}

function pageOf(url: string, app: string, options: HostOptions): string {
  const { address = '', sandbox = 'allow-scripts', script = false, above = '' } = options;
  const attributes = [
    `src="${(url + address).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
    sandbox === null ? '' : `sandbox="${sandbox}"`,
    script ? 'data-asset-mix' : '',
    'width="900" height="400" title="Asset Mix Lab"',
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title>
    ${script ? `<script src="${app}embed.js"></script>` : ''}</head>
    <body><h1>Elsewhere</h1>${above}<iframe ${attributes.join(' ')}></iframe></body></html>`;
}

/** Nothing but the frame and its script. */
function policyOf(url: string, app: string): string {
  const origins = [new URL(url).origin, new URL(app).origin].filter((one) => one !== 'null');
  return [
    "default-src 'none'",
    `frame-src ${[...new Set(origins)].join(' ')}`,
    `script-src ${new URL(app).origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

async function serve(html: string, policy: string) {
  const server = createServer((request, response) => {
    const found = request.url === '/';
    response
      .writeHead(found ? 200 : 204, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
      })
      .end(found ? html : undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
