/**
 * How the bytes of a file become text: by its byte order mark, by where zeros stand, else UTF-8;
 * what is not valid UTF-8 is taken for windows-1252, as spreadsheets on Windows write it.
 */
import type { ParsedTable } from './parsed-table';

export type Encoding = ParsedTable['encoding'];

/** A file that is no text, in a sentence. */
export interface NoText {
  readonly reason: string;
}

export function detectEncoding(start: Uint8Array): Encoding | NoText {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start[0] === 0x50 && start[1] === 0x4b) {
    return {
      reason: 'This is a spreadsheet or another packed file. Open it and store the table as CSV.',
    };
  }
  if (startsWith(start, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { reason: 'This is an old spreadsheet. Open it and store the table as CSV.' };
  }
  if (startsWith(start, [0x25, 0x50, 0x44, 0x46])) {
    return { reason: 'This is a PDF. A table is needed as CSV.' };
  }
  const zeros = [0, 0];
  start.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] += 1;
  });
  const half = start.length / 2;
  if (zeros[1] > 0.3 * half && zeros[0] < 0.05 * half) return 'utf-16le';
  if (zeros[0] > 0.3 * half && zeros[1] < 0.05 * half) return 'utf-16be';
  if (zeros[0] + zeros[1] > 0) return { reason: 'This is not a text file.' };
  return 'utf-8';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
