/**
 * The result of each analysis by its name. An analysis that is not listed works all the same;
 * its result is then an `object`.
 */
import type { ConventionsResult } from '../analyses/conventions/spec';
import type { CorrelationResult } from '../analyses/correlation/spec';
import type { MixSummaryResult } from '../analyses/mix-summary/spec';
import type { RollingResult } from '../analyses/rolling-statistics/spec';
import type { ValueAtRiskResult } from '../analyses/value-at-risk/spec';
import type { WealthResult } from '../analyses/wealth-paths/result';

export interface Results {
  readonly conventions: ConventionsResult;
  readonly correlation: CorrelationResult;
  readonly 'mix-summary': MixSummaryResult;
  readonly 'rolling-statistics': RollingResult;
  readonly 'value-at-risk': ValueAtRiskResult;
  readonly 'wealth-paths': WealthResult;
}

/** The result of the analysis of that name. */
export type ResultOf<A extends string> = A extends keyof Results ? Results[A] : object;
