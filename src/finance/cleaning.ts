/**
 * Mending one column of a source, before anything is computed with it.
 *
 * A column holds prices or simple returns, NaN where a value is missing. Prices span missing
 * values: the return of a price is taken from the last known one. A missing return is a period
 * of which nothing is known. Nothing here changes what it is given.
 */
export interface Track {
  readonly kind: 'prices' | 'returns';
  /** Labels of the rows, for what is refused. */
  readonly index: readonly string[];
  readonly values: Float64Array;
}

/**
 * Values that are missing, and those of the rows `marked`, take the last value before, at most
 * `limit` in a row; with `still` they take that number instead: a return of 0 is no change. What
 * lies before the first value is not filled; a marked one that is not filled is missing then.
 */
export function filled(
  values: Float64Array,
  limit: number,
  marked: ReadonlySet<number>,
  still?: number,
): Float64Array {
  let last = NaN;
  let run = 0;
  return values.map((value, t) => {
    if (!Number.isNaN(value) && !marked.has(t)) {
      last = value;
      run = 0;
      return value;
    }
    run += 1;
    if (Number.isNaN(last) || run > limit) return NaN;
    return still ?? last;
  });
}

/** A split of shares at a row: prices before it are divided by the factor, or its return grows by it. */
export function splitAt({ kind, values }: Track, row: number, factor: number): Float64Array {
  if (kind === 'prices') return values.map((price, t) => (t < row ? price / factor : price));
  return values.map((r, t) => (t === row ? (1 + r) * factor - 1 : r));
}

/**
 * Simple returns limited to their quantiles of type 7 (see `quantile-types.ts`) at a tail and at
 * the same from above, over all rows; prices are rebuilt from the first one, in their own
 * proportions where nothing was limited. `limited` are the rows at which a return was.
 * @throws RangeError where there are no returns, or a price is not a positive number.
 */
export function winsorized(
  track: Track,
  tail: number,
): { readonly values: Float64Array; readonly limited: readonly number[] } {
  const { rows, returns } = returnsOf(track);
  if (rows.length === 0) throw new RangeError('there are no returns to limit');
  const sorted = returns.slice().sort();
  const low = quantile(sorted, tail);
  const high = quantile(sorted, 1 - tail);
  const within = returns.map((r) => Math.min(high, Math.max(low, r)));
  const limited = rows.filter((_, k) => within[k] !== returns[k]);
  const values = track.values.slice();
  let scale = 1;
  rows.forEach((row, k) => {
    if (track.kind === 'returns') values[row] = within[k];
    else {
      if (within[k] !== returns[k]) scale *= (1 + within[k]) / (1 + returns[k]);
      values[row] *= scale;
    }
  });
  return { values, limited };
}

/**
 * Takes back the smoothing of appraised values, r_t = (1 - w) r*_t + w r_(t-1), which gives
 * r*_t = (r_t - w r_(t-1)) / (1 - w).
 *
 * The first return has none before it, so what it would take to know it is missing: the first
 * return of each stretch, or the first price, whose level the second one then keeps.
 * Reference: Geltner, Estimating market values from appraised values without assuming an
 * efficient market, Journal of Real Estate Research 8 (1993).
 * @throws RangeError naming the row whose return would be a loss of all or more.
 */
export function desmoothed(track: Track, weight: number): Float64Array {
  const { rows, returns } = returnsOf(track);
  const values = new Float64Array(track.values.length).fill(NaN);
  rows.forEach((row, k) => {
    const follows = k > 0 && (track.kind === 'prices' || rows[k - 1] === row - 1);
    if (!follows) {
      if (track.kind === 'prices') values[row] = track.values[row];
      return;
    }
    const r = (returns[k] - weight * returns[k - 1]) / (1 - weight);
    requireReturn(r, track.index[row]);
    values[row] = track.kind === 'prices' ? values[rows[k - 1]] * (1 + r) : r;
  });
  return values;
}

/** @throws RangeError naming the row whose return is a loss of all or more. */
export function requireReturn(value: number, label: string): void {
  if (value > -1 && value < Infinity) return;
  throw new RangeError(
    `the return at ${label} would be ${Math.floor(value * 1e4 + 0.5) / 100} %, which loses all or more`,
  );
}

/** Of type 7, without the exact positions that only the tails of losses need. */
function quantile(sorted: Float64Array, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** Returns from one known value to the next, with the rows at which they end. */
function returnsOf({ kind, index, values }: Track): { rows: number[]; returns: Float64Array } {
  const known: number[] = [];
  values.forEach((value, t) => {
    if (!Number.isNaN(value)) known.push(t);
  });
  if (kind === 'returns') {
    return { rows: known, returns: Float64Array.from(known, (t) => values[t]) };
  }
  for (const t of known) {
    if (values[t] > 0 && values[t] < Infinity) continue;
    throw new RangeError(`the price at ${index[t]} must be a number above 0, not ${values[t]}`);
  }
  const rows = known.slice(1);
  return { rows, returns: Float64Array.from(rows, (t, k) => values[t] / values[known[k]] - 1) };
}
