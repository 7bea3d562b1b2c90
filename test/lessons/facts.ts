/** How each number in the prose of a lesson follows from the data that ship. */
import type { ConventionsResult } from '../../src/analyses/conventions/spec';
import type { CorrelationResult } from '../../src/analyses/correlation/spec';
import type { MixSummaryResult } from '../../src/analyses/mix-summary/spec';
import type { RollingResult } from '../../src/analyses/rolling-statistics/spec';
import type { ValueAtRiskResult } from '../../src/analyses/value-at-risk/spec';
import type { WealthResult } from '../../src/analyses/wealth-paths/result';
import type { Draft } from '../../src/analyses/scenario';
import { isDefined, type Interval, type Quantity } from '../../src/finance/quantity';
import { monthlySince1871, monthlySince1975, years } from '../../src/lessons/lesson';
import { least } from './answers';
import { column, computed, dataset, valueOf } from './lab';

/** The facts of a lesson by their names. */
export type Facts = Readonly<Record<string, number>>;

const percentOf = (quantity: Quantity) => 100 * valueOf(quantity);

interface Held {
  readonly id?: string;
  readonly mix: Readonly<Record<string, number>>;
  readonly range?: Draft['data']['range'];
  readonly analysis?: string;
  readonly parameters?: Draft['parameters'];
  readonly columns?: readonly string[];
}

/** A mix in percent, of the assets that it names. */
function draftOf({ id = monthlySince1975, mix, range, columns, ...rest }: Held): Draft {
  const assets = Object.keys(mix);
  return {
    data: { sources: [{ id, columns: [...(columns ?? assets)] }], range },
    mix: { assets, weights: assets.map((asset) => 100 * mix[asset]) },
    ...rest,
  };
}

const summary = (held: Held) =>
  computed<MixSummaryResult>(draftOf({ analysis: 'mix-summary', ...held }));
const rolling = (held: Held) =>
  computed<RollingResult>(draftOf({ analysis: 'rolling-statistics', ...held }));
const loss = (held: Held) =>
  computed<ValueAtRiskResult>(draftOf({ analysis: 'value-at-risk', ...held }));
const together = (held: Held) =>
  computed<CorrelationResult>(draftOf({ analysis: 'correlation', ...held }));

const returned = async (held: Held) => percentOf((await summary(held)).returnGeometric);
const fell = async (held: Held) => -percentOf((await summary(held)).worstFall);
const afterInflation = async (held: Held) => percentOf((await summary(held)).returnReal);

const conservative = {
  us_stocks: 20,
  us_treasury_10y: 50,
  us_tbill_3m: 20,
  gold: 5,
  us_house_prices: 5,
};
const balanced = {
  us_stocks: 50,
  us_treasury_10y: 30,
  us_tbill_3m: 5,
  gold: 5,
  us_house_prices: 10,
};
const aggressive = {
  us_stocks: 80,
  us_treasury_10y: 10,
  us_tbill_3m: 0,
  gold: 5,
  us_house_prices: 5,
};
const stocks = { us_stocks: 100 };
const bonds = { us_treasury_10y: 100 };
const bills = { us_tbill_3m: 100 };
const sixty = { us_stocks: 60, us_treasury_10y: 40 };
const even = { us_stocks: 50, us_treasury_10y: 50 };

async function assetMix(): Promise<Facts> {
  const [nineties, noughties] = [years(1990, 1999), years(2000, 2009)];
  const long = (range: Held['range']) => ({ id: monthlySince1871, mix: stocks, range });
  const thirties = long(years(1930, 1939));
  const seventies = long(years(1970, 1979));
  return {
    conservative: await returned({ mix: conservative }),
    balanced: await returned({ mix: balanced }),
    aggressive: await returned({ mix: aggressive }),
    conservativeFall: await fell({ mix: conservative }),
    balancedFall: await fell({ mix: balanced }),
    aggressiveFall: await fell({ mix: aggressive }),
    conservative1990s: await returned({ mix: conservative, range: nineties }),
    aggressive1990s: await returned({ mix: aggressive, range: nineties }),
    conservative2000s: await returned({ mix: conservative, range: noughties }),
    aggressive2000s: await returned({ mix: aggressive, range: noughties }),
    stocks1930s: await returned(thirties),
    stocks1930sReal: await afterInflation(thirties),
    stocks1930sFall: await fell(thirties),
    stocks1970s: await returned(seventies),
    stocks1970sReal: await afterInflation(seventies),
    stocks2022: await returned({ mix: stocks, range: years(2022, 2022) }),
    bonds2022: await returned({ mix: bonds, range: years(2022, 2022) }),
    cash: await returned({ mix: bills }),
    cashReal: await afterInflation({ mix: bills }),
  };
}

