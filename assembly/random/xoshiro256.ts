/**
 * xoshiro256++ in two lanes: 64-bit random words, two a step.
 *
 * Method: two independent generators, one in each half of a 128-bit register; word 2k comes
 * from lane 0 and word 2k + 1 from lane 1. A state is 64 bytes: s0..s3 of lane 0, then s0..s3
 * of lane 1.
 *
 * Seeding: a state is a pure function of (seed, stream, block). With `a` the first output of
 * splitmix64 started at `seed + 2^32 * stream`, the eight outputs of splitmix64 started at
 * `a xor block` fill the state, lane 0 first. So any block can be drawn again by itself.
 *
 * Special case: a state of zeros would stay zero for ever; splitmix64 never gives eight zeros,
 * nor four in a row, because its outputs are a permutation of its counter.
 *
 * Reference: Blackman, Vigna, "Scrambled linear pseudorandom number generators" (2018).
 */
import { splitmixOutput } from './splitmix64';

/** Bytes of the state of both lanes. */
export const STATE_BYTES: usize = 64;

/** Word `index` (0 to 7) of the state of a block; words 0..3 are lane 0, 4..7 lane 1. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function stateWord(seed: i32, stream: i32, block: i32, index: i32): u64 {
  const spread = splitmixOutput(((<u64>(<u32>stream)) << 32) | <u64>(<u32>seed), 1);
  return splitmixOutput(spread ^ <u64>(<u32>block), <u64>index + 1);
}

/** Writes the 64-byte state of a block. */
export function seedState(state: usize, seed: i32, stream: i32, block: i32): void {
  for (let i = 0; i < 8; i++) {
    store<u64>(state + ((<usize>i) << 3), stateWord(seed, stream, block, i));
  }
}

/** The next word of one lane, whose four state words are at `state`. */
export function nextWord(state: usize): u64 {
  const s0 = load<u64>(state);
  const s1 = load<u64>(state, 8);
  const s2 = load<u64>(state, 16) ^ s0;
  const s3 = load<u64>(state, 24) ^ s1;
  store<u64>(state, s0 ^ s3);
  store<u64>(state, s1 ^ s2, 8);
  store<u64>(state, s2 ^ (s1 << 17), 16);
  store<u64>(state, rotl<u64>(s3, 45), 24);
  // The scrambler reads the state from before the step.
  return rotl<u64>(s0 + (s3 ^ s1), 23) + s0;
}

/** State word `index` (0 to 3) of both lanes of a block. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function seededPair(seed: i32, stream: i32, block: i32, index: i32): v128 {
  const lane0 = i64x2.splat(<i64>stateWord(seed, stream, block, index));
  return i64x2.replace_lane(lane0, 1, <i64>stateWord(seed, stream, block, index + 4));
}

/**
 * Writes `count` words and advances the state. Both lanes always step together: of an odd
 * count the last word of lane 1 is dropped.
 */
export function xoshiro256(state: usize, out: usize, count: i32): void {
  fill(
    state,
    out,
    count,
    statePair(state, 0),
    statePair(state, 1),
    statePair(state, 2),
    statePair(state, 3),
  );
}

/** Writes the first `count` words of a block. */
export function randomWords(out: usize, count: i32, seed: i32, stream: i32, block: i32): void {
  fill(
    0,
    out,
    count,
    seededPair(seed, stream, block, 0),
    seededPair(seed, stream, block, 1),
    seededPair(seed, stream, block, 2),
    seededPair(seed, stream, block, 3),
  );
}

/** Writes words from the given state, and the state that follows where `state` is not 0. */
function fill(state: usize, out: usize, count: i32, s0: v128, s1: v128, s2: v128, s3: v128): void {
  const end = out + ((<usize>count) << 3);
  for (; out < end; out += 16) {
    const word = scrambled(s0, s3);
    if (end - out >= 16) v128.store(out, word);
    else store<u64>(out, i64x2.extract_lane(word, 0));
    const shifted = i64x2.shl(s1, 17);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotated(s3);
  }
  if (state != 0) storeState(state, s0, s1, s2, s3);
}

/** State word `index` (0 to 3) of both lanes. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function statePair(state: usize, index: usize): v128 {
  const word = state + (index << 3);
  return v128.load64_lane(word + 32, v128.load64_zero(word), 1);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function storeState(state: usize, s0: v128, s1: v128, s2: v128, s3: v128): void {
  storePair(state, s0);
  storePair(state + 8, s1);
  storePair(state + 16, s2);
  storePair(state + 24, s3);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function storePair(word: usize, pair: v128): void {
  v128.store64_lane(word, pair, 0);
  v128.store64_lane(word + 32, pair, 1);
}

/** The words that a state gives. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function scrambled(s0: v128, s3: v128): v128 {
  const sum = i64x2.add(s0, s3);
  return i64x2.add(v128.or(i64x2.shl(sum, 23), i64x2.shr_u(sum, 41)), s0);
}

/** The rotation at the end of a step. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function rotated(s3: v128): v128 {
  return v128.or(i64x2.shl(s3, 45), i64x2.shr_u(s3, 19));
}
