/**
 * A file as pieces of text with line feeds for all ends of lines. Each piece is read when it is
 * asked for, so no more than one of them is held.
 */
import type { Encoding } from './encoding';

export interface TextPieces {
  /** The next piece; undefined at the end. Throws a TypeError where the bytes are no UTF-8. */
  next(): Promise<string | undefined>;
  /** Bytes of the file that have been read. */
  readonly bytesRead: number;
}

export function createTextPieces(file: Blob, encoding: Encoding, pieceBytes: number): TextPieces {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  let bytesRead = 0;
  let ended = false;
  /** A carriage return at the end of a piece, whose line feed may follow. */
  let held = '';

  return {
    async next() {
      if (ended) return undefined;
      const end = Math.min(file.size, bytesRead + pieceBytes);
      const bytes = await file.slice(bytesRead, end).arrayBuffer();
      bytesRead = end;
      ended = end === file.size;
      let text = held + decoder.decode(bytes, { stream: true }) + (ended ? decoder.decode() : '');
      held = !ended && text.endsWith('\r') ? '\r' : '';
      if (held !== '') text = text.slice(0, -1);
      return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
    },
    get bytesRead() {
      return bytesRead;
    },
  };
}
