/**
 * By what the withdrawals of a plan, its contributions or its start would have to be multiplied so
 * that a path just succeeds: the critical factor of each path.
 *
 * A plan with the factor s succeeds on a path up to the critical factor (withdrawals) or from it on
 * (contributions, start), since more money out never helps and more money in never harms. So the
 * factor at which a wanted share of paths succeeds is an order statistic of the critical ones: what
 * bisection of that share on common draws would find, with its error, and without simulating again.
 *
 * Method: bisection for every path, on the growth of the mix and the price levels of all steps. The
 * bracket begins at [0, 1] and doubles up to 2^20, then halves 44 times. Four paths at a time, in two
 * registers: each step waits for the one before, and two do not wait for each other.
 *
 * `growth` holds a row for each of the steps 1 to `steps`, `prices` one for the times 0 to `steps`,
 * `flows` the numbers of each time (see money-step.ts). `scaled`: 0 withdrawals, 1 contributions,
 * 2 start. `aim`: 0 never run out, 1 final wealth of at least `goal` in today's money, 2 in money of
 * that time.
 *
 * Writes `count` factors, rounded up to a multiple of eight. Withdrawals: -1 where even without them
 * the path fails. Infinity where no factor up to 2^20 changes the outcome.
 */
import { rowBytes, STRIDE } from './rows';
import { flowNumbers, RICHEST } from './money-step';
import { boundedShare } from './spending';

const MOST: f64 = 1048576;
const HALVINGS: i32 = 44;
const ROUNDING: f64 = 1e-9;

export function criticalFactor(
  out: usize,
  growth: usize,
  prices: usize,
  flows: usize,
  steps: i32,
  start: f64,
  scaled: i32,
  aim: i32,
  goal: f64,
  count: i32,
): void {
  const bytes = rowBytes(count);
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const without = f64x2.splat(scaled == 0 ? -1 : 0);
  const endless = f64x2.splat(Infinity);
  for (let at: usize = 0; at < bytes; at += 32) {
    const g = growth + at;
    const p = prices + at;
    let low0 = zero;
    let low1 = zero;
    let high0 = f64x2.splat(1);
    let high1 = high0;
    const never = beyond(zero, zero, g, p, flows, steps, start, scaled, aim, goal);
    let open = i32x4.splat(-1);
    for (let most: f64 = 1; most <= MOST; most *= 2) {
      open = v128.andnot(open, beyond(high0, high1, g, p, flows, steps, start, scaled, aim, goal));
      if (!v128.any_true(open)) break;
      const open0 = i64x2.extend_low_i32x4_s(open);
      const open1 = i64x2.extend_high_i32x4_s(open);
      low0 = v128.bitselect(high0, low0, open0);
      low1 = v128.bitselect(high1, low1, open1);
      high0 = v128.bitselect(f64x2.add(high0, high0), high0, open0);
      high1 = v128.bitselect(f64x2.add(high1, high1), high1, open1);
    }
    for (let i = 0; i < HALVINGS; i++) {
      const middle0 = f64x2.mul(half, f64x2.add(low0, high0));
      const middle1 = f64x2.mul(half, f64x2.add(low1, high1));
      const past = beyond(middle0, middle1, g, p, flows, steps, start, scaled, aim, goal);
      const past0 = i64x2.extend_low_i32x4_s(past);
      const past1 = i64x2.extend_high_i32x4_s(past);
      high0 = v128.bitselect(middle0, high0, past0);
      high1 = v128.bitselect(middle1, high1, past1);
      low0 = v128.bitselect(low0, middle0, past0);
      low1 = v128.bitselect(low1, middle1, past1);
    }
    let found0 = scaled == 0 ? low0 : high0;
    let found1 = scaled == 0 ? low1 : high1;
    found0 = v128.bitselect(endless, found0, i64x2.extend_low_i32x4_s(open));
    found1 = v128.bitselect(endless, found1, i64x2.extend_high_i32x4_s(open));
    found0 = v128.bitselect(without, found0, i64x2.extend_low_i32x4_s(never));
    found1 = v128.bitselect(without, found1, i64x2.extend_high_i32x4_s(never));
    v128.store(out + at, found0);
    v128.store(out + at, found1, 16);
  }
}

