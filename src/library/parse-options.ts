/**
 * The options of `parseDataset`, and their check: callers without types may give anything, and
 * a wrong delimiter would only be noticed as a file that holds no numbers.
 */
import type { ReadSettings } from '../data/parse/parsed-table';
import {
  assetClasses,
  frequencies,
  kinds,
  roles,
  type AssetClass,
  type Role,
} from '../finance/dataset';
import { AssetMixError, requireOptions } from './asset-mix-error';

export interface ColumnChoice {
  readonly name?: string;
  /** `left-out` leaves the column out of the dataset. */
  readonly role?: Role | 'left-out';
  readonly assetClass?: AssetClass;
}

export interface ParseOptions {
  /** By which scenarios name the dataset; `own` by default. */
  readonly id?: string;
  /** By default the name of the file, or `Own data`. */
  readonly title?: string;
  /** Of the values, for tables of sources; not known by default. */
  readonly currency?: string;
  /** What the file does not say by itself, or says wrongly. */
  readonly settings?: Partial<ReadSettings>;
  /** By the id of the column; what is not named is taken as the file suggests. */
  readonly columns?: Readonly<Record<string, ColumnChoice>>;
}

/** @throws AssetMixError with code `options`, naming the first that is wrong. */
export function checkParseOptions(options: ParseOptions): void {
  requireOptions(options);
  const { id, title, currency, settings = {}, columns = {} } = options;
  check({ id, title, currency }, { id: text, title: text, currency: text }, '');
  check(settings, settingValues, 'settings.');
  for (const [key, choice] of Object.entries(columns)) {
    check(choice, choiceValues, `columns.${key}.`);
  }
}

/** The values that are possible, or what they are in words and how to tell. */
type Possible = readonly unknown[] | { readonly words: string; is(value: unknown): boolean };

const text: Possible = { words: 'a text', is: (value) => typeof value === 'string' };
const position: Possible = {
  words: 'the position of a column, counted from 0, or -1 for none',
  is: (value) => Number.isInteger(value) && Number(value) >= -1,
};

const settingValues: Readonly<Record<keyof ReadSettings, Possible>> = {
  shape: ['plain', 'quotes', 'ticker-quotes', 'fred'],
  delimiter: [',', ';', '\t', '|'],
  decimal: ['.', ','],
  header: [true, false],
  layout: ['wide', 'long'],
  dateColumn: position,
  assetColumn: position,
  valueColumn: position,
  dateOrder: ['ymd', 'dmy', 'mdy', 'serial'],
  kind: kinds,
  percent: [true, false],
  duplicates: ['first', 'last'],
  frequency: frequencies,
  periodsPerYear: {
    words: 'a number above 0, at most 10,000',
    is: (value) => typeof value === 'number' && value > 0 && value <= 10_000,
  },
};

const choiceValues: Readonly<Record<keyof ColumnChoice, Possible>> = {
  name: text,
  role: [...roles, 'left-out'],
  assetClass: assetClasses,
};

function check(given: object, possible: Readonly<Record<string, Possible>>, where: string): void {
  // A text would be taken for a list of its letters.
  if (typeof given !== 'object' || given === null) {
    throw new AssetMixError('options', 'This must be an object.', where.slice(0, -1));
  }
  for (const [key, value] of Object.entries(given)) {
    const wrong = (message: string) => new AssetMixError('options', message, `${where}${key}`);
    if (!Object.hasOwn(possible, key)) throw wrong(`There is no option ${where}${key}.`);
    const values = possible[key];
    if (value === undefined) continue;
    if ('words' in values) {
      if (!values.is(value)) throw wrong(`This must be ${values.words}.`);
    } else if (!values.includes(value)) {
      const known = values.map((one) => JSON.stringify(one)).join(', ');
      throw wrong(`This must be one of ${known}.`);
    }
  }
}
