/**
 * Stand-ins for workers that compute stand-in rooms on this thread: what they are sent and what
 * they answer is copied, takes a while that differs, and is lost when they end.
 */
import { EngineError } from '../../src/engine/engine-error';
import type { Host } from '../../src/engine/host';
import { createInlineHost } from '../../src/engine/inline-host';
import { sourceOf, type Rooms } from '../../src/engine/rooms';
import { emptyModule } from './fake-rooms';

export interface FakeWorker extends Host {
  /** What it is answering now. */
  readonly calls: ReadonlySet<string>;
}

/** All that were started and have not ended. */
export const alive = new Set<FakeWorker>();

export async function createFakeWorker(rooms: Rooms): Promise<FakeWorker> {
  const inline = await createInlineHost(emptyModule, sourceOf(rooms));
  const calls = new Set<string>();
  let die: (reason: EngineError) => void = () => {};
  const death = new Promise<never>((_, reject) => (die = reject));
  death.catch(() => {});
  const listeners: (() => void)[] = [];
  let delay = alive.size;

  const copied =
    (name: string, method: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      calls.add(name);
      const sent = structuredClone(args);
      const answer = method(...sent).then(async (value) => {
        if (name !== 'chunks' && name !== 'detail') return structuredClone(value);
        // Some are slow now and others then, so that chunks come out of order.
        delay = (delay * 7 + 3) % 11;
        await new Promise((resolve) => setTimeout(resolve, delay));
        return structuredClone(value);
      });
      return Promise.race([answer, death]).finally(() => calls.delete(name));
    };

  const worker: FakeWorker = {
    calls,
    service: Object.fromEntries(
      Object.entries(inline.service).map(([name, method]) => [
        name,
        copied(name, method as (...args: unknown[]) => Promise<unknown>),
      ]),
    ) as unknown as Host['service'],
    milliseconds: 2,
    interruptible: true,
    memoryBytes: 0,
    onDeath: (listener) => void listeners.push(listener),
    end(reason) {
      if (!alive.delete(worker)) return;
      die(new EngineError('worker-died', reason));
      for (const listener of listeners) listener();
    },
  };
  alive.add(worker);
  return worker;
}
