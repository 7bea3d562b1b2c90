/** The money of one path, from the text of `assembly/wealth/money-step.ts` and not from its code. */

/** Contributions and withdrawals in money of the time and in today's; share, floor, ceiling. */
export type Flows = readonly [number, number, number, number, number, number, number];

export const noFlows: Flows = [0, 0, 0, 0, 0, 0, 0];

export interface PathPlan {
  readonly start: number;
  /** By time. */
  readonly flows: readonly Flows[];
  /** By step. */
  readonly growth: readonly number[];
  /** By time. */
  readonly prices: readonly number[];
  /** What the withdrawals, and the contributions, are multiplied by. */
  readonly outFactor?: number;
  readonly inFactor?: number;
}

/** What is known of a path at a time. */
export interface Money {
  readonly wealth: number;
  /** Paid so far, in today's money. */
  readonly income: number;
  /** Number of the time at which it ran out; infinite before. */
  readonly ruin: number;
  readonly paidIn: number;
  readonly paidOut: number;
  readonly unpaid: number;
}

export function walkMoney(plan: PathPlan): Money[] {
  const { start, flows, growth, prices, outFactor = 1, inFactor = 1 } = plan;
  let wealth = start;
  let income = 0;
  let ruin = Infinity;
  return prices.map((level, time) => {
    if (time > 0) wealth *= growth[time - 1];
    const [inNominal, inReal, outNominal, outReal, share, floor, ceiling] = flows[time];
    const paidIn = inFactor * (inNominal + inReal * level);
    wealth += paidIn;
    const spending = Math.max(floor * level, Math.min(ceiling * level, share * wealth));
    const wanted = outFactor * (outNominal + outReal * level + spending);
    const paidOut = Math.min(wanted, wealth);
    const short = wanted - paidOut > 1e-9 * wanted;
    if (short) ruin = Math.min(ruin, time);
    income += paidOut / level;
    wealth -= paidOut;
    return { wealth, income, ruin, paidIn, paidOut, unpaid: short ? wanted - paidOut : 0 };
  });
}
