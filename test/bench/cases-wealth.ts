/**
 * Thirty years of a plan, month by month: a mix of seven assets that is reset every year, and as
 * much in today's money taken out every month, on 100,000 paths of normal returns.
 *
 * Ours goes the way of the app, with everything that it keeps of a path besides: falls, time under
 * water, income. The peers keep what the result needs: three percentiles of final wealth, and the
 * share of the paths whose money lasts.
 */
import { defaultParameters } from '../../src/analyses/parameters';
import { flowsOf, isDue } from '../../src/analyses/wealth-paths/flows';
import { spec, type WealthParameters } from '../../src/analyses/wealth-paths/spec';
import type { Scene } from '../../src/analyses/wealth-paths/scene';
import { createWalker, MONEY } from '../../src/analyses/wealth-paths/walk';
import { power } from '../../src/finance/elementary';
import type { Kernels } from '../../src/kernels/kernels';
import { choleskyFactor } from '../../src/kernels/statistics';
import { wealthPaths } from './baseline';
import type { BenchCase } from './cases';

const BLOCK = 4096;
const SEED = 1;
const PATHS = 100_000;
const MONTHS = 12;
const STEPS = 30 * MONTHS;
const START = 100_000;
const SPENDING_A_YEAR = 3_000;
/** The 5, 50 and 95 % quantiles. */
const RANKS = [5_000, 50_000, 95_000];

const weights = Float64Array.of(0.25, 0.2, 0.15, 0.15, 0.1, 0.1, 0.05);
const ASSETS = weights.length;

export function wealthCase(kernels: Kernels): BenchCase {
  const { exports, memory } = kernels;
  const factor = monthlyFactor(kernels);
  const base = Float64Array.from(weights, (_, i) => 1.003 + i / 2_000);
  const prices = power(1.02, 1 / MONTHS);
  const scene = sceneOf(factor, base, prices);
  const { stage, walk } = createWalker(kernels, scene);
  const [wealth, ruin] = [MONEY.wealth, MONEY.ruin].map((row) => stage.row(stage.money[0], row));
  const finals = memory.reserve(PATHS);
  const selection = memory.allocate(PATHS * 8 + 65_536);

  // In money of the time, for the peers.
  const withdrawals = new Float64Array(STEPS);
  let level = 1;
  for (let k = 0; k < STEPS; k++) {
    level *= prices;
    withdrawals[k] = (SPENDING_A_YEAR / MONTHS) * level;
  }
  const plan = { paths: PATHS, start: START, months: MONTHS };
  return {
    name: `wealth-100k-${STEPS}-${ASSETS}`,
    unit: 'ms',
    unitsPerSecond: 1e3,
    repeat: 1,
    sampled: true,
    // Six standard errors of the difference of two lowest percentiles, as a part of them.
    tolerance: 0.15,
    inputs: {
      ...plan,
      factor: { shape: [ASSETS, ASSETS], values: factor },
      base: { shape: [ASSETS], values: base },
      weights: { shape: [ASSETS], values: weights },
      withdrawals: { shape: [STEPS], values: withdrawals },
      ranks: { shape: [RANKS.length], values: Float64Array.from(RANKS) },
    },
    ours() {
      let lasting = 0;
      for (let first = 0; first < PATHS; first += BLOCK) {
        const count = Math.min(BLOCK, PATHS - first);
        walk({ seed: SEED, block: first / BLOCK }, count, () => {});
        memory.view(finals + first * 8, count).set(memory.view(wealth, count));
        const times = memory.view(ruin, count);
        for (let s = 0; s < count; s++) if (times[s] === Infinity) lasting += 1;
      }
      const percentiles = RANKS.map((rank) =>
        exports.orderStatistic(finals, PATHS, rank, selection),
      );
      return [...percentiles, lasting / PATHS];
    },
    peers: [
      { name: 'numpy', package: 'numpy', python: 'wealth_paths' },
      {
        name: 'javascript',
        work: wealthPaths({ ...plan, factor, base, weights, withdrawals, ranks: RANKS }),
      },
    ],
  };
}

function sceneOf(factor: Float64Array, base: Float64Array, prices: number): Scene {
  const parameters = defaultParameters(spec.parameters) as WealthParameters;
  const spending = { rule: 'constant', amount: SPENDING_A_YEAR, rate: 0 } as const;
  const flows = flowsOf(parameters, spending, STEPS, MONTHS);
  return {
    steps: STEPS,
    stepsPerYear: MONTHS,
    assets: ASSETS,
    model: {
      variables: ASSETS,
      prices,
      made: { factor, base, floors: new Float64Array(ASSETS), degrees: 0 },
    },
    policies: [
      {
        targets: weights,
        glides: false,
        calendar: Uint8Array.from({ length: STEPS }, (_, k) => ((k + 1) % MONTHS === 0 ? 1 : 0)),
        rule: 0,
        band: 0,
        costRate: 0,
      },
    ],
    tracks: [
      {
        policy: 0,
        start: START,
        flows,
        due: Uint8Array.from({ length: STEPS + 1 }, (_, k) => (isDue(flows, k) ? 1 : 0)),
      },
    ],
  };
}

/** Cholesky factor of volatilities from 0.8 to 5.6 % a month and correlations of 0.3. */
function monthlyFactor(kernels: Kernels): Float64Array {
  const covariance = Float64Array.from({ length: ASSETS * ASSETS }, (_, at) => {
    const [i, j] = [Math.floor(at / ASSETS), at % ASSETS];
    return 0.008 * 0.008 * (1 + i) * (1 + j) * (i === j ? 1 : 0.3);
  });
  return choleskyFactor(kernels, covariance, ASSETS).factor;
}
