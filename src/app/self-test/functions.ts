/** Functions that the self-test calls on this thread: of the page's code, and single kernels. */
import type { Probe } from '../../engine/probe';
import { exp, expm1, log, log10, log1p } from '../../finance/elementary';
import { logGamma } from '../../finance/gamma-function';
import { regularizedGammaP } from '../../finance/incomplete-gamma';
import { chiSquareSurvival } from '../../finance/chi-square-distribution';
import {
  normalDensity,
  normalDistribution,
  normalQuantile,
} from '../../finance/normal-distribution';
import { studentDistribution, studentQuantile } from '../../finance/student-distribution';

export type FunctionId =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'log10'
  | 'normal-distribution'
  | 'normal-density'
  | 'normal-quantile'
  | 'student-distribution'
  | 'student-quantile'
  | 'log-gamma'
  | 'gamma'
  | 'chi-square'
  | 'splitmix64'
  | 'xoshiro256'
  | 'sobol'
  | 'normal-quantiles'
  | 'moments'
  | 'cholesky'
  | 'nearest-correlation';

type Plain = (...numbers: number[]) => number | ArrayLike<number>;

/** The results of all calls, one after the other. */
export function call(
  probe: Probe,
  of: FunctionId,
  calls: readonly (readonly number[])[],
): Float64Array {
  const f = functionsOf(probe)[of];
  return Float64Array.from(
    calls.flatMap((given) => {
      const found = f(...given);
      return typeof found === 'number' ? [found] : Array.from(found);
    }),
  );
}

function functionsOf(probe: Probe): Readonly<Record<FunctionId, Plain>> {
  return {
    exp,
    expm1,
    log,
    log1p,
    log10,
    'normal-distribution': normalDistribution,
    'normal-density': normalDensity,
    'normal-quantile': normalQuantile,
    'student-distribution': studentDistribution,
    'student-quantile': studentQuantile,
    'log-gamma': logGamma,
    gamma: regularizedGammaP,
    'chi-square': chiSquareSurvival,
    splitmix64: (seed, count) => probe.splitmix64(seed, count),
    xoshiro256: (count, ...state) => probe.xoshiro256(state, count),
    sobol: (index, dimensions) => probe.sobolPoint(index, dimensions),
    'normal-quantiles': (...probabilities) => probe.normalQuantiles(probabilities),
    moments: (...values) => probe.moments(Float64Array.from(values)),
    cholesky: (...matrix) => probe.cholesky(matrix),
    'nearest-correlation': (...matrix) => probe.nearestCorrelation(matrix),
  };
}
