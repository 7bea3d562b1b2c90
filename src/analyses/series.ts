/**
 * The numbers a scenario computes on: the chosen columns and dates of its dataset as simple
 * returns, with the weights of the mix in the order of the dataset.
 */
import { WHOLE, type Dataset, type Series } from '../finance/dataset';
import { toReturns } from '../finance/returns';
import { findSpec } from './catalog';
import { ScenarioError, type Scenario } from './scenario';

/** @throws ScenarioError where the range holds too few periods for the analysis. */
export function seriesOf(scenario: Scenario, dataset: Dataset): Series {
  const { index, returns } = toReturns(dataset);
  const [first, last] = rowsOf(scenario, index, dataset.dated);
  const needed = findSpec(scenario.analysis)?.needs.observations ?? 1;
  if (last - first < needed) {
    throw new ScenarioError(
      'data.range',
      `This analysis needs at least ${needed} periods, the chosen dates hold ${Math.max(0, last - first)}.`,
    );
  }
  const column = (id: string | null | undefined) => {
    const position = dataset.columns.findIndex((candidate) => candidate.id === id);
    return position < 0 ? undefined : returns[position].slice(first, last);
  };
  const assets = scenario.data.sources[0].columns;
  return {
    assets,
    returns: assets.map((id) => column(id) ?? new Float64Array(0)),
    weights: Float64Array.from(assets, (id) => {
      const position = scenario.mix.assets.indexOf(id);
      return position < 0 ? 0 : scenario.mix.weights[position] / WHOLE;
    }),
    riskFree: column(scenario.data.riskFree),
    inflation: column(dataset.defaultInflation),
    index: index.slice(first, last),
    dated: dataset.dated,
    frequency: dataset.frequency,
    periodsPerYear: dataset.periodsPerYear,
  };
}

function rowsOf(scenario: Scenario, index: readonly string[], dated: boolean): [number, number] {
  const { from, to } = scenario.data.range;
  const before = (a: string, b: string) => (dated ? a < b : Number(a) < Number(b));
  let first = 0;
  let last = index.length;
  while (from !== null && first < last && before(index[first], from)) first++;
  while (to !== null && last > first && before(to, index[last - 1])) last--;
  return [first, last];
}
