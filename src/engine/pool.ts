/**
 * Hosts and who works for whom: starts workers when there is work for them, hands out one
 * message at a time in turn over the runs, and ends workers that are idle, silent or too big.
 */
import { EngineError, toEngineError } from './engine-error';
import type { Host } from './host';
import type { Work } from './work';

export interface PoolOptions {
  /** Hosts at most. */
  readonly limit: number;
  readonly idle: { readonly seconds: number; readonly keep: number };
  /** Starts a worker; absent where there are none. */
  readonly startWorker?: () => Promise<Host>;
  /** This thread instead, once workers turn out not to start. */
  readonly startInline: () => Promise<Host>;
  /** Why there are no workers, where `startWorker` is absent. */
  readonly reason?: string;
  /** A host that owes an answer for so long counts as dead. */
  readonly silentSeconds?: number;
}

export interface Pool {
  add(work: Work): void;
  /** Forgets a settled run and frees its hosts, by force where they do not come back. */
  remove(work: Work): void;
  /** Starts so many workers, or as many as there may be, before there is work for them. */
  warm(workers: number): void;
  /** Workers from now on have more code: those of before end when nothing is kept there. */
  renew(): void;
  status(): PoolStatus;
  close(): void;
}

export interface PoolStatus {
  readonly mode: 'workers' | 'inline';
  readonly reason?: string;
  readonly memoryBytes: readonly number[];
}

interface Slot {
  readonly host: Host;
  /** What it is computing; idle when undefined. */
  work?: Work;
  /** Seconds since it was handed work or became idle. */
  seconds: number;
  /** How often workers had been renewed when it was started. */
  readonly age: number;
}

/** A cancelled worker may finish its message within this time; then it is ended. */
const GRACE_MILLISECONDS = 40;
/** WebAssembly memory never shrinks, so a worker that has grown past this ends after its jobs. */
const RETIRE_BYTES = 128 * 2 ** 20;
const SILENT_SECONDS = 60;

