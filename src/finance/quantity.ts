/**
 * A number with its errors, or the reason why there is none.
 *
 * Two errors are kept apart. `simulation`: more scenarios shrink it. `sampling`: only more
 * history shrinks it. Both are 95 % intervals. A NaN never stands for "not defined": a
 * quantity is an estimate or an `Undefined` with words a person can read.
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Estimate {
  readonly value: number;
  readonly simulation?: Interval;
  readonly sampling?: Interval;
  /** Set when the value needed help: `how` says which. */
  readonly status?: 'regularized';
  readonly how?: string;
  /** Set when the interval cannot be trusted, for example too few scenarios in the tail. */
  readonly unreliable?: string;
}

export interface Undefined {
  readonly status: 'undefined';
  readonly code: StatusCode;
  readonly reason: string;
}

export type Quantity = Estimate | Undefined;

/** Codes are part of the digest of a result: never renumber, only append. */
export const statusCodes = {
  'too-few-observations': 1,
  'zero-variance': 2,
  'not-positive-definite': 3,
  'no-downside': 4,
  'no-such-data': 5,
  'not-recovered': 6,
  'total-loss': 7,
  'not-available': 8,
} as const;

export type StatusCode = keyof typeof statusCodes;

/** A quantity that has no value, and why. */
export function undefinedBecause(code: StatusCode, reason: string): Undefined {
  return { status: 'undefined', code, reason };
}

/** An estimate, or `zero-variance` style refusal where the value is not finite. */
export function estimate(value: number, otherwise: Undefined, sampling?: Interval): Quantity {
  if (!Number.isFinite(value)) return otherwise;
  return sampling === undefined ? { value } : { value, sampling };
}

export function isDefined(quantity: Quantity): quantity is Estimate {
  return quantity.status !== 'undefined';
}
