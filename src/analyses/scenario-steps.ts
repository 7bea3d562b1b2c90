/**
 * The steps of a scenario's data, by name: what each is, and the order in which they stand.
 *
 * Cleaning acts on the rows of one source, before anything is joined. Then the data may be
 * resampled. Conversions act on the joined table of simple returns. The form stands last.
 * Columns go by their ids in the working dataset.
 */

/** These rows count as missing for the whole source: prices span them, returns begin a new stretch. */
export interface DropStep {
  readonly step: 'drop';
  /** Id of the source. */
  readonly source: string;
  /** Labels of its rows. */
  readonly dates: readonly string[];
}

/** Missing values, and those at `dates`, take the last value before; of returns, no change. */
export interface FillStep {
  readonly step: 'fill';
  readonly column: string;
  /** Rows in a row that are filled at most, 1 to 1,000. */
  readonly limit: number;
  readonly dates?: readonly string[] | undefined;
}

/** Prices before `date` are divided by `factor`, which is 2 where one share became two. */
export interface SplitStep {
  readonly step: 'split';
  readonly column: string;
  readonly date: string;
  readonly factor: number;
}

/** Simple returns are limited to their quantiles of type 7 at `tail` and 1 - `tail`. */
export interface WinsorizeStep {
  readonly step: 'winsorize';
  readonly column: string;
  /** 0.000001 to 0.25. */
  readonly tail: number;
}

/** Takes the smoothing of appraised values back. */
export interface DesmoothStep {
  readonly step: 'desmooth';
  readonly column: string;
  /** Of the period before in what was reported: above 0, at most 0.95. */
  readonly weight: number;
}

export type CleaningStep = DropStep | FillStep | SplitStep | WinsorizeStep | DesmoothStep;

/** Brings all sources to longer periods. */
export interface ResampleStep {
  readonly step: 'resample';
  readonly to: 'weekly' | 'monthly' | 'quarterly' | 'yearly';
}

/** Returns in another currency: (1 + r)(1 + x) - 1, or (1 + r) / (1 + x) - 1 with `invert`. */
export interface ConvertStep {
  readonly step: 'convert';
  /** Column of exchange rates, of any source. */
  readonly fx: string;
  /** By default all chosen assets but the exchange rate itself. */
  readonly columns?: readonly string[] | undefined;
  readonly invert?: true | undefined;
}

/** Returns beyond inflation, of assets and of what is cash. */
export interface RealStep {
  readonly step: 'real';
  /** By default the inflation of the data. */
  readonly inflation?: string | undefined;
}

/** Returns beyond cash. */
export interface ExcessStep {
  readonly step: 'excess';
  /** By default the riskless rate of the data. */
  readonly cash?: string | undefined;
}

/** factor r - (factor - 1)(c + spread / f), f periods a year. */
export interface LeverageStep {
  readonly step: 'leverage';
  readonly column: string;
  /** 0 to 10. */
  readonly factor: number;
  /** What borrowing costs beyond cash, as a fraction a year. */
  readonly spread?: number | undefined;
  /** By default the riskless rate of the data, if they have one. */
  readonly cash?: string | undefined;
}

/** Returns after a fee: (1 + r)(1 - rate)^(1/f) - 1. */
export interface FeeStep {
  readonly step: 'fee';
  /** By default all chosen assets. */
  readonly columns?: readonly string[] | undefined;
  /** A fraction a year, 0 to 0.5. */
  readonly rate: number;
}

/** The working dataset as prices, which begin at 100 one period earlier, or as returns. */
export interface FormStep {
  readonly step: 'form';
  readonly kind: 'prices' | 'returns';
}

export type ConversionStep = ConvertStep | RealStep | ExcessStep | LeverageStep | FeeStep;

/** A named transformation of the data. */
export type Step = CleaningStep | ResampleStep | ConversionStep | FormStep;

/** More than anybody needs, and few enough to be read. */
export const MOST_STEPS = 50;

/** Steps stand in ascending order of these. */
const RANK: Readonly<Record<Step['step'], number>> = {
  drop: 0,
  fill: 0,
  split: 0,
  winsorize: 0,
  desmooth: 0,
  resample: 1,
  convert: 2,
  real: 2,
  excess: 2,
  leverage: 2,
  fee: 2,
  form: 3,
};

export const stepNames = Object.keys(RANK) as readonly Step['step'][];

export function rankOf({ step }: Step): number {
  return RANK[step];
}

export function isCleaning(step: Step): step is CleaningStep {
  return rankOf(step) === 0;
}

export function isConversion(step: Step): step is ConversionStep {
  return rankOf(step) === 2;
}

export function resampleIn(steps: readonly Step[]): ResampleStep | undefined {
  return steps.find((step) => step.step === 'resample');
}

export function formIn(steps: readonly Step[]): FormStep | undefined {
  return steps.find((step) => step.step === 'form');
}

/** What is told of a step at a position: its number and name come first. */
export function ofStep(position: number, { step }: Step, what: string): string {
  return `Step ${position + 1} (${step}): ${what}`;
}

/** The first step that stands in a wrong place, and what to do. */
export function orderProblem(
  steps: readonly Step[],
): { readonly position: number; readonly message: string } | undefined {
  for (let position = 1; position < steps.length; position += 1) {
    const [before, step] = [steps[position - 1], steps[position]];
    const [a, b] = [rankOf(before), rankOf(step)];
    const told = (what: string) => ({ position, message: ofStep(position, step, what) });
    if (a > b) {
      return told(
        `it must stand before step ${position} (${before.step}). Cleaning comes first, then "resample", then conversions, then "form".`,
      );
    }
    if (a === b && (step.step === 'resample' || step.step === 'form')) {
      return told(`there is one already. Take one of the two out.`);
    }
  }
  return undefined;
}
