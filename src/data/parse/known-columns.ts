/**
 * What the columns of a known download are, before their names are looked at as those of any
 * table: which is the price, what was turned into what, and what is said of it.
 */
import { dateOfDay } from '../../finance/calendar';
import type { Frequency } from '../../finance/dataset';
import { valueColumns, type Collected } from './collect';
import { fredSeries, meaningOfFred, valueOfCash } from './fred-series';
import type { Finding, ReadColumn, ReadSettings } from './parsed-table';
import { periodEnds } from './period-ends';
import type { Problems } from './problems';
import type { Part, Shape } from './shapes';
import { priceOf, type Structure } from './structure';

/** What is known of a column. */
export type KnownColumn = Pick<ReadColumn, 'role' | 'because' | 'assetClass' | 'distortions'>;

/** Sorted columns, and what is known of each; nothing of those of any table. */
export type KnownTable = Pick<
  Collected,
  'names' | 'values' | 'texts' | 'percent' | 'lines' | 'index'
> & { readonly known: readonly (KnownColumn | undefined)[] };

export function asKnown(
  collected: Collected,
  structure: Structure,
  ids: readonly string[],
  { kind, frequency }: { kind: Finding<ReadSettings['kind']>; frequency: Finding<Frequency> },
  problems: Problems,
): KnownTable {
  const shape = structure.shape.value;
  // As returns the columns are no longer what the download is known for.
  if (shape === 'plain' || kind.value !== 'prices') return { ...collected, known: [] };
  const ends = periodEnds(collected.days, frequency.value);
  if (ends !== undefined) {
    const message = `Dates at the beginning of ${PERIODS[frequency.value]} were moved to its end.`;
    problems.add({ severity: 'mended', code: 'period-ends', message }, 0);
  }
  const days = ends ?? collected.days;
  const dated = {
    ...collected,
    days,
    index: ends === undefined ? collected.index : Array.from(days, dateOfDay),
  };
  if (shape === 'fred') return ofFred(dated, ids, problems);
  if (structure.layout.value === 'long' || structure.parts === undefined) {
    return { ...dated, known: [] };
  }
  return ofQuotes(dated, partsOfValues(structure, structure.parts), ids, problems);
}

const PERIODS: Readonly<Record<Frequency, string>> = {
  daily: 'a day',
  weekly: 'a week',
  monthly: 'a month',
  quarterly: 'a quarter',
  yearly: 'a year',
};

/** What a known download holds, whatever its values look like. */
export function kindOfShape(
  shape: Shape,
  names: readonly string[],
): Finding<ReadSettings['kind']> | undefined {
  if (shape === 'plain') return undefined;
  const options = ['prices', 'returns'] as const;
  if (shape !== 'fred') {
    const because = 'The columns are those of a download of prices.';
    return { value: 'prices', certainty: 'certain', because, options };
  }
  const known = names.every((name) => fredSeries(name) !== undefined);
  const because = 'The series of FRED are levels unless their ids say otherwise.';
  return { value: 'prices', certainty: known ? 'certain' : 'assumed', because, options };
}

function ofFred(table: Collected, ids: readonly string[], problems: Problems): KnownTable {
  const known = table.names.map(meaningOfFred);
  const values = table.values.map((column, k) => {
    const { yields } = known[k];
    if (yields === undefined) return column;
    const message =
      'A yield in percent a year was turned into the value of 100 kept at it, each row’s yield until the next row.';
    problems.add({ severity: 'mended', code: 'yield', message, column: ids[k] }, 0);
    return valueOfCash(column, table.days, yields);
  });
  return { ...table, values, known: known.map(({ yields: _yields, ...column }) => column) };
}

function partsOfValues(structure: Structure, parts: readonly Part[]): Part[] {
  return valueColumns(structure).map((position) => parts[position]);
}

const PARTS: Readonly<Partial<Record<Part, string>>> = {
  open: 'The price at the beginning; the one at the end is taken.',
  high: 'The highest price; the one at the end is taken.',
  low: 'The lowest price; the one at the end is taken.',
  volume: 'How much was traded is no price.',
  interest: 'How much is held is no price.',
  dividends: 'Payments, no price.',
  splits: 'Splits, no price.',
};

function ofQuotes(
  table: Collected,
  parts: readonly Part[],
  ids: readonly string[],
  problems: Problems,
): KnownTable {
  const price = priceOf(parts);
  const at = parts.indexOf(price);
  const known = parts.map((part, k): KnownColumn => {
    if (part === 'adjusted')
      return { role: 'asset', because: 'The adjusted close, with payments.' };
    if (part === price) return { role: 'asset', because: 'The close.' };
    if (part !== 'close') return { role: 'left-out', because: PARTS[part] };
    const because = 'The adjusted close beside it holds payments as well.';
    // Where it never differs, nothing was ever paid.
    const differs = table.values[k].some((value, t) => Math.abs(value - table.values[at][t]) > 0);
    return { role: 'left-out', because, distortions: differs ? ['price-index'] : [] };
  });
  if (price === 'close' && at >= 0) {
    const message =
      'Whether this close holds payments such as dividends is not known; an adjusted one would.';
    problems.add({ severity: 'note', code: 'close-alone', message, column: ids[at] }, 0);
  }
  return { ...table, known };
}
