import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { noise } from './columns';

const { exports, memory, scope } = await loadKernels();

interface Histogram {
  readonly counts: number[];
  readonly least: number;
  readonly largest: number;
  readonly ties: number;
}

interface Bins {
  readonly low: number;
  /** Bins a bit, as the power of 2. */
  readonly power: number;
  readonly bins: number;
}

const empty = (bins: number): Histogram => ({
  counts: Array.from({ length: bins + 3 }, () => 0),
  least: Infinity,
  largest: -Infinity,
  ties: 0,
});

function count(
  values: readonly number[],
  { low, power, bins }: Bins,
  divisors?: readonly number[],
  before = empty(bins),
): Histogram {
  return scope(() => {
    const room = Math.ceil((bins + 4) / 2);
    const counts = memory.reserve(room);
    const window = () => new Uint32Array(memory.view(counts, room).buffer, counts, bins + 4);
    const extent = memory.write(Float64Array.of(before.least, before.largest, before.ties, 5));
    const pointer = memory.write(Float64Array.from(values));
    const by = divisors === undefined ? 0 : memory.write(Float64Array.from(divisors));
    window().set([...before.counts, 77]);
    exports.bitsHistogram(pointer, by, values.length, low, 2 ** power, bins, counts, extent);
    const [least, largest, ties, guard] = memory.read(extent, 4);
    const found = [...window()];
    expect([found.pop(), guard]).toEqual([77, 5]);
    return { counts: found, least, largest, ties };
  });
}

const bytes = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  bytes.setFloat64(0, value);
  return bytes.getBigUint64(0);
}

function fromBits(bits: bigint): number {
  bytes.setBigUint64(0, bits);
  return bytes.getFloat64(0);
}

/** The same in integers of any size, but for the rounding of the difference to 53 bits. */
function model(
  values: readonly number[],
  { low, power, bins }: Bins,
  divisors?: readonly number[],
  before = empty(bins),
): Histogram {
  const counts = [...before.counts];
  const all = values.map((value, i) => value / (divisors?.[i] ?? 1));
  for (const value of all) {
    const above = BigInt(Number(bitsOf(value) - bitsOf(low)));
    const bin = power > 0 ? above << BigInt(power) : above >> BigInt(-power);
    if (value <= 0) counts[0]++;
    else if (above < 0n) counts[1]++;
    else if (bin >= BigInt(bins)) counts[bins + 2]++;
    else counts[2 + Number(bin)]++;
  }
  const [least, largest] = [Math.min(before.least, ...all), Math.max(before.largest, ...all)];
  const ties = all.filter((value) => value === largest).length;
  return { counts, least, largest, ties: largest === before.largest ? before.ties + ties : ties };
}

const wide: Bins = { low: 0.5, power: -46, bins: 300 };

describe('bitsHistogram', () => {
  it('puts values where their bits belong', () => {
    const random = noise(2);
    const values = Array.from({ length: 5000 }, () => Math.exp(16 * random() - 3) - 0.2);
    const found = count(values, wide);
    expect(found).toEqual(model(values, wide));
    expect(found.counts.filter((many) => many > 0).length).toBeGreaterThan(250);
    for (const place of [0, 1, 2, 301, 302]) expect(found.counts[place]).toBeGreaterThan(0);
  });

  it('puts an edge into the bin above it', () => {
    for (const bins of [wide, { low: 3.3, power: -40, bins: 64 }, { low: 1, power: 0, bins: 9 }]) {
      for (let bin = 0; bin <= bins.bins; bin++) {
        const edge = fromBits(bitsOf(bins.low) + (BigInt(bin) << BigInt(-bins.power)));
        // Far from `low` the last bits of a value are rounded away.
        const below = fromBits(bitsOf(edge) - (bins.power < 0 ? 3n : 1n));
        const { counts } = count([edge, edge, below], bins);
        const expected = empty(bins.bins).counts;
        expected[bin + 2] += 2;
        expected[bin + 1] += 1;
        expect(counts).toEqual(expected);
      }
    }
  });

  it('knows the smallest and the largest numbers there are', () => {
    const values = [0, -0, -1, -Infinity, 5e-324, 2.2e-308, 2.3e-308, 1e308, Infinity];
    for (const bins of [wide, { low: 5e-324, power: -53, bins: 2048 }]) {
      expect(count(values, bins)).toEqual(model(values, bins));
    }
    expect(count(values, wide).counts.slice(0, 2)).toEqual([4, 3]);
    expect(count(values, wide).counts[302]).toBe(2);
  });

  it('divides by divisors where there are any', () => {
    const random = noise(4);
    const values = Array.from({ length: 1001 }, () => 100 * random());
    const divisors = values.map(() => 0.5 + 30 * random());
    const found = count(values, wide, divisors);
    expect(found).toEqual(model(values, wide, divisors));
    expect(found).toEqual(
      count(
        values.map((value, i) => value / divisors[i]),
        wide,
      ),
    );
    expect(found.counts).not.toEqual(count(values, wide).counts);
  });

  it('counts what is equal to the largest, also of earlier calls', () => {
    const first = count([3, 1, 3, 2], wide);
    expect([first.least, first.largest, first.ties]).toEqual([1, 3, 2]);
    const second = count([2, 3, 0.25], wide, undefined, first);
    expect([second.least, second.largest, second.ties]).toEqual([0.25, 3, 3]);
    const third = count([3, 4, 4, 3, 4], wide, undefined, second);
    expect([third.least, third.largest, third.ties]).toEqual([0.25, 4, 3]);
    const fourth = count([], wide, undefined, third);
    expect(fourth).toEqual(third);
    expect(third.counts.reduce((a, b) => a + b)).toBe(12);
    expect(count([0, -0, -2], wide)).toMatchObject({ least: -2, largest: 0, ties: 2 });
  });

  it('adds up whatever comes, in any parts', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1, 2, 2.5),
      fc.double({ min: -1, max: 1000, noNaN: true }),
      fc.double({ min: 0, noNaN: true }),
    );
    const parts = fc.array(fc.array(value), { minLength: 1, maxLength: 4 });
    const bins = fc.record({
      low: fc.constantFrom(0.001, 1, 2.5),
      power: fc.constantFrom(-52, -48, -43),
      bins: fc.constantFrom(1, 8, 500),
    });
    fc.assert(
      fc.property(parts, bins, (all, range) => {
        let found = empty(range.bins);
        for (const part of all) found = count(part, range, undefined, found);
        expect(found).toEqual(model(all.flat(), range));
      }),
    );
  });
});
