/**
 * Single kernels on this thread, from the same compiled module that workers get. The self-test
 * asks them what no room reports, and times them.
 */
import { createKernels } from '../kernels/kernels';
import { choleskyFactor, nearestCorrelation, sampleMoments } from '../kernels/statistics';
import { toEngineError } from './engine-error';
import { loadModule } from './load-module';

/** Words of 64 bits come as their upper and lower halves: a number holds no more than 53. */
export interface Probe {
  splitmix64(seed: number, count: number): number[];
  /** The lane that starts from `state`, four words in halves. */
  xoshiro256(state: readonly number[], count: number): number[];
  /** Coordinates of one point of the Sobol sequence, before scrambling, in units of 2^-32. */
  sobolPoint(index: number, dimensions: number): number[];
  normalQuantiles(probabilities: readonly number[]): Float64Array;
  /** Mean, standard deviation (divisor T - 1) and first autocorrelation. */
  moments(values: Float64Array): number[];
  covariance(columns: readonly Float64Array[]): Float64Array;
  /** Row-major, `n x n`; the lower factor. */
  cholesky(matrix: readonly number[]): Float64Array;
  nearestCorrelation(matrix: readonly number[]): Float64Array;
  /** The k-th smallest, k from 1. */
  orderStatistic(values: Float64Array, k: number): number;
  /** So many standard normal numbers, a multiple of 4,096. */
  normals(count: number, seed: number): Float64Array;
}

/** Numbers in a block of the generator. */
const BLOCK = 4_096;

/** @throws EngineError where the kernels cannot be fetched or compiled. */
export async function createProbe(module?: WebAssembly.Module): Promise<Probe> {
  const kernels = await open(module);
  const { exports, ziggurat, scope } = kernels;
  /** Little-endian words at a pointer, as their halves, upper first. */
  const halves = (window: Float64Array): number[] => {
    const words = new Uint32Array(window.buffer, window.byteOffset, 2 * window.length);
    return Array.from(words, (_, i) => words[i % 2 === 0 ? i + 1 : i - 1]);
  };

  return {
    splitmix64: (seed, count) =>
      scope((memory) => {
        const out = memory.reserve(count);
        exports.splitmix64(seed, 0, out, count);
        return halves(memory.read(out, count));
      }),
    xoshiro256: (state, count) =>
      scope((memory) => {
        const pointer = memory.reserve(8);
        const out = memory.reserve(2 * count);
        const words = new Uint32Array(memory.view(pointer, 8).buffer, pointer, 16);
        // The second lane starts from the same state.
        words.forEach((_, i) => (words[i] = state[(i % 8) + (i % 2 === 0 ? 1 : -1)]));
        exports.xoshiro256(pointer, out, 2 * count);
        return halves(memory.read(out, 2 * count).filter((_, i) => i % 2 === 0));
      }),
    sobolPoint: (index, dimensions) =>
      scope((memory) => {
        const out = memory.reserve(BLOCK / 2);
        const scratch = memory.allocate(exports.sobolScratchBytes());
        return Array.from({ length: dimensions }, (_, dimension) => {
          exports.sobolBits(out, dimension, Math.floor(index / BLOCK), scratch);
          const bits = new Uint32Array(memory.view(out, BLOCK / 2).buffer, out, BLOCK);
          return reversed(bits[index % BLOCK]);
        });
      }),
    normalQuantiles: (probabilities) =>
      scope((memory) => {
        const values = memory.write(Float64Array.from(probabilities));
        exports.normalQuantiles(values, probabilities.length);
        return memory.read(values, probabilities.length);
      }),
    moments: (values) =>
      scope((memory) => {
        const pointer = memory.write(values);
        const out = memory.reserve(8);
        exports.moments(pointer, values.length, out);
        const [mean, variance] = memory.read(out, 2);
        exports.autocovariance(pointer, values.length, 1, out);
        const [c0, c1] = memory.read(out, 2);
        return [mean, Math.sqrt(variance), c1 / c0];
      }),
    covariance: (columns) => sampleMoments(kernels, columns).covariance,
    cholesky: (matrix) =>
      choleskyFactor(kernels, Float64Array.from(matrix), Math.sqrt(matrix.length)).factor,
    nearestCorrelation: (matrix) =>
      nearestCorrelation(kernels, Float64Array.from(matrix), Math.sqrt(matrix.length)).matrix,
    orderStatistic: (values, k) =>
      scope((memory) => {
        const scratch = memory.allocate(values.length * 8 + 65_536);
        return exports.orderStatistic(memory.write(values), values.length, k, scratch);
      }),
    normals: (count, seed) =>
      scope((memory) => {
        const out = memory.reserve(count);
        const scratch = memory.allocate(exports.simulationScratchBytes());
        for (let block = 0; block < count / BLOCK; block++) {
          exports.normalBlock(out + block * BLOCK * 8, 1, seed, 0, block, ziggurat, scratch);
        }
        return memory.read(out, count);
      }),
  };
}

async function open(module: WebAssembly.Module | undefined) {
  try {
    return await createKernels(module ?? (await loadModule()));
  } catch (error) {
    throw toEngineError(error);
  }
}

/** The bits of a word in the opposite order. */
function reversed(word: number): number {
  let bits = 0;
  for (let bit = 0; bit < 32; bit++) bits = bits * 2 + ((word >>> bit) & 1);
  return bits;
}
