/** A reader whose pieces are numbered, and what came of them. */
import type { CreateReader } from '../../src/engine/compute-service';
import type { ParsedTable, ReadProgress, Unreadable } from '../../src/data/parse/parsed-table';

export interface FakeReading {
  /** Pieces of 10 bytes until it is done. */
  readonly pieces?: number;
  readonly milliseconds?: number;
  /** The piece that throws, and what. */
  readonly failAt?: number;
  readonly failure?: Error;
  /** The piece after which it begins anew, as a reader does that mistook the encoding. */
  readonly anewAt?: number;
  readonly unreadable?: Unreadable;
}

export interface ReadingLog {
  /** A letter for each file, then the piece. */
  readonly pieces: string[];
  readonly given: object[];
}

export const table = { values: [new Float64Array([1, NaN])], index: ['1', '2'] };

/** The files are told apart by their content. */
export function fakeReader(reading: FakeReading = {}): { create: CreateReader; log: ReadingLog } {
  const { pieces = 3, milliseconds = 0, failAt, failure, anewAt, unreadable } = reading;
  const log: ReadingLog = { pieces: [], given: [] };
  const create: CreateReader = (file, given) => {
    log.given.push(given);
    let piece = 0;
    let again = anewAt;
    let done = false;
    return {
      async next(): Promise<ReadProgress> {
        const name = await file.text();
        if (piece === failAt) throw failure ?? new Error('A planted fault.');
        log.pieces.push(`${name}${piece}`);
        const end = performance.now() + milliseconds;
        while (performance.now() < end);
        if (piece === again) {
          piece = 0;
          again = undefined;
        } else piece += 1;
        done = piece === pieces;
        return { bytesRead: 10 * piece, bytes: 10 * pieces, rows: piece, done };
      },
      outcome() {
        if (!done) throw new Error('Asked too early.');
        return unreadable ?? (table as unknown as ParsedTable);
      },
    };
  };
  return { create, log };
}
