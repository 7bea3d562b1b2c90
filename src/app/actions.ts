/** Everything that a person can do to the scenario: its mix, its parameters, its dates, its seed. */
import { decodeScenario, encodeWithData, LINK_LIMIT } from '../analyses/link';
import { assetsOf, checkedRange, withAnalysis, type Scenario } from '../analyses/scenario';
import { seriesOf } from '../analyses/series';
import { loadIndex } from '../data/built-in';
import type { LateStore } from '../data/late-store';
import { WHOLE, type AssetMix, type Column } from '../finance/dataset';
import { presetMix, redistribute, type PresetId } from '../finance/mixes';
import { createDataActions, type DataActions } from './data-actions';
import type { LinkHistory } from './history';
import { messageOf } from './message';
import type { Place } from './pages';
import { createPresent } from './present';
import { createRecent, type Recent } from './recent';
import { createSources } from './sources';
import type { Side, Store } from './state';
import { words } from './words';

export interface Actions extends DataActions {
  start(): Promise<void>;
  openAnalysis(id: string): void;
  /** Opens a page beside the lab, or the lab again. */
  visit(place: Place | undefined): void;
  setWeight(id: string, weight: number, final: boolean): void;
  toggleLock(id: string, locked: boolean): void;
  removeAsset(id: string): void;
  addAsset(id: string): void;
  applyPreset(preset: PresetId): void;
  /** Puts a second mix beside the first, a copy of it or a preset, and moves that from then on. */
  compareWith(preset: PresetId | 'same'): void;
  /** Which of the two mixes the sliders move. */
  editSide(side: Side): void;
  swapMixes(): void;
  /** Takes the mix away that the sliders do not move. */
  stopComparing(): void;
  setParameter(id: string, value: number | string, final: boolean): void;
  openRecent(link: string): void;
  clearRecent(): void;
  setRange(from: string | null, to: string | null): void;
  setSeed(seed: number): void;
  /** *Good enough* settled for fewer scenarios: the scenario says so from now on. */
  reached(scenarios: number): void;
  /** The address of the scenario; where programs may cut it short, a file is offered as well. */
  link(): string;
  /** The same with the values of a person's own data in it. */
  linkWithData(): string | undefined;
  dismissNotice(): void;
}

