/**
 * When money comes in and goes out: the plan as numbers for each time, in the layout of the kernel
 * `moneyStep`: contributions and withdrawals in money of the time and in today's money, then the
 * spending rule's share of wealth with its floor and ceiling in today's money.
 */
import { power } from '../../finance/elementary';
import { readRows } from '../parameter-rows';
import { spec, type WealthParameters } from './spec';

export const FLOW_NUMBERS = 7;
const [IN_NOMINAL, IN_REAL, OUT_NOMINAL, OUT_REAL, SHARE, FLOOR, CEILING] = [0, 1, 2, 3, 4, 5, 6];

export interface Spending {
  readonly rule: WealthParameters['spending'];
  /** Money a year in today's money. */
  readonly amount: number;
  /** Percent a year. */
  readonly rate: number;
}

/** Lets times that are whole but for rounding be whole. */
const ROUNDING = 1e-9;

interface Span {
  readonly every: 'month' | 'year';
  /** Years after the start of the plan. */
  readonly from: number;
  readonly to: number;
}

/** Numbers for the times 0 to `steps`. */
export function flowsOf(
  parameters: WealthParameters,
  spending: Spending,
  steps: number,
  stepsPerYear: number,
): Float64Array {
  const flows = new Float64Array((steps + 1) * FLOW_NUMBERS);
  const { timing, spendingEvery, spendingFrom, spendingTo, floor, ceiling } = parameters;
  const dues = (span: Span) => duesOf(span, timing, steps, stepsPerYear);
  for (const row of readRows(spec.parameters.flows.columns, parameters.flows)) {
    const real = row.terms === 'real';
    const place =
      row.kind === 'contribution' ? (real ? IN_REAL : IN_NOMINAL) : real ? OUT_REAL : OUT_NOMINAL;
    const every = row.every === 'year' ? 'year' : 'month';
    const growth = 1 + Number(row.growth) / 100;
    for (const { time, year } of dues({ every, from: Number(row.from), to: Number(row.to) })) {
      flows[time * FLOW_NUMBERS + place] += Number(row.amount) * power(growth, year);
    }
  }
  const part = spendingEvery === 'month' ? 1 / 12 : 1;
  const bounded = spending.rule === 'bounded';
  for (const { time } of dues({ every: spendingEvery, from: spendingFrom, to: spendingTo })) {
    const at = time * FLOW_NUMBERS;
    if (spending.rule === 'constant') flows[at + OUT_REAL] += spending.amount * part;
    if (spending.rule !== 'percent' && !bounded) continue;
    flows[at + SHARE] += (spending.rate / 100) * part;
    flows[at + FLOOR] += bounded ? floor * part : 0;
    flows[at + CEILING] += bounded ? ceiling * part : Infinity;
  }
  return flows;
}

/** Whether there is anything at a time. */
export function isDue(flows: Float64Array, time: number): boolean {
  return flows
    .subarray(time * FLOW_NUMBERS, (time + 1) * FLOW_NUMBERS)
    .some((value) => value !== 0);
}

/** The first year's money out, or in, where it is an amount and not a share of wealth. */
export function firstYear(
  flows: Float64Array,
  stepsPerYear: number,
  which: 'withdrawals' | 'contributions',
): number {
  const places = which === 'withdrawals' ? [OUT_NOMINAL, OUT_REAL] : [IN_NOMINAL, IN_REAL];
  const times = flows.length / FLOW_NUMBERS;
  let first = -1;
  let sum = 0;
  for (let time = 0; time < times; time++) {
    const paid = places.reduce((total, place) => total + flows[time * FLOW_NUMBERS + place], 0);
    if (first < 0 && paid !== 0) first = time;
    if (first >= 0 && time < first + stepsPerYear) sum += paid;
  }
  return sum;
}

/** Whether a plan takes out, or puts in, anything at all. */
export function hasFlows(flows: Float64Array, which: 'withdrawals' | 'contributions'): boolean {
  const places =
    which === 'withdrawals' ? [OUT_NOMINAL, OUT_REAL, SHARE, FLOOR] : [IN_NOMINAL, IN_REAL];
  return flows.some((value, k) => value !== 0 && places.includes(k % FLOW_NUMBERS));
}

/** The times at which something is due, and how many whole years after its beginning. */
function duesOf(
  { every, from, to }: Span,
  timing: WealthParameters['timing'],
  steps: number,
  stepsPerYear: number,
): { time: number; year: number }[] {
  const perYear = every === 'month' ? 12 : 1;
  const dues: { time: number; year: number }[] = [];
  const late = timing === 'end' ? 1 : 0;
  for (let j = 0; ; j++) {
    const years = from + (j + late) / perYear;
    const past = timing === 'end' ? years > to + ROUNDING : years >= to - ROUNDING;
    const time =
      timing === 'end'
        ? Math.ceil(years * stepsPerYear - ROUNDING)
        : Math.floor(years * stepsPerYear + ROUNDING);
    if (past || time > steps - (1 - late)) return dues;
    dues.push({ time, year: Math.floor(j / perYear + ROUNDING) });
  }
}
