/** Compares a result with the numbers that it should hold. */
import type { Check, Part } from './cases';

/** A check that was made. */
export interface Line {
  readonly part: Part;
  readonly what: string;
  readonly source: string;
  /** How many numbers it compares. */
  readonly count: number;
  /** How many of them are within the tolerance. */
  readonly held: number;
  /** The two numbers that differ most, and by how much, relative to the expected one. */
  readonly expected: number;
  readonly here: number;
  readonly error: number;
  readonly tolerance: number;
  /** Why there is no number, where there is none. */
  readonly problem?: string;
}

export function compare(part: Part, check: Check, source: string, result: object): Line {
  const { what, expected, tolerance } = check;
  const found = numbersOf(result, check);
  let worst = 0;
  let held = 0;
  const errors = expected.map((wanted, i) => relativeError(found.at(i) ?? NaN, wanted));
  errors.forEach((error, i) => {
    if (error <= tolerance) held += 1;
    if (error > errors[worst]) worst = i;
  });
  // A number too many is as wrong as one too few.
  const same = found.length === expected.length;
  return {
    ...{ part, what, source, tolerance },
    count: expected.length,
    held: same ? held : 0,
    expected: expected[worst],
    here: found.at(worst) ?? NaN,
    error: same ? errors[worst] : Infinity,
  };
}

/** A check whose run gave nothing. */
export function unanswered(part: Part, check: Check, source: string, problem: string): Line {
  const { what, expected, tolerance } = check;
  return {
    ...{ part, what, source, tolerance, problem },
    ...{ count: expected.length, held: 0, expected: expected[0], here: NaN, error: Infinity },
  };
}

export function holds({ count, held }: Line): boolean {
  return held === count;
}

/** Of two lines the one that uses up more of what is allowed to it. */
export function closer(a: Line, b: Line): Line {
  return share(b) > share(a) ? b : a;
}

function share({ error, tolerance }: Line): number {
  if (tolerance > 0) return error / tolerance;
  return error > 0 ? Infinity : 0;
}

/** |actual - expected| / |expected|, 0 for the same number, infinite where there is none. */
function relativeError(actual: number, expected: number): number {
  if (actual === expected) return 0;
  const error = Math.abs(actual - expected) / Math.abs(expected);
  return Number.isNaN(error) ? Infinity : error;
}

/** The numbers that a check names: a quantity stands for its value. */
function numbersOf(result: object, { field, at, sum }: Check): readonly number[] {
  let found: unknown = result;
  for (const key of field.split('.')) found = (found as Record<string, unknown> | undefined)?.[key];
  if (typeof found === 'number') return [found];
  if (!isList(found)) {
    const value = (found as { value?: unknown } | undefined)?.value;
    return typeof value === 'number' ? [value] : [];
  }
  if (sum === true) return [Array.from(found).reduce((total, value) => total + value, 0)];
  return at === undefined ? Array.from(found) : at.map((i) => found[i]);
}

function isList(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
