/**
 * An order of assets that puts the similar ones next to each other, for heat maps.
 */

export type Linkage = 'average' | 'single';

/**
 * The leaves of a hierarchical clustering by the distance sqrt((1 - rho) / 2), from left to
 * right: a permutation of 0 to n - 1.
 *
 * `correlation` is n x n, row by row; a correlation that is NaN counts as 0, and rounding
 * beyond [-1, 1] is cut. `single` measures the distance of two clusters by their closest pair,
 * `average` by the mean over all pairs. Equal distances are resolved in favor of the cluster
 * with the lowest-numbered asset, then of the lower partner, so that the order never depends on
 * chance. With `flip` (the default) each merge has the branch with the lowest asset on the left
 * and turns both so that the closest of their ends meet; without, the older cluster stands on
 * the left, assets before clusters, as usual for dendrograms.
 * Time: O(n^2) typically, about 20 ms for n = 500. A RangeError where the matrix is not n x n.
 * Reference: Mantegna, Hierarchical structure in financial markets, European Physical Journal B
 * 11 (1999), for the distance; Lance and Williams, Computer Journal 9 (1967), for the update.
 */
export function clusterOrder(
  correlation: ArrayLike<number>,
  n: number,
  linkage: Linkage = 'average',
  flip = true,
): number[] {
  if (!Number.isInteger(n) || n < 0 || correlation.length !== n * n) {
    throw new RangeError(`${n} assets need ${n * n} correlations, not ${correlation.length}`);
  }
  if (n === 0) return [];
  const leafDistance = distances(correlation, n);
  const distance = leafDistance.slice();
  // Cluster i lives in the slot of its lowest asset; emptied slots leave `alive`.
  const leaves = Array.from({ length: n }, (_, i) => [i]);
  const age = Array.from({ length: n }, (_, i) => i);
  const alive = Array.from({ length: n }, (_, i) => i);
  const nearest = new Int32Array(n);
  for (const i of alive) nearest[i] = nearestAfter(distance, n, alive, i);

  for (let merge = 0; alive.length > 1; merge += 1) {
    const i = closest(distance, n, alive, nearest);
    const j = nearest[i];
    const [one, other] = [leaves[i], leaves[j]];
    const [sizeI, sizeJ] = [one.length, other.length];
    if (flip) leaves[i] = joinClosestEnds(one, other, leafDistance, n);
    else leaves[i] = age[i] < age[j] ? [...one, ...other] : [...other, ...one];
    age[i] = n + merge;
    alive.splice(alive.indexOf(j), 1);
    for (const k of alive) {
      if (k === i) continue;
      const [toI, toJ] = [distance[i * n + k], distance[j * n + k]];
      const joined =
        linkage === 'single' ? Math.min(toI, toJ) : (sizeI * toI + sizeJ * toJ) / (sizeI + sizeJ);
      distance[i * n + k] = joined;
      distance[k * n + i] = joined;
    }
    // A merged cluster is not closer to others than the nearer of its parts was.
    for (const k of alive) {
      const lost = k === i || nearest[k] === i || nearest[k] === j;
      if (lost) nearest[k] = nearestAfter(distance, n, alive, k);
    }
  }
  return leaves[alive[0]];
}

/** sqrt((1 - rho) / 2) between all pairs. */
function distances(correlation: ArrayLike<number>, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let index = 0; index < result.length; index += 1) {
    const rho = correlation[index] === correlation[index] ? correlation[index] : 0;
    result[index] = Math.sqrt(0.5 * (1 - Math.max(-1, Math.min(1, rho))));
  }
  return result;
}

/** The cluster in a later slot that is closest to the one in slot `i`; -1 where there is none. */
function nearestAfter(distance: Float64Array, n: number, alive: number[], i: number): number {
  let best = -1;
  for (const j of alive) {
    if (j > i && (best < 0 || distance[i * n + j] < distance[i * n + best])) best = j;
  }
  return best;
}

/** The slot whose nearest later cluster is the closest of all. */
function closest(distance: Float64Array, n: number, alive: number[], nearest: Int32Array): number {
  let best = alive[0];
  for (const i of alive) {
    if (nearest[i] < 0) continue;
    if (distance[i * n + nearest[i]] < distance[best * n + nearest[best]]) best = i;
  }
  return best;
}

/** Both branches in a row, each turned so that their closest ends meet; as they are on a tie. */
function joinClosestEnds(left: number[], right: number[], distance: Float64Array, n: number) {
  const between = (a: number, b: number) => distance[a * n + b];
  const [leftFirst, leftLast] = [left[0], left[left.length - 1]];
  const [rightFirst, rightLast] = [right[0], right[right.length - 1]];
  const options = [
    between(leftLast, rightFirst),
    between(leftLast, rightLast),
    between(leftFirst, rightFirst),
    between(leftFirst, rightLast),
  ];
  const option = options.indexOf(Math.min(...options));
  return [
    ...(option < 2 ? left : left.toReversed()),
    ...(option % 2 === 0 ? right : right.toReversed()),
  ];
}
