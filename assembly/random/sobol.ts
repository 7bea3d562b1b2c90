/**
 * Normals from Sobol's sequence with Owen's scrambling: points that fill the cube more evenly than
 * chance would, and yet at random, so that their error can be told from repeating them.
 *
 * What: among the first 2^m points of the sequence every slice of the cube with sides of powers of
 * two, and of the right size, holds its exact share, in each dimension and in many combinations of
 * them. Scrambling permutes the halves of every dimension, the halves of the halves and so on, each
 * by a coin of its own: shares stay as they are, and every single point is uniform. Two keys give
 * two independent randomizations of the same sequence.
 *
 * Draws: points 4096 b to 4096 b + 4095 are block b. The key of a dimension is the upper half of
 * output dimension + 1 of splitmix64 started at `a xor replicate`, `a` as in xoshiro256.ts with the
 * stream SCRAMBLES. So a block is a function of (seed, replicate, block) alone, and more dimensions
 * change no earlier one. A coordinate is (32 bits + 1/2) / 2^32, its normal the quantile there: no
 * normal is larger than 6.3.
 *
 * Method: the bits of a coordinate are kept in reverse, so that a carry or a product moves upwards
 * from coarse halves to fine ones. The 4096 points of a block come from one by doubling. The coins
 * are a hash: adding the key and x <- x xor c x for four even c, whose result depends in every bit
 * on the bits below alone, which is what a nested permutation is.
 *
 * References: Sobol, "On the distribution of points in a cube and the approximate evaluation of
 * integrals" (1967); Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995); Laine,
 * Karras, "Stratified sampling for stochastic transparency" (2011), and Burley, "Practical
 * hash-based Owen scrambling" (2020), for the hash.
 */
import { BLOCK } from './normal';
import { normalQuantiles } from './normal-quantile';
import { sobolDirections } from './sobol-directions';
import { SCRAMBLES } from './streams';
import { stateWord } from './xoshiro256';

const DIRECTIONS: usize = 128;
/** Bytes of scratch: directions, and the bits of a block in one dimension. */
const SCRATCH: usize = DIRECTIONS + ((<usize>BLOCK) << 2);

export function sobolScratchBytes(): i32 {
  return <i32>SCRATCH;
}

/** Writes `dimensions` (to 250) rows of 4096 normals, row-major. Scratch: `sobolScratchBytes()`. */
export function sobolBlock(
  out: usize,
  dimensions: i32,
  seed: i32,
  replicate: i32,
  block: i32,
  scratch: usize,
): void {
  const bits = scratch + DIRECTIONS;
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const key = <u32>(stateWord(seed, SCRAMBLES, replicate, dimension) >> 32);
    sobolBits(bits, dimension, block, scratch);
    scrambledUniforms(out, bits, key);
    normalQuantiles(out, BLOCK);
    out += (<usize>BLOCK) << 3;
  }
}

/** Writes one dimension of a block without scrambling: 4096 u32 with their bits in reverse. */
export function sobolBits(out: usize, dimension: i32, block: i32, scratch: usize): void {
  sobolDirections(scratch, dimension);
  let first: u32 = 0;
  let direction = scratch + 48;
  for (let rest = <u32>block; rest != 0; rest >>= 1) {
    if (rest & 1) first ^= load<u32>(direction);
    direction += 4;
  }
  store<u32>(out, first);
  store<u32>(out, first ^ load<u32>(scratch), 4);
  store<u64>(out, load<u64>(out) ^ (<u64>load<u32>(scratch, 4) * 0x100000001), 8);
  direction = scratch + 8;
  for (let width: usize = 16; width < (<usize>BLOCK) << 2; width <<= 1) {
    const flip = v128.load32_splat(direction);
    for (let at = out; at < out + width; at += 16) {
      v128.store(at + width, v128.xor(v128.load(at), flip));
    }
    direction += 4;
  }
}

/** For every nibble its bits in reverse, as the upper and as the lower half of a byte. */
const UPPER = memory.data<u8>([
  0x00, 0x80, 0x40, 0xc0, 0x20, 0xa0, 0x60, 0xe0, 0x10, 0x90, 0x50, 0xd0, 0x30, 0xb0, 0x70, 0xf0,
]);
const LOWER = memory.data<u8>([
  0x00, 0x08, 0x04, 0x0c, 0x02, 0x0a, 0x06, 0x0e, 0x01, 0x09, 0x05, 0x0d, 0x03, 0x0b, 0x07, 0x0f,
]);
/** The bytes of each word in reverse. */
const BYTES = memory.data<u8>([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
const FACTORS = memory.data<u32>([0x6c50b47c, 0xb82f1e52, 0xc7afe638, 0x8d22f6e6]);

/** Scrambles 4096 u32 of reversed bits and writes them as uniforms, the right way round. */
function scrambledUniforms(out: usize, bits: usize, key: u32): void {
  const keys = i32x4.splat(key);
  const c0 = v128.load32_splat(FACTORS);
  const c1 = v128.load32_splat(FACTORS, 4);
  const c2 = v128.load32_splat(FACTORS, 8);
  const c3 = v128.load32_splat(FACTORS, 12);
  const bytes = v128.load(BYTES);
  const upper = v128.load(UPPER);
  const lower = v128.load(LOWER);
  const nibble = i8x16.splat(15);
  const half = f64x2.splat(0.5);
  const unit = f64x2.splat(1 / 4294967296.0);
  for (const end = bits + ((<usize>BLOCK) << 2); bits < end; bits += 16) {
    let x = i32x4.add(v128.load(bits), keys);
    x = v128.xor(x, i32x4.mul(x, c0));
    x = v128.xor(x, i32x4.mul(x, c1));
    x = v128.xor(x, i32x4.mul(x, c2));
    x = v128.xor(x, i32x4.mul(x, c3));
    x = i8x16.swizzle(x, bytes);
    const low = i8x16.swizzle(upper, v128.and(x, nibble));
    x = v128.or(low, i8x16.swizzle(lower, i8x16.shr_u(x, 4)));
    const u0 = f64x2.convert_low_i32x4_u(x);
    const u1 = f64x2.convert_low_i32x4_u(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
    v128.store(out, f64x2.mul(f64x2.add(u0, half), unit));
    v128.store(out, f64x2.mul(f64x2.add(u1, half), unit), 16);
    out += 32;
  }
}