async function returnAndRisk(): Promise<Facts> {
  const { means, covariance, correlation } = await summary({ mix: even });
  const mix = await summary({ mix: even, parameters: { rebalancing: 'every-period' } });
  const [stocksVolatility, bondsVolatility] = [0, 3].map((i) =>
    round(100 * Math.sqrt(12 * covariance[i]), 2),
  );
  const rho = round(correlation[1], 4);
  // As it can be followed with the digits that are printed.
  const fromStocks = round(0.25 * stocksVolatility ** 2, 2);
  const fromBonds = round(0.25 * bondsVolatility ** 2, 2);
  const fromBoth = round(0.5 * rho * stocksVolatility * bondsVolatility, 2);
  const monthMean = percentOf(mix.returnArithmetic) / 12;
  const monthVolatility = percentOf(mix.volatility) / Math.sqrt(12);
  const { normal } = await loss({ mix: even });
  expectNear(
    1.645 * round(monthVolatility, 2) - round(monthMean, 2),
    percentOf(normal.valueAtRisk),
  );
  expectNear(Math.sqrt(fromStocks + fromBonds + fromBoth), percentOf(mix.volatility));
  return {
    stocksMean: 1200 * means[0],
    bondsMean: 1200 * means[1],
    stocksVolatility,
    bondsVolatility,
    correlation: rho,
    mean: percentOf(mix.returnArithmetic),
    fromStocks,
    fromBonds,
    fromBoth,
    variance: fromStocks + fromBonds + fromBoth,
    volatility: percentOf(mix.volatility),
    averageVolatility: (stocksVolatility + bondsVolatility) / 2,
    monthMean,
    monthVolatility,
    normalLoss: percentOf(normal.valueAtRisk),
  };
}

async function correlations(): Promise<Facts> {
  const pair = async (from: number, to: number) =>
    valueOf((await together({ mix: even, range: years(from, to) })).pairCorrelation);
  const { share, volatility } = await least(draftOf({ mix: even, analysis: 'mix-summary' }));
  const { covariance } = await summary({ mix: even });
  const four = { us_stocks: 25, us_treasury_10y: 25, gold: 25, oil_wti: 25 };
  const { calm, stressed } = await together({ mix: four, parameters: { stressed: 'us_stocks' } });
  const { averageCorrelation } = await together({
    id: 'eu-indices-daily',
    mix: { DAX: 25, SMI: 25, CAC: 25, FTSE: 25 },
  });
  const in2008 = (asset: string) => returned({ mix: { [asset]: 100 }, range: years(2008, 2008) });
  const in2022 = (asset: string) => returned({ mix: { [asset]: 100 }, range: years(2022, 2022) });
  return {
    stocksVolatility: 100 * Math.sqrt(12 * covariance[0]),
    bondsVolatility: 100 * Math.sqrt(12 * covariance[3]),
    leastShare: share,
    leastVolatility: 100 * volatility,
    correlationTo1999: await pair(1975, 1999),
    correlation2000to2020: await pair(2000, 2020),
    correlation2021and2022: await pair(2021, 2022),
    stocks2008: await in2008('us_stocks'),
    bonds2008: await in2008('us_treasury_10y'),
    oil2008: await in2008('oil_wti'),
    stocks2022: await in2022('us_stocks'),
    bonds2022: await in2022('us_treasury_10y'),
    calmOil: calm[3],
    badOil: stressed[3],
    europe: valueOf(averageCorrelation),
    europeLeft: 100 * Math.sqrt(valueOf(averageCorrelation)),
  };
}

