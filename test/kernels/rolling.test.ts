import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';
import { near, noise } from './columns';
import {
  drawdownOf,
  orderStatisticOf,
  presentIn,
  productOf,
  quantileOf,
  relationOf,
  shapeOf,
} from './rolling-model';

const { exports, memory, scope } = await loadKernels();
const nan = Number.NaN;
/** A few of the steps in which the smallest numbers are counted. */
const SUBNORMAL = 4 * Number.MIN_VALUE;

interface Rolling {
  readonly values: Float64Array;
  readonly w: number;
  readonly minimum: number;
}

/** Runs a kernel on a series with outputs and scratch that are fenced in. */
function run(
  { values, w }: Rolling,
  outputs: number,
  call: (pointer: number, out: number[], scratch: number) => void,
): Float64Array[] {
  const T = values.length;
  return scope(() => {
    const pointer = memory.write(values);
    const fences: number[] = [];
    const fence = () => fences.push(memory.write(Float64Array.of(3, 3)));
    const out = Array.from({ length: outputs }, () => {
      fence();
      const at = memory.reserve(T);
      memory.view(at, T).fill(7);
      return at;
    });
    fence();
    const bytes = exports.rollingScratchBytes(T, w);
    const scratch = memory.allocate(bytes);
    memory.view(scratch, bytes / 8).fill(nan);
    fence();
    call(pointer, out, scratch);
    for (const at of fences) expect([...memory.read(at, 2)]).toEqual([3, 3]);
    return out.map((at) => memory.read(at, T));
  });
}

function moments(series: Rolling) {
  const { values, w, minimum } = series;
  const T = values.length;
  const [only] = run(series, 1, (at, [a], scratch) => {
    exports.rollingMean(at, T, w, minimum, a, scratch);
  });
  const [means, deviations] = run(series, 2, (at, [a, b], scratch) => {
    exports.rollingMeanDeviation(at, T, w, minimum, a, b, scratch);
  });
  const [skewness, kurtosis] = run(series, 2, (at, [a, b], scratch) => {
    exports.rollingSkewnessKurtosis(at, T, w, minimum, a, b, scratch);
  });
  return { only, means, deviations, skewness, kurtosis };
}

function betaCorrelation(series: Rolling, y: Float64Array) {
  const { values, w, minimum } = series;
  const [beta, correlation] = run(series, 2, (at, [a, b], scratch) => {
    const other = memory.write(y);
    exports.rollingBetaCorrelation(at, other, values.length, w, minimum, a, b, scratch);
  });
  return { beta, correlation };
}

function extremes(series: Rolling) {
  const { values, w, minimum } = series;
  const [minima, maxima] = run(series, 2, (at, [a, b], scratch) => {
    exports.rollingExtremes(at, values.length, w, minimum, a, b, scratch);
  });
  return { minima, maxima };
}

function quantile(series: Rolling, p: number): Float64Array {
  const { values, w, minimum } = series;
  return run(series, 1, (at, [a], scratch) => {
    exports.rollingQuantile(at, values.length, w, minimum, p, a, scratch);
  })[0];
}

function orderStatistic(series: Rolling, ppm: number): Float64Array {
  const { values, w, minimum } = series;
  return run(series, 1, (at, [a], scratch) => {
    exports.rollingOrderStatistic(at, values.length, w, minimum, ppm, a, scratch);
  })[0];
}

function drawdown(series: Rolling): Float64Array {
  const { values, w, minimum } = series;
  return run(series, 1, (at, [a], scratch) => {
    exports.rollingDrawdown(at, values.length, w, minimum, a, scratch);
  })[0];
}

function product(series: Rolling): Float64Array {
  const { values, w, minimum } = series;
  return run(series, 1, (at, [a]) => {
    exports.rollingProduct(at, values.length, w, minimum, a);
  })[0];
}

/** The same as numbers, or both not defined; without the cost of an expectation each. */
function same(actual: number, expected: number, relative: number, absolute = 0): boolean {
  if (Number.isNaN(expected) || Number.isNaN(actual)) {
    return Number.isNaN(expected) && Number.isNaN(actual);
  }
  return actual === expected || near(actual, expected, relative, absolute);
}

