/**
 * A place where computing happens: one worker, or this thread. Both offer the same service,
 * so that nothing above this file knows which one it is talking to.
 */
import { createKernels } from '../kernels/kernels';
import { createComputeService, type ComputeService, type CreateReader } from './compute-service';
import type { Rooms } from './rooms';

/** The service as it looks from outside: every call may take a while, and may fail. */
export type RemoteService = {
  readonly [K in Exclude<keyof ComputeService, 'memoryBytes' | 'held'>]: (
    ...args: Parameters<ComputeService[K]>
  ) => Promise<Awaited<ReturnType<ComputeService[K]>>>;
};

export interface Host {
  readonly service: RemoteService;
  /** How much work a message should carry. */
  readonly milliseconds: number;
  /** Whether it can be ended in the middle of a call. */
  readonly interruptible: boolean;
  /** Bytes of WebAssembly memory, as of the last reply. */
  readonly memoryBytes: number;
  /** Called once when the host is gone, also after `end`. */
  onDeath(listener: () => void): void;
  /** Ends it now; its pending calls reject with `worker-died`. */
  end(reason: string): void;
}

/** A message of 10 to 20 ms makes its own 0.2 ms small, and a cancellation quick. */
export const MESSAGE_MILLISECONDS = 14;
/** Slices aim at less than the 8 ms that a page can give away unnoticed. */
const SLICE_MILLISECONDS = 6;

/** Computes on this thread, one slice a task of the event loop. */
export async function createInlineHost(
  module: WebAssembly.Module,
  rooms: Rooms,
  createReader?: CreateReader,
): Promise<Host> {
  const service = createComputeService(await createKernels(module), rooms, createReader);
  let ended: () => void = () => {};

  /** After a breath, so that input, drawing and timers come between two slices. */
  const sliced =
    <A extends unknown[], T>(method: (...args: A) => T | Promise<T>) =>
    async (...args: A): Promise<T> => {
      await nextTask();
      return method(...args);
    };
  const direct =
    <A extends unknown[], T>(method: (...args: A) => T) =>
    async (...args: A): Promise<T> =>
      method(...args);

  return {
    service: {
      begin: direct(service.begin),
      plan: sliced(service.plan),
      adopt: direct(service.adopt),
      chunks: sliced(service.chunks),
      compute: sliced(service.compute),
      detail: sliced(service.detail),
      beginRead: direct(service.beginRead),
      readNext: sliced(service.readNext),
      readOutcome: sliced(service.readOutcome),
      end: direct(service.end),
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
