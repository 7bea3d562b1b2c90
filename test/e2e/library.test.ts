/** The built library, as its user has it: in Node, on threads, in a browser, with its types. */
import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import worker_threads from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type * as Library from '../../src/asset-mix';
import { builtIn } from '../analyses/built-in-data';
import { expectedCase, type Case } from './expected';
import { test } from './watched-app';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const id = 'us-asset-classes-monthly';

let threads = 0;
worker_threads.Worker = class extends worker_threads.Worker {
  constructor(...args: ConstructorParameters<typeof worker_threads.Worker>) {
    super(...args);
    threads += 1;
  }
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asset-mix-library-'));
});
afterAll(() => rm(folder, { recursive: true }));

const library = async () =>
  (await import(
    /* @vite-ignore */ pathToFileURL(join(dist, 'asset-mix.js')).href
  )) as typeof Library;

describe('the same bits in Node, on three threads, and on the page', () => {
  const cases: Readonly<Record<string, () => Promise<Case>>> = {
    'of the first view': () => expectedCase(id),
    'of correlations': () => expectedCase(id, { analysis: 'correlation' }),
    'of rolling statistics': () => expectedCase(id, { analysis: 'rolling-statistics' }),
    'of 1,000,000 simulated scenarios': () =>
      expectedCase(id, {
        analysis: 'value-at-risk',
        parameters: { method: 'simulated', scenarios: 1_000_000, horizon: 2 },
        seed: 9,
      }),
    'of a simulation that stops at a precision': () =>
      expectedCase(id, {
        analysis: 'value-at-risk',
        parameters: { method: 'simulated', scenarios: 10_000_000, precision: '0.5%' },
      }),
  };

  for (const [name, prepare] of Object.entries(cases)) {
    test(name, async ({ open }) => {
      const { link, digest } = await prepare();
      const { decodeScenario, run } = await library();
      const scenario = decodeScenario(link);
      const dataset = builtIn(id);
      expect((await run(scenario, { dataset })).digest).toBe(digest);
      threads = 0;
      expect((await run(scenario, { dataset, workers: 3 })).digest).toBe(digest);
      // One that does not start would be replaced by this thread.
      expect(threads).toBeGreaterThan(scenario.analysis === 'value-at-risk' ? 1 : 0);
      const app = await open({ link });
      await expect(app.digest()).resolves.toBe(digest);
    });
  }

  test('and in a page that imports the library', async ({ browser }) => {
    const { link, digest } = await cases['of 1,000,000 simulated scenarios']();
    const page = await browser.newPage();
    // A page of the same host, without a content policy.
    await page.goto(`${inject('appUrl')}data/datasets.json`);
    await page.addScriptTag({
      type: 'module',
      content: `window.library = await import(${JSON.stringify(`${inject('appUrl')}asset-mix.js`)});`,
    });
    await page.waitForFunction(() => 'library' in window);
    const seen = await page.evaluate(
      async ([base, dataset, payload]) => {
        const { library: lib } = window as unknown as { library: typeof Library };
        const Real = window.Worker;
        let started = 0;
        window.Worker = class extends Real {
          constructor(url: string | URL, options?: WorkerOptions) {
            super(url, options);
            started += 1;
          }
        };
        const read = async (file: string) => (await fetch(`${base}data/${file}`)).text();
        const data = await lib.builtInDataset(dataset, read);
        const scenario = lib.decodeScenario(payload);
        const digests: string[] = [];
        for (const workers of ['inline', undefined, 2] as const) {
          digests.push((await lib.run(scenario, { dataset: data, workers })).digest);
        }
        return { digests, started };
      },
      [inject('appUrl'), id, link] as const,
    );
    await page.close();
    expect(seen.digests).toEqual([digest, digest, digest]);
    expect(seen.started).toBeGreaterThan(1);
  });
});

