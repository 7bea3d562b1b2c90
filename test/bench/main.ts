/**
 * `npm run bench`: times every case of `cases.ts` beside its peers, and compares what they
 * computed.
 */
import { loadKernels } from '../tools/kernels';
import { createCases, type BenchCase, type Peer, type Work } from './cases';
import {
  compare,
  printHead,
  race,
  readWish,
  type Contestant,
  type Row,
  type Wish,
} from './contest';
import { packages } from './packages';
import { startPython, type Python } from './python';

/** One whose result can be had, to be compared. */
interface Computing extends Contestant {
  result(): Promise<ArrayLike<number>>;
}

export async function main(argv: readonly string[]): Promise<void> {
  const wish = readWish(argv);
  const kernels = await loadKernels();
  const python = await startPython();
  const cases = createCases(kernels).filter(({ name }) => wish.includes(name));
  printHead(describeContestants(python), wish);
  const rows: Row[] = [];
  for (const bench of cases) rows.push(...(await measure(bench, python, wish)));
  python?.stop();
  await wish.save(rows);
}

async function measure(bench: BenchCase, python: Python | undefined, wish: Wish) {
  const ours = inProcess('ours', bench.ours);
  const found = await Promise.all(bench.peers.map((peer) => contestantOf(bench, peer, python)));
  const peers = found.filter((peer) => peer !== undefined);
  const seconds = await race([ours, ...peers], wish, bench.repeat);
  const rows: Row[] = [];
  for (const peer of peers) {
    const difference = largestDifference(await ours.result(), await peer.result());
    const row = compare({
      ...bench,
      ours: seconds.get(ours) ?? [],
      peer,
      theirs: seconds.get(peer) ?? [],
      difference: describeDifference(bench, difference),
    });
    if (difference !== undefined && !(difference <= bench.tolerance)) {
      console.error(`${row.name}: the results differ by more than ${bench.tolerance}`);
      process.exitCode = 1;
    }
    rows.push(row);
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
): Promise<Computing | undefined> {
  if ('work' in peer) return inProcess(peer.name, peer.work);
  if ('npm' in peer) {
    const found = packages[peer.npm];
    if (found === undefined) return undefined;
    const work = peer.create(found.exports as never, bench.inputs);
    return inProcess(peer.name, work, `${peer.npm} ${found.version}`);
  }
  const version = python?.versions[peer.package] ?? undefined;
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

function inProcess(name: string, work: Work, version = `node ${process.versions.node}`): Computing {
  let result: ArrayLike<number> = [];
  return {
    name,
    version,
    time(repeat) {
      const start = performance.now();
      for (let run = 0; run < repeat; run++) result = work();
      return Promise.resolve((performance.now() - start) / 1000);
    },
    result: () => Promise.resolve(result),
  };
}

/** Relative to the peer's value; nothing where one of them has no result to compare. */
function largestDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number | undefined {
  if (ours.length === 0 || theirs.length === 0) return undefined;
  if (ours.length !== theirs.length) return Number.NaN;
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

function describeContestants(python: Python | undefined): string {
  const versions: Record<string, string | null | undefined> = {
    node: process.versions.node,
    ...(python?.versions ?? { numpy: undefined }),
  };
  for (const [name, found] of Object.entries(packages)) versions[name] = found?.version;
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version ?? 'absent'}`)
    .join(', ');
}
