/**
 * Tells an owner how the run of a panel stands: `mix-progress` { done, total } while it simulates,
 * `mix-result` { scenario, result, digest } when it is complete, `mix-error` { message } when it
 * is not to be had.
 */
import { emit } from '../ui/emit';
import type { RunController, Shown } from './run-controller';

interface Waiter {
  resolve(shown: Shown): void;
  reject(error: Error): void;
}

export class RunReport {
  readonly #host: EventTarget;
  readonly #run: RunController;
  readonly #waiters = new Set<Waiter>();
  #result: Shown | undefined;
  #progress: RunController['progress'];
  #trouble: Error | undefined;

  constructor(host: EventTarget, run: RunController) {
    this.#host = host;
    this.#run = run;
  }

  /** After every update of the panel. */
  update(): void {
    const { shown, stale, running, progress, problem, failure } = this.#run;
    if (progress !== this.#progress && progress !== undefined) {
      emit(this.#host, 'mix-progress', { done: progress.done, total: progress.total });
    }
    this.#progress = progress;
    const trouble = problem ?? failure;
    if (trouble !== this.#trouble && trouble !== undefined) {
      emit(this.#host, 'mix-error', { message: trouble.message });
      this.#settle(({ reject }) => reject(trouble));
    }
    this.#trouble = trouble;
    if (shown?.digest === undefined || stale || running || trouble !== undefined) return;
    if (shown !== this.#result) {
      const { scenario, result, digest } = shown;
      emit(this.#host, 'mix-result', { scenario, result, digest });
    }
    this.#result = shown;
    this.#settle(({ resolve }) => resolve(shown));
  }

  /** What is shown once it is complete. Rejects with what went wrong, or where it was cancelled. */
  complete(): Promise<Shown> {
    return new Promise((resolve, reject) => this.#waiters.add({ resolve, reject }));
  }

  cancelled(): void {
    this.#settle(({ reject }) => reject(new DOMException('The run was cancelled.', 'AbortError')));
  }

  #settle(settle: (waiter: Waiter) => void): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    waiters.forEach(settle);
  }
}
