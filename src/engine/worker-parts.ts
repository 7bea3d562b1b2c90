/** How the code of a worker is put together: what stands before `worker.ts` in its text. */
import type { Compute } from '../analyses/analysis';
import type { CreateReader } from './compute-service';

/** The name of the reader of files among the parts; the others are named as their rooms. */
export const READER = '#reader';

/** The exports of each part, which the text leaves in `self.parts`. */
export interface WorkerParts {
  readonly [READER]?: { readonly createTableReader: CreateReader };
  readonly [room: string]: Compute | { readonly createTableReader: CreateReader } | undefined;
}
