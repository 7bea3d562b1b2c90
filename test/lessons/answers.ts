/**
 * How the answer to each question of a lesson is read from the result of its room, after what the
 * question asks to change there. It is told apart from the page on purpose.
 */
import type { ConventionsResult } from '../../src/analyses/conventions/spec';
import type { CorrelationResult } from '../../src/analyses/correlation/spec';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import type { RollingResult } from '../../src/analyses/rolling-statistics/spec';
import type { ValueAtRiskResult } from '../../src/analyses/value-at-risk/spec';
import type { WealthResult } from '../../src/analyses/wealth-paths/result';
import type { Draft } from '../../src/analyses/scenario';
import type { Quantity } from '../../src/finance/quantity';
import { computed, valueOf, type Change } from './lab';

export interface Reading extends Change {
  /** The answer, in the unit of the question; `draft` is that of the room with the change. */
  read(draft: Draft): number | Promise<number>;
}

const percentOf = (quantity: Quantity) => 100 * valueOf(quantity);
const summary = (draft: Draft) => computed<MixSummaryResult>(draft);
const second = ({ compare, ...draft }: Draft): Draft => ({ ...draft, mix: compare });
const rolled = (draft: Draft) => computed<RollingResult>(draft);
const loss = (draft: Draft) => computed<ValueAtRiskResult>(draft);
const wealth = (draft: Draft) => computed<WealthResult>(draft);
const withParameters = (draft: Draft, parameters: Draft['parameters']): Draft => ({
  ...draft,
  parameters: { ...draft.parameters, ...parameters },
});

const half = ({ simulation }: { simulation?: { low: number; high: number } }) =>
  simulation === undefined ? NaN : (simulation.high - simulation.low) / 2;

async function simulatedError(draft: Draft): Promise<number> {
  return half((await loss(draft)).simulated.valueAtRisk as never);
}

async function simulatedLoss(draft: Draft): Promise<number> {
  return percentOf((await loss(draft)).simulated.valueAtRisk);
}

/** The correlation of an asset with US stocks in the bad months. */
async function bad(draft: Draft, asset: string): Promise<number> {
  const { stressed } = await computed<CorrelationResult>(draft);
  return stressed[(draft.mix?.assets ?? []).indexOf(asset)];
}

/** Least volatility of two assets over all whole percents of the first. */
export async function least(draft: Draft): Promise<{ share: number; volatility: number }> {
  const { covariance: c } = await summary(draft);
  const volatilities = Array.from({ length: 101 }, (_, share) => {
    const [a, b] = [share / 100, 1 - share / 100];
    return Math.sqrt(12 * (a * a * c[0] + 2 * a * b * c[1] + b * b * c[3]));
  });
  const volatility = Math.min(...volatilities);
  return { share: volatilities.indexOf(volatility), volatility };
}

async function gainOfRebalancing(draft: Draft): Promise<number> {
  const yearly = await summary(withParameters(draft, { rebalancing: 'yearly' }));
  return percentOf(yearly.returnGeometric) - percentOf((await summary(draft)).returnGeometric);
}

