/**
 * What reading a person's file takes and gives. Plain data: it crosses from the worker to the
 * page, and the preview shows nothing else.
 */
import type { AssetClass, Distortion, Frequency, Role } from '../../finance/dataset';

/**
 * How a file is read. Whatever is not given is found from the whole file, and the finding says
 * how sure it is.
 */
export interface ReadSettings {
  /**
   * A download that is known by the names of its columns: the prices of one asset, of many with
   * their tickers, or series of FRED; `plain` where it is none of them.
   */
  readonly shape: 'plain' | 'quotes' | 'ticker-quotes' | 'fred';
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly decimal: '.' | ',';
  /** Whether the first row of the table holds the names of its columns. */
  readonly header: boolean;
  /** Wide: one column an asset. Long: one row a date and asset. */
  readonly layout: 'wide' | 'long';
  /** Position of the column of dates, counted from 0; -1 where there are no dates. */
  readonly dateColumn: number;
  /** Positions in a long table. */
  readonly assetColumn: number;
  readonly valueColumn: number;
  /** `serial`: days since 1899-12-30, as spreadsheets count. */
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy' | 'serial';
  readonly kind: 'prices' | 'returns';
  /** Whether numbers without a percent sign are percent all the same. */
  readonly percent: boolean;
  /** Which of several rows with one date counts where they differ. */
  readonly duplicates: 'first' | 'last';
  readonly frequency: Frequency;
  readonly periodsPerYear: number;
}

export type SettingId = keyof ReadSettings;

/**
 * `certain`: nothing in the file speaks against it. `assumed`: the usual reading, said aloud.
 * `undecided`: the file can be read in several ways with different numbers; a person must choose.
 * `given`: a person has chosen.
 */
export type Certainty = 'certain' | 'assumed' | 'undecided' | 'given';

export interface Finding<T> {
  readonly value: T;
  readonly certainty: Certainty;
  /** What in the file says so, in a sentence. */
  readonly because: string;
  /** Readings that are possible, the chosen one among them; one where there is no choice. */
  readonly options: readonly T[];
}

export type Findings = { readonly [K in SettingId]: Finding<ReadSettings[K]> };

/**
 * Something a person should know of their file. `refused`: a row did not come in. `mended`: it
 * came in changed. `missing`: a cell could not be read and is missing. `note`: it came in as it is.
 */
export interface Problem {
  readonly severity: 'refused' | 'mended' | 'missing' | 'note';
  /** For tests and styles: `ragged-row`, `not-a-number`, `not-a-date`, `duplicate-date`, … */
  readonly code: string;
  /** A sentence for a person, without the line. */
  readonly message: string;
  /** Lines of the file, counted from 1; the first few of `count`. */
  readonly lines: readonly number[];
  /** How often it happens. */
  readonly count: number;
  /** Id of the column it concerns. */
  readonly column?: string;
}

/** A column of values, as read. */
export interface ReadColumn {
  /** Unique; letters, digits and underscores. */
  readonly id: string;
  /** As it stands in the file; of a download of one asset the name of the asset. */
  readonly name: string;
  /** What its name suggests; `left-out` where it cannot be computed with. */
  readonly role: Role | 'left-out';
  /** Why, where it is not an asset as usual, or is known. */
  readonly because?: string;
  /** Where they are known. */
  readonly assetClass?: AssetClass;
  readonly distortions?: readonly Distortion[];
  /** Rows that hold a value. */
  readonly count: number;
  /** Rows of the table between its first and last value that hold none. */
  readonly gaps: number;
  /** Position of its first and last value in the index; -1 where it has none. */
  readonly first: number;
  readonly last: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly constant: boolean;
  /** Values at or below 0 in a column of prices. */
  readonly nonPositive: number;
}

export interface ParsedTable {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly bytes: number;
  readonly settings: ReadSettings;
  readonly findings: Findings;
  /** Settings that a person must choose before the data can be used. */
  readonly undecided: readonly SettingId[];
  readonly problems: readonly Problem[];
  readonly dated: boolean;
  /** ISO dates in ascending order, each once; or row numbers from 1. */
  readonly index: readonly string[];
  readonly columns: readonly ReadColumn[];
  /** One array a column, of the length of `index`; NaN where there is no value. Percent are fractions. */
  readonly values: readonly Float64Array[];
  /** The first rows of the file as cells, the header included, for the preview. */
  readonly sample: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** A file that cannot be read at all; nothing of it comes in. */
export interface Unreadable {
  readonly unreadable: string;
  /** Line on which reading ended, counted from 1. */
  readonly line: number;
}

export interface ReadProgress {
  readonly bytesRead: number;
  readonly bytes: number;
  readonly rows: number;
  readonly done: boolean;
}

/** Reads a file piece by piece; whoever calls decides when to go on, so it can be cancelled. */
export interface TableReader {
  /** Reads the next piece, about a quarter of a megabyte. */
  next(): Promise<ReadProgress>;
  /** Once `done`. */
  outcome(): ParsedTable | Unreadable;
}