async function changingMarkets(): Promise<Facts> {
  const shown = 'volatility,distance';
  const of = async (window: number) =>
    (await rolling({ mix: stocks, parameters: { shown, window } })).rolled;
  const [wide] = await of(36);
  const [narrow] = await of(12);
  const now = { 3: ruleOf(3, 0), 10: ruleOf(10, 0) };
  const late = { 3: ruleOf(3, 1), 10: ruleOf(10, 1) };
  return {
    calmest: percentOf(wide.low),
    middle: percentOf(wide.middle),
    wildest: percentOf(wide.high),
    calmest12: percentOf(narrow.low),
    wildest12: percentOf(narrow.high),
    distance3: percentOf((await of(3))[1].today),
    distance10: percentOf((await of(10))[1].today),
    rule10: now[10].rule,
    hold10: now[10].hold,
    rule10Late: late[10].rule,
    hold10Late: late[10].hold,
    switches10: now[10].switches,
    rule3: now[3].rule,
    hold3: now[3].hold,
    rule3Late: late[3].rule,
    hold3Late: late[3].hold,
    switches3: now[3].switches,
    ruleFall: now[10].ruleFall,
    ruleFallLate: late[10].ruleFall,
    holdFall: now[10].holdFall,
  };
}

/**
 * Stocks while the level is above the average of its last `window` levels, bills while it is not,
 * decided at the end of a month or `delay` months later, from the first month that can be decided.
 */
function ruleOf(window: number, delay: number) {
  const [stock, bill] = ['us_stocks', 'us_tbill_3m'].map((asset) =>
    column(monthlySince1975, asset),
  );
  const levels = [1];
  for (const r of stock) levels.push(levels[levels.length - 1] * (1 + r));
  const paths = { rule: [1], hold: [1] };
  let [invested, switches] = [true, 0];
  for (let t = window - 1 + delay; t < stock.length; t++) {
    // The level before the return of month t has the same number.
    const known = levels.slice(0, t - delay + 1);
    const says = signal(known, window);
    const before = invested;
    if (says !== 'equal') invested = says === 'buy';
    if (invested !== before) switches += 1;
    grow(paths.rule, invested ? stock[t] : bill[t]);
    grow(paths.hold, stock[t]);
  }
  return {
    rule: annual(paths.rule),
    hold: annual(paths.hold),
    ruleFall: fallOf(paths.rule),
    holdFall: fallOf(paths.hold),
    switches,
  };
}

/** The rule as the lesson states it. */
export function signal(prices: readonly number[], window: number): 'buy' | 'sell' | 'equal' {
  const last = prices.slice(-window);
  const average = last.reduce((sum, price) => sum + price, 0) / window;
  const [latest] = prices.slice(-1);
  return latest > average ? 'buy' : latest < average ? 'sell' : 'equal';
}

async function valueAtRisk(): Promise<Facts> {
  const range = { from: '1981-05-31', to: '2022-12-31' };
  const at = (tail: number) =>
    loss({ mix: sixty, range, parameters: { tail, scenarios: 100_000 } });
  const [common, rare] = [await at(50_000), await at(10_000)];
  const simulated = intervalOf(common.simulated.valueAtRisk, 'simulation');
  const sampling = intervalOf(common.historical.valueAtRisk, 'sampling');
  const { fit, mean, deviation } = common;
  const [low] = sortedReturns(sixty, range);
  return {
    months: common.windows,
    ranked: common.rank,
    ordered: percentOf(common.conventions.orderStatistic),
    mean: 100 * mean,
    deviation: 100 * deviation,
    history95: percentOf(common.historical.valueAtRisk),
    normal95: percentOf(common.normal.valueAtRisk),
    student95: percentOf(common.student.valueAtRisk),
    history99: percentOf(rare.historical.valueAtRisk),
    normal99: percentOf(rare.normal.valueAtRisk),
    student99: percentOf(rare.student.valueAtRisk),
    historyShortfall99: percentOf(rare.historical.expectedShortfall),
    normalShortfall99: percentOf(rare.normal.expectedShortfall),
    degrees: fit?.degrees ?? NaN,
    simulationHalf: (100 * (simulated.high - simulated.low)) / 2,
    samplingLow: 100 * sampling.low,
    samplingHigh: 100 * sampling.high,
    worst: -100 * low,
  };
}

