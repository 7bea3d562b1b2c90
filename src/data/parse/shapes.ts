/**
 * Tables that very many people download, told by the names of their columns alone: what such a
 * table holds needs no question. One line of `SHAPES` each, so that another is easily added.
 */
import { fredSeries } from './fred-series';
import type { Finding, ReadSettings } from './parsed-table';

export type Shape = ReadSettings['shape'];

/** What a column of a download of prices is. */
export type Part = keyof typeof PARTS;

export interface Recognized {
  readonly shape: Finding<Shape>;
  /** What each column is; undefined in a table of any other kind. */
  readonly parts?: readonly Part[];
}

/** In English, and in Polish as stooq.pl writes it; `<CLOSE>` is read as `close`. */
const PARTS = {
  date: /^(?:date|data)$/u,
  time: /^time$/u,
  ticker: /^(?:ticker|symbol)$/u,
  period: /^per$/u,
  open: /^(?:open|otwarcie)$/u,
  high: /^(?:high|najwy[zż]szy)$/u,
  low: /^(?:low|najni[zż]szy)$/u,
  // Copied pages have asterisks behind the word, or its explanation.
  close: /^(?:close(?:\*+| close price .*)?|zamkni[eę]cie)$/u,
  adjusted: /^adj(?:usted)?\.?[ _]*close(?:\*+| adjusted close price .*)?$/u,
  volume: /^(?:vol(?:ume)?\.?|wolumen)$/u,
  interest: /^(?:open ?int(?:erest)?|lop)$/u,
  dividends: /^dividends$/u,
  splits: /^stock splits$/u,
} as const;

const SHAPES: readonly {
  readonly shape: Exclude<Shape, 'plain' | 'fred'>;
  readonly needs: readonly Part[];
  readonly mayHave: readonly Part[];
  readonly because: string;
}[] = [
  {
    shape: 'quotes',
    needs: ['date', 'open', 'high', 'low', 'close'],
    mayHave: ['adjusted', 'volume', 'interest', 'dividends', 'splits'],
    because: 'The columns are those of a download of one asset: open, high, low and close.',
  },
  {
    shape: 'ticker-quotes',
    needs: ['ticker', 'period', 'date', 'open', 'high', 'low', 'close'],
    mayHave: ['time', 'volume', 'interest'],
    because: 'The columns are those of a download of many assets: ticker, date and prices.',
  },
];

/** @param names as they stand above the table; none where it has no header. */
export function recognize(names: readonly string[], given: Shape | undefined): Recognized {
  const parts = names.map((name) => partOf(name));
  const found = SHAPES.find(
    ({ needs, mayHave }) =>
      needs.every((part) => parts.includes(part)) &&
      parts.every((part) => part !== undefined && [...needs, ...mayHave].includes(part)) &&
      new Set(parts).size === parts.length,
  );
  const fred = fredReason(names);
  const value = found?.shape ?? (fred === undefined ? 'plain' : 'fred');
  const shape: Finding<Shape> =
    given === undefined
      ? {
          value,
          certainty: 'certain',
          because: found?.because ?? fred ?? 'Its columns are those of no download that is known.',
          options: value === 'plain' ? ['plain'] : [value, 'plain'],
        }
      : {
          value: given,
          certainty: 'given',
          because: 'You have chosen it.',
          options: [...new Set<Shape>([given, value, 'plain'])],
        };
  const known = found !== undefined && found.shape === shape.value;
  return known ? { shape, parts: parts.filter((part) => part !== undefined) } : { shape };
}

function partOf(name: string): Part | undefined {
  const words = name
    .trim()
    .toLowerCase()
    .replace(/^<(.*)>$/u, '$1');
  return (Object.keys(PARTS) as Part[]).find((part) => PARTS[part].test(words));
}

/** Why these are the columns of a download from FRED; undefined where they are not. */
function fredReason([date, ...ids]: readonly string[]): string | undefined {
  if (ids.length === 0 || !ids.every((id) => /^[A-Z][A-Z0-9_]*$/u.test(id))) return undefined;
  if (date === 'observation_date') return 'The dates are called as FRED calls them.';
  const known = date === 'DATE' ? ids.filter((id) => fredSeries(id) !== undefined) : [];
  return known.length === 0 ? undefined : `FRED knows a series ${known.slice(0, 3).join(', ')}.`;
}

/**
 * The name of the asset of a download of one: `SPY` of `SPY.csv`, `SPY (1).csv` and
 * `spy_us_d.csv`. Undefined where the name of the file is unknown.
 */
export function assetOfFile(fileName: string): string | undefined {
  const bare = fileName
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    // The browser counts downloads of one name.
    .replace(/\s*\(\d+\)$/u, '')
    .trim();
  const stooq = /^(\^?[a-z0-9.-]+)(?:_[a-z]{1,2})?_[dwmqy]$/u.exec(bare);
  const name = stooq === null ? bare : stooq[1].toUpperCase();
  return name === '' ? undefined : name;
}
