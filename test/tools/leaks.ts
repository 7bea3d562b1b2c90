/**
 * `npm run check:leaks`: hundreds of runs of the built page, of all rooms, mixes and seeds, some of
 * them cancelled: what its heap holds after a collection, how many nodes and listeners there are,
 * and how many workers, at the start, in the middle and at the end.
 */
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { linkTo } from '../e2e/expected';
import { browserArguments, findBrowser } from './find-browser';
import { serveDist } from './serve-dist';

/** Runs until the code is compiled, and what is loaded late is there. */
export const WARM = 18;
/** What a page may hold more after any number of runs, once it has forgotten their results. */
export const SLACK_BYTES = 0.8 * 2 ** 20;

export interface Holding {
  readonly runs: number;
  readonly heapBytes: number;
  /** Of typed arrays. */
  readonly bufferBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Alive in the browser, wanted or not. */
  readonly workers: number;
}

export async function main(argv: readonly string[]): Promise<void> {
  const host = await serveDist(fileURLToPath(new URL('../../dist', import.meta.url)));
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  try {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(host.url);
    const runs = Number(argv[0] ?? 500);
    const steps = [WARM, 100, 200, 300, 400, runs].filter((step) => step <= runs);
    const found = await holdings(page, [...new Set(steps)]);
    for (const holding of found) report(holding);
    console.info('The last line is without the results that are remembered.');
  } finally {
    await browser.close();
    await host.close();
  }
}

/** What the page holds after so many runs, and at the end without the results it remembers. */
export async function holdings(page: Page, steps: readonly number[]): Promise<Holding[]> {
  await page.locator('mix-panel article[aria-busy=false] mix-chart canvas').first().waitFor();
  const session = await page.context().newCDPSession(page);
  const found: Holding[] = [];
  let done = 0;
  const hold = async () => {
    // The later collections take what the first has let go of.
    for (let time = 0; time < 3; time += 1) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(50);
    }
    const usage = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    found.push({
      runs: done,
      heapBytes: usage.usedSize,
      bufferBytes: usage.backingStorageSize,
      nodes,
      listeners: jsEventListeners,
      workers: page.workers().length,
    });
  };
  for (const step of steps) {
    const links = Array.from({ length: step - done }, (_, k) => linkOf(done + k));
    await page.evaluate(runAll, links);
    done = step;
    await hold();
  }
  await page.evaluate(() =>
    (document.querySelector('mix-app') as unknown as { engine: { close(): void } }).engine.close(),
  );
  await hold();
  await session.detach();
  return found;
}

export function report({ runs, heapBytes, bufferBytes, nodes, listeners, workers }: Holding): void {
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  console.info(
    `after ${String(runs).padStart(3)} runs: heap ${megabytes(heapBytes)}, buffers ` +
      `${megabytes(bufferBytes)}, ${nodes} nodes, ${listeners} listeners, ${workers} workers`,
  );
}

/** No two runs are the same, so that none is remembered. */
function linkOf(run: number): string {
  const gold = 500 + 10 * (run % 400);
  const simulated = { method: 'simulated', scenarios: 20_000 + run };
  const rooms = [
    { analysis: 'mix-summary' },
    { analysis: 'value-at-risk', parameters: simulated },
    { analysis: 'correlation' },
    { analysis: 'wealth-paths', parameters: { scenarios: 4_096 + run, years: 5 } },
    { analysis: 'rolling-statistics' },
    { analysis: 'conventions' },
  ];
  const id = 'us-asset-classes-monthly';
  const { mix } = linkTo(id).scenario;
  const others = mix.assets.length - 2;
  const weights = mix.assets.map((_, j) => (j === 0 ? 10_000 - gold - 500 * others : 500));
  weights[1] = gold;
  return linkTo(id, {
    ...rooms[run % rooms.length],
    mix: { assets: [...mix.assets], weights },
    seed: run + 1,
  }).link;
}

/** Runs in the page: opens each, and waits for its result, but for every fifth. */
async function runAll(links: readonly string[]): Promise<void> {
  const app = document.querySelector('mix-app');
  const panel = () => app?.shadowRoot?.querySelector('mix-panel')?.shadowRoot;
  const pause = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (const [k, link] of links.entries()) {
    const hash = `#s=${link}`;
    history.replaceState(null, '', hash);
    dispatchEvent(new PopStateEvent('popstate'));
    if (k % 5 === 3) {
      await pause(k % 40);
      continue;
    }
    for (let waited = 0, still = 0; still < 3; waited += 5) {
      await pause(5);
      const article = panel()?.querySelector('article');
      const done = article?.getAttribute('aria-busy') === 'false' && location.hash === hash;
      still = done && !article?.classList.contains('stale') ? still + 1 : 0;
      if (waited > 20_000) throw new Error(`Run ${k} does not end.`);
    }
  }
}
