/**
 * This thread as a host, where there are no workers: it computes one slice a task of the event
 * loop, and loads the code of a room or of the reader of files when it is first wanted.
 */
import type { Compute } from '../analyses/analysis';
import { createKernels } from '../kernels/kernels';
import { createComputeService, type CreateReader } from './compute-service';
import type { Host } from './host';
import type { Job } from './job';
import type { RoomSource } from './rooms';

/** Slices aim at less than the 8 ms that a page can give away unnoticed. */
const SLICE_MILLISECONDS = 6;

export async function createInlineHost(
  module: WebAssembly.Module,
  source: Pick<RoomSource, 'compute'>,
  createReader: CreateReader = loadReader,
): Promise<Host> {
  const loaded: Record<string, Compute> = {};
  const service = createComputeService(await createKernels(module), loaded, createReader);
  /** Jobs whose room may still have to come; what is asked of them waits for it. */
  const beginning = new Map<number, Promise<unknown>>();
  let ended: () => void = () => {};

  async function begin(id: number, job: Job): Promise<ReturnType<typeof service.begin>> {
    const room = await source.compute(job.analysis);
    if (room !== undefined) loaded[job.analysis] = room;
    return service.begin(id, job);
  }

  /** After a breath, so that input, drawing and timers come between two slices. */
  const sliced =
    <A extends [number, ...unknown[]], T>(method: (...args: A) => T | Promise<T>) =>
    async (...args: A): Promise<T> => {
      await beginning.get(args[0]);
      await nextTask();
      return method(...args);
    };
  const direct =
    <A extends [number, ...unknown[]], T>(method: (...args: A) => T) =>
    async (...args: A): Promise<T> => {
      await beginning.get(args[0]);
      return method(...args);
    };

  return {
    service: {
      begin(id, job) {
        const begun = begin(id, job);
        beginning.set(id, begun);
        return begun;
      },
      plan: sliced(service.plan),
      adopt: direct(service.adopt),
      chunks: sliced(service.chunks),
      compute: sliced(service.compute),
      detail: sliced(service.detail),
      beginRead: direct(service.beginRead),
      readNext: sliced(service.readNext),
      readOutcome: sliced(service.readOutcome),
      async end(id) {
        await beginning.get(id)?.catch(() => {});
        beginning.delete(id);
        service.end(id);
      },
    },
    get memoryBytes() {
      return service.memoryBytes();
    },
    milliseconds: SLICE_MILLISECONDS,
    interruptible: false,
    onDeath: (listener) => void (ended = listener),
    end: () => ended(),
  };
}

const loadReader: CreateReader = async (file, given) => {
  // A page in one file has no reader.
  if (import.meta.env.MODE === 'frame') throw new Error('This page reads no files.');
  const { createTableReader } = await import('../data/parse/table-reader');
  return createTableReader(file, given);
};

/** A message to itself: not clamped to 4 ms as nested timers are, and it lets drawing through. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
