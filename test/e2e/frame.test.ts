/** The built frame in pages of other origins, from disk, and where half of a browser is missing. */
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { encodeDraft } from '../../src/analyses/link';
import { expectedCase, type Case } from './expected';
import { digestOf, test, watch, type ForeignPage } from './foreign-page';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const monthly = 'us-asset-classes-monthly';
const long = 'us-stocks-bonds-cpi-monthly-1871';

let simulated: Case;
let usual: Case;
let folder = '';

beforeAll(async () => {
  simulated = await expectedCase(monthly, {
    analysis: 'value-at-risk',
    parameters: { method: 'simulated', scenarios: 300_000 },
    seed: 12,
  });
  usual = await expectedCase(monthly);
  folder = await mkdtemp(join(tmpdir(), 'asset-mix-frame-'));
  await copyFile(join(dist, 'embed.html'), join(folder, 'embed.html'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileUrl = (rest = '') => pathToFileURL(join(folder, 'embed.html')).href + rest;

describe('the files', () => {
  test('the frame and its script keep to their budgets', async () => {
    const frame = await readFile(join(dist, 'embed.html'));
    expect(gzipSync(frame, { level: 9 }).length).toBeLessThanOrEqual(250_000);
    expect((await stat(join(dist, 'embed.js'))).size).toBeLessThanOrEqual(3_000);
  });

  test('the frame is of classic scripts, and its policy comes first', async () => {
    const html = await readFile(join(dist, 'embed.html'), 'utf8');
    expect(html).toMatch(/<head>\s*<meta http-equiv="Content-Security-Policy"/);
    // A browser looks no further for the encoding.
    expect(html.slice(0, 1_024)).toContain('charset="utf-8"');
    expect(html).not.toMatch(/<script[^>]*(?:src=|type="module")|\bimport\.meta\b/);
  });
});

describe('the same bits as in Node', () => {
  const address = () => `#s=${simulated.link}`;

  test('in a sandbox, on another origin, with a strict page around it', async ({ host }) => {
    const { digest, asked, frame } = await host({ address: address() });
    expect(await digest()).toBe(simulated.digest);
    expect(await frame.evaluate(() => self.origin)).toBe('null');
    // The page and the frame, and nothing after them.
    expect(asked).toHaveLength(2);
  });

  test('without a sandbox', async ({ host }) => {
    const { digest, asked } = await host({ address: address(), sandbox: null });
    expect(await digest()).toBe(simulated.digest);
    expect(asked).toHaveLength(2);
  });

  test('opened for itself, from a sub-path and from disk', async ({ browser }) => {
    for (const url of [`${inject('appUrl')}embed.html`, fileUrl()]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const troubles: string[] = [];
      const asked: string[] = [];
      watch(page, troubles, asked);
      await page.goto(url + address());
      expect(await digestOf(page)).toBe(simulated.digest);
      expect(troubles).toEqual([]);
      expect(asked).toHaveLength(1);
      await context.close();
    }
  });

  test('of the usual scenario, and of stocks and bonds since 1871', async ({ host }) => {
    expect(await (await host()).digest()).toBe(usual.digest);
    const since1871 = await expectedCase(long, { analysis: 'wealth-paths' });
    const { digest, frame } = await host({ address: `#s=${since1871.link}` });
    // It would take longer than a second, and waits for a click where that is so.
    const run = frame.getByRole('button', { name: /^Run / });
    await run.click({ timeout: 5_000 }).catch(() => {});
    expect(await digest()).toBe(since1871.digest);
  });

  test('in every room', async ({ host }) => {
    for (const analysis of ['correlation', 'rolling-statistics', 'conventions']) {
      const one = await expectedCase(monthly, { analysis });
      expect(await (await host({ address: `#s=${one.link}` })).digest()).toBe(one.digest);
    }
  });
});

describe('manners', () => {
  test('one worker, from the first run until five seconds after the last', async ({ host }) => {
    const { digest, frame } = await host({
      address: `#s=${simulated.link}`,
      before: countWorkers,
    });
    expect(await digest()).toBe(simulated.digest);
    const alive = () => frame.evaluate(() => (window as unknown as Counted).workers);
    expect(await alive()).toEqual({ started: 1, ended: 0 });
    await expect.poll(alive, { timeout: 12_000 }).toEqual({ started: 1, ended: 1 });
  });

  test('nothing is computed until it is seen', async ({ host }) => {
    const far = '<p>x</p>'.repeat(300);
    const { digest, frame, page } = await host({
      address: `#s=${simulated.link}`,
      above: far,
      before: countWorkers,
    });
    await expect.poll(() => frame.locator('.loading').innerText()).toContain('Loading');
    await page.waitForTimeout(1_000);
    expect(await frame.evaluate(() => (window as unknown as Counted).workers.started)).toBe(0);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    expect(await digest()).toBe(simulated.digest);
  });

  test('it takes no focus, keeps no history, stores nothing', async ({ host }) => {
    const { digest, frame, page } = await host({
      address: `?theme=dark&locale=de#s=${simulated.link}`,
      sandbox: null,
    });
    await digest();
    const before = await page.evaluate(() => history.length);
    const href = await frame.evaluate(() => location.href);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark');
    await frame.locator('mix-editor .range').first().press('End');
    const undo = frame.getByRole('button', { name: 'Undo' });
    await expect.poll(() => undo.isEnabled()).toBe(true);
    await undo.click();
    expect(await digest()).toBe(simulated.digest);
    expect(await page.evaluate(() => history.length)).toBe(before);
    expect(await frame.evaluate(() => location.href)).toBe(href);
    expect(await frame.evaluate(() => localStorage.length)).toBe(0);
  });

  test('a question is answered without a form', async ({ host }) => {
    const address = '?ui=result&ask=How%20many%3F&answer=3';
    const { frame, page } = await host({ address, script: true });
    await connect(page);
    await frame.getByLabel('How many?').fill('3');
    await frame.getByLabel('How many?').press('Enter');
    await expect.poll(() => frame.locator('#verdict').innerText()).toContain('Right');
    await expect.poll(async () => (await heard(page, 'check')).length).toBe(1);
  });

  test('a link is copied, or shown where that is not allowed', async ({ host }) => {
    const { digest, frame } = await host({
      address: `?lock=mix#s=${simulated.link}`,
      expected: /Clipboard API has been blocked/,
    });
    await digest();
    await frame.getByRole('button', { name: 'Copy link' }).click();
    const message = frame.locator('mix-room .message');
    await expect.poll(() => message.innerText()).toContain(`?lock=mix#s=${simulated.link}`);
  });
});

describe('with the script of the page around it', () => {
  test('it is as high as what it shows', async ({ host }) => {
    const { digest, frame, page } = await host({ address: `#s=${simulated.link}`, script: true });
    await digest();
    const heights = async () => ({
      given: await page.locator('iframe').evaluate((one) => one.clientHeight),
      needed: await frame.evaluate(() =>
        Math.ceil(document.documentElement.getBoundingClientRect().height),
      ),
    });
    const fits = async () => {
      const { given, needed } = await heights();
      return given === needed && needed;
    };
    await expect.poll(fits).toBeGreaterThan(700);
    const { given } = await heights();
    await frame.locator('#how summary').click();
    await expect.poll(fits).toBeGreaterThan(given + 200);
    await frame.locator('#how summary').click();
    await expect.poll(fits).toBe(given);
    await page.waitForTimeout(500);
    expect((await heights()).given).toBe(given);
  });

  test('it is asked, told and run', async ({ host }) => {
    const { digest, page, frame } = await host({ address: `#s=${usual.link}`, script: true });
    await digest();
    await connect(page);
    const state = () => page.evaluate(() => (window as unknown as Held).frame.getState());
    expect(await state()).toMatchObject({ link: usual.link });

    const told = await page.evaluate(
      (link) => (window as unknown as Held).frame.setState(link),
      simulated.link,
    );
    expect(told).toMatchObject({ link: simulated.link });
    const result = await page.evaluate(async () => {
      const { digest: bits, result: numbers } = await (window as unknown as Held).frame.run();
      return { digest: bits, keys: Object.keys(numbers) };
    });
    expect(result.digest).toBe(simulated.digest);
    expect(result.keys).toContain('simulated');
    // What the page around it does is nothing that a person did.
    expect(await heard(page, 'change', 'input')).toEqual([]);

    await frame.locator('mix-editor .range').first().press('End');
    await expect.poll(async () => (await heard(page, 'change')).length).toBe(1);
    const problem = await page.evaluate(() =>
      (window as unknown as Held).frame.setState('1.j.e30').catch((error: Error) => error.message),
    );
    expect(problem).toContain('data');
    expect(await page.evaluate(() => (window as unknown as Held).frame.close())).toBeUndefined();
  });

  test('a long run waits for a click or for a call, and is cancelled', async ({ host }) => {
    const huge = encodeDraft({
      data: { sources: [{ id: monthly }] },
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 100_000_000, horizon: 12 },
    });
    const { digest, page, frame } = await host({ address: `#s=${usual.link}`, script: true });
    await digest();
    await connect(page);
    // A person was here before: that is no leave for what the page sets later.
    await frame.locator('mix-editor .range').first().press('End');
    await page.evaluate((link) => (window as unknown as Held).frame.setState(link), huge);
    await expect
      .poll(() => frame.locator('mix-panel #run').innerText())
      .toMatch(/Run 100,000,000 scenarios/);
    const aborted = await page.evaluate(async () => {
      const abort = new AbortController();
      const run = (window as unknown as Held).frame.run({ signal: abort.signal });
      setTimeout(() => abort.abort(new Error('enough')), 500);
      return run.then(
        () => 'done',
        (error: Error) => error.message,
      );
    });
    expect(aborted).toBe('enough');
    expect((await heard(page, 'progress')).length).toBeGreaterThan(0);
  });

  test('it is found again after it was loaded anew', async ({ host }) => {
    const { digest, page, frame } = await host({ address: `#s=${usual.link}`, script: true });
    await digest();
    await connect(page);
    await frame.goto(frame.url());
    await digest();
    await expect
      .poll(() => page.evaluate(() => (window as unknown as Held).frame.getState()))
      .toMatchObject({ link: usual.link });
  });
});

describe('hostile neighbours', () => {
  test('an address that cannot be read is told, and the usual scenario is shown', async ({
    host,
  }) => {
    const told = async (frame: ForeignPage['frame']) => {
      await expect.poll(() => frame.locator('[role=alert]').count()).toBe(1);
      expect(await frame.locator('[role=alert]').innerText()).toContain('this is the usual one');
    };
    const data = { sources: [{ id: monthly }] };
    const mix = { assets: ['x'], weights: [1] };
    for (const draft of [
      { data, mix },
      { data, analysis: 'no-such-room' },
    ]) {
      const { frame, digest } = await host({ address: `#s=${encodeDraft(draft)}` });
      expect(await digest()).toBe(usual.digest);
      await told(frame);
    }
    const { frame, digest } = await host({ address: '#<img src=x onerror=alert(1)>' });
    await told(frame);
    for (const hash of ['#s=1.j.garbage', '#s=9.z.e30']) {
      await frame.evaluate((link) => (location.hash = link), `#s=${simulated.link}`);
      await expect.poll(() => frame.locator('[role=alert]').count()).toBe(0);
      await expect.poll(digest, { timeout: 30_000 }).toBe(simulated.digest);
      await frame.evaluate((bad) => (location.hash = bad), hash);
      await told(frame);
      await expect.poll(digest, { timeout: 30_000 }).toBe(usual.digest);
    }
    const query = '?ui=%3Cb%3E&lock=__proto__,mix&range=horizon:9:1&seed=1e99&constructor=1';
    const other = await host({ address: query });
    expect(await other.digest()).toBe(usual.digest);
    expect(await other.frame.locator('[role=alert]').count()).toBeGreaterThan(3);
  });

  test('a dataset that is not inside is named', async ({ host }) => {
    const { link } = await expectedCase('daily-markets');
    const { frame } = await host({ address: `#s=${link}` });
    const alert = frame.locator('[role=alert]').first();
    await expect.poll(() => alert.innerText()).toContain('“daily-markets”');
    expect(await frame.locator('a').count()).toBe(0);
  });

  test('messages of all kinds start nothing, break nothing and are not trusted', async ({
    host,
  }) => {
    const { digest, page, frame } = await host({
      address: `#s=${usual.link}`,
      before: countWorkers,
    });
    await digest();
    const huge = encodeDraft({
      data: { sources: [{ id: monthly }] },
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios: 100_000_000 },
    });
    const said = await page.evaluate(async (link) => {
      const target = document.querySelector('iframe')?.contentWindow;
      const answers: unknown[] = [];
      const send = (message: unknown, ports: MessagePort[] = []) =>
        target?.postMessage(message, '*', ports);
      const of = (type: string, body: object = {}) => ({
        ...body,
        type: `asset-mix/${type}`,
        version: 1,
      });
      // Not over the window.
      for (const type of ['set-state', 'run', 'cancel', 'get-state'])
        send(of(type, { link, id: 1 }));
      send(of('init'));
      send({ ...of('init'), version: 2 }, [new MessageChannel().port2]);
      // Another window than the one around the frame.
      const other = document.createElement('iframe');
      document.body.append(other);
      const { port1, port2 } = new MessageChannel();
      send(of('init'), [port2]);
      const later = new MessageChannel();
      send(of('init'), [later.port2]);
      later.port1.onmessage = ({ data }) => answers.push(['second port', data]);
      port1.onmessage = ({ data }) => answers.push((data as { type: string }).type);
      for (const message of [
        null,
        7,
        'asset-mix/run',
        [],
        new Map(),
        of('nothing'),
        of('constructor'),
        { ...of('run'), version: 99 },
        { ...of('run'), version: '1' },
        of('set-state', { link: `1.j.${'A'.repeat(1_000)}` }),
        of('set-state', { link: { toString: 1 } }),
        of('get-state', { id: 'x' }),
        JSON.parse('{"type":"asset-mix/set-state","version":1,"__proto__":{"polluted":1}}'),
        of('set-state', { link, id: 5 }),
      ]) {
        port1.postMessage(message);
      }
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      return answers;
    }, huge);
    const errors = said.filter((one) => one === 'asset-mix/error');
    // One for all unknown versions, four for bodies.
    expect(errors).toHaveLength(5);
    expect(said.flat()).not.toContain('second port');
    expect(said).not.toContain('asset-mix/change');
    // It is shown, as a preview, and waits.
    await expect
      .poll(() => frame.locator('mix-panel #run').innerText())
      .toMatch(/Run 100,000,000 scenarios/);
    expect(await frame.evaluate(() => 'polluted' in {})).toBe(false);
  });

  test('a port is taken from the window around it alone', async ({ host }) => {
    const { digest, frame } = await host({ address: `#s=${usual.link}` });
    await digest();
    const answered = await frame.evaluate(async () => {
      const { port1, port2 } = new MessageChannel();
      let heardAny = false;
      port1.onmessage = () => (heardAny = true);
      // From itself.
      window.postMessage({ type: 'asset-mix/init', version: 1 }, '*', [port2]);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return heardAny;
    });
    expect(answered).toBe(false);
  });
});

describe('never blank', () => {
  const shows = async ({ digest }: ForeignPage) => expect(await digest()).toBe(simulated.digest);

  test('without workers it computes by itself', async ({ host }) => {
    const address = `#s=${simulated.link}`;
    await shows(await host({ address, before: () => Reflect.deleteProperty(window, 'Worker') }));
    await shows(
      await host({
        address,
        before: () => {
          window.Worker = class {
            constructor() {
              throw new DOMException('no', 'SecurityError');
            }
          } as unknown as typeof Worker;
        },
      }),
    );
  });

  test('without WebAssembly it says so', async ({ host }) => {
    const { frame } = await host({
      before: () => Reflect.deleteProperty(window, 'WebAssembly'),
    });
    const alert = frame.locator('[role=alert]').first();
    await expect.poll(() => alert.innerText()).toContain('WebAssembly is missing');
  });

  test('without an observer of what is seen it begins at once', async ({ host }) => {
    const before = () => Reflect.deleteProperty(window, 'IntersectionObserver');
    await shows(await host({ address: `#s=${simulated.link}`, before }));
  });

  test('without scripts it says what it needs', async ({ host }) => {
    const { frame } = await host({ sandbox: '', expected: /Blocked script execution/ });
    await expect.poll(() => frame.locator('body').innerText()).toContain('JavaScript');
  });

  test('where its script breaks, something stands there', async ({ host }) => {
    const { frame } = await host({
      before: () => Reflect.deleteProperty(window, 'customElements'),
      expected: /exception|customElements/,
    });
    await expect.poll(() => frame.locator('body').innerText()).toContain('Asset Mix Lab');
  });
});

interface Counted {
  readonly workers: { started: number; ended: number };
}

interface Held {
  readonly frame: {
    getState(): Promise<object>;
    setState(link: string): Promise<object | string>;
    run(options?: { signal: AbortSignal }): Promise<{ digest: string; result: object }>;
    on(type: string, listener: (body: object) => void): () => void;
    close(): void;
  };
  readonly heard: { readonly type: string }[];
}

/** Runs in the frame. */
function countWorkers(): void {
  const workers = { started: 0, ended: 0 };
  const Real = window.Worker;
  Object.assign(window, { workers });
  window.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.started += 1;
    }
    override terminate() {
      super.terminate();
      workers.ended += 1;
    }
  };
}

async function connect(page: ForeignPage['page']): Promise<void> {
  await page.evaluate(async () => {
    const { AssetMix } = window as unknown as {
      AssetMix: { connect(iframe: Element | null): Promise<Held['frame']> };
    };
    const frame = await AssetMix.connect(document.querySelector('iframe'));
    const all: object[] = [];
    for (const type of ['input', 'change', 'progress', 'result', 'check', 'error']) {
      frame.on(type, (body) => all.push(body));
    }
    Object.assign(window, { frame, heard: all });
  });
}

function heard(page: ForeignPage['page'], ...types: string[]): Promise<unknown[]> {
  return page.evaluate(
    (wanted) =>
      (window as unknown as Held).heard
        .map(({ type }) => type)
        .filter((type) => wanted.includes(type)),
    types.map((type) => `asset-mix/${type}`),
  );
}
