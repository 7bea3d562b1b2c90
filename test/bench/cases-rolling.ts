/**
 * Statistics over a moving window of 252 observations, along 10 million of them.
 *
 * The series repeat after a million observations: longer than any processor remembers, and short
 * enough to be handed over. A run writes the whole output, as the peers do; what is compared is a
 * sample of it. The long series are made when a case first runs, and shared by all.
 */
import type { Kernels } from '../../src/kernels/kernels';
import type { BenchCase, Peer, Table } from './cases';

const LENGTH = 10_000_000;
const WINDOW = 252;
/** Distance of the outputs that are compared; a prime, so that no period of anything is met. */
const STRIDE = 9973;

/** Where a kernel finds its numbers; `other` is the second series or the second output. */
interface Room {
  readonly x: number;
  readonly y: number;
  readonly out: number;
  readonly other: number;
  readonly scratch: number;
}

/** `series`: two columns of returns, one period of each. */
export function rollingCases(
  { exports, memory }: Kernels,
  series: readonly Float64Array[],
): readonly BenchCase[] {
  const [x, y] = series.map((z) => ({
    shape: [z.length],
    values: z.map((value) => 0.0003 + 0.01 * value),
  }));
  // Half of the second one's variance is the first one's.
  y.values.forEach((value, t) => (y.values[t] = (value + x.values[t]) * Math.SQRT1_2));

  let made: Room | undefined;
  function room(): Room {
    if (made !== undefined) return made;
    made = {
      x: memory.reserve(LENGTH),
      y: memory.reserve(LENGTH),
      out: memory.reserve(LENGTH),
      other: memory.reserve(LENGTH),
      scratch: memory.allocate(exports.rollingScratchBytes(LENGTH, WINDOW)),
    };
    repeat(memory.view(made.x, LENGTH), x.values);
    repeat(memory.view(made.y, LENGTH), y.values);
    return made;
  }

  function rollingCase(
    name: string,
    inputs: Readonly<Record<string, Table>>,
    run: (room: Room) => void,
    outputs: readonly (keyof Room)[],
    peers: readonly Peer[],
  ): BenchCase {
    return {
      name,
      unit: 'ns per output',
      unitsPerSecond: 1e9 / LENGTH,
      repeat: 1,
      sampled: false,
      // What the running sums of the peers lose over so long a series, where a result is near zero.
      tolerance: 1e-6,
      inputs: { ...inputs, length: LENGTH, window: WINDOW },
      ours() {
        const at = room();
        run(at);
        return outputs.flatMap((output) => sample(memory.view(at[output], LENGTH)));
      },
      peers,
    };
  }

  const one = { x };
  return [
    rollingCase(
      'rolling-mean',
      one,
      ({ x: at, out, scratch }) => exports.rollingMean(at, LENGTH, WINDOW, WINDOW, out, scratch),
      ['out'],
      [bottleneck('rolling_mean')],
    ),
    rollingCase(
      'rolling-sd',
      one,
      ({ x: at, out, scratch }) =>
        exports.rollingMeanDeviation(at, LENGTH, WINDOW, WINDOW, 0, out, scratch),
      ['out'],
      [bottleneck('rolling_deviation'), pandas('rolling_deviation_pandas')],
    ),
    rollingCase(
      'rolling-min',
      one,
      ({ x: at, out, scratch }) =>
        exports.rollingExtremes(at, LENGTH, WINDOW, WINDOW, out, 0, scratch),
      ['out'],
      [bottleneck('rolling_minimum')],
    ),
    rollingCase(
      'rolling-skewness',
      one,
      ({ x: at, out, scratch }) =>
        exports.rollingSkewnessKurtosis(at, LENGTH, WINDOW, WINDOW, out, 0, scratch),
      ['out'],
      [pandas('rolling_skewness')],
    ),
    rollingCase(
      'rolling-beta-correlation',
      { x, y },
      ({ x: left, y: right, out, other, scratch }) =>
        exports.rollingBetaCorrelation(left, right, LENGTH, WINDOW, WINDOW, out, other, scratch),
      ['out', 'other'],
      [pandas('rolling_beta_correlation')],
    ),
    rollingCase(
      'rolling-median',
      one,
      ({ x: at, out, scratch }) =>
        exports.rollingQuantile(at, LENGTH, WINDOW, WINDOW, 0.5, out, scratch),
      ['out'],
      [pandas('rolling_median')],
    ),
  ];
}

function bottleneck(python: string): Peer {
  return { name: 'bottleneck', package: 'bottleneck', python };
}

function pandas(python: string): Peer {
  return { name: 'pandas', package: 'pandas', python };
}

function repeat(target: Float64Array, period: Float64Array): void {
  for (let at = 0; at < target.length; at += period.length) {
    target.set(period.subarray(0, target.length - at), at);
  }
}

function sample(outputs: Float64Array): number[] {
  const taken: number[] = [];
  for (let t = WINDOW - 1; t < outputs.length; t += STRIDE) taken.push(outputs[t]);
  return taken;
}