/** The first output that is not as expected, in words; nothing where all are. */
function firstWrong(
  { values, w, minimum }: Rolling,
  actual: Float64Array,
  expected: (window: number[], t: number) => number,
  relative = 0,
  absolute: (window: number[]) => number = () => 0,
): string | undefined {
  for (let t = 0; t < values.length; t++) {
    const window = presentIn(values, w, t);
    const value = window.length < Math.max(1, minimum) ? nan : expected(window, t);
    if (!same(actual[t], value, relative, absolute(window))) {
      return `at ${t} of ${values.length}, w ${w}: ${actual[t]} for ${value}`;
    }
  }
  return undefined;
}

const largest = (window: number[]) => Math.max(...window.map(Math.abs));

function checkMoments(series: Rolling): void {
  const { only, means, deviations, skewness, kurtosis } = moments(series);
  const cache = new Map<number, ReturnType<typeof shapeOf>>();
  const shape = (window: number[], t: number) => {
    const known = cache.get(t) ?? shapeOf(window);
    cache.set(t, known);
    return known;
  };
  const rounding = (window: number[]) => 1e-14 * largest(window) + SUBNORMAL;
  const mean = (window: number[], t: number) => shape(window, t).mean;
  expect(firstWrong(series, only, mean, 1e-13, rounding)).toBe(undefined);
  expect(firstWrong(series, means, mean, 1e-13, rounding)).toBe(undefined);
  const deviation = (window: number[], t: number) => shape(window, t).deviation;
  expect(firstWrong(series, deviations, deviation, 1e-12, () => SUBNORMAL)).toBe(undefined);
  const lean = (window: number[], t: number) => shape(window, t).skewness;
  expect(firstWrong(series, skewness, lean, 1e-10, () => 1e-10)).toBe(undefined);
  const tails = (window: number[], t: number) => shape(window, t).kurtosis;
  expect(firstWrong(series, kurtosis, tails, 1e-10, () => 1e-9)).toBe(undefined);
}

function checkRelation(series: Rolling, y: Float64Array): void {
  const { values, w, minimum } = series;
  const { beta, correlation } = betaCorrelation(series, y);
  for (let t = 0; t < values.length; t++) {
    const first = Math.max(0, t - w + 1);
    const both = [...values.slice(first, t + 1)]
      .map((a, i) => [a, y[first + i]])
      .filter((pair) => pair.every(Number.isFinite));
    const left = both.map(([a]) => a);
    const right = both.map(([, b]) => b);
    const relation =
      both.length < Math.max(1, minimum)
        ? { beta: nan, correlation: nan, unit: 0 }
        : relationOf(left, right);
    // Beyond the smallest normal number digits are lost whatever one does.
    const tiny = 1e-300;
    const isRight =
      same(correlation[t], relation.correlation, 0, 1e-12) &&
      same(beta[t], relation.beta, 1e-12, 1e-12 * relation.unit + tiny);
    if (!isRight || Math.abs(correlation[t]) > 1) {
      const found = `${beta[t]}, ${correlation[t]}`;
      expect(`at ${t}, w ${w}: ${found}`).toBe(`${relation.beta}, ${relation.correlation}`);
    }
  }
}

function checkOrder(series: Rolling, p: number): void {
  const { minima, maxima } = extremes(series);
  expect(firstWrong(series, minima, (window) => Math.min(...window))).toBe(undefined);
  expect(firstWrong(series, maxima, (window) => Math.max(...window))).toBe(undefined);
  for (const share of [p, 0.5, 0, 1]) {
    const quantiles = quantile(series, share);
    expect(firstWrong(series, quantiles, (window) => quantileOf(window, share))).toBe(undefined);
  }
  for (const ppm of [Math.round(p * 1e6), 50_000, 0, 1_000_000]) {
    const order = orderStatistic(series, ppm);
    const expected = (window: number[]) => orderStatisticOf(window, ppm);
    expect(firstWrong(series, order, expected)).toBe(undefined);
  }
}

function checkCompounding(series: Rolling): void {
  expect(firstWrong(series, drawdown(series), drawdownOf, 0, () => 1e-12)).toBe(undefined);
  const expected = productOf;
  const wealth = (window: number[]) => 1e-12 * Math.abs(1 + productOf(window));
  expect(firstWrong(series, product(series), expected, 0, wealth)).toBe(undefined);
}

