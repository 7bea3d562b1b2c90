/** What the small form shows: the correlations alone, as the whole room has them. */
import { correlationFromCovariance } from '../../finance/portfolio';
import type { Input } from '../analysis';
import { estimateCovariance, repairCovariance } from './estimators';
import type { CorrelationParameters, CorrelationResult } from './spec';

export type CorrelationGlance = Pick<CorrelationResult, 'correlation'>;

export function compute({
  series,
  parameters,
  kernels,
}: Input<CorrelationParameters>): CorrelationGlance {
  const { covariance } = estimateCovariance(series, parameters, kernels);
  const repaired = repairCovariance(covariance, series.assets.length, parameters.repair, kernels);
  return { correlation: correlationFromCovariance(repaired.covariance) };
}
