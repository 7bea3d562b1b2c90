/** The kinds of parameters that are one number or one text; tables are in `parameter-rows.ts`. */

export interface IntegerParameter {
  readonly kind: 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly unit?: string;
  /** At most this while a slider is dragged. */
  readonly preview?: number;
}

export interface NumberParameter {
  readonly kind: 'number';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly unit?: string;
}

/** A number of scenarios: previews lower it, *good enough* writes the number reached into it. */
export interface ScenariosParameter {
  readonly kind: 'scenarios';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly suggestions: readonly number[];
  /** At most this while a slider is dragged; 10,000 unless told. */
  readonly preview?: number;
}

export interface ChoiceParameter<V extends string | number = string | number> {
  readonly kind: 'choice';
  readonly default: V;
  readonly options: readonly V[];
}

/** One of the assets of the dataset by its id; empty: the room's own choice. */
export interface AssetParameter {
  readonly kind: 'asset';
  readonly default: '';
}

/** Several of the options, joined by commas in the order of the options. */
export interface ChoicesParameter<V extends string = string> {
  readonly kind: 'choices';
  readonly default: string;
  readonly options: readonly V[];
}

export type PlainParameter =
  | IntegerParameter
  | NumberParameter
  | ScenariosParameter
  | ChoiceParameter
  | AssetParameter
  | ChoicesParameter;

/**
 * What is wrong with a value, in a sentence that says what to do; undefined when it is fine.
 * @param write how numbers are written in it, where a person reads it
 */
export function plainProblem(
  spec: PlainParameter,
  value: unknown,
  write: (value: number) => string = String,
): string | undefined {
  if (spec.kind === 'choice') {
    if (spec.options.includes(value as never)) return undefined;
    return `Choose one of ${spec.options.join(', ')}.`;
  }
  if (spec.kind === 'asset') return typeof value === 'string' ? undefined : 'Choose an asset.';
  if (spec.kind === 'choices') {
    const known =
      typeof value === 'string' && splitChoices(value).every((v) => spec.options.includes(v));
    return known ? undefined : `Choose from ${spec.options.join(', ')}.`;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'Enter a number.';
  if (spec.kind !== 'number' && !Number.isInteger(value)) return 'Enter a whole number.';
  if (value < spec.minimum || value > spec.maximum) {
    return `Enter a number from ${write(spec.minimum)} to ${write(spec.maximum)}.`;
  }
  return undefined;
}

/** The single choices of a `choices` parameter. */
export function splitChoices(value: string): string[] {
  return value === '' ? [] : value.split(',');
}
