/**
 * The worker: a classic script, bundled to a text and started from a Blob, behind the parts that
 * it can compute. It is handed the compiled kernels and never fetches anything itself.
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

declare const self: DedicatedWorkerGlobalScope & { readonly parts: WorkerParts };

self.onmessage = ({ data: { module } }: MessageEvent<StartMessage>) => {
  self.onmessage = null;
  start(module).catch((error: unknown) => {
    answer({ ready: false, problem: error instanceof Error ? error.message : String(error) });
  });
};

async function start(module: WebAssembly.Module): Promise<void> {
  const held = holdLifeSign();
  const { [READER]: reader, ...rooms } = self.parts;
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