describe('a program', () => {
  test('of ten lines in the README runs as it stands, and ends by itself', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('## As a library'));
    const code = /```js\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    expect(code.trim().split('\n')).toHaveLength(10);
    const { output, status } = await node(code);
    const [, value, digest] = /^(0\.\d+) ([0-9a-f]{64})\n$/.exec(output) ?? [output];
    expect(status).toBe(0);
    // 7,500 stocks and 2,500 gold lost as much in the worst 1 % of simulated months.
    const { parseDataset, run } = await library();
    const csv = await readFile(join(root, `public/data/${id}.csv`), 'utf8');
    const { dataset } = await parseDataset(csv, { id: 'us' });
    const alone = await run(
      {
        analysis: 'value-at-risk',
        mix: { assets: ['us_stocks', 'gold'], weights: [7_500, 2_500] },
        parameters: { method: 'simulated', tail: 10_000, scenarios: 10_000_000 },
      },
      { dataset },
    );
    expect({ value: Number(value), digest }).toEqual({
      value: valueOf(alone.result.simulated.valueAtRisk),
      digest: alone.digest,
    });
    expect(Number(value)).toBeCloseTo(valueOf(alone.result.normal.valueAtRisk), 3);
  });

  test('ends after a run on threads that was aborted, and after one that was refused', async () => {
    const { output, status } = await node(`
      import { readFile } from 'node:fs/promises';
      import { builtInDataset, run } from './dist/asset-mix.js';
      const dataset = await builtInDataset('${id}', (file) => readFile('dist/data/' + file, 'utf8'));
      const parameters = { method: 'simulated', scenarios: 100_000_000 };
      const scenario = { analysis: 'value-at-risk', parameters };
      const abort = new AbortController();
      const onProgress = ({ done }) => done > 0 && abort.abort();
      for (const seed of [1, -1]) {
        await run({ ...scenario, seed }, { dataset, workers: 2, signal: abort.signal, onProgress })
          .catch((error) => console.log(error.name, error.code));
        await run({ ...scenario, seed: -1 }, { dataset, workers: 2 })
          .catch((error) => console.log(error.name, error.code, error.where));
      }
    `);
    expect(output).toBe(
      'AbortError 20\nAssetMixError scenario seed\nAbortError 20\nAssetMixError scenario seed\n',
    );
    expect(status).toBe(0);
  });
});

describe('the types', () => {
  const consumer = `
    import {
      AssetMixError, analyses, chunksOf, decodeScenario, merge, parseDataset, run,
      type Dataset, type Outcome, type Part, type Quantity, type Scenario, type ScenarioInput,
    } from './asset-mix.js';

    export async function use(text: string, signal: AbortSignal): Promise<number | undefined> {
      const { dataset, problems } = await parseDataset(text, { settings: { decimal: ',' } });
      const lines: readonly number[] | undefined = problems[0]?.lines;
      const outcome = await run(
        { analysis: 'value-at-risk', parameters: { tail: 10_000 } },
        { dataset, signal, workers: 'inline', onProgress: ({ done, scenarios }) => done / scenarios },
      );
      const quantity: Quantity = outcome.result.simulated.valueAtRisk;
      const completed: Scenario = outcome.scenario;
      const again: Outcome = await run(completed, { dataset: [dataset] });
      const wealth: Float64Array = (await run({ analysis: 'mix-summary' }, { dataset })).result.wealth;
      const link: ScenarioInput = decodeScenario(again.digest);
      const parts: Part[] = [];
      for (let from = 0; from < (await chunksOf(link, { dataset })); from += 1) {
        parts.push((await run(link, { dataset, chunks: { from, to: from + 1 } })).part);
      }
      const merged = await merge({ analysis: 'value-at-risk' } , { dataset, parts });
      const parameter = analyses[0]?.parameters['seed'];
      if (parameter?.kind === 'number') return parameter.minimum + (lines?.length ?? 0);
      return 'value' in quantity ? quantity.value + wealth.length + merged.result.tail : undefined;
    }

    export function wrong(dataset: Dataset, error: unknown): string | undefined {
      // @ts-expect-error a dataset is needed
      void run({});
      // @ts-expect-error weights are numbers
      void run({ mix: { assets: ['a'], weights: ['1'] } }, { dataset });
      // @ts-expect-error there is no such option
      void run({}, { dataset, thread: 3 });
      // @ts-expect-error a run of chunks has no result
      void run({}, { dataset, chunks: { from: 0, to: 1 } }).then(({ result }) => result);
      // @ts-expect-error another analysis has no such number
      void run({ analysis: 'mix-summary' }, { dataset }).then(({ result }) => result.simulated);
      // @ts-expect-error there is no such code
      return error instanceof AssetMixError && error.code === 'else' ? error.where : undefined;
    }
  `;

  test.for(['nodenext', 'bundler'])(
    'serve a strict program that resolves by %s',
    async (resolution) => {
      await copyFile(join(dist, 'asset-mix.d.ts'), join(folder, 'asset-mix.d.ts'));
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      await writeFile(join(folder, 'consumer.ts'), consumer);
      const compilerOptions = {
        module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution: resolution,
        target: 'es2022',
        lib: ['es2022', 'dom'],
        types: [],
        strict: true,
        skipLibCheck: false,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
      };
      const project = join(folder, 'tsconfig.json');
      await writeFile(project, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      expect(await program([compiler, '-p', project], folder)).toMatchObject({
        output: '',
        status: 0,
      });
    },
  );
});

test('is one module without imports, without a page and without requests', async () => {
  const code = await readFile(join(dist, 'asset-mix.js'));
  const text = code.toString();
  expect(text).not.toMatch(/\bimport\s*[({"'*]|\bfrom\s*["']/);
  expect(text).not.toMatch(/lit-html|LitElement|customElements|uplot/i);
  expect(text).not.toMatch(/\bfetch\s*\(/);
  expect(gzipSync(code).length).toBeLessThan(235_000);
});

function valueOf(quantity: Library.Quantity): number {
  return 'value' in quantity ? quantity.value : NaN;
}

/** Runs a module in the folder that holds `dist`, as the README's reader does. */
async function node(code: string) {
  return program(['--input-type=module', '--eval', code], root);
}

function program(
  args: readonly string[],
  cwd: string,
): Promise<{ output: string; status: number | null }> {
  const child = spawn(process.execPath, args, { cwd });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done({ output, status }));
  });
}
