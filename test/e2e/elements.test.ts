/** The built elements, as the developer of another page has them: from another origin. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { MixElement } from '../../src/embed/elements';
import { serveDist, type StaticHost } from '../tools/serve-dist';
import { expectedCase } from './expected';
import { test, watchWorkers, type WatchedWorkers } from './watched-app';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const id = 'us-asset-classes-monthly';
const mix = { assets: ['us_stocks', 'us_treasury_10y'], weights: [6_000, 4_000] };

let folder = '';
/** Where the module is, and where the page is. */
let module: StaticHost;
let host: StaticHost;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asset-mix-elements-'));
  module = await serveDist(dist, '/else/where/', true, { 'access-control-allow-origin': '*' });
  host = await serveDist(folder, '/');
});
afterAll(async () => {
  await Promise.all([module.close(), host.close()]);
  await rm(folder, { recursive: true });
});

/** Nothing is allowed but what the elements need. */
function strictPage(body: string): string {
  const { origin } = new URL(module.url);
  const policy = [
    "default-src 'none'",
    `script-src ${origin} 'wasm-unsafe-eval'`,
    `connect-src ${origin}`,
    'worker-src blob:',
    'img-src data: blob:',
    "require-trusted-types-for 'script'",
    'trusted-types lit-html asset-mix',
  ].join('; ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="icon" href="data:," /><title>Elsewhere</title>
    <script type="module" src="${module.url}elements.js"></script></head>
    <body>${body}</body></html>`;
}

async function open(browser: Browser, html: string): Promise<{ page: Page; troubles: string[] }> {
  await writeFile(join(folder, 'page.html'), html);
  module.asked.length = 0;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30_000);
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    );
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of 'ready input change progress result error check'.split(' ')) {
      addEventListener(`mix-${name}`, ({ type }) => heard.push(type));
    }
  });
  await page.addInitScript(watchWorkers, 2);
  await page.goto(`${host.url}page.html`);
  return { page, troubles };
}

/** The digest of every element of the page, by its own method. */
const digests = (page: Page) =>
  page.evaluate(async () => {
    const all = [...document.querySelectorAll<MixElement>('mix-analysis, mix-lab')];
    await customElements.whenDefined('mix-lab');
    return Promise.all(all.map(async (one) => (await one.run()).digest));
  });

const workers = (page: Page) =>
  page.evaluate(() => {
    const { alive } = (window as unknown as { workers: WatchedWorkers }).workers;
    return alive.size;
  });

const simulated = `<mix-analysis analysis="value-at-risk" dataset="${id}"
  mix="us_stocks:60 us_treasury_10y:40" method="simulated" scenarios="1000000" seed="5"
></mix-analysis>`;

describe('in a page of another origin with a strict content policy', () => {
  test('the elements have the digests of Node, on shared workers, and touch nothing else', async ({
    browser,
  }) => {
    const parameters = { method: 'simulated', scenarios: 1_000_000 };
    const expected = await Promise.all([
      expectedCase(id, { analysis: 'value-at-risk', mix, parameters, seed: 5 }),
      expectedCase(id, { analysis: 'value-at-risk', mix, parameters, seed: 6 }),
      expectedCase(id),
    ]);
    const body = `${simulated}${simulated.replace('"5"', '"6"')}<mix-lab></mix-lab>`;
    const { page, troubles } = await open(browser, strictPage(body));
    expect(await digests(page)).toEqual(expected.map(({ digest }) => digest));
    expect(await workers(page)).toBeLessThanOrEqual(2);
    expect([...new Set(module.asked)].toSorted()).toEqual([
      'data/datasets.json',
      `data/${id}.csv`,
      'elements.js',
    ]);
    expect(module.asked).toHaveLength(3);
    const touched = await page.evaluate(() => ({
      sheets: document.adoptedStyleSheets.length,
      head: document.head.children.length,
      stored: localStorage.length,
      root: document.documentElement.getAttributeNames(),
      // No element takes the focus by itself.
      focus: document.activeElement === document.body,
      heard: [...new Set((window as unknown as { heard: string[] }).heard)].toSorted(),
    }));
    expect(touched).toEqual({
      sheets: 0,
      head: 5,
      stored: 0,
      root: ['lang'],
      focus: true,
      heard: ['mix-progress', 'mix-ready', 'mix-result'],
    });
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('methods serve, and an element that is taken away comes back as it was', async ({
    browser,
  }) => {
    const { page, troubles } = await open(browser, strictPage(simulated));
    const [digest] = await digests(page);
    const seen = await page.evaluate(async () => {
      const element = document.querySelector('mix-analysis');
      const state = element?.getState();
      if (element === null || state === undefined) throw new Error('nothing is shown');
      element.setAttribute('seed', '8');
      const other = (await element.run()).digest;
      await element.setState(state);
      const again = (await element.run()).digest;
      const csv = await element.exportData('csv');
      const { type } = await element.toImage();
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 500));
      const left = (window as unknown as { workers: WatchedWorkers }).workers.alive.size;
      document.body.append(element);
      const back = (await element.run()).digest;
      return { other, again, back, csv, type, left, same: element.getState() === state };
    });
    expect(seen).toMatchObject({ again: digest, back: digest, left: 0, same: true });
    expect(seen.other).not.toBe(digest);
    expect(seen.csv).toContain(digest);
    expect(seen.type).toBe('image/png');
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('what the manifest says is so, and can be styled', async ({ browser }) => {
    const manifest = JSON.parse(await readFile(join(dist, 'custom-elements.json'), 'utf8')) as {
      schemaVersion: string;
      modules: { declarations: Declared[] }[];
    };
    expect(manifest.schemaVersion).toBe('1.0.0');
    const [{ declarations }] = manifest.modules;
    expect(declarations.map(({ tagName }) => tagName)).toEqual(['mix-analysis', 'mix-lab']);
    const body = `<mix-analysis dataset="${id}"></mix-analysis><mix-lab></mix-lab>`;
    const { page, troubles } = await open(browser, strictPage(body));
    await digests(page);
    for (const declared of declarations) {
      const seen = await page.evaluate(async ({ tagName, cssParts, cssProperties, members }) => {
        const element = document.querySelector<MixElement>(tagName);
        const shadow = element?.shadowRoot ?? null;
        if (element === null || shadow === null) throw new Error(`no ${tagName}`);
        element.check = { question: 'How many?', answer: 1, tolerance: 0, unit: '' };
        await element.run();
        const sheet = new CSSStyleSheet();
        const values = cssProperties.map(({ name }) => `${name}: rgb(9, 8, 7);`).join('');
        const rules = cssParts.map(
          ({ name }) => `${tagName}::part(${name}) { --seen: ${name}; color: rgb(1, 2, 3); }`,
        );
        for (const rule of [`${tagName} { ${values} }`, ...rules]) sheet.insertRule(rule);
        document.adoptedStyleSheets = [sheet];
        const parts = new Set<string>();
        const walk = (at: ParentNode) => {
          for (const one of at.querySelectorAll('*')) {
            const part = one.getAttribute('part');
            const style = getComputedStyle(one);
            if (part !== null && style.getPropertyValue('--seen') === part) parts.add(part);
            if (one.shadowRoot) walk(one.shadowRoot);
          }
        };
        walk(shadow);
        const own = getComputedStyle(element);
        const unused = cssProperties.filter(
          ({ name }) => own.getPropertyValue(name.replace('--mix-', '--')) !== 'rgb(9, 8, 7)',
        );
        document.adoptedStyleSheets = [];
        const { observedAttributes } = element.constructor as unknown as {
          observedAttributes: string[];
        };
        return {
          attributes: observedAttributes.toSorted(),
          parts: [...parts].toSorted(),
          lacking: members.filter(({ name }) => !(name in element)),
          unused,
        };
      }, declared);
      const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).toSorted();
      expect(seen).toEqual({
        attributes: names(declared.attributes),
        parts: names(declared.cssParts),
        lacking: [],
        unused: [],
      });
      expect(names(declared.events)).toEqual(
        'change check error input progress ready result'.split(' ').map((one) => `mix-${one}`),
      );
    }
    expect(troubles).toEqual([]);
    await page.close();
  });
});

test('the example works from wherever its module comes', async ({ browser }) => {
  const example = await readFile(join(dist, 'examples/elements.html'), 'utf8');
  expect(example).toContain('src="../elements.js"');
  const html = example
    .replace('../elements.js', `${module.url}elements.js`)
    .replace('<title>', '<link rel="icon" href="data:," /><title>');
  const { page, troubles } = await open(browser, html);
  const { digest } = await expectedCase(id, {
    analysis: 'value-at-risk',
    mix,
    parameters: { horizon: 12 },
  });
  await page.getByText(`digest ${digest.slice(0, 8)}`).waitFor();
  await page.locator('mix-lab').scrollIntoViewIfNeeded();
  await page.locator('mix-lab mix-room nav').waitFor();
  await page.locator('mix-analysis mix-check input').fill('12');
  await page.locator('mix-analysis mix-check').getByRole('button', { name: 'Check' }).click();
  await page.getByText('Right.', { exact: true }).waitFor();
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard).toContain('mix-check');
  expect(troubles).toEqual([]);
  await page.close();
});

test('the types serve a strict program', async () => {
  const consumer = `
    import { MixAnalysis, type MixElement, type MixScenario } from './elements.js';
    export async function use(): Promise<string> {
      const element: MixElement = document.querySelector('mix-analysis') ?? new MixAnalysis();
      const scenario: MixScenario = { analysis: 'value-at-risk', parameters: { horizon: 12 } };
      element.scenario = scenario;
      element.presets = [{ label: 'A year', link: '' }];
      element.addEventListener('mix-change', ({ detail }) => detail.link.length);
      // @ts-expect-error there is no such format
      void element.exportData('xls');
      // @ts-expect-error a number has to be told
      element.check = { question: 'How many?' };
      const { digest } = await element.run({ signal: new AbortController().signal });
      return digest + (await document.createElement('mix-lab').exportData('csv'));
    }
  `;
  await copyFile(join(dist, 'elements.d.ts'), join(folder, 'elements.d.ts'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'consumer.ts'), consumer);
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const project = join(folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [compiler, '-p', project]);
  await expect(run.catch((error: { stdout: string }) => error)).resolves.toMatchObject({
    stdout: '',
  });
});

test('the module needs no other, and no page of this program', async () => {
  const text = await readFile(join(dist, 'elements.js'), 'utf8');
  expect(text).not.toMatch(/\bimport\s*[({"'*]|\bfrom\s*["'][./\w]/);
  expect(text).not.toContain('process.env');
  expect(gzipSync(text).length).toBeLessThan(375_000);
});

interface Named {
  readonly name: string;
}

interface Declared {
  readonly tagName: string;
  readonly attributes: readonly Named[];
  readonly members: readonly Named[];
  readonly events: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssParts: readonly Named[];
}
