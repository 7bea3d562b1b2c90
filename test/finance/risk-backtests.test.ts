import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialProbabilities } from '../../src/finance/binomial-probabilities';
import { quantileType7 } from '../../src/finance/order-statistic';
import {
  conditionalCoverageTest,
  independenceTest,
  kupiecTest,
} from '../../src/finance/risk-backtests';
import { countTransitions, visitTransitions } from '../../src/finance/runs-distribution';
import { trafficLight } from '../../src/finance/traffic-light';
import reference from '../reference/finance-backtests.json';
import { relativeError } from './closeness';
import { referenceSeries } from './reference-series';

const parts = (p: number) => Math.round(p * 1e6);
const zeroOrOne = fc.integer({ min: 0, max: 1 });

/** 1 where the return is below the type 7 quantile of the window before it. */
function historicalExceptions(returns: Float64Array, window: number, p: number): number[] {
  return Array.from(returns.slice(window), (value, t) =>
    value < quantileType7(returns.slice(t, t + window).sort(), p) ? 1 : 0,
  );
}

/** All sequences of n values, as arrays of 0 and 1. */
const sequences = (n: number) =>
  Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (_, i) => (bits >> i) & 1));

describe('kupiecTest', () => {
  test('agrees with the closed form at high precision, also without exceptions', () => {
    for (const { x, n, p, LR, pvalue } of reference.kupiec.cases) {
      const { ratio, chiSquarePValue } = kupiecTest(x, n, parts(Number(p)));
      expect(relativeError(ratio, Number(LR)), `${x} of ${n}`).toBeLessThan(1e-14);
      expect(relativeError(chiSquarePValue, Number(pvalue)), `${x} of ${n}`).toBeLessThan(1e-13);
    }
  });

  test('does not reject in the published regions, and rejects next to them', () => {
    for (const { p, T, N_not_rejected } of reference.kupiec.regions) {
      const [low, high] = N_not_rejected;
      const rejects = (x: number) => kupiecTest(x, T, parts(Number(p))).chiSquarePValue < 0.05;
      expect([low - 1, low, high, high + 1].map(rejects)).toEqual([true, false, false, true]);
    }
  });

  test('rejects 9.5 % of correct models at n = 250, p = 1 % and a nominal 5 %', () => {
    let bySquare = 0;
    let exactly = 0;
    binomialProbabilities(250, 10_000).forEach((probability, x) => {
      const { chiSquarePValue, exactPValue } = kupiecTest(x, 250, 10_000);
      if (chiSquarePValue < 0.05) bySquare += probability;
      if (exactPValue < 0.05) exactly += probability;
    });
    expect(bySquare).toBeCloseTo(0.09476, 5);
    expect(exactly).toBeLessThan(0.05);
  });

  test('has an exact p-value that is a sum of binomial probabilities', () => {
    // 0 and 6 of 10 at 30 %: as unlikely or more are 7 to 10, not 1 or 5.
    const probabilities = binomialProbabilities(10, 300_000);
    const above = probabilities.slice(7).reduce((a, b) => a + b, 0);
    const six = kupiecTest(6, 10, 300_000).exactPValue;
    expect(six).toBeCloseTo(probabilities[6] + probabilities[0] + above, 14);
    expect(kupiecTest(3, 10, 300_000).exactPValue).toBeCloseTo(1, 14);
  });

  test('exact p-values reject at most the nominal share, whatever n, p and level', () => {
    const ppm = fc.integer({ min: 1, max: 999_999 });
    const level = fc.double({ min: 0.001, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), ppm, level, (n, p, nominal) => {
        let rejected = 0;
        binomialProbabilities(n, p).forEach((probability, x) => {
          if (kupiecTest(x, n, p).exactPValue <= nominal) rejected += probability;
        });
        expect(rejected).toBeLessThanOrEqual(nominal + 1e-12);
      }),
    );
  });

  test('refuses impossible counts and tails', () => {
    for (const [x, n] of [
      [-1, 10],
      [11, 10],
      [0.5, 10],
      [0, 0],
      [NaN, 10],
    ]) {
      expect(() => kupiecTest(x, n, 10_000)).toThrow(RangeError);
    }
    for (const ppm of [0, 1_000_000, 0.5]) expect(() => kupiecTest(1, 10, ppm)).toThrow(RangeError);
  });
});

