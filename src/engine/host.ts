/**
 * A place where computing happens: one worker, or this thread. Both offer the same service,
 * so that nothing above this file knows which one it is talking to.
 */
import type { ComputeService } from './compute-service';

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
