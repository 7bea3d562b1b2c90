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
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function rowBytes(count: i32): usize {
  return (((<usize>count) << 3) + 63) & ~63;
}

/** Sets the first `count` numbers of a row. */
export function fillRow(row: usize, value: f64, count: i32): void {
  const both = f64x2.splat(value);
  for (const end = row + rowBytes(count); row < end; row += 16) v128.store(row, both);
}

const CHEAPEST: f64 = 1e-30;
const DEAREST: f64 = 1e30;

/** Takes price levels through a step: by a row of factors, or where that is 0 by one for all. */
export function priceStep(prices: usize, factors: usize, factor: f64, count: i32): void {
  const both = f64x2.splat(factor);
  const least = f64x2.splat(CHEAPEST);
  const most = f64x2.splat(DEAREST);
  const bytes = rowBytes(count);
  for (let at: usize = 0; at < bytes; at += 16) {
    const by = factors == 0 ? both : v128.load(factors + at);
    const level = f64x2.mul(v128.load(prices + at), by);
    v128.store(prices + at, f64x2.pmax(least, f64x2.pmin(most, level)));
  }
}

/** Copies the first `count` numbers of a row. */
export function copyRow(to: usize, from: usize, count: i32): void {
  memory.copy(to, from, rowBytes(count));
}
