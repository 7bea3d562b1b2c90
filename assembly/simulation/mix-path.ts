/**
 * The path of a mix through history: what it returned each period, under a rule of rebalancing.
 *
 * Holdings grow by h_i <- h_i (1 + r_i); the value is their sum V; the return of a period is
 * V_t / V_(t - 1) - 1. After the return, at the period's end, the mix is reset to its weights
 * where the calendar says so (`calendar[t] = 1`) or the rule asks for it:
 *   0  no rule, the calendar alone (all zeros: buy and hold)
 *   1  absolute band: any |h_i / V - w_i| > band
 *   2  relative band: any |h_i / V - w_i| > band * w_i
 *   3  5/25: any |h_i / V - w_i| > min(0.05, 0.25 w_i); `band` is not used
 *
 * Cost: what is traded is sum |w_i V - h_i|, measured against the target of the value before the
 * cost; cost = costRate * traded is taken from the value at the rebalance, and h_i = w_i (V - cost).
 * It lowers the return of that period. The purchase at the start is free. Turnover is one-way,
 * traded / (2 V), and 0 in periods without a reset.
 *
 * Writes T returns, T turnovers and the n holdings after the last period per unit invested at the
 * start. Returns -1; or, where the value falls to 0 or below, the number of the period in which it
 * did: that return is -1, later returns and turnovers are 0, and the holdings are 0.
 */
export function mixPath(
  columns: usize,
  weights: usize,
  n: i32,
  T: i32,
  calendar: usize,
  rule: i32,
  band: f64,
  costRate: f64,
  returns: usize,
  turnover: usize,
  holdings: usize,
): i32 {
  const assets = (<usize>n) << 3;
  const column = (<usize>T) << 3;
  let previous: f64 = 0;
  for (let i: usize = 0; i < assets; i += 8) {
    const weight = load<f64>(weights + i);
    store<f64>(holdings + i, weight);
    previous += weight;
  }
  for (let t = 0; t < T; t++) {
    const at = (<usize>t) << 3;
    let value: f64 = 0;
    let source = columns + at;
    for (let i: usize = 0; i < assets; i += 8) {
      const holding = load<f64>(holdings + i) * (1 + load<f64>(source));
      store<f64>(holdings + i, holding);
      value += holding;
      source += column;
    }
    let traded: f64 = 0;
    let cost: f64 = 0;
    if (
      value > 0 &&
      (load<u8>(calendar + <usize>t) != 0 || outside(rule, band, weights, holdings, assets, value))
    ) {
      for (let i: usize = 0; i < assets; i += 8) {
        traded += Math.abs(load<f64>(weights + i) * value - load<f64>(holdings + i));
      }
      cost = costRate * traded;
      for (let i: usize = 0; i < assets; i += 8) {
        store<f64>(holdings + i, load<f64>(weights + i) * (value - cost));
      }
    }
    const after = value - cost;
    if (!(after > 0) && after == after) {
      store<f64>(returns + at, -1);
      store<f64>(turnover + at, 0);
      memory.fill(returns + at + 8, 0, column - at - 8);
      memory.fill(turnover + at + 8, 0, column - at - 8);
      memory.fill(holdings, 0, assets);
      return t;
    }
    store<f64>(returns + at, after / previous - 1);
    store<f64>(turnover + at, traded / (2 * value));
    previous = after;
  }
  return -1;
}

/** Whether any weight has left its band. */
function outside(
  rule: i32,
  band: f64,
  weights: usize,
  holdings: usize,
  assets: usize,
  value: f64,
): bool {
  if (rule == 0) return false;
  for (let i: usize = 0; i < assets; i += 8) {
    const target = load<f64>(weights + i);
    let limit = band;
    if (rule == 2) limit = band * target;
    else if (rule == 3) limit = Math.min(0.05, 0.25 * target);
    if (Math.abs(load<f64>(holdings + i) / value - target) > limit) return true;
  }
  return false;
}
