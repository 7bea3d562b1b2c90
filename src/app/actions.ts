/**
 * Everything that a person can do to the scenario. Only this file writes the state.
 *
 * A change that is being dragged replaces the address; one that is final pushes it, so that it
 * can be undone.
 */
import { catalog } from '../analyses/catalog';
import { decodeScenario, encodeScenario } from '../analyses/link';
import {
  assetsOf,
  checkedRange,
  completeScenario,
  defaultScenario,
  ScenarioError,
  withAnalysis,
  withoutAssets,
  type Draft,
  type Scenario,
} from '../analyses/scenario';
import { seriesOf } from '../analyses/series';
import { exportDataset, loadDataset, loadIndex } from '../data/built-in';
import { WHOLE, type AssetMix, type Dataset } from '../finance/dataset';
import { presetMix, redistribute, type PresetId } from '../finance/mixes';
import type { LinkHistory } from './history';
import type { Store } from './state';
import { words } from './words';

export interface Actions {
  start(): Promise<void>;
  /** Resolves to whether it could be opened; if not, a notice says why. */
  openDataset(id: string): Promise<boolean>;
  openAnalysis(id: string): void;
  setWeight(id: string, weight: number, final: boolean): void;
  toggleLock(id: string, locked: boolean): void;
  removeAsset(id: string): void;
  addAsset(id: string): void;
  applyPreset(preset: PresetId): void;
  setParameter(id: string, value: number | string, final: boolean): void;
  setRange(from: string | null, to: string | null): void;
  setSeed(seed: number): void;
  /** *Good enough* settled for fewer scenarios: the scenario says so from now on. */
  reached(scenarios: number): void;
  link(): string;
  exportData(): { name: string; text: string } | undefined;
  dismissNotice(): void;
}

