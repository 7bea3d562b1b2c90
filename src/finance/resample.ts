/**
 * Choosing points of a source by calendar units: the last one of each unit. What grows between
 * two of them is the return of the unit, compounded.
 */
import { dateOfDay, dayOf, unitOf, weekdayOfDay } from './calendar';
import { periodsOf, type Dataset, type Frequency } from './dataset';
import type { Levels } from './levels';

/** Points of a source, one a calendar unit, in ascending order of the unit. */
export interface Chosen {
  /** Number of the unit, see `unitOf`. */
  readonly units: readonly number[];
  /** Position of the point in the levels. */
  readonly points: readonly number[];
}

/** Whether `to` has fewer periods a year than `from`. */
export function isLonger(to: Frequency, from: Frequency): boolean {
  return periodsOf[to] < periodsOf[from];
}

/** Every point, as if each were a unit of its own. */
export function everyPoint({ labels }: Levels): Chosen {
  const points = labels.map((_, p) => p);
  return { units: points, points };
}

/** The last point of each unit of a frequency. */
export function lastOfUnits({ labels }: Levels, frequency: Frequency): Chosen {
  const units: number[] = [];
  const points: number[] = [];
  labels.forEach((label, p) => {
    const unit = unitOf(label, frequency);
    if (units[units.length - 1] === unit) points[points.length - 1] = p;
    else {
      units.push(unit);
      points.push(p);
    }
  });
  return { units, points };
}

/**
 * The last point of each unit that has ended: where more rows are to be expected, the last one
 * is left out. What lies before the end of the first unit only serves as the start of the second.
 */
export function resample(levels: Levels, source: Dataset, to: Frequency): Chosen {
  const { units, points } = lastOfUnits(levels, to);
  const last = levels.labels[levels.labels.length - 1];
  if (last === undefined || hasEnded(last, source.frequency, to)) return { units, points };
  return { units: units.slice(0, -1), points: points.slice(0, -1) };
}

/**
 * Whether no further row of a source is to be expected in the unit of this one. Daily: at most
 * one weekday of the unit may be left, for it may have been a holiday. Else: the next row would
 * lie in another unit.
 */
export function hasEnded(label: string, from: Frequency, to: Frequency): boolean {
  const unit = unitOf(label, to);
  const ahead = (days: number) => dateOfDay(dayOf(label) + days);
  if (from === 'weekly') return unitOf(ahead(7), to) !== unit;
  if (from !== 'daily') {
    const months = 12 / periodsOf[from];
    return Math.floor((unitOf(label, 'monthly') + months) / (12 / periodsOf[to])) !== unit;
  }
  let weekdays = 0;
  for (let days = 1; unitOf(ahead(days), to) === unit; days += 1) {
    if (weekdayOfDay(dayOf(label) + days) < 5) weekdays += 1;
    if (weekdays > 1) return false;
  }
  return true;
}
