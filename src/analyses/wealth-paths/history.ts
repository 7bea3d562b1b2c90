/**
 * The history in steps of a plan: its own periods where there are at most twelve a year, else
 * months, to which shorter periods are compounded.
 */
import { unitOf } from '../../finance/calendar';
import type { Series } from '../../finance/dataset';
import { hasEnded } from '../../finance/resample';

export interface History {
  readonly stepsPerYear: number;
  /** Simple returns of each asset, and the change of prices where the data have it. */
  readonly returns: readonly Float64Array[];
  readonly inflation?: Float64Array;
  /** What each step is called: a date of its last period, or a row. */
  readonly labels: readonly string[];
}

const MONTHS = 12;

export function historyOf(series: Series): History {
  const { returns, inflation, index, periodsPerYear } = series;
  if (periodsPerYear <= MONTHS) {
    return { stepsPerYear: periodsPerYear, returns, inflation, labels: index };
  }
  const ends = monthEnds(series);
  const compound = (values: Float64Array) =>
    Float64Array.from({ length: ends.length - 1 }, (_, m) => {
      let growth = 1;
      for (let t = ends[m]; t < ends[m + 1]; t++) growth *= 1 + values[t];
      return growth - 1;
    });
  return {
    stepsPerYear: MONTHS,
    returns: returns.map(compound),
    inflation: inflation && compound(inflation),
    labels: ends.slice(1).map((end) => index[end - 1]),
  };
}

/**
 * Where whole months begin and end: row ends[m] is the first of month m, ends[m + 1] the first
 * after it. Dated: calendar months; the first counts if it begins by the 7th, the last if it has
 * ended. Undated: as near as whole rows can follow, without drift.
 */
function monthEnds({ index, dated, frequency, periodsPerYear }: Series): number[] {
  const T = index.length;
  const monthAt = (t: number) =>
    dated ? unitOf(index[t], 'monthly') : Math.floor((t * MONTHS) / periodsPerYear);
  const starts = Array.from({ length: T }, (_, t) => t).filter(
    (t) => t === 0 || monthAt(t) !== monthAt(t - 1),
  );
  if (dated && Number(index[0].slice(8, 10)) > 7) starts.shift();
  const whole = dated
    ? hasEnded(index[T - 1], frequency, 'monthly')
    : Math.floor((T * MONTHS) / periodsPerYear) !== monthAt(T - 1);
  return whole ? [...starts, T] : starts;
}
