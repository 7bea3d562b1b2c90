/** The columns of the sources by their ids in the working dataset. */
import type { Dataset } from '../finance/dataset';

/** The id of a source's column in the working dataset: those of the first source keep theirs. */
export function workingId(sources: readonly { readonly id: string }[], s: number, id: string) {
  return s === 0 ? id : `${sources[s].id}.${id}`;
}

/** Where a column of the working dataset comes from. @throws RangeError where there is none. */
export function placeOf(
  id: string,
  sources: readonly Dataset[],
): { readonly s: number; readonly j: number } {
  for (const [s, { columns }] of sources.entries()) {
    const j = columns.findIndex((column) => workingId(sources, s, column.id) === id);
    if (j >= 0) return { s, j };
  }
  throw new RangeError(`the data have no column ${id}. Choose another, or take the step out.`);
}

/** The first default of the sources, by its id in the working dataset. */
export function defaultColumn(
  sources: readonly Dataset[],
  field: 'defaultRiskFree' | 'defaultInflation',
): string | undefined {
  const s = sources.findIndex((source) => source[field] !== undefined);
  return s < 0 ? undefined : workingId(sources, s, sources[s][field] ?? '');
}
