/**
 * Scenario and data to result: the chosen statistics over a moving window for the mix and its
 * assets, where today stands among them, and the return of every holding time by its start.
 */
import { expm1, log1p } from '../../finance/elementary';
import { quantileType7 } from '../../finance/order-statistic';
import { mixReturns } from '../../finance/portfolio';
import { undefinedBecause, type Quantity } from '../../finance/quantity';
import { splitChoices } from '../parameter-kinds';
import type { Input } from '../analysis';
import { roll } from './roll';
import { statistics, type Rolled, type RollingParameters, type RollingResult } from './spec';

export function compute(input: Input<RollingParameters>): RollingResult {
  const { series, parameters } = input;
  const mix = mixReturns(series.weights, series.returns);
  const against = Math.max(0, series.assets.indexOf(parameters.against));
  const chosen = splitChoices(parameters.shown);
  const rolled = statistics.flatMap((statistic, position): Rolled[] => {
    if (!chosen.includes(statistic)) return [];
    const along = (returns: Float64Array) =>
      roll(statistic, returns, series.returns[against], input);
    return [{ statistic: position, mix: along(mix), assets: series.returns.map(along), ...none }];
  });
  return {
    window: parameters.window,
    periodsPerYear: series.periodsPerYear,
    against,
    rolled: rolled.map((one) => ({ ...one, ...standing(one.mix) })),
    ...holdingReturns(mix, parameters.years, series.periodsPerYear, input),
  };
}

const tooShort = undefinedBecause('too-few-observations', 'the window is longer than the history');
const none = {
  today: tooShort,
  percentile: tooShort,
  low: tooShort,
  middle: tooShort,
  high: tooShort,
};

/** Where the last value stands among all of them. */
function standing(values: Float64Array): Omit<Rolled, 'statistic' | 'mix' | 'assets'> {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return none;
  const last = values[values.length - 1];
  const undefinedToday = undefinedBecause('zero-variance', 'not defined in the last window');
  const today: Quantity = Number.isNaN(last) ? undefinedToday : { value: last };
  const atMost = known.reduce((count, value) => count + (value <= last ? 1 : 0), 0);
  return {
    today,
    percentile: Number.isNaN(last) ? undefinedToday : { value: atMost / known.length },
    low: { value: known[0] },
    middle: { value: quantileType7(known, 0.5) },
    high: { value: known[known.length - 1] },
  };
}

/** Return a year of every window of so many years, by its start. */
function holdingReturns(
  mix: Float64Array,
  years: number,
  periodsPerYear: number,
  { kernels }: Input<RollingParameters>,
): Pick<
  RollingResult,
  'holdingPeriods' | 'holding' | 'holdingWorst' | 'holdingMedian' | 'holdingBest' | 'holdingLosses'
> {
  const periods = Math.floor(years * periodsPerYear + 0.5);
  const T = mix.length;
  if (periods > T) {
    const reason = undefinedBecause(
      'too-few-observations',
      `the history is shorter than ${years} years`,
    );
    return {
      holdingPeriods: periods,
      holding: new Float64Array(0),
      holdingWorst: reason,
      holdingMedian: reason,
      holdingBest: reason,
      holdingLosses: reason,
    };
  }
  const compounded = kernels.scope((memory) => {
    const out = memory.reserve(T);
    kernels.exports.rollingProduct(memory.write(mix), T, periods, periods, out);
    return memory.read(out, T).subarray(periods - 1);
  });
  const holding = compounded.map((total) => expm1(log1p(total) / years));
  const sorted = holding.slice().sort();
  return {
    holdingPeriods: periods,
    holding,
    holdingWorst: { value: sorted[0] },
    holdingMedian: { value: quantileType7(sorted, 0.5) },
    holdingBest: { value: sorted[sorted.length - 1] },
    holdingLosses: {
      value: holding.reduce((count, value) => count + (value < 0 ? 1 : 0), 0) / holding.length,
    },
  };
}
