/**
 * What there is to run, as plain data: every analysis with its words, parameters and measures.
 */
import resultFields from 'virtual:result-fields';
import type { MeasureSpec } from '../analyses/analysis';
import { catalog } from '../analyses/catalog';
import type { CellSpec } from '../analyses/parameter-rows';
import type { ParameterSpecs } from '../analyses/parameters';
import type { MeasureText, ParameterText, RoomText } from '../analyses/text';
import { rooms } from '../engine/all-rooms';
import { findRoom, isChunked } from '../engine/rooms';

/** The words of a parameter, or of a column of one that is a table. */
export interface ParameterWords {
  readonly label: string;
  readonly help?: string;
  /** Words for the options of a choice, by the option. */
  readonly optionLabels?: Readonly<Record<string, string>>;
}

/**
 * Kind, default, bounds or options, unit, when it is in force, and its words. The value of `rows`
 * is a text: cells in the order of the columns, joined by commas, rows by semicolons, an empty
 * cell is one left open; that of a `mix` is such rows of an asset and its weight. In an id
 * `%` is written as %25, a comma as %2C, a semicolon as %3B.
 */
export type ParameterInfo = ParameterSpecs[string] &
  ParameterWords & {
    readonly columns?: Readonly<Record<string, CellSpec & ParameterWords>>;
  };

/** A number that an analysis reports: definition, formula as LaTeX, when it misleads, reference. */
export type MeasureInfo = MeasureSpec & MeasureText;

/** A field of a result, as the room's spec declares and explains it. */
export interface ResultField {
  readonly name: string;
  /** As TypeScript writes it. */
  readonly type: string;
  readonly description?: string;
  /** Fields of the type, or of its items, where the type is the analysis's own. */
  readonly fields?: readonly ResultField[];
}

export interface AnalysisInfo {
  readonly id: string;
  /** The question that it answers. */
  readonly title: string;
  readonly description: string;
  /** Periods that it needs. */
  readonly observations: number;
  /** Whether it simulates in chunks, see `chunksOf`. */
  readonly chunked: boolean;
  readonly parameters: Readonly<Record<string, ParameterInfo>>;
  /** Headings of the sections in which parameters stand together. */
  readonly sections: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, MeasureInfo>>;
  /** Fields of the result in the order in which the digest reads them. */
  readonly result: readonly ResultField[];
  readonly assumptions: readonly string[];
}

const texts = import.meta.glob<{ text: RoomText }>('../analyses/*/text.ts', { eager: true });

/** In teaching order; the first is what a scenario runs that names none. */
export const analyses: readonly AnalysisInfo[] = catalog.map((spec): AnalysisInfo => {
  const { id, needs, parameters, measures } = spec;
  const { text } = texts[`../analyses/${id}/text.ts`];
  const room = findRoom(rooms, id);
  return {
    id,
    title: text.title,
    description: text.description,
    observations: needs.observations,
    chunked: room !== undefined && isChunked(room),
    parameters: mapped(parameters, (parameter, key) =>
      parameterInfo(parameter, text.parameters[key]),
    ),
    sections: text.sections ?? {},
    measures: mapped(measures, (measure, key) => ({ ...measure, ...text.measures[key] })),
    result: resultFields[id],
    assumptions: text.assumptions,
  };
});

export function parameterInfo(
  parameter: ParameterSpecs[string],
  text: ParameterText,
): ParameterInfo {
  if (parameter.kind !== 'rows') return { ...parameter, ...wordsOf(text) };
  const columns = mapped(parameter.columns, (cell, key) => ({
    ...cell,
    ...wordsOf(text.columns?.[key] ?? { label: key }),
  }));
  return { ...parameter, ...wordsOf(text), columns };
}

function wordsOf({ label, help, options }: ParameterText): ParameterWords {
  return { label, ...(help && { help }), ...(options && { optionLabels: options }) };
}

function mapped<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
