/**
 * The log likelihood of Student's t distribution with its first two derivatives.
 *
 * A point is (location, log of scale, log of degrees): in these coordinates it is unbounded and
 * nearly a paraboloid at its maximum. With z = (x - location) / scale, q = z^2 / degrees,
 * u = 1 / (1 + q), a = q u, everything follows from five sums over the values.
 */
import type { Triangle, Triple } from './damped-step';
import { digamma, trigamma } from './digamma';
import { exp, log } from './elementary';
import { studentLogConstant } from './student-distribution';

export type StudentPoint = readonly [location: number, logScale: number, logDegrees: number];

export interface Likelihood {
  readonly value: number;
  readonly gradient: Triple;
  readonly hessian: Triangle;
}

/** sum of log[f(z; degrees) / scale], f the density of t. The squares z^2 must not overflow. */
export function studentLikelihood(x: Float64Array, point: StudentPoint): Likelihood {
  const n = x.length;
  const [location, logScale, logDegrees] = point;
  const inverse = exp(-logScale);
  const v = exp(logDegrees);
  let sumA = 0;
  let sumAU = 0;
  let sumZU = 0;
  let sumZAU = 0;
  let sumLog = 0;
  // Logarithms of products, taken before they overflow.
  let product = 1;
  for (let i = 0; i < n; i += 1) {
    const z = (x[i] - location) * inverse;
    const q = (z * z) / v;
    const u = 1 / (1 + q);
    const a = q * u;
    sumA += a;
    sumAU += a * u;
    sumZU += z * u;
    sumZAU += z * a * u;
    product *= 1 + q;
    if (product > 1e50) {
      sumLog += log(product);
      product = 1;
    }
  }
  sumLog += log(product);
  const value = n * (studentLogConstant(v) - logScale) - 0.5 * (v + 1) * sumLog;

  // d/dv of the constant, and of that.
  const half = 0.5 * v;
  const slope = 0.5 * (digamma(half + 0.5) - digamma(half) - 1 / v);
  const curvature = 0.25 * (trigamma(half + 0.5) - trigamma(half)) + 0.5 / (v * v);
  const power = v + 1;
  const byDegrees = n * slope - 0.5 * sumLog + (0.5 * power * sumA) / v;
  const byDegreesTwice = n * curvature + (0.5 * (v - 1) * sumA - 0.5 * power * sumAU) / (v * v);
  return {
    value,
    gradient: [(power * inverse * sumZU) / v, power * sumA - n, v * byDegrees],
    hessian: [
      (-power * inverse * inverse * (n - sumA - 2 * sumAU)) / v,
      (-2 * power * inverse * (sumZU - sumZAU)) / v,
      (inverse * (power * sumZAU - sumZU)) / v,
      -2 * power * sumAU,
      v * sumA - power * sumAU,
      v * (v * byDegreesTwice + byDegrees),
    ],
  };
}
