/**
 * What a room shows. The panel lays it out the same way for every room: the question, the
 * finding in words, the headline figures, the charts, and what the disclosures need.
 */
import type { Column, Dataset, Series } from '../finance/dataset';
import type { Scenario } from './scenario';

/** Anything lit renders; typed loosely so that the contract stays free of lit. */
export type Content = unknown;

export interface Figure {
  /** Id of the measure, for its definition. */
  readonly measure: string;
  readonly label: string;
  readonly value: string;
  /** A second line: an interval or what the number is worth. */
  readonly note?: string;
  /** The number is a loss and is set in the color of losses. */
  readonly loss?: boolean;
}

/** A table of numbers behind a drawing, for the CSV export and "show as table". */
export interface ExportTable {
  readonly title: string;
  readonly columns: readonly {
    readonly label: string;
    readonly values: ArrayLike<number | string>;
  }[];
}

/** Only measures that have a short formula are in it, and only where they have a value. */
export type Numbers = Readonly<Record<string, Content>>;

export interface ViewParts {
  /** The answer in one or two sentences. */
  readonly finding: Content;
  readonly figures: readonly Figure[];
  readonly main: Content;
  readonly side?: Content;
  /** The formula of a measure with this mix's own numbers, by the id of the measure. */
  readonly numbers?: Numbers;
  /** What was settled for all measures alike, for "How is this computed?". */
  readonly workings?: Content;
  readonly tables: readonly ExportTable[];
}

/** The small form for the overview. */
export interface Glance {
  /** A sentence that stands after the finding of the open analysis. */
  readonly finding?: Content;
  readonly figures: readonly Figure[];
  readonly side?: Content;
}

export interface ViewContext {
  readonly scenario: Scenario;
  readonly dataset: Dataset;
  readonly series: Series;
  /** Column of each asset of the series, in its order. */
  readonly columns: readonly Column[];
  /** Color of each asset of the series, as a CSS value; the same everywhere on the page. */
  readonly colors: readonly string[];
  /** Positions of the assets of the series in the order in which they are listed. */
  readonly order: readonly number[];
  /** The result is for other inputs than the ones shown, or still refining. */
  readonly provisional: boolean;
}

/** The exported CSV that a reproduce script reads. */
export interface ReproduceFile {
  readonly name: string;
  readonly fingerprint: string;
  /** Ids of the chosen assets, in the order of the dataset. */
  readonly assets: readonly string[];
  readonly kind: 'prices' | 'returns';
  readonly periodsPerYear: number;
  readonly dated: boolean;
  readonly riskFree?: string;
  readonly inflation?: string;
  /** Where steps made the data: the script makes them again from the files of the sources. */
  readonly made?: Dataset;
}

/** A NumPy script that computes the same as the room, independently. */
export type Reproduce = (scenario: Scenario, file: ReproduceFile) => string;
