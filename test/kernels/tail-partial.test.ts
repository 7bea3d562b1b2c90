import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';

const { exports, memory, scope } = await loadKernels();

interface Tail {
  readonly out: number[];
  readonly kept: number[];
  readonly companions: number[];
}

function tailPartial(
  values: Float64Array,
  companions: Float64Array | undefined,
  [low, high, pivot]: readonly [number, number, number],
): Tail {
  const count = values.length;
  return scope(() => {
    const out = memory.reserve(9);
    memory.view(out, 9).fill(5);
    const kept = memory.reserve(count);
    const keptCompanions = memory.reserve(count);
    const pointer = companions === undefined ? 0 : memory.write(companions);
    const data = memory.write(values);
    exports.tailPartial(data, count, pointer, low, high, pivot, kept, keptCompanions, out);
    const result = [...memory.read(out, 9)];
    return {
      out: result,
      kept: [...memory.read(kept, result[4])],
      companions: [...memory.read(keptCompanions, result[4])],
    };
  });
}

describe('tailPartial', () => {
  it('sums what is below, keeps what is inside in order, and counts all in the moments', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const pairs = fc.array(fc.tuple(number, number), { maxLength: 70 });
    const bracket = fc.tuple(fc.constantFrom(-2, -1, -0.5), fc.constantFrom(-0.5, 0, 4), number);
    fc.assert(
      fc.property(pairs, bracket, (list, range) => {
        const [low, high, pivot] = range;
        const values = Float64Array.from(list, ([x]) => x);
        const tail = tailPartial(
          values,
          Float64Array.from(list, ([, c]) => c),
          range,
        );
        const below = list.filter(([x]) => x < low);
        const inside = list.filter(([x]) => x >= low && x <= high);
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
        const expected = [
          below.length,
          sum(below.map(([x]) => x)),
          sum(below.map(([x]) => (x - pivot) ** 2)),
          sum(below.map(([, c]) => c)),
          inside.length,
          sum(list.map(([x]) => x - pivot)),
          sum(list.map(([x]) => (x - pivot) ** 2)),
        ];
        expected.forEach((value, i) => expect(near(tail.out[i], value, 1e-12, 1e-12)).toBe(true));
        // Adding 0 makes -0 a 0: which of the two is found does not matter.
        expect(tail.out[7] + 0).toBe(Math.min(...values) + 0);
        expect(tail.out[8] + 0).toBe(Math.max(...values) + 0);
        expect(tail.kept).toEqual(inside.map(([x]) => x));
        expect(tail.companions).toEqual(inside.map(([, c]) => c));
      }),
    );
  });

  it('does without companions', () => {
    const { out, kept } = tailPartial(Float64Array.of(3, 1, 2, 5, 4), undefined, [2, 4, 3]);
    expect(out).toEqual([1, 1, 4, 0, 3, 0, 10, 1, 5]);
    expect(kept).toEqual([3, 2, 4]);
  });

  it('keeps values on both ends of the bracket, wherever they stand', () => {
    const values = Float64Array.of(4, 2, 4, 4, 2, 4, 2, 2, 4, 2, 4);
    const { out, kept } = tailPartial(values, undefined, [2, 4, 3]);
    expect(out).toEqual([0, 0, 0, 0, 11, 1, 11, 2, 4]);
    expect(kept).toEqual([...values]);
  });

  it('finds the exact rank of all chunks together from what was kept', () => {
    const random = noise(31);
    const all = Float64Array.from({ length: 50_000 }, () => random() + random() + random());
    const rank = 2500;
    const pilot = all.slice(0, 10_000).toSorted();
    const range = [pilot[400], pilot[620], 1.5] as const;
    let below = 0;
    const kept: number[] = [];
    for (let chunk = 0; chunk < 5; chunk++) {
      const tail = tailPartial(all.slice(chunk * 10_000, (chunk + 1) * 10_000), undefined, range);
      below += tail.out[0];
      kept.push(...tail.kept);
    }
    expect(below).toBeLessThan(rank);
    expect(below + kept.length).toBeGreaterThanOrEqual(rank);
    expect(kept.length).toBeLessThan(3000);
    const sorted = Float64Array.from(kept).toSorted();
    expect(sorted[rank - below - 1]).toBe(all.toSorted()[rank - 1]);
  });
});

describe('histogram', () => {
  it('adds to its counts, with what falls beside at both ends', () => {
    const values = Float64Array.of(-1, -0.001, 0, 0.24, 0.25, 0.5, 0.99, 1, 7, Infinity, -Infinity);
    scope(() => {
      const counts = memory.write(Float64Array.of(10, 0, 0, 0, 0, 20));
      const pointer = memory.write(values);
      exports.histogram(pointer, values.length, 0, 0.25, 4, counts);
      exports.histogram(pointer, 3, 0, 0.25, 4, counts);
      expect([...memory.read(counts, 6)]).toEqual([15, 3, 1, 1, 1, 23]);
    });
  });

  it('puts every value into the bin that the division names', () => {
    const random = noise(2);
    const values = Float64Array.from({ length: 3000 }, () => random() * 1.2 - 0.1);
    const expected = Array.from({ length: 12 }, () => 0);
    for (const x of values) expected[Math.max(0, Math.min(11, Math.floor(x / 0.1) + 1))]++;
    scope(() => {
      const counts = memory.write(new Float64Array(12));
      exports.histogram(memory.write(values), values.length, 0, 0.1, 10, counts);
      expect([...memory.read(counts, 12)]).toEqual(expected);
    });
  });
});
