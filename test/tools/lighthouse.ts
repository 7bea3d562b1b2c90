/**
 * `npm run check:lighthouse`: Lighthouse on the built page, beside the budgets: on a desktop the
 * performance as the median of five runs, on a phone of its own making once.
 *
 * It is downloaded when it is run, for it is larger than all else that is installed here. Nothing
 * else should load the machine meanwhile: performance is time.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { browserArguments, findBrowser } from './find-browser';
import { serveDist } from './serve-dist';

/** The last one that runs where the rest of this does, on Node 20. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = 5;
const budgets = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;

type Category = keyof typeof budgets;

interface Report {
  readonly categories: Readonly<Record<Category, CategoryReport>>;
  readonly audits: Readonly<Record<string, Audit>>;
  readonly runWarnings: readonly string[];
}

interface CategoryReport {
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
  readonly details?: { readonly items?: readonly unknown[] };
}

export async function main(argv: readonly string[]): Promise<void> {
  const dist = argv[0] ?? fileURLToPath(new URL('../../dist', import.meta.url));
  const host = await serveDist(dist, '/', true);
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  try {
    console.log(`${LIGHTHOUSE}, load ${load()} at the start`);
    const desktop: Report[] = [];
    for (let run = 0; run < RUNS; run++) desktop.push(await measure(host.url, folder, 'desktop'));
    tell('desktop', desktop);
    tell('phone', [await measure(host.url, folder, 'phone')]);
    console.log(`load ${load()} at the end`);
  } finally {
    rmSync(folder, { recursive: true });
    await host.close();
  }
}

async function measure(url: string, folder: string, screen: 'desktop' | 'phone'): Promise<Report> {
  const path = join(folder, 'report.json');
  const flags = ['--headless=new', ...browserArguments()].join(' ');
  const wanted = ['--quiet', '--output=json', `--output-path=${path}`, `--chrome-flags=${flags}`];
  const preset = screen === 'desktop' ? ['--preset=desktop'] : [];
  const env = { ...process.env, CHROME_PATH: findBrowser() };
  await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, url, ...wanted, ...preset], { env });
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

/** Prints the scores, and what kept each below 100 in the run that is the median. */
function tell(screen: string, reports: readonly Report[]): void {
  console.log(`\n${screen}`);
  for (const category of Object.keys(budgets) as Category[]) {
    const scored = reports.toSorted((a, b) => score(a, category) - score(b, category));
    const median = scored[Math.floor(scored.length / 2)];
    const [value, budget] = [score(median, category), budgets[category]];
    const all = new Set(scored.map((report) => score(report, category)));
    const spread = all.size > 1 ? ` (${[...all].join(', ')})` : '';
    console.log(
      `  ${category.padEnd(16)} ${String(value).padStart(3)} of ${budget}${spread}${value < budget ? '  BELOW' : ''}`,
    );
    if (value < budget) process.exitCode = 1;
    for (const { id, weight } of median.categories[category].auditRefs) {
      const { title, score: won, displayValue = '', details } = median.audits[id];
      if (won === null || weight === 0 || won >= 0.995) continue;
      console.log(`    ${won.toFixed(2)} ${title} ${displayValue}`);
      if (category === 'performance') continue;
      for (const item of (details?.items ?? []).slice(0, 5))
        console.log(`         ${JSON.stringify(item).slice(0, 300)}`);
    }
  }
  for (const warning of reports[0].runWarnings) console.log(`  ${warning}`);
}

function score(report: Report, category: Category): number {
  return Math.round((report.categories[category].score ?? 0) * 100);
}

function load(): string {
  return loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
}
