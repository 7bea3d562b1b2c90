/**
 * How the paths of a block lie in memory while they advance together: a row a quantity, 4096
 * numbers each. Rows lie a little more than their 32 KB apart, so that the numbers of one path do
 * not fall into the same few cache sets.
 *
 * A kernel works on the first `count` paths, rounded up to a multiple of eight.
 */
import { BLOCK } from '../random/normal';

const ROW: usize = (<usize>BLOCK) << 3;

/** Bytes from a row to the next. */
export const STRIDE: usize = ROW + 320;

/** Bytes from a row to the next, for the owner of the memory. */
export function pathRowBytes(): i32 {
  return <i32>STRIDE;
}

/** Bytes of the first `count` numbers of a row. */
// @ts-ignore: decorator
@inline
export function rowBytes(count: i32): usize {
  return (((<usize>count) << 3) + 63) & ~63;
}

/** Sets the first `count` numbers of a row. */
export function fillRow(row: usize, value: f64, count: i32): void {
  const both = f64x2.splat(value);
  for (const end = row + rowBytes(count); row < end; row += 16) v128.store(row, both);
}

/** Multiplies a row by a number and, where `by` is not 0, by another row. */
export function multiplyRow(row: usize, by: usize, value: f64, count: i32): void {
  const both = f64x2.splat(value);
  const bytes = rowBytes(count);
  for (let at: usize = 0; at < bytes; at += 16) {
    let x = f64x2.mul(v128.load(row + at), both);
    if (by != 0) x = f64x2.mul(x, v128.load(by + at));
    v128.store(row + at, x);
  }
}

/** Copies the first `count` numbers of a row. */
export function copyRow(to: usize, from: usize, count: i32): void {
  memory.copy(to, from, rowBytes(count));
}
