/**
 * What the steps of a simulated path are drawn from: correlated normal or Student t returns, or
 * dates of the history. What a person assumes of an asset takes the place of what history says.
 */
import { optimalBlockLength } from '../../finance/block-length';
import { power } from '../../finance/elementary';
import { mixReturns, mixVariance } from '../../finance/portfolio';
import { undefinedBecause, type Undefined } from '../../finance/quantity';
import { studentFit } from '../../finance/student-fit';
import type { Kernels } from '../../kernels/kernels';
import { choleskyFactor, nearestCorrelation, sampleMoments } from '../../kernels/statistics';
import { readRows } from '../parameter-rows';
import type { History } from './history';
import { spec, type WealthParameters } from './spec';

/** Prices never fall below a hundredth in a step, so that money always has a value. */
const LEAST_PRICE = 0.01;

export interface ReturnsModel {
  /** Assets, and one more where prices are drawn with them. */
  readonly variables: number;
  /** Growth of prices in a step where they are not drawn. */
  readonly prices: number;
  readonly made?: {
    readonly factor: Float64Array;
    readonly base: Float64Array;
    readonly floors: Float64Array;
    /** 0: normal. */
    readonly degrees: number;
  };
  readonly drawn?: {
    /** Growth of each variable, date by date. */
    readonly table: Float64Array;
    readonly dates: number;
    readonly blockLength: number;
    /** All blocks are of that length. */
    readonly equal: boolean;
  };
}

export interface Assumed {
  /** Of the mix with constant weights, per step. */
  readonly mean: number;
  readonly deviation: number;
  /** By asset whether a person states its mean. */
  readonly stated: readonly boolean[];
  /** What is left of wealth after the fee of a step. */
  readonly fee: number;
  /** By asset, per step. */
  readonly means: Float64Array;
  /** Covariance of the assets, per step. */
  readonly covariance: Float64Array;
  /** Inflation a year, and whether it is drawn with the returns. */
  readonly inflation: number;
  readonly inflationDrawn: boolean;
  readonly repaired: number;
  readonly blockLength: number;
  readonly degrees: number;
}

export interface Assumptions {
  readonly model: ReturnsModel;
  readonly assumed: Assumed;
}

export function returnsModel(
  kernels: Kernels,
  history: History,
  weights: Float64Array,
  assets: readonly string[],
  parameters: WealthParameters,
): Assumptions | Undefined {
  const { stepsPerYear, inflation } = history;
  if (history.labels.length < LEAST_STEPS) return tooShort;
  const withPrices = parameters.inflation === 'history' && inflation !== undefined;
  const columns = withPrices ? [...history.returns, inflation] : [...history.returns];
  const n = assets.length;
  const m = columns.length;
  const { means, covariance } = sampleMoments(kernels, columns);
  const stated = statedAssumptions(parameters, assets, stepsPerYear);
  const historyMeans = means.slice();
  const deviations = Float64Array.from({ length: m }, (_, i) => Math.sqrt(covariance[i * m + i]));
  const ownDeviations = deviations.map((s, i) => stated[i]?.deviation ?? s);
  stated.forEach((row, i) => (means[i] = row?.mean ?? means[i]));
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      if (i === j) covariance[i * m + i] = ownDeviations[i] * ownDeviations[i];
      else
        covariance[i * m + j] *=
          ratio(ownDeviations, deviations, i) * ratio(ownDeviations, deviations, j);
    }
  }
  const madeUp = parameters.model === 'normal' || parameters.model === 'student';
  let repaired = 0;
  if (madeUp) {
    setCorrelations(covariance, ownDeviations, parameters, assets);
    if (parameters.repair === 'nearest') {
      repaired = repairCorrelations(kernels, covariance, ownDeviations);
    }
  }
  const perStep = mixReturns(weights, history.returns);
  const blocks = optimalBlockLength(perStep);
  const equal = parameters.model === 'circular-bootstrap';
  const suggested = (equal ? blocks?.circular : blocks?.stationary) ?? 1;
  const blockLength =
    parameters.model === 'bootstrap' ? 1 : Math.max(1, parameters.blockLength || suggested);
  const fitted = Math.floor((studentFit(perStep)?.degrees ?? 30) + 0.5);
  const degrees = parameters.degrees || Math.min(30, Math.max(3, fitted));
  const fee = power(1 - parameters.fee / 100, 1 / stepsPerYear);
  const shared = {
    variables: m,
    prices: power(1 + parameters.inflationRate / 100, 1 / stepsPerYear),
  };
  const own = assetsOnly(covariance, n, m);
  const assumed = {
    mean: dot(weights, means),
    deviation: Math.sqrt(Math.max(0, mixVariance(weights, own))),
    stated: stated.map((row) => row?.mean !== undefined),
    fee,
    means: means.subarray(0, n).slice(),
    covariance: own,
    inflation: withPrices ? means[n] * stepsPerYear : parameters.inflationRate / 100,
    inflationDrawn: withPrices,
    repaired,
    blockLength,
    degrees,
  };
  if (!madeUp) {
    const table = new Float64Array(history.labels.length * m);
    columns.forEach((column, i) => {
      const stretch = ratio(ownDeviations, deviations, i);
      column.forEach((r, t) => {
        const own = stated[i] === undefined ? r : means[i] + stretch * (r - historyMeans[i]);
        table[t * m + i] = i < n ? Math.max(0, 1 + own) * fee : Math.max(LEAST_PRICE, 1 + own);
      });
    });
    const dates = history.labels.length;
    const drawn = {
      table,
      dates,
      blockLength: equal ? Math.max(1, Math.floor(blockLength + 0.5)) : blockLength,
      equal,
    };
    return { model: { ...shared, drawn }, assumed };
  }
  const { factor, rank } = choleskyFactor(kernels, covariance, m);
  if (rank < 0) return impossible;
  const scale = (i: number) => (i < n ? fee : 1);
  return {
    model: {
      ...shared,
      made: {
        factor: factor.map((entry, k) => entry * scale(Math.floor(k / m))),
        base: means.map((mean, i) => (1 + mean) * scale(i)),
        floors: means.map((_, i) => (i < n ? 0 : LEAST_PRICE)),
        degrees: parameters.model === 'student' ? degrees : 0,
      },
    },
    assumed,
  };
}

