/** Finds the datasets that a scenario names: shipped with the app, kept in this browser, drawn, or open. */
import { meantAs } from '../analyses/scenario-data';
import { NUMBERS_VERSION } from '../analyses/scenario';
import { ScenarioError, type Draft } from '../analyses/scenario-draft';
import { loadDataset } from '../data/built-in';
import type { LateStore } from '../data/late-store';
import type { Dataset } from '../finance/dataset';
import type { MissingSource, Store } from './state';
import { messageOf } from './message';
import { words } from './words';

/** What a draft needs: its datasets, or what of them is not here. */
export type Found =
  | {
      readonly draft: Draft;
      readonly sources: readonly Dataset[];
      /** Some of them came with the link and are kept nowhere. */
      readonly carried: boolean;
      /** Something that a person should know of the data. */
      readonly remark?: string;
    }
  | { readonly missing: readonly MissingSource[] };

/** A link of other numbers opens, and says that its digits may differ. */
function otherNumbers({ numbersVersion = NUMBERS_VERSION }: Draft): string[] {
  return numbersVersion === NUMBERS_VERSION ? [] : [words.otherNumbers(numbersVersion)];
}

export interface Sources {
  /** A dataset by its id. @throws ScenarioError where there is none, Error where it is damaged. */
  open(id: string): Promise<Dataset>;
  /** @throws as `open` does, for what a person cannot bring in. */
  find(draft: Draft): Promise<Found>;
}

export function createSources(store: Store, kept: LateStore, base: URL): Sources {
  const builtIn = new Map<string, Promise<Dataset>>();

  const shipped = (id: string): Promise<Dataset> | undefined => {
    const entry = store.state.entries.find((candidate) => candidate.id === id);
    if (entry === undefined) return undefined;
    // The first view does not wait for the code of the store: the file comes sooner.
    const cache = kept.isLoaded ? kept : undefined;
    const loading = builtIn.get(id) ?? loadDataset(entry, base, cache);
    builtIn.set(id, loading);
    loading.catch(() => builtIn.delete(id));
    return loading;
  };

  /** One whose id says how it is drawn; a person's own data may have come to be called the same. */
  const made = async (id: string): Promise<Dataset | undefined> => {
    if (!id.startsWith('made-')) return undefined;
    const here = store.state.sources.find((one) => one.id === id && one.file === undefined);
    return here ?? (await import('./synthetic/make')).madeDataset(id);
  };

  const open = async (id: string): Promise<Dataset> => {
    const isOwn = store.state.own.some((one) => one.id === id);
    const drawn = isOwn ? undefined : await made(id);
    const dataset = (await shipped(id)) ?? drawn ?? (await kept.load(id));
    if (dataset === undefined) {
      throw new ScenarioError('data.sources', words.unknownDataset(id));
    }
    return dataset;
  };

  /** A person's own data: from the page, else from the browser's storage. */
  const own = async ({ id, fingerprint, file, table }: Draft['data']['sources'][number]) => {
    if (file === undefined) return (await made(id)) ?? open(id);
    if (fingerprint === undefined) return open(id);
    const here = store.state.sources.find((d) => d.file && d.fingerprint === fingerprint);
    // What is kept here is taken before what came along, so that the address gets short again.
    const found =
      (here?.file?.inLink === true ? undefined : here) ??
      (await kept.find(fingerprint)) ??
      here ??
      (table &&
        (await import('../analyses/link-dataset')).datasetOf({ id, fingerprint }, file, table));
    return found && meantAs(found, id, file);
  };

  return {
    open,

    async find(draft) {
      const missing: MissingSource[] = [];
      const remarks = otherNumbers(draft);
      const sources: Dataset[] = [];
      const drafts: Draft['data']['sources'] = [];
      for (const source of draft.data.sources) {
        const { id, fingerprint, file } = source;
        const fromApp = await shipped(id);
        if (fromApp !== undefined) {
          const outdated = fingerprint !== undefined && fingerprint !== fromApp.fingerprint;
          if (outdated) remarks.push(words.dataChanged(fromApp.title));
          sources.push(fromApp);
          drafts.push(outdated ? { ...source, fingerprint: undefined } : source);
          continue;
        }
        let reason: string | undefined;
        const dataset = await own(source).catch((error: unknown) => {
          if (file === undefined) throw error;
          reason = messageOf(error);
          return undefined;
        });
        if (dataset !== undefined) {
          sources.push(dataset);
          drafts.push(source);
        } else if (file !== undefined && fingerprint !== undefined) {
          missing.push({ ...file, fingerprint, reason });
        }
      }
      if (missing.length > 0) return { missing };
      const carried = sources.filter((one) => one.file?.inLink === true);
      for (const { title } of carried) remarks.push(words.cameWithLink(title));
      const remark = remarks.length > 0 ? remarks.join(' ') : undefined;
      return {
        draft: { ...draft, data: { ...draft.data, sources: drafts } },
        sources,
        carried: carried.length > 0,
        remark,
      };
    },
  };
}
