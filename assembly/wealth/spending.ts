/**
 * What a spending rule takes out at one time, from the wealth before it and the price level.
 *
 * The rule is a share of the wealth between bounds in today's money: share W, at most ceiling I, at
 * least floor I; the floor wins. A share of wealth alone has the bounds 0 and infinity, an amount
 * has equal bounds, no spending has a ceiling of 0. Further rules get a file of their own each,
 * beside this one, and a case in `moneyStep` and in `criticalFactor`.
 */

/** Bytes of the rule's numbers: share, floor, ceiling. */
export const RULE_BYTES: usize = 24;

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function boundedShare(rule: usize, wealth: v128, prices: v128): v128 {
  const share = f64x2.mul(v128.load64_splat(rule), wealth);
  const floor = f64x2.mul(v128.load64_splat(rule, 8), prices);
  const ceiling = f64x2.mul(v128.load64_splat(rule, 16), prices);
  return f64x2.pmax(floor, f64x2.pmin(ceiling, share));
}
