/**
 * What the known faults of the data do to a measure, in the words that stand beside it.
 */
import type { Column, Distortion } from './dataset';

export interface Caveat {
  /** One or two words beside the number. */
  readonly short: string;
  /** A sentence that says why. */
  readonly long: string;
}

const reasons: Readonly<Record<Distortion, string>> = {
  'monthly-average':
    'is built from monthly averages, not month-end prices: volatility and losses come out about 15 % too low',
  smoothed: 'is smoothed by appraisal or interpolation: its volatility comes out far too low',
  'price-index': 'is a price index: dividends or rents are missing from its return',
};

/** The caveat for a measure that these faults misstate, or undefined where no weighted column has one. */
export function caveatOf(
  measure: {
    readonly distortedBy?: readonly Distortion[];
    readonly bias?: 'understated' | 'overstated';
  },
  columns: readonly Column[],
  weights: ArrayLike<number>,
): Caveat | undefined {
  const faults = columns.flatMap((column, i) =>
    weights[i] > 0
      ? column.distortions
          .filter((d) => measure.distortedBy?.includes(d))
          .map((d) => ({ column, d }))
      : [],
  );
  if (faults.length === 0) return undefined;
  const long = faults.map(({ column, d }) => `${column.label} ${reasons[d]}.`).join(' ');
  if (faults.some(({ d }) => d !== 'price-index'))
    return { short: measure.bias ?? 'understated', long };
  const held = columns.filter((_, i) => weights[i] > 0).length;
  return { short: faults.length === held ? 'without dividends' : 'without some income', long };
}
