/**
 * splitmix64: a 64-bit counter, stepped by the golden ratio and scrambled.
 *
 * Here it only spreads seeds: output j from start s is `scramble(s + j * GOLDEN)`, j from 1,
 * so that any output can be computed alone and neighbouring seeds share nothing visible.
 *
 * Reference: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014), with
 * the scrambling constants of Stafford's variant 13.
 */
const GOLDEN: u64 = 0x9e3779b97f4a7c15;

/** Output `index` (from 1) of the sequence that starts at `start`. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function splitmixOutput(start: u64, index: u64): u64 {
  let z = start + index * GOLDEN;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Writes the first `count` outputs from the start `seedHigh * 2^32 + seedLow`, as u64. */
export function splitmix64(seedLow: i32, seedHigh: i32, out: usize, count: i32): void {
  const start = ((<u64>(<u32>seedHigh)) << 32) | <u64>(<u32>seedLow);
  for (let i = 0; i < count; i++) {
    store<u64>(out + ((<usize>i) << 3), splitmixOutput(start, <u64>i + 1));
  }
}
