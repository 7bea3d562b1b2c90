/**
 * Growth of 1: wealth after each period, `out[0] = 1`, `out[t] = out[t - 1] (1 + r_(t - 1))`.
 *
 * Writes T + 1 values. A return of -1 leaves 0 from there on; lower ones are not a price's.
 */
export function growth(returns: usize, T: i32, out: usize): void {
  let wealth: f64 = 1;
  store<f64>(out, wealth);
  for (let t = 0; t < T; t++) {
    wealth *= 1 + load<f64>(returns + ((<usize>t) << 3));
    store<f64>(out + ((<usize>t) << 3), wealth, 8);
  }
}
