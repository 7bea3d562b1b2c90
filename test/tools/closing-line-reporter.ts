/** Prints how the whole run ended as the very last line: `N passed, N failed`. */
import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node';

export class ClosingLineReporter implements Reporter {
  private line = '';

  onInit(vitest: Vitest): void {
    // A run that breaks before any test, in a global setup for example, is a failure as well.
    this.line = closingLine({ passed: 0, failed: 1, skipped: 0 });
    if (!vitest.config.watch) process.once('exit', () => writeSync(1, `${this.line}\n`));
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    this.line = closingLine(countTests(modules, unhandledErrors.length, reason));
  }
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * A file that cannot be collected, a hook that throws, an error outside of every test and a
 * test that never ended count as one failure each.
 */
function countTests(
  modules: readonly TestModule[],
  unhandledErrors: number,
  reason: TestRunEndReason,
): Counts {
  let passed = 0;
  let failed = unhandledErrors;
  let skipped = 0;
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'skipped') skipped += 1;
      else failed += 1;
    }
  }
  if (failed === 0 && reason !== 'passed') failed = 1;
  return { passed, failed, skipped };
}

function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
