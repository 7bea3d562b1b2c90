/**
 * The first two derivatives of log Gamma(x), for x > 0.
 *
 * Accuracy: error below 1e-14, relative or absolute, whichever is the larger.
 * Method: recurrence up to x = 10, asymptotic series beyond.
 * Reference: Abramowitz and Stegun 6.3.5, 6.3.18, 6.4.6 and 6.4.12.
 */
import { log } from './elementary';

/** psi(x) = d log Gamma(x) / dx. */
export function digamma(x: number): number {
  let sum = 0;
  let y = x;
  for (; y < 10; y += 1) sum += 1 / y;
  const z = 1 / (y * y);
  let series = 1 / 12;
  series = 691 / 32760 - z * series;
  series = 1 / 132 - z * series;
  series = 1 / 240 - z * series;
  series = 1 / 252 - z * series;
  series = 1 / 120 - z * series;
  series = 1 / 12 - z * series;
  return log(y) - 0.5 / y - z * series - sum;
}

/** psi'(x). */
export function trigamma(x: number): number {
  let sum = 0;
  let y = x;
  for (; y < 10; y += 1) sum += 1 / (y * y);
  const z = 1 / (y * y);
  let series = 7 / 6;
  series = 691 / 2730 - z * series;
  series = 5 / 66 - z * series;
  series = 1 / 30 - z * series;
  series = 1 / 42 - z * series;
  series = 1 / 30 - z * series;
  series = 1 / 6 - z * series;
  return 1 / y + 0.5 * z + (z / y) * series + sum;
}
