/**
 * The ways in which a run can fail, apart from the caller's own abort.
 */
export type EngineErrorCode =
  | 'worker-died'
  | 'not-enough-memory'
  | 'compute-failed'
  | 'unknown-analysis'
  | 'not-loaded'
  | 'closed';

export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'EngineError';
    this.code = code;
  }
}

/**
 * What went wrong in a room, on whichever thread. An error loses its class on its way out of
 * a worker, so memory trouble is told by its name and by the words engines use for it.
 */
export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const memory =
    /not-?enough-?memory/i.test(name) ||
    /not enough memory|out of memory|allocation failed|maximum memory size/i.test(message);
  return new EngineError(memory ? 'not-enough-memory' : 'compute-failed', message, error);
}

/** Always a DOMException named AbortError, whatever reason the signal carries. */
export function abortError(signal: AbortSignal): DOMException {
  const reason: unknown = signal.reason;
  if (reason instanceof DOMException && reason.name === 'AbortError') return reason;
  return new DOMException('The run was aborted.', 'AbortError');
}
