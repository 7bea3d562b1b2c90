/**
 * The scenario as a caller gives it, checked and completed, with the series it computes on.
 */
import { decodeScenario as decodeDraft, encodeScenario as encode } from '../analyses/link';
import type { ParameterValue } from '../analyses/parameters';
import { prepareScenario, readDraft, type Scenario } from '../analyses/scenario';
import type { Dropped } from '../analyses/scenario-data';
import { seriesOf } from '../analyses/series';
import { periodsOf, type AssetMix, type Dataset, type Series } from '../finance/dataset';
import { fingerprint } from '../finance/fingerprint';
import { asked, AssetMixError, requireOptions } from './asset-mix-error';

/** A source of data: a dataset by its id, perhaps only some of its columns. */
export interface SourceInput {
  readonly id: string;
  /** Refuses a dataset with other values, where it is given. */
  readonly fingerprint?: string;
  /** Ids of the assets that take part; by default all of them, at most the first 20. */
  readonly columns?: readonly string[];
}

/**
 * What to run. Everything may be left out: the defaults are those of the page. A completed
 * `Scenario`, a saved file of the page and what `decodeScenario` returns are such inputs too.
 */
export interface ScenarioInput<A extends string = string> {
  readonly version?: 1;
  readonly data?: {
    /** By default the given datasets, in their order. */
    readonly sources?: readonly SourceInput[];
    readonly join?: 'inner';
    /** Labels of the first and the last period: ISO dates, or row numbers of undated data. */
    readonly range?: { readonly from?: string | null; readonly to?: string | null };
    readonly frequency?: string;
    readonly steps?: readonly {
      readonly step: 'resample';
      readonly to: 'weekly' | 'monthly' | 'quarterly' | 'yearly';
    }[];
    /** Id of the column of riskless rates; null for none. */
    readonly riskFree?: string | null;
  };
  /** Weights in units of 0.01 %, summing to 10,000. */
  readonly mix?: AssetMix;
  readonly analysis?: A;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Unsigned 32-bit; 1 by default. */
  readonly seed?: number;
}

/** One dataset, or several that are joined on their dates. */
export type DatasetInput = Dataset | readonly Dataset[];

/** Everything that a run needs. */
export interface Prepared {
  readonly scenario: Scenario;
  readonly series: Series;
  /** Of the data that are computed with, as the digest has it. */
  readonly fingerprint: string;
  readonly dropped: readonly Dropped[];
}

/** @throws AssetMixError with code `scenario` or `dataset`. */
export function prepare(input: ScenarioInput, dataset: DatasetInput): Prepared {
  const sources = sourcesOf(dataset);
  return asked(() => {
    const prepared = prepareScenario(readDraft(withSources(input, sources)), sources);
    const { scenario, dropped } = prepared;
    const series = seriesOf(scenario, prepared.dataset);
    return { scenario, series, fingerprint: prepared.dataset.fingerprint, dropped };
  });
}

/**
 * The scenario as it stands in a link of the page behind `#s=`.
 * @throws AssetMixError with code `scenario` or `dataset`.
 */
export function encodeScenario(
  scenario: ScenarioInput,
  options: { readonly dataset: DatasetInput },
): string {
  requireOptions(options);
  const sources = sourcesOf(options.dataset);
  const draft = asked(() => readDraft(withSources(scenario, sources)));
  return asked(() => encode(prepareScenario(draft, sources).scenario, sources));
}

/**
 * The scenario of a link of the page: of what stands behind `#s=`, or of the whole address.
 * @throws AssetMixError with code `scenario` where it is damaged or of a newer version.
 */
export function decodeScenario(link: string): ScenarioInput {
  if (typeof link !== 'string') throw new AssetMixError('scenario', 'A link is a text.', 'link');
  const payload = link.slice(link.lastIndexOf('#s=') + 1).replace(/^s=/, '');
  return asked(() => decodeDraft(payload));
}

function withSources(input: ScenarioInput, sources: readonly Dataset[]): unknown {
  if (!isRecord(input) || Array.isArray(input)) {
    throw new AssetMixError('scenario', 'A scenario is an object.', 'scenario');
  }
  const { data = {} } = input;
  if (!isRecord(data)) return input;
  return {
    ...input,
    data: { ...data, sources: data.sources ?? sources.map(({ id }) => ({ id })) },
  };
}

/** Datasets that have been looked at: hashing a long one before every run would be felt. */
const checked = new WeakSet();

function sourcesOf(dataset: DatasetInput): readonly Dataset[] {
  const sources = Array.isArray(dataset) ? (dataset as readonly Dataset[]) : [dataset as Dataset];
  if (sources.length === 0) throw new AssetMixError('dataset', 'No dataset is given.', 'dataset');
  for (const [s, source] of sources.entries()) {
    if (isRecord(source) && checked.has(source)) continue;
    checkDataset(source, sources.length === 1 ? 'dataset' : `dataset[${s}]`);
    checked.add(source);
  }
  return sources;
}

/** Callers without types may hand over anything; a wrong fingerprint would make a wrong digest. */
function checkDataset(dataset: Dataset, where: string): void {
  const wrong = (field: string, message: string) =>
    new AssetMixError('dataset', message, field === '' ? where : `${where}.${field}`);
  if (!isRecord(dataset) || typeof dataset.id !== 'string') {
    throw wrong('', 'This is no dataset: see parseDataset and builtInDataset.');
  }
  const { index, columns, values } = dataset;
  if (!Array.isArray(index) || index.length === 0) throw wrong('index', 'There are no rows.');
  if (!Array.isArray(columns) || !Array.isArray(values) || columns.length !== values.length) {
    throw wrong('columns', 'There must be one array of values for each column.');
  }
  for (const [j, column] of values.entries()) {
    if (column instanceof Float64Array && column.length === index.length) continue;
    throw wrong(`values[${j}]`, `This must be a Float64Array of ${index.length} values.`);
  }
  const ids = (columns as Dataset['columns']).map((column) => column?.id);
  if (!ids.every((id) => typeof id === 'string')) throw wrong('columns', 'Columns have an id.');
  if (!(dataset.frequency in periodsOf)) {
    const known = Object.keys(periodsOf).join(', ');
    throw wrong('frequency', `The frequency is one of ${known}.`);
  }
  if (fingerprint(ids, index as string[], values as Float64Array[]) !== dataset.fingerprint) {
    throw wrong('fingerprint', 'The fingerprint is not that of the values.');
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
