/**
 * `npm run test:breaks`, by hand: breaks a copy of this program in each way of `test/breaks.ts`,
 * and shows that the test named there fails. A first argument takes those alone whose promise,
 * file or test holds it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaks, type Break } from '../breaks';
import { inCopy, runTests } from './broken-copy';

const MILLISECONDS = 10 * 60_000;

type Outcome = 'noticed' | 'NOT NOTICED' | 'NO SUCH TEXT' | 'NO SUCH TEST';

export async function main([wanted = '']: readonly string[]): Promise<void> {
  const chosen = breaks.filter(({ promise, what, file, test }) =>
    [promise, what, file, test].some((text) => text.includes(wanted)),
  );
  let failed = 0;
  await inCopy(async (copy) => {
    for (const one of chosen) {
      const outcome = await attempt(copy, one);
      failed += Number(outcome !== 'noticed');
      console.log(
        `${outcome.padEnd(12)}  ${one.promise}: ${one.what}\n${' '.repeat(14)}${one.test}`,
      );
    }
  });
  console.log(`${chosen.length - failed} of ${chosen.length} breaks were noticed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** A test that fails has noticed; one that could not be loaded or found has not. */
async function attempt(copy: string, { file, replace, by, test, name }: Break): Promise<Outcome> {
  const path = join(copy, file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(replace).length !== 2) return 'NO SUCH TEXT';
  writeFileSync(
    path,
    whole.replace(replace, () => by),
  );
  try {
    const only = name === undefined ? [] : ['--testNamePattern', escaped(name)];
    const done = await runTests(copy, [test, ...only], MILLISECONDS);
    if (done === undefined) return 'NO SUCH TEST';
    if (done.failedTests > 0) return 'noticed';
    return done.passedTests > 0 ? 'NOT NOTICED' : 'NO SUCH TEST';
  } finally {
    writeFileSync(path, whole);
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
