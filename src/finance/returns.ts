/**
 * From the values of a dataset to simple returns per period.
 */
import type { Dataset } from './dataset';

/** Returns in the order of the dataset's columns, each of the length of `index`. */
export interface ReturnTable {
  /** Labels of the periods; a return carries the label of the price that ends it. */
  readonly index: readonly string[];
  readonly returns: readonly Float64Array[];
}

/** Simple returns of every column. */
export function toReturns(dataset: Dataset): ReturnTable {
  return {
    index: returnLabels(dataset),
    returns: dataset.columns.map((_, j) => columnReturns(dataset, j)),
  };
}

/** Labels of the returns: of prices the first one drops out. */
export function returnLabels({ kind, index }: Dataset): readonly string[] {
  return kind === 'returns' ? index : index.slice(1);
}

/**
 * Simple returns of the column at position j: of prices P_t / P_(t-1) - 1; of a dataset of
 * returns the values themselves, not copied.
 * @throws RangeError that names column, row and value where a price is not a positive number.
 */
export function columnReturns(dataset: Dataset, j: number): Float64Array {
  const values = dataset.values[j];
  if (dataset.kind === 'returns') return values;
  values.forEach((_, t) => requirePrice(dataset, j, t));
  const returns = new Float64Array(Math.max(0, values.length - 1));
  for (let t = 0; t < returns.length; t += 1) returns[t] = values[t + 1] / values[t] - 1;
  return returns;
}

/** @throws RangeError where the price of column j in row t is not a positive number. */
export function requirePrice({ columns, index, values }: Dataset, j: number, t: number): void {
  const price = values[j][t];
  if (price > 0 && price < Infinity) return;
  throw new RangeError(
    `${columns[j].id}: the price at ${index[t]} must be a number above 0, not ${price}`,
  );
}
