/**
 * Simulations that are timed: a million scenarios of twenty assets over one period, and paths.
 *
 * Whole blocks of 4096 are drawn, as in the app: for 10,000 paths those of 12,288.
 */
import type { Kernels } from '../../src/kernels/kernels';
import { bootstrap, valueAtRisk, valueAtRiskStudent } from './baseline';
import type { BenchCase, Work } from './cases';

const BLOCK = 4096;
const SEED = 1;
const SCENARIOS = 1_000_000;
const ASSETS = 20;
/** The 5 % quantile. */
const RANK = 50_000;
const DEGREES = 5;
const PERIODS = 252;

const weights = Float64Array.from({ length: ASSETS }, (_, i) => (i + 1) / 210);

export function simulationCases(kernels: Kernels): readonly BenchCase[] {
  return [...valueAtRiskCases(kernels), pathsCase(kernels), bootstrapCase(kernels)];
}

/** By the full factor, and by the loadings of the mix for normal and for Student t returns. */
function valueAtRiskCases({ exports, memory, ziggurat }: Kernels): readonly BenchCase[] {
  const means = Float64Array.from({ length: ASSETS }, (_, i) => 0.002 + i / 10_000);
  const factor = factorOf({ exports, memory }, 0.03);
  const loadings = Float64Array.from({ length: ASSETS }, (_, j) =>
    weights.reduce((sum, w, i) => sum + w * factor[i * ASSETS + j], 0),
  );
  const mean = weights.reduce((sum, w, i) => sum + w * means[i], 0);

  const blocks = Math.ceil(SCENARIOS / BLOCK);
  const [factorAt, meansAt, weightsAt] = [factor, means, weights].map(memory.write);
  const loadingsAt = memory.write(loadings);
  const mixAt = memory.reserve(blocks * BLOCK);
  const scratch = memory.allocate(
    Math.max(
      exports.factorNormalScratchBytes(ASSETS),
      exports.simulationScratchBytes(),
      exports.studentScratchBytes(),
    ),
  );
  const selection = memory.allocate(SCENARIOS * 8 + 65_536);
  const shared = { unit: 'ms', unitsPerSecond: 1e3, repeat: 1, sampled: true };
  const numbers = { scenarios: SCENARIOS, rank: RANK };
  const collapsed = { ...numbers, loadings: { shape: [ASSETS], values: loadings }, mean };

  function quantileOf(draw: (out: number, block: number) => void): Work {
    return () => {
      for (let block = 0; block < blocks; block++) draw(mixAt + block * BLOCK * 8, block);
      return [exports.orderStatistic(mixAt, SCENARIOS, RANK, selection)];
    };
  }

  return [
    {
      ...shared,
      name: 'var-normal-1m-20',
      // Six standard errors of the difference of two such quantiles, as a part of them.
      tolerance: 0.012,
      inputs: {
        ...numbers,
        factor: { shape: [ASSETS, ASSETS], values: factor },
        means: { shape: [ASSETS], values: means },
        weights: { shape: [ASSETS], values: weights },
      },
      ours: quantileOf((out, block) =>
        exports.factorNormalBlock(
          out,
          factorAt,
          meansAt,
          weightsAt,
          ASSETS,
          SEED,
          block,
          ziggurat,
          scratch,
        ),
      ),
      peers: [
        { name: 'numpy', package: 'numpy', python: 'value_at_risk' },
        { name: 'javascript', work: valueAtRisk({ ...numbers, factor, means, weights }) },
      ],
    },
    {
      ...shared,
      name: 'var-collapsed-1m-20',
      tolerance: 0.012,
      inputs: collapsed,
      ours: quantileOf((out, block) =>
        exports.collapsedNormalBlock(out, loadingsAt, ASSETS, mean, SEED, block, ziggurat, scratch),
      ),
      peers: [{ name: 'numpy', package: 'numpy', python: 'value_at_risk_collapsed' }],
    },
    {
      ...shared,
      name: 'var-student-1m-20',
      tolerance: 0.016,
      inputs: { ...collapsed, degrees: DEGREES },
      ours: quantileOf((out, block) =>
        exports.collapsedStudentBlock(
          out,
          loadingsAt,
          ASSETS,
          mean,
          DEGREES,
          SEED,
          block,
          ziggurat,
          scratch,
        ),
      ),
      peers: [
        { name: 'numpy', package: 'numpy', python: 'value_at_risk_student' },
        {
          name: 'javascript',
          work: valueAtRiskStudent({ ...numbers, loadings, mean, degrees: DEGREES }),
        },
      ],
    },
  ];
}

