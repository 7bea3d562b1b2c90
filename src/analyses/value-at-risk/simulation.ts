/**
 * The loss by Monte Carlo, in constant memory, whatever the model that draws.
 *
 * The exact order statistic comes without keeping the scenarios: the first chunk brackets it
 * by six standard errors, every chunk counts and sums what lies below the bracket and keeps
 * what lies inside. Should the rank fall outside, the result says so instead of guessing.
 */
import { binomialQuantileRanks } from '../../finance/binomial';
import { concatenate } from '../../finance/concatenate';
import { selectRank, tailRank } from '../../finance/order-statistic';
import { undefinedBecause, type Interval } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { BLOCK, CHUNK, type Input } from '../analysis';
import { draw, type Blocks, type Model } from './draw';
import { drawSpread } from './draw-spread';
import { intervalOf, tailInterval } from './intervals';
import { noMethod } from './methods';
import { sharesOf, spreadOf, spreadRanks, type Shares } from './replicates';
import type { Histogram, Method, ValueAtRiskParameters } from './spec';

/** Standard errors of the rank on either side of the bracket. */
const BRACKET = 6;
const BINS = 120;
const BLOCKS = CHUNK / BLOCK;

/** Layout of the numbers that the kernel `tailPartial` reports. */
const FIELDS = 9;

/** What one chunk leaves behind. */
export interface Partial {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** The bracket of the later chunks of a long run; only the first chunk knows it. */
  readonly narrow: Interval | undefined;
  readonly below: number;
  readonly sumBelow: number;
  readonly squaresBelow: number;
  readonly exposureBelow: number;
  readonly kept: Float64Array;
  /** Mean exposure of each kept scenario, `sum_t V_(t-1)`; empty for one period. */
  readonly exposures: Float64Array;
  readonly histogram: Histogram;
  /** By replicate, where the draws are not independent. */
  readonly shares: Shares | undefined;
}

/** Chunks from this one on take the narrower bracket of a look ahead over so many. */
const LONG = 64;
const AHEAD = 16;

export function simulateChunk(
  { kernels, seed }: Input<ValueAtRiskParameters>,
  model: Model,
  index: number,
  scenarios: number,
  total: number,
  pilot: Partial | undefined,
): Partial {
  return kernels.scope((memory) => {
    const blocks = Math.ceil(scenarios / BLOCK);
    const returns = memory.reserve(blocks * BLOCK);
    const exposures = model.horizon > 1 ? memory.reserve(blocks * BLOCK) : 0;
    drawBlocks(kernels, model, returns, exposures, { first: index * BLOCKS, count: blocks, seed });
    const wide = pilot ?? bracketOf(kernels, returns, scenarios, model.tail);
    const { low, high } = (index < LONG ? undefined : pilot?.narrow) ?? wide;
    const bins = pilot?.histogram ?? binsOf(kernels, returns, scenarios);
    return {
      count: scenarios,
      low,
      high,
      narrow: index === 0 && total > LONG * CHUNK ? lookAhead(kernels, model, seed) : undefined,
      ...collectTail(kernels, returns, exposures, scenarios, { low, high }, model),
      histogram: { ...bins, counts: countBins(kernels, returns, scenarios, bins) },
      shares:
        model.sampler === 'independent' ? undefined : sharesOf(kernels, returns, { low, high }),
    };
  });
}

function drawBlocks(kernels: Kernels, model: Model, ...to: Destination): void {
  if (model.sampler === 'independent') draw(kernels, model, ...to);
  else drawSpread(kernels, model, ...to);
}

type Destination = [returns: number, exposures: number, blocks: Blocks];

/**
 * A bracket from sixteen chunks, for runs so long that much would be kept with that of one: of
 * 10^8 scenarios about a quarter of a million are then kept in place of a million. Which chunk
 * takes which bracket depends on its number alone, so that the start of a long run is a short
 * run to the bit.
 */
function lookAhead(kernels: Kernels, model: Model, seed: number): Interval {
  return kernels.scope((memory) => {
    const returns = memory.reserve(AHEAD * CHUNK);
    const exposures = model.horizon > 1 ? memory.reserve(AHEAD * CHUNK) : 0;
    drawBlocks(kernels, model, returns, exposures, { first: 0, count: AHEAD * BLOCKS, seed });
    return bracketOf(kernels, returns, AHEAD * CHUNK, model.tail);
  });
}

