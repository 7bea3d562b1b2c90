/**
 * `npm run check:budgets`: what the built page takes for what a person waits for, each beside its
 * budget. It only tells: how busy the machine is, which it prints as well, is no fault of the page.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { linkTo } from '../e2e/expected';
import { dragTimes } from './drag-time';
import { browserArguments, findBrowser } from './find-browser';
import { BUDGET_BYTES, measureFirstLoad, sum } from './first-load';
import { serveDist } from './serve-dist';

const SIZE = { width: 1280, height: 900 };
/** Visits before those that count: browsers keep compiled code from the third on. */
const WARM = 4;
const VISITS = 5;
const CANCELS = 10;
const BUSY_MILLISECONDS = 8_000;
const MEGABYTE = 2 ** 20;

interface Measured {
  readonly what: string;
  readonly value: number;
  readonly budget?: number;
  readonly unit?: string;
}

export async function main(argv: readonly string[]): Promise<void> {
  const dist = argv[0] ?? fileURLToPath(new URL('../../dist', import.meta.url));
  console.log(`${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`);
  const host = await serveDist(dist);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  try {
    console.log(`chromium ${browser.version()}, load ${load()} at the start\n`);
    print(await firstViews(host.url));
    print(await drags(browser, host.url));
    print(await largestRun(browser, host.url));
  } finally {
    await browser.close();
    await host.close();
  }
  const { first } = await measureFirstLoad(dist);
  const [value, budget] = [sum(first), BUDGET_BYTES].map((bytes) => bytes / 1_000);
  print([{ what: 'first load: code, gzip', value, budget, unit: 'KB' }]);
  console.log(`\nload ${load()} at the end`);
}

/**
 * Visits with a warm cache, in a browser that keeps what a person's does: the service worker holds
 * every file, the code is compiled, and nothing is computed.
 */
async function firstViews(url: string): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'budgets-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: findBrowser(),
    args: browserArguments(),
    viewport: SIZE,
  });
  const times: number[] = [];
  for (let visit = -WARM; visit < VISITS; visit++) {
    const page = await context.newPage();
    await page.addInitScript(noteFirstView);
    await page.goto(url);
    const time = await page.waitForFunction(() => (window as unknown as Drawn).drawn);
    if (visit >= 0) times.push((await time.jsonValue()) ?? NaN);
    // Only then every file is kept.
    await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
    await page.waitForLoadState('networkidle');
    await page.close();
  }
  await context.close();
  rmSync(folder, { recursive: true, force: true });
  return [{ what: 'default view computed and drawn, median', value: at(times, 0.5), budget: 300 }];
}

