/**
 * One period of wealth: V becomes V max(0, base + slope x), and the exposure gains the V before.
 * Pairs of float64 along `bytes`, a multiple of 16.
 */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
export function grow(
  wealth: usize,
  exposure: usize,
  shocks: usize,
  bytes: usize,
  base: v128,
  slope: v128,
): void {
  const nothing = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const value = v128.load(wealth + at);
    const growth = f64x2.add(base, f64x2.mul(slope, v128.load(shocks + at)));
    v128.store(exposure + at, f64x2.add(v128.load(exposure + at), value));
    v128.store(wealth + at, f64x2.mul(value, f64x2.max(nothing, growth)));
  }
}
