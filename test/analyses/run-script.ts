/** Runs the scripts that the page offers with Python, beside the file that they read. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { assetsOf, type Scenario } from '../../src/analyses/scenario';
import type { ReproduceFile } from '../../src/analyses/view';
import type { Dataset } from '../../src/finance/dataset';

/** A Python with NumPy; undefined where there is none. */
export const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import numpy']).status === 0,
);

const folder = mkdtempSync(join(tmpdir(), 'asset-mix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export function fileOf(dataset: Dataset, scenario: Scenario): ReproduceFile {
  return {
    name: `${dataset.id}.csv`,
    fingerprint: dataset.fingerprint,
    assets: assetsOf(scenario),
    kind: dataset.kind,
    dated: dataset.dated,
    periodsPerYear: dataset.periodsPerYear,
    riskFree: scenario.data.riskFree ?? undefined,
    inflation: dataset.defaultInflation,
    made: dataset.madeOf && dataset,
  };
}

/** What a script prints: numbers by name. `more` are other files that it reads, by their names. */
export function runScript(
  script: string,
  csv: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
) {
  const scriptFile = join(folder, 'script.py');
  const dataFile = join(folder, name);
  writeFileSync(scriptFile, script);
  writeFileSync(dataFile, csv);
  for (const [file, text] of Object.entries(more)) writeFileSync(join(folder, file), text);
  // From the folder of the data, without naming it: the script knows its file.
  const { status, stdout, stderr } = spawnSync(python ?? '', [scriptFile], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    // Two scripts at once would fight over the processors.
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
  });
  const lines = stdout.trim().split('\n').filter(Boolean);
  const figures = lines.map((line): [string, number[]] => {
    const [id, ...numbers] = line.split(' ');
    return [id, numbers.map(Number)];
  });
  return { status, stderr, figures: Object.fromEntries(figures) };
}