/** What a value may be: ordinary, missing, far out, or the one before again. */
const cell = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant('again' as const) },
  { weight: 1, arbitrary: fc.constantFrom(nan, nan, Infinity, -Infinity) },
  { weight: 1, arbitrary: fc.constantFrom(1e15, -1e15, 1e6, 0, -0, 1e-9) },
);
const dense = fc.double({ min: -1, max: 1, noNaN: true });
const sparse = fc.oneof(
  { weight: 4, arbitrary: fc.constant(nan) },
  { weight: 1, arbitrary: dense },
);
const constant = fc.oneof(
  { weight: 20, arbitrary: fc.constant('again' as const) },
  { weight: 1, arbitrary: dense },
);

/** A series of cells, moved and stretched, with a window that fits. */
function seriesOf(kind: fc.Arbitrary<number | 'again'>): fc.Arbitrary<Rolling> {
  return fc
    .record({
      cells: fc.array(kind, { minLength: 1, maxLength: 200, size: 'max' }),
      level: fc.constantFrom(0, 0, 1, 100, 1e8),
      scale: fc.constantFrom(1, 1, 1e-3, 1e100, 1e-100, 1e290, 1e-290),
      window: fc.nat(),
      least: fc.nat(),
      short: fc.boolean(),
    })
    .map(({ cells, level, scale, window, least, short }) => {
      let before = 0.1;
      const values = Float64Array.from(cells, (value) => {
        if (value !== 'again') before = value;
        return (before + level) * scale;
      });
      const w = 1 + (window % (short ? Math.min(9, values.length) : values.length));
      return { values, w, minimum: 1 + (least % w) };
    });
}
const anySeries = fc.oneof(...[cell, dense, sparse, constant].map(seriesOf));

