/**
 * Changes of a scenario's data that touch its mix: sources come and go, columns are chosen.
 * Each gives a draft, which `prepareScenario` completes and checks.
 */
import { WHOLE, type AssetMix, type Dataset } from '../finance/dataset';
import { apportion } from '../finance/apportion';
import { isLonger } from '../finance/resample';
import { assetsOf, withoutAssets, type Scenario } from './scenario';
import { chosenColumns, workingId } from './scenario-data';
import { readDraft, type Draft } from './scenario-draft';
import { isCleaning, rankOf, type ResampleStep, type Step } from './scenario-steps';

type Mix = NonNullable<Draft['mix']>;

/** The scenario as a draft that says everything. */
export function toDraft(scenario: Scenario): Draft {
  return readDraft(structuredClone(scenario));
}

/**
 * Joins another dataset to `dataset`, which the scenario computes on: its assets, or those of them
 * that are `wanted`, come into the mix with no weight, its riskless rate is taken where there was
 * none to choose.
 */
export function withSource(
  scenario: Scenario,
  dataset: Dataset,
  added: Dataset,
  wanted?: readonly string[],
): Draft {
  const draft = toDraft(scenario);
  const columns = chosenColumns(added, wanted);
  const sources = [
    ...draft.data.sources,
    { id: added.id, fingerprint: added.fingerprint, columns },
  ];
  const ids = columns.map((id) => workingId(sources, sources.length - 1, id));
  const asUsual = draft.data.riskFree === (dataset.defaultRiskFree ?? null);
  const riskFree = asUsual ? undefined : draft.data.riskFree;
  return {
    ...draft,
    data: { ...draft.data, sources, riskFree, frequency: undefined },
    ...mixesOf(scenario, (mix) => withFresh(mix, ids)),
  };
}

/** Takes a source out, not the last one: what its assets held goes to the others in proportion. */
export function withoutSource(scenario: Scenario, s: number): Draft {
  const before = scenario.data.sources;
  const after = before.filter((_, other) => other !== s);
  const renamed = new Map(
    after.flatMap((source, position) =>
      source.columns.map((id) => [
        workingId(before, before.indexOf(source), id),
        workingId(after, position, id),
      ]),
    ),
  );
  const draft = toDraft(scenario);
  const steps = scenario.data.steps.flatMap((step): Step[] => {
    if (step.step === 'drop') return step.source === before[s].id ? [] : [step];
    return renamedIn(step, (id) => {
      const { source, column } = placeOf(id, before);
      return source === s ? undefined : workingId(after, after.indexOf(before[source]), column);
    });
  });
  return reduced(scenario, {
    ...draft,
    data: {
      ...draft.data,
      steps,
      sources: draft.data.sources.filter((_, other) => other !== s),
      frequency: undefined,
      riskFree: undefined,
    },
    ...mixesOf(scenario, (mix) => withoutOthers(mix, renamed)),
  });
}

/** Chooses the columns of a source: new ones come in with no weight. */
export function withColumns(scenario: Scenario, s: number, columns: readonly string[]): Draft {
  const draft = toDraft(scenario);
  const sources = draft.data.sources.map((source, other) =>
    other === s ? { ...source, columns: [...columns] } : source,
  );
  const ids = sources.flatMap((source, k) =>
    (source.columns ?? []).map((id) => workingId(sources, k, id)),
  );
  const kept = new Map(ids.map((id) => [id, id]));
  const fresh = columns.flatMap((id) => {
    const asset = workingId(sources, s, id);
    return scenario.data.sources[s].columns.includes(id) ? [] : [asset];
  });
  const gone = new Set(assetsOf(scenario).filter((id) => !kept.has(id)));
  const steps = withoutAssetsIn(scenario.data.steps, gone, scenario.data.riskFree);
  return reduced(scenario, {
    ...draft,
    data: { ...draft.data, sources, steps },
    ...mixesOf(scenario, (mix) => withFresh(withoutOthers(mix, kept), fresh)),
  });
}

/** Takes the data through these steps, in the place of those they have. */
export function withSteps(scenario: Scenario, steps: readonly Step[]): Draft {
  const draft = toDraft(scenario);
  // A scenario of excess returns has no riskless rate to choose; others have their usual one again.
  const isExcess = (list: readonly Step[]) => list.some(({ step }) => step === 'excess');
  const riskFree =
    isExcess(steps) === isExcess(scenario.data.steps) ? draft.data.riskFree : undefined;
  return { ...draft, data: { ...draft.data, riskFree, steps: [...steps], frequency: undefined } };
}

/** One more step, at its place in the order: behind all others of its kind. */
export function withStep(scenario: Scenario, step: Step): Draft {
  return withSteps(scenario, placed(scenario.data.steps, step));
}

