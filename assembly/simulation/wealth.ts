/**
 * Wealth of 512 scenarios through one period, given the factors by which it grows.
 *
 * Arrays are pieces of rows, 512 f64. Wealth begins at 1.
 */
import { PIECE } from '../random/normal';

const BYTES: usize = (<usize>PIECE) << 3;

/** wealth *= factors. */
export function grow(wealth: usize, factors: usize): void {
  for (const end = factors + BYTES; factors < end; factors += 16) {
    v128.store(wealth, f64x2.mul(v128.load(wealth), v128.load(factors)));
    wealth += 16;
  }
}

/** Also sums the wealth at work, that from before the period; the sums begin at 0. */
export function growExposed(wealth: usize, exposure: usize, factors: usize): void {
  for (const end = factors + BYTES; factors < end; factors += 16) {
    const value = v128.load(wealth);
    v128.store(exposure, f64x2.add(v128.load(exposure), value));
    v128.store(wealth, f64x2.mul(value, v128.load(factors)));
    wealth += 16;
    exposure += 16;
  }
}

/**
 * Also follows the drawdown, as 1 + it: `height` is wealth by its peak so far, and can grow to 1
 * only, so that neither the peak is kept nor a division made; `lowest` is the least height so far.
 * Both begin at 1, so that the start counts as a peak. NaN stays.
 */
export function growFallen(wealth: usize, height: usize, lowest: usize, factors: usize): void {
  const one = f64x2.splat(1);
  for (const end = factors + BYTES; factors < end; factors += 32) {
    const f0 = v128.load(factors);
    const f1 = v128.load(factors, 16);
    const h0 = f64x2.pmin(f64x2.mul(v128.load(height), f0), one);
    const h1 = f64x2.pmin(f64x2.mul(v128.load(height, 16), f1), one);
    v128.store(wealth, f64x2.mul(v128.load(wealth), f0));
    v128.store(wealth, f64x2.mul(v128.load(wealth, 16), f1), 16);
    v128.store(height, h0);
    v128.store(height, h1, 16);
    v128.store(lowest, f64x2.pmin(h0, v128.load(lowest)));
    v128.store(lowest, f64x2.pmin(h1, v128.load(lowest, 16)), 16);
    wealth += 32;
    height += 32;
    lowest += 32;
  }
}
