/** What the small form shows of the loss by history: the same numbers as the whole room has. */
import type { Input } from '../analysis';
import { historicalMethod } from './historical';
import type { ValueAtRiskParameters, ValueAtRiskResult } from './spec';
import { historyBins, windowsOf } from './windows';

export type ValueAtRiskGlance = Pick<
  ValueAtRiskResult,
  'tail' | 'horizon' | 'windows' | 'historical' | 'history'
>;

export function compute({
  series,
  parameters,
  kernels,
}: Input<ValueAtRiskParameters>): ValueAtRiskGlance {
  const { tail, horizon, convention } = parameters;
  const windows = windowsOf(series, horizon, kernels);
  return {
    tail,
    horizon,
    windows: windows.returns.length,
    historical: historicalMethod(series, windows, horizon, tail, convention),
    history: historyBins(windows, kernels),
  };
}
