/**
 * The nine definitions of a sample quantile that are in use, by their numbers.
 *
 * Each lies between two neighboring order statistics, x_(j) + g (x_(j+1) - x_(j)), and differs
 * in j and g. Numbers as in R; NumPy names them `method=`: 1 inverted_cdf, 2
 * averaged_inverted_cdf, 3 closest_observation, 4 interpolated_inverted_cdf, 5 hazen, 6 weibull
 * (Excel's PERCENTILE.EXC), 7 linear (PERCENTILE.INC), 8 median_unbiased, 9 normal_unbiased.
 * Reference: Hyndman and Fan, Sample quantiles in statistical packages, The American
 * Statistician 50 (1996).
 */
import { tailMass } from './order-statistic';

export const quantileTypes = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export type QuantileType = (typeof quantileTypes)[number];

/** The unit of positions: 24 of a millionth, in which every definition is a whole number. */
const UNIT = 24_000_000;

/**
 * The quantile at a tail in parts per million of ascending values. Positions are exact while
 * 24 `ppm` n stays below 2^53, which is 7.5 billion values at 5 %. A RangeError as `tailMass`.
 */
export function quantileOfType(sorted: ArrayLike<number>, ppm: number, type: QuantileType): number {
  const n = sorted.length;
  tailMass(ppm, n);
  const mass = 24 * ppm * n;
  const position = mass + shift(ppm, type);
  const below = Math.floor(position / UNIT);
  const rest = (position - below * UNIT) / UNIT;
  const at = (rank: number) => sorted[Math.min(n, Math.max(1, rank)) - 1];
  const fraction = fractionOf(rest, below, type);
  if (fraction === 0) return at(below);
  if (fraction === 1) return at(below + 1);
  return at(below) + fraction * (at(below + 1) - at(below));
}

/** What is added to p n, in the unit of positions. */
function shift(ppm: number, type: QuantileType): number {
  switch (type) {
    case 3:
      return -UNIT / 2;
    case 5:
      return UNIT / 2;
    case 6:
      return 24 * ppm;
    case 7:
      return UNIT - 24 * ppm;
    case 8:
      return 8 * ppm + UNIT / 3;
    case 9:
      return 6 * ppm + (UNIT * 3) / 8;
    default:
      return 0;
  }
}

/** The first three definitions jump; where they do is a matter of the rest being exactly 0. */
function fractionOf(rest: number, below: number, type: QuantileType): number {
  if (type === 1) return rest > 0 ? 1 : 0;
  if (type === 2) return rest > 0 ? 1 : 0.5;
  if (type === 3) return rest === 0 && below % 2 === 0 ? 0 : 1;
  return rest;
}
