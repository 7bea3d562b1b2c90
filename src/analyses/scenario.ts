/**
 * The scenario: plain, versioned JSON that is the link, the saved file, the preset and the
 * test input. This file completes and validates it; `scenario-draft.ts` says what may stand in
 * a link, `scenario-data.ts` makes the data it computes on, `link.ts` encodes and decodes it.
 */
import { WHOLE, type AssetMix, type Column, type Dataset } from '../finance/dataset';
import { presetMix } from '../finance/mixes';
import { catalog, findSpec } from './catalog';
import { assetsNamed } from './parameter-rows';
import { defaultParameters, parameterProblem, type ParameterValue } from './parameters';
import {
  prepareData,
  requirePeriods,
  workingId,
  type Changed,
  type Dropped,
} from './scenario-data';
import { ScenarioError, type Draft, type Step } from './scenario-draft';

export { readDraft, ScenarioError, type Draft } from './scenario-draft';

/** Raised whenever any number of any room may change; listed in the CHANGELOG. */
export const NUMBERS_VERSION = 1;

export interface Source {
  readonly id: string;
  readonly fingerprint: string;
  /** Asset columns in the order of the dataset: each of them takes part in every draw. */
  readonly columns: readonly string[];
}

export interface Scenario {
  readonly version: 1;
  readonly data: {
    readonly sources: readonly [Source, ...Source[]];
    readonly join: 'inner';
    readonly range: { readonly from: string | null; readonly to: string | null };
    readonly frequency: string;
    readonly steps: readonly Step[];
    readonly riskFree: string | null;
  };
  readonly mix: AssetMix;
  /** A second mix, shown beside the first in every room; no number of the first depends on it. */
  readonly compare?: AssetMix;
  readonly analysis: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly seed: number;
}

/** A scenario with the data it computes on. */
export interface Prepared {
  readonly scenario: Scenario;
  /** What every analysis of the scenario gets: see `scenario-data.ts`. */
  readonly dataset: Dataset;
  /** What of the sources did not come in, to be shown beside the data. */
  readonly dropped: readonly Dropped[];
  /** What its steps changed. */
  readonly changed: readonly Changed[];
}

/**
 * Fills in the defaults, checks everything against the sources and makes the data.
 * @param sources the datasets that the draft names, in its order.
 * @throws ScenarioError naming the first field that is wrong.
 */
export function prepareScenario(draft: Draft, sources: readonly Dataset[]): Prepared {
  const prepared = prepareData(draft.data, sources);
  requirePeriods(prepared, sources);
  const { dataset, chosen, dropped, changed } = prepared;
  const spec = findSpec(draft.analysis ?? catalog[0].id);
  if (spec === undefined)
    throw new ScenarioError('analysis', `There is no analysis ${draft.analysis}.`);
  const { frequency } = draft.data;
  if (frequency !== undefined && frequency !== dataset.frequency) {
    throw new ScenarioError(
      'data.frequency',
      `The data are ${dataset.frequency}, not ${frequency}: the step "resample" makes longer periods.`,
    );
  }
  const source = ({ id, fingerprint }: Dataset, s: number): Source => ({
    id,
    fingerprint,
    columns: chosen[s],
  });
  const [first, ...others] = sources;
  const data: Scenario['data'] = {
    sources: [source(first, 0), ...others.map((other, s) => source(other, s + 1))],
    join: 'inner',
    range: checkedRange(draft.data.range, dataset),
    frequency: dataset.frequency,
    steps: draft.data.steps ?? [],
    riskFree: checkedRiskFree(draft.data.riskFree, dataset),
  };
  const columns = assetsOf({ data });
  return {
    scenario: {
      version: 1,
      data,
      mix: checkedMix(draft.mix ?? defaultMix(dataset, columns), columns),
      ...(draft.compare && { compare: checkedMix(draft.compare, columns) }),
      analysis: spec.id,
      parameters: checkedAssets(
        spec.id,
        checkedParameters(spec.id, draft.parameters ?? {}),
        columns,
      ),
      seed: draft.seed ?? 1,
    },
    dataset,
    dropped,
    changed,
  };
}

/** The scenario of a draft with one source. @throws ScenarioError, as `prepareScenario`. */
export function completeScenario(draft: Draft, dataset: Dataset): Scenario {
  return prepareScenario(draft, [dataset]).scenario;
}

/** Ids of the chosen assets in the working dataset, in its order. */
export function assetsOf({ data: { sources } }: Pick<Scenario, 'data'>): readonly string[] {
  return sources.flatMap(({ columns }, s) => columns.map((id) => workingId(sources, s, id)));
}

/** The columns that can be weighted. */
export function chosenOf(
  scenario: Pick<Scenario, 'data'>,
  columns: readonly Column[],
): readonly Column[] {
  const assets = new Set(assetsOf(scenario));
  return columns.filter(({ id }) => assets.has(id));
}

/** The scenario of a dataset in which nothing has been chosen yet. */
export function defaultScenario(dataset: Dataset, analysis: string = catalog[0].id): Scenario {
  return completeScenario({ data: { sources: [{ id: dataset.id }] }, analysis }, dataset);
}