/** Without the step at a position. */
export function withoutStep(scenario: Scenario, position: number): Draft {
  return withSteps(
    scenario,
    scenario.data.steps.filter((_, other) => other !== position),
  );
}

/** The steps with one more at its place. */
export function placed(steps: readonly Step[], step: Step): Step[] {
  const before = steps.filter((other) => rankOf(other) <= rankOf(step));
  return [...before, step, ...steps.slice(before.length)];
}

/**
 * The steps wanted, with the one that brings sources to common periods: that wanted, else the
 * longest of the sources' own; none where all of them have these periods already.
 */
export function fittingSteps(
  wanted: readonly Step[],
  sources: readonly Pick<Dataset, 'frequency'>[],
): Step[] {
  const others = wanted.filter((step) => step.step !== 'resample');
  const own = sources.map(({ frequency }) => frequency);
  const asked = wanted.flatMap((step) => (step.step === 'resample' ? [step.to] : []));
  const [to] = [...own, ...asked].sort((a, b) => (isLonger(a, b) ? -1 : isLonger(b, a) ? 1 : 0));
  const same = own.every((frequency) => frequency === to);
  if (same || to === 'daily') return others;
  const step: ResampleStep = { step: 'resample', to };
  return placed(others, step);
}

/**
 * The steps without these assets, which are chosen no more. As cash or an exchange rate they still
 * serve, and are mended then.
 */
function withoutAssetsIn(
  steps: readonly Step[],
  gone: ReadonlySet<string>,
  riskFree: string | null,
): Step[] {
  const left = steps.flatMap((step): Step[] => {
    if ('columns' in step && step.columns !== undefined) {
      const columns = step.columns.filter((id) => !gone.has(id));
      return columns.length === 0 ? [] : [{ ...step, columns }];
    }
    return step.step === 'leverage' && gone.has(step.column) ? [] : [step];
  });
  const serving = new Set(
    left.flatMap((step) => ('fx' in step ? step.fx : 'cash' in step ? (step.cash ?? []) : [])),
  );
  return left.filter(
    (step) =>
      !isCleaning(step) ||
      step.step === 'drop' ||
      !gone.has(step.column) ||
      serving.has(step.column) ||
      riskFree === step.column,
  );
}

/** A step with other ids; none where a column that it cannot do without has none. */
function renamedIn(step: Step, rename: (id: string) => string | undefined): Step[] {
  const other: Record<string, unknown> = { ...step };
  for (const field of ['column', 'fx', 'inflation', 'cash'] as const) {
    const id = other[field];
    if (typeof id !== 'string') continue;
    other[field] = rename(id);
    if (other[field] === undefined) return [];
  }
  if ('columns' in step && step.columns !== undefined) {
    const columns = step.columns.flatMap((id) => rename(id) ?? []);
    if (columns.length === 0) return [];
    other.columns = columns;
  }
  return [other as unknown as Step];
}

/** Where a column comes from, by its id in the working dataset. */
function placeOf(
  id: string,
  sources: readonly { readonly id: string }[],
): { readonly source: number; readonly column: string } {
  const source = sources.findIndex((one, s) => s > 0 && id.startsWith(`${one.id}.`));
  if (source < 0) return { source: 0, column: id };
  return { source, column: id.slice(sources[source].id.length + 1) };
}

/** Both mixes of a scenario, where there are two, changed alike. */
function mixesOf({ mix, compare }: Scenario, change: (mix: AssetMix) => Mix) {
  const second = compare && change(compare);
  // A second mix of which no asset is left is given up; the first one is answered for.
  return { mix: change(mix), compare: second?.assets.length === 0 ? undefined : second };
}

/** New assets come in with no weight, unless they are all that there is. */
function withFresh({ assets, weights }: AssetMix, fresh: readonly string[]): Mix {
  const shares = fresh.map(() => (assets.length === 0 ? 1 : 0));
  return {
    assets: [...assets, ...fresh],
    weights: assets.length === 0 ? apportion(WHOLE, shares) : [...weights, ...shares],
  };
}

/** The mix of the assets that stay, under their new ids; their weights again sum to the whole. */
function withoutOthers(mix: AssetMix, renamed: ReadonlyMap<string, string>): Mix {
  const kept = mix.assets.flatMap((id, i) => {
    const asset = renamed.get(id);
    return asset === undefined ? [] : [{ asset, weight: mix.weights[i] }];
  });
  return {
    assets: kept.map(({ asset }) => asset),
    weights: apportion(
      WHOLE,
      kept.map(({ weight }) => weight),
    ),
  };
}

/** Parameters that name an asset start anew: it may be gone. */
function reduced(scenario: Scenario, draft: Draft): Draft {
  return { ...draft, parameters: withoutAssets(scenario.analysis, scenario.parameters) };
}
