/** Reads a whole file at once, where nobody waits for the page. */
import type { ParsedTable, ReadSettings, Unreadable } from './parsed-table';
import { createTableReader } from './table-reader';

/** A table of numbers from the text of a file, or why it cannot be read and on which line. */
export async function parseText(
  text: string | Blob,
  given: Partial<ReadSettings> = {},
): Promise<ParsedTable | Unreadable> {
  const file = typeof text === 'string' ? new Blob([text]) : text;
  const reader = createTableReader(file, given);
  while (!(await reader.next()).done);
  return reader.outcome();
}
