/** Which conventions give a number that somebody got elsewhere. */
import { isDefined, type Quantity } from '../../finance/quantity';
import type { Measure } from './spec';

export interface Nearest {
  /** The number in the unit of the result. */
  readonly mine: number;
  /** A percentage that was typed as a fraction, 0.153 for 15.3 %. */
  readonly asFraction: boolean;
  /** Conventions that give it to the digits typed, the closest first. */
  readonly fitting: readonly string[];
  /** The closest of all. */
  readonly closest: string;
}

/** Measures that are read in percent. */
export function isPercentage(measure: Measure): boolean {
  return measure === 'volatility' || measure === 'valueAtRisk';
}

/**
 * A number fits where rounding to its last digit gives it. A percentage is read in percent and as
 * a fraction, and the reading is taken that comes closer to some convention, in relation to its
 * size. Undefined for 0, which stands for none, and where no convention has a value.
 */
export function nearest(
  typed: number,
  measure: Measure,
  conventions: Readonly<Record<string, Quantity>>,
): Nearest | undefined {
  const values = Object.entries(conventions).flatMap(([id, quantity]) =>
    isDefined(quantity) ? [{ id, value: quantity.value }] : [],
  );
  if (typed === 0 || values.length === 0) return undefined;
  const scales = isPercentage(measure) ? [100, 1] : [1];
  const readings = scales.map((scale) => {
    const mine = typed / scale;
    const byDistance = values
      .slice()
      .sort((a, b) => Math.abs(a.value - mine) - Math.abs(b.value - mine));
    const [closest] = byDistance;
    const size = Math.max(Math.abs(closest.value), Math.abs(mine));
    return { scale, mine, byDistance, distance: Math.abs(closest.value - mine) / size };
  });
  const best = readings.reduce((a, b) => (b.distance < a.distance ? b : a));
  const half = lastDigit(typed) / 2 / best.scale;
  const fits = (value: number) => Math.abs(value - best.mine) <= half * (1 + 1e-9);
  return {
    mine: best.mine,
    asFraction: scales.length > 1 && best.scale === 1,
    fitting: best.byDistance.filter(({ value }) => fits(value)).map(({ id }) => id),
    closest: best.byDistance[0].id,
  };
}

/** The place of the last digit of a number as it is written: 0.1 for 15.3, 1e-5 for 3e-5. */
function lastDigit(value: number): number {
  const [, decimals = '', exponent = '0'] =
    /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Number(`1e${Number(exponent) - decimals.length}`);
}
