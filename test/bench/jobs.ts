/**
 * What `npm run bench:browser` runs: whole analyses on made-up data, the same to the bit in the
 * page and in Node.
 */
import { completeScenario, type Scenario } from '../../src/analyses/scenario';
import type { Dataset } from '../../src/finance/dataset';
import { madeUp } from '../analyses/made-up';

export interface BenchJob {
  readonly dataset: Dataset;
  readonly scenario: Scenario;
}

export const jobNames = [
  'var-simulated-10m-20',
  'correlation-2520-500',
  'rolling-10000-20',
  'wealth-1m-360-7',
] as const;

export type JobName = (typeof jobNames)[number];

/** Made when asked for: the data of the largest take 10 MB. */
const makers: Readonly<Record<JobName, () => BenchJob>> = {
  'var-simulated-10m-20': () =>
    job(20, 2_520, 'value-at-risk', {
      method: 'simulated',
      model: 'normal',
      scenarios: 10_000_000,
      tail: 10_000,
      backtestWindow: 0,
    }),
  'correlation-2520-500': () => job(500, 2_520, 'correlation', { resamples: 100 }),
  'rolling-10000-20': () =>
    job(20, 10_000, 'rolling-statistics', {
      shown: 'mean,volatility,minimum,median,skewness,drawdown,correlation',
      window: 252,
    }),
  'wealth-1m-360-7': () =>
    job(7, 2_520, 'wealth-paths', { model: 'normal', years: 30, scenarios: 1_000_000 }),
};

export function makeJob(name: JobName): BenchJob {
  return makers[name]();
}

/** Days of assets that share a market, in an even mix. */
function job(
  n: number,
  T: number,
  analysis: string,
  parameters: Readonly<Record<string, number | string>>,
): BenchJob {
  const uniform = uniforms();
  const market = Float64Array.from({ length: T }, uniform);
  const ids = Array.from({ length: n }, (_, i) => `asset-${i}`);
  const columns = ids.map((id) => {
    const returns = market.map((common) => 0.01 * (common + uniform() + uniform() - 1.47));
    return [id, returns] as const;
  });
  const dataset = madeUp(Object.fromEntries(columns), {
    index: Array.from({ length: T }, (_, t) => String(t + 1)),
    dated: false,
    frequency: 'daily',
    periodsPerYear: 252,
  });
  const sources = [{ id: dataset.id, columns: ids }];
  const weights = ids.map((_, i) => Math.floor(10_000 / n) + (i < 10_000 % n ? 1 : 0));
  const mix = { assets: ids, weights };
  return {
    dataset,
    scenario: completeScenario({ data: { sources }, mix, analysis, parameters }, dataset),
  };
}

/** Lehmer's generator, exact in float64: Park and Miller's "minimal standard" (1988). */
function uniforms(): () => number {
  let state = 1;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
