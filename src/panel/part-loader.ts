/** Hands a panel the parts of rooms that are there, fetches the others and tells when they came. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Part } from './rooms';

/** What comes sooner than this is not waited for in words. */
const QUIET_MILLISECONDS = 100;

export class PartLoader implements ReactiveController {
  /** It takes long enough to be told. */
  slow = false;

  private readonly host: ReactiveControllerHost;
  private readonly asked = new Set<Part<unknown>>();
  private readonly failures = new Map<Part<unknown>, Error>();
  private pending = 0;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** The part, or undefined until it has come. What has failed is asked for again by `retry`. */
  get<T>(part: Part<T> | undefined): T | undefined {
    if (part !== undefined && part.value === undefined && !this.asked.has(part)) {
      void this.load(part);
    }
    return part?.value;
  }

  /** Why one of them did not come: without a connection, or because a new version replaced it. */
  failureOf(parts: readonly (Part<unknown> | undefined)[]): Error | undefined {
    return parts.map((part) => part && this.failures.get(part)).find((one) => one !== undefined);
  }

  get loading(): boolean {
    return this.pending > 0;
  }

  retry(): void {
    this.failures.clear();
    this.asked.clear();
    this.host.requestUpdate();
  }

  private async load(part: Part<unknown>): Promise<void> {
    this.asked.add(part);
    this.pending += 1;
    const timer = setTimeout(() => {
      this.slow = true;
      this.host.requestUpdate();
    }, QUIET_MILLISECONDS);
    try {
      await part.load();
    } catch (error) {
      this.failures.set(part, error as Error);
    }
    clearTimeout(timer);
    this.pending -= 1;
    this.slow &&= this.pending > 0;
    this.host.requestUpdate();
  }
}
