/** The returns of the mix over the horizon, as its history had them, and their histogram. */
import type { Series } from '../../finance/dataset';
import { mixReturns } from '../../finance/portfolio';
import type { Kernels } from '../../kernels/kernels';
import { binsBetween, countBins } from './bins';
import type { Windows } from './historical';
import type { Histogram } from './spec';

const HISTORY_BINS = 45;

/** Returns of constant weights, and those of every overlapping window of the horizon. */
export function windowsOf(
  series: Series,
  horizon: number,
  kernels: Kernels,
): Windows & { perPeriod: Float64Array } {
  const T = series.index.length;
  const perPeriod = mixReturns(series.weights, series.returns);
  const count = Math.max(0, T - horizon + 1);
  // One period needs no compounding, which would round a small return to the digits of 1 + r.
  if (horizon === 1) {
    return { perPeriod, returns: perPeriod, sorted: perPeriod.slice().sort(), effective: T };
  }
  return kernels.scope((memory) => {
    const windows = memory.reserve(count);
    if (count > 0) kernels.exports.compoundWindows(memory.write(perPeriod), T, horizon, windows);
    const returns = memory.read(windows, count);
    return { perPeriod, returns, sorted: returns.slice().sort(), effective: T / horizon };
  });
}

/** The windows of the history in equal bins from the worst to the best. */
export function historyBins({ returns, sorted }: Windows, kernels: Kernels): Histogram {
  if (returns.length === 0) return { low: 0, width: 0, counts: new Float64Array(0) };
  const bins = binsBetween(sorted[0], sorted[sorted.length - 1], HISTORY_BINS);
  const counts = kernels.scope((memory) =>
    countBins(kernels, memory.write(returns), returns.length, bins, HISTORY_BINS),
  );
  return { ...bins, counts };
}
