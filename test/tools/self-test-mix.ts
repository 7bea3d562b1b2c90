/** What the self-test asks of *The mix* and *Over time*. */
import type { PlainScenario } from '../../src/app/self-test/cases';
import { statistics } from '../../src/analyses/rolling-statistics/spec';
import finance from '../reference/finance-monthly.json';
import kernels from '../reference/kernels-monthly.json';
import daily from '../reference/rolling-daily.json';
import european from '../reference/rolling-eu-indices.json';
import rolling from '../reference/rolling-monthly.json';
import rooms from '../reference/rooms-monthly.json';
import undated from '../reference/rooms-undated.json';
import type { NamedCase, NamedCheck } from './self-test-cases';

const monthly = 'us-asset-classes-monthly';
const pandas = 'NumPy 2.4.6, pandas 3.0.6';
const sixtyForty = { us_stocks: 6_000, us_treasury_10y: 4_000 };
const rules = { every_period: 'every month', yearly: 'yearly', none: 'never' } as const;
type Rule = keyof typeof rules;

export function mixCases(): NamedCase[] {
  return [
    ...(Object.keys(rules) as Rule[]).map(pathCase),
    ...(['us_stocks', 'gold', 'SIXTY_FORTY'] as const).map(performanceCase),
    ...(['us_treasury_10y', 'oil_wti', 'us_house_prices'] as const).map(fallCase),
    equalCase(),
    undatedCase(),
    rollingCase(monthly, 12, rolling.windows['12'], rolling.meta, 12),
    rollingCase(monthly, 36, rolling.windows['36'], rolling.meta, 12),
    rollingCase('daily-markets', 60, daily.windows['60'], daily.meta, 252),
    rollingCase('eu-indices-daily', 20, european.windows['20'], european.meta, 260),
  ];
}

/** One number of a result. */
const one = (
  what: string,
  field: string,
  expected: number,
  tolerance: number,
  source = pandas,
): NamedCheck => ({ what, source, field, expected: [expected], tolerance });

const scenarioOf = (
  parameters: PlainScenario['parameters'],
  mix?: PlainScenario['mix'],
  dataset = monthly,
): PlainScenario => ({
  ...{ dataset, analysis: 'mix-summary' },
  ...(mix && { mix }),
  parameters: { resamples: 100, ...parameters },
});

function pathCase(rule: Rule): NamedCase {
  const path = kernels.entries.rebalanced_portfolios.value[`SIXTY_FORTY/${rule}`];
  const figures = rooms.rebalanced.value[`SIXTY_FORTY/${rule}`];
  const of = (what: string) => `60 % stocks, 40 % bonds, reset ${rules[rule]}: ${what}`;
  return {
    part: 'mix-summary',
    scenario: scenarioOf({ rebalancing: rule.replace('_', '-') }, sixtyForty),
    checks: [
      one(of('final amount'), 'finalAmount', 10_000 * path.final_value, 1e-12),
      one(of('in money of the start'), 'finalReal', 10_000 * figures.real_final_value, 1e-12),
      one(of('geometric return'), 'returnGeometric', figures.cagr, 1e-12),
      one(of('volatility of the path'), 'volatilityPath', figures.vol_annual, 1e-12),
      one(of('worst fall'), 'worstFall', path.max_drawdown, 1e-12),
      one(of('number of resets'), 'rebalancings', path.rebalancings, 0),
      ...(rule === 'none'
        ? []
        : [one(of('turnover'), 'turnover', path.turnover_sum_oneway / (574 / 12), 1e-12)]),
    ],
  };
}

function performanceCase(id: 'us_stocks' | 'gold' | 'SIXTY_FORTY'): NamedCase {
  const expected = rooms.performance.value[id];
  const names = {
    us_stocks: 'US stocks',
    gold: 'Gold',
    SIXTY_FORTY: '60 % stocks, 40 % bonds, reset every month',
  };
  const of = (what: string) => `${names[id]}: ${what}`;
  const mix = id === 'SIXTY_FORTY' ? sixtyForty : { [id]: 10_000 };
  return {
    part: 'mix-summary',
    scenario: scenarioOf({ rebalancing: 'every-period' }, mix),
    checks: [
      one(of('arithmetic return'), 'returnArithmetic', expected.mean_annual_arithmetic, 1e-12),
      ...(id === 'SIXTY_FORTY'
        ? []
        : [one(of('geometric return'), 'returnGeometric', expected.cagr, 1e-12)]),
      one(of('volatility'), 'volatility', expected.vol_annual, 1e-12),
      one(of('Sharpe ratio'), 'sharpe', expected.sharpe, 1e-12),
      one(of('Sortino ratio'), 'sortino', expected.sortino, 1e-12),
      one(of('share of months with a gain'), 'positiveShare', expected.hit_rate, 1e-12),
    ],
  };
}