/** Six standard errors of the rank on either side of the wanted order statistic. */
function bracketOf(kernels: Kernels, returns: number, scenarios: number, tail: number): Interval {
  const rank = tailRank(tail, scenarios);
  const p = tail / 1e6;
  const margin = Math.ceil(BRACKET * Math.sqrt(scenarios * p * (1 - p))) + 1;
  const scratch = kernels.memory.allocate(scenarios * 8 + 65_536);
  const at = (k: number) => kernels.exports.orderStatistic(returns, scenarios, k, scratch);
  return {
    low: rank - margin < 1 ? -Infinity : at(rank - margin),
    high: rank + margin > scenarios ? Infinity : at(rank + margin),
  };
}

function binsOf(kernels: Kernels, returns: number, scenarios: number): Omit<Histogram, 'counts'> {
  const scratch = kernels.memory.allocate(scenarios * 8 + 65_536);
  const low = kernels.exports.orderStatistic(returns, scenarios, 1, scratch);
  const high = kernels.exports.orderStatistic(returns, scenarios, scenarios, scratch);
  return binsBetween(low, high, BINS);
}

/** Equal bins whose first and last centers are the ends; a point gets bins of 0.01 %. */
export function binsBetween(low: number, high: number, bins: number): Omit<Histogram, 'counts'> {
  const width = high > low ? (high - low) / (bins - 1) : 1e-4;
  return { low: low - width / 2, width };
}

export function countBins(
  kernels: Kernels,
  values: number,
  count: number,
  { low, width }: Omit<Histogram, 'counts'>,
  bins = BINS,
): Float64Array {
  const counts = kernels.memory.write(new Float64Array(bins + 2));
  kernels.exports.histogram(values, count, low, width, bins, counts);
  return kernels.memory.read(counts, bins + 2);
}

function collectTail(
  kernels: Kernels,
  returns: number,
  exposures: number,
  scenarios: number,
  bracket: Interval,
  model: Model,
) {
  const { memory } = kernels;
  const kept = memory.reserve(scenarios);
  const keptExposures = exposures === 0 ? 0 : memory.reserve(scenarios);
  const fields = memory.reserve(FIELDS);
  kernels.exports.tailPartial(
    returns,
    scenarios,
    exposures,
    bracket.low,
    bracket.high,
    model.mean,
    kept,
    keptExposures,
    fields,
  );
  const [below, sumBelow, squaresBelow, exposureBelow, keptCount] = memory.read(fields, FIELDS);
  return {
    below,
    sumBelow,
    squaresBelow,
    exposureBelow,
    kept: memory.read(kept, keptCount),
    exposures: exposures === 0 ? new Float64Array(0) : memory.read(keptExposures, keptCount),
  };
}

/** What merging needs to know of the plan. */
interface Split {
  readonly model: Model;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly betas: Float64Array;
}

