/** What a form is told of its fields, and what it tells: plain data, and what an owner can check. */

export interface FormOption {
  readonly value: number | string;
  readonly label: string;
}

export interface FormField {
  readonly id: string;
  readonly kind: 'integer' | 'number' | 'scenarios' | 'choice' | 'choices' | 'rows' | 'mix';
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  /** A string where the person's text is not a number yet. */
  readonly value: number | string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly options?: readonly FormOption[];
  readonly suggestions?: readonly FormOption[];
  /** What a field of the kind `rows` shows. */
  readonly rows?: FormRows;
  /** What a field of the kind `mix` shows. */
  readonly mix?: FormMix;
  /** What is wrong and what to do. */
  readonly problem?: string;
  readonly disabled?: boolean;
}

/** Undefined where the cell is empty; a text where it is not a number yet. */
export type CellValue = number | string | undefined;

export interface FormColumn {
  readonly id: string;
  readonly kind: 'integer' | 'number' | 'choice';
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The option with the value '' stands for an empty cell. */
  readonly options?: readonly FormOption[];
  /** What an empty cell means. */
  readonly placeholder?: string;
  /** What is wrong with a value of this column and what to do. */
  check(value: CellValue): string | undefined;
}

export interface FormRows {
  readonly columns: readonly FormColumn[];
  /** The cells behind the value of the field, in the order of the columns. */
  readonly rows: readonly (readonly CellValue[])[];
  /** The cells of a new row. */
  readonly fresh: readonly CellValue[];
  /** Most rows. */
  readonly most: number;
  /** The value of the field with these rows. */
  write(rows: readonly (readonly CellValue[])[]): string;
}

/** Weights are whole units of 0.01 %, in the order of the assets. */
export interface FormMix {
  readonly assets: readonly { readonly id: string; readonly label: string }[];
  /** Undefined where the mix is the present one. */
  readonly weights?: readonly number[];
  /** The present mix, which an own one starts from, and its name. */
  readonly present: { readonly label: string; readonly weights: readonly number[] };
  readonly presets: readonly {
    readonly id: string;
    readonly label: string;
    readonly weights: readonly number[];
  }[];
  /** The same weights in proportion, so that they sum to the whole. */
  scaled(weights: readonly number[]): readonly number[];
  /** The value of the field with these weights. */
  write(weights: readonly number[] | undefined): string;
}

/** What `mix-parameter` tells. */
export interface ParameterDetail {
  readonly id: string;
  readonly value: number | string;
  readonly final: boolean;
}