async function rebalancing(): Promise<Facts> {
  const by = (rule: string, more: Partial<Held> = {}, cost = 0) => {
    const parameters = { rebalancing: rule, costBasisPoints: cost };
    return summary({ mix: sixty, parameters, ...more });
  };
  const [none, yearly, monthly] = [await by('none'), await by('yearly'), await by('monthly')];
  const band = await by('absolute-band');
  const nineties = { range: years(1990, 1999) };
  const noughties = { range: years(2000, 2009) };
  const costly = await by('monthly', {}, 50);
  const returns = ({ returnGeometric }: MixSummaryResult) => percentOf(returnGeometric);
  const falls = ({ worstFall }: MixSummaryResult) => -percentOf(worstFall);
  return {
    drifted: 100 * none.finalWeights[0],
    returnNone: returns(none),
    returnYearly: returns(yearly),
    returnMonthly: returns(monthly),
    fallNone: falls(none),
    fallYearly: falls(yearly),
    fallMonthly: falls(monthly),
    turnoverYearly: percentOf(yearly.turnover),
    turnoverMonthly: percentOf(monthly.turnover),
    turnoverBand: percentOf(band.turnover),
    timesBand: band.rebalancings,
    timesYearly: yearly.rebalancings,
    costMonthly: returns(monthly) - returns(costly),
    nineties: returns(await by('none', nineties)),
    ninetiesYearly: returns(await by('yearly', nineties)),
    noughties: returns(await by('none', noughties)),
    noughtiesYearly: returns(await by('yearly', noughties)),
    noughtiesFall: falls(await by('none', noughties)),
    noughtiesFallYearly: falls(await by('yearly', noughties)),
  };
}

async function fan(): Promise<Facts> {
  const plan = (spendingAmount: number) =>
    computed<WealthResult>({
      data: { sources: [{ id: monthlySince1871 }] },
      mix: { assets: ['us_stocks', 'us_treasury_10y'], weights: [6_000, 4_000] },
      analysis: 'wealth-paths',
      parameters: { scenarios: 10_000, spendingAmount, years: 30 },
    });
  const { outcome, replay } = await plan(4_000);
  const more = (await plan(6_000)).outcome;
  if (outcome === undefined || replay === undefined || more === undefined) throw new Error('none');
  const [low, , middle, , high] = outcome.growthRate.percentiles;
  const allowed = intervalOf(outcome.runsOut, 'sampling');
  const { holdingWorst, holdingBest } = await rolling({
    id: monthlySince1871,
    mix: sixty,
    parameters: { shown: 'volatility', years: 20 },
  });
  return {
    low: percentOf(low),
    middle: percentOf(middle),
    high: percentOf(high),
    runsOut: percentOf(outcome.runsOut),
    runsOutLow: 100 * allowed.low,
    runsOutHigh: 100 * allowed.high,
    runsOut6000: percentOf(more.runsOut),
    worstFifth: percentOf(outcome.fifths[0].runsOut),
    bestFifth: percentOf(outcome.fifths[4].runsOut),
    first: valueOf(outcome.stretches[0].correlation),
    last: valueOf(outcome.stretches[4].correlation),
    replayRunsOut: percentOf(replay.runsOut),
    starts: replay.labels.length,
    holdingWorst: percentOf(holdingWorst),
    holdingBest: percentOf(holdingBest),
  };
}

