/** From the tally of a track to what its plan led to, each number with its errors. */
import { binomialQuantileRanks, wilsonInterval, type QuantileRanks } from '../../finance/binomial';
import { exp, log } from '../../finance/elementary';
import {
  undefinedBecause,
  type Interval,
  type Quantity,
  type Undefined,
} from '../../finance/quantity';
import { annual, outcomes, shares, type OutcomeId, type ShareId } from './ends';
import { rankOf } from './numbers';
import type { Pilot, Times } from './pilot';
import { sampledOutcome, sampledShare, type Sampled } from './sampling';
import type { Scene } from './scene';
import { countBelow, valueAtRank, type Sketch } from './sketch';
import {
  percentiles,
  type Bins,
  type Distribution,
  type Fan,
  type Fifth,
  type PlanOutcome,
  type Stretch,
} from './result';
import { FIFTH_NUMBERS, gradeCorrelation, sketchOf, type Tally } from './tally';

/** Half the width of a 95 % interval in standard errors. */
export const Z95 = 1.959963984540054;

const BARS = 60;
/** The bars end here; what lies beyond would only press the others together. */
const LAST_BAR = 98;

export interface Measured {
  readonly scene: Scene;
  readonly times: Times;
  readonly track: number;
  readonly pilot: Pilot;
  readonly tally: Tally;
  /** Wealth of the first paths at the fan's times. */
  readonly samples: PlanOutcome['samples'];
  readonly sampled: Sampled | undefined;
}

export function outcomeOf(measured: Measured): PlanOutcome {
  const { scene, times, track, pilot, tally, samples } = measured;
  const { paths } = tally;
  const { start } = scene.tracks[track];
  const size = pilot.nominal.length;
  const sketch = (position: number) => sketchOf(tally, pilot, position);
  const [nominal, real] = [sketch(size - 1), sketch(2 * size - 1)];
  const [value, lowest, income] = [sketch(2 * size), sketch(2 * size + 1), sketch(2 * size + 2)];
  const ranks = ranksOf(paths);
  const spread = (id: OutcomeId, at: (rank: number) => number) =>
    distribution(measured, ranks, id, at);
  const share = (id: ShareId) => shareOf(measured, id);
  const fan = (first: number, begin: number): Fan =>
    percentiles.map((percent) =>
      Float64Array.from(times.fan, (_, i) =>
        i === 0 ? begin : valueAtRank(sketch(first + i - 1), rankOf(percent, paths)),
      ),
    );
  // What is paid at the start has been paid before the first look.
  const [begin] = samples.nominal.map((wealth) => wealth[0]);
  return {
    fan: { real: fan(size, begin ?? start), nominal: fan(0, begin ?? start) },
    samples,
    finalWealth: {
      real: spread('real', (rank) => valueAtRank(real, rank)),
      nominal: spread('nominal', (rank) => valueAtRank(nominal, rank)),
    },
    histogram: { real: binsOf(real, paths), nominal: binsOf(nominal, paths) },
    growthRate: spread('growthRate', (rank) =>
      annual(valueAtRank(value, rank), scene.steps, scene.stepsPerYear),
    ),
    reachesGoal: { real: share('goalReal'), nominal: share('goalNominal') },
    runsOut: share('runsOut'),
    endsBelowStart: share('belowStart'),
    ruinBy: ruinBy(tally, times),
    ruinYears: ruinYears(tally, scene),
    worstFall: spread('worstFall', (rank) => valueAtRank(lowest, rank) - 1),
    underWater: spread(
      'underWater',
      (rank) => stepAtRank(tally.longest, rank) / scene.stepsPerYear,
    ),
    income: spread('income', (rank) => valueAtRank(income, rank)),
    stretches: stretchesOf(measured),
    fifths: fifthsOf(measured),
  };
}

/** The ranks that bound each percentile of n paths: worth finding only once. */
function ranksOf(n: number): QuantileRanks[] {
  return percentiles.map((percent) => binomialQuantileRanks(n, percent / 100));
}

function distribution(
  { tally, pilot, sampled }: Measured,
  ranks: readonly QuantileRanks[],
  id: OutcomeId,
  at: (rank: number) => number,
): Distribution {
  const { paths, moments } = tally;
  const o = outcomes.indexOf(id);
  const [sum, squares] = [moments[2 * o], moments[2 * o + 1]];
  const mean = pilot.pivots[o] + sum / paths;
  const variance = paths > 1 ? Math.max(0, squares - (sum * sum) / paths) / (paths - 1) : 0;
  const half = Z95 * Math.sqrt(variance / paths);
  return {
    percentiles: percentiles.map((percent, i) => {
      const value = at(rankOf(percent, paths));
      const sampling = sampledOutcome(sampled, id, i, value);
      return { value, ...between(at, ranks[i]), ...(sampling && { sampling }) };
    }),
    mean: withSampling(
      { value: mean, simulation: { low: mean - half, high: mean + half } },
      sampledOutcome(sampled, id, percentiles.length, mean),
    ),
  };
}

