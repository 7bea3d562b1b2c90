/**
 * Standard normal draws by the block: 4,096 scenarios a row, any number of rows.
 *
 * Layout, fixed for ever: within a block the words are taken row by row; the word of (row,
 * scenario) is number `row * 4096 + scenario`, so its generator lane is `scenario & 1`. A row is
 * an asset, or a period. How many rows are asked for changes no earlier row, and the pieces in
 * which a block is worked through change nothing.
 *
 * Method: two passes over pieces of 512, because a fused loop starves either the generator or
 * the table look-ups. First 4 KB of words; then a SIMD pass multiplies, compares and notes the
 * places that the ziggurat refused (0.4 %). These are resolved in ascending (row, scenario)
 * order by one scalar generator per block, which is a lane of the state of stream REJECTIONS:
 * lane 0 for the streams with even numbers (the asset draws), lane 1 for the odd ones.
 *
 * Accuracy: see ziggurat.ts.
 */
import { REJECTIONS } from './streams';
import { seedState, stateWord, STATE_BYTES, xoshiro256 } from './xoshiro256';
import { CENTER, EXPONENT, resolveRefused, SIGN } from './ziggurat';

/** Scenarios in a block. */
export const BLOCK: i32 = 4096;
/** Normals a call of `drawNormals` writes; a row is eight of them. */
export const PIECE: i32 = 512;

const REFUSER: usize = STATE_BYTES;
const WORDS: usize = 128;
const REFUSED: usize = WORDS + 4096;
/** Bytes of scratch that drawing takes; a multiple of 128. */
export const DRAW_BYTES: usize = REFUSED + 2048;

/** Sets the generators of a block at the beginning of row 0. */
export function startBlock(scratch: usize, seed: i32, stream: i32, block: i32): void {
  seedState(scratch, seed, stream, block);
  const lane = (stream & 1) << 2;
  for (let i = 0; i < 4; i++) {
    store<u64>(scratch + REFUSER + ((<usize>i) << 3), stateWord(seed, REJECTIONS, block, lane + i));
  }
}

/** Writes the next 512 normals of the block. */
export function drawNormals(out: usize, table: usize, scratch: usize): void {
  const words = scratch + WORDS;
  const refused = scratch + REFUSED;
  xoshiro256(scratch, words, PIECE);
  const exponent = v128.load64_splat(table + EXPONENT);
  const center = v128.load64_splat(table + CENTER);
  const sign = v128.load64_splat(table + SIGN);
  let last = refused;
  for (let offset: usize = 0; offset < 4096; offset += 32) {
    const word = words + offset;
    const w0 = v128.load(word);
    const a0 = v128.load(table + ((<usize>(load<u32>(word) & 1023)) << 3));
    const b0 = v128.load(table + ((<usize>(load<u32>(word, 8) & 1023)) << 3));
    const w1 = v128.load(word, 16);
    const a1 = v128.load(table + ((<usize>(load<u32>(word, 16) & 1023)) << 3));
    const b1 = v128.load(table + ((<usize>(load<u32>(word, 24) & 1023)) << 3));
    const u0 = f64x2.sub(v128.or(i64x2.shr_u(w0, 12), exponent), center);
    const u1 = f64x2.sub(v128.or(i64x2.shr_u(w1, 12), exponent), center);
    const x0 = f64x2.mul(u0, v128.shuffle<i64>(a0, b0, 0, 2));
    const x1 = f64x2.mul(u1, v128.shuffle<i64>(a1, b1, 0, 2));
    v128.store(out + offset, v128.or(x0, v128.and(i64x2.shl(w0, 53), sign)));
    v128.store(out + offset, v128.or(x1, v128.and(i64x2.shl(w1, 53), sign)), 16);
    const r0 = f64x2.ge(x0, v128.shuffle<i64>(a0, b0, 1, 3));
    const r1 = f64x2.ge(x1, v128.shuffle<i64>(a1, b1, 1, 3));
    if (v128.any_true(v128.or(r0, r1))) {
      let mask = i64x2.bitmask(r0) | (i64x2.bitmask(r1) << 2);
      while (mask != 0) {
        store<u32>(last, <u32>offset + ((<u32>ctz(mask)) << 3));
        last += 4;
        mask &= mask - 1;
      }
    }
  }
  const refuser = scratch + REFUSER;
  for (let place = refused; place < last; place += 4) {
    const offset = <usize>load<u32>(place);
    store<f64>(out + offset, resolveRefused(load<u64>(words + offset), refuser, table));
  }
}

/** Writes `rows` x 4096 normals, row-major. Scratch: `simulationScratchBytes(rows)`. */
export function normalBlock(
  out: usize,
  rows: i32,
  seed: i32,
  stream: i32,
  block: i32,
  table: usize,
  scratch: usize,
): void {
  startBlock(scratch, seed, stream, block);
  const end = out + ((<usize>rows) << 15);
  for (; out < end; out += 4096) drawNormals(out, table, scratch);
}
