/**
 * Plain statistics of one list or two, for what is looked at once: what is computed over and over
 * is computed by the kernels. Lists of T numbers, in two passes; results are NaN where they are
 * not defined.
 */
import { quantileType7 } from './order-statistic';

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += values[t];
  return sum / values.length;
}

/** Sample variance, divisor T - 1. */
export function variance(values: ArrayLike<number>): number {
  return centredProducts(values, values) / (values.length - 1);
}

/** Pearson correlation of two lists of the same length, within [-1, 1]; NaN where one is constant. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const squares = centredProducts(x, x) * centredProducts(y, y);
  return Math.max(-1, Math.min(1, centredProducts(x, y) / Math.sqrt(squares)));
}

/** Autocorrelation at a lag, about the mean of the whole list, divisor that of lag 0. */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  const centre = mean(values);
  let product = 0;
  let square = 0;
  for (let t = 0; t < values.length; t += 1) {
    const d = values[t] - centre;
    square += d * d;
    if (t >= lag) product += d * (values[t - lag] - centre);
  }
  return product / square;
}

export function median(values: ArrayLike<number>): number {
  return quantileType7(Float64Array.from(values).sort(), 0.5);
}

/**
 * Median distance from the median, scaled so that it is the standard deviation of a normal
 * distribution (times 1.4826, the inverse of its upper quartile).
 */
export function robustScale(values: ArrayLike<number>): number {
  const middle = median(values);
  return 1.4826022185056018 * median(Float64Array.from(values, (x) => Math.abs(x - middle)));
}

function centredProducts(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [centreX, centreY] = [mean(x), mean(y)];
  let sum = 0;
  for (let t = 0; t < x.length; t += 1) sum += (x[t] - centreX) * (y[t] - centreY);
  return sum;
}