/** The partials of a contiguous prefix of chunks as one method, with its simulation error. */
export function mergeSimulation(
  { model, weights, means, betas }: Split,
  partials: readonly Partial[],
): { method: Method; histogram: Histogram; scenarios: number } {
  const scenarios = partials.reduce((sum, partial) => sum + partial.count, 0);
  const below = partials.reduce((sum, partial) => sum + partial.below, 0);
  const kept = concatenate(partials.map((partial) => partial.kept));
  const exposures = concatenate(partials.map((partial) => partial.exposures));
  const [{ histogram }] = partials;
  const counts = histogram.counts.map((_, bin) =>
    partials.reduce((sum, partial) => sum + partial.histogram.counts[bin], 0),
  );
  const shared = { histogram: { low: histogram.low, width: histogram.width, counts }, scenarios };

  const rank = tailRank(model.tail, scenarios);
  const p = model.tail / 1e6;
  const working = kept.slice();
  const at = (k: number) => selectRank(working, k - below);
  // What lies below a bracket was counted, not kept: an answer holds where all brackets hold it.
  const [floor, ceiling] = partials.reduce(
    ([low, high], partial) => [Math.max(low, partial.low), Math.min(high, partial.high)],
    [-Infinity, Infinity],
  );
  const inside = (k: number | undefined) => {
    if (k === undefined) return true;
    if (k <= below || k > below + kept.length) return false;
    const value = at(k);
    return value >= floor && value <= ceiling;
  };
  const shares = partials.flatMap((partial) => partial.shares ?? []);
  const spread =
    shares.length > 0 && inside(rank) && inside(rank - 1)
      ? spreadOf(shares, kept, at(rank), at(rank - 1))
      : undefined;
  const ranks = spread ? spreadRanks(spread, scenarios, p) : binomialQuantileRanks(scenarios, p);
  if (!inside(rank) || !inside(ranks.low) || !inside(ranks.high)) {
    const missed = undefinedBecause(
      'not-available',
      'missed the tail: its first scenarios misled it. Change the seed or the number of scenarios',
    );
    return { method: noMethod(missed), ...shared };
  }

  const threshold = at(rank);
  const simulation =
    ranks.low === undefined || ranks.high === undefined
      ? undefined
      : { low: -at(ranks.high), high: -at(ranks.low) };

  const tail = sumTail(partials, kept, exposures, threshold, rank, model);
  const shortfall = -tail.weightedReturn / (p * scenarios);
  const variance = Math.max(
    0,
    tail.squares / rank - (tail.deviation / rank) * (tail.deviation / rank),
  );
  const half = Math.ceil(Math.sqrt(scenarios) / 2);
  const nearby = exposureNear(
    kept,
    exposures,
    at(Math.max(below + 1, rank - half)),
    at(Math.min(below + kept.length, rank + half)),
  );
  // What an asset adds, given the return of the mix, is linear in it: exactly so for the normal
  // and the t, which are elliptical, and by projection for dates drawn over several periods.
  const split = (exposure: number, total: number) =>
    weights.map((w, i) => -w * ((means[i] - betas[i] * model.mean) * exposure + betas[i] * total));
  const method: Method = {
    valueAtRisk: { value: -threshold, simulation },
    expectedShortfall: {
      value: shortfall,
      ...(spread
        ? intervalOf('simulation', shortfall, spread.shortfall / p, p * scenarios)
        : tailInterval(
            'simulation',
            { variance, valueAtRisk: -threshold, probability: p, observations: scenarios },
            shortfall,
          )),
    },
    contributionsToVaR: split(nearby, threshold),
    contributionsToES: split(tail.weightedExposure / (p * scenarios), -shortfall),
  };
  return { method, ...shared };
}

/** Sums over the tail with the fractional weight of its last scenario. */
function sumTail(
  partials: readonly Partial[],
  kept: Float64Array,
  exposures: Float64Array,
  threshold: number,
  rank: number,
  model: Model,
) {
  const exposureOf = (i: number) => (exposures.length > 0 ? exposures[i] : 1);
  let count = 0;
  let sum = 0;
  let squares = 0;
  let exposure = 0;
  let scenarios = 0;
  for (const partial of partials) {
    count += partial.below;
    sum += partial.sumBelow;
    squares += partial.squaresBelow;
    exposure += exposures.length > 0 ? partial.exposureBelow : partial.below;
    scenarios += partial.count;
  }
  let tiedExposure = 1;
  for (let i = 0; i < kept.length; i++) {
    if (kept[i] < threshold) {
      count++;
      sum += kept[i];
      squares += (kept[i] - model.mean) * (kept[i] - model.mean);
      exposure += exposureOf(i);
    } else if (kept[i] === threshold) tiedExposure = exposureOf(i);
  }
  const mass = (model.tail / 1e6) * scenarios;
  const ties = rank - count;
  const d = threshold - model.mean;
  return {
    weightedReturn: sum + (mass - count) * threshold,
    weightedExposure: exposure + (mass - count) * tiedExposure,
    deviation: sum - count * model.mean + ties * d,
    squares: squares + ties * d * d,
  };
}

function exposureNear(
  kept: Float64Array,
  exposures: Float64Array,
  low: number,
  high: number,
): number {
  if (exposures.length === 0) return 1;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < kept.length; i++) {
    if (kept[i] < low || kept[i] > high) continue;
    sum += exposures[i];
    count++;
  }
  return sum / count;
}
