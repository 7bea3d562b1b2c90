/** What the elements offer to a page: properties, methods and events. */
import type { ParameterValue } from '../analyses/parameters';
import type { Scenario } from '../analyses/scenario';
import type { Step } from '../analyses/scenario-draft';
import type { AssetMix, Dataset } from '../finance/dataset';
import type { Check, Exercise, Preset } from '../panel/exercise';

/** What to compute. Everything may be left out: the defaults are those of the app. */
export interface MixScenario {
  readonly version?: 1;
  readonly data?: {
    /** Datasets by their ids; by default those of `data`, else the first that ships. */
    readonly sources?: readonly {
      readonly id: string;
      readonly fingerprint?: string;
      readonly columns?: readonly string[];
    }[];
    readonly join?: 'inner';
    /** Labels of the first and the last period: ISO dates, or row numbers of undated data. */
    readonly range?: { readonly from?: string | null; readonly to?: string | null };
    readonly frequency?: string;
    readonly steps?: readonly Step[];
    /** Id of the column of riskless rates; null for none. */
    readonly riskFree?: string | null;
  };
  /** Weights in units of 0.01 %, summing to 10,000. */
  readonly mix?: AssetMix;
  readonly compare?: AssetMix;
  readonly analysis?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly seed?: number;
}

/** A complete result. */
export interface MixResult {
  readonly scenario: Scenario;
  /** Numbers, typed arrays, and objects and arrays of them. Losses are positive fractions. */
  readonly result: object;
  /** SHA-256 over scenario, data and result: equal digests are equal bits. */
  readonly digest: string;
}

/** `csv` and `json` are of the result, `data` is the dataset as CSV, `scenario` a file of the app. */
export type ExportFormat = 'csv' | 'json' | 'data' | 'scenario';

/** `<mix-analysis>` and `<mix-lab>`, which differ in how much they show. */
export interface MixElement extends HTMLElement {
  /** What to compute, in place of the attribute `state`. Other attributes are laid over it. */
  scenario: MixScenario | undefined;
  /** Data of your own, as `parseDataset` of the library gives them. */
  data: Dataset | readonly Dataset[] | undefined;
  /** What a teacher settles. The attributes `layout`, `lock`, `hide` and `range` are laid over it. */
  exercise: Partial<Exercise> | undefined;
  /** Scenarios that can be taken up by their names, in place of those of `exercise`. */
  presets: readonly Preset[] | undefined;
  /** A question with one number for its answer, in place of that of `exercise`. */
  check: Check | undefined;
  /**
   * Computes what is shown, to the end, and resolves to the result. Rejects with what is wrong;
   * an abort cancels the run and rejects as well.
   */
  run(options?: { readonly signal?: AbortSignal }): Promise<MixResult>;
  /** Ends the run. What is shown stays, and a call of `run` begins it again. */
  cancel(): void;
  /** Back to what attributes and properties say. Says no `mix-change`. */
  reset(): void;
  /** The scenario as a text for `setState`, for a link of the app behind `#s=`, or for the attribute `state`. Undefined until the data are there. */
  getState(): string | undefined;
  /** Shows a scenario that `getState` gave, or one of a link. Says no `mix-change`. Rejects where it cannot be shown, and then changes nothing. */
  setState(state: string): Promise<void>;
  /** What is shown as the text of a file. Rejects where there is no complete result of it. */
  exportData(format: ExportFormat): Promise<string>;
  /** The charts as they are shown, as one PNG. Rejects where there are none. */
  toImage(): Promise<Blob>;
}

/** A class to make such elements of, or to define under another name. */
export interface MixElementClass {
  new (): MixElement;
  readonly observedAttributes: readonly string[];
}

/** The events by their names. All of them bubble, and leave shadow roots. */
export interface MixEventMap {
  /** The first view stands. */
  'mix-ready': CustomEvent<object>;
  /** A person is changing something: `link` is the state so far. */
  'mix-input': CustomEvent<{ readonly link: string }>;
  /** A person has changed something: `link` is the new state. Never because the page did. */
  'mix-change': CustomEvent<{ readonly link: string }>;
  /** Scenarios simulated so far, and in all. */
  'mix-progress': CustomEvent<{ readonly done: number; readonly total: number }>;
  /** A complete result is shown. */
  'mix-result': CustomEvent<MixResult>;
  /** Something is wrong: `message` says what. It is shown as well. */
  'mix-error': CustomEvent<{ readonly message: string }>;
  /** A person has answered the question. */
  'mix-check': CustomEvent<{
    readonly question: string;
    readonly given: number;
    readonly correct: boolean;
    readonly attempts: number;
  }>;
}
