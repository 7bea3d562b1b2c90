/**
 * The built app in a real browser, watched: an error or warning on the console, an exception, a
 * breach of the content policy or a request to another origin fails the test that saw it.
 */
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { expect, inject, test as base } from 'vitest';
import { browserArguments } from '../tools/find-browser';

export interface OpenOptions {
  /** What follows `#s=` in the address. */
  readonly link?: string;
  readonly context?: BrowserContextOptions;
  /** Runs in the page before any of its own code. */
  readonly before?: () => void;
  /** Pretends that the machine has so many cores. */
  readonly cores?: number;
  /** Complaints that this test provokes on purpose. */
  readonly expected?: RegExp;
}

interface Fixtures {
  browser: Browser;
  open: (options?: OpenOptions) => Promise<App>;
}

export const test = base.extend<Fixtures>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from here
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: inject('browserPath'),
        args: browserArguments(),
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  open: async ({ browser }, use) => {
    const opened: { context: BrowserContext; troubles: string[] }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        // Its downloads would disturb budgets and counts; the tests of it allow it.
        serviceWorkers: 'block',
        ...options.context,
      });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const troubles = watch(page, options.expected);
      opened.push({ context, troubles });
      await page.addInitScript(watchWorkers, options.cores);
      if (options.before !== undefined) await page.addInitScript(options.before);
      const app = new App(page);
      await app.visit(options.link);
      return app;
    });
    const troubles = opened.flatMap((one) => one.troubles);
    await Promise.all(opened.map(({ context }) => context.close()));
    expect(troubles, 'what the page complained about').toEqual([]);
  },
});

/** Collects everything that must not happen. */
function watch(page: Page, expected?: RegExp): string[] {
  const troubles: string[] = [];
  const note = (trouble: string) => {
    if (expected?.test(trouble) !== true) troubles.push(trouble);
  };
  const { origin } = new URL(inject('appUrl'));
  page.on('console', (message) => {
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (['error', 'warning'].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`exception: ${error.message}`));
  page.on('crash', () => note('the page crashed'));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith('data:'))
      note(`request to ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText ?? '';
    // A page that is left gives up what it was loading ahead.
    const givenUp = error === 'net::ERR_ABORTED' && request.url().includes('/assets/');
    if (!givenUp) note(`failed: ${request.url()} ${error}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`status ${response.status()}: ${response.url()}`);
  });
  void page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return troubles;
}

/** Runs in the page: keeps every worker at hand, so that a test can count and kill them. */
export function watchWorkers(cores: number | undefined): void {
  if (cores !== undefined) {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores });
  }
  const alive = new Set<Worker>();
  const Real = window.Worker;
  const count: WatchedWorkers = {
    started: 0,
    alive,
    lastMessage: 0,
    // No event and no message tells of it.
    kill: () => [...alive].forEach((worker) => Real.prototype.terminate.call(worker)),
  };
  Object.assign(window, { workers: count });
  window.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      count.started += 1;
      alive.add(this);
      this.addEventListener('message', () => (count.lastMessage = performance.now()));
    }
    override terminate() {
      super.terminate();
      alive.delete(this);
    }
  };
}

