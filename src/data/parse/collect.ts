/**
 * Takes the values out of the rows of a file: one column an asset (wide), or one row a date and
 * asset (long). Both give columns over sorted dates, each once.
 */
import { dateOfDay } from '../../finance/calendar';
import { readDate, type ReadDate } from './dates';
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
  /** Bytes held until now. */
  readonly bytes: number;
  /**
   * What was collected, in steps that tell how many values each has gone through; undefined
   * where that is too much, see `excess`.
   */
  finish(duplicates: ReadSettings['duplicates']): Steps<Collected | undefined>;
}

/** Work in steps, each of so many values. */
export type Steps<T> = Generator<number, T, void>;

const MOST_CELLS = 60_000_000;
/** More rows than days since the first year that is read. */
const MOST_ROWS = 5_000_000;

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
  const once = new Set<number>();
  let lastDay = NaN;
  let lastDate = '';
  let lastRead: ReadDate | undefined;

  /** Files with a row for each date and asset repeat their dates very often. */
  function dateOf(cell: string): ReadDate | undefined {
    if (cell !== lastDate) {
      lastRead = readDate(cell, dateOrder);
      lastDate = cell;
    }
    return lastRead;
  }

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
      if (Math.max(cells, fill.cells()) > MOST_CELLS)
        return `The file holds more than ${MOST_CELLS / 1e6} million values.`;
      return !long && days.length > MOST_ROWS
        ? `The file holds more than ${MOST_ROWS / 1e6} million rows.`
        : undefined;
    },
    get bytes() {
      return days.bytes + lines.bytes + fill.bytes();
    },
    row(cells, line) {
      let day = 0;
      if (dated) {
        const cell = cells[structure.dateColumn.value];
        const read = dateOf(cell);
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
      // A table with a row for each date and asset has far fewer dates than rows.
      if (long && day !== lastDay) once.add(day);
      lastDay = day;
      days.push(day);
      lines.push(line);
    },
    *finish(duplicates) {
      const { length } = days;
      if (dated && !long) tellOrder();
      const rows = long ? { dates: Int32Array.from(once).sort() } : sorted(days, dated);
      yield length;
      cells = rows.dates.length * fill.width();
      if (cells > MOST_CELLS) return undefined;
      const { names, values, conflicts } = yield* fill.finish(
        rows,
        days,
        duplicates,
        (same, row) => {
          const message = same
            ? 'Several rows have one date and the same values; they count once.'
            : 'Several rows have one date and different values.';
          const code = same ? 'repeated-row' : 'duplicate-date';
          problems.add({ severity: 'mended', code, message }, lines.at(row));
        },
      );
      const mixed = names.map((_, k) => percent[k] > 0 && plain[k] !== undefined);
      names.forEach((name, k) => {
        if (!mixed[k]) return;
        const message = `Some numbers of “${name}” have a percent sign and others none.`;
        const column = long ? undefined : ids[k];
        problems.add({ severity: 'note', code: 'percent-mixed', message, column }, plain[k]);
      });
      const { dates } = rows;
      const firsts = 'firsts' in rows ? rows.firsts : undefined;
      yield dates.length;
      return {
        days: dated ? dates : new Int32Array(0),
        index: Array.from(dates, (day, t) => (dated ? dateOfDay(day) : String(t + 1))),
        lines: dates.map((_, t) => (long ? 0 : lines.at(firsts?.[t] ?? t))),
        names,
        values,
        texts: names.map((_, k) => (long ? 0 : (texts[k] ?? 0))),
        percent: names.map((_, k) => percent[k] ?? 0),
        mixed,
        conflicts,
      };
    },
  };

  function tellOrder(): void {
    let steps = 0;
    let backward = 0;
    for (let row = 1; row < days.length; row += 1) {
      if (days.at(row) !== days.at(row - 1)) steps += 1;
      if (days.at(row) < days.at(row - 1)) backward += 1;
    }
    if (backward === 0) return;
    const message =
      backward === steps
        ? 'The dates went backward and were turned round.'
        : 'The dates were not in order and were sorted.';
    problems.add({ severity: 'mended', code: 'unordered', message }, 0);
  }
}

/** The dates of the table, each once. */
interface Sorted {
  /** Days in ascending order; of rows without dates their positions. */
  readonly dates: Int32Array;
  /** The first row of each date, where that is not the position of the date itself. */
  readonly firsts?: Int32Array;
  /** Rows by date, and where those of each date begin; a date of one row stands there alone. */
  readonly order?: Int32Array;
  readonly starts?: Int32Array;
}

