/**
 * Simple returns of one period, seen by another investor: in another currency, beyond inflation
 * or cash, with borrowed money, after a fee.
 *
 * Each is written so that small returns keep their digits, and that what should change nothing
 * (no growth, no borrowing, no fee) gives the very number back.
 */
import { power } from './elementary';

/** (1 + r)(1 + x) - 1: what r becomes in a currency against which its own one returns x. */
export function compounded(r: number, x: number): number {
  return r + x + r * x;
}

/** (1 + r) / (1 + x) - 1: what is left of r beyond a growth of x. */
export function relativeTo(r: number, x: number): number {
  return (r - x) / (1 + x);
}

/** r - c. */
export function beyondCash(r: number, cash: number): number {
  return r - cash;
}

/** f r - (f - 1) c: so many times the money is in the asset, what exceeds one's own costs c. */
export function leveraged(r: number, factor: number, cost: number): number {
  return factor * r - (factor - 1) * cost;
}

/** What a fee, as a fraction a year, leaves after one of f periods: (1 - rate)^(1/f). */
export function leftByFee(rate: number, periodsPerYear: number): number {
  return power(1 - rate, 1 / periodsPerYear);
}

/** (1 + r) left - 1. */
export function afterFee(r: number, left: number): number {
  return r * left + (left - 1);
}

/** Prices that grow by these returns, from 100 before the first. */
export function pricesOf(returns: Float64Array): Float64Array {
  const prices = new Float64Array(returns.length + 1);
  prices[0] = 100;
  returns.forEach((r, t) => {
    prices[t + 1] = prices[t] * (1 + r);
  });
  return prices;
}