/** The page as a person reads and uses it. */
export class App {
  readonly page: Page;
  readonly panel: Locator;
  readonly editor: Locator;
  readonly figures: Locator;
  readonly finding: Locator;
  readonly notice: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.locator('mix-panel');
    this.editor = page.locator('mix-editor');
    this.figures = this.panel.locator('.figures');
    this.finding = this.panel.locator('.finding');
    this.notice = page.locator('mix-app .notice');
  }

  async visit(link?: string): Promise<void> {
    await this.page.goto(inject('appUrl') + (link === undefined ? '' : `#s=${link}`));
  }

  /** The digest of the complete result, once there is one. */
  async digest(): Promise<string> {
    const code = this.panel.locator('#reproduce .facts code').first();
    const article = this.panel.locator('article');
    await expect
      .poll(
        async () => ({
          busy: await article.getAttribute('aria-busy'),
          stale: ((await article.getAttribute('class')) ?? '').includes('stale'),
          complete: /^[0-9a-f]{64}$/.test((await code.textContent()) ?? ''),
        }),
        { timeout: 30_000, interval: 20 },
      )
      .toEqual({ busy: 'false', stale: false, complete: true });
    return (await code.textContent()) ?? '';
  }

  /** What is fetched once the page is idle has come. */
  async everythingLoaded(): Promise<void> {
    const fetched = () =>
      this.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const wait = { timeout: 30_000, interval: 500 };
    for (const part of ['/table-reader-', '/reproduce-', '/result-files-', '/data-sets-']) {
      await expect.poll(async () => (await fetched()).join(' '), wait).toContain(part);
    }
    let seen = -1;
    await expect.poll(async () => seen === (seen = (await fetched()).length), wait).toBe(true);
  }

  /** What stands after `#s=`. */
  link(): string {
    return new URL(this.page.url()).hash.replace('#s=', '');
  }

  /** The link, decoded. */
  draft(): LinkedScenario {
    const [, , payload] = this.link().split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as LinkedScenario;
  }

  async openRoom(menu: string): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('button', { name: menu, exact: true })
      .click();
    await this.digest();
  }

  weight(asset: string): Locator {
    return this.editor.getByRole('textbox', { name: `Weight of ${asset}`, exact: true });
  }

  slider(asset: string): Locator {
    return this.editor.getByRole('slider', { name: `Weight of ${asset}, slider`, exact: true });
  }

  /** Every weight on the screen, in percent. */
  async weights(): Promise<number[]> {
    const inputs = await this.editor.locator('input.weight').all();
    return Promise.all(inputs.map(async (input) => parseFloat(await input.inputValue())));
  }

  /** Weights on the screen sum to 100 %, and so does the line that says it. */
  async expectWhole(): Promise<void> {
    const weights = await this.weights();
    // Each is shown rounded to 0.1 %.
    expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 100)).toBeLessThan(0.5);
    expect(plain(await this.editor.locator('.total b').textContent())).toBe('100.0 %');
    const mix = await this.page.evaluate(
      () =>
        (document.querySelector('mix-app') as unknown as PageState).store.state.scenario.mix
          .weights,
    );
    expect(mix.reduce((sum, weight) => sum + weight, 0)).toBe(10_000);
  }

  async type(field: Locator, value: string): Promise<void> {
    await field.fill(value);
    await field.press('Enter');
    await field.blur();
  }

  /** Workers that the page has started, and how many it has not ended. */
  workers(): Promise<{ started: number; alive: number }> {
    return this.page.evaluate(() => {
      const { workers } = window as unknown as { workers: WatchedWorkers };
      return { started: workers.started, alive: workers.alive.size };
    });
  }

  status(): Promise<EngineState> {
    return this.page.evaluate(() =>
      (document.querySelector('mix-app') as unknown as PageState).engine.status(),
    );
  }

  async expectText(locator: Locator, ...parts: string[]): Promise<void> {
    for (const part of parts) {
      await expect.poll(() => this.text(locator)).toContain(part);
    }
  }

  /** Every word inside, also in the elements of the page, which keep theirs to themselves. */
  async text(locator: Locator): Promise<string> {
    const texts = await locator.first().evaluate((start) => {
      const found: string[] = [];
      const collect = (node: Node) => {
        if (node instanceof Text) found.push(node.data);
        if (node instanceof HTMLStyleElement) return;
        if (node instanceof Element && node.shadowRoot) node.shadowRoot.childNodes.forEach(collect);
        node.childNodes.forEach(collect);
      };
      collect(start);
      return found;
    });
    return plain(texts.join(''));
  }
}

/** Text with plain single spaces, for comparison. */
/** The entries of the menu, in their order. */
export const rooms = ['The mix', 'Together', 'Over time', 'Loss', 'Conventions', 'Growth'] as const;

export function plain(text: string | null): string {
  return (text ?? '').replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/** What `watchWorkers` leaves in the page. */
export interface WatchedWorkers {
  started: number;
  readonly alive: Set<Worker>;
  /** When a worker last said something. */
  lastMessage: number;
  /** Ends every worker behind the page's back. */
  kill(): void;
}

interface LinkedMix {
  readonly assets: readonly string[];
  readonly weights: readonly number[];
}

interface LinkedScenario {
  readonly data: {
    readonly sources: readonly { readonly id: string; readonly fingerprint?: string }[];
    readonly range?: { readonly from: string | null; readonly to: string | null };
    readonly steps?: readonly object[];
  };
  readonly mix?: LinkedMix;
  readonly compare?: LinkedMix;
  readonly analysis?: string;
  readonly parameters?: Readonly<Record<string, number | string>>;
  readonly seed?: number;
}

interface EngineState {
  readonly mode: string;
  readonly reason?: string;
  readonly workers: number;
  readonly memoryBytes: readonly number[];
}

interface PageState {
  readonly store: {
    readonly state: { readonly scenario: { readonly mix: { weights: number[] } } };
  };
  readonly engine: { status(): EngineState };
}
