/** Everything that a person can do to the data of the scenario, and to the sets kept here. */
import { scenarioFile } from '../analyses/link';
import { readDraft, type Draft } from '../analyses/scenario';
import {
  fittingSteps,
  placed,
  toDraft,
  withColumns,
  withoutSource,
  withSource,
  withSteps,
} from '../analyses/scenario-edit';
import { resampleIn, type ResampleStep, type Step } from '../analyses/scenario-steps';
import { exportInPieces } from '../data/built-in';
import type { DatasetStore } from '../data/dataset-store';
import type { Dataset } from '../finance/dataset';
import { formatCount, formatDate } from '../ui/format';
import { messageOf } from './message';
import type { Present } from './present';
import type { Sources } from './sources';
import type { Store } from './state';
import { words } from './words';

/** Until a person is told that something is being loaded. */
const SLOW_MILLISECONDS = 200;

/** Values that are looked through at once; more would make the page wait. */
const LOOKED_THROUGH = 1_000_000;

export interface TextFile {
  readonly name: string;
  readonly type: string;
  readonly parts: readonly string[];
}

export interface DataActions {
  /**
   * Shows the sets kept here from now on; until then nothing has to be known of them. Resolves
   * when they are shown, or a notice says why they are not.
   */
  watchKept(): Promise<void>;
  /** Resolves to whether it could be opened; if not, a notice says why. */
  openDataset(id: string): Promise<boolean>;
  /** The first built-in dataset, where a scenario lacks its own. */
  openFirst(): Promise<boolean>;
  /**
   * Keeps what a person brought in and opens it, several sets joined to one scenario, or the
   * scenario that waits for one of them. Where there is no room, they are open until the page is
   * closed, and a notice says so.
   * @throws Error where one cannot be kept: none is kept then.
   */
  bringIn(datasets: readonly Dataset[]): Promise<void>;
  /** Keeps the data that came with a link. */
  keepCarried(): Promise<void>;
  renameDataset(id: string, title: string): Promise<void>;
  removeDataset(id: string): Promise<void>;
  bringBack(): Promise<void>;
  exportOwn(id: string): Promise<TextFile | undefined>;
  /** Asks the browser not to clear the storage by itself. */
  persist(): Promise<void>;
  /** Joins a dataset, of which only these columns where some are named. */
  addSource(id: string, columns?: readonly string[]): Promise<void>;
  removeSource(position: number): void;
  /** A column of a source that was left out so far. */
  addColumn(position: number, id: string): void;
  setColumns(position: number, columns: readonly string[]): void;
  resample(to: ResampleStep['to'] | undefined): void;
  /** The same sources, treated in another way. */
  changeData(draft: Draft): void;
  /** Opens a scenario that was saved as a file. */
  openScenario(text: string): Promise<boolean>;
  /** The scenario as a file that `openScenario` reads. */
  saveScenario(name?: string): TextFile | undefined;
  /** The data computed on, and where steps made them the sources that a script starts from. */
  exportData(): Promise<readonly TextFile[]>;
}

/** A sentence for each dataset whose values may not be what they seem. */
async function signsIn(datasets: readonly Dataset[]): Promise<string[]> {
  const { examine } = await import('../finance/data-doctor');
  return datasets.flatMap((dataset) => {
    if (dataset.index.length * dataset.columns.length > LOOKED_THROUGH) return [];
    const signs = examine(dataset).reduce((sum, report) => sum + report.signs.length, 0);
    return signs > 0 ? [words.signsFound(dataset.title, formatCount(signs), signs === 1)] : [];
  });
}

