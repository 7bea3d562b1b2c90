/** Rows of a block of paths as the kernels of `assembly/wealth` take them (see rows.ts there). */
import type { Kernels } from '../../src/kernels/kernels';

/** Paths of a block. */
export const BLOCK = 4096;

export interface PathRows {
  /** Bytes from a row to the next. */
  readonly stride: number;
  /** Room for rows, filled with NaN. */
  allocate(rows: number): number;
  /** Copies rows in. */
  write(rows: readonly ArrayLike<number>[]): number;
  /** Copies the first `count` numbers of a row out. */
  read(rows: number, row: number, count: number): Float64Array;
}

export function pathRows({ exports, memory }: Kernels): PathRows {
  const stride = exports.pathRowBytes();
  const allocate = (rows: number) => {
    const pointer = memory.allocate(rows * stride);
    memory.view(pointer, (rows * stride) / 8).fill(Number.NaN);
    return pointer;
  };
  return {
    stride,
    allocate,
    write(rows) {
      const pointer = allocate(rows.length);
      rows.forEach((row, r) => memory.view(pointer + r * stride, row.length).set(row));
      return pointer;
    },
    read: (rows, row, count) => memory.read(rows + row * stride, count),
  };
}

/** Paths that a kernel works on where `count` are asked for. */
export function workedOn(count: number): number {
  return Math.ceil(count / 8) * 8;
}
