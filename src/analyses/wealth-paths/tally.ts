/**
 * What the paths of a chunk leave behind: counts and sums of one size, however many paths there
 * are. Chunks add up in their order.
 */
import type { Kernels } from '../../kernels/kernels';
import type { KernelMemory } from '../../kernels/memory';
import { outcomes, outcomeValues, shareFlags, shares, type Ends } from './ends';
import { gradeOf, stretchGrowths, type Pilot, type Times } from './pilot';
import type { Scene } from './scene';
import { count, EXTENT, noExtent, SKETCH_LENGTH, type Range, type Sketch } from './sketch';
import type { WealthParameters } from './spec';
import { MIX, MONEY, type Stage } from './walk';

/** Of one track. */
export interface Tally {
  readonly paths: number;
  /** Of the sketches in the order of `rangesOf`. */
  readonly counts: Uint32Array;
  /** Least and largest value of each sketch. */
  readonly extents: Float64Array;
  /** By outcome: sum and sum of squares of the deviations from the pilot's mean. */
  readonly moments: Float64Array;
  readonly hits: Float64Array;
  /** Paths that ran out at each time. */
  readonly ruins: Float64Array;
  /** Paths by the steps of their longest time under water. */
  readonly longest: Float64Array;
  /** Sums of grades: of final wealth, and for each stretch of its growth. */
  readonly order: Float64Array;
  /** By fifth of the first stretch: paths, and those that run out or reach the goals. */
  readonly fifths: Float64Array;
}

/** Sums of a grade u and its square, then for each stretch of g, g^2 and g u. */
const ORDER_HEAD = 2;
const ORDER_EACH = 3;
const FIFTHS = 5;
/** Paths, those that run out, reach the real and the nominal goal. */
export const FIFTH_NUMBERS = 4;

/** The ranges of the sketches of a track, in their order. */
function rangesOf({ nominal, real, value, lowest, income }: Pilot): Range[] {
  return [...nominal, ...real, value, lowest, income];
}

/** The sketch at a position of `rangesOf`. */
export function sketchOf(
  { paths, counts, extents }: Tally,
  pilot: Pilot,
  position: number,
): Sketch {
  return {
    paths,
    ...rangesOf(pilot)[position],
    counts: counts.subarray(position * SKETCH_LENGTH, (position + 1) * SKETCH_LENGTH),
    least: extents[EXTENT * position],
    largest: extents[EXTENT * position + 1],
    ties: extents[EXTENT * position + 2],
  };
}

/** The sums over both tallies; neither is changed. */
export function addTallies(a: Tally, b: Tally): Tally {
  const added = (x: Float64Array, y: Float64Array) => x.map((value, k) => value + y[k]);
  return {
    paths: a.paths + b.paths,
    counts: a.counts.map((value, k) => value + b.counts[k]),
    extents: addExtents(a.extents, b.extents),
    moments: added(a.moments, b.moments),
    hits: added(a.hits, b.hits),
    ruins: added(a.ruins, b.ruins),
    longest: added(a.longest, b.longest),
    order: added(a.order, b.order),
    fifths: added(a.fifths, b.fifths),
  };
}

function addExtents(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length);
  for (let at = 0; at < sum.length; at += EXTENT) {
    const largest = Math.max(a[at + 1], b[at + 1]);
    sum[at] = Math.min(a[at], b[at]);
    sum[at + 1] = largest;
    sum[at + 2] = (a[at + 1] === largest ? a[at + 2] : 0) + (b[at + 1] === largest ? b[at + 2] : 0);
  }
  return sum;
}

export interface Tallying {
  /** Looks at the wealth of the block at a time of the fan. */
  look(position: number, paths: number): void;
  /** Takes the ends of the block's paths in, with the values of the mix at the ends of stretches. */
  close(ends: Ends, marks: readonly Float64Array[]): void;
  finish(): Tally;
}

