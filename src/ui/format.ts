/**
 * Numbers and dates as people read them. One locale for the page, set by `setLocale`.
 *
 * House style: a true minus sign, a narrow no-break space before % and k, thousands
 * separators, never a negative zero, and no digit that the error does not allow.
 */
import type { Frequency } from '../finance/dataset';
import type { Interval, Quantity } from '../finance/quantity';
import { words } from './words';

/** What a number measures; decides its digits and its sign of unit. */
export type NumberUnit =
  | 'percent'
  | 'percent a year'
  | 'ratio'
  | 'periods'
  | 'money'
  | 'count'
  | 'date';

/** `full`: every unit. `rounded`: three significant digits. `compact`: 10 k, 1.5 m, 2 bn. */
export type MoneyStyle = 'full' | 'rounded' | 'compact';

/** A quantity in words: `reason` says why there is no number. */
export interface QuantityText {
  readonly text: string;
  readonly reason?: string;
}

const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';

let locale = 'en';
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** The language of numbers and dates; a tag that the browser does not know becomes English. */
export function setLocale(tag: string): void {
  try {
    locale = Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    locale = 'en';
  }
  numberFormats.clear();
  dateFormats.clear();
}

/** A decimal number with a fixed count of digits after the point. */
export function formatNumber(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return words.undefinedValue;
  return decimal(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A fraction as a percentage: 0.0923 is "9.2 %". */
export function formatPercent(fraction: number, digits = 1): string {
  if (!Number.isFinite(fraction)) return words.undefinedValue;
  return `${formatNumber(fraction * 100, digits)}${NARROW_SPACE}%`;
}

/** A ratio such as Sharpe's, two digits. */
export function formatRatio(value: number, digits = 2): string {
  return formatNumber(value, digits);
}

/** A whole number. */
export function formatCount(value: number): string {
  return formatNumber(value, 0);
}

/** A number with all its digits, as it stands in a field. A text stays as it is. */
export function formatInput(value: number | string): string {
  return typeof value === 'number' ? decimal(value, { maximumFractionDigits: 20 }) : value;
}

/** Bytes in steps of a thousand: "812 bytes", "4.2 kB", "51.0 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${formatCount(bytes)} bytes`;
  if (bytes < 1e6) return `${formatNumber(bytes / 1e3, bytes < 1e4 ? 1 : 0)} kB`;
  if (bytes < 1e9) return `${formatNumber(bytes / 1e6, 1)} MB`;
  return `${formatNumber(bytes / 1e9, 1)} GB`;
}

/** An amount of money without its currency. */
export function formatMoney(amount: number, style: MoneyStyle = 'full'): string {
  if (!Number.isFinite(amount)) return words.undefinedValue;
  if (style === 'compact') return compact(amount);
  if (style === 'rounded') return decimal(amount, { maximumSignificantDigits: 3 });
  return formatNumber(amount, Math.abs(amount) < 100 && !Number.isInteger(amount) ? 2 : 0);
}

/** A correlation without its leading zero: ".14", "−.09", "1". */
export function formatCorrelation(value: number): string {
  if (value === 1) return '1';
  // Where the decimal sign is a comma, a number always starts with a digit.
  return formatNumber(value, 2).replace(/^(\u2212?)0(?=\.)/, '$1');
}

/** The label of a period: a date for its frequency, or "row 12" for undated data. */
export function formatDate(label: string, frequency: Frequency): string {
  if (/^\d+$/.test(label) && !(frequency === 'yearly' && label.length === 4)) {
    return `${words.row} ${formatCount(Number(label))}`;
  }
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(label);
  if (parts === null) return label;
  const [, year, month, day] = parts;
  if (frequency === 'yearly' || month === undefined) return year;
  if (frequency === 'quarterly') return `Q${Math.ceil(Number(month) / 3)} ${year}`;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
  date.setUTCFullYear(Number(year));
  const withDay = frequency !== 'monthly' && day !== undefined;
  return dateFormat(withDay).format(date);
}

/** A moment of the person's own calendar, to the minute. */
export function formatMoment(date: Date): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return date.toLocaleString(locale === 'en' ? 'en-GB' : locale, options);
}

/** A day of the person's own calendar, with its year. */
export function formatDay(date: Date): string {
  return date.toLocaleDateString(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long' });
}

/** "2.1 to 3.2 %": the unit once, after both ends. */
export function formatInterval(
  interval: Interval,
  unit: NumberUnit = 'ratio',
  digits = allowedDigits(unit, interval),
): string {
  const low = formatUnit(interval.low, unit, digits);
  const high = formatUnit(interval.high, unit, digits);
  const bare = low.endsWith(`${NARROW_SPACE}%`) ? low.slice(0, -2) : low;
  return `${bare} ${words.to} ${high}`;
}

/**
 * Digits after the point that an interval allows: the last one shown is of the size of half
 * its width, and what lies below it is noise. `scale` is 100 for fractions shown in percent.
 */
export function digitsForInterval(
  interval: Interval,
  options: { readonly scale?: number; readonly most?: number } = {},
): number {
  const { scale = 1, most = 6 } = options;
  const half = (Math.abs(interval.high - interval.low) / 2) * scale;
  if (!Number.isFinite(half)) return 0;
  if (half === 0) return most;
  return Math.min(most, Math.max(0, -Math.floor(Math.log10(half))));
}

/** An estimate with no digit more than its larger error allows, or a dash and the reason. */
export function formatQuantity(
  quantity: Quantity,
  unit: NumberUnit = 'ratio',
  mostDigits = defaultDigits(unit),
): QuantityText {
  if (quantity.status === 'undefined') {
    return { text: words.undefinedValue, reason: quantity.reason };
  }
  const { simulation, sampling, value } = quantity;
  const allowed = [simulation, sampling]
    .filter((interval) => interval !== undefined)
    .map((interval) => allowedDigits(unit, interval, mostDigits));
  return { text: formatUnit(value, unit, Math.min(mostDigits, ...allowed)) };
}

/** A number of a unit with a count of digits. */
function formatUnit(value: number, unit: NumberUnit, digits = defaultDigits(unit)): string {
  if (isPercent(unit)) return formatPercent(value, digits);
  return unit === 'money' ? formatMoney(value) : formatNumber(value, digits);
}

/**
 * The number a person typed, or undefined. Both decimal signs are understood: a sign that
 * parts groups of three in this locale is a thousands separator, any other is the point.
 */
export function parseNumber(text: string): number | undefined {
  const bare = text
    .trim()
    .replace(/[\s\u00a0\u202f'’_]/g, '')
    .replace(/^\u2212/, '-');
  if (!/^[+-]?[\d.,]*\d[\d.,]*(?:e[+-]?\d+)?$/i.test(bare)) return undefined;
  const point = decimalSign(bare);
  const group = point === '.' ? ',' : '.';
  const [whole] = bare.split(point);
  const grouped = whole.split(group);
  // Groups are of three digits, in India some of two; anything else is a slip of the finger.
  if (grouped.length > 1 && !/^[+-]?\d+(?:g\d{2,3})*g\d{3}$/.test(grouped.join('g')))
    return undefined;
  const normal = bare.split(group).join('').replace(point, '.');
  const value = Number(normal);
  return Number.isFinite(value) ? value : undefined;
}

/** A typed percentage as a weight in units of 0.01 %, or undefined outside 0 to 100 %. */
export function parseWeight(text: string): number | undefined {
  const value = parseNumber(text.trim().replace(/%$/, ''));
  return value !== undefined && value >= 0 && value <= 100 ? Math.round(value * 100) : undefined;
}

function decimal(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${options.minimumFractionDigits}|${options.maximumFractionDigits}|${options.maximumSignificantDigits}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' });
    numberFormats.set(key, format);
  }
  return format.format(value).replace('-', MINUS);
}

function compact(amount: number): string {
  const size = Math.abs(amount);
  const steps = [
    [1e12, 'tn'],
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e3, 'k'],
  ] as const;
  // Rounding to three digits may carry into the next step: 999,999 is 1 m.
  const rounded = Number(size.toPrecision(3));
  const step = steps.find(([unit]) => rounded >= unit);
  if (step === undefined) return decimal(amount, { maximumSignificantDigits: 3 });
  return `${decimal(amount / step[0], { maximumSignificantDigits: 3 })}${NARROW_SPACE}${step[1]}`;
}

function dateFormat(withDay: boolean): Intl.DateTimeFormat {
  const key = String(withDay);
  let format = dateFormats.get(key);
  if (format === undefined) {
    // Plain "en" puts the month first; the page reads "30 November 1987".
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'long',
      ...(withDay && { day: 'numeric' }),
    });
    dateFormats.set(key, format);
  }
  return format;
}

function isPercent(unit: NumberUnit): boolean {
  return unit === 'percent' || unit === 'percent a year';
}

function defaultDigits(unit: NumberUnit): number {
  if (isPercent(unit)) return 1;
  return unit === 'ratio' ? 2 : 0;
}

function allowedDigits(unit: NumberUnit, interval: Interval, most = defaultDigits(unit)): number {
  return digitsForInterval(interval, { scale: isPercent(unit) ? 100 : 1, most });
}

function decimalSign(text: string): '.' | ',' {
  const dot = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  // A sign that comes twice parts groups, also where these are not of three, as in India.
  if (text.indexOf('.') < dot) return ',';
  if (text.indexOf(',') < comma) return '.';
  const local = decimal(0.5, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).includes(',')
    ? ','
    : '.';
  const other = local === '.' ? ',' : '.';
  const grouped =
    other === ',' ? /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/ : /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/;
  return text.includes(other) && !grouped.test(text) ? other : local;
}
