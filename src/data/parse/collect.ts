/**
 * Takes the values out of the rows of a file: one column an asset (wide), or one row a date and
 * asset (long). Both give columns over sorted dates, each once.
 */
import { dateOfDay } from '../../finance/calendar';
import { readDate } from './dates';
import { growingFloats, growingIntegers, type Growing } from './growing';
import { hasPercent, isMissing, readNumber } from './numbers';
import type { ReadSettings } from './parsed-table';
import type { Problems } from './problems';
import type { Structure } from './structure';

export interface Collected {
  /** ISO dates in ascending order, or row numbers from 1. */
  readonly index: readonly string[];
  /** Days since 1970-01-01; empty where there are no dates. */
  readonly days: Int32Array;
  /** Line of the file of each row; 0 where several lines make one. */
  readonly lines: Int32Array;
  readonly names: readonly string[];
  readonly values: readonly Float64Array[];
  /** Cells of each column that hold text which is no number. */
  readonly texts: readonly number[];
  /** Cells of each column with a percent sign. */
  readonly percent: readonly number[];
  /** Whether each column holds numbers with the sign and others without. */
  readonly mixed: readonly boolean[];
  /** Rows with one date whose values differ. */
  readonly conflicts: number;
}

export interface Collector {
  row(cells: readonly string[], line: number): void;
  /** Why the file holds more than can be read, in a sentence. */
  readonly excess?: string;
  /** Undefined where that is too much, see `excess`. */
  finish(duplicates: ReadSettings['duplicates']): Collected | undefined;
}

const MOST_CELLS = 60_000_000;

export function createCollector(
  structure: Structure,
  settings: Pick<ReadSettings, 'decimal' | 'dateOrder' | 'percent'>,
  ids: readonly string[],
  problems: Problems,
): Collector {
  const days = growingIntegers();
  const lines = growingIntegers();
  const dated = structure.dateColumn.value >= 0;
  const long = structure.layout.value === 'long';
  const fill = long ? createLong(structure) : createWide(structure);
  const percent: number[] = [];
  /** Line of the first number of each column without a percent sign; 0 needs none. */
  const plain: number[] = [];
  const texts: number[] = [];
  const { decimal, dateOrder } = settings;
  let cells = 0;

  /** The value of a cell, with what is to be said of it. */
  function valueOf(cell: string, column: number, line: number): number {
    const value = readNumber(cell, decimal);
    if (value === undefined) {
      texts[column] = (texts[column] ?? 0) + 1;
      problems.add(
        {
          severity: 'missing',
          code: 'not-a-number',
          message: `“${cell.trim().slice(0, 40)}” is not a number; such cells are missing.`,
          column: long ? undefined : ids[column],
        },
        line,
      );
      return NaN;
    }
    if (hasPercent(cell)) {
      percent[column] = (percent[column] ?? 0) + 1;
      return value;
    }
    if (value !== 0 && !Number.isNaN(value)) plain[column] ??= line;
    return settings.percent ? value / 100 : value;
  }

  return {
    get excess() {
      return Math.max(cells, fill.cells()) > MOST_CELLS
        ? `The file holds more than ${MOST_CELLS / 1e6} million values.`
        : undefined;
    },
    row(cells, line) {
      let day = 0;
      if (dated) {
        const cell = cells[structure.dateColumn.value];
        const read = readDate(cell, dateOrder);
        if (read === undefined) {
          const message = isMissing(cell)
            ? 'The row has no date and is left out.'
            : `“${cell.trim().slice(0, 40)}” is not a date; the row is left out.`;
          problems.add({ severity: 'refused', code: 'not-a-date', message }, line);
          return;
        }
        if (read.time) {
          const message = 'The time of day was cut off.';
          problems.add({ severity: 'mended', code: 'time-cut', message }, line);
        }
        if (read.shortYear) {
          const message = 'Years of two digits are taken for 1969 to 2068.';
          problems.add({ severity: 'note', code: 'short-year', message }, line);
        }
        day = read.day;
      }
      if (!fill.row(cells, line, valueOf)) {
        const message = 'The row names no asset and is left out.';
        problems.add({ severity: 'refused', code: 'no-asset', message }, line);
        return;
      }
      days.push(day);
      lines.push(line);
    },
    finish(duplicates) {
      const order = Array.from({ length: days.length }, (_, row) => row);
      let steps = 0;
      let backward = 0;
      for (let row = 1; row < days.length; row += 1) {
        if (days.at(row) !== days.at(row - 1)) steps += 1;
        if (days.at(row) < days.at(row - 1)) backward += 1;
      }
      if (dated && backward > 0) {
        order.sort((a, b) => days.at(a) - days.at(b) || a - b);
        if (!long) {
          const message =
            backward === steps
              ? 'The dates went backward and were turned round.'
              : 'The dates were not in order and were sorted.';
          problems.add({ severity: 'mended', code: 'unordered', message }, 0);
        }
      }
      const groups: number[][] = [];
      for (const row of order) {
        const group = groups.at(-1);
        if (dated && group !== undefined && days.at(group[0]) === days.at(row)) group.push(row);
        else groups.push([row]);
      }
      cells = groups.length * fill.width();
      if (cells > MOST_CELLS) return undefined;
      const { names, values, conflicts } = fill.finish(groups, duplicates, (same, row) => {
        const message = same
          ? 'Several rows have one date and the same values; they count once.'
          : 'Several rows have one date and different values.';
        const code = same ? 'repeated-row' : 'duplicate-date';
        problems.add({ severity: 'mended', code, message }, lines.at(row));
      });
      const mixed = names.map((_, k) => percent[k] > 0 && plain[k] !== undefined);
      names.forEach((name, k) => {
        if (!mixed[k]) return;
        const message = `Some numbers of “${name}” have a percent sign and others none.`;
        const column = long ? undefined : ids[k];
        problems.add({ severity: 'note', code: 'percent-mixed', message, column }, plain[k]);
      });
      const first = groups.map(([row]) => row);
      return {
        days: dated ? Int32Array.from(first, (row) => days.at(row)) : new Int32Array(0),
        index: first.map((row, t) => (dated ? dateOfDay(days.at(row)) : String(t + 1))),
        lines: Int32Array.from(first, (row) => (long ? 0 : lines.at(row))),
        names,
        values,
        texts: names.map((_, k) => (long ? 0 : (texts[k] ?? 0))),
        percent: names.map((_, k) => percent[k] ?? 0),
        mixed,
        conflicts,
      };
    },
  };
}

