/**
 * Normals whose first row is stratified: scenario i of a block draws in it from the i-th of 4096
 * equally likely pieces of the distribution. The other rows are plain draws.
 *
 * What for: with the first row along the direction that moves the result most (see
 * `reflectRows`), the number of scenarios on each side of a quantile hardly varies any more.
 *
 * Draws: the place inside a stratum is the upper half of word i of the block in stream STRATA, as
 * (32 bits + 1/2) / 2^32. Row r > 0 is row r - 1 of the block in stream ASSETS. Writes `rows` x
 * 4096 normals, row-major. Scratch: `simulationScratchBytes()`.
 *
 * Reference: Glasserman, "Monte Carlo Methods in Financial Engineering" (2003), 4.3.
 */
import { BLOCK, normalBlock } from './normal';
import { normalQuantiles } from './normal-quantile';
import { ASSETS, STRATA } from './streams';
import { randomWords } from './xoshiro256';

export function stratifiedBlock(
  out: usize,
  rows: i32,
  seed: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  randomWords(out, BLOCK, seed, STRATA, block);
  for (let i = 0; i < BLOCK; i++) {
    const at = out + ((<usize>i) << 3);
    const place = (<f64>load<u32>(at, 4) + 0.5) / 4294967296;
    store<f64>(at, (<f64>i + place) / <f64>BLOCK);
  }
  normalQuantiles(out, BLOCK);
  normalBlock(out + ((<usize>BLOCK) << 3), rows - 1, seed, ASSETS, block, table, scratch);
}
