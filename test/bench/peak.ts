/**
 * As many multiplications and additions as a case needs, two numbers at a time, and nothing else:
 * no loads, no stores. What no kernel of strict 128-bit SIMD can beat on this machine.
 *
 * Twelve chains are in flight, which hides the latency of both; they and their two operands fit
 * the sixteen registers.
 */
import * as asc from 'assemblyscript/asc';
import type { Work } from './cases';

const CHAINS = 12;
const chains = Array.from({ length: CHAINS }, (_, k) => `s${k}`);

const source = `
  export function multiplyAdd(rounds: i32, factor: f64, term: f64): f64 {
    const a = f64x2.splat(factor);
    const b = f64x2.splat(term);
    ${chains.map((s) => `let ${s} = b;`).join('\n')}
    for (let round = 0; round < rounds; round++) {
      ${chains.map((s) => `${s} = f64x2.add(f64x2.mul(${s}, a), b);`).join('\n')}
    }
    ${chains.map((s) => `s0 = f64x2.max(s0, ${s});`).join('\n')}
    return f64x2.extract_lane(s0, 0);
  }`;

// Compiled at once, since later Vite is gone.
const { multiplyAdd } = await compile();

/** So many multiply-adds of two numbers each; the result stays near 2. */
export function peak(multiplyAdds: number): Work {
  const rounds = Math.round(multiplyAdds / CHAINS);
  return () => {
    multiplyAdd(rounds, 0.5, 1);
    return [];
  };
}

async function compile() {
  const options = { optimizeLevel: 3, runtime: 'stub', enable: ['simd'], noAssert: true };
  const { binary, error } = await asc.compileString(source, options);
  if (binary === null) throw error ?? new Error('The loop does not compile.');
  const module = await WebAssembly.compile(new Uint8Array(binary));
  const { exports } = await WebAssembly.instantiate(module);
  return exports as { multiplyAdd(rounds: number, factor: number, term: number): number };
}