export function createPool(options: PoolOptions): Pool {
  const { idle, silentSeconds = SILENT_SECONDS } = options;
  const slots = new Set<Slot>();
  /** When each run had its last turn; a new one has had none, and so comes first. */
  const turns = new Map<Work, number>();
  let turn = 0;
  let { limit, startWorker, reason } = options;
  let starting = 0;
  let age = 0;
  let closed = false;
  let clock: ReturnType<typeof setInterval> | undefined;

  function pump(): void {
    if (closed) return;
    for (const slot of slots) {
      if (slot.work !== undefined) continue;
      const work = nextInTurn(slot);
      // Another host may be awaited by a work that keeps to it.
      if (work === undefined) continue;
      turns.set(work, (turn += 1));
      dispatch(slot, work);
    }
    let wanted = -starting;
    for (const work of turns.keys()) wanted += work.width();
    for (let k = Math.min(wanted, room()); k > 0; k -= 1) void start();
  }

  /** How many hosts may still be started. */
  function room(): number {
    const outdated = [...slots].filter(isOutdated).length;
    return limit - (slots.size - outdated) - starting;
  }

  function nextInTurn(slot: Slot): Work | undefined {
    const { host } = slot;
    const outdated = isOutdated(slot);
    let next: Work | undefined;
    let least = Infinity;
    for (const [work, last] of turns) {
      if (outdated && !keeps(work, host)) continue;
      if (last >= least || !(work.takes?.(host) ?? work.width() > 0)) continue;
      next = work;
      least = last;
    }
    return next;
  }

  function dispatch(slot: Slot, work: Work): void {
    slot.work = work;
    slot.seconds = 0;
    if (slot.host.interruptible) watch();
    void work.next(slot.host, slots.size).then(() => {
      slot.work = undefined;
      slot.seconds = 0;
      retire();
      pump();
    });
  }

  async function start(): Promise<void> {
    starting += 1;
    const born = age;
    const host = await (startWorker ?? options.startInline)().catch((error: unknown) => error);
    starting -= 1;
    if (isHost(host)) admit(host, born);
    else doWithout(host);
    pump();
  }

  /** A worker did not start: be content with the others, else with this thread. */
  function doWithout(error: unknown): void {
    const others = slots.size + starting;
    if (startWorker === undefined || error instanceof EngineError) {
      // Nothing can compute here: whoever waits must hear of it. The next run tries again.
      if (others === 0) for (const work of [...turns.keys()]) work.fail(toEngineError(error));
    } else if (others > 0) {
      limit = others;
    } else {
      startWorker = undefined;
      limit = 1;
      reason = `Workers do not start here: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  function admit(host: Host, born: number): void {
    if (closed) return host.end('The engine was closed.');
    const slot: Slot = { host, seconds: 0, age: born };
    slots.add(slot);
    host.onDeath(() => {
      slots.delete(slot);
      for (const work of [...turns.keys()]) work.lost?.(host);
      pump();
    });
    if (host.interruptible) watch();
    retire();
  }

  /** This thread is never replaced: it loads what it lacks. */
  function isOutdated(slot: Slot): boolean {
    return slot.host.interruptible && slot.age < age;
  }

  /** Ends hosts that are outdated, or hold much memory and are needed by no run. */
  function retire(): void {
    for (const slot of slots) {
      const { host } = slot;
      if (slot.work !== undefined) continue;
      const works = [...turns.keys()];
      if (isOutdated(slot)) {
        if (!works.some((work) => keeps(work, host))) host.end('There is newer code.');
      } else if (host.memoryBytes > RETIRE_BYTES && !works.some((work) => work.uses(host))) {
        host.end('Too much memory.');
      }
    }
  }

  /** Counts seconds instead of comparing times: a computer that slept has not been silent. */
  function watch(): void {
    clock ??= setInterval(() => {
      let needed = false;
      for (const slot of slots) {
        slot.seconds += 1;
        const { host, work, seconds } = slot;
        if (work !== undefined && seconds >= silentSeconds) host.end('A worker does not answer.');
        if (work === undefined && seconds >= idle.seconds && slots.size > idle.keep)
          host.end('Idle.');
        needed ||= work !== undefined || slots.size > idle.keep;
      }
      if (needed) return;
      clearInterval(clock);
      clock = undefined;
    }, 1_000);
  }

  return {
    add(work) {
      turns.set(work, 0);
      pump();
    },
    remove(work) {
      turns.delete(work);
      work.release();
      for (const slot of slots) {
        if (slot.work !== work || !slot.host.interruptible) continue;
        setTimeout(() => {
          if (slot.work !== work || !slots.has(slot)) return;
          slot.host.end('The run was cancelled.');
          if (slots.size + starting === 0 && idle.keep > 0 && !closed) void start();
        }, GRACE_MILLISECONDS);
      }
      retire();
    },
    warm(workers) {
      if (closed || startWorker === undefined) return;
      const more = Math.min(workers - slots.size - starting, room());
      for (let k = more; k > 0; k -= 1) void start();
    },
    renew() {
      age += 1;
      retire();
    },
    status() {
      const memoryBytes = [...slots].map(({ host }) => host.memoryBytes);
      return { mode: startWorker === undefined ? 'inline' : 'workers', reason, memoryBytes };
    },
    close() {
      closed = true;
      clearInterval(clock);
      for (const work of [...turns.keys()])
        work.fail(new EngineError('closed', 'The engine was closed.'));
      for (const { host } of [...slots]) host.end('The engine was closed.');
    },
  };
}

/** Whether the work would be lost with the host: it cannot go on at another. */
function keeps(work: Work, host: Host): boolean {
  return work.lost !== undefined && work.uses(host);
}

function isHost(value: unknown): value is Host {
  return typeof value === 'object' && value !== null && 'service' in value;
}
