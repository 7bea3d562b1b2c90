/** The volatility of the mix a year, by every convention. */
import { expm1, log1p } from '../../finance/elementary';
import { ewmaVariances } from '../../finance/ewma-risk';
import { mixVariance } from '../../finance/portfolio';
import { estimate, type Quantity } from '../../finance/quantity';
import { sampleMoments } from '../../kernels/statistics';
import {
  deviationBelow,
  deviationOf,
  lastThreeYears,
  logReturns,
  meanOf,
  medianOf,
  pathOf,
  resampled,
  totalLoss,
  varianceOf,
  type History,
} from './history';
import type { ByConvention } from './spec';

/** What makes the median deviation of a normal distribution its standard deviation, as in R. */
const NORMAL_MEDIAN = 1.4826;

export function volatilities(history: History): ByConvention<'volatility'> {
  const { series, kernels, mix, f, daily } = history;
  const { covariance } = sampleMoments(kernels, series.returns);
  const n = series.assets.length;
  const year = Math.sqrt(f);
  const deviation = deviationOf(mix);
  const mean = meanOf(mix);
  const logs = logReturns(mix);
  const recent = lastThreeYears(history, mix);
  const assets = series.weights.reduce(
    (sum, w, i) => sum + w * Math.sqrt(covariance[i * n + i]),
    0,
  );
  const of = (value: number): Quantity => ({ value });
  const where = (applies: boolean, value: number) => (applies ? of(value) : undefined);
  const days = (count: number) => where(daily && f !== count, deviation * Math.sqrt(count));
  const ewma = (decay: number) => of(Math.sqrt(last(ewmaVariances(mix, decay)) * f));
  return {
    ours: of(Math.sqrt(mixVariance(series.weights, covariance) * f)),
    log: logs === undefined ? totalLoss : of(deviationOf(logs) * year),
    compounded: compounded(mean, varianceOf(mix), f),
    zeroMean: of(Math.sqrt(meanOf(mix.map((r) => r * r)) * f)),
    ewma94: ewma(0.94),
    ewma97: ewma(0.97),
    population: of(deviationOf(mix, 0) * year),
    days250: days(250),
    days252: days(252),
    days260: days(260),
    yearly: of(deviationOf(pathOf(history, 'yearly')) * year),
    drifting: of(deviationOf(pathOf(history, 'none')) * year),
    resampled: ofLonger(history),
    threeYears: recent && of(deviationOf(recent) * year),
    perPeriod: where(f !== 1, deviation),
    wrongDays: where(!daily, deviation * Math.sqrt(252)),
    days365: days(365),
    twelve: where(f > 12, deviation * Math.sqrt(12)),
    timesPeriods: where(f !== 1, deviation * f),
    weightedAverage: of(assets * year),
    semideviation: of(deviationBelow(mix, mean) * year),
    downside: of(deviationBelow(mix, 0) * year),
    averageDeviation: of(meanOf(mix.map((r) => Math.abs(r - mean))) * year),
    medianDeviation: of(medianDeviation(mix) * NORMAL_MEDIAN * year),
  };
}

/** sqrt((s^2 + (1 + m)^2)^f - (1 + m)^(2 f)), without the difference of two large numbers. */
function compounded(mean: number, variance: number, f: number): Quantity {
  if (mean <= -1) return totalLoss;
  const growth = 2 * f * log1p(mean);
  const spread = f * log1p(variance / ((1 + mean) * (1 + mean)));
  return estimate(Math.sqrt((expm1(growth) + 1) * expm1(spread)), totalLoss);
}

function ofLonger(history: History): Quantity | undefined {
  const longer = resampled(history, [history.mix]);
  if (longer === undefined || !('columns' in longer)) return longer;
  return { value: deviationOf(longer.columns[0]) * Math.sqrt(longer.f) };
}

function medianDeviation(column: Float64Array): number {
  const median = medianOf(column);
  return medianOf(column.map((x) => Math.abs(x - median)));
}

function last(values: Float64Array): number {
  return values[values.length - 1];
}
