/**
 * Standard normal draws by the block: 4,096 scenarios a row, any number of rows.
 *
 * Layout, fixed for ever: within a block the words are taken row by row; the word of (row,
 * scenario) is number `row * 4096 + scenario`, so its generator lane is `scenario & 1`. A row is
 * an asset, or a period. How many rows are asked for changes no earlier row, and the pieces in
 * which a block is worked through change nothing.
 *
 * Method: one loop over pieces of 512 does two things that do not wait for each other. A SIMD
 * ziggurat makes normals of words drawn one piece earlier: it multiplies, compares and notes the
 * places that were refused (0.4 %). Between its look-ups the generator, each of whose steps has to
 * wait for the one before, writes the words of the next piece. Those refused are then resolved in
 * ascending (row, scenario) order by one scalar generator per block, which is a lane of the state
 * of stream REJECTIONS: lane 0 for the streams with even numbers (the asset draws), lane 1 for the
 * odd ones.
 *
 * Accuracy: see ziggurat.ts.
 */
import { REJECTIONS } from './streams';
import {
  rotated,
  scrambled,
  seedState,
  STATE_BYTES,
  statePair,
  stateWord,
  storeState,
  xoshiro256,
} from './xoshiro256';
import { CENTER, EXPONENT, resolveRefused, SIGN } from './ziggurat';

/** Scenarios in a block. */
export const BLOCK: i32 = 4096;
/** Normals a call of `drawNormals` writes; a row is eight of them. */
export const PIECE: i32 = 512;
const PIECE_BYTES: usize = (<usize>PIECE) << 3;

const REFUSER: usize = STATE_BYTES;
/** Which half of the words comes next: 0, or the bytes of a piece. */
const TURN: usize = REFUSER + 32;
const WORDS: usize = 128;
const REFUSED: usize = WORDS + 2 * PIECE_BYTES;
/** Bytes of scratch that drawing takes; a multiple of 128. */
export const DRAW_BYTES: usize = REFUSED + 2048;

/** Sets the generators of a block at the beginning of row 0. */
export function startBlock(scratch: usize, seed: i32, stream: i32, block: i32): void {
  seedState(scratch, seed, stream, block);
  const lane = (stream & 1) << 2;
  for (let i = 0; i < 4; i++) {
    store<u64>(scratch + REFUSER + ((<usize>i) << 3), stateWord(seed, REJECTIONS, block, lane + i));
  }
  store<u32>(scratch, 0, TURN);
  xoshiro256(scratch, scratch + WORDS, PIECE);
}

/** Writes the next 512 normals of the block. */
export function drawNormals(out: usize, table: usize, scratch: usize): void {
  const turn = <usize>load<u32>(scratch, TURN);
  const words = scratch + WORDS + turn;
  const next = scratch + WORDS + (turn ^ PIECE_BYTES);
  const refused = scratch + REFUSED;
  const exponent = v128.load64_splat(table + EXPONENT);
  const center = v128.load64_splat(table + CENTER);
  const sign = v128.load64_splat(table + SIGN);
  let s0 = statePair(scratch, 0);
  let s1 = statePair(scratch, 1);
  let s2 = statePair(scratch, 2);
  let s3 = statePair(scratch, 3);
  let last = refused;
  for (let offset: usize = 0; offset < PIECE_BYTES; offset += 16) {
    const word = words + offset;
    const w = v128.load(word);
    const a = v128.load(table + ((<usize>(load<u32>(word) & 1023)) << 3));
    const b = v128.load(table + ((<usize>(load<u32>(word, 8) & 1023)) << 3));
    const u = f64x2.sub(v128.or(i64x2.shr_u(w, 12), exponent), center);
    const x = f64x2.mul(u, v128.shuffle<i64>(a, b, 0, 2));
    v128.store(out + offset, v128.or(x, v128.and(i64x2.shl(w, 53), sign)));
    let mask = i64x2.bitmask(f64x2.ge(x, v128.shuffle<i64>(a, b, 1, 3)));
    while (mask != 0) {
      store<u32>(last, <u32>offset + ((<u32>ctz(mask)) << 3));
      last += 4;
      mask &= mask - 1;
    }
    v128.store(next + offset, scrambled(s0, s3));
    const shifted = i64x2.shl(s1, 17);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotated(s3);
  }
  storeState(scratch, s0, s1, s2, s3);
  store<u32>(scratch, <u32>(turn ^ PIECE_BYTES), TURN);
  const refuser = scratch + REFUSER;
  for (let place = refused; place < last; place += 4) {
    const offset = <usize>load<u32>(place);
    store<f64>(out + offset, resolveRefused(load<u64>(words + offset), refuser, table));
  }
}

/** Writes `rows` x 4096 normals, row-major. Scratch: `simulationScratchBytes()`. */
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
  for (; out < end; out += PIECE_BYTES) drawNormals(out, table, scratch);
}
