/**
 * Normals in mirrored pairs: scenario i + 2048 of a block draws the opposite of all that scenario i
 * does, so that whatever is odd in the draws averages to its mean exactly.
 *
 * Layout: the words of the first 2048 scenarios are taken row by row; the word of (row, scenario) is
 * number `row * 2048 + scenario` of the block in stream ASSETS. Writes `rows` x 4096 normals,
 * row-major. Scratch: `simulationScratchBytes()`.
 *
 * Reference: Hammersley, Morton, "A new Monte Carlo technique: antithetic variates" (1956).
 */
import { BLOCK, drawNormals, startBlock } from './normal';
import { ASSETS } from './streams';

const HALF: usize = ((<usize>BLOCK) << 3) / 2;

export function antitheticBlock(
  out: usize,
  rows: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  startBlock(scratch, seed, ASSETS, block);
  for (let row = 0; row < rows; row++) {
    for (const end = out + HALF; out < end; out += 4096) {
      drawNormals(out, table, scratch);
      for (let at: usize = 0; at < 4096; at += 16) {
        v128.store(out + HALF + at, f64x2.neg(v128.load(out + at)));
      }
    }
    out += HALF;
  }
}