/** The interval of a percentile between the order statistics that bound it. */
function between(
  at: (rank: number) => number,
  { low, high }: QuantileRanks,
): { simulation?: Interval; unreliable?: string } {
  if (low === undefined || high === undefined) {
    return { unreliable: 'There are too few paths to bound it.' };
  }
  const [a, b] = [at(low), at(high)];
  return { simulation: { low: Math.min(a, b), high: Math.max(a, b) } };
}

function withSampling(
  quantity: { value: number; simulation: Interval },
  sampling: Interval | undefined,
): Quantity {
  return sampling === undefined ? quantity : { ...quantity, sampling };
}

function shareOf({ tally, sampled }: Measured, id: ShareId): Quantity {
  const { paths, hits } = tally;
  const count = hits[shares.indexOf(id)];
  const value = count / paths;
  const sampling = sampledShare(sampled, id, value);
  return withSampling({ value, simulation: wilsonInterval(count, paths) }, sampling);
}

/** A share with the error of its simulation alone; undefined where there is nothing to share. */
export function simulatedShare(count: number, of: number): Quantity {
  if (of === 0) return undefinedBecause('too-few-observations', 'has no path to count');
  return { value: count / of, simulation: wilsonInterval(count, of) };
}

/** Bars from the least to the value that all but two in a hundred stay below. */
function binsOf(sketch: Sketch, paths: number): Bins {
  const from = Math.max(0, sketch.least);
  const to = valueAtRank(sketch, rankOf(LAST_BAR, paths));
  const width = (to > from ? to - from : Math.max(to, 1) * 0.01) / BARS;
  const edges = Float64Array.from({ length: BARS + 1 }, (_, b) => from + b * width);
  const below = edges.map((edge) => countBelow(sketch, edge));
  below[0] = 0;
  return {
    edges,
    shares: Float64Array.from({ length: BARS }, (_, b) => (below[b + 1] - below[b]) / paths),
  };
}

function ruinBy({ ruins, paths }: Tally, { fan }: Times): Float64Array {
  let sum = 0;
  const total = ruins.map((count) => (sum += count));
  return Float64Array.from(fan, (time) => total[time] / paths);
}

function ruinYears({ ruins }: Tally, { stepsPerYear }: Scene): Distribution {
  const n = ruins.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undefinedDistribution(never);
  const at = (rank: number) => stepAtRank(ruins, rank) / stepsPerYear;
  const mean = ruins.reduce((sum, count, time) => sum + count * time, 0) / n / stepsPerYear;
  const squares = ruins.reduce((sum, count, time) => {
    const d = time / stepsPerYear - mean;
    return sum + count * d * d;
  }, 0);
  const half = n > 1 ? Z95 * Math.sqrt(squares / (n - 1) / n) : 0;
  const ranks = ranksOf(n);
  return {
    percentiles: percentiles.map((percent, i) => ({
      value: at(rankOf(percent, n)),
      ...between(at, ranks[i]),
    })),
    mean: { value: mean, simulation: { low: mean - half, high: mean + half } },
  };
}

const never = undefinedBecause('not-available', 'has no path that runs out of money');

/** A distribution of which nothing can be said. */
export function undefinedDistribution(why: Undefined): Distribution {
  return { percentiles: percentiles.map(() => why), mean: why };
}

/** The position whose count holds the value of rank k. */
function stepAtRank(counts: Float64Array, k: number): number {
  let before = 0;
  let step = 0;
  while (step < counts.length - 1 && before + counts[step] < k) before += counts[step++];
  return step;
}

function stretchesOf({ scene, times, tally }: Measured): Stretch[] {
  return times.stretches.map((end, j) => ({
    from: (times.stretches[j - 1] ?? 0) / scene.stepsPerYear,
    to: end / scene.stepsPerYear,
    correlation: fisherInterval(gradeCorrelation(tally, j), tally.paths),
  }));
}

/** A correlation with Fisher's interval: atanh r +- 1.96 / sqrt(n - 3). */
function fisherInterval(r: number, n: number): Quantity {
  if (Number.isNaN(r)) {
    return undefinedBecause('zero-variance', 'has no spread: all paths end or grow alike');
  }
  if (n < 4 || Math.abs(r) >= 1) return { value: r };
  const center = 0.5 * log((1 + r) / (1 - r));
  const half = Z95 / Math.sqrt(n - 3);
  const back = (x: number) => 1 - 2 / (exp(2 * x) + 1);
  return { value: r, simulation: { low: back(center - half), high: back(center + half) } };
}

function fifthsOf({ scene, times, pilot, tally }: Measured): Fifth[] {
  const { fifths } = tally;
  const grades = pilot.stretchGrades[0];
  return Array.from({ length: fifths.length / FIFTH_NUMBERS }, (_, j) => {
    const [n, out, real, nominal] = fifths.subarray(j * FIFTH_NUMBERS, (j + 1) * FIFTH_NUMBERS);
    const upTo = grades[Math.ceil(((j + 1) * grades.length) / 5) - 1];
    return {
      growthUpTo: annual(upTo, times.stretches[0], scene.stepsPerYear),
      runsOut: simulatedShare(out, n),
      reachesGoal: { real: simulatedShare(real, n), nominal: simulatedShare(nominal, n) },
    };
  });
}
