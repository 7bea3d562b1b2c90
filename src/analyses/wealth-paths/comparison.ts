/** Two plans on the same draws: path by path, what the other one ends with beyond the first. */
import type { Quantity } from '../../finance/quantity';
import type { Ends } from './ends';
import { simulatedShare, Z95 } from './outcome';
import type { Comparison } from './result';

/** Sums over the paths of a chunk. */
export interface Pairs {
  readonly paths: number;
  /** Of the differences of final wealth, real and nominal, and of running out: sum, sum of squares. */
  readonly sums: Float64Array;
  /** Paths on which the other plan ends above, and on which both end alike. */
  readonly ahead: number;
  readonly alike: number;
}

const [REAL, NOMINAL, RUIN] = [0, 2, 4];

/** No paths yet; new each time, for a partial gives its buffers away. */
export function noPairs(): Pairs {
  return { paths: 0, sums: new Float64Array(6), ahead: 0, alike: 0 };
}

export function addPairs(a: Pairs, b: Pairs): Pairs {
  return {
    paths: a.paths + b.paths,
    sums: a.sums.map((value, k) => value + b.sums[k]),
    ahead: a.ahead + b.ahead,
    alike: a.alike + b.alike,
  };
}

export function pairsOf(one: Ends, other: Ends): Pairs {
  const sums = new Float64Array(6);
  const paths = one.real.length;
  let [ahead, alike] = [0, 0];
  const add = (at: number, difference: number) => {
    sums[at] += difference;
    sums[at + 1] += difference * difference;
  };
  for (let s = 0; s < paths; s++) {
    add(REAL, other.real[s] - one.real[s]);
    add(NOMINAL, other.nominal[s] - one.nominal[s]);
    add(RUIN, Number(other.ruin[s] < Infinity) - Number(one.ruin[s] < Infinity));
    if (other.real[s] > one.real[s]) ahead += 1;
    else if (other.real[s] === one.real[s]) alike += 1;
  }
  return { paths, sums, ahead, alike };
}

export function comparisonOf({ paths, sums, ahead, alike }: Pairs): Comparison {
  const mean = (at: number): Quantity => {
    const value = sums[at] / paths;
    const variance = Math.max(0, sums[at + 1] / paths - value * value);
    const half = Z95 * Math.sqrt(variance / paths);
    return { value, simulation: { low: value - half, high: value + half } };
  };
  return {
    difference: { real: mean(REAL), nominal: mean(NOMINAL) },
    runsOut: mean(RUIN),
    endsAhead: simulatedShare(ahead, paths),
    endsAlike: simulatedShare(alike, paths),
  };
}
