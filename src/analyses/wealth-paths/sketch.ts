/**
 * Percentiles of positive numbers without keeping them: counts in bins over the bits of the
 * numbers (kernel `bitsHistogram`), whose range a pilot has set. Counts are exact; between the edges
 * of a bin values are taken as evenly spread. With 2,048 bins over the range of a thousand pilot
 * paths, widened by three tenths on either side, a percentile is off by a millionth of the paths or
 * so: a tenth of the simulation error of ten million paths, and less of fewer.
 */
import type { Kernels } from '../../kernels/kernels';

const BINS = 2_048;
/** Values at or below 0, positive ones below the range, the bins, those above. */
export const SKETCH_LENGTH = BINS + 3;

/** Part of the pilot's range that is added on either side. */
const MARGIN = 0.3;
/** Least width of a range in bits: a millionth of the value. */
const LEAST_WIDTH = 0x1_0000_0000;
const WORD = 0x1_0000_0000;

/** Where the bins begin, and how many there are a bit. */
export interface Range {
  readonly low: number;
  readonly scale: number;
}

/** Counts with the least and the largest value among them, and how many are equal to that. */
export interface Sketch extends Range {
  readonly paths: number;
  readonly counts: Uint32Array;
  readonly least: number;
  readonly largest: number;
  readonly ties: number;
}

/** Least, largest, and values equal to the largest: what the kernel keeps besides the counts. */
export const EXTENT = 3;
export const noExtent = [Infinity, -Infinity, 0] as const;

/** The range for numbers like those of a pilot; not all need be positive. */
export function rangeOf(pilot: Float64Array): Range {
  let least = Infinity;
  let largest = 0;
  for (const value of pilot) {
    if (value > 0) least = Math.min(least, value);
    largest = Math.max(largest, value);
  }
  if (!(largest > 0 && largest < Infinity)) [least, largest] = [1, 1];
  const [from, to] = [bitsOf(least), bitsOf(largest)];
  const width = Math.max((to - from) * (1 + 2 * MARGIN), LEAST_WIDTH);
  const low = Math.max(1, Math.floor((from + to - width) / 2));
  return { low: fromBits(low), scale: BINS / width };
}

/** Adds values in the memory of the kernels, divided by others where `divisors` is not 0. */
export function count(
  { exports }: Kernels,
  values: number,
  divisors: number,
  paths: number,
  { low, scale }: Range,
  into: { readonly counts: number; readonly extent: number },
): void {
  exports.bitsHistogram(values, divisors, paths, low, scale, BINS, into.counts, into.extent);
}

/** The value of rank k, from 1, in ascending order. */
export function valueAtRank(sketch: Sketch, k: number): number {
  const { paths, counts, least, largest, ties } = sketch;
  if (k > paths - ties) return largest;
  let before = 0;
  let place = 0;
  while (place < SKETCH_LENGTH - 1 && before + counts[place] < k) before += counts[place++];
  if (place === 0) return 0;
  const [from, to] = edgesOf(sketch, place);
  const held = largestIn(sketch, place) ? counts[place] - ties : counts[place];
  const share = (k - 0.5 - before) / held;
  return Math.max(least, Math.min(largest, from + share * (to - from)));
}

/** How many of the values are below the given one, those in its bin in part. */
export function countBelow(sketch: Sketch, value: number): number {
  let below = 0;
  for (let place = 0; place < SKETCH_LENGTH; place++) {
    const [from, to] = place === 0 ? [0, 0] : edgesOf(sketch, place);
    if (to <= value) below += sketch.counts[place];
    else
      return from < value ? below + (sketch.counts[place] * (value - from)) / (to - from) : below;
  }
  return below;
}

function largestIn(sketch: Sketch, place: number): boolean {
  const [from, to] = edgesOf(sketch, place);
  return from <= sketch.largest && (sketch.largest < to || place === SKETCH_LENGTH - 1);
}

function edgesOf({ low, scale, least, largest }: Sketch, place: number): [number, number] {
  if (place === 1) return [Math.max(0, least), low];
  const from = bitsOf(low);
  const edge = (bin: number) => fromBits(from + Math.ceil(bin / scale));
  if (place === SKETCH_LENGTH - 1) return [edge(BINS), Math.max(edge(BINS), largest)];
  return [edge(place - 2), edge(place - 1)];
}

const buffer = new DataView(new ArrayBuffer(8));

/** The bits of a positive number as an integer, to 53 bits. */
function bitsOf(value: number): number {
  buffer.setFloat64(0, value);
  return buffer.getUint32(0) * WORD + buffer.getUint32(4);
}

function fromBits(bits: number): number {
  const high = Math.floor(bits / WORD);
  buffer.setUint32(0, high);
  buffer.setUint32(4, bits - high * WORD);
  return buffer.getFloat64(0);
}
