/** How far a computed number is from the expected one. */

/** |actual - expected| / |expected|; 0 where both are the same number, NaN included. */
export function relativeError(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  return Math.abs(actual - expected) / Math.abs(expected);
}

/** The distance from the double `x` to its neighbor away from zero. */
function unitInLastPlace(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -1022) return 2 ** -1074;
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent -= 1;
  return Math.max(2 ** -1074, 2 ** (exponent - 52));
}

/** Distance in units in the last place from the number `rounded + rest`. */
export function unitsOff(actual: number, rounded: number, rest = 0): number {
  if (actual === rounded && rest === 0) return 0;
  return Math.abs(actual - rounded - rest) / unitInLastPlace(rounded);
}