describe('the tests of Christoffersen', () => {
  test.each([
    ['monthly', 60],
    ['eu', 250],
  ] as const)('agree with the reference backtest: %s', (dataset, window) => {
    const returns = referenceSeries(dataset)['EQUAL_WEIGHT'];
    for (const [level, expected] of Object.entries(reference.historical.value[dataset])) {
      const ppm = parts(1 - Number(level));
      const exceptions = historicalExceptions(returns, window, ppm / 1e6);
      expect(exceptions).toHaveLength(expected.n);
      const rows = exceptions.flatMap((value, t) => (value === 1 ? [t + window] : []));
      expect(rows.slice(0, 15)).toEqual(expected.exception_rows);
      const { n00, n01, n10, n11 } = expected;
      expect(countTransitions(exceptions)).toEqual({ n00, n01, n10, n11 });
      const [pof, independence, coverage] = [
        kupiecTest(rows.length, exceptions.length, ppm),
        independenceTest(exceptions),
        conditionalCoverageTest(exceptions, ppm),
      ];
      const close = (actual: number, value: number) =>
        expect(relativeError(actual, value)).toBeLessThan(1e-12);
      close(pof.ratio, expected.LR_pof);
      close(pof.chiSquarePValue, expected.p_pof);
      close(independence.ratio, expected.LR_ind);
      close(independence.chiSquarePValue, expected.p_ind);
      close(coverage.ratio, expected.LR_cc);
      close(coverage.chiSquarePValue, expected.p_cc);
    }
  });

  test('have exact p-values that agree with the enumeration of all sequences', () => {
    for (const n of [1, 2, 5, 10]) {
      const everything = sequences(n);
      const ofAll = everything.map((sequence) => ({
        count: sequence.reduce((a, b) => a + b, 0),
        independence: independenceTest(sequence),
        coverage: conditionalCoverageTest(sequence, 200_000),
      }));
      for (const { count, independence, coverage } of ofAll.filter((_, i) => i % 37 < 4)) {
        const same = ofAll.filter((other) => other.count === count);
        const above = same.filter((o) => o.independence.ratio >= independence.ratio - 1e-9);
        expect(independence.exactPValue).toBeCloseTo(above.length / same.length, 12);
        const exact = ofAll
          .filter((other) => other.coverage.ratio >= coverage.ratio - 1e-9)
          .reduce((sum, other) => sum + 0.2 ** other.count * 0.8 ** (n - other.count), 0);
        expect(coverage.exactPValue).toBeCloseTo(exact, 12);
      }
    }
  });

  test('see clusters that the count does not show', () => {
    const clustered = Array.from({ length: 500 }, (_, t) => (t % 100 < 5 ? 1 : 0));
    expect(kupiecTest(25, 500, 50_000).ratio).toBe(0);
    expect(independenceTest(clustered).exactPValue).toBeLessThan(1e-10);
    expect(conditionalCoverageTest(clustered, 50_000).exactPValue).toBeLessThan(1e-10);
  });

  test('say nothing without exceptions, with nothing else, and of one period', () => {
    for (const values of [[0, 0, 0, 0], [1, 1, 1], [0], [1]]) {
      expect(independenceTest(values)).toEqual({ ratio: 0, chiSquarePValue: 1, exactPValue: 1 });
    }
  });

  test('are ratios of at least 0 and probabilities', () => {
    const exceptions = fc.array(zeroOrOne, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(exceptions, fc.integer({ min: 1, max: 999_999 }), (values, ppm) => {
        for (const of of [independenceTest(values), conditionalCoverageTest(values, ppm)]) {
          expect(of.ratio).toBeGreaterThanOrEqual(0);
          expect(of.exactPValue).toBeGreaterThan(0);
          expect(of.exactPValue).toBeLessThanOrEqual(1);
          expect(of.chiSquarePValue).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('do not depend on the direction of time', () => {
    const exceptions = fc.array(zeroOrOne, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(exceptions, (values) => {
        const [there, back] = [independenceTest(values), independenceTest(values.toReversed())];
        expect(Math.abs(there.ratio - back.ratio)).toBeLessThan(1e-12);
        expect(Math.abs(there.exactPValue - back.exactPValue)).toBeLessThan(1e-12);
      }),
    );
  });

  test('refuse values other than 0 and 1 and an empty series', () => {
    expect(() => independenceTest([0, 2])).toThrow(RangeError);
    expect(() => independenceTest([0, NaN, 1])).toThrow(RangeError);
    expect(() => independenceTest([])).toThrow(RangeError);
    expect(() => conditionalCoverageTest([], 50_000)).toThrow(RangeError);
  });
});

describe('visitTransitions', () => {
  test('visits tables whose probabilities sum to 1', () => {
    const size = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(size, size, (zeros, ones) => {
        if (zeros + ones === 0) return;
        let sum = 0;
        visitTransitions(zeros, ones, (table, probability) => {
          const total = table.n00 + table.n01 + table.n10 + table.n11;
          expect(total).toBe(zeros + ones - 1);
          expect(Math.min(table.n00, table.n01, table.n10, table.n11)).toBeGreaterThanOrEqual(0);
          sum += probability;
        });
        expect(Math.abs(sum - 1)).toBeLessThan(1e-11);
      }),
    );
  });

  test('leaves out only what is less likely than it is told', () => {
    let kept = 0;
    visitTransitions(200, 50, (_, probability) => (kept += probability), 1e-6);
    expect(kept).toBeGreaterThan(1 - 1e-4);
    expect(kept).toBeLessThan(1);
  });
});

describe('trafficLight', () => {
  test('has the published zones and probabilities for 250 days at 99 %', () => {
    for (const [count, value] of Object.entries(reference.trafficLight.value)) {
      const { light, cumulative } = trafficLight(Number(count), 250, 10_000);
      expect(relativeError(cumulative, Number(value)), count).toBeLessThan(1e-14);
      const zone = Number(count) <= 4 ? 'green' : Number(count) <= 9 ? 'yellow' : 'red';
      expect(light, count).toBe(zone);
    }
  });

  test('refuses impossible counts', () => {
    for (const [x, n] of [
      [-1, 10],
      [11, 10],
      [0.5, 10],
    ]) {
      expect(() => trafficLight(x, n, 10_000)).toThrow(RangeError);
    }
    expect(trafficLight(10, 10, 10_000)).toEqual({ light: 'red', cumulative: 1 });
  });
});

test('binomial probabilities have the mean and the variance of the binomial', () => {
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 999_999 }), (n, ppm) => {
      const probabilities = binomialProbabilities(n, ppm);
      const mean = (n * ppm) / 1e6;
      let [first, second] = [0, 0];
      probabilities.forEach((probability, k) => {
        first += probability * k;
        second += probability * (k - mean) * (k - mean);
      });
      expect(relativeError(first, mean)).toBeLessThan(1e-11);
      expect(relativeError(second, mean * (1 - ppm / 1e6))).toBeLessThan(1e-10);
    }),
  );
});