function sorted(days: Growing<Int32Array>, dated: boolean): Sorted {
  const { length } = days;
  let ascending = true;
  for (let row = 1; row < length && ascending && dated; row += 1) {
    ascending = days.at(row) > days.at(row - 1);
  }
  const positions = () => Int32Array.from({ length }, (_, row) => row);
  if (!dated) return { dates: positions() };
  if (ascending) return { dates: positions().map((row) => days.at(row)) };
  const order = positions().sort((a, b) => days.at(a) - days.at(b) || a - b);
  const starts = order.filter((row, k) => k === 0 || days.at(row) !== days.at(order[k - 1]));
  // What was filtered are rows; where they stand in the order is counted along.
  const firsts = starts.slice();
  let from = 0;
  order.forEach((row, k) => {
    if (row !== firsts[from]) return;
    starts[from] = k;
    from += 1;
  });
  return { dates: firsts.map((row) => days.at(row)), firsts, order, starts };
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
  bytes(): number;
  /** Makes columns over the dates, column by column. `repeated` hears of each row too many. */
  finish(
    rows: Sorted,
    days: Growing<Int32Array>,
    duplicates: ReadSettings['duplicates'],
    repeated: (same: boolean, row: number) => void,
  ): Steps<Filled>;
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
    bytes: () => columns.reduce((sum, column) => sum + column.bytes, 0),
    *finish({ dates, order, starts }, _days, duplicates, repeated) {
      let conflicts = 0;
      const values: Float64Array[] = [];
      if (order !== undefined && starts !== undefined) {
        eachGroup(order, starts, (group) => {
          const known = columns.map((column) => column.at(group[0]));
          for (const row of group.subarray(1)) {
            let same = true;
            columns.forEach((column, k) => {
              same &&= agree(known[k], column.at(row));
              if (Number.isNaN(known[k])) known[k] = column.at(row);
            });
            if (!same) conflicts += 1;
            repeated(same, row);
          }
        });
      }
      for (const column of columns) {
        const whole = column.take();
        values.push(
          order === undefined || starts === undefined
            ? whole
            : dates.length === whole.length
              ? Float64Array.from(order, (row) => whole[row])
              : picked(whole, order, starts, duplicates),
        );
        yield whole.length;
      }
      return { names: positions.map((j) => structure.titles[j]), values, conflicts };
    },
  };
}

/** Those dates that have several rows. */
function eachGroup(
  order: Int32Array,
  starts: Int32Array,
  each: (rows: Int32Array, date: number) => void,
): void {
  for (let t = 0; t < starts.length; t += 1) {
    const end = t + 1 < starts.length ? starts[t + 1] : order.length;
    if (end > starts[t] + 1) each(order.subarray(starts[t], end), t);
  }
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
    bytes: () => owners.bytes + values.bytes,
    *finish({ dates }, days, duplicates, repeated) {
      const columns = [...assets].map(() => new Float64Array(dates.length).fill(NaN));
      const places = new Map(Array.from(dates, (day, t) => [day, t]));
      const seen = new Uint8Array(Math.ceil((columns.length * dates.length) / 8));
      const { length } = values;
      let conflicts = 0;
      for (let row = 0; row < length; row += 1) {
        const t = places.get(days.at(row)) ?? 0;
        const column = columns[owners.at(row)];
        const [before, value] = [column[t], values.at(row)];
        const bit = owners.at(row) * dates.length + t;
        if ((seen[bit >> 3] & (1 << (bit & 7))) !== 0) {
          const same = agree(before, value);
          if (!same) conflicts += 1;
          repeated(same, row);
        }
        seen[bit >> 3] |= 1 << (bit & 7);
        if (Number.isNaN(before) || (duplicates === 'last' && !Number.isNaN(value))) {
          column[t] = value;
        }
        if (row % STEP === STEP - 1) {
          // What was taken is not needed any more.
          for (const list of [days, owners, values]) list.forget(row);
          yield STEP;
        }
      }
      return { names: [...assets.keys()], values: columns, conflicts };
    },
  };
}

/** Rows of a long table that are gone through at once. */
const STEP = 262_144;

/** Whether two rows say nothing different: a missing value says nothing. */
function agree(a: number, b: number): boolean {
  return a === b || Number.isNaN(a) || Number.isNaN(b);
}

/** One value a date: of several rows the first or the last that has one. */
function picked(
  column: Float64Array,
  order: Int32Array,
  starts: Int32Array,
  duplicates: ReadSettings['duplicates'],
): Float64Array {
  const values = Float64Array.from(starts, (start) => column[order[start]]);
  eachGroup(order, starts, (rows, t) => {
    for (const row of rows.subarray(1)) {
      const next = column[row];
      if (Number.isNaN(values[t]) || (duplicates === 'last' && !Number.isNaN(next))) {
        values[t] = next;
      }
    }
  });
  return values;
}
