import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/finance/normal-distribution';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';

const { exports, memory, scope } = await loadKernels();

function quantiles(uniforms: readonly number[]): Float64Array {
  return scope(() => {
    const values = memory.write(Float64Array.from(uniforms));
    exports.normalQuantiles(values, uniforms.length);
    return memory.read(values, uniforms.length);
  });
}

describe('normalQuantiles', () => {
  const next = noise(5);
  const anywhere = Array.from({ length: 20_000 }, () => (next() + 0.5 / 2 ** 32) / (1 + 2 ** -32));
  const rare = Array.from({ length: 2_000 }, (_, i) => 10 ** (-0.15 * i - 1));
  const edges = [
    0.075,
    0.0749999999,
    0.925,
    0.9250000001,
    0.5,
    0.5 + 2 ** -53,
    2 ** -45,
    1 - 2 ** -53,
  ];

  it('agrees with the quantile of the normal distribution by another method', () => {
    for (const uniforms of [anywhere, rare, edges]) {
      const found = quantiles(uniforms);
      const wrong = uniforms.findIndex((u, i) => !near(found[i], normalQuantile(u), 1e-13, 1e-16));
      expect(wrong === -1 ? '' : `${uniforms[wrong]}: ${found[wrong]}`).toBe('');
    }
  });

  it('gives the same in either place of a pair', () => {
    const found = quantiles([...anywhere, ...edges]);
    const shifted = quantiles([0.5, ...anywhere, ...edges, 0.5]);
    expect(shifted.slice(1, -1)).toEqual(found);
  });

  it('is odd about 1/2 wherever 1 - u is exact', () => {
    const uniforms = anywhere.map((u) => (Math.floor(u * 2 ** 32) + 0.5) / 2 ** 32);
    const mirrored = quantiles(uniforms.map((u) => 1 - u)).map((x) => -x);
    expect(mirrored).toEqual(quantiles(uniforms));
  });

  it('rises over the seams between its formulas', () => {
    const tail = Math.exp(-25);
    for (const seam of [0.075, 0.925, tail]) {
      const steps = Array.from({ length: 200 }, (_, i) => seam * (1 + (i - 100) * 2e-13));
      const found = quantiles(steps);
      found.forEach((x, i) => expect(i === 0 || x >= found[i - 1]).toBe(true));
    }
  });
});