export function createActions(
  store: Store,
  history: LinkHistory,
  kept: LateStore,
  base: URL,
  recent: Recent = createRecent(),
): Actions {
  const sources = createSources(store, kept, base);
  const present = createPresent(store, history, sources, recent);
  const { change, tell } = present;
  /** The mix as it was when a drag began: every move starts from it, so that none is lost. */
  let origin: AssetMix | undefined;

  /** The mix that the sliders move. */
  const moved = () => store.state.scenario?.[store.state.side];
  const setMix = (mix: AssetMix, final = true) =>
    change((scenario) => ({ ...scenario, [store.state.side]: mix }), final);

  const linkWithData = (): string | undefined => {
    const { scenario, sources: shown } = store.state;
    return scenario && encodeWithData(scenario, shown);
  };

  const data = createDataActions(store, kept, sources, present);

  return {
    ...data,

    async start() {
      try {
        store.set({ entries: await loadIndex(base), recent: recent.list(), failure: undefined });
        await present.restore();
      } catch (error) {
        store.set({ failure: messageOf(error) });
      }
      history.listen(() => void present.restore());
    },

    openAnalysis(id) {
      change((scenario) => withAnalysis(scenario, id, store.state.parameters[id]));
    },

    visit: present.visit,

    setWeight(id, weight, final) {
      const mix = origin ?? moved();
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
      const mix = moved();
      const position = mix?.assets.indexOf(id) ?? -1;
      if (mix === undefined || position < 0 || mix.assets.length < 2) return;
      const locked = mix.assets.map((asset) => store.state.locked.includes(asset));
      const emptied = redistribute(mix.weights, position, 0, locked);
      if (emptied[position] > 0) {
        tell(words.cannotRemove);
        return;
      }
      const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== position);
      setMix({ assets: without(mix.assets), weights: without(emptied) });
    },

    addAsset(id) {
      const mix = moved();
      if (mix === undefined || mix.assets.includes(id)) return;
      setMix({ assets: [...mix.assets, id], weights: [...mix.weights, 0] });
    },

    applyPreset(preset) {
      change((scenario, dataset) => {
        const mix = presetMix(preset, chosenOf(scenario, dataset.columns));
        return mix === undefined ? scenario : { ...scenario, [store.state.side]: mix };
      });
    },

    compareWith(preset) {
      change((scenario, dataset) => {
        const chosen = chosenOf(scenario, dataset.columns);
        const compare = preset === 'same' ? scenario.mix : presetMix(preset, chosen);
        return compare === undefined ? scenario : { ...scenario, compare };
      });
      this.editSide('compare');
    },

    editSide(side) {
      if (store.state.scenario?.[side] !== undefined) store.set({ side, asked: true });
    },

    swapMixes() {
      change(({ compare, ...scenario }) =>
        compare === undefined ? scenario : { ...scenario, mix: compare, compare: scenario.mix },
      );
    },

    stopComparing() {
      const kept = moved();
      change(({ compare: _second, ...scenario }) => ({ ...scenario, mix: kept ?? scenario.mix }));
    },

    setParameter(id, value, final) {
      change(
        (scenario) =>
          withAnalysis(scenario, scenario.analysis, { ...scenario.parameters, [id]: value }),
        final,
      );
    },

    openRecent(link) {
      try {
        void present.open(decodeScenario(link));
      } catch (error) {
        tell(messageOf(error));
      }
    },

    clearRecent() {
      recent.clear();
      store.set({ recent: [] });
    },

    setRange(from, to) {
      const { scenario, dataset } = store.state;
      if (scenario === undefined || dataset === undefined) return;
      try {
        // Checked before it becomes the state: a bad date is answered, and nothing is lost.
        const ranged = { ...scenario.data, range: checkedRange({ from, to }, dataset) };
        seriesOf({ ...scenario, data: ranged }, dataset);
        change((shown) => ({ ...shown, data: ranged }));
      } catch (error) {
        tell(messageOf(error));
      }
    },

    setSeed(seed) {
      change((scenario) => ({ ...scenario, seed }));
    },

    reached(scenarios) {
      const { scenario } = store.state;
      if (scenario === undefined) return;
      present.reached({ ...scenario, parameters: { ...scenario.parameters, scenarios } });
    },

    link() {
      const current = history.current();
      // A page beside the lab has an address of its own, without data.
      if (current === undefined) return window.location.href;
      const { length } = current;
      const { sources: shown } = store.state;
      const apart = shown.find(({ file }) => file !== undefined && file.inLink !== true);
      if (length > LINK_LIMIT) tell(words.longLink(length, LINK_LIMIT), 'save-scenario');
      else if (apart !== undefined) {
        const whole = linkWithData();
        const fits = whole !== undefined && whole.length <= LINK_LIMIT;
        const notice = words.linkNeedsData(apart.title);
        if (fits) tell(`${notice} ${words.mayHoldData(whole.length)}`, 'link-with-data');
        else tell(notice);
      }
      return window.location.href;
    },

    linkWithData() {
      const whole = linkWithData();
      return whole === undefined ? undefined : new URL(`#s=${whole}`, window.location.href).href;
    },

    dismissNotice() {
      tell(undefined);
    },
  };
}

/** The columns that can be weighted. */
export function chosenOf(scenario: Scenario, columns: readonly Column[]): readonly Column[] {
  const assets = new Set(assetsOf(scenario));
  return columns.filter(({ id }) => assets.has(id));
}

/** Whether a preset, made of the columns that can be weighted, is the mix that is shown. */
export function isSameMix(preset: AssetMix, mix: AssetMix, chosen: readonly Column[]): boolean {
  const weight = (of: AssetMix, id: string) => of.weights[of.assets.indexOf(id)] ?? 0;
  return chosen.every(({ id }) => weight(preset, id) === weight(mix, id)) && sums(mix);
}

function sums(mix: AssetMix): boolean {
  return mix.weights.reduce((sum, weight) => sum + weight, 0) === WHOLE;
}
