/**
 * `npm run check:drag`: how long the built page takes from a move of a slider until the numbers
 * and charts of the first view stand anew, with the assets that ship and with a hundred. On a busy
 * machine the time of the page's own thread tells more than the clock.
 */
import { fileURLToPath } from 'node:url';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from './find-browser';
import { manyAssets, openManyAssets } from './many-assets';
import { serveDist } from './serve-dist';

const MOVES = 60;

export async function main(argv: readonly string[]): Promise<void> {
  const dist = argv[0] ?? fileURLToPath(new URL('../../dist', import.meta.url));
  const host = await serveDist(dist);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.goto(host.url);
    await page.locator('mix-panel article[aria-busy=false] mix-chart canvas').first().waitFor();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const measure = async (what: string) => {
      const before = await threadSeconds(session);
      const times = await dragTimes(page);
      report(what, times, (await threadSeconds(session)) - before);
    };
    await measure('built-in assets');
    await openManyAssets(page, manyAssets());
    await measure('100 assets');
  } finally {
    await browser.close();
    await host.close();
  }
}

/** What the page's own thread has worked so far. */
async function threadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}

/** Milliseconds of each move, from its event until what it changed has been painted. */
export async function dragTimes(page: Page): Promise<number[]> {
  return page.evaluate(async (moves) => {
    const within = (element: Element, selector: string) =>
      element.shadowRoot?.querySelector(selector) ?? document.createElement('i');
    const app = document.querySelector('mix-app') ?? document.body;
    const slider = within(within(app, 'mix-editor'), '.range') as HTMLInputElement;
    const article = within(within(app, 'mix-panel'), 'article');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const task = () => new Promise((resolve) => setTimeout(resolve, 0));
    const times: number[] = [];
    for (let k = 0; k < moves; k++) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const start = performance.now();
      slider.value = String(500 + 100 * k);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      while (article.getAttribute('aria-busy') === 'true') await frame();
      await task();
      times.push(performance.now() - start);
    }
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    return times.slice(5);
  }, MOVES);
}

function report(what: string, times: readonly number[], threadSeconds: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(0);
  const own = ((threadSeconds * 1_000) / MOVES).toFixed(0);
  console.log(
    `${what}: median ${at(0.5)} ms, 90 % ${at(0.9)} ms, most ${at(1)} ms; ${own} ms of the thread`,
  );
}
