/** What a change of the data does to the numbers that people look at first. */
import { prepareScenario, type Draft } from '../../analyses/scenario';
import * as stepWork from '../../analyses/scenario-step-work';
import { provideStepWork } from '../../analyses/scenario-step-loader';
import { seriesOf } from '../../analyses/series';
import { catalog } from '../../analyses/catalog';
import type { Dataset } from '../../finance/dataset';
import { valueAtRisk } from '../../finance/order-statistic';
import { mixReturns } from '../../finance/portfolio';
import { correlation, variance } from '../../finance/spread';

// Whoever looks at choices does not wait for each.
provideStepWork(stepWork);

export interface Effect {
  readonly periods: number;
  /** A year, as a fraction; undefined where the asset is left out. */
  readonly volatility?: number;
  /** With what else the mix holds, or with all others where it holds nothing else. */
  readonly correlation?: number;
  readonly mixVolatility: number;
  /** Loss per period exceeded with probability 5 %, the order statistic of history. */
  readonly valueAtRisk: number;
}

const TAIL_PPM = 50_000;

/**
 * @param asset its id in the working dataset.
 * @throws ScenarioError where the scenario cannot be computed.
 */
export function effectOf(draft: Draft, sources: readonly Dataset[], asset: string): Effect {
  const { scenario, dataset } = prepareScenario(draft, sources);
  // The dates that the first room needs are enough to look at.
  const { assets, returns, weights, periodsPerYear, index } = seriesOf(
    { ...scenario, analysis: catalog[0].id },
    dataset,
  );
  const yearly = (values: Float64Array) => Math.sqrt(variance(values) * periodsPerYear);
  const mix = mixReturns(weights, returns);
  const i = assets.indexOf(asset);
  return {
    periods: index.length,
    mixVolatility: yearly(mix),
    valueAtRisk: valueAtRisk(Float64Array.from(mix).sort(), TAIL_PPM),
    ...(i >= 0 && { volatility: yearly(returns[i]) }),
    ...(i >= 0 && assets.length > 1 && { correlation: withOthers(returns, weights, i) }),
  };
}

function withOthers(returns: readonly Float64Array[], weights: Float64Array, i: number): number {
  const held = weights.some((weight, j) => j !== i && weight > 0);
  const others = weights.map((weight, j) => (j === i ? 0 : held ? weight : 1));
  return correlation(returns[i], mixReturns(others, returns));
}