describe('rolling moments', () => {
  it('equal two passes over each window', () => {
    fc.assert(fc.property(anySeries, checkMoments), { numRuns: 1500 });
  });

  it('keep their digits on every level, slope and scale', () => {
    const random = noise(11);
    const T = 3000;
    for (const w of [2, 3, 4, 5, 20, 250, 1000, 1499, 1500, 1501, 3000]) {
      for (const make of [
        () => 1e8 + random(),
        (t: number) => (t % 2 === 0 ? 1e8 : 1e8 + 2 ** -24),
        (t: number) => t,
        (t: number) => 1e8 + 100 * t + random(),
        (t: number) => 1.01 ** t * (1 + 0.001 * random()),
        (t: number) => 0.97 ** t * (1 + random()),
        () => (random() - 0.5) * 1e300,
        () => (random() - 0.5) * 1e-305,
        () => 1 + Math.floor(random() * 4) * 2 ** -52,
        () => (random() < 0.002 ? 1 : 0),
        (t: number) => (t % 700 < 400 ? 0.01 : random()),
      ]) {
        const values = Float64Array.from({ length: T }, (_, t) => make(t));
        const { only, means, deviations, skewness, kurtosis } = moments({ values, w, minimum: w });
        for (let t = w - 1; t < T; t += 1 + Math.floor(w / 3)) {
          const window = presentIn(values, w, t);
          const rounding = 1e-16 * (w + 10) * largest(window);
          const expected = shapeOf(window);
          expect(same(only[t], expected.mean, 1e-15, rounding)).toBe(true);
          expect(same(means[t], expected.mean, 1e-15, rounding)).toBe(true);
          expect(same(deviations[t], expected.deviation, 1e-13 + 5e-15 * w)).toBe(true);
          expect(same(skewness[t], expected.skewness, 1e-10, 1e-10)).toBe(true);
          expect(same(kurtosis[t], expected.kurtosis, 1e-9, 1e-10)).toBe(true);
        }
        expect(deviations.slice(0, w - 1).every(Number.isNaN)).toBe(true);
        expect(only.slice(0, w - 1).every(Number.isNaN)).toBe(true);
      }
    }
  });

  it('keep their digits over a long series, whatever passes through', () => {
    const random = noise(17);
    const T = 70_000;
    for (const make of [
      () => 1e8 + random(),
      (t: number) => 1e8 + random() + (t % 4000 === 1700 ? 1e6 : 0),
      (t: number) => random() + (t === 5000 ? 1e15 : 0),
      (t: number) => random() * (t % 2000 < 1000 ? 6 : 1),
      (t: number) => random() * (t % 2000 < 1000 ? 1e200 : 1e-200),
      (t: number) => (t % 3000 < 300 ? 0.1 : random()),
      (t: number) => (t % 3000 === 2000 ? nan : random()),
      (t: number) => 10 * t + random(),
    ]) {
      const values = Float64Array.from({ length: T }, (_, t) => make(t));
      const y = values.map((x) => x / 2 + random());
      for (const w of [2, 5, 60, 252]) {
        const series = { values, w, minimum: 1 };
        const { only, means, deviations, skewness, kurtosis } = moments(series);
        const { beta, correlation } = betaCorrelation(series, y);
        const { minima, maxima } = extremes(series);
        for (let t = 1 + (w % 7); t < T; t += 67 + Math.floor(w / 4)) {
          const window = presentIn(values, w, t);
          const expected = shapeOf(window);
          const rounding = 1e-16 * (w + 10) * largest(window);
          expect(same(only[t], expected.mean, 1e-15, rounding)).toBe(true);
          expect(same(means[t], expected.mean, 1e-15, rounding)).toBe(true);
          expect(same(deviations[t], expected.deviation, 2e-13)).toBe(true);
          expect(same(skewness[t], expected.skewness, 1e-10, 1e-10)).toBe(true);
          expect(same(kurtosis[t], expected.kurtosis, 1e-9, 1e-10)).toBe(true);
          expect([minima[t], maxima[t]]).toEqual([Math.min(...window), Math.max(...window)]);
          const relation = relationOf(window, presentIn(y, w, t));
          expect(same(correlation[t], relation.correlation, 0, 1e-12)).toBe(true);
          expect(same(beta[t], relation.beta, 1e-12, 1e-12 * relation.unit)).toBe(true);
        }
      }
    }
  }, 60_000);

  it.each([1e6, 1e15, -1e15, 1e150, 1e300, nan, Infinity, -Infinity])(
    'bear no trace of %d once it has left',
    (outlier) => {
      const random = noise(5);
      const clean = Float64Array.from({ length: 1200 }, () => 1 + random());
      const other = clean.map((x) => x + random());
      for (const w of [2, 7, 60, 250]) {
        const before = { values: clean, w, minimum: 2 };
        const [a, b] = [moments(before), betaCorrelation(before, other)];
        for (const at of [0, 249, 250, 251, 777]) {
          const values = clean.slice();
          values[at] = outlier;
          const after = { values, w, minimum: 2 };
          const [c, d] = [moments(after), betaCorrelation(after, other)];
          for (let t = 1; t < 1200; t++) {
            if (t >= at && t < at + w) continue;
            const isClean =
              same(c.only[t], a.only[t], 1e-14) &&
              same(c.means[t], a.means[t], 1e-14) &&
              same(c.deviations[t], a.deviations[t], 1e-12) &&
              same(c.skewness[t], a.skewness[t], 1e-10, 1e-10) &&
              same(c.kurtosis[t], a.kurtosis[t], 1e-10, 1e-10) &&
              same(d.beta[t], b.beta[t], 1e-11, 1e-11) &&
              same(d.correlation[t], b.correlation[t], 0, 1e-12);
            if (!isClean) expect(t).toBe('untouched');
          }
          // Under the outlier too there is a number, unless it is beyond the doubles.
          const finite = Math.abs(outlier) < 1e150 || !Number.isFinite(outlier);
          if (finite) expect(c.deviations.slice(1).some((x) => x === Infinity)).toBe(false);
        }
      }
    },
  );

  it('are exactly zero, or not defined, in a constant window', () => {
    for (const value of [0.1, 1 / 3, -7.3e9, 1e-200, 1e300, 0]) {
      const values = new Float64Array(500).fill(value);
      values[100] = 5;
      values[101] = nan;
      for (const w of [2, 3, 10, 64]) {
        const { only, means, deviations, skewness, kurtosis } = moments({ values, w, minimum: 2 });
        const other = values.map((_, t) => t % 7);
        const { beta, correlation } = betaCorrelation({ values, w, minimum: 2 }, other);
        const swapped = betaCorrelation({ values: other, w, minimum: 2 }, values);
        for (let t = 1; t < 500; t++) {
          if (t >= 100 && t <= 101 + w) continue;
          expect([only[t], means[t], deviations[t]]).toEqual([value, value, 0]);
          expect([skewness[t], kurtosis[t], beta[t], correlation[t]]).toEqual([nan, nan, nan, nan]);
          expect([swapped.beta[t], swapped.correlation[t]]).toEqual([0, nan]);
        }
      }
    }
  });

  it('need two, three and four values', () => {
    const values = Float64Array.of(1, 2, 4, 8, nan, 16);
    const { means, deviations, skewness, kurtosis } = moments({ values, w: 6, minimum: 1 });
    const averages = [1, 1.5, 7 / 3, 3.75, 3.75, 6.2];
    expect(averages.every((mean, t) => near(means[t], mean, 1e-15))).toBe(true);
    expect(deviations.findIndex((x) => !Number.isNaN(x))).toBe(1);
    expect(skewness.findIndex((x) => !Number.isNaN(x))).toBe(2);
    expect(kurtosis.findIndex((x) => !Number.isNaN(x))).toBe(3);
    const single = moments({ values, w: 1, minimum: 1 });
    expect([...single.means]).toEqual([...values]);
    expect([...single.deviations, ...single.skewness].every(Number.isNaN)).toBe(true);
  });
});

