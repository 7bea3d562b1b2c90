/** What of the sources did not come in, in sentences. */
import type { Dropped } from '../analyses/scenario-data';
import { formatCount, formatDate } from '../ui/format';
import { words } from './words';

export function droppedLines(dropped: readonly Dropped[]): string[] {
  return dropped.map(({ reason, source, rows, first, last }) => {
    const ends = [first, last].map((label) => formatDate(label, 'daily'));
    const where = rows === 1 ? ends[0] : `${ends[0]} ${words.to} ${ends[1]}`;
    return words.dropped[reason](formatCount(rows), rows === 1, source, where);
  });
}