async function doubt(): Promise<Facts> {
  const drawn = await Promise.all(
    [1, 2, 3, 4, 5].map((seed) =>
      computed<ValueAtRiskResult>({
        ...draftOf({ mix: sixty, analysis: 'value-at-risk' }),
        parameters: { method: 'simulated', scenarios: 10_000, backtestWindow: 0 },
        seed,
      }),
    ),
  );
  const losses = drawn.map(({ simulated }) => percentOf(simulated.valueAtRisk));
  const sampling = intervalOf(drawn[0].normal.valueAtRisk, 'sampling');
  const [ends, averages] = [months('last'), months('average')];
  const { conventions } = await computed<ConventionsResult>({
    ...draftOf({ mix: { us_house_prices: 100 }, analysis: 'conventions' }),
    parameters: { measure: 'volatility' },
  });
  return {
    seedLow: Math.min(...losses),
    seedHigh: Math.max(...losses),
    samplingLow: 100 * sampling.low,
    samplingHigh: 100 * sampling.high,
    monthEnd: ends.volatility,
    monthAverage: averages.volatility,
    lower: 100 * (1 - averages.volatility / ends.volatility),
    endCorrelation: ends.neighbors,
    averageCorrelation: averages.neighbors,
    houses: percentOf(conventions['ours']),
    housesYearly: percentOf(conventions['resampled']),
    housesCorrelation: neighborsOf(column(monthlySince1975, 'us_house_prices')),
  };
}

export const facts: Readonly<Record<string, () => Promise<Facts>>> = {
  '1-asset-mix': assetMix,
  '2-return-and-risk': returnAndRisk,
  '3-correlation': correlations,
  '4-changing-markets': changingMarkets,
  '5-value-at-risk': valueAtRisk,
  '6-rebalancing': rebalancing,
  '7-future-as-a-fan': fan,
  '8-doubt': doubt,
};

/** Months of the S&P 500, made of its days in one of two ways. */
function months(how: 'last' | 'average') {
  const { index } = dataset('daily-markets');
  const closes = column('daily-markets', 'SP500');
  const days = new Map<string, number[]>();
  index.forEach((label, day) => {
    const month = label.slice(0, 7);
    days.set(month, [...(days.get(month) ?? []), day]);
  });
  const prices = Array.from(days.values(), (of) => {
    const found = of.map((day) => closes[day]);
    return how === 'last' ? found[found.length - 1] : meanOf(found);
  });
  const returns = prices.slice(1).map((price, i) => price / prices[i] - 1);
  const deviation = Math.sqrt(squares(returns) / (returns.length - 1));
  return { volatility: 100 * deviation * Math.sqrt(12), neighbors: neighborsOf(returns) };
}

function sortedReturns(mix: Readonly<Record<string, number>>, range: { from: string; to: string }) {
  const { index } = dataset(monthlySince1975);
  const rows = Array.from(index.keys()).filter(
    (t) => index[t] >= range.from && index[t] <= range.to,
  );
  const columns = Object.entries(mix).map(
    ([asset, share]) => [column(monthlySince1975, asset), share / 100] as const,
  );
  return rows
    .map((t) => columns.reduce((sum, [values, share]) => sum + share * values[t], 0))
    .sort((a, b) => a - b);
}

function neighborsOf(returns: ArrayLike<number>): number {
  const list = Array.from(returns);
  const mean = meanOf(list);
  const products = list.slice(1).map((r, i) => (r - mean) * (list[i] - mean));
  return products.reduce((sum, one) => sum + one, 0) / squares(list);
}

function squares(list: readonly number[]): number {
  const mean = meanOf(list);
  return list.reduce((sum, one) => sum + (one - mean) ** 2, 0);
}

function meanOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / list.length;
}

function grow(path: number[], by: number): void {
  path.push(path[path.length - 1] * (1 + by));
}

function annual(path: readonly number[]): number {
  return 100 * (path[path.length - 1] ** (12 / (path.length - 1)) - 1);
}

function fallOf(path: readonly number[]): number {
  let [peak, worst] = [0, 0];
  for (const value of path) {
    peak = Math.max(peak, value);
    worst = Math.max(worst, 1 - value / peak);
  }
  return 100 * worst;
}

function intervalOf(quantity: Quantity, kind: 'simulation' | 'sampling'): Interval {
  const interval = isDefined(quantity) ? quantity[kind] : undefined;
  if (interval === undefined) throw new Error(`no ${kind} interval`);
  return interval;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** The arithmetic of the prose comes to what the room computes. */
function expectNear(value: number, target: number): void {
  if (Math.abs(value - target) > 0.01) throw new Error(`${value} is not near ${target}`);
}
