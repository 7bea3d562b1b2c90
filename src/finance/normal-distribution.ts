/**
 * The standard normal distribution: density, distribution function and quantile.
 *
 * Accuracy: relative error below 1e-14 in the distribution function for x <= 0 (as far as the
 * result is a normal double, x > -37.5) and below 1e-13 in the quantile for every p in (0, 0.5],
 * also close to 0.5, where the quantile is small. Upper tails follow by symmetry: the quantile
 * of p > 0.5 is minus that of 1 - p.
 * Method: a series without cancellation near the center, Laplace's continued fraction in the
 * tail (Abramowitz and Stegun 26.2.11 and 26.2.14).
 */
import { exp, log } from './elementary';

const ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
const SQRT_TWO_PI = 2.5066282746310002;
const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** Where the series hands over to the continued fraction: |x|, and |p - 0.5|. */
const CENTER = 1.28;
const CENTER_MASS = 0.4;

/** Density of N(0, 1): exp(-x^2 / 2) / sqrt(2 pi). */
export function normalDensity(x: number): number {
  const size = Math.abs(x);
  if (size > 40) return 0;
  // x^2 = head^2 + (x - head)(x + head); head has 24 bits, so that its square is exact.
  const head = Math.fround(size);
  return ONE_OVER_SQRT_TWO_PI * exp(-0.5 * head * head) * exp(-0.5 * (size - head) * (size + head));
}

/** P(Z <= x) for Z ~ N(0, 1). */
export function normalDistribution(x: number): number {
  if (x !== x) return NaN;
  const size = Math.abs(x);
  if (size < CENTER) return 0.5 + centralMass(x);
  const tail = size > 40 ? 0 : normalDensity(size) * millsRatio(size);
  return x < 0 ? tail : 1 - tail;
}

/** The x with P(Z <= x) = p; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p > 0.5) return 0 - normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  const mass = 0.5 - p;
  return 0 - (mass <= CENTER_MASS ? centralQuantile(mass) : tailQuantile(p));
}

/** P(0 < Z <= x), negative for negative x: density times x + x^3/3 + x^5/(3 5) + ... */
function centralMass(x: number): number {
  const square = x * x;
  let term = x;
  let sum = 0;
  for (let odd = 3; odd < 65; odd += 2) {
    term *= square / odd;
    sum += term;
  }
  return normalDensity(x) * (x + sum);
}

/** P(Z > x) over the density at x, for x >= 1.28: 1/(x + 1/(x + 2/(x + 3/(x + ...)))). */
function millsRatio(x: number): number {
  const terms = 10 + Math.ceil(260 / (x * x));
  // The fraction beyond the last term is nearly the fixed point of t = x + terms / t.
  let denominator = 0.5 * (x + Math.sqrt(x * x + 4 * terms));
  for (let k = terms; k >= 1; k -= 1) denominator = x + k / denominator;
  return 1 / denominator;
}

/** The x with P(0 < Z <= x) = mass, by Halley's method from three terms of its power series. */
function centralQuantile(mass: number): number {
  const u = mass * SQRT_TWO_PI;
  const square = u * u;
  let x = u * (1 + square * (1 / 6 + (square * 7) / 120));
  for (let step = 0; step < 3; step += 1) {
    const newton = (centralMass(x) - mass) / normalDensity(x);
    x -= newton / (1 + 0.5 * x * newton);
  }
  return x;
}

/** The x with P(Z > x) = p, by Newton's method on log P(Z > x), which is nearly a parabola. */
function tailQuantile(p: number): number {
  const target = log(p) + LOG_SQRT_TWO_PI;
  let x = Math.sqrt(-2 * log(p));
  x -= log(x * SQRT_TWO_PI) / x;
  for (let step = 0; step < 4; step += 1) {
    const mills = millsRatio(x);
    x += mills * (log(mills) - 0.5 * x * x - target);
  }
  return x;
}
