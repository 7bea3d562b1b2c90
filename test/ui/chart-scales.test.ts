import { describe, expect, test } from 'vitest';
import { isPositive, xTicks, yRange, yTicks } from '../../src/ui/chart-scales';
import type { ChartSpec, TimeChart } from '../../src/ui/chart-spec';
import { yLabel } from '../../src/ui/chart-text';
import { formatMoney, formatPercent } from '../../src/ui/format';

const chart: TimeChart = {
  kind: 'time',
  x: ['2001', '2002'],
  yFormat: (value) => formatPercent(value, 2),
  yTickFormat: (value) => formatPercent(value, 0),
  series: [{ label: 'a', values: Float64Array.of(1, 2), color: 'red' }],
};
/** With plain spaces. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');
const labels = (spec: ChartSpec, min: number, max: number, log = false) =>
  yTicks(spec, log, [min, max], 280).map(({ label }) => plain(label));

describe('labels of ticks', () => {
  test('are the short ones where these are true', () => {
    expect(labels(chart, -0.42, 0)).toEqual(['−40 %', '−30 %', '−20 %', '−10 %', '0 %']);
  });

  test('have more digits where short ones would repeat', () => {
    expect(labels(chart, 0.021, 0.0243)).toEqual([
      '2.10 %',
      '2.15 %',
      '2.20 %',
      '2.25 %',
      '2.30 %',
      '2.35 %',
      '2.40 %',
    ]);
  });

  test('never say 3 where the tick is 2.5', () => {
    for (const [min, max] of [
      [0, 0.16],
      [0, 0.1],
      [-0.07, 0.08],
    ]) {
      for (const { at, label } of yTicks(chart, false, [min, max], 280)) {
        expect(Number.parseFloat(label.replace('−', '-'))).toBeCloseTo(at * 100, 6);
      }
    }
  });

  test('count over a change of unit', () => {
    const money: ChartSpec = {
      ...chart,
      yFormat: (value) => formatMoney(value, 'rounded'),
      yTickFormat: (value) => formatMoney(value, 'compact'),
    };
    expect(labels(money, 0, 1.3e6)).toEqual([
      '0',
      '200 k',
      '400 k',
      '600 k',
      '800 k',
      '1 m',
      '1.2 m',
    ]);
  });

  test('of a zoomed histogram are between those given for all of it', () => {
    const bins: ChartSpec = {
      kind: 'histogram',
      x: Float64Array.of(-1, -0.5, 0, 0.5, 1),
      xTicks: [-1, 0, 1],
      xFormat: (value) => formatPercent(value, 0),
      yFormat: String,
      series: [{ label: 'a', values: Float64Array.of(1, 2, 3, 4), color: 'red' }],
    };
    expect(xTicks(bins, [-1, 1], 400).map(({ at }) => at)).toEqual([-1, 0, 1]);
    expect(xTicks(bins, [0.1, 0.5], 400).map(({ label }) => plain(label))).toEqual([
      '10 %',
      '20 %',
      '30 %',
      '40 %',
      '50 %',
    ]);
  });
});

describe('ranges', () => {
  test('of what is not there, of one value and of zeros can be drawn', () => {
    expect(yRange(chart, false, null, null)).toEqual([-0.04, 1.04]);
    expect(yRange(chart, false, 5, 5)).toEqual([4.5, 5.5]);
    expect(yRange(chart, false, 0, 0)).toEqual([0, 1]);
    const [low, high] = yRange(chart, true, 5, 5);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
  });

  test('of the largest numbers are numbers', () => {
    for (const log of [false, true]) {
      const most = Number.MAX_VALUE;
      for (const [min, max] of [
        [log ? 5e-324 : -most, most],
        [1e-300, 1e300],
        [1e300, 1e300],
      ]) {
        const [low, high] = yRange(chart, log, min, max);
        expect(high - low).toBeGreaterThan(0);
        expect(Number.isFinite(high - low)).toBe(true);
        const ticks = yTicks(chart, log, [low, high], 280);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThan(12);
        for (const { label } of ticks) expect(label.length).toBeLessThan(25);
      }
    }
  });

  test('of a huge value the words are a power of ten', () => {
    expect(yLabel({ ...chart, yFormat: (value) => formatMoney(value) }, -1e300)).toBe('−1.00e300');
    expect(yLabel({ ...chart, yFormat: (value) => formatMoney(value) }, 1e12)).toBe(
      '1,000,000,000,000',
    );
  });
});

test('a log scale is for positive values; gaps and what is not listed do not matter', () => {
  const positive = (values: number[], listed = true) =>
    isPositive({ ...chart, series: [{ ...chart.series[0], listed }] }, [Float64Array.from(values)]);
  expect(positive([1, NaN, 3])).toBe(true);
  expect(positive([1, 0])).toBe(false);
  expect(positive([1, -2])).toBe(false);
  expect(positive([1, -2], false)).toBe(true);
});
