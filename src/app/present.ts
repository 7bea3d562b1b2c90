/**
 * Puts a scenario on the page and into the address.
 *
 * A change that is being dragged leaves the address alone; one that is final pushes it, so that
 * it can be undone. Data may take a while to come: the newest wish wins.
 */
import { findSpec } from '../analyses/catalog';
import { decodeScenario, encodeDraft, encodeScenario } from '../analyses/link';
import {
  prepareScenario,
  withAnalysis,
  withoutAssets,
  type Draft,
  type Prepared,
  type Scenario,
} from '../analyses/scenario';
import type { Step } from '../analyses/scenario-draft';
import { loadStepWork, stepWorkIsHere } from '../analyses/scenario-step-loader';
import type { Dataset } from '../finance/dataset';
import { mixLine } from '../panel/mix-line';
import type { LinkHistory } from './history';
import { messageOf } from './message';
import { hashOf, placeOf, type Place } from './pages';
import type { Recent } from './recent';
import type { Found, Sources } from './sources';
import type { Offer, State, Store } from './state';
import { words } from './words';

type How = 'push' | 'replace' | 'keep';

export interface Present {
  /** Shows what the address says; a link that cannot be read leaves a notice and a fresh start. */
  restore(): Promise<void>;
  /** Shows a draft, or asks for the data that it lacks. Resolves to whether it is shown. */
  open(draft: Draft): Promise<boolean>;
  /**
   * Opens datasets, joined after these steps, with their default mix under the analysis that is
   * open. @throws ScenarioError where they cannot be joined: nothing has changed then.
   */
  openDatasets(datasets: readonly Dataset[], steps?: readonly Step[]): void;
  /** Changes what does not touch the data. */
  change(edit: (scenario: Scenario, dataset: Dataset) => Scenario, final?: boolean): void;
  /** Changes the data: the draft is checked before it becomes the state. */
  changeData(draft: Draft, sources: readonly Dataset[]): boolean;
  /** The scenario says from now on what was reached. */
  reached(scenario: Scenario): void;
  /** Opens a page beside the lab, or the lab again. */
  visit(place: Place | undefined): void;
  /** Runs what takes a while; `act` learns whether a later wish has made it void. */
  latest<T>(act: (isLatest: () => boolean) => Promise<T>): Promise<T>;
  tell(notice: string | undefined, offer?: Offer): void;
}

