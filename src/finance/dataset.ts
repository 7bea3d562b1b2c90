/**
 * What a dataset is: dates down, columns across, with where each column comes from.
 *
 * A column keeps the values of its source (prices or returns); `returns.ts` turns prices into
 * simple returns. Values are columnar, one Float64Array a column, all of the length of `index`.
 */

export type Frequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/** From the shortest periods to the longest. */
export const frequencies = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
] as const satisfies readonly Frequency[];

export const kinds = ['prices', 'returns'] as const satisfies readonly Dataset['kind'][];

/** How many periods of a frequency make a year, unless the data say otherwise. */
export const periodsOf: Readonly<Record<Frequency, number>> = {
  daily: 252,
  weekly: 52,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
};

export type AssetClass =
  | 'equity'
  | 'bond'
  | 'cash'
  | 'gold'
  | 'real estate'
  | 'commodity'
  | 'mixed';

/** In the order in which they are shown. */
export const assetClasses = [
  'equity',
  'bond',
  'cash',
  'gold',
  'real estate',
  'commodity',
  'mixed',
] as const satisfies readonly AssetClass[];

/** `asset` can be weighted; `inflation` and `rate` cannot. */
export type Role = 'asset' | 'inflation' | 'rate';

export const roles = ['asset', 'inflation', 'rate'] as const satisfies readonly Role[];

/**
 * Known ways in which a series misstates what an investor would have had; the last two come with
 * steps of a scenario.
 */
export type Distortion =
  | 'monthly-average'
  | 'smoothed'
  | 'price-index'
  | 'desmoothed'
  | 'winsorized';

export const distortions = [
  'monthly-average',
  'smoothed',
  'price-index',
  'desmoothed',
  'winsorized',
] as const satisfies readonly Distortion[];

export interface Column {
  readonly id: string;
  /** Full name, for tables of sources. */
  readonly name: string;
  /** Short name, for legends and sliders. */
  readonly label: string;
  readonly role: Role;
  readonly assetClass?: AssetClass;
  readonly currency: string;
  readonly unit: string;
  readonly source: string;
  readonly licence: string;
  /** The sentence to show wherever results of this column are shown. */
  readonly attribution: string;
  readonly formula?: string;
  readonly caveats: readonly string[];
  readonly distortions: readonly Distortion[];
}

export interface Dataset {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly frequency: Frequency;
  readonly periodsPerYear: number;
  readonly kind: 'prices' | 'returns';
  /** True where the index holds ISO dates, false where it counts rows. */
  readonly dated: boolean;
  readonly index: readonly string[];
  readonly columns: readonly Column[];
  readonly values: readonly Float64Array[];
  /** SHA-256 in hexadecimal, see `finance/fingerprint.ts`. */
  readonly fingerprint: string;
  readonly defaultRiskFree?: string;
  readonly defaultInflation?: string;
  /** Where steps made it: the datasets they began with, as these were. */
  readonly madeOf?: readonly Dataset[];
  /** Where a person brought it in: the file they chose. */
  readonly file?: {
    readonly name: string;
    readonly bytes: number;
    /** It came with a link: its values stand in the address, and nowhere else. */
    readonly inLink?: boolean;
  };
}

/** A mix: weights are integers of 0.01 % in the order of `assets` and sum to 10,000 exactly. */
export interface AssetMix {
  readonly assets: readonly string[];
  readonly weights: readonly number[];
}

/** The whole of a mix, in units of 0.01 %. */
export const WHOLE = 10_000;

/**
 * What an analysis computes on: the simple returns of the chosen columns and range,
 * one Float64Array of length T an asset, in the order of the dataset.
 */
export interface Series {
  readonly assets: readonly string[];
  readonly returns: readonly Float64Array[];
  /** Weight of each asset as a fraction; sums to 1; 0 for an asset that is not in the mix. */
  readonly weights: Float64Array;
  /** Riskless return per period, when the dataset has one. */
  readonly riskFree?: Float64Array;
  /** Change of consumer prices per period, when the dataset has it. */
  readonly inflation?: Float64Array;
  /** Labels of the T periods: ISO dates when `dated`, else row numbers. */
  readonly index: readonly string[];
  readonly dated: boolean;
  readonly frequency: Frequency;
  readonly periodsPerYear: number;
}
