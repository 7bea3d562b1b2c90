/** Everything that a person can do to the scenario: its mix, its parameters, its dates, its seed. */
import { decodeScenario, encodeWithData, LINK_LIMIT } from '../analyses/link';
import { checkedRange, withAnalysis } from '../analyses/scenario';
import { seriesOf } from '../analyses/series';
import { loadIndex } from '../data/built-in';
import type { LateStore } from '../data/late-store';
import type { Dataset } from '../finance/dataset';
import type { MixActions } from '../panel/mix-controls';
import { createMixEditing } from '../panel/mix-editing';
import { placeOfGroup } from './asset-groups';
import { createDataActions, type DataActions } from './data-actions';
import type { LinkHistory } from './history';
import { messageOf } from './message';
import type { Place } from './pages';
import { createPresent } from './present';
import { createRecent, type Recent } from './recent';
import { createSources } from './sources';
import type { Store } from './state';
import { words } from './words';

export interface Actions extends DataActions, MixActions {
  start(): Promise<void>;
  openAnalysis(id: string): void;
  /** A dataset by its id, for a room beside the lab. Rejects where there is none. */
  loadDataset(id: string): Promise<Dataset>;
  /** Opens a page beside the lab, or the lab again. */
  visit(place: Place | undefined): void;
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
  const mixes = createMixEditing({
    held: () => store.state,
    change,
    setSide: (side) => store.set({ side, asked: true }),
    setLocked: (locked) => store.set({ locked }),
    tell,
  });

  const linkWithData = (): string | undefined => {
    const { scenario, sources: shown } = store.state;
    return scenario && encodeWithData(scenario, shown);
  };

  const data = createDataActions(store, kept, sources, present);

  return {
    ...data,
    ...mixes,

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

    loadDataset: sources.open,

    visit: present.visit,

    addFrom(group, id) {
      const place = placeOfGroup(group);
      if (place.kind === 'here') mixes.addAsset(id);
      else if (place.kind === 'left-out') data.addColumn(place.source, id);
      else void data.addSource(place.dataset, [id]);
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
