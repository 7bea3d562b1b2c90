/**
 * The gamma function and the two pieces from which the probabilities of the gamma, beta and
 * binomial families are assembled without cancellation.
 *
 * Accuracy: relative error below 2e-15 in the logarithm, also close to its zeros at 1 and 2.
 * Reference: Abramowitz and Stegun 6.1.33 and 6.1.41; Loader, Fast and accurate computation of
 * binomial probabilities (2000), for the pieces.
 */
import { log, log1p } from './elementary';

const HALF_LOG_TWO_PI = 0.9189385332046728;
/** 1 minus Euler's constant. */
const ONE_LESS_EULER = 0.42278433509846713;

/** (-1)^k (zeta(k) - 1) / k from k = 2. */
const ZETA = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986,
  0.0028905103307415234, -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939,
  9.945751278180853e-5, -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6,
  4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7,
  2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9,
  5.731367241678862e-10, -2.7595228851242334e-10,
];

/** log Gamma(x) for x > 0; Infinity at 0 and NaN below. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return Infinity;
  if (x >= 10) return (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
  if (x < 0.5) return logGammaOnePlus(x) - log(x);
  if (x < 1.5) return logGammaOnePlus(x - 1);
  // Gamma(x) = (x - 1)(x - 2) ... Gamma(2 + z) with |z| <= 1/2.
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return log(product) + logGammaTwoPlus(rest - 2);
}

/** log Gamma(1 + z) for |z| <= 1/2, with a small relative error also where z is small. */
export function logGammaOnePlus(z: number): number {
  return logGammaTwoPlus(z) - log1p(z);
}

/** log Gamma(x) - [(x - 1/2) log x - x + log(2 pi)/2], which is about 1 / (12 x); x > 0. */
export function stirlingError(x: number): number {
  let sum = 0;
  let y = x;
  for (; y < 10; y += 1) sum += (y + 0.5) * log1p(1 / y) - 1;
  const square = 1 / (y * y);
  let series = -3617 / 122400;
  series = series * square + 1 / 156;
  series = series * square - 691 / 360360;
  series = series * square + 1 / 1188;
  series = series * square - 1 / 1680;
  series = series * square + 1 / 1260;
  series = series * square - 1 / 360;
  series = series * square + 1 / 12;
  return sum + series / y;
}

/**
 * The deviance x log(x / mean) + mean - x of a count from its mean, not below 0, with a small
 * relative error also where the two are close; 0 log 0 is 0.
 */
export function deviance(x: number, mean: number): number {
  if (x === mean) return 0;
  if (x === 0) return mean;
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) {
    const ratio = x / mean;
    // The quotient by a subnormal mean may be too large for a number.
    return x * (ratio === Infinity ? log(x) - log(mean) : log(ratio)) - difference;
  }
  // log(x / mean) = 2 artanh(v)
  const v = difference / (x + mean);
  const square = v * v;
  let power = 2 * x * v;
  let sum = difference * v;
  for (let odd = 3; odd < 25; odd += 2) {
    power *= square;
    sum += power / odd;
  }
  return sum;
}

/** z (1 - Euler) + sum of (-1)^k (zeta(k) - 1) z^k / k, for |z| <= 1/2. */
function logGammaTwoPlus(z: number): number {
  let sum = 0;
  for (let k = ZETA.length - 1; k >= 0; k -= 1) sum = sum * z + ZETA[k];
  return z * (ONE_LESS_EULER + z * sum);
}
