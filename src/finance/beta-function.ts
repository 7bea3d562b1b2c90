/**
 * The regularized incomplete beta function I_x(a, b) = integral from 0 to x of
 * t^(a - 1) (1 - t)^(b - 1) dt / B(a, b).
 *
 * Accuracy: relative error below 1e-14 for a and b up to 50, 1e-12 in far tails and for large
 * parameters; where I_x is close to 1, the error is relative to 1.
 * Errors: a RangeError unless 0 < a, b <= 1e8 and 0 <= x <= 1.
 * Method: continued fraction (modified Lentz) on the side of the mean where it converges
 * quickly; the factor before it by Loader's method (gamma-function.ts).
 * Reference: Abramowitz and Stegun 26.5.8; Didonato and Morris, ACM TOMS 18 (1992).
 */
import { exp } from './elementary';
import { deviance, stirlingError } from './gamma-function';

const TWO_PI = 6.283185307179586;
const TINY = 1e-300;

/**
 * I_x(a, b). `y` is 1 - x: pass it where it is known more exactly than x itself, as where x is
 * close to 1.
 */
export function regularizedBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (!(a > 0 && a <= 1e8 && b > 0 && b <= 1e8)) {
    throw new RangeError(`a beta function needs parameters in (0, 1e8], not ${a} and ${b}`);
  }
  if (!(x >= 0 && y >= 0)) throw new RangeError(`a beta function needs x in [0, 1], not ${x}`);
  if (x === 0) return 0;
  if (y === 0) return 1;
  // x < (a + 1) / (a + b + 2), in a form that is exact on both sides of 1/2
  return x * (b + 1) < y * (a + 1) ? fraction(x, y, a, b) : 1 - fraction(y, x, b, a);
}

/** x^a y^b / (a B(a, b)). */
function prefix(x: number, y: number, a: number, b: number): number {
  const sum = a + b;
  const errors = stirlingError(sum) - stirlingError(a) - stirlingError(b);
  const exponent = errors - deviance(a, sum * x) - deviance(b, sum * y);
  return exp(exponent) * Math.sqrt(b / (TWO_PI * a * sum));
}

/** I_x from 1 / (1 + d_1 / (1 + d_2 / (1 + ...))). */
function fraction(x: number, y: number, a: number, b: number): number {
  const factor = prefix(x, y, a, b);
  if (factor === 0) return 0;
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  let change = 0;
  for (let k = 1; Math.abs(change - 1) > 1e-16 && k < 100_000; k += 1) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    change = d * c;
    value *= change;
  }
  return Math.min(1, factor * value);
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
