import { describe, expect, it } from 'vitest';
import reference from '../reference/kernels-generator.json';
import { loadKernels, loadModule } from '../tools/kernels';
import { lanes, words } from './generator-model';

const kernels = await loadKernels();

function readWords(pointer: number, count: number): bigint[] {
  return [...new BigUint64Array(kernels.memory.view(pointer, count).buffer, pointer, count)];
}

function kernelWords(count: number, seed: number, stream: number, block: number): bigint[] {
  return kernels.scope((memory) => {
    const out = memory.reserve(count + 1);
    memory.view(out, count + 1).fill(-7);
    kernels.exports.randomWords(out, count, seed, stream, block);
    expect(memory.view(out, count + 1)[count]).toBe(-7);
    return readWords(out, count);
  });
}

describe('the module', () => {
  it('imports nothing from its host', async () => {
    expect(WebAssembly.Module.imports(await loadModule())).toEqual([]);
  });
});

describe('splitmix64', () => {
  it('gives the published outputs', () => {
    const { seed, outputs } = reference.splitmix64;
    kernels.scope((memory) => {
      const out = memory.reserve(outputs.length);
      kernels.exports.splitmix64(Number(seed), 0, out, outputs.length);
      expect(readWords(out, outputs.length).map(String)).toEqual(outputs);
    });
  });

  it('takes the upper half of its start as the second argument', () => {
    kernels.scope((memory) => {
      const out = memory.reserve(1);
      kernels.exports.splitmix64(0xffff_fffe, 3, out, 1);
      const [first] = readWords(out, 1);
      // Start 3 * 2^32 + 4294967294 is the seed of stream 3, whose first output seeds block 0.
      kernels.exports.splitmix64(Number(first & 0xffff_ffffn), Number(first >> 32n), out, 1);
      expect(readWords(out, 1)[0]).toBe(lanes(0xffff_fffe, 3, 0)[0][0]);
    });
  });
});

describe('xoshiro256', () => {
  it('gives the published outputs in each lane and leaves the state to go on from', () => {
    const { state, outputs } = reference['xoshiro256++'];
    kernels.scope((memory) => {
      const pointer = memory.reserve(8);
      const out = memory.reserve(20);
      const first = new BigUint64Array(memory.view(pointer, 8).buffer, pointer, 8);
      first.set([...state, ...lanes(5, 0, 0)[1]].map(BigInt));
      kernels.exports.xoshiro256(pointer, out, 6);
      kernels.exports.xoshiro256(pointer, out + 48, 14);
      const all = readWords(out, 20);
      expect(all.filter((_, i) => i % 2 === 0).map(String)).toEqual(outputs);
      expect(all.filter((_, i) => i % 2 === 1)).toEqual(
        words(5, 0, 0, 20).filter((_, i) => i % 2 === 1),
      );
    });
  });
});

describe('randomWords', () => {
  it('equals a model with integers of unlimited size for odd counts and extreme arguments', () => {
    const cases = [
      [1, 0, 0],
      [0, 1, 7],
      [0xffff_ffff, 4, 0x7fff_ffff],
      [123_456_789, 3, -1 >>> 0],
    ];
    for (const [seed, stream, block] of cases) {
      expect(kernelWords(33, seed, stream, block)).toEqual(words(seed, stream, block, 33));
    }
  });

  it('shares no word between seeds, streams and blocks', () => {
    const seen = new Set<bigint>();
    for (let seed = 0; seed < 4; seed++) {
      for (let stream = 0; stream < 5; stream++) {
        for (let block = 0; block < 20; block++) {
          for (const word of kernelWords(100, seed, stream, block)) seen.add(word);
        }
      }
    }
    expect(seen.size).toBe(4 * 5 * 20 * 100);
  });

  it('sets every bit half of the time', () => {
    const ones = Array.from({ length: 64 }, () => 0);
    const count = 20_000;
    for (const word of kernelWords(count, 11, 0, 0)) {
      for (let bit = 0; bit < 64; bit++) ones[bit] += Number((word >> BigInt(bit)) & 1n);
    }
    // Five standard deviations of a binomial count.
    for (const n of ones) expect(Math.abs(n - count / 2)).toBeLessThan(5 * Math.sqrt(count / 4));
  });
});