/** Begins the tally of a track; sketches grow in the memory of the scope that the caller opened. */
export function openTally(
  kernels: Kernels,
  stage: Stage,
  scene: Scene,
  times: Times,
  pilot: Pilot,
  track: number,
  parameters: Pick<WealthParameters, 'goal' | 'start'>,
): Tallying {
  const { memory } = kernels;
  const ranges = rangesOf(pilot);
  const counts = zeros(memory, (ranges.length * SKETCH_LENGTH) / 2 + 1);
  const extents = memory.write(
    Float64Array.from({ length: EXTENT * ranges.length }, (_, k) => noExtent[k % EXTENT]),
  );
  const stretches = times.stretches.length;
  const sums = {
    moments: new Float64Array(2 * outcomes.length),
    hits: new Float64Array(shares.length),
    ruins: new Float64Array(scene.steps + 1),
    longest: new Float64Array(scene.steps + 2),
    order: new Float64Array(ORDER_HEAD + ORDER_EACH * stretches),
    fifths: new Float64Array(stretches === 0 ? 0 : FIFTHS * FIFTH_NUMBERS),
  };
  let total = 0;

  const add = (position: number, values: number, divisors: number, paths: number) =>
    count(kernels, values, divisors, paths, ranges[position], {
      counts: counts + position * SKETCH_LENGTH * 4,
      extent: extents + EXTENT * 8 * position,
    });

  return {
    look(position, paths) {
      const wealth = stage.row(stage.money[track], MONEY.wealth);
      add(position, wealth, 0, paths);
      add(pilot.nominal.length + position, wealth, stage.prices, paths);
    },
    close(ends, marks) {
      const paths = ends.real.length;
      const mix = stage.mixes[scene.tracks[track].policy];
      const first = 2 * pilot.nominal.length;
      add(first, stage.row(mix, MIX.value), 0, paths);
      add(first + 1, stage.row(mix, MIX.lowest), 0, paths);
      add(first + 2, stage.row(stage.money[track], MONEY.income), 0, paths);
      total += paths;
      const values = outcomeValues(ends, scene);
      outcomes.forEach((id, o) => {
        const pivot = pilot.pivots[o];
        let [sum, squares] = [0, 0];
        for (const value of values[id]) {
          sum += value - pivot;
          squares += (value - pivot) * (value - pivot);
        }
        sums.moments[2 * o] += sum;
        sums.moments[2 * o + 1] += squares;
      });
      const flags = shareFlags(ends, parameters);
      shares.forEach((id, k) => {
        for (let s = 0; s < paths; s++) if (flags[id](s)) sums.hits[k] += 1;
      });
      for (const time of ends.ruin) if (time < Infinity) sums.ruins[time] += 1;
      for (const steps of ends.longest) sums.longest[steps] += 1;
      if (stretches === 0) return;
      const growths = stretchGrowths(marks);
      const grades = ends.real.map((wealth) => gradeOf(pilot.grades, wealth));
      addOrder(sums.order, grades, growths, pilot);
      for (let s = 0; s < paths; s++) {
        const grade = gradeOf(pilot.stretchGrades[0], growths[0][s]);
        const fifth = Math.min(FIFTHS - 1, Math.max(0, Math.ceil(grade * FIFTHS) - 1));
        const at = fifth * FIFTH_NUMBERS;
        sums.fifths[at] += 1;
        if (flags.runsOut(s)) sums.fifths[at + 1] += 1;
        if (flags.goalReal(s)) sums.fifths[at + 2] += 1;
        if (flags.goalNominal(s)) sums.fifths[at + 3] += 1;
      }
    },
    finish: () => ({
      paths: total,
      counts: new Uint32Array(
        memory.read(counts, Math.ceil((ranges.length * SKETCH_LENGTH) / 2)).buffer,
        0,
        ranges.length * SKETCH_LENGTH,
      ),
      extents: memory.read(extents, EXTENT * ranges.length),
      ...sums,
    }),
  };
}

function addOrder(
  order: Float64Array,
  grades: Float64Array,
  growths: readonly Float64Array[],
  { stretchGrades }: Pilot,
): void {
  // About one half, so that the squares do not cancel.
  for (const grade of grades) {
    order[0] += grade - 0.5;
    order[1] += (grade - 0.5) * (grade - 0.5);
  }
  growths.forEach((growth, j) => {
    const at = ORDER_HEAD + ORDER_EACH * j;
    growth.forEach((value, s) => {
      const g = gradeOf(stretchGrades[j], value) - 0.5;
      order[at] += g;
      order[at + 1] += g * g;
      order[at + 2] += g * (grades[s] - 0.5);
    });
  });
}

/** Correlation of the grades of a stretch with those of final wealth; NaN where one never varies. */
export function gradeCorrelation({ paths, order }: Tally, stretch: number): number {
  const [u, uu] = order;
  const at = ORDER_HEAD + ORDER_EACH * stretch;
  const [g, gg, gu] = order.subarray(at, at + ORDER_EACH);
  const varying = (sum: number, squares: number) => squares - (sum * sum) / paths;
  const scale = varying(u, uu) * varying(g, gg);
  return scale > 0 ? (gu - (g * u) / paths) / Math.sqrt(scale) : NaN;
}

function zeros(memory: KernelMemory, length: number): number {
  const pointer = memory.reserve(length);
  memory.view(pointer, length).fill(0);
  return pointer;
}
