/** Covariance and correlation of two assets, by every convention. */
import { power } from '../../finance/elementary';
import { undefinedBecause, type Quantity } from '../../finance/quantity';
import { sampleMoments } from '../../kernels/statistics';
import type { Input } from '../analysis';
import {
  lastThreeYears,
  logReturns,
  meanOf,
  moves,
  resampled,
  totalLoss,
  type History,
} from './history';
import { kendallTau, ranksOf } from './rank-correlation';
import type { ByConvention, ConventionsParameters } from './spec';

export interface Pair {
  readonly first: number;
  readonly second: number;
}

/** What a convention makes of two columns. */
interface Spread {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** Which target the kernel `shrinkage` shrinks to. */
const TARGETS = { identity: 0, constant: 1, oas: 2 } as const;

const DECAY = 0.94;

const neverMoved = undefinedBecause('zero-variance', 'one of the two never moved');

/** The pair that the parameters name, else the first two assets of the series. */
export function pairOf({
  series: { assets },
  parameters,
}: Pick<Input<ConventionsParameters>, 'series' | 'parameters'>): Pair {
  const named = (id: string, otherwise: number) =>
    assets.includes(id) ? assets.indexOf(id) : otherwise;
  const first = named(parameters.first, 0);
  return {
    first,
    second: named(parameters.second, first === 1 ? 0 : Math.min(1, assets.length - 1)),
  };
}

export function covariances(history: History, pair: Pair): ByConvention<'covariance'> {
  const { f, daily } = history;
  const spreads = spreadsOf(history, pair);
  const of = (spread: Spread | Quantity | undefined, factor = 1) =>
    spread !== undefined && 'xy' in spread ? { value: spread.xy * factor } : spread;
  const longer = spreads.resampled;
  return {
    ours: of(spreads.ours),
    log: of(spreads.log),
    zeroMean: of(spreads.zeroMean),
    ewma94: of(spreads.ewma94),
    ewm: of(spreads.ewm),
    ledoitWolf: of(spreads.ledoitWolf),
    ledoitWolfConstant: of(spreads.ledoitWolfConstant),
    oas: of(spreads.oas),
    neweyWest: of(spreads.neweyWest),
    population: of(spreads.population),
    ewmBias: of(spreads.ewmBias),
    resampled: of(longer, longer !== undefined && 'f' in longer ? longer.f / f : 1),
    threeYears: of(spreads.threeYears),
    annualized: f === 1 ? undefined : of(spreads.ours, f),
    wrongDays: daily ? undefined : of(spreads.ours, 252),
    percent: of(spreads.ours, 10_000),
    correlation: correlationOf(spreads.ours),
  };
}

export function correlations(history: History, pair: Pair): ByConvention<'correlation'> {
  const spreads = spreadsOf(history, pair);
  const { returns } = history.series;
  const [x, y] = [returns[pair.first], returns[pair.second]];
  const T = x.length;
  const own = correlationOf(spreads.ours);
  const from = (change: (value: number) => number) =>
    'value' in own ? { value: change(own.value) } : own;
  const kendall = kendallTau(x, y);
  return {
    ours: own,
    log: correlationOf(spreads.log),
    zeroMean: correlationOf(spreads.zeroMean),
    ewma94: correlationOf(spreads.ewma94),
    ewm: correlationOf(spreads.ewm),
    ledoitWolf: correlationOf(spreads.ledoitWolf),
    ledoitWolfConstant: correlationOf(spreads.ledoitWolfConstant),
    oas: correlationOf(spreads.oas),
    neweyWest: correlationOf(spreads.neweyWest),
    spearman: correlationOf(spreadOf(ranksOf(x), ranksOf(y), 1)),
    kendall: Number.isFinite(kendall) ? { value: kendall } : neverMoved,
    population: correlationOf(spreads.population),
    resampled: spreads.resampled && correlationOf(spreads.resampled),
    threeYears: spreads.threeYears && correlationOf(spreads.threeYears),
    mixedDivisors: from((value) => (value * T) / (T - 1)),
    squared: from((value) => value * value),
    levels: correlationOf(spreadOf(levelsOf(x), levelsOf(y), 1)),
  };
}

function spreadsOf(history: History, pair: Pair) {
  const { series, kernels } = history;
  const n = series.assets.length;
  const T = series.index.length;
  const [x, y] = [series.returns[pair.first], series.returns[pair.second]];
  const { covariance } = sampleMoments(kernels, series.returns);
  const matrix = (values: Float64Array): Spread => {
    const at = (i: number, j: number) => values[i * n + j];
    const { first, second } = pair;
    return { xx: at(first, first), xy: at(first, second), yy: at(second, second) };
  };
  const shrunk = (target: keyof typeof TARGETS) =>
    kernels.scope((memory) => {
      const out = memory.reserve(n * n);
      const scratch = memory.allocate(kernels.exports.shrinkageScratchBytes(n, T));
      const columns = memory.writeColumns(series.returns);
      const report = memory.reserve(1);
      kernels.exports.shrinkage(columns, n, T, TARGETS[target], out, report, scratch);
      return matrix(memory.read(out, n * n));
    });
  const ewma = kernels.scope((memory) => {
    const out = memory.reserve(n * n);
    kernels.exports.ewmaCovariance(memory.writeColumns(series.returns), n, T, DECAY, out);
    return matrix(memory.read(out, n * n));
  });
  const [logX, logY] = [logReturns(x), logReturns(y)];
  const [recentX, recentY] = [lastThreeYears(history, x), lastThreeYears(history, y)];
  return {
    ours: matrix(covariance),
    log: logX && logY ? spreadOf(logX, logY, 1) : totalLoss,
    zeroMean: about(x, y, (a, b) => meanProduct(a, b)),
    ewma94: ewma,
    ewm: weighted(x, y, false),
    ledoitWolf: shrunk('identity'),
    ledoitWolfConstant: shrunk('constant'),
    oas: shrunk('oas'),
    neweyWest: longRun(x, y),
    population: spreadOf(x, y, 0),
    ewmBias: weighted(x, y, true),
    resampled: ofLonger(history, x, y),
    threeYears: recentX && recentY && spreadOf(recentX, recentY, 1),
  };
}

function correlationOf(spread: Spread | Quantity): Quantity {
  if (!('xy' in spread)) return spread;
  const { xx, xy, yy } = spread;
  if (!moves(Math.sqrt(xx)) || !moves(Math.sqrt(yy))) return neverMoved;
  return { value: Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) };
}

