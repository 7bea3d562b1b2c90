/**
 * Dates as people and programs write them, as days since 1970-01-01. A month, a quarter or a
 * year stands for its last day.
 */
import type { ReadSettings } from './parsed-table';

type Order = ReadSettings['dateOrder'];

export interface ReadDate {
  readonly day: number;
  /** A time of day was cut off. */
  readonly time: boolean;
  /** The year had two digits. */
  readonly shortYear: boolean;
}

const MONTHS = [
  ['jan'],
  ['feb', 'fev'],
  ['mar', 'mär', 'mrz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aoû', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
];
const TIME =
  /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AP]M)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/iu;
/** A longer cell is a text. */
const LONGEST = 60;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/iu;
const THREE = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{1,2})$/u;
/** Days from 1899-12-30, where spreadsheets begin to count, to 1970-01-01. */
const SERIAL_EPOCH = 25_569;
/** Two digits up to this are years of the 21st century, as POSIX reads them. */
const PIVOT = 68;
/** Programs write days of the year 1 where they know none. */
const FIRST_YEAR = 1_000;

/** The date in a cell, or undefined where there is none in this order. */
export function readDate(cell: string, order: Order): ReadDate | undefined {
  const whole = cell.trim();
  if (order === 'serial') return readSerial(whole);
  const text = withoutTime(whole);
  const parts = partsOf(text, order);
  if (parts === undefined) return undefined;
  const [yearText, month, dayText] = parts;
  const shortYear = yearText.length === 2;
  const year = shortYear
    ? Number(yearText) + (Number(yearText) <= PIVOT ? 2_000 : 1_900)
    : Number(yearText);
  const day = dayText === undefined ? lastDay(year, month) : Number(dayText);
  if (year < FIRST_YEAR || month < 1 || month > 12) return undefined;
  if (day < 1 || day > lastDay(year, month)) return undefined;
  return {
    day: Date.UTC(year, month - 1, day) / 86_400_000,
    time: text.length < whole.length && /:/u.test(whole),
    shortYear,
  };
}

/** The three numbers of a date like 01/02/2020, whose order is open. */
export function openParts(cell: string): readonly [number, number, string] | undefined {
  const match = THREE.exec(withoutTime(cell.trim()));
  return match === null ? undefined : [Number(match[1]), Number(match[2]), match[3]];
}

function withoutTime(text: string): string {
  return text.length > LONGEST ? text : text.replace(TIME, '').replace(WEEKDAY, '');
}

/** Whether a cell could as well be a number: 20200131, 202001, 2020, 43861. */
export function isBareNumber(cell: string): boolean {
  return /^\s*\d+(?:\.\d+)?\s*$/u.test(cell);
}

function readSerial(text: string): ReadDate | undefined {
  if (!/^\d{1,6}(?:[.,]\d+)?$/u.test(text)) return undefined;
  const serial = Number(text.replace(',', '.'));
  const day = Math.floor(serial);
  return day < 1 ? undefined : { day: day - SERIAL_EPOCH, time: serial !== day, shortYear: false };
}

/** Year as written, month, and day as written; no day for a month, a quarter or a year. */
function partsOf(
  text: string,
  order: Order,
): readonly [year: string, month: number, day?: string] | undefined {
  let match = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/u.exec(text);
  match ??= /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (match) return [match[1], Number(match[2]), match[3]];
  match = THREE.exec(text);
  if (match) {
    const [, a, b, c] = match;
    if (order === 'ymd') return a.length === 2 && c.length < 3 ? [a, Number(b), c] : undefined;
    if (c.length === 1) return undefined;
    return order === 'dmy' ? [c, Number(b), a] : [c, Number(a), b];
  }
  match = /^(\d{4})[-/. ]?(?:M)?(\d{2})$/iu.exec(text) ?? /^(\d{4})[-/ ](\d)$/u.exec(text);
  if (match) return [match[1], Number(match[2])];
  match = /^(\d{1,2})[-/.](\d{4})$/u.exec(text);
  if (match) return [match[2], Number(match[1])];
  match = /^(\d{4})[-/. ]?Q([1-4])$/iu.exec(text);
  if (match) return [match[1], 3 * Number(match[2])];
  match = /^Q([1-4])[-/. ]?(\d{4})$/iu.exec(text);
  if (match) return [match[2], 3 * Number(match[1])];
  match = /^(\d{4})$/u.exec(text);
  return match ? [match[1], 12] : namedMonth(text);
}

/** Forms with the name of a month: 5-Jan-2020, Jan 5, 2020, 2020-Jan-05, Jan 2020, 2020 Jan. */
const NAMED = [
  /^(?<d>\d{1,2})[-/., ]*(?<m>\p{L}{3,9})\.?[-/., ]*(?<y>\d{4}|\d{2})$/u,
  /^(?<m>\p{L}{3,9})\.?[-/. ]*(?<d>\d{1,2})[, ]+(?<y>\d{4})$/u,
  /^(?<y>\d{4})[-/., ]*(?<m>\p{L}{3,9})\.?[-/., ]*(?<d>\d{1,2})$/u,
  /^(?<m>\p{L}{3,9})\.?[-/., ]*(?<y>\d{4}|\d{2})$/u,
  /^(?<y>\d{4})[-/., ]*(?<m>\p{L}{3,9})\.?$/u,
];

function namedMonth(
  text: string,
): readonly [year: string, month: number, day?: string] | undefined {
  for (const form of NAMED) {
    const groups = form.exec(text)?.groups;
    const month = groups === undefined ? 0 : monthNumber(groups['m']);
    if (groups !== undefined && month > 0) return [groups['y'], month, groups['d']];
  }
  return undefined;
}

function monthNumber(name: string): number {
  const lower = name.toLowerCase();
  return MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start))) + 1;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
