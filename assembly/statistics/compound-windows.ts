/**
 * Compounded return of every window of `periods` consecutive returns.
 *
 * `out[t] = prod_{j = 0}^{periods - 1} (1 + r_(t + j)) - 1`, T - periods + 1 values; none where T
 * is shorter than the window.
 *
 * Method: each product afresh, eight windows at a time, so that no rounding is carried from one
 * window to the next; meant for up to some hundreds of periods. Relative error of 1 + result at
 * most `periods` roundings.
 */
export function compoundWindows(returns: usize, T: i32, periods: i32, out: usize): void {
  const windows = T - periods + 1;
  const one = f64x2.splat(1);
  let t = 0;
  for (const eights = windows & ~7; t < eights; t += 8) {
    let p0 = one;
    let p1 = one;
    let p2 = one;
    let p3 = one;
    let at = returns + ((<usize>t) << 3);
    for (const end = at + ((<usize>periods) << 3); at < end; at += 8) {
      p0 = f64x2.mul(p0, f64x2.add(one, v128.load(at)));
      p1 = f64x2.mul(p1, f64x2.add(one, v128.load(at, 16)));
      p2 = f64x2.mul(p2, f64x2.add(one, v128.load(at, 32)));
      p3 = f64x2.mul(p3, f64x2.add(one, v128.load(at, 48)));
    }
    const to = out + ((<usize>t) << 3);
    v128.store(to, f64x2.sub(p0, one));
    v128.store(to, f64x2.sub(p1, one), 16);
    v128.store(to, f64x2.sub(p2, one), 32);
    v128.store(to, f64x2.sub(p3, one), 48);
  }
  for (; t < windows; t++) {
    let product: f64 = 1;
    for (let j = 0; j < periods; j++) product *= 1 + load<f64>(returns + ((<usize>(t + j)) << 3));
    store<f64>(out + ((<usize>t) << 3), product - 1);
  }
}