/** Whether these factors of four paths lie beyond their critical ones, i32x4. */
function beyond(
  factor0: v128,
  factor1: v128,
  growth: usize,
  prices: usize,
  flows: usize,
  steps: i32,
  start: f64,
  scaled: i32,
  aim: i32,
  goal: f64,
): v128 {
  const one = f64x2.splat(1);
  const in0 = scaled == 1 ? factor0 : one;
  const in1 = scaled == 1 ? factor1 : one;
  const out0 = scaled == 0 ? factor0 : one;
  const out1 = scaled == 0 ? factor1 : one;
  const richest = f64x2.splat(RICHEST);
  const bytes = (<usize>flowNumbers()) << 3;
  let wealth0 = f64x2.splat(start);
  let wealth1 = wealth0;
  if (scaled == 2) {
    wealth0 = f64x2.mul(factor0, wealth0);
    wealth1 = f64x2.mul(factor1, wealth1);
  }
  let short0 = i64x2.splat(0);
  let short1 = short0;
  for (let time = 0; ; time++) {
    const level0 = v128.load(prices);
    const level1 = v128.load(prices, 16);
    const before0 = f64x2.add(wealth0, f64x2.mul(in0, paidIn(flows, level0)));
    const before1 = f64x2.add(wealth1, f64x2.mul(in1, paidIn(flows, level1)));
    const wanted0 = f64x2.mul(out0, wanted(flows, before0, level0));
    const wanted1 = f64x2.mul(out1, wanted(flows, before1, level1));
    const paid0 = f64x2.pmin(before0, wanted0);
    const paid1 = f64x2.pmin(before1, wanted1);
    short0 = v128.or(short0, missing(wanted0, paid0));
    short1 = v128.or(short1, missing(wanted1, paid1));
    wealth0 = f64x2.sub(before0, paid0);
    wealth1 = f64x2.sub(before1, paid1);
    if (time == steps) break;
    wealth0 = f64x2.pmin(richest, f64x2.mul(wealth0, v128.load(growth)));
    wealth1 = f64x2.pmin(richest, f64x2.mul(wealth1, v128.load(growth, 16)));
    growth += STRIDE;
    prices += STRIDE;
    flows += bytes;
  }
  if (aim != 0) {
    const least = f64x2.splat(goal);
    const goal0 = aim == 1 ? f64x2.mul(least, v128.load(prices)) : least;
    const goal1 = aim == 1 ? f64x2.mul(least, v128.load(prices, 16)) : least;
    short0 = f64x2.lt(wealth0, goal0);
    short1 = f64x2.lt(wealth1, goal1);
  }
  const failed = v128.shuffle<i32>(short0, short1, 0, 2, 4, 6);
  return scaled == 0 ? failed : v128.not(failed);
}

/** Contributions at a time. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function paidIn(flows: usize, level: v128): v128 {
  return f64x2.add(v128.load64_splat(flows), f64x2.mul(v128.load64_splat(flows, 8), level));
}

/** Withdrawals and spending at a time, from the wealth before them. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function wanted(flows: usize, before: v128, level: v128): v128 {
  return f64x2.add(
    f64x2.add(v128.load64_splat(flows, 16), f64x2.mul(v128.load64_splat(flows, 24), level)),
    boundedShare(flows + 32, before, level),
  );
}

/** Which of two paths cannot pay what is wanted, beyond rounding. */
// @ts-ignore: only AssemblyScript has decorators on functions
@inline
function missing(wanted: v128, paid: v128): v128 {
  return f64x2.gt(f64x2.sub(wanted, paid), f64x2.mul(f64x2.splat(ROUNDING), wanted));
}
