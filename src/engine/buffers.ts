/**
 * Walks plain data (numbers, strings, typed arrays, objects and arrays of them).
 */

/** Buffers of all typed arrays in the data, each once: what a message may transfer. */
export function collectBuffers(data: unknown, into = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (data instanceof ArrayBuffer) into.add(data);
  else if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer) into.add(data.buffer);
  } else if (typeof data === 'object' && data !== null) {
    for (const value of Object.values(data)) {
      if (typeof value === 'object') collectBuffers(value, into);
    }
  }
  return into;
}

/** Roughly what the data occupy in memory, shared buffers counted once. */
export function estimateBytes(data: unknown): number {
  let bytes = estimateWithoutBuffers(data);
  for (const buffer of collectBuffers(data)) bytes += buffer.byteLength;
  return bytes;
}

function estimateWithoutBuffers(data: unknown): number {
  if (typeof data === 'string') return 16 + 2 * data.length;
  if (typeof data !== 'object' || data === null) return 8;
  if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer) return 64;
  let bytes = 32;
  for (const value of Object.values(data)) {
    bytes += typeof value === 'number' ? 16 : 8 + estimateWithoutBuffers(value);
  }
  return bytes;
}
