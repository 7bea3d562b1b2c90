/**
 * SHA-256 (FIPS 180-4), for fingerprints of data and digests of results.
 *
 * Own code because `crypto.subtle` is missing on plain http and in some sandboxes, and is
 * asynchronous where a digest is wanted at once. The constants are derived as the standard
 * defines them: the first 32 bits of the fractional parts of the square and cube roots of
 * the first primes, found here with integers so that no rounding enters.
 */

const ROUNDS = primes(64).map((prime) => fractionalBits(prime, 3n));
const START = primes(8).map((prime) => fractionalBits(prime, 2n));

export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Hexadecimal; ends the hash. */
  digest(): string;
}

/** A hash that takes its bytes one piece after the other. */
export function createSha256(): Sha256 {
  const state = Int32Array.from(START);
  const schedule = new Int32Array(64);
  const block = new Uint8Array(64);
  let filled = 0;
  let length = 0;

  function update(bytes: Uint8Array): void {
    length += bytes.length;
    let from = 0;
    if (filled > 0) {
      from = Math.min(bytes.length, 64 - filled);
      block.set(bytes.subarray(0, from), filled);
      filled += from;
      if (filled < 64) return;
      compress(state, schedule, new DataView(block.buffer), 0);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; from + 64 <= bytes.length; from += 64) compress(state, schedule, view, from);
    block.set(bytes.subarray(from));
    filled = bytes.length - from;
  }

  return {
    update,
    digest() {
      const [high, low] = [Math.floor(length / 0x2000_0000), (length << 3) >>> 0];
      const padding = new Uint8Array((filled < 56 ? 56 : 120) - filled + 8);
      padding[0] = 0x80;
      const view = new DataView(padding.buffer);
      view.setUint32(padding.length - 8, high);
      view.setUint32(padding.length - 4, low);
      update(padding);
      return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
    },
  };
}

/** The hexadecimal SHA-256 of the concatenation of `parts`. */
export function sha256(...parts: readonly Uint8Array[]): string {
  const hash = createSha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function compress(state: Int32Array, w: Int32Array, view: DataView, block: number): void {
  for (let t = 0; t < 16; t++) w[t] = view.getInt32(block + 4 * t);
  for (let t = 16; t < 64; t++) {
    const s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >>> 3);
    const s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >>> 10);
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t] + w[t]) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

/** The first 32 bits of the fractional part of the `degree`-th root of `prime`. */
function fractionalBits(prime: number, degree: bigint): number {
  const target = BigInt(prime) << (32n * degree);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
    let power = 1n;
    for (let i = 0n; i < degree; i++) power *= root + bit;
    if (power <= target) root += bit;
  }
  return Number(BigInt.asIntN(32, root));
}
