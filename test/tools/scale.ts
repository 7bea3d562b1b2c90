/**
 * `npm run check:scale`: half a gigabyte of CSV is brought into the built page, as a column an
 * asset and as a row a date and asset. How long it takes, what its processes hold at most, and how
 * soon the page is idle again and reads another file after a cancel. Megabytes may be given.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from './find-browser';
import { writeLargeFile, type LargeShape } from './large-files';
import { serveDist } from './serve-dist';

const PATIENCE = 15 * 60_000;
const LOOK_MILLISECONDS = 100;

export async function main(argv: readonly string[]): Promise<void> {
  const megabytes = Number(argv[0] ?? 500);
  const host = await serveDist(fileURLToPath(new URL('../../dist', import.meta.url)));
  const folder = await mkdtemp(join(tmpdir(), 'scale-'));
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  try {
    const small = join(folder, 'small.csv');
    await writeFile(small, 'date,A\n2020-01-31,1.5\n2020-02-29,1.6\n2020-03-31,1.7\n');
    for (const shape of ['wide', 'long'] as const) {
      const path = join(folder, `${shape}.csv`);
      const { bytes, values } = await writeLargeFile(path, megabytes * 1e6, shape);
      console.log(`${shape}: ${inMegabytes(bytes)} of text, ${inMegabytes(8 * values)} of values`);
      await measure(browser, host.url, path, small, shape);
      await rm(path);
    }
  } finally {
    await browser.close();
    await host.close();
    await rm(folder, { recursive: true });
  }
}

async function measure(
  browser: Browser,
  url: string,
  path: string,
  small: string,
  shape: LargeShape,
): Promise<void> {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(url);
  await page.locator('mix-panel article[aria-busy=false] mix-chart canvas').first().waitFor();
  await page.locator('button.dataset').click();
  await page.getByRole('button', { name: 'Bring in your own file' }).click();
  const input = page.locator('mix-import input[type=file]');
  await page.locator('mix-import dialog').waitFor();

  await input.setInputFiles(path);
  await page.waitForFunction(() => {
    const dialog = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-import');
    const bar = dialog?.shadowRoot?.querySelector('mix-progress');
    const { done = 0, total = 1 } = (bar ?? {}) as { done?: number; total?: number };
    return done > 0.6 * total;
  });
  const idle = await cancelTime(page);
  const next = performance.now();
  await input.setInputFiles(small);
  await page.locator('mix-import .columns').waitFor();
  const again = performance.now() - next;

  const before = await heldBytes(browser);
  const start = performance.now();
  let most = 0;
  let looking = true;
  const look = async (): Promise<void> => {
    while (looking) {
      most = Math.max(most, await heldBytes(browser));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
  };
  const looked = look();
  await input.setInputFiles(path);
  await page.locator('mix-import h1', { hasText: `${shape}.csv` }).waitFor();
  await page.locator('mix-import .columns, mix-import .why').first().waitFor();
  const seconds = (performance.now() - start) / 1_000;
  looking = false;
  await looked;
  console.log(
    `  read in ${seconds.toFixed(1)} s; at most ${inMegabytes(most - before)} above the ${inMegabytes(before)} before; ` +
      `${idle.toFixed(0)} ms from cancel to idle, ${again.toFixed(0)} ms to the next file read`,
  );
  await page.close();
}

/** Milliseconds from the press of the button until the dialog is drawn without a reading. */
async function cancelTime(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const dialog = document.querySelector('mix-app')?.shadowRoot?.querySelector('mix-import');
    const root = dialog?.shadowRoot;
    const bar = root?.querySelector('mix-progress');
    const start = performance.now();
    bar?.shadowRoot?.querySelector('button')?.click();
    while (root?.querySelector('.drop') === null) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  });
}

/** What the processes of the pages hold in memory. */
async function heldBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { id }) => sum + residentBytes(id), 0);
}

function residentBytes(id: number): number {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return 1_024 * Number(/^VmRSS:\s+(\d+)/mu.exec(status)?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
