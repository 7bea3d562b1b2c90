/** What the elements of a document share: one engine with its workers, one language, the data. */
import { loadDataset, loadIndex, type DatasetEntry } from '../data/built-in';
import { createEngine, type Engine } from '../engine/engine';
import type { Dataset } from '../finance/dataset';
import { setLocale } from '../ui/format';
import type { Locale } from '../ui/locales';

let engine: Engine | undefined;
const holders = new Set<object>();

/** The engine, which is there as long as someone holds it. */
export function holdEngine(holder: object): Engine {
  holders.add(holder);
  return (engine ??= createEngine());
}

/** Once the last is gone its workers end. One that is only moved within the page is back by then. */
export function releaseEngine(holder: object): void {
  holders.delete(holder);
  setTimeout(() => {
    if (holders.size > 0) return;
    engine?.close();
    engine = undefined;
  });
}

let language: { readonly of: HTMLElement; readonly locale: Locale } | undefined;

/** The language that all get: what the first asks for, as long as it is on the page. */
export function wishLocale(of: HTMLElement, locale: Locale): Locale {
  const free = language === undefined || language.of === of || !language.of.isConnected;
  if (language === undefined || (free && language.locale !== locale)) {
    language = { of, locale };
    setLocale(locale);
  }
  return language.locale;
}

export interface Shelf {
  readonly entries: readonly DatasetEntry[];
  /** Undefined where there is none of that id. Rejects where it cannot be fetched. */
  load(id: string): Promise<Dataset> | undefined;
}

const shelves = new Map<string, Promise<Shelf>>();

/** The datasets of a folder. A failure is not remembered, so that the next call tries again. */
export function openShelf(base: URL): Promise<Shelf> {
  const known = shelves.get(base.href);
  if (known !== undefined) return known;
  const opening = readShelf(base);
  shelves.set(base.href, opening);
  opening.catch(() => shelves.delete(base.href));
  return opening;
}

async function readShelf(base: URL): Promise<Shelf> {
  const entries = await loadIndex(base);
  const loaded = new Map<string, Promise<Dataset>>();
  return {
    entries,
    load(id) {
      const entry = entries.find((one) => one.id === id);
      const known = loaded.get(id);
      if (entry === undefined || known !== undefined) return known;
      const loading = loadDataset(entry, base);
      loaded.set(id, loading);
      loading.catch(() => loaded.delete(id));
      return loading;
    },
  };
}