describe('rolling beta and correlation', () => {
  it('equal two passes over the complete pairs of each window', () => {
    fc.assert(
      fc.property(anySeries, anySeries, fc.boolean(), (series, other, related) => {
        const y = series.values.map((x, t) => {
          const value = other.values[t % other.values.length];
          return related ? x / 2 + value / 2 : value;
        });
        checkRelation(series, y);
      }),
      { numRuns: 1000 },
    );
  });

  it('keep their digits on levels far from zero, and stay within -1 and 1', () => {
    const random = noise(3);
    for (const w of [2, 3, 60, 250, 700]) {
      const x = Float64Array.from({ length: 1500 }, (_, t) => 1e8 + t + random());
      checkRelation(
        { values: x, w, minimum: w },
        x.map((value) => 3e7 - 2 * value + random()),
      );
      const small = x.map(() => 1 + Math.floor(random() * 3) * 2 ** -52);
      const { beta, correlation } = betaCorrelation({ values: small, w, minimum: 2 }, small);
      for (let t = 1; t < 1500; t++) {
        if (Number.isNaN(beta[t])) continue;
        expect(near(beta[t], 1, 1e-12)).toBe(true);
        expect(near(correlation[t], 1, 1e-12) && correlation[t] <= 1).toBe(true);
      }
    }
  });
});

describe('rolling extremes and quantiles', () => {
  it('are exactly those of each window', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(anySeries, share, checkOrder), { numRuns: 500 });
  });

  it('are exact over many blocks, for every order of the values', () => {
    const random = noise(8);
    const T = 9000;
    const walk = Float64Array.from({ length: T });
    for (let t = 1; t < T; t++) walk[t] = walk[t - 1] + random() - 0.5;
    for (const w of [2, 63, 64, 65, 250, 2047, 2048, 2049, 4500, 9000]) {
      for (const make of [
        () => random(),
        (t: number) => t,
        (t: number) => -t,
        (t: number) => walk[t],
        (t: number) => Math.floor(walk[t]),
        (t: number) => (t % 1000 < 500 ? 1 : -1) * (1e9 + random()),
        (t: number) => (t === 4000 ? 1e300 : 1 + Math.floor(random() * 9) * 2 ** -52),
        () => (random() < 0.5 ? nan : random()),
        (t: number) => (t % 5000 < 3000 ? nan : random()),
        () => 0.1,
      ]) {
        const values = Float64Array.from({ length: T }, (_, t) => make(t));
        const series = { values, w, minimum: Math.min(w, 2) };
        const median = quantile(series, 0.5);
        const fifth = quantile(series, 0.05);
        const order = orderStatistic(series, 10_000);
        const { minima, maxima } = extremes(series);
        for (let t = w % 7; t < T; t += 61 + Math.floor(w / 3)) {
          const window = presentIn(values, w, t);
          const some = window.length >= series.minimum;
          expect(median[t]).toBe(some ? quantileOf(window, 0.5) : nan);
          expect(fifth[t]).toBe(some ? quantileOf(window, 0.05) : nan);
          expect(order[t]).toBe(some ? orderStatisticOf(window, 10_000) : nan);
          expect(minima[t]).toBe(some ? Math.min(...window) : nan);
          expect(maxima[t]).toBe(some ? Math.max(...window) : nan);
        }
      }
    }
  }, 60_000);

  it('takes the rank in whole numbers, where floating point is one too high', () => {
    const values = Float64Array.from({ length: 1000 }, (_, t) => (t * 389) % 1000);
    // (1 - 0.95) * 1000 is 50.00000000000004.
    expect(orderStatistic({ values, w: 1000, minimum: 1000 }, 50_000)[999]).toBe(49);
    expect(orderStatistic({ values, w: 1000, minimum: 1000 }, 50_001)[999]).toBe(50);
    expect(orderStatistic({ values, w: 1000, minimum: 1000 }, 0)[999]).toBe(0);
    expect(orderStatistic({ values, w: 1000, minimum: 1000 }, 1_000_000)[999]).toBe(999);
  });

  it('interpolates between numbers whose distance is no double', () => {
    const values = Float64Array.of(-1.6e308, 1.6e308);
    expect(quantile({ values, w: 2, minimum: 2 }, 0.5)[1]).toBe(0);
    expect(quantile({ values, w: 2, minimum: 2 }, 0.75)[1]).toBeCloseTo(0.8e308, -293);
  });
});

