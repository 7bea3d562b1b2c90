/** The cleaning steps of a scenario, which mend the rows of its sources before they are joined. */
import {
  desmoothed,
  filled,
  requireReturn,
  splitAt,
  winsorized,
  type Track,
} from '../finance/cleaning';
import type { Column, Dataset, Distortion } from '../finance/dataset';
import { placeOf } from './scenario-columns';
import { ScenarioError } from './scenario-draft';
import { isCleaning, ofStep, type CleaningStep, type DropStep, type Step } from './scenario-steps';

/** How many values a step changed. */
export interface Changed {
  /** Position of the step in the list, from 0. */
  readonly step: number;
  /**
   * Values that are others now; of "drop" the rows, of "winsorize" the returns that were limited.
   */
  readonly count: number;
  /** Labels of the first and the last of them; empty where there are none. */
  readonly first: string;
  readonly last: string;
}

export interface Cleaned {
  /** The sources with other values, in their order; their fingerprints are still the old ones. */
  readonly sources: readonly Dataset[];
  readonly changed: readonly Changed[];
  /** Labels of the rows of each source that a step dropped. */
  readonly dropped: readonly ReadonlySet<string>[];
}

/** @throws ScenarioError naming the step that cannot be taken. */
export function cleanSources(steps: readonly Step[], given: readonly Dataset[]): Cleaned {
  const sources = [...given];
  const dropped = given.map(() => new Set<string>());
  const changed: Changed[] = [];
  steps.forEach((step, position) => {
    if (!isCleaning(step)) return;
    try {
      const { s, columns, rows } =
        step.step === 'drop' ? withoutRows(step, sources) : mended(step, sources);
      const { index } = sources[s];
      if (step.step === 'drop') for (const row of rows) dropped[s].add(index[row]);
      changed.push(changedAt(position, rows, index));
      sources[s] = {
        ...sources[s],
        columns: rows.length > 0 ? marked(step, sources[s].columns, columns) : sources[s].columns,
        values: sources[s].values.map((values, j) => columns.get(j) ?? values),
      };
    } catch (error) {
      throw stepError(error, position, step);
    }
  });
  return { sources, changed, dropped };
}

/** The columns with what a step does to the faults that those it changed are known to have. */
function marked(
  { step }: CleaningStep,
  columns: readonly Column[],
  changed: ReadonlyMap<number, unknown>,
): readonly Column[] {
  if (step !== 'desmooth' && step !== 'winsorize') return columns;
  const trace: Distortion = step === 'desmooth' ? 'desmoothed' : 'winsorized';
  const isLeft = (d: Distortion) =>
    step === 'winsorize' || (d !== 'monthly-average' && d !== 'smoothed');
  return columns.map((column, j) => {
    if (!changed.has(j)) return column;
    const distortions = [...new Set([...column.distortions.filter(isLeft), trace])];
    return { ...column, distortions };
  });
}

/** What changed, from rows in ascending order. */
function changedAt(step: number, rows: readonly number[], index: readonly string[]): Changed {
  const [first = '', last = ''] =
    rows.length === 0 ? [] : [index[rows[0]], index[rows.at(-1) ?? 0]];
  return { step, count: rows.length, first, last };
}

/** A RangeError of finance, or of what a step names, as one that names the step. */
export function stepError(error: unknown, position: number, step: Step): unknown {
  if (!(error instanceof RangeError)) return error;
  return new ScenarioError(`data.steps.${position}`, ofStep(position, step, error.message));
}

interface Change {
  /** Position of the source. */
  readonly s: number;
  /** New values by the position of the column. */
  readonly columns: ReadonlyMap<number, Float64Array>;
  readonly rows: readonly number[];
}

function withoutRows({ source: id, dates }: DropStep, sources: readonly Dataset[]): Change {
  const s = sources.findIndex((source) => source.id === id);
  if (s < 0) throw new RangeError(`there is no source ${id}. Take the step out, or join it.`);
  const rows = [...rowsOf(sources[s], dates)].sort((a, b) => a - b);
  const columns = sources[s].values.map((values) => {
    const without = values.slice();
    for (const row of rows) without[row] = NaN;
    return without;
  });
  return { s, columns: new Map(columns.entries()), rows };
}

function mended(step: Exclude<CleaningStep, DropStep>, sources: readonly Dataset[]): Change {
  const { s, j } = placeOf(step.column, sources);
  const { kind, index, values, columns } = sources[s];
  const track: Track = { kind, index, values: values[j] };
  const { role } = columns[j];
  const change = (after: Float64Array, rows = differing(values[j], after)): Change => ({
    s,
    columns: new Map([[j, after]]),
    rows,
  });
  switch (step.step) {
    case 'fill': {
      const marked = rowsOf(sources[s], step.dates ?? []);
      const still = kind === 'returns' && role !== 'rate' ? 0 : undefined;
      return change(filled(values[j], step.limit, marked, still));
    }
    case 'split': {
      if (role === 'rate') throw new RangeError(`${step.column} is a rate, which has no splits.`);
      const [row] = rowsOf(sources[s], [step.date]);
      const after = splitAt(track, row, step.factor);
      if (kind === 'returns' && !Number.isNaN(after[row])) requireReturn(after[row], step.date);
      return change(after);
    }
    case 'winsorize': {
      const { values: after, limited } = winsorized(track, step.tail);
      return change(after, [...limited]);
    }
    case 'desmooth': {
      if (role !== 'asset') {
        throw new RangeError(
          `${step.column} is no asset: only the returns of assets are smoothed.`,
        );
      }
      return change(desmoothed(track, step.weight));
    }
  }
}

function rowsOf({ title, index }: Dataset, labels: readonly string[]): Set<number> {
  if (labels.length === 0) return new Set();
  const rows = new Map(index.map((label, t) => [label, t]));
  return new Set(
    labels.map((label) => {
      const row = rows.get(label);
      if (row === undefined) throw new RangeError(`${title} has no row ${label}.`);
      return row;
    }),
  );
}

function differing(before: Float64Array, after: Float64Array): number[] {
  const rows: number[] = [];
  before.forEach((value, t) => {
    if (value !== after[t] && !(Number.isNaN(value) && Number.isNaN(after[t]))) rows.push(t);
  });
  return rows;
}
