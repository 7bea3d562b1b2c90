/**
 * What is timed: each case with its inputs, our way of doing it, and the peers that do the same.
 *
 * Inputs lie where each contestant wants them before the clock starts, as they do in the app, and
 * outputs stay where they arise. Every contestant writes into memory that it already has.
 */
import type { Kernels } from '../../src/kernels/kernels';
import { normals, quantilesBySort } from './baseline';
import { rollingCases } from './cases-rolling';
import { simulationCases } from './cases-simulation';
import { wealthCase } from './cases-wealth';
import { mathJs, numpyTs, simpleStatistics } from './packages';
import { peak } from './peak';

/** Does the work of a case once; returns what is to be compared, which may be nothing. */
export type Work = () => ArrayLike<number>;

/** A number, or an array with its shape, row-major. */
export type Inputs = Readonly<Record<string, number | Table>>;

export interface Table {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Runs here, or needs a package: of JavaScript (`packages.ts`) or of Python (`peers.py`). */
export type Peer =
  | { readonly name: string; readonly work: Work }
  | { readonly name: string; readonly npm: string; create(exports: never, inputs: Inputs): Work }
  | { readonly name: string; readonly package: string; readonly python: string };

export interface BenchCase {
  readonly name: string;
  readonly unit: string;
  readonly unitsPerSecond: number;
  /** Runs per measurement, for work that is over too soon to be timed. */
  readonly repeat: number;
  /** The contestants draw different random numbers, so their results only resemble each other. */
  readonly sampled: boolean;
  /** Largest relative difference of results that is no mistake. */
  readonly tolerance: number;
  /** Arguments of the peers in Python, by name. */
  readonly inputs: Inputs;
  readonly ours: Work;
  readonly peers: readonly Peer[];
}

const BLOCK = 4096;
const SEED = 1;
const SCENARIOS = 1_000_000;
/** The 5 % quantile. */
const RANK = 50_000;

export function createCases(kernels: Kernels): readonly BenchCase[] {
  return [
    normalsCase(kernels),
    ...simulationCases(kernels),
    wealthCase(kernels),
    quantileCase(kernels),
    momentsCase(kernels),
    covarianceCase(kernels, 50, 40),
    covarianceCase(kernels, 500, 1),
    ...rollingCases(kernels, draw(kernels, 2, SCENARIOS)),
  ];
}

function normalsCase({ exports, memory, ziggurat }: Kernels): BenchCase {
  const [rows, blocks] = [16, 16];
  const count = rows * blocks * BLOCK;
  const out = memory.reserve(count);
  const scratch = memory.allocate(exports.simulationScratchBytes());
  const baseline = new Float64Array(count);
  return {
    name: 'normals',
    unit: 'ns per normal',
    unitsPerSecond: 1e9 / count,
    repeat: 4,
    sampled: true,
    tolerance: 0,
    inputs: { count },
    ours() {
      for (let block = 0; block < blocks; block++) {
        const target = out + block * rows * BLOCK * 8;
        exports.normalBlock(target, rows, SEED, 0, block, ziggurat, scratch);
      }
      return [];
    },
    peers: [
      { name: 'numpy-pcg64', package: 'numpy', python: 'normals' },
      {
        name: 'javascript',
        work() {
          normals(baseline);
          return [];
        },
      },
    ],
  };
}

/** Several samples a run, since how fast a choice of pivots ends is a matter of luck. */
function quantileCase(kernels: Kernels): BenchCase {
  const { exports, memory } = kernels;
  const samples = draw(kernels, 5, SCENARIOS);
  const pointer = memory.writeColumns(samples);
  const values = memory.read(pointer, samples.length * SCENARIOS);
  const scratch = memory.allocate(SCENARIOS * 8 + 65_536);
  return {
    name: 'quantile-1m',
    unit: 'ms',
    unitsPerSecond: 1e3 / samples.length,
    repeat: 1,
    sampled: false,
    tolerance: 0,
    inputs: { samples: { shape: [samples.length, SCENARIOS], values }, rank: RANK },
    ours: () =>
      samples.map((_, i) =>
        exports.orderStatistic(pointer + i * SCENARIOS * 8, SCENARIOS, RANK, scratch),
      ),
    peers: [
      { name: 'typed-sort', work: quantilesBySort(samples, RANK) },
      { name: 'numpy', package: 'numpy', python: 'quantiles' },
      { name: 'numpy-ts', npm: 'numpy-ts', create: numpyTs.quantiles },
      { name: 'simple-statistics', npm: 'simple-statistics', create: simpleStatistics.quantiles },
      { name: 'mathjs', npm: 'mathjs', create: mathJs.quantiles },
    ],
  };
}

/** Mean, variance, skewness, excess kurtosis, minimum and maximum. */
function momentsCase(kernels: Kernels): BenchCase {
  const { exports, memory } = kernels;
  const values = draw(kernels, 1, SCENARIOS)[0].map((z) => (1 + z) ** 2);
  const pointer = memory.write(values);
  const out = memory.reserve(8);
  return {
    name: 'moments-1m',
    unit: 'ms',
    unitsPerSecond: 1e3,
    repeat: 4,
    sampled: false,
    tolerance: 1e-12,
    inputs: { values: { shape: [SCENARIOS], values } },
    ours() {
      exports.moments(pointer, SCENARIOS, out);
      return memory.view(out, 6);
    },
    peers: [
      { name: 'numpy', package: 'numpy', python: 'moments' },
      { name: 'simple-statistics', npm: 'simple-statistics', create: simpleStatistics.moments },
    ],
  };
}

/** Ten years of days; the series share a factor, so that no covariance is close to zero. */
function covarianceCase(kernels: Kernels, n: number, repeat: number): BenchCase {
  const { exports, memory } = kernels;
  const T = 2520;
  const [market, ...own] = draw(kernels, n + 1, T);
  const columns = own.map((noise) => noise.map((z, t) => 0.0003 + 0.01 * (market[t] + z)));
  const pointer = memory.writeColumns(columns);
  const means = memory.reserve(n);
  const out = memory.reserve(n * n);
  const scratch = memory.allocate(exports.covarianceScratchBytes(n, T));
  // Takes seconds for many series.
  const pairwise: Peer = {
    name: 'simple-statistics',
    npm: 'simple-statistics',
    create: simpleStatistics.covariance,
  };
  return {
    name: `covariance-${T}-${n}`,
    unit: 'ms',
    unitsPerSecond: 1e3,
    repeat,
    sampled: false,
    tolerance: 1e-12,
    inputs: { columns: { shape: [n, T], values: memory.read(pointer, n * T) } },
    ours() {
      exports.covariance(pointer, n, T, means, out, scratch);
      return memory.view(out, n * n);
    },
    peers: [
      { name: 'numpy', package: 'numpy', python: 'covariance' },
      { name: 'numpy-ts', npm: 'numpy-ts', create: numpyTs.covariance },
      ...(n > 50 ? [] : [pairwise]),
      { name: 'multiply-add-peak', work: peak((n * (n + 1) * T) / 4) },
    ],
  };
}

/** Columns of normals: the same input for every contestant. */
function draw(kernels: Kernels, columns: number, length: number): readonly Float64Array[] {
  const { exports, ziggurat, scope } = kernels;
  return Array.from({ length: columns }, (_, column) =>
    scope((memory) => {
      const rows = Math.ceil(length / BLOCK);
      const out = memory.reserve(rows * BLOCK);
      const scratch = memory.allocate(exports.simulationScratchBytes());
      exports.normalBlock(out, rows, SEED + 1, 0, column, ziggurat, scratch);
      return memory.read(out, length);
    }),
  );
}
