/**
 * From the sources of a scenario to the one dataset it computes on.
 *
 * Each source is cleaned first, where the scenario says so. A single source whose chosen columns
 * are complete is that dataset as it stands. Else a table of simple returns is made of the chosen
 * columns: each source loses its incomplete rows, is resampled where the scenario says so, and
 * all are joined on their calendar units. Conversions act on that table.
 */
import { periodsOf, type Column, type Dataset } from '../finance/dataset';
import { fingerprint } from '../finance/fingerprint';
import { join, type Joinable } from '../finance/join';
import { levelsOf } from '../finance/levels';
import { everyPoint, isLonger, lastOfUnits, resample } from '../finance/resample';
import type { Changed } from './scenario-cleaning';
import { defaultColumn, workingId } from './scenario-columns';
import { requireOrder, ScenarioError, type Draft, type FileFacts } from './scenario-draft';
import { stepWork } from './scenario-step-loader';
import { formIn, isCleaning, resampleIn, type ResampleStep } from './scenario-steps';

export { workingId } from './scenario-columns';
export type { Changed } from './scenario-cleaning';

/** Rows of the sources that the working dataset lacks, or rows of it that are out of line. */
export interface Dropped {
  /**
   * `incomplete`: a chosen column has no value. `unmatched`: another source has no such date.
   * `unfinished`: the first or last unit of resampling is not whole. `spanning`: a row of the
   * result that covers several units, since there is none between.
   */
  readonly reason: 'incomplete' | 'unmatched' | 'unfinished' | 'spanning';
  /** Title of the source. */
  readonly source: string;
  readonly rows: number;
  /** Labels of the first and the last such row. */
  readonly first: string;
  readonly last: string;
}

export interface PreparedData {
  /** What the scenario computes on. */
  readonly dataset: Dataset;
  /** The chosen asset columns of each source, in the order of the source. */
  readonly chosen: readonly (readonly string[])[];
  readonly dropped: readonly Dropped[];
  /** What each step but "resample" and "form" changed, in their order. */
  readonly changed: readonly Changed[];
}

/** Assets that are chosen where a source says nothing: a large table would only be slow. */
const CHOSEN_AT_FIRST = 20;

/**
 * @param sources the datasets of the scenario, in the order in which it names them.
 * @throws ScenarioError naming the source, column or step that is wrong.
 */
export function prepareData(data: Draft['data'], sources: readonly Dataset[]): PreparedData {
  requireSources(data, sources);
  const { steps = [] } = data;
  requireOrder(steps);
  const chosen = sources.map((dataset, s) => chosenColumns(dataset, data.sources[s].columns));
  const to = resampleIn(steps);
  requireJoinable(sources, to);
  const work = stepWork(steps);
  const conversions = work?.conversionsOf(data, sources, chosen);
  const named = new Set(conversions?.list.flatMap(({ by }) => by ?? []));
  const needed = sources.map((_, s) => neededColumns(data, sources, s, chosen[s], named));
  const cleaned = work?.cleanSources(steps, sources);
  const mended = cleaned?.sources ?? sources;
  const alone =
    sources.length === 1 && steps.every(isCleaning) && isComplete(mended[0], needed[0])
      ? { dataset: mended[0], dropped: [] }
      : undefined;
  if (steps.length === 0 && alone !== undefined) return { ...alone, chosen, changed: [] };
  try {
    const { dataset, dropped } = alone ?? combine(mended, needed, to, cleaned?.dropped);
    const converted = conversions && work?.convertTable(conversions, dataset);
    const now: Dataset = {
      ...dataset,
      values: converted?.values ?? dataset.values,
      defaultRiskFree: conversions?.excess === true ? undefined : dataset.defaultRiskFree,
      defaultInflation: conversions?.real === true ? undefined : dataset.defaultInflation,
      ...(work && { id: `${dataset.id}-changed`, file: undefined, madeOf: sources }),
    };
    const prices = work && formIn(steps)?.kind === 'prices' ? work.asPrices(now, steps) : now;
    const ids = prices.columns.map(({ id }) => id);
    return {
      // Now it is what it stays.
      dataset: { ...prices, fingerprint: fingerprint(ids, prices.index, prices.values) },
      chosen,
      dropped,
      changed: [...(cleaned?.changed ?? []), ...(converted?.changed ?? [])],
    };
  } catch (error) {
    if (error instanceof RangeError) throw new ScenarioError('data.sources', error.message);
    throw error;
  }
}

/** Fewer periods give no spread of returns. */
const LEAST_PERIODS = 3;

