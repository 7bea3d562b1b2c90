/**
 * The scratch of the simulation kernels: generators, a buffer of words, the places refused, one
 * piece of normals, and for a full factor a tile of 128 scenarios for each row.
 */
import { DRAW_BYTES } from '../random/normal';

/** Where a kernel may put a piece of 512 normals. */
export const NORMALS: usize = DRAW_BYTES;
/** Where a kernel may put a tile, rows x 128 values. */
export const TILE: usize = NORMALS + 4096;

/** Bytes of scratch for any simulation kernel of that many rows: about 10 KB + 1 KB a row. */
export function simulationScratchBytes(rows: i32): i32 {
  return <i32>TILE + (rows << 10);
}
