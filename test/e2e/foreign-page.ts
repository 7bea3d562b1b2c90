/**
 * A page of somebody else with a frame in it: from another origin, strict, and watched. An error
 * on the console, an exception, a breach of a content policy, or a request once the frame is there
 * fails the test that saw it.
 */
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { serveForeignPage, strictPolicy } from '../tools/foreign-host';
import { test as base } from './watched-app';

export interface HostOptions {
  /** What follows `embed.html`, such as `?ui=lab#s=…`. */
  readonly address?: string;
  /** The attribute; `null` for none. */
  readonly sandbox?: string | null;
  /** Loads `embed.js`, which then finds the frame. */
  readonly script?: boolean;
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
      const { address = '', sandbox = 'allow-scripts', script = false, above } = options;
      const url = `${app}embed.html${address}`;
      const server = await serveForeignPage({
        url,
        sandbox,
        script: script ? `${app}embed.js` : undefined,
        ...(above !== undefined && { above }),
        headers: { 'content-security-policy': strictPolicy(url, app) },
      });
      const context = await browser.newContext({ serviceWorkers: 'block', ...options.context });
      context.setDefaultTimeout(30_000);
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
    .poll(async () => code.textContent().catch(() => ''), { timeout: 30_000 })
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
