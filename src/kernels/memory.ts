/**
 * The owner of WebAssembly memory: one bump pointer, and copies in and out.
 *
 * Big inputs are allocated first and stay; work on top of them is released by going back to a
 * mark. Memory is grown exactly, by the pages that are missing, and never shrinks; growth
 * detaches every view, so a view must not outlive the next allocation.
 */
export interface KernelMemory {
  /** Pointer to that many fresh bytes, a multiple of 16; their content is not defined. */
  allocate(bytes: number): number;
  /** Pointer to room for that many float64s. */
  reserve(length: number): number;
  /** Where the next allocation will begin; give it to `release`. */
  mark(): number;
  /** Frees everything allocated since the mark was taken. */
  release(mark: number): void;
  /** Copies numbers in. */
  write(values: Float64Array): number;
  writeBytes(values: Uint8Array): number;
  /** Copies columns of equal length in, one after the other. */
  writeColumns(columns: readonly Float64Array[]): number;
  /** Copies numbers out. */
  read(pointer: number, length: number): Float64Array<ArrayBuffer>;
  /** A window onto memory, valid until the next allocation. */
  view(pointer: number, length: number): Float64Array;
  /** Size of the whole memory. */
  bytes(): number;
}

/** The browser refused to give WebAssembly more memory. */
export class NotEnoughMemoryError extends Error {
  readonly bytes: number;

  constructor(bytes: number) {
    super(`not enough memory: ${bytes} more bytes were asked for`);
    this.name = 'NotEnoughMemoryError';
    this.bytes = bytes;
  }
}

const PAGE = 65_536;
const ALIGNMENT = 16;

export function createMemory(memory: WebAssembly.Memory, heapBase: number): KernelMemory {
  const base = alignUp(heapBase);
  let top = base;

  function allocate(bytes: number): number {
    if (!Number.isSafeInteger(bytes) || bytes < 0) throw new RangeError(`invalid bytes: ${bytes}`);
    const pointer = top;
    const end = alignUp(pointer + bytes);
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) {
      try {
        memory.grow(Math.ceil(missing / PAGE));
      } catch {
        throw new NotEnoughMemoryError(bytes);
      }
    }
    top = end;
    return pointer;
  }

  function view(pointer: number, length: number): Float64Array {
    return new Float64Array(memory.buffer, pointer, length);
  }

  return {
    allocate,
    reserve: (length) => allocate(length * Float64Array.BYTES_PER_ELEMENT),
    mark: () => top,
    release(mark) {
      if (mark < base || mark > top) throw new RangeError(`invalid mark: ${mark}`);
      top = mark;
    },
    write(values) {
      const pointer = allocate(values.byteLength);
      view(pointer, values.length).set(values);
      return pointer;
    },
    writeBytes(values) {
      const pointer = allocate(values.byteLength);
      new Uint8Array(memory.buffer, pointer, values.length).set(values);
      return pointer;
    },
    writeColumns(columns) {
      const length = columns[0]?.length ?? 0;
      if (columns.some((column) => column.length !== length)) {
        throw new RangeError('columns must be of equal length');
      }
      const pointer = allocate(columns.length * length * Float64Array.BYTES_PER_ELEMENT);
      const target = view(pointer, columns.length * length);
      columns.forEach((column, index) => target.set(column, index * length));
      return pointer;
    },
    read: (pointer, length) => new Float64Array(memory.buffer.slice(pointer, pointer + length * 8)),
    view,
    bytes: () => memory.buffer.byteLength,
  };
}

function alignUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
