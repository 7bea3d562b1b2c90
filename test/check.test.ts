/** The checks of `npm run check`, so that `npm test` alone tells whether all is well. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the code base', () => {
  it.each([
    ['has sound types', 'types'],
    ['passes the linter', 'lint'],
    ['is formatted', 'format:check'],
    ['has no unused file, export or dependency', 'unused'],
  ])(
    '%s',
    async (_, script) => {
      const { status, output } = await run(script);
      expect(status, output).toBe(0);
    },
    240_000,
  );
});

function run(script: string): Promise<{ status: number | null; output: string }> {
  return new Promise((settle, fail) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      shell: process.platform === 'win32',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', fail);
    child.on('close', (status) => settle({ status, output }));
  });
}