export function createActions(store: Store, history: LinkHistory, base: URL): Actions {
  const datasets = new Map<string, Promise<Dataset>>();
  /** The mix as it was when a drag began: every move starts from it, so that none is lost. */
  let origin: AssetMix | undefined;

  const datasetOf = (id: string): Promise<Dataset> => {
    const entry = store.state.entries.find((candidate) => candidate.id === id);
    if (entry === undefined) {
      return Promise.reject(new ScenarioError('data.sources', words.unknownDataset(id)));
    }
    const loading = datasets.get(id) ?? loadDataset(entry, base);
    datasets.set(id, loading);
    loading.catch(() => datasets.delete(id));
    return loading;
  };

  const show = (
    scenario: Scenario,
    dataset: Dataset,
    how: 'push' | 'replace' | 'keep',
    dragging = false,
  ) => {
    if (how !== 'keep') history.write(encodeScenario(scenario, [dataset]), how === 'push');
    store.set({
      scenario,
      dataset,
      dragging,
      parameters: { ...store.state.parameters, [scenario.analysis]: scenario.parameters },
      locked: store.state.locked.filter((id) => scenario.mix.assets.includes(id)),
      canUndo: history.canUndo,
      canRedo: history.canRedo,
    });
  };

  const change = (edit: (scenario: Scenario, dataset: Dataset) => Scenario, final = true) => {
    const { scenario, dataset } = store.state;
    if (scenario === undefined || dataset === undefined) return;
    store.set({ asked: true });
    // While dragging, the address is left alone: browsers refuse hundreds of writes a second.
    show(edit(scenario, dataset), dataset, final ? 'push' : 'keep', !final);
  };

  const setMix = (mix: AssetMix, final = true) =>
    change((scenario) => ({ ...scenario, mix }), final);

  /** Shows what the address says; a link that cannot be read leaves a notice and a fresh start. */
  const restore = async (): Promise<void> => {
    const link = history.current();
    let draft: Draft | undefined;
    let notice: string | undefined;
    if (link !== undefined) {
      try {
        draft = decodeScenario(link);
      } catch (error) {
        notice = messageOf(error);
      }
    }
    const [firstEntry] = store.state.entries;
    try {
      const wanted = draft ?? { data: { sources: [{ id: firstEntry.id }] } };
      const { dataset, scenario, changed } = await complete(wanted);
      notice ??= changed;
      show(scenario, dataset, 'replace');
    } catch (error) {
      notice = messageOf(error);
      const dataset = store.state.dataset ?? (await datasetOf(firstEntry.id));
      show(store.state.scenario ?? defaultScenario(dataset), dataset, 'replace');
    }
    if (notice !== undefined) store.set({ notice });
  };

  const complete = async (draft: Draft) => {
    const [source] = draft.data.sources;
    const dataset = await datasetOf(source.id);
    const outdated = source.fingerprint !== undefined && source.fingerprint !== dataset.fingerprint;
    const mended = outdated
      ? { ...draft, data: { ...draft.data, sources: [{ ...source, fingerprint: undefined }] } }
      : draft;
    const changed = outdated ? words.dataChanged(dataset.title) : undefined;
    return { dataset, scenario: completeScenario(mended, dataset), changed };
  };

  return {
    async start() {
      try {
        store.set({ entries: await loadIndex(base) });
        await restore();
      } catch (error) {
        store.set({ failure: messageOf(error) });
      }
      history.listen(() => void restore());
    },

    async openDataset(id) {
      store.set({ asked: true });
      try {
        const dataset = await datasetOf(id);
        const analysis = store.state.scenario?.analysis ?? catalog[0].id;
        const kept = Object.fromEntries(
          Object.entries(store.state.parameters).map(([id, values]) => [
            id,
            withoutAssets(id, values),
          ]),
        );
        store.set({ parameters: kept });
        show(withAnalysis(defaultScenario(dataset), analysis, kept[analysis]), dataset, 'push');
        return true;
      } catch (error) {
        store.set({ notice: messageOf(error) });
        return false;
      }
    },

    openAnalysis(id) {
      change((scenario) => withAnalysis(scenario, id, store.state.parameters[id]));
    },

    setWeight(id, weight, final) {
      const mix = origin ?? store.state.scenario?.mix;
      if (mix === undefined) return;
      const changed = mix.assets.indexOf(id);
      if (changed < 0) return;
      origin = final ? undefined : mix;
      const locked = mix.assets.map((asset) => store.state.locked.includes(asset));
      setMix({ ...mix, weights: redistribute(mix.weights, changed, weight, locked) }, final);
    },

    toggleLock(id, locked) {
      const others = store.state.locked.filter((asset) => asset !== id);
      store.set({ locked: locked ? [...others, id] : others });
    },

    removeAsset(id) {
      const mix = store.state.scenario?.mix;
      const position = mix?.assets.indexOf(id) ?? -1;
      if (mix === undefined || position < 0 || mix.assets.length < 2) return;
      const locked = mix.assets.map((asset) => store.state.locked.includes(asset));
      const emptied = redistribute(mix.weights, position, 0, locked);
      if (emptied[position] > 0) {
        store.set({ notice: words.cannotRemove });
        return;
      }
      const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== position);
      setMix({ assets: without(mix.assets), weights: without(emptied) });
    },

    addAsset(id) {
      const mix = store.state.scenario?.mix;
      if (mix === undefined || mix.assets.includes(id)) return;
      setMix({ assets: [...mix.assets, id], weights: [...mix.weights, 0] });
    },

    applyPreset(preset) {
      change((scenario, dataset) => {
        const columns = assetsOf(scenario);
        const mix = presetMix(
          preset,
          dataset.columns.filter((column) => columns.includes(column.id)),
        );
        return mix === undefined ? scenario : { ...scenario, mix };
      });
    },

    setParameter(id, value, final) {
      change(
        (scenario) =>
          withAnalysis(scenario, scenario.analysis, { ...scenario.parameters, [id]: value }),
        final,
      );
    },

    setRange(from, to) {
      const { scenario, dataset } = store.state;
      if (scenario === undefined || dataset === undefined) return;
      try {
        // Checked before it becomes the state: a bad date is answered, and nothing is lost.
        const data = { ...scenario.data, range: checkedRange({ from, to }, dataset) };
        seriesOf({ ...scenario, data }, dataset);
        change((present) => ({ ...present, data }));
      } catch (error) {
        store.set({ notice: messageOf(error) });
      }
    },

    setSeed(seed) {
      change((scenario) => ({ ...scenario, seed }));
    },

    reached(scenarios) {
      const { scenario, dataset } = store.state;
      if (scenario === undefined || dataset === undefined) return;
      const parameters = { ...scenario.parameters, scenarios };
      show({ ...scenario, parameters }, dataset, 'replace');
    },

    link: () => window.location.href,

    exportData() {
      const { dataset } = store.state;
      return dataset && { name: `${dataset.id}.csv`, text: exportDataset(dataset) };
    },

    dismissNotice() {
      store.set({ notice: undefined });
    },
  };
}

/** Whether a preset is the mix that is shown. */
export function isPreset(preset: PresetId, mix: AssetMix, dataset: Dataset): boolean {
  const own = presetMix(preset, dataset.columns);
  if (own === undefined) return false;
  const weight = (of: AssetMix, id: string) => of.weights[of.assets.indexOf(id)] ?? 0;
  return dataset.columns.every(({ id }) => weight(own, id) === weight(mix, id)) && sums(mix);
}

function sums(mix: AssetMix): boolean {
  return mix.weights.reduce((sum, weight) => sum + weight, 0) === WHOLE;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
