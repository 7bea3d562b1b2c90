/**
 * The scratch of the simulation kernels: generators, two pieces of words, the places refused, and
 * one piece of normals.
 */
import { DRAW_BYTES } from '../random/normal';

/** Where a kernel may put a piece of 512 normals. */
export const NORMALS: usize = DRAW_BYTES;
/** Where a kernel may put more. */
export const REST: usize = NORMALS + 4096;

/** Bytes of scratch for the kernels of normal draws, whatever the number of rows: 14 KB. */
export function simulationScratchBytes(): i32 {
  return <i32>REST;
}
