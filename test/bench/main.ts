/**
 * Times every case of `cases.ts` beside its peers, and compares what they computed.
 *
 * A case is worked through in rounds; in each, ours and then every peer run once, so that whatever
 * slows the machine down for a while slows all of them. The first rounds warm up and are not kept.
 */
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { loadKernels } from '../tools/kernels';
import { accuracy } from './accuracy';
import { createCases, type BenchCase, type Peer, type Work } from './cases';
import { startPython, type Python } from './python';

const WARM_UP = 3;

/** One line of the file that `--json` writes; times are medians in `unit`. */
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

/** Whoever takes part in a case. */
interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Seconds that `repeat` runs took, as measured where they ran. */
  time(repeat: number): Promise<number>;
  result(): Promise<ArrayLike<number>>;
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      rounds: { type: 'string', default: '15' },
      accuracy: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`invalid rounds: ${rounds}`);
  const kernels = await loadKernels();
  if (values.accuracy) {
    accuracy(kernels, rounds);
    return;
  }
  const python = await startPython();
  const cases = createCases(kernels).filter(
    ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
  );

  console.log(`${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(2)}`);
  console.log(`node ${process.versions.node}, ${describePython(python)}, ${rounds} rounds\n`);
  console.log(columns(['', 'unit', 'ours', 'min', 'peer', 'min', 'ratio', 'min', 'difference']));
  const rows: Row[] = [];
  for (const bench of cases) rows.push(...(await measure(bench, python, rounds)));
  python?.stop();
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  }
}

async function measure(bench: BenchCase, python: Python | undefined, rounds: number) {
  const ours = inProcess('ours', bench.ours);
  const found = await Promise.all(bench.peers.map((peer) => contestantOf(bench, peer, python)));
  const peers = found.filter((peer) => peer !== undefined);
  const contestants = [ours, ...peers];
  const seconds = new Map(contestants.map((contestant) => [contestant, new Array<number>()]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const contestant of contestants) {
      const taken = (await contestant.time(bench.repeat)) / bench.repeat;
      if (round >= 0) seconds.get(contestant)?.push(taken);
    }
  }

  const inUnit = (contestant: Contestant, statistic: (values: readonly number[]) => number) =>
    statistic(seconds.get(contestant) ?? []) * bench.unitsPerSecond;
  const rows: Row[] = [];
  for (const peer of peers) {
    const name = `${bench.name}/${peer.name}`;
    const [mine, theirs] = [inUnit(ours, median), inUnit(peer, median)];
    const [mineMin, theirsMin] = [inUnit(ours, minimum), inUnit(peer, minimum)];
    const difference = largestDifference(await ours.result(), await peer.result());
    const times = [mine, mineMin, theirs, theirsMin].map((time) => time.toPrecision(3));
    const ratios = [theirs / mine, theirsMin / mineMin].map((ratio) => ratio.toFixed(2));
    const closeness = describeDifference(bench, difference);
    console.log(columns([name, bench.unit, ...times, ...ratios, closeness]));
    if (difference !== undefined && !(difference <= bench.tolerance)) {
      console.error(`${name}: the results differ by more than ${bench.tolerance}`);
      process.exitCode = 1;
    }
    rows.push({
      name,
      ours: mine,
      peer: theirs,
      peerName: peer.name,
      peerVersion: peer.version,
      ratio: theirs / mine,
      unit: bench.unit,
    });
  }
  for (const { name } of bench.peers) {
    if (!peers.some((peer) => peer.name === name)) console.log(`${bench.name}/${name}: absent`);
  }
  return rows;
}

async function contestantOf(
  bench: BenchCase,
  peer: Peer,
  python: Python | undefined,
): Promise<Contestant | undefined> {
  if ('work' in peer) return inProcess(peer.name, peer.work);
  const version = python?.versions[peer.package];
  if (python === undefined || version === undefined) return undefined;
  const id = `${bench.name}/${peer.name}`;
  await python.prepare(id, peer.python, bench.inputs);
  return {
    name: peer.name,
    version: `${peer.package} ${version}`,
    time: (repeat) => python.time(id, repeat),
    result: () => python.result(id),
  };
}

function inProcess(name: string, work: Work): Contestant {
  let result: ArrayLike<number> = [];
  return {
    name,
    version: `node ${process.versions.node}`,
    time(repeat) {
      const start = performance.now();
      for (let run = 0; run < repeat; run++) result = work();
      return Promise.resolve((performance.now() - start) / 1000);
    },
    result: () => Promise.resolve(result),
  };
}

/** Relative to the peer's value; nothing where a case has no result to compare. */
function largestDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number | undefined {
  if (ours.length !== theirs.length) return Number.NaN;
  if (ours.length === 0) return undefined;
  let largest = 0;
  for (let i = 0; i < ours.length; i++) {
    const difference = ours[i] === theirs[i] ? 0 : Math.abs(ours[i] / theirs[i] - 1);
    // Also NaN must win.
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

function describeDifference({ sampled }: BenchCase, difference: number | undefined): string {
  if (difference === undefined) return '';
  const text = difference === 0 ? '0' : difference.toExponential(1);
  return sampled ? `${text} (other draws)` : text;
}

function describePython(python: Python | undefined): string {
  if (python === undefined) return 'numpy absent';
  return Object.entries(python.versions)
    .map(([name, version]) => `${name} ${version ?? 'absent'}`)
    .join(', ');
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function minimum(values: readonly number[]): number {
  return Math.min(...values);
}

function columns(cells: readonly string[]): string {
  const widths = [30, 14, 8, 8, 8, 8, 7, 7, 0];
  return cells
    .map((cell, i) => (i < 2 || i === 8 ? cell.padEnd(widths[i]) : cell.padStart(widths[i] - 1)))
    .join(' ');
}
