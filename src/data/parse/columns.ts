/** What each column is, and what a person should know of it. */
import type { Steps } from './collect';
import type { KnownColumn, KnownTable } from './known-columns';
import type { ReadColumn, ReadSettings } from './parsed-table';
import type { Problems } from './problems';

const INFLATION = /\b(?:cpi|hicp|rpi|inflation|consumer prices?|verbraucherpreise?)\b/iu;
const RATE =
  /\b(?:t-?bills?|treasury bills?|risk-?free|riskless|rf|libor|sofr|euribor|interest|rates?|yields?|zins)\b/iu;
const VOLUME = /^(?:volume|vol\.?|turnover|open interest|stock splits|dividends)$/iu;
const DATE =
  /^(?:date|datum|date ?time|time|time ?stamp|day|month|year|quarter|period|tag|monat|jahr)$/iu;
const ADJUSTED = /^adj(?:usted)?\.?[ _]*close$/iu;
const OF_A_DAY = /^(?:open|high|low)$/iu;
const CLOSE = /^(?:close|last|price)$/iu;
/** A yield in percent stays below this; an index of its value does not. */
const YIELD_LIMIT = 30;
/** A return above this is rather a price. */
const RETURN_LIMIT = 10;
/** A price that moves by more than this factor from row to row is worth a look. */
const JUMP = 20;

/** Column by column, see `Steps`. */
export function* describeColumns(
  { names, values, texts, percent, lines, index, known }: KnownTable,
  ids: readonly string[],
  kind: ReadSettings['kind'],
  problems: Problems,
): Steps<ReadColumn[]> {
  const adjusted = names.some((name) => ADJUSTED.test(name.trim()));
  const closes = adjusted || names.some((name) => CLOSE.test(name.trim()));
  const unsigned = values.some((column, k) => percent[k] === 0 && !column.every(Number.isNaN));
  const columns: ReadColumn[] = [];
  for (const [k, name] of names.entries()) {
    const facts = factsOf(values[k]);
    const isChange = kind === 'prices' && percent[k] > 0 && unsigned;
    const role =
      unreadable(facts, texts[k]) ??
      known[k] ??
      (isChange ? CHANGE : roleOf(name, { adjusted, closes }, kind, facts));
    const column = { id: ids[k], name, ...role, ...facts };
    if (facts.count === 0 || texts[k] > facts.count) problems.forget(ids[k]);
    else if (role.role !== 'left-out') note(column, values[k], lines, index, kind, problems);
    columns.push(column);
    yield values[k].length;
  }
  return columns;
}

const CHANGE = { role: 'left-out', because: 'Its values are percent, beside prices.' } as const;

type Facts = Omit<ReadColumn, 'id' | 'name' | keyof KnownColumn>;

function factsOf(values: Float64Array): Facts {
  let [count, first, last, minimum, maximum, nonPositive] = [0, -1, -1, Infinity, -Infinity, 0];
  for (let t = 0; t < values.length; t += 1) {
    const value = values[t];
    if (Number.isNaN(value)) continue;
    count += 1;
    if (first < 0) first = t;
    last = t;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    if (value <= 0) nonPositive += 1;
  }
  const gaps = count === 0 ? 0 : last - first + 1 - count;
  const constant = count > 1 && minimum === maximum;
  if (count === 0) [minimum, maximum] = [NaN, NaN];
  return { count, gaps, first, last, minimum, maximum, constant, nonPositive };
}

function unreadable({ count }: Facts, texts: number): KnownColumn | undefined {
  if (count === 0) return { role: 'left-out', because: 'It holds no numbers.' };
  if (texts > count) return { role: 'left-out', because: 'Most of its cells are no numbers.' };
  return undefined;
}

/** What its name and values suggest, and which prices stand beside it. */
function roleOf(
  name: string,
  { adjusted, closes }: { readonly adjusted: boolean; readonly closes: boolean },
  kind: ReadSettings['kind'],
  { maximum }: Facts,
): KnownColumn {
  const words = name.replaceAll('_', ' ').trim();
  if (VOLUME.test(words))
    return { role: 'left-out', because: 'Its name says that it is no price.' };
  if (DATE.test(words)) return { role: 'left-out', because: 'Its name says that it is a date.' };
  if (kind === 'prices' && closes && OF_A_DAY.test(words)) {
    return { role: 'left-out', because: 'The close stands beside it.' };
  }
  if (kind === 'prices' && adjusted && CLOSE.test(words)) {
    return { role: 'left-out', because: 'The adjusted close beside it holds payments as well.' };
  }
  if (INFLATION.test(words)) {
    return { role: 'inflation', because: 'Its name says that it is consumer prices.' };
  }
  if (!RATE.test(words)) return { role: 'asset' };
  if (kind === 'returns')
    return {
      role: 'rate',
      because: 'Its name says that it is a rate; it is read as the return of a period.',
    };
  if (maximum < YIELD_LIMIT) {
    const because = 'It looks like a yield in percent; among prices only an index of value counts.';
    return { role: 'left-out', because };
  }
  return { role: 'rate', because: 'Its name says that it is the value of cash.' };
}

function note(
  { id, role, constant, gaps, first, last }: ReadColumn,
  values: Float64Array,
  lines: Int32Array,
  index: readonly string[],
  kind: ReadSettings['kind'],
  problems: Problems,
): void {
  const tell = (code: string, message: string, line: number) =>
    problems.add({ severity: 'note', code, message, column: id }, line);
  if (constant) tell('constant', 'Every value is the same.', 0);
  const gap = values.findIndex((value, t) => t > first && Number.isNaN(value));
  const missing = `Values are missing between the first and the last (${gaps}), the first on ${index[gap]}.`;
  let before = NaN;
  for (let t = 0; t < values.length; t += 1) {
    const value = values[t];
    if (Number.isNaN(value)) {
      if (t > first && t < last) tell('gap', missing, lines[t]);
      continue;
    }
    if (kind === 'prices' && role === 'asset' && value <= 0) {
      tell('non-positive', 'A price at or below 0 cannot be computed with.', lines[t]);
    }
    if (kind === 'returns' && value < -1) {
      tell('below-minus-one', 'A return below -100 % loses more than there is.', lines[t]);
    }
    if (kind === 'returns' && value > RETURN_LIMIT) {
      tell('huge-return', 'A return above 1,000 %: is it a price?', lines[t]);
    }
    const factor = value / before;
    if (kind === 'prices' && before > 0 && value > 0 && (factor > JUMP || factor < 1 / JUMP)) {
      tell(
        'jump',
        `From one row to the next (${index[t]}) the price moves more than ${JUMP}-fold: a slipped decimal sign?`,
        lines[t],
      );
    }
    before = value;
  }
}
