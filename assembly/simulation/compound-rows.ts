/**
 * Returns over several periods from rows of shocks that were drawn before, a row a period.
 *
 * R = prod_t max(0, 1 + mean + deviation x_t) - 1 and the exposure A = sum_t V_(t - 1), V_0 = 1,
 * as in `compoundNormalBlock`. Over one period R = mean + deviation x, exactly that, and no exposure
 * is written. Writes 4096 of each.
 */
import { BLOCK } from '../random/normal';
import { grow } from './grow';

const ROW: usize = (<usize>BLOCK) << 3;

export function compoundRows(
  out: usize,
  exposure: usize,
  rows: usize,
  periods: i32,
  mean: f64,
  deviation: f64,
): void {
  const slope = f64x2.splat(deviation);
  if (periods == 1) {
    const center = f64x2.splat(mean);
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(out + at, f64x2.add(center, f64x2.mul(slope, v128.load(rows + at))));
    }
    return;
  }
  const one = f64x2.splat(1);
  const base = f64x2.splat(1 + mean);
  for (let at: usize = 0; at < ROW; at += 16) v128.store(out + at, one);
  memory.fill(exposure, 0, ROW);
  for (let period = 0; period < periods; period++) {
    grow(out, exposure, rows, ROW, base, slope);
    rows += ROW;
  }
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(out + at, f64x2.sub(v128.load(out + at), one));
  }
}
