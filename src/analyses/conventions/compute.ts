/** Scenario and data to result: one measure of the mix by every convention that applies. */
import type { Quantity } from '../../finance/quantity';
import type { Input } from '../analysis';
import { historyOf, type History } from './history';
import { correlations, covariances, pairOf, type Pair } from './pair';
import { sharpeRatios } from './sharpe';
import {
  conventions,
  spec,
  type ByConvention,
  type ConventionsParameters,
  type ConventionsResult,
  type Measure,
} from './spec';
import { valuesAtRisk } from './value-at-risk';
import { volatilities } from './volatility';

const measured: {
  readonly [M in Measure]: (
    history: History,
    parameters: ConventionsParameters,
    pair: Pair,
  ) => ByConvention<M>;
} = {
  volatility: volatilities,
  sharpe: sharpeRatios,
  valueAtRisk: valuesAtRisk,
  covariance: (history, _parameters, pair) => covariances(history, pair),
  correlation: (history, _parameters, pair) => correlations(history, pair),
};

export function compute(input: Input<ConventionsParameters>): ConventionsResult {
  const { series, parameters } = input;
  const { measure } = parameters;
  const pair = pairOf(input);
  const found: Readonly<Record<string, Quantity | undefined>> = measured[measure](
    historyOf(input),
    parameters,
    pair,
  );
  return {
    measure: spec.parameters.measure.options.indexOf(measure),
    periods: series.index.length,
    periodsPerYear: series.periodsPerYear,
    pair,
    conventions: Object.fromEntries(
      // The order of the list is that of the digest.
      Object.keys(conventions[measure]).flatMap((id) => {
        const value = found[id];
        return value === undefined ? [] : [[id, value]];
      }),
    ),
  };
}