export function createPresent(
  store: Store,
  history: LinkHistory,
  sources: Sources,
  recent: Recent,
): Present {
  let turn = 0;

  const tell = (notice: string | undefined, offer?: Offer) => store.set({ notice, offer });

  const latest = <T>(act: (isLatest: () => boolean) => Promise<T>): Promise<T> => {
    const mine = ++turn;
    return act(() => mine === turn);
  };

  const show = (
    { scenario, dataset, dropped, changed }: Prepared,
    shown: readonly Dataset[],
    how: How,
    dragging = false,
  ) => {
    if (how !== 'keep') {
      const link = encodeScenario(scenario, shown);
      history.write(link, how === 'push');
      // What was only looked at is in the history of the browser already.
      if (store.state.asked) {
        const menu = findSpec(scenario.analysis)?.menu ?? scenario.analysis;
        recent.note(link, [menu, mixLine(scenario.mix, dataset), dataset.title].join(' · '));
      }
    }
    const assets = [scenario.mix, scenario.compare].flatMap((mix) => mix?.assets ?? []);
    store.set({
      ...(how === 'push' && { place: undefined }),
      scenario,
      dataset,
      dropped,
      changed,
      sources: shown,
      recent: recent.list(),
      missing: undefined,
      dragging,
      parameters: { ...store.state.parameters, [scenario.analysis]: scenario.parameters },
      side: scenario.compare === undefined ? 'mix' : store.state.side,
      locked: store.state.locked.filter((id) => assets.includes(id)),
      canUndo: history.canUndo,
      canRedo: history.canRedo,
    });
  };

  const lacks = (draft: Draft, { missing }: Extract<Found, { missing: unknown }>) =>
    store.set({
      missing: { draft, sources: missing },
      dragging: false,
      canUndo: history.canUndo,
      canRedo: history.canRedo,
    });

  const startAnew = async (): Promise<void> => {
    const { scenario, dataset, dropped, changed, sources: shown, entries } = store.state;
    if (scenario !== undefined && dataset !== undefined) {
      return show({ scenario, dataset, dropped, changed }, shown, 'replace');
    }
    const first = await sources.open(entries[0].id);
    show(pristine([first]), [first], store.state.place === undefined ? 'replace' : 'keep');
  };

  return {
    tell,
    latest,

    restore: () =>
      latest(async (isLatest) => {
        const place = placeOf(history.hash());
        store.set({ place, canUndo: history.canUndo, canRedo: history.canRedo });
        // The lab stays as it is behind a page.
        if (place !== undefined && store.state.scenario !== undefined) return;
        const link = history.current();
        if (place === undefined && link === undefined && isElsewhere(history.hash())) {
          const notice = words.unknownAddress(history.hash().slice(0, 40));
          await startAnew();
          if (isLatest()) tell(notice);
          return;
        }
        const how = place === undefined ? 'replace' : 'keep';
        let draft: Draft = { data: { sources: [{ id: store.state.entries[0].id }] } };
        let notice: string | undefined;
        let offer: Offer | undefined;
        try {
          if (link !== undefined) draft = decodeScenario(link);
        } catch (error) {
          notice = messageOf(error);
        }
        try {
          const found = await sources.find(draft);
          await loadStepWork(draft.data.steps);
          if (!isLatest()) return;
          if ('missing' in found) lacks(draft, found);
          else {
            show(prepareScenario(found.draft, found.sources), found.sources, how);
            notice ??= found.remark;
            if (found.carried) offer = 'keep-data';
          }
        } catch (error) {
          if (!isLatest()) return;
          notice = messageOf(error);
          await startAnew();
        }
        if (notice !== undefined) tell(notice, offer);
      }),

    open: (draft) =>
      latest(async (isLatest) => {
        try {
          const found = await sources.find(draft);
          await loadStepWork(draft.data.steps);
          if (!isLatest()) return false;
          store.set({ asked: true });
          recent.next();
          if ('missing' in found) {
            history.write(encodeDraft(draft), true);
            lacks(draft, found);
            return false;
          }
          show(prepareScenario(found.draft, found.sources), found.sources, 'push');
          tell(found.remark, found.carried ? 'keep-data' : undefined);
          return true;
        } catch (error) {
          if (isLatest()) tell(messageOf(error));
          return false;
        }
      }),

    visit(place) {
      if (place !== undefined) history.visit(hashOf(place));
      else if (store.state.missing !== undefined) {
        history.write(encodeDraft(store.state.missing.draft), true);
      } else if (store.state.scenario !== undefined) {
        history.write(encodeScenario(store.state.scenario, store.state.sources), true);
      }
      store.set({ place, canUndo: history.canUndo, canRedo: history.canRedo });
    },

    openDatasets(datasets, steps = []) {
      const { scenario, parameters } = store.state;
      const kept = forOtherAssets(parameters);
      const prepared = pristine(datasets, steps);
      const analysis = scenario?.analysis ?? prepared.scenario.analysis;
      store.set({ asked: true, parameters: kept });
      recent.next();
      const opened = withAnalysis(prepared.scenario, analysis, kept[analysis]);
      show({ ...prepared, scenario: opened }, datasets, 'push');
    },

    change(edit, final = true) {
      const { scenario, dataset, dropped, changed, sources: shown } = store.state;
      if (scenario === undefined || dataset === undefined) return;
      store.set({ asked: true });
      // While dragging, the address is left alone: browsers refuse hundreds of writes a second.
      const edited = edit(scenario, dataset);
      show({ scenario: edited, dataset, dropped, changed }, shown, final ? 'push' : 'keep', !final);
    },

    changeData(draft, shown) {
      const { steps } = draft.data;
      if (!stepWorkIsHere(steps)) {
        loadStepWork(steps).then(
          () => this.changeData(draft, shown),
          (error: unknown) => tell(messageOf(error)),
        );
        return true;
      }
      try {
        const prepared = prepareScenario(draft, shown);
        store.set({ asked: true, parameters: forOtherAssets(store.state.parameters) });
        show(prepared, shown, 'push');
        return true;
      } catch (error) {
        tell(messageOf(error));
        return false;
      }
    },

    reached(scenario) {
      const { dataset, dropped, changed, sources: shown } = store.state;
      if (dataset !== undefined) show({ scenario, dataset, dropped, changed }, shown, 'replace');
    },
  };
}

function pristine(datasets: readonly Dataset[], steps: readonly Step[] = []): Prepared {
  const sources = datasets.map(({ id }) => ({ id }));
  return prepareScenario({ data: { sources, steps: [...steps] } }, datasets);
}

/** What was set in the other rooms, without the assets that it names: they may be gone. */
function forOtherAssets(parameters: State['parameters']): State['parameters'] {
  return Object.fromEntries(
    Object.entries(parameters).map(([id, values]) => [id, withoutAssets(id, values)]),
  );
}

/** Whether a hash that is neither a scenario nor a page says anything else than “here”. */
function isElsewhere(hash: string): boolean {
  return !['', '#', '#analysis'].includes(hash);
}
