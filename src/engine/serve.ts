/**
 * What a worker does: it is handed the compiled kernels, never fetches anything itself, and
 * computes what it has parts for.
 */
import { expose, transfer } from 'comlink';
import type { Plan, Result } from '../analyses/analysis';
import { createKernelsSync } from '../kernels/kernels';
import { collectBuffers } from './buffers';
import { createComputeService, type CreateReader, type Done } from './compute-service';
import { holdLifeSign } from './life-sign';
import type { Rooms } from './rooms';
import { warm } from './warm';
import type { StartMessage, StartReply } from './worker-messages';
import { READER, type WorkerParts } from './worker-parts';

/** Of the scope of a worker what is needed here: a page in one file has this code too. */
declare const self: {
  readonly parts: WorkerParts;
  onmessage: ((event: MessageEvent<StartMessage>) => void) | null;
  postMessage(message: StartReply): void;
};

/** Waits for the kernels and is at the page's service from then on. */
export function serve(): void {
  self.onmessage = ({ data: { module } }) => {
    self.onmessage = null;
    start(module, self.parts).catch((error: unknown) => {
      answer({ ready: false, problem: error instanceof Error ? error.message : String(error) });
    });
  };
}

async function start(module: WebAssembly.Module, parts: WorkerParts): Promise<void> {
  const held = holdLifeSign();
  const { [READER]: reader, ...rooms } = parts;
  const kernels = createKernelsSync(module);
  warm(kernels);
  const createReader: CreateReader = (file, given) => {
    if (reader === undefined) throw new Error('This worker reads no files.');
    return reader.createTableReader(file, given);
  };
  const service = createComputeService(kernels, rooms as Rooms, createReader);

  /** Moves typed arrays to the page instead of copying them, apart from what jobs still need. */
  const moved = <T>(done: Done<T>): Done<T> => {
    const buffers = collectBuffers(done.value);
    for (const buffer of service.held()) buffers.delete(buffer);
    return transfer(done, [...buffers]);
  };

  expose({
    ...service,
    chunks: (id: number, from: number, to: number) => moved(service.chunks(id, from, to)),
    compute: (id: number) => moved(service.compute(id)),
    detail: (id: number, plan: Plan, result: Result) => moved(service.detail(id, plan, result)),
    async readOutcome(id: number) {
      const outcome = await service.readOutcome(id);
      // Only the values: there is nothing to move in the many texts of the index.
      const values = 'values' in outcome ? outcome.values : [];
      return transfer(outcome, [...collectBuffers(values)]);
    },
  });
  answer({ ready: true, memoryBytes: service.memoryBytes(), lifeSign: await held });
}

function answer(reply: StartReply): void {
  self.postMessage(reply);
}
