import { describe, expect, it } from 'vitest';
import daily from '../reference/rolling-daily.json';
import european from '../reference/rolling-eu-indices.json';
import monthly from '../reference/rolling-monthly.json';
import { loadKernels } from '../tools/kernels';
import { near, readColumns, returnsOf } from './columns';

const { exports, memory, scope } = await loadKernels();

interface Expected {
  readonly every: number;
  readonly last: number;
  readonly sum: number;
  readonly sumsq: number;
  readonly sample: readonly number[];
}

/** Every rolling quantity of an equally weighted mix, and of two of its assets. */
function roll(mix: Float64Array, x: Float64Array, y: Float64Array, w: number) {
  const T = mix.length;
  return scope(() => {
    const values = memory.write(mix);
    const scratch = memory.allocate(exports.rollingScratchBytes(T, w));
    const room = () => memory.reserve(T);
    const mean = room();
    const deviation = room();
    exports.rollingMeanDeviation(values, T, w, w, mean, deviation, scratch);
    const skewness = room();
    const kurtosis = room();
    exports.rollingSkewnessKurtosis(values, T, w, w, skewness, kurtosis, scratch);
    const minimum = room();
    const maximum = room();
    exports.rollingExtremes(values, T, w, w, minimum, maximum, scratch);
    const median = room();
    exports.rollingQuantile(values, T, w, w, 0.5, median, scratch);
    const quantile05 = room();
    exports.rollingQuantile(values, T, w, w, 0.05, quantile05, scratch);
    const beta = room();
    const correlation = room();
    const [left, right] = [memory.write(x), memory.write(y)];
    exports.rollingBetaCorrelation(left, right, T, w, w, beta, correlation, scratch);
    const drawdown = room();
    exports.rollingDrawdown(values, T, w, w, drawdown, scratch);
    const pointers = {
      mean,
      deviation,
      skewness,
      kurtosis,
      minimum,
      maximum,
      median,
      quantile05,
      correlation,
      beta,
      drawdown,
    };
    return Object.entries(pointers).map(([name, at]) => [name, memory.read(at, T)] as const);
  });
}

describe('rolling kernels', () => {
  it.each([
    ['monthly', monthly],
    ['European', european],
    ['daily', daily],
  ] as const)('agree with pandas on the %s set', (_, reference) => {
    const { columns, file, investable, pair, rows, transformation } = reference.meta;
    const isReturns = transformation === 'returns as they stand';
    const series = readColumns(file, columns).map((c) => (isReturns ? c : returnsOf(c)));
    const held = series.filter((__, i) => investable.includes(columns[i]));
    const [x, y] = pair.map((name) => series[columns.indexOf(name)]);
    const mix = held[0].map((__, t) => held.reduce((sum, c) => sum + c[t], 0) / held.length);
    expect(mix.length).toBe(rows);
    for (const [window, table] of Object.entries(reference.windows)) {
      const w = Number(window);
      const expectations: Record<string, Expected> = table;
      for (const [name, actual] of roll(mix, x, y, w)) {
        const { every, last, sum, sumsq, sample } = expectations[name];
        const { relative, absolute } = reference.tolerance;
        const defined = actual.slice(w - 1);
        expect(actual.slice(0, w - 1).every(Number.isNaN)).toBe(true);
        expect(sample.length).toBe(Math.ceil(defined.length / every));
        sample.forEach((value, i) => {
          expect(near(defined[i * every], value, relative, absolute)).toBe(true);
        });
        expect(near(defined[defined.length - 1], last, relative, absolute)).toBe(true);
        const total = defined.reduce((a, b) => a + b, 0);
        const squares = defined.reduce((a, b) => a + b * b, 0);
        expect(near(total, sum, relative, absolute * defined.length)).toBe(true);
        expect(near(squares, sumsq, relative, absolute)).toBe(true);
      }
    }
  });
});