type ValueOf = (cell: string, column: number, line: number) => number;

interface Filled {
  readonly names: readonly string[];
  readonly values: readonly Float64Array[];
  readonly conflicts: number;
}

interface Fill {
  /** Whether the row counts. */
  row(cells: readonly string[], line: number, valueOf: ValueOf): boolean;
  /** Values taken so far. */
  cells(): number;
  /** Columns so far. */
  width(): number;
  /** Makes columns of groups of rows with one date each. `repeated` hears of each row too many. */
  finish(
    groups: readonly (readonly number[])[],
    duplicates: ReadSettings['duplicates'],
    repeated: (same: boolean, row: number) => void,
  ): Filled;
}

/** Positions of the columns of values in a wide table. */
export function valueColumns({ width, dateColumn, counter }: Structure): number[] {
  return Array.from({ length: width }, (_, j) => j).filter(
    (j) => j !== dateColumn.value && j !== counter,
  );
}

function createWide(structure: Structure): Fill {
  const positions = valueColumns(structure);
  const columns = positions.map(() => growingFloats());
  return {
    row(cells, line, valueOf) {
      for (let k = 0; k < positions.length; k += 1) {
        columns[k].push(valueOf(cells[positions[k]], k, line));
      }
      return true;
    },
    cells: () => columns.length * (columns.at(0)?.length ?? 0),
    width: () => columns.length,
    finish(groups, duplicates, repeated) {
      let conflicts = 0;
      for (const group of groups) {
        if (group.length === 1) continue;
        const known = columns.map((column) => column.at(group[0]));
        for (const row of group.slice(1)) {
          let same = true;
          columns.forEach((column, k) => {
            same &&= agree(known[k], column.at(row));
            if (Number.isNaN(known[k])) known[k] = column.at(row);
          });
          if (!same) conflicts += 1;
          repeated(same, row);
        }
      }
      return {
        names: positions.map((j) => structure.titles[j]),
        values: columns.map((column) =>
          Float64Array.from(groups, (group) => pick(group, column, duplicates)),
        ),
        conflicts,
      };
    },
  };
}

function createLong({ assetColumn, valueColumn }: Structure): Fill {
  const assets = new Map<string, number>();
  const owners = growingIntegers();
  const values = growingFloats();
  return {
    row(cells, line, valueOf) {
      const name = cells[assetColumn.value].trim();
      if (name === '') return false;
      const asset = assets.get(name) ?? assets.size;
      assets.set(name, asset);
      owners.push(asset);
      values.push(valueOf(cells[valueColumn.value], asset, line));
      return true;
    },
    cells: () => values.length,
    width: () => assets.size,
    finish(groups, duplicates, repeated) {
      const columns = [...assets].map(() => new Float64Array(groups.length).fill(NaN));
      let conflicts = 0;
      groups.forEach((group, t) => {
        const seen = new Set<number>();
        for (const row of group) {
          const asset = owners.at(row);
          const [before, value] = [columns[asset][t], values.at(row)];
          if (seen.has(asset)) {
            const same = agree(before, value);
            if (!same) conflicts += 1;
            repeated(same, row);
          }
          seen.add(asset);
          if (Number.isNaN(before) || (duplicates === 'last' && !Number.isNaN(value))) {
            columns[asset][t] = value;
          }
        }
      });
      return { names: [...assets.keys()], values: columns, conflicts };
    },
  };
}

/** Whether two rows say nothing different: a missing value says nothing. */
function agree(a: number, b: number): boolean {
  return a === b || Number.isNaN(a) || Number.isNaN(b);
}

function pick(
  group: readonly number[],
  column: Growing<Float64Array>,
  duplicates: ReadSettings['duplicates'],
): number {
  let value = NaN;
  for (const row of group) {
    const next = column.at(row);
    if (Number.isNaN(value) || (duplicates === 'last' && !Number.isNaN(next))) value = next;
  }
  return value;
}
