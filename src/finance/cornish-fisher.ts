/**
 * Value at risk by the Cornish-Fisher expansion of a quantile in skewness and kurtosis, and the
 * modified expected shortfall that goes with it; positive losses for one period.
 *
 * With z the normal quantile of the tail p, S the skewness and K the excess kurtosis, all
 * moments with divisor T:
 * h = z + (z^2 - 1) S/6 + (z^3 - 3 z) K/24 - (2 z^3 - 5 z) S^2/36.
 * It is an expansion about the normal: for large S or K the map from z to h turns back, a
 * rarer loss becomes a smaller one, and no distribution has these quantiles. `ppm` is the tail
 * in parts per million.
 * Reference: Favre and Galeano, Mean-modified value-at-risk optimization with hedge funds,
 * Journal of Alternative Investments 5 (2002); Maillard, A user's guide to the Cornish Fisher
 * expansion (2012).
 */
import type { Comoments } from './comoments';
import { normalDensity, normalQuantile } from './normal-distribution';

/** Divisor T throughout; deviation and mean in returns per period. */
export interface FourMoments {
  readonly mean: number;
  readonly deviation: number;
  readonly skewness: number;
  readonly excessKurtosis: number;
}

/** -(mean + deviation h). */
export function cornishFisherValueAtRisk(moments: FourMoments, ppm: number): number {
  return 0 - moments.mean - moments.deviation * expand(tailQuantile(ppm), moments);
}

/**
 * The modified expected shortfall, -(mean - deviation / p phi(h) [1 + S h^3/6
 * + K (h^4 - 2 h^2 - 1)/24 + S^2 (h^6 - 9 h^4 + 9 h^2 + 3)/72]): the mean of the Edgeworth
 * density below h. Raw: it can fall below the value at risk where the expansion fails; the
 * "operational" form is the larger of the two.
 * Reference: Boudt, Peterson and Croux, Estimation and decomposition of downside risk for
 * portfolios with non-normal returns, Journal of Risk 11 (2008).
 */
export function modifiedExpectedShortfall(moments: FourMoments, ppm: number): number {
  const { mean, deviation, skewness, excessKurtosis } = moments;
  const h = expand(tailQuantile(ppm), moments);
  const h2 = h * h;
  const bracket =
    1 +
    (skewness / 6) * h * h2 +
    (excessKurtosis / 24) * (h2 * (h2 - 2) - 1) +
    ((skewness * skewness) / 72) * (h2 * (h2 * (h2 - 9) + 9) + 3);
  return (deviation * normalDensity(h) * bracket) / (ppm / 1_000_000) - mean;
}

/**
 * Whether h increases with z: on the whole line, which is Maillard's domain of validity, or
 * with `ppm` between z_p and -z_p only. Exact: the derivative of h is the parabola
 * (K/8 - S^2/6) z^2 + S/3 z + 1 - K/8 + 5 S^2/36, and its minimum must not be below 0.
 */
export function cornishFisherMonotone(skewness: number, excessKurtosis: number, ppm?: number) {
  const square = skewness * skewness;
  const a = excessKurtosis / 8 - square / 6;
  const b = skewness / 3;
  const c = 1 - excessKurtosis / 8 + (5 * square) / 36;
  if (ppm === undefined) return a > 0 ? 4 * a * c >= b * b : a === 0 && b === 0 && c >= 0;
  const end = Math.abs(tailQuantile(ppm));
  const atEnds = a * end * end + c - Math.abs(b) * end;
  const inside = a > 0 && Math.abs(b) < 2 * a * end;
  return atEnds >= 0 && (!inside || 4 * a * c >= b * b);
}

/** The four moments of the mix whose co-moments are given; S and K are NaN without variance. */
export function mixMoments(weights: ArrayLike<number>, comoments: Comoments): FourMoments {
  const [mean, second, third, fourth] = [
    comoments.means,
    comoments.second,
    comoments.third,
    comoments.fourth,
  ].map((column) => column.reduce((sum, value, i) => sum + weights[i] * value, 0));
  const deviation = Math.sqrt(second);
  const skewness = third / (second * deviation);
  return { mean, deviation, skewness, excessKurtosis: fourth / (second * second) - 3 };
}

/**
 * Euler contributions of each asset to the Cornish-Fisher value at risk, which sum to it:
 * w_i dVaR/dw_i, through the slopes of the mix's own mean, deviation, skewness and kurtosis.
 * NaN for a mix without variance.
 */
export function cornishFisherContributions(
  weights: ArrayLike<number>,
  comoments: Comoments,
  ppm: number,
): Float64Array {
  const { means, second, third, fourth } = comoments;
  const moments = mixMoments(weights, comoments);
  const { deviation, skewness, excessKurtosis } = moments;
  const z = tailQuantile(ppm);
  const h = expand(z, moments);
  const bySkewness = (z * z - 1) / 6 - ((2 * z * z - 5) * z * skewness) / 18;
  const byKurtosis = ((z * z - 3) * z) / 24;
  return Float64Array.from(means, (mean, i) => {
    // Slopes in w_i times w_i; those of S and K sum to 0.
    const beta = second[i] / (deviation * deviation);
    const skew = 3 * (third[i] / (deviation * deviation * deviation) - skewness * beta);
    const square = deviation * deviation;
    const kurtosis = 4 * (fourth[i] / (square * square) - (excessKurtosis + 3) * beta);
    const change = h * beta + bySkewness * skew + byKurtosis * kurtosis;
    return weights[i] * (0 - mean - deviation * change);
  });
}

/** h of the quantile z. */
function expand(z: number, { skewness, excessKurtosis }: FourMoments): number {
  const square = z * z;
  const bySkewness = ((square - 1) * skewness) / 6;
  const byKurtosis = ((square - 3) * z * excessKurtosis) / 24;
  return z + bySkewness + byKurtosis - ((2 * square - 5) * z * skewness * skewness) / 36;
}

function tailQuantile(ppm: number): number {
  if (!Number.isInteger(ppm) || ppm < 1 || ppm > 999_999) {
    throw new RangeError(`a tail is an integer from 1 to 999999 parts per million, not ${ppm}`);
  }
  return normalQuantile(ppm / 1_000_000);
}
