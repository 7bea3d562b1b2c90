/**
 * How far the outcomes would differ had history been another: the error that only more history
 * shrinks.
 *
 * Histories are put together from blocks of the real one; of each, the mean and the volatility of
 * the mix are taken, and the plan is simulated again with them on a thousand paths, always on the
 * same draws. The mix is one asset here, reset in each step, so that this is quick; only the
 * differences between the histories are used, about the outcome of the full simulation: as ratios
 * for money, as distances for the rest. What a person assumes stays as assumed.
 */
import { optimalBlockLength } from '../../finance/block-length';
import { quantileType7 } from '../../finance/order-statistic';
import { mixReturns, mixVariance } from '../../finance/portfolio';
import type { Interval } from '../../finance/quantity';
import type { Kernels } from '../../kernels/kernels';
import { resampledMeans } from '../../kernels/statistics';
import { endsOf, type OutcomeId, type ShareId } from './ends';
import type { History } from './history';
import { NUMBERS, numbersOf, placeOf, placeOfShare } from './numbers';
import type { Assumptions, ReturnsModel } from './returns-model';
import type { Policy, Scene } from './scene';
import type { WealthParameters } from './spec';
import { createWalker } from './walk';

/** Paths for each history. */
const PATHS = 1_024;

/** In the order of `numbersOf`: what the real history gives, and what 95 % of the others do. */
export interface Sampled {
  readonly base: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface SamplingInput {
  readonly kernels: Kernels;
  readonly history: History;
  readonly scene: Scene;
  readonly assumptions: Assumptions;
  readonly parameters: WealthParameters;
  readonly seed: number;
}

/** For each track of the scene. */
export function sampleHistories(input: SamplingInput): (Sampled | undefined)[] {
  const { scene, parameters } = input;
  if (parameters.resamples === 0) return scene.tracks.map(() => undefined);
  return scene.tracks.map((_, track) => sampleTrack(input, track));
}

function sampleTrack(input: SamplingInput, track: number): Sampled | undefined {
  const { kernels, history, scene, assumptions, parameters, seed } = input;
  const { assumed } = assumptions;
  const weights = meanTargets(scene.policies[scene.tracks[track].policy], scene.assets);
  const perStep = mixReturns(weights, history.returns);
  const T = perStep.length;
  const center = perStep.reduce((sum, r) => sum + r, 0) / T;
  // What a person states of an asset no history can change.
  const free = weights.map((w, i) => (assumed.stated[i] ? 0 : w));
  const columns = [
    mixReturns(free, history.returns),
    perStep.map((r) => r - center),
    perStep.map((r) => (r - center) * (r - center)),
  ];
  const blockLength = optimalBlockLength(perStep)?.stationary ?? 1;
  const drawn = resampledMeans(kernels, columns, {
    replicates: parameters.resamples,
    blockLength,
    seed,
  });
  const plain = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / T);
  const mean = weights.reduce((sum, w, i) => sum + w * assumed.means[i], 0);
  const deviation = Math.sqrt(Math.max(0, mixVariance(weights, assumed.covariance)));
  const numbersFor = (means: Float64Array | number[]) => {
    const variance = Math.max(0, means[2] - means[1] * means[1]);
    const stretch = plain[2] > 0 ? Math.sqrt(variance / plain[2]) : 1;
    const model = collapsed(input, perStep, center, {
      mean: mean + means[0] - plain[0],
      deviation: deviation * stretch,
      spread: Math.sqrt(plain[2]),
    });
    return numbersOn(kernels, oneAsset(scene, track, model), parameters, seed);
  };
  const base = numbersFor(plain);
  const replicates = Array.from({ length: parameters.resamples }, (_, b) =>
    numbersFor(drawn.subarray(3 * b, 3 * b + 3)),
  );
  const at = (p: number) =>
    Float64Array.from({ length: NUMBERS }, (_, k) =>
      quantileType7(Float64Array.from(replicates, (numbers) => numbers[k]).sort(), p),
    );
  return { base, low: at(0.025), high: at(0.975) };
}

/** The range of a percentile, or of the mean at position 5, about the value of the full run. */
export function sampledOutcome(
  sampled: Sampled | undefined,
  id: OutcomeId,
  position: number,
  value: number,
): Interval | undefined {
  if (sampled === undefined) return undefined;
  const k = placeOf(id) + position;
  const [base, low, high] = [sampled.base[k], sampled.low[k], sampled.high[k]];
  if (id === 'real' || id === 'nominal' || id === 'income') {
    if (!(base > 0 && value > 0)) return { low: Math.min(low, value), high: Math.max(high, value) };
    return { low: (value * low) / base, high: (value * high) / base };
  }
  const [least, most] =
    id === 'worstFall' ? [-1, 0] : id === 'underWater' ? [0, Infinity] : [-1, Infinity];
  return shifted(value, base, low, high, least, most);
}

