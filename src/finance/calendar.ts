/**
 * Calendar units of ISO dates ("2020-03-31"), read from the text without time zones.
 */
import type { Frequency } from './dataset';

export type RebalanceRule = 'every-period' | 'monthly' | 'quarterly' | 'yearly' | 'none';

/** Rows `from` (included) to `to` (excluded) of one calendar year. */
export interface YearRows {
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

export function yearOf(label: string): number {
  return Number(label.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(label: string): number {
  return Number(label.slice(5, 7));
}

/** 1 to 4. */
export function quarterOf(label: string): number {
  return Math.ceil(monthOf(label) / 3);
}

/** Days since 1970-01-01 of an ISO date. */
export function dayOf(label: string): number {
  return Date.UTC(yearOf(label), monthOf(label) - 1, Number(label.slice(8, 10))) / 86_400_000;
}

export function dateOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The number of the calendar unit a date lies in; weeks begin on Monday (ISO 8601). */
export function unitOf(label: string, frequency: Frequency): number {
  const months = 12 * yearOf(label) + monthOf(label) - 1;
  switch (frequency) {
    case 'daily':
      return dayOf(label);
    case 'weekly':
      return (dayOf(label) - weekdayOfDay(dayOf(label)) + 3) / 7;
    case 'monthly':
      return months;
    case 'quarterly':
      return Math.floor(months / 3);
    case 'yearly':
      return yearOf(label);
  }
}

/**
 * 1 for each row after which the mix is reset to its target, else 0.
 *
 * Dated: after the last row of each calendar month, quarter or year, which is where the next
 * label falls into another one. The row after the last is not known. With monthly or rarer data
 * it is taken to come 12 / f months later, so a last row in December does end its year; with
 * weekly and daily data the last row is not flagged, for more rows of its unit may follow.
 * Undated: every f/12, f/4 or f periods; where these are not whole, as near as whole rows can
 * follow, without drift.
 */
export function rebalanceFlags(
  index: readonly string[],
  dated: boolean,
  rule: RebalanceRule,
  periodsPerYear: number,
): Uint8Array {
  const flags = new Uint8Array(index.length);
  if (rule === 'none') return flags;
  if (rule === 'every-period') return flags.fill(1);
  const unitsPerYear = { monthly: 12, quarterly: 4, yearly: 1 }[rule];
  const unitAt = (i: number) =>
    dated
      ? Math.floor((monthAt(index, i, periodsPerYear) * unitsPerYear) / 12)
      : Math.floor((i * unitsPerYear) / periodsPerYear);
  for (let i = 0; i < flags.length; i += 1) flags[i] = unitAt(i) === unitAt(i + 1) ? 0 : 1;
  return flags;
}

/**
 * The calendar years that the rows cover completely, in order.
 *
 * Yearly data: every year. Quarterly and monthly: all four quarters or twelve months have a row.
 * Weekly and daily: in addition the first label is January 7 or earlier and the last December 25
 * or later, since markets close over the new year. Undated data have no calendar years.
 */
export function completeYears(
  index: readonly string[],
  dated: boolean,
  frequency: Frequency,
): YearRows[] {
  const years: YearRows[] = [];
  if (!dated) return years;
  let from = 0;
  for (let to = 1; to <= index.length; to += 1) {
    const year = yearOf(index[from]);
    if (to < index.length && yearOf(index[to]) === year) continue;
    if (isComplete(index.slice(from, to), frequency)) years.push({ year, from, to });
    from = to;
  }
  return years;
}

function isComplete(labels: readonly string[], frequency: Frequency): boolean {
  if (frequency === 'yearly') return true;
  if (frequency === 'quarterly') return new Set(labels.map(quarterOf)).size === 4;
  if (new Set(labels.map(monthOf)).size !== 12) return false;
  if (frequency === 'monthly') return true;
  return labels[0].slice(5) <= '01-07' && labels[labels.length - 1].slice(5) >= '12-25';
}

/** Months since the year 0 at row i, or where the row after the last one is expected. */
function monthAt(index: readonly string[], i: number, periodsPerYear: number): number {
  if (i < index.length) return 12 * yearOf(index[i]) + monthOf(index[i]) - 1;
  const step = periodsPerYear <= 12 ? Math.max(1, Math.floor(12 / periodsPerYear)) : 0;
  return monthAt(index, i - 1, periodsPerYear) + step;
}

/**
 * The label one period before, for the start of a path. Monthly and longer: the last day of the
 * month that many months earlier. Daily and weekly data, and rows: the label itself for a date
 * (the day before is unknown), the number before for a row.
 */
export function labelBefore(label: string, frequency: Frequency): string {
  if (/^\d+$/.test(label)) return String(Number(label) - 1);
  const months = { daily: 0, weekly: 0, monthly: 1, quarterly: 3, yearly: 12 }[frequency];
  if (months === 0) return label;
  const month = 12 * yearOf(label) + monthOf(label) - 1 - months;
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = ofYear === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(ofYear) ? 30 : 31;
  return `${year}-${String(ofYear).padStart(2, '0')}-${String(last).padStart(2, '0')}`;
}
