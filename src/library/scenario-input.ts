/**
 * The scenario as a caller gives it, checked and completed, with the series it computes on.
 */
import { decodeScenario as decodeDraft, encodeScenario as encode } from '../analyses/link';
import type { ParameterValue } from '../analyses/parameters';
import { prepareScenario, readDraft, type Scenario } from '../analyses/scenario';
import type { Changed, Dropped } from '../analyses/scenario-data';
import * as stepWork from '../analyses/scenario-step-work';
import { provideStepWork } from '../analyses/scenario-step-loader';
import { seriesOf } from '../analyses/series';
import type { Step } from '../analyses/scenario-steps';
import { datasetProblem } from '../data/check-dataset';
import type { AssetMix, Dataset, Series } from '../finance/dataset';
import { asked, AssetMixError, requireOptions } from './asset-mix-error';

provideStepWork(stepWork);

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
    /** Cleaning first, then "resample", then conversions, then "form": see `Step`. */
    readonly steps?: readonly Step[];
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
  readonly changed: readonly Changed[];
}

/** @throws AssetMixError with code `scenario` or `dataset`. */
export function prepare(input: ScenarioInput, dataset: DatasetInput): Prepared {
  const sources = sourcesOf(dataset);
  return asked(() => {
    const prepared = prepareScenario(readDraft(withSources(input, sources)), sources);
    const { scenario, dropped, changed } = prepared;
    const series = seriesOf(scenario, prepared.dataset);
    return { scenario, series, fingerprint: prepared.dataset.fingerprint, dropped, changed };
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
    const problem = datasetProblem(source);
    if (problem !== undefined) {
      const { field, message } = problem;
      const where = sources.length === 1 ? 'dataset' : `dataset[${s}]`;
      throw new AssetMixError('dataset', message, field === '' ? where : `${where}.${field}`);
    }
    checked.add(source);
  }
  return sources;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
