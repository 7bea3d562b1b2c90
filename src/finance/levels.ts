/**
 * A dataset as points in time between which its columns grow: what joining and resampling
 * choose from. Prices are such points; of returns the points are the ends of their periods and
 * one before the first.
 *
 * Only complete rows make points. The growth of prices spans a row left out; a return left out
 * is a period of which nothing is known, so growth across it is refused: a new stretch begins.
 */
import { dateOfDay, dayOf, labelBefore, weekdayOfDay } from './calendar';
import { periodsOf, type Dataset } from './dataset';
import { requirePrice } from './returns';

export interface Levels {
  /** One label a point, in ascending order. */
  readonly labels: readonly string[];
  /** The stretch that each point belongs to; between two stretches nothing is known. */
  readonly stretches: Int32Array;
  /** Simple return of a column, given by position in the dataset, from a point to a later one. */
  growth(column: number, from: number, to: number): number;
  /** Labels of the rows that lack a value in one of the columns. */
  readonly incomplete: readonly string[];
}

/**
 * The points at which all of these columns, given by position, have a value.
 * @throws RangeError where a price is not a positive number.
 */
export function levelsOf(dataset: Dataset, columns: readonly number[]): Levels {
  const rows: number[] = [];
  const incomplete: string[] = [];
  dataset.index.forEach((label, t) => {
    if (columns.some((j) => Number.isNaN(dataset.values[j][t]))) incomplete.push(label);
    else rows.push(t);
  });
  const levels = dataset.kind === 'prices' ? ofPrices : ofReturns;
  return { ...levels(dataset, columns, rows), incomplete };
}

function ofPrices(dataset: Dataset, columns: readonly number[], rows: readonly number[]) {
  for (const j of columns) for (const t of rows) requirePrice(dataset, j, t);
  return {
    labels: rows.map((t) => dataset.index[t]),
    stretches: new Int32Array(rows.length),
    growth: (column: number, from: number, to: number) =>
      dataset.values[column][rows[to]] / dataset.values[column][rows[from]] - 1,
  };
}

function ofReturns(dataset: Dataset, _: readonly number[], rows: readonly number[]) {
  const { index, values } = dataset;
  const labels: string[] = [];
  const stretches: number[] = [];
  /** The row whose return ends at each point; -1 at the first point of a stretch. */
  const ends: number[] = [];
  let stretch = -1;
  rows.forEach((t, k) => {
    if (k === 0 || rows[k - 1] !== t - 1) {
      stretch += 1;
      labels.push(t === 0 ? startOf(dataset) : index[t - 1]);
      stretches.push(stretch);
      ends.push(-1);
    }
    labels.push(index[t]);
    stretches.push(stretch);
    ends.push(t);
  });
  return {
    labels,
    stretches: Int32Array.from(stretches),
    growth(column: number, from: number, to: number) {
      // A single period stays the very number of the source.
      if (to === from + 1) return values[column][ends[to]];
      let growth = 1;
      for (let p = from + 1; p <= to; p += 1) growth *= 1 + values[column][ends[p]];
      return growth - 1;
    },
  };
}

/** When the first period of a table of returns began: a weekday, a week or some months earlier. */
export function startOf({
  index: [label],
  dated,
  frequency,
}: Pick<Dataset, 'index' | 'dated' | 'frequency'>): string {
  if (!dated || periodsOf[frequency] <= 12) return labelBefore(label, frequency);
  const day = dayOf(label);
  // The weekday before: from Monday and Sunday that is Friday.
  const toWeekday = [3, 1, 1, 1, 1, 1, 2][weekdayOfDay(day)];
  return dateOfDay(day - (frequency === 'weekly' ? 7 : toWeekday));
}