/** The same form of two columns for all three of their pairs. */
function about(
  x: Float64Array,
  y: Float64Array,
  form: (a: Float64Array, b: Float64Array) => number,
): Spread {
  return { xx: form(x, x), xy: form(x, y), yy: form(y, y) };
}

function centered(column: Float64Array): Float64Array {
  const mean = meanOf(column);
  return column.map((value) => value - mean);
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, t) => sum + value * b[t], 0) / a.length;
}

/** With the divisor n - 1 where `less` is 1, n where it is 0. */
function spreadOf(x: Float64Array, y: Float64Array, less: 0 | 1): Spread {
  const T = x.length;
  const scale = T / (T - less);
  return about(centered(x), centered(y), (a, b) => scale * meanProduct(a, b));
}

/**
 * Exponential weights from the last return backwards that sum to 1, about the weighted means, as
 * `DataFrame.ewm` of pandas adjusts them; without bias the whole is divided by 1 - sum w^2.
 */
function weighted(x: Float64Array, y: Float64Array, bias: boolean): Spread {
  const T = x.length;
  const weights = new Float64Array(T);
  for (let t = T - 1, weight = 1; t >= 0; t--, weight *= DECAY) weights[t] = weight;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const shares = weights.map((w) => w / total);
  const sumOf = (term: (t: number) => number) =>
    shares.reduce((sum, share, t) => sum + share * term(t), 0);
  const squares = sumOf((t) => shares[t]);
  const scale = bias ? 1 : 1 / (1 - squares);
  const away = (column: Float64Array) => {
    const mean = sumOf((t) => column[t]);
    return column.map((value) => value - mean);
  };
  return about(away(x), away(y), (a, b) => scale * sumOf((t) => a[t] * b[t]));
}

/**
 * Long-run covariance: lagged ones in both directions with weights that fall to 0 after
 * L = floor(4 (T / 100)^(2/9)) lags; divisor T.
 * Reference: Newey and West, Econometrica 55 (1987), and Review of Economic Studies 61 (1994).
 */
function longRun(x: Float64Array, y: Float64Array): Spread {
  const T = x.length;
  const lags = Math.min(T - 1, Math.floor(4 * power(T / 100, 2 / 9)));
  return about(centered(x), centered(y), (a, b) => {
    let sum = meanProduct(a, b);
    for (let lag = 1; lag <= lags; lag++) {
      let products = 0;
      for (let t = lag; t < T; t++) products += a[t] * b[t - lag] + b[t] * a[t - lag];
      sum += (1 - lag / (lags + 1)) * (products / T);
    }
    return sum;
  });
}

function ofLonger(
  history: History,
  x: Float64Array,
  y: Float64Array,
): (Spread & { readonly f: number }) | Quantity | undefined {
  const longer = resampled(history, [x, y]);
  if (longer === undefined || !('columns' in longer)) return longer;
  return { ...spreadOf(longer.columns[0], longer.columns[1], 1), f: longer.f };
}

function levelsOf(returns: Float64Array): Float64Array {
  let level = 1;
  return returns.map((r) => (level *= 1 + r));
}
