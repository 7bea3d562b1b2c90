/**
 * Downloads that date a month, a quarter or a year by its first day, though what stands there was
 * known at its end: the last day is what every other file means.
 */
import { dateOfDay, unitOf } from '../../finance/calendar';
import type { Frequency } from '../../finance/dataset';

const MONTHS = { monthly: 1, quarterly: 3, yearly: 12 } as const;

/**
 * The days of the ends of the periods, where all but the last row stand on a first day. The last
 * may be the day of the download, in the middle of its period: it stays.
 *
 * @returns undefined where the dates say something else.
 */
export function periodEnds(days: Int32Array, frequency: Frequency): Int32Array | undefined {
  if (frequency === 'daily' || frequency === 'weekly' || days.length < 2) return undefined;
  const months = MONTHS[frequency];
  const labels = Array.from(days, dateOfDay);
  const isFirst = (label: string) =>
    label.endsWith('-01') && (Number(label.slice(5, 7)) - 1) % months === 0;
  if (!labels.slice(0, -1).every(isFirst)) return undefined;
  const [before, last] = labels.slice(-2).map((label) => unitOf(label, frequency));
  if (before === last) return undefined;
  return days.map((day, t) => (isFirst(labels[t]) ? endOf(labels[t], months) : day));
}

function endOf(label: string, months: number): number {
  const [year, month] = label.split('-').map(Number);
  return Date.UTC(year, month - 1 + months, 0) / 86_400_000;
}
