/**
 * The numbers a scenario computes on: the chosen columns and dates of its dataset as simple
 * returns, with the weights of the mix in the order of the dataset.
 */
import { WHOLE, type Dataset, type Series } from '../finance/dataset';
import { columnReturns, returnLabels } from '../finance/returns';
import { findSpec } from './catalog';
import { assetsOf, ScenarioError, type Scenario } from './scenario';

/** Returns and growth beyond these would leave the range of numbers on the way to a result. */
const LARGEST_RETURN = 1e6;
const LARGEST_GROWTH = 1e200;

/** @throws ScenarioError where the range holds too few periods for the analysis, or returns too large. */
export function seriesOf(scenario: Scenario, dataset: Dataset): Series {
  const index = returnLabels(dataset);
  const [first, last] = rowsOf(scenario, index, dataset.dated);
  const needed = findSpec(scenario.analysis)?.needs.observations ?? 1;
  if (last - first < needed) {
    throw new ScenarioError(
      'data.range',
      `This analysis needs at least ${needed} periods, the chosen dates hold ${Math.max(0, last - first)}.`,
    );
  }
  const labels = index.slice(first, last);
  const columns = columnsOf(dataset, first, last);
  const column = (id: string | null | undefined) => {
    const position = dataset.columns.findIndex((candidate) => candidate.id === id);
    if (position < 0) return undefined;
    const known = columns.get(position);
    if (known !== undefined) return known;
    const values = checkedReturns(dataset, position).slice(first, last);
    requireSize(values, labels, dataset.columns[position].id);
    columns.set(position, values);
    return values;
  };
  const assets = assetsOf(scenario);
  return {
    assets,
    returns: assets.map((id) => column(id) ?? new Float64Array(0)),
    weights: Float64Array.from(assets, (id) => {
      const position = scenario.mix.assets.indexOf(id);
      return position < 0 ? 0 : scenario.mix.weights[position] / WHOLE;
    }),
    riskFree: column(scenario.data.riskFree),
    inflation: column(dataset.defaultInflation),
    index: labels,
    dated: dataset.dated,
    frequency: dataset.frequency,
    periodsPerYear: dataset.periodsPerYear,
  };
}

/** What was made last of a dataset, by position: a slider moves weights and leaves it as it is. */
const made = new WeakMap<Dataset, { range: string; columns: Map<number, Float64Array> }>();

function columnsOf(dataset: Dataset, first: number, last: number): Map<number, Float64Array> {
  const range = `${first} ${last}`;
  const known = made.get(dataset);
  if (known?.range === range) return known.columns;
  const columns = new Map<number, Float64Array>();
  made.set(dataset, { range, columns });
  return columns;
}

function checkedReturns(dataset: Dataset, position: number): Float64Array {
  try {
    return columnReturns(dataset, position);
  } catch (error) {
    if (error instanceof RangeError) throw new ScenarioError('data.sources', error.message);
    throw error;
  }
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

function requireSize(values: Float64Array, labels: readonly string[], id: string): void {
  let growth = 1;
  values.forEach((value, t) => {
    growth *= 1 + value;
    if (Math.abs(value) <= LARGEST_RETURN && Math.abs(growth) <= LARGEST_GROWTH) return;
    throw new ScenarioError(
      'data.range',
      `${id} grows beyond what can be computed with at ${labels[t]}, where it returns ${value}.`,
    );
  });
}
