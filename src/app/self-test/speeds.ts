/**
 * Measures how fast this browser computes. A speed is that of the whole way, as the rooms go it:
 * messages to the workers and putting their parts together are in it.
 */
import type { PlainScenario } from './cases';
import { jobOf, type Bench } from './run';

export const speedIds = [
  'monte-carlo',
  'wealth',
  'rolling',
  'normals',
  'covariance',
  'quantile',
] as const;

export type SpeedId = (typeof speedIds)[number];

export interface Speed {
  readonly id: SpeedId;
  /** How much of its unit was done in how long. */
  readonly amount: number;
  readonly seconds: number;
  /** Workers that computed it; 0: this thread. */
  readonly workers: number;
  /** Why there is no speed. */
  readonly problem?: string;
}

/** Seconds that one measurement aims at. */
const AIM = 0.4;
/** Milliseconds after which the page may draw. */
const BREATH = 20;

/** Of the plan that is measured, of the matrix and of the quantile. */
const YEARS = 5;
const [ASSETS, DAYS] = [100, 2_520];
const NUMBERS = 1_000_000;

export async function* speeds(bench: Bench): AsyncGenerator<Speed> {
  const { signal } = bench;
  for (const id of speedIds) {
    try {
      yield { id, ...(await measures[id](bench)) };
    } catch (error) {
      signal.throwIfAborted();
      const problem = error instanceof Error ? error.message : String(error);
      yield { id, amount: 0, seconds: 0, workers: 0, problem };
    }
  }
}

type Measured = Omit<Speed, 'id'>;

const monthly = 'us-asset-classes-monthly';

const measures: Readonly<Record<SpeedId, (bench: Bench) => Promise<Measured>>> = {
  'monte-carlo': (bench) =>
    simulate(bench, 200_000, 20_000_000, 1, (scenarios) => ({
      dataset: monthly,
      analysis: 'value-at-risk',
      parameters: { method: 'simulated', scenarios, backtestWindow: 0, resamples: 100 },
    })),
  wealth: (bench) =>
    simulate(bench, 70_000, 2_000_000, 12 * YEARS, (scenarios) => ({
      dataset: monthly,
      analysis: 'wealth-paths',
      parameters: { scenarios, years: YEARS, resamples: 0 },
    })),
  async rolling(bench) {
    const scenario: PlainScenario = {
      dataset: 'daily-markets',
      analysis: 'rolling-statistics',
      parameters: { shown: 'volatility,median,drawdown', window: 250 },
    };
    const { job } = await jobOf(scenario, bench);
    const run = () => bench.engine.run(job, { signal: bench.signal }).result;
    // Three statistics of every asset and of the mix.
    const windows = 3 * (job.series.assets.length + 1) * (job.series.returns[0].length - 249);
    const { times, seconds } = await repeat(bench, run);
    return { amount: times * windows, seconds, workers: Math.min(1, workersOf(bench)) };
  },
  async normals(bench) {
    const { probe } = bench;
    const { times, seconds } = await repeat(bench, () => void probe.normals(16 * 4_096, 1));
    return { amount: times * 16 * 4_096, seconds, workers: 0 };
  },
  async covariance(bench) {
    const { probe } = bench;
    const values = probe.normals(Math.ceil((ASSETS * DAYS) / 4_096) * 4_096, 2);
    const columns = Array.from({ length: ASSETS }, (_, i) =>
      values.subarray(i * DAYS, (i + 1) * DAYS),
    );
    const { times, seconds } = await repeat(bench, () => void probe.covariance(columns));
    return { amount: times, seconds, workers: 0 };
  },
  async quantile(bench) {
    const { probe } = bench;
    const values = probe.normals(Math.ceil(NUMBERS / 4_096) * 4_096, 3).subarray(0, NUMBERS);
    const rank = NUMBERS / 20;
    const { times, seconds } = await repeat(bench, () => void probe.orderStatistic(values, rank));
    return { amount: times, seconds, workers: 0 };
  },
};

/** A small run tells how large one may be that takes about as long as is aimed at. */
async function simulate(
  bench: Bench,
  few: number,
  most: number,
  amountOf: number,
  scenarioOf: (scenarios: number) => PlainScenario,
): Promise<Measured> {
  const timed = async (scenarios: number) => {
    const { job } = await jobOf(scenarioOf(scenarios), bench);
    const start = performance.now();
    await bench.engine.run(job, { signal: bench.signal }).result;
    return (performance.now() - start) / 1_000;
  };
  // The first one starts workers that are not there yet.
  await timed(few);
  const brief = await timed(few);
  const scenarios = Math.round(Math.min(most, Math.max(few, (few * AIM) / brief)));
  const seconds = await timed(scenarios);
  return { amount: scenarios * amountOf, seconds, workers: workersOf(bench) };
}

function workersOf({ engine }: Bench): number {
  return engine.status().workers;
}

/** Does something again and again, letting the page draw, until the time has come. */
async function repeat(
  { signal }: Bench,
  work: () => unknown,
): Promise<{ times: number; seconds: number }> {
  await work();
  let milliseconds = 0;
  let times = 0;
  while (milliseconds < AIM * 1_000) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    const start = performance.now();
    let passed: number;
    do {
      await work();
      times += 1;
      passed = performance.now() - start;
    } while (passed < BREATH);
    milliseconds += passed;
  }
  return { times, seconds: milliseconds / 1_000 };
}
