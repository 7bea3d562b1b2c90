/** The correlations of ranks that go by the name of correlation. */

/** Ranks from 1; equal values share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Kendall's tau-b, (concordant - discordant) / sqrt((pairs - ties in x) (pairs - ties in y));
 * NaN where one of the two never moved. O(n log n): the discordant pairs are the exchanges that
 * sort y once the rows are in the order of x.
 * Reference: Knight, Journal of the American Statistical Association 61 (1966).
 */
export function kendallTau(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  const order = Array.from(x.keys()).sort((a, b) => x[a] - x[b] || y[a] - y[b]);
  const tiedPairs = (same: (a: number, b: number) => boolean, rows: readonly number[]) => {
    let [pairs, run] = [0, 0];
    for (let k = 1; k < n; k++) {
      run = same(rows[k - 1], rows[k]) ? run + 1 : 0;
      pairs += run;
    }
    return pairs;
  };
  const tiedX = tiedPairs((a, b) => x[a] === x[b], order);
  const tiedBoth = tiedPairs((a, b) => x[a] === x[b] && y[a] === y[b], order);
  const byY = order.slice().sort((a, b) => y[a] - y[b]);
  const tiedY = tiedPairs((a, b) => y[a] === y[b], byY);
  const pairs = (n * (n - 1)) / 2;
  const discordant = exchanges(Float64Array.from(order, (row) => y[row]));
  const concordance = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  return concordance / (Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY));
}

/** Pairs in descending order, by merging; the values end up sorted. */
function exchanges(values: Float64Array): number {
  if (values.length < 2) return 0;
  const half = values.length >>> 1;
  const left = values.slice(0, half);
  const right = values.slice(half);
  let count = exchanges(left) + exchanges(right);
  let [i, j] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    const fromLeft = j >= right.length || (i < left.length && left[i] <= right[j]);
    if (!fromLeft) count += left.length - i;
    values[k] = fromLeft ? left[i++] : right[j++];
  }
  return count;
}