function fallCase(id: 'us_treasury_10y' | 'oil_wti' | 'us_house_prices'): NamedCase {
  const { max_drawdown, top5 } = finance.drawdowns.value[id];
  const names = { us_treasury_10y: 'Bonds', oil_wti: 'Oil', us_house_prices: 'Houses' };
  const [worst] = top5;
  return {
    part: 'mix-summary',
    scenario: scenarioOf({}, { [id]: 10_000 }),
    checks: [
      one(`${names[id]}: worst fall`, 'worstFall', max_drawdown, 1e-12),
      one(`${names[id]}: month of its peak`, 'worstFallRows.peak', worst.peak_index, 0),
      one(`${names[id]}: month of its trough`, 'worstFallRows.trough', worst.trough_index, 0),
      one(
        `${names[id]}: month in which it had recovered, −1 if it has not`,
        'worstFallRows.recovery',
        worst.recovery_index ?? -1,
        0,
      ),
    ],
  };
}

function equalCase(): NamedCase {
  const moments = kernels.entries.moments.value.EQUAL_WEIGHT;
  const drawdowns = rooms.drawdowns.value.EQUAL_WEIGHT;
  const of = (what: string) => `Six assets in equal parts: ${what}`;
  const all = { source: pandas, tolerance: 1e-12 };
  return {
    part: 'mix-summary',
    scenario: scenarioOf({ rebalancing: 'every-period' }),
    equal: true,
    checks: [
      one(of('skewness'), 'skewness', moments.skew_adjusted, 1e-11),
      one(of('excess kurtosis'), 'kurtosis', moments.exkurt_adjusted, 1e-11),
      {
        what: of('sum of all drawdowns'),
        field: 'drawdown',
        sum: true,
        expected: [drawdowns.sum],
        ...all,
      },
      {
        what: 'Covariance matrix of six assets',
        field: 'covariance',
        expected: finance.covariance.value.flat(),
        ...all,
      },
      {
        what: 'Correlation matrix of six assets',
        field: 'correlation',
        expected: finance.correlation.value.flat(),
        ...all,
      },
    ],
  };
}

function undatedCase(): NamedCase {
  const figures = undated.rebalanced.value['SIXTY_FORTY/yearly'];
  const of = (what: string) => `60 % DAX, 40 % FTSE, reset every 260 days: ${what}`;
  return {
    part: 'mix-summary',
    scenario: scenarioOf({}, { DAX: 6_000, FTSE: 4_000 }, 'eu-indices-daily'),
    checks: [
      one(of('final amount'), 'finalAmount', 10_000 * figures.final_value, 1e-12),
      one(of('geometric return'), 'returnGeometric', figures.cagr, 1e-12),
      one(of('volatility of the path'), 'volatilityPath', figures.vol_annual, 1e-12),
      one(of('worst fall'), 'worstFall', figures.max_drawdown, 1e-12),
    ],
  };
}

interface Rolled {
  readonly every: number;
  readonly last: number;
  readonly sample: readonly number[];
}

/** Names in the references and ours, with the words and the accuracy that is promised. */
const rolled = {
  mean: ['mean', 'mean', 1e-10],
  deviation: ['volatility', 'volatility', 1e-10],
  skewness: ['skewness', 'skewness', 1e-8],
  kurtosis: ['kurtosis', 'excess kurtosis', 1e-8],
  minimum: ['minimum', 'least return', 1e-10],
  maximum: ['maximum', 'greatest return', 1e-10],
  median: ['median', 'median', 1e-10],
  quantile05: ['quantile', '5 % quantile', 1e-10],
  correlation: ['correlation', 'correlation of two assets', 1e-10],
  beta: ['beta', 'beta of two assets', 1e-10],
  drawdown: ['drawdown', 'worst fall', 1e-10],
} as const;

/** Windows of each reference that are compared, beside the last one. */
const WINDOWS = 7;

function rollingCase(
  dataset: string,
  window: number,
  table: Readonly<Record<keyof typeof rolled, Rolled>>,
  {
    rows,
    investable,
    pair,
  }: { rows: number; investable: readonly string[]; pair: readonly string[] },
  perYear: number,
): NamedCase {
  const names: Record<string, string> = {
    [monthly]: 'US assets by month',
    'daily-markets': 'Daily markets',
    'eu-indices-daily': 'European indices by day',
  };
  const units: Partial<Record<string, number>> = { mean: perYear, deviation: Math.sqrt(perYear) };
  const shown = statistics.filter((id) => Object.values(rolled).some(([own]) => own === id));
  return {
    part: 'rolling-statistics',
    scenario: {
      ...{ dataset, analysis: 'rolling-statistics' },
      parameters: { shown: shown.join(','), window, against: pair[0], quantile: 5 },
    },
    equal: true,
    checks: (Object.keys(rolled) as (keyof typeof rolled)[]).map((key) => {
      const [id, words, tolerance] = rolled[key];
      const { every, last, sample } = table[key];
      const unit = units[key] ?? 1;
      const step = Math.ceil(sample.length / WINDOWS);
      const chosen = sample.flatMap((_, i) => (i % step === 0 ? [i] : []));
      const ofPair = id === 'correlation' || id === 'beta';
      const series = ofPair ? `assets.${investable.indexOf(pair[1])}` : 'mix';
      return {
        what: `${names[dataset]}: ${words} in windows of ${window}`,
        source: pandas,
        field: `rolled.${shown.indexOf(id)}.${series}`,
        at: [...chosen.map((i) => window - 1 + i * every), rows - 1],
        expected: [...chosen.map((i) => sample[i] * unit), last * unit],
        tolerance,
      };
    }),
  };
}
