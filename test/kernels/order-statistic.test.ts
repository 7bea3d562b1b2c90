import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { noise } from './columns';

const { exports, memory, scope } = await loadKernels();

function orderStatistic(values: Float64Array, k: number): number {
  return scope(() => {
    const pointer = memory.write(values);
    const scratch = memory.allocate(values.length * 8 + 65_536);
    const guard = memory.write(Float64Array.of(3));
    const result = exports.orderStatistic(pointer, values.length, k, scratch);
    expect(memory.read(guard, 1)[0]).toBe(3);
    const after = memory.view(pointer, values.length);
    expect(values.every((x, i) => Object.is(x, after[i]))).toBe(true);
    return result;
  });
}

function sortAscending(values: Float64Array): Float64Array {
  return scope(() => {
    const pointer = memory.write(values);
    exports.sortAscending(pointer, values.length, memory.reserve(values.length));
    return memory.read(pointer, values.length);
  });
}

/** Numbers as they come, and as they are meant to hurt: ties, infinities, tiny and huge. */
const nasty = fc.oneof(
  { weight: 2, arbitrary: fc.double({ noNaN: true }) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, min: -1, max: 1 }) },
  fc.constantFrom(0, -0, 1e300, -1e300, 1e-300, 5e-324, Infinity, -Infinity, 0.1),
);
const lists = fc.oneof(
  fc.array(nasty, { minLength: 1, maxLength: 400 }),
  fc.array(fc.double({ noNaN: true, min: -1, max: 1 }), { minLength: 1, maxLength: 400 }),
  fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 400 }),
);

describe('orderStatistic', () => {
  it('is what sorting would put at that rank', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (list, pick) => {
        const values = Float64Array.from(list);
        const k = 1 + (pick % values.length);
        // Typed arrays sort -0 before +0, and so does the kernel where it sorts; 0 equals -0.
        expect(orderStatistic(values, k) === values.toSorted()[k - 1]).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['uniform', (i: number, u: number) => u * Math.sign(i + 1)],
    ['nearly all in one bin', (i: number, u: number) => (i === 5 ? 1e300 : u)],
    ['of every magnitude', (_: number, u: number) => (u - 0.5) * 10 ** (u * 600 - 300)],
    [
      'wider than the largest number',
      (i: number, u: number) => (i % 2 === 0 ? 1.7e308 : -1.7e308) * u,
    ],
    ['all equal', () => 0.1],
    ['two values', (_: number, u: number) => (u < 0.3 ? -1 : 1)],
    ['ascending', (i: number) => i],
    ['descending', (i: number) => -i],
    ['subnormal', (_: number, u: number) => u * 1e-310],
    ['neighbours', (_: number, u: number) => 1 + Math.floor(u * 8) * 2 ** -52],
    [
      'neighbours on both sides of zero',
      (i: number, u: number) => (i % 2 === 0 ? 1 : -1) * (4 + Math.floor(u * 8) * 2 ** -50),
    ],
    [
      'with infinities',
      (i: number, u: number) => (i % 9 === 0 ? Infinity : i % 7 === 0 ? -Infinity : u),
    ],
  ])('is exact on many values: %s', (_, make) => {
    const random = noise(12);
    const values = Float64Array.from({ length: 20_003 }, (__, i) => make(i, random()));
    const sorted = values.toSorted();
    for (const k of [1, 2, 3, 4, 1000, 10_000, 19_999, 20_002, 20_003]) {
      expect(orderStatistic(values, k)).toBe(sorted[k - 1]);
    }
  });
});

describe('sortAscending', () => {
  it('sorts', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const values = Float64Array.from(list);
        // Adding 0 makes -0 a 0: to this order they are the same.
        expect(sortAscending(values).map((x) => x + 0)).toEqual(
          values.toSorted().map((x) => x + 0),
        );
      }),
    );
    for (const length of [0, 1, 15, 16, 17, 32, 33, 64, 100, 1025, 50_000]) {
      const random = noise(length);
      const values = Float64Array.from({ length }, () => random() - 0.5);
      expect(sortAscending(values)).toEqual(values.toSorted());
    }
  });
});
