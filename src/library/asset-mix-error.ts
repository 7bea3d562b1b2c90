/**
 * The one class of error that the library rejects with, apart from an abort.
 */
import { ScenarioError } from '../analyses/scenario';
import { EngineError } from '../engine/engine-error';

/**
 * - `scenario`: a field of the scenario is missing, unknown or out of bounds; `where` names it.
 * - `dataset`: what was given as a dataset is none; `where` names the field.
 * - `options`: an option of a call is wrong; `where` names it.
 * - `chunks`: these chunks do not exist, or the analysis has none.
 * - `parts`: parts are missing, overlap, are damaged or belong to another run.
 * - `unreadable`: nothing of the file can be read; `where` is the line.
 * - `undecided`: the file can be read in several ways; `where` lists the settings to give.
 * - `worker-died`, `not-enough-memory`, `compute-failed`: what a run could not help.
 */
export type AssetMixErrorCode =
  | 'scenario'
  | 'dataset'
  | 'options'
  | 'chunks'
  | 'parts'
  | 'unreadable'
  | 'undecided'
  | 'worker-died'
  | 'not-enough-memory'
  | 'compute-failed';

export class AssetMixError extends Error {
  override readonly name = 'AssetMixError';
  readonly code: AssetMixErrorCode;
  /** The field, option or line that is wrong, where it is one. */
  readonly where?: string;

  constructor(code: AssetMixErrorCode, message: string, where?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    if (where !== undefined) this.where = where;
  }
}

/** Whatever the parts below throw, as an error of the library. */
export function toAssetMixError(error: unknown): AssetMixError {
  if (error instanceof AssetMixError) return error;
  if (error instanceof ScenarioError)
    return new AssetMixError('scenario', error.message, error.where);
  if (error instanceof EngineError && isOurs(error.code))
    return new AssetMixError(error.code, error.message, undefined, error.cause);
  const message = error instanceof Error ? error.message : String(error);
  return new AssetMixError('compute-failed', message, undefined, error);
}

function isOurs(
  code: EngineError['code'],
): code is 'worker-died' | 'not-enough-memory' | 'compute-failed' {
  return code === 'worker-died' || code === 'not-enough-memory' || code === 'compute-failed';
}

/**
 * Callers without types may leave options out, or hand over something else.
 * @throws AssetMixError with code `options`.
 */
export function requireOptions(options: unknown): void {
  if (typeof options === 'object' && options !== null) return;
  throw new AssetMixError('options', 'Give an object of options, with the dataset.', 'options');
}

/** Runs a step and turns what it throws into an error of the library. */
export function asked<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw toAssetMixError(error);
  }
}
