/**
 * Stand-ins for workers that run the real code of a worker on this thread, behind a channel on
 * which every message is counted and may be lost, broken or answered with an error.
 */
import { setImmediate } from 'node:timers';
import { compileFunction } from 'node:vm';
import type { MakeWorker } from '../../src/engine/start-worker';

/** A message that has come to the boundary. */
export interface Crossing {
  /** `to worker: chunks`, `from worker: ready`. */
  readonly name: string;
  /** How often this one has come before. */
  readonly times: number;
}

/** Nothing is heard any more; the worker dies, which an event tells; it throws. */
export const faults = ['is lost', 'kills', 'throws'] as const;
export type Fault = (typeof faults)[number];

export interface MessageWorkers {
  readonly make: MakeWorker;
  /** In their order. */
  readonly crossed: readonly Crossing[];
  /** Started and not ended. */
  readonly alive: ReadonlySet<Worker>;
  /** Called with every message that comes to the boundary. */
  onCrossing: (() => void) | undefined;
}

type Listener = (event: Event) => void;

/** `broken` goes wrong once. */
export function createMessageWorkers(
  broken?: Crossing & { readonly fault: Fault },
): MessageWorkers {
  const crossed: Crossing[] = [];
  const counts = new Map<string, number>();
  const alive = new Set<Worker>();

  /** What goes wrong with this message, if anything does. */
  const cross = (name: string): Fault | undefined => {
    const times = counts.get(name) ?? 0;
    counts.set(name, times + 1);
    crossed.push({ name, times });
    workers.onCrossing?.();
    return broken?.name === name && broken.times === times ? broken.fault : undefined;
  };

  const make: MakeWorker = (code) => {
    const page = new EventTarget();
    const inside: EventTarget & { onmessage?: Listener | null } = new EventTarget();
    /** By the ids of their messages. */
    const asked = new Map<string, string>();
    let dead = false;
    let silent = false;

    const tell = (target: EventTarget, type: string, data?: unknown) =>
      setImmediate(() => {
        if (dead) return;
        const event = Object.assign(new Event(type), { data, message: 'A planted fault.' });
        if (target === inside) inside.onmessage?.(event);
        target.dispatchEvent(event);
      });

    const send = (name: string, to: EventTarget, message: object, wrong: object, rest: unknown) => {
      if (dead || silent) return;
      const fault = cross(name);
      silent = fault !== undefined && fault !== 'throws';
      if (fault === 'kills') tell(page, 'error');
      if (silent) return;
      const options = { transfer: rest as Transferable[] | undefined };
      tell(to, 'message', structuredClone(fault === 'throws' ? wrong : message, options));
    };

    const worker = Object.assign(page, {
      postMessage(message: { id?: string; path?: string[] }, transfer?: unknown) {
        const method = message.path?.at(0) ?? 'start';
        if (message.id !== undefined) asked.set(message.id, method);
        // What is no module, or a method that is not there, makes a worker throw.
        const wrong = method === 'start' ? { module: {} } : { ...message, path: ['nothing'] };
        send(`to worker: ${method}`, inside, message, wrong, transfer);
      },
      terminate() {
        dead = true;
        alive.delete(worker);
      },
    }) as unknown as Worker;
    Object.assign(inside, {
      postMessage(message: { id?: string }, transfer?: unknown) {
        const method = message.id === undefined ? 'ready' : asked.get(message.id);
        const problem = 'A planted fault.';
        const thrown = { isError: true, value: { name: 'Error', message: problem } };
        const wrong =
          method === 'ready'
            ? { ready: false, problem }
            : { id: message.id, type: 'HANDLER', name: 'throw', value: thrown };
        send(`from worker: ${method}`, page, message, wrong, transfer);
      },
    });
    alive.add(worker);
    // What a classic script finds around it comes as arguments.
    Reflect.apply(compileFunction(code, ['self', 'globalThis']), undefined, [inside, inside]);
    return { worker };
  };

  const workers: MessageWorkers = { make, crossed, alive, onCrossing: undefined };
  return workers;
}
