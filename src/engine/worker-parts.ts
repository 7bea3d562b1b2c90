/** How the code of a worker is put together: what stands before `worker.ts` in its text. */
import type { Compute } from '../analyses/analysis';
import type { CreateReader } from './compute-service';

/** The name of the reader of files among the parts; the others are named as their rooms. */
export const READER = '#reader';

/**
 * The parts that do with the kernels of the first view, `assembly/first.ts`, as jobs call them; for
 * every other one a worker needs all kernels.
 */
export const firstParts: ReadonlySet<string> = new Set([
  'mix-summary',
  'correlation/glance',
  'value-at-risk/glance',
  READER,
]);

/** The exports of each part, which the text leaves in `self.parts`. */
export interface WorkerParts {
  readonly [READER]?: { readonly createTableReader: CreateReader };
  readonly [room: string]: Compute | { readonly createTableReader: CreateReader } | undefined;
}