/** Returns with all that can happen to them: total loss, near loss, thousandfold gains, gaps. */
const gains = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -0.2, max: 0.25, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -0.999999, 0, 1e3, nan, Infinity) },
);
const wild = fc.constantFrom(-1, 1e100, 1e200, 1e-100 - 1, -1 + 2 ** -53, 0, 9, nan, -0.9, 1e300);

function returnsOf(kind: fc.Arbitrary<number>): fc.Arbitrary<Rolling> {
  return fc
    .tuple(fc.array(kind, { minLength: 1, maxLength: 200, size: 'max' }), fc.nat(), fc.nat())
    .map(([cells, window, least]) => {
      const w = 1 + (window % cells.length);
      return { values: Float64Array.from(cells), w, minimum: 1 + (least % w) };
    });
}

describe('rolling drawdown and compounded return', () => {
  it('equal the definition in each window', () => {
    fc.assert(fc.property(returnsOf(gains), checkCompounding), { numRuns: 1000 });
  });

  it('never is a product lost because a part of it is out of range', () => {
    const check = (series: Rolling) => {
      const wealth = (window: number[]) => 1e-12 * Math.abs(1 + productOf(window));
      expect(firstWrong(series, product(series), productOf, 0, wealth)).toBe(undefined);
      const depths = drawdown(series);
      const counts = (window: number[]) => (window.length > 0 ? 1 : nan);
      const isDepth = (x: number) => (x <= 0 && x >= -1 ? 1 : x);
      expect(firstWrong(series, depths.map(isDepth), counts)).toBe(undefined);
    };
    fc.assert(fc.property(returnsOf(wild), check), { numRuns: 1000 });
    fc.assert(fc.property(returnsOf(fc.constantFrom(9, -0.9, 99, -0.99)), check));
    // Stretches of forty that shrink or grow wealth by 2^2120, and cancel.
    const factor = (t: number) => (Math.floor(t / 40) % 2 === 0 ? 2 ** -53 : 2 ** 53);
    const values = Float64Array.from({ length: 1000 }, (_, t) => factor(t) - 1);
    for (const w of [2, 30, 39, 79, 80, 81, 160, 500]) check({ values, w, minimum: w });
  });

  it('is the same as compounding each complete window afresh', () => {
    const random = noise(2);
    const values = Float64Array.from({ length: 4000 }, () => 0.02 * (random() - 0.49));
    for (const w of [2, 12, 250, 1999, 2000, 4000]) {
      const rolled = product({ values, w, minimum: w });
      const afresh = scope(() => {
        const out = memory.reserve(4001 - w);
        exports.compoundWindows(memory.write(values), 4000, w, out);
        return memory.read(out, 4001 - w);
      });
      afresh.forEach((value, t) => {
        expect(near(1 + rolled[t + w - 1], 1 + value, 1e-13)).toBe(true);
      });
      expect(rolled.slice(0, w - 1).every(Number.isNaN)).toBe(true);
    }
  });

  it('is zero without a fall and minus one after a loss of everything', () => {
    const values = Float64Array.of(0.1, 0, 0.2, -1, 0.5, 0.5, 0.5, 0.1, 0.2, 0.1);
    const fallen = [0, 0, 0, -1, -1, -1, 0, 0, 0, 0];
    expect([...drawdown({ values, w: 3, minimum: 1 })]).toEqual(fallen);
    expect(product({ values, w: 3, minimum: 1 }).map((x) => (x === -1 ? x : 0))).toEqual(
      Float64Array.from(fallen),
    );
  });
});

