/**
 * `npm run test:fuzz`: links, addresses, messages and files that are made up to do harm, a million
 * of each kind, where `npm test` tries a thousand. It takes an hour or so. No part of `npm test`.
 *
 *   npm run test:fuzz               # a million of each
 *   npm run test:fuzz -- 50000      # fewer
 *   npm run test:fuzz -- 50000 parse  # those alone whose file is called so
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const runs = Number(process.argv[2] ?? 1_000_000);
const wanted = process.argv[3] ?? '';
const files = readdirSync('test', { encoding: 'utf8', recursive: true })
  .filter((path) => path.endsWith('.test.ts') && !path.includes('e2e') && path.includes(wanted))
  .map((path) => `test/${path}`)
  .filter((path) => readFileSync(path, 'utf8').includes('fuzzRuns('));
console.log(`${runs} inputs of each kind:\n  ${files.join('\n  ')}`);
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--project',
    'node',
    '--testTimeout',
    '86400000',
    '--reporter',
    'verbose',
    ...files,
  ],
  { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: String(runs) } },
);
process.exitCode = status ?? 1;
