/**
 * The simulation error of draws that depend on each other: from independent replicates.
 *
 * Inside a replicate the draws are spread on purpose, so that no formula for independent ones holds;
 * the replicates among themselves are independent and alike. How much the shares of their scenarios
 * at or below the common quantile differ says within which ranks the true one may lie; how much
 * their mean losses beyond it differ says the same of the expected shortfall.
 *
 * Accuracy: 95 % of the intervals hold the truth; 80 to 95 % where the scenario furthest out decides,
 * which is the expected shortfall of a heavy tail spread over one period: sixteen values of a skewed
 * distribution seldom hold its rare large one.
 *
 * Special case: over one period spread draws leave so little to chance that all replicates may
 * agree to the scenario at the very quantile. The shares are compared at the scenario before it as
 * well, and the larger difference counts.
 *
 * Reference: Nakayama, "Confidence intervals for quantiles using sectioning when applying
 * variance-reduction techniques", ACM Transactions on Modeling and Computer Simulation 24 (2014).
 */
import type { QuantileRanks } from '../../finance/binomial';
import { studentQuantile } from '../../finance/student-distribution';
import type { Kernels } from '../../kernels/kernels';
import { BLOCK, CHUNK } from '../analysis';

/** Independent repetitions in a run, one block of each chunk. */
export const REPLICATES = CHUNK / BLOCK;

/** 95 % of Student's t with one degree less than there are replicates. */
const WIDTH = studentQuantile(0.975, REPLICATES - 1);

/** Numbers that the kernel `tailPartial` reports, and where three of them stand. */
const FIELDS = 9;
const [BELOW, SUM_BELOW, KEPT] = [0, 1, 4];

/** What each replicate has of a chunk: scenarios below the bracket, their sum, and those kept. */
export interface Shares {
  readonly below: Float64Array;
  readonly sumBelow: Float64Array;
  readonly kept: Float64Array;
}

/** Of the returns of a whole chunk; what is kept is kept elsewhere, in the same order. */
export function sharesOf(
  { exports, memory }: Kernels,
  returns: number,
  { low, high }: { readonly low: number; readonly high: number },
): Shares {
  const kept = memory.reserve(BLOCK);
  const out = memory.reserve(FIELDS);
  const fields = Array.from({ length: REPLICATES }, (_, r) => {
    exports.tailPartial(returns + r * BLOCK * 8, BLOCK, 0, low, high, 0, kept, 0, out);
    return memory.read(out, FIELDS);
  });
  const of = (field: number) => Float64Array.from(fields, (numbers) => numbers[field]);
  return { below: of(BELOW), sumBelow: of(SUM_BELOW), kept: of(KEPT) };
}

/** Half the widths of the intervals. */
export interface Spread {
  /** Of the rank of the quantile, in scenarios. */
  readonly ranks: number;
  /** Of the mean shortfall beyond it, over all scenarios. */
  readonly shortfall: number;
}

/**
 * @param shares of every chunk, in order.
 * @param kept the returns that the chunks kept, in order.
 * @param quantile the return that counts as the common quantile.
 * @param before the next lower return.
 */
export function spreadOf(
  shares: readonly Shares[],
  kept: Float64Array,
  quantile: number,
  before: number,
): Spread {
  const at = compareAt(shares, kept, quantile);
  return { ...at, ranks: Math.max(at.ranks, compareAt(shares, kept, before).ranks) };
}

function compareAt(shares: readonly Shares[], kept: Float64Array, quantile: number): Spread {
  const counts = new Float64Array(REPLICATES);
  const shortfalls = new Float64Array(REPLICATES);
  let at = 0;
  for (const chunk of shares) {
    for (let r = 0; r < REPLICATES; r++) {
      counts[r] += chunk.below[r];
      shortfalls[r] += chunk.below[r] * quantile - chunk.sumBelow[r];
      for (const end = at + chunk.kept[r]; at < end; at++) {
        if (kept[at] > quantile) continue;
        counts[r] += 1;
        shortfalls[r] += quantile - kept[at];
      }
    }
  }
  const scenarios = shares.length * BLOCK;
  const halfWidth = (sums: Float64Array) => {
    const means = sums.map((sum) => sum / scenarios);
    const mean = means.reduce((sum, value) => sum + value, 0) / REPLICATES;
    const squares = means.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    return WIDTH * Math.sqrt(squares / (REPLICATES - 1) / REPLICATES);
  };
  return { ranks: halfWidth(counts) * scenarios * REPLICATES, shortfall: halfWidth(shortfalls) };
}

/** The ranks that bound the quantile; a side on which the sample ends is undefined. */
export function spreadRanks({ ranks }: Spread, n: number, p: number): QuantileRanks {
  const low = Math.floor(n * p - ranks);
  // The quantile lies between two scenarios, of which the ranks count the lower one.
  const high = Math.ceil(n * p + ranks) + 1;
  return { low: low >= 1 ? low : undefined, high: high <= n ? high : undefined };
}
