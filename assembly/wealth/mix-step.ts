/**
 * One step of a mix on all paths of a block, and its rebalancing at the end of the step.
 *
 * Holdings grow, h_i <- h_i g_i, and sum to the value V of what 1 invested at the start has become.
 * Where `reset` is not 0, or the weights have left their bands, they are reset to `targets`: what is
 * traded is sum |w_i V - h_i|, it costs costRate times as much, and h_i = w_i (V - cost). Rules as in
 * simulation/mix-path.ts: 0 none, 1 absolute band, 2 relative band, 3 5/25.
 *
 * State, a row each: see the numbers below; the holdings of the n assets follow. A path is under
 * water while V is below its peak, the start included, by more than rounding; an episode ends with
 * the step that returns to the peak. A mix that has lost everything stays at nothing, and grows by
 * the factor 0; one that has grown to MOST stays there, so that nothing is ever infinite.
 */
import { rowBytes, STRIDE } from './rows';

/** V, and what it grew by in the step, cost included. */
const VALUE: usize = 0;
const FACTOR: usize = STRIDE;
const PEAK: usize = 2 * STRIDE;
/** Least V / peak so far. */
const LOWEST: usize = 3 * STRIDE;
/** Steps under water now, and in the longest episode. */
const UNDER: usize = 4 * STRIDE;
const LONGEST: usize = 5 * STRIDE;
/** Of the step, traded / (2 V). */
const TURNOVER: usize = 6 * STRIDE;
const HOLDINGS: usize = 7 * STRIDE;

const MOST: f64 = 1e60;
/** From this part of the peak on a path is at the peak: weights add up to 1 but for rounding. */
const AFLOAT: f64 = 1 - 1e-9;

/** Rows of the state of a mix of n assets. */
export function mixRows(n: i32): i32 {
  return 7 + n;
}

/** Sets paths to the start. */
export function startMix(state: usize, targets: usize, n: i32, count: i32): void {
  const bytes = rowBytes(count);
  const one = f64x2.splat(1);
  const nothing = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const path = state + at;
    v128.store(path + VALUE, one);
    v128.store(path + FACTOR, one);
    v128.store(path + PEAK, one);
    v128.store(path + LOWEST, one);
    v128.store(path + UNDER, nothing);
    v128.store(path + LONGEST, nothing);
    v128.store(path + TURNOVER, nothing);
    for (let i: usize = 0; i < <usize>n; i++) {
      v128.store(path + HOLDINGS + i * STRIDE, v128.load64_splat(targets + (i << 3)));
    }
  }
}

export function mixStep(
  state: usize,
  growth: usize,
  targets: usize,
  n: i32,
  reset: i32,
  rule: i32,
  band: f64,
  costRate: f64,
  count: i32,
): void {
  const bytes = rowBytes(count);
  const one = f64x2.splat(1);
  const least = f64x2.splat(f64.MIN_NORMAL_VALUE);
  const most = f64x2.splat(MOST);
  for (let at: usize = 0; at < bytes; at += 64) {
    const path = state + at;
    let v0 = f64x2.splat(0);
    let v1 = v0;
    let v2 = v0;
    let v3 = v0;
    let holding = path + HOLDINGS;
    let factor = growth + at;
    for (let i = 0; i < n; i++) {
      const h0 = f64x2.mul(v128.load(holding), v128.load(factor));
      const h1 = f64x2.mul(v128.load(holding, 16), v128.load(factor, 16));
      const h2 = f64x2.mul(v128.load(holding, 32), v128.load(factor, 32));
      const h3 = f64x2.mul(v128.load(holding, 48), v128.load(factor, 48));
      v128.store(holding, h0);
      v128.store(holding, h1, 16);
      v128.store(holding, h2, 32);
      v128.store(holding, h3, 48);
      v0 = f64x2.add(v0, h0);
      v1 = f64x2.add(v1, h1);
      v2 = f64x2.add(v2, h2);
      v3 = f64x2.add(v3, h3);
      holding += STRIDE;
      factor += STRIDE;
    }
    // The values wait where what they grew by will be.
    v128.store(path + FACTOR, v0);
    v128.store(path + FACTOR, v1, 16);
    v128.store(path + FACTOR, v2, 32);
    v128.store(path + FACTOR, v3, 48);
    for (let two = path; two < path + 64; two += 16) {
      let value = v128.load(two + FACTOR);
      if (reset != 0 || rule != 0) {
        value = rebalance(two, value, targets, n, reset, rule, band, costRate);
      } else {
        v128.store(two + TURNOVER, f64x2.splat(0));
      }
      if (v128.any_true(f64x2.gt(value, most))) value = limit(two, value, n);
      settle(two, value, one, least);
    }
  }
}

