/**
 * The generator, written a second time with integers of unlimited size, and the normals that
 * follow from its words, from the text of `assembly/random` and not from its code.
 */
const MASK = (1n << 64n) - 1n;

export function splitmix(start: bigint, count: number): bigint[] {
  let state = start;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  });
}

function rotate(x: bigint, bits: bigint): bigint {
  return ((x << bits) | (x >> (64n - bits))) & MASK;
}

/** One lane of xoshiro256++; steps its state. */
function step(s: bigint[]): bigint {
  const result = (rotate((s[0] + s[3]) & MASK, 23n) + s[0]) & MASK;
  const shifted = (s[1] << 17n) & MASK;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate(s[3], 45n);
  return result;
}

/** The state of both lanes of a block. */
export function lanes(seed: number, stream: number, block: number): [bigint[], bigint[]] {
  const [spread] = splitmix(BigInt(seed >>> 0) + (BigInt(stream) << 32n), 1);
  const state = splitmix(spread ^ BigInt(block), 8);
  return [state.slice(0, 4), state.slice(4)];
}

export function words(seed: number, stream: number, block: number, count: number): bigint[] {
  const state = lanes(seed, stream, block);
  return Array.from({ length: count }, (_, i) => step(state[i & 1]));
}

/** The layers of the ziggurat from their two numbers. */
export const R = 4.038849846109504;
export const V = 0.001226324646353083;
export const edges = ((): number[] => {
  const x = [V / Math.exp((-R * R) / 2), R];
  for (let i = 1; i < 1023; i++) {
    x.push(Math.sqrt(-2 * Math.log(V / x[i] + Math.exp((-x[i] * x[i]) / 2))));
  }
  return [...x, 0];
})();

function uniform(word: bigint): number {
  return (Number(word >> 12n) * 2 + 1) / 2 ** 53;
}

/** The normals of the first `rows` rows of a block, and how often words and tails were refused. */
export function normals(seed: number, stream: number, block: number, rows: number) {
  const refuser = lanes(seed, 2, block)[stream & 1];
  let refused = 0;
  let tailsRefused = 0;
  const values = words(seed, stream, block, rows * 4096).map((first) => {
    for (let word = first; ; word = step(refuser)) {
      const layer = Number(word & 1023n);
      const sign = (word >> 10n) & 1n ? -1 : 1;
      const x = uniform(word) * edges[layer];
      if (x < edges[layer + 1]) return sign * x;
      refused++;
      if (layer === 0) {
        for (;;) {
          const excess = -Math.log(uniform(step(refuser))) / R;
          const check = -Math.log(uniform(step(refuser)));
          if (2 * check >= excess * excess) return sign * (R + excess);
          tailsRefused++;
        }
      }
      const low = Math.exp((-edges[layer] * edges[layer]) / 2);
      const high = Math.exp((-edges[layer + 1] * edges[layer + 1]) / 2);
      const y = low + uniform(step(refuser)) * (high - low);
      if (y < Math.exp((-x * x) / 2)) return sign * x;
    }
  });
  return { values, refused, tailsRefused };
}