describe('every rolling kernel', () => {
  it('takes a window as long as the series, longer than it, and a single value', () => {
    const random = noise(1);
    for (const T of [1, 2, 3, 5, 100, 2048, 2049, 4097]) {
      const values = Float64Array.from({ length: T }, () => random() - 0.5);
      for (const w of [1, T - 1, T, T + 1, 3 * T].filter((length) => length > 0)) {
        for (const minimum of [1, Math.min(w, 2), w]) {
          const series = { values, w, minimum };
          const last = T - 1;
          const window = presentIn(values, w, last);
          const enough = window.length >= minimum;
          const expected = shapeOf(window);
          const all = moments(series);
          expect(same(all.only[last], enough ? expected.mean : nan, 1e-13, 1e-15)).toBe(true);
          expect(same(all.deviations[last], enough ? expected.deviation : nan, 1e-13)).toBe(true);
          expect(extremes(series).minima[last]).toBe(enough ? Math.min(...window) : nan);
          expect(quantile(series, 0.5)[last]).toBe(enough ? quantileOf(window, 0.5) : nan);
          expect(same(product(series)[last], enough ? productOf(window) : nan, 1e-9)).toBe(true);
          expect(same(drawdown(series)[last], enough ? drawdownOf(window) : nan, 1e-12)).toBe(true);
          checkRelation({ values: values.slice(-9), w, minimum }, values.slice(-9).toReversed());
        }
      }
    }
  });

  it('gives the same where only one of two outputs is wanted', () => {
    const random = noise(23);
    const values = Float64Array.from({ length: 3000 }, (_, t) => (t === 2100 ? nan : random()));
    for (const w of [2, 5, 60]) {
      const series = { values, w, minimum: 2 };
      const { deviations, skewness, kurtosis } = moments(series);
      const { minima, maxima } = extremes(series);
      const [alone] = run(series, 1, (at, [a], scratch) => {
        exports.rollingMeanDeviation(at, 3000, w, 2, 0, a, scratch);
      });
      const [lean, tails] = run(series, 2, (at, [a, b], scratch) => {
        exports.rollingSkewnessKurtosis(at, 3000, w, 2, a, 0, scratch);
        exports.rollingSkewnessKurtosis(at, 3000, w, 2, 0, b, scratch);
      });
      const [low, high] = run(series, 2, (at, [a, b], scratch) => {
        exports.rollingExtremes(at, 3000, w, 2, a, 0, scratch);
        exports.rollingExtremes(at, 3000, w, 2, 0, b, scratch);
      });
      expect([alone, lean, tails]).toEqual([deviations, skewness, kurtosis]);
      expect([low, high]).toEqual([minima, maxima]);
    }
  });

  it('gives nothing where all is missing', () => {
    const values = new Float64Array(50).fill(nan);
    for (const w of [1, 5, 50]) {
      const series = { values, w, minimum: 1 };
      const { only, means, deviations, skewness, kurtosis } = moments(series);
      const { beta, correlation } = betaCorrelation(series, values);
      const { minima, maxima } = extremes(series);
      for (const out of [
        only,
        means,
        deviations,
        skewness,
        kurtosis,
        beta,
        correlation,
        minima,
        maxima,
        quantile(series, 0.5),
        orderStatistic(series, 1),
        drawdown(series),
        product(series),
      ]) {
        expect(out.every(Number.isNaN)).toBe(true);
      }
    }
  });
});
