/**
 * The scenarios of late, so that one can be found again: each visit leaves the last state of every
 * scenario that was opened in it, newest first. They are links, kept in this browser and nowhere
 * else; where nothing can be stored they last as long as the page.
 */
export interface RecentScenario {
  /** What stands after `#s=`. */
  readonly link: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface Recent {
  list(): readonly RecentScenario[];
  /** The scenario that is open has become this. */
  note(link: string, title: string): void;
  /** What is noted next is another scenario, not a change of the last one. */
  next(): void;
  clear(): void;
}

const KEY = 'asset-mix-recent';
const MOST = 12;
/** A link that carries data may be long; a dozen of these would fill the storage. */
const LONGEST = 20_000;

export function createRecent(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => localStorage,
  now: () => number = Date.now,
): Recent {
  let entries = read();
  let open: RecentScenario | undefined;

  function read(): readonly RecentScenario[] {
    try {
      const kept: unknown = JSON.parse(storage().getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isRecent).slice(0, MOST) : [];
    } catch {
      return [];
    }
  }

  function write(next: readonly RecentScenario[]): void {
    entries = next;
    try {
      if (next.length === 0) storage().removeItem(KEY);
      else storage().setItem(KEY, JSON.stringify(next));
    } catch {
      // They last as long as the page.
    }
  }

  return {
    list: () => entries,
    note(link, title) {
      if (link.length > LONGEST) return;
      // Another tab may have added its own.
      const others = read().filter((one) => one.link !== link && one.link !== open?.link);
      open = { link, title, time: now() };
      write([open, ...others].slice(0, MOST));
    },
    next() {
      open = undefined;
    },
    clear() {
      open = undefined;
      write([]);
    },
  };
}

function isRecent(value: unknown): value is RecentScenario {
  if (typeof value !== 'object' || value === null) return false;
  const { link, title, time } = value as Partial<Record<keyof RecentScenario, unknown>>;
  return typeof link === 'string' && typeof title === 'string' && Number.isFinite(time);
}
