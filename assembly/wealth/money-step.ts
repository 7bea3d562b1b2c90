/**
 * One step of the wealth on all paths of a block: it grows with the mix, then money comes in and
 * goes out.
 *
 * W <- W F; W <- W + contributions; paid = min(wanted, W); W <- W - paid. Amounts are in money of
 * the time, or in today's money times the price level I. A path has run out at the first time at
 * which it cannot pay what is wanted, beyond rounding; it goes on, and money that comes in later is
 * wealth again. Wealth beyond RICHEST is RICHEST, so that nothing is ever infinite.
 *
 * State, a row each: wealth; the sum of what was paid, in today's money; the number of the time at
 * which the path ran out, infinity until then; and of this time what came in, what was paid, and
 * what could not be.
 *
 * `flows` holds the numbers of one time, seven f64 in the order below; 0: none. With no `growth`
 * (0) the wealth does not grow, as at the start.
 */
import { rowBytes, STRIDE } from './rows';
import { boundedShare, RULE_BYTES } from './spending';

const WEALTH: usize = 0;
const INCOME: usize = STRIDE;
const RUIN: usize = 2 * STRIDE;
const PAID_IN: usize = 3 * STRIDE;
const PAID_OUT: usize = 4 * STRIDE;
const UNPAID: usize = 5 * STRIDE;

/** Contributions and withdrawals in money of the time and in today's, then the rule's numbers. */
const IN_NOMINAL: usize = 0;
const IN_REAL: usize = 8;
const OUT_NOMINAL: usize = 16;
const OUT_REAL: usize = 24;
const RULE: usize = 32;

export const RICHEST: f64 = 1e75;

/** What is missing below this share of what is wanted is rounding. */
const ROUNDING: f64 = 1e-9;

/** Rows of the state. */
export function moneyRows(): i32 {
  return 6;
}

/** Numbers that describe the flows of one time. */
export function flowNumbers(): i32 {
  return <i32>((RULE + RULE_BYTES) >> 3);
}

/** Sets paths to the start, before its flows. */
export function startMoney(state: usize, amount: f64, count: i32): void {
  const bytes = rowBytes(count);
  for (let at: usize = 0; at < bytes; at += 16) {
    const path = state + at;
    v128.store(path + WEALTH, f64x2.splat(amount));
    v128.store(path + INCOME, f64x2.splat(0));
    v128.store(path + RUIN, f64x2.splat(Infinity));
    v128.store(path + PAID_IN, f64x2.splat(0));
    v128.store(path + PAID_OUT, f64x2.splat(0));
    v128.store(path + UNPAID, f64x2.splat(0));
  }
}

export function moneyStep(
  state: usize,
  growth: usize,
  prices: usize,
  flows: usize,
  time: i32,
  count: i32,
): void {
  const bytes = rowBytes(count);
  if (flows == 0) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const path = state + at;
      if (growth != 0) {
        const wealth = f64x2.mul(v128.load(path + WEALTH), v128.load(growth + at));
        v128.store(path + WEALTH, f64x2.pmin(f64x2.splat(RICHEST), wealth));
      }
      v128.store(path + PAID_IN, f64x2.splat(0));
      v128.store(path + PAID_OUT, f64x2.splat(0));
      v128.store(path + UNPAID, f64x2.splat(0));
    }
    return;
  }
  const now = f64x2.splat(<f64>time);
  const inNominal = v128.load64_splat(flows + IN_NOMINAL);
  const inReal = v128.load64_splat(flows + IN_REAL);
  const outNominal = v128.load64_splat(flows + OUT_NOMINAL);
  const outReal = v128.load64_splat(flows + OUT_REAL);
  for (let at: usize = 0; at < bytes; at += 16) {
    const path = state + at;
    const level = v128.load(prices + at);
    let wealth = v128.load(path + WEALTH);
    if (growth != 0) {
      wealth = f64x2.pmin(f64x2.splat(RICHEST), f64x2.mul(wealth, v128.load(growth + at)));
    }
    const paidIn = f64x2.add(inNominal, f64x2.mul(inReal, level));
    const before = f64x2.add(wealth, paidIn);
    const varying = f64x2.add(outNominal, boundedShare(flows + RULE, before, level));
    const wanted = f64x2.add(varying, f64x2.mul(outReal, level));
    const paid = f64x2.pmin(before, wanted);
    const unpaid = f64x2.sub(wanted, paid);
    const short = f64x2.gt(unpaid, f64x2.mul(f64x2.splat(ROUNDING), wanted));
    v128.store(path + WEALTH, f64x2.sub(before, paid));
    // An amount in today's money adds itself, to the bit, on every path that pays it in full.
    let income = outReal;
    if (v128.any_true(v128.or(varying, unpaid))) {
      const full = f64x2.eq(paid, wanted);
      const rest = v128.bitselect(varying, paid, full);
      income = f64x2.add(v128.and(outReal, full), f64x2.div(rest, level));
    }
    v128.store(path + INCOME, f64x2.add(v128.load(path + INCOME), income));
    if (v128.any_true(short)) {
      const ruin = v128.load(path + RUIN);
      v128.store(path + RUIN, v128.bitselect(f64x2.pmin(ruin, now), ruin, short));
    }
    v128.store(path + PAID_IN, paidIn);
    v128.store(path + PAID_OUT, paid);
    v128.store(path + UNPAID, v128.and(unpaid, short));
  }
}
