/** Computes what the rooms of lessons show, for the tests that hold answers and facts. */
import { prepareScenario, type Draft, type Scenario } from '../../src/analyses/scenario';
import type { Dataset } from '../../src/finance/dataset';
import { isDefined, type Quantity } from '../../src/finance/quantity';
import type { Example, Lesson } from '../../src/lessons/lesson';
import { builtIn } from '../analyses/built-in-data';
import { resultOf } from '../e2e/expected';

const files = import.meta.glob<Lesson>('../../src/lessons/[1-9]-*.ts', { import: 'lesson' });

/** The lessons by the ids that their files have. */
export async function allLessons(): Promise<ReadonlyMap<string, Lesson>> {
  const found = Object.entries(files).map(async ([path, load]) => {
    const name = path.split('/').at(-1)?.replace(/\.ts$/, '') ?? '';
    return [name, await load()] as const;
  });
  return new Map(await Promise.all(found));
}

const datasets = new Map<string, Dataset>();

export function dataset(id: string): Dataset {
  const known = datasets.get(id) ?? builtIn(id);
  datasets.set(id, known);
  return known;
}

export function prepared(draft: Draft): { scenario: Scenario; dataset: Dataset } {
  return prepareScenario(
    draft,
    draft.data.sources.map(({ id }) => dataset(id)),
  );
}

const results = new Map<string, Promise<object>>();

/** The result of a draft. The reader knows the room that it names. */
export function computed<R>(draft: Draft): Promise<R> {
  const key = JSON.stringify(draft);
  const { scenario, dataset: data } = prepared(draft);
  const result = results.get(key) ?? resultOf(scenario, data);
  results.set(key, result);
  return result as Promise<R>;
}

/** What a learner changes before they answer. */
export interface Change {
  readonly parameters?: Draft['parameters'];
  readonly weights?: readonly number[];
  /** The name of a preset that they take up. */
  readonly preset?: string;
}

export function changed({ draft }: Pick<Example, 'draft'>, { parameters, weights }: Change): Draft {
  const { mix } = draft;
  return {
    ...draft,
    ...(mix && weights ? { mix: { ...mix, weights: [...weights] } } : {}),
    parameters: { ...draft.parameters, ...parameters },
  };
}

export function valueOf(quantity: Quantity): number {
  if (!isDefined(quantity)) throw new Error(quantity.reason);
  return quantity.value;
}

/** The column of an asset, as it ships. */
export function column(id: string, asset: string): Float64Array {
  const { columns, values } = dataset(id);
  return values[columns.findIndex((one) => one.id === asset)];
}