export function sampledShare(
  sampled: Sampled | undefined,
  id: ShareId,
  value: number,
): Interval | undefined {
  if (sampled === undefined) return undefined;
  const k = placeOfShare(id);
  return shifted(value, sampled.base[k], sampled.low[k], sampled.high[k], 0, 1);
}

function shifted(
  value: number,
  base: number,
  low: number,
  high: number,
  least: number,
  most: number,
): Interval {
  const within = (x: number) => Math.max(least, Math.min(most, x));
  return { low: within(value + low - base), high: within(value + high - base) };
}

/** The mean of the targets over time, where they glide. */
function meanTargets({ targets, glides }: Policy, n: number): Float64Array {
  if (!glides) return targets;
  const times = targets.length / n;
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < times; k++) sum += targets[k * n + i];
    return sum / times;
  });
}

interface Moments {
  readonly mean: number;
  readonly deviation: number;
  /** Of the history, divisor T. */
  readonly spread: number;
}

/** The model of the mix as one asset, with prices as they were. */
function collapsed(
  { history, assumptions, parameters }: SamplingInput,
  perStep: Float64Array,
  center: number,
  { mean, deviation, spread }: Moments,
): ReturnsModel {
  const { model, assumed } = assumptions;
  const { inflation } = history;
  const withPrices = parameters.inflation === 'history' && inflation !== undefined;
  const shared = { variables: withPrices ? 2 : 1, prices: model.prices };
  const { drawn, made } = model;
  if (drawn !== undefined) {
    const m = shared.variables;
    const stretch = spread > 0 ? deviation / spread : 0;
    const table = new Float64Array(perStep.length * m);
    perStep.forEach((r, t) => {
      table[t * m] = Math.max(0, 1 + mean + stretch * (r - center)) * assumed.fee;
      if (withPrices) table[t * m + 1] = drawn.table[(t + 1) * model.variables - 1];
    });
    return { ...shared, drawn: { ...drawn, table } };
  }
  const columns = withPrices ? [perStep, inflation] : [perStep];
  const [, b = { slope: 0, rest: 0, mean: 0 }] = columns.map((column) =>
    regress(column, perStep, center, spread),
  );
  return {
    ...shared,
    made: {
      factor: withPrices
        ? Float64Array.of(deviation * assumed.fee, 0, b.slope, b.rest)
        : Float64Array.of(deviation * assumed.fee),
      base: withPrices
        ? Float64Array.of((1 + mean) * assumed.fee, 1 + b.mean)
        : Float64Array.of((1 + mean) * assumed.fee),
      floors: withPrices ? Float64Array.of(0, made?.floors.at(-1) ?? 0) : Float64Array.of(0),
      degrees: made?.degrees ?? 0,
    },
  };
}

/** What a column does for one standard deviation of the mix, and what is left besides. */
function regress(column: Float64Array, mix: Float64Array, center: number, spread: number) {
  const T = column.length;
  const mean = column.reduce((sum, value) => sum + value, 0) / T;
  let [product, square] = [0, 0];
  column.forEach((value, t) => {
    product += (value - mean) * (mix[t] - center);
    square += (value - mean) * (value - mean);
  });
  const slope = spread > 0 ? product / T / spread : 0;
  return { mean, slope, rest: Math.sqrt(Math.max(0, square / T - slope * slope)) };
}

function oneAsset(scene: Scene, track: number, model: ReturnsModel): Scene {
  return {
    ...scene,
    assets: 1,
    model,
    policies: [
      {
        targets: Float64Array.of(1),
        glides: false,
        calendar: new Uint8Array(scene.steps),
        rule: 0,
        band: 0,
        costRate: 0,
      },
    ],
    tracks: [{ ...scene.tracks[track], policy: 0 }],
  };
}

function numbersOn(
  kernels: Kernels,
  scene: Scene,
  parameters: WealthParameters,
  seed: number,
): Float64Array {
  return kernels.scope(() => {
    const { stage, walk } = createWalker(kernels, scene);
    walk({ seed, block: 0 }, PATHS, () => {});
    return numbersOf(endsOf(kernels, stage, scene, 0, PATHS), scene, parameters);
  });
}
