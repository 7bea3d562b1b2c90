/** A build says what it is: the same sources give the same bytes, and the page shows their hash. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hashOfBuild } from '../tools/build-hash';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

test('two builds of the page are the same byte for byte, and the page shows their hash', () => {
  const other = mkdtempSync(join(tmpdir(), 'asset-mix-build-'));
  try {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const arguments_ = [vite, 'build', '--outDir', other, '--emptyOutDir', '--logLevel', 'error'];
    execFileSync(process.execPath, arguments_, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: 'ignore',
    });
    const [first, second] = [filesOf(dist), filesOf(other)];
    // Beside the page the folder holds the frame, the elements and the library.
    const names = [...second.keys()];
    expect(names.length).toBeGreaterThan(30);
    const differing = names.filter(
      (name) => first.get(name)?.equals(second.get(name) ?? Buffer.of()) !== true,
    );
    expect(differing).toEqual([]);
    const page = String(second.get('index.html'));
    expect(page).toContain(`<meta name="build" content="${hashOfBuild(second)}">`);
    expect(hashOfBuild(first)).toBe(hashOfBuild(second));
  } finally {
    rmSync(other, { recursive: true });
  }
});

function filesOf(folder: string): Map<string, Buffer> {
  return new Map(
    readdirSync(folder, { encoding: 'utf8', recursive: true })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path))]),
  );
}