/** Shrinks two paths to MOST where they lie above; returns their values. */
function limit(path: usize, value: v128, n: i32): v128 {
  const most = f64x2.splat(MOST);
  const share = f64x2.pmin(f64x2.splat(1), f64x2.div(most, value));
  let holding = path + HOLDINGS;
  for (let i = 0; i < n; i++) {
    v128.store(holding, f64x2.mul(share, v128.load(holding)));
    holding += STRIDE;
  }
  return f64x2.pmin(value, most);
}

// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function settle(path: usize, value: v128, one: v128, least: v128): void {
  const before = v128.load(path + VALUE);
  const peak = f64x2.pmax(v128.load(path + PEAK), value);
  const below = f64x2.lt(value, f64x2.mul(f64x2.splat(AFLOAT), peak));
  const under = v128.load(path + UNDER);
  // Of an episode of m steps the return to the peak is the last; on a peak there is none.
  const longer = f64x2.add(under, one);
  const ended = v128.and(longer, f64x2.gt(under, f64x2.splat(0)));
  v128.store(path + VALUE, value);
  v128.store(path + FACTOR, f64x2.div(value, f64x2.pmax(before, least)));
  v128.store(path + PEAK, peak);
  v128.store(path + LOWEST, f64x2.pmin(v128.load(path + LOWEST), f64x2.div(value, peak)));
  v128.store(path + UNDER, v128.and(longer, below));
  v128.store(
    path + LONGEST,
    f64x2.pmax(v128.load(path + LONGEST), v128.bitselect(longer, ended, below)),
  );
}

/** Resets two paths to their targets where they are due; returns their values after the cost. */
function rebalance(
  path: usize,
  value: v128,
  targets: usize,
  n: i32,
  reset: i32,
  rule: i32,
  band: f64,
  costRate: f64,
): v128 {
  let due = i64x2.splat(reset != 0 ? -1 : 0);
  if (reset == 0) due = outside(path, value, targets, n, rule, band);
  if (!v128.any_true(due)) {
    v128.store(path + TURNOVER, f64x2.splat(0));
    return value;
  }
  let traded = f64x2.splat(0);
  let holding = path + HOLDINGS;
  const end = targets + ((<usize>n) << 3);
  for (let target = targets; target < end; target += 8) {
    const wanted = f64x2.mul(v128.load64_splat(target), value);
    traded = f64x2.add(traded, f64x2.abs(f64x2.sub(wanted, v128.load(holding))));
    holding += STRIDE;
  }
  const cost = f64x2.mul(f64x2.splat(costRate), traded);
  const after = f64x2.sub(value, cost);
  holding = path + HOLDINGS;
  for (let target = targets; target < end; target += 8) {
    const wanted = f64x2.mul(v128.load64_splat(target), after);
    v128.store(holding, v128.bitselect(wanted, v128.load(holding), due));
    holding += STRIDE;
  }
  const turnover = f64x2.div(
    traded,
    f64x2.pmax(f64x2.mul(f64x2.splat(2), value), f64x2.splat(f64.MIN_NORMAL_VALUE)),
  );
  v128.store(path + TURNOVER, v128.and(turnover, due));
  return v128.bitselect(after, value, due);
}

/** Which of two paths have a weight outside its band. */
function outside(path: usize, value: v128, targets: usize, n: i32, rule: i32, band: f64): v128 {
  let any = i64x2.splat(0);
  let holding = path + HOLDINGS;
  for (const end = targets + ((<usize>n) << 3); targets < end; targets += 8) {
    const target = load<f64>(targets);
    let limit = band;
    if (rule == 2) limit = band * target;
    else if (rule == 3) limit = Math.min(0.05, 0.25 * target);
    const wanted = f64x2.mul(f64x2.splat(target), value);
    const gap = f64x2.abs(f64x2.sub(v128.load(holding), wanted));
    any = v128.or(any, f64x2.gt(gap, f64x2.mul(f64x2.splat(limit), value)));
    holding += STRIDE;
  }
  return any;
}
