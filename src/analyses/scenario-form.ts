/** The form in which a scenario's data are kept, where a step says so. */
import { requireReturn } from '../finance/cleaning';
import { pricesOf } from '../finance/conversions';
import type { Dataset } from '../finance/dataset';
import { startOf } from '../finance/levels';
import { stepError } from './scenario-cleaning';
import type { Step } from './scenario-steps';

/**
 * Every column as prices, also a rate or inflation: a table of prices has nothing else, and what
 * computes with it takes the growth of all of them.
 * @throws ScenarioError naming the last of the steps where a return loses all or more.
 */
export function asPrices(dataset: Dataset, steps: readonly Step[]): Dataset {
  const { index, values } = dataset;
  const position = steps.length - 1;
  try {
    for (const column of values) column.forEach((r, t) => requireReturn(r, index[t]));
  } catch (error) {
    throw stepError(error, position, steps[position]);
  }
  return {
    ...dataset,
    kind: 'prices',
    index: index.length === 0 ? [] : [startOf(dataset), ...index],
    values: values.map((returns) => (index.length === 0 ? returns : pricesOf(returns))),
  };
}
