/**
 * Everything that a path depends on besides its draws: the model of returns, how each mix is kept,
 * and the money that comes in and goes out. Plain data, made once and sent to every worker.
 */
import { rebalanceFlags } from '../../finance/calendar';
import { rebalancingRule } from '../../finance/rebalancing';
import type { Input } from '../analysis';
import { readMix } from '../parameter-rows';
import { flowsOf, isDue, type Spending } from './flows';
import type { History } from './history';
import type { ReturnsModel } from './returns-model';
import type { WealthParameters } from './spec';

/** How a mix is kept through the steps. */
export interface Policy {
  /** Targets by asset, once, or for every time from 0 on where they glide. */
  readonly targets: Float64Array;
  readonly glides: boolean;
  /** 1 after each step at whose end the calendar resets the mix. */
  readonly calendar: Uint8Array;
  /** Rule and band as the kernel `mixStep` numbers them. */
  readonly rule: number;
  readonly band: number;
  readonly costRate: number;
}

/** One plan: which mix it holds, and its money. */
export interface Track {
  readonly policy: number;
  readonly start: number;
  readonly flows: Float64Array;
  /** 1 at each time at which something is due. */
  readonly due: Uint8Array;
}

export interface Scene {
  readonly steps: number;
  readonly stepsPerYear: number;
  readonly assets: number;
  readonly model: ReturnsModel;
  readonly policies: readonly Policy[];
  /** The plan itself, and the one it is compared with. */
  readonly tracks: readonly Track[];
}

export function sceneOf(
  { series, parameters }: Pick<Input<WealthParameters>, 'series' | 'parameters'>,
  { stepsPerYear }: History,
  model: ReturnsModel,
): Scene {
  const { years, compare, rebalancing, otherRebalancing, otherMix } = parameters;
  const { weights, assets } = series;
  const steps = Math.max(1, Math.floor(years * stepsPerYear + 0.5));
  const policy = (from: Float64Array, rule: WealthParameters['rebalancing']) =>
    policyOf(from, mixOf(parameters.glideMix, series), rule, parameters, steps, stepsPerYear);
  const spending = {
    rule: parameters.spending,
    amount: parameters.spendingAmount,
    rate: parameters.spendingRate,
  };
  const track = (position: number, spent: Spending): Track => {
    const flows = flowsOf(parameters, spent, steps, stepsPerYear);
    const due = Uint8Array.from({ length: steps + 1 }, (_, k) => (isDue(flows, k) ? 1 : 0));
    return { policy: position, start: parameters.start, flows, due };
  };
  const own = policy(weights, rebalancing);
  const other =
    compare === 'mix'
      ? policy(mixOf(otherMix, series), rebalancing)
      : compare === 'rebalancing'
        ? policy(weights, otherRebalancing)
        : undefined;
  const otherSpending =
    compare === 'spending'
      ? {
          rule: parameters.otherSpending,
          amount: parameters.otherAmount,
          rate: parameters.otherRate,
        }
      : spending;
  return {
    steps,
    stepsPerYear,
    assets: assets.length,
    model,
    policies: other === undefined ? [own] : [own, other],
    tracks:
      compare === 'none'
        ? [track(0, spending)]
        : [track(0, spending), track(other === undefined ? 0 : 1, otherSpending)],
  };
}

function policyOf(
  from: Float64Array,
  to: Float64Array,
  rebalancing: WealthParameters['rebalancing'],
  { glide, glideFrom, glideTo, band, costBasisPoints }: WealthParameters,
  steps: number,
  stepsPerYear: number,
): Policy {
  const glides = glide === 'to-mix';
  const share = (time: number) => {
    const years = time / stepsPerYear;
    if (glideTo <= glideFrom) return years >= glideFrom ? 1 : 0;
    return Math.max(0, Math.min(1, (years - glideFrom) / (glideTo - glideFrom)));
  };
  const targets = glides
    ? Float64Array.from({ length: (steps + 1) * from.length }, (_, k) => {
        const i = k % from.length;
        return from[i] + share(Math.floor(k / from.length)) * (to[i] - from[i]);
      })
    : from.slice();
  const { calendar, rule } = rebalancingRule(rebalancing);
  const rows = Array.from({ length: steps }, (_, k) => String(k));
  return {
    targets,
    glides,
    calendar: rebalanceFlags(rows, false, calendar, stepsPerYear),
    rule,
    band: band / 100,
    costRate: costBasisPoints / 10_000,
  };
}

/** The weights of a mix parameter in the order of the series; those of the scenario where it is empty. */
function mixOf(text: string, { assets: all, weights: own }: Input['series']): Float64Array {
  if (text === '') return own;
  const { assets, weights } = readMix(text);
  return Float64Array.from(all, (id) => {
    const position = assets.indexOf(id);
    return position < 0 ? 0 : weights[position] / 10_000;
  });
}
