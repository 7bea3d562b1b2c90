/**
 * Numbers as people and programs write them: groups of three, decimal point or comma, signs of
 * currencies and percent, negatives in parentheses or with the minus behind.
 */
import type { ReadSettings } from './parsed-table';

type Decimal = ReadSettings['decimal'];

/** What a cell says where it says that there is no value. */
const MISSING = new Set(
  '|na|n/a|n.a.|nan|null|none|nil|-|--|---|.|..|:|*|?|#n/a|#na|#n/a n/a|#value!|#div/0!|#ref!|#num!|nd|n.d.|missing|inf|-inf'.split(
    '|',
  ),
);

const CURRENCY = /^(?:[$€£¥₣₹]|[A-Z]{3}\s)\s*|\s*(?:[$€£¥₣₹]|\s[A-Z]{3})$/gu;

const GROUPED: Readonly<Record<Decimal, RegExp>> = {
  '.': /^(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+|\d*)(?:\.\d*)?(?:e[+-]?\d+)?$/i,
  ',': /^(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+|\d*)(?:,\d*)?(?:e[+-]?\d+)?$/i,
};

/** A longer cell that is no plain number is a text. */
const LONGEST = 400;

export function isMissing(cell: string): boolean {
  const text = cell.trim();
  return text.length < 12 && MISSING.has(text.toLowerCase());
}

export function hasPercent(cell: string): boolean {
  return cell.includes('%');
}

/** The number in a cell; NaN where it says that there is none, undefined where it is no number. */
export function readNumber(cell: string, decimal: Decimal): number | undefined {
  return readPlain(cell, decimal) ?? readCarefully(cell, decimal);
}

/** Digits with a decimal sign, a sign or an exponent: read to the nearest double. */
function readPlain(cell: string, decimal: Decimal): number | undefined {
  const point = decimal.charCodeAt(0);
  let digits = 0;
  for (let i = 0; i < cell.length; i += 1) {
    const code = cell.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code === point) continue;
    else if (code === 43 || code === 45) {
      // A sign stands first or after an e.
      if (i > 0 && (cell.charCodeAt(i - 1) | 32) !== 101) return undefined;
    } else if ((code | 32) !== 101 || digits === 0) return undefined;
  }
  const number = digits === 0 ? NaN : Number(decimal === ',' ? cell.replace(',', '.') : cell);
  return Number.isFinite(number) ? number : undefined;
}

function readCarefully(cell: string, decimal: Decimal): number | undefined {
  if (isMissing(cell)) return NaN;
  if (cell.length > LONGEST) return undefined;
  let text = cell
    .trim()
    .replaceAll(/[\u00a0\u2007\u2009\u202f]/gu, ' ')
    .replaceAll(/[\u2212\u2013]/gu, '-')
    .replaceAll('\u2019', "'");
  const withoutPercent = text.replace(/%(?=\)?$)/u, '');
  const scale = withoutPercent === text ? '' : 'e-2';
  text = withoutPercent;
  // A number has one sign: parentheses, before or behind the currency, or at the end.
  let signs = '';
  const parentheses = /^\((.*)\)$/u.exec(text.trim());
  if (parentheses) signs += '-';
  text = takeSign(parentheses ? parentheses[1] : text).replaceAll(CURRENCY, '');
  text = takeSign(text);
  if (text.endsWith('-')) {
    signs += '-';
    text = text.slice(0, -1).trim();
  }
  if (signs.length > 1 || !/\d/u.test(text) || !GROUPED[decimal].test(text)) return undefined;
  const group = decimal === '.' ? /[, ']/gu : /[. ']/gu;
  const plain = text.replaceAll(group, '').replace(',', '.');
  const number = Number(scale !== '' && /e/iu.test(plain) ? Number(plain) / 100 : plain + scale);
  if (!Number.isFinite(number)) return undefined;
  return signs === '-' ? -number : number;

  function takeSign(signed: string): string {
    const unsigned = signed.trim();
    if (!/^[+-]/u.test(unsigned)) return unsigned;
    signs += unsigned[0];
    return unsigned.slice(1).trim();
  }
}

/** What the separators in a file's numbers say of its decimal sign. */
export interface DecimalEvidence {
  /** Numbers that can only be read with a decimal point, or a decimal comma. */
  point: number;
  comma: number;
  /** Numbers like 1.234 and 1,234 that can be read both ways. */
  eitherPoint: number;
  eitherComma: number;
  percent: number;
}

export function noDecimalEvidence(): DecimalEvidence {
  return { point: 0, comma: 0, eitherPoint: 0, eitherComma: 0, percent: 0 };
}

/** Adds what one cell says. Text that is no number in any reading says nothing. */
export function addDecimalEvidence(evidence: DecimalEvidence, cell: string): void {
  let points = 0;
  let commas = 0;
  let last = -1;
  for (let i = 0; i < cell.length; i += 1) {
    const code = cell.charCodeAt(i);
    if (code === 46) {
      points += 1;
      last = i;
    } else if (code === 44) {
      commas += 1;
      last = i;
    } else if (code === 37) evidence.percent += 1;
  }
  if (last < 0 || !/\d/u.test(cell)) return;
  const asPoint = readNumber(cell, '.') !== undefined;
  const asComma = readNumber(cell, ',') !== undefined;
  if (asPoint && !asComma) evidence.point += 1;
  else if (asComma && !asPoint) evidence.comma += 1;
  else if (!asPoint) return;
  else if (/^\D*0*[.,]/u.test(cell) && points + commas === 1) {
    // Nothing but zeros before it: no group of thousands begins so.
    if (points === 1) evidence.point += 1;
    else evidence.comma += 1;
  } else if (points > 0) evidence.eitherPoint += 1;
  else evidence.eitherComma += 1;
}
