/**
 * A run, or the reading of a file, as the pool sees it: something that hands out messages'
 * worth of work to hosts.
 */
import type { Plan } from '../analyses/analysis';
import type { EngineError } from './engine-error';
import type { Host } from './host';
import type { Job, Outcome } from './job';
import type { Reporter } from './reporter';

export interface Work {
  /** How many hosts it could use now, whichever; 0 while it waits for a reply. */
  width(): number;
  /** Whether it has work for this host; without it, for any one while it has a width. */
  takes?(host: Host): boolean;
  /**
   * Takes the next message's worth of work, at once, and settles when the host is free again.
   * Never rejects: what goes wrong settles the run. `hosts` is how many there are to share.
   */
  next(host: Host, hosts: number): Promise<void>;
  /** Whether the host still keeps something for it. */
  uses(host: Host): boolean;
  /** The host is gone. Without it, the others do as well. */
  lost?(host: Host): void;
  /** Settles the run with an error from outside. */
  fail(error: EngineError): void;
  /** Settled: hands out nothing more and lets every host forget the job. */
  release(): void;
  goodEnough(): void;
}

/** A work by its name in the hosts, and how it settles. */
export interface Settling<T> {
  readonly id: number;
  /** The first call of either settles it, the others do nothing. */
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

export interface WorkOptions<T> extends Settling<T> {
  readonly job: Job;
  readonly reporter: Reporter;
}

/** A run of chunks before its detail, and what the detail needs. */
export interface Merged {
  readonly outcome: Outcome;
  /** With the scenarios that the result holds. */
  readonly plan: Plan;
  /** The room has a detail to add. */
  readonly detail: boolean;
}
