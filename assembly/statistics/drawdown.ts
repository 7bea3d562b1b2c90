/**
 * Drawdown: how far wealth lies below its highest so far, `W_t / max_{s <= t} W_s - 1`.
 *
 * The first value counts as a peak and must be positive. The result is never positive: 0 at a
 * peak, -1 where everything is lost. `out` may be `wealth`.
 */
export function drawdown(wealth: usize, count: i32, out: usize): void {
  let peak: f64 = 0;
  for (let i = 0; i < count; i++) {
    const value = load<f64>(wealth + ((<usize>i) << 3));
    peak = Math.max(peak, value);
    store<f64>(out + ((<usize>i) << 3), value / peak - 1);
  }
}
