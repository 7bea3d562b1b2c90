/**
 * How contestants are timed beside each other, and the table of what came of it.
 *
 * In a round everyone runs once, so that whatever slows the machine down for a while slows all
 * of them. The first rounds warm up and are not kept.
 */
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

const WARM_UP = 3;

/** One line of the file that `--json` writes; times are in `unit`. */
export interface Row {
  /** Case and peer: `quantile-1m/numpy`. */
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly peerVersion: string;
  /** Above 1: ours is faster. */
  readonly ratio: number;
  readonly unit: string;
}

export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Seconds that `repeat` runs took, as measured where they ran. */
  time(repeat: number): Promise<number>;
}

/** What is wanted on the command line. */
export interface Wish {
  readonly rounds: number;
  /** Whether a case of that name is asked for. */
  includes(name: string): boolean;
  /** Writes the file of `--json`, if one is asked for. */
  save(rows: readonly Row[]): Promise<void>;
}

export function readWish(argv: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'string' }, rounds: { type: 'string', default: '15' } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`invalid rounds: ${rounds}`);
  return {
    rounds,
    includes: (name) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
    async save(rows) {
      if (values.json === undefined) return;
      await writeFile(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
    },
  };
}

/** The machine, its load before the first round, and the names of the columns. */
export function printHead(contestants: string, { rounds }: Wish): void {
  console.log(`${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(2)}`);
  console.log(`${contestants}, ${rounds} rounds\n`);
  console.log(columns(['', 'unit', 'ours', 'min', 'peer', 'min', 'ratio', 'min', 'difference']));
}

/** Seconds a run of each contestant, round by round. */
export async function race<C extends Contestant>(
  contestants: readonly C[],
  { rounds }: Wish,
  repeat = 1,
): Promise<ReadonlyMap<C, readonly number[]>> {
  const seconds = new Map(contestants.map((contestant) => [contestant, new Array<number>()]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const contestant of contestants) {
      const taken = (await contestant.time(repeat)) / repeat;
      if (round >= 0) seconds.get(contestant)?.push(taken);
    }
  }
  return seconds;
}

export interface Comparison {
  /** Of the case. */
  readonly name: string;
  readonly unit: string;
  readonly unitsPerSecond: number;
  readonly ours: readonly number[];
  readonly peer: Contestant;
  readonly theirs: readonly number[];
  /** What stands in the last column. */
  readonly difference: string;
  /** Which time of all rounds stands in the row. */
  readonly by?: 'median' | 'minimum';
}

/** Prints the line of two contestants and gives the row of it. */
export function compare(comparison: Comparison): Row {
  const { unit, unitsPerSecond, peer, difference, by = 'median' } = comparison;
  const name = `${comparison.name}/${peer.name}`;
  const timesBy = (statistic: (seconds: readonly number[]) => number) => {
    const [ours, theirs] = [comparison.ours, comparison.theirs].map(
      (seconds) => statistic(seconds) * unitsPerSecond,
    );
    return { ours, peer: theirs, ratio: theirs / ours };
  };
  const [median, minimum] = [timesBy(medianOf), timesBy((seconds) => Math.min(...seconds))];
  const times = [median.ours, minimum.ours, median.peer, minimum.peer];
  const ratios = [median.ratio, minimum.ratio];
  console.log(
    columns([
      name,
      unit,
      ...times.map((time) => (time < 1_000 ? time.toPrecision(3) : time.toFixed(0))),
      ...ratios.map((ratio) => ratio.toFixed(2)),
      difference,
    ]),
  );
  const { ratio, ...chosen } = by === 'median' ? median : minimum;
  return { name, ...chosen, peerName: peer.name, peerVersion: peer.version, ratio, unit };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function columns(cells: readonly string[]): string {
  const widths = [38, 14, 8, 8, 8, 8, 7, 7, 0];
  return cells
    .map((cell, i) => (i < 2 || i === 8 ? cell.padEnd(widths[i]) : cell.padStart(widths[i] - 1)))
    .join(' ');
}
