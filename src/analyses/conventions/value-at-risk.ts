/** The value at risk of the mix over one period, by every convention. */
import { mixComoments } from '../../finance/comoments';
import {
  cornishFisherMonotone,
  cornishFisherValueAtRisk,
  mixMoments,
  type FourMoments,
} from '../../finance/cornish-fisher';
import { log1p } from '../../finance/elementary';
import { ewmaRisk } from '../../finance/ewma-risk';
import { normalValueAtRisk } from '../../finance/normal-risk';
import { expectedShortfall, tailMass, valueAtRisk } from '../../finance/order-statistic';
import { quantileOfType, type QuantileType } from '../../finance/quantile-types';
import { undefinedBecause, type Quantity } from '../../finance/quantity';
import {
  deviationOf,
  lastThreeYears,
  meanOf,
  moves,
  pathOf,
  totalLoss,
  type History,
} from './history';
import type { ByConvention, ConventionsParameters } from './spec';

/** Observations below which the history says nothing about a tail. */
const FEWEST = 20;

const flat = undefinedBecause('zero-variance', 'needs returns that move');

export function valuesAtRisk(
  history: History,
  { tail }: ConventionsParameters,
): ByConvention<'valueAtRisk'> {
  const { series, mix, f } = history;
  const sorted = ascending(mix);
  const refusal = tooFew(mix.length);
  /** By order statistics, which need enough of them. */
  const of = (value: () => number): Quantity => refusal ?? { value: value() };
  const ours = valueAtRisk(sorted, tail);
  const [mean, deviation] = [meanOf(mix), deviationOf(mix)];
  const population = mixMoments(series.weights, mixComoments(series.weights, series.returns));
  const type = (number: QuantileType) => of(() => 0 - quantileOfType(sorted, tail, number));
  const neighbors = between(sorted, tail);
  const recent = lastThreeYears(history, mix);
  return {
    ours: of(() => ours),
    normal: { value: normalValueAtRisk(mean, deviation, tail) },
    normalPopulation: { value: normalValueAtRisk(mean, deviationOf(mix, 0), tail) },
    zeroMean: { value: normalValueAtRisk(0, deviation, tail) },
    ewma94: { value: ewmaRisk(mix, tail, 0.94).valueAtRisk },
    cornishFisher: moves(deviation) ? expanded(population, tail) : flat,
    cornishFisherSample: moves(deviation) ? expanded(sampleMoments(history), tail) : flat,
    log: refusal ?? (ours < 1 ? { value: 0 - log1p(0 - ours) } : totalLoss),
    relative: of(() => ours + mean),
    type2: type(2),
    type3: type(3),
    type4: type(4),
    type5: type(5),
    type6: type(6),
    type7: of(() => valueAtRisk(sorted, tail, 'interpolated')),
    type8: type(8),
    type9: type(9),
    lower: of(() => 0 - neighbors.lower),
    higher: of(() => 0 - neighbors.higher),
    midpoint: of(() => 0 - (neighbors.lower + neighbors.higher) / 2),
    textbookIndex: of(() => valueAtRisk(sorted, tail, 'textbook-index')),
    drifting: of(() => valueAtRisk(ascending(pathOf(history, 'none')), tail)),
    threeYears:
      recent && (tooFew(recent.length) ?? { value: valueAtRisk(ascending(recent), tail) }),
    expectedShortfall: of(() => expectedShortfall(sorted, tail)),
    twoSided: { value: normalValueAtRisk(mean, deviation, tail / 2) },
    otherTail: of(() => 0 - valueAtRisk(sorted, 1_000_000 - tail, 'interpolated')),
    annualized: f === 1 ? undefined : of(() => ours * Math.sqrt(f)),
    addedUp: of(() =>
      series.weights.reduce(
        (sum, w, i) => sum + w * valueAtRisk(ascending(series.returns[i]), tail),
        0,
      ),
    ),
  };
}

function tooFew(periods: number) {
  if (periods >= FEWEST) return undefined;
  const reason = `needs at least ${FEWEST} periods, the history has ${periods}`;
  return undefinedBecause('too-few-observations', reason);
}

function ascending(column: Float64Array): Float64Array {
  return column.slice().sort();
}

/** The neighbors of position (n - 1) p, counted from 0. */
function between(sorted: Float64Array, tail: number): { lower: number; higher: number } {
  const { whole, millionths } = tailMass(tail, sorted.length - 1);
  return { lower: sorted[whole], higher: sorted[millionths > 0 ? whole + 1 : whole] };
}

function expanded(moments: FourMoments, tail: number): Quantity {
  if (!Number.isFinite(moments.skewness + moments.excessKurtosis)) return fewForMoments;
  const monotone = cornishFisherMonotone(moments.skewness, moments.excessKurtosis, tail);
  const value = cornishFisherValueAtRisk(moments, tail);
  return monotone ? { value } : { value, unreliable: 'the expansion turns back at these moments' };
}

const fewForMoments = undefinedBecause(
  'too-few-observations',
  'skewness and kurtosis of a sample need at least four periods',
);

/** With the divisors of spreadsheets and pandas. */
function sampleMoments({ kernels, mix }: History): FourMoments {
  const [mean, variance, skewness, excessKurtosis] = kernels.scope((memory) => {
    const out = memory.reserve(8);
    kernels.exports.moments(memory.write(mix), mix.length, out);
    return memory.read(out, 4);
  });
  return { mean, deviation: Math.sqrt(variance), skewness, excessKurtosis };
}
