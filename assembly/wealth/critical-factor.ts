/**
 * By what the withdrawals of a plan, its contributions or its start would have to be multiplied so
 * that a path just succeeds: the critical factor of each path.
 *
 * A plan with the factor s succeeds on a path up to the critical factor (withdrawals) or from it on
 * (contributions, start), since more money out never helps and more money in never harms. So the
 * factor at which a wanted share of paths succeeds is an order statistic of the critical ones: what
 * bisection of that share on common draws would find, with its error, and without simulating again.
 *
 * Method: bisection for every path, on the growth of the mix and the price levels of all steps;
 * two paths at a time. The bracket begins at [0, 1] and doubles up to 2^20, then halves 44 times.
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
import { flowNumbers } from './money-step';
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
  for (let at: usize = 0; at < bytes; at += 16) {
    let low = zero;
    let high = f64x2.splat(1);
    const never = beyond(zero, growth + at, prices + at, flows, steps, start, scaled, aim, goal);
    let open = i64x2.splat(-1);
    for (let most: f64 = 1; most <= MOST; most *= 2) {
      const past = beyond(high, growth + at, prices + at, flows, steps, start, scaled, aim, goal);
      open = v128.andnot(open, past);
      if (!v128.any_true(open)) break;
      low = v128.bitselect(high, low, open);
      high = v128.bitselect(f64x2.add(high, high), high, open);
    }
    for (let i = 0; i < HALVINGS; i++) {
      const middle = f64x2.mul(half, f64x2.add(low, high));
      const past = beyond(middle, growth + at, prices + at, flows, steps, start, scaled, aim, goal);
      high = v128.bitselect(middle, high, past);
      low = v128.bitselect(low, middle, past);
    }
    let found = scaled == 0 ? low : high;
    found = v128.bitselect(f64x2.splat(Infinity), found, open);
    found = v128.bitselect(f64x2.splat(scaled == 0 ? -1 : 0), found, never);
    v128.store(out + at, found);
  }
}

/** Whether these factors of two paths lie beyond their critical ones. */
function beyond(
  factor: v128,
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
  const inFactor = scaled == 1 ? factor : one;
  const outFactor = scaled == 0 ? factor : one;
  const rounding = f64x2.splat(ROUNDING);
  const bytes = (<usize>flowNumbers()) << 3;
  let wealth = f64x2.splat(start);
  if (scaled == 2) wealth = f64x2.mul(factor, wealth);
  let short = i64x2.splat(0);
  for (let time = 0; ; time++) {
    const level = v128.load(prices);
    const paidIn = f64x2.add(
      v128.load64_splat(flows),
      f64x2.mul(v128.load64_splat(flows, 8), level),
    );
    const before = f64x2.add(wealth, f64x2.mul(inFactor, paidIn));
    const wanted = f64x2.mul(
      outFactor,
      f64x2.add(
        f64x2.add(v128.load64_splat(flows, 16), f64x2.mul(v128.load64_splat(flows, 24), level)),
        boundedShare(flows + 32, before, level),
      ),
    );
    const paid = f64x2.pmin(before, wanted);
    short = v128.or(short, f64x2.gt(f64x2.sub(wanted, paid), f64x2.mul(rounding, wanted)));
    wealth = f64x2.sub(before, paid);
    if (time == steps) break;
    wealth = f64x2.mul(wealth, v128.load(growth));
    growth += STRIDE;
    prices += STRIDE;
    flows += bytes;
  }
  let failed = short;
  if (aim != 0) {
    const wanted = f64x2.splat(goal);
    const level = v128.load(prices);
    failed = f64x2.lt(wealth, aim == 1 ? f64x2.mul(wanted, level) : wanted);
  }
  return scaled == 0 ? failed : v128.not(failed);
}
