/**
 * Each method against its own history: had it been used all along, how often would the loss
 * have been larger than it said?
 *
 * The value at risk of a period is computed from the window of periods before it, by every
 * method that has a formula. An exception is a return below its negative. One period ahead.
 */
import { chiSquareSurvival } from '../../finance/chi-square-distribution';
import { cornishFisherValueAtRisk } from '../../finance/cornish-fisher';
import { ewmaVariances } from '../../finance/ewma-risk';
import { normalValueAtRisk } from '../../finance/normal-risk';
import { tailMass } from '../../finance/order-statistic';
import { undefinedBecause } from '../../finance/quantity';
import { independenceTest, kupiecTest } from '../../finance/risk-backtests';
import { studentFit } from '../../finance/student-fit';
import { studentValueAtRisk } from '../../finance/student-risk';
import { trafficLight } from '../../finance/traffic-light';
import type { Kernels } from '../../kernels/kernels';
import {
  backtested,
  type Backtest,
  type BacktestedMethod,
  type ValueAtRiskParameters,
} from './spec';

/** Shortest window, and fewest periods to test on. */
const FEWEST = 20;

/** Fits of the Student t at most: between them the last one is kept. */
const FITS = 120;

const LIGHTS = ['green', 'yellow', 'red'] as const;

export function backtestMethods(
  returns: Float64Array,
  parameters: ValueAtRiskParameters,
  kernels: Kernels,
): Backtest {
  const { backtestWindow: window, tail } = parameters;
  const periods = returns.length - window;
  if (window === 0)
    return { ...nothing, status: undefinedBecause('not-available', 'switched off') };
  if (window < FEWEST || periods < FEWEST) {
    const reason = `needs a window of at least ${FEWEST} periods and ${FEWEST} more to test on, the history has ${returns.length}`;
    return { ...nothing, status: undefinedBecause('too-few-observations', reason) };
  }
  const shown = backtested.includes(parameters.method as BacktestedMethod)
    ? (parameters.method as BacktestedMethod)
    : 'historical';
  const forecasts = new Map(
    backtested.map((method) => [method, forecastsOf(method, returns, parameters, kernels)]),
  );
  const exceptionsOf = (method: BacktestedMethod) => {
    const forecast = forecasts.get(method) ?? new Float64Array(0);
    return returns.subarray(window).map((r, t) => (r < -forecast[t] ? 1 : 0));
  };
  return {
    status: undefined,
    shown: backtested.indexOf(shown),
    window,
    periods,
    expected: (tail * periods) / 1e6,
    forecast: forecasts.get(shown) ?? new Float64Array(0),
    returns: returns.slice(window),
    tests: backtested.map((method) => {
      const exceptions = exceptionsOf(method);
      const count = exceptions.reduce((sum, e) => sum + e, 0);
      const kupiec = kupiecTest(count, periods, tail);
      const independence = independenceTest(exceptions);
      const light = trafficLight(count, periods, tail);
      return {
        method: backtested.indexOf(method),
        count,
        kupiec,
        independence,
        coverage: chiSquareSurvival(kupiec.ratio + independence.ratio, 2),
        light: LIGHTS.indexOf(light.light),
        cumulative: light.cumulative,
      };
    }),
  };
}

const nothing = {
  shown: -1,
  window: 0,
  periods: 0,
  expected: 0,
  forecast: new Float64Array(0),
  returns: new Float64Array(0),
  tests: [],
} as const;

/** Value at risk for every period from `window` on, from the window before it. */
function forecastsOf(
  method: BacktestedMethod,
  returns: Float64Array,
  { backtestWindow: window, tail, convention, decay }: ValueAtRiskParameters,
  kernels: Kernels,
): Float64Array {
  const T = returns.length;
  /** What was known at the end of row t forecasts row t + 1. */
  const forecast = (known: (t: number) => number) =>
    Float64Array.from({ length: T - window }, (_, i) => known(window - 1 + i));
  if (method === 'ewma') {
    const variances = ewmaVariances(returns, decay);
    return forecast((t) => normalValueAtRisk(0, Math.sqrt(variances[t]), tail));
  }
  if (method === 'student') return studentForecasts(returns, window, tail);
  return kernels.scope((memory) => {
    const { exports } = kernels;
    const x = memory.write(returns);
    const scratch = memory.allocate(exports.rollingScratchBytes(T, window));
    const [a, b] = [memory.reserve(T), memory.reserve(T)];
    if (method === 'historical') {
      if (convention === 'interpolated') {
        exports.rollingQuantile(x, T, window, window, tail / 1e6, a, scratch);
      } else {
        exports.rollingOrderStatistic(
          x,
          T,
          window,
          window,
          rankedTail(convention, tail, window),
          a,
          scratch,
        );
      }
      const quantiles = memory.read(a, T);
      return forecast((t) => 0 - quantiles[t]);
    }
    exports.rollingMeanDeviation(x, T, window, window, a, b, scratch);
    const [means, deviations] = [memory.read(a, T), memory.read(b, T)];
    if (method === 'normal')
      return forecast((t) => normalValueAtRisk(means[t], deviations[t], tail));
    exports.rollingSkewnessKurtosis(x, T, window, window, a, b, scratch);
    const [skewness, kurtosis] = [memory.read(a, T), memory.read(b, T)];
    return forecast((t) =>
      cornishFisherValueAtRisk(
        {
          mean: means[t],
          deviation: deviations[t] * Math.sqrt((window - 1) / window),
          // Back from the adjusted figures of the kernels to plain moments, divisor w.
          skewness: orZero((skewness[t] * (window - 2)) / Math.sqrt(window * (window - 1))),
          excessKurtosis: orZero(
            ((kurtosis[t] * (window - 2) * (window - 3)) / (window - 1) - 6) / (window + 1),
          ),
        },
        tail,
      ),
    );
  });
}

/** A tail whose order statistic in the window is the one of the convention. */
function rankedTail(convention: string, tail: number, window: number): number {
  if (convention !== 'textbook-index') return tail;
  return Math.floor(((tailMass(tail, window).whole + 1) * 1e6) / window);
}

/** A window in which nothing moved has no shape, and needs none. */
function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function studentForecasts(returns: Float64Array, window: number, tail: number): Float64Array {
  const periods = returns.length - window;
  const stride = Math.ceil(periods / FITS);
  let last = 0;
  return Float64Array.from({ length: periods }, (_, i) => {
    if (i % stride === 0) {
      const fit = studentFit(returns.subarray(i, i + window));
      if (fit !== undefined) last = studentValueAtRisk(fit, tail);
    }
    return last;
  });
}