/** The history as it was, in the form of dates that can be followed. */
export function historyModel(
  { returns, inflation, labels, stepsPerYear }: History,
  parameters: WealthParameters,
): ReturnsModel {
  const withPrices = parameters.inflation === 'history' && inflation !== undefined;
  const n = returns.length;
  const m = withPrices ? n + 1 : n;
  const fee = power(1 - parameters.fee / 100, 1 / stepsPerYear);
  const table = new Float64Array(labels.length * m);
  returns.forEach((column, i) =>
    column.forEach((r, t) => (table[t * m + i] = Math.max(0, 1 + r) * fee)),
  );
  if (withPrices) {
    inflation.forEach((r, t) => (table[t * m + n] = Math.max(LEAST_PRICE, 1 + r)));
  }
  return {
    variables: m,
    prices: power(1 + parameters.inflationRate / 100, 1 / stepsPerYear),
    drawn: { table, dates: labels.length, blockLength: 1, equal: false },
  };
}

/** Fewer say nothing of how returns vary. */
const LEAST_STEPS = 3;

const tooShort = undefinedBecause(
  'too-few-observations',
  `needs at least ${LEAST_STEPS} whole months of history`,
);

const impossible = undefinedBecause(
  'not-positive-definite',
  'cannot draw: these correlations cannot all hold at once, for some mix would have a negative variance. Change them, or choose the nearest that can under “Correlations that cannot all hold”',
);

interface Stated {
  readonly mean?: number;
  readonly deviation?: number;
}

/** By asset what a person states, per step. */
function statedAssumptions(
  { assumptions }: WealthParameters,
  assets: readonly string[],
  stepsPerYear: number,
): (Stated | undefined)[] {
  const stated: (Stated | undefined)[] = assets.map(() => undefined);
  for (const row of readRows(spec.parameters.assumptions.columns, assumptions)) {
    const i = assets.indexOf(String(row.asset));
    if (i < 0) continue;
    stated[i] = {
      ...(row.expectedReturn !== undefined && {
        mean: Number(row.expectedReturn) / 100 / stepsPerYear,
      }),
      ...(row.volatility !== undefined && {
        deviation: Number(row.volatility) / 100 / Math.sqrt(stepsPerYear),
      }),
    };
  }
  return stated;
}

function setCorrelations(
  covariance: Float64Array,
  deviations: Float64Array,
  { correlations }: WealthParameters,
  assets: readonly string[],
): void {
  const m = deviations.length;
  for (const row of readRows(spec.parameters.correlations.columns, correlations)) {
    const [i, j] = [assets.indexOf(String(row.first)), assets.indexOf(String(row.second))];
    if (i < 0 || j < 0 || i === j) continue;
    const entry = Number(row.correlation) * deviations[i] * deviations[j];
    covariance[i * m + j] = entry;
    covariance[j * m + i] = entry;
  }
}

/** Moves the correlations to the nearest ones that can hold; returns how far they moved. */
function repairCorrelations(
  kernels: Kernels,
  covariance: Float64Array,
  deviations: Float64Array,
): number {
  const m = deviations.length;
  const product = (k: number) => deviations[Math.floor(k / m)] * deviations[k % m];
  const correlations = covariance.map((entry, k) => {
    if (Math.floor(k / m) === k % m) return 1;
    return product(k) > 0 ? entry / product(k) : 0;
  });
  const { matrix, moved } = nearestCorrelation(kernels, correlations, m);
  if (moved > 0) matrix.forEach((entry, k) => (covariance[k] = entry * product(k)));
  return moved;
}

/** What a deviation is stretched by; 1 where there is none to stretch. */
function ratio(own: Float64Array, deviations: Float64Array, i: number): number {
  if (own[i] === deviations[i]) return 1;
  return deviations[i] > 0 ? own[i] / deviations[i] : 0;
}

function assetsOnly(covariance: Float64Array, n: number, m: number): Float64Array {
  return Float64Array.from(
    { length: n * n },
    (_, k) => covariance[Math.floor(k / n) * m + (k % n)],
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