/** @throws ScenarioError where next to nothing is left of the sources. */
export function requirePeriods({ dataset }: PreparedData, sources: readonly Dataset[]): void {
  const { length } = dataset.index;
  if (length >= LEAST_PERIODS) return;
  const spans = sources.map(({ title, index }) => `${title} from ${index[0]} to ${index.at(-1)}`);
  const what = sources.length > 1 ? 'Together the data' : 'The data';
  const whole = `${length} whole ${dataset.frequency} ${length === 1 ? 'period' : 'periods'}`;
  throw new ScenarioError(
    'data.sources',
    `${what} hold ${whole}; ${LEAST_PERIODS} are needed. There is ${spans.join(', and ')}.`,
  );
}

/** A dataset found by its fingerprint, with its id and its meaning as the scenario has them. */
export function meantAs(dataset: Dataset, id: string, facts: FileFacts): Dataset {
  const columns = dataset.columns.map((column): Column => {
    const role = facts.roles?.[column.id];
    return role === undefined ? { ...column, role: 'asset' } : { ...column, role };
  });
  const firstOf = (role: Column['role']) => columns.find((column) => column.role === role)?.id;
  const { kind, frequency, periodsPerYear } = facts;
  return {
    ...dataset,
    ...{ id, kind, frequency, periodsPerYear, columns },
    defaultRiskFree: firstOf('rate'),
    defaultInflation: firstOf('inflation'),
  };
}

function requireSources(data: Draft['data'], sources: readonly Dataset[]): void {
  data.sources.forEach((source, s) => {
    const dataset = sources.at(s);
    if (dataset?.id !== source.id) {
      throw new ScenarioError('data.sources', `The scenario needs the dataset ${source.id}.`);
    }
    if (data.sources.some(({ id }, other) => other < s && id === source.id)) {
      throw new ScenarioError('data.sources', `The dataset ${source.id} stands twice.`);
    }
    if (source.fingerprint !== undefined && source.fingerprint !== dataset.fingerprint) {
      throw new ScenarioError(
        'data.fingerprint',
        `The scenario was made with another version of ${dataset.title}.`,
      );
    }
  });
}

export function chosenColumns(dataset: Dataset, wanted: readonly string[] | undefined): string[] {
  const assets = dataset.columns.filter((c) => c.role === 'asset').map((c) => c.id);
  if (wanted === undefined) return assets.slice(0, CHOSEN_AT_FIRST);
  const stranger = wanted.find((id) => !assets.includes(id));
  if (stranger !== undefined) {
    throw new ScenarioError('data.sources', `${dataset.title} has no asset ${stranger}.`);
  }
  return assets.filter((id) => wanted.includes(id));
}

function requireJoinable(sources: readonly Dataset[], step: ResampleStep | undefined): void {
  const [first] = sources;
  for (const source of sources) {
    if (!source.dated && (sources.length > 1 || step !== undefined)) {
      const what = step === undefined ? 'joined with others' : 'resampled';
      throw new ScenarioError(
        'data.sources',
        `${source.title} has no dates and cannot be ${what}.`,
      );
    }
    if (step === undefined && source.frequency !== first.frequency) {
      throw new ScenarioError(
        'data.steps',
        `${first.title} is ${first.frequency} and ${source.title} ${source.frequency}: to join them, resample both to the longer periods.`,
      );
    }
    if (step !== undefined && isLonger(source.frequency, step.to)) {
      throw new ScenarioError(
        'data.steps',
        `${source.title} is ${source.frequency} and cannot be resampled to ${step.to} periods.`,
      );
    }
  }
  if (step !== undefined && sources.every(({ frequency }) => frequency === step.to)) {
    throw new ScenarioError('data.steps', `The data are ${step.to} already.`);
  }
}

/**
 * Positions of the columns that the scenario computes with: assets, then a rate, then prices, and
 * those that conversions name.
 */
function neededColumns(
  { sources: drafts, riskFree }: Draft['data'],
  sources: readonly Dataset[],
  s: number,
  chosen: readonly string[],
  named: ReadonlySet<string>,
): number[] {
  const { columns } = sources[s];
  const rate = sources.findIndex((source) => source.defaultRiskFree !== undefined);
  const consumerPrices = sources.findIndex((source) => source.defaultInflation !== undefined);
  const isRiskFree = (id: string) =>
    riskFree === undefined
      ? s === rate && id === sources[s].defaultRiskFree
      : workingId(drafts, s, id) === riskFree;
  const wanted = new Set(chosen);
  const others = columns.flatMap(({ id }, j) => {
    const isInflation = s === consumerPrices && id === sources[s].defaultInflation;
    const isNamed = named.has(workingId(drafts, s, id));
    return !wanted.has(id) && (isRiskFree(id) || isInflation || isNamed) ? [j] : [];
  });
  return [...columns.flatMap(({ id }, j) => (wanted.has(id) ? [j] : [])), ...others];
}

