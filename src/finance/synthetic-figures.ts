/**
 * What is true of a made dataset, and the same figures estimated from its numbers: how far an
 * estimate is from the truth is the difference of the two.
 *
 * Means and volatilities are a year's; value at risk and expected shortfall are those of one
 * period of the equal mix of all assets, at 95 %, as positive losses.
 */
import { mean, variance } from './spread';
import { periodsOf } from './dataset';
import { normalDensity, normalDistribution } from './normal-distribution';
import { normalExpectedShortfall, normalValueAtRisk } from './normal-risk';
import { expectedShortfall, valueAtRisk } from './order-statistic';
import { studentExpectedShortfall, studentValueAtRisk } from './student-risk';
import { regimesOf, type Regime } from './synthetic-model';
import type { SyntheticRecipe } from './synthetic-recipe';

export interface SyntheticFigures {
  /** Of an asset, averaged over all; so that of the equal mix as well. */
  readonly mean: number;
  /** Of an asset, averaged over all. */
  readonly volatility: number;
  /** Averaged over all pairs; undefined where there is none. */
  readonly correlation: number | undefined;
  readonly mixVolatility: number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  /** Of the equal mix; undefined where it is not finite. */
  readonly excessKurtosis: number | undefined;
}

const PPM = 50_000;

export function trueFigures(recipe: SyntheticRecipe): SyntheticFigures {
  const { n, frequency } = recipe;
  const f = periodsOf[frequency];
  const regimes = regimesOf(recipe);
  const { means, covariance } = together(regimes, n);
  const mix = mixOf({ share: 1, means, covariance });
  const deviations = means.map((_, a) => Math.sqrt(covariance[a * n + a]));
  return {
    mean: mix.mean * f,
    volatility: mean(deviations) * Math.sqrt(f),
    correlation: averageCorrelation(covariance, deviations),
    mixVolatility: mix.deviation * Math.sqrt(f),
    ...tailOf(recipe, regimes.map(mixOf), mix),
  };
}

/** The same of columns of returns of equal length. */
export function sampleFigures(
  columns: readonly Float64Array[],
  periodsPerYear: number,
): SyntheticFigures {
  const n = columns.length;
  const [{ length: T }] = columns;
  const mix = new Float64Array(T);
  /** The sum of all assets, each with mean 0 and deviation 1: its variance is that of all pairs. */
  const standard = new Float64Array(T);
  let sumOfDeviations = 0;
  for (const column of columns) {
    const center = mean(column);
    const deviation = Math.sqrt(variance(column));
    sumOfDeviations += deviation;
    for (let t = 0; t < T; t += 1) {
      mix[t] += column[t] / n;
      standard[t] += (column[t] - center) / deviation;
    }
  }
  const sorted = mix.slice().sort();
  return {
    mean: mean(mix) * periodsPerYear,
    volatility: (sumOfDeviations / n) * Math.sqrt(periodsPerYear),
    correlation: n > 1 ? (variance(standard) - n) / (n * (n - 1)) : undefined,
    mixVolatility: Math.sqrt(variance(mix) * periodsPerYear),
    valueAtRisk: valueAtRisk(sorted, PPM),
    expectedShortfall: expectedShortfall(sorted, PPM),
    excessKurtosis: sampleKurtosis(mix),
  };
}

interface MixMoments {
  readonly share: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Means and covariance over all periods: those within the regimes, and that between their means. */
function together(regimes: readonly Regime[], n: number) {
  const means = new Float64Array(n);
  for (const regime of regimes) regime.means.forEach((m, a) => (means[a] += regime.share * m));
  const covariance = new Float64Array(n * n);
  for (const regime of regimes) {
    covariance.forEach((_, k) => {
      const [a, b] = [Math.floor(k / n), k % n];
      const apart = (regime.means[a] - means[a]) * (regime.means[b] - means[b]);
      covariance[k] += regime.share * (regime.covariance[k] + apart);
    });
  }
  return { means, covariance };
}

function mixOf({ share, means, covariance }: Regime): MixMoments {
  const n = means.length;
  let sum = 0;
  for (const entry of covariance) sum += entry;
  return { share, mean: mean(means), deviation: Math.sqrt(sum) / n };
}

function averageCorrelation(covariance: Float64Array, deviations: Float64Array) {
  const n = deviations.length;
  if (n < 2) return undefined;
  let sum = 0;
  for (let a = 1; a < n; a += 1) {
    for (let b = 0; b < a; b += 1) sum += covariance[a * n + b] / (deviations[a] * deviations[b]);
  }
  return sum / ((n * (n - 1)) / 2);
}

function tailOf(
  { model, df }: SyntheticRecipe,
  parts: readonly MixMoments[],
  { mean: center, deviation }: MixMoments,
): Pick<SyntheticFigures, 'valueAtRisk' | 'expectedShortfall' | 'excessKurtosis'> {
  if (model === 'regimes') return mixtureTail(parts, center, deviation);
  if (model === 'student') {
    const scale = deviation * Math.sqrt((df - 2) / df);
    const fit = { degrees: df, location: center, scale };
    return {
      valueAtRisk: studentValueAtRisk(fit, PPM),
      expectedShortfall: studentExpectedShortfall(fit, PPM),
      excessKurtosis: df > 4 ? 6 / (df - 4) : undefined,
    };
  }
  return {
    valueAtRisk: normalValueAtRisk(center, deviation, PPM),
    expectedShortfall: normalExpectedShortfall(center, deviation, PPM),
    excessKurtosis: 0,
  };
}

/**
 * A mixture of normals: the quantile q by halving where P(R <= q) = p, the shortfall from the part
 * of each below it, -sum share (m Phi(z) - s phi(z)) / p with z = (q - m) / s, and the kurtosis
 * from the fourth moments about the common mean.
 */
function mixtureTail(parts: readonly MixMoments[], center: number, deviation: number) {
  const p = PPM / 1_000_000;
  const sum = (term: (part: MixMoments) => number) =>
    parts.reduce((total, part) => total + part.share * term(part), 0);
  const below = (q: number) => sum((part) => normalDistribution((q - part.mean) / part.deviation));
  let [low, high] = [center - 10 * deviation, center + 10 * deviation];
  for (let k = 0; k < 100; k += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  const shortfall = sum(({ mean: m, deviation: s }) => {
    const z = (high - m) / s;
    return s * normalDensity(z) - m * normalDistribution(z);
  });
  const fourth = sum(({ mean: m, deviation: s }) => {
    const [d2, s2] = [(m - center) * (m - center), s * s];
    return 3 * s2 * s2 + 6 * s2 * d2 + d2 * d2;
  });
  const square = deviation * deviation;
  return {
    valueAtRisk: 0 - high,
    expectedShortfall: shortfall / p,
    excessKurtosis: fourth / (square * square) - 3,
  };
}

/** Adjusted (G2). */
function sampleKurtosis(values: Float64Array): number {
  const n = values.length;
  const center = mean(values);
  let second = 0;
  let fourth = 0;
  for (const value of values) {
    const square = (value - center) * (value - center);
    second += square;
    fourth += square * square;
  }
  const excess = (n * fourth) / (second * second) - 3;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
}
