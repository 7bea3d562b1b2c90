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

/**
 * Simple returns of every column: of prices P_t / P_(t-1) - 1, so that the first label drops
 * out; of a dataset of returns the values themselves, not copied.
 * Throws an Error that names column, row and value where a price is not a positive number.
 */
export function toReturns(dataset: Dataset): ReturnTable {
  if (dataset.kind === 'returns') return { index: dataset.index, returns: dataset.values };
  return {
    index: dataset.index.slice(1),
    returns: dataset.columns.map((column, j) =>
      simpleReturns(dataset.values[j], dataset.index, column.id),
    ),
  };
}

function simpleReturns(prices: Float64Array, index: readonly string[], id: string): Float64Array {
  prices.forEach((price, t) => {
    if (price > 0 && price < Infinity) return;
    throw new Error(`${id}: the price at ${index[t]} must be a number above 0, not ${price}`);
  });
  const returns = new Float64Array(Math.max(0, prices.length - 1));
  for (let t = 0; t < returns.length; t += 1) returns[t] = prices[t + 1] / prices[t] - 1;
  return returns;
}
