/** The Sharpe ratio of the mix a year, by every convention. */
import { expm1 } from '../../finance/elementary';
import { undefinedBecause, type Quantity } from '../../finance/quantity';
import {
  deviationBelow,
  deviationOf,
  lastThreeYears,
  logReturns,
  meanOf,
  moves,
  pathOf,
  resampled,
  totalLoss,
  type History,
} from './history';
import type { ByConvention, ConventionsParameters } from './spec';

const neverMoved = undefinedBecause(
  'zero-variance',
  'the mix never moved against the riskless return',
);

const noDownside = undefinedBecause(
  'no-downside',
  'the mix never returned less than the riskless return',
);

export function sharpeRatios(
  history: History,
  { rebalancing }: ConventionsParameters,
): ByConvention<'sharpe'> {
  const { series, f, daily } = history;
  const returns = pathOf(history, rebalancing);
  const zero = new Float64Array(returns.length);
  const riskFree = series.riskFree ?? zero;
  const excess = difference(returns, riskFree);
  const year = Math.sqrt(f);
  const deviation = deviationOf(excess);
  const own = moves(deviation) ? meanOf(excess) / deviation : NaN;
  const scaled = (factor: number) => defined(own * factor);
  const total = deviationOf(returns) * year;
  const where = (applies: boolean, value: () => Quantity) => (applies ? value() : undefined);
  const under = (rule: ConventionsParameters['rebalancing']) =>
    where(rule !== rebalancing, () => ratio(difference(pathOf(history, rule), riskFree), f));
  const rate = series.riskFree !== undefined;
  const shortfall = deviationBelow(excess, 0);
  return {
    ours: scaled(year),
    noRiskFree: where(rate, () => ratio(returns, f)),
    geometric: geometric(returns, riskFree, f, total),
    geometricExcess: geometric(excess, zero, f, total),
    log: logRatio(returns, riskFree, f),
    lo: autocorrelated(history, excess, own),
    population: moves(deviation)
      ? defined((meanOf(excess) / deviationOf(excess, 0)) * year)
      : neverMoved,
    totalDeviation: where(rate, () =>
      moves(total / year)
        ? defined((meanOf(returns) - meanOf(riskFree)) * (f / total))
        : neverMoved,
    ),
    everyPeriod: under('every-period'),
    yearly: under('yearly'),
    drifting: under('none'),
    resampled: ofLonger(history, returns, riskFree),
    threeYears: where(lastThreeYears(history, excess) !== undefined, () =>
      ratio(lastThreeYears(history, excess) ?? excess, f),
    ),
    perPeriod: where(f !== 1, () => scaled(1)),
    wrongDays: where(!daily, () => scaled(Math.sqrt(252))),
    twelve: where(f > 12, () => scaled(Math.sqrt(12))),
    timesPeriods: where(f !== 1, () => scaled(f)),
    annualRate: where(rate && f !== 1, () =>
      ratio(
        difference(
          returns,
          riskFree.map((r) => r * f),
        ),
        f,
      ),
    ),
    sortino: moves(shortfall) ? defined((meanOf(excess) / shortfall) * year) : noDownside,
  };
}

function defined(value: number): Quantity {
  return Number.isFinite(value) ? { value } : neverMoved;
}

function ratio(excess: Float64Array, f: number): Quantity {
  const deviation = deviationOf(excess);
  return moves(deviation) ? defined((meanOf(excess) / deviation) * Math.sqrt(f)) : neverMoved;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, t) => value - b[t]);
}

/** Growth a year above the growth of `riskFree`, per unit of a volatility. */
function geometric(
  returns: Float64Array,
  riskFree: Float64Array,
  f: number,
  volatility: number,
): Quantity {
  if (!moves(volatility)) return neverMoved;
  const [own, other] = [logReturns(returns), logReturns(riskFree)];
  if (own === undefined || other === undefined) return totalLoss;
  return defined((expm1(meanOf(own) * f) - expm1(meanOf(other) * f)) / volatility);
}

function logRatio(returns: Float64Array, riskFree: Float64Array, f: number): Quantity {
  const [own, other] = [logReturns(returns), logReturns(riskFree)];
  if (own === undefined || other === undefined) return totalLoss;
  return ratio(difference(own, other), f);
}

/**
 * Annualized as the variance of a sum of q dependent returns grows: by
 * q / sqrt(q + 2 sum_(k<q) (q - k) rho_k).
 * Reference: Lo, The statistics of Sharpe ratios, Financial Analysts Journal 58 (2002).
 */
function autocorrelated({ kernels, f }: History, excess: Float64Array, own: number): Quantity {
  if (!Number.isFinite(own)) return neverMoved;
  const q = Math.floor(f + 0.5);
  const covariances = kernels.scope((memory) => {
    const out = memory.reserve(q);
    kernels.exports.autocovariance(memory.write(excess), excess.length, q - 1, out);
    return memory.read(out, q);
  });
  let spread = q;
  for (let k = 1; k < q; k++) spread += 2 * (q - k) * (covariances[k] / covariances[0]);
  if (!(spread > 0)) return tooNegative;
  return defined((own * q) / Math.sqrt(spread));
}

const tooNegative = undefinedBecause(
  'not-available',
  'the autocorrelations of so short a history sum to a variance below 0',
);

function ofLonger(
  history: History,
  returns: Float64Array,
  riskFree: Float64Array,
): Quantity | undefined {
  const longer = resampled(history, [returns, riskFree]);
  if (longer === undefined || !('columns' in longer)) return longer;
  return ratio(difference(longer.columns[0], longer.columns[1]), longer.f);
}
