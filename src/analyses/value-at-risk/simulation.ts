/**
 * The loss by Monte Carlo, in constant memory, whatever the model that draws: what a chunk
 * computes. `merge-simulation.ts` puts chunks together.
 *
 * The exact order statistic comes without keeping the scenarios: the first chunk brackets it
 * by six standard errors, every chunk counts and sums what lies below the bracket and keeps
 * what lies inside. Should the rank fall outside, the result says so instead of guessing.
 */
import { tailRank } from '../../finance/order-statistic';
import type { Interval } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { BLOCK, CHUNK, type Input } from '../analysis';
import { draw, type Blocks, type Model } from './draw';
import { drawSpread } from './draw-spread';
import { binsBetween, countBins } from './bins';
import { sharesOf, type Shares } from './replicates';
import type { Histogram, ValueAtRiskParameters } from './spec';

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
      histogram: { ...bins, counts: countBins(kernels, returns, scenarios, bins, BINS) },
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
