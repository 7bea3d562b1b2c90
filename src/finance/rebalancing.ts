/** The rules by which a mix is reset to its weights, under one name everywhere. */
import type { RebalanceRule } from './calendar';

export const rebalancings = [
  'every-period',
  'monthly',
  'quarterly',
  'yearly',
  'absolute-band',
  'relative-band',
  'five-twenty-five',
  'none',
] as const;

export type Rebalancing = (typeof rebalancings)[number];

/** Rules with a band that a person chooses. */
export const bandRules = ['absolute-band', 'relative-band'] as const satisfies Rebalancing[];

/** By the number that the kernels give them; 0 is the calendar alone. */
const NUMBERED = ['', 'absolute-band', 'relative-band', 'five-twenty-five'];
const CALENDAR = ['every-period', 'monthly', 'quarterly', 'yearly'] as const;

/** What the calendar resets, and the kernels' number for what bands do. */
export function rebalancingRule(rebalancing: Rebalancing): {
  calendar: RebalanceRule;
  rule: number;
} {
  return {
    calendar: CALENDAR.find((name) => name === rebalancing) ?? 'none',
    rule: Math.max(0, NUMBERED.indexOf(rebalancing)),
  };
}
