/**
 * `npm run bench:browser`: whole analyses in headless Chromium, through the engine and its
 * workers, beside the same on fewer workers and in Node.
 *
 * The page is built as for production, in memory, and served from there. Everyone must come to
 * the same digest, else the run fails.
 */
import { chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { digest } from '../../src/analyses/digest';
import { rooms } from '../../src/engine/all-rooms';
import { isChunked } from '../../src/engine/rooms';
import { runRoom } from '../analyses/run-room';
import { browserArguments, findBrowser } from '../tools/find-browser';
import { loadKernels } from '../tools/kernels';
import {
  compare,
  printHead,
  race,
  readWish,
  type Contestant,
  type Row,
  type Wish,
} from './contest';
import type { BenchRun } from './page';
import { jobNames, makeJob, type JobName } from './jobs';

/** Routed to the files in memory, so no server listens there. */
const ORIGIN = 'http://localhost:1';

const PAGE = 'test/bench/page.ts';

/** One that tells the digest of its last run. */
interface Digesting extends Contestant {
  digest(): string;
}

export async function main(argv: readonly string[]): Promise<void> {
  const wish = readWish(argv);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  try {
    const version = `chromium ${browser.version()}`;
    const page = await open(await browser.newPage());
    printHead(`${version}, node ${process.versions.node}`, wish);
    const rows: Row[] = [];
    for (const name of jobNames) {
      if (wish.includes(name)) rows.push(...(await measure(name, page, version, wish)));
    }
    await wish.save(rows);
  } finally {
    await browser.close();
  }
}

async function measure(name: JobName, page: Page, version: string, wish: Wish): Promise<Row[]> {
  const node = await inNode(name);
  const one = inPage('one-worker', name, 1, page, version);
  // More workers are of use only to what is computed in chunks.
  const two = node.chunked ? [inPage('two-workers', name, 2, page, version)] : [];
  const contestants: readonly Digesting[] = [...two, one, node];
  const seconds = await race(contestants, wish);
  const digests = new Set(contestants.map((contestant) => contestant.digest()));
  const compared = (ours: Digesting, peer: Digesting, by: 'median' | 'minimum') =>
    compare({
      name,
      unit: 'ms',
      unitsPerSecond: 1e3,
      ours: seconds.get(ours) ?? [],
      peer,
      theirs: seconds.get(peer) ?? [],
      difference: ours.digest() === peer.digest() ? 'same digest' : 'OTHER DIGEST',
      by,
    });
  const rows = [
    // By the best round: whatever else runs on the machine takes a core from two workers.
    ...two.map((ours) => compared(ours, one, 'minimum')),
    compared(one, node, 'median'),
  ];
  console.log(
    `${name}: ${one.memory()} of WebAssembly memory, digest ${one.digest().slice(0, 16)}`,
  );
  if (digests.size > 1) {
    console.error(`${name}: the digests differ`);
    process.exitCode = 1;
  }
  return rows;
}

function inPage(name: string, job: JobName, workers: number, page: Page, version: string) {
  let last: BenchRun | undefined;
  return {
    name,
    version,
    async time() {
      last = await page.evaluate(([job, workers]) => bench.run(job, workers), [
        job,
        workers,
      ] as const);
      return last.seconds;
    },
    digest: () => last?.digest ?? '',
    memory: () => `${((last?.memoryBytes ?? 0) / 2 ** 20).toFixed(1)} MB`,
  };
}

/** The room's own compute on this thread, without an engine. */
async function inNode(name: JobName): Promise<Digesting & { readonly chunked: boolean }> {
  const kernels = await loadKernels();
  const { scenario, dataset } = makeJob(name);
  const room = rooms[scenario.analysis];
  let result: object = {};
  return {
    name: 'node',
    version: `node ${process.versions.node}`,
    chunked: isChunked(room),
    time() {
      const start = performance.now();
      result = runRoom<object>(room, scenario, dataset, kernels);
      return Promise.resolve((performance.now() - start) / 1000);
    },
    digest: () => digest(scenario, dataset.fingerprint, result),
  };
}

/** Opens the page of the benchmark, whose files never touch a disk. */
async function open(page: Page): Promise<Page> {
  const files = await buildPage();
  const [entry] = [...files.keys()].filter((path) => path.endsWith('.js'));
  const html = `<!doctype html><title>Benchmark</title><script type="module" src="${entry}"></script>`;
  await page.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: html });
    const body = files.get(path);
    if (body === undefined) return route.fulfill({ status: 404 });
    const contentType = path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
    return route.fulfill({ contentType, body: Buffer.from(body) });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

async function buildPage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { output } = (await build({
    mode: 'production',
    logLevel: 'error',
    build: { write: false, copyPublicDir: false, rolldownOptions: { input: PAGE } },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  );
}
