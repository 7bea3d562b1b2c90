/**
 * As many multiplications and additions as a case needs, two numbers at a time, and almost nothing
 * else: what no kernel of strict 128-bit SIMD can beat on this machine.
 *
 * Twelve sums are in flight, which hides the latency of the additions and leaves registers for the
 * factor and the products. One operand of each product is loaded, so that the compiler cannot
 * take it out of the loop; it lies in the first-level cache.
 */
import * as asc from 'assemblyscript/asc';
import type { Work } from './cases';

const SUMS = 12;
const numbers = Array.from({ length: SUMS }, (_, k) => k);

const source = `
  export function multiplyAdd(rounds: i32, factor: f64): void {
    const c = f64x2.splat(factor);
    ${numbers.map((k) => `let s${k} = c;`).join('\n')}
    for (let round = 0; round < rounds; round++) {
      ${numbers.map((k) => `s${k} = f64x2.add(s${k}, f64x2.mul(v128.load(${16 * k}), c));`).join('\n')}
    }
    ${numbers.map((k) => `v128.store(1024, s${k}, ${16 * k});`).join('\n')}
  }`;

// Compiled at once, since later Vite is gone.
const { multiplyAdd } = await compile();

/** So many multiply-adds of two numbers each. */
export function peak(multiplyAdds: number): Work {
  const rounds = Math.round(multiplyAdds / SUMS);
  return () => {
    multiplyAdd(rounds, 1);
    return [];
  };
}

async function compile() {
  const options = { optimizeLevel: 3, runtime: 'stub', enable: ['simd'], initialMemory: 1 };
  const { binary, error } = await asc.compileString(source, options);
  if (binary === null) throw error ?? new Error('The loop does not compile.');
  const module = await WebAssembly.compile(new Uint8Array(binary));
  const { exports } = await WebAssembly.instantiate(module);
  return exports as { multiplyAdd(rounds: number, factor: number): void };
}
