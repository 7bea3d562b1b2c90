/** The datasets that stand inside the frame's own file. */
import { readDataset, readIndex } from '../data/built-in';
import type { Dataset } from '../finance/dataset';
import { unpackTable } from './packed-table';
import { words } from './words';

/** Reads each when it is first wanted. Rejects for one that is not inside. */
export function createInsideData(page: Document): (id: string, title?: string) => Promise<Dataset> {
  const textOf = (id: string) => page.getElementById(id)?.textContent ?? '';
  const known = new Map<string, Dataset>();
  return async (id, title) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const entries = readIndex(JSON.parse(textOf('asset-mix-datasets')));
    const entry = entries.find((one) => one.id === id);
    if (entry === undefined) throw new Error(words.notInside(title ?? id.slice(0, 60)));
    const dataset = readDataset(entry, unpackTable(textOf(id)));
    known.set(id, dataset);
    return dataset;
  };
}