async function drags(browser: Browser, url: string): Promise<Measured[]> {
  const context = await browser.newContext({ viewport: SIZE, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('mix-panel article[aria-busy=false] mix-chart canvas').nth(2).waitFor();
  await page.waitForLoadState('networkidle');
  const times = await dragTimes(page);
  await context.close();
  return [
    { what: 'drag a weight to redraw, median', value: at(times, 0.5), budget: 50 },
    { what: 'drag a weight to redraw, 95 %', value: at(times, 0.95), budget: 50 },
  ];
}

/** A hundred million scenarios of the value at risk, which take minutes: inputs, then cancels. */
async function largestRun(browser: Browser, url: string): Promise<Measured[]> {
  const { link } = linkTo('us-asset-classes-monthly', {
    analysis: 'value-at-risk',
    parameters: { method: 'simulated', scenarios: 100_000_000, horizon: 250 },
  });
  const context = await browser.newContext({ viewport: SIZE, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${url}#s=${link}`);
  const panel = page.locator('mix-panel');
  const begin = async () => {
    await panel.getByRole('button', { name: /^Run 100,000,000 scenarios/ }).click();
    await panel.getByRole('button', { name: 'Good enough' }).waitFor();
  };
  await begin();
  await page.evaluate(noteDelays);
  const end = Date.now() + BUSY_MILLISECONDS;
  const plot = panel.locator('mix-chart .plot').first();
  for (let i = 0; Date.now() < end; i++) {
    await plot.hover({ position: { x: 60 + 8 * (i % 60), y: 60 } });
    await panel.locator('#data > summary').click();
    await page.keyboard.press('Tab');
  }
  const { input, task } = await page.evaluate(() => (window as unknown as Delayed).delays);
  const memory = await page.evaluate(() => {
    const app = document.querySelector('mix-app') as unknown as EngineHolder;
    return Math.max(...app.engine.status().memoryBytes);
  });
  await panel.getByRole('button', { name: 'Cancel' }).click();
  const cancels: number[] = [];
  for (let i = 0; i < CANCELS; i++) {
    await begin();
    await page.waitForTimeout(100 * i);
    cancels.push(await timeCancel(page));
  }
  await context.close();
  return [
    { what: 'largest simulation: longest answer to an input', value: input, budget: 100 },
    { what: 'largest simulation: longest task of the page', value: task, budget: 100 },
    { what: 'cancel to idle, median', value: at(cancels, 0.5), budget: 100 },
    { what: 'cancel to idle, most', value: at(cancels, 1), budget: 100 },
    { what: 'memory of a worker', value: memory / MEGABYTE, unit: 'MB' },
  ];
}

async function timeCancel(page: Page): Promise<number> {
  await page.evaluate(noteCancel);
  await page.keyboard.press('Escape');
  const took = await page.waitForFunction(() => (window as unknown as Cancelled).cancelled);
  return (await took.jsonValue()) ?? NaN;
}

interface Cancelled {
  cancelled?: number;
}

/** Runs in the page: from the next key until the panel says that nothing runs. */
function noteCancel(): void {
  const cancelled: Cancelled = Object.assign(window, { cancelled: undefined });
  const panel = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-panel');
  const article = panel?.shadowRoot?.querySelector('article');
  if (!article) throw new Error('there is no panel');
  let start = 0;
  addEventListener('keydown', ({ timeStamp }) => (start = timeStamp), {
    capture: true,
    once: true,
  });
  const observer = new MutationObserver(() => {
    if (start === 0 || article.getAttribute('aria-busy') === 'true') return;
    cancelled.cancelled = performance.now() - start;
    observer.disconnect();
  });
  observer.observe(article, { attributes: true });
}

interface Drawn {
  drawn?: number;
}

/** Runs in the page: when all of the first view has been painted, since the address was entered. */
function noteFirstView(): void {
  const look = () => {
    const panel = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-panel');
    const root = panel?.shadowRoot;
    const charts = [...(root?.querySelectorAll('mix-chart') ?? [])];
    const heat = root?.querySelector('mix-heat-table')?.shadowRoot?.querySelector('tbody td');
    const all =
      root?.querySelector('article')?.getAttribute('aria-busy') === 'false' &&
      root.querySelectorAll('.figure').length === 6 &&
      charts.length === 3 &&
      charts.every((chart) => chart.shadowRoot?.querySelector('canvas')) &&
      heat;
    // The frame that shows it ends before the next task.
    if (all) setTimeout(() => Object.assign(window, { drawn: performance.now() }));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface Delayed {
  readonly delays: { input: number; task: number };
}

interface EngineHolder {
  readonly engine: { status(): { readonly memoryBytes: readonly number[] } };
}

/** Runs in the page: the longest time from an input to its paint, and the longest task. */
function noteDelays(): void {
  const delays = { input: 0, task: 0 };
  Object.assign(window, { delays });
  const longest = (key: 'input' | 'task', options: object) =>
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) delays[key] = Math.max(delays[key], duration);
    }).observe(options);
  longest('input', { type: 'event', durationThreshold: 16 });
  longest('task', { type: 'longtask' });
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

function print(rows: readonly Measured[]): void {
  for (const { what, value, budget, unit = 'ms' } of rows) {
    const beside =
      budget === undefined ? '' : `of ${budget} ${unit}${value > budget ? '   OVER' : ''}`;
    console.log(`${what.padEnd(50)} ${value.toFixed(1).padStart(8)} ${unit}  ${beside}`);
  }
}

function load(): string {
  return loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
}
