/**
 * A run as the pool sees it: something that hands out messages' worth of work to hosts.
 */
import type { EngineError } from './engine-error';
import type { Host } from './host';
import type { Job, Outcome } from './job';
import type { Reporter } from './reporter';

export interface Work {
  /** How many hosts it could use now; 0 while it waits for a reply. */
  width(): number;
  /**
   * Takes the next message's worth of work, at once, and settles when the host is free again.
   * Never rejects: what goes wrong settles the run. `hosts` is how many there are to share.
   */
  next(host: Host, hosts: number): Promise<void>;
  /** Whether the host still keeps something for it. */
  uses(host: Host): boolean;
  /** Settles the run with an error from outside. */
  fail(error: EngineError): void;
  /** Settled: hands out nothing more and lets every host forget the job. */
  release(): void;
  goodEnough(): void;
}

export interface WorkOptions {
  readonly id: number;
  readonly job: Job;
  readonly reporter: Reporter;
  /** Both are called at most once, by whoever settles the run first. */
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}
