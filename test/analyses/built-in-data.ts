/** The built-in datasets read from the files that ship, for tests in Node. */
import { readFileSync } from 'node:fs';
import { readDataset, readIndex, type DatasetEntry } from '../../src/data/built-in';
import type { Dataset } from '../../src/finance/dataset';

const folder = new URL('../../public/data/', import.meta.url);

export const entries: readonly DatasetEntry[] = readIndex(
  JSON.parse(readFileSync(new URL('datasets.json', folder), 'utf8')),
);

export function builtIn(id: string): Dataset {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`no built-in dataset ${id}`);
  return readDataset(entry, readFileSync(new URL(entry.file, folder), 'utf8'));
}

export const monthly = builtIn('us-asset-classes-monthly');
