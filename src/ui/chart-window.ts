/**
 * What a drawing needs of millions of points. Of every pixel column it keeps the first, the
 * lowest, the highest and the last value, which draw the same pixels as all of them (Jugel,
 * Jerzak, Hackenbroich and Markl, M4: A Visualization-Oriented Time Series Data Aggregation,
 * VLDB 2014). No extreme is lost, and a gap at either edge of a column stays a gap.
 */
import type { ChartSpec } from './chart-spec';
import { firstRowFrom, rowCount, rowX } from './chart-text';

/** Up to so many rows a chart is drawn as it is. */
export const WHOLE = 8_000;

/** Values a column is reduced to. */
const KEPT = 4;

export interface Reduced {
  readonly x: Float64Array;
  /** One a series; null is a gap. */
  readonly columns: (number | null)[][];
  /** Whether every row of the range is there. */
  readonly exact: boolean;
}

/**
 * The rows between `min` and `max` of x for a drawing of `width` canvas pixels, and one row more
 * on either side, so that lines come in from outside. `log` leaves out what is not positive.
 */
export function reducedRows(
  chart: ChartSpec,
  values: readonly Float64Array[],
  [min, max]: readonly [number, number],
  width: number,
  log: boolean,
): Reduced {
  const from = Math.max(0, firstRowFrom(chart, min) - 1);
  const until = Math.min(rowCount(chart), firstRowFrom(chart, max) + 2);
  const floor = log ? 0 : -Infinity;
  if (until - from <= KEPT * width) {
    return {
      x: Float64Array.from({ length: until - from }, (_, i) => rowX(chart, from + i)),
      columns: values.map((column) =>
        Array.from(column.subarray(from, until), (v) => (v > floor && v < Infinity ? v : null)),
      ),
      exact: true,
    };
  }
  const edge = (column: number) =>
    column === width ? until : firstRowFrom(chart, min + ((max - min) * column) / width);
  const bounds = [from, ...Array.from({ length: width }, (_, column) => edge(column + 1))];
  return {
    x: keptX(chart, bounds),
    columns: values.map((column) => envelope(column, bounds, floor)),
    exact: false,
  };
}

/**
 * The first, lowest, highest and last value between each two bounds, the lowest and the highest
 * in the order in which they come; of four rows and fewer all. What is not above `floor` and
 * finite is a gap.
 */
export function envelope(
  values: Float64Array,
  bounds: readonly number[],
  floor = -Infinity,
): (number | null)[] {
  const kept: (number | null)[] = [];
  for (let b = 1; b < bounds.length; b++) {
    const [from, until] = [bounds[b - 1], bounds[b]];
    if (until - from <= KEPT) {
      for (let i = from; i < until; i++) {
        kept.push(values[i] > floor && values[i] < Infinity ? values[i] : null);
      }
      continue;
    }
    let [low, high] = [Infinity, -Infinity];
    let [lowAt, highAt] = [-1, -1];
    for (let i = from; i < until; i++) {
      const value = values[i];
      if (!(value > floor && value < Infinity)) continue;
      if (value < low) [low, lowAt] = [value, i];
      if (value > high) [high, highAt] = [value, i];
    }
    const [first, last] = [values[from], values[until - 1]];
    kept.push(
      first > floor && first < Infinity ? first : null,
      lowAt < 0 ? null : lowAt <= highAt ? low : high,
      lowAt < 0 ? null : lowAt <= highAt ? high : low,
      last > floor && last < Infinity ? last : null,
    );
  }
  return kept;
}

/** Where on x the values of `envelope` stand: spread over their column. */
function keptX(chart: ChartSpec, bounds: readonly number[]): Float64Array {
  const kept: number[] = [];
  for (let b = 1; b < bounds.length; b++) {
    const [from, until] = [bounds[b - 1], bounds[b]];
    const all = until - from <= KEPT;
    const [first, last] = [rowX(chart, from), rowX(chart, until - 1)];
    for (let i = 0; i < (all ? until - from : KEPT); i++) {
      kept.push(all ? rowX(chart, from + i) : first + ((last - first) * i) / (KEPT - 1));
    }
  }
  return Float64Array.from(kept);
}
