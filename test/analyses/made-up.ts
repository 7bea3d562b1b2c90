/** Made-up datasets and scenarios, and what a room computes on them. */
import type { Input } from '../../src/analyses/analysis';
import { completeScenario, type Draft, type Scenario } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import { fingerprint } from '../../src/finance/fingerprint';
import type { Dataset, Role, Series } from '../../src/finance/dataset';
import { isDefined, type Estimate, type Quantity } from '../../src/finance/quantity';
import type { Kernels } from '../../src/kernels/kernels';
import { column } from '../finance/column';

type Facts = Partial<Omit<Dataset, 'columns' | 'values' | 'fingerprint'>> & {
  /** Columns that are no assets. */
  readonly roles?: Readonly<Record<string, Role>>;
};

/** A dataset of returns from its columns: monthly and dated from January 2000 unless told. */
export function madeUp(
  values: Readonly<Record<string, ArrayLike<number>>>,
  { roles = {}, ...facts }: Facts = {},
): Dataset {
  const ids = Object.keys(values);
  const numbers = ids.map((id) => Float64Array.from(values[id]));
  const index =
    facts.index ??
    numbers[0].reduce<string[]>((labels, _, t) => [...labels, monthEnd(2000 * 12 + t)], []);
  return {
    id: 'made-up',
    title: 'Made up',
    description: '',
    frequency: 'monthly',
    periodsPerYear: 12,
    kind: 'returns',
    dated: true,
    ...facts,
    index,
    columns: ids.map((id) => column(id, undefined, roles[id] ?? 'asset')),
    values: numbers,
    fingerprint: fingerprint(ids, index, numbers),
  };
}

type Choice = Omit<Draft, 'data' | 'mix'> & Partial<Omit<Draft['data'], 'sources'>>;

/** The scenario of a mix in hundredths of a percent by asset. */
export function scenarioOf(
  dataset: Dataset,
  mix?: Readonly<Record<string, number>>,
  { range, riskFree, ...choice }: Choice = {},
): Scenario {
  return completeScenario(
    {
      ...choice,
      data: { sources: [{ id: dataset.id }], range, riskFree },
      mix: mix && { assets: Object.keys(mix), weights: Object.values(mix) },
    },
    dataset,
  );
}

/** What a room's compute gets, with `change` instead of parts of the series. */
export function inputOf(
  scenario: Scenario,
  dataset: Dataset,
  kernels: Kernels,
  change: Partial<Series> = {},
): Input<never> {
  return {
    series: { ...seriesOf(scenario, dataset), ...change },
    parameters: scenario.parameters,
    seed: scenario.seed,
    kernels,
  } as unknown as Input<never>;
}

/** The estimate of a quantity that must have one. */
export function estimateOf(quantity: Quantity): Estimate {
  if (!isDefined(quantity)) throw new Error(`undefined: ${quantity.code}`);
  return quantity;
}

export function valueOf(quantity: Quantity): number {
  return estimateOf(quantity).value;
}

export function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

/** Independent standard normals by Box and Muller's method: not the project's generator. */
export function normals(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Every number in a result that is not finite, by its path. */
export function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (ArrayBuffer.isView(value)) {
    const bad = Array.from(value as Float64Array).filter((item) => !Number.isFinite(item));
    return bad.length === 0 ? [] : [`${path}: ${bad.length} of the numbers`];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => notFinite(member, `${path}/${key}`));
}

/** The last day of a month counted from the year 0. */
function monthEnd(month: number): string {
  const last = new Date(Date.UTC(0, month + 1, 0));
  last.setUTCFullYear(Math.floor(month / 12), (month % 12) + 1, 0);
  return last.toISOString().slice(0, 10);
}
