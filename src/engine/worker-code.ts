/**
 * The text of a worker: one classic script of the parts that were wanted so far, which are loaded
 * when they are first wanted. A worker never loads anything itself, so one that lacks a part has
 * to be replaced.
 */
import { byName } from './rooms';
import { READER } from './worker-parts';

export interface WorkerCode {
  /**
   * Makes sure that texts from now on have the part. Resolves to whether a worker may have been
   * started without it. Rejects where it cannot be loaded; the next call tries again.
   */
  need(name: string): Promise<boolean>;
  /** Loads every part, so that nothing has to be waited for later. Never rejects. */
  loadAhead(): Promise<void>;
  text(): string;
}

/** Texts by the names of the parts. */
export type PartFiles = Readonly<Record<string, () => Promise<string>>>;

/** Found by their folders: adding a room needs no line here. */
function ownFiles(): PartFiles {
  const rooms = {
    ...import.meta.glob<string>('../analyses/*/compute.ts', {
      query: '?classic',
      import: 'default',
    }),
    ...import.meta.glob<string>('../analyses/*/compute-glance.ts', {
      query: '?classic',
      import: 'default',
    }),
  };
  return {
    ...Object.fromEntries(byName(rooms)),
    [READER]: async () => (await import('../data/parse/table-reader.ts?classic')).default,
  };
}

const loadOwnBase = async () => (await import('./worker.ts?classic')).default;

/** All in one text, where it is there anyway: what several parts share stands in it once. */
export function createWholeCode(): WorkerCode {
  let code = '';
  const load = async () => {
    code = (await import('./worker-whole.ts?classic')).default;
  };
  return {
    async need() {
      await load();
      return false;
    },
    loadAhead: load,
    text: () => code,
  };
}

export function createWorkerCode(
  files: PartFiles = ownFiles(),
  loadBase: () => Promise<string> = loadOwnBase,
): WorkerCode {
  const loaded = new Map<string, string>();
  const loading = new Map<string, Promise<void>>();
  let base: string | undefined;
  /** What every worker has that was started since one was last found to lack something. */
  let common: ReadonlySet<string> | undefined;

  function load(name: string): Promise<void> {
    const begun = loading.get(name) ?? fetchPart(name).finally(() => void loading.delete(name));
    loading.set(name, begun);
    return begun;
  }

  async function fetchPart(name: string): Promise<void> {
    const fetchBase = async () => (base ??= await loadBase());
    const [code] = await Promise.all([loaded.get(name) ?? files[name](), fetchBase()]);
    loaded.set(name, code);
  }

  return {
    async need(name) {
      if (!loaded.has(name)) {
        const own = load(name);
        // Runs that begin together share workers that have the parts of all of them.
        while (loading.size > 0) await Promise.allSettled(loading.values());
        await own;
      }
      const lacking = common !== undefined && !common.has(name);
      if (lacking) common = undefined;
      return lacking;
    },
    async loadAhead() {
      // One after the other, so that the page has a turn in between.
      for (const name of Object.keys(files)) await load(name).catch(() => {});
    },
    text() {
      common ??= new Set(loaded.keys());
      const parts = Array.from(
        loaded,
        ([name, code]) => `${code}\nself.parts[${JSON.stringify(name)}] = part;\n`,
      );
      return `self.parts = {};\n${parts.join('')}${base ?? ''}`;
    },
  };
}