function isComplete({ values }: Dataset, columns: readonly number[]): boolean {
  return columns.every((j) => !values[j].some(Number.isNaN));
}

function combine(
  sources: readonly Dataset[],
  needed: readonly (readonly number[])[],
  step: ResampleStep | undefined,
  left?: readonly ReadonlySet<string>[],
): Pick<PreparedData, 'dataset' | 'dropped'> {
  const frequency = step?.to ?? sources[0].frequency;
  const joinables = sources.map((dataset, s): Joinable => {
    const levels = levelsOf(dataset, needed[s]);
    const choose = () => {
      if (step !== undefined && dataset.frequency !== step.to)
        return resample(levels, dataset, step.to);
      return sources.length > 1 ? lastOfUnits(levels, frequency) : everyPoint(levels);
    };
    return { levels, chosen: choose(), columns: needed[s] };
  });
  const joined = join(joinables);
  const columns = sources.flatMap((dataset, s) =>
    needed[s].map((j) => ({
      ...dataset.columns[j],
      id: workingId(sources, s, dataset.columns[j].id),
    })),
  );
  const defaultOf = (field: 'defaultRiskFree' | 'defaultInflation') => {
    const wanted = defaultColumn(sources, field);
    return columns.find(({ id }) => id === wanted)?.id;
  };
  const suffix = step === undefined ? '' : `-${step.to}`;
  const dataset: Dataset = {
    id: `${sources.map(({ id }) => id).join('+')}${suffix}`,
    title: sources.map(({ title }) => title).join(' + '),
    description: sources.map(({ description }) => description).join(' '),
    frequency,
    periodsPerYear:
      step === undefined
        ? Math.min(...sources.map(({ periodsPerYear }) => periodsPerYear))
        : periodsOf[step.to],
    kind: 'returns',
    dated: sources[0].dated,
    index: joined.index,
    columns: withDistinctLabels(columns, sources, needed),
    values: joined.returns,
    fingerprint: '',
    defaultRiskFree: defaultOf('defaultRiskFree'),
    defaultInflation: defaultOf('defaultInflation'),
  };
  const dropped = sources.flatMap((source, s) =>
    droppedOf(source, joinables[s], joined.unmatched[s], left?.[s]),
  );
  const unitsMatter = frequency !== 'daily' && (sources.length > 1 || step !== undefined);
  const spanning = unitsMatter ? rowsDropped('spanning', dataset.title, joined.spanning) : [];
  return { dataset, dropped: [...dropped, ...spanning] };
}

/** Where two sources call something by the same short name, the later one adds its title. */
function withDistinctLabels(
  columns: readonly Column[],
  sources: readonly Dataset[],
  needed: readonly (readonly number[])[],
): Column[] {
  const titles = sources.flatMap(({ title }, s) => needed[s].map(() => title));
  const taken = new Set<string>();
  return columns.map((column, k) => {
    const label = taken.has(column.label) ? `${column.label} (${titles[k]})` : column.label;
    taken.add(label);
    return { ...column, label };
  });
}

function droppedOf(
  { title }: Dataset,
  { levels: { labels, incomplete }, chosen: { points } }: Joinable,
  unmatched: readonly string[],
  /** Rows that a step dropped, of which is told elsewhere. */
  left: ReadonlySet<string> = new Set(),
): Dropped[] {
  const [first, last] = points.length === 0 ? [0, -1] : [points[0], points[points.length - 1]];
  return [
    ...rowsDropped(
      'incomplete',
      title,
      incomplete.filter((label) => !left.has(label)),
    ),
    ...rowsDropped('unfinished', title, labels.slice(0, first)),
    ...rowsDropped('unfinished', title, labels.slice(last + 1)),
    ...rowsDropped('unmatched', title, unmatched),
  ];
}

function rowsDropped(
  reason: Dropped['reason'],
  source: string,
  labels: readonly string[],
): Dropped[] {
  if (labels.length === 0) return [];
  return [
    { reason, source, rows: labels.length, first: labels[0], last: labels[labels.length - 1] },
  ];
}