/** A year of days of twenty assets, reset to the mix every day. */
function pathsCase({ exports, memory, ziggurat }: Kernels): BenchCase {
  const scenarios = 10_000;
  const means = Float64Array.from({ length: ASSETS }, (_, i) => 0.0002 + i / 100_000);
  const factor = factorOf({ exports, memory }, 0.006);
  const blocks = Math.ceil(scenarios / BLOCK);
  const [factorAt, meansAt, weightsAt] = [factor, means, weights].map(memory.write);
  const [returns, drawdowns] = [0, 1].map(() => memory.reserve(blocks * BLOCK));
  const scratch = memory.allocate(exports.factorNormalScratchBytes(ASSETS));
  return {
    name: `paths-10k-${PERIODS}-${ASSETS}`,
    unit: 'ms',
    unitsPerSecond: 1e3,
    repeat: 1,
    sampled: true,
    // Six standard errors of the difference of the mean drawdowns, as a part of them.
    tolerance: 0.033,
    inputs: {
      scenarios,
      periods: PERIODS,
      factor: { shape: [ASSETS, ASSETS], values: factor },
      means: { shape: [ASSETS], values: means },
      weights: { shape: [ASSETS], values: weights },
    },
    ours() {
      for (let block = 0; block < blocks; block++) {
        exports.factorNormalPathBlock(
          returns + block * BLOCK * 8,
          drawdowns + block * BLOCK * 8,
          factorAt,
          meansAt,
          weightsAt,
          ASSETS,
          PERIODS,
          Math.min(BLOCK, scenarios - block * BLOCK),
          SEED,
          block,
          ziggurat,
          scratch,
        );
      }
      return growthAndDrawdown(memory.view(returns, scenarios), memory.view(drawdowns, scenarios));
    },
    peers: [{ name: 'numpy', package: 'numpy', python: 'paths' }],
  };
}

/** A year of days put together from blocks of ten years, 20 days long on average. */
function bootstrapCase({ exports, memory, ziggurat, scope }: Kernels): BenchCase {
  const scenarios = 100_000;
  const [T, blockLength] = [2520, 20];
  const series = scope(() => {
    const out = memory.reserve(BLOCK);
    const scratch = memory.allocate(exports.simulationScratchBytes());
    exports.normalBlock(out, 1, SEED + 1, 0, 0, ziggurat, scratch);
    return memory.read(out, T).map((z) => 0.0003 + 0.01 * z);
  });
  const blocks = Math.ceil(scenarios / BLOCK);
  const seriesAt = memory.write(series);
  const [returns, drawdowns] = [0, 1].map(() => memory.reserve(blocks * BLOCK));
  const scratch = memory.allocate(exports.bootstrapScratchBytes(T, PERIODS));
  return {
    name: `bootstrap-stationary-100k-${PERIODS}`,
    unit: 'ms',
    unitsPerSecond: 1e3,
    repeat: 1,
    sampled: true,
    // As above.
    tolerance: 0.011,
    inputs: {
      scenarios,
      periods: PERIODS,
      block_length: blockLength,
      series: { shape: [T], values: series },
    },
    ours() {
      for (let block = 0; block < blocks; block++) {
        exports.bootstrapDrawdownBlock(
          returns + block * BLOCK * 8,
          drawdowns + block * BLOCK * 8,
          seriesAt,
          T,
          PERIODS,
          blockLength,
          SEED,
          block,
          scratch,
        );
      }
      return growthAndDrawdown(memory.view(returns, scenarios), memory.view(drawdowns, scenarios));
    },
    peers: [
      { name: 'numpy', package: 'numpy', python: 'bootstrap' },
      { name: 'numpy-stepwise', package: 'numpy', python: 'bootstrap_stepwise' },
      { name: 'javascript', work: bootstrap({ scenarios, periods: PERIODS, series, blockLength }) },
    ],
  };
}

/** Cholesky factor of volatilities that rise from the given one and correlations of 0.3. */
function factorOf(
  { exports, memory }: Pick<Kernels, 'exports' | 'memory'>,
  volatility: number,
): Float64Array {
  const covariance = Float64Array.from({ length: ASSETS * ASSETS }, (_, at) => {
    const [i, j] = [Math.floor(at / ASSETS), at % ASSETS];
    const scale = (1 + i / 30) * (1 + j / 30) * volatility * volatility;
    return scale * (i === j ? 1 : 0.3);
  });
  const factor = memory.reserve(ASSETS * ASSETS);
  exports.cholesky(memory.write(covariance), ASSETS, factor);
  return memory.read(factor, ASSETS * ASSETS);
}

/** Means over the scenarios of final wealth and of the deepest drawdown. */
function growthAndDrawdown(returns: Float64Array, drawdowns: Float64Array): readonly number[] {
  let wealth = 0;
  let depth = 0;
  for (let s = 0; s < returns.length; s++) {
    wealth += 1 + returns[s];
    depth += drawdowns[s];
  }
  return [wealth / returns.length, depth / returns.length];
}