export function createDataActions(
  store: Store,
  kept: DatasetStore,
  sources: Sources,
  present: Present,
): DataActions {
  const { tell } = present;
  /** The set that was removed last, as long as it can be brought back. */
  let removed: Dataset | undefined;
  let watching: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      const [own, usage] = await Promise.all([kept.list(), kept.usage()]);
      const { own: before, storage, sources: shown } = store.state;
      const { mode, reason } = kept.state;
      store.set({ own, storage: { ...kept.state, ...usage } });
      if (mode === 'memory') {
        if (storage?.mode === 'database') tell(reason);
        return;
      }
      const has = (sets: typeof own, { fingerprint }: Dataset) =>
        sets.some((one) => one.fingerprint === fingerprint);
      const gone = shown.find((source) => has(before, source) && !has(own, source));
      if (gone === undefined || gone.fingerprint === removed?.fingerprint) return;
      // By the browser, or in another tab: what is open here can be kept again.
      removed = gone;
      tell(words.removed(gone.title, true), 'bring-back');
    } catch (error) {
      watching = undefined;
      tell(messageOf(error));
    }
  };

  const openDataset = (id: string): Promise<boolean> =>
    present.latest(async (isLatest) => {
      try {
        const dataset = await sources.open(id);
        if (!isLatest()) return false;
        present.openDatasets([dataset]);
        return true;
      } catch (error) {
        if (isLatest()) tell(messageOf(error));
        return false;
      }
    });

  /** All of them or none, under the ids that they have from now on; and what is not kept for good. */
  const keepAll = async (
    datasets: readonly Dataset[],
  ): Promise<{ readonly now: readonly Dataset[]; readonly unkept: readonly string[] }> => {
    const before = datasets.length > 1 ? await kept.list() : [];
    const now = new Map<string, Dataset>();
    const lasting: string[] = [];
    try {
      for (const dataset of datasets) {
        const { id, title, unkept } = await kept.keep(dataset);
        // The same data twice are one set.
        now.set(id, { ...dataset, id, title });
        if (unkept !== undefined) lasting.push(unkept);
      }
    } catch (error) {
      const fresh = [...now.keys()].filter((id) => !before.some((info) => info.id === id));
      await Promise.all(fresh.map((id) => kept.remove(id).catch(() => undefined)));
      throw error;
    }
    return { now: [...now.values()], unkept: lasting };
  };

  const bringIn = async (datasets: readonly Dataset[]): Promise<void> => {
    const { now, unkept } = await keepAll(datasets);
    await refresh();
    const { missing } = store.state;
    const awaited = missing?.sources.some(({ fingerprint }) =>
      now.some((dataset) => dataset.fingerprint === fingerprint),
    );
    if (missing !== undefined && awaited === true) await present.open(missing.draft);
    else if (missing !== undefined) tell([words.otherData(now[0].title), ...unkept].join(' '));
    else if (now.length === 1) {
      present.openDatasets(now);
      tellOf(now, unkept);
    } else await join(now, unkept);
  };

  const join = async (datasets: readonly Dataset[], unkept: readonly string[]): Promise<void> => {
    const steps = fittingSteps([], datasets);
    try {
      present.openDatasets(datasets, steps);
    } catch (error) {
      return tell([words.keptNotJoined(messageOf(error)), ...unkept].join(' '));
    }
    const { droppedLines } = await import('../panel/dropped-rows');
    const { dataset, dropped } = store.state;
    if (dataset === undefined) return;
    const { index, frequency } = dataset;
    const [from, to] = [index[0], index[index.length - 1]].map((at) => formatDate(at, frequency));
    const said = words.joined(
      datasets.length,
      index.length,
      words.frequencies[frequency],
      from,
      to,
    );
    const step = resampleIn(steps);
    const fitted = step ? [words.resampledToJoin(words.frequencies[step.to])] : [];
    tellOf(datasets, [said, ...fitted, ...droppedLines(dropped), ...unkept]);
  };

  /** What was done, and what the values show that a person would want to know before the results. */
  const tellOf = (datasets: readonly Dataset[], lines: readonly string[]): void => {
    if (lines.length > 0) tell(lines.join(' '));
    // It can be asked for by hand: what does not come is no news.
    signsIn(datasets).then(
      (signs) => signs.length > 0 && tell([...lines, ...signs].join(' '), 'check-data'),
      () => {},
    );
  };

  const setSteps = (wanted: readonly Step[]) => {
    const { scenario, sources: shown } = store.state;
    if (scenario === undefined) return;
    present.changeData(withSteps(scenario, fittingSteps(wanted, shown)), shown);
  };

  return {
    openDataset,
    openFirst: () => openDataset(store.state.entries[0].id),
    bringIn,

    async keepCarried() {
      const { scenario, sources: shown } = store.state;
      if (scenario === undefined) return;
      try {
        const now = await Promise.all(
          shown.map(async (source) => {
            if (source.file?.inLink !== true) return source;
            const own = { ...source, file: { name: source.file.name, bytes: source.file.bytes } };
            const { unkept } = await kept.keep(own);
            if (unkept !== undefined) throw new Error(unkept);
            return own;
          }),
        );
        await refresh();
        if (present.changeData(toDraft(scenario), now)) tell(undefined);
      } catch (error) {
        tell(messageOf(error), 'keep-data');
      }
    },

    async renameDataset(id, title) {
      try {
        await kept.rename(id, title);
        await refresh();
        // The scenario takes the new name where it holds this set.
        const { scenario, sources: shown } = store.state;
        if (scenario === undefined || !shown.some((source) => source.id === id)) return;
        const renamed = shown.map((source) => (source.id === id ? { ...source, title } : source));
        present.changeData(toDraft(scenario), renamed);
      } catch (error) {
        tell(messageOf(error));
      }
    },

    async removeDataset(id) {
      const info = store.state.own.find((one) => one.id === id);
      if (info === undefined) return;
      try {
        const open = store.state.sources.find((one) => one.fingerprint === info.fingerprint);
        // One that is damaged can only be removed for good.
        removed = open ?? (await kept.load(id).catch(() => undefined));
        await kept.remove(id);
        await refresh();
        tell(words.removed(info.title, open !== undefined), removed && 'bring-back');
      } catch (error) {
        tell(messageOf(error));
      }
    },

    async bringBack() {
      if (removed === undefined) return;
      try {
        const { unkept } = await kept.keep(removed);
        removed = undefined;
        tell(unkept);
        await refresh();
      } catch (error) {
        tell(messageOf(error), 'bring-back');
      }
    },

    async exportOwn(id) {
      try {
        return await fileOf(await sources.open(id));
      } catch (error) {
        tell(messageOf(error));
        return undefined;
      }
    },

    async persist() {
      if (!(await kept.persist())) tell(words.notPersisted);
      await refresh();
    },

    async addSource(id, columns) {
      const { entries, own } = store.state;
      const title =
        entries.find((one) => one.id === id)?.label ?? own.find((one) => one.id === id)?.title;
      // What is at hand needs no word.
      const slow = setTimeout(() => tell(words.loadingData(title ?? id)), SLOW_MILLISECONDS);
      try {
        const added = await sources.open(id).finally(() => clearTimeout(slow));
        const { scenario, dataset, sources: before } = store.state;
        if (scenario === undefined || dataset === undefined) return;
        if (before.some((source) => source.id === id)) return;
        const shown = [...before, added];
        const draft = withSource(scenario, dataset, added, columns);
        const steps = fittingSteps(scenario.data.steps, shown);
        if (present.changeData({ ...draft, data: { ...draft.data, steps } }, shown)) {
          const step = resampleIn(steps);
          const fitted = step !== undefined && step.to !== resampleIn(scenario.data.steps)?.to;
          tell(fitted ? words.resampledToJoin(words.frequencies[step.to]) : undefined);
        }
      } catch (error) {
        tell(messageOf(error));
      }
    },

    removeSource(position) {
      const { scenario, sources: before } = store.state;
      if (scenario === undefined || before.length < 2) return;
      const shown = before.filter((_, s) => s !== position);
      const draft = withoutSource(scenario, position);
      const steps = fittingSteps(draft.data.steps ?? [], shown);
      present.changeData({ ...draft, data: { ...draft.data, steps } }, shown);
    },

    addColumn(position, id) {
      const chosen = store.state.scenario?.data.sources.at(position)?.columns;
      if (chosen !== undefined && !chosen.includes(id)) this.setColumns(position, [...chosen, id]);
    },

    setColumns(position, columns) {
      const { scenario, sources: shown } = store.state;
      if (scenario === undefined || columns.length === 0) return;
      present.changeData(withColumns(scenario, position, columns), shown);
    },

    resample(to) {
      const others = store.state.scenario?.data.steps.filter(({ step }) => step !== 'resample');
      const steps = others ?? [];
      setSteps(to === undefined ? steps : placed(steps, { step: 'resample', to }));
    },

    changeData: (draft) => void present.changeData(draft, store.state.sources),

    async openScenario(text) {
      try {
        return await present.open(readDraft(scenarioIn(text)));
      } catch (error) {
        tell(words.notAScenario(messageOf(error)));
        return false;
      }
    },

    saveScenario(name = 'scenario.json') {
      const { scenario, sources: shown } = store.state;
      if (scenario === undefined) return undefined;
      const text = scenarioFile(scenario, shown);
      return { name, type: 'application/json', parts: [text] };
    },

    async exportData() {
      const { dataset } = store.state;
      if (dataset === undefined) return [];
      return Promise.all([dataset, ...(dataset.madeOf ?? [])].map(fileOf));
    },

    watchKept() {
      if (watching !== undefined) return watching;
      kept.onChange(() => void refresh());
      watching = refresh();
      return watching;
    },
  };
}

/** A scenario that was saved alone, or the one in a result that was exported. */
function scenarioIn(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(words.notJson(messageOf(error)), { cause: error });
  }
  const whole = json as { scenario?: unknown } | null;
  return typeof whole === 'object' && whole?.scenario !== undefined ? whole.scenario : json;
}

async function fileOf(dataset: Dataset): Promise<TextFile> {
  return { name: `${dataset.id}.csv`, type: 'text/csv', parts: await exportInPieces(dataset) };
}