export const answers: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Reading>>>>>
> = {
  '1-asset-mix': {
    mixes: {
      gap: {
        async read(draft) {
          const [a, b] = [await summary(draft), await summary(second(draft))];
          return percentOf(b.returnGeometric) - percentOf(a.returnGeometric);
        },
      },
      lostDecade: {
        preset: '2000s',
        read: async (draft) => percentOf((await summary(second(draft))).returnReal),
      },
      fall: {
        preset: '2000s',
        read: async (draft) => -percentOf((await summary(second(draft))).worstFall),
      },
    },
    long: {
      seventies: {
        preset: '1970s',
        read: async (draft) => percentOf((await summary(draft)).returnReal),
      },
    },
  },
  '2-return-and-risk': {
    two: {
      mean: {
        weights: [8_000, 2_000],
        read: async (draft) => percentOf((await summary(draft)).returnArithmetic),
      },
      volatility: {
        weights: [8_000, 2_000],
        read: async (draft) => percentOf((await summary(draft)).volatility),
      },
    },
    simulation: {
      normal: { read: async (draft) => percentOf((await loss(draft)).normal.valueAtRisk) },
      shrinks: {
        parameters: { scenarios: 1_000_000 },
        read: async (draft) =>
          (await simulatedError(withParameters(draft, { scenarios: 10_000 }))) /
          (await simulatedError(draft)),
      },
    },
  },
  '3-correlation': {
    slider: {
      least: { read: async (draft) => 100 * (await least(draft)).volatility },
      share: { read: async (draft) => (await least(draft)).share },
    },
    bad: {
      oil: { read: (draft) => bad(draft, 'oil_wti') },
      bonds: { read: (draft) => bad(draft, 'us_treasury_10y') },
    },
    europe: {
      left: {
        async read(draft) {
          const { averageCorrelation } = await computed<CorrelationResult>(draft);
          return 100 * Math.sqrt(valueOf(averageCorrelation));
        },
      },
    },
  },
  '4-changing-markets': {
    windows: {
      times: {
        async read(draft) {
          const [{ low, high }] = (await rolled(draft)).rolled;
          return valueOf(high) / valueOf(low);
        },
      },
      shorter: {
        parameters: { window: 12 },
        read: async (draft) => percentOf((await rolled(draft)).rolled[0].high),
      },
    },
    average: {
      ten: { read: async (draft) => percentOf((await rolled(draft)).rolled[1].today) },
      three: {
        parameters: { window: 3 },
        read: async (draft) => percentOf((await rolled(draft)).rolled[1].today),
      },
    },
  },
  '5-value-at-risk': {
    list: {
      ordered: {
        read: async (draft) => percentOf((await loss(draft)).conventions.orderStatistic),
      },
      textbook: { read: async (draft) => percentOf((await loss(draft)).conventions.textbookIndex) },
    },
    methods: {
      normal: {
        parameters: { tail: 10_000 },
        read: async (draft) => percentOf((await loss(draft)).normal.valueAtRisk),
      },
      history: {
        parameters: { tail: 10_000 },
        read: async (draft) => percentOf((await loss(draft)).historical.valueAtRisk),
      },
      shortfall: {
        parameters: { tail: 10_000 },
        async read(draft) {
          const { historical, normal } = await loss(draft);
          return percentOf(historical.expectedShortfall) - percentOf(normal.expectedShortfall);
        },
      },
    },
  },
  '6-rebalancing': {
    rules: {
      fall: { read: async (draft) => -percentOf((await summary(draft)).worstFall) },
      turnover: {
        parameters: { rebalancing: 'monthly' },
        read: async (draft) => percentOf((await summary(draft)).turnover),
      },
      band: {
        parameters: { rebalancing: 'absolute-band', band: 5 },
        read: async (draft) => percentOf((await summary(draft)).returnGeometric),
      },
    },
    decades: {
      gain: { preset: '2000s', read: gainOfRebalancing },
      loss: { preset: '1990s', read: gainOfRebalancing },
    },
  },
  '7-future-as-a-fan': {
    holding: {
      best: { read: async (draft) => percentOf((await rolled(draft)).holdingBest) },
      losses: {
        parameters: { years: 1 },
        read: async (draft) => percentOf((await rolled(draft)).holdingLosses),
      },
    },
    fan: {
      runsOut: { read: (draft) => runsOut(draft) },
      more: { parameters: { spendingAmount: 6_000 }, read: (draft) => runsOut(draft) },
      fifth: {
        async read(draft) {
          const [slowest] = (await wealth(draft)).outcome?.fifths ?? [];
          return percentOf(slowest.runsOut);
        },
      },
    },
  },
  '8-doubt': {
    seeds: {
      spread: {
        async read(draft) {
          const losses = await Promise.all(
            [1, 2, 3, 4, 5].map((seed) => simulatedLoss({ ...draft, seed })),
          );
          return Math.max(...losses) - Math.min(...losses);
        },
      },
      again: { preset: 'Seed 1', read: simulatedLoss },
    },
    houses: {
      ours: {
        read: async (draft) => percentOf((await conventionsOf(draft))['ours']),
      },
      yearly: {
        read: async (draft) => percentOf((await conventionsOf(draft))['resampled']),
      },
    },
  },
};

async function runsOut(draft: Draft): Promise<number> {
  const { outcome } = await wealth(draft);
  if (outcome === undefined) throw new Error('nothing was simulated');
  return percentOf(outcome.runsOut);
}

async function conventionsOf(draft: Draft): Promise<Readonly<Record<string, Quantity>>> {
  return (await computed<ConventionsResult>(draft)).conventions;
}