/** The same mix and data under another analysis, with that analysis's own parameters. */
export function withAnalysis(
  scenario: Scenario,
  analysis: string,
  parameters: Readonly<Record<string, ParameterValue>> = {},
): Scenario {
  return { ...scenario, analysis, parameters: checkedParameters(analysis, parameters) };
}

/** The scenario of the mix alone: what is computed, and what a digest is of. */
export function ofMix({ compare: _second, ...scenario }: Scenario): Scenario {
  return scenario;
}

/** The same of the second mix, or undefined where there is none. */
export function ofSecondMix({ compare, ...scenario }: Scenario): Scenario | undefined {
  return compare && { ...scenario, mix: compare };
}

/** JSON with sorted keys and no spaces: equal scenarios give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** @throws ScenarioError where an end of the range is no label of this kind of dataset. */
export function checkedRange(
  range: Draft['data']['range'],
  dataset: Dataset,
): { from: string | null; to: string | null } {
  const rows = new Set(dataset.index);
  const checked = { from: range?.from ?? null, to: range?.to ?? null };
  for (const side of ['from', 'to'] as const) {
    const label = checked[side];
    if (label === null) continue;
    const known = dataset.dated ? /^\d{4}-\d{2}-\d{2}$/.test(label) : rows.has(label);
    if (!known) {
      const form = dataset.dated ? 'a date like 1987-10-31' : 'a row number of the dataset';
      throw new ScenarioError(`data.range.${side}`, `"${label}" is not ${form}.`);
    }
  }
  return checked;
}

function checkedRiskFree(riskFree: string | null | undefined, dataset: Dataset): string | null {
  if (riskFree === undefined) return dataset.defaultRiskFree ?? null;
  if (riskFree === null || dataset.columns.some((c) => c.id === riskFree)) return riskFree;
  throw new ScenarioError('data.riskFree', `${dataset.title} has no column ${riskFree}.`);
}

function checkedMix(mix: AssetMix, columns: readonly string[]): AssetMix {
  const { assets, weights } = mix;
  if (assets.length !== weights.length || assets.length === 0) {
    throw new ScenarioError('mix', 'A mix needs one weight for each of its assets.');
  }
  const stranger = assets.find((id) => !columns.includes(id));
  if (stranger !== undefined) {
    throw new ScenarioError(
      'mix',
      `${stranger} is not an asset of this dataset and cannot be weighted.`,
    );
  }
  const repeated = assets.find((id, i) => assets.indexOf(id) !== i);
  if (repeated !== undefined)
    throw new ScenarioError('mix', `${repeated} stands twice in the mix.`);
  if (!weights.every((w) => Number.isInteger(w) && w >= 0 && w <= WHOLE)) {
    throw new ScenarioError('mix', 'Weights are whole numbers of 0.01 %, from 0 to 10,000.');
  }
  const sum = weights.reduce((total, w) => total + w, 0);
  if (sum !== WHOLE) {
    throw new ScenarioError('mix', `The weights sum to ${sum / 100} %, not to 100 %.`);
  }
  return { assets: [...assets], weights: [...weights] };
}

function checkedParameters(
  analysis: string,
  given: Readonly<Record<string, ParameterValue>>,
): Readonly<Record<string, ParameterValue>> {
  const specs = findSpec(analysis)?.parameters ?? {};
  const unknown = Object.keys(given).find((id) => !Object.hasOwn(specs, id));
  if (unknown !== undefined) {
    throw new ScenarioError(`parameters.${unknown}`, `${analysis} has no parameter ${unknown}.`);
  }
  const parameters = defaultParameters(specs);
  for (const [id, value] of Object.entries(given)) {
    const problem = parameterProblem(specs[id], value);
    if (problem !== undefined) throw new ScenarioError(`parameters.${id}`, problem);
    parameters[id] = value;
  }
  return parameters;
}

/** The assets that parameters name must be the scenario's. */
function checkedAssets(
  analysis: string,
  parameters: Readonly<Record<string, ParameterValue>>,
  columns: readonly string[],
): Readonly<Record<string, ParameterValue>> {
  for (const [id, spec] of Object.entries(findSpec(analysis)?.parameters ?? {})) {
    const stranger = assetsNamed(spec, parameters[id]).find((asset) => !columns.includes(asset));
    if (stranger !== undefined) {
      throw new ScenarioError(`parameters.${id}`, `${stranger} is not an asset of this dataset.`);
    }
  }
  return parameters;
}

/** Parameters that name assets start anew: what can be kept when the dataset changes. */
export function withoutAssets(
  analysis: string,
  parameters: Readonly<Record<string, ParameterValue>>,
): Readonly<Record<string, ParameterValue>> {
  const specs = findSpec(analysis)?.parameters ?? {};
  return Object.fromEntries(
    Object.entries(parameters).map(([id, value]) => {
      const kept = specs[id] === undefined || assetsNamed(specs[id], value).length === 0;
      return [id, kept ? value : specs[id].default];
    }),
  );
}

function defaultMix(dataset: Dataset, columns: readonly string[]): AssetMix {
  const chosen = dataset.columns.filter((column) => columns.includes(column.id));
  const mix = presetMix('balanced', chosen) ?? presetMix('equal', chosen);
  if (mix === undefined) throw new ScenarioError('data.sources', `${dataset.title} has no assets.`);
  return mix;
}
