/**
 * The ziggurat: normal random numbers from random words, exactly distributed, mostly without
 * computing anything but one product.
 *
 * What: the area under exp(-x^2 / 2) for x > 0 is covered by 1024 layers of equal area V. Layer
 * i is a rectangle from 0 to x[i]; the part of it left of x[i + 1] lies wholly under the curve.
 * A point is drawn in a random layer: left of x[i + 1] it is accepted at once (99.6 %), else
 * the curve decides (the wedge). Layer 0 is the rectangle up to R together with the tail beyond
 * R; its x[0] = V / f(R) makes the rectangle's share right.
 *
 * Word: bits 0..9 choose the layer, bit 10 the sign, bits 12..63 are the 52 bits of the uniform
 * u = (m + 1/2) / 2^52, which is never 0 and never 1. The three share no bit, so that layer,
 * sign and position are independent (Doornik 2005 showed what happens otherwise).
 *
 * Table: x[0..1024], one word of padding, f(x[0..1024]), padding, and three SIMD constants
 * (loaded into registers before a loop, since literals would be rebuilt at each use). R and V
 * solve x[1023] (1 - f(x[1023])) = V with V = R f(R) + sqrt(pi / 2) erfc(R / sqrt(2)); they were
 * found by bisection with 60 decimal digits:
 *   R = 4.038849846109504522714423405335931204702
 *   V = 0.001226324646353083072885370927737127062
 * and rounded to the nearest double. A test checks that the layers close at f = 1.
 *
 * Accuracy: |z| has 52 random bits below x[i]; layer areas agree to 1e-12 of themselves; the
 * tail is exact for any |z| that a double-precision uniform can reach (8.6).
 *
 * References: Marsaglia, Tsang, "The ziggurat method for generating random variables" (2000);
 * Marsaglia, "Generating a variable from the tail of the normal distribution" (1964); Doornik,
 * "An improved ziggurat method to generate normal random samples" (2005).
 */
import { nextWord } from './xoshiro256';

const LAYERS: i32 = 1024;
const R: f64 = 4.0388498461095045;
const V: f64 = 0.0012263246463530831;

/** Byte offsets of what follows x in the table. */
const HEIGHTS: usize = 1026 << 3;
export const EXPONENT: usize = 2052 << 3;
export const CENTER: usize = 2053 << 3;
export const SIGN: usize = 2054 << 3;

export function zigguratTableBytes(): i32 {
  return 2056 << 3;
}

/** Fills the table; the same bits on every machine, since exp and log are compiled in. */
export function zigguratTable(out: usize): void {
  let x = R;
  const base = Math.exp(-0.5 * R * R);
  store<f64>(out, V / base);
  store<f64>(out + HEIGHTS, 0);
  for (let i = 1; i < LAYERS; i++) {
    const height = Math.exp(-0.5 * x * x);
    store<f64>(out + ((<usize>i) << 3), x);
    store<f64>(out + HEIGHTS + ((<usize>i) << 3), height);
    x = Math.sqrt(-2 * Math.log(V / x + height));
  }
  store<f64>(out + ((<usize>LAYERS) << 3), 0);
  store<f64>(out + HEIGHTS + ((<usize>LAYERS) << 3), 1);
  store<f64>(out, 0, 1025 << 3);
  store<f64>(out, 0, HEIGHTS + (1025 << 3));
  store<u64>(out, 0x3ff0000000000000, EXPONENT);
  store<f64>(out, 1 - 1.1102230246251565e-16, CENTER);
  store<u64>(out, 0x8000000000000000, SIGN);
  store<u64>(out, 0, 2055 << 3);
}

/** The uniform in (0, 1) of a word's upper 52 bits. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function uniform(word: u64): f64 {
  return reinterpret<f64>((word >> 12) | 0x3ff0000000000000) - (1 - 1.1102230246251565e-16);
}

/**
 * What becomes of a word that the first test refused: wedge test, tail, or a complete redraw.
 * Further words come from the scalar generator at `state`.
 */
export function resolveRefused(word: u64, state: usize, table: usize): f64 {
  while (true) {
    const layer = (<usize>(word & 1023)) << 3;
    const negative = (word & 1024) != 0;
    const x = uniform(word) * load<f64>(table + layer);
    if (x < load<f64>(table + layer, 8)) return negative ? -x : x;
    if (layer == 0) {
      const tail = R + tailExcess(state);
      return negative ? -tail : tail;
    }
    const low = load<f64>(table + HEIGHTS + layer);
    const high = load<f64>(table + HEIGHTS + layer, 8);
    if (low + uniform(nextWord(state)) * (high - low) < Math.exp(-0.5 * x * x)) {
      return negative ? -x : x;
    }
    word = nextWord(state);
  }
}

/** By how much a normal exceeds R, given that it does (Marsaglia 1964). */
function tailExcess(state: usize): f64 {
  while (true) {
    const excess = -Math.log(uniform(nextWord(state))) / R;
    const check = -Math.log(uniform(nextWord(state)));
    if (check + check >= excess * excess) return excess;
  }
}
