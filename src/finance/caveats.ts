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

const reasons: Readonly<Record<Distortion, (labels: string) => string>> = {
  'monthly-average': (labels) =>
    `Built from monthly averages, not month-end prices: ${labels}. Volatility and losses come out about 15 % too low.`,
  smoothed: (labels) =>
    `Smoothed by appraisal or interpolation: ${labels}. Volatility comes out far too low.`,
  'price-index': (labels) => `Without dividends or rents: ${labels}. Returns come out too low.`,
  desmoothed: (labels) =>
    `Desmoothed by a formula: ${labels}. Volatility and losses depend on the weight chosen for it.`,
  winsorized: (labels) =>
    `The most extreme returns were limited: ${labels}. Losses come out smaller than in the data.`,
};

/** Steps leave a trace in what smoothing misstates. */
const misstates = (d: Distortion): Distortion =>
  d === 'desmoothed' || d === 'winsorized' ? 'smoothed' : d;

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
          .filter((d) => measure.distortedBy?.includes(misstates(d)))
          .map((d) => ({ column, d }))
      : [],
  );
  if (faults.length === 0) return undefined;
  const kinds = [...new Set(faults.map(({ d }) => d))];
  const long = kinds
    .map((kind) => faults.filter(({ d }) => d === kind).map(({ column }) => column.label))
    .map((labels, i) => reasons[kinds[i]](labels.join(', ')))
    .join(' ');
  const risky = kinds.filter((kind) => kind !== 'price-index');
  if (risky.length > 0) {
    const estimated = risky.every((kind) => kind === 'desmoothed');
    return { short: estimated ? 'estimated' : (measure.bias ?? 'understated'), long };
  }
  const held = columns.filter((_, i) => weights[i] > 0).length;
  return { short: faults.length === held ? 'without dividends' : 'without some income', long };
}
