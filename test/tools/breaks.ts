/**
 * `npm run test:breaks`, by hand: breaks a copy of this program in each way of `test/breaks.ts`,
 * and shows that the test named there fails. A first argument takes those alone whose promise,
 * file or test holds it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breaks, type Break } from '../breaks';

const root = fileURLToPath(new URL('../..', import.meta.url));
const left = new Set(['node_modules', '.git', 'dist']);
const MILLISECONDS = 10 * 60_000;

type Outcome = 'noticed' | 'NOT NOTICED' | 'NO SUCH TEXT' | 'NO SUCH TEST';

export async function main([wanted = '']: readonly string[]): Promise<void> {
  const chosen = breaks.filter(({ promise, what, file, test }) =>
    [promise, what, file, test].some((text) => text.includes(wanted)),
  );
  // Beside the tree: what is served to a browser must not lie in a folder that is hidden.
  const copy = mkdtempSync(join(tmpdir(), 'breaks-'));
  let failed = 0;
  try {
    cpSync(root, copy, {
      recursive: true,
      filter: (path) => !left.has(path.slice(root.length).split('/')[0]),
    });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const one of chosen) {
      const outcome = attempt(copy, one);
      failed += Number(outcome !== 'noticed');
      console.log(
        `${outcome.padEnd(12)}  ${one.promise}: ${one.what}\n${' '.repeat(14)}${one.test}`,
      );
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${chosen.length - failed} of ${chosen.length} breaks were noticed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function attempt(copy: string, { file, replace, by, test, name }: Break): Outcome {
  const path = join(copy, file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(replace).length !== 2) return 'NO SUCH TEXT';
  writeFileSync(
    path,
    whole.replace(replace, () => by),
  );
  try {
    const report = join(copy, 'report.json');
    rmSync(report, { force: true });
    const only = name === undefined ? [] : ['--testNamePattern', escaped(name)];
    const reporter = ['--reporter=json', `--outputFile=${report}`];
    spawnSync('npx', ['vitest', 'run', test, ...only, ...reporter], {
      cwd: copy,
      timeout: MILLISECONDS,
      stdio: 'ignore',
    });
    return outcomeOf(report);
  } finally {
    writeFileSync(path, whole);
  }
}

/** A test that fails has noticed; one that could not be loaded or found has not. */
function outcomeOf(report: string): Outcome {
  try {
    const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numFailedTests: number;
      numPassedTests: number;
    };
    if (numFailedTests > 0) return 'noticed';
    return numPassedTests > 0 ? 'NOT NOTICED' : 'NO SUCH TEST';
  } catch {
    return 'NO SUCH TEST';
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
