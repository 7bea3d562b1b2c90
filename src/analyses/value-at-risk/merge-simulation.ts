/**
 * The simulated loss of several chunks: the exact order statistic among what they kept, the
 * mean beyond it, how both split among the assets, and their simulation errors.
 */
import { binomialQuantileRanks } from '../../finance/binomial';
import { concatenate } from '../../finance/concatenate';
import { selectRank, tailRank } from '../../finance/order-statistic';
import { undefinedBecause } from '../../finance/quantity';
import type { Model } from './draw';
import { intervalOf, tailInterval } from './intervals';
import { noMethod } from './no-method';
import { spreadOf, spreadRanks } from './replicates';
import type { Partial } from './simulation';
import type { Histogram, Method } from './spec';

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
