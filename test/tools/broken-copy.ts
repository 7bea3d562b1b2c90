/** A copy of this program that may be broken, and what its tests say of it. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const left = new Set(['node_modules', '.git', 'dist']);
const GRACE_MILLISECONDS = 3_000;

export interface TestRun {
  /** It was ended, since it took too long. */
  readonly hung: boolean;
  readonly failedTests: number;
  readonly passedTests: number;
  /** A file that could not be loaded has failed without a test. */
  readonly failedFiles: number;
  /** An error that belongs to no test fails the run alone. */
  readonly failed: boolean;
  /** How long the tests of each file took, in milliseconds. */
  readonly times: ReadonlyMap<string, number>;
}

/** Hands the folder of a copy on, which is gone afterwards. */
export async function inCopy<T>(use: (copy: string) => Promise<T>): Promise<T> {
  // Beside the tree: what is served to a browser must not lie in a folder that is hidden.
  const copy = mkdtempSync(join(tmpdir(), 'breaks-'));
  try {
    cpSync(root, copy, {
      recursive: true,
      filter: (path) => !left.has(path.slice(root.length).split('/')[0]),
    });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    return await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Runs some test files of a copy; nothing is known of a run that left no report. */
export async function runTests(
  copy: string,
  args: readonly string[],
  milliseconds: number,
): Promise<TestRun | undefined> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const reporter = ['--reporter=json', `--outputFile=${report}`];
  const { code, hung } = await run(copy, [vitest, 'run', ...args, ...reporter], milliseconds);
  if (hung) return { ...nothing, hung };
  try {
    const found = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return {
      hung,
      failedTests: found.numFailedTests,
      passedTests: found.numPassedTests,
      failedFiles: found.testResults.filter(({ status }) => status === 'failed').length,
      failed: code !== 0,
      times: new Map(
        found.testResults.map(({ name, startTime, endTime }) => [
          name.slice(copy.length + 1),
          endTime - startTime,
        ]),
      ),
    };
  } catch {
    return undefined;
  }
}

interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly startTime: number;
    readonly endTime: number;
  }[];
}

const nothing = { failedTests: 0, passedTests: 0, failedFiles: 0, failed: false, times: new Map() };

/** A loop that never ends hears no signal but the last one, so the whole group is ended. */
function run(
  cwd: string,
  args: readonly string[],
  milliseconds: number,
): Promise<{ code: number | null; hung: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'ignore', detached: true });
    let hung = false;
    const end = (signal: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    };
    const timer = setTimeout(() => {
      hung = true;
      end('SIGTERM');
      setTimeout(() => (end('SIGKILL'), resolve({ code: null, hung })), GRACE_MILLISECONDS);
    }, milliseconds);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      if (!hung) resolve({ code, hung });
    });
  });
}
