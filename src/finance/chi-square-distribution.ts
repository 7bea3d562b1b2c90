/**
 * The upper tail of the chi-square distribution, from which p-values of likelihood ratios come.
 */
import { regularizedGammaQ } from './incomplete-gamma';

/**
 * P(X > x) for X ~ chi-square with `degrees` > 0 degrees of freedom, not necessarily whole:
 * Q(degrees / 2, x / 2). Relative error below 1e-14, 1e-12 in far tails. 1 for x <= 0; a
 * RangeError for degrees outside (0, 2e8] or an x that is not a number.
 * Reference: Abramowitz and Stegun 26.4.19.
 */
export function chiSquareSurvival(x: number, degrees: number): number {
  return regularizedGammaQ(degrees / 2, x <= 0 ? 0 : x / 2);
}
