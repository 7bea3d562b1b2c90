/**
 * `npm run check:size`: what a first visit downloads until the first view stands, as a table, how
 * large what pages of others take is, and whether all keep to their budgets.
 *
 * It is what a browser really asks for. Sizes are those of `gzip -9`, for the code, the page and
 * the kernels; the data have no budget, because they are as large as history is long.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from './find-browser';
import { serveDist } from './serve-dist';

export const BUDGET_BYTES = 150_000;
/** With its data. */
const FRAME_BYTES = 250_000;
/** Not compressed. */
const HOST_BYTES = 3_000;

export interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

export interface FirstLoad {
  readonly first: readonly SizedFile[];
  /** All other code of the page. */
  readonly later: readonly SizedFile[];
}

export async function main(): Promise<void> {
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const { first, later } = await measureFirstLoad(dist);
  const total = sum(first);
  print('first load', first);
  print('on demand', later);
  print('in a page of others', [sized(dist, 'elements.js')]);
  const frame = gzipSync(readFileSync(join(dist, 'embed.html')), { level: 9 }).length;
  const host = readFileSync(join(dist, 'embed.js')).length;
  console.log();
  hold('first load', total, BUDGET_BYTES);
  hold('embed.html', frame, FRAME_BYTES);
  hold('embed.js, not compressed,', host, HOST_BYTES);
}

function hold(what: string, bytes: number, budget: number): void {
  console.log(`${what} ${kilobytes(bytes)} of ${kilobytes(budget)} KB`);
  if (bytes <= budget) return;
  console.error(`${what} is over its budget.`);
  process.exitCode = 1;
}

/** Opens the built page in an empty browser, and lets it do nothing ahead of time. */
export async function measureFirstLoad(dist: string): Promise<FirstLoad> {
  const host = await serveDist(dist);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    // What is fetched once the page is idle is no part of the first view.
    await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
    await page.goto(host.url);
    await page.locator('.figures .figure').nth(5).waitFor();
    await page.locator('mix-chart canvas').nth(2).waitFor();
    await page.locator('mix-heat-table table').waitFor();
    await page.waitForLoadState('networkidle');
  } finally {
    await browser.close();
    await host.close();
  }
  const asked = new Set(host.asked.map((path) => path || 'index.html').filter(isCode));
  const all = ['index.html', ...readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)];
  const files = all.map((path) => sized(dist, path)).toSorted((a, b) => b.bytes - a.bytes);
  return {
    first: files.filter(({ path }) => asked.has(path)),
    later: files.filter(({ path }) => !asked.has(path)),
  };
}

function sized(dist: string, path: string): SizedFile {
  return { path, bytes: gzipSync(readFileSync(join(dist, path)), { level: 9 }).length };
}

export function sum(files: readonly SizedFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

function isCode(path: string): boolean {
  return path === 'index.html' || path.startsWith('assets/');
}

function print(title: string, files: readonly SizedFile[]): void {
  console.log(`\n${kilobytes(sum(files)).padStart(7)}  ${title}`);
  for (const { path, bytes } of files) console.log(`${kilobytes(bytes).padStart(7)}    ${path}`);
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(1);
}
